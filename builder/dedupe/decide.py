"""What a pair of records is: the same, something to ask a person about, or nothing; and why, in words.

Title likeness alone is no ground: siblings, versions and yearly editions differ by a word. Each kind of difference
between the titles therefore asks for its own likeness of the abstracts. Unrelated abstracts in English already reach
42 to 50, those of siblings 50 to 77.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.dedupe.evidence import (
    Evidence,
    abstract_likeness,
    foreign_title,
    is_column,
    one_name,
    only_revised,
    other_ids,
    same_venue,
)
from builder.dedupe.record import Pair, Verdict
from builder.dedupe.relate import Difference, Kind, difference, numbers_clash
from builder.dedupe.score import names_score, title_score

Finding = tuple[Verdict, float, str]
"""What was found out about a pair: verdict, likeness, reason."""

SAME_FROM = {
    Kind.EQUAL: 55,
    Kind.SLIP: 70,
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
# fmt: off
_ANSWERS = frozenset({
    "comment", "comments", "correction", "corrigendum", "erratum", "extended", "re", "reply", "reproduction",
    "response", "retracted", "retraction", "review", "revisited",
})
# fmt: on
"""Words that make a work about another work out of its title."""


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
    if title_score(a.title, b.title) < 50 and abstract_likeness(a, b) < 60:
        return Verdict.REVIEW, 100, f"same {name} {value}, yet title and abstract differ: is the id right?"
    return Verdict.SAME, 100, f"same {name} {value}"


def _by_abstract(a: Evidence, b: Evidence, unlike: Difference) -> Finding | None:
    floor = _review_from(a, b, unlike)
    likeness = abstract_likeness(a, b, floor)
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
    if whole and a.title.numbers != b.title.numbers and not (only_revised(a, b) or only_revised(b, a)):
        yield "one has a number or version that the other lacks", 90
    if _ANSWERS & {*unlike.only_a, *unlike.only_b}:
        yield "one may be about the other", 85
    if schemes := other_ids(a, b):
        yield f"different {schemes} ids", 80
    if a.names and b.names and not a.names & b.names:
        yield "no author in common", 0 if unlike.kind is Kind.EQUAL else 80
    if unlike.kind not in _NEAR and min(len(a.record.abstract), len(b.record.abstract)) < SHORT_ABSTRACT:
        yield "too little of an abstract to be sure", 90
    if unlike.kind is Kind.OTHER and foreign_title(a, b):
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
    if is_column(a) or is_column(b):
        return Verdict.REVIEW if unlike.kind is Kind.EQUAL and about.same_year and about.names_agree else None
    doubtful = _title_doubtful(a, b, unlike, about)
    length = min(len(a.title.words), len(b.title.words))
    if unlike.kind in {Kind.EQUAL, Kind.SLIP, Kind.ORDER}:
        known = about.names is not None and (about.same_year or length > 2)
        enough = unlike.kind is not Kind.ORDER and (known or length >= (4 if about.same_year else 5))
        return Verdict.SAME if enough and not doubtful else Verdict.REVIEW
    if about.names is None:
        alike = about.likeness >= 94 or unlike.kind in {Kind.PART, Kind.CUT} or one_name(a, b)
        return Verdict.REVIEW if alike and not doubtful else None
    if not about.names_agree or about.same_year is False:
        return None
    needed = 0 if unlike.kind is Kind.PART else 90 if same_venue(a, b) else 95
    if about.same_year and not doubtful and about.likeness >= needed and length > 3:
        return Verdict.SAME
    return Verdict.REVIEW if about.likeness >= 75 or unlike.kind is Kind.PART else None


def _title_doubtful(a: Evidence, b: Evidence, unlike: Difference, about: Circumstance) -> bool:
    return (
        a.title.numbers != b.title.numbers
        or numbers_clash(a.title, b.title)
        or bool(_ANSWERS & {*unlike.only_a, *unlike.only_b})
        or bool(other_ids(a, b))
        or about.same_year is False
        or (about.names is not None and about.names < NAMES_TOUCH)
    )


def _in_words(a: Evidence, b: Evidence, unlike: Difference) -> str:
    """How the titles differ: "title differs: 'V2' dropped"."""
    if unlike.kind is Kind.EQUAL:
        return "titles equal"
    if unlike.kind is Kind.ORDER:
        return "title differs: same words in another order"
    here, there = _quoted(a, unlike.only_a), _quoted(b, unlike.only_b)
    return f"title differs: {here} against {there}" if here and there else f"title differs: {here or there} dropped"


def _quoted(work: Evidence, words: tuple[str, ...]) -> str:
    """Words as the title spells them, in single quotation marks; shortened to about 80 characters."""
    spelt = (re.search(rf"(?<!\w){re.escape(word)}(?!\w)", work.record.title, re.IGNORECASE) for word in words[:6])
    text = " ".join(match.group() if match else word for match, word in zip(spelt, words, strict=False))
    return f"'{text[:80]}{' …' if len(words) > 6 or len(text) > 80 else ''}'" if words else ""
