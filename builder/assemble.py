"""Content to Site: cross-references, boards, issues and every order in which things are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from builder.model import (
    Content,
    Decision,
    Issue,
    IssueNotes,
    Paper,
    Site,
    Verdict,
)
from builder.ranking import boards_of
from builder.related import related
from builder.trending import trending

_RELATED = 5  # papers beside a paper


def assemble(content: Content) -> Site:
    """The joined digest. A pure function: neither the clock nor the order of files has a say."""
    issues = _issues(content.papers, content.issues)
    by_slug = {paper.slug: paper for paper in content.papers}
    papers = {slug: by_slug[slug] for issue in issues for slug in issue.papers}
    return Site(
        digest=content.digest,
        vocabulary=content.vocabulary,
        papers=papers,
        issues=issues,
        papers_by_tag=_index((tag, p.slug) for p in papers.values() for tag in p.tags),
        papers_by_benchmark=_index((name, p.slug) for p in papers.values() for name in benchmarks_of(p)),
        boards=boards_of(papers.values(), content.vocabulary),
        merged=_merged(content.papers, content.decisions),
        related=related(tuple(papers.values()), content.vocabulary.tags, _RELATED),
        trending=trending(tuple(papers.values()), {slug for issue in issues for slug in issue.highlights}),
    )


def _merged(papers: Iterable[Paper], decisions: Iterable[Decision]) -> Mapping[str, tuple[Decision, ...]]:
    """The decisions by which an entry became an alias, by the paper that has it."""
    owners = {alias: paper.slug for paper in papers for alias in paper.aliases}
    same = (decision for decision in decisions if decision.verdict is Verdict.SAME)
    pairs = ((owners.get(slug), decision) for decision in same for slug in decision.pair if slug != decision.keep)
    merged: defaultdict[str, list[Decision]] = defaultdict(list)
    for slug, decision in pairs:
        if slug:
            merged[slug].append(decision)
    return {slug: tuple(merged[slug]) for slug in sorted(merged)}


def benchmarks_of(paper: Paper) -> tuple[str, ...]:
    """The benchmarks a paper names or has results on, each once, in the order of its file."""
    named = [use.benchmark for use in paper.benchmarks] + [result.benchmark for result in paper.results]
    return tuple(dict.fromkeys(named))


def _issues(papers: Iterable[Paper], notes: Iterable[IssueNotes]) -> tuple[Issue, ...]:
    """The issues, newest first. A day without a paper is no issue, whatever a curator wrote about it."""
    listed: defaultdict[date, list[Paper]] = defaultdict(list)
    for paper in papers:
        listed[paper.listed].append(paper)
    by_day = {note.day: note for note in notes}
    return tuple(_issue(day, listed[day], by_day.get(day, IssueNotes(day))) for day in sorted(listed, reverse=True))


def _issue(day: date, papers: Sequence[Paper], notes: IssueNotes) -> Issue:
    """The curator's order first, then highlights, then the rest by title."""
    featured = {paper.slug for paper in papers if paper.featured} | set(notes.highlights)
    placed = {slug: place for place, slug in enumerate((*notes.order, *notes.highlights))}

    def place(paper: Paper) -> tuple[int, bool, str, str]:
        return placed.get(paper.slug, len(placed)), paper.slug not in featured, paper.title.casefold(), paper.slug

    slugs = tuple(paper.slug for paper in sorted(papers, key=place))
    highlights = tuple(slug for slug in slugs if slug in featured)
    return Issue(day, slugs, highlights, notes.title, notes.introduction)


def _index(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Pairs (key, value) as a mapping in the order of keys; values keep their order."""
    index: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        index[key].append(value)
    return {key: tuple(index[key]) for key in sorted(index)}
