"""Which pairs are worth comparing: those that share a key.

Blocking by an inverted index of keys, after the survey of Papadakis et al. (ACM Computing Surveys 53(2), 2020).
A record has as keys: its identifiers; its title without spaces, and each part of it; every two of its rarest title
words (a prefix filter on the words' rarity, Chaudhuri et al., ICDE 2006); the first and the last words of every
sentence of its abstract. An identifier, a title, a part of it or its first words make a candidate alone; of the rest it
takes two. A key that many records share says little and is passed over, except an identifier and a title: those
records are compared with their neighbours in the order of ids.

What this loses: pairs whose titles share neither a part, nor the first words, nor three of their rarest words, and
whose abstracts share fewer than two beginnings or ends of sentences.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby
from zlib import crc32

from builder.dedupe.normalise import Title

CROWD = 20
"""A key that more records share is no evidence; of a strong key each record meets as many neighbours."""
RAREST = 5
EDGE_WORDS = 4
SHELVES = 16
"""Parts of the index that are sorted one after the other, which keeps the peak of memory low."""
_SENTENCE = re.compile(r"[.!?…]\s+")
_PLAIN = re.compile(r"[^\W_]+")
_STRONG = 1 << 63


def candidates(
    ids: Sequence[frozenset[str]], titles: Sequence[Title], abstracts: Sequence[str], new: int
) -> list[tuple[int, int]]:
    """Pairs (i, j), i < j, i < new, of positions in the parallel sequences; sorted, each once."""
    seen = Counter(word for title in titles for word in set(title.words))
    shelves = [array("Q") for _ in range(SHELVES)]
    for position, (own, title, abstract) in enumerate(zip(ids, titles, abstracts, strict=True)):
        strong = {_key(key) | _STRONG for key in _twice((*own, title.joined) if title.joined else own)}
        weak = {_key(key) for key in (*_title_keys(title, seen), *_edges_of_sentences(abstract))}
        for key in strong | weak:
            shelves[(key >> 32) % SHELVES].append(key | position)
    shared = Counter(pair for shelf in shelves for key, group in _groups(shelf) for pair in _pairs(key, group, new))
    return sorted(pair for pair, weight in shared.items() if weight > 1)


def _key(text: str) -> int:
    """31 bits of the text's checksum, above the position: the same in every process, unlike `hash`.

    A collision costs one needless comparison.
    """
    return (crc32(text.encode(errors="surrogatepass")) >> 1) << 32


def _twice(keys: Iterable[str]) -> Iterator[str]:
    """Keys of which one alone makes a candidate: they count as two."""
    for key in filter(None, keys):
        yield from (f"1 {key}", f"2 {key}")


def _title_keys(title: Title, seen: Counter[str]) -> Iterator[str]:
    yield from _twice((*title.parts, title.name, " ".join(title.words[:EDGE_WORDS])))
    shared = sorted({word for word in title.words if seen[word] > 1}, key=lambda word: (seen[word], word))
    for pair in combinations(shared[:RAREST], 2):
        yield " ".join(sorted(pair))


def _edges_of_sentences(abstract: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(abstract.casefold()):
        yield from _edges(_PLAIN.findall(sentence if len(sentence) < 160 else f"{sentence[:80]} {sentence[-80:]}"))


def _edges(words: Sequence[str]) -> Iterator[str]:
    """The first and the last words, where there are enough."""
    if len(words) >= EDGE_WORDS:
        yield " ".join(("^", *words[:EDGE_WORDS]))
        yield " ".join((*words[-EDGE_WORDS:], "$"))


def _groups(postings: array[int]) -> Iterator[tuple[int, list[int]]]:
    for key, group in groupby(sorted(postings), key=lambda posting: posting >> 32):
        members = [posting & 0xFFFFFFFF for posting in group]
        if len(members) > 1:
            yield key << 32, members


def _pairs(key: int, members: Sequence[int], new: int) -> Iterable[tuple[int, int]]:
    if key & _STRONG:
        return ((i, j) for n, i in enumerate(members) if i < new for j in members[n + 1 : n + 1 + CROWD])
    if len(members) <= CROWD:
        return ((i, j) for i, j in combinations(members, 2) if i < new)
    return ()
