"""Near-duplicates among records: prepare each once, choose candidates, judge each pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from builder.dedupe.block import candidates
from builder.dedupe.decide import judge
from builder.dedupe.evidence import Evidence
from builder.dedupe.record import Pair, Record
from builder.dedupe.settle import settle
from builder.dedupe.venues import Venues


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
    venues = Venues(works)
    # What present records without abstracts are to each other says which of them a new one is.
    settles = any(not work.record.abstract for work in works) and any(w.record.year or w.record.venue for w in works)
    reach = len(works) if settles else len(first)
    chosen = candidates(works, reach)
    by_id = {work.record.id: work for work in works}
    compared = (sorted((works[i].record.id, works[j].record.id)) for i, j in chosen)
    judged = (judge(by_id[a], by_id[b], venues) for a, b in compared)
    pairs = settle([pair for pair in judged if pair], by_id, venues)
    return tuple(sorted((p for p in pairs if {p.a, p.b} & taken), key=lambda pair: (pair.a, pair.b)))


def _mark_recurring(works: Sequence[Evidence]) -> list[Evidence]:
    """A title that comes again year after year, or a short one under many hands, is a column and not a work."""
    by_title = defaultdict(list)
    for work in works:
        by_title[work.title.joined].append(work)
    return [replace(work, recurs=True) if _recurs(by_title[work.title.joined]) else work for work in works]


def _recurs(group: Sequence[Evidence]) -> bool:
    """Years that are spread, not one with slips beside it; or no author of at least half of many records."""
    years = {work.record.year for work in group if work.record.year}
    if len(years) > 2 and max(years) - min(years) > 2:
        return True
    if len(group[0].title.words) > 4 or len(group) < 4:
        return False
    names = Counter(name for work in group for name in work.names)
    return 2 * max(names.values(), default=0) < sum(bool(work.names) for work in group) or not names


def _distinct(records: Sequence[Record]) -> list[Record]:
    by_id = {record.id: record for record in sorted(records, key=lambda r: (r.id, r.title, r.abstract), reverse=True)}
    return [by_id[key] for key in sorted(by_id)]
