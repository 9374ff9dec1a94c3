"""Badges: what they say, that they are images which stand alone, and the snippet that shows them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from site_fixture import DIGEST, NEW, VOCABULARY

from builder import urls
from builder.assemble import assemble
from builder.catalogue import Catalogue
from builder.markup import Markdown
from builder.model import Content, Paper, Result, Site, Status
from builder.pages import Kind
from builder.paper_page import paper
from builder.render import Renderer, plan
from builder.views import Badge, PaperView

TEMPLATES = Path(__file__).parents[2] / "templates"
SCORE = Result("barn", "accuracy", Decimal("90.0"), split="test", task="counting", model="Rake")
SVG = "{http://www.w3.org/2000/svg}"


def site(*results: Result, name: str = "Barn-1K") -> Site:
    """A paper for each result."""
    papers = tuple(Paper(f"p{n}", f"Paper {n} of $n$", NEW, results=(result,)) for n, result in enumerate(results))
    barn = replace(VOCABULARY.benchmarks["barn"], name=name)
    vocabulary = replace(VOCABULARY, benchmarks={**VOCABULARY.benchmarks, "barn": barn})
    return assemble(Content(DIGEST, vocabulary, papers))


def badge(of: Site) -> Badge:
    return Catalogue(of, Markdown()).badge(of.boards["barn"][0])


def images(of: Site) -> dict[str, str]:
    renderer = Renderer(of, Markdown(), [TEMPLATES])
    return {spec.path: renderer(spec).decode() for spec in plan(of) if spec.path.startswith(urls.BADGES)}


def offers(of: Site, slug: str) -> PaperView:
    return paper(Catalogue(of, Markdown()), slug, 1)


def test_a_badge_names_board_value_and_leader() -> None:
    made = badge(site(SCORE, replace(SCORE, value=Decimal(89), model="Hoe")))
    assert (made.label, made.message) == ("#1 Barn-1K test", "Accuracy 90.0% · Rake · unverified")
    assert made.title == "First of 2 on Barn-1K (Accuracy, Counting · test split): Rake (not verified)."


def test_a_shared_first_place_names_nobody_alone() -> None:
    tied = site(SCORE, replace(SCORE, model="", status=Status.VERIFIED))
    assert badge(tied).message == "Accuracy 90.0% · 2 tied"  # one of them is verified
    assert badge(site(SCORE, SCORE)).message == "Accuracy 90.0% · 2 tied · unverified"
    assert badge(tied).title.endswith(": Paper 1 of n (verified), Rake (not verified).")


def test_a_verified_score_needs_no_mark() -> None:
    made = badge(site(replace(SCORE, status=Status.VERIFIED), replace(SCORE, value=Decimal(89))))
    assert made.message == "Accuracy 90.0% · Rake"
    assert made.title.endswith(": Rake (verified).")


def test_where_nobody_else_is_there_is_no_first_place() -> None:
    alone = Paper("p", "P", NEW, results=(SCORE, replace(SCORE, value=Decimal(89), model="Hoe")))
    absent = Paper("q", "Q", NEW, results=(replace(SCORE, value=None),))
    made = badge(assemble(Content(DIGEST, VOCABULARY, (alone, absent))))
    assert (made.label, made.message) == ("Barn-1K test", "Accuracy 90.0% · Rake · unverified")
    assert (
        made.title == "The only paper with a score on Barn-1K (Accuracy, Counting · test split): Rake (not verified)."
    )


def test_a_long_name_leaves_room_for_the_mark() -> None:
    assert badge(site(replace(SCORE, model="Rake " * 40))).message.endswith("… · unverified")


def test_the_task_is_named_where_one_metric_serves_several() -> None:
    of = site(SCORE, replace(SCORE, task=""))
    labels = [Catalogue(of, Markdown()).badge(board).label for board in of.boards["barn"]]
    assert sorted(labels) == ["Barn-1K Counting test", "Barn-1K test"]


def test_every_board_has_one_badge_at_a_stable_place() -> None:
    made = images(site(SCORE, SCORE, replace(SCORE, split="")))
    assert list(made) == [
        "badges/barn/accuracy_task-counting_split-test.svg",
        "badges/barn/accuracy_task-counting.svg",
    ]


def test_a_badge_is_an_image_that_needs_nothing_else() -> None:
    (image,) = images(site(SCORE)).values()
    root = ElementTree.fromstring(image)
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title", "").startswith("The only paper with a score on Barn-1K")
    assert [node.text for node in root.iter(f"{SVG}text")] == ["Barn-1K test", "Accuracy 90.0% · Rake · unverified"]
    names = {name for node in root.iter() for name in node.attrib}
    assert not names & {"style", "href", "class", "{http://www.w3.org/1999/xlink}href"}


@given(st.text(min_size=1, max_size=200), st.text(min_size=1, max_size=200))
def test_a_badge_is_escaped_and_short(name: str, model: str) -> None:
    of = site(replace(SCORE, model=model), name=name)
    made = badge(of)
    assert len(made.label) <= 48
    assert len(made.message) <= 64
    (image,) = images(of).values()
    root = ElementTree.fromstring(image)
    assert int(root.get("width", "")) == made.label_width + made.message_width <= 1_200
    assert len(list(root)) == 4


def test_wide_letters_get_more_room() -> None:
    narrow, wide = (badge(site(replace(SCORE, model=letter * 9))).message_width for letter in "iW")
    assert wide > narrow
    assert (
        badge(site(replace(SCORE, model="é"))).message_width
        == badge(site(replace(SCORE, model="e\u0301"))).message_width
    )


def test_only_the_leader_of_a_board_is_offered_its_badge() -> None:
    of = site(SCORE, replace(SCORE, value=Decimal(89)))
    assert [offer.path for offer in offers(of, "p0").badges] == list(images(of))
    assert offers(of, "p1").badges == ()


def test_the_snippet_shows_the_badge_and_leads_to_the_board() -> None:
    of = site(replace(SCORE, model="A [b](c) `d` <e>"))
    (offer,) = offers(of, "p0").badges
    html = MarkdownIt().render(offer.snippet)
    board = f"{DIGEST.base_url}benchmarks/barn/#board-accuracy_task-counting_split-test"
    assert re.match(f'<p><a href="{re.escape(board)}"><img src="{re.escape(DIGEST.base_url + offer.path)}" alt="', html)
    assert "A [b](c) `d` &lt;e&gt;" in html
    page = Renderer(of, Markdown(), [TEMPLATES])(next(spec for spec in plan(of) if spec.kind is Kind.PAPER)).decode()
    assert f'src="../../{offer.path}"' in page
