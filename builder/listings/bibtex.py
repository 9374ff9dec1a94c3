"""BibTeX, as Zotero, JabRef, Google Scholar, the ACL Anthology, OpenReview, DBLP, arXiv and Sheaf write it.

Only what a digest shows is read. Fields that programs keep for themselves (`file` with private paths, `keywords` beside
the known tags, notes) go nowhere.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from builder.diagnostics import Location, Report
from builder.listings.addresses import Address, urls_in
from builder.listings.base import Entry, Listing, PartialDate
from builder.listings.making import day_in, day_of, make_entry, report_fault, warn_of_private
from builder.listings.tex import text_of, verbatim
from builder.listings.texts import is_spoken

name = "bibtex"

_ENTRY = re.compile(r"^[ \t]*@[A-Za-z]+\s{0,9}[{(]\s{0,9}[^\s,{}()\"]{0,200}\s{0,9},", re.MULTILINE)
_TITLE = re.compile(r"\btitle\s{0,9}=\s{0,9}[{\"]", re.IGNORECASE)
_PROSE = re.compile(r"^(?:#|```|[-*+] |\|)", re.MULTILINE)
_PREFACE = 2_000
"""Characters before the first entry, at most; some programs write a few lines about themselves there."""
_NO_PAPERS = frozenset({"proceedings", "collection", "book", "mvbook", "mvproceedings", "mvcollection", "periodical"})
_PIECE = re.compile(r"\s*(?:(?P<open>[{\"])|(?P<word>[^\s{}\"#,=]+))")
_BOUND = re.compile(r"\\.|[{}\"]", re.DOTALL)
_JOINT = re.compile(r"\s*(#|\Z)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ARXIV = re.compile(r"arxiv:\s*(\S+)|corr,?\s+(?:vol\.\s*)?abs/(\S+)", re.IGNORECASE)
_PRIVATE_FIELDS = frozenset({"file", "localfile", "local-url", "bdsk-file-1"})
_LINK_FIELDS = ("url", "howpublished", "ee", "code", "project", "website", "pdf")


def detect(text: str) -> bool:
    """Whether the text begins with a BibTeX entry, but for what a program says about itself before it."""
    found = _ENTRY.search(text)
    if found is None or found.start() > _PREFACE or _TITLE.search(text) is None:
        return False
    preface = "\n".join(line for line in text[: found.start()].split("\n") if not line.startswith("%"))
    return _PROSE.search(preface) is None


def parse(text: str, path: str, report: Report) -> Listing:
    """The papers in it; an entry with a fault is told of with its place, and the next ones are read."""
    private: list[Location] = []
    entries = tuple(_entries(text, path, report, private))
    warn_of_private(report, private)
    return Listing(name, entries)


def _entries(text: str, path: str, report: Report, private: list[Location]) -> Iterator[Entry]:
    from bibtexparser import model  # noqa: PLC0415 (slow to load)
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # it tells of each fault in its own way, too
    lines = text.split("\n")
    strings: dict[str, str] = {month: str(number) for number, month in enumerate(_MONTHS, start=1)}
    for block in parse_string(text, parse_stack=[]).blocks:
        line = (block.start_line or 0) + 1
        place = Location(path, line, lines[line - 1].find("@") + 1 or 1)
        if isinstance(block, model.DuplicateFieldKeyBlock):
            twice = ", ".join(sorted(map(repr, block.duplicate_keys)))
            report.warning(place, "listing-field-twice", f"{twice} is there twice; the first one is taken")
        if isinstance(block, model.ParsingFailedBlock) and block.ignore_error_block is None:
            reason = " ".join(getattr(block.error, "abort_reason", "").split()).rstrip(" .")
            report_fault(report, place, f"the entry cannot be read: {reason}", "look for a missing brace or comma")
            continue
        known = getattr(block, "ignore_error_block", block)
        if isinstance(known, model.String):
            strings[known.key.lower()] = _value(str(known.value), strings) or ""
        elif isinstance(known, model.Entry) and known.entry_type.lower() not in _NO_PAPERS:
            hidden = (
                field.start_line for field in known.fields if field.key.lower() in _PRIVATE_FIELDS and field.value
            )
            private += [Location(path, (start or 0) + 1) for start in hidden][:1]
            entry = _entry(known, place, strings, report)
            yield from [entry] if entry else []


def _entry(block: Any, place: Location, strings: Mapping[str, str], report: Report) -> Entry | None:
    """The paper of an entry (`bibtexparser.model.Entry`); None after a fault was reported."""
    fields: dict[str, str] = {}
    for field in block.fields:
        value = _value(str(field.value), strings)
        if value is None:
            line = Location(place.path, (field.start_line or place.line - 1) + 1)
            report_fault(report, line, f"the value of '{field.key}' does not end", "is a comma or a brace missing?")
            return None
        fields.setdefault(field.key.lower(), value)
    title = text_of(": ".join(filter(None, (fields.get("title", ""), fields.get("subtitle", "")))))
    if not title.strip():
        report_fault(report, place, f"'{block.key}' has no title")
        return None
    return make_entry(
        title=title,
        line=place.line,
        abstract=text_of(fields.get("abstract", "")),
        authors=_authors(fields.get("author", "")),
        ids=_ids(fields),
        addresses=[Address(url, key) for key in _LINK_FIELDS for url in urls_in(verbatim(fields.get(key, "")))],
        published=_published(fields),
        keywords=re.split(r"[,;]", text_of(fields.get("keywords", ""))),
    )


def _value(written: str, strings: Mapping[str, str]) -> str | None:
    """The value of a field, its parts joined and its strings looked up; None where more follows than its end."""
    parts: list[str] = []
    position = 0
    while piece := _PIECE.match(written, position):
        if piece["open"]:
            end = _end(written, piece.end(), piece["open"])
            parts.append(written[piece.end() : end])
            position = end + 1
        else:
            parts.append(strings.get(piece["word"].lower(), piece["word"]))
            position = piece.end()
        joint = _JOINT.match(written, position)
        if joint is None or not joint[1]:
            return "".join(parts) if joint else None
        position = joint.end()
    return "".join(parts) if not written[position:].strip() else None


def _end(written: str, start: int, opened: str) -> int:
    """Where the part that was opened before `start` is closed."""
    depth = 0
    for found in _BOUND.finditer(written, start):
        if found[0] == ("}" if opened == "{" else '"') and depth == 0:
            return found.start()
        depth += (found[0] == "{") - (found[0] == "}")
    return len(written)


def _authors(written: str) -> list[str]:
    from bibtexparser.middlewares.names import (  # noqa: PLC0415 (slow to load)
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    def spoken(person: str) -> str:
        if "family=" in person:  # the extended form of biblatex: family=Berg, given=Jan, prefix=van der
            parts = dict(part.strip().partition("=")[::2] for part in person.split(","))
            return " ".join(filter(None, (parts.get(key, "") for key in ("given", "prefix", "family", "suffix"))))
        return (
            person if is_spoken(person) else parse_single_name_into_parts(person, strict=False).merge_first_name_first
        )

    return [text_of(spoken(person)) for person in split_multiple_persons_names(" ".join(written.split()))]


def _ids(fields: Mapping[str, str]) -> dict[str, str]:
    """The identifiers that fields are for; addresses give the others."""
    ids = {"doi": verbatim(fields["doi"])} if fields.get("doi") else {}
    eprint_type = (fields.get("archiveprefix") or fields.get("eprinttype") or "").lower()
    named = _ARXIV.search(verbatim(f"{fields.get('journal', '')} {fields.get('journaltitle', '')}"))
    if fields.get("eprint") and eprint_type in ("arxiv", ""):
        ids["arxiv"] = verbatim(fields["eprint"])
    elif named:
        ids["arxiv"] = (named[1] or named[2]).rstrip(".,;")
    return ids


def _published(fields: Mapping[str, str]) -> PartialDate | None:
    """The day; most entries have no more than the year, and then it is not known."""
    if day := day_in(fields.get("date", "")):
        return day
    year, month, day_field = (fields.get(key, "").strip() for key in ("year", "month", "day"))
    number = _MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in _MONTHS else month
    numbers = [str(number), year, day_field]
    if not all(re.fullmatch(r"[0-9]{1,4}", value) for value in numbers):
        return None
    return day_of(int(year), int(number), int(day_field))
