"""What stands at the margin of a text copy -> lines without it: quote signs, rules, list signs, numbers, indentation.

A sign counts as the copy's own only where it is used throughout: abstracts hold lists, numbers and dashes of theirs.
Where the margin says that a paragraph begins, a blank line says so in what comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from builder.listings.hf_wraps import wrap_width
from builder.listings.rows import Row, stand_for_entries
from builder.listings.splits import split_columns, split_titles

_QUOTE = re.compile(r" {0,3}>(?: {0,3}>)* ?")
_RULE = re.compile(r"\s*(?:([-=_*~#+.─━═—–•])(?: *\1){2,}|[`~]{3,}\w*)\s*")
_BULLET = re.compile(r"(?P<indent> *)(?P<sign>[-*+•‣▪◦●○➢]) +(?=\S)")
_NUMBER = re.compile(
    r"(?P<open> *(?:#{1,6} +|[*_]{1,3}|\[(?!\d{1,4}\]))*)"
    r"(?P<before>[\[(#]|(?:No|Nr|[A-Z][a-z]{2,8})\.? )?(?P<number>\d{1,4})(?P<after>\\?[.)\]:]{0,2}(?: +[-–—|])?)"
    r"(?P<close>[*_]{0,3})(?: +(?=\S)|$)"
)
_ADDRESS = re.compile(r"<?https?://\S+")
_FIELD = re.compile(
    r"(?P<open> *[*_]{0,3})(?:Title|Abstract|ABSTRACT|TITLE)(?P<close>[*_]{0,3}):(?P<inner>[*_]{0,3})(?: |$)"
)

_SHARE = 0.3  # of all text
_FEWEST_BARE = 3  # one or two numbers on lines of their own may be anything
_TAB = 4  # columns
_SHIFT = 2  # columns; a smaller shift is no indentation


def plain_rows(lines: Iterable[str], references: Mapping[str, str]) -> list[Row]:
    """The lines with their margins taken off; `references` are numbers that stand for an address and stay."""
    rows = _without_quotes([Row(number, line.rstrip()) for number, line in enumerate(lines, start=1)])
    rows = [replace(row, text="") if _RULE.fullmatch(row.text) else row for row in rows]
    rows = [replace(row, text=row.text.expandtabs(_TAB)) for row in split_columns(rows)]
    rows = _without_numbers(_without_bullets(rows), references)
    rows = split_titles(rows, has_references=bool(references))
    rows = list(_without_field_names(_with_blanks_at_shifts(rows)))
    return [replace(row, text=row.text.strip(), indent=_indent(row.text)) for row in rows]


def _without_quotes(rows: list[Row]) -> list[Row]:
    """The rows without quote signs, where a good part of the text is quoted."""
    quotes = [_QUOTE.match(row.text) for row in rows]
    quoted = sum(len(row.text) for row, quote in zip(rows, quotes, strict=True) if quote)
    if quoted < _SHARE * sum(len(row.text) for row in rows):
        return rows
    plain: list[Row] = []
    for row, quote, before in zip(rows, quotes, [None, *quotes], strict=False):
        if bool(quote) != bool(before):
            plain.append(Row(row.number, ""))
        plain.append(replace(row, text=row.text[quote.end() :]) if quote else row)
    return plain


def _without_bullets(rows: list[Row]) -> list[Row]:
    """The rows without the bullets that entries, or all paragraphs, begin with; the text keeps its column."""
    places: dict[tuple[int, str], list[int]] = {}
    found = {index: bullet for index, row in enumerate(rows) if (bullet := _BULLET.match(row.text))}
    for index, bullet in found.items():
        places.setdefault((len(bullet["indent"]), bullet["sign"]), []).append(index)
    own = {index for indexes in places.values() if stand_for_entries(rows, indexes) for index in indexes}
    texts = {index: " " * found[index].end() + rows[index].text[found[index].end() :] for index in own}
    return list(_with_items(rows, texts))


def _without_numbers(rows: list[Row], references: Mapping[str, str]) -> list[Row]:
    """The rows without the numbers that entries begin with: those that count on from entry to entry."""
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    found: dict[int, re.Match[str]] = {}
    for index, row in enumerate(rows):
        number = _NUMBER.match(row.text)
        if number is None or _ADDRESS.match(row.text, number.end()) or (number["before"] == "[" and references):
            continue
        found[index] = number
        key = ((number["before"] or "").strip(), number["after"].strip() if number.end() < len(row.text) else "alone")
        places.setdefault(key, []).append((index, int(number["number"])))
    texts: dict[int, str] = {}
    for (_, after), numbered in places.items():
        chain = _longest_count(numbered)
        fewest = _FEWEST_BARE if after in ("", "alone") else 2
        if len(chain) >= fewest and len(chain) * 3 >= len(numbered) * 2 and stand_for_entries(rows, chain):
            texts |= {index: _unnumbered(rows[index].text, found[index]) for index in chain}
    return list(_with_items(rows, texts))


def _longest_count(numbered: Iterable[tuple[int, int]]) -> list[int]:
    """The places of the longest run of numbers that go up by one, with others between."""
    before: dict[int, tuple[int, int | None]] = {}  # place: length up to it, the place before it
    latest: dict[int, int] = {}  # number: its best place so far
    for place, number in numbered:
        previous = latest.get(number - 1)
        before[place] = (before[previous][0] + 1 if previous is not None else 1, previous)
        if number not in latest or before[place][0] > before[latest[number]][0]:
            latest[number] = place
    chain: list[int] = []
    last: int | None = max(before, key=lambda place: before[place][0], default=None)
    while last is not None:
        chain.append(last)
        last = before[last][1]
    return chain[::-1]


def _unnumbered(text: str, number: re.Match[str]) -> str:
    opening = number["open"].rstrip("*_") if number["close"] else number["open"]
    return " " * (number.end() - len(opening)) + opening + text[number.end() :] if number.end() < len(text) else ""


def _with_items(rows: Iterable[Row], texts: Mapping[int, str]) -> Iterator[Row]:
    """The rows with these texts of items, each behind a blank row."""
    for index, row in enumerate(rows):
        if index in texts:
            yield Row(row.number, "")
            yield Row(row.number, texts[index], is_item=True)
        else:
            yield row


def _with_blanks_at_shifts(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with a blank one where a shift of the margin begins a paragraph.

    Shifts to one side are of one kind: where most follow a line with room for the next word, they begin paragraphs;
    else the text hangs, or a paragraph's first line is indented.
    """
    width = wrap_width([len(row.text) for row in rows])
    shifts: dict[int, bool] = {}
    rooms: dict[bool, list[bool]] = {True: [], False: []}
    for index, (above, row) in enumerate(pairwise(rows), start=1):
        shift = _indent(row.text) - _indent(above.text)
        if width and above.text and row.text and not above.is_item and abs(shift) >= _SHIFT:
            shifts[index] = shift > 0
            rooms[shift > 0].append(len(above.text) + 1 + len(row.text.split(maxsplit=1)[0]) <= width)
    begins = {side: sum(room) * 2 > len(room) for side, room in rooms.items()}
    for index, row in enumerate(rows):
        if index in shifts and begins[shifts[index]]:
            yield Row(row.number, "")
        yield row


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _without_field_names(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows without "Title:" and "Abstract:" at their beginning."""
    for row in rows:
        field = _FIELD.match(row.text)
        if field is None:
            yield row
            continue
        opening = field["open"].rstrip("*_") if field["close"] or field["inner"] else field["open"]
        yield Row(row.number, "")
        yield replace(row, text=opening + row.text[field.end() :])
