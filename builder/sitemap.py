"""The sitemap: the addresses of the pages that crawlers should find, each with the day of its newest content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from builder import urls
from builder.model import Site


@dataclass(frozen=True, slots=True)
class Address:
    """A line of the sitemap: a URL and the day of its newest content, empty where that has no meaning."""

    url: str
    changed: str


def sitemap(site: Site, paths: Iterable[str]) -> tuple[Address, ...]:
    """The addresses of the pages at `paths`, with the day a paper or an issue was listed."""
    changed = {urls.paper(slug): paper.listed for slug, paper in site.papers.items()}
    changed |= {urls.issue(issue.day): issue.day for issue in site.issues}
    return tuple(
        Address(urls.absolute(site.digest.base_url, path), changed[path].isoformat() if path in changed else "")
        for path in paths
    )
