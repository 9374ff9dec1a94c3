"""Which pairs are worth comparing: those that share a key.

Blocking by an inverted index of keys, after the survey of Papadakis et al. (ACM Computing Surveys 53(2), 2020).
A record has as keys: its identifiers; its title without spaces, and each part of it; every two of its rarest title
words (a prefix filter on the words' rarity, Chaudhuri et al., ICDE 2006); the first and the last words of every
sentence of its abstract. A key that many records share says little and is passed over, except an identifier and a
title: those records are compared with their neighbours in the order of ids.

What this loses: pairs whose titles share fewer than two of their rarest words and whose abstracts share no beginning
and no end of a sentence.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby
from zlib import crc32

from builder.dedupe.normalise import Title

CROWD = 40
"""A key that more records share is no evidence; of a strong key each record meets as many neighbours."""
RAREST = 5
EDGE_WORDS = 4
_SENTENCE = re.compile(r"[.!?…]\s+")
_PLAIN = re.compile(r"[^\W_]+")
_STRONG = 1 << 63


def candidates(
    ids: Sequence[frozenset[str]], titles: Sequence[Title], abstracts: Sequence[str], new: int
) -> list[tuple[int, int]]:
    """Pairs (i, j), i < j, i < new, of positions in the parallel sequences; sorted, each once."""
    seen = Counter(word for title in titles for word in set(title.words))
    postings = array("Q")
    for position, (own, title, abstract) in enumerate(zip(ids, titles, abstracts, strict=True)):
        strong = {_key(key) | _STRONG for key in (*own, title.joined) if key}
        weak = {_key(key) for key in (*_title_keys(title, seen), *_sentence_edges(abstract))}
        postings.extend(key | position for key in strong | weak)
    pairs = {pair for key, group in _groups(postings) for pair in _pairs(key, group, new)}
    return sorted(pairs)


def _key(text: str) -> int:
    """31 bits of the text's checksum, above the position: the same in every process, unlike `hash`.

    A collision costs one needless comparison.
    """
    return (crc32(text.encode()) >> 1) << 32


def _title_keys(title: Title, seen: Counter[str]) -> Iterator[str]:
    yield from title.parts
    yield from _edges(title.words)
    shared = sorted({word for word in title.words if seen[word] > 1}, key=lambda word: (seen[word], word))
    for pair in combinations(shared[:RAREST], 2):
        yield " ".join(sorted(pair))


def _sentence_edges(abstract: str) -> Iterator[str]:
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
    if len(members) <= CROWD:
        return ((i, j) for i, j in combinations(members, 2) if i < new)
    if key & _STRONG:
        return ((i, j) for n, i in enumerate(members) if i < new for j in members[n + 1 : n + 1 + CROWD])
    return ()
