"""What a listing is once it is read, and what a format has to offer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from builder.diagnostics import Report
from builder.model import Link

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day of the calendar whose year may be unknown.

    Raises:
        ValueError: no year has such a day.
    """

    month: int
    day: int
    year: int | None = None

    def __post_init__(self) -> None:
        date(self.year or 2000, self.month, self.day)

    def __str__(self) -> str:
        year = f", {self.year}" if self.year else ""
        return f"{MONTHS[self.month - 1]} {self.day}{year}"

    def latest(self, not_after: date) -> date:
        """The day with its own year, else the latest such day that is not after `not_after`."""
        if self.year is not None:
            return date(self.year, self.month, self.day)
        leap = (self.month, self.day) == (2, 29)
        year = not_after.year - ((self.month, self.day) > (not_after.month, not_after.day))
        while leap and not _is_leap(year):
            year -= 1
        return date(year, self.month, self.day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper as a listing has it: texts without markup and line wraps, but not repaired.

    `abstract` separates paragraphs by a blank line. `line` is the title's, from 1. `ids` are those the listing links
    to, without a version; `links` are those it shows beside the texts, not those inside the abstract. `published` is
    the day shown with the entry; one without a year is the latest that is not after the listing's day
    (`PartialDate.latest`). `keywords` are the listing's own; those that name a tag of the digest become tags.
    `is_final` says that another digest has title and abstract as they stand here: mended, the abstract in Markdown.
    """

    title: str
    abstract: str
    line: int
    ids: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    authors: tuple[str, ...] = ()
    published: PartialDate | None = None
    votes: int | None = None
    keywords: tuple[str, ...] = ()
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The papers of one listing in its order; `page_day` is the day the listing itself shows, where it does."""

    format: str
    entries: tuple[Entry, ...]
    page_day: PartialDate | None = None


class Format(Protocol):
    """A format of listings; a module with these three names is one.

    `detect` judges by content and must be sure: it refuses what could be something else. `parse` takes any text,
    reports what it leaves out, and never raises.
    """

    @property
    def name(self) -> str:
        """What `--format` calls it."""
        ...

    def detect(self, text: str) -> bool:
        """Whether this is such a listing."""
        ...

    def parse(self, text: str, path: str, report: Report) -> Listing:
        """The papers in it; a damaged entry is reported with its line and left out."""
        ...


_HYPHEN_AT_WRAP = re.compile(r"[^\W_]-$")
_SUSPENDED = re.compile(r"(?:and|or|to|vs\.?|versus)(?:\s|$)")
"""Words that follow a suspended hyphen, as in "inter- and intra-"."""


def unwrap(lines: Iterable[str]) -> str:
    """One paragraph from its lines: a space for each wrap, none where the wrap fell behind a word's own hyphen."""
    parts: list[str] = []
    for line in map(str.strip, lines):
        if not line:
            continue
        glued = parts and _HYPHEN_AT_WRAP.search(parts[-1][-2:]) and line[0].isalnum() and not _SUSPENDED.match(line)
        parts += [line] if glued or not parts else [" ", line]
    return "".join(parts)
