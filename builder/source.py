"""Bytes of a content file to YAML nodes that know their places.

A node keeps every scalar as the text that was written, so that nothing turns into another type on the way
(`arxiv: 2412.10` stays those seven characters, `no` stays a word). Anchors, aliases, tags, several documents, and
anything deeper or larger than a content file ever is are refused, each with its place.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml import CSafeLoader
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builder.diagnostics import Location, Report

MAX_BYTES = 1_000_000
"""The largest content file that is read; a paper's takes some 3,000 bytes."""
MAX_DEPTH = 8
"""The deepest nesting of lists and mappings; the formats need four."""

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_REFERENCE = re.compile(r"(?:^|[\s\[{,:?-])[&*!]", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ufeff\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_CHARACTER_REFERENCE = re.compile(r"(?<!\\)&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));")  # those that Markdown reads


@dataclass(frozen=True, slots=True)
class Document:
    """A file's YAML (`node`) and the text below it; `first_line` is the file's line on which the YAML's first is."""

    path: str
    node: Node
    body: str = ""
    first_line: int = 1

    def location(self, node: Node) -> Location:
        """Where `node` begins in the file."""
        return Location(self.path, node.start_mark.line + self.first_line, node.start_mark.column + 1)


def read_text(file: Path, path: str, report: Report) -> str | None:
    """The text of `file`, called `path` in reports, with line feeds as line ends; None after a fault was reported."""
    here = Location(path)
    try:
        if file.stat().st_size > MAX_BYTES:
            report.error(here, "file-size", f"larger than {MAX_BYTES:,} bytes", "a content file is text of a few pages")
            return None
        text = file.read_bytes().decode("utf-8")
    except OSError as error:
        report.error(here, "unreadable", f"cannot be read: {error.strerror}")
        return None
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        line, column = _place(before, len(before))
        report.error(Location(path, line, column), "encoding", "is not UTF-8", "save the file as UTF-8")
        return None
    text = text.replace("\r\n", "\n")
    if found := next(_invisible(text), None):
        offset, code = found
        _report_invisible(Location(path, *_place(text, offset)), code, report)
        return None
    return text


def _invisible(text: str) -> Iterator[tuple[int, int]]:
    """Places and codes of the characters in `text`, or that references there stand for, that show nothing."""
    yield from ((found.start(), ord(found.group())) for found in _CONTROL.finditer(text))
    for found in _CHARACTER_REFERENCE.finditer(text) if "&#" in text else ():
        code = int(found[1], 16) if found[1] else int(found[2])
        if code <= sys.maxunicode and _CONTROL.match(chr(code)):
            yield found.start(), code


def _report_invisible(place: Location, code: int, report: Report) -> None:
    report.error(place, "control-character", f"invisible character U+{code:04X}", "delete it")


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of `offset` in `text`."""
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def read_front_matter(text: str, path: str, report: Report) -> Document | None:
    """The document of a Markdown file that begins with YAML between two lines `---`."""
    span = front_matter_span(text)
    if span is None:
        which = "closed by" if _FENCE.match(text) else "at the top, begun by"
        report.error(Location(path), "front-matter", f"has no front matter {which} a line '---'")
        return None
    start, end = span
    node = _compose(text[start:end], path, 2, report)
    if node is None:
        return None
    return Document(path, node, text[end:].partition("\n")[2].strip(), 2)


def front_matter_span(text: str) -> tuple[int, int] | None:
    """Where the YAML between the two lines `---` begins and ends; None where `text` does not begin with such."""
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    return (opening.end() + 1, closing.start()) if opening and closing else None


def read_yaml(text: str, path: str, report: Report) -> Document | None:
    """The document of a YAML file."""
    node = _compose(text, path, 1, report)
    return None if node is None else Document(path, node)


def _compose(text: str, path: str, first_line: int, report: Report) -> Node | None:
    try:
        if _REFERENCE.search(text):
            _refuse_references(text)
        node: Node | None = yaml.compose(text, Loader=CSafeLoader)
        if node is None:
            raise _Refused("is empty", None)
        _refuse_depth(node, MAX_DEPTH)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column + 1) if mark else (0, 1)
        message = " ".join(filter(None, (error.context, error.problem)))
        report.error(Location(path, line + first_line, column), "yaml", message)
        return None
    except yaml.reader.ReaderError as error:
        report.error(Location(path), "yaml", str(error.reason))
        return None
    for scalar in _scalars(node) if "\\" in text else ():  # an escape brings in what `read_text` did not see
        for _, code in _invisible(scalar.value):
            _report_invisible(Document(path, node, "", first_line).location(scalar), code, report)
            return None
    return node


class _Refused(yaml.MarkedYAMLError):
    """YAML that is well formed and yet not wanted."""

    def __init__(self, problem: str, mark: Any) -> None:
        super().__init__(problem=problem, problem_mark=mark)


def _refuse_references(text: str) -> None:
    """Raise on the first anchor, alias or tag. Slower than composing, so only texts that may hold one come here."""
    for event in yaml.parse(text, Loader=CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(f"alias '*{event.anchor}' is not allowed; write the value out", event.start_mark)
        if anchor := getattr(event, "anchor", None):
            raise _Refused(f"anchor '&{anchor}' is not allowed", event.start_mark)
        if tag := getattr(event, "tag", None):
            raise _Refused(f"tag '{tag}' is not allowed; quote the text if it begins with '!'", event.start_mark)


def _refuse_depth(node: Node, left: int) -> None:
    if left == 0:
        raise _Refused(f"is nested deeper than {MAX_DEPTH} levels", node.start_mark)
    if isinstance(node, SequenceNode):
        for item in node.value:
            _refuse_depth(item, left - 1)
    elif isinstance(node, MappingNode):
        for _, value in node.value:
            _refuse_depth(value, left - 1)


def _scalars(node: Node) -> Iterator[ScalarNode]:
    """The keys and values of `node`, to any depth."""
    if isinstance(node, ScalarNode):
        yield node
    for child in node.value if isinstance(node, SequenceNode | MappingNode) else ():
        for each in child if isinstance(child, tuple) else (child,):
            yield from _scalars(each)
