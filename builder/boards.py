"""Results as readers see them: values with units, quotations, and the words that say what a board compares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from builder import urls
from builder.assemble import direction_of
from builder.markup import Markdown
from builder.model import Board, BoardKey, Direction, Metric, Result, Site, Status
from builder.views import BoardLine, BoardSummary, BoardTable, Evidence, Ref

_UNSAFE = re.compile(r"[^a-z0-9]+")
_DIRECTIONS = {Direction.HIGHER: "higher is better", Direction.LOWER: "lower is better"}


def value_text(value: Decimal, metric: Metric) -> str:
    """The value with its unit: "58.7%" but "31.2 dB"; its decimal places as stated."""
    space = "" if metric.unit in {"", "%", "°"} else "\N{NO-BREAK SPACE}"
    number = f"{value:f}".replace("-", "\N{MINUS SIGN}")
    return f"{number}{space}{metric.unit}"


def context_text(site: Site, key: BoardKey) -> str:
    """What a board compares besides the metric: "Object detection · test-dev"."""
    task = site.vocabulary.tags[key.task].name if key.task else ""
    return " · ".join(part for part in (task, key.split, key.setting) if part)


def rank_text(rank: int, total: int) -> str:
    """A place among others ("#1 of 4"); empty for a result that nothing is compared with."""
    return f"#{rank} of {total}" if total > 1 else ""


def anchors(boards: Sequence[Board]) -> tuple[str, ...]:
    """The ids of a benchmark's boards on its page: readable, and unique on it."""
    taken: dict[str, int] = {}
    names = []
    for board in boards:
        parts = (board.key.task, board.key.split, board.key.setting, board.key.metric)
        name = _UNSAFE.sub("-", "-".join(part for part in parts if part).lower()).strip("-")
        taken[name] = taken.get(name, 0) + 1
        names.append(f"board-{name}" if taken[name] == 1 else f"board-{name}.{taken[name]}")
    return tuple(names)


def evidence(result: Result, markup: Markdown) -> Evidence | None:
    """The quotation behind a result, with the value set apart where the text holds it outside of math."""
    if not result.evidence:
        return None
    number = re.escape(f"{result.value:f}")
    found = re.search(rf"(?<![\w.,]){number}(?!\w|[.,]\d)", result.evidence)
    if found is None or "$" in result.evidence:
        return Evidence(markup.inline(result.evidence), "", "")
    return Evidence(result.evidence[: found.start()], found[0], result.evidence[found.end() :])


def table(site: Site, board: Board, anchor: str, markup: Markdown) -> BoardTable:
    """A board as its page shows it."""
    metric = site.vocabulary.metrics[board.key.metric]
    direction = direction_of(site.vocabulary, board.benchmark, board.key.metric)
    return BoardTable(
        anchor=anchor,
        metric=metric.name,
        context=context_text(site, board.key),
        direction=_DIRECTIONS[direction],
        higher=direction is Direction.HIGHER,
        rows=tuple(
            BoardLine(
                rank=row.rank,
                model=row.result.model,
                paper=Ref(urls.paper(row.paper), markup.inline(site.papers[row.paper].title)),
                listed=site.papers[row.paper].listed,
                value=value_text(row.result.value, metric),
                evidence=evidence(row.result, markup),
                verified=row.result.status is Status.VERIFIED,
                assumed_metric=row.result.assumed_metric,
            )
            for row in board.rows
        ),
    )


def summary(site: Site, board: Board, path: str, markup: Markdown) -> BoardSummary:
    """A board as lists show it."""
    metric = site.vocabulary.metrics[board.key.metric]
    best = board.rows[0]
    return BoardSummary(
        path=path,
        benchmark=site.vocabulary.benchmarks[board.benchmark].name,
        context=context_text(site, board.key),
        metric=metric.name,
        results=len(board.rows),
        value=value_text(best.result.value, metric),
        leader=best.result.model or markup.plain_title(site.papers[best.paper].title),
    )
