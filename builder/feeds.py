"""What feed readers and crawlers read: the Atom feed, the sitemap, robots.txt.

Every date comes from the content, so that a rebuild resurfaces nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from builder import urls
from builder.markup import Markdown
from builder.model import Paper, Site

_NO_ENTRY = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper in a feed. `id` is the URL of its page, which never changes; `content` is HTML, as text."""

    id: str
    title: str
    updated: str
    authors: tuple[str, ...]
    content: str
    categories: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed (RFC 4287): newest entry first; `author` stands for entries that have none."""

    id: str
    title: str
    subtitle: str
    home: str
    author: str
    rights: str
    updated: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """A line of the sitemap: a URL and the day of its newest content, empty where that has no meaning."""

    url: str
    changed: str


def timestamp(day: date) -> str:
    """The beginning of `day` as RFC 3339 has it."""
    return f"{day.isoformat()}T00:00:00Z"


def papers_feed(site: Site, markup: Markdown) -> Feed:
    """The newest papers with their whole abstracts."""
    digest = site.digest
    entries = tuple(_entry(site, paper, markup) for paper in list(site.papers.values())[: digest.feed_size])
    return Feed(
        id=urls.absolute(digest.base_url, urls.SITE_FEED),
        title=digest.title,
        subtitle=digest.description,
        home=digest.base_url,
        author=digest.curator or digest.title,
        rights=digest.licence,
        updated=max((entry.updated for entry in entries), default=_NO_ENTRY),
        entries=entries,
    )


def _entry(site: Site, paper: Paper, markup: Markdown) -> Entry:
    return Entry(
        id=urls.absolute(site.digest.base_url, urls.paper(paper.slug)),
        title=markup.plain_title(paper.title),
        updated=timestamp(paper.listed),
        authors=paper.authors,
        content="".join((markup.block(paper.note), markup.block(paper.abstract))),
        categories=tuple((slug, site.vocabulary.tags[slug].name) for slug in paper.tags),
    )


def sitemap(site: Site, paths: Iterable[str]) -> tuple[Address, ...]:
    """The addresses of the pages at `paths`, with the day a paper or an issue was listed."""
    changed = {urls.paper(slug): paper.listed for slug, paper in site.papers.items()}
    changed |= {urls.issue(issue.day): issue.day for issue in site.issues}
    return tuple(
        Address(urls.absolute(site.digest.base_url, path), changed[path].isoformat() if path in changed else "")
        for path in paths
    )
