"""How two titles differ: what kind of difference, and which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import OSA

from builder.dedupe.normalise import Title

# Words that say nothing about which paper it is.
# fmt: off
COMMON = frozenset({
    "a", "an", "and", "are", "as", "at", "based", "by", "for", "from", "how", "in", "into", "is", "it", "its", "of",
    "on", "or", "the", "to", "towards", "toward", "using", "via", "with",
})
# fmt: on


class Kind(Enum):
    """The ways in which titles of one work differ, from harmless to unlike."""

    EQUAL = "titles equal"
    SLIP = "titles differ by a slip of the pen"
    CUT = "one title breaks off"
    PART = "one title lacks a part"
    ORDER = "titles have the same words in another order"
    WORDS = "titles differ in a word or two"
    OTHER = "titles differ"


@dataclass(frozen=True, slots=True)
class Difference:
    """`only_a` and `only_b` are the words that one title has and the other has not, in the order of the title."""

    kind: Kind
    only_a: tuple[str, ...] = ()
    only_b: tuple[str, ...] = ()


def difference(a: Title, b: Title) -> Difference:
    """What tells the titles apart."""
    if a.joined == b.joined:
        return Difference(Kind.EQUAL)
    only_a, only_b = _minus(a.words, b.words), _minus(b.words, a.words)
    return Difference(_kind(a, b, only_a, only_b), only_a, only_b)


def numbers_clash(a: Title, b: Title) -> bool:
    """Whether each title has a number, version, year, ordinal or `+` that the other lacks: surely two works."""
    return bool(
        (_minus(a.numbers, b.numbers) and _minus(b.numbers, a.numbers))
        or (_minus(a.counts, b.counts) and _minus(b.counts, a.counts))
        or (a.edition and b.edition and a.edition != b.edition)
    )


def _kind(a: Title, b: Title, only_a: tuple[str, ...], only_b: tuple[str, ...]) -> Kind:
    if _breaks_off(a, b) or _breaks_off(b, a):
        return Kind.CUT
    if a.joined in b.parts or b.joined in a.parts:
        return Kind.PART
    if not only_a and not only_b:
        return Kind.ORDER
    said_a, said_b = ([word for word in only if word not in COMMON] for only in (only_a, only_b))
    if _slips(said_a, said_b):
        return Kind.SLIP
    return Kind.WORDS if max(len(said_a), len(said_b)) <= 2 else Kind.OTHER


def _breaks_off(short: Title, long: Title) -> bool:
    return short.cut and len(short.joined) >= 12 and long.joined.startswith(short.joined)


def _slips(said_a: Sequence[str], said_b: Sequence[str]) -> bool:
    """Whether at most three words differ, each from its counterpart by a misspelling."""
    if len(said_a) != len(said_b) or len(said_a) > 3:
        return False
    return all(any(_misspelt(x, y) for y in said_b) for x in said_a) and all(
        any(_misspelt(x, y) for x in said_a) for y in said_b
    )


def _misspelt(x: str, y: str) -> bool:
    """One slip in a word of five letters and more, behind its second letter; never in a number.

    A difference at the beginning is a prefix that turns the meaning: "supervised" and "unsupervised".
    """
    return min(len(x), len(y)) > 4 and x[:2] == y[:2] and (x + y).isalpha() and OSA.distance(x, y, score_cutoff=1) <= 1


def _minus(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    left = Counter(a) - Counter(b)
    return tuple(dict.fromkeys(word for word in a if left[word]))
