"""Addresses: files of pages, references between them, and paths that would overwrite each other."""

from __future__ import annotations

from datetime import date
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import urls

SEGMENT = st.text("abcXYZ09-_.é ?%&'\"", min_size=1, max_size=8).filter(lambda text: text.strip(".") != "")
PAGE = st.lists(SEGMENT, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))


def test_addresses_of_everything() -> None:
    assert urls.paper("swin") == "papers/swin/"
    assert urls.issue(date(2025, 3, 14)) == "issues/2025-03-14/"
    assert urls.tag("gan") == "tags/gan/"
    assert urls.benchmark("coco") == "benchmarks/coco/"
    assert [urls.numbered("papers/", number) for number in (1, 2)] == ["papers/", "papers/page/2/"]


@pytest.mark.parametrize(
    ("path", "file"),
    [("", "index.html"), ("papers/", "papers/index.html"), ("404.html", "404.html"), ("a/b.css", "a/b.css")],
)
def test_the_file_of_a_page(path: str, file: str) -> None:
    assert urls.file_of(path) == file


@pytest.mark.parametrize(
    ("target", "page", "reference"),
    [
        ("", "", "./"),
        ("papers/", "", "papers/"),
        ("", "papers/a/", "../../"),
        ("tags/x/", "papers/a/", "../../tags/x/"),
        ("papers/a/", "papers/a/", "./"),
        ("papers/a/#abstract", "papers/a/", "#abstract"),
        ("papers/a/#abstract", "", "papers/a/#abstract"),
        ("assets/style.css", "papers/a/", "../../assets/style.css"),
        ("assets/style.css", "404.html", "assets/style.css"),
    ],
)
def test_references(target: str, page: str, reference: str) -> None:
    assert urls.relative(target, page) == reference


@given(SEGMENT.flatmap(lambda name: st.sampled_from([f"{name}/", f"{name}.html"])), PAGE, PAGE)
def test_a_reference_leads_to_its_target_under_any_prefix(name: str, folder: str, page: str) -> None:
    target = folder + name
    for base in ("https://a.example/", "https://a.example/repo/"):
        here = urls.absolute(base, page)
        found = urlsplit(urljoin(here, urls.relative(target, page)))
        assert found == urlsplit(urls.absolute(base, target))


def test_absolute_addresses_are_quoted() -> None:
    assert urls.absolute("https://a.example/repo/", "papers/ä b/#c") == "https://a.example/repo/papers/%C3%A4%20b/#c"


def test_collisions_are_equal_paths_and_those_that_differ_by_case() -> None:
    assert urls.collisions(["a/", "b/", "B/", "c", "a/", "d"]) == [("B/", "b/"), ("a/", "a/")]
    assert urls.collisions(["a/", "a", "b/"]) == []
