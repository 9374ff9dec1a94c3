"""The order of trending papers."""

from __future__ import annotations

from datetime import date, timedelta

from builder.model import Paper
from builder.trending import trending

NEWEST = date(2025, 3, 14)


def paper(slug: str, days: int = 0, votes: int | None = None) -> Paper:
    return Paper(slug, slug.title(), NEWEST - timedelta(days=days), votes=votes)


def test_votes_lead_where_there_are_any() -> None:
    assert trending([paper("few", votes=2), paper("none"), paper("many", votes=90)], ()) == ("many", "few", "none")


def test_without_votes_recency_and_highlights_decide() -> None:
    papers = [paper("new"), paper("old", 10), paper("older", 20)]
    assert trending(papers, ()) == ("new", "old", "older")
    assert trending(papers, {"older"}) == ("older", "new", "old")


def test_a_score_halves_in_fourteen_days() -> None:
    assert trending([paper("now"), paper("then", 14, votes=1)], ()) == ("now", "then")
    assert trending([paper("now"), paper("then", 14, votes=2)], ()) == ("then", "now")


def test_what_has_faded_is_listed_no_more() -> None:
    assert trending([paper("now"), paper("then", 94)], ()) == ("now",)


def test_equal_scores_keep_the_order_of_the_site() -> None:
    assert trending([paper("b"), paper("a"), paper("c")], ()) == ("b", "a", "c")


def test_an_empty_digest_has_no_trend() -> None:
    assert trending([], ()) == ()
