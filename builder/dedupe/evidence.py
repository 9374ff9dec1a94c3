"""A record with what is compared about it, and what two of them have in common beside their titles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from builder.dedupe.normalise import Title, is_cut, normal_abstract, normal_ids, normal_names, normal_title
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
# fmt: off
_VENUE_WORDS = frozenset({
    "annual", "conference", "international", "journal", "proceedings", "review", "science", "symposium",
    "transactions", "workshop",
})
# fmt: on


@dataclass(frozen=True)
class Evidence:
    """A record with what is compared about it; `recurs` marks a title that the records hold for many years.

    The abstract is normalised when it is first needed: few are. (That takes a class without slots.)
    """

    record: Record
    title: Title
    names: frozenset[str]
    ids: frozenset[str]
    recurs: bool = False

    @staticmethod
    def of(record: Record) -> Evidence:
        """Prepare a record."""
        return Evidence(record, normal_title(record.title), normal_names(record.authors), normal_ids(record.ids))

    @cached_property
    def abstract(self) -> str:
        """The abstract in comparable form."""
        return normal_abstract(self.record.abstract)


def one_name(a: Evidence, b: Evidence) -> bool:
    """Whether both titles begin with the name of the same system."""
    return a.title.name == b.title.name and len(a.title.name) > 2


def same_venue(a: Evidence, b: Evidence) -> bool:
    """Whether a telling word of one venue begins one of the other: "Syst." and "Systems". False says nothing."""
    x, y = (
        {word for word in normal_abstract(work.record.venue).split() if len(word) > 3 and word not in _VENUE_WORDS}
        for work in (a, b)
    )
    return any(long.startswith(short) or short.startswith(long) for long in x for short in y)


def only_revised(revised: Evidence, other: Evidence) -> bool:
    """Whether a revision mark behind a full title is the only number that the other title lacks."""
    mark = _REVISION.search(revised.record.title.rstrip())
    numbers = Counter(revised.title.numbers) - Counter(other.title.numbers)
    return bool(mark and numbers == {mark[1]: 1} and len(revised.title.words) > 5)


def other_ids(a: Evidence, b: Evidence) -> str:
    """The schemes in which both have ids that differ, as "arxiv"; a DOI of a preprint and of its print may differ."""
    schemes = {key.split(":")[0] for key in a.ids} & {key.split(":")[0] for key in b.ids}
    return " and ".join(sorted(schemes))


def is_column(work: Evidence) -> bool:
    """Whether the title is one that comes again with every number of a journal."""
    return work.recurs or _COLUMNS.issuperset(work.title.words)


def foreign_title(a: Evidence, b: Evidence) -> bool:
    """Whether the words of one title, but not of the other, stand in its abstract: it came with the other paper."""
    shared = {*a.title.words} & {*b.title.words} - COMMON
    return not shared and min(_told(x) for x in (a, b)) < 0.5


def _told(work: Evidence) -> float:
    """The share of a title's words that its abstract uses, 0 to 1."""
    words = {word for word in work.title.words if word not in COMMON}
    said = set(work.abstract.split())
    return len(words & said) / len(words) if words else 1.0


def abstract_likeness(a: Evidence, b: Evidence, floor: float = 0) -> float:
    """Likeness of the abstracts, 0 where one is missing or below `floor`."""
    x, y = a.record.abstract, b.record.abstract
    return abstract_score(a.abstract, b.abstract, cut=is_cut(x) or is_cut(y), floor=floor) if x and y else 0.0
