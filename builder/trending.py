"""The order of trending papers: by the votes of their listing and the word of the curator, which fade with time."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from builder.model import Paper

_HALF_LIFE = 14  # days
_HIGHLIGHT = 3.0  # what a highlight adds: as much as 7 votes
_LEAST = 0.01


def trending(papers: Sequence[Paper], highlights: Collection[str]) -> tuple[str, ...]:
    """The slugs of papers by score, the highest first; those of one score stand in the order of `papers`.

    A paper begins with 1, a doubling of its votes adds 1, a highlight 3; every 14 days halve the sum. Days count back
    from the newest paper: the same content gives the same order, whenever it is built. What is below 0.01 has faded.
    """
    newest = max((paper.listed for paper in papers), default=None)
    if newest is None:
        return ()
    scores = {
        paper.slug: _score(paper, (newest - paper.listed).days, featured=paper.slug in highlights) for paper in papers
    }
    return tuple(sorted((slug for slug in scores if scores[slug] >= _LEAST), key=lambda slug: -scores[slug]))


def _score(paper: Paper, age: int, *, featured: bool) -> float:
    points = 1 + math.log2(1 + (paper.votes or 0)) + _HIGHLIGHT * featured
    return round(points * math.pow(0.5, age / _HALF_LIFE), 9)  # no two machines need agree on the last digit of a power
