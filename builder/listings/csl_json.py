"""CSL-JSON, the form of Zotero, Crossref, Pandoc and Sheaf: an array of items, or one item a line.

The variables are those of the CSL 1.0.2 specification, appendix IV, with Crossref's deviations: lists of titles, and
`issued` as `date-parts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from builder.diagnostics import Location, Report
from builder.listings.addresses import Address, urls_in
from builder.listings.base import Entry, Listing, PartialDate
from builder.listings.json_records import begins_with, list_at, objects, text_at
from builder.listings.making import day_in, day_of, make_entry, report_fault
from builder.listings.texts import without_tags

name = "csl-json"

_TYPES = frozenset(
    "article article-journal article-magazine article-newspaper book chapter dataset document entry manuscript "
    "paper-conference post post-weblog report review software speech standard thesis webpage "
    "journal-article posted-content proceedings-article book-chapter dissertation".split()
)
_NO_PAPERS = frozenset({"book"})
_VARIABLES = ("author", "issued", "DOI", "URL", "abstract", "container-title", "accessed")
_ARXIV = re.compile(r"arxiv\s*:\s*([\w./-]+\d)", re.IGNORECASE)


def detect(text: str) -> bool:
    """Whether the items have a type and variables of CSL."""
    return begins_with(text, _is_item)


def _is_item(item: dict[str, Any]) -> bool:
    return text_at(item, "type") in _TYPES and "title" in item and any(key in item for key in _VARIABLES)


def parse(text: str, path: str, report: Report) -> Listing:
    """The papers in it; an item with a fault is told of with its place, and the next ones are read."""
    return Listing(name, tuple(_entries(text, path, report)))


def _entries(text: str, path: str, report: Report) -> Iterator[Entry]:
    for found in objects(text, path, report):
        if text_at(found.item, "type") not in _NO_PAPERS:
            entry = _entry(found.item, found.place, report)
            yield from [entry] if entry else []


def _entry(item: dict[str, Any], place: Location, report: Report) -> Entry | None:
    title = next((title for title in list_at(item, "title") if isinstance(title, str) and title.strip()), "")
    if not title:
        report_fault(report, place, "the item has no title")
        return None
    named = _ARXIV.search("\n".join(text_at(item, key) for key in ("number", "note")))
    kept = text_at(item, "archive_location") if text_at(item, "archive").casefold() == "arxiv" else ""
    return make_entry(
        title=without_tags(title),
        line=place.line,
        abstract=without_tags(text_at(item, "abstract")),
        authors=[_name(author) for author in list_at(item, "author")],
        ids={"doi": text_at(item, "DOI"), "arxiv": kept or (named[1] if named else "")},
        addresses=[Address(url) for url in urls_in(text_at(item, "URL"))],
        published=_day(item.get("issued")),
        keywords=re.split(r"[,;]", text_at(item, "keyword")),
    )


def _name(author: object) -> str:
    """A name in its spoken order; an institution has one part."""
    if literal := text_at(author, "literal", "name"):
        return literal
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(filter(None, (text_at(author, part) for part in parts)))


def _day(issued: object) -> PartialDate | None:
    """The day of `date-parts` where it has all three parts, or of a text in the form of ISO 8601."""
    parts = list_at(issued, "date-parts")
    first = parts[0] if parts and isinstance(parts[0], list) else []
    numbers = [int(part) for part in first if re.fullmatch(r"\d{1,4}", str(part))]
    if len(numbers) == 3:
        return day_of(*numbers)
    return day_in(text_at(issued, "raw", "literal"))
