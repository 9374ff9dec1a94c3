"""The pages of benchmarks: boards, their charts, their news, and the index of benchmarks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from builder.model import Verification
from builder.views.feeds import Subscription
from builder.views.parts import Evidence, Head, Narrowing, Ref


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A result on a board; `rank` is "2", or "=2" where others share it. `proof` is the path of its evidence.

    `place` and `number` are what the rank and the value are sorted by, None where there is none.
    """

    rank: str
    place: int | None
    best: bool
    model: str
    paper: Ref
    listed: date
    published: date | None
    value: str
    number: Decimal | None
    evidence: Evidence | None
    proof: str
    verified: bool
    verification: Verification | None
    assumed_metric: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of a chart's grid, or a date below it: its place, its words, and how they are set at it."""

    at: str
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A dated result; `leads` where it was better than all before."""

    x: str
    y: str
    leads: bool
    name: str
    day: date
    value: str


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A level or upright piece of the best so far."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class ChartLabel:
    """The name of the best result."""

    x: str
    y: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Results by the day their papers appeared, oldest first, and the best so far (see `charts.py`).

    `drawn` are the same points in the order in which they are drawn: those that lead above the others.
    """

    description: str
    points: tuple[ChartPoint, ...]
    drawn: tuple[ChartPoint, ...]
    lines: tuple[ChartLine, ...]
    label: ChartLabel
    values: tuple[Tick, ...]
    dates: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class BoardTable:
    """A board: `anchor` is its id on the benchmark's page, `direction` says which values are better.

    `results` counts the rows with a value; the others come last, their `rank` a dash. Two rows make it `sortable`.
    `csv` and `json` are the paths of the board's files.
    """

    anchor: str
    metric: str
    context: str
    direction: str
    higher: bool
    chart: Chart | None
    results: int
    sortable: bool
    csv: str
    json: str
    rows: tuple[BoardLine, ...]


@dataclass(frozen=True, slots=True)
class BoardNews:
    """What an issue changed on a board: its best result there, whose it is, and what that did, in words.

    `leads` marks a result that was better than all before.
    """

    path: str
    benchmark: str
    context: str
    metric: str
    value: str
    model: Ref
    change: str
    leads: bool
    verified: bool
    verification: Verification | None


@dataclass(frozen=True, slots=True)
class BenchmarkLine:
    """A benchmark in the index; `best` is the top value of its largest board, or empty."""

    path: str
    name: str
    papers: int
    results: int
    best: str
    best_of: str


@dataclass(frozen=True, slots=True)
class BenchmarkGroup:
    """The benchmarks for one task."""

    anchor: str
    name: str
    benchmarks: tuple[BenchmarkLine, ...]


@dataclass(frozen=True, slots=True)
class BenchmarksView:
    """The index of benchmarks."""

    head: Head
    total: int
    results: int
    groups: tuple[BenchmarkGroup, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A paper that uses a benchmark without a stated score."""

    paper: Ref
    listed: date
    role: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another benchmark, and what the two have in common."""

    path: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class BenchmarkView:
    """A benchmark with its boards, some of them `sortable` or none; `tags` are what its papers carry most often."""

    head: Head
    name: str
    aliases: tuple[str, ...]
    tasks: tuple[Ref, ...]
    homepage: str
    description: Markup
    papers: int
    results: int
    boards: tuple[BoardTable, ...]
    sortable: bool
    narrowable: bool
    narrowings: tuple[Narrowing, ...]
    mentions: tuple[Mention, ...]
    feed: Subscription
    related: tuple[Related, ...]
    tags: tuple[Ref, ...]
