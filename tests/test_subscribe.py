"""Feeds of whole digests, as `sheaf build` writes them and feed readers read them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import feedparser
import html5lib
import pytest
from feed_rules import ATOM, HISTORY, HTML, atom_faults, json_faults, opml_faults
from support import ROOT, put, sheaf, succeeds, tree

CHECKS: dict[str, Callable[[bytes], list[str]]] = {".atom": atom_faults, ".json": json_faults, ".opml": opml_faults}
FORMS = {"application/atom+xml", "application/feed+json"}
WHEN = "2025-03-14"
LANTERN = f"content/papers/{WHEN}/lanternnet-detecting-objects-by-the-light-of-one-lamp.md"
HOSTILE = """---
title: '"]]> & <script>alert(1)</script> of $O(n^2)$ &amp; é'
listed: 2025-03-14
authors: ["Ann <b>Bold</b> & Co"]
tags: [image]
note: "[here](javascript:alert(1)) <img src=x>"
---
]]> <script>alert(2)</script> [a](javascript:alert(1)) [b](//host/) ![i](https://host/i.png) $$\\frac{1}{2}$$ $x<y$

$$
\\sum_i x_i
$$

    <b>code</b> ]]>
"""


def build(root: Path, *options: str) -> dict[str, bytes]:
    """The feeds that a build makes, by their path below feeds/."""
    succeeds(sheaf(root, "build", "--no-search", *options))
    return {path: data for path, data in tree(root / "site" / "feeds").items() if not path.endswith(".html")}


def faults(feeds: dict[str, bytes]) -> list[str]:
    return [f"{path}: {fault}" for path, data in feeds.items() for fault in CHECKS[Path(path).suffix](data)]


def ids(data: bytes) -> list[str]:
    return [entry.findtext(f"{ATOM}id") or "" for entry in ElementTree.fromstring(data).iter(f"{ATOM}entry")]


def test_every_feed_of_the_repository_is_valid(tmp_path: Path) -> None:
    succeeds(sheaf(ROOT, "build", "--no-search", "--no-cache", "--out", tmp_path / "site"))
    feeds = {p: d for p, d in tree(tmp_path / "site" / "feeds").items() if not p.endswith(".html")}
    assert len(feeds) > 500
    assert faults(feeds) == []


def test_a_feed_reader_reads_both_forms_alike(tiny: Path) -> None:
    feeds = build(tiny)
    for name in ("papers", "issues", "tags/image", "benchmarks/nightroads"):
        read = feedparser.parse(feeds[f"{name}.atom"])
        assert not read.bozo, read.get("bozo_exception")
        same = json.loads(feeds[f"{name}.json"])
        assert [(e.id, e.link, e.title, e.published) for e in read.entries] == [
            (item["id"], item["url"], item["title"], item["date_published"]) for item in same["items"]
        ]
        assert read.entries


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/St_Johns", "Africa/Cairo"])
def test_hostile_content_in_any_time_zone_is_valid(tiny: Path, zone: str) -> None:
    put(tiny, f"content/papers/{WHEN}/hostile.md", HOSTILE)
    put(tiny, "content/papers/0001-01-01/ancient.md", "---\ntitle: Ancient\nlisted: 0001-01-01\n---\n")
    digest = (tiny / "content/digest.yaml").read_text(encoding="utf-8")
    digest = digest.replace("Europe/Lisbon", zone).replace("The Small Hours", "Small & <Hours> ]]>")
    put(tiny, "content/digest.yaml", digest)
    feeds = build(tiny)
    assert faults(feeds) == []
    entry = next(e for e in json.loads(feeds["tags/image.json"])["items"] if e["id"].endswith("/hostile"))
    assert entry["title"] == '"]]> & <script>alert(1)</script> of O(n^2) &amp; é'
    assert "<code>\\frac{1}{2}</code>" in entry["content_html"]
    assert "<pre><code>\\sum_i x_i" in entry["content_html"]
    assert entry["date_published"].startswith("2025-03-14T00:00:00")


def test_a_second_build_moves_nothing(tiny: Path) -> None:
    first = build(tiny)
    assert build(tiny, "--no-cache", "--jobs", "2") == first


def test_a_new_issue_changes_no_archive(tiny: Path) -> None:
    before = build(tiny)
    put(
        tiny, "content/papers/2025-03-21/newer.md", "---\ntitle: Newer\nlisted: 2025-03-21\ntags: [image]\n---\nText.\n"
    )
    after = build(tiny)
    changed = {path for path in after if before.get(path) != after[path]}
    new = {"archive/2025-03-21.atom"}
    assert changed == new | {
        f"{name}.{form}" for name in ("papers", "issues", "tags/image") for form in ("atom", "json")
    }


def test_the_archives_hold_every_paper_once_and_lead_back_to_the_first(tiny: Path) -> None:
    feeds = build(tiny)
    base = "https://digest.example/small-hours/feeds/"
    data, found, documents = feeds["papers.atom"], set(ids(feeds["papers.atom"])), []
    while (link := ElementTree.fromstring(data).find(f"{ATOM}link[@rel='prev-archive']")) is not None:
        documents.append(link.get("href", "").removeprefix(base))
        data = feeds[documents[-1]]
        assert ElementTree.fromstring(data).find(f"{HISTORY}archive") is not None
        found.update(ids(data))
    assert documents == ["archive/2025-03-07.atom"]
    assert len(found) == len(list((tiny / "content" / "papers").rglob("*.md")))
    assert len(found) == len([id_ for path in feeds if path.startswith("archive/") for id_ in ids(feeds[path])])


def test_ids_stay_at_another_address_and_under_a_new_name(tiny: Path) -> None:
    before = build(tiny)
    elsewhere = build(tiny, "--base-url", "https://other.example/")
    assert [ids(elsewhere[path]) for path in before if path.endswith(".atom")] == [
        ids(data) for path, data in before.items() if path.endswith(".atom")
    ]
    assert faults(elsewhere) == []
    digest = (tiny / "content/digest.yaml").read_text(encoding="utf-8")
    moved = digest.replace("https://digest.example/small-hours/", "https://moved.example/")
    put(tiny, "content/digest.yaml", moved + "feed_ids: tag:digest.example,2026:small-hours\n")
    file = tiny / LANTERN
    text = file.read_text(encoding="utf-8")
    file.unlink()
    put(tiny, f"content/papers/{WHEN}/lanternnet.md", text.replace("aliases: [", f"aliases: [{file.stem}, "))
    for other in (tiny / f"content/issues/{WHEN}.md", tiny / "content/duplicates.yaml"):
        other.write_text(other.read_text(encoding="utf-8").replace(file.stem, "lanternnet"), encoding="utf-8")
    after = build(tiny)
    for name in ("papers.atom", "benchmarks/nightroads.atom"):
        assert set(ids(after[name])) == set(ids(before[name])), name
    assert b"https://moved.example/papers/lanternnet/" in after["papers.atom"]


def test_a_wrong_prefix_of_ids_is_reported(tiny: Path) -> None:
    with (tiny / "content/digest.yaml").open("a", encoding="utf-8") as file:
        file.write("feed_ids: https://digest.example/\n")
    done = sheaf(tiny, "check")
    assert done.code == 1
    assert "such as tag:example.org,2026:night-reading" in done.err + done.out


def test_pages_offer_the_feeds_they_belong_to(tiny: Path) -> None:
    build(tiny)
    expected = {
        "": ["papers"],
        "tags/image/": ["tags/image", "papers"],
        "benchmarks/nightroads/": ["benchmarks/nightroads", "papers"],
        "issues/": ["issues", "papers"],
        "feeds/": ["issues", "papers"],
    }
    for page, names in expected.items():
        root = html5lib.parse((tiny / "site" / page / "index.html").read_bytes(), treebuilder="etree")
        links = [
            node for node in root.iter(f"{HTML}link") if "json" in (kind := node.get("type") or "") or "atom" in kind
        ]
        offered = [urljoin(f"https://host/{page}", node.get("href")) for node in links]
        assert offered == [f"https://host/feeds/{name}.{form}" for name in names for form in ("atom", "json")]
        assert all(node.get("title") for node in links)
        assert all((tiny / "site" / url.removeprefix("https://host/")).is_file() for url in offered)


def test_the_list_of_feeds_names_files_that_are_there(tiny: Path) -> None:
    feeds = build(tiny)
    root = ElementTree.fromstring(feeds["feeds.opml"])
    listed = [outline.get("xmlUrl", "") for outline in root.iter("outline") if outline.get("type")]
    base = "https://digest.example/small-hours/feeds/"
    there = {base + path for path in feeds if path.endswith(".atom") and not path.startswith("archive/")}
    assert set(listed) == there
    assert len(listed) == len(set(listed))


def test_the_feed_of_a_tag_outlives_its_last_paper(tiny: Path) -> None:
    before = build(tiny)
    for paper in (tiny / "content" / "papers").rglob("*.md"):
        text = paper.read_text(encoding="utf-8")
        put(tiny, str(paper.relative_to(tiny)), text.replace("attention-mechanism", "image"))
    after = build(tiny)
    assert after.keys() == before.keys()
    assert faults(after) == []
    assert ids(after["tags/attention-mechanism.atom"]) == []
    assert json.loads(after["tags/attention-mechanism.json"])["home_page_url"].endswith("/tags/")
    assert b"attention-mechanism" not in after["feeds.opml"]


def test_a_digest_may_have_its_own_entries(tiny: Path) -> None:
    put(tiny, "templates/feeds/paper.html", "<p>Mine.</p>")
    assert json.loads(build(tiny)["papers.json"])["items"][0]["content_html"] == "<p>Mine.</p>"
    put(tiny, "templates/feeds/paper.html", "{{ view.nothing }}")
    done = sheaf(tiny, "build", "--no-search")
    assert done.code == 2
    assert "templates/feeds/paper.html:1: UndefinedError" in done.err
