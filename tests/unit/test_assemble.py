"""Content to Site: orders, ranks, and that nothing shares a board that may not be compared."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.assemble import assemble
from builder.model import (
    Benchmark,
    BenchmarkUse,
    Board,
    BoardKey,
    Content,
    Digest,
    Direction,
    Facet,
    IssueNotes,
    Metric,
    Paper,
    Result,
    Role,
    Status,
    Tag,
    Vocabulary,
)
from builder.ranking import direction_of

OLD, NEW = date(2025, 3, 7), date(2025, 3, 14)
DIGEST = Digest("Title", "Description", "https://a.example/")
VOCABULARY = Vocabulary(
    tags={"image": Tag("image", "Image", Facet.MODALITY), "unused": Tag("unused", "Unused", Facet.TASK)},
    benchmarks={
        "roads": Benchmark("roads", "Roads", metrics=("map", "latency")),
        "odd": Benchmark("odd", "Odd", metrics=("map",), directions={"map": Direction.LOWER}),
    },
    metrics={
        "map": Metric("map", "mAP", Direction.HIGHER),
        "latency": Metric("latency", "Latency", Direction.LOWER),
        "acc": Metric("acc", "Accuracy", Direction.HIGHER),
    },
)


def paper(slug: str, *results: Result, listed: date = NEW, title: str = "", featured: bool = False) -> Paper:
    return Paper(slug, title or slug, listed, results=results, featured=featured)


def result(value: str, metric: str = "map", benchmark: str = "roads", **more: str) -> Result:
    return Result(benchmark, metric, Decimal(value), **more)  # type: ignore[arg-type]


def content(*papers: Paper, issues: tuple[IssueNotes, ...] = ()) -> Content:
    return Content(DIGEST, VOCABULARY, papers, issues)


def boards(*papers: Paper, benchmark: str = "roads") -> tuple[Board, ...]:
    return assemble(content(*papers)).boards[benchmark]


def ranks(board: Board) -> list[tuple[int | None, str, str]]:
    return [(row.rank, row.paper, str(row.result.value)) for row in board.rows]


def test_issues_are_newest_first_and_papers_by_title() -> None:
    site = assemble(content(paper("b", title="zebra"), paper("a", title="Ant"), paper("c", listed=OLD)))
    assert [(issue.day, issue.papers) for issue in site.issues] == [(NEW, ("a", "b")), (OLD, ("c",))]
    assert list(site.papers) == ["a", "b", "c"]


def test_the_curators_order_goes_before_highlights_and_those_before_the_rest() -> None:
    notes = IssueNotes(NEW, "Title", "Words.", highlights=("d",), order=("c", "a"))
    papers = [paper(slug) for slug in "abde"] + [paper("c", featured=True), paper("f", featured=True)]
    issue = assemble(content(*papers, issues=(notes,))).issues[0]
    assert issue.papers == ("c", "a", "d", "f", "b", "e")
    assert issue.highlights == ("c", "d", "f")
    assert (issue.title, issue.introduction) == ("Title", "Words.")


def test_notes_on_a_day_without_papers_make_no_issue() -> None:
    assert [issue.day for issue in assemble(content(paper("a"), issues=(IssueNotes(OLD),))).issues] == [NEW]


def test_papers_by_tag_and_benchmark_are_newest_first_and_unused_ones_absent() -> None:
    old = replace(paper("o", result("1"), listed=OLD), tags=("image",))
    new = replace(paper("n"), tags=("image",), benchmarks=(BenchmarkUse("roads", Role.TRAINING),))
    both = replace(old, slug="p", benchmarks=(BenchmarkUse("roads", Role.EVALUATED),))
    site = assemble(content(old, both, new))
    assert site.papers_by_tag == {"image": ("n", "o", "p")}
    assert site.papers_by_benchmark == {"roads": ("n", "o", "p")}


def test_the_best_is_first_and_ties_share_a_rank() -> None:
    (board,) = boards(
        paper("a", result("41.5")), paper("b", result("47.25")), paper("c", result("41.50")), paper("d", result("9"))
    )
    assert ranks(board) == [(1, "b", "47.25"), (2, "a", "41.5"), (2, "c", "41.50"), (4, "d", "9")]


@pytest.mark.parametrize("metric", ["map", "latency"])
def test_a_missing_value_is_last_and_has_no_rank(metric: str) -> None:
    missing = replace(result("1", metric), value=None)
    (board,) = boards(
        *(paper(slug, missing) for slug in "ab"), paper("c", result("0", metric)), paper("d", result("-1", metric))
    )
    assert sorted(rank for rank, *_ in ranks(board)[:2] if rank) == [1, 2]
    assert ranks(board)[2:] == [(None, "a", "None"), (None, "b", "None")]
    assert [row.paper for row in board.ranked] == [row.paper for row in board.rows[:2]]


def test_a_board_has_a_value() -> None:
    site = assemble(content(paper("a", replace(result("1"), value=None), result("2", "latency"))))
    assert [board.key.metric for board in site.boards["roads"]] == ["latency"]
    assert site.papers_by_benchmark == {"roads": ("a",)}


def test_lower_is_better_where_the_metric_or_the_benchmark_says_so() -> None:
    (latency,) = boards(paper("a", result("18", "latency")), paper("b", result("7", "latency")))
    assert [row.paper for row in latency.rows] == ["b", "a"]
    (odd,) = boards(
        paper("a", result("18", benchmark="odd")), paper("b", result("7", benchmark="odd")), benchmark="odd"
    )
    assert [row.paper for row in odd.rows] == ["b", "a"]
    assert direction_of(VOCABULARY, "odd", "map") is Direction.LOWER
    assert direction_of(VOCABULARY, "roads", "map") is Direction.HIGHER


def test_of_equal_values_the_verified_then_the_older_comes_first() -> None:
    verified = replace(result("5"), status=Status.VERIFIED)
    (board,) = boards(paper("a", result("5")), paper("b", result("5"), listed=OLD), paper("c", verified))
    assert ranks(board) == [(1, "c", "5"), (1, "b", "5"), (1, "a", "5")]


def test_what_may_not_be_compared_has_boards_of_its_own() -> None:
    kinds = [
        result("1"),
        result("2", "latency"),
        result("3", split="test"),
        result("4", split="val"),
        result("5", task="image"),
        result("6", setting="zero-shot"),
    ]
    found = boards(paper("a", *kinds))
    assert len(found) == len(kinds)
    assert {len(board.rows) for board in found} == {1}


def test_a_split_and_a_setting_have_one_board_however_they_are_spelled() -> None:
    splits = ("test-dev", "Test-Dev", "test dev", " test_dev ", "TEST\N{NON-BREAKING HYPHEN}DEV")
    results = [result(str(n), split=split, setting="5 shot") for n, split in enumerate(splits)]
    (board,) = boards(
        *(paper(f"p{n}", each) for n, each in enumerate([*results, result("9", split="test-dev", setting="5-Shot")]))
    )
    assert len(board.rows) == 6
    assert board.key == BoardKey("", "test-dev", "map", "5-shot")


def test_boards_are_largest_first_then_by_the_usual_metric_then_by_name() -> None:
    found = boards(
        paper("a", result("1", "acc"), result("1", "latency"), result("1", split="val"), result("1", split="test")),
        paper("b", result("1", "latency", split="z")),
        paper("c", result("2", "latency", split="z")),
    )
    assert [(board.key.metric, board.key.split) for board in found] == [
        ("latency", "z"),
        ("map", "test"),
        ("map", "val"),
        ("latency", ""),
        ("acc", ""),
    ]


def test_several_models_of_a_paper_have_a_row_each() -> None:
    (board,) = boards(paper("a", result("1", model="small"), result("2", model="large")))
    assert [row.result.model for row in board.rows] == ["large", "small"]


def standing(*results: Result) -> list[str]:
    """The values of one paper's results that are on its board."""
    (board,) = boards(paper("a", *results))
    return [str(row.result.value) for row in board.rows]


def verified(value: str, metric: str = "map", **more: str) -> Result:
    return replace(result(value, metric, **more), status=Status.VERIFIED)


BOTH = "52.5 small and 55.0 large"


SMALL, LARGE = result("52.5", model="S", evidence="a"), result("54", model="L", evidence="b")
QUOTED = result("52.5", model="Net", evidence="52.5 mAP")


@pytest.mark.parametrize(
    ("extracted", "checked", "left"),
    [
        ([result("52.5", model="net")], verified("52.9", model="Net"), ["52.9"]),
        ([result("52.5")], verified("52.9", model="Net"), ["52.9"]),
        ([result("52.5", model="Net")], verified("52.9"), ["52.9"]),
        ([QUOTED], verified("52.9", model="Net-L", evidence="at 52.5 mAP"), ["52.9"]),
        ([QUOTED], verified("52.9", model="Net-L", evidence="52.9"), ["52.9", "52.5"]),
        ([replace(SMALL, evidence=BOTH)], verified("55", model="L", evidence=BOTH), ["55", "52.5"]),
        ([result("52.5", evidence=BOTH)], verified("55.0", evidence=BOTH), ["55.0", "52.5"]),
        ([result("52.5", evidence=BOTH)], verified("55.1", evidence=BOTH), ["55.1", "52.5"]),
        (
            [result("52.5", evidence=BOTH), result("55.0", evidence=BOTH)],
            verified("55.1", evidence=BOTH),
            ["55.1", "52.5"],
        ),
        ([result("52.4", evidence=BOTH)], verified("55.1", evidence=BOTH), ["55.1"]),
        ([SMALL, LARGE], verified("53"), ["54", "53", "52.5"]),
        ([SMALL, LARGE], verified("55", evidence="b"), ["55", "52.5"]),
        ([result("52.5", model="Net")], verified("52.5", model="Net", evidence="Table 2"), ["52.5"]),
        ([replace(QUOTED, value=None)], verified("52.9", model="Net"), ["52.9"]),
        ([QUOTED], replace(verified("1"), value=None), ["52.5", "None"]),
    ],
)
def test_a_verified_score_replaces_what_it_was_made_of_and_no_other(
    extracted: list[Result], checked: Result, left: list[str]
) -> None:
    assert standing(*extracted, checked) == left
    assert standing(checked, *extracted) == left


def test_a_verified_score_says_nothing_of_other_boards_and_papers() -> None:
    found = boards(
        paper("a", result("1"), verified("2", split="test"), verified("3", "latency")), paper("b", result("4"))
    )
    assert sorted(str(row.result.value) for board in found for row in board.rows) == ["1", "2", "3", "4"]


VALUES = st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=8)


@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_files_has_no_say(values: list[Decimal], chance: random.Random) -> None:
    papers = [paper(f"p{n}", result(str(value)), title="same") for n, value in enumerate(values)]
    shuffled = chance.sample(papers, len(papers))
    assert assemble(content(*papers)) == assemble(content(*shuffled))
    (board,) = boards(*papers)
    found = [row.result.value for row in board.rows if row.result.value is not None]
    assert found == sorted(values, reverse=True)
    assert [row.rank for row in board.rows] == [1 + sum(other > value for other in values) for value in found]
