"""content/duplicates.yaml: what is added, where, and that nothing else moves."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.dedupe import Pair, Verdict, open_pairs, record_decision, record_reviews, rename
from builder.diagnostics import SheafError
from builder.model import Content, Decision, Digest, Paper, Vocabulary
from builder.model import Verdict as Decided


def review(a: str, b: str, reason: str = "abstract 98 % equal; titles equal") -> Pair:
    return Pair(a, b, 98, reason, Verdict.REVIEW)


def pairs_in(text: str) -> list[tuple[str, ...]]:
    return [tuple(item["pair"]) for item in yaml.safe_load(text) or []]


FILE = """\
# Decisions on near-duplicates.

# Ada looked at both.
- pair: [kelp, kelp-v2]   # versions
  verdict: different
  by: Ada
  why: |
    Two papers.
    # Not a comment.

# The same talk.
-
  pair: ['otter', "otters"]
  verdict: same
  keep: otter
  by: Ada
  why: one abstract"""


def test_an_absent_file_gets_items_sorted_by_pair() -> None:
    assert record_reviews("", [review("m", "z"), review("b", "c", 'title differs: "V2" dropped')]) == (
        '- pair: [b, c]\n  verdict: review\n  why: "title differs: \\"V2\\" dropped"\n'
        '- pair: [m, z]\n  verdict: review\n  why: "abstract 98 % equal; titles equal"\n'
    )


@pytest.mark.parametrize("text", ["[]", "[]\n", "# Decisions of people.\n[]  # none yet\n"])
def test_an_empty_list_in_brackets_takes_items(text: str) -> None:
    written = record_reviews(text, [Pair("a", "b", 90, "alike", Verdict.REVIEW)])
    assert [item["pair"] for item in yaml.safe_load(written)] == [["a", "b"]]
    assert text.count("#") == written.count("#")


def test_items_go_to_their_places_above_the_comments_of_the_next() -> None:
    text = record_reviews(FILE, [review("a", "b"), review("lynx", "lynx-2"), review("zander", "zebra")])
    assert pairs_in(text) == [
        ("a", "b"),
        ("kelp", "kelp-v2"),
        ("lynx", "lynx-2"),
        ("otter", "otters"),
        ("zander", "zebra"),
    ]
    assert text.index("[lynx") < text.index("# The same talk.") < text.index("'otter'")
    assert text.index("# Not a comment.") < text.index("[lynx")


def test_what_is_in_the_file_is_not_added_again() -> None:
    assert record_reviews(FILE, [review("kelp", "kelp-v2"), review("otter", "otters")]) == FILE


def test_slugs_that_yaml_would_misread_are_quoted() -> None:
    text = record_reviews("", [review("2031", "null"), review("1e5", "no")])
    assert pairs_in(text) == [("1e5", "no"), ("2031", "null")]


def test_line_ends_and_indent_stay_as_they_are() -> None:
    text = record_reviews("  - pair: [c, d]\r\n    verdict: different\r\n", [review("a", "b")])
    assert text.startswith("  - pair: [a, b]\r\n    verdict: review\r\n")
    assert pairs_in(text) == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize("text", ["a: 1\n", "[{pair: [a, b]}]\n", "- pair: [a\n", "- a\n...\n", "- a\n---\n- b\n"])
def test_a_file_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(SheafError, match=r"content/duplicates\.yaml"):
        record_reviews(text, [review("a", "b")])


def test_items_that_name_no_pair_stay_and_do_not_stop_it() -> None:
    text = "- nonsense\n- pair: x\n- verdict: same\n"
    assert record_reviews(text, [review("a", "b")]).startswith(text)


SLUG = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
PAIR = st.tuples(SLUG, SLUG).filter(lambda p: p[0] != p[1]).map(lambda p: (min(p), max(p)))
COMMENT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=20).map(lambda t: f"# {t}\n")
ITEM = st.tuples(
    st.lists(COMMENT | st.just("\n"), max_size=3), st.sampled_from(["same", "different", "review"]), COMMENT
)


@settings(deadline=None)
@given(
    st.lists(PAIR, unique=True, max_size=5).map(sorted),
    st.lists(ITEM, min_size=5, max_size=5),
    st.lists(PAIR.map(lambda pair: review(*pair)), max_size=5),
    st.booleans(),
)
def test_every_line_stays_and_a_second_run_changes_nothing(
    old: list[tuple[str, str]],
    dress: list[tuple[list[str], str, str]],
    new: list[Pair],
    ended: bool,
) -> None:
    text = "".join(
        f'{"".join(above)}- pair: ["{a}", "{b}"]\n  verdict: {verdict}   {comment}'
        for (a, b), (above, verdict, comment) in zip(old, dress, strict=False)
    )
    text = text if ended else text.rstrip("\n")
    result = record_reviews(text, new)
    assert record_reviews(result, new) == result
    assert pairs_in(result) == sorted({*old, *((pair.a, pair.b) for pair in new)})
    kept = iter(result.splitlines())
    assert all(line in kept for line in text.splitlines())


def digest_with(*decisions: Decision) -> Content:
    bee = Paper("bee", "Bees", date(2025, 3, 14), aliases=("ant",))
    return Content(Digest("Bees", "Bees.", "https://bees.example/"), Vocabulary(), (bee,), decisions=decisions)


def test_open_are_the_pairs_that_nobody_decided() -> None:
    pairs = (review("a", "b"), review("c", "d"), review("e", "f"), review("g", "h"))
    decisions = [
        Decision(("a", "b"), Decided.SAME, keep="a", by="Ada", why="one text"),
        Decision(("c", "d"), Decided.DIFFERENT),
        Decision(("e", "f"), Decided.REVIEW),
    ]
    assert open_pairs(pairs, digest_with(*decisions)) == pairs[2:]


# Decisions


def same(a: str, b: str, why: str = "one text") -> Decision:
    return Decision((a, b), Decided.SAME, keep=a, by="Ada", why=why)


def decisions_in(text: str) -> dict[tuple[str, ...], dict[str, str]]:
    return {tuple(sorted(item.pop("pair"))): item for item in yaml.safe_load(text) or []}


OPEN = """\
# Head.

# Bo asks.
- pair: [kelp, kelp-v2]   # versions
  # A thought.
  verdict: review   # when?
  why: "abstract 98 % equal"
- {verdict: review, pair: [otter, otters], why: x}
"""


def test_a_decision_goes_into_the_item_of_its_pair() -> None:
    text = record_decision(OPEN, same("kelp", "kelp-v2", "it's: one"))
    assert text == OPEN.replace(
        '  verdict: review   # when?\n  why: "abstract 98 % equal"\n',
        '  verdict: same   # when?\n  keep: kelp\n  by: Ada\n  why: "it\'s: one"\n',
    )
    text = record_decision(OPEN, Decision(("otter", "otters"), Decided.DIFFERENT, by="Bo Ek", why="two"))
    assert text == OPEN.replace("{verdict: review,", "{verdict: different,").replace(
        "why: x}", 'why: "two", by: Bo Ek}'
    )


def test_a_decision_on_a_pair_without_an_item_makes_one_at_its_place() -> None:
    item = '- pair: [lynx, lynxes]\n  verdict: same\n  keep: lynx\n  by: Ada\n  why: "one text"\n'
    assert record_decision("", same("lynx", "lynxes")) == item
    assert record_decision(OPEN, same("lynx", "lynxes")) == OPEN.replace("- {", f"{item}- {{")


def test_a_reason_of_several_lines_gives_way_to_what_a_person_said() -> None:
    text = "- pair: [a, b]\n  why: >-\n    Much\n    alike.\n\n  # Own.\n  verdict: review\n"
    assert record_decision(text, same("a", "b")) == (
        '- pair: [a, b]\n  why: "one text"\n\n  # Own.\n  verdict: same\n  keep: a\n  by: Ada\n'
    )


def test_what_a_person_types_cannot_break_the_file() -> None:
    text = record_decision("", same("a", "b", 'no: "#\n- pair\x1b[31m\udce9'))
    assert decisions_in(text)["a", "b"]["why"] == 'no: "# - pair [31m'


def test_an_item_in_a_layout_of_its_own_is_left_alone() -> None:
    with pytest.raises(SheafError, match="cannot be filled in safely"):
        record_decision("- {pair: [a, b], verdict}\n", same("a", "b"))


def test_a_merged_paper_is_called_by_the_name_that_stays() -> None:
    text = (
        "- pair: [ant, bee]\n  verdict: same\n  keep: bee\n"
        "# Old.\n- pair: [ant, 'cat']\n  verdict: different  # Ada\n"
        "- pair: [cow, dog]\n  verdict: review\n"
        "- pair: [ant, dog]\n  verdict: same\n  keep: ant\n"
    )
    assert rename(text, "ant", "bee") == (
        "- pair: [ant, bee]\n  verdict: same\n  keep: bee\n"
        "# Old.\n- pair: [bee, 'cat']\n  verdict: different  # Ada\n"
        "- pair: [bee, dog]\n  verdict: same\n  keep: bee\n"
        "- pair: [cow, dog]\n  verdict: review\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("review", "different", [("bee", "cat", "different")]),
        ("different", "review", [("bee", "cat", "different")]),
        ("review", "review", [("bee", "cat", "review")]),
        ("different", "same", [("ant", "cat", "different"), ("bee", "cat", "same")]),
    ],
)
def test_of_two_items_on_one_pair_a_decision_stays(old: str, new: str, left: list[tuple[str, ...]]) -> None:
    text = f"- pair: [ant, cat]\n  verdict: {old}\n- pair: [bee, cat]\n  verdict: {new}\n"
    items = yaml.safe_load(rename(text, "ant", "bee"))
    assert [(*item["pair"], item["verdict"]) for item in items] == left


VERDICT = st.sampled_from(["same", "different"])


@given(
    st.lists(PAIR, unique=True, max_size=5).map(sorted),
    st.lists(ITEM, min_size=5, max_size=5),
    PAIR,
    VERDICT,
    st.text(max_size=20),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_decision_changes_no_other_item(
    old: list[tuple[str, str]],
    dress: list[tuple[list[str], str, str]],
    pair: tuple[str, str],
    verdict: str,
    why: str,
    line_end: str,
) -> None:
    text = "".join(
        f'{"".join(above)}- pair: ["{a}", "{b}"]\n  verdict: {said}   {comment}'
        for (a, b), (above, said, comment) in zip(old, dress, strict=False)
    ).replace("\n", line_end)
    decision = Decision(pair, Decided(verdict), keep=pair[0] if verdict == "same" else "", by="Ada", why=why)
    result = record_decision(text, decision)
    assert record_decision(result, decision) == result
    before, after = decisions_in(text), decisions_in(result)
    assert after.pop(pair)["verdict"] == verdict
    before.pop(pair, None)
    assert after == before
    assert pairs_in(result) == sorted({*old, pair})
    assert {line.partition(" #")[2] for line in text.splitlines()} <= {
        line.partition(" #")[2] for line in result.splitlines()
    }


def test_a_decision_on_an_old_name_holds_for_the_new_one() -> None:
    decisions = [Decision(("ant", "cat"), Decided.DIFFERENT)]
    pairs = (review("bee", "cat"), review("bee", "dog"))
    assert open_pairs(pairs, digest_with(*decisions)) == pairs[1:]
