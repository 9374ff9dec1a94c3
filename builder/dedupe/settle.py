"""What pairs say about each other: a bibliography lists a work once.

Two records of one work in two bibliographies differ in what the one left out. Where their venue is spelt in two ways
they come from two bibliographies, and where neither has a counterpart as good in the other, they are each other's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from builder.dedupe.derived import ANSWERS
from builder.dedupe.evidence import Evidence
from builder.dedupe.record import Pair, Verdict
from builder.dedupe.relate import difference, numbers_differ
from builder.dedupe.score import NAMES_AGREE, names_score
from builder.dedupe.siblings import is_sibling
from builder.dedupe.venues import Venues, spelling

_ALIKE = 60
"""The likeness of titles from which the only counterpart is the same work."""


def settle(pairs: Sequence[Pair], works: Mapping[str, Evidence], venues: Venues) -> Iterator[Pair]:
    """The pairs, to review and the same changed for each other by what their rivals say."""
    partners: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if not (works[pair.a].record.abstract and works[pair.b].record.abstract):
            partners[pair.a].append(pair)
            partners[pair.b].append(pair)
    for pair in pairs:
        a, b = works[pair.a], works[pair.b]
        rivals = {*_rivals(pair.a, b, partners, works), *_rivals(pair.b, a, partners, works)} - {pair}
        if pair not in partners[pair.a] or a.ids & b.ids:
            yield pair
        elif pair.verdict is Verdict.SAME and (
            _between_years(pair, partners, works, venues) or _ambiguous(pair, rivals, works, venues)
        ):
            yield replace(pair, verdict=Verdict.REVIEW, reason=f"{pair.reason}; another fits as well")
        elif pair.verdict is Verdict.REVIEW and _may_be_same(pair, a, b, venues) and _is_best(pair, rivals):
            yield replace(pair, verdict=Verdict.SAME, reason=f"{pair.reason}; no other fits as well")
        else:
            yield pair


def _between_years(
    pair: Pair, partners: Mapping[str, Sequence[Pair]], works: Mapping[str, Evidence], venues: Venues
) -> bool:
    """Whether a record without a year fits works of several years, say a talk and the article it became."""
    for name, other in ((pair.a, works[pair.b]), (pair.b, works[pair.a])):
        if works[name].record.year is None and not venues.same(works[name], other):
            same = [partner for partner in partners[name] if partner.verdict is Verdict.SAME]
            years = {works[key].record.year for partner in same for key in (partner.a, partner.b)} - {None}
            if len(years) > 1:
                return True
    return False


def _rivals(
    one: str, other: Evidence, partners: Mapping[str, Sequence[Pair]], works: Mapping[str, Evidence]
) -> Iterator[Pair]:
    """The pairs of `one` with what stands in the bibliography of `other`."""
    for pair in partners[one]:
        partner = pair.b if pair.a == one else pair.a
        if spelling(works[partner]) == spelling(other):
            yield pair


def _ambiguous(pair: Pair, rivals: Iterable[Pair], works: Mapping[str, Evidence], venues: Venues) -> bool:
    """Whether a record has another counterpart as good in a bibliography that lists no work twice."""
    for rival in rivals:
        x, y = (works[name] for name in {pair.a, pair.b} ^ {rival.a, rival.b})
        if rival.verdict is Verdict.SAME and rival.score >= pair.score and venues.apart(x, y):
            return True
    return False


def _may_be_same(pair: Pair, a: Evidence, b: Evidence, venues: Venues) -> bool:
    unlike = difference(a.title, b.title)
    return (
        pair.score >= _ALIKE
        and venues.respelt(a, b)
        and a.record.year is not None
        and a.record.year == b.record.year
        and names_score(a.names, b.names) >= NAMES_AGREE
        and not numbers_differ(a.title, b.title)
        and not is_sibling(a, b, unlike)
        and not ANSWERS & {*unlike.only_a, *unlike.only_b}
    )


def _is_best(pair: Pair, rivals: Iterable[Pair]) -> bool:
    return all(rival.verdict is Verdict.REVIEW and rival.score < pair.score for rival in rivals)
