"""JSON lines from outside: the wrong ones are told with their line, the rest is used."""

from __future__ import annotations

import io
from typing import Any

import pytest

from builder.diagnostics import Report
from builder.jsonlines import ENCODING, ERRORS, read_objects


def read(*lines: str, required: tuple[str, ...] = ("title",)) -> tuple[list[dict[str, Any]], list[str]]:
    report = Report()
    objects = [line.item for line in read_objects(lines, "x.jsonl", report, required=required)]
    return objects, [str(d) for d in report]


def test_objects_in_their_order_without_blank_lines() -> None:
    assert read('{"title": "a"}', "", "  \n", '{"title": "b", "more": 1}') == (
        [{"title": "a"}, {"title": "b", "more": 1}],
        [],
    )


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{title: 1}", "2:2: error: Expecting property name enclosed in double quotes"),
        ('{"title": ', "2:11: error: Expecting value"),
        ('{"title": \r\n', "2:11: error: Expecting value"),
        ("[1]", "2:1: error: is no JSON object"),
        ("null", "2:1: error: is no JSON object"),
        ('{"abstract": "x"}', "2:1: error: 'title' is missing [missing-key]"),
        ('{"title": ""}', "2:1: error: 'title' is missing [missing-key]"),
        ('{"title": null}', "2:1: error: 'title' is missing [missing-key]"),
        ("[" * 100_000, "2:1: error: not JSON"),
        ("1" * 5_000, "2:1: error: not JSON"),
        ('{"title": 7}', "2:2: error: 'title' is no text; "),
        ('{"title": "a", "abstract": false}', "2:16: error: 'abstract' is no text; "),
        ('{"title": NaN}', "2:1: error: holds what JSON cannot"),
        ('{"title": "a", "year": [-Infinity]}', "2:1: error: holds what JSON cannot"),
        ('{"title": "a", "year": 1e999}', "2:1: error: holds what JSON cannot"),
        ('{"title": "\\ud800"}', "2:1: error: holds what JSON cannot"),
        ('{"title": "a", "\\udc00": {}}', "2:1: error: holds what JSON cannot"),
    ],
)
def test_a_wrong_line_is_told_and_the_others_are_used(line: str, fault: str) -> None:
    objects, faults = read('{"title": "a"}', line, '{"title": "b"}')
    assert objects == [{"title": "a"}, {"title": "b"}]
    assert len(faults) == 1
    assert faults[0].startswith(f"x.jsonl:{fault}")


def test_all_missing_keys_are_named() -> None:
    assert read("{}", required=("id", "title"))[1] == ["x.jsonl:1:1: error: 'id', 'title' is missing [missing-key]"]


def test_all_that_is_wrong_in_a_line_is_told() -> None:
    assert [
        fault.partition(" [")[0] for fault in read('{"title": ["a"], "abstract": {}}', required=("id", "title"))[1]
    ] == [
        "x.jsonl:1:1: error: 'id' is missing",
        "x.jsonl:1:2: error: 'title' is no text; put it between double quotes",
        "x.jsonl:1:18: error: 'abstract' is no text; put it between double quotes",
    ]


def test_an_abstract_may_be_absent_or_null() -> None:
    assert read('{"title": "a"}', '{"title": "a", "abstract": null}')[1] == []


def test_a_number_is_a_value() -> None:
    assert read('{"id": 0, "title": "a"}', required=("id", "title")) == ([{"id": 0, "title": "a"}], [])


def test_a_byte_that_is_not_utf8_spoils_its_own_line_alone() -> None:
    report = Report()
    good = b'{"title": "a"}\n'
    file = io.TextIOWrapper(
        io.BytesIO(b"\xef\xbb\xbf" + good * 5 + b'{"title": "\xe9"}\n' + good), encoding=ENCODING, errors=ERRORS
    )
    assert len(list(read_objects(file, "f.jsonl", report, required=("title",)))) == 6
    assert [(d.rule, d.location.line, d.location.column) for d in report] == [("encoding", 6, 12)]
