"""What a pair of records is: the same, something to ask a person about, or nothing; and why, in words.

Title likeness alone is no ground: siblings, versions and yearly editions differ by a word. Each kind of difference
between the titles therefore asks for its own likeness of the abstracts. Unrelated abstracts in English already reach
42 to 50, those of siblings 50 to 77.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from builder.dedupe.normalise import Title, is_cut, normal_abstract, normal_ids, normal_names, normal_title
from builder.dedupe.record import Pair, Record, Verdict
from builder.dedupe.relate import COMMON, Difference, Kind, difference, numbers_clash
from builder.dedupe.score import abstract_score, names_score, title_score

Finding = tuple[Verdict, float, str]
"""What was found out about a pair: verdict, likeness, reason."""

SAME_FROM = {
    Kind.EQUAL: 55,
    Kind.SLIP: 55,
    Kind.CUT: 85,
    Kind.PART: 80,
    Kind.ORDER: 95,
    Kind.WORDS: 91,
    Kind.OTHER: 87,
}
"""The abstract likeness from which a pair is the same, by the kind of difference between the titles."""
REVIEW_FROM = {
    Kind.EQUAL: 0,
    Kind.SLIP: 50,
    Kind.CUT: 60,
    Kind.PART: 65,
    Kind.ORDER: 70,
    Kind.WORDS: 78,
    Kind.OTHER: 72,
}
"""The abstract likeness from which a person is asked."""
SHORT_ABSTRACT = 450
"""Characters; a shorter abstract tells nothing where the titles differ by more than a slip or a part."""
NAMES_AGREE, NAMES_TOUCH = 60, 40
"""Names scores: one list of authors; at least one shared author beside misspelt ones."""
_NEAR = frozenset({Kind.EQUAL, Kind.SLIP, Kind.CUT, Kind.PART})
_REVISION = re.compile(r"\sv(\d{1,2})$")
"""A revision mark as arXiv writes it, in lower case behind the whole title; "Swin Transformer V2" is a name."""
# fmt: off
_ANSWERS = frozenset({
    "comment", "comments", "correction", "corrigendum", "erratum", "extended", "re", "reply", "reproduction",
    "response", "retracted", "retraction", "review", "revisited",
})
# fmt: on
"""Words that make a work about another work out of its title."""
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


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What stands beside titles where abstracts are missing: None where it is not known of both."""

    likeness: float
    names: float | None
    same_year: bool | None

    @property
    def names_agree(self) -> bool:
        """Whether the authors are known and the same."""
        return self.names is not None and self.names >= NAMES_AGREE


def judge(a: Evidence, b: Evidence) -> Pair | None:
    """The verdict on two records, of which `a` has the smaller id; None where nothing speaks for one work."""
    unlike = difference(a.title, b.title)
    shared = a.ids & b.ids
    if shared:
        found: Finding | None = _by_id(min(shared), a, b)
    elif a.record.abstract and b.record.abstract:
        found = _by_abstract(a, b, unlike)
    else:
        found = _by_title(a, b, unlike)
    if found is None:
        return None
    verdict, score, reason = found
    return Pair(a.record.id, b.record.id, round(score), reason, verdict)


def _by_id(shared: str, a: Evidence, b: Evidence) -> Finding:
    """An equal id settles it, unless titles and abstracts are so unlike that the id must be wrong."""
    scheme, value = shared.split(":", 1)
    name = {"arxiv": "arXiv id", "doi": "DOI"}.get(scheme, f"{scheme} id")
    if title_score(a.title, b.title) < 50 and _likeness(a, b) < 60:
        return Verdict.REVIEW, 100, f"same {name} {value}, yet title and abstract differ: is the id right?"
    return Verdict.SAME, 100, f"same {name} {value}"


def _by_abstract(a: Evidence, b: Evidence, unlike: Difference) -> Finding | None:
    floor = _review_from(a, b, unlike)
    likeness = _likeness(a, b, floor)
    if likeness < floor:
        return None
    rewritten = _rewritten(a, b, unlike, likeness)
    doubt, asked_from = next(_doubts(a, b, unlike), ("", 0))
    if likeness < asked_from:
        return None
    reason = f"abstract {likeness:.0f} % equal; {_in_words(a, b, unlike)}"
    if doubt:
        return Verdict.REVIEW, likeness, f"{reason}; {doubt}"
    same = rewritten or likeness >= SAME_FROM[unlike.kind]
    return Verdict.SAME if same else Verdict.REVIEW, likeness, reason


def _doubts(a: Evidence, b: Evidence, unlike: Difference) -> Iterator[tuple[str, float]]:
    """Why no abstract suffices to call two records the same, weightiest first.

    Each with the abstract likeness below which not even a person is asked.
    """
    whole = unlike.kind not in {Kind.PART, Kind.CUT}
    if whole and numbers_clash(a.title, b.title):
        yield "numbers, versions or years differ: was the abstract pasted in?", 97
    if whole and a.title.numbers != b.title.numbers and not (_only_revised(a, b) or _only_revised(b, a)):
        yield "one has a number or version that the other lacks", 90
    if _ANSWERS & {*unlike.only_a, *unlike.only_b}:
        yield "one may be about the other", 85
    if schemes := _other_ids(a, b):
        yield f"different {schemes} ids", 80
    if a.names and b.names and not a.names & b.names:
        yield "no author in common", 0 if unlike.kind is Kind.EQUAL else 80
    if unlike.kind not in _NEAR and min(len(a.record.abstract), len(b.record.abstract)) < SHORT_ABSTRACT:
        yield "too little of an abstract to be sure", 90
    if unlike.kind is Kind.OTHER and _foreign_title(a, b):
        yield "two titles with little in common: was the abstract pasted in?", 0


def _rewritten(a: Evidence, b: Evidence, unlike: Difference, likeness: float) -> bool:
    """Whether a full title stayed, with the authors or much of the abstract, so that the text was only rewritten."""
    full = unlike.kind is Kind.EQUAL and len(a.title.words) > 3
    return full and (likeness >= 50 or names_score(a.names, b.names) >= NAMES_AGREE)


def _review_from(a: Evidence, b: Evidence, unlike: Difference) -> float:
    """A title that stayed in the main lowers what the abstract has to show before a person is asked."""
    kept = title_score(a.title, b.title)
    if kept >= 85 or (kept >= 65 and names_score(a.names, b.names) >= NAMES_AGREE):
        return min(60, REVIEW_FROM[unlike.kind])
    return REVIEW_FROM[unlike.kind]


def _by_title(a: Evidence, b: Evidence, unlike: Difference) -> Finding | None:
    """Without two abstracts: the title, with authors and year where they are known."""
    likeness = title_score(a.title, b.title)
    names = names_score(a.names, b.names) if a.names and b.names else None
    years = (a.record.year, b.record.year)
    same_year = years[0] == years[1] if None not in years else None
    verdict = _title_verdict(a, b, unlike, Circumstance(likeness, names, same_year))
    if verdict is None:
        return None
    authors = "authors unknown" if names is None else f"authors {names:.0f} % equal"
    year = {True: "same year", False: f"years {years[0]} and {years[1]}", None: "year unknown"}[same_year]
    return verdict, likeness, f"{_in_words(a, b, unlike)}; {authors}; {year}; no two abstracts"


def _title_verdict(a: Evidence, b: Evidence, unlike: Difference, about: Circumstance) -> Verdict | None:
    """A column never counts as one work; an equal title nearly suffices; another needs its authors and year."""
    if _is_column(a) or _is_column(b):
        return Verdict.REVIEW if unlike.kind is Kind.EQUAL and about.same_year and about.names_agree else None
    doubtful = _title_doubtful(a, b, unlike, about)
    length = min(len(a.title.words), len(b.title.words))
    if unlike.kind in {Kind.EQUAL, Kind.SLIP, Kind.ORDER}:
        known = about.names is not None and (about.same_year or length > 2)
        enough = unlike.kind is not Kind.ORDER and (known or length >= (4 if about.same_year else 5))
        return Verdict.SAME if enough and not doubtful else Verdict.REVIEW
    if about.names is None:
        alike = about.likeness >= 94 or unlike.kind in {Kind.PART, Kind.CUT} or _one_name(a, b)
        return Verdict.REVIEW if alike and not doubtful else None
    if not about.names_agree or about.same_year is False:
        return None
    needed = 0 if unlike.kind is Kind.PART else 90 if _same_venue(a, b) else 95
    if about.same_year and not doubtful and about.likeness >= needed:
        return Verdict.SAME
    return Verdict.REVIEW if about.likeness >= 75 or unlike.kind is Kind.PART else None


def _title_doubtful(a: Evidence, b: Evidence, unlike: Difference, about: Circumstance) -> bool:
    return (
        a.title.numbers != b.title.numbers
        or numbers_clash(a.title, b.title)
        or bool(_ANSWERS & {*unlike.only_a, *unlike.only_b})
        or bool(_other_ids(a, b))
        or about.same_year is False
        or (about.names is not None and about.names < NAMES_TOUCH)
    )


def _one_name(a: Evidence, b: Evidence) -> bool:
    """Whether both titles begin with the name of the same system."""
    return a.title.name == b.title.name and len(a.title.name) > 2


def _same_venue(a: Evidence, b: Evidence) -> bool:
    """Whether a telling word of one venue begins one of the other: "Syst." and "Systems". False says nothing."""
    x, y = (
        {word for word in normal_abstract(work.record.venue).split() if len(word) > 3 and word not in _VENUE_WORDS}
        for work in (a, b)
    )
    return any(long.startswith(short) or short.startswith(long) for long in x for short in y)


def _only_revised(revised: Evidence, other: Evidence) -> bool:
    """Whether a revision mark behind a full title is the only number that the other title lacks."""
    mark = _REVISION.search(revised.record.title.rstrip())
    numbers = Counter(revised.title.numbers) - Counter(other.title.numbers)
    return bool(mark and numbers == {mark[1]: 1} and len(revised.title.words) > 5)


def _other_ids(a: Evidence, b: Evidence) -> str:
    """The schemes in which both have ids that differ, as "arxiv"; a DOI of a preprint and of its print may differ."""
    schemes = {key.split(":")[0] for key in a.ids} & {key.split(":")[0] for key in b.ids}
    return " and ".join(sorted(schemes))


def _is_column(work: Evidence) -> bool:
    return work.recurs or _COLUMNS.issuperset(work.title.words)


def _foreign_title(a: Evidence, b: Evidence) -> bool:
    """Whether the words of one title, but not of the other, stand in its abstract: it came with the other paper."""
    shared = {*a.title.words} & {*b.title.words} - COMMON
    return not shared and min(_told(x) for x in (a, b)) < 0.5


def _told(work: Evidence) -> float:
    """The share of a title's words that its abstract uses, 0 to 1."""
    words = {word for word in work.title.words if word not in COMMON}
    said = set(work.abstract.split())
    return len(words & said) / len(words) if words else 1.0


def _likeness(a: Evidence, b: Evidence, floor: float = 0) -> float:
    """Likeness of the abstracts, 0 where one is missing or below `floor`."""
    x, y = a.record.abstract, b.record.abstract
    return abstract_score(a.abstract, b.abstract, cut=is_cut(x) or is_cut(y), floor=floor) if x and y else 0.0


def _in_words(a: Evidence, b: Evidence, unlike: Difference) -> str:
    """How the titles differ: "title differs: 'V2' dropped"."""
    if unlike.kind is Kind.EQUAL:
        return "titles equal"
    if unlike.kind is Kind.ORDER:
        return "title differs: same words in another order"
    here, there = _quoted(a, unlike.only_a), _quoted(b, unlike.only_b)
    return f"title differs: {here} against {there}" if here and there else f"title differs: {here or there} dropped"


def _quoted(work: Evidence, words: tuple[str, ...]) -> str:
    """Words as the title spells them, in single quotation marks; the first six."""
    spelt = (re.search(rf"(?<!\w){re.escape(word)}(?!\w)", work.record.title, re.IGNORECASE) for word in words[:6])
    text = " ".join(match.group() if match else word for match, word in zip(spelt, words, strict=False))
    return f"'{text}{' …' if len(words) > 6 else ''}'" if words else ""
