"""Putting links, tags, benchmarks and results into the front matter of a paper's file, as text.

Every byte that stands there stays: comments, quotes, the order of keys, blank lines, line ends, the style of a list.
The one exception is a written nothing (`[]`, `null`, `~`, `""`), which gives way to the list. Places come from the
marks of YAML nodes, and a file whose edited text does not load as what was there plus what was added is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builder.diagnostics import Report
from builder.entries import paper_text
from builder.files import told, write_whole
from builder.load import PAPER
from builder.model import BenchmarkUse, Link, Paper, Result, Vocabulary
from builder.schema import NOTHING, is_null, read_document
from builder.source import Document, read_front_matter

_TRAILING_COMMA = re.compile(r"(?:[ \t\n]|#[^\n]*\n)*,")
_EMPTY_LIST = re.compile(r"\[[ \t]*\]")
_ORDER = tuple(PAPER.fields)


@dataclass(frozen=True, slots=True)
class Additions:
    """What a paper's file lacks, by the key it goes under."""

    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    benchmarks: tuple[BenchmarkUse, ...] = ()
    results: tuple[Result, ...] = ()

    def __len__(self) -> int:
        return sum(len(getattr(self, field.name)) for field in fields(self))

    def to(self, paper: Paper) -> Paper:
        """`paper` with the additions behind what it has."""
        return replace(
            paper,
            links=(*paper.links, *self.links),
            tags=(*paper.tags, *self.tags),
            benchmarks=(*paper.benchmarks, *self.benchmarks),
            results=(*paper.results, *self.results),
        )


class _Splice(NamedTuple):
    """`text` in place of what stands from `start` to `end`, in characters of the YAML text."""

    start: int
    end: int
    text: str


def write_additions(root: Path, paper: Paper, added: Additions, vocabulary: Vocabulary, report: Report) -> bool:
    """Put `added` into the file of `paper`; a file that would not load as expected is left alone and reported."""
    path = paper.location.path
    with told("write the suggestions"):
        before = (root / path).read_bytes().decode()
        after = with_additions(before, added)
        if not _loads_as(added.to(paper), after, vocabulary):
            message = "its front matter is laid out so that nothing can be put into it safely"
            report.warning(paper.location, "left-alone", message, "add what is suggested by hand")
            return False
        write_whole(root, path, after.encode())
    return True


def with_additions(text: str, added: Additions) -> str:
    """The text of a paper's file with `added` in it.

    `text` is one that loads. In an unusual layout (keys with question marks, all of it in braces) the outcome may not.
    """
    lines = text.replace("\r\n", "\n")
    document, new = _document(lines), _document(paper_text(added.to(Paper(slug="", title="-", listed=date.min))))
    if document is None or new is None:
        return text
    first = lines.index("\n") + 1
    front, present, items = lines[first:], _values(document.node), _values(new.node)
    splices = [
        splice
        for field in fields(added)
        if isinstance(node := items.get(field.name), SequenceNode) and node.value
        for splice in _put(front, document.node, present, field.name, node.value)
    ]
    return _spliced(text, [_Splice(first + start, first + end, put) for start, end, put in splices])


def _document(text: str) -> Document | None:
    return read_front_matter(text, "", Report())


def _values(root: Node) -> dict[str, Node]:
    return {key.value: value for key, value in root.value}


def _loads_as(expected: Paper, text: str, vocabulary: Vocabulary) -> bool:
    """Whether `text` is the file of `expected`, without any fault."""
    known = {
        "tag": vocabulary.tags.keys(),
        "benchmark": vocabulary.benchmarks.keys(),
        "metric": vocabulary.metrics.keys(),
    }
    report = Report()
    document = read_front_matter(text.replace("\r\n", "\n"), expected.location.path, report)
    values: Any = read_document(document, PAPER, report, known) if document else NOTHING
    if document is None or values is NOTHING or len(report):
        return False
    return Paper(slug=expected.slug, abstract=document.body, location=expected.location, **values) == expected


def _put(front: str, root: Node, present: dict[str, Node], key: str, items: Sequence[Node]) -> Iterator[_Splice]:
    """The splices that bring `items` under `key`."""
    node = present.get(key)
    if node is None:
        yield _new_key(front, root, present, key, items)
    elif isinstance(node, SequenceNode) and node.value:
        yield from (
            _append_to_flow(front, node, items) if node.flow_style else _append_to_block(front, root, node, items)
        )
    elif is_null(node) or _EMPTY_LIST.fullmatch(front, *_span(node)):
        yield from _fill(front, root, node, items)
    else:  # brackets with a comment between them
        start = node.start_mark.index + 1
        yield _Splice(start, start, _flow_items(items))


def _new_key(front: str, root: Node, present: dict[str, Node], key: str, items: Sequence[Node]) -> _Splice:
    """The key on lines of its own, below the nearest one that the documented order puts before it."""
    before = next(name for name in reversed(_ORDER[: _ORDER.index(key)]) if name in present)
    place = _below(front, root, present[before])
    indent = root.start_mark.column
    head = f"{' ' * indent}{key}:"
    if isinstance(items[0], MappingNode):
        return _Splice(place, place, f"{head}\n{_block_items(items, indent + _list_indent(root))}")
    return _Splice(place, place, f"{head} [{_flow_items(items)}]\n")


def _fill(front: str, root: Node, node: Node, items: Sequence[Node]) -> Iterator[_Splice]:
    """`items` in place of nothing, as a new entry would have them."""
    start, end = _span(node)
    if not isinstance(items[0], MappingNode):
        yield _Splice(start, end, f"{'' if end > start else ' '}[{_flow_items(items)}]")
        return
    yield _Splice(len(front[:start].rstrip()), end, "")
    place = _below(front, root, node)
    yield _Splice(place, place, _block_items(items, root.start_mark.column + _list_indent(root)))


def _append_to_block(front: str, root: Node, node: SequenceNode, items: Sequence[Node]) -> Iterator[_Splice]:
    """`items` below the last one, its dashes, indentation and style taken over."""
    last, dash = node.value[-1], node.start_mark.column
    place = _below(front, root, last)
    styled = [_in_style_of(last, item) for item in items]
    yield _Splice(place, place, _block_items(styled, dash, max(last.start_mark.column - dash, 2)))


def _append_to_flow(front: str, node: SequenceNode, items: Sequence[Node]) -> Iterator[_Splice]:
    """`items` behind the last one: on lines of their own where each present one has its own, else on its line."""
    last = node.value[-1]
    styled = [_in_style_of(last, item) for item in items]
    lines = [item.start_mark.line for item in node.value]
    end, closing = last.end_mark.index, node.end_mark.index - 1
    if len(set(lines)) < len(lines) or lines[-1] == node.start_mark.line:
        yield _Splice(end, end, f", {_flow_items(styled)}")
        return
    comma = _TRAILING_COMMA.match(front, end, closing)
    if not comma:
        yield _Splice(end, end, ",")
    place = _line_end(front, comma.end() if comma else end)
    if place > closing:
        place = comma.end() if comma else end
    new = [f"\n{' ' * last.start_mark.column}{_flow(item)}" for item in styled]
    yield _Splice(place, place, "".join(f"{item}," for item in new) if comma else ",".join(new))


def _in_style_of(present: Node, item: Node) -> Node:
    """`item` with the quotes of `present`, or in braces where that is."""
    if isinstance(item, MappingNode):
        return MappingNode(item.tag, item.value, flow_style=getattr(present, "flow_style", True))
    quotes = getattr(present, "style", None)
    return ScalarNode(item.tag, item.value, style=quotes) if quotes in ("'", '"') else item


def _block_items(items: Iterable[Node], indent: int, gap: int = 2) -> str:
    """Lines of a block list: dashes at column `indent`, items `gap` characters behind them."""
    margin, inner = " " * indent + "-".ljust(gap), "\n" + " " * (indent + gap)
    return "".join(f"{margin}{inner.join(_item_lines(item))}\n" for item in items)


def _item_lines(item: Node) -> list[str]:
    if isinstance(item, MappingNode) and not item.flow_style:
        return _yaml(item).splitlines()
    return [_flow(item)]


def _flow_items(items: Iterable[Node]) -> str:
    return ", ".join(map(_flow, items))


def _flow(item: Node) -> str:
    """`item` as it stands between brackets, on one line."""
    braced = MappingNode(item.tag, item.value, flow_style=True) if isinstance(item, MappingNode) else item
    return _yaml(SequenceNode("tag:yaml.org,2002:seq", [braced], flow_style=True)).rstrip("\n")[1:-1]


def _yaml(node: Node) -> str:
    text: str = yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=1_000_000)
    return text


def _list_indent(root: Node) -> int:
    """How far the file's own block lists stand behind their keys; as new entries have it where there is none."""
    lists = (v for _, v in root.value if isinstance(v, SequenceNode) and not v.flow_style)
    return next((node.start_mark.column - root.start_mark.column for node in lists), 2)


def _span(node: Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


def _end(front: str, node: Node) -> int:
    """Where the last character of `node` ends: the mark of a block collection is at whatever follows it."""
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        return _end(front, node.value[-1])
    if isinstance(node, MappingNode) and not node.flow_style and node.value:
        return _end(front, node.value[-1][1])
    start, end = _span(node)
    return start + len(front[start:end].rstrip())


def _line_end(front: str, place: int) -> int:
    return front.index("\n", place)


def _below(front: str, root: Node, node: Node) -> int:
    """The beginning of a line below `node` and the comments that are indented as its own, deeper than the keys."""
    comments = re.compile(rf"(?: {{{root.start_mark.column + 1},}}#.*\n)*")
    place = _line_end(front, _end(front, node)) + 1
    found = comments.match(front, place)
    return found.end() if found else place


def _spliced(text: str, splices: Iterable[_Splice]) -> str:
    """`text` with its own line ends after `splices`, whose places count a line end as one character."""
    pairs = [found.start() - number for number, found in enumerate(re.finditer("\r\n", text))]
    line_end = "\r\n" if pairs and pairs[0] == text.index("\n") - 1 else "\n"
    pieces, done = [], 0
    for start, end, new in sorted(splices, key=lambda splice: splice.start):  # stable: keys stay in their order
        begin, stop = (place + bisect_left(pairs, place) for place in (start, end))
        pieces += [text[done:begin], new.replace("\n", line_end)]
        done = stop
    return "".join([*pieces, text[done:]])
