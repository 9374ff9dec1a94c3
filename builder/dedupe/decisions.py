"""What people decided about near-duplicates: content/duplicates.yaml, one pair an item, sorted by pair.

The file belongs to the curator. New pairs are put in at their places as text, so that every byte that was there stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

import yaml

from builder.dedupe.record import Pair
from builder.diagnostics import SheafError
from builder.layout import DUPLICATES
from builder.model import Decision
from builder.model import Verdict as Decided

_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_NO_STRING = frozenset({"n", "no", "null", "off", "on", "true", "y", "yes", "false"})


def open_pairs(pairs: Iterable[Pair], decisions: Iterable[Decision]) -> tuple[Pair, ...]:
    """The pairs that nobody has decided to be the same or different, in their order."""
    decided = {decision.pair for decision in decisions if decision.verdict is not Decided.REVIEW}
    return tuple(pair for pair in pairs if (pair.a, pair.b) not in decided)


def record_reviews(text: str, pairs: Iterable[Pair]) -> str:
    """The text of the file with the pairs that it lacks added as items to review; an absent file is the empty text.

    A pair goes before the first item that sorts after it and before that item's comments. Raises SheafError where the
    text is no YAML list of block items.
    """
    items, indent = _items(text)
    known = {pair for _, pair in items}
    new = {(pair.a, pair.b): pair for pair in pairs if (pair.a, pair.b) not in known}
    lines = text.splitlines(keepends=True)
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    added: dict[int, list[str]] = {}
    for key in sorted(new):
        place = next((line for line, pair in items if pair and pair > key), None)
        at = len(lines) if place is None else _above_comments(lines, place, indent)
        added.setdefault(at, []).extend(f"{' ' * indent}{row}{newline}" for row in _rows(new[key]))
    return (
        "".join(row for at in range(len(lines) + 1) for row in (*added.get(at, ()), *lines[at : at + 1]))
        if added
        else text
    )


def _rows(pair: Pair) -> tuple[str, str, str]:
    why = "".join(char if char.isprintable() else " " for char in pair.reason)
    return (
        f"- pair: [{_scalar(pair.a)}, {_scalar(pair.b)}]",
        "  verdict: review",
        f"  why: {json.dumps(why, ensure_ascii=False)}",
    )


def _scalar(slug: str) -> str:
    """A slug that YAML could read as a number, a date or a truth value goes in quotation marks."""
    return slug if _PLAIN.fullmatch(slug) and slug not in _NO_STRING else json.dumps(slug, ensure_ascii=False)


def _items(text: str) -> tuple[list[tuple[int, tuple[str, ...] | None]], int]:
    """The line (from 0) and the pair of each item, and the column of their dashes."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise SheafError(f"{DUPLICATES} is no valid YAML: {' '.join(str(error).split())}", exit_code=1) from None
    if root is None:
        return [], 0
    ended = any(line.startswith("...") for line in text.splitlines())
    if not isinstance(root, yaml.SequenceNode) or root.flow_style or ended:
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


def _pair(item: yaml.Node) -> tuple[str, ...] | None:
    """The pair an item is about, None where it names none (`check` tells)."""
    if not isinstance(item, yaml.MappingNode):
        return None
    named = {key.value: value for key, value in item.value if isinstance(key, yaml.ScalarNode)}
    slugs = named.get("pair")
    if not isinstance(slugs, yaml.SequenceNode):
        return None
    return tuple(sorted(slug.value for slug in slugs.value if isinstance(slug, yaml.ScalarNode)))


def _above_comments(lines: Sequence[str], line: int, indent: int) -> int:
    """The first of the comment lines right above an item; the item's own line where they open the file."""
    first = line
    while first and lines[first - 1].lstrip(" ").startswith("#") and _depth(lines[first - 1]) <= indent:
        first -= 1
    return first or line


def _depth(line: str) -> int:
    """Spaces before the text. Deeper than the dash, a line with # may be text of the item before."""
    return len(line) - len(line.lstrip(" "))
