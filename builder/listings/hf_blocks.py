"""Plain lines of a Hugging Face Papers page -> blocks: prose, titles, and what stands around an entry.

What a block is follows from its shape, not from fixed words: an abstract is long prose, a title is a line that is
neither prose nor furniture. Whether a title belongs to a paper is decided by its place, in `hf_papers`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate, groupby

from builder.listings.base import PartialDate, unwrap
from builder.listings.hf_addresses import paper_page
from builder.listings.hf_bylines import glues_comments, read_byline
from builder.listings.hf_markup import Line
from builder.listings.hf_wraps import (
    Before,
    ends_sentence,
    is_capitalised,
    split_paragraphs,
    titles_are_attached,
    wrap_width,
)


class Kind(Enum):
    """What a block may be: only `LABEL` and, without better, `REMARK` can be a title."""

    PROSE = auto()  # long text: an abstract or a paragraph of one
    REMARK = auto()  # short, but a sentence or an address: belongs to the abstract before it
    LABEL = auto()  # short: a title, an organisation, an unknown word of the page
    FURNITURE = auto()  # votes, authors, days, comments, addresses, the page's own words


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or one line of furniture with what it says.

    `count` is a bare number or a dash (None in `votes`), `day` a day of the year, `is_byline` marks authors, a day or
    the dot between them.
    """

    kind: Kind
    line: int
    text: str
    hrefs: tuple[str, ...] = ()
    is_heading: bool = False
    is_count: bool = False
    count: int | None = None
    day: PartialDate | None = None
    is_byline: bool = False


_CHROME = re.compile(
    r"new|subscribe|by ?(?:AK|\S+) and the research community|daily|weekly|monthly"
    r"|(?:daily|trending) papers(?: ranked by .*| - hugging face.*)?|previous|next|upvote"
    r"|hugging face(?:'s logo)?|models|datasets|spaces|buckets|community|docs|enterprise|pricing|log ?in"
    r"|sign ?up|website|tasks|huggingchat|collections|languages|organizations|papers|company|tos|privacy|about"
    r"|careers|jobs|©.*|system theme|arxiv|pdf|github|link|paper|code|abstract|project page|skip to content"
    r"|(?:AI|inference) (?:apps|endpoints|providers)|brand assets|terms(?: of service)?|blog|learn|forum",
    re.IGNORECASE,
)
_SURE_CHROME = re.compile(
    r"Submitted by\b.*|Get trending papers\b.*|View (?:arXiv|paper|PDF)\b.{0,9}"
    r"|Paper page|(?:Read|Show|View) (?:more|paper|all)"
)
"""What no text goes on with, even behind half a sentence."""

_SITE_URL = re.compile(r"https?://(?:huggingface\.co/(?:papers|login|join|akhaliq)\b|cdn-avatars\.)")
_CUT_MARK = re.compile(r"\[(?:content )?truncated\]|\(truncated\)", re.IGNORECASE)
_SENTENCE_BREAK = re.compile(r"(?<!\bvs)(?<!\bal)(?<!\bi\.e)(?<!\be\.g)[^\W_A-Z][)\]%\"'”’]?[.!?] +[A-Z0-9(\"“]")
_BULLET = re.compile(r"[-*•] \S")
_LONG = 260  # characters; longer than any title
_LONGEST_NAME = 60  # characters
_OFTEN = 3  # times; what is there so often is no title
_SHORTEST = 4  # characters; no sentence is shorter, but a number with its full stop is
_SENTENCE = 80  # characters; a shorter sentence may be a title


def read_blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks of the page, in order."""
    width = wrap_width([0 if line.is_url else line.size for line in lines])
    parts = list(_parts(lines))
    attached = titles_are_attached((_measured(part) for part in parts if isinstance(part, list)), width)
    before = Before.OTHER
    for part in parts:
        if isinstance(part, Block):
            before = before if before is Before.TITLE else Before.OTHER
            yield part
            continue
        before = Before.OTHER if attached and before is Before.TEXT else before
        for block in _paragraphs(part, width, before):
            before = Before.TITLE if block.kind is Kind.LABEL else Before.TEXT
            yield block


def _parts(lines: Sequence[Line]) -> Iterator[Block | list[Line]]:
    """The page as furniture and runs of lines of text."""
    glued = glues_comments(line.text for line in lines)
    pages = sum(line.is_url and paper_page(line.text) is not None for line in lines) >= _OFTEN
    repeated = Counter(line.text for line in lines if line.text)
    run: list[Line] = []
    for line in lines:
        before = run[-1].text if run else ""
        furniture = _furniture(line, before, glued=glued, pages=pages)
        if repeated[line.text] >= _OFTEN and (not before or ends_sentence(before)) and not line.is_heading:
            furniture = furniture or _own_word(line)
        if furniture is None and line.text:
            run.append(line)
            continue
        if run:
            yield run
            run = []
        if furniture is not None:
            yield furniture
    if run:
        yield run


def _measured(run: Iterable[Line]) -> tuple[list[str], list[int]]:
    lines = list(run)
    return [line.text for line in lines], [line.size for line in lines]


def is_cut_mark(text: str) -> bool:
    """Whether the text is what a tool leaves where it cut the page."""
    return _CUT_MARK.fullmatch(text) is not None


def without_cut_mark(text: str) -> str:
    """The text up to the place where a tool cut it."""
    found = _CUT_MARK.search(text, max(len(text) - 40, 0))
    return text[: found.start()].rstrip() if found else text


def _furniture(line: Line, before: str, *, glued: bool, pages: bool) -> Block | None:
    """The line as furniture, or None. A word or an address that completes the line `before` it is none.

    `pages`: the address of a paper stands on a line of its own throughout, and completes nothing.
    """
    if line.is_heading and line.link:
        return None
    if line.is_url:
        is_page = _SITE_URL.match(line.text) or (pages and paper_page(line.text))
        completes = before and not ends_sentence(before) and not is_page
        return None if completes else Block(Kind.FURNITURE, line.number, line.text, line.hrefs)
    if not line.text:
        # a picture or a link without words
        return Block(Kind.FURNITURE, line.number, "", line.hrefs) if line.hrefs else None
    goes_on = before and not ends_sentence(before)
    is_sure = not goes_on or _SURE_CHROME.fullmatch(line.text)
    return _byline(line, glued=glued) or (_chrome(line) if is_sure else None)


def _own_word(line: Line) -> Block | None:
    """A short line that is there again and again: an organisation, or a word of the page."""
    if len(line.text) > _LONGEST_NAME or "://" in line.text or any(map(_SITE_URL.match, line.hrefs)):
        return None
    return Block(Kind.FURNITURE, line.number, line.text, line.hrefs)


def _chrome(line: Line) -> Block | None:
    if len(line.text) > 200 or not (
        _CHROME.fullmatch(line.text) or _SURE_CHROME.fullmatch(line.text) or is_cut_mark(line.text)
    ):
        return None
    return Block(Kind.FURNITURE, line.number, line.text, line.hrefs)


def _byline(line: Line, *, glued: bool) -> Block | None:
    found = read_byline(line.text, glued=glued)
    if found is None:
        return None
    return Block(
        Kind.FURNITURE,
        line.number,
        line.text,
        line.hrefs,
        is_count=found.is_count,
        count=found.count,
        day=found.day,
        is_byline=found.tells,
    )


def _paragraphs(run: list[Line], width: int, before: Before) -> Iterator[Block]:
    """The blocks in consecutive lines of text: a link is one block, the rest is split where a line ends early."""
    for (link, is_heading), group in groupby(run, key=lambda line: (line.link, line.is_heading)):
        lines = list(group)
        if link:
            yield _block(lines)
            continue
        sizes = [1] * len(lines) if is_heading else split_paragraphs(*_measured(lines), width, before)
        ends = list(accumulate(sizes))
        for size, end in zip(sizes, ends, strict=True):
            yield _block(lines[end - size : end])


def _block(lines: list[Line]) -> Block:
    text = unwrap(line.text for line in lines)
    hrefs = tuple(href for line in lines if not line.is_url for href in line.hrefs)
    is_heading = lines[0].is_heading
    return Block(Kind.LABEL if is_heading else _kind(text), lines[0].number, text, hrefs, is_heading)


def _kind(text: str) -> Kind:
    breaks = len(_SENTENCE_BREAK.findall(text[_SHORTEST:_LONG]))
    if len(text) >= _LONG:
        return Kind.PROSE
    has_url = "://" in text
    is_sentence = text.endswith((".", ".)", '."', ".”", "…")) and not (is_capitalised(text) and breaks == 0)
    if len(text) >= _SENTENCE and (is_sentence or has_url or breaks > 1):
        return Kind.PROSE
    if is_sentence or has_url or text.endswith((";", ",")) or (_BULLET.match(text) and len(text) > 20):
        return Kind.REMARK
    return Kind.LABEL
