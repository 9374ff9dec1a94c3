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
from builder.model import Content, Facet, Link, LinkKind, Paper, Result, Status, Tag
from builder.narrowing import board_narrowing, narrowing

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


def test_papers_that_nothing_tells_apart_have_no_chips_but_an_order() -> None:
    orders = (("", "Newest in the digest"), ("oldest", "Oldest in the digest"), ("title", "Title"))
    papers = [paper(number, links=CODE) for number in range(1, 6)]
    assert narrowed(*papers) == views.Narrowing((), ("",) * 5, "", orders)
    voted = narrowed(replace(papers[0], votes=3), *papers[1:])
    assert voted.orders == (*orders, ("votes", "Most votes"))


def test_a_list_of_several_pages_or_at_a_glance_has_no_orders() -> None:
    assert narrowed(*(paper(number) for number in range(1, 6)), page_size=4).orders == ()
    assert narrowed(*(paper(number) for number in range(1, 4))).orders == ()


def board(*papers: Paper) -> views.Narrowing:
    site = assemble(Content(DIGEST, VOCABULARY, papers))
    return board_narrowing(Catalogue(site, Markdown()), site.boards["barn"][0])


def test_a_board_is_narrowed_to_what_some_of_its_results_have() -> None:
    verified = (replace(RESULTS[0], status=Status.VERIFIED),)
    papers = [paper(number, results=RESULTS) for number in range(1, 7)]
    found = board(replace(papers[0], links=CODE), *papers[1:5], replace(papers[5], results=verified))
    anchor = "board-accuracy"
    code, checked = f"{anchor}.has=code", f"{anchor}.is=verified"
    assert found.chips == (views.Chip(code, "Code", 1), views.Chip(checked, "Verification", 1))
    assert found.marks == (checked, code, "", "", "", "")
    assert board(*papers) == board(replace(papers[0], links=CODE), *papers[1:5]) == views.Narrowing((), (), "")


def test_a_list_has_few_chips() -> None:
    words = {f"m{number}": Tag(f"m{number}", f"M{number}", Facet.METHOD) for number in range(30)}
    papers = (paper(1, *words), *(paper(number) for number in range(2, 6)))
    assert [chip.name for chip in narrowed(*papers, tags=words).chips] == [f"M{n}" for n in (0, 1, 10, 11, 12, 13)]
