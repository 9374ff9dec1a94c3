"""What the templates read: one frozen object per page, everything in it selected, ordered and worded already.

Every `path` is a site path (see `urls.py`); templates turn it into a reference with `link(path)`. An empty `path` is a
name that has no page. A field of type `Markup` is safe HTML from `markup.py`, every `str` is plain text that the
template escapes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from builder.model import Digest, Facet, Verification


@dataclass(frozen=True, slots=True)
class Head:
    """What the frame around a page needs: `section` is the path of the current entry of the main menu, or "none"."""

    title: str
    description: str
    path: str
    canonical: str
    section: str = "none"


@dataclass(frozen=True, slots=True)
class Ref:
    """A link within the site; `count` is the number of papers behind it, where that is told."""

    path: str
    text: str | Markup
    count: int = 0


@dataclass(frozen=True, slots=True)
class External:
    """A link to another site; `url` is http or https, `shown` is its text, `label` says what it is."""

    label: str
    url: str
    shown: str


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered page in a pager; `gap` means that numbers are left out before it."""

    number: int
    path: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """Where page `number` of `total` stands; `previous` and `next` are None at the ends. `first` counts entries."""

    number: int
    total: int
    first: int
    previous: str | None
    next: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A benchmark of a paper; `rank` words the paper's best place on a shared board ("#1 of 4"), or is empty."""

    path: str
    name: str
    rank: str


@dataclass(frozen=True, slots=True)
class Card:
    """A paper in a list; `opening` is the beginning of its abstract, `code` a URL or empty."""

    path: str
    title: Markup
    listed: date
    opening: str
    code: str
    votes: int
    tags: tuple[Ref, ...]
    benchmarks: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation in three parts; `number` is the stated value, empty where it is not set apart."""

    before: Markup
    number: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class Badge:
    """An image that says who leads a board: `label` on the left and `message` on the right, both `width`s in pixels.

    `title` says the same in a sentence.
    """

    label: str
    message: str
    title: str
    label_width: int
    message_width: int


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
class BoardLine:
    """A result on a board; `rank` is "2", or "=2" where others share it. `proof` is the path of its evidence."""

    rank: str
    best: bool
    model: str
    paper: Ref
    listed: date
    published: date | None
    value: str
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

    `results` counts the rows with a value; the others come last, their `rank` a dash.
    """

    anchor: str
    metric: str
    context: str
    direction: str
    higher: bool
    chart: Chart | None
    results: int
    rows: tuple[BoardLine, ...]


@dataclass(frozen=True, slots=True)
class BoardSummary:
    """A board in a list: its benchmark, what it compares, how many results, and the best one."""

    path: str
    benchmark: str
    context: str
    metric: str
    results: int
    value: str
    leader: str


@dataclass(frozen=True, slots=True)
class IssueSummary:
    """An issue in a list; `highlights` links a few of its papers."""

    path: str
    day: date
    title: str
    papers: int
    results: int
    highlights: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the digest, and where it leads."""

    path: str
    number: int
    label: str


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
    links to code, or empty. `citation` is a BibTeX entry.
    """

    head: Head
    title: Markup
    name: str
    sorted_by: str
    code: str
    listed: date
    published: date | None
    issue: str
    authors: tuple[str, ...]
    abstract: Markup
    note: Markup
    links: tuple[External, ...]
    tags: tuple[TagGroup, ...]
    benchmarks: tuple[UseLine, ...]
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


@dataclass(frozen=True, slots=True)
class PapersView:
    """A page of the list of all papers, newest first, or of the trending ones."""

    head: Head
    total: int
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
    total: int
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Papers of an issue that share a task; `anchor` is the id of its heading."""

    anchor: str
    name: str
    cards: tuple[Card, ...]


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
class IssueView:
    """An issue; a very large one comes in pages. `more_news` is what does not fit beside the greatest `news`."""

    head: Head
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
    """A tag with its papers; `boards` compare papers on this task."""

    head: Head
    name: str
    facet: Facet
    label: str
    aliases: tuple[str, ...]
    description: Markup
    total: int
    cards: tuple[Card, ...]
    pager: Pager
    related: tuple[Ref, ...]
    boards: tuple[BoardSummary, ...]


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
    """A benchmark with its boards; `tags` are those that its papers carry most often."""

    head: Head
    name: str
    aliases: tuple[str, ...]
    tasks: tuple[Ref, ...]
    homepage: str
    description: Markup
    papers: int
    results: int
    boards: tuple[BoardTable, ...]
    mentions: tuple[Mention, ...]
    related: tuple[Related, ...]
    tags: tuple[Ref, ...]


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
    """The digest in figures; `newest` is the day of its newest issue."""

    head: Head
    newest: date | None
    figures: tuple[Figure, ...]
    issues: tuple[Bar, ...]
    tags: Timeline | None
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
