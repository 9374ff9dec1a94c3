"""An entry from the fields of a record, the same way for every format whose records have fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from builder.diagnostics import Location, Report
from builder.listings.addresses import Address, identifiers, links
from builder.listings.base import Entry, PartialDate
from builder.listings.texts import names, sound
from builder.model import Link
from builder.wording import counted

_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")


def make_entry(
    *,
    title: str,
    line: int,
    abstract: str = "",
    authors: Iterable[str] = (),
    ids: Mapping[str, str] | None = None,
    addresses: Iterable[Address] = (),
    sure_links: Iterable[Link] = (),
    published: PartialDate | None = None,
    votes: int | None = None,
    keywords: Iterable[str] = (),
    is_final: bool = False,
) -> Entry:
    """The entry; `sure_links` are those whose kind the record says, `addresses` all others, the paper's own too."""
    beside = list(addresses)
    known = identifiers(ids or {}, beside)
    found = {link.url: link for link in (*sure_links, *links(beside, known))}
    return Entry(
        title=sound(title),
        abstract=sound(abstract),
        line=line,
        ids=known,
        links=tuple(found.values()),
        authors=names(authors),
        published=published,
        votes=votes,
        keywords=tuple(dict.fromkeys(filter(None, (" ".join(sound(word).split()) for word in keywords)))),
        is_final=is_final,
    )


def day_in(text: str) -> PartialDate | None:
    """The day that a text begins with, as in 2025-03-14T00:00:00Z; None where there is none."""
    found = _DAY.match(text.strip())
    return day_of(int(found[1]), int(found[2]), int(found[3])) if found else None


def day_of(year: int, month: int, day: int) -> PartialDate | None:
    """The day; None where the calendar has no such day."""
    try:
        known = date(year, month, day)
    except (ValueError, OverflowError):
        return None
    return PartialDate(known.month, known.day, known.year)


def report_fault(report: Report, place: Location, message: str, hint: str = "") -> None:
    """Tell that a record was left out: the others come in."""
    report.warning(place, "listing-record", f"{message}; this record is left out", hint)


def warn_of_private(report: Report, places: list[Location]) -> None:
    """Tell once that records name files of the machine they come from: no entry has them, but the kept listing does."""
    if places:
        message = f"names of files on your machine stand in {counted(len(places), 'record')}, the first here"
        hint = "no entry has them, but the listing is kept as it is: export it without files, or delete these lines"
        report.warning(min(places), "listing-private", message, hint)
