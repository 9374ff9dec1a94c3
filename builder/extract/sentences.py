"""Where sentences begin and end: offsets, so that evidence can be quoted verbatim."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

_END = re.compile(r"[.!?][\"'”’)\]]{0,3}(?=\s+[\"'“‘(\[]?[A-Z0-9])")
_LAST_WORD = re.compile(r"[\w.]+$")
_INITIAL = re.compile(
    r"(?<![\w-])(?<!Task )(?<!Track )(?<!Part )(?<!Set )(?:(?!I)[A-Z]|[cpv])$"
)  # but VALL-E, and 0.4 m, end a sentence
_ABBREVIATIONS = frozenset(
    "i.e e.g al vs cf fig figs eq eqs sec secs tab no nos resp approx viz w.r.t val dr mr mrs prof st ca incl".split()
)
_LONGEST_ABBREVIATION = 8
_LONGEST_SENTENCE = 1000


def sentences(text: str) -> list[Span]:
    """The sentences of a text as (start, end), without the blanks between them; they cover all other characters."""
    return list(_spans(text))


def sentence_at(spans: Sequence[Span], position: int) -> Span:
    """The last sentence that begins at or before a position."""
    return spans[max(0, bisect_right(spans, position, key=lambda span: span[0]) - 1)]


def _spans(text: str) -> Iterator[Span]:
    start = 0
    for match in _END.finditer(text):
        if not _abbreviates(text, match.start()):
            yield from _pieces(text, start, match.end())
            start = match.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentence; one that is too long to be one is cut, so that no step is slow on it."""
    for cut in range(start, end, _LONGEST_SENTENCE):
        yield from _trimmed(text, cut, min(cut + _LONGEST_SENTENCE, end))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _abbreviates(text: str, dot: int) -> bool:
    """Whether the full stop at `dot` ends an abbreviation or an initial and not a sentence."""
    if text[dot] != ".":
        return False
    word = _LAST_WORD.search(text[max(0, dot - _LONGEST_ABBREVIATION) : dot])
    if word is None:
        return False
    last = word.group().lower()
    return last in _ABBREVIATIONS or bool(_INITIAL.search(text, max(0, dot - 8), dot))
