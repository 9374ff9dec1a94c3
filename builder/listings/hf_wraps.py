"""Hard-wrapped text without blank lines -> paragraphs: which line ends one, and which lines are a title."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto

_NARROWEST, _WIDEST = 40, 160  # characters between which texts are wrapped
_RAGGED = 14  # characters; by how much neighbouring lines of a wrapped text differ
_FEWEST_WRAPPED = 3  # runs of three lines
_FEWEST_RUNS = 3
_TITLE_LINES = 3
_NEIGHBOURS = 8  # lines on either side that tell the width a text was wrapped at

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]*]*$|https?://\S+$")
_ADDRESS = re.compile(r"https?://\S+")
_STATEMENT_END = re.compile(r"[.…;,]$")
_OPENS = re.compile(r"[\"'“‘(\[$`]?[A-Z0-9]")
_MID_SENTENCE = re.compile(
    r"(?:[,;:]|\b(?:a|an|the|of|on|in|at|to|for|from|with|by|and|or|as|is|are|was|were|be|that|which|this|our|we|its|than))$",
    re.IGNORECASE,
)
_PROSE_OPENING = re.compile(
    r"(?:We|In this|This|These|Our|However|Moreover|Experiments?|Extensive|[A-Z][a-z]+ly,)(?:\s|$)"
)
_MIDDLE_STOP = re.compile(r"[a-z)][.;] ")
_SMALL_WORDS = frozenset("with from into over under using toward towards through between across without beyond".split())
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a full stop of any kind or with an address."""
    return _SENTENCE_END.search(text, max(len(text) - 300, 0)) is not None


def is_capitalised(text: str, share: float = 0.7) -> bool:
    """Whether the text is set like a title: most words of four letters or more begin with a capital."""
    words = [word for word in _WORD.findall(text[:400]) if len(word) >= 4 and word not in _SMALL_WORDS]
    return len(words) >= 2 and sum(not word[0].islower() for word in words) >= share * len(words)


def wrap_width(lengths: Sequence[int]) -> int:
    """The width that texts were wrapped at, from the lengths of all lines (0: blank or no text); 0 if they were not.

    Wrapped text is known by consecutive lines of nearly the same length.
    """
    triples = zip(lengths, lengths[1:], lengths[2:], strict=False)
    widest = Counter(max(triple) for triple in triples if _NARROWEST <= min(triple) >= max(triple) - _RAGGED)
    if widest.total() < _FEWEST_WRAPPED:
        return 0
    return max((size for size, count in widest.items() if size <= _WIDEST and count * 100 >= widest.total()), default=0)


class Before(Enum):
    """What precedes a run of lines."""

    TITLE = auto()
    TEXT = auto()  # an abstract that may go on
    OTHER = auto()  # anything that ends an abstract: a title is due


def split_paragraphs(lines: list[str], sizes: list[int], width: int, before: Before) -> list[int]:
    """The number of lines of each paragraph: titles by themselves, the wrapped lines of a text together.

    `sizes` are the lengths of the lines with their margin, `width` is that of `wrap_width`.
    """
    cuts = {0, len(lines)}
    title_due = before is Before.OTHER
    after_title = before is Before.TITLE
    for start, end in _pieces(lines, sizes, width):
        if end - start == 1 and _stands_alone(lines[start], sizes[start], width):
            cuts |= {start, end}
            after_title = False
            continue
        is_due = title_due if start == 0 else not after_title and _may_be_title(lines, start, end)
        titles = list(_titles(lines, start, end, title_due=is_due))
        if after_title and titles and titles[0][0] == start:
            titles = titles[1:]
        cuts.update(edge for title in titles for edge in title)
        after_title = bool(titles) and titles[-1][1] == end
    edges = sorted(cuts)
    return [end - start for start, end in itertools.pairwise(edges)]


def titles_are_attached(runs: Iterable[tuple[list[str], list[int]]], width: int) -> bool:
    """Whether the listing sets a title right above its wrapped abstract and a blank line between entries.

    A run is its lines and their sizes, as `split_paragraphs` has them.
    """
    texts = [(lines, sizes) for lines, sizes in runs if len(lines) > _TITLE_LINES]
    attached = sum(split_paragraphs(lines, sizes, width, Before.TEXT)[0] <= _TITLE_LINES for lines, sizes in texts)
    return len(texts) >= _FEWEST_RUNS and attached * 2 > len(texts)


def _stands_alone(line: str, size: int, width: int) -> bool:
    """Whether a line is too long to be a wrapped one."""
    return size > width and (" " in line or not width)


def _pieces(lines: list[str], sizes: list[int], width: int) -> list[tuple[int, int]]:
    """Runs of lines that end where a line has room for the next word: there the text was not wrapped."""
    edges = [0]
    for index in range(1, len(lines)):
        near = sizes[max(index - _NEIGHBOURS, 0) : index + _NEIGHBOURS]
        local = max((size for size in near if size <= width), default=width)
        if _ADDRESS.fullmatch(lines[index]) and not ends_sentence(lines[index - 1]):
            continue
        has_room = sizes[index - 1] + 1 + len(lines[index].split(maxsplit=1)[0]) <= local
        if has_room or any(_stands_alone(lines[i], sizes[i], width) for i in (index - 1, index)):
            edges.append(index)
    edges.append(len(lines))
    return list(itertools.pairwise(edges)) if lines else []


def _titles(lines: list[str], start: int, end: int, *, title_due: bool) -> Iterator[tuple[int, int]]:
    """The titles in a piece, as ranges of lines."""
    closing = _title_at_end(lines, start, end)
    is_text = end - start > _TITLE_LINES or _STATEMENT_END.search(lines[end - 1]) is not None
    last = closing[0] if closing else end - 1
    if title_due and is_text and (closing is None or closing[0] > start):
        size = _title_size(lines, start, end)
        yield start, start + size
        start += size
    for index in range(start, last if is_text else start):
        if (
            (index == 0 or ends_sentence(lines[index - 1]))
            and _is_plain_title(lines[index])
            and _OPENS.match(lines[index + 1])
        ):
            yield index, index + 1
    if closing:
        yield closing


def _may_be_title(lines: list[str], start: int, end: int) -> bool:
    """Whether a piece behind a finished text may begin with a title that fills its line."""
    size = _title_size(lines, start, end)
    text = " ".join(lines[start : start + size])
    is_text = _PROSE_OPENING.match(text) or _MID_SENTENCE.search(text) or ends_sentence(text) or "://" in text
    return size > 0 and ends_sentence(lines[start - 1]) and not is_text and _MIDDLE_STOP.search(text) is None


def _title_size(lines: list[str], start: int, end: int) -> int:
    """The lines of the title that a piece begins with: up to one that opens a text, rather than goes on in capitals."""
    sizes = [size for size in range(1, _TITLE_LINES + 1) if _may_open(lines, start + size, end)]
    return next((size for size in sizes if not is_capitalised(lines[start + size])), sizes[0] if sizes else 0)


def _may_open(lines: list[str], index: int, end: int) -> bool:
    return index < end and _OPENS.match(lines[index]) is not None


def _title_at_end(lines: list[str], start: int, end: int) -> tuple[int, int] | None:
    """A title that closes a piece: the lines behind its last sentence, before a line that opens one."""
    if _STATEMENT_END.search(lines[end - 1]) or not _may_open(lines, end, len(lines)):
        return None
    top = end - 1
    while top > start and not ends_sentence(lines[top - 1]) and end - top <= _TITLE_LINES:
        top -= 1
    if end - top > _TITLE_LINES or (top > 0 and not ends_sentence(lines[top - 1])):
        return None
    text = " ".join(lines[top:end])
    is_title = _OPENS.match(text) and not _MID_SENTENCE.search(text) and "://" not in text
    is_prose = top > 0 and _PROSE_OPENING.match(text) and not is_capitalised(text)
    return (top, end) if is_title and not is_prose else None


def _is_plain_title(line: str) -> bool:
    """Whether a line that fills the width is a title: only its capitals tell, so all must be there."""
    is_broken = _MID_SENTENCE.search(line) or _PROSE_OPENING.match(line) or "://" in line or ends_sentence(line)
    return not is_broken and _OPENS.match(line) is not None and is_capitalised(line, share=0.85)
