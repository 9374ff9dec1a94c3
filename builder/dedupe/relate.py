"""How two titles differ: what kind of difference, and which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import OSA

from builder.dedupe.normalise import Title, numbers_in

# Words that say nothing about which paper it is.
# fmt: off
COMMON = frozenset({
    "a", "an", "and", "are", "as", "at", "based", "by", "for", "from", "how", "in", "into", "is", "it", "its", "of",
    "on", "or", "the", "to", "towards", "toward", "using", "via", "with",
})
# fmt: on
_DIGITS = "0123456789.+"


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


def numbers_differ(a: Title, b: Title) -> bool:
    """Whether one title has a number that the other lacks and that may be a version of something in both.

    A number within a word of which the other title knows nothing is none: "BM25" says no more than "Lucene".
    """
    return a.numbers != b.numbers and sorted(_versions(a, b)) != sorted(_versions(b, a))


def _versions(title: Title, other: Title) -> Iterator[str]:
    named = {number: _base(word) for word in title.words if len(_base(word)) > 1 for number in numbers_in("", word)}
    for number in title.numbers:
        if number not in named or named[number] in other.joined:
            yield number


def _base(word: str) -> str:
    """A word without its number: "uniformer" of "uniformerv2"; nothing of a numeral."""
    return "" if word.isalpha() else word.strip(_DIGITS).removesuffix("v")


def _kind(a: Title, b: Title, only_a: tuple[str, ...], only_b: tuple[str, ...]) -> Kind:
    if _breaks_off(a, b) or _breaks_off(b, a):
        return Kind.CUT
    if a.joined in b.parts or b.joined in a.parts or a.joined == b.name or b.joined == a.name:
        return Kind.PART
    if not only_a and not only_b:
        return Kind.ORDER
    said_a, said_b = ([word for word in only if word not in COMMON] for only in (only_a, only_b))
    if _slips(said_a, said_b) or _glued(only_a, only_b):
        return Kind.SLIP
    return Kind.WORDS if max(len(said_a), len(said_b)) <= 2 else Kind.OTHER


def _breaks_off(short: Title, long: Title) -> bool:
    length = len(short.joined)
    if not short.cut or length < 12 or length > len(long.joined):
        return False
    slips = length // 20
    return OSA.distance(short.joined, long.joined[:length], score_cutoff=slips) <= slips


def _slips(said_a: Sequence[str], said_b: Sequence[str]) -> bool:
    """Whether at most three words differ, each from its counterpart by a misspelling."""
    if len(said_a) != len(said_b) or len(said_a) > 3:
        return False
    return all(any(misspelt(x, y) for y in said_b) for x in said_a) and all(
        any(misspelt(x, y) for x in said_a) for y in said_b
    )


def _glued(only_a: Sequence[str], only_b: Sequence[str]) -> bool:
    """Whether a few words are others with a space gone or come and a slip: "deeplearninng" for "deep learning"."""
    x, y = "".join(only_a), "".join(only_b)
    if len(only_a) == len(only_b) or min(len(x), len(y)) < 5 or not (x + y).isalpha():
        return False
    return not (x.endswith(y) or y.endswith(x)) and OSA.distance(x, y, score_cutoff=2) <= 2


def misspelt(x: str, y: str) -> bool:
    """One slip in a word of five letters and more; never in a number.

    Another beginning turns the meaning ("symmetric" and "asymmetric", "micro" and "macro"): the first letter stays, and
    the second may be left out or change places, but is no other.
    """
    if min(len(x), len(y)) < 5 or x[0] != y[0] or not (x + y).isalpha():
        return False
    return (x[1] == y[1] or len(x) != len(y) or sorted(x) == sorted(y)) and OSA.distance(x, y, score_cutoff=1) <= 1


def _minus(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    """The words of `a` that `b` has not, or not as often, each once."""
    rest, only = Counter(b), []
    for word in a:
        if rest[word]:
            rest[word] -= 1
        else:
            only.append(word)
    return tuple(dict.fromkeys(only))
