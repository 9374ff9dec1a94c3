"""The records of JSON from elsewhere, with their places: an array of objects, an object that holds it, or lines.

A record that is no JSON is told of, and the next ones are read: the end of a damaged one is looked for by its brackets,
or at the end of its line. Lines may hold Python's literals, which some programs write for JSON.
"""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from builder.diagnostics import Location, Report
from builder.listings.making import report_fault
from builder.listings.places import Places

_BETWEEN = re.compile(r"[\s,\x1e]*")
_LIST = re.compile(r"\"(?:papers|items|entries|data)\"\s{0,9}:\s{0,9}\[(?=\s{0,9}[{\]])")
_HEAD = 20_000
"""Characters in which the list of an object begins."""
_MARK = re.compile(r'"(?:[^"\\\n]|\\[^\n])*+"?|[\[\]{}]')
_SCALAR = re.compile(r'(?:"(?:[^"\\\n]|\\[^\n])*+"?|[^",\[\]{}\n]++)+')
_NEXT_LINE = re.compile(r"\n(?=\{)")
_MOST_LITERAL = 1_000_000
"""Characters of a line that is tried as Python."""
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Found:
    """An object of a text and its place."""

    item: dict[str, Any]
    place: Location


def begins_with(text: str, fits: Callable[[dict[str, Any]], bool]) -> bool:
    """Whether half of the first objects of a text that may be JSON fit; there is one at least."""
    if text.lstrip()[:1] not in ("[", "{"):
        return False
    fitting = [fits(found.item) for found in islice(objects(text, "", Report()), 3)]
    return bool(fitting) and sum(fitting) * 2 >= len(fitting)


def objects(text: str, path: str, report: Report) -> Iterator[Found]:
    """The objects of the text; what is none is reported and left out."""
    places = Places(text, path)
    position = _start(text)
    is_array = position > 0
    limit = len(text) if is_array else 0
    while (position := _BETWEEN.match(text, position).end()) < len(text):  # type: ignore[union-attr]
        if is_array and text[position] == "]":
            return
        if position >= limit:
            limit = _next_line(text, position)
        end = _closed(text, position, limit)
        item, fault = _object(text[position:end])
        if item is None and not is_array:
            end = limit
            item = _literal(text[position:end].strip())
        if item is not None:
            yield Found(item, places.at(position))
        else:
            report_fault(report, places.at(position + fault[0]), fault[1])
        position = max(end, position + 1)


def _start(text: str) -> int:
    """Where the first object of an array stands; 0 where the text has objects on lines."""
    begin = len(text) - len(text.lstrip())
    if text.startswith("[", begin):
        return begin + 1
    depth, last = 0, begin
    for found in _LIST.finditer(text, begin, _HEAD) if text.startswith("{", begin) else ():
        depth += _opened(text, last, found.start())
        last = found.start()
        if depth in (1, 2):  # Crossref has a message around its items
            return found.end()
    return 0


def _opened(text: str, start: int, end: int) -> int:
    """How many more brackets are opened than closed from `start` to `end`."""
    marks = [mark[0] for mark in _MARK.finditer(text, start, end)]
    return sum(mark in "[{" for mark in marks) - sum(mark in "]}" for mark in marks)


def _next_line(text: str, start: int) -> int:
    """Where the next object begins a line."""
    found = _NEXT_LINE.search(text, start)
    return found.start() if found else len(text)


def _closed(text: str, start: int, limit: int) -> int:
    """Where the brackets that open at `start` are closed, or what stands there without any ends; `limit` at most."""
    if text[start] not in "[{":
        found = _SCALAR.match(text, start, limit)
        return found.end() if found else limit
    depth = 0
    for mark in _MARK.finditer(text, start, limit):
        depth += (mark[0] in "[{") - (mark[0] in "]}")
        if depth == 0:
            return mark.end()
    return limit


def _object(piece: str) -> tuple[dict[str, Any] | None, tuple[int, str]]:
    """The object that `piece` is; and what is wrong, with its offset, where it is none."""
    try:
        item = _DECODER.decode(piece)
        return (item if isinstance(item, dict) else None), (0, "is no JSON object")
    except json.JSONDecodeError as error:
        return None, (error.pos, f"is no JSON: {error.msg[:1].lower()}{error.msg[1:]}")
    except (ValueError, RecursionError):
        return None, (0, "is no JSON that can be read: it is nested too deep, or a number is too long")


def _literal(line: str) -> dict[str, Any] | None:
    """The dictionary that a line writes as Python does; None where it writes none."""
    if not line.startswith("{") or len(line) > _MOST_LITERAL:
        return None
    try:
        with warnings.catch_warnings(action="ignore"):
            item = ast.literal_eval(line)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None
    return item if isinstance(item, dict) and all(isinstance(key, str) for key in item) else None


def text_at(item: object, *keys: str) -> str:
    """The first text that `item` has under one of `keys`; OpenReview wraps it: {"value": "…"}. Numbers are no text."""
    values = (item.get(key) for key in keys) if isinstance(item, dict) else ()
    plain = (value.get("value") if isinstance(value, dict) else value for value in values)
    return next((value.strip() for value in plain if isinstance(value, str) and value.strip()), "")


def list_at(item: object, *keys: str) -> list[Any]:
    """The first list that `item` has under one of `keys`; one text is a list of one."""
    values = (item.get(key) for key in keys) if isinstance(item, dict) else ()
    plain = (value.get("value") if isinstance(value, dict) else value for value in values)
    found = next((value for value in plain if isinstance(value, list | str) and value), [])
    return [found] if isinstance(found, str) else found


def count_at(item: object, *keys: str) -> int | None:
    """The first whole number from 0 that `item` has under one of `keys`."""
    values = (item.get(key) for key in keys) if isinstance(item, dict) else ()
    fits = (v for v in values if isinstance(v, int) and not isinstance(v, bool) and 0 <= v <= 999_999_999)
    return next(fits, None)
