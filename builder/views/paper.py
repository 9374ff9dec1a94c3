"""The page of a paper, and the page at its old address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from builder.model import Facet, Verification
from builder.views.parts import Badge, Evidence, External, Head, Ref


@dataclass(frozen=True, slots=True)
class BadgeOffer:
    """A badge on the page of a paper that leads a board, and the Markdown that shows it elsewhere."""

    path: str
    badge: Badge
    snippet: str


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A result on its paper's page; `board` is the path of the board it stands on.

    `anchor` is the id of its evidence, `quoted` tells whether that stands in the abstract. `replaced` marks an
    extracted result that gives way to a verified one. `verification` belongs to a verified result, where it is told.
    """

    benchmark: str
    board: str
    rank: str
    context: str
    metric: str
    assumed_metric: bool
    value: str
    model: str
    evidence: Evidence | None
    anchor: str
    quoted: bool
    verified: bool
    verification: Verification | None
    replaced: bool


@dataclass(frozen=True, slots=True)
class TagMark:
    """A tag on a paper's page, with the slug that the search filters by."""

    path: str
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class TagGroup:
    """The tags of one facet."""

    facet: Facet
    label: str
    tags: tuple[TagMark, ...]


@dataclass(frozen=True, slots=True)
class UseLine:
    """A benchmark on a paper's page, and what the paper does with it."""

    path: str
    name: str
    slug: str
    role: str
    rank: str


@dataclass(frozen=True, slots=True)
class MergedLine:
    """An entry that was merged into a paper: its old slug, who decided, and why; the last two may be empty."""

    slug: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Kin:
    """A paper about the same; `shared` are the terms that tell so, the most telling first."""

    paper: Ref
    listed: date
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry comes from, and where it is corrected.

    `listing` is a name, `editor` the URL where its file can be edited, `problem` that of a form; each may be empty.
    """

    listing: str
    editor: str
    problem: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper's own page.

    `name` is the title as plain text, `sorted_by` the same as it stands in an alphabet; `code` is the first of the
    links to code, or empty. `votes` are 0 where the listing has none. `ranks` tells the search the best place on each
    benchmark's boards ("coco #1 of 2; imagenet-1k #4 of 13"). `citation` is a BibTeX entry.
    """

    head: Head
    title: Markup
    name: str
    sorted_by: str
    code: str
    votes: int
    listed: date
    published: date | None
    issue: str
    authors: tuple[str, ...]
    abstract: Markup
    note: Markup
    links: tuple[External, ...]
    tags: tuple[TagGroup, ...]
    benchmarks: tuple[UseLine, ...]
    ranks: str
    results: tuple[ResultLine, ...]
    badges: tuple[BadgeOffer, ...]
    related: tuple[Kin, ...]
    previous: Ref | None
    next: Ref | None
    citation: str
    origin: Origin
    merged: tuple[MergedLine, ...]


@dataclass(frozen=True, slots=True)
class RedirectView:
    """An old address of a paper; `target` is the path of its page, `canonical` its URL."""

    head: Head
    target: str
    canonical: str
