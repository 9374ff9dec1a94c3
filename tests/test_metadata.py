"""What built pages say of themselves to search engines, link previews and reference managers."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from hosting import PREFIX
from playwright.sync_api import Page
from support import ROOT, TINY, put, sheaf, succeeds

import builder

BASE = "https://digest.example/small-hours/"
FERN = "papers/fernbert-reading-field-guides-leaf-by-leaf/"
HOSTILE = "papers/hostile/"
TITLE = "</script><script>alert(1)</script> <!-- <script> ]]> \\u003c & 'more'"
TERMS = {"ScholarlyArticle", "Dataset", "CollectionPage", "WebSite", "BreadcrumbList"}
Json = dict[str, Any]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tiny digest with a paper whose title would break out of a script."""
    root = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("metadata") / "tiny"))
    front = f"title: {json.dumps(TITLE)}\nlisted: 2025-03-14\nauthors: ['</script> Ada', 'Owl Team']\ntags: [image]"
    for number in range(5):
        put(
            root, f"content/papers/2025-03-14/more-{number}.md", f"---\ntitle: More {number}\nlisted: 2025-03-14\n---\n"
        )
    put(root, f"content/{HOSTILE[:-1].replace('papers/', 'papers/2025-03-14/')}.md", f"---\n{front}\n---\n")
    succeeds(sheaf(root, "build", "--no-search"))
    return root / "site"


def head(site: Path, path: str) -> Any:
    file = site / path / "index.html" if path.endswith("/") or not path else site / path
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(file.read_text(encoding="utf-8")).find("head")


def tags(site: Path, path: str, key: str) -> list[tuple[str, str]]:
    """The meta tags of a page whose `key` is name or property."""
    return [(meta.get(key), meta.get("content")) for meta in head(site, path).iter("meta") if meta.get(key)]


def things(site: Path, path: str) -> list[Json]:
    """What the JSON-LD of a page describes."""
    (script,) = (s for s in head(site, path).iter("script") if s.get("type") == "application/ld+json")
    graph = json.loads(script.text)
    assert graph["@context"] == "https://schema.org"
    return list(graph["@graph"])


def thing(site: Path, path: str, kind: str) -> Json:
    return next(thing for thing in things(site, path) if thing["@type"] == kind)


def pages(site: Path) -> Iterator[str]:
    for file in sorted(site.rglob("*.html")):
        yield file.relative_to(site).as_posix().removesuffix("index.html")


# JSON-LD


def test_a_paper_is_an_article_of_which_only_the_known_is_said(site: Path) -> None:
    article = thing(site, FERN, "ScholarlyArticle")
    assert article["url"] == BASE + FERN
    assert article["sameAs"] == ["https://arxiv.org/abs/2502.10010"]
    assert article["datePublished"] == "2025-02-27"
    assert all(author["@type"] == "Person" for author in article["author"])
    bare = thing(site, "papers/more-1/", "ScholarlyArticle")
    assert bare.keys().isdisjoint({"author", "datePublished", "sameAs", "keywords"})


def test_a_benchmark_and_each_of_its_boards_are_data(site: Path) -> None:
    benchmark, *boards = (t for t in things(site, "benchmarks/nightroads/") if t["@type"] == "Dataset")
    assert (benchmark["name"], benchmark["sameAs"]) == ("NightRoads", "https://nightroads.example/")
    assert len(boards) == 2
    for board in boards:
        assert board["about"] == {"@id": benchmark["@id"]}
        assert board["license"]["name"] == "CC BY 4.0"
        assert [file["encodingFormat"] for file in board["distribution"]] == ["text/csv", "application/json"]
        for file in board["distribution"]:
            assert (site / file["contentUrl"].removeprefix(BASE)).is_file()


def test_a_list_is_a_collection_of_what_it_shows(site: Path) -> None:
    collection = thing(site, "issues/2025-03-07/", "CollectionPage")
    items = collection["mainEntity"]["itemListElement"]
    assert [item["position"] for item in items] == [1, 2]
    assert {item["url"] for item in items} == {
        BASE + FERN,
        f"{BASE}papers/an-o-n-log-n-attention-that-forgets-on-purpose/",
    }
    for path in ("papers/", "trending/", "issues/", "tags/", "tags/image/", "benchmarks/"):
        listed = thing(site, path, "CollectionPage")["mainEntity"]["itemListElement"]
        assert all((site / item["url"].removeprefix(BASE) / "index.html").is_file() for item in listed)


def test_breadcrumbs_lead_to_a_page_from_the_home_page(site: Path) -> None:
    crumbs = thing(site, FERN, "BreadcrumbList")["itemListElement"]
    assert [(crumb["name"], crumb["item"]) for crumb in crumbs] == [
        ("The Small Hours", BASE),
        ("Papers", f"{BASE}papers/"),
        ("FernBERT: Reading Field Guides Leaf by Leaf", BASE + FERN),
    ]
    assert [crumb["name"] for crumb in thing(site, "tags/", "BreadcrumbList")["itemListElement"]][1:] == ["Tags"]
    assert {t["@type"] for t in things(site, "")} == {"WebSite"}


def test_the_data_page_is_data(site: Path) -> None:
    data = thing(site, "data/", "Dataset")
    assert data["dateModified"] == "2025-03-14"
    assert f"{BASE}data/digest.zip" in {file["contentUrl"] for file in data["distribution"]}
    assert all((site / file["contentUrl"].removeprefix(BASE)).is_file() for file in data["distribution"])


def test_every_page_that_is_listed_says_what_it_is(site: Path) -> None:
    described = {path: {t["@type"] for t in things(site, path)} for path in pages(site) if _is_listed(site, path)}
    assert set.union(*described.values()) == TERMS
    assert [path for path, kinds in described.items() if not kinds & {"BreadcrumbList", "WebSite"}] == []


def test_nothing_breaks_out_of_a_script(site: Path) -> None:
    text = (site / HOSTILE / "index.html").read_text(encoding="utf-8")
    data = text.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert not re.search("[<>&']", data)
    assert thing(site, HOSTILE, "ScholarlyArticle")["name"] == TITLE
    assert len(list(head(site, HOSTILE).iter("script"))) == len(list(head(site, FERN).iter("script")))


# Highwire and Open Graph


def test_reference_managers_find_authors_or_nothing(site: Path) -> None:
    cited = [(name, value) for name, value in tags(site, FERN, "name") if name.startswith("citation_")]
    assert cited == [
        ("citation_title", "FernBERT: Reading Field Guides Leaf by Leaf"),
        ("citation_author", "Amparo Vidal"),
        ("citation_author", "Tomasz Ørsted"),
        ("citation_publication_date", "2025/02/27"),
        ("citation_arxiv_id", "2502.10010"),
        ("citation_abstract_html_url", BASE + FERN),
    ]
    for path in pages(site):
        if not re.match(r"papers/(fernbert-|hostile)", path):
            assert not [name for name, _ in tags(site, path, "name") if name.startswith("citation_")], path
    assert "citation_publication_date" not in dict(tags(site, HOSTILE, "name"))


def test_each_page_has_a_preview(site: Path) -> None:
    for path in pages(site):
        if not _is_redirect(site, path):
            preview = dict(tags(site, path, "property"))
            assert preview["og:site_name"] == "The Small Hours"
            assert preview["og:url"] == BASE + path
            assert preview["og:title"]
            assert preview["og:description"]
            assert preview["og:type"] == ("article" if re.match(r"(papers|issues)/(?!page/).", path) else "website")
    assert dict(tags(site, HOSTILE, "property"))["og:title"] == TITLE
    assert dict(tags(site, "", "property"))["og:title"] == "The Small Hours"


# Robots


def _is_redirect(site: Path, path: str) -> bool:
    return any(meta.get("http-equiv") == "refresh" for meta in head(site, path).iter("meta"))


def _is_listed(site: Path, path: str) -> bool:
    return dict(tags(site, path, "name")).get("robots") != "noindex"


def _canonical(site: Path, path: str) -> list[str]:
    return [link.get("href") for link in head(site, path).iter("link") if link.get("rel") == "canonical"]


def test_search_engines_are_told_what_to_list(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    listed = [path for path in pages(site) if _is_listed(site, path)]
    assert set(re.findall("<loc>(.*?)</loc>", sitemap)) == {BASE + path for path in listed}
    assert all(_canonical(site, path) == [BASE + path] for path in listed)
    others = set(pages(site)) - set(listed)
    assert {"404.html", "search/", "papers/page/2/", "papers/fernbert/"} <= others
    assert all(not _canonical(site, path) for path in others if not _is_redirect(site, path))


def test_robots_leads_to_the_sitemap(site: Path) -> None:
    assert (site / "robots.txt").read_text(
        encoding="utf-8"
    ) == f"User-agent: *\nDisallow:\n\nSitemap: {BASE}sitemap.xml\n"


def test_language_models_get_an_outline(site: Path) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# The Small Hours\n\n> Papers read after dark, a few a week.\n\n")
    links = re.findall(r"^- \[[^\]]+\]\((\S+)\): .+$", text, re.MULTILINE)
    assert len(links) == len(re.findall("^- ", text, re.MULTILINE)) == 10
    for link in links:
        path = link.removeprefix(BASE)
        assert (site / path / "index.html" if path.endswith("/") else site / path).is_file()


# This repository


def test_the_repository_says_how_to_cite_it() -> None:
    """By the Citation File Format 1.2.0."""
    said = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= said.keys()
    assert (said["cff-version"], said["type"], said["license"]) == ("1.2.0", "software", "MIT")
    assert said["version"] == builder.__version__
    digest = yaml.safe_load((ROOT / "content/digest.yaml").read_text(encoding="utf-8"))
    assert (said["url"], said["repository-code"]) == (digest["base_url"], digest["repository"])


# In a browser


@pytest.mark.browser
def test_the_policy_lets_the_data_be(page: Page, host: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in (
        "",
        "papers/swin-transformer-hierarchical-vision-transformer-using-shifted-windows/",
        "benchmarks/coco/",
        "data/",
    ):
        page.goto(f"{host}{PREFIX}{path}")
        data = page.locator('script[type="application/ld+json"]').text_content()
        assert json.loads(data or "")["@graph"]
    assert said == []
