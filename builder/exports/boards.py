"""A board as JSON, and as CSV (RFC 4180) that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from builder import boards, urls
from builder.exports.papers import VERSION, digest, score
from builder.markup import Markdown
from builder.model import Board, BoardRow, Site
from builder.ranking import direction_of

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""What a cell begins with that a spreadsheet reads as more than text, also behind spaces and in East Asian widths.

Source: OWASP, CSV Injection.
"""
COLUMNS = (
    *("rank", "value", "unit", "model", "title", "paper", "url", "listed", "published"),
    *("status", "verified_by", "verified_on", "verified_where", "assumed_metric", "evidence"),
)


def document(site: Site, board: Board) -> dict[str, Any]:
    """A board, best first, as data."""
    base, key = site.digest.base_url, boards.spelled(board)
    metric = site.vocabulary.metrics[key.metric]
    return {
        "$schema": urls.absolute(base, urls.data_schema("board")),
        "version": VERSION,
        "digest": digest(site),
        "benchmark": board.benchmark,
        "board": urls.board_name(board.key),
        "url": urls.absolute(base, urls.board(board.benchmark, board.key)),
        "name": site.vocabulary.benchmarks[board.benchmark].name,
        "metric": {
            "slug": metric.slug,
            "name": metric.name,
            "unit": metric.unit,
            "better": direction_of(site.vocabulary, board.benchmark, metric.slug),
        },
        "task": key.task,
        "split": key.split,
        "setting": key.setting,
        "rows": [_row(site, row) for row in board.rows],
    }


def _row(site: Site, row: BoardRow) -> dict[str, Any]:
    paper = site.papers[row.paper]
    return {
        "rank": row.rank,
        "paper": paper.slug,
        "url": urls.absolute(site.digest.base_url, urls.paper(paper.slug)),
        "title": paper.title,
        "listed": paper.listed.isoformat(),
        "published": paper.published.isoformat() if paper.published else None,
        **score(row.result),
    }


def table(site: Site, board: Board, markup: Markdown) -> Iterator[str]:
    """The same board as lines of CSV, the names of the columns first."""
    yield _line(COLUMNS)
    unit = site.vocabulary.metrics[board.key.metric].unit
    for row in board.rows:
        yield _line(_cells(site, row, unit, markup))


def _cells(site: Site, row: BoardRow, unit: str, markup: Markdown) -> tuple[str, ...]:
    """The cells of a row: ranks, values and days as they are, every text as text."""
    paper, result = site.papers[row.paper], row.result
    checked = result.verified
    return (
        "" if row.rank is None else str(row.rank),
        "" if result.value is None else f"{result.value:f}",
        as_text(unit),
        as_text(result.model),
        as_text(markup.plain_title(paper.title)),
        paper.slug,
        urls.absolute(site.digest.base_url, urls.paper(paper.slug)),
        paper.listed.isoformat(),
        paper.published.isoformat() if paper.published else "",
        result.status,
        as_text(checked.by) if checked else "",
        checked.day.isoformat() if checked else "",
        as_text(checked.where) if checked else "",
        "true" if result.assumed_metric else "false",
        as_text(result.evidence),
    )


def as_text(text: str) -> str:
    """`text` for a cell: with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _line(cells: tuple[str, ...]) -> str:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
