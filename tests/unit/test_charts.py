"""The chart of the best so far: what counts as best, where it is drawn, and when there is none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.charts import Dated, chart
from builder.model import Direction
from builder.views import Chart

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER


def percent(value: Decimal) -> str:
    return f"{value:f}%"


def dated(*results: tuple[str, str]) -> list[Dated]:
    return [Dated(date.fromisoformat(day), Decimal(value), f"M{n}") for n, (day, value) in enumerate(results, start=1)]


def drawn(results: list[Dated], direction: Direction = HIGHER) -> Chart:
    made = chart(results, direction, percent)
    assert made is not None
    return made


def leaders(made: Chart) -> list[str]:
    return [point.name for point in made.points if point.leads]


FOUR = dated(("2020-01-01", "70"), ("2021-01-01", "60"), ("2022-01-01", "80"), ("2023-01-01", "75"))


@pytest.mark.parametrize(
    ("direction", "names"),
    [(HIGHER, ["M1", "M3"]), (LOWER, ["M1", "M2"])],
)
def test_the_best_so_far_follows_the_direction(direction: Direction, names: list[str]) -> None:
    assert leaders(drawn(FOUR, direction)) == names


def test_the_line_steps_from_one_best_to_the_next_and_goes_on_to_the_last_date() -> None:
    lines = drawn(FOUR).lines
    assert [(line.x1 == line.x2, line.y1 == line.y2) for line in lines] == [(False, True), (True, False), (False, True)]
    assert all((before.x2, before.y2) == (after.x1, after.y1) for before, after in pairwise(lines))
    assert lines[-1].x2 == "94.00%"


def test_a_better_result_stands_higher_whatever_the_direction_means() -> None:
    ys = {point.name: float(point.y) for point in drawn(FOUR, LOWER).points}
    assert ys["M3"] < ys["M4"] < ys["M1"] < ys["M2"]


def test_an_equal_result_is_no_new_best() -> None:
    assert leaders(drawn(dated(("2020-01-01", "70"), ("2021-01-01", "70.0"), ("2021-06-01", "71")))) == ["M1", "M3"]


def test_of_one_day_only_the_best_leads() -> None:
    assert leaders(drawn(dated(("2020-01-01", "70"), ("2020-01-01", "72"), ("2021-01-01", "71")))) == ["M2"]


@pytest.mark.parametrize("results", [(), (("2020-01-01", "1"), ("2021-01-01", "2"))])
def test_two_results_make_no_chart(results: tuple[tuple[str, str], ...]) -> None:
    assert chart(dated(*results), HIGHER, percent) is None


def test_results_of_one_day_stand_above_each_other() -> None:
    made = drawn(dated(("2020-01-01", "1"), ("2020-01-01", "3"), ("2020-01-01", "2")))
    (x,) = {point.x for point in made.points}
    assert leaders(made) == ["M2"]
    assert [(tick.at, tick.text) for tick in made.dates] == [(x, "1 Jan 2020")]
    assert made.description == "3 results of one day, 1 January 2020; the best is 3% (M2)."


@pytest.mark.parametrize("value", ["1", "1234.5", "1234567", "123456789.123"])
def test_points_stand_beside_the_values_of_the_grid(value: str) -> None:
    made = drawn(dated(("2020-01-01", value), ("2021-01-01", value), ("2022-01-01", f"{value}1")))
    longest = max(len(tick.text) for tick in made.values)
    least = min(float(point.x.rstrip("%")) for point in made.points)
    assert least >= min(100 * longest * 7.8 / 340, 45)
    assert least <= 45


def test_the_description_says_it_in_words() -> None:
    assert drawn(FOUR).description == (
        "4 dated results; the best so far goes from 70% (M1, 1 January 2020) to 80% (M3, 1 January 2022) in 1 step."
    )
    assert drawn(dated(("2020-01-01", "9"), ("2021-01-01", "8"), ("2022-01-01", "7"))).description == (
        "3 dated results; the best is the first, 9% (M1, 1 January 2020)."
    )


@pytest.mark.parametrize(
    ("first", "last", "texts"),
    [
        ("2012-06-01", "2023-01-01", ["2015", "2020"]),
        ("2020-01-01", "2022-05-01", ["2020", "2021", "2022"]),
        ("2024-03-14", "2024-06-02", ["Apr 2024", "May 2024", "Jun 2024"]),
        ("2024-03-14", "2024-03-20", ["14 Mar 2024", "20 Mar 2024"]),
    ],
)
def test_dates_are_round_and_few(first: str, last: str, texts: list[str]) -> None:
    assert [tick.text for tick in drawn(dated((first, "1"), (first, "2"), (last, "3"))).dates] == texts


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (("63.3", "91.0", "90"), ["60%", "70%", "80%", "90%", "100%"]),
        (("1.4", "5.33", "2"), ["1%", "2%", "3%", "4%", "5%", "6%"]),
        (("0.912", "0.915", "0.914"), ["0.912%", "0.913%", "0.914%", "0.915%"]),
        (("5", "5", "5"), ["4.9%", "5.0%", "5.1%"]),
        (("-3", "0", "3"), ["-4%", "-2%", "0%", "2%", "4%"]),
        (("0", "0", "0"), ["-1%", "0%", "1%"]),
    ],
)
def test_lines_of_the_grid_stand_at_round_values(values: tuple[str, str, str], texts: list[str]) -> None:
    results = dated(*zip(("2020-01-01", "2021-01-01", "2022-01-01"), values, strict=True))
    assert [tick.text for tick in drawn(results).values] == texts


def test_a_long_name_is_cut_and_the_full_one_stays_in_the_table() -> None:
    name = "A model whose name is longer than any phone is wide"
    made = drawn([*FOUR, Dated(date(2024, 1, 1), Decimal(90), name)])
    assert made.label.text == "A model whose name… 90%"
    assert drawn([*FOUR, Dated(date(2024, 1, 1), Decimal("90.123456"), name)]).label.text == "A model… 90.123456%"
    assert made.label.anchor == "end"
    assert made.points[-1].name == name


DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))
VALUES = st.decimals(-10_000, 10_000, places=3)
RESULTS = st.lists(st.builds(Dated, DAYS, VALUES, st.sampled_from("abc")), min_size=3, max_size=12)


@given(RESULTS, st.sampled_from(Direction))
def test_a_chart_does_not_depend_on_the_order_of_results(results: list[Dated], direction: Direction) -> None:
    shuffled = sorted(results, key=lambda result: (result.name, -result.value))
    assert drawn(shuffled, direction) == drawn(results, direction)


@given(RESULTS, st.sampled_from(Direction))
def test_everything_lies_within_the_chart(results: list[Dated], direction: Direction) -> None:
    made = drawn(results, direction)
    assert all(12 <= float(point.x.rstrip("%")) <= 94 and 30 <= float(point.y) <= 178 for point in made.points)
    assert all(30 <= float(tick.at) <= 178 for tick in made.values)
    assert 2 <= len(made.values) <= 7
    assert len(made.dates) in ((1,) if len({result.day for result in results}) == 1 else (2, 3, 4))
    assert 12 <= float(made.label.y) <= 194
    best = max if direction is HIGHER else min
    assert best(Decimal(point.value.rstrip("%")) for point in made.points if point.leads) == best(
        result.value for result in results
    )
