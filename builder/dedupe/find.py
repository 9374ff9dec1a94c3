"""Near-duplicates among records: prepare each once, choose candidates, judge each pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
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
    # What all records say of their venues decides on those without abstracts.
    by_venue = any(not r.abstract for r in records) and any(r.venue for r in records)
    if kept and not by_venue:
        works, venues, judged = _judged_by_index(records, len(first), kept)
    else:
        evidence = [Evidence.of(record) for record in records]
        # What present records without abstracts are to each other says which of them a new one is.
        settles = any(not r.abstract for r in records)
        works, venues, judged = _judged(evidence, records, candidates(evidence, len(records if settles else first)))
    pairs = settle(judged, works, venues)
    return tuple(sorted((p for p in pairs if {p.a, p.b} & taken), key=lambda pair: (pair.a, pair.b)))


def _judged(
    works: Iterable[Evidence], records: Sequence[Record], chosen: Iterable[tuple[int, int]]
) -> tuple[dict[str, Evidence], Venues, list[Pair]]:
    """The works by id, what they say of venues, and the pairs out of those `chosen` by position in `records`."""
    by_id = _mark_recurring(works)
    venues = Venues(by_id.values())
    compared = (sorted((records[i].id, records[j].id)) for i, j in chosen)
    judged = (judge(by_id[a], by_id[b], venues) for a, b in compared)
    return by_id, venues, [pair for pair in judged if pair]


def _judged_by_index(records: Sequence[Record], new: int, kept: Path) -> tuple[dict[str, Evidence], Venues, list[Pair]]:
    """The same for the `new` first records, and for those present ones that `settle` weighs against each other."""
    index = KeyIndex(kept, records[new:])
    sources = dict(enumerate(map(Evidence.of, records[:new])))
    found = _judged_with(sources, records, new, index)
    places = {record.id: place for place, record in enumerate(records)}
    ids = {name for pair in found[2] for name in (pair.a, pair.b) if _lacks_abstract(pair, found[0])}
    rivals = {places[name] for name in ids} - sources.keys()
    if not rivals:
        return found
    return _judged_with(sources | {place: Evidence.of(records[place]) for place in rivals}, records, new, index)


def _lacks_abstract(pair: Pair, works: Mapping[str, Evidence]) -> bool:
    return not (works[pair.a].record.abstract and works[pair.b].record.abstract)


def _judged_with(
    sources: Mapping[int, Evidence], records: Sequence[Record], new: int, index: KeyIndex
) -> tuple[dict[str, Evidence], Venues, list[Pair]]:
    """The pairs with one of `sources`."""

    def present(key: int) -> Iterator[int]:
        return (new + position for position in index.positions(key))

    chosen = list(candidates_of(sources, present, records.__getitem__))
    works = dict(sources)
    for position in {*chain(*chosen)} - works.keys():
        works[position] = Evidence.of(records[position])
    for work in tuple(works.values()):  # all with the same title, which tell whether it recurs
        for position in present(title_key(work)):
            if position not in works:
                works[position] = Evidence.of(records[position])
    return _judged(works.values(), records, chosen)


def _mark_recurring(works: Iterable[Evidence]) -> dict[str, Evidence]:
    """The records by their ids, those of a title that comes again and again marked: a column and not a work."""
    by_title = defaultdict(list)
    for work in works:
        by_title[work.title.joined].append(work)
    recurring = {title for title, group in by_title.items() if _recurs(group)}
    marked = (replace(w, recurs=True) if w.title.joined in recurring else w for g in by_title.values() for w in g)
    return {work.record.id: work for work in marked}


def _recurs(group: Sequence[Evidence]) -> bool:
    """Years that are spread, not one with slips beside it; or no author of at least half of many records.

    A title of more words whose authors are the same is a work that was printed again.
    """
    years = {work.record.year for work in group if work.record.year}
    names = Counter(name for work in group for name in work.names)
    one_hand = 2 * max(names.values(), default=0) >= sum(bool(work.names) for work in group) and bool(names)
    long = min(len(work.title.words) for work in group) > 4
    if len(years) > 2 and max(years) - min(years) > 2:
        return not (long and one_hand)
    return not long and len(group) >= 4 and not one_hand


def _distinct(records: Sequence[Record]) -> list[Record]:
    by_id = {record.id: record for record in records}
    if len(by_id) < len(records):
        ordered = sorted(records, key=repr, reverse=True)  # all that a record holds, whatever their order was
        by_id = {record.id: record for record in ordered}
    return [by_id[key] for key in sorted(by_id)]
