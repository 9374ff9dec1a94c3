"""Content to Site: cross-references, boards, issues and every order in which things are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from builder.model import (
    Board,
    BoardKey,
    BoardRow,
    Content,
    Decision,
    Direction,
    Issue,
    IssueNotes,
    Paper,
    Result,
    Site,
    Status,
    Verdict,
    Vocabulary,
)


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
        boards=_boards(papers.values(), content.vocabulary),
        merged=_merged(content.papers, content.decisions),
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


def _boards(papers: Iterable[Paper], vocabulary: Vocabulary) -> Mapping[str, tuple[Board, ...]]:
    entries: defaultdict[str, defaultdict[BoardKey, list[tuple[Paper, Result]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for paper in papers:
        for result in _standing(paper.results):
            entries[result.benchmark][key_of(result)].append((paper, result))
    return {benchmark: _sorted_boards(benchmark, entries[benchmark], vocabulary) for benchmark in sorted(entries)}


def _standing(results: Sequence[Result]) -> Iterable[Result]:
    """The results of one paper that count: a verified one replaces what was extracted of the same model or of none."""
    checked = [result for result in results if result.status is Status.VERIFIED]
    replaced = {(r.benchmark, key_of(r), model) for r in checked for model in (r.model.casefold(), "")}
    for result in results:
        if result in checked or (result.benchmark, key_of(result), result.model.casefold()) not in replaced:
            yield result


def key_of(result: Result) -> BoardKey:
    """What the board compares that a result belongs on."""
    return BoardKey(result.task, result.split, result.metric, result.setting)


def _sorted_boards(
    benchmark: str, entries: Mapping[BoardKey, Sequence[tuple[Paper, Result]]], vocabulary: Vocabulary
) -> tuple[Board, ...]:
    """A benchmark's boards: most rows first, then the benchmark's usual metrics, then by name."""
    usual = vocabulary.benchmarks[benchmark].metrics
    boards = [
        Board(benchmark, key, _rank(entries[key], direction_of(vocabulary, benchmark, key.metric))) for key in entries
    ]

    def place(board: Board) -> tuple[int, int, tuple[str, str, str, str]]:
        key = board.key
        metric = usual.index(key.metric) if key.metric in usual else len(usual)
        return -len(board.rows), metric, (key.task, key.split, key.metric, key.setting)

    return tuple(sorted(boards, key=place))


def direction_of(vocabulary: Vocabulary, benchmark: str, metric: str) -> Direction:
    """Which values of `metric` are better on `benchmark`."""
    return vocabulary.benchmarks[benchmark].directions.get(metric, vocabulary.metrics[metric].direction)


def _rank(entries: Sequence[tuple[Paper, Result]], direction: Direction) -> tuple[BoardRow, ...]:
    """Best first; equal values share a rank and the next rank is left out (1, 1, 3)."""
    sign = -1 if direction is Direction.HIGHER else 1

    def place(entry: tuple[Paper, Result]) -> tuple[Decimal, bool, date, str, str]:
        paper, result = entry
        return sign * result.value, result.status is not Status.VERIFIED, paper.listed, paper.slug, result.model

    rows: list[BoardRow] = []
    for number, (paper, result) in enumerate(sorted(entries, key=place), start=1):
        tied = bool(rows) and rows[-1].result.value == result.value
        rows.append(BoardRow(rows[-1].rank if tied else number, paper.slug, result))
    return tuple(rows)
