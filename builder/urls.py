"""Ids to addresses: the only place where a slug or a date becomes a path of the site or a URL.

A site path has no leading slash; a page's path ends in a slash and its file is `index.html` below it ("" is the home
page, `index.html` at the root). Pages link to each other by relative references, so that the same files are right
under any prefix.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from urllib.parse import quote, urlencode

from builder.model import BoardKey

HOME = ""
PAPERS = "papers/"
TRENDING = "trending/"
ISSUES = "issues/"
TAGS = "tags/"
BENCHMARKS = "benchmarks/"
SEARCH = "search/"
READING = "reading-list/"
STATISTICS = "stats/"
ABOUT = "about/"
NOT_FOUND = "404.html"
FEEDS = "feeds/"
OPML = "feeds/feeds.opml"
ASSETS = "assets/"
SITEMAP = "sitemap.xml"
LLMS = "llms.txt"
DATA = "data/"
ARCHIVE = "data/digest.zip"
CITATIONS = "data/papers.bib"
API = "data/openapi.json"
ROBOTS = "robots.txt"
PAPERS_FEED, ISSUES_FEED = "papers", "issues"
"""The names of the feeds of the whole digest; those of its parts are made by functions."""
SEARCH_INDEX = "pagefind/"
SEARCH_WORDS = "search/words.txt"
READING_PAPERS = "reading-list/papers.txt"
BADGES = "badges/"
PREVIEWS = "previews/"
IDENTIFIERS = {
    "arxiv": "https://arxiv.org/abs/",
    "doi": "https://doi.org/",
    "openreview": "https://openreview.net/forum?id=",
    "acl": "https://aclanthology.org/",
}
"""What stands before an identifier of each scheme in the URL of its page."""

_GITHUB = re.compile(r"https://github\.com/[^/?#]+/[^/?#]+?(?:\.git)?/?", re.ASCII | re.IGNORECASE)
_UNSAFE = re.compile(r"[^a-z0-9]+")
_LONGEST = 120  # characters of a board's name before its hash, as many as a slug has; a file system takes 255


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


def board(slug: str, key: BoardKey) -> str:
    """A board on the page of its benchmark."""
    return f"{benchmark(slug)}#{board_anchor(key)}"


def board_anchor(key: BoardKey) -> str:
    """The id that `board` leads to."""
    return f"board-{board_name(key)}"


def feed(name: str, form: str) -> str:
    """A feed as a file; `name` is its path below feeds/ without the ending, `form` is "atom" or "json"."""
    return f"{FEEDS}{name}.{form}"


def tag_feed(slug: str) -> str:
    """The name of a tag's feed."""
    return f"{TAGS}{slug}"


def benchmark_feed(slug: str) -> str:
    """The name of a benchmark's feed."""
    return f"{BENCHMARKS}{slug}"


def archive_feed(day: date) -> str:
    """The name of the archive document that has the papers of the issue of `day`."""
    return f"archive/{day.isoformat()}"


def badge(slug: str, key: BoardKey) -> str:
    """The image that says who leads a board."""
    return f"{BADGES}{slug}/{board_name(key)}.svg"


def preview(page: str) -> str:
    """The picture that other sites show beside a link to the page at the path `page`."""
    return f"{PREVIEWS}{page.rstrip('/') or 'home'}.png"


def board_name(key: BoardKey) -> str:
    """The name of a board, which depends on its key alone: no other key has it, whatever boards come and go.

    It can name a file anywhere: a long one ends in a part of its hash.
    """
    parts = (("task", key.task), ("split", key.split), ("setting", key.setting))
    name = "_".join([key.metric, *(f"{label}-{_safe(value)}" for label, value in parts if value)])
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST].rstrip('-_')}-{_hash(name, 16)}"


def _safe(value: str) -> str:
    """`value` in the letters of a slug, with a part of its hash where that loses something."""
    name = _UNSAFE.sub("-", value.lower()).strip("-")
    return name if name == value else f"{name}-{_hash(value, 8)}".lstrip("-")


def _hash(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def sitemap_part(number: int) -> str:
    """Sitemap `number` (from 1) of a site that needs several."""
    return f"sitemap-{number}.xml"


def board_file(slug: str, key: BoardKey, form: str) -> str:
    """A board as a file for programs; `form` is "csv" or "json"."""
    return f"{DATA}boards/{slug}/{board_name(key)}.{form}"


def tag_citations(slug: str) -> str:
    """The BibTeX entries of a tag's papers."""
    return f"{DATA}tags/{slug}.bib"


def data_schema(name: str) -> str:
    """The JSON Schema of the exported `name`; the number goes up where a program that reads it would break."""
    return f"{DATA}schema/v1/{name}.json"


def evidence(slug: str, number: int) -> str:
    """What stands behind result `number` (from 1, in the order of its file) on the page of a paper."""
    return f"{paper(slug)}#{evidence_anchor(number)}"


def evidence_anchor(number: int) -> str:
    """The id that `evidence` leads to."""
    return f"evidence-{number}"


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
    here, there = page.split("/")[:-1], path.split("/")
    shared = 0
    for mine, its in zip(here, there[:-1], strict=False):
        if mine != its:
            break
        shared += 1
    reference = "../" * (len(here) - shared) + _quoted("/".join(there[shared:]))
    return (reference or "./") + hash_ + fragment


_quoted = lru_cache(maxsize=1 << 14)(quote)


def identifier(scheme: str, value: str) -> str:
    """The URL of the page of a paper's identifier."""
    return IDENTIFIERS[scheme] + quote(value, safe="/.:")


def editor(repository: str, branch: str, file: str) -> str:
    """GitHub's editor of the digest's `file` on `branch`, the one that is published; empty where there is no GitHub.

    Who may not write there is led to a fork and a pull request.
    """
    page = _github(repository)
    return f"{page}/edit/{quote(branch)}/{quote(file)}" if page else ""


def problem(repository: str, title: str, page: str) -> str:
    """The form for a new issue on GitHub about an entry, with its title and its URL `page` filled in.

    The fields are those of .github/ISSUE_TEMPLATE/entry.yml; without that file GitHub shows an empty form so named.
    """
    form = _github(repository)
    fields = urlencode({"template": "entry.yml", "title": f"Entry: {title}", "page": page}, quote_via=quote)
    return f"{form}/issues/new?{fields}" if form else ""


def _github(repository: str) -> str:
    return repository.rstrip("/").removesuffix(".git") if _GITHUB.fullmatch(repository) else ""


def absolute(base_url: str, path: str) -> str:
    """The URL of the site path `path` of a site published at `base_url` (which ends in a slash)."""
    return base_url + quote(path, safe="/#")


def collisions(paths: Iterable[str]) -> list[tuple[str, ...]]:
    """Groups of paths that one file system or URL would hold for the same: equal, or equal but for case."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for path in paths:
        groups[path.casefold()].append(path)
    return sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1)
