"""Lines that hold several parts of an entry -> one line for each part.

Rows of a table, columns between tabs, a title with its votes, its day or its address before or behind it, and a title
that its abstract follows on the same line. But for tables, lines are split only where entries are set so throughout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from builder.listings.hf_addresses import paper_page
from builder.listings.hf_bylines import read_byline
from builder.listings.rows import Row, stand_for_entries

_DELIMITER = re.compile(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?")
_CELL_END = re.compile(r"(?<!\\)\|")
_WORDED_LINK = r"\[(?:link|paper|pdf|arxiv|abs|abstract|url|code|html|page|project)\]\([^()\s]+\)"
_LINKS_BEHIND = re.compile(
    rf"(?P<first>.*\S) +(?P<second>\(?{_WORDED_LINK}(?:[ |·,/]*{_WORDED_LINK})*\)?)", re.IGNORECASE
)
_ADDRESS_BEHIND = re.compile(
    r"(?P<first>.*\S) +[(\[<]?(?P<second>(?:https?://|arxiv:|huggingface\.co/)[^\s()\[\]<>]+)[)\]>]?", re.IGNORECASE
)
_BYLINE_BEHIND = re.compile(
    r"(?P<first>.*\S) +(?:[(\[](?P<inner>[^()\[\]]{1,60})[)\]]|[-–—|·•] +(?P<second>[^-–—|·•]{1,60}))"
)
_BYLINE_BEFORE = re.compile(
    r"(?P<first>\d{1,4}?(?=[23]D\b|[A-Z](?!D?\b))"
    r"|(?:\[\d{1,4}\]|\(\d{1,4}\)|[▲△⬆👍] ?\d{1,4}|\d{1,4} ?[▲△⬆👍]|[^:|–—]{3,30}(?:[:|–—]| -)) +)(?P<second>\S.*)"
)
_TITLE_BEFORE = re.compile(
    r"(?P<first> *(?:\*\*[^*]{8,300}\*\*|__[^_]{8,300}__|\[[^\[\]]{8,300}\]\([^()\s]+\)))"
    r"(?: *[:—–-])* +(?P<second>\S.{10,})"
)
_LONGEST = 400  # characters of a line that is a title and something else
_COLUMN = 100  # characters of an abstract in a column


def split_columns(rows: Iterable[Row]) -> list[Row]:
    """The rows with each cell of a table, and each column between tabs, on its own."""
    return _split(list(_without_tables(rows)), _columns)


def split_titles(rows: Sequence[Row], *, has_references: bool) -> list[Row]:
    """The rows with titles by themselves. `has_references`: "[1]" stands for an address and stays."""
    behind = (_links_behind, _address_behind, lambda text: _byline_behind(text, has_references))
    before = (lambda text: _byline_before(text, has_references), _title_before)
    for parts_of in behind:
        rows = _split(rows, parts_of, starts=False)  # the title may have begun a line before
    for parts_of in before:
        rows = _split(rows, parts_of, ends=False)
    return list(rows)


def _split(
    rows: Sequence[Row], parts_of: Callable[[str], list[str]], *, starts: bool = True, ends: bool = True
) -> list[Row]:
    """The rows, those with several parts split if they stand for the entries.

    A blank row stands between two parts, before the first if that `starts` a paragraph, behind the last if it `ends`.
    """
    found = {index: parts for index, row in enumerate(rows) if len(parts := parts_of(row.text)) > 1}
    if not stand_for_entries(rows, list(found)):
        return list(rows)
    split: list[Row] = []
    for index, row in enumerate(rows):
        apart = list(_apart(row, found[index])) if index in found else []
        split += apart[0 if starts else 1 : None if ends else -1] or [row]
    return split


def _apart(row: Row, parts: Iterable[str]) -> Iterator[Row]:
    yield Row(row.number, "")
    for part in parts:
        yield replace(row, text=part)
        yield Row(row.number, "")


def _without_tables(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with the cells of Markdown tables on their own, without the header."""
    for is_table, group in groupby(rows, key=lambda row: row.text.lstrip().startswith("|")):
        lines = list(group)
        delimiters = [i for i, row in enumerate(lines[:2]) if _DELIMITER.fullmatch(row.text.strip())]
        if not is_table or not delimiters:
            yield from lines
            continue
        columns = len(_cells(lines[delimiters[0]].text))
        for row in lines[delimiters[0] + 1 :]:
            yield from _apart(row, _joined(_cells(row.text), columns))


def _cells(text: str) -> list[str]:
    inner = text.strip().removeprefix("|")
    inner = inner.removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(inner)]


def _joined(cells: list[str], columns: int) -> list[str]:
    """As many cells as there are columns: a text with bars of its own fell apart, and the longest cell is of it."""
    extra = len(cells) - columns
    if extra <= 0:
        return cells
    starts = range(columns)
    start = max(starts, key=lambda start: sum(map(len, cells[start : start + extra + 1])))
    return [*cells[:start], "|".join(cells[start : start + extra + 1]), *cells[start + extra + 1 :]]


def _columns(text: str) -> list[str]:
    cells = [cell.strip() for cell in text.strip().split("\t")]
    return [cell for cell in cells if cell] if max(map(len, cells)) >= _COLUMN else [text]


def _links_behind(text: str) -> list[str]:
    found = _LINKS_BEHIND.fullmatch(text) if len(text) <= _LONGEST else None
    return [found["first"], found["second"]] if found else [text]


def _address_behind(text: str) -> list[str]:
    found = _ADDRESS_BEHIND.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or paper_page(text.strip()) or not paper_page(found["second"]):
        return [text]
    return [found["first"], found["second"]]


def _byline_behind(text: str, has_references: bool) -> list[str]:
    found = _BYLINE_BEHIND.fullmatch(text) if len(text) <= _LONGEST else None
    second = (found["inner"] or found["second"]) if found else ""
    if found is None or (has_references and second.isdecimal()) or not _is_byline(second) or _is_byline(text.strip()):
        return [text]
    return [found["first"], second]


def _byline_before(text: str, has_references: bool) -> list[str]:
    found = _BYLINE_BEFORE.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    first = found["first"].rstrip(" :|–—-") if found else ""
    if found is None or (has_references and first.startswith("[")):
        return [text]
    return [first, found["second"]] if _is_byline(first) and not _is_byline(text.strip()) else [text]


def _is_byline(text: str) -> bool:
    return read_byline(text, glued=False) is not None


def _title_before(text: str) -> list[str]:
    found = _TITLE_BEFORE.fullmatch(text)
    return [found["first"], found["second"]] if found else [text]
