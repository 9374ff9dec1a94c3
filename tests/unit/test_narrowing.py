"""What the list of a tag can be narrowed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from site_fixture import DIGEST, VOCABULARY

from builder import views
from builder.assemble import assemble
from builder.catalogue import Catalogue
from builder.markup import Markdown
from builder.model import Content, Facet, Link, LinkKind, Paper, Result, Tag
from builder.narrowing import narrowing

CODE = (Link(LinkKind.CODE, "https://example.com/code"),)
RESULTS = (Result("barn", "accuracy", Decimal(90)),)


def paper(number: int, *tags: str, **rest: object) -> Paper:
    return replace(Paper(f"p{number}", f"P{number}", date(2025, 3, 14), tags=("counting", *tags)), **rest)  # type: ignore[arg-type]


def narrowed(*papers: Paper, page_size: int = 9, tags: Mapping[str, Tag] | None = None) -> views.Narrowing:
    words = replace(VOCABULARY, tags={**VOCABULARY.tags, **(tags or {})})
    site = assemble(Content(replace(DIGEST, page_size=page_size), words, papers))
    return narrowing(Catalogue(site, Markdown()), "counting")


def test_chips_are_what_some_have_and_others_have_not_the_commonest_tags_first() -> None:
    other = {"sowing": Tag("sowing", "Sowing", Facet.TASK)}
    papers = (
        paper(1, "image", "gleaning", "sowing", links=CODE),
        paper(2, "image", "unused", results=RESULTS),
        paper(3, "image", "gleaning", links=CODE),
        paper(4, "image"),
    )
    found = narrowed(*papers, tags=other)
    assert found.chips == (
        views.Chip("has=code", "Code", 2),
        views.Chip("has=results", "Results", 1),
        views.Chip("method=gleaning", "Gleaning", 2),
        views.Chip("domain=unused", "Unused", 1),
    )
    assert found.marks == ("has=code method=gleaning", "has=results domain=unused", "has=code method=gleaning", "")
    assert found.search == ""


def test_a_list_of_several_pages_is_narrowed_by_the_search() -> None:
    papers = [paper(number, *(["image"] if number < 3 else [])) for number in range(1, 6)]
    assert narrowed(*papers, page_size=4) == views.Narrowing(
        (views.Chip("modality=image", "Image", 2),), (), "task=counting&sort=newest"
    )
    assert narrowed(*papers, page_size=5).search == ""


def test_a_list_that_is_seen_at_a_glance_has_no_chips() -> None:
    assert narrowed(*(paper(number, *(["image"] if number < 3 else [])) for number in range(1, 4))).chips == ()


def test_papers_that_nothing_tells_apart_have_no_chips_and_no_marks() -> None:
    assert narrowed(*(paper(number, links=CODE) for number in range(1, 6))) == views.Narrowing((), (), "")


def test_a_list_has_few_chips() -> None:
    words = {f"m{number}": Tag(f"m{number}", f"M{number}", Facet.METHOD) for number in range(30)}
    papers = (paper(1, *words), *(paper(number) for number in range(2, 6)))
    assert [chip.name for chip in narrowed(*papers, tags=words).chips] == [f"M{n}" for n in (0, 1, 10, 11, 12, 13)]
