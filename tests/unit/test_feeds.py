"""What feeds hold: the entries of papers, scores and issues, and which of them stand in which feed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from feed_rules import ATOM, atom_faults, json_faults
from site_fixture import DIGEST, HOSTILE, NEW, NOTES, OLD, PAPERS, VOCABULARY, empty_site, small_site

from builder import ids
from builder.assemble import assemble
from builder.feeds.streams import streams
from builder.markup import Markdown
from builder.model import Content, Decision, Paper, Result, Site, Status, Verdict, Verification
from builder.render import Renderer, Spec

TEMPLATES = Path(__file__).parents[2] / "templates"
PREFIX = "tag:example.org,2026:notes"
LATER = date(2025, 3, 21)


def files(site: Site) -> dict[str, bytes]:
    """Every feed by its path below feeds/."""
    renderer = Renderer(site, Markdown(), [TEMPLATES])
    return {path.removeprefix("feeds/"): renderer(Spec(path, kind, key)) for kind, key, path in streams(site)}


def items(site: Site, name: str) -> list[dict[str, Any]]:
    """The items of a feed, read from its JSON."""
    return list(json.loads(files(site)[f"{name}.json"])["items"])


def with_papers(*papers: Paper) -> Site:
    return assemble(Content(DIGEST, VOCABULARY, (*PAPERS, *papers), NOTES))


def paper(slug: str, day: date, value: str, **rest: Any) -> Paper:
    result = Result("barn", "accuracy", Decimal(value), split="test", task="counting", model=f"{slug}-net", **rest)
    return Paper(slug, slug.title(), day, results=(result,))


@pytest.mark.parametrize("site", [small_site(), empty_site()])
def test_every_feed_keeps_the_rules(site: Site) -> None:
    for path, data in files(site).items():
        assert (atom_faults if path.endswith(".atom") else json_faults)(data) == [], path


def test_an_empty_feed_is_a_feed() -> None:
    root = ElementTree.fromstring(files(empty_site())["papers.atom"])
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert root.findall(f"{ATOM}entry") == []
    assert json.loads(files(small_site())["tags/unused.json"])["items"] == []


def test_a_paper_comes_whole_with_tags_and_scores() -> None:
    (wheat,) = (item for item in items(small_site(), "papers") if item["title"] == "Wheat at Scale")
    assert wheat["id"] == f"{PREFIX}/papers/old-wheat"
    assert wheat["url"] == "https://example.org/notes/papers/wheat/"
    assert wheat["external_url"] == "https://arxiv.org/abs/2103.14030"
    assert [author["name"] for author in wheat["authors"]] == ["Ada Sower", "Ben Reaper"]
    assert wheat["tags"] == ["Counting", "Gleaning", "Image"]
    for text in (
        "<blockquote><p>Read the <em>appendix</em>.</p>",
        "<p>We count wheat.</p>",
        "<code>x &lt; y</code>",
        '<b>90.0%</b> Accuracy on <a href="https://example.org/notes/benchmarks/barn/#board-',
        "Barn-1K</a> (Counting · test split), Wheat-L</li>",
        "−3.5\N{NO-BREAK SPACE}dB",
        "not verified",
        '<a href="https://example.com/wheat?a=1&amp;b=2">Code</a>',
    ):
        assert text in wheat["content_html"]


def test_the_titles_are_text() -> None:
    titles = [item["title"] for item in items(small_site(), "papers")]
    assert HOSTILE.replace("$", "") in titles
    assert "Maize with a control character" in titles


def test_what_is_no_character_leaves_no_trace() -> None:
    bad = "".join(map(chr, (1, 8, 0x1B, 0x7F, 0x9F, 0xD800, 0xDFFF, 0xFDD0, 0xFFFE, 0x1FFFE, 0x10FFFF)))
    odd = Paper("odd", f"Odd\0{bad} \U0001f33e", LATER, abstract=f"A{bad}B ]]>", authors=(bad, f"Cy{bad}"), note=bad)
    site = with_papers(odd)
    for path, data in files(site).items():
        assert (atom_faults if path.endswith(".atom") else json_faults)(data) == [], path
        assert not any(character in data.decode() for character in bad)
    first = items(site, "papers")[0]
    assert (first["title"], first["authors"]) == ("Odd \U0001f33e", [{"name": "Cy"}])
    assert "<p>AB ]]&gt;</p>" in first["content_html"]
    assert "\\u00" not in files(site)["papers.json"].decode()


def test_a_score_tells_what_it_beat_and_links_to_its_board() -> None:
    found = items(with_papers(paper("rye-two", LATER, "95.0"), paper("oats-two", LATER, "93.0")), "benchmarks/barn")
    best, second = found[:2]
    assert best["id"] == f"{PREFIX}/benchmarks/barn/accuracy_task-counting_split-test/rye-two"
    assert best["url"] == "https://example.org/notes/benchmarks/barn/#board-accuracy_task-counting_split-test"
    assert best["external_url"] == "https://example.org/notes/papers/rye-two/"
    told = "new best; before: 91.25%, Barley"
    assert best["title"] == f"Barn-1K: 95.0% Accuracy by rye-two-net (Counting · test split), {told}"
    assert told in best["content_html"]
    assert 'href="https://example.org/notes/issues/2025-03-21/">issue of 21 March 2025</a>' in best["content_html"]
    assert second["title"].endswith("by oats-two-net (Counting · test split), #2 of 4")


def test_the_first_scores_of_a_board_are_ranked_among_themselves() -> None:
    titles = [item["title"] for item in items(small_site(), "benchmarks/barn")]
    assert [title.rsplit(", ", 1)[1] for title in titles] == [
        "best of the first 2 results",
        "#2 of the first 2 results",
        "first result",
    ]


def test_a_score_that_somebody_checks_is_updated_on_that_day() -> None:
    checked = Verification("Ada", date(2025, 4, 1), "Table 2")
    verified = paper("rye-two", OLD, "80.0", status=Status.VERIFIED, verified=checked)
    first = items(with_papers(verified), "benchmarks/barn")[0]
    assert first["date_published"] == "2025-03-13T00:00:00Z"
    assert first["date_modified"] == "2025-04-01T00:00:00Z"
    assert first["id"].endswith("/rye-two")


def test_an_issue_is_one_entry() -> None:
    newest, _ = items(small_site(), "issues")
    assert newest["id"] == f"{PREFIX}/issues/2025-03-14"
    assert newest["title"] == "Harvest · 14 March 2025: 6 papers"
    html = newest["content_html"]
    places = [
        html.index(text) for text in ("A <em>good</em> day.", "Highlights", "New on the boards", "<h3>Counting</h3>")
    ]
    assert places == sorted(places)
    assert html.count('href="https://example.org/notes/papers/') == 6


def test_a_huge_issue_leaves_the_rest_to_its_page() -> None:
    many = [Paper(f"paper-{number}", f"Paper {number}", LATER) for number in range(205)]
    newest = items(with_papers(*many), "issues")[0]
    assert '<a href="https://example.org/notes/issues/2025-03-21/">5 more papers</a>' in newest["content_html"]


def test_a_renamed_paper_keeps_its_id_and_a_merged_one_its_own() -> None:
    renamed = Paper("new-name", "T", NEW, aliases=("first-name", "second-name"))
    assert ids.first_slug(with_papers(renamed), renamed) == "first-name"
    kept = Paper("kept", "T", NEW, aliases=("gone",))
    decision = Decision(("gone", "kept"), Verdict.SAME, keep="kept")
    site = assemble(Content(DIGEST, VOCABULARY, (kept,), (), (decision,)))
    assert ids.first_slug(site, kept) == "kept"
    half_done = with_papers(kept, Paper("gone", "T", NEW))
    assert ids.first_slug(half_done, kept) == "kept"


@pytest.mark.parametrize(
    ("base", "prefix"),
    [
        ("https://Example.org/", "tag:example.org,2026:"),
        ("https://example.org:8443/a/b%20c/", "tag:example.org,2026:a/b%20c"),
        ("https://example.org/é", "tag:example.org,2026:%C3%A9"),
    ],
)
def test_the_prefix_of_ids_comes_from_the_address(base: str, prefix: str) -> None:
    assert ids.default_prefix(base) == prefix


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("UTC", "2025-03-14T00:00:00Z"),
        ("Europe/Berlin", "2025-03-14T00:00:00+01:00"),
        ("America/St_Johns", "2025-03-14T00:00:00-02:30"),
    ],
)
def test_a_day_begins_where_the_digest_is(zone: str, text: str) -> None:
    assert ids.timestamp(NEW, zone) == text


def test_an_offset_has_whole_minutes_in_any_year() -> None:
    assert ids.timestamp(date(1, 1, 1), "Europe/Amsterdam").startswith("0001-01-01T00:00:00+00:")
    assert len(ids.timestamp(date(1, 1, 1), "Africa/Monrovia")) == len("0001-01-01T00:00:00-00:44")


def test_a_feed_is_no_longer_than_it_should_be() -> None:
    many = [replace(paper(f"paper-{n}", LATER, "50.0"), tags=("counting",)) for n in range(60)]
    site = assemble(Content(replace(DIGEST, feed_size=50), VOCABULARY, tuple(many)))
    assert [len(items(site, name)) for name in ("papers", "tags/counting", "benchmarks/barn")] == [50, 20, 20]
