"""The view of the digest in figures: how it grew, what it is about, and what it covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from builder import urls, views
from builder.catalogue import FACETS, Catalogue
from builder.model import LinkKind, Paper
from builder.wording import counted, day_text, short_month

_ISSUES = 24  # the newest; more bars are too thin to tell apart
_TAGS, _BENCHMARKS = 8, 15
_PERIODS = 12
_Period = tuple[int, int]
"""A year, and a month of it or 0."""


def statistics(c: Catalogue, _key: str, _number: int) -> views.StatisticsView:
    """The digest in figures, all of them counted in its content."""
    return views.StatisticsView(
        head=c.head(urls.STATISTICS, "Statistics", "The digest in figures, counted in its content.", urls.ABOUT),
        newest=c.newest,
        figures=c.figures,
        issues=_issues(c),
        tags=_tags_over_time(c),
        only_period=_only_period(c),
        only_tags=tuple(_only_tags(c)),
        benchmarks=_benchmarks(c),
        coverage=_coverage(c),
    )


def _bars(rows: Iterable[tuple[str, str, int, str]]) -> tuple[views.Bar, ...]:
    """Bars of (path, name, number, words for the number), the longest of which takes the whole width."""
    every = list(rows)
    most = max((number for _, _, number, _ in every), default=0)
    return tuple(views.Bar(path, name, text, f"{100 * number / most:.1f}%") for path, name, number, text in every)


def _issues(c: Catalogue) -> tuple[views.Bar, ...]:
    """Papers of each of the newest issues, newest first."""
    return _bars(
        (urls.issue(issue.day), day_text(issue.day), len(issue.papers), counted(len(issue.papers), "paper"))
        for issue in c.site.issues[:_ISSUES]
    )


def _benchmarks(c: Catalogue) -> tuple[views.Bar, ...]:
    """The benchmarks that several papers name, most first."""
    papers = {slug: len(users) for slug, users in c.site.papers_by_benchmark.items() if len(users) > 1}
    names = {slug: c.site.vocabulary.benchmarks[slug].name for slug in papers}
    most = sorted(papers, key=lambda slug: (-papers[slug], names[slug].casefold()))[:_BENCHMARKS]
    return _bars((urls.benchmark(slug), names[slug], papers[slug], counted(papers[slug], "paper")) for slug in most)


def _coverage(c: Catalogue) -> tuple[views.Bar, ...]:
    """The share of papers that have each thing."""
    has: Mapping[str, Callable[[Paper], bool]] = {
        "Code": lambda paper: any(link.kind is LinkKind.CODE for link in paper.links),
        "A benchmark": lambda paper: bool(paper.benchmarks or paper.results),
        "A stated result": lambda paper: any(result.value is not None for result in paper.results),
        "A date of publication": lambda paper: paper.published is not None,
        "Authors": lambda paper: bool(paper.authors),
    }
    total = len(c.site.papers)
    counts = {name: sum(map(test, c.site.papers.values())) for name, test in has.items()}
    return tuple(
        views.Bar("", name, f"{count} of {counted(total, 'paper')}", f"{100 * count / total:.1f}%")
        for name, count in counts.items()
        if total
    )


def _tags_over_time(c: Catalogue) -> views.Timeline | None:
    """How many papers of each period carry the most frequent tasks and methods; None while there is one period."""
    period = _period_of(c)
    totals = Counter(period(paper.listed) for paper in c.site.papers.values())
    periods = sorted(totals)[-_PERIODS:]
    if len(periods) < 2:
        return None
    return views.Timeline(
        tuple(short_month(date(y, m, 1)) if m else str(y) for y, m in periods),
        tuple(_row(c, tag, periods, totals, period) for tag in _subjects(c)),
    )


def _subjects(c: Catalogue) -> list[str]:
    """The most frequent tasks and methods."""
    subjects = [t for t in c.site.papers_by_tag if c.site.vocabulary.tags[t].facet in list(FACETS)[:2]]
    return sorted(subjects, key=lambda tag: (-len(c.site.papers_by_tag[tag]), tag))[:_TAGS]


def _only_period(c: Catalogue) -> str:
    """The month of all papers, in words; empty where there are several, or no tags to count in it."""
    months = {paper.listed.replace(day=1) for paper in c.site.papers.values()}
    return short_month(months.pop()) if len(months) == 1 and _subjects(c) else ""


def _only_tags(c: Catalogue) -> Iterator[views.Bar]:
    """The share of all papers that carry each of the most frequent tasks and methods."""
    total = len(c.site.papers)
    for tag in _subjects(c):
        ref = c.tag_ref(tag)
        words = f"{ref.count} of {counted(total, 'paper')}"
        yield views.Bar(ref.path, ref.text, words, f"{100 * ref.count / total:.1f}%")


def _period_of(c: Catalogue) -> Callable[[date], _Period]:
    """Months, or years where the digest is older than those that there is room for."""
    months = {(paper.listed.year, paper.listed.month) for paper in c.site.papers.values()}
    if len(months) > _PERIODS:
        return lambda day: (day.year, 0)
    return lambda day: (day.year, day.month)


def _row(
    c: Catalogue, tag: str, periods: Iterable[_Period], totals: Mapping[_Period, int], period: Callable[[date], _Period]
) -> views.TimelineRow:
    counts = Counter(period(c.site.papers[slug].listed) for slug in c.site.papers_by_tag[tag])
    return views.TimelineRow(c.tag_ref(tag), tuple(_share(counts[p], totals[p]) for p in periods))


def _share(count: int, total: int) -> views.Share:
    height = round(100 * count / total, 1)
    return views.Share(count, total, f"{100 - height:.1f}%", f"{height:.1f}%")
