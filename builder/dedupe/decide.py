"""What a pair of records is: the same, something to ask a person about, or nothing; and why, in words.

Title likeness alone is no ground: siblings, versions and yearly editions differ by a word. Each kind of difference
between the titles therefore asks for its own likeness of the abstracts. Unrelated abstracts in English already reach
42 to 50, those of siblings 50 to 77.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.dedupe.bibliographic import circumstance, title_verdict
from builder.dedupe.derived import ANSWERS, two_works
from builder.dedupe.evidence import (
    FEW_WORDS,
    Evidence,
    abstract_likeness,
    fewest_words,
    figures_differ,
    foreign_title,
    is_within,
    length_of_abstract,
    one_name,
    only_revised,
    other_ids,
    words_shared,
)
from builder.dedupe.normalise import rejoined
from builder.dedupe.record import Pair, Verdict
from builder.dedupe.relate import Difference, Kind, difference, numbers_clash, numbers_differ
from builder.dedupe.score import LONGEST, NAMES_AGREE, names_score, percent, title_score
from builder.dedupe.siblings import is_sibling
from builder.dedupe.venues import Venues

Finding = tuple[Verdict, float, str]
"""What was found out about a pair: verdict, likeness, reason."""

SAME_FROM = {
    Kind.EQUAL: 55,
    Kind.SLIP: 70,
    Kind.CUT: 85,
    Kind.PART: 80,
    Kind.ORDER: 99,
    Kind.WORDS: 91,
    Kind.OTHER: 87,
}
"""The abstract likeness from which a pair is the same, by the kind of difference between the titles."""
VERSION_FROM = 93
"""The same where the part that one title lacks holds a number."""
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
UNRELATED, RETOLD = 0.4, 0.6
"""Shares of long words that abstracts have in common: below the first, none of a million real pairs was 60 % equal;
from the second they tell of one thing, whatever the order."""
SHORT_ABSTRACT = 450
"""Characters; a shorter abstract tells nothing where the titles differ by more than a slip or a part."""
MANY_AUTHORS = 4
"""Authors from which hardly two papers have the same ones and titles that are much alike."""
_RECURRING = frozenset(
    {"findings", "overview", "shared", "workshop", "proceedings", "challenge", "competition", "track"}
)
"""Words in the titles of what is held each year."""
_MAY_RECUR = frozenset({"campaign", "contest", "edition", "evaluation", "lab", "task", "tasks"})
"""The same where the abstracts, too, are those of two years: with other figures, or other words."""
REVISED_FROM = 90
"""The abstract likeness of a revised text."""
_WHOLE = 100
"""The likeness of abstracts that are the same word for word."""
_NEAR = frozenset({Kind.EQUAL, Kind.SLIP, Kind.CUT, Kind.PART})


def judge(a: Evidence, b: Evidence, venues: Venues) -> Pair | None:
    """The verdict on two records, of which `a` has the smaller id; None where nothing speaks for one work."""
    shared = a.ids & b.ids
    abstracts = bool(a.record.abstract and b.record.abstract)
    if abstracts and not shared and a.title.joined != b.title.joined and _unrelated(a, b) and not _of_one_group(a, b):
        return None
    unlike = difference(a.title, b.title)
    if shared:
        found: Finding | None = _by_id(min(shared), a, b, unlike)
    else:
        found = _by_abstract(a, b, unlike) if abstracts else _by_title(a, b, unlike, venues)
    if found is None:
        return None
    verdict, score, reason = found
    return Pair(a.record.id, b.record.id, percent(score), reason, verdict)


def _unrelated(a: Evidence, b: Evidence) -> bool:
    """Whether abstracts with enough words to tell have too few of them in common to be compared at length."""
    return fewest_words(a, b) >= FEW_WORDS and words_shared(a, b) < UNRELATED


def _by_id(shared: str, a: Evidence, b: Evidence, unlike: Difference) -> Finding:
    """An equal id settles it, unless what else is known says that it was given to two works."""
    scheme, value = shared.split(":", 1)
    name = {"arxiv": "arXiv id", "doi": "DOI"}.get(scheme, f"{scheme} id")
    if title_score(a.title, b.title) < 50 and abstract_likeness(a, b) < 60:
        return Verdict.REVIEW, 100, f"same {name} {value}, yet title and abstract differ: is the id right?"
    if schemes := other_ids(a, b):
        return Verdict.REVIEW, 100, f"same {name} {value}, yet different {schemes} ids"
    if ANSWERS & {*unlike.only_a, *unlike.only_b} or numbers_clash(a.title, b.title):
        return Verdict.REVIEW, 100, f"same {name} {value}, yet {_in_words(a, b, unlike)}"
    if a.record.abstract and b.record.abstract and _unrelated(a, b):
        return Verdict.REVIEW, 100, f"same {name} {value}, yet the abstracts have little in common"
    return Verdict.SAME, 100, f"same {name} {value}"


def _by_abstract(a: Evidence, b: Evidence, unlike: Difference) -> Finding | None:
    group = _of_one_group(a, b)
    retold = group or _retold(a, b)
    floor = 0 if retold else _review_from(a, b, unlike)
    likeness = abstract_likeness(a, b, floor)
    if likeness < floor:
        return None
    doubt, asked_from = next(_doubts(a, b, unlike, likeness), ("", 0))
    if likeness < asked_from and not retold:
        return None
    far = f" in its first {LONGEST:,} characters" if min(len(a.abstract), len(b.abstract)) > LONGEST else ""
    reason = (
        f"abstract {percent(likeness)} % equal{far}; {_in_words(a, b, unlike)}{'; the same authors' if group else ''}"
    )
    if doubt:
        return Verdict.REVIEW, likeness, f"{reason}; {doubt}"
    enough = VERSION_FROM if numbers_differ(a.title, b.title) else SAME_FROM[unlike.kind]
    same = likeness >= enough or _rewritten(a, b, unlike, likeness)
    return Verdict.SAME if same else Verdict.REVIEW, likeness, reason


def _retold(a: Evidence, b: Evidence) -> bool:
    """Whether the abstracts say the same in another order or at another length, under titles not wholly different."""
    return (
        ((fewest_words(a, b) >= FEW_WORDS and words_shared(a, b) >= RETOLD) or is_within(a, b))
        and title_score(a.title, b.title) >= 60
        and not numbers_clash(a.title, b.title)
    )


def _of_one_group(a: Evidence, b: Evidence) -> bool:
    """Whether all of many authors are the same and the titles are alike: the abstract may have been written anew."""
    return (
        min(len(a.record.authors), len(b.record.authors)) >= MANY_AUTHORS
        and a.names == b.names
        and title_score(a.title, b.title) >= 75
        and not numbers_differ(a.title, b.title)
    )


def _doubts(a: Evidence, b: Evidence, unlike: Difference, likeness: float) -> Iterator[tuple[str, float]]:
    """Why no abstract suffices to call two records the same, weightiest first.

    Each with the abstract likeness below which not even a person is asked.
    """
    whole = unlike.kind not in {Kind.PART, Kind.CUT}
    if whole and numbers_clash(a.title, b.title):
        yield "numbers, versions or years differ: was the abstract pasted in?", 97
    versions = numbers_differ(a.title, b.title) and not (only_revised(a, b) or only_revised(b, a))
    if whole and versions:
        yield "one has a number or version that the other lacks", 90
    if derived := two_works(a.title, b.title, unlike, one_abstract=likeness == _WHOLE):
        yield derived, 85
    if is_sibling(a, b, unlike):
        yield "the same of another language, data set or part", 80
    if _recurs(a, b, likeness):
        yield f"years {a.record.year} and {b.record.year} of what may recur", 0
    if schemes := other_ids(a, b):
        yield f"different {schemes} ids", 80
    if a.names and b.names and not a.names & b.names:
        yield "no author in common", 0 if unlike.kind is Kind.EQUAL else 80
    if (unlike.kind not in _NEAR or versions) and min(map(length_of_abstract, (a, b))) < SHORT_ABSTRACT:
        yield "too little of an abstract to be sure", 90
    if unlike.kind is Kind.OTHER and foreign_title(a, b):
        yield "two titles with little in common: was the abstract pasted in?", 0


def _recurs(a: Evidence, b: Evidence, likeness: float) -> bool:
    """Whether two years of what is held each year may be behind one title."""
    if not a.record.year or not b.record.year or a.record.year == b.record.year:
        return False
    another = likeness < REVISED_FROM or figures_differ(a, b)
    return bool((_RECURRING | (_MAY_RECUR if another else frozenset())) & {*a.title.words})


def _rewritten(a: Evidence, b: Evidence, unlike: Difference, likeness: float) -> bool:
    """Whether a full title or its system's name stayed, and authors or abstract too, so that it was only rewritten."""
    if unlike.kind is Kind.EQUAL and len(a.title.words) > 3:
        return likeness >= 50 or names_score(a.names, b.names) >= NAMES_AGREE
    return unlike.kind is not Kind.ORDER and one_name(a, b) and likeness >= 65 and words_shared(a, b) >= 0.65


def _review_from(a: Evidence, b: Evidence, unlike: Difference) -> float:
    """A title that stayed in the main lowers what the abstract has to show before a person is asked."""
    kept = title_score(a.title, b.title)
    if kept >= 85 or (kept >= 65 and names_score(a.names, b.names) >= NAMES_AGREE):
        return min(60, REVIEW_FROM[unlike.kind])
    return REVIEW_FROM[unlike.kind]


def _by_title(a: Evidence, b: Evidence, unlike: Difference, venues: Venues) -> Finding | None:
    """Without two abstracts: the title, with authors, year and venue where they are known."""
    about = circumstance(a, b, title_score(a.title, b.title), venues)
    verdict = title_verdict(a, b, unlike, about)
    if verdict is None:
        return None
    authors = "authors unknown" if about.names is None else f"authors {percent(about.names)} % equal"
    years = {True: "same year", False: f"years {a.record.year} and {b.record.year}", None: "year unknown"}
    reason = f"{_in_words(a, b, unlike)}; {authors}; {years[about.same_year]}; no two abstracts"
    return verdict, about.likeness, f"{reason}; hardly one venue" if about.same_venue is False else reason


def _in_words(a: Evidence, b: Evidence, unlike: Difference) -> str:
    """How the titles differ: "title differs: 'V2' dropped"."""
    if unlike.kind is Kind.EQUAL:
        return "titles equal"
    if unlike.kind is Kind.ORDER:
        return "title differs: same words in another order"
    here, there = _quoted(a, rejoined(unlike.only_a)), _quoted(b, rejoined(unlike.only_b))
    return f"title differs: {here} against {there}" if here and there else f"title differs: {here or there} dropped"


def _quoted(work: Evidence, words: tuple[str, ...]) -> str:
    """Words as the title spells them, in single quotation marks; shortened to about 80 characters."""
    spelt = (re.search(rf"(?<!\w){re.escape(word)}(?!\w)", work.record.title, re.IGNORECASE) for word in words[:6])
    text = " ".join(match.group() if match else word for match, word in zip(spelt, words, strict=False))
    return f"'{text[:80]}{' …' if len(words) > 6 or len(text) > 80 else ''}'" if words else ""
