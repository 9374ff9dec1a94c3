"""Where a text states a number or holds a quotation: whole numbers only, never a part of one."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

Place = tuple[int, int]
"""Start and end in a text."""

_NUMBER = re.compile(
    r"(?<![\w.])(?P<sign>(?<=[-\N{EN DASH}\N{MINUS SIGN}])(?<![\w)][-\N{EN DASH}\N{MINUS SIGN}]))?"  # matches nothing
    r"(?P<digits>\d{1,3}(?:\{?,\}?\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?(?!\d|\.\d)|\.\d+(?!\d|\.\d))"
)
_NO_DIGIT = re.compile(r"[^\d.]")
_CUT_BEFORE = re.compile(r"\d[.,]?$")
_CUT_AFTER = re.compile(r"[.,]?\d")


def places(value: Decimal, text: str) -> tuple[Place, ...]:
    """Where `text` states `value`: as `1,234`, `18ms`, `61%` for 61.0, within a formula, with its sign or without.

    Where a number stands with the sign of `value`, those that have another are left out.
    """
    found = [(number, place) for number, place in _numbers(text) if abs(number) == abs(value)]
    signed = tuple(place for number, place in found if number == value)
    return signed or tuple(place for _, place in found)


def numbers(text: str) -> tuple[Decimal, ...]:
    """All numbers that `text` states, without their signs."""
    return tuple(abs(number) for number, _ in _numbers(text))


def nearest(value: Decimal, text: str, names: Sequence[Collection[str]]) -> Place | None:
    """The place in `text` that states `value` nearest to what it is the value of; None where none does.

    `names` are the spellings of each thing that it belongs to: its metric, its benchmark.
    """
    named = [sorted(spot for name in spellings for spot in _spots(name, text)) for spellings in names]
    named = [spots for spots in named if spots]
    return min(places(value, text), key=lambda place: sum(_gap(place, spots) for spots in named), default=None)


def _gap(place: Place, spots: Sequence[Place]) -> int:
    """The characters between a place and the nearest of some others, which are sorted."""
    behind = bisect(spots, place)
    around = spots[max(0, behind - 1) : behind + 1]
    return min(max(place[0] - end, start - place[1], 0) for start, end in around)


def quoted_at(text: str, quote: str) -> int:
    """Where `text` holds `quote` without cutting a number in two; -1 where it does not."""
    at = text.find(quote)
    while at >= 0 and _cuts(text, quote, at):
        at = text.find(quote, at + 1)
    return at


def _numbers(text: str) -> Iterator[tuple[Decimal, Place]]:
    for match in _NUMBER.finditer(text):
        number = Decimal(_NO_DIGIT.sub("", match["digits"]))
        signed = match["sign"] is not None
        yield -number if signed else number, (match.start() - signed, match.end())


def _spots(name: str, text: str) -> Iterator[Place]:
    """Where a name stands: no part of a longer word, though right behind a number perhaps (`70.1mAP`)."""
    pattern = rf"(?<![^\W\d_]){re.escape(name)}(?![^\W_])"
    return (match.span() for match in re.finditer(pattern, text, re.IGNORECASE)) if name else iter(())


def _cuts(text: str, quote: str, at: int) -> bool:
    end = at + len(quote)
    before = quote[:1].isdigit() and _CUT_BEFORE.search(text, max(0, at - 2), at)
    return bool(before or (quote[-1:].isdigit() and _CUT_AFTER.match(text, end)))
