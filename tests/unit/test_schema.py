"""Values of each shape: what is read, what is refused, and that one fault does not hide the next."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from builder.diagnostics import Report
from builder.model import Direction, LinkKind
from builder.schema import (
    NOTHING,
    BaseUrl,
    Choice,
    Day,
    Field,
    Flag,
    ListOf,
    MapOf,
    Number,
    Prose,
    Record,
    Ref,
    Shape,
    Slug,
    Text,
    Timezone,
    Url,
    Whole,
    is_slug,
    is_web_url,
    read_document,
)
from builder.source import read_yaml


def read(text: str, shape: Shape, known: dict[str, Any] | None = None) -> tuple[Any, list[str]]:
    report = Report()
    document = read_yaml(text, "x", report)
    assert document
    return read_document(document, shape, report, known or {}), [f"{d.location.line}:{d.rule}" for d in report]


@pytest.mark.parametrize(
    ("shape", "text", "value"),
    [
        (Text(), "'  two\n  words '", "two words"),
        (Text(3), "abc", "abc"),
        (Prose(), "|\n  a\n  b\n", "a\nb"),
        (Day(), "2024-02-29", date(2024, 2, 29)),
        (Timezone(), "Europe/Lisbon", "Europe/Lisbon"),
        (Flag(), "true", True),
        (Flag(), "false", False),
        (Number(), "90.0", Decimal("90.0")),
        (Number(), "-0.5", Decimal("-0.5")),
        (Whole(5, 500), "500", 500),
        (Choice(Direction), "lower", Direction.LOWER),
        (Choice(LinkKind), "code", LinkKind.CODE),
        (Slug(), "imagenet-1k", "imagenet-1k"),
        (Url(), "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (BaseUrl(), "https://example.org/a", "https://example.org/a"),
        (ListOf(Slug()), "[a, b]", ("a", "b")),
        (ListOf(Slug()), "[]", ()),
        (ListOf(Slug(), unique=False), "[a, a]", ("a", "a")),
    ],
)
def test_right_values(shape: Shape, text: str, value: object) -> None:
    assert read(text, shape) == (value, [])


def test_a_number_keeps_its_decimal_places() -> None:
    assert str(read("90.0", Number())[0]) == "90.0"


@pytest.mark.parametrize(
    ("shape", "text", "rule"),
    [
        (Text(3), "abcd", "too-long"),
        (Text(), "[a]", "type"),
        (Text(pattern="[a-z]+", example="abc"), "abc1", "format"),
        (Prose(3), "abcd", "too-long"),
        (Day(), "2025-02-29", "date"),
        (Day(), "20250314", "date"),
        (Day(), "2025-3-14", "date"),
        (Day(), "٢٠٢٥-٠٣-١٤", "date"),
        (Timezone(), "lisbon", "timezone"),
        (Timezone(), "../../etc/passwd", "timezone"),
        (Flag(), "yes", "type"),
        (Flag(), "True", "type"),
        (Number(), ".5", "type"),
        (Number(), "1e3", "type"),
        (Number(), "NaN", "type"),
        (Number(), "1,000", "type"),
        (Number(), "٣", "type"),
        (Number(), "1" * 16, "type"),
        (Whole(5, 500), "4", "type"),
        (Whole(5, 500), "501", "type"),
        (Whole(5, 500), "9" * 5_000, "type"),
        (Whole(5, 500), "5.0", "type"),
        (Choice(Direction), "Higher", "choice"),
        (Slug(), "Upper", "slug"),
        (Slug(), "a--b", "slug"),
        (Slug(), "a/b", "slug"),
        (Slug(), "..", "slug"),
        (Slug(), "a" * 121, "slug"),
        (Url(), "ftp://example.org/", "url"),
        (Url(), "//example.org/", "url"),
        (Url(), "https://ada@example.org/", "url"),
        (Url(), "'https://example.org/a b'", "url"),
        (Url(), "https://example.org/" + "a" * 2_000, "url"),
        (BaseUrl(), "//example.org/", "url"),
        (BaseUrl(), "https://example.org/a?b=c", "url"),
        (BaseUrl(), "https://example.org/a#b", "url"),
        (ListOf(Slug(), longest=1), "[a, b]", "too-long"),
        (ListOf(Slug()), "a", "type"),
        (Ref("tag"), "imag", "unknown-tag"),
    ],
)
def test_wrong_values(shape: Shape, text: str, rule: str) -> None:
    value, faults = read(text, shape, {"tag": ["image"]})
    assert value is NOTHING
    assert faults == [f"1:{rule}"]


def test_a_list_keeps_its_right_items_and_tells_every_wrong_one() -> None:
    assert read("- a\n- B\n- c\n- a\n- D\n", ListOf(Slug())) == (("a", "c"), ["2:slug", "4:repeated", "5:slug"])


RECORD = Record({"name": Field(Text(), required=True), "when": Field(Day()), "tags": Field(ListOf(Slug()))})


def test_a_record_tells_all_its_faults() -> None:
    value, faults = read("nam: x\nwhen: soon\ntags: [A]\nwhen: 2025-03-14\n", RECORD)
    assert value is NOTHING
    assert faults == ["1:missing-key", "1:unknown-key", "2:date", "3:slug", "4:duplicate-key"]


def test_a_wrong_optional_value_is_left_out() -> None:
    assert read("name: x\nwhen: soon\n", RECORD) == ({"name": "x"}, ["2:date"])


@pytest.mark.parametrize("nothing", ["", "~", "null", "''", '""'])
def test_nothing_written_is_an_absent_key(nothing: str) -> None:
    assert read(f"name: x\nwhen: {nothing}\n", RECORD) == ({"name": "x"}, [])
    assert read(f"name: {nothing}\n", RECORD) == (NOTHING, ["1:missing-key"])


@pytest.mark.parametrize("word", ["~", "null"])
def test_a_quoted_null_is_a_text(word: str) -> None:
    assert read(f"name: '{word}'\n", RECORD) == ({"name": word}, [])


def test_a_map_keeps_its_right_values() -> None:
    text = "a: {name: x}\nB: {name: y}\nc: {when: 2025-03-14}\nd: {name: z}\na: {name: w}\n"
    value, faults = read(text, MapOf(RECORD))
    assert value == {"a": {"name": "x"}, "d": {"name": "z"}}
    assert faults == ["2:slug", "3:missing-key", "5:duplicate-key"]


@pytest.mark.parametrize("text", ["[a]: x\n", "{a: b}: x\n", "? [a, b]\n: x\n"])
def test_a_key_that_is_no_text(text: str) -> None:
    assert "1:type" in read(text, RECORD)[1]


def test_a_located_record_knows_its_place() -> None:
    shape = ListOf(Record({"name": Field(Text())}, located=True))
    value, _ = read("- name: x\n- name: y\n", shape)
    assert [str(item["location"]) for item in value] == ["x:1:3", "x:2:3"]


def test_shapes_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        RECORD.located = True  # type: ignore[misc]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "http:/example.org", "https://[::1", "https://a\nb.org", 'https://a.org/"', "https://:80/"],
)
def test_unsafe_addresses(url: str) -> None:
    assert not is_web_url(url)


def test_slugs() -> None:
    assert is_slug("a-1")
    assert not any(map(is_slug, ["", "-a", "a-", "a_b", "é", "a\n"]))
