"""The sitemap and robots.txt, read back as a crawler reads them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from site_fixture import DIGEST, small_site

from builder import urls
from builder.markup import Markdown
from builder.render import Renderer, Spec

TEMPLATES = Path(__file__).parents[2] / "templates"


def file(path: str) -> str:
    return Renderer(small_site(), Markdown(), [TEMPLATES])(Spec(path, None)).decode()


def test_the_sitemap_lists_pages_that_readers_should_find() -> None:
    root = ElementTree.fromstring(file(urls.SITEMAP))
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    changed = {
        url.findtext("s:loc", namespaces=space): url.findtext("s:lastmod", namespaces=space)
        for url in root.findall("s:url", space)
    }
    assert changed["https://example.org/notes/papers/older/"] == "2025-03-13"
    assert changed["https://example.org/notes/"] is None
    for path in ("papers/old-wheat/", urls.NOT_FOUND, urls.SEARCH, urls.feed(urls.PAPERS_FEED, "atom")):
        assert DIGEST.base_url + path not in changed


def test_robots_names_the_sitemap() -> None:
    assert "Sitemap: https://example.org/notes/sitemap.xml\n" in file(urls.ROBOTS)
