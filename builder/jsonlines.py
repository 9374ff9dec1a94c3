"""Reading JSON lines from outside: what is wrong is reported with its line, the rest is used."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from builder.diagnostics import Location, Report

_TEXTS = ("title", "abstract")


ENCODING, ERRORS = "utf-8-sig", "surrogateescape"
"""How to open a file of JSON lines, so that a wrong byte spoils its own line alone."""
_WRONG_BYTE = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Line:
    """An object and the line that holds it."""

    item: dict[str, Any]
    text: str
    place: Location

    def place_of(self, key: str) -> Location:
        """Where a key stands; the beginning of the line where it is spelt in another way."""
        return Location(self.place.path, self.place.line, self.text.find(json.dumps(key)) + 1 or 1)


def read_objects(lines: Iterable[str], path: str, report: Report, *, required: Collection[str]) -> Iterator[Line]:
    """The objects of `lines`, one a line; a wrong one, or one without a `required` key, is reported and left out.

    A file is to be opened with `ENCODING` and `ERRORS`.
    """
    for number, text in enumerate(lines, start=1):
        place = Location(path, number)
        if wrong := _WRONG_BYTE.search(text):
            report.error(
                Location(path, number, wrong.start() + 1), "encoding", "is not UTF-8", "save the file as UTF-8"
            )
        elif text.strip() and (item := _object(text, place, report)) is not None:
            line = Line(item, text, place)
            if _is_whole(line, report, required):
                yield line


def _object(text: str, place: Location, report: Report) -> dict[str, Any] | None:
    try:
        item = json.loads(text.rstrip("\r\n"))
    except (ValueError, RecursionError) as error:
        column = error.colno if isinstance(error, json.JSONDecodeError) else 1
        message = error.msg if isinstance(error, json.JSONDecodeError) else "not JSON"
        report.error(Location(place.path, place.line, column), "json", message, "write one JSON object a line")
        return None
    if not isinstance(item, dict):
        report.error(place, "json", "is no JSON object", 'write {"title": …} on the line')
        return None
    if not _is_json(item):
        report.error(place, "json", "holds what JSON cannot: NaN, an infinite number or half a surrogate pair")
        return None
    return item


def _is_whole(line: Line, report: Report, required: Collection[str]) -> bool:
    """Whether nothing `required` is missing, and every text is one."""
    missing = [key for key in required if line.item.get(key) in (None, "")]
    if missing:
        report.error(line.place, "missing-key", f"{', '.join(map(repr, missing))} is missing")
    strange = [key for key in _TEXTS if not isinstance(line.item.get(key), str | None)]
    for key in strange:
        report.error(line.place_of(key), "type", f"'{key}' is no text", "put it between double quotes")
    return not missing and not strange


def _is_json(item: dict[str, Any]) -> bool:
    """Whether `item` can be printed as JSON again: Python's reader takes more than the standard (RFC 8259) knows."""
    try:
        json.dumps(item, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return False
    return True
