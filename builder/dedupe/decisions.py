"""What people decided about near-duplicates: content/duplicates.yaml, one pair an item, sorted by pair.

The file belongs to the curator. Items are put in, filled in and moved as text, so that every other byte that was there
stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builder.dedupe.record import Pair
from builder.diagnostics import SheafError
from builder.layout import DUPLICATES
from builder.model import Content, Decision
from builder.model import Verdict as Decided
from builder.splices import flow, put_pairs, replace_item, spliced, text_node, values

_EMPTY_LIST = re.compile(r"^\[\s*\][ \t]*\n?", re.MULTILINE)
_KEYS = ("pair", "verdict", "keep", "by", "why")


@dataclass(frozen=True, slots=True)
class _Block:
    """An item with the comments above it, as text; `pair` is sorted, and () where the item names none."""

    text: str
    pair: tuple[str, ...] = ()


def open_pairs(pairs: Iterable[Pair], content: Content) -> tuple[Pair, ...]:
    """The pairs of papers of `content` that nobody has decided to be the same or different, in their order.

    What was decided of an alias holds for the paper that has it.
    """
    names = {alias: paper.slug for paper in content.papers for alias in paper.aliases}
    decided = {now(decision.pair, names) for decision in content.decisions if decision.verdict is not Decided.REVIEW}
    return tuple(pair for pair in pairs if (pair.a, pair.b) not in decided)


def now(pair: tuple[str, str], names: Mapping[str, str]) -> tuple[str, str]:
    """A pair by the names that its papers have today; `names` leads from aliases to papers."""
    first, second = sorted(names.get(slug, slug) for slug in pair)
    return first, second


def record_reviews(text: str, pairs: Iterable[Pair]) -> str:
    """The text of the file with the pairs that it lacks added as items to review; an absent file is the empty text.

    A pair goes before the first item that sorts after it and before that item's comments. Raises SheafError where the
    text is no YAML list of block items.
    """
    blocks = _blocks(text)
    known = {block.pair for block in blocks}
    new = {
        (pair.a, pair.b): Decision((pair.a, pair.b), Decided.REVIEW, why=one_line(pair.reason))
        for pair in pairs
        if (pair.a, pair.b) not in known
    }
    return _joined(_with(blocks, *(_written(decision, text) for decision in new.values()))) if new else text


def record_decision(text: str, decision: Decision) -> str:
    """The text of the file with what was decided of a pair, in the pair's item where it has one.

    Raises SheafError where the text is no YAML list of block items, or that item cannot be filled in safely.
    """
    decision = replace(decision, by=one_line(decision.by), why=one_line(decision.why))
    blocks = _blocks(text)
    for number, block in enumerate(blocks):
        if block.pair == decision.pair:
            return _joined([*blocks[:number], _filled_in(block, decision), *blocks[number + 1 :]])
    return _joined(_with(blocks, _written(decision, text)))


def rename(text: str, gone: str, stays: str) -> str:
    """The text of the file with `stays` in place of `gone`, which was merged into it.

    An item moves to its new place with its comments. One whose new pair has an item already gives way to it or takes
    its place, whichever is decided; two that are decided both stay, the old one by its old name. Raises SheafError
    where the text is no YAML list of block items.
    """
    blocks = _blocks(text)
    moving = [block for block in blocks if gone in block.pair and stays not in block.pair and len(block.pair) == 2]
    for block in moving:
        blocks = _renamed(blocks, block, gone, stays)
    return _joined(blocks) if moving else text


def _renamed(blocks: Sequence[_Block], block: _Block, gone: str, stays: str) -> list[_Block]:
    moved = _with_names(block, {gone: stays})
    rest = [other for other in blocks if other is not block]
    twin = next((other for other in rest if other.pair == moved.pair), None)
    if twin is None:
        return _with(rest, moved)
    if _is_open(block):
        return rest
    if _is_open(twin):
        return _with([other for other in rest if other is not twin], moved)
    return list(blocks)


def _is_open(block: _Block) -> bool:
    verdict = _value(_item(block.text), "verdict")
    return isinstance(verdict, ScalarNode) and verdict.value == Decided.REVIEW


def _with_names(block: _Block, names: Mapping[str, str]) -> _Block:
    """The block with other names in it, its pair sorted."""
    said, text = values(_item(block.text)), _plain(block.text)
    pair = sorted(names.get(slug, slug) for slug in block.pair)
    splices = [replace_item(text, node, slug) for node, slug in zip(said["pair"].value, pair, strict=True)]
    if "keep" in said and said["keep"].value in names:
        splices.append(replace_item(text, said["keep"], names[said["keep"].value]))
    return _Block(spliced(block.text, splices), tuple(pair))


def _filled_in(block: _Block, decision: Decision) -> _Block:
    nodes = _nodes(decision)
    wanted = {key: nodes[key] for key in _KEYS[1:] if key in nodes}
    text = spliced(block.text, put_pairs(_plain(block.text), _item(block.text), wanted, _KEYS))
    try:
        written = values(_item(text))
    except yaml.YAMLError:
        written = {}
    if any(getattr(written.get(key), "value", None) != node.value for key, node in wanted.items()):
        where = " and ".join(decision.pair)
        raise SheafError(f"{DUPLICATES}: the item of {where} cannot be filled in safely", hint="decide it by hand")
    return replace(block, text=text)


def _with(blocks: Sequence[_Block], *new: _Block) -> list[_Block]:
    """The blocks with new ones, each before the first that sorts after it."""
    tops = list(accumulate((block.pair for block in blocks), max))
    joined: list[_Block] = []
    done = 0
    for block in sorted(new, key=lambda each: each.pair):
        place = bisect_right(tops, block.pair)
        joined += [*blocks[done:place], block]
        done = place
    return [*joined, *blocks[done:]]


def _joined(blocks: Iterable[_Block]) -> str:
    return "".join(block.text for block in blocks)


def _written(decision: Decision, text: str) -> _Block:
    """A new item, indented and with line ends as those of the file."""
    dash = re.search(r"^( *)-", text, re.MULTILINE)
    margin = dash[1] if dash else ""
    first, *rest = (f"{key}: {flow(node)}" for key, node in _nodes(decision).items())
    lines = [f"{margin}- {first}", *(f"{margin}  {row}" for row in rest)]
    return _Block("".join(line + _newline(text) for line in lines), decision.pair)


def _nodes(decision: Decision) -> dict[str, Node]:
    """What an item says, by key; a key that says nothing is left out."""
    pair = SequenceNode("tag:yaml.org,2002:seq", [text_node(slug) for slug in decision.pair], flow_style=True)
    why = ScalarNode("tag:yaml.org,2002:str", decision.why, style='"')
    said = {key: text_node(getattr(decision, key)) for key in ("verdict", "keep", "by")}
    return {key: node for key, node in {"pair": pair, **said, "why": why}.items() if node.value}


def one_line(text: str) -> str:
    """A text as an item can hold it: what cannot be printed is a space."""
    return "".join(char if char.isprintable() else " " for char in text).strip()


def _newline(text: str) -> str:
    return "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def _item(text: str) -> Node:
    """The node of the one item that a block holds."""
    root: Any = yaml.compose(_plain(text), Loader=yaml.CSafeLoader)
    item: Node = root.value[0]
    return item


def _blocks(text: str) -> list[_Block]:
    """What stands above the first item's comments, then the items; the last line has its end."""
    if "".join(line.partition("#")[0].strip() for line in text.splitlines()) == "[]":
        text = _EMPTY_LIST.sub("", text, count=1)
    items, indent = _items(text)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += _newline(text)
    starts = [_above_comments(lines, line, indent) for line, _ in items]
    ends = [*starts, len(lines)][1:]
    head = "".join(lines[: starts[0]] if starts else lines)
    blocks = (_Block("".join(lines[a:b]), pair) for a, b, (_, pair) in zip(starts, ends, items, strict=True))
    return [*([_Block(head)] if head else []), *blocks]


def _items(text: str) -> tuple[list[tuple[int, tuple[str, ...]]], int]:
    """The line (from 0) and the pair of each item, and the column of their dashes."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise SheafError(f"{DUPLICATES} is no valid YAML: {' '.join(str(error).split())}", exit_code=1) from None
    if root is None:
        return [], 0
    ended = any(line.startswith("...") for line in text.splitlines())
    if not isinstance(root, SequenceNode) or root.flow_style or ended:
        raise SheafError(
            f"{DUPLICATES} is no list of items", hint="write each pair as an item behind '- '", exit_code=1
        )
    lines = text.splitlines()
    column = root.start_mark.column
    return [(_dash_line(lines, item.start_mark.line, column), _pair(item)) for item in root.value], column


def _dash_line(lines: Sequence[str], line: int, column: int) -> int:
    """The line of the dash that opens an item whose value starts at `line`."""
    while line and not lines[line].lstrip("\ufeff")[column:].startswith("-"):
        line -= 1
    return line


def _pair(item: Node) -> tuple[str, ...]:
    """The pair an item is about, sorted; () where it names none (`check` tells)."""
    slugs = _value(item, "pair")
    if not isinstance(slugs, SequenceNode):
        return ()
    return tuple(sorted(slug.value for slug in slugs.value if isinstance(slug, ScalarNode)))


def _value(item: Node, key: str) -> Node | None:
    return values(item).get(key) if isinstance(item, MappingNode) else None


def _above_comments(lines: Sequence[str], line: int, indent: int) -> int:
    """The first of the comment lines right above an item; the item's own line where they open the file."""
    first = line
    while first and lines[first - 1].lstrip(" ").startswith("#") and _depth(lines[first - 1]) <= indent:
        first -= 1
    return first or line


def _depth(line: str) -> int:
    """Spaces before the text. Deeper than the dash, a line with # may be text of the item before."""
    return len(line) - len(line.lstrip(" "))
