"""What a pair of records is: the same, something to ask a person about, or nothing; and why, in words.

Title likeness alone is no ground: siblings, versions and yearly editions differ by a word. Each kind of difference
between the titles therefore asks for its own likeness of the abstracts. Unrelated abstracts in English already reach
42 to 50, those of siblings 50 to 77.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from builder.dedupe.normalise import Title, is_cut, normal_abstract, normal_ids, normal_names, normal_title
from builder.dedupe.record import Pair, Record, Verdict
from builder.dedupe.relate import COMMON, Difference, Kind, difference, number_added, numbers_clash
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
_REVISION = re.compile(r"\sv\d{1,2}$")
"""A revision mark as arXiv writes it, in lower case behind the whole title; "Swin Transformer V2" is a name."""
_ANSWERS = frozenset(
    "comment comments correction corrigendum erratum extended re reply reproduction response retracted retraction"
    " review revisited".split()
)
"""Words that make a work about another work out of its title."""
_COLUMNS = frozenset(
    "address book chair chairman column editor editorial editorials editors foreword from front guest in introduction"
    " issue keynote letter matter message minutes news note notes of panel preface president report review reviews s"
    " special the this treasurer welcome".split()
)
"""Words that alone make up the title of what recurs in every number of a journal."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record with what is compared about it; `recurs` marks a title that the records hold for many years."""

    record: Record
    title: Title
    names: frozenset[str]
    ids: frozenset[str]
    recurs: bool = False

    @staticmethod
    def of(record: Record) -> Evidence:
        """Prepare a record."""
        return Evidence(record, normal_title(record.title), normal_names(record.authors), normal_ids(record.ids))


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
    likeness = _likeness(a, b)
    doubt, asked_from = _doubt(a, b, unlike)
    if likeness < max(asked_from, REVIEW_FROM[unlike.kind]) and not _same_authors(a, b, unlike):
        return None
    reason = f"abstract {likeness:.0f} % equal; {_in_words(a, b, unlike)}"
    if doubt:
        return Verdict.REVIEW, likeness, f"{reason}; {doubt}"
    if likeness >= SAME_FROM[unlike.kind]:
        return Verdict.SAME, likeness, reason
    if _same_authors(a, b, unlike):
        return Verdict.SAME, likeness, f"{reason}; same authors"
    return Verdict.REVIEW, likeness, reason


def _doubt(a: Evidence, b: Evidence, unlike: Difference) -> tuple[str, float]:
    """Why no abstract suffices to call two records the same, "" where nothing is against it.

    With it the abstract likeness below which not even a person is asked.
    """
    whole = unlike.kind not in {Kind.PART, Kind.CUT}
    if whole and numbers_clash(a.title, b.title):
        return "numbers, versions or years differ: was the abstract pasted in?", 97
    if whole and number_added(a.title, b.title) and not _only_revised(a, b, unlike):
        return "one has a number or version that the other lacks", 90
    if _ANSWERS & {*unlike.only_a, *unlike.only_b}:
        return "one may be about the other", 85
    if schemes := _other_ids(a, b):
        return f"two {schemes} ids", 80
    if a.names and b.names and not a.names & b.names:
        return "no author in common", 80 if unlike.kind is not Kind.EQUAL else 0
    if unlike.kind not in _NEAR and min(len(a.record.abstract), len(b.record.abstract)) < SHORT_ABSTRACT:
        return "too little of an abstract to be sure", 90
    if unlike.kind is Kind.OTHER and _foreign_title(a, b):
        return "two titles with little in common: was the abstract pasted in?", 0
    return "", 0


def _by_title(a: Evidence, b: Evidence, unlike: Difference) -> Finding | None:
    """Without two abstracts: the title, with authors and year where they are known."""
    likeness = title_score(a.title, b.title)
    names = names_score(a.names, b.names) if a.names and b.names else None
    years = (a.record.year, b.record.year)
    same_year = years[0] == years[1] if None not in years else None
    verdict = _title_verdict(a, b, unlike, likeness, names, same_year)
    if verdict is None:
        return None
    authors = "authors unknown" if names is None else f"authors {names:.0f} % equal"
    year = {True: "same year", False: f"years {years[0]} and {years[1]}", None: "year unknown"}[same_year]
    return verdict, likeness, f"{_in_words(a, b, unlike)}; {authors}; {year}; abstracts cannot be compared"


def _title_verdict(
    a: Evidence, b: Evidence, unlike: Difference, likeness: float, names: float | None, same_year: bool | None
) -> Verdict | None:
    length = min(len(a.title.words), len(b.title.words))
    doubtful = (
        a.title.numbers != b.title.numbers
        or bool(_ANSWERS & {*unlike.only_a, *unlike.only_b})
        or bool(_other_ids(a, b))
        or same_year is False
        or (names is not None and names < NAMES_TOUCH)
    )
    if _is_column(a) or _is_column(b):
        return Verdict.REVIEW if unlike.kind is Kind.EQUAL and same_year and (names or 0) >= NAMES_AGREE else None
    if unlike.kind in {Kind.EQUAL, Kind.SLIP, Kind.ORDER}:
        known = names is not None and (same_year or length > 2)
        enough = known or length >= (4 if same_year else 5)
        return Verdict.SAME if enough and not doubtful and unlike.kind is not Kind.ORDER else Verdict.REVIEW
    if names is None or names < NAMES_AGREE or same_year is False:
        return Verdict.REVIEW if names is None and not doubtful and (likeness >= 94) else None
    if same_year and not doubtful and (likeness >= 95 or unlike.kind is Kind.PART):
        return Verdict.SAME
    return Verdict.REVIEW if likeness >= 80 or unlike.kind is Kind.PART else None


def _same_authors(a: Evidence, b: Evidence, unlike: Difference) -> bool:
    """Whether a full title and the authors agree, so that the abstract was only rewritten."""
    return unlike.kind is Kind.EQUAL and len(a.title.words) > 3 and names_score(a.names, b.names) >= NAMES_AGREE


def _only_revised(a: Evidence, b: Evidence, unlike: Difference) -> bool:
    """Whether all that differs is a revision mark behind one title."""
    only = (*unlike.only_a, *unlike.only_b)
    return len(only) == 1 and any(_REVISION.search(x.record.title.rstrip()) for x in (a, b))


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
    said = set(_abstract(work.record.abstract).split())
    return len(words & said) / len(words) if words else 1.0


def _likeness(a: Evidence, b: Evidence) -> float:
    """Likeness of the abstracts, 0 where one is missing."""
    x, y = a.record.abstract, b.record.abstract
    return abstract_score(_abstract(x), _abstract(y), cut=is_cut(x) or is_cut(y)) if x and y else 0.0


_abstract = lru_cache(maxsize=4096)(normal_abstract)


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
