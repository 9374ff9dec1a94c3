r"""A text as a reader sees it: without the TeX around words and numbers, and with the way back to the text itself.

Abstracts write `\textbf{84.8\%}`, `$68.3\%$` and `\(66.3\%\)` for a number. Rules read the plain text; what they
quote is quoted from the text as it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice

_MARKS = re.compile(
    r"\\(?:textbf|textit|emph|texttt|textsc|textrm|textsf|mathbf|mathrm|text|underline|uline|href"
    r"|url)\{(?=[^{}]{0,200}\})"
    r"|(?<=[\w%.])\}|\{\\(?:bf|it|em|small|tt) "
    r"|\$(?=[+-]?\d[\d.,]{0,10}\s?(?:\\?%|\w)?\$)|(?<=[\d%KMB])\$|\\\((?=\s?\d)|(?<=[\d%])\s?\\\)|\\(?=[%&#_])|~(?=\S)"
)
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` without marks; `starts` and `shifts` say from where on how many characters were left out before."""

    text: str
    source: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def quoted(self, start: int, end: int) -> str:
        """The source of text[start:end]."""
        return self.source[self._place(start) : self._place(end - 1) + 1] if end > start else ""

    def _place(self, position: int) -> int:
        index = bisect_right(self.starts, position) - 1
        return position + (self.shifts[index] if index >= 0 else 0)


def plain(source: str) -> Plain:
    """The plain text of a source. A tie becomes a blank."""
    if not any(mark in source for mark in "\\$~"):
        return Plain(source, source, (), ())
    parts: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    position = length = 0
    for match in islice(_MARKS.finditer(source), _MOST):
        kept = source[position : match.start()] + (" " if match.group() == "~" else "")
        parts.append(kept)
        length += len(kept)
        position = match.end()
        starts.append(length)
        shifts.append(position - length)
    parts.append(source[position:])
    return Plain("".join(parts), source, tuple(starts), tuple(shifts))
