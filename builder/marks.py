"""Quotations in a text that Markdown has made tokens of: each is wrapped in an element, whatever stands inside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from markdown_it.token import Token

from builder.stated import quoted_at


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage to be marked: `anchor` is the id of its mark, `number` the span in `text` that is set apart."""

    anchor: str
    text: str
    number: tuple[int, int] | None = None


@dataclass(slots=True)
class _Mark:
    """An element to come; `start` and `end` count characters of the text first, then tokens."""

    start: int
    end: int
    anchor: str = ""


def mark(tokens: Sequence[Token], pieces: Sequence[str], quotes: Sequence[Quote]) -> tuple[list[Token], list[str]]:
    """The inline `tokens`, which read as `pieces`, with those `quotes` marked that stand there; and their anchors.

    A quotation cuts no number in two. A mark grows to the whole of an emphasis, a link, a formula or another mark that
    it would otherwise cut.
    """
    text = "".join(pieces)
    marks: list[_Mark] = []
    for quote in quotes:
        at = quoted_at(text, quote.text)
        if at >= 0 and quote.text:
            marks.append(_Mark(at, at + len(quote.text), quote.anchor))
            if quote.number:
                marks.append(_Mark(at + quote.number[0], at + quote.number[1]))
    found = [mark.anchor for mark in marks if mark.anchor]
    if not marks:
        return list(tokens), found
    cut = list(_cut(tokens, pieces, {place for mark in marks for place in (mark.start, mark.end)}))
    _place(marks, cut)
    return list(_woven([token for token, _ in cut], _nested(marks))), found


def _cut(tokens: Sequence[Token], pieces: Sequence[str], places: set[int]) -> Iterator[tuple[Token, str]]:
    """The tokens with their pieces, text being divided at `places`. Nothing else can be."""
    start = 0
    for token, piece in zip(tokens, pieces, strict=True):
        inside = sorted(place - start for place in places if start < place < start + len(piece))
        start += len(piece)
        if token.type != "text" or not inside:
            yield token, piece
            continue
        for begin, end in zip([0, *inside], [*inside, len(piece)], strict=True):
            yield token.copy(content=piece[begin:end]), piece[begin:end]


def _place(marks: Sequence[_Mark], cut: Sequence[tuple[Token, str]]) -> None:
    """Turn places in the text into places between tokens, outwards to where as many elements are open at both ends."""
    ends = list(accumulate(len(piece) for _, piece in cut))
    depth = [0, *accumulate(token.nesting for token, _ in cut)]
    for mark in marks:
        start = next(n for n, end in enumerate(ends) if end > mark.start)
        end = next(n for n, end in enumerate(ends, start=1) if end >= mark.end)
        lowest = min(depth[start : end + 1])
        while depth[start] > lowest:
            start -= 1
        while depth[end] > lowest:
            end += 1
        mark.start, mark.end = start, end


def _nested(marks: Sequence[_Mark]) -> list[_Mark]:
    """The marks from the outside in, each within or beside the others; a number that is marked already is left out."""
    ordered: list[_Mark] = []
    around: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, not mark.anchor)):
        while around and around[-1].end <= mark.start:
            around.pop()
        for outer in around:
            outer.end = max(outer.end, mark.end)
        if not around or around[-1] != mark:
            ordered.append(mark)
            around.append(mark)
    return ordered


def _woven(tokens: Sequence[Token], marks: Sequence[_Mark]) -> Iterator[Token]:
    coming, around = list(reversed(marks)), list[_Mark]()
    for place in range(len(tokens) + 1):
        while around and around[-1].end == place:
            yield _element(around.pop(), -1)
        while coming and coming[-1].start == place:
            around.append(coming.pop())
            yield _element(around[-1], 1)
        yield from tokens[place : place + 1]


def _element(mark: _Mark, nesting: Literal[1, -1]) -> Token:
    tag = "mark" if mark.anchor else "b"
    attributes: dict[str, str | int | float] = {"id": mark.anchor} if mark.anchor and nesting == 1 else {}
    return Token(f"{tag}_{'open' if nesting == 1 else 'close'}", tag, nesting, attrs=attributes)
