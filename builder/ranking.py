"""Boards of results: which results count, which of them may be compared, and who comes first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from decimal import Decimal

from builder.model import Board, BoardKey, BoardRow, Direction, Paper, Result, Status, Vocabulary
from builder.stated import numbers, places
from builder.wording import folded, overlap


def boards_of(papers: Iterable[Paper], vocabulary: Vocabulary) -> Mapping[str, tuple[Board, ...]]:
    """The boards of all results that count, by benchmark slug, in the order in which pages show them."""
    entries: defaultdict[str, defaultdict[BoardKey, list[tuple[Paper, Result]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for paper in papers:
        for result in _standing(paper.results):
            entries[result.benchmark][key_of(result)].append((paper, result))
    return {benchmark: _sorted_boards(benchmark, entries[benchmark], vocabulary) for benchmark in sorted(entries)}


def _standing(results: Sequence[Result]) -> Iterator[Result]:
    """The results of one paper that count: verified ones, and those that no verified value stands for."""
    checked: defaultdict[tuple[str, BoardKey], list[Result]] = defaultdict(list)
    models: defaultdict[tuple[str, BoardKey], set[str]] = defaultdict(set)
    for result in results:
        if result.status is not Status.VERIFIED:
            models[_place_of(result)].add(result.model.casefold())
        elif result.value is not None:
            checked[_place_of(result)].append(result)
    for result in results:
        place = _place_of(result)
        if result.status is Status.VERIFIED or not any(
            _stands_for(own, result, models[place]) for own in checked[place]
        ):
            yield result


def _stands_for(verified: Result, result: Result, models: Set[str]) -> bool:
    """Whether `verified` is what a person made of `result`, an extracted one of its paper on the same board.

    `models` are those of the paper's extracted results there. It is for the same model. A result that names no model,
    or quotes the same words, is for the same one, too, unless the words hold a number that is nearer to the verified
    one; a verified one that names none is for the only model that is named. Another model's result stays.
    """
    checked, named = verified.model.casefold(), result.model.casefold()
    if named and checked == named:
        return True
    if overlap(verified.evidence, result.evidence):
        return _is_nearest(verified, result)
    return not named or (not checked and models <= {named, ""})


def _is_nearest(verified: Result, result: Result) -> bool:
    """Whether no number of the words that two results quote is nearer to the verified value than that of `result`."""
    words = max(verified.evidence, result.evidence, key=len)
    if verified.value is None or result.value is None or not places(result.value, words):
        return True
    own = abs(verified.value)
    return abs(abs(result.value) - own) <= min(abs(number - own) for number in numbers(words))


def _place_of(result: Result) -> tuple[str, BoardKey]:
    return result.benchmark, key_of(result)


def key_of(result: Result) -> BoardKey:
    """What the board compares that a result belongs on, whatever the spelling of split and setting."""
    return BoardKey(result.task, folded(result.split), result.metric, folded(result.setting))


def _sorted_boards(
    benchmark: str, entries: Mapping[BoardKey, Sequence[tuple[Paper, Result]]], vocabulary: Vocabulary
) -> tuple[Board, ...]:
    """A benchmark's boards that have a value: most first, then by the benchmark's usual metrics, then by name."""
    usual = vocabulary.benchmarks[benchmark].metrics
    boards = [
        Board(benchmark, key, _rank(entries[key], direction_of(vocabulary, benchmark, key.metric))) for key in entries
    ]

    def place(board: Board) -> tuple[int, int, tuple[str, str, str, str]]:
        key = board.key
        metric = usual.index(key.metric) if key.metric in usual else len(usual)
        return -len(board.ranked), metric, (key.task, key.split, key.metric, key.setting)

    return tuple(sorted((board for board in boards if board.ranked), key=place))


def direction_of(vocabulary: Vocabulary, benchmark: str, metric: str) -> Direction:
    """Which values of `metric` are better on `benchmark`."""
    return vocabulary.benchmarks[benchmark].directions.get(metric, vocabulary.metrics[metric].direction)


def _rank(entries: Sequence[tuple[Paper, Result]], direction: Direction) -> tuple[BoardRow, ...]:
    """Best first; equal values share a rank and the next rank is left out (1, 1, 3). A missing value is last."""
    sign = -1 if direction is Direction.HIGHER else 1

    def place(entry: tuple[Paper, Result]) -> tuple[bool, Decimal, bool, date, str, str]:
        paper, result = entry
        worth = Decimal() if result.value is None else sign * result.value
        verified = result.status is Status.VERIFIED
        return result.value is None, worth, not verified, paper.listed, paper.slug, result.model

    rows: list[BoardRow] = []
    for number, (paper, result) in enumerate(sorted(entries, key=place), start=1):
        rank = rows[-1].rank if rows and rows[-1].result.value == result.value else number
        rows.append(BoardRow(None if result.value is None else rank, paper.slug, result))
    return tuple(rows)
