"""Records from outside: JSON lines of {id, title, abstract?, authors?, year?, venue?, ids?}."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from builder.dedupe.record import Record, record_from
from builder.diagnostics import Report
from builder.jsonlines import Line


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_name(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _are_names(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(map(_is_text, value)))


def _are_ids(value: object) -> bool:
    return isinstance(value, Mapping) and all(each is None or _is_name(each) for each in value.values())


_FORMS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "authors": (_are_names, "a list of names, or one line of them"),
    "venue": (_is_text, "a text"),
    "ids": (_are_ids, 'an object such as {"doi": "10.1000/1"}'),
}
"""What an optional key holds; a year may be anything, and is unknown where it has not four digits."""


def records_of(lines: Iterable[Line], report: Report) -> list[Record]:
    """The records of lines that have an id and a title.

    An id that is neither a text nor a whole number, or that came before, is reported and its record left out. What
    stands under another key in a form that cannot be compared is reported and counts as missing.
    """
    first: dict[str, int] = {}
    records = []
    for line in lines:
        name = line.item["id"]
        if not _is_name(name):
            report.error(line.place_of("id"), "type", "'id' is neither a text nor a whole number", "give it a name")
        elif str(name) in first:
            message = f"the id '{name}' stands in line {first[str(name)]}, too"
            report.error(line.place_of("id"), "repeated", message, "give each record an id of its own")
        else:
            first[str(name)] = line.place.line
            records.append(record_from(_usable(line, report)))
    return records


def _usable(line: Line, report: Report) -> Mapping[str, object]:
    """What of an object can be compared."""
    usable = dict(line.item)
    for key, (is_right, form) in _FORMS.items():
        if usable.get(key) is not None and not is_right(usable[key]):
            report.error(line.place_of(key), "type", f"'{key}' is not {form}", "correct it; it was not compared")
            del usable[key]
    return usable
