"""Reading JSON lines from outside: what is wrong is reported with its line, the rest is used."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from builder.diagnostics import Location, Report

_TEXTS = ("title", "abstract")


ENCODING, ERRORS = "utf-8-sig", "surrogateescape"
"""How to open a file of JSON lines, so that a wrong byte spoils its own line alone."""
_WRONG_BYTE = re.compile("[\udc80-\udcff]")


def read_objects(
    lines: Iterable[str], path: str, report: Report, *, required: Collection[str]
) -> Iterator[dict[str, Any]]:
    """The objects of `lines`, one a line; a wrong one, or one without a `required` key, is reported and left out.

    A file is to be opened with `ENCODING` and `ERRORS`.
    """
    for number, line in enumerate(lines, start=1):
        if wrong := _WRONG_BYTE.search(line):
            place = Location(path, number, wrong.start() + 1)
            report.error(place, "encoding", "is not UTF-8", "save the file as UTF-8")
        elif line.strip() and (item := _object(line, Location(path, number), report, required)) is not None:
            yield item


def _object(line: str, place: Location, report: Report, required: Collection[str]) -> dict[str, Any] | None:
    try:
        item = json.loads(line.rstrip("\r\n"))
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
    missing = [key for key in required if item.get(key) in (None, "")]
    if missing:
        report.error(place, "missing-key", f"{', '.join(map(repr, missing))} is missing")
        return None
    strange = [key for key in _TEXTS if not isinstance(item.get(key), str | None)]
    if strange:
        report.error(place, "type", f"{', '.join(map(repr, strange))} is no text", "put it between double quotes")
        return None
    return item


def _is_json(item: dict[str, Any]) -> bool:
    """Whether `item` can be printed as JSON again: Python's reader takes more than the standard (RFC 8259) knows."""
    try:
        json.dumps(item, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return False
    return True
