"""Which pages have a picture of their own for other sites to show beside a link.

A picture takes about twenty kilobytes, more than a page, so only some have one. The others have the digest's.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from builder import urls
from builder.model import Board, Site


def pictured(site: Site) -> tuple[str, ...]:
    """The paths of the pages that have a picture of their own; the one of the home page stands for all others.

    Of papers, these are the featured ones, those that lead a board, and the newest; of benchmarks, those with most
    results: of either as many as the digest says. With 0, nothing has a picture.
    """
    most = site.digest.previews
    if not most:
        return ()
    papers = islice(dict.fromkeys(_papers(site)), most)
    largest = sorted(site.boards, key=lambda slug: (-sum(len(board.ranked) for board in site.boards[slug]), slug))
    return (urls.HOME, *map(urls.paper, papers), *map(urls.benchmark, largest[:most]))


def _papers(site: Site) -> Iterator[str]:
    yield from (slug for slug, paper in site.papers.items() if paper.featured)
    leaders = {row.paper for board in _shared(site) for row in board.rows if row.rank == 1}
    yield from (slug for slug in site.papers if slug in leaders)
    yield from site.papers


def _shared(site: Site) -> Iterator[Board]:
    """The boards that compare papers."""
    every = chain.from_iterable(site.boards.values())
    return (board for board in every if len({row.paper for row in board.ranked}) > 1)
