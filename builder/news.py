"""What an issue changed on the boards, as its readers saw it on its day: later issues have no say."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from builder.model import Board, BoardRow, Site


class Change(IntEnum):
    """What the best of an issue's results did to a board; the greatest news first."""

    LEADS = 0
    EQUALS = 1
    OPENS = 2
    JOINS = 3


@dataclass(frozen=True, slots=True)
class News:
    """`best` is the best of the `added` results that an issue, or one paper of it, brought to a board.

    `rank` is its place among the `total` results with a value that the board had then; `before` is the best result of
    all earlier issues, None where the board is new.
    """

    board: Board
    best: BoardRow
    added: int
    rank: int
    total: int
    before: BoardRow | None

    @property
    def change(self) -> Change:
        """What `best` did to the board."""
        if self.before is None:
            return Change.OPENS
        if self.rank > 1:
            return Change.JOINS
        return Change.EQUALS if self.before.result.value == self.best.result.value else Change.LEADS


def news_of(site: Site) -> Mapping[date, tuple[News, ...]]:
    """The news of each issue that has any: new leaders first, then new boards, then larger boards before smaller."""
    found: defaultdict[date, list[News]] = defaultdict(list)
    for group in site.boards.values():
        for board in group:
            for day, news in _of_board(site, board):
                found[day].append(news)
    return {day: tuple(sorted(found[day], key=lambda news: (news.change, -news.total))) for day in sorted(found)}


def history(site: Site, board: Board) -> Iterator[tuple[date, News]]:
    """What each paper brought to a board, issue by issue; of one issue, the better first.

    `added` counts the paper's own results, `total` those of its whole issue and of all before.
    """
    for day, seen, new, before in _by_issue(site, board):
        own: defaultdict[str, list[int]] = defaultdict(list)
        for place in new:
            own[board.rows[place].paper].append(place)
        for places in own.values():
            yield day, _news(board, places, seen, before)


def _of_board(site: Site, board: Board) -> Iterator[tuple[date, News]]:
    """The news about one board, issue by issue."""
    for day, seen, new, before in _by_issue(site, board):
        yield day, _news(board, new, seen, before)


def _by_issue(site: Site, board: Board) -> Iterator[tuple[date, list[int], list[int], BoardRow | None]]:
    """For each issue: the results until then and its own, both sorted, and the best of those before.

    Places in the board's own order, best first, stand for its rows.
    """
    places: defaultdict[date, list[int]] = defaultdict(list)
    for place, row in enumerate(board.ranked):
        places[site.papers[row.paper].listed].append(place)
    seen: list[int] = []
    for day in sorted(places):
        before = board.rows[seen[0]] if seen else None
        seen = sorted(seen + places[day])
        yield day, seen, places[day], before


def _news(board: Board, new: list[int], seen: list[int], before: BoardRow | None) -> News:
    best = board.rows[new[0]]
    level = next(place for place in seen if board.rows[place].rank == best.rank)
    return News(board, best, len(new), bisect_left(seen, level) + 1, len(seen), before)
