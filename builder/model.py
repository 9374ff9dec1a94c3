"""The digest as data: frozen objects that hold ids (slugs) of each other instead of references.

`load.py` makes them from content/, `assemble.py` joins them into a `Site`, everything to the right only reads them.
Order is meaningful in every tuple: as the file has it, unless a field says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from builder.diagnostics import NOWHERE, Location


class Facet(StrEnum):
    """What kind of thing a tag says about a paper."""

    TASK = "task"
    MODALITY = "modality"
    METHOD = "method"
    DOMAIN = "domain"
    CONTRIBUTION = "contribution"


class Role(StrEnum):
    """What a paper does with a benchmark."""

    EVALUATED = "evaluated"
    INTRODUCED = "introduced"
    TRAINING = "training"


class Status(StrEnum):
    """Who vouches for a result: the builder that found it, or a person who checked it in the paper."""

    EXTRACTED = "extracted"
    VERIFIED = "verified"


class Direction(StrEnum):
    """Whether a higher or a lower value of a metric is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Verdict(StrEnum):
    """What is held of two entries that look alike; `review` while nobody has decided."""

    SAME = "same"
    DIFFERENT = "different"
    REVIEW = "review"


class LinkKind(StrEnum):
    """What a link leads to."""

    CODE = "code"
    PROJECT = "project"
    MODEL = "model"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a paper; `url` is absolute, http or https."""

    kind: LinkKind
    url: str


@dataclass(frozen=True, slots=True)
class BenchmarkUse:
    """A paper uses the benchmark with this slug in this role."""

    benchmark: str
    role: Role


@dataclass(frozen=True, slots=True)
class Verification:
    """Who checked a result in the paper, when, and where it stands there ("Table 2")."""

    by: str
    day: date
    where: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One score that a paper states for its own method.

    `benchmark` and `metric` are slugs, `task` is a tag slug or "". `value` keeps its decimal places: 90.0 is not 90. It
    is None where the paper has a score that nobody wrote down yet.
    `setting` tells apart what must not share a board ("zero-shot", "5-shot"); "" where the text says nothing.
    `evidence` quotes the abstract. `assumed_metric` marks a metric the text did not name. `verified` goes with the
    status of that name, and may be missing there.
    """

    benchmark: str
    metric: str
    value: Decimal | None = None
    split: str = ""
    task: str = ""
    setting: str = ""
    model: str = ""
    evidence: str = ""
    status: Status = Status.EXTRACTED
    assumed_metric: bool = False
    verified: Verification | None = None
    location: Location = field(default=NOWHERE, compare=False)

    @property
    def number(self) -> float | None:
        """The value for programs, which do not tell 90.0 from 90."""
        return None if self.value is None else float(self.value)

    @property
    def shown(self) -> str:
        """The value in messages."""
        return "not known" if self.value is None else str(self.value)


@dataclass(frozen=True, slots=True)
class Paper:
    """One entry of the digest.

    `listed` is the day the digest listed it (its issue), `published` the day it appeared, where known. `ids` maps
    arxiv, doi, openreview, acl to strings. `source` is the stem of the listing it came from, `votes` what that shows,
    where it does. `abstract` and `note` are Markdown. `aliases` are old slugs; each keeps a redirect page. `rejected`
    names what a curator removed and nobody is to propose again: a tag, a benchmark, `benchmark/metric` for its results
    of one metric, the address of a link.
    """

    slug: str
    title: str
    listed: date
    abstract: str = ""
    source: str = ""
    published: date | None = None
    authors: tuple[str, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    benchmarks: tuple[BenchmarkUse, ...] = ()
    results: tuple[Result, ...] = ()
    featured: bool = False
    note: str = ""
    aliases: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    votes: int | None = None
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; `aliases` are other spellings found in texts, `description` is Markdown."""

    slug: str
    name: str
    facet: Facet
    aliases: tuple[str, ...] = ()
    description: str = ""
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric; `unit` is what stands behind a value ("%", "dB", "")."""

    slug: str
    name: str
    direction: Direction
    aliases: tuple[str, ...] = ()
    unit: str = ""
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A named dataset, suite or challenge; `tasks` are tag slugs, `metrics` metric slugs, the usual one first.

    `directions` holds the metrics that run another way here than they usually do.
    """

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    directions: Mapping[str, Direction] = field(default_factory=dict)
    homepage: str = ""
    description: str = ""
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What papers may refer to, by slug. The extractors search texts for its names and aliases."""

    tags: Mapping[str, Tag] = field(default_factory=dict)
    benchmarks: Mapping[str, Benchmark] = field(default_factory=dict)
    metrics: Mapping[str, Metric] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IssueNotes:
    """What a curator wrote about one issue: introduction (Markdown), highlights and order (paper slugs)."""

    day: date
    title: str = ""
    introduction: str = ""
    highlights: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Digest:
    """content/digest.yaml. `base_url` is absolute and ends in a slash, `repository` is the page of the Git host.

    `branch` is the one of the repository that the site is published from.
    `feed_ids` is what the ids in feeds begin with; it stays where `base_url` changes.
    `unsubscribe` is the URL that ends a reader's subscription to letters, with `{address}` for theirs; may be empty.
    `quiet_days` is after how many days without a new paper readers are told so; 0 is never.
    `page_size` is the number of papers on a page of a list, `feed_size` the number of entries in a feed.
    `previews` is how many papers, and how many benchmarks, have a picture of their own for other sites to show.
    """

    title: str
    description: str
    base_url: str
    timezone: str = "UTC"
    curator: str = ""
    email: str = ""
    licence: str = ""
    repository: str = ""
    branch: str = "main"
    feed_ids: str = ""
    unsubscribe: str = ""
    quiet_days: int = 30
    page_size: int = 50
    feed_size: int = 50
    previews: int = 300


@dataclass(frozen=True, slots=True)
class Decision:
    """One item of content/duplicates.yaml: `pair` holds two paper slugs, sorted; `keep` the one that stays of two same.

    `by` says who decided, `why` on what grounds; with `review`, `why` is what the builder saw. `in_order` says that the
    two were written in their order.
    """

    pair: tuple[str, str]
    verdict: Verdict
    keep: str = ""
    by: str = ""
    why: str = ""
    in_order: bool = field(default=True, compare=False)
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything in content/, each file valid by itself; not yet joined. Papers are in the order of their files.

    `unread` has the slugs of papers whose files are wrong, with the days of their folders.
    """

    digest: Digest
    vocabulary: Vocabulary
    papers: tuple[Paper, ...]
    issues: tuple[IssueNotes, ...] = ()
    decisions: tuple[Decision, ...] = ()
    unread: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoardKey:
    """What a board compares on one benchmark. Results with different keys never share a board."""

    task: str
    split: str
    metric: str
    setting: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A line of a board: ties share a rank, and a result without a value has none."""

    rank: int | None
    paper: str
    result: Result


@dataclass(frozen=True, slots=True)
class Board:
    """The results on one benchmark that may be compared, best first; those without a value are last."""

    benchmark: str
    key: BoardKey
    rows: tuple[BoardRow, ...]

    @property
    def ranked(self) -> tuple[BoardRow, ...]:
        """The rows that have a value."""
        return tuple(row for row in self.rows if row.rank is not None)


@dataclass(frozen=True, slots=True)
class Issue:
    """The papers listed on one day, in the order they are shown; highlights are among them."""

    day: date
    papers: tuple[str, ...]
    highlights: tuple[str, ...] = ()
    title: str = ""
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class Relative:
    """A paper that is about the same as another: its slug, and the terms both share, the most telling first."""

    slug: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """The joined digest that pages are made of. Mappings are in the order in which they are shown.

    `papers` runs newest first. `papers_by_tag`, `papers_by_benchmark` hold paper slugs, newest first; a tag or
    benchmark that no paper names has no key there. `boards` holds, by benchmark slug, its boards, largest first.
    `merged` holds, by paper slug, why other entries were merged into it, `related` the papers about the same, likest
    first, `trending` the papers by score, none of a score near zero.
    """

    digest: Digest
    vocabulary: Vocabulary
    papers: Mapping[str, Paper]
    issues: tuple[Issue, ...]
    papers_by_tag: Mapping[str, tuple[str, ...]]
    papers_by_benchmark: Mapping[str, tuple[str, ...]]
    boards: Mapping[str, tuple[Board, ...]]
    merged: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    related: Mapping[str, tuple[Relative, ...]] = field(default_factory=dict)
    trending: tuple[str, ...] = ()
