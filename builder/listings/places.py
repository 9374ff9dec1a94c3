"""Offsets of a text as places in its file."""

from __future__ import annotations

import re
from bisect import bisect_right

from builder.diagnostics import Location


class Places:
    """The places of one text, whose file diagnostics call `path`."""

    def __init__(self, text: str, path: str) -> None:
        self._path = path
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def at(self, offset: int) -> Location:
        """The line and the column of an offset."""
        line = bisect_right(self._starts, offset)
        return Location(self._path, line, offset - self._starts[line - 1] + 1)
