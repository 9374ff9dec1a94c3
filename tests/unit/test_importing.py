"""Which papers of a listing are left out as repeats: those that are the same as one that is kept, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.dedupe import Pair, Verdict
from builder.importing import _repeated


def pairs(*names: str, verdict: Verdict = Verdict.SAME) -> list[Pair]:
    """Pairs of papers with names of one letter, each sorted."""
    return [Pair(min(name), max(name), 90, name, verdict) for name in names]


@pytest.mark.parametrize(
    ("same", "left_out"),
    [
        pytest.param(["ab"], {"b": "ab"}, id="the later of two new ones"),
        pytest.param(["pa"], {"a": "pa"}, id="a new one for a present one"),
        pytest.param(["pa", "pb", "ab"], {"a": "pa", "b": "pb"}, id="two for one present"),
        pytest.param(["ab", "bc"], {"b": "ab"}, id="not the same as one that is left out"),
        pytest.param(["ab", "bc", "ac"], {"b": "ab", "c": "ac"}, id="all the same"),
        pytest.param(["ab", "bc", "cd"], {"b": "ab", "d": "cd"}, id="a chain"),
        pytest.param(["ab", "pb"], {"b": "ab"}, id="one present and one earlier"),
    ],
)
def test_repeats_are_the_same_as_a_paper_that_is_kept(same: list[str], left_out: dict[str, str]) -> None:
    found = _repeated(list("abcd"), pairs(*same))
    assert {name: pair.reason for name, pair in found.items()} == left_out


def test_what_a_person_has_to_decide_is_kept() -> None:
    assert _repeated(["a", "b"], pairs("ab", "pa", verdict=Verdict.REVIEW)) == {}


@given(st.sets(st.tuples(st.sampled_from("pqabcd"), st.sampled_from("abcd"))))
def test_each_repeat_has_a_paper_that_stays_and_no_two_that_stay_are_the_same(names: set[tuple[str, str]]) -> None:
    same = pairs(*sorted("".join(name) for name in {tuple(sorted(name)) for name in names} if len({*name}) == 2))
    left_out = _repeated(list("abcd"), same)
    for name, pair in left_out.items():
        assert ({pair.a, pair.b} - {name}).isdisjoint(left_out)
    for pair in same:
        assert {pair.a, pair.b} & {*left_out, "p", "q"}
