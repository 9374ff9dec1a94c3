"""The page of the reading list, which each reader's browser fills, and the file that tells it what became of papers."""

from __future__ import annotations

from collections.abc import Iterator

from builder import urls, views
from builder.catalogue import Catalogue
from builder.exports import is_large
from builder.model import Site


def reading_list(c: Catalogue, _key: str, _number: int) -> views.ReadingListView:
    """The page of the reading list, without a paper."""
    description = "The papers that you starred, kept in your browser."
    head = c.head(urls.READING, "Reading list", description, urls.READING)
    return views.ReadingListView(head, "" if is_large(c.site) else urls.CITATIONS)


def present_papers(site: Site) -> Iterator[str]:
    """A line for each paper of the digest: its day, its slug, and the aliases that lead to it, with spaces between.

    A browser that kept a paper under another name or day, or one that has gone, learns it from here.
    """
    for slug, paper in site.papers.items():
        aliases = (alias for alias in paper.aliases if alias not in site.papers)
        yield " ".join((paper.listed.isoformat(), slug, *aliases))
