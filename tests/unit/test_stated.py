"""Numbers and quotations found in texts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.stated import nearest, numbers, places, quoted_at


@pytest.mark.parametrize(
    ("value", "text", "shown"),
    [
        ("18", "in 18ms a frame", ["18"]),
        ("70.1", "reaches 70.1mAP, (70.1)", ["70.1", "70.1"]),
        ("61.0", "a rate of 61%", ["61"]),
        ("61", "61.0%", ["61.0"]),
        ("1234", "an Elo of 1,234.", ["1,234"]),
        ("1234567.8", "1,234,567.8", ["1,234,567.8"]),
        ("1234", "an Elo of $1{,}234$", ["1{,}234"]),
        ("234", "1,234", []),
        ("70.1", "60.1,70.1", ["70.1"]),
        ("82.9", r"$82.9\pm 0.1$ and $\mathbf{82.9}$", ["82.9", "82.9"]),
        ("0.5", "10.5, 0.51, 0.5.", ["0.5"]),
        ("0.87", "F1=.87", [".87"]),
        ("5", "v1.5 of B5, ViT_5", []),
        ("2.3", "1.2.3", []),
        ("-3.5", "an error of -3.5 dB", ["-3.5"]),
        ("-3.5", "an error of $-3.5$ dB or \N{MINUS SIGN}3.5", ["-3.5", "\N{MINUS SIGN}3.5"]),
        ("-3.5", "an error of 3.5 dB, -3.5", ["-3.5"]),
        ("3.5", "GPT-3.5 and (a)-3.5 and -3.5", ["3.5", "3.5"]),
        ("-3.5", "3.5 below zero", ["3.5"]),
        ("3", "of 2-3", ["3"]),
    ],
)
def test_a_number_is_found_however_it_is_written(value: str, text: str, shown: list[str]) -> None:
    assert [text[start:end] for start, end in places(Decimal(value), text)] == shown


@pytest.mark.parametrize(
    ("text", "names", "at"),
    [
        ("58.7 box AP and 58.7 mask AP", [["mask AP"]], 16),
        ("58.7 box AP and 58.7 mask AP", [["box AP"]], 0),
        ("box AP 58.7 and mask AP 58.7", [["mask AP"]], 24),
        ("from 9 on Barn to 9 on Mill", [["error"], ["mill", "the mill"]], 18),
        ("9mAP and 9FPS", [["FPS"]], 9),
        ("9 and 9", [], 0),
        ("9 lapAP and 9 AP", [["AP"], [""]], 12),
    ],
)
def test_of_equal_numbers_the_one_beside_its_names_is_meant(text: str, names: list[list[str]], at: int) -> None:
    place = nearest(Decimal(text[at:].partition(" ")[0].rstrip("mAPFS")), text, names)
    assert place is not None
    assert place[0] == at


def test_all_numbers_of_a_text() -> None:
    assert numbers("from -3.5 to 1,200 in v2") == (Decimal("3.5"), Decimal(1200))


def test_what_is_not_there_is_nowhere() -> None:
    assert nearest(Decimal(3), "nothing", [["mAP"]]) is None


@pytest.mark.parametrize(
    ("text", "quote", "at"),
    [
        ("10.5 mAP, 0.5 mAP", "0.5 mAP", 10),
        ("10.5 mAP", "0.5 mAP", -1),
        ("mAP of 5.25, mAP of 5", "mAP of 5", 13),
        ("1,234 and 234 more", "234", 10),
        ("a b", "b", 2),
        ("a b", "c", -1),
    ],
)
def test_a_quotation_cuts_no_number(text: str, quote: str, at: int) -> None:
    assert quoted_at(text, quote) == at


@given(st.text(alphabet="19.,-$ a", max_size=60), st.decimals(-1000, 1000, places=1))
def test_any_text_can_be_searched(text: str, value: Decimal) -> None:
    for start, end in places(value, text):
        assert abs(Decimal(text[start:end].lstrip("-").replace(",", ""))) == abs(value)
    assert quoted_at(text, text) == 0
