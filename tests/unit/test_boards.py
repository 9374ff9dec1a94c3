"""Boards as readers see them: headings that tell them apart, ties, who vouches, proofs, charts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_fixture import DIGEST, NEW, PAPERS, VOCABULARY

from builder import urls
from builder.assemble import assemble
from builder.boards import contexts, rank_text
from builder.markup import Markdown
from builder.model import Board, BoardKey, Content, Metric, Paper, Result, Site, Status, Verification
from builder.pages import Kind
from builder.render import Renderer, Spec

TEMPLATES = Path(__file__).parents[2] / "templates"
SCORE = Result("barn", "error", Decimal("2.0"), split="dev")
ABSTRACT = "Much is *said* here. Rake has 2.0 or [3.0](https://a.example/) errors. And <more>."
QUOTE = "Rake has 2.0 or 3.0 errors"


def site(*papers: Paper) -> Site:
    return assemble(Content(DIGEST, VOCABULARY, papers))


def page(kind: Kind, key: str, of: Site) -> Element:
    html = Renderer(of, Markdown(), [TEMPLATES])(Spec("x/y/", kind, key)).decode()
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    parsed: Element = parser.parse(html)
    return parsed


def text(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def cells(of: Element, expression: str) -> list[str]:
    return [text(cell) for cell in of.findall(expression)]


@cache
def harvest() -> Site:
    """Five papers on one board: a tie, a verified result, one without a date, one without a quotation in its text."""
    by = Verification("Ada & Co", date(2025, 3, 20), "Table 2")
    return site(
        Paper("p1", "One", NEW, ABSTRACT, published=date(2020, 1, 1), results=(replace(SCORE, evidence=QUOTE),)),
        Paper(
            "p2",
            "Two",
            NEW,
            ABSTRACT,
            published=date(2021, 1, 1),
            results=(
                replace(SCORE, value=Decimal("9.0"), model="Rake <L>"),
                replace(SCORE, value=Decimal("2.00"), model="Rake <L>", status=Status.VERIFIED, verified=by),
            ),
        ),
        Paper("p3", "Three", NEW, published=date(2022, 1, 1), results=(replace(SCORE, value=Decimal("1.5")),)),
        Paper("p4", "Four", NEW, results=(replace(SCORE, value=Decimal("7.0"), evidence="in a table"),)),
        Paper("p5", "Five", NEW, results=(replace(SCORE, split="", value=Decimal("3.0")),)),
    )


def test_ties_share_a_rank_and_say_so() -> None:
    board = page(Kind.BENCHMARK, "barn", harvest())
    assert cells(board, ".//section[1]//td[@class='rank']") == ["1", "=2", "=2", "4"]
    assert "#2 of 4, tied" in text(page(Kind.PAPER, "p1", harvest()).find(".//main"))
    assert rank_text(1, 1, tied=False) == ""


def test_a_row_says_who_vouches_for_it() -> None:
    board = page(Kind.BENCHMARK, "barn", harvest())
    status = cells(board, ".//section[1]//*[@class='status verified']") + cells(
        board, ".//section[1]//*[@class='status']"
    )
    assert status == ["✓ verified by Ada & Co, 20 March 2025, Table 2"] + ["○ extracted, not verified"] * 3


def test_a_value_that_gives_way_to_a_verified_one_says_so() -> None:
    assert "replaced by the verified value" in text(page(Kind.PAPER, "p2", harvest()).find(".//tbody[1]"))
    assert "9.0" not in text(page(Kind.BENCHMARK, "barn", harvest()).find(".//main"))


def test_a_value_that_gives_way_is_neither_ranked_nor_counted() -> None:
    by = Verification("Ada", date(2025, 3, 20))
    twins = (
        replace(SCORE, model="Rake", evidence=QUOTE),
        replace(SCORE, model="Rake", status=Status.VERIFIED, verified=by),
    )
    of = site(Paper("p1", "One", NEW, results=twins), Paper("p2", "Two", NEW, results=(SCORE,)))
    lines = [text(line) for line in page(Kind.PAPER, "p1", of).findall(".//table[@class='results']/tbody")]
    assert ["#1 of 2" in line for line in lines] == [False, True]
    assert ["replaced by the verified value" in line for line in lines] == [True, False]
    for kind, key in ((Kind.HOME, ""), (Kind.ISSUES, ""), (Kind.ISSUE, NEW.isoformat()), (Kind.BENCHMARKS, "")):
        assert "2 results" in text(page(kind, key, of).find(".//main"))
        assert "3 results" not in text(page(kind, key, of).find("."))


def test_a_missing_value_is_shown_last_without_a_rank() -> None:
    missing = replace(SCORE, value=None)
    of = site(
        Paper("p1", "One", NEW, results=(SCORE, replace(missing, metric="accuracy", split="dev"))),
        Paper("p2", "Two", NEW, results=(missing,)),
        Paper("p3", "Three", NEW, results=(replace(SCORE, value=Decimal(1)),)),
    )
    board = page(Kind.BENCHMARK, "barn", of)
    assert cells(board, ".//td[@class='rank']") == ["1", "2", "\N{EN DASH}"]
    assert cells(board, ".//b[@class='value']") == ["1 dB", "2.0 dB", "not known"]
    assert "2 results" in text(board.find(".//caption"))
    assert "#" not in text(page(Kind.PAPER, "p2", of).find(".//main"))
    lines = page(Kind.PAPER, "p1", of).findall(".//table[@class='results']/tbody")
    assert ["#2 of 2" in text(line) for line in lines] == [True, False]
    assert "not known" in text(lines[1])
    assert "replaced" not in text(lines[1])
    assert [line.find(".//a").get("href", "").partition("#")[1] for line in lines] == ["#", ""]  # type: ignore[union-attr]
    assert "dev split" in text(lines[1])


def test_each_row_leads_to_its_proof() -> None:
    board = page(Kind.BENCHMARK, "barn", harvest())
    proofs = [link.get("href", "") for link in board.findall(".//tr[@class='evidence']//a")]
    assert [proof.removeprefix("../../papers/") for proof in proofs] == [
        *("p3/#evidence-1", "p2/#evidence-2", "p1/#evidence-1", "p4/#evidence-1", "p5/#evidence-1")
    ]
    for proof in proofs:
        slug, anchor = proof.removeprefix("../../papers/").split("/#")
        assert len(page(Kind.PAPER, slug, harvest()).findall(f".//*[@id='{anchor}']")) == 1


def test_the_abstract_marks_the_quotation_and_its_number() -> None:
    paper = page(Kind.PAPER, "p1", harvest())
    mark = paper.find(".//mark[@id='evidence-1']")
    assert text(mark) == QUOTE
    assert mark is not None
    assert cells(mark, "b") == ["2.0"]
    assert text(paper.find(".//div[@class='prose abstract']")) == ABSTRACT.replace("*", "").replace(
        "[3.0](https://a.example/)", "3.0"
    )


@pytest.mark.parametrize(
    ("value", "evidence", "shown"),
    [
        ("2.0", "an error of 2 dB on Barn-1K", "2"),
        ("2.0", "2.0dB on Barn-1K", "2.0"),
        ("2000", "an error of 2,000 on Barn-1K", "2,000"),
        ("-2.0", "an error of -2.0 on Barn-1K", "-2.0"),
        ("2.0", "an error of $2.0$ on Barn-1K", "2.0"),
    ],
)
def test_the_number_is_set_apart_however_the_text_writes_it(value: str, evidence: str, shown: str) -> None:
    result = replace(SCORE, value=Decimal(value), evidence=evidence)
    of = site(Paper("p1", "One", NEW, f"Rake has {evidence}.", results=(result,)))
    assert text(page(Kind.PAPER, "p1", of).find(".//mark[@id='evidence-1']/b")) == shown
    assert text(page(Kind.BENCHMARK, "barn", of).find(".//q/mark")) == shown


def test_of_two_equal_numbers_the_one_of_the_metric_is_set_apart() -> None:
    evidence = "accuracy of 2.0 and an error of 2.0"
    results = (
        replace(SCORE, metric="accuracy", evidence=evidence),
        replace(SCORE, metric="error", evidence=evidence),
    )
    paper = page(Kind.PAPER, "p1", site(Paper("p1", "One", NEW, f"An {evidence}.", results=results)))
    quotes = ["".join(quote.itertext()) for quote in paper.findall(".//q")]
    assert quotes == [evidence] * 2
    assert [(quote.text or "") for quote in paper.findall(".//q")] == [
        "accuracy of ",
        "accuracy of 2.0 and an error of ",
    ]


def test_what_the_abstract_does_not_hold_is_shown_with_the_result() -> None:
    paper = page(Kind.PAPER, "p4", harvest())
    assert not paper.findall(".//mark[@id]")
    assert "in a table" in text(paper.find(".//tbody[@id='evidence-1']"))


def test_a_chart_shows_dated_results_and_the_same_as_a_table() -> None:
    board = page(Kind.BENCHMARK, "barn", harvest())
    figures = board.findall(".//figure")
    assert len(figures) == 1
    image = figures[0].find("{*}svg")
    assert image is not None
    assert image.get("role") == "img"
    names = [board.find(f".//*[@id='{name}']") for name in image.get("aria-labelledby", "").split()]
    assert text(names[0]) == "Error on Barn-1K, dev split, by day of publication"
    assert text(names[1]).startswith(
        "3 dated results; the best so far goes from 2.0 dB (One, 1 January 2020) to 1.5 dB"
    )
    assert len(image.findall("{*}circle")) == 3
    assert cells(figures[0], ".//tbody/tr/th") == ["One", "Rake <L>", "Three"]
    assert "1 of 4 results has no date." in text(figures[0].find("figcaption"))
    assert not [node for node in figures[0].iter() if node.get("style")]


def test_related_benchmarks_and_tags_are_linked() -> None:
    whole = assemble(Content(DIGEST, VOCABULARY, PAPERS))
    beside = page(Kind.BENCHMARK, "barn", whole).find(".//div[@class='beside']")
    assert beside is not None
    assert cells(beside, "section[1]//li") == ["Mill 1 paper uses both"]
    assert cells(beside, "section[2]//li") == ["Counting 2", "Gleaning 1", "Image 1"]


def boards(*keys: BoardKey) -> list[Board]:
    return [Board("barn", key, ()) for key in keys]


def test_headings_name_task_split_and_setting() -> None:
    keys = (
        BoardKey("counting", "test", "accuracy", "5-shot"),
        BoardKey("", "", "accuracy", ""),
        BoardKey("", "", "error", ""),
    )
    assert contexts(site(), boards(*keys)) == (
        "Counting · test split · 5-shot setting",
        "no task stated · no split stated · no setting stated",
        "",
    )


def test_a_heading_spells_as_most_results_do() -> None:
    def spelled(*splits: str) -> tuple[str, ...]:
        papers = [Paper(f"p{n}", "P", NEW, results=(replace(SCORE, split=split),)) for n, split in enumerate(splits)]
        of = site(*papers)
        return contexts(of, of.boards["barn"])

    assert spelled("Val2017", "val2017", "Val2017") == ("Val2017 split",)
    assert spelled("Test dev", "test-dev") == ("test-dev split",)
    assert spelled("Test dev", "TEST-dev") == ("TEST-dev split",)


def test_metrics_of_one_name_are_told_apart() -> None:
    twin = Metric("accuracy-2", "Accuracy", VOCABULARY.metrics["accuracy"].direction)
    vocabulary = replace(VOCABULARY, metrics={**VOCABULARY.metrics, "accuracy-2": twin})
    of = assemble(Content(DIGEST, vocabulary, ()))
    assert contexts(of, boards(BoardKey("", "", "accuracy", ""), BoardKey("", "", "accuracy-2", ""))) == (
        "accuracy",
        "accuracy-2",
    )


WORD = st.sampled_from(
    ["", "test", "Test", "test split", "5-shot", "5 shot", "5_shot", "no split stated", "a → b", "é", "?"]
)
KEYS = st.builds(
    BoardKey, st.sampled_from(["", "counting", "gleaning"]), WORD, st.sampled_from(["accuracy", "error"]), WORD
)


@given(st.lists(KEYS, unique=True, max_size=12))
def test_no_two_boards_share_a_heading_an_anchor_or_a_badge(keys: list[BoardKey]) -> None:
    group = boards(*keys)
    headings = {(key.metric, context.casefold()) for key, context in zip(keys, contexts(site(), group), strict=True)}
    assert len(headings) == len(keys)
    assert len({urls.board_anchor(key) for key in keys}) == len(keys)
    assert urls.collisions(urls.badge("barn", key) for key in keys) == []
    assert all(re.fullmatch(r"[a-z0-9_-]+", urls.board_name(key)) for key in keys)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (BoardKey("", "", "accuracy", ""), "accuracy"),
        (
            BoardKey("counting", "test-dev", "accuracy", "zero-shot"),
            "accuracy_task-counting_split-test-dev_setting-zero-shot",
        ),
        (BoardKey("", "Val", "accuracy", ""), "accuracy_split-val-9845196b"),
    ],
)
def test_the_name_of_a_board_depends_on_its_key_alone(key: BoardKey, name: str) -> None:
    assert urls.board_name(key) == name
    assert urls.board("barn", key) == f"benchmarks/barn/#board-{name}"
    assert urls.badge("barn", key) == f"badges/barn/{name}.svg"


def test_a_long_name_of_a_board_is_a_file_name_of_its_own() -> None:
    keys = [BoardKey("t" * 100, f"{'s' * 99}{end}", "m" * 100, "é" * 100) for end in "ab"]
    names = {urls.board_name(key) for key in keys}
    assert len(names) == 2
    assert all(len(name) < 140 for name in names)
