"""The lines of a text copy before their markup is read, and what tells that a kind of line stands for the entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_OWN = 250  # characters up to the next sign of its kind, from which a line stands for an entry
_ENTRY = 3_000  # characters; entries are shorter on average


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file, its number from 1; an empty text is a blank line.

    `indent` is the width of the margin that was taken off, `is_item` says that a list sign was in it.
    """

    number: int
    text: str
    is_item: bool = False
    indent: int = 0


def stand_for_entries(rows: Sequence[Row], places: Sequence[int]) -> bool:
    """Whether most of the text stands behind these rows, in portions of the size of an entry."""
    ends = {}
    total = 0
    for index, row in enumerate(rows):
        ends[index] = total
        total += len(row.text.strip())
    portions = [b - a for a, b in pairwise([*(ends[place] for place in places), total])]
    owned = [portion for portion in portions if portion >= _OWN]
    return len(owned) > 1 and sum(owned) * 2 >= total and len(owned) * _ENTRY >= total
