"""The pages that list papers, issues and tags."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from builder.model import Facet
from builder.views.boards import BoardNews
from builder.views.feeds import Subscription
from builder.views.parts import BoardSummary, Card, Figure, Head, IssueSummary, Narrowing, Pager, Ref


@dataclass(frozen=True, slots=True)
class HomeView:
    """The newest issue, its papers in pages, and what else the digest holds. `issue` is None in an empty digest."""

    head: Head
    newest: date | None
    issue: IssueSummary | None
    introduction: Markup
    highlights: tuple[Card, ...]
    cards: tuple[Card, ...]
    pager: Pager
    issues: tuple[IssueSummary, ...]
    figures: tuple[Figure, ...]
    boards: tuple[BoardSummary, ...]


@dataclass(frozen=True, slots=True)
class PapersView:
    """A page of the list of all papers, newest first, or of the trending ones; `order` says what they are by."""

    head: Head
    total: int
    order: str
    cards: tuple[Card, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Year:
    """The issues of one year, newest first."""

    number: int
    issues: tuple[IssueSummary, ...]


@dataclass(frozen=True, slots=True)
class IssuesView:
    """The archive of issues."""

    head: Head
    feed: Subscription
    total: int
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Papers of an issue that share a task; `anchor` is the id of its heading."""

    anchor: str
    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue; a very large one comes in pages. `more_news` is what does not fit beside the greatest `news`."""

    head: Head
    feed: Subscription
    issue: IssueSummary
    introduction: Markup
    highlights: tuple[Card, ...]
    news: tuple[BoardNews, ...]
    more_news: tuple[BoardNews, ...]
    sections: tuple[Section, ...]
    pager: Pager
    previous: Ref | None
    next: Ref | None


@dataclass(frozen=True, slots=True)
class FacetList:
    """The tags of one facet that papers carry, with their counts."""

    facet: Facet
    label: str
    question: str
    tags: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class TagsView:
    """The index of tags."""

    head: Head
    total: int
    facets: tuple[FacetList, ...]


@dataclass(frozen=True, slots=True)
class TagView:
    """A tag with its papers; `boards` compare papers on this task.

    `citations` is the path of its papers' BibTeX entries, empty where the digest is too large for it.
    """

    head: Head
    name: str
    facet: Facet
    label: str
    aliases: tuple[str, ...]
    description: Markup
    total: int
    narrowing: Narrowing
    citations: str
    cards: tuple[Card, ...]
    pager: Pager
    feed: Subscription
    related: tuple[Ref, ...]
    boards: tuple[BoardSummary, ...]
