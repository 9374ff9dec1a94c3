"""Text in a font of known widths: what the font has, and where lines break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.typeset import REGULAR, SEMIBOLD, face

BOLD = face(SEMIBOLD)
STEPS = ((80, 2), (44, 6))


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Ångström et Œuvre, Ωmega ≤ Жизнь – “quoted”", "Ångström et Œuvre, Ωmega ≤ Жизнь – “quoted”"),
        ("e\u0301tude", "étude"),  # composed
        ("𝑥² over ℝ, ＢＥＲＴ", "x² over R, BERT"),  # letters of another style, and a superscript that stays one
        ("🤗 Transformers 👩\u200d🔬 \u2764\ufe0f", "Transformers"),
        ("变形器", ""),
        ("Swin 变形器", ""),  # half a title would be another one
        ("شبكة", ""),
        ("", ""),
    ],
)
def test_a_text_is_spelled_in_the_font_or_not_at_all(text: str, spelled: str) -> None:
    assert BOLD.spelled(text) == spelled


def test_widths_are_those_of_the_font() -> None:
    assert BOLD.width("WW", 50) == 2 * BOLD.width("W", 50) > 2 * BOLD.width("i", 50)
    assert face(REGULAR).width("Swin", 20) < BOLD.width("Swin", 20)


@given(st.text("abcWi ,.", max_size=400), st.integers(120, 1200))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = BOLD.lines(text, 60, width)
    assert all(BOLD.width(line, 60) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())


def test_lines_are_about_as_long() -> None:
    first, second = BOLD.lines("We look at every sheaf of barley on the ground", 60, 1040)
    assert abs(BOLD.width(first, 60) - BOLD.width(second, 60)) < 300


@given(st.text("abcWi ,.", max_size=900))
def test_a_title_gets_the_largest_size_at_which_it_fits(text: str) -> None:
    size, lines = BOLD.fitted(text, 1040, STEPS)
    assert len(lines) <= dict(STEPS)[size]
    assert all(BOLD.width(line, size) <= 1040 for line in lines)
    if size == 44:
        assert len(BOLD.lines(text, 80, 1040)) > 2
    if lines and lines[-1].endswith("…"):
        assert len(BOLD.lines(text, 44, 1040)) > 6
