"""Two entries as lines of a terminal, for a person to tell whether they are one paper."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from builder.markup import Markdown
from builder.model import Paper

_UNLIKE = 0.4
"""The part of equal words below which two texts are shown one after the other."""


def contrast(first: Paper, second: Paper, width: int) -> Iterator[str]:
    """Titles, authors, dates and links of both, then how their abstracts differ; no line is wider than it can be."""
    yield from _entry("1", first)
    yield from _entry("2", second)
    markdown = Markdown()
    yield from _abstracts(markdown.source_text(first.abstract), markdown.source_text(second.abstract), width)


def _entry(number: str, paper: Paper) -> Iterator[str]:
    yield f"  {number}  {paper.title}"
    for line in (
        ", ".join(paper.authors) or "no authors",
        f"listed {paper.listed}, " + (f"published {paper.published}" if paper.published else "no date of publication"),
        ", ".join(f"{scheme} {value}" for scheme, value in paper.ids.items()),
        *(f"{link.kind} {link.url}" for link in paper.links),
        paper.location.path,
    ):
        if line:
            yield f"     {line}"


def _abstracts(first: str, second: str, width: int) -> Iterator[str]:
    one, other = first.split(), second.split()
    if one == other:
        yield from _paragraph("Both abstracts" if one else "Neither has an abstract", one, width)
    elif not one or not other or SequenceMatcher(None, one, other).ratio() < _UNLIKE:
        yield from _paragraph("Abstract of 1" if one else "1 has no abstract", one, width)
        yield from _paragraph("Abstract of 2" if other else "2 has no abstract", other, width)
    else:
        yield from _paragraph("Abstracts, [-only in 1-] {+only in 2+}", word_diff(one, other), width)


def _paragraph(head: str, words: Sequence[str], width: int) -> Iterator[str]:
    yield f"  {head}:" if words else f"  {head}."
    margin = " " * 5
    yield from textwrap.wrap(
        " ".join(words),
        width,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


def word_diff(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """The words of both, those of `one` alone in `[-` and `-]`, those of `other` alone in `{+` and `+}`."""
    words: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other).get_opcodes():
        if kind == "equal":
            words += one[a:b]
            continue
        words += [f"[-{' '.join(one[a:b])}-]"] if b > a else []
        words += [f"{{+{' '.join(other[c:d])}+}}"] if d > c else []
    return words
