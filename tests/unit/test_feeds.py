"""The Atom feed, the sitemap and robots.txt, read back as a feed reader and a crawler read them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from site_fixture import DIGEST, HOSTILE, empty_site, small_site

from builder import urls
from builder.markup import Markdown
from builder.model import Site
from builder.render import Renderer, Spec

TEMPLATES = Path(__file__).parents[2] / "templates"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def file(site: Site, path: str) -> str:
    return Renderer(site, Markdown(), [TEMPLATES])(Spec(path, None)).decode()


def feed(site: Site) -> ElementTree.Element:
    return ElementTree.fromstring(file(site, urls.SITE_FEED))


def value(element: ElementTree.Element, name: str) -> str:
    return element.findtext(f"a:{name}", namespaces=ATOM) or ""


def test_the_feed_holds_what_atom_requires() -> None:
    root = feed(small_site())
    assert value(root, "id") == "https://example.org/notes/feeds/papers.atom"
    assert value(root, "title") == DIGEST.title
    assert root.findtext("a:author/a:name", namespaces=ATOM) == "A. Gleaner"
    entries = root.findall("a:entry", ATOM)
    assert len(entries) == DIGEST.feed_size
    for entry in entries:
        assert all(value(entry, name) for name in ("id", "title", "updated"))
        link = entry.find("a:link[@rel='alternate']", ATOM)
        assert link is not None
        assert link.get("href", "").startswith(DIGEST.base_url)


def test_ids_are_unique_and_dates_come_from_the_content() -> None:
    root = feed(small_site())
    entries = root.findall("a:entry", ATOM)
    assert len({value(entry, "id") for entry in entries}) == len(entries)
    updated = [value(entry, "updated") for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert value(root, "updated") == updated[0] == "2025-03-14T00:00:00Z"
    assert file(small_site(), urls.SITE_FEED) == file(small_site(), urls.SITE_FEED)


def test_entries_carry_authors_and_the_whole_abstract_as_html() -> None:
    by_title = {value(entry, "title"): entry for entry in feed(small_site()).findall("a:entry", ATOM)}
    wheat = by_title["Wheat at Scale"]
    assert [name.text for name in wheat.findall("a:author/a:name", ATOM)] == ["Ada Sower", "Ben Reaper"]
    content = value(wheat, "content")
    assert "<p>We count wheat.</p>" in content
    assert "<math" in content
    assert HOSTILE.replace("$", "") in by_title


def test_an_empty_feed_is_a_feed() -> None:
    root = feed(empty_site())
    assert value(root, "updated") == "1970-01-01T00:00:00Z"
    assert not root.findall("a:entry", ATOM)


def test_the_sitemap_lists_pages_that_readers_should_find() -> None:
    root = ElementTree.fromstring(file(small_site(), urls.SITEMAP))
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    changed = {
        url.findtext("s:loc", namespaces=space): url.findtext("s:lastmod", namespaces=space)
        for url in root.findall("s:url", space)
    }
    assert changed["https://example.org/notes/papers/older/"] == "2025-03-13"
    assert changed["https://example.org/notes/"] is None
    for path in ("papers/old-wheat/", urls.NOT_FOUND, urls.SEARCH, urls.SITE_FEED):
        assert DIGEST.base_url + path not in changed


def test_robots_names_the_sitemap() -> None:
    assert "Sitemap: https://example.org/notes/sitemap.xml\n" in file(small_site(), urls.ROBOTS)
