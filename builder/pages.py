"""Site -> the view of each page: everything that templates show is chosen, counted, ordered and worded here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from builder import data_page, feeds_page, paper_page, reading_page, search_page, statistics_page, urls, views
from builder.catalogue import FACETS, Catalogue, pager, role_text
from builder.exports import is_large
from builder.model import Benchmark, Facet, Issue
from builder.narrowing import board_narrowing, narrowing
from builder.wording import counted, day_text

ISSUE_PAGE_SIZE = 200  # papers; an issue up to this size is one page
_LATEST_ISSUES, _TOP_BOARDS, _RELATED_TAGS, _RELATED_BENCHMARKS = 6, 8, 12, 12
_TAG_ALIASES = 6  # other names of a tag that its page tells; what else the import finds it by is no name of it
_GREATEST_NEWS = 8  # boards that an issue names at once
_SMALLEST_SECTION = 2  # papers; a task with fewer has no section of its own in an issue


class Kind(StrEnum):
    """The kinds of pages; the value is the template's name below `pages/`."""

    HOME = "home"
    PAPER = "paper"
    REDIRECT = "redirect"
    PAPERS = "papers"
    TRENDING = "trending"
    ISSUES = "issues"
    ISSUE = "issue"
    TAGS = "tags"
    TAG = "tag"
    BENCHMARKS = "benchmarks"
    BENCHMARK = "benchmark"
    SEARCH = "search"
    READING_LIST = "reading_list"
    STATISTICS = "statistics"
    FEEDS = "feeds"
    ABOUT = "about"
    DATA = "data"
    NOT_FOUND = "not_found"


def _of_page(title: str, number: int) -> str:
    return title if number == 1 else f"{title}, page {number}"


def besides_highlights(issue: Issue) -> list[str]:
    """The papers of an issue that are no highlights."""
    highlights = frozenset(issue.highlights)
    return [slug for slug in issue.papers if slug not in highlights]


def home(c: Catalogue, _key: str, number: int) -> views.HomeView:
    """The newest issue and the digest at a glance; further pages continue the issue's papers."""
    issue = c.site.issues[0] if c.site.issues else Issue(date.min, ())
    rest = besides_highlights(issue)
    title = _of_page("Newest papers", number) if number > 1 else ""
    return views.HomeView(
        head=c.head(urls.numbered(urls.HOME, number), title, section=urls.HOME),
        newest=c.newest,
        issue=c.issue_summary(issue) if issue.papers else None,
        introduction=c.markup.block(issue.introduction),
        highlights=c.cards(issue.highlights),
        cards=c.page_of(rest, number),
        pager=pager(urls.HOME, number, len(rest), c.site.digest.page_size),
        issues=tuple(map(c.issue_summary, c.site.issues[1 : _LATEST_ISSUES + 1])),
        figures=c.figures,
        boards=c.board_summaries(c.largest_boards[:_TOP_BOARDS]),
    )


def redirect(c: Catalogue, key: str, _number: int) -> views.RedirectView:
    """The page at an old address; `key` is "old slug/present slug"."""
    old, present = key.split("/")
    head = c.head(urls.paper(old), c.name(present))
    return views.RedirectView(head, urls.paper(present), urls.absolute(c.site.digest.base_url, urls.paper(present)))


def papers(c: Catalogue, _key: str, number: int) -> views.PapersView:
    """All papers, newest first."""
    slugs = tuple(c.site.papers)
    description = f"The digest's {counted(len(slugs), 'paper')}, newest first."
    return views.PapersView(
        head=c.head(urls.numbered(urls.PAPERS, number), _of_page("Papers", number), description, urls.PAPERS),
        total=len(slugs),
        order="newest first",
        cards=c.page_of(slugs, number),
        pager=pager(urls.PAPERS, number, len(slugs), c.site.digest.page_size),
    )


def trending(c: Catalogue, _key: str, number: int) -> views.PapersView:
    """Papers by their score, the highest first."""
    slugs = c.site.trending
    order = _trend(c)
    description = f"The digest's trending papers, {order}."
    return views.PapersView(
        head=c.head(
            urls.numbered(urls.TRENDING, number), _of_page("Trending papers", number), description, urls.PAPERS
        ),
        total=len(slugs),
        order=order,
        cards=c.page_of(slugs, number),
        pager=pager(urls.TRENDING, number, len(slugs), c.site.digest.page_size),
    )


def _trend(c: Catalogue) -> str:
    """What trending papers are by: of votes, highlights and days, those that tell this digest's papers apart."""
    voted = any(paper.votes for paper in c.site.papers.values())
    highlighted = any(issue.highlights for issue in c.site.issues)
    grounds = " and ".join(["votes"] * voted + ["highlights"] * highlighted)
    days = len(c.site.issues) > 1
    if not grounds:
        return (
            "newest first, as none has votes or is a highlight" if days else "none of which has votes or is a highlight"
        )
    return f"by {grounds}, which fade with time" if days else f"by {grounds}"


def issues(c: Catalogue, _key: str, _number: int) -> views.IssuesView:
    """The archive of issues by year."""
    years = groupby(c.site.issues, key=lambda issue: issue.day.year)
    return views.IssuesView(
        head=c.head(urls.ISSUES, "Issues", "Every issue of the digest, newest first.", urls.ISSUES),
        feed=c.issues_feed(),
        total=len(c.site.issues),
        years=tuple(views.Year(year, tuple(map(c.issue_summary, group))) for year, group in years),
    )


def issue(c: Catalogue, key: str, number: int) -> views.IssueView:
    """The papers listed on one day: highlights, what is new on the boards, then the rest by task."""
    at = c.issue_at[date.fromisoformat(key)]
    entry = c.site.issues[at]
    rest = besides_highlights(entry)
    news = c.board_news(entry.day) if number == 1 else ()
    shown = rest[(number - 1) * ISSUE_PAGE_SIZE : number * ISSUE_PAGE_SIZE]
    path = urls.issue(entry.day)
    title = entry.title or f"Issue of {day_text(entry.day)}"
    description = (
        c.markup.plain(entry.introduction) or f"{counted(len(entry.papers), 'paper')} listed on {day_text(entry.day)}."
    )
    return views.IssueView(
        head=c.head(urls.numbered(path, number), _of_page(title, number), description, urls.ISSUES),
        feed=c.issues_feed(),
        issue=c.issue_summary(entry),
        introduction=c.markup.block(entry.introduction) if number == 1 else Markup(),
        highlights=c.cards(entry.highlights) if number == 1 else (),
        news=news[:_GREATEST_NEWS],
        more_news=news[_GREATEST_NEWS:],
        sections=tuple(views.Section(s.anchor, s.name, c.cards(s.papers)) for s in sections(c, shown)),
        pager=pager(path, number, len(rest), ISSUE_PAGE_SIZE),
        previous=_issue_ref(c, at + 1),
        next=_issue_ref(c, at - 1),
    )


def _issue_ref(c: Catalogue, at: int) -> views.Ref | None:
    if not 0 <= at < len(c.site.issues):
        return None
    day = c.site.issues[at].day
    return views.Ref(urls.issue(day), day_text(day))


class Group(NamedTuple):
    """Papers of an issue that share a task; `anchor` is unique within the issue."""

    anchor: str
    name: str
    papers: tuple[str, ...]


def sections(c: Catalogue, slugs: Sequence[str]) -> tuple[Group, ...]:
    """The papers by the task that most of them share; what stands alone comes last, under one heading."""
    tags = c.site.vocabulary.tags
    tasks = {slug: [t for t in c.site.papers[slug].tags if tags[t].facet is Facet.TASK] for slug in slugs}
    counts = Counter(task for names in tasks.values() for task in names)
    chosen = {slug: max(names, key=lambda task: counts[task], default="") for slug, names in tasks.items()}
    sizes = Counter(chosen.values())
    large = sorted((t for t in sizes if t and sizes[t] >= _SMALLEST_SECTION), key=lambda t: (-sizes[t], t))
    groups = [Group(task, tags[task].name, tuple(slug for slug in slugs if chosen[slug] == task)) for task in large]
    others = tuple(slug for slug in slugs if chosen[slug] not in large)
    last = Group("more", "More papers" if groups else "Papers", others)
    return (*groups, last) if others else tuple(groups)


def tags(c: Catalogue, _key: str, _number: int) -> views.TagsView:
    """The tags that papers carry, by facet and name."""
    used = [c.site.vocabulary.tags[slug] for slug in c.site.papers_by_tag]
    facets = (
        views.FacetList(
            facet,
            label,
            question,
            tuple(
                c.tag_ref(t.slug) for t in sorted(used, key=lambda t: (t.name.casefold(), t.slug)) if t.facet is facet
            ),
        )
        for facet, (label, question) in FACETS.items()
    )
    return views.TagsView(
        head=c.head(urls.TAGS, "Tags", f"The digest's {counted(len(used), 'tag')}, by facet.", urls.TAGS),
        total=len(used),
        facets=tuple(facet for facet in facets if facet.tags),
    )


def tag(c: Catalogue, key: str, number: int) -> views.TagView:
    """A tag with its papers, newest first."""
    entry = c.site.vocabulary.tags[key]
    slugs = c.site.papers_by_tag[key]
    path = urls.tag(key)
    description = c.markup.plain(entry.description) or f"{counted(len(slugs), 'paper')} tagged {entry.name}."
    return views.TagView(
        head=c.head(urls.numbered(path, number), _of_page(entry.name, number), description, urls.TAGS),
        name=entry.name,
        facet=entry.facet,
        label=FACETS[entry.facet][0],
        aliases=entry.aliases[:_TAG_ALIASES],
        description=c.markup.block(entry.description),
        total=len(slugs),
        narrowing=narrowing(c, key),
        citations="" if is_large(c.site) else urls.tag_citations(key),
        cards=c.page_of(slugs, number),
        pager=pager(path, number, len(slugs), c.site.digest.page_size),
        feed=c.tag_feed(key),
        related=c.related(key, _RELATED_TAGS),
        boards=c.board_summaries([board for board in c.largest_boards if board.key.task == key][:_TOP_BOARDS]),
    )


def benchmarks(c: Catalogue, _key: str, _number: int) -> views.BenchmarksView:
    """The benchmarks that papers name, by their first task."""
    groups: dict[str, list[views.BenchmarkLine]] = {}
    for slug in c.site.papers_by_benchmark:
        tasks = c.site.vocabulary.benchmarks[slug].tasks
        groups.setdefault(tasks[0] if tasks else "", []).append(_benchmark_line(c, slug))
    names = {task: c.site.vocabulary.tags[task].name if task else "Other" for task in groups}
    total, results = len(c.site.papers_by_benchmark), c.results(c.site.papers)
    description = f"{counted(total, 'benchmark')} with {counted(results, 'stated result')}, by task."
    return views.BenchmarksView(
        head=c.head(urls.BENCHMARKS, "Benchmarks", description, urls.BENCHMARKS),
        total=total,
        results=results,
        groups=tuple(
            views.BenchmarkGroup(
                anchor=f"task-{task or 'other'}",
                name=names[task],
                benchmarks=tuple(sorted(groups[task], key=lambda line: line.name.casefold())),
            )
            for task in sorted(groups, key=lambda task: (not task, names[task].casefold()))
        ),
    )


def _benchmark_line(c: Catalogue, slug: str) -> views.BenchmarkLine:
    group = c.site.boards.get(slug, ())
    best = c.board_summaries(group[:1])
    return views.BenchmarkLine(
        path=urls.benchmark(slug),
        name=c.site.vocabulary.benchmarks[slug].name,
        papers=len(c.site.papers_by_benchmark[slug]),
        results=sum(len(board.ranked) for board in group),
        best=best[0].value if best else "",
        best_of=best[0].metric if best else "",
    )


def benchmark(c: Catalogue, key: str, _number: int) -> views.BenchmarkView:
    """A benchmark: its boards, then the papers that use it without a stated score."""
    entry = c.site.vocabulary.benchmarks[key]
    tables = tuple(c.board_table(board) for board in c.site.boards.get(key, ()))
    narrowings = tuple(board_narrowing(c, board) for board in c.site.boards.get(key, ()))
    results = sum(table.results for table in tables)
    users = c.site.papers_by_benchmark[key]
    numbers = f"{counted(len(users), 'paper')} and {counted(results, 'result')} on {entry.name}."
    description = c.markup.plain(entry.description) or numbers
    return views.BenchmarkView(
        head=c.head(urls.benchmark(key), entry.name, description, urls.BENCHMARKS),
        name=entry.name,
        aliases=entry.aliases,
        tasks=tuple(map(c.tag_ref, entry.tasks)),
        homepage=entry.homepage,
        description=c.markup.block(entry.description),
        papers=len(users),
        results=results,
        boards=tables,
        sortable=any(table.sortable for table in tables),
        narrowable=any(narrowing.chips for narrowing in narrowings),
        narrowings=narrowings,
        mentions=_mentions(c, entry, users),
        feed=c.benchmark_feed(key),
        related=c.related_benchmarks(key, _RELATED_BENCHMARKS),
        tags=c.tags_of_benchmark(key, _RELATED_TAGS),
    )


def _mentions(c: Catalogue, entry: Benchmark, users: Sequence[str]) -> tuple[views.Mention, ...]:
    on_board = {row.paper for board in c.site.boards.get(entry.slug, ()) for row in board.rows}
    return tuple(
        views.Mention(c.paper_ref(slug), c.site.papers[slug].listed, role_text(c.site.papers[slug], entry.slug))
        for slug in users
        if slug not in on_board
    )


def about(c: Catalogue, _key: str, _number: int) -> views.AboutView:
    """What the digest is and how its entries are made."""
    description = f"What {c.site.digest.title} is, who makes it, and where its scores come from."
    return views.AboutView(c.head(urls.ABOUT, "About", description, urls.ABOUT), c.site.digest, c.figures)


def not_found(c: Catalogue, _key: str, _number: int) -> views.NotFoundView:
    """The page that a host sends for an address it does not know."""
    return views.NotFoundView(c.head(urls.NOT_FOUND, "Page not found", "There is no page at this address."))


VIEWS: Mapping[Kind, Callable[[Catalogue, str, int], views.Headed]] = {
    Kind.HOME: home,
    Kind.PAPER: paper_page.paper,
    Kind.REDIRECT: redirect,
    Kind.PAPERS: papers,
    Kind.TRENDING: trending,
    Kind.ISSUES: issues,
    Kind.ISSUE: issue,
    Kind.TAGS: tags,
    Kind.TAG: tag,
    Kind.BENCHMARKS: benchmarks,
    Kind.BENCHMARK: benchmark,
    Kind.SEARCH: search_page.search,
    Kind.READING_LIST: reading_page.reading_list,
    Kind.STATISTICS: statistics_page.statistics,
    Kind.FEEDS: feeds_page.feeds,
    Kind.ABOUT: about,
    Kind.DATA: data_page.data,
    Kind.NOT_FOUND: not_found,
}
"""How each kind of page gets its view from the catalogue, a key (slug or date) and the number of its list's page."""
