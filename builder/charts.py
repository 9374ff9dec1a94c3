"""The best result so far over time: where the points, lines and words of a board's chart stand.

Horizontal places are percentages of the chart's width and vertical ones are pixels, so that the chart fills any screen
while its letters keep their size. The template draws it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import groupby, pairwise
from operator import gt, lt

from builder.model import Direction
from builder.views import Chart, ChartLabel, ChartLine, ChartPoint, Tick
from builder.wording import cut, day_text, short_day, short_month

_FEWEST = 3  # dated results; fewer make no development
_RIGHT = 94.0  # percent
_LEAST_LEFT, _MOST_LEFT = 12.0, 45.0  # percent; the values of the grid stand on the left
_NARROWEST = 340  # pixels, a chart on a phone
_CHARACTER, _GAP = 7.8, 12  # pixels: what a character takes, and a point with the space before it
_TOP, _BOTTOM = 30.0, 178.0  # pixels; the best result's name stands above or below
_INTERVALS = 4  # between lines of the grid, about
_MONTHS_APART = (1, 3, 6, 12, 24, 60, 120, 240, 600)
_MOST_DATES = 4
_LABEL, _SHORTEST_NAME = 24, 8  # characters; a label fits between a point and an end of the chart on a phone


@dataclass(frozen=True, slots=True)
class Dated:
    """A result with the day its paper appeared; `name` says whose it is."""

    day: date
    value: Decimal
    name: str


def chart(results: Sequence[Dated], direction: Direction, written: Callable[[Decimal], str]) -> Chart | None:
    """The chart of a board's dated results; None where they are too few. `written` adds the unit."""
    if len(results) < _FEWEST:
        return None
    ordered = sorted(results, key=lambda result: (result.day, result.value, result.name))
    records = list(_records(ordered, direction))
    down = _Down.around([result.value for result in ordered])
    values = tuple(Tick(down.at(value), written(value)) for value in down.ticks())
    across = _Across(ordered[0].day, ordered[-1].day, _beside(values))
    points = tuple(_point(result, across, down, written, leads=result in records) for result in ordered)
    return Chart(
        description=_description(records, ordered, written),
        points=points,
        drawn=tuple(sorted(points, key=lambda point: point.leads)),
        lines=tuple(_steps(records, across, down)),
        label=_label(records[-1], direction, across, down, written),
        values=values,
        dates=tuple(Tick(across.at(day), text, across.anchor(day)) for day, text in _dates(across.first, across.last)),
    )


def _point(
    result: Dated, across: _Across, down: _Down, written: Callable[[Decimal], str], *, leads: bool
) -> ChartPoint:
    at, height = across.at(result.day), down.at(result.value)
    return ChartPoint(at, height, leads, result.name, result.day, written(result.value))


def _records(ordered: Sequence[Dated], direction: Direction) -> Iterator[Dated]:
    """The best result of each day that brought one better than all before."""
    best, better = (max, gt) if direction is Direction.HIGHER else (min, lt)
    record: Dated | None = None
    for _, group in groupby(ordered, key=lambda result: result.day):
        top = best(group, key=lambda result: result.value)
        if record is None or better(top.value, record.value):
            record = top
            yield top


@dataclass(frozen=True, slots=True)
class _Across:
    """Days from `left` percent on to the right; a single one stands in the middle."""

    first: date
    last: date
    left: float

    @property
    def middle(self) -> float:
        return (self.left + _RIGHT) / 2

    def percent(self, day: date) -> float:
        if self.first == self.last:
            return self.middle
        return self.left + (_RIGHT - self.left) * (day - self.first).days / (self.last - self.first).days

    def at(self, day: date) -> str:
        return f"{self.percent(day):.2f}%"

    def anchor(self, day: date) -> str:
        return "end" if self.percent(day) > 88 else "middle"


def _beside(values: Sequence[Tick]) -> float:
    """Where points begin, in percent: behind the longest of the values on the left, on a phone too."""
    longest = max(len(tick.text) for tick in values)
    return min(max(_LEAST_LEFT, 100 * (longest * _CHARACTER + _GAP) / _NARROWEST), _MOST_LEFT)


@dataclass(frozen=True, slots=True)
class _Down:
    """Values from `high` at the top to `low` at the bottom, both on a line of the grid; `step` lies between lines."""

    low: Decimal
    high: Decimal
    step: Decimal

    @classmethod
    def around(cls, values: Sequence[Decimal]) -> _Down:
        low, high = min(values), max(values)
        step = _round_step(high - low, high)
        low = (low / step).to_integral_value(ROUND_FLOOR) * step
        high = (high / step).to_integral_value(ROUND_CEILING) * step
        return cls(low - step, high + step, step) if low == high else cls(low, high, step)

    def at(self, value: Decimal) -> str:
        return f"{_BOTTOM - (_BOTTOM - _TOP) * float((value - self.low) / (self.high - self.low)):.1f}"

    def ticks(self) -> list[Decimal]:
        return [self.low + self.step * n for n in range(int((self.high - self.low) / self.step) + 1)]


def _round_step(span: Decimal, value: Decimal) -> Decimal:
    """1, 2 or 5 times a power of ten, so that a few lines cover `span`; for no span, a step that suits `value`."""
    if not span:
        return Decimal(1).scaleb(value.adjusted() - 1) if value else Decimal(1)
    least = span / _INTERVALS
    unit = Decimal(1).scaleb(least.adjusted())
    return next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= least).normalize()


def _dates(first: date, last: date) -> list[tuple[date, str]]:
    """Two to four days between the ends, each the first of a round month or year, else the ends themselves."""
    if first == last:
        return [(first, short_day(first))]
    for months in _MONTHS_APART:
        days = _firsts(first, last, months)
        if 2 <= len(days) <= _MOST_DATES:
            return [(day, str(day.year) if months % 12 == 0 else short_month(day)) for day in days]
    return [(first, short_day(first)), (last, short_day(last))]


def _firsts(first: date, last: date, months: int) -> list[date]:
    start = first.year * 12 + first.month - 1
    start += -start % months
    days = (date(n // 12, n % 12 + 1, 1) for n in range(start, last.year * 12 + last.month, months))
    return [day for day in days if day >= first]


def _steps(records: Sequence[Dated], across: _Across, down: _Down) -> Iterator[ChartLine]:
    """The best so far: level until a better result comes, then up or down to it."""
    for before, after in pairwise(records):
        x, y = across.at(after.day), down.at(before.value)
        yield ChartLine(across.at(before.day), y, x, y)
        yield ChartLine(x, y, x, down.at(after.value))
    y = down.at(records[-1].value)
    yield ChartLine(across.at(records[-1].day), y, across.at(across.last), y)


def _label(
    best: Dated, direction: Direction, across: _Across, down: _Down, written: Callable[[Decimal], str]
) -> ChartLabel:
    """The best result's name, on the side of its point where no other can be."""
    below = 16.0 if direction is Direction.LOWER else -10.0
    anchor = "end" if across.percent(best.day) > across.middle else "start"
    y, value = f"{float(down.at(best.value)) + below:.1f}", written(best.value)
    name = cut(best.name, max(_SHORTEST_NAME, _LABEL - 1 - len(value)))
    return ChartLabel(across.at(best.day), y, f"{name} {value}", anchor)


def _description(records: Sequence[Dated], ordered: Sequence[Dated], written: Callable[[Decimal], str]) -> str:
    total = len(ordered)
    if ordered[0].day == ordered[-1].day:
        best = records[-1]
        return f"{total} results of one day, {day_text(best.day)}; the best is {written(best.value)} ({best.name})."
    first, last = (
        f"{written(result.value)} ({result.name}, {day_text(result.day)})" for result in (records[0], records[-1])
    )
    if len(records) == 1:
        return f"{total} dated results; the best is the first, {first}."
    steps = "1 step" if len(records) == 2 else f"{len(records) - 1} steps"
    return f"{total} dated results; the best so far goes from {first} to {last} in {steps}."
