"""The Hugging Face Papers page (daily papers, or an answer to a search), saved as text in any way.

A page is a sequence of titles and abstracts with votes, authors, organisations, days and comments around them. An
abstract is known by its shape; its title is the nearest label before it. What follows an abstract up to the next title
is the `gap`: the byline of the paper before it and the votes of the one behind it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from builder.diagnostics import Location, Report
from builder.listings.base import Entry, Listing, PartialDate
from builder.listings.hf_blocks import Block, Kind, is_cut_mark, read_blocks, without_cut_mark
from builder.listings.hf_markup import read_lines
from builder.listings.hf_wraps import ends_sentence, is_capitalised
from builder.model import Link, LinkKind

name = "hf-papers"

_NEWSLETTER = re.compile(
    r"^.{0,20}get trending papers in your email\b[\w ]{0,60}[!.]?\s*$", re.IGNORECASE | re.MULTILINE
)
_COMMUNITY = re.compile(r"^.{0,200}AK\b.{0,80}and the research community\W{0,3}$", re.MULTILINE)
_PAPER_LINE = re.compile(
    r"^\W{0,8}(?:\[.{1,300}\]\()?https?://huggingface\.co/(?:papers/|login\?next=%2Fpapers%2F)\d{4}\.\d{4,5}\S{0,20}$",
    re.MULTILINE,
)
_OTHER_FORMAT = re.compile(r"\s*(?:<[!?a-zA-Z]|@\w+\s*\{|TY  - |[\[{]\s*[\"{\[])")
_MARKUP = re.compile(r"^(?:#|```|[-*+] |\|)", re.MULTILINE)
_PAPER_ID = re.compile(
    r"(?:huggingface\.co/(?:login\?next=/)?papers/|arxiv\.org/(?:abs|pdf|html)/|^/papers/)"
    r"(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})"
)
_CODE_URL = re.compile(r"https?://(?:github|gitlab)\.com/[\w.-]+/[\w.-]+")
_CUT_URL = re.compile(r"https?://(?:[^\s/.]*|(?:www\.)?(?:github|gitlab)\.com(?:/[^\s/.]*)?)$")
_ORGANISATION = re.compile(
    r"\b(?:University|Universit\w+|Institut\w*|Laborator\w+|Labs?|College|Academy|School|Research|Inc|Ltd|Corp\w*|Team)\b"
)
_CONTENTS = 3  # linked titles; as many together are a table of contents


@dataclass(slots=True)
class _Draft:
    """A paper and the blocks around it: `before` its title, `between` title and abstract, `after` up to the next title.

    What is `after` one paper is also `before` the next.
    """

    title: Block
    before: list[Block]
    between: list[Block]
    paragraphs: list[Block]
    after: list[Block] = field(default_factory=list)


def detect(text: str) -> bool:
    """Whether two independent marks of the page are there, or one (else its day) and the shape of such a listing."""
    if _OTHER_FORMAT.match(text):
        return False
    marks = sum(mark.search(text) is not None for mark in (_NEWSLETTER, _COMMUNITY, _PAPER_LINE))
    if marks > 1:
        return True
    blocks = list(read_blocks(read_lines(text)))
    kinds = [block.kind for block in blocks if block.kind in (Kind.LABEL, Kind.PROSE)]
    pairs = sum(pair == (Kind.LABEL, Kind.PROSE) for pair in itertools.pairwise(kinds))
    by_turns = pairs >= 3 and pairs * 2 >= 0.9 * len(kinds)
    if marks:
        return by_turns or 0 < pairs <= sum(block.is_byline for block in blocks)
    return by_turns and _shows_its_day(blocks) and not _MARKUP.search(text)


def parse(text: str, path: str, report: Report) -> Listing:
    """The papers of the page; a title without an abstract and a last entry that is cut off are warned of."""
    blocks = list(read_blocks(read_lines(text)))
    drafts = _drafts(blocks, path, report)
    page_day = next((block.day for block in (drafts[0].before if drafts else blocks) if block.day), None)
    drafts = _without_cut_end(drafts, path, report)
    return Listing(name, tuple(_entries(drafts)), page_day)


def _shows_its_day(blocks: Sequence[Block]) -> bool:
    """Whether a day stands above the first abstract."""
    return any(block.day for block in itertools.takewhile(lambda block: block.kind is not Kind.PROSE, blocks))


def _drafts(blocks: Sequence[Block], path: str, report: Report) -> list[_Draft]:
    """Titles joined with their abstracts."""
    repeated = Counter(block.text for block in blocks if block.kind is Kind.LABEL)
    drafts: list[_Draft] = []
    gap: list[Block] = []
    for block in blocks:
        if block.kind is not Kind.PROSE:
            gap.append(block)
            continue
        place = _title_in(gap, repeated, is_first=not drafts)
        if place is not None:
            before = gap[:place]
            if drafts:
                before = _close(drafts[-1], before)
            drafts.append(_Draft(gap[place], before, gap[place + 1 :], [block]))
        elif drafts and all(other.kind is Kind.REMARK for other in gap):
            drafts[-1].paragraphs += [*gap, block]
        else:
            report.warning(
                Location(path, block.line), "listing-text-without-title", "a text without a title is left out"
            )
        gap = []
    if drafts:
        drafts[-1].after = _close(drafts[-1], gap)
    _warn_of_titles(drafts, repeated, path, report)
    return drafts


def _close(draft: _Draft, gap: list[Block]) -> list[Block]:
    """Give an abstract the remarks that directly follow it; the rest of the gap."""
    size = next((i for i, block in enumerate(gap) if block.kind is not Kind.REMARK), len(gap))
    draft.paragraphs += gap[:size]
    draft.after = gap[size:]
    return gap[size:]


def _title_in(gap: Sequence[Block], repeated: Counter[str], *, is_first: bool) -> int | None:
    """Where the title stands in what precedes an abstract; None where nothing there can be one."""
    labels = [i for i, block in enumerate(gap) if block.kind is Kind.LABEL]
    linked = [i for i in labels if gap[i].is_heading or any(map(_paper_id, gap[i].hrefs))]
    if linked and len(linked) < _CONTENTS:
        return linked[-1]
    if not labels:
        return _sentence_as_title(gap, is_first=is_first)
    nearest = labels[-1]
    if len(labels) > 1 and _is_organisation(gap, nearest, repeated):
        others = [i for i in labels if not _is_organisation(gap, i, repeated)]
        titles = [i for i in others if _may_be_title(gap, i) or repeated[gap[nearest].text] > 1]
        return titles[-1] if titles else nearest
    return nearest


def _sentence_as_title(gap: Sequence[Block], *, is_first: bool) -> int | None:
    """A title that ends with a full stop: the last remark, where it cannot belong to the abstract before."""
    if not gap or gap[-1].kind is not Kind.REMARK:
        return None
    apart = is_first or any(block.kind is Kind.FURNITURE for block in gap)
    return len(gap) - 1 if apart or is_capitalised(gap[-1].text) else None


def _is_organisation(gap: Sequence[Block], place: int, repeated: Counter[str]) -> bool:
    """Whether a label names who made the paper: by its words, by being there for other papers, or by its byline."""
    text = gap[place].text
    if ":" in text or len(text.split()) > 8:
        return False
    follows = gap[place + 1 : place + 3]
    has_byline = any(block.is_byline for block in follows) and place > 0 and gap[place - 1].kind is Kind.LABEL
    return repeated[text] > 1 or has_byline or _ORGANISATION.search(text) is not None


def _may_be_title(gap: Sequence[Block], place: int) -> bool:
    return place == 0 or len(gap[place].text.split()) > 2 or gap[place - 1].is_count


def _warn_of_titles(drafts: Sequence[_Draft], repeated: Counter[str], path: str, report: Report) -> None:
    """Report titles, sure by their links or by a sentence below, that have no abstract or one too short to be sure."""
    titles = tuple(draft.title.text for draft in drafts)
    for gap in (*(draft.before for draft in drafts), *(draft.after for draft in drafts[-1:])):
        for place, block in enumerate(gap):
            is_title = any(map(_paper_id, block.hrefs)) or _has_short_abstract(gap, place, repeated)
            if block.kind is Kind.LABEL and is_title and not block.text.endswith(titles):
                message = f"'{block.text[:80]}' has no abstract of some length and is not imported"
                report.warning(Location(path, block.line), "listing-no-abstract", message)


def _has_short_abstract(gap: Sequence[Block], place: int, repeated: Counter[str]) -> bool:
    """Whether a sentence follows the label, and it is not an organisation's."""
    texts = (block for block in gap[place + 1 :] if block.kind is not Kind.FURNITURE)
    below = next(texts, None)
    is_text = below is not None and below.kind is Kind.REMARK and ends_sentence(below.text)
    return is_text and not _is_organisation(gap, place, repeated)


def _without_cut_end(drafts: list[_Draft], path: str, report: Report) -> list[_Draft]:
    """Report a last entry that the copy cut off, and leave it out."""
    if not drafts:
        return drafts
    last = drafts[-1]
    hint = "save the page again to have it"
    bylines = any(block.is_byline for draft in drafts for block in draft.after)
    cut_title = _cut_title(last, has_bylines=bylines)
    if cut_title is not None:
        message = f"the listing is cut off after the title '{cut_title.text[:80]}'; this entry is not imported"
        report.warning(Location(path, cut_title.line), "listing-cut-off", message, hint)
    elif _is_cut(last):
        message = f"the abstract of the last entry, '{last.title.text[:80]}', is cut off; the entry is not imported"
        report.warning(Location(path, last.title.line), "listing-cut-off", message, hint)
        return drafts[:-1]
    return drafts


def _cut_title(last: _Draft, *, has_bylines: bool) -> Block | None:
    """The title of an entry whose abstract is missing at the end of the listing."""
    after = last.after
    own = {*_ids([last.title, *last.between, *last.paragraphs])}
    none = Counter[str]()
    labels = [i for i, x in enumerate(after) if x.kind is Kind.LABEL and not _has_short_abstract(after, i, none)]
    for i in labels:
        near = [after[i], *(block for block in after[max(i - 1, 0) : i + 2] if block.kind is Kind.FURNITURE)]
        if after[i].is_heading or set(_ids(near)) - own:
            return after[i]
    if not after or (after[-1].kind is Kind.FURNITURE and not is_cut_mark(after[-1].text)):
        return None
    titles = [after[i] for i in labels if not has_bylines or _is_long_name(after[i].text)]
    return titles[0] if titles else None


def _is_long_name(text: str) -> bool:
    """Whether a label is rather a title than an organisation."""
    return len(text.split()) > 2 and not _ORGANISATION.search(text)


def _is_cut(last: _Draft) -> bool:
    """Whether the abstract breaks off: nothing of the page follows it, and it ends within a sentence or an address."""
    text = last.paragraphs[-1].text
    if without_cut_mark(text) != text or any(is_cut_mark(block.text) for block in last.after):
        return True
    followed = any(block.kind is Kind.FURNITURE for block in last.after)
    breaks_off = not ends_sentence(text) or text.endswith(("...", "…")) or _CUT_URL.search(text, max(len(text) - 99, 0))
    return not followed and bool(breaks_off)


def _entries(drafts: list[_Draft]) -> list[Entry]:
    """The papers with what their bylines say; the first and the last tell on which side of a paper they stand."""
    days_follow = bool(drafts) and (_days(drafts[-1].after) or len(_days(drafts[0].before)) < 2)
    ids_precede = bool(drafts) and any(_ids(drafts[0].before))
    return [_entry(draft, days_follow=bool(days_follow), ids_precede=ids_precede) for draft in drafts]


def _entry(draft: _Draft, *, days_follow: bool, ids_precede: bool) -> Entry:
    around = draft.before[::-1] if ids_precede else draft.after
    ids = _ids([draft.title, *draft.between, *draft.paragraphs, *around])
    days = _days(draft.between) or (_days(draft.after)[:1] if days_follow else _days(draft.before)[-1:])
    counts = [block.count for block in draft.before if block.is_count]
    return Entry(
        title=draft.title.text,
        abstract="\n\n".join(block.text for block in draft.paragraphs),
        line=draft.title.line,
        ids={"arxiv": ids[0]} if ids else {},
        links=_links([draft.title, *draft.between, *draft.after]),
        published=days[0] if days else None,
        votes=counts[-1] if counts else None,  # the page shows votes last before the title, a dash for none
    )


def _days(blocks: Sequence[Block]) -> list[PartialDate]:
    return [block.day for block in blocks if block.day]


def _paper_id(href: str) -> str | None:
    found = _PAPER_ID.search(unquote(href))
    return found[1] if found else None


def _ids(blocks: Sequence[Block]) -> list[str]:
    return [found for block in blocks for href in block.hrefs if (found := _paper_id(href))]


def _links(blocks: Sequence[Block]) -> tuple[Link, ...]:
    """Repositories that the page itself links to."""
    urls = [href for block in blocks for href in block.hrefs if _CODE_URL.fullmatch(href)]
    return tuple(Link(LinkKind.CODE, url) for url in dict.fromkeys(urls))
