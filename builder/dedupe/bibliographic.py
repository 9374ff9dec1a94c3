"""The verdict where no two abstracts can be compared: title, authors, year and venue, each with its weight.

The weights are added up, as log-likelihood ratios are in record linkage (Fellegi and Sunter, 1969); they were set by
hand on bibliographies. What is not known of both records weighs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from builder.dedupe.derived import two_works
from builder.dedupe.evidence import Evidence, is_column, is_told, one_name, other_ids
from builder.dedupe.normalise import unspaced_runs
from builder.dedupe.record import Verdict
from builder.dedupe.relate import COMMON, Difference, Kind, misspelt, numbers_clash, numbers_differ
from builder.dedupe.score import NAMES_AGREE, names_score
from builder.dedupe.siblings import is_sibling
from builder.dedupe.venues import Venues

SAME_FROM, REVIEW_FROM = 8.0, 4.0
"""Weights from which two records are one work, and from which a person is asked."""
NAMES_TOUCH = 40
"""A names score: at least one shared author beside misspelt ones."""
_WHOLE = {Kind.EQUAL: 3.0, Kind.SLIP: 2.0, Kind.ORDER: 0.5, Kind.CUT: 1.0, Kind.PART: 1.0}
"""What each kind of likeness adds to the number of words that the titles share."""
_ENOUGH = 6
"""Telling words in common; more say no more."""
_SHORT = 3
"""Letters of a word in which another letter makes another word."""
_BEGINNING = 2
"""Telling words that a title has to have to count as the beginning of a longer one."""


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What stands beside the titles: None where it is not known of both."""

    likeness: float
    names: float | None
    same_year: bool | None
    same_venue: bool | None

    @property
    def names_agree(self) -> bool:
        """Whether the authors are known and the same."""
        return self.names is not None and self.names >= NAMES_AGREE


def circumstance(a: Evidence, b: Evidence, likeness: float, venues: Venues) -> Circumstance:
    """What is known of two records beside their titles, which are alike by `likeness`."""
    years = (a.record.year, b.record.year)
    return Circumstance(
        likeness,
        names_score(a.names, b.names) if a.names and b.names else None,
        years[0] == years[1] if None not in years else None,
        True if venues.same(a, b) else False if venues.apart(a, b) else None,
    )


def title_verdict(a: Evidence, b: Evidence, unlike: Difference, about: Circumstance) -> Verdict | None:
    """The verdict without two abstracts."""
    if numbers_clash(a.title, b.title):
        return None
    if is_column(a) or is_column(b):
        near = unlike.kind in {Kind.EQUAL, Kind.SLIP, Kind.PART}
        return Verdict.REVIEW if near and about.same_year is not False and about.names_agree else None
    weight = _title_weight(a, b, unlike, about) + _circumstances_weight(a, b, about)
    doubtful = _doubtful(a, b, unlike, about)
    if weight >= SAME_FROM and not doubtful:
        return Verdict.SAME
    unnamed = about.names is None and (about.likeness >= 94 or unlike.kind in {Kind.PART, Kind.CUT} or one_name(a, b))
    kept = about.names_agree and about.likeness >= (75 if about.same_year else 85)
    likely = (unnamed or is_told(a, b)) and not doubtful
    return Verdict.REVIEW if weight >= REVIEW_FROM or kept or likely else None


def _doubtful(a: Evidence, b: Evidence, unlike: Difference, about: Circumstance) -> bool:
    """Whether something speaks against one work so clearly that a person has to say."""
    return (
        numbers_differ(a.title, b.title)
        or is_sibling(a, b, unlike)
        or bool(two_works(a.title, b.title, unlike))
        or bool(other_ids(a, b))
        or about.same_year is False
        or about.same_venue is False
        or (about.names is not None and about.names < NAMES_TOUCH)
    )


def _title_weight(a: Evidence, b: Evidence, unlike: Difference, about: Circumstance) -> float:
    """Words in common, less what only one title has; a part or a beginning may lack the rest."""
    shorter, longer = sorted((a.title, b.title), key=lambda title: len(title.joined))
    told = _telling(word for word in shorter.words if word not in COMMON)
    if unlike.kind in _WHOLE:
        return min(told, _ENOUGH) + _WHOLE[unlike.kind]
    if told >= _BEGINNING and longer.words[: len(shorter.words)] == shorter.words:
        return min(told, _ENOUGH) - 1.0
    only_a, only_b = _telling_words(unlike.only_a, unlike.only_b), _telling_words(unlike.only_b, unlike.only_a)
    forms = _forms(only_a, only_b, _slip if about.names_agree else misspelt)
    lacking = sorted((_telling(only_a) - forms, _telling(only_b) - forms))
    if not any(lacking):
        return min(told, _ENOUGH) + _WHOLE[Kind.SLIP] - 0.5 * forms
    return min(told - lacking[0], _ENOUGH) - 0.5 * forms - 2.5 * sum(lacking) - (1.0 if lacking[0] else 0.0)


def _telling_words(own: Sequence[str], its: Sequence[str]) -> list[str]:
    """Words that say something, and are no slip of one of the other title that says nothing: "thhe"."""
    common = [word for word in its if word in COMMON and len(word) > 1]
    slips = {
        word for word in own for other in common if len(word) > 2 and OSA.distance(word, other, score_cutoff=1) <= 1
    }
    return [word for word in own if word not in COMMON and word not in slips]


def _telling(words: Iterable[str]) -> float:
    """How many words these are; each pair of characters of a text without spaces is half of one."""
    return sum(0.5 if unspaced_runs(word) else 1.0 for word in words)


def _forms(only_a: Sequence[str], only_b: Sequence[str], alike: Callable[[str, str], bool]) -> int:
    """How many words of one title have another form in the other: misspelt, or with another ending."""
    rest, forms = list(only_b), 0
    for word in only_a:
        form = next((other for other in rest if alike(word, other) or _stem(word, other)), None)
        if form is not None:
            rest.remove(form)
            forms += 1
    return forms


def _slip(x: str, y: str) -> bool:
    """One slip anywhere in a word, among the same authors; an "a" more in front is none ("typical", "atypical")."""
    short, long = sorted((x, y), key=len)
    if not (x + y).isalpha() or long == f"a{short}" or OSA.distance(x, y, score_cutoff=1) > 1:
        return False
    within = len(short) == _SHORT and len(long) > len(short) and not long.startswith(short)  # a letter too many
    return len(short) > _SHORT or sorted(x) == sorted(y) or within


def _stem(x: str, y: str) -> bool:
    return min(len(x), len(y)) > 4 and x[:5] == y[:5]


def _circumstances_weight(a: Evidence, b: Evidence, about: Circumstance) -> float:
    names = 0.0
    if about.names is not None:
        agree = 2.0 + 0.5 * min(len(a.names & b.names), 4)
        names = agree if about.names_agree else 0.5 if about.names >= NAMES_TOUCH else -3.0
    year = {True: 1.5, False: -2.0, None: 0.0}[about.same_year]
    return names + year + {True: 1.5, False: -2.0, None: 0.0}[about.same_venue]
