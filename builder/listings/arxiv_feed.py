"""Feeds of arXiv: Atom, as its API answers a query, and RSS, as it announces a day's papers.

Each record is looked at by itself: what is not well-formed is told of with its place, and no declaration of a document
type reaches a parser, so that no entity grows. A replacement of an old paper is no new one, and a message of the API
is no paper.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email.utils import parsedate
from typing import Any
from xml.parsers import expat

from builder.diagnostics import Location, Report
from builder.listings.addresses import Address
from builder.listings.base import Entry, Listing, PartialDate
from builder.listings.making import day_in, day_of, make_entry, report_fault
from builder.listings.places import Places
from builder.listings.texts import divided, without_tags
from builder.wording import counted

name = "arxiv-feed"

_ROOT = re.compile(r"<(feed|rss|rdf:RDF)\b[^<>]{0,2000}>")
_HEAD = 5_000
"""Characters in which the feed begins, behind its declarations."""
_RECORD = re.compile(r"<(entry|item)(?=[\s>])[^<>]{0,2000}>")
_CLOSED = {"feed": "</feed>", "rss": "</channel></rss>", "rdf:RDF": "</rdf:RDF>"}
_ABOUT_A_PAPER = re.compile(r"https?://arxiv\.org/abs/|oai:arXiv\.org:|https?://(?:export\.)?arxiv\.org/api/")
_ANNOUNCED = re.compile(r"\s*arXiv:\S+ Announce Type: ([a-z-]+)\s*(?:Abstract:)?", re.IGNORECASE)
_TITLE_END = re.compile(r"\.?\s*\(arXiv:\S{1,40}(?: \[[\w.-]{1,40}\])?( UPDATED)?\)\s*$")
_PAGE_DAY = re.compile(r"<(?:pubDate|dc:date|lastBuildDate)>([^<>]{6,60})<")
_WITHDRAWN = re.compile(
    r"\s*(?:this (?:paper|article|submission|manuscript) (?:has been|is|was) )?withdrawn\b", re.IGNORECASE
)


def detect(text: str) -> bool:
    """Whether this is a feed that speaks of papers on arXiv."""
    root = _ROOT.search(text, 0, _HEAD)
    return root is not None and text.lstrip()[:1] == "<" and _ABOUT_A_PAPER.search(text) is not None


def parse(text: str, path: str, report: Report) -> Listing:
    """The papers in it; RSS tells the day on which they were announced."""
    left_out: dict[str, list[Location]] = {}
    entries = tuple(_entries(text, path, report, left_out))
    for what, places in left_out.items():
        message = f"{counted(len(places), what)} left out, the first here"
        report.notice(places[0], "listing-left-out", message)
    return Listing(name, entries, _page_day(text))


def _page_day(text: str) -> PartialDate | None:
    """The day of the whole feed, which RSS has before its items; an answer of the API has none."""
    first = _RECORD.search(text)
    found = _PAGE_DAY.search(text, 0, first.start() if first else len(text))
    return _day(found[1]) if found else None


def _day(written: str) -> PartialDate | None:
    """The day of a date as RSS writes it, in its own time zone: "Thu, 18 Sep 2025 00:00:00 -0400"."""
    parts = parsedate(written) if not day_in(written) else None
    return day_of(*parts[:3]) if parts else day_in(written)


def _entries(text: str, path: str, report: Report, left_out: dict[str, list[Location]]) -> Iterator[Entry]:
    root = _ROOT.search(text, 0, _HEAD)
    opened, closed = (root[0], _CLOSED[root[1]]) if root else ("<feed>", "</feed>")
    head = f"{opened}<channel>" if closed.startswith("</channel>") else opened
    for piece, place in _pieces(text, path, report):
        if fault := _fault(head, piece, closed):
            line, column, message = fault
            at = Location(path, place.line + line - 1, column + (place.column - 1 if line == 1 else 0))
            report_fault(report, at, f"the record is not well-formed XML: {message}")
        else:
            entry = _entry(_parsed(f"{head}{piece}{closed}"), place, report, left_out)
            yield from [entry] if entry else []


def _pieces(text: str, path: str, report: Report) -> Iterator[tuple[str, Location]]:
    """The text of each record, and where it begins."""
    starts = list(_RECORD.finditer(text))
    places = Places(text, path)
    for number, start in enumerate(starts):
        place = places.at(start.start())
        border = starts[number + 1].start() if number + 1 < len(starts) else len(text)
        end = text.find(f"</{start[1]}>", start.end(), border)
        if end < 0:
            report_fault(report, place, "the record does not end", "is the file whole?")
        else:
            yield text[start.start() : end] + f"</{start[1]}>", place


def _fault(head: str, piece: str, closed: str) -> tuple[int, int, str] | None:
    """Line and column from 1 within `piece` and what is wrong there; None where it is well-formed."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(f"{head}\n{piece}{closed}", True)
    except expat.ExpatError as error:
        return error.lineno - head.count("\n") - 1, error.offset + 1, expat.ErrorString(error.code)
    return None


def _parsed(document: str) -> Any:
    """The one record of a feed, as feedparser has it; what it is given is no file and no address."""
    import feedparser  # noqa: PLC0415 (slow to load)

    found = feedparser.parse(io.BytesIO(document.encode()), sanitize_html=False, resolve_relative_uris=False)
    return found.entries[0] if found.entries else {}


def _entry(item: Any, place: Location, report: Report, left_out: dict[str, list[Location]]) -> Entry | None:
    title, abstract = item.get("title", ""), item.get("summary", "")
    announced, ended = _ANNOUNCED.match(abstract), _TITLE_END.search(title)
    kind = item.get("arxiv_announce_type") or (announced[1] if announced else "")
    if kind.startswith("replace") or (ended and ended[1]):
        left_out.setdefault("replacement", []).append(place)
        return None
    if any(_WITHDRAWN.match(said) for said in (item.get("arxiv_comment", ""), abstract)):
        left_out.setdefault("withdrawn paper", []).append(place)
        return None
    if "/api/errors" in item.get("id", ""):
        report_fault(report, place, f"arXiv answered with an error: {' '.join(abstract.split())[:200]}")
        return None
    title = title[: ended.start()] if ended else title
    if not title.strip():
        report_fault(report, place, "the record has no title")
        return None
    return make_entry(
        title=without_tags(title),
        line=place.line,
        abstract=without_tags(abstract[announced.end() :] if announced else abstract),
        authors=_authors(item),
        ids={"arxiv": item.get("id", ""), "doi": item.get("arxiv_doi", "")},
        addresses=[Address(link.get("href", ""), link.get("title") or "") for link in item.get("links", ())],
        published=day_in(item.get("published", "")) if not kind else None,
    )


def _authors(item: Any) -> list[str]:
    """The names; RSS has all of them in one line, which may hold links."""
    people = [without_tags(person.get("name", "")) for person in item.get("authors", ())]
    is_atom = "published" in item and "updated" in item
    return people if is_atom or len(people) != 1 else divided(people[0])
