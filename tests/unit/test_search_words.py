"""The list of words that the search page corrects by."""

from __future__ import annotations

from dataclasses import replace

import pytest
from site_fixture import empty_site, small_site

from builder import search_words as module
from builder.catalogue import Catalogue
from builder.markup import Markdown
from builder.model import Site
from builder.search_words import search_words


def words(site: Site) -> tuple[str, ...]:
    return search_words(Catalogue(site, Markdown()))


def titled(*titles: str) -> Site:
    """The small site with these titles, without tags and benchmarks."""
    site = small_site()
    papers = [replace(site.papers["rye"], slug=f"p{n}", title=t, tags=(), benchmarks=()) for n, t in enumerate(titles)]
    return replace(site, papers={paper.slug: paper for paper in papers})


def test_the_words_of_most_papers_come_first() -> None:
    assert words(titled("Owls by night", "Owls, owls and bats", "Bats at dusk", "Owls")) == (
        "owls",
        "bats",
        "dusk",
        "night",
    )


def test_words_are_small_plain_and_of_two_letters_at_least() -> None:
    assert words(titled("Müller’s 3D-CNN for $x$ in 2024: a QA_set")) == ("3d", "cnn", "muller", "qa", "set")


def test_tags_and_benchmarks_are_named_too() -> None:
    assert {"counting", "gleaning", "mill", "barn", "1k"} <= set(words(small_site()))


def test_the_list_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    assert words(titled("Owls by night", "Owls and bats", "Bats at dusk")) == ("bats", "owls")


def test_a_digest_without_papers_has_no_words() -> None:
    assert words(empty_site()) == ()
