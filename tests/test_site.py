"""The whole site of the repository's own digest: valid pages, and links that lead somewhere under any prefix."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest
from support import ROOT, sheaf

HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site without its search index."""
    out = tmp_path_factory.mktemp("site") / "site"
    outcome = sheaf(ROOT, "build", "--no-cache", "--no-search", "--out", out)
    assert outcome.code == 0, outcome.err
    return out


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, ElementTree.Element]:
    """Every HTML page by its address below the site's root, parsed strictly: an error of HTML fails."""
    parsed = {}
    for file in sorted(site.rglob("*.html")):
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True)
        address = "/" + file.relative_to(site).as_posix().removesuffix("index.html")
        parsed[address] = parser.parse(file.read_text(encoding="utf-8"))
    return parsed


def _links(page: ElementTree.Element) -> Iterator[str]:
    for node in page.iter():
        for name in ("href", "src", "action", "data-root", "data-index"):
            if (value := node.get(name)) is not None:
                yield value


def test_the_digest_has_its_papers(pages: dict[str, ElementTree.Element]) -> None:
    papers = [address for address in pages if address.startswith("/papers/") and address.count("/") == 3]
    assert len(papers) >= 87


@pytest.mark.parametrize("prefix", ["", "/repo"])
def test_every_internal_link_and_anchor_resolves(
    site: Path, pages: dict[str, ElementTree.Element], prefix: str
) -> None:
    ids = {address: {node.get("id") for node in page.iter()} for address, page in pages.items()}
    broken = []
    for address, page in pages.items():
        if address == "/404.html":
            continue  # its links are absolute under the base URL; see test_not_found_is_absolute
        for link in _links(page):
            target = urlsplit(urljoin(f"https://host{prefix}{address}", link))
            if target.netloc != "host" or target.scheme != "https":
                continue
            path = unquote(target.path)
            inside = path.removeprefix(prefix)
            exists = path.startswith(prefix + "/") and _exists(site, inside)
            if not exists or (target.fragment and unquote(target.fragment) not in ids.get(inside, ())):
                broken.append(f"{address}: {link}")
    assert broken == []


def _exists(site: Path, path: str) -> bool:
    if path == "/pagefind/":
        return True  # this build leaves the index out
    return (site / path.removeprefix("/") / "index.html" if path.endswith("/") else site / path[1:]).is_file()


def test_not_found_is_absolute(site: Path, pages: dict[str, ElementTree.Element]) -> None:
    inside = [link for link in _links(pages["/404.html"]) if urlsplit(link).netloc == ""]
    assert inside
    for link in inside:
        assert link == "#main" or (link.startswith("/sheaf/") and _exists(site, link.removeprefix("/sheaf"))), link


def test_each_page_says_what_it_is(pages: dict[str, ElementTree.Element]) -> None:
    for address, page in pages.items():
        assert page.find(f".//{HTML}html") is not None or page.get("lang"), address
        assert (page.findtext(f".//{HTML}title") or "").strip(), address
        if page.find(f".//{HTML}meta[@http-equiv='refresh']") is None:
            assert len(page.findall(f".//{HTML}h1")) == 1, address
        named = [node.get("id") for node in page.iter() if node.get("id")]
        assert len(named) == len(set(named)), f"an id stands twice on {address}"


def test_headings_leave_no_level_out(pages: dict[str, ElementTree.Element]) -> None:
    for address, page in pages.items():
        levels = [int(node.tag[-1]) for node in page.iter() if node.tag in {f"{HTML}h{n}" for n in range(1, 7)}]
        assert all(after <= before + 1 for before, after in pairwise(levels)), address


def test_no_page_asks_another_host_for_anything(pages: dict[str, ElementTree.Element]) -> None:
    for address, page in pages.items():
        for node in page.iter():
            loads = node.get("src") or (node.get("href") if node.tag == f"{HTML}link" else None)
            if loads and node.get("rel") not in {"canonical", "alternate"}:
                assert not urlsplit(loads).netloc, f"{address}: {loads}"
            assert node.get("style") is None, address
            assert not [name for name in node.attrib if name.startswith("on")], address


def test_a_paper_page_is_light(site: Path, pages: dict[str, ElementTree.Element]) -> None:
    """With everything that it loads before anybody searches, as a host compresses it."""
    sizes = {file: len(gzip.compress(file.read_bytes(), 6)) for file in site.rglob("*.*") if file.is_file()}
    for address, page in pages.items():
        loads = [node.get("src", "") for node in page.iter() if node.get("src")]
        loads += [n.get("href", "") for n in page.iter(f"{HTML}link") if n.get("rel") in {"stylesheet", "icon"}]
        inside = {site / unquote(urlsplit(urljoin(address, link)).path).lstrip("/") for link in loads}
        if address.startswith("/papers/") and address.count("/") == 3:
            assert sum(sizes.get(file, 0) for file in {*inside, site / address[1:] / "index.html"}) <= 30_000, address


def test_files_can_be_served(site: Path) -> None:
    for folder, _, names in os.walk(site):
        assert Path(folder).stat().st_mode & 0o777 == 0o755
        assert all((Path(folder) / name).stat().st_mode & 0o777 == 0o644 for name in names)
