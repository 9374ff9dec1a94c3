"""Bytes to YAML nodes with places: what is refused, and where it is said to be."""

from __future__ import annotations

from pathlib import Path

import pytest
from yaml.nodes import MappingNode

from builder.diagnostics import Report
from builder.source import MAX_BYTES, Document, read_front_matter, read_text, read_yaml


def text_of(data: bytes, tmp_path: Path) -> tuple[str | None, list[str]]:
    file, report = tmp_path / "x.md", Report()
    file.write_bytes(data)
    return read_text(file, "x.md", report), [str(d) for d in report]


def front_matter(text: str) -> tuple[Document | None, list[str]]:
    report = Report()
    return read_front_matter(text, "x.md", report), [str(d) for d in report]


def yaml_faults(text: str) -> list[str]:
    report = Report()
    assert read_yaml(text, "x.yaml", report) is None
    return [str(d) for d in report]


def test_windows_line_ends_become_line_feeds(tmp_path: Path) -> None:
    assert text_of(b"a\r\nb\r\n", tmp_path) == ("a\nb\n", [])


def test_the_column_of_a_wrong_byte_counts_characters(tmp_path: Path) -> None:
    text, faults = text_of("one\ntwo é".encode() + b"\xff", tmp_path)
    assert text is None
    assert faults == ["x.md:2:6: error: is not UTF-8; save the file as UTF-8 [encoding]"]


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    text, faults = text_of(b"x" * MAX_BYTES, tmp_path)
    assert text is not None
    assert faults == []


def test_an_absent_file_is_a_fault(tmp_path: Path) -> None:
    report = Report()
    assert read_text(tmp_path / "none.md", "none.md", report) is None
    assert [d.rule for d in report] == ["unreadable"]


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x7f", "\x85", "\ufeff", "\u2028", "\u202e", "\u2066"])
def test_invisible_characters_are_named_with_their_place(character: str, tmp_path: Path) -> None:
    text, faults = text_of(f"a\nbc{character}".encode(), tmp_path)
    assert text is None
    assert faults == [f"x.md:2:3: error: invisible character U+{ord(character):04X}; delete it [control-character]"]


@pytest.mark.parametrize("escape", ["\\u202e", "\\0", "\\e", "\\x7f", "\\N", "\\L", "\\U0000FEFF"])
@pytest.mark.parametrize("text", ['a: 1\n"b{}": c\n', 'a: 1\nb: "x{}"\n', 'a: 1\nb: ["x{}"]\n'])
def test_an_escape_does_not_bring_an_invisible_character_in(text: str, escape: str) -> None:
    (fault,) = yaml_faults(text.format(escape))
    assert fault.startswith("x.yaml:2:")
    assert "invisible character U+" in fault
    assert fault.endswith("[control-character]")


@pytest.mark.parametrize("text", [r'a: "\n \t \\ \" \xe9 \u2014"', r"a: '\e'", r"a: \u202e"])
def test_other_escapes_are_read(text: str) -> None:
    report = Report()
    assert read_yaml(text, "x.yaml", report)
    assert list(report) == []


@pytest.mark.parametrize("reference", ["&#x202e;", "&#X202E;", "&#8238;", "&#0027;"])
def test_a_reference_does_not_bring_an_invisible_character_in(reference: str, tmp_path: Path) -> None:
    text, faults = text_of(f"a\nbc{reference}".encode(), tmp_path)
    assert text is None
    assert [fault.partition(" U+")[0] for fault in faults] == ["x.md:2:3: error: invisible character"]


@pytest.mark.parametrize("text", ["&#x2014; &#233;", "&#xfffffff;", "&amp;#x202e", "&#;", "&#10; &#9;"])
def test_other_references_are_text(text: str, tmp_path: Path) -> None:
    assert text_of(text.encode(), tmp_path) == (text, [])


def test_body_and_places_of_front_matter() -> None:
    document, faults = front_matter("---\ntitle: É\nkey: v\n---\n\nBody\n\n---\n\nmore\n")
    assert faults == []
    assert document
    assert document.body == "Body\n\n---\n\nmore"
    assert isinstance(document.node, MappingNode)
    key, value = document.node.value[1]
    assert str(document.location(key)) == "x.md:3:1"
    assert str(document.location(value)) == "x.md:3:6"


def test_a_scalar_stays_as_it_was_written() -> None:
    document, _ = front_matter("---\narxiv: 2412.10\nword: no\nwhen: 2025-03-14\n---\n")
    assert document
    assert [value.value for _, value in document.node.value] == ["2412.10", "no", "2025-03-14"]


def test_columns_count_characters() -> None:
    document, _ = front_matter("---\n{é: [ö, x]}\n---\n")
    assert document
    assert str(document.location(document.node.value[0][1].value[1])) == "x.md:2:9"


@pytest.mark.parametrize("text", ["", "title: x\n", " ---\na: b\n---\n", "----\na: b\n----\n", "---\na: b\n --- \n"])
def test_without_two_fences_there_is_no_front_matter(text: str) -> None:
    document, faults = front_matter(text)
    assert document is None
    assert [fault.rpartition(" ")[2] for fault in faults] == ["[front-matter]"]


def test_empty_front_matter_is_told() -> None:
    assert front_matter("---\n---\n")[1] == ["x.md:2:1: error: is empty [yaml]"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: &x 1\n", "x.yaml:1:4: error: anchor '&x' is not allowed [yaml]"),
        ("a: *x\n", "x.yaml:1:4: error: alias '*x' is not allowed; write the value out [yaml]"),
        ("a: 1\n<<: *x\n", "x.yaml:2:5: error: alias '*x' is not allowed; write the value out [yaml]"),
        ("a: !!int 1\n", "x.yaml:1:4: error: tag 'tag:yaml.org,2002:int' is not allowed; "
         "quote the text if it begins with '!' [yaml]"),
        ("a: 1\n---\nb: 2\n", "x.yaml:2:1: error: expected a single document in the stream "
         "but found another document [yaml]"),
    ],
)  # fmt: skip
def test_what_yaml_allows_and_content_does_not(text: str, fault: str) -> None:
    assert yaml_faults(text) == [fault]


@pytest.mark.parametrize("text", ["a: R&D\n", "a: 'all * stars'\n", "a: wow! yes\n", '"&a": b\n', "a: |\n  & * !\n"])
def test_the_same_signs_inside_a_text_are_text(text: str) -> None:
    report = Report()
    assert read_yaml(text, "x.yaml", report)
    assert list(report) == []


def test_a_character_that_yaml_refuses() -> None:
    (fault,) = yaml_faults("a: \uffff\n")
    assert fault.startswith("x.yaml:1:1: error: ")
    assert fault.endswith("[yaml]")


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
    assert yaml_faults(bomb) == ["x.yaml:1:4: error: anchor '&a' is not allowed [yaml]"]


def test_depth_is_limited_without_recursion_errors() -> None:
    faults = yaml_faults("[" * 5_000 + "]" * 5_000)
    assert len(faults) == 1
    assert "[yaml]" in faults[0]
