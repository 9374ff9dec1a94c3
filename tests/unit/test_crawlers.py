"""Sitemaps of any size, and the days that they tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from site_fixture import DIGEST, NOTES, PAPERS, VOCABULARY, empty_site, small_site

from builder import crawlers, urls
from builder.assemble import assemble
from builder.crawlers import files, sitemaps
from builder.model import Content, Site, Verification
from builder.render import plan

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
BASE = DIGEST.base_url


def addresses(document: bytes, element: str = "url") -> dict[str, str | None]:
    """The addresses of a sitemap or of an index of them, with their days."""
    root = ElementTree.fromstring(document)
    assert root.tag == f"{{{SPACE['s']}}}{'urlset' if element == 'url' else 'sitemapindex'}"
    return {
        entry.findtext("s:loc", "", SPACE): entry.findtext("s:lastmod", namespaces=SPACE)
        for entry in root.findall(f"s:{element}", SPACE)
    }


def sitemap(site: Site) -> dict[str, str | None]:
    return addresses(dict(files(site, plan(site)))[urls.SITEMAP])


def test_the_sitemap_lists_pages_that_readers_should_find() -> None:
    listed = sitemap(small_site())
    for path in ("", "papers/", "papers/older/", "issues/2025-03-14/", "tags/counting/", "benchmarks/barn/", "data/"):
        assert BASE + path in listed
    for path in (
        "papers/old-wheat/",
        urls.NOT_FOUND,
        urls.SEARCH,
        urls.feed(urls.PAPERS_FEED, "atom"),
        "papers/page/2/",
    ):
        assert BASE + path not in listed


def test_days_are_those_of_the_newest_content_on_a_page() -> None:
    listed = sitemap(small_site())
    assert listed[f"{BASE}papers/older/"] == listed[f"{BASE}issues/2025-03-13/"] == "2025-03-13"
    assert listed[BASE] == listed[f"{BASE}tags/counting/"] == "2025-03-14"


def test_a_verified_result_changes_all_pages_that_show_it() -> None:
    checked = Verification("ada", date(2025, 4, 1))
    results = (replace(PAPERS[0].results[0], verified=checked), *PAPERS[0].results[1:])
    papers = (replace(PAPERS[0], results=results), *PAPERS[1:])
    listed = sitemap(assemble(Content(DIGEST, VOCABULARY, papers, NOTES)))
    changed = {url.removeprefix(BASE) for url, day in listed.items() if day == "2025-04-01"}
    assert {"papers/wheat/", "papers/barley/", "benchmarks/barn/", "issues/2025-03-14/", "tags/image/", ""} <= changed
    assert changed.isdisjoint({"papers/rye/", "papers/older/", "issues/2025-03-13/", "benchmarks/mill/"})


def test_a_digest_without_papers_tells_no_day() -> None:
    assert set(sitemap(empty_site()).values()) == {None}


@pytest.mark.parametrize(("number", "parts"), [(0, 1), (50_000, 1), (50_001, 2), (100_001, 3)])
def test_more_addresses_than_a_sitemap_may_hold_make_an_index(number: int, parts: int) -> None:
    entries = [(f"https://a.example/?a&b={n}", "2025-03-14" if n else "2025-03-15") for n in range(number)]
    made = dict(sitemaps("https://a.example/", iter(entries)))
    assert len(made) == (parts if parts == 1 else parts + 1)
    if parts == 1:
        assert addresses(made[urls.SITEMAP]) == dict(entries)
        return
    index = addresses(made[urls.SITEMAP], "sitemap")
    assert list(index) == [f"https://a.example/sitemap-{n}.xml" for n in range(1, parts + 1)]
    assert list(index.values()) == ["2025-03-15", *["2025-03-14"] * (parts - 1)]
    every = {url: day for path in index for url, day in addresses(made[path.rpartition("/")[2]]).items()}
    assert every == dict(entries)


def test_no_sitemap_is_larger_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawlers, "MOST_BYTES", 2_000)
    entries = [(f"https://a.example/{'é' * 50}/{n}", "") for n in range(100)]
    made = dict(sitemaps("https://a.example/", entries))
    parts = [data for path, data in made.items() if path != urls.SITEMAP]
    assert all(1_500 < len(data) <= 2_000 for data in parts[:-1])
    assert len(parts[-1]) <= 2_000
    assert {url for data in parts for url in addresses(data)} == {url for url, _ in entries}
