"""The pages about the digest as a whole: search, figures, about, and what an unknown address gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builder.model import Digest
from builder.views.parts import Card, Figure, Head, Ref

Choice = tuple[str, str, int]
"""A value that the search can be narrowed to: its slug, its name, and the number of papers that have it."""


@dataclass(frozen=True, slots=True)
class SearchFacet:
    """The values of one facet; `key` is its name in the search index and in the URL.

    `match` says how many of several values a paper must have: "any" or "all", or "either", which the reader chooses.
    """

    key: str
    label: str
    match: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page; `newest` is shown before anything is asked for."""

    head: Head
    papers: int
    newest: tuple[Card, ...]
    facets: tuple[SearchFacet, ...]


@dataclass(frozen=True, slots=True)
class ReadingListView:
    """The page of the reading list, which the reader's browser fills.

    `citations` is the path of all BibTeX entries, empty where the digest is too large for that file.
    """

    head: Head
    citations: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: its name, with the page it leads to where it does, its number in words, and its length."""

    path: str
    name: str
    text: str
    width: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many papers of a period have something, of how many; where the bar that shows it begins, and its height."""

    count: int
    total: int
    top: str
    height: str


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A tag over time, a share for each period of the timeline."""

    tag: Ref
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Tags over periods ("Mar 2025" or "2025"), oldest first."""

    periods: tuple[str, ...]
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class StatisticsView:
    """The digest in figures; `newest` is the day of its newest issue.

    `tags` is the course of tags over periods. Where all papers are of one month, it is None, `only_period` says which,
    and `only_tags` are the shares there.
    """

    head: Head
    newest: date | None
    figures: tuple[Figure, ...]
    issues: tuple[Bar, ...]
    tags: Timeline | None
    only_period: str
    only_tags: tuple[Bar, ...]
    benchmarks: tuple[Bar, ...]
    coverage: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class AboutView:
    """What the digest is and how it is made."""

    head: Head
    digest: Digest
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page for an address that does not exist."""

    head: Head
