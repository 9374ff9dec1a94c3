"""Near-duplicates among records: prepare each once, choose candidates, judge each pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from builder.dedupe.block import candidates, candidates_of, title_key
from builder.dedupe.decide import judge
from builder.dedupe.evidence import Evidence
from builder.dedupe.index import KeyIndex
from builder.dedupe.record import Pair, Record
from builder.dedupe.settle import settle
from builder.dedupe.venues import Venues


def find_pairs(records: Sequence[Record]) -> tuple[Pair, ...]:
    """Pairs that are one work or may be, sorted by their ids.

    The order of the records and repetitions of a record make no difference.
    """
    return find_pairs_between(records, ())


def find_pairs_between(new: Sequence[Record], present: Sequence[Record], kept: Path | None = None) -> tuple[Pair, ...]:
    """The same for pairs with at least one new record. A present record whose id a new one has is left out.

    `kept` is a file for the keys of the present records, which makes the next search among them short.
    """
    first = _distinct(new)
    taken = {record.id for record in first}
    records = [*first, *(r for r in _distinct(present) if r.id not in taken)]
    # What present records without abstracts are to each other says which of them a new one is.
    settles = any(not r.abstract for r in records) and any(r.year or r.venue for r in records)
    chosen: Iterable[tuple[int, int]]
    if kept and not settles:
        works, chosen = _by_index(records, len(first), kept)
    else:
        works = dict(enumerate(map(Evidence.of, records)))
        chosen = candidates([*works.values()], len(records) if settles else len(first))
    by_id = _mark_recurring(works.values())
    venues = Venues(by_id.values())
    compared = (sorted((records[i].id, records[j].id)) for i, j in chosen)
    judged = (judge(by_id[a], by_id[b], venues) for a, b in compared)
    pairs = settle([pair for pair in judged if pair], by_id, venues)
    return tuple(sorted((p for p in pairs if {p.a, p.b} & taken), key=lambda pair: (pair.a, pair.b)))


def _by_index(records: Sequence[Record], new: int, kept: Path) -> tuple[dict[int, Evidence], list[tuple[int, int]]]:
    """The records that matter to the new ones, by position, and the pairs to compare."""
    index = KeyIndex(kept, records[new:])
    first = [Evidence.of(record) for record in records[:new]]
    chosen = list(
        candidates_of(first, lambda key: [new + position for position in index.positions(key)], records.__getitem__)
    )
    works = dict(enumerate(first))
    for position in {j for _, j in chosen if j >= new}:
        works[position] = Evidence.of(records[position])
    for work in tuple(works.values()):  # all with the same title, which tell whether it recurs
        for position in index.positions(title_key(work)):
            works.setdefault(new + position, Evidence.of(records[new + position]))
    return works, chosen


def _mark_recurring(works: Iterable[Evidence]) -> dict[str, Evidence]:
    """The records by their ids, those of a title that comes again and again marked: a column and not a work."""
    by_title = defaultdict(list)
    for work in works:
        by_title[work.title.joined].append(work)
    recurring = {title for title, group in by_title.items() if _recurs(group)}
    marked = (replace(w, recurs=True) if w.title.joined in recurring else w for g in by_title.values() for w in g)
    return {work.record.id: work for work in marked}


def _recurs(group: Sequence[Evidence]) -> bool:
    """Years that are spread, not one with slips beside it; or no author of at least half of many records."""
    years = {work.record.year for work in group if work.record.year}
    if len(years) > 2 and max(years) - min(years) > 2:
        return True
    if min(len(work.title.words) for work in group) > 4 or len(group) < 4:
        return False
    names = Counter(name for work in group for name in work.names)
    return 2 * max(names.values(), default=0) < sum(bool(work.names) for work in group) or not names


def _distinct(records: Sequence[Record]) -> list[Record]:
    by_id = {record.id: record for record in records}
    if len(by_id) < len(records):
        ordered = sorted(records, key=repr, reverse=True)  # all that a record holds, whatever their order was
        by_id = {record.id: record for record in ordered}
    return [by_id[key] for key in sorted(by_id)]
