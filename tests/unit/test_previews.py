"""Previews: which pages have a picture, what it shows, and that nothing of it leaves its frame."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from site_fixture import small_site

from builder import pictures, urls
from builder.catalogue import Catalogue
from builder.markup import Markdown
from builder.model import Site
from builder.pictured import pictured
from builder.previews import preview
from builder.render import Renderer, Spec, plan
from builder.views import Preview

TEMPLATES = Path(__file__).parents[2] / "templates"


def site(previews: int = 100, title: str = "Field Notes", **titles: str) -> Site:
    """The small digest with other titles of papers, by their slugs."""
    made = small_site()
    papers = {slug: replace(paper, title=titles.get(slug, paper.title)) for slug, paper in made.papers.items()}
    return replace(made, digest=replace(made.digest, previews=previews, title=title), papers=papers)


def shown(of: Site, page: str) -> Preview:
    return preview(Catalogue(of, Markdown()), page)


def picture(of: Site, page: str) -> Image.Image:
    png = Renderer(of, Markdown(), [TEMPLATES])(Spec(urls.preview(page), None, page))
    return Image.open(io.BytesIO(png))


def test_featured_papers_leaders_and_the_newest_have_one_of_their_own() -> None:
    papers = [page for page in pictured(site()) if page.startswith(urls.PAPERS)]
    assert papers[:3] == ["papers/wheat/", "papers/barley/", "papers/hostile/"]
    assert pictured(site(previews=1)) == ("", "papers/wheat/", "benchmarks/barn/")
    assert pictured(site(previews=0)) == ()
    assert [spec for spec in plan(site(previews=0)) if spec.path.startswith(urls.PREVIEWS)] == []


def test_a_page_without_one_has_that_of_the_digest() -> None:
    catalogue = Catalogue(site(previews=1), Markdown())
    own, other, home = (
        catalogue.head(path, name).picture
        for path, name in (
            ("papers/wheat/", "Wheat"),
            ("papers/rye/", "Rye"),
            ("", ""),
        )
    )
    assert own
    assert other
    assert home
    assert (own.url, own.text) == ("https://example.org/notes/previews/papers/wheat.png", "Wheat")
    assert other == home
    assert home.url == "https://example.org/notes/previews/home.png"
    assert home.text == "Field Notes: Papers on fields, read closely."
    assert Catalogue(site(previews=0), Markdown()).head("", "").picture is None


def test_a_paper_shows_where_it_stands() -> None:
    made = shown(site(), "papers/barley/")
    assert [line.text for line in made.lines] == ["Barley"]
    assert (made.brand, made.kicker) == ("Field Notes", "Listed 14 March 2025")
    assert [(fact.label, fact.value, fact.best) for fact in made.facts] == [("Barn-1K", "#1 of 2", True)]


def test_a_paper_that_stands_nowhere_shows_its_tags() -> None:
    facts = shown(site(), "papers/oats/").facts
    assert [(fact.label, fact.value, fact.best) for fact in facts] == [
        ("Method", "Gleaning", False),
        ("Task", "Counting", False),
    ]


def test_a_benchmark_shows_the_best_results() -> None:
    made = shown(site(), "benchmarks/barn/")
    assert [line.text for line in made.lines] == ["Barn-1K"]
    assert (made.facts[0].label, made.facts[0].value) == ("Accuracy · Barley", "91.25%")


def test_math_is_shown_as_the_title_of_the_page_has_it() -> None:
    made = shown(site(rye="Counting in $O(n \\log n)$"), "papers/rye/")
    assert " ".join(line.text for line in made.lines) == "Counting in O(n \\log n)"


def test_what_the_font_cannot_show_is_left_out() -> None:
    made = shown(site(title="野の記", rye="麦の数"), "papers/rye/")
    assert (made.brand, made.lines) == ("", ())
    assert picture(site(title="野の記", rye="麦の数"), "papers/rye/").size == (1200, 630)


def test_a_picture_is_small_and_of_the_size_that_sites_want() -> None:
    png = Renderer(site(), Markdown(), [TEMPLATES])(Spec(urls.preview("papers/wheat/"), None, "papers/wheat/"))
    with Image.open(io.BytesIO(png)) as image:
        assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
    assert len(png) < 25_000


@settings(max_examples=15)
@given(st.text("Wmil AVTafj,→Ж", max_size=500), st.text("W ", max_size=90))
def test_nothing_leaves_the_frame(title: str, brand: str) -> None:
    image = picture(site(title=brand, rye=title), "papers/rye/").convert("RGB")
    for margin in ((0, 0, 68, 610), (1124, 0, 1200, 610), (0, 0, 1200, 30), (0, 585, 1200, 610)):
        assert image.crop(margin).getcolors() == [((margin[2] - margin[0]) * (margin[3] - margin[1]), (252, 252, 250))]


def test_what_is_no_svg_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown token"):
        pictures.preview("nothing")
