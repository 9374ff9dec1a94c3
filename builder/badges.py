"""Badges: small images for READMEs and home pages that say who leads a board.

An image in another page has no fonts of its own, so every text states its width and the browser fits it in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from builder import boards
from builder.markup import Markdown
from builder.model import Board, BoardRow, Metric, Site, Status
from builder.views import Badge
from builder.wording import cut

_NARROW, _WIDE = frozenset(" !'(),./:;I[]fijlrt|·"), frozenset("%+<=>@MWmw#–—→")
_LABEL, _MESSAGE = 48, 64  # characters
_UNVERIFIED = " · unverified"
_PADDING = 14  # pixels, both sides of a text together


def badge(site: Site, board: Board, context: str, markup: Markdown) -> Badge:
    """The badge of a board's first rank, which names the one result that has it.

    Where nobody vouches for the score, it says so; and where one paper stands alone, it claims no place.
    """
    first = [row for row in board.rows if row.rank == 1]
    metric = site.vocabulary.metrics[board.key.metric]
    name = site.vocabulary.benchmarks[board.benchmark].name
    key, place = boards.spelled(board), "" if _stands_alone(board) else "#1"
    label = cut(" ".join(filter(None, (place, name, _task(site, board), key.split, key.setting))), _LABEL)
    message = _message(site, first, metric, markup)
    return Badge(
        label=label,
        message=message,
        title=_title(site, board, f"{name} ({', '.join(filter(None, (metric.name, context)))})", markup),
        label_width=_width(label) + _PADDING,
        message_width=_width(message) + _PADDING,
    )


def _message(site: Site, first: Sequence[BoardRow], metric: Metric, markup: Markdown) -> str:
    """The value, whose it is, and a mark where none of those who share it is verified."""
    leader = f"{len(first)} tied" if len(first) > 1 else boards.who(site, first[0], markup)
    mark = "" if any(map(_is_verified, first)) else _UNVERIFIED
    score = f"{metric.name} {boards.value_text(first[0].result.value, metric)} · {leader}"
    return cut(score, _MESSAGE - len(mark)) + mark


def _is_verified(row: BoardRow) -> bool:
    return row.result.status is Status.VERIFIED


def _stands_alone(board: Board) -> bool:
    """Whether all scores of a board are of one paper: there is nothing to be first of."""
    return len({row.paper for row in board.ranked}) == 1


def _task(site: Site, board: Board) -> str:
    """The name of the task where the benchmark has the same metric for others; mostly the metric tells."""
    tasks = {other.key.task for other in site.boards[board.benchmark] if other.key.metric == board.key.metric}
    return site.vocabulary.tags[board.key.task].name if board.key.task and len(tasks) > 1 else ""


def _title(site: Site, board: Board, compared: str, markup: Markdown) -> str:
    """Who has the first rank, each with the word of whoever vouches for the score."""
    leaders = (
        f"{boards.who(site, row, markup)} ({'verified' if _is_verified(row) else 'not verified'})"
        for row in board.rows
        if row.rank == 1
    )
    place = "The only paper with a score" if _stands_alone(board) else f"First of {len(board.ranked)}"
    return f"{place} on {compared}: {', '.join(leaders)}."


def _width(text: str) -> int:
    """About as many pixels as `text` takes in Verdana or DejaVu Sans at 11 pixels."""
    return round(sum(map(_advance, text)))


def _advance(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if character in _NARROW:
        return 4.2
    if character in _WIDE or unicodedata.east_asian_width(character) in {"W", "F"}:
        return 10.5
    return 7.6 if character.isupper() else 6.8
