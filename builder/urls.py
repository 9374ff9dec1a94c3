"""Ids to addresses: the only place where a slug or a date becomes a path of the site or a URL.

A site path has no leading slash; a page's path ends in a slash and its file is `index.html` below it ("" is the home
page, `index.html` at the root). Pages link to each other by relative references, so that the same files are right
under any prefix.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from urllib.parse import quote

HOME = ""
PAPERS = "papers/"
ISSUES = "issues/"
TAGS = "tags/"
BENCHMARKS = "benchmarks/"
SEARCH = "search/"
ABOUT = "about/"
NOT_FOUND = "404.html"
FEEDS = "feeds/"
SITE_FEED = "feeds/papers.atom"
ASSETS = "assets/"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
SEARCH_INDEX = "pagefind/"


def paper(slug: str) -> str:
    """The page of a paper; an alias has the same form."""
    return f"{PAPERS}{slug}/"


def issue(day: date) -> str:
    """The page of the issue of `day`."""
    return f"{ISSUES}{day.isoformat()}/"


def tag(slug: str) -> str:
    """The page of a tag."""
    return f"{TAGS}{slug}/"


def benchmark(slug: str) -> str:
    """The page of a benchmark with its boards."""
    return f"{BENCHMARKS}{slug}/"


def numbered(path: str, number: int) -> str:
    """Page `number` (from 1) of the list that begins at `path`."""
    return path if number == 1 else f"{path}page/{number}/"


def file_of(path: str) -> str:
    """The file that holds the page at `path`: what a static server sends for it."""
    return f"{path}index.html" if path == HOME or path.endswith("/") else path


def relative(target: str, page: str) -> str:
    """The reference from the page at `page` to the site path `target` (which may end in `#fragment`)."""
    path, hash_, fragment = target.partition("#")
    if path == page and hash_:
        return f"#{fragment}"
    start = posixpath.dirname("/" + page)
    reference = posixpath.relpath("/" + path, start)
    if path == HOME or path.endswith("/"):
        reference += "/"
    return quote(reference) + hash_ + fragment


def absolute(base_url: str, path: str) -> str:
    """The URL of the site path `path` of a site published at `base_url` (which ends in a slash)."""
    return base_url + quote(path, safe="/#")


def collisions(paths: Iterable[str]) -> list[tuple[str, ...]]:
    """Groups of paths that one file system or URL would hold for the same: equal, or equal but for case."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for path in paths:
        groups[path.casefold()].append(path)
    return sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1)
