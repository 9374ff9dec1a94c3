"""What an issue changed on the boards, told as of its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from site_fixture import DIGEST, VOCABULARY

from builder.assemble import assemble
from builder.model import Content, Paper, Result
from builder.news import Change, News, news_of

DAYS = [date(2025, 3, day) for day in (7, 14, 21)]


def paper(slug: str, day: date, *values: str | None, metric: str = "accuracy") -> Paper:
    results = (Result("barn", metric, Decimal(value) if value else None, model=f"{slug}-{value}") for value in values)
    return Paper(slug, slug.title(), day, results=tuple(results))


def news(*papers: Paper) -> dict[date, tuple[News, ...]]:
    return dict(news_of(assemble(Content(DIGEST, VOCABULARY, papers))))


def test_a_new_leader_is_told_from_a_first_result_an_equal_and_another() -> None:
    first, better = paper("wheat", DAYS[0], "90.0", "80.0"), paper("rye", DAYS[1], "91.0", "70.0")
    cases = {
        ("95.0",): (Change.LEADS, 1, 5),
        ("91.0",): (Change.EQUALS, 1, 5),
        ("90.0", "85.0"): (Change.JOINS, 2, 6),
    }
    for values, told in cases.items():
        found = news(first, better, paper("oats", DAYS[2], *values))
        assert [(n.change, n.rank, n.total, n.added) for n in found[DAYS[0]]] == [(Change.OPENS, 1, 2, 2)]
        assert [(n.change, n.rank, n.total, n.added) for n in found[DAYS[1]]] == [(Change.LEADS, 1, 4, 2)]
        (last,) = found[DAYS[2]]
        assert (last.change, last.rank, last.total) == told
        assert last.before is not None
        assert last.before.result.value == Decimal("91.0")


def test_where_less_is_better_the_lower_value_leads() -> None:
    found = news(paper("wheat", DAYS[0], "3.5", metric="error"), paper("rye", DAYS[1], "3.0", metric="error"))
    assert [n.change for n in found[DAYS[1]]] == [Change.LEADS]


def test_later_issues_do_not_change_what_an_issue_told() -> None:
    before = [paper("wheat", DAYS[0], "90.0"), paper("rye", DAYS[1], "91.0")]
    then = news(*before)[DAYS[1]]
    now = news(*before, paper("oats", DAYS[2], "95.0"))[DAYS[1]]
    assert [(n.change, n.rank, n.total, n.best) for n in then] == [
        (n.change, n.rank, n.total, replace(n.best, rank=1)) for n in now
    ]


def test_a_result_without_a_value_is_no_news() -> None:
    assert news(paper("wheat", DAYS[0], "90.0"), paper("rye", DAYS[1], None)).keys() == {DAYS[0]}
    assert news(Paper("rye", "Rye", DAYS[0])) == {}


def test_new_leaders_come_before_new_boards_and_larger_boards_before_smaller() -> None:
    old = paper("wheat", DAYS[0], "90.0")
    new = paper("rye", DAYS[1], "91.0")
    opened = replace(new, slug="oats", results=(Result("mill", "accuracy", Decimal(1)),))
    joined = replace(new, slug="maize", results=(Result("barn", "error", Decimal(9)),))
    older = replace(joined, slug="older", listed=DAYS[0], results=(Result("barn", "error", Decimal(8)),))
    changes = [n.change for n in news(old, new, opened, joined, older)[DAYS[1]]]
    assert changes == [Change.LEADS, Change.OPENS, Change.JOINS]
