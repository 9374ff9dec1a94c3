"""Which venues are one under two spellings, learnt from the records themselves.

Bibliographies spell a venue each in its own way: "SIGMOD Conference", "International Conference on Management of Data".
Records that agree in title, authors and year are one work, so how they spell their venues shows which spellings
stand for each other, and which never do although both are common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from builder.dedupe.evidence import Evidence
from builder.dedupe.normalise import normal_abstract
from builder.dedupe.score import NAMES_AGREE, names_score

_LONG = 4
"""Words of a title that is sure to be one work, with its authors and year."""
_CROWD = 20
_SEEN = 3
"""How often two spellings have to meet to be one venue."""
_COMMON, _VERY_COMMON = 20, 100
"""How often spellings have to be seen so that their never meeting, or one's never meeting itself, says something."""
_SELDOM = 0.0125
"""The share of a spelling's meetings that is as good as none."""
# fmt: off
_NO_NAMES = frozenset({
    "annual", "conference", "international", "journal", "proceedings", "review", "science", "symposium",
    "transactions", "workshop",
})
# fmt: on


class Venues:
    """What the records say about the spellings of their venues."""

    def __init__(self, works: Iterable[Evidence]) -> None:
        self._met: Counter[tuple[str, str]] = Counter()
        self._seen: Counter[str] = Counter()
        by_title = defaultdict(list)
        for work in works:
            if work.record.venue and work.names and work.record.year and len(work.title.words) >= _LONG:
                by_title[work.title.joined, work.record.year].append(work)
        for group in by_title.values():
            self._learn(sorted(group, key=lambda work: work.record.content)[:_CROWD] if len(group) > _CROWD else group)

    def _learn(self, group: Sequence[Evidence]) -> None:
        for a, b in combinations(group, 2):
            if names_score(a.names, b.names) >= NAMES_AGREE:
                pair = _spellings(a, b)
                self._met[pair] += 1
                self._seen.update({*pair})

    def same(self, a: Evidence, b: Evidence) -> bool:
        """Whether the records stand in one venue, as far as can be seen."""
        x, y = pair = _spellings(a, b)
        return bool(x and y) and not self.apart(a, b) and (x == y or self._met[pair] >= _SEEN or _alike(x, y))

    def apart(self, a: Evidence, b: Evidence) -> bool:
        """Whether records with these spellings are hardly ever one work, although both spellings are common.

        Of two spellings that means two venues, of one that its bibliography does not list a work twice.
        """
        pair = _spellings(a, b)
        seen = min(self._seen[spelling] for spelling in pair)
        enough = _VERY_COMMON if pair[0] == pair[1] else _COMMON
        return seen >= enough and self._met[pair] < _SELDOM * seen

    def respelt(self, a: Evidence, b: Evidence) -> bool:
        """Whether the venue is one under two spellings: the records come from two bibliographies."""
        pair = _spellings(a, b)
        return pair[0] != pair[1] and self._met[pair] >= _SEEN and not self.apart(a, b)


def spelling(work: Evidence) -> str:
    """A venue's name without capitals and punctuation."""
    return normal_abstract(work.record.venue)


def _spellings(a: Evidence, b: Evidence) -> tuple[str, str]:
    x, y = spelling(a), spelling(b)
    return (x, y) if x <= y else (y, x)


def _alike(x: str, y: str) -> bool:
    """Whether a telling word of one begins one of the other: "Syst." and "Systems"."""
    here, there = ({word for word in name.split() if len(word) > 3 and word not in _NO_NAMES} for name in (x, y))
    return any(long.startswith(short) or short.startswith(long) for long in here for short in there)
