"""Edits of YAML text that leave every other byte as it is: comments, quotes, the order of keys, line ends.

Places come from the marks of nodes that were composed from the text with line feeds as line ends. In an unusual layout
the outcome may not load as meant: whoever writes it compares what it loads as.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*")
_MARGIN = re.compile(r"^ +(?=\S)", re.MULTILINE)
_COMMA_BEHIND = re.compile(r"\s*,[ \t]*")
_COMMA_BEFORE = re.compile(r",\s*\Z")
_DASH_BEFORE = re.compile(r"-[ \t]*\Z")


class Splice(NamedTuple):
    """`text` in place of what stands from `start` to `end`, in characters of the YAML text."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """`text` with its own line ends after `splices`, whose places count a line end as one character."""
    pairs = [found.start() - number for number, found in enumerate(re.finditer("\r\n", text))]
    line_end = "\r\n" if pairs and pairs[0] == text.index("\n") - 1 else "\n"
    pieces, done = [], 0
    for start, end, new in sorted(splices, key=lambda splice: splice.start):  # stable: keys stay in their order
        begin, stop = (place + bisect_left(pairs, place) for place in (start, end))
        pieces += [text[done:begin], new.replace("\n", line_end)]
        done = stop
    return "".join([*pieces, text[done:]])


def shifted(splices: Iterable[Splice], by: int) -> list[Splice]:
    """The splices of a part of a text that begins at `by`, as those of the whole."""
    return [Splice(by + start, by + end, new) for start, end, new in splices]


def values(mapping: Node) -> dict[str, Node]:
    """The values of a mapping by key."""
    return {key.value: value for key, value in mapping.value if isinstance(key, ScalarNode)}


def text_node(value: str) -> ScalarNode:
    """A text; it is written in quotes only where YAML would read it as something else."""
    return ScalarNode("tag:yaml.org,2002:str", value)


def flow(item: Node) -> str:
    """`item` as it stands between brackets, on one line."""
    braced = MappingNode(item.tag, item.value, flow_style=True) if isinstance(item, MappingNode) else item
    return serialized(SequenceNode("tag:yaml.org,2002:seq", [braced], flow_style=True)).rstrip("\n")[1:-1]


def serialized(node: Node) -> str:
    """`node` as YAML, no line of it broken."""
    text: str = yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=1_000_000)
    return text


def in_style_of(present: Node, item: Node) -> Node:
    """`item` with the quotes of `present`, or in braces where that is."""
    if isinstance(item, MappingNode):
        return MappingNode(item.tag, item.value, flow_style=getattr(present, "flow_style", True))
    quotes = getattr(present, "style", None)
    return ScalarNode(item.tag, item.value, style=quotes) if quotes in ("'", '"') else item


def span(node: Node) -> tuple[int, int]:
    """The marks of `node`."""
    return node.start_mark.index, node.end_mark.index


def end_of(text: str, node: Node) -> int:
    """Where the last character of `node` ends: the mark of a block collection is at whatever follows it."""
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        return end_of(text, node.value[-1])
    if isinstance(node, MappingNode) and not node.flow_style and node.value:
        return end_of(text, node.value[-1][1])
    start, end = span(node)
    return start + len(text[start:end].rstrip())


def line_end(text: str, place: int) -> int:
    """The end of the line of `place`."""
    return text.index("\n", place)


def below(text: str, root: Node, node: Node) -> int:
    """The beginning of a line below `node` and the comments that are indented as its own, deeper than the keys."""
    comments = re.compile(rf"(?: {{{root.start_mark.column + 1},}}#.*\n)*")
    place = line_end(text, end_of(text, node)) + 1
    found = comments.match(text, place)
    return found.end() if found else place


def put_pairs(text: str, mapping: Node, wanted: Mapping[str, Node], order: Sequence[str]) -> Iterator[Splice]:
    """The splices that give the keys of `mapping` the values of `wanted`, each on one line.

    A new key goes below the nearest one that `order` puts before it.
    """
    present = values(mapping)
    for key, node in wanted.items():
        if key in present:
            yield _replace(text, present[key], node)
    new = {key: flow(node) for key, node in wanted.items() if key not in present}
    if getattr(mapping, "flow_style", False):
        place = end_of(text, mapping.value[-1][1]) if mapping.value else mapping.start_mark.index + 1
        pairs = ", ".join(f"{key}: {value}" for key, value in new.items())
        yield Splice(place, place, f", {pairs}" if mapping.value and pairs else pairs)
        return
    for key, value in new.items():
        place = place_of_key(text, mapping, key, order)
        yield Splice(place, place, f"{' ' * mapping.start_mark.column}{key}: {value}\n")


def place_of_key(text: str, mapping: Node, key: str, order: Sequence[str]) -> int:
    """Where the line of a new key of a block mapping begins."""
    present = values(mapping)
    before = (name for name in reversed(order[: order.index(key)]) if name in present)
    return below(text, mapping, present[next(before, list(present)[-1])])


def _replace(text: str, node: Node, new: Node) -> Splice:
    start = node.start_mark.index
    end = max(start, end_of(text, node))
    return Splice(start, end, f"{'' if end > start else ' '}{flow(in_style_of(node, new))}")


def put_lines(text: str, mapping: Node, key: str, lines: Sequence[str], order: Sequence[str]) -> Iterator[Splice]:
    """The splices that make the key of a block mapping a text of several lines."""
    margin = " " * mapping.start_mark.column
    node = values(mapping).get(key)
    if node is None:
        place = place_of_key(text, mapping, key, order)
        yield Splice(place, place, f"{margin}{key}: |-\n{_indented(lines, f'{margin}  ')}")
        return
    start, end = node.start_mark.index, max(node.start_mark.index, end_of(text, node))
    if head := _BLOCK_HEAD.match(text, start):
        yield Splice(start, head.end(), "|-")
        first = line_end(text, start) + 1
        own = _MARGIN.search(text, first)
        yield Splice(first, max(first, line_end(text, end) + 1), _indented(lines, own[0] if own else f"{margin}  "))
        return
    yield Splice(start, end, f"{'' if end > start else ' '}|-")
    place = line_end(text, end) + 1
    yield Splice(place, place, _indented(lines, f"{margin}  "))


def _indented(lines: Iterable[str], margin: str) -> str:
    return "".join(f"{margin}{line}\n" if line.strip() else "\n" for line in lines)


def replace_item(text: str, node: Node, value: str) -> Splice:
    """The splice that puts another text in place of an item, in its quotes."""
    return Splice(node.start_mark.index, end_of(text, node), flow(in_style_of(node, text_node(value))))


def remove_item(text: str, sequence: SequenceNode, node: Node, *, last: bool) -> Splice:
    """The splice that takes an item out of a list; a comment behind it stays. With `last`, none will be behind it."""
    start, end = node.start_mark.index, end_of(text, node)
    if not sequence.flow_style:
        dash = _DASH_BEFORE.search(text, 0, start)
        start = dash.start() if dash else start
        line = text.rfind("\n", 0, start) + 1
        rest = line_end(text, end)
        behind = text[end:rest].lstrip()
        return Splice(start, rest - len(behind), "") if behind else Splice(line, rest + 1, "")
    before = _COMMA_BEFORE.search(text, sequence.start_mark.index, start) if last else None
    comma = None if before else _COMMA_BEHIND.match(text, end)
    return Splice(before.start() if before else start, comma.end() if comma else end, "")
