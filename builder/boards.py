"""Results as readers see them: values with units, quotations, and the words that say what a board compares."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from builder import charts, stated, urls
from builder.marks import Quote
from builder.markup import Markdown
from builder.model import Board, BoardKey, BoardRow, Direction, Metric, Result, Site, Status, Vocabulary
from builder.news import Change, News
from builder.ranking import direction_of
from builder.views import BoardLine, BoardNews, BoardSummary, BoardTable, Evidence, Ref
from builder.wording import usual_spelling

_DIRECTIONS = {Direction.HIGHER: "higher is better", Direction.LOWER: "lower is better"}


def value_text(value: Decimal | None, metric: Metric) -> str:
    """The value with its unit: "58.7%" but "31.2 dB"; its decimal places as stated."""
    if value is None:
        return "not known"
    space = "" if metric.unit in {"", "%", "°"} else "\N{NO-BREAK SPACE}"
    number = f"{value:f}".replace("-", "\N{MINUS SIGN}")
    return f"{number}{space}{metric.unit}"


def contexts(site: Site, boards: Sequence[Board]) -> tuple[str, ...]:
    """What each board of a benchmark compares besides the metric: "Object detection · test-dev split".

    No two boards of one metric read the same. What a board leaves open and another of its metric states is said to be
    open, lest the one be taken for the sum of the others.
    """
    metrics = [site.vocabulary.metrics[board.key.metric].name for board in boards]
    stated: defaultdict[str, set[str]] = defaultdict(set)
    for metric, board in zip(metrics, boards, strict=True):
        stated[metric].update(_parts(site, board))
    texts = [_context_text(_parts(site, board), stated[m]) for m, board in zip(metrics, boards, strict=True)]
    headings = [f"{metric} {text}".casefold() for metric, text in zip(metrics, texts, strict=True)]
    taken = Counter(headings)
    return tuple(
        f"{text} · {urls.board_name(board.key)}".removeprefix(" · ") if taken[heading] > 1 else text
        for heading, text, board in zip(headings, texts, boards, strict=True)
    )


def spelled(board: Board) -> BoardKey:
    """The key of a board with split and setting as most of its results spell them."""
    if not board.rows:
        return board.key
    split, setting = (usual_spelling(getattr(row.result, name) for row in board.rows) for name in ("split", "setting"))
    return replace(board.key, split=split, setting=setting)


def _parts(site: Site, board: Board) -> dict[str, str]:
    key = spelled(board)
    parts = {
        "task": site.vocabulary.tags[key.task].name if key.task else "",
        "split": f"{key.split} split",
        "setting": f"{key.setting} setting",
    }
    return {name: parts[name] for name in parts if getattr(key, name)}


def _context_text(parts: Mapping[str, str], stated: Collection[str]) -> str:
    open_parts = {name: f"no {name} stated" for name in stated if name not in parts}
    every = {**parts, **open_parts}
    return " · ".join(every[name] for name in ("task", "split", "setting") if name in every)


def who(site: Site, row: BoardRow, markup: Markdown) -> str:
    """Whose result it is: the model, or else the paper."""
    return row.result.model or markup.plain_title(site.papers[row.paper].title)


def rank_text(rank: int | None, total: int, *, tied: bool) -> str:
    """A place among others ("#1 of 4", "#2 of 4, tied"); empty for a result that is compared with nothing."""
    return f"#{rank} of {total}{', tied' if tied else ''}" if rank and total > 1 else ""


def tied_ranks(board: Board) -> frozenset[int]:
    """The ranks that several results of a board share."""
    counts = Counter(row.rank for row in board.rows if row.rank is not None)
    return frozenset(rank for rank, count in counts.items() if count > 1)


def evidence(site: Site, result: Result, markup: Markdown) -> Evidence | None:
    """The quotation behind a result, with the value set apart where the text holds it: of a formula, the whole."""
    if not result.evidence:
        return None
    start, end = _number(site.vocabulary, result) or (0, 0)
    return Evidence(*markup.inline_parts(result.evidence, start, end))


def quotes(site: Site, results: Sequence[Result]) -> tuple[Quote, ...]:
    """The quotations to mark in the abstract that these results of one paper come from."""
    return tuple(
        Quote(urls.evidence_anchor(number), result.evidence, _number(site.vocabulary, result))
        for number, result in enumerate(results, start=1)
        if result.evidence
    )


def _number(vocabulary: Vocabulary, result: Result) -> stated.Place | None:
    """Where the value stands in the evidence: of equal numbers, the one beside the names of what was measured."""
    if result.value is None:
        return None
    terms = vocabulary.metrics[result.metric], vocabulary.benchmarks[result.benchmark]
    names = [(term.name, *term.aliases) for term in terms]
    said = [(word,) for word in (result.split, result.setting, result.model)]
    return stated.nearest(result.value, result.evidence, [*names, *said])


def table(site: Site, board: Board, context: str, markup: Markdown) -> BoardTable:
    """A board as its page shows it."""
    metric = site.vocabulary.metrics[board.key.metric]
    direction = direction_of(site.vocabulary, board.benchmark, board.key.metric)
    tied = tied_ranks(board)
    return BoardTable(
        anchor=urls.board_anchor(board.key),
        metric=metric.name,
        context=context,
        direction=_DIRECTIONS[direction],
        higher=direction is Direction.HIGHER,
        chart=charts.chart(_dated(site, board, markup), direction, partial(value_text, metric=metric)),
        results=len(board.ranked),
        sortable=len(board.rows) > 1,
        csv=urls.board_file(board.benchmark, board.key, "csv"),
        json=urls.board_file(board.benchmark, board.key, "json"),
        rows=tuple(_line(site, row, metric, markup, tied=row.rank in tied) for row in board.rows),
    )


def _line(site: Site, row: BoardRow, metric: Metric, markup: Markdown, *, tied: bool) -> BoardLine:
    paper, result = site.papers[row.paper], row.result
    return BoardLine(
        rank="\N{EN DASH}" if row.rank is None else f"={row.rank}" if tied else str(row.rank),
        place=row.rank,
        best=row.rank == 1,
        model=result.model,
        paper=Ref(urls.paper(row.paper), markup.inline(paper.title)),
        listed=paper.listed,
        published=paper.published,
        value=value_text(result.value, metric),
        number=result.value,
        evidence=evidence(site, result, markup),
        proof=urls.evidence(row.paper, paper.results.index(result) + 1),
        verified=result.status is Status.VERIFIED,
        verification=result.verified,
        assumed_metric=result.assumed_metric,
    )


def _dated(site: Site, board: Board, markup: Markdown) -> list[charts.Dated]:
    """The results whose papers say when they appeared; the day a digest listed a paper says nothing of that."""
    return [
        charts.Dated(day, row.result.value, who(site, row, markup))
        for row in board.ranked
        if row.result.value is not None and (day := site.papers[row.paper].published)
    ]


def summary(site: Site, board: Board, context: str, markup: Markdown) -> BoardSummary:
    """A board as lists show it."""
    metric = site.vocabulary.metrics[board.key.metric]
    best = board.rows[0]
    return BoardSummary(
        path=urls.board(board.benchmark, board.key),
        benchmark=site.vocabulary.benchmarks[board.benchmark].name,
        context=context,
        metric=metric.name,
        results=len(board.ranked),
        value=value_text(best.result.value, metric),
        leader=who(site, best, markup),
    )


def news(site: Site, found: News, context: str, markup: Markdown) -> BoardNews:
    """What an issue changed on a board, as the issue shows it."""
    metric = site.vocabulary.metrics[found.board.key.metric]
    return BoardNews(
        path=urls.board(found.board.benchmark, found.board.key),
        benchmark=site.vocabulary.benchmarks[found.board.benchmark].name,
        context=context,
        metric=metric.name,
        value=value_text(found.best.result.value, metric),
        model=Ref(urls.paper(found.best.paper), who(site, found.best, markup)),
        change=change_text(site, found, metric, markup),
        leads=found.change is Change.LEADS,
        verified=found.best.result.status is Status.VERIFIED,
        verification=found.best.result.verified,
    )


def change_text(site: Site, found: News, metric: Metric, markup: Markdown) -> str:
    """What a result did to its board, and what it beat."""
    if found.before is None:
        place = "best" if found.rank == 1 else f"#{found.rank}"
        return "first result" if found.total == 1 else f"{place} of the first {found.total} results"
    before = f"{value_text(found.before.result.value, metric)}, {who(site, found.before, markup)}"
    if found.change is Change.LEADS:
        return f"new best; before: {before}"
    return f"equals the best: {before}" if found.change is Change.EQUALS else f"#{found.rank} of {found.total}"
