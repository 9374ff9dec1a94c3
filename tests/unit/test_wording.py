"""Numbers, dates and shortened texts in words."""

from __future__ import annotations

import pytest

from builder.wording import counted


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [(0, "paper", "0 papers"), (1, "paper", "1 paper"), (2, "stated result", "2 stated results")],
)
def test_a_number_and_what_it_counts(number: int, noun: str, text: str) -> None:
    assert counted(number, noun) == text
