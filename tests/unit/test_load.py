"""content/ to objects: the tiny digest as the program sees it, and what right files give beside wrong ones."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from support import TINY, put

from builder import layout
from builder.check import checked_content
from builder.diagnostics import Report, SheafError
from builder.load import listings, load_content, load_digest, load_vocabulary
from builder.model import BenchmarkUse, Direction, Facet, Link, LinkKind, Role, Status, Verdict

LANTERN = "lanternnet-detecting-objects-by-the-light-of-one-lamp"
NIGHTROADS = "nightroads-a-benchmark-for-driving-after-dark"


def test_the_digest() -> None:
    report = Report()
    digest = load_digest(TINY, report)
    assert digest
    assert digest.title == "The Small Hours"
    assert digest.base_url == "https://digest.example/small-hours/"
    assert (digest.timezone, digest.page_size, digest.feed_size) == ("Europe/Lisbon", 5, 3)
    assert list(report) == []


def test_what_digest_yaml_leaves_out_has_a_value(tmp_path: Path) -> None:
    put(tmp_path, layout.DIGEST, "title: a\ndescription: b\nbase_url: https://a.example/b//\n")
    digest = load_digest(tmp_path, Report())
    assert digest
    assert digest.base_url == "https://a.example/b/"
    assert (digest.timezone, digest.curator, digest.page_size) == ("UTC", "", 50)


def test_a_paper_with_everything() -> None:
    content = load_content(TINY, Report())
    assert content
    paper = next(paper for paper in content.papers if paper.slug.startswith("fernbert"))
    assert paper.title == "FernBERT: Reading Field Guides Leaf by Leaf"
    assert (paper.listed, paper.published) == (date(2025, 3, 7), date(2025, 2, 27))
    assert paper.authors == ("Amparo Vidal", "Tomasz Ørsted")
    assert paper.ids == {"arxiv": "2502.10010"}
    assert paper.links == (Link(LinkKind.CODE, "https://git.example/vidal/fernbert"),)
    assert paper.benchmarks == (BenchmarkUse("meadow-qa", Role.EVALUATED),)
    assert paper.aliases == ("fernbert",)
    (result,) = paper.results
    assert (str(result.value), result.status, result.assumed_metric) == ("71.0", Status.VERIFIED, False)
    assert str(result.location) == f"content/papers/2025-03-07/{paper.slug}.md:14:3"
    assert paper.abstract.startswith("Field guides are read one leaf at a time")


def test_the_vocabulary() -> None:
    vocabulary = load_vocabulary(TINY, Report())
    assert list(vocabulary.tags) == sorted(vocabulary.tags)
    assert vocabulary.tags["attention-mechanism"].facet is Facet.METHOD
    assert vocabulary.tags["image"].aliases == ()
    assert vocabulary.benchmarks["nightroads"].metrics == ("map", "latency")
    assert vocabulary.benchmarks["nightroads"].directions == {}
    assert vocabulary.metrics["latency"].direction is Direction.LOWER


def test_a_benchmark_may_turn_a_metric_round(tiny: Path) -> None:
    put(
        tiny,
        "content/benchmarks/odd.md",
        "---\nname: Odd\nmetrics: [{metric: map, direction: lower}, {metric: latency}]\n---\n",
    )
    odd = load_vocabulary(tiny, Report()).benchmarks["odd"]
    assert (odd.metrics, odd.directions) == (("map", "latency"), {"map": Direction.LOWER})


def test_issues_and_decisions() -> None:
    content = load_content(TINY, Report())
    assert content
    (notes,) = content.issues
    assert (notes.day, notes.title) == (date(2025, 3, 14), "Driving in the dark")
    assert (notes.highlights, notes.order) == ((LANTERN,), (NIGHTROADS,))
    decision = content.decisions[1]
    assert (decision.pair, decision.verdict, decision.by) == ((LANTERN, NIGHTROADS), Verdict.DIFFERENT, "ines")


def test_a_pair_is_sorted_whatever_the_file_says(tiny: Path) -> None:
    put(tiny, layout.DUPLICATES, f"- {{pair: [{NIGHTROADS}, {LANTERN}], verdict: same, keep: {LANTERN}}}\n")
    content = checked_content(tiny, Report())
    assert content
    assert content.decisions[0].pair == (LANTERN, NIGHTROADS)
    assert content.decisions[0].keep == LANTERN


def test_what_is_right_is_loaded_beside_what_is_wrong(tiny: Path) -> None:
    put(tiny, "content/papers/2025-03-14/broken.md", "nothing\n")
    put(tiny, f"content/papers/2025-03-14/{LANTERN}.md", "---\ntitle: t\nlisted: 2025-03-14\nnope: 1\n---\n")
    report = Report()
    content = load_content(tiny, report)
    assert content
    assert len(content.papers) == 4
    assert len(report) == 2
    assert checked_content(tiny, Report()) is None


def test_a_wrong_digest_yaml_does_not_hide_other_faults(tiny: Path) -> None:
    put(tiny, layout.DIGEST, "title: only\n")
    put(tiny, "content/papers/2025-03-14/broken.md", "nothing\n")
    report = Report()
    assert load_content(tiny, report) is None
    assert {diagnostic.location.path for diagnostic in report} == {
        layout.DIGEST,
        "content/papers/2025-03-14/broken.md",
    }


def test_a_root_without_a_digest(tmp_path: Path) -> None:
    with pytest.raises(SheafError, match=r"there is no content/digest\.yaml"):
        load_content(tmp_path, Report())


def test_files_with_windows_line_ends_are_the_same(tiny: Path) -> None:
    for file in [*(tiny / "content").rglob("*.md"), *(tiny / "content").rglob("*.yaml")]:
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    report = Report()
    assert load_content(tiny, report) == load_content(TINY, Report())
    assert list(report) == []


def test_a_number_keeps_its_places_and_its_sign(tiny: Path) -> None:
    put(
        tiny,
        f"content/papers/2025-03-14/{LANTERN}.md",
        "---\ntitle: t\nlisted: 2025-03-14\nresults:\n"
        "- {benchmark: nightroads, metric: map, value: -0.50, status: extracted}\n---\n",
    )
    content = load_content(tiny, Report())
    assert content
    result = next(paper for paper in content.papers if paper.slug == LANTERN).results[0]
    assert result.value == Decimal("-0.50")
    assert str(result.value) == "-0.50"


@pytest.mark.parametrize("value", ["", "    value:\n", "    value: null\n", "    value: ~\n"])
def test_a_value_may_be_missing(value: str, tiny: Path) -> None:
    front = f"results:\n  - benchmark: nightroads\n    metric: map\n{value}    status: extracted\n"
    put(tiny, "content/papers/2025-03-14/owls.md", f"---\ntitle: Owls\nlisted: 2025-03-14\n{front}---\n")
    report = Report()
    content = load_content(tiny, report)
    assert content
    assert len(report) == 0
    assert [r.value for p in content.papers if p.slug == "owls" for r in p.results] == [None]


def test_listings_by_name(tiny: Path) -> None:
    put(tiny, "content/listings/night.v2.txt", "")
    put(tiny, "content/listings/.hidden", "")
    put(tiny, "content/listings/folder/inner.txt", "")
    assert list(listings(tiny)) == ["2025-03-07-small-hours", "2025-03-14-small-hours", "night.v2"]
    shutil.rmtree(tiny / "content/listings")
    assert listings(tiny) == {}


def test_a_file_in_the_place_of_a_folder_is_told(tiny: Path) -> None:
    shutil.rmtree(tiny / layout.ISSUES)
    put(tiny, layout.ISSUES, "---\n---\n")
    report = Report()
    load_content(tiny, report)
    assert [str(d) for d in report] == ["content/issues:1:1: error: is no folder; move it elsewhere [file-name]"]
