"""Which pairs are worth comparing: those that share keys.

Blocking by an inverted index of keys, after the survey of Papadakis et al. (ACM Computing Surveys 53(2), 2020). A
record has as keys: its identifiers; its title without spaces, and each part of it; the first words of its title; every
two of its longest title words, by their beginnings; its abstract, and the first and the last words of every sentence of
it; where a script has no spaces between words, some passages of eight characters, chosen by what they say (as winnowing
does: Schleimer, Wilkerson and Aiken, SIGMOD 2003); without an abstract, each author with each of those title words. The
keys of a record depend on it alone, so that an index of them can be kept. An identifier, a title, a part of it, its
first words or a whole abstract make a candidate alone; of the rest it takes two. A key that many records share says
little and is passed over, except an identifier, a title and an abstract: those records are compared with one another,
and if they are very many with their neighbours in the order of what they hold.

What this loses: pairs whose titles share neither a part, nor the first words, nor three of their longest words, and
whose abstracts share fewer than two beginnings or ends of sentences.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from zlib import crc32

from builder.dedupe.evidence import Evidence
from builder.dedupe.normalise import unspaced_runs
from builder.dedupe.record import Record
from builder.dedupe.relate import COMMON

CROWD = 20
"""A key that more records share is no evidence."""
MULTITUDE = 100
"""Of a strong key that more records share each of them meets `CROWD` neighbours alone."""
LONGEST = 6
STEM = 5
"""The letters of a title word that make a key, so that its endings do not count."""
EDGE_WORDS = 4
EDGE = 80
"""Characters at either end of a sentence in which its first and last words are looked for."""
MOST_NAMES = 8
PASTED = 200
"""Characters of an abstract that is a key as a whole; a shorter one may be no more than "Not available"."""
PASSAGE, ONE_IN = 8, 8
"""Characters of a passage of unspaced text, and how many of them there are to one that is a key."""
SHELVES = 16
"""Parts of the index that are sorted one after the other, which keeps the peak of memory low."""
_ALWAYS, _ALONE = 1 << 63, 1 << 62
"""Marks of a key that no crowd makes worthless, and of one that makes a candidate alone."""
_HASH = (1 << 30) - 1
PLACE = (1 << 32) - 1
"""The bits of a posting that hold the position."""
_SPACED = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in ".?!"} | {
    ord(mark): "." for mark in "?!…"
}


def candidates(works: Sequence[Evidence], new: int) -> Iterator[tuple[int, int]]:
    """Pairs (i, j), i < j, i < new, of positions in `works`, each once, in the same order for the same works."""
    shelves = [array("Q") for _ in range(SHELVES)]
    for position, work in enumerate(works):
        for key in keys(work):
            shelves[key % SHELVES].append(key << 32 | position)
    return _worth((run for shelf in shelves for run in _runs(shelf)), range(new), lambda place: works[place].record)


def candidates_of(
    works: Mapping[int, Evidence], present: Callable[[int], Iterable[int]], record: Callable[[int], Record]
) -> Iterator[tuple[int, int]]:
    """The same with at least one of `works`, given by position.

    `present` gives the positions of all others that have a key, perhaps with some of theirs; `record` what stands at a
    position.
    """
    own = defaultdict(list)
    for position, work in works.items():
        for key in keys(work):
            own[key].append(position)
    runs = ((key << 32, sorted({*own[key], *present(key)})) for key in sorted(own))
    return _worth(runs, works.keys(), record)


def _worth(
    runs: Iterable[tuple[int, Sequence[int]]], new: Container[int], record: Callable[[int], Record]
) -> Iterator[tuple[int, int]]:
    """The pairs that meet under two keys, or under one that makes a candidate alone."""
    shared = [array("Q") for _ in range(SHELVES)]
    for key, members in runs:
        for i, j in _pairs(key, members, new, record):
            shared[i % SHELVES].append(i << 32 | j)
    for shelf in shared:
        yield from _met_twice(shelf)


def keys(work: Evidence) -> set[int]:
    """The keys of a record, 32 bits each: two marks and a checksum, which is the same in every process, unlike `hash`.

    A collision costs a needless comparison.
    """
    title = work.title
    alone = [*title.parts, title.joined, title.name, " ".join(title.words[:EDGE_WORDS])]
    found = {_checksum(text) | _ALONE >> 32 for text in alone if text}
    found.update(_checksum(text) | (_ALWAYS | _ALONE) >> 32 for text in work.ids)
    if title.joined:
        found.add(title_key(work))
    words = sorted({word for word in title.words if word not in COMMON}, key=lambda word: (-len(word), word))[:LONGEST]
    sums = sorted({_checksum(word[:STEM]) for word in words})
    found.update((x * 31 + y) & _HASH for x, y in combinations(sums, 2))
    if not work.record.abstract:
        names = [_checksum(name) for name in sorted(work.names)[:MOST_NAMES]]
        found.update((name * 37 + word) & _HASH for name in names for word in sums)
    found.update(_keys_of_abstract(work.record.abstract))
    return found


def _keys_of_abstract(abstract: str) -> Iterator[int]:
    plain = abstract.lower().translate(_SPACED)
    if len(plain) >= PASTED:
        yield _checksum(plain) | (_ALWAYS | _ALONE) >> 32
    yield from _edges_of_sentences(plain)
    for run in unspaced_runs(plain):
        sums = (_checksum(run[at : at + PASSAGE]) for at in range(len(run) - PASSAGE + 1))
        yield from (key for key in sums if key % ONE_IN == 0)


def title_key(work: Evidence) -> int:
    """The key of a whole title."""
    return _checksum(work.title.joined) | (_ALWAYS | _ALONE) >> 32


def _checksum(text: str) -> int:
    return crc32(text.encode(errors="surrogatepass")) & _HASH


def _edges_of_sentences(plain: str) -> Iterator[int]:
    """Keys of the first and of the last words of each sentence."""
    for sentence in plain.split(". "):
        first, last = sentence[:EDGE].split(), sentence[-EDGE:].rstrip(".").split()
        if len(first) >= EDGE_WORDS:
            yield _checksum(" ".join(first[:EDGE_WORDS]))
            yield _checksum(" ".join(last[-EDGE_WORDS:])) ^ 1


def _runs(shelf: Iterable[int]) -> Iterator[tuple[int, list[int]]]:
    """Each key that several records have, with their positions."""
    postings = sorted(shelf)
    members: list[int] = []
    for one, next_one in pairwise(postings):
        if one ^ next_one <= PLACE:
            members = members or [one & PLACE]
            members.append(next_one & PLACE)
        elif members:
            yield one, members
            members = []
    if members:
        yield postings[-1], members


def _pairs(
    key: int, members: Sequence[int], new: Container[int], record: Callable[[int], Record]
) -> Iterator[tuple[int, int]]:
    """The pairs that share a key, twice where it makes a candidate alone."""
    times = 2 if key & _ALONE else 1
    if len(members) <= (MULTITUDE if key & _ALWAYS else CROWD):
        chosen: Iterable[tuple[int, int]] = combinations(members, 2)
    elif key & _ALWAYS:
        chosen = _neighbours(sorted(members, key=lambda place: record(place).content))
    else:
        return
    for i, j in chosen:
        if i in new or j in new:
            yield from ((i, j),) * times


def _neighbours(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    for n, i in enumerate(members):
        yield from ((min(i, j), max(i, j)) for j in members[n + 1 : n + 1 + CROWD])


def _met_twice(shelf: Iterable[int]) -> Iterator[tuple[int, int]]:
    before, yielded = -1, -1
    for pair in sorted(shelf):
        if pair == before != yielded:
            yield pair >> 32, pair & PLACE
            yielded = pair
        before = pair
