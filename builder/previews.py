"""What previews show: the pictures that other sites set beside a link to a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from builder import typeset, urls, views
from builder.assemble import benchmarks_of
from builder.catalogue import FACETS, Catalogue
from builder.model import Paper
from builder.typeset import REGULAR, SEMIBOLD
from builder.wording import counted, cut, day_text

_LEFT, _RIGHT = 80, 1120  # pixels, as in templates/previews/picture.svg
_TITLE_TOP, _TITLE_BOTTOM = 132, 470
_TITLES = ((112, 1), (80, 2), (70, 3), (60, 4), (50, 5), (44, 6))
"""Sizes of a title with the lines that there is room for."""
_LEADING = 1.16
_SMALL, _LARGE, _BRAND = 26, 36, 34
_GAP = 64  # pixels between two facts
_MOST_FACTS = 4
_FACT = 34  # characters


def preview(c: Catalogue, page: str) -> views.Preview:
    """The picture for the page at the path `page`, one of those that `pictured` has."""
    if page == urls.HOME:
        return _of_digest(c)
    slug = page.split("/")[1]
    return _of_paper(c, c.site.papers[slug]) if page.startswith(urls.PAPERS) else _of_benchmark(c, slug)


def _of_digest(c: Catalogue) -> views.Preview:
    digest = c.site.digest
    facts = ((figure.label.capitalize(), str(figure.number), False) for figure in c.figures)
    return _set(digest.title, digest.description, "", facts)


def _of_paper(c: Catalogue, paper: Paper) -> views.Preview:
    """Title, day, and where the paper stands; one that stands nowhere shows what it is about."""
    standings = (c.standing(paper.slug, benchmark) for benchmark in benchmarks_of(paper))
    ranks = sorted((s for s in standings if s.rank), key=lambda s: not _is_first(s.rank))
    facts: Iterable[tuple[str, str, bool]] = ((s.name, s.rank, _is_first(s.rank)) for s in ranks)
    if not ranks:
        tags = (c.site.vocabulary.tags[tag] for tag in paper.tags)
        facts = ((FACETS[tag.facet][0], tag.name, False) for tag in tags)
    return _set(c.site.digest.title, c.name(paper.slug), f"Listed {day_text(paper.listed)}", facts)


def _is_first(rank: str) -> bool:
    return rank.startswith("#1 ")


def _of_benchmark(c: Catalogue, slug: str) -> views.Preview:
    """Name, and the best result of each of the largest boards."""
    summaries = c.board_summaries(c.site.boards[slug])
    facts = (
        (" · ".join(filter(None, (board.metric, board.leader))), board.value, True)
        for board in summaries
        if board.value
    )
    papers = counted(len(c.site.papers_by_benchmark[slug]), "paper")
    return _set(c.site.digest.title, c.site.vocabulary.benchmarks[slug].name, f"Benchmark · {papers}", facts)


def _set(brand: str, title: str, kicker: str, facts: Iterable[tuple[str, str, bool]]) -> views.Preview:
    """The parts of a picture, where they stand. What the font cannot show is left out."""
    regular, bold = typeset.face(REGULAR), typeset.face(SEMIBOLD)
    size, lines = bold.fitted(bold.spelled(title), _RIGHT - _LEFT, _TITLES)
    placed = tuple(_placed(facts))
    shown = regular.spelled(kicker)
    room = _RIGHT - _LEFT - 60 - regular.width(shown, 28) - _GAP
    return views.Preview(
        brand=bold.fitted(bold.spelled(brand), room, ((_BRAND, 1),))[1][0] if bold.spelled(brand) else "",
        kicker=shown,
        size=size,
        lines=tuple(_stacked(lines, size)),
        facts=placed,
    )


def _stacked(lines: Sequence[str], size: int) -> Iterator[views.PlacedLine]:
    """The lines of a title in the middle of their room, each with its base line."""
    height = size * (1 + _LEADING * (len(lines) - 1))
    top = (_TITLE_TOP + _TITLE_BOTTOM - height) / 2
    return (views.PlacedLine(round(top + size * (0.78 + _LEADING * number)), line) for number, line in enumerate(lines))


def _placed(facts: Iterable[tuple[str, str, bool]]) -> Iterator[views.Fact]:
    """Facts from left to right, as many as there is room for."""
    regular, bold = typeset.face(REGULAR), typeset.face(SEMIBOLD)
    x = _LEFT
    for label, value, best in islice(facts, _MOST_FACTS):
        below, above = bold.spelled(cut(value, _FACT)), regular.spelled(cut(label, _FACT))
        width = round(bold.width(below, _LARGE))
        end = x + max(width, round(regular.width(above, _SMALL)))
        if end > _RIGHT:
            return
        if below:
            yield views.Fact(x, width, above, below, best)
            x = end + _GAP
