"""A record with what is compared about it, and what two of them have in common beside their titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from builder.dedupe.normalise import (
    Title,
    is_cut,
    normal_abstract,
    normal_ids,
    normal_names,
    normal_title,
    unspaced_runs,
)
from builder.dedupe.record import Record
from builder.dedupe.relate import COMMON
from builder.dedupe.score import abstract_score

_REVISION = re.compile(r"\sv(\d{1,2})$")
"""A revision mark as arXiv writes it, in lower case behind the whole title; "Swin Transformer V2" is a name."""
# fmt: off
_COLUMNS = frozenset({
    "address", "and", "announcements", "articles", "book", "call", "calls", "chair", "chairman", "column", "editor",
    "editorial", "editorials", "editors", "foreword", "from", "front", "guest", "in", "introduction", "issue",
    "keynote", "letter", "letters", "matter", "message", "minutes", "news", "note", "notes", "of", "panel",
    "papers", "preface", "press", "president", "report", "reports", "review", "reviews", "s", "special", "the",
    "this", "treasurer", "welcome",
})
# fmt: on
"""Words that alone make up the title of what recurs in every number of a journal."""
_LONG = 5
_BITS = 1024
_SHORT, _STEM = 3, 5
"""Letters of a word that says little, and those by which forms of one word are the same."""
_TOLD = ((7, 0.68, 3), (8, 0.6, 4))
"""Words of a title that another record has, their share of the title, and how many of them are in its title."""
_SOME_WORDS, _EXTRACT = 12, 0.85
"""Long words that an extract has at least, and the share of them that the whole abstract has."""
_DENSE = 3
"""Letters of an English text for one character of a Chinese one."""
FEW_WORDS = 30
"""Long words of an abstract below which how many it shares with another says little."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record with what is compared about it; `recurs` marks a title that the records hold for many years.

    `said` has a bit for each long word of the abstract (a bitmap of checksums).
    """

    record: Record
    title: Title
    names: frozenset[str]
    ids: frozenset[str]
    said: int
    recurs: bool = False

    @staticmethod
    def of(record: Record) -> Evidence:
        """Prepare a record."""
        return Evidence(
            record,
            normal_title(record.title),
            normal_names(record.authors),
            normal_ids(record.ids),
            _bitmap(normal_abstract(record.abstract)),
        )

    @property
    def abstract(self) -> str:
        """The abstract in comparable form."""
        return normal_abstract(self.record.abstract)


def _bitmap(abstract: str) -> int:
    bits = bytearray(b"0" * (_BITS + 1))
    for place in map(_place, set(abstract.split())):
        bits[place] = 49  # "1"
    return int(bits[:_BITS], 2)


@lru_cache(maxsize=1 << 16)
def _place(word: str) -> int:
    """The bit of a word, one behind the last for all short words and for passages without spaces."""
    long = len(word) >= _LONG and not unspaced_runs(word)
    return crc32(word.encode(errors="surrogatepass")) % _BITS if long else _BITS


def fewest_words(a: Evidence, b: Evidence) -> int:
    """How many long words the abstract with fewer has."""
    return min(a.said.bit_count(), b.said.bit_count())


def words_shared(a: Evidence, b: Evidence) -> float:
    """The share of the long words of the abstract with fewer that the other has too, 0 to 1; 0 where one is missing."""
    fewer = fewest_words(a, b)
    return (a.said & b.said).bit_count() / fewer if fewer else 0.0


def is_within(a: Evidence, b: Evidence) -> bool:
    """Whether the shorter abstract says little that the other does not say, too: it is an extract of it."""
    return fewest_words(a, b) >= _SOME_WORDS and words_shared(a, b) >= _EXTRACT


def one_name(a: Evidence, b: Evidence) -> bool:
    """Whether both titles begin with the name of the same system."""
    return a.title.name == b.title.name and len(a.title.name) > 2


def only_revised(revised: Evidence, other: Evidence) -> bool:
    """Whether a revision mark behind a full title is the only number that the other title lacks."""
    mark = _REVISION.search(revised.record.title.rstrip())
    numbers = Counter(revised.title.numbers) - Counter(other.title.numbers)
    return bool(mark and numbers == {mark[1]: 1} and len(revised.title.words) > 5)


def other_ids(a: Evidence, b: Evidence) -> str:
    """The schemes in which both have ids but share none, as "arxiv"; a preprint's DOI is not that of its print."""
    agree = {key.split(":")[0] for key in a.ids & b.ids}
    schemes = ({key.split(":")[0] for key in a.ids} & {key.split(":")[0] for key in b.ids}) - agree
    return " and ".join(sorted(schemes))


def is_column(work: Evidence) -> bool:
    """Whether the title is one that comes again with every number of a journal."""
    return work.recurs or _COLUMNS.issuperset(work.title.words)


def figures_differ(a: Evidence, b: Evidence) -> bool:
    """Whether each abstract has a number that the other lacks."""
    here, there = ({word for word in work.abstract.split() if word[0].isdecimal()} for work in (a, b))
    return bool(here - there and there - here)


def foreign_title(a: Evidence, b: Evidence) -> bool:
    """Whether the words of one title, but not of the other, stand in its abstract: it came with the other paper.

    The more words the titles share, the fewer have to stand there, if the abstract has nearly all of the other title.
    """
    here, there = ({*work.title.words} - COMMON for work in (a, b))
    shared = len(here & there) / max(1, min(len(here), len(there)))
    less, more = sorted(_told(work) for work in (a, b))
    return less < 0.5 * (1 - shared) and (not shared or more >= 0.75)


def is_told(a: Evidence, b: Evidence) -> bool:
    """Whether one record has no abstract and the other's title and abstract have nearly all words of its title.

    Words count by their beginnings; three of them stand in both titles.
    """
    bare, full = sorted((a, b), key=lambda work: bool(work.record.abstract))
    if bare.record.abstract or not full.record.abstract:
        return False
    title = _stems(bare.title.words)
    shared = title & _stems(full.title.words)
    told = shared | (title & _stems(full.abstract.split()))
    return any(
        len(told) >= words and len(told) >= share * len(title) and len(shared) >= both for words, share, both in _TOLD
    )


def _stems(words: Iterable[str]) -> set[str]:
    return {word[:_STEM] for word in words if len(word) > _SHORT and word not in COMMON}


def _told(work: Evidence) -> float:
    """The share of a title's words that its abstract uses, 0 to 1."""
    words = {word for word in work.title.words if word not in COMMON}
    said, text = set(work.abstract.split()), work.abstract
    told = sum(word in said or (bool(unspaced_runs(word)) and word in text) for word in words)
    return told / len(words) if words else 1.0


def length_of_abstract(work: Evidence) -> int:
    """Characters, those of scripts without spaces for as much as they tell."""
    abstract = work.record.abstract
    return len(abstract) + (_DENSE - 1) * sum(map(len, unspaced_runs(abstract)))


def abstract_likeness(a: Evidence, b: Evidence, floor: float = 0) -> float:
    """Likeness of the abstracts, 0 where one is missing or below `floor`; of one that is cut, as far as it goes."""
    x, y = a.record.abstract, b.record.abstract
    cut = is_cut(x) or is_cut(y) or is_within(a, b)
    return abstract_score(a.abstract, b.abstract, cut=cut, floor=floor) if x and y else 0.0
