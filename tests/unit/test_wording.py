"""Numbers, dates and shortened texts in words."""

from __future__ import annotations

import pytest

from builder.wording import counted, folded, overlap, usual_spelling


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [(0, "paper", "0 papers"), (1, "paper", "1 paper"), (2, "stated result", "2 stated results")],
)
def test_a_number_and_what_it_counts(number: int, noun: str, text: str) -> None:
    assert counted(number, noun) == text


@pytest.mark.parametrize(
    ("one", "other", "does"),
    [
        ("a b", "a\n b c", True),
        ("a b c", "b", True),
        ("a b", "b c", False),
        ("", "a", False),
        ("", "", False),
    ],
)
def test_one_quotation_may_hold_another(one: str, other: str, *, does: bool) -> None:
    assert overlap(one, other) is does


def test_the_usual_spelling_is_the_most_frequent_then_the_plainest() -> None:
    assert usual_spelling(["Test", "test", "Test"]) == "Test"
    assert usual_spelling(["Test dev", "test-dev"]) == "test-dev"
    assert usual_spelling(["Test dev", "TEST-dev"]) == "TEST-dev"


def test_spellings_of_one_thing_fold_into_one() -> None:
    assert {folded(text) for text in ("Test dev", "test_dev", " TEST-DEV", "test - dev")} == {"test-dev"}
    assert folded("GTA→Cityscapes") == "gta→cityscapes"
    assert folded("") == ""
