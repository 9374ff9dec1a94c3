"""Near-duplicates among records: prepare each once, choose candidates, judge each pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from builder.dedupe.block import candidates
from builder.dedupe.decide import judge
from builder.dedupe.evidence import Evidence
from builder.dedupe.normalise import Title
from builder.dedupe.record import Pair, Record


def find_pairs(records: Sequence[Record]) -> tuple[Pair, ...]:
    """Pairs that are one work or may be, sorted by their ids.

    The order of the records and repetitions of a record make no difference.
    """
    return find_pairs_between(records, ())


def find_pairs_between(new: Sequence[Record], present: Sequence[Record]) -> tuple[Pair, ...]:
    """The same for pairs with at least one new record. A present record whose id a new one has is left out."""
    first = _distinct(new)
    taken = {record.id for record in first}
    works = _mark_recurring(
        [Evidence.of(record) for record in (*first, *(r for r in _distinct(present) if r.id not in taken))]
    )
    chosen = candidates(
        [work.ids for work in works],
        [work.title for work in works],
        [work.record.abstract for work in works],
        len(first),
    )
    judged = (judge(*sorted((works[i], works[j]), key=lambda work: work.record.id)) for i, j in chosen)
    return tuple(sorted((pair for pair in judged if pair), key=lambda pair: (pair.a, pair.b)))


def _mark_recurring(works: Sequence[Evidence]) -> list[Evidence]:
    """A title that stands in three years and more, or a short one in many records, is a column and not a work."""
    years = defaultdict(list)
    for work in works:
        years[work.title.joined].append(work.record.year)

    def recurs(title: Title) -> bool:
        found = years[title.joined]
        return len({*found} - {None}) > 2 or (len(title.words) < 5 and len(found) > 3)

    return [replace(work, recurs=True) if recurs(work.title) else work for work in works]


def _distinct(records: Sequence[Record]) -> list[Record]:
    by_id = {record.id: record for record in sorted(records, key=lambda r: (r.id, r.title, r.abstract), reverse=True)}
    return [by_id[key] for key in sorted(by_id)]
