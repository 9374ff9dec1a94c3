"""RIS, as publishers, PubMed, Scopus, Zotero, EndNote and Sheaf write it: a tag of two characters a line.

Read by hand: a library that gives up the whole file at one wrong line, without its place, would not do. The tags are
those of the RIS format specification (Research Information Systems, 2001 and 2011).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from builder.diagnostics import Location, Report
from builder.listings.addresses import Address, urls_in
from builder.listings.base import Entry, Listing
from builder.listings.making import day_in, make_entry, report_fault, warn_of_private
from builder.listings.texts import first_name_first, without_tags

name = "ris"

_TAG = re.compile(r"([A-Z][A-Z0-9]) {0,2}-(?: (.*))?$")
_START = re.compile(r"\s*TY {0,2}- ?[A-Z]{2,}")
_ENDED = re.compile(r"^ER {0,2}-", re.MULTILINE)
_TITLES, _AUTHORS, _DAYS = ("TI", "T1", "CT"), ("AU", "A1"), ("DA", "PY", "Y1")
_ABSTRACTS, _ADDRESSES = ("AB", "N2"), ("UR", "L1", "L2", "LK")
_FILES = ("L1", "L2", "L3", "L4")
_NO_PAPERS = frozenset({"BOOK", "SER", "EDBOOK"})

_Fields = Mapping[str, Sequence[str]]


def detect(text: str) -> bool:
    """Whether the text begins with the first line of a record and one of its records ends."""
    return _START.match(text) is not None and _ENDED.search(text) is not None


def parse(text: str, path: str, report: Report) -> Listing:
    """The papers in it; a record that does not end is read as far as it goes, and told of."""
    private: list[Location] = []
    entries = tuple(_entries(text, path, report, private))
    warn_of_private(report, private)
    return Listing(name, entries)


def _entries(text: str, path: str, report: Report, private: list[Location]) -> Iterator[Entry]:
    for line, fields in _records(text, path, report):
        if any(value and not urls_in(value) for tag in _FILES for value in fields.get(tag, ())):
            private.append(Location(path, line))
        if entry := _entry(fields, Location(path, line), report):
            yield entry


def _records(text: str, path: str, report: Report) -> Iterator[tuple[int, _Fields]]:
    """The fields of each record by tag, and the line it begins on."""
    start = 0
    fields: dict[str, list[str]] = {}
    last = ""
    for number, line in enumerate([*text.split("\n"), "TY  - "], start=1):
        found = _TAG.match(line.strip())
        tag, value = (found[1], found[2] or "") if found else ("", line.strip())
        if tag in ("TY", "ER"):
            if tag == "TY" and start:
                message = "the record does not end before the next one, or the end of the file"
                report.warning(Location(path, start), "listing-record-open", message, "its last line should be ER  -")
            if start:
                yield start, fields
            start, fields, last = (number, {"TY": [value]}, "") if tag == "TY" else (0, {}, "")
        elif start and tag:
            fields.setdefault(tag, []).append(value)
            last = tag
        elif start and last:
            fields[last][-1] += f"\n{value}"
        elif value:
            report_fault(report, Location(path, number), "a line outside of a record", "a record begins with TY  -")


def _entry(fields: _Fields, place: Location, report: Report) -> Entry | None:
    if fields["TY"][0] in _NO_PAPERS:
        return None
    title = _first(fields, _TITLES)
    if not title:
        report_fault(report, place, "the record has no title", "it should stand behind TI  - or T1  -")
        return None
    days = (day_in(value) for tag in _DAYS for value in fields.get(tag, ()))
    return make_entry(
        title=without_tags(title),
        line=place.line,
        abstract=without_tags(_first(fields, _ABSTRACTS)),
        authors=[first_name_first(person) for tag in _AUTHORS for person in fields.get(tag, ())],
        ids={"doi": _first(fields, ("DO",))},
        addresses=[Address(url) for tag in _ADDRESSES for text in fields.get(tag, ()) for url in urls_in(text)],
        published=next(filter(None, days), None),
        keywords=[word for value in fields.get("KW", ()) for word in value.split("\n")],
    )


def _first(fields: _Fields, tags: Sequence[str]) -> str:
    return next((value for tag in tags for value in fields.get(tag, ()) if value.strip()), "").strip()
