"""Entries to papers, and papers to files that read back as the same papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support import put

from builder.diagnostics import NOWHERE, Report
from builder.entries import MAX_SLUG, make_paper, make_slug, paper_text
from builder.listings import Entry, PartialDate
from builder.load import load_papers
from builder.markup import Markdown
from builder.model import (
    Benchmark,
    BenchmarkUse,
    Direction,
    Facet,
    Link,
    LinkKind,
    Metric,
    Paper,
    Result,
    Role,
    Status,
    Tag,
    Vocabulary,
)
from builder.schema import is_slug

DAY = date(2025, 3, 14)
VOCABULARY = Vocabulary(
    tags={slug: Tag(slug, slug, Facet.TASK) for slug in ("3d", "no", "null", "2025", "image")},
    benchmarks={"roads": Benchmark("roads", "Roads")},
    metrics={"map": Metric("map", "mAP", Direction.HIGHER)},
)
FULL = Paper(
    slug="full",
    title='A "Full" Paper: 3% \\alpha & more',
    listed=DAY,
    abstract="First.\n\n---\n\nSecond with $x$.",
    source="2025-03-14-x",
    published=date(2025, 3, 1),
    authors=("Ada: Lovelace", "O'Neill, B.", "null", "Ø"),
    ids={"arxiv": "2412.10010", "doi": "10.1000/1:2"},
    links=(Link(LinkKind.CODE, "https://a.example/b#c"),),
    tags=("3d", "no", "null", "2025"),
    benchmarks=(BenchmarkUse("roads", Role.TRAINING),),
    results=(
        Result("roads", "map", Decimal("90.0"), "test", "image", "5-shot", "Full: 2", 'says "90.0"', Status.VERIFIED),
        Result("roads", "map", Decimal(-3), assumed_metric=True),
    ),
    featured=True,
    note="Two\n\nparagraphs: yes",
    aliases=("old", "1e3"),
)


def read_back(paper: Paper, root: Path) -> Paper:
    """The paper that its file holds."""
    put(root, "content/listings/2025-03-14-x.txt", "")
    put(root, f"content/papers/{paper.listed}/{paper.slug}.md", paper_text(paper))
    report = Report()
    papers = load_papers(root, VOCABULARY, report)
    assert list(report) == []
    return replace(papers[0], location=NOWHERE)


def test_a_paper_survives_its_file(tmp_path: Path) -> None:
    assert read_back(FULL, tmp_path) == FULL


def test_an_empty_paper_survives_its_file(tmp_path: Path) -> None:
    bare = Paper("bare", "Bare", DAY, source="2025-03-14-x")
    assert read_back(bare, tmp_path) == bare


# `repair` leaves no character in a text that shows nothing, and content refuses them.
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1, max_size=40)
LINE = TEXT.map(lambda text: " ".join(text.split())).filter(bool)


@given(title=LINE, author=LINE, note=LINE)
@settings(max_examples=60)
def test_any_text_survives_its_file(
    title: str, author: str, note: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("paper")
    paper = Paper("any", title, DAY, source="2025-03-14-x", authors=(author,), note=note)
    assert read_back(paper, root) == paper


def test_the_file_has_the_documented_keys_in_their_order() -> None:
    front = paper_text(FULL).split("---\n")[1]
    assert list(yaml.safe_load(front)) == (
        "title listed published source authors ids links tags benchmarks results featured note aliases".split()
    )
    assert front.startswith(
        'title: "A \\"Full\\" Paper: 3% \\\\alpha & more"\nlisted: 2025-03-14\npublished: 2025-03-01\n'
    )
    assert 'ids: {arxiv: "2412.10010", doi: "10.1000/1:2"}\n' in front
    assert "\n    value: 90.0\n" in front


def test_an_empty_file_shows_what_can_be_filled_in() -> None:
    assert paper_text(Paper("bare", "Bare", DAY, "Text.", "x")) == (
        '---\ntitle: "Bare"\nlisted: 2025-03-14\npublished:\nsource: x\nauthors: []\nids: {}\nlinks: []\ntags: []\n'
        "benchmarks: []\nresults: []\nfeatured: false\nnote:\naliases: []\n---\nText.\n"
    )


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        (
            "Swin Transformer: Hierarchical, using Shifted Windows",
            "swin-transformer-hierarchical-using-shifted-windows",
        ),
        ("Éléphants & Co. — 3D!", "elephants-co-3d"),
        ("数据", "shu-ju"),
        ("???", "paper"),
        ("", "paper"),
        ("CON", "con-paper"),
        ("com1", "com1-paper"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_slugs_of_titles(title: str, slug: str) -> None:
    assert make_slug(title, set()) == slug


def test_a_taken_slug_is_numbered() -> None:
    assert make_slug("Owls", {"owls"}) == "owls-2"
    assert make_slug("Owls", {"owls", "owls-2", "owls-4"}) == "owls-3"


@given(st.text(max_size=300), st.sets(st.sampled_from(["paper", "paper-2", "a", "a-2"])))
def test_every_title_gives_a_name_for_a_file(title: str, taken: set[str]) -> None:
    slug = make_slug(title, taken)
    assert is_slug(slug)
    assert len(slug) <= MAX_SLUG + 10
    assert slug not in taken


def test_a_long_title_ends_at_a_word() -> None:
    slug = make_slug("Seeing " * 40, set())
    assert len(slug) <= MAX_SLUG
    assert set(slug.split("-")) == {"seeing"}


def test_an_entry_is_repaired_and_its_day_completed() -> None:
    entry = Entry("Owls  at\nNight", "One *two* three.", 1, published=PartialDate(3, 20), ids={"arxiv": "2403.00001"})
    paper = make_paper(entry, listed=DAY, source="x", markdown=Markdown())
    assert (paper.title, paper.abstract) == ("Owls at Night", "One \\*two\\* three.")
    assert (paper.listed, paper.published) == (DAY, date(2024, 3, 20))
    assert (paper.slug, paper.source, paper.ids) == ("", "x", {"arxiv": "2403.00001"})
