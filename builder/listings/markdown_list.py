"""Lists and tables of papers in Markdown: awesome lists, weekly digests, tables that a job writes every night.

They have no abstracts: what an editor says about a paper is not the paper's, and is not taken. A table may have a
column of abstracts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.diagnostics import Location, Report
from builder.listings.addresses import Address
from builder.listings.base import Entry, Listing
from builder.listings.making import day_in, make_entry, report_fault
from builder.listings.markdown_items import LONGEST, Item, addresses, plain, read_items, read_spans
from builder.listings.markdown_titles import title_in_cell, title_in_item
from builder.listings.texts import divided
from builder.wording import counted

name = "markdown"

_FEWEST = 2
"""Papers by which a list is known."""
_TITLE_COLUMNS = ("title", "paper title", "papers title", "paper", "papers", "paper name", "publication", "name")
_DAY_COLUMNS = ("date", "publish date", "published", "publish_date", "publication date")


def detect(text: str) -> bool:
    """Whether most items that lead anywhere lead to papers, and most of the text are such items."""
    if text.lstrip()[:1] in ("<", "{", "@"):
        return False
    leading = papers = size = 0
    for item in _whole(read_items(text)):
        beside = _addresses(item)
        is_paper = any(address.is_paper for address in beside) and bool(_title(item))
        leading += bool(beside)
        papers += is_paper
        size += (len(item.text) + sum(map(len, item.cells.values()))) * is_paper
    return papers >= _FEWEST and papers * 2 >= leading and size * 3 >= len(text.strip())


def parse(text: str, path: str, report: Report) -> Listing:
    """The papers in it; items that lead to no paper are counted."""
    passed: list[Location] = []
    entries = tuple(_entries(text, path, report, passed))
    if passed:
        message = f"{counted(len(passed), 'item')} without the address of a paper left out, the first here"
        report.notice(passed[0], "listing-left-out", message)
    return Listing(name, entries)


def _entries(text: str, path: str, report: Report, passed: list[Location]) -> Iterator[Entry]:
    for item in _whole(read_items(text)):
        beside = _addresses(item)
        place = Location(path, item.line)
        if not any(address.is_paper for address in beside):
            passed += [place] if beside else []
        elif title := _title(item):
            yield _entry(item, title, beside)
        else:
            report_fault(report, place, "no title is found beside the address of a paper")


def _whole(items: list[Item]) -> Iterator[Item]:
    """The items, those that only say more about the one above joined with it: its links, its authors."""
    current: Item | None = None
    for item in items:
        if current and item.text and item.indent > current.indent and not _is_paper(item):
            current = replace(current, text=f"{current.text}\n{item.text}"[:LONGEST])
            continue
        if current:
            yield current
        current = item
    if current:
        yield current


def _is_paper(item: Item) -> bool:
    return any(address.is_paper for address in _addresses(item)) and bool(_title(item))


def _addresses(item: Item) -> list[Address]:
    """All addresses of an item; those in the column of the title first."""
    if not item.cells:
        return addresses(read_spans(item.text))
    column = _title_column(item)
    cells = sorted(item.cells.items(), key=lambda cell: cell[0] != column)
    return [
        address
        for label, cell in cells
        for address in addresses(read_spans(cell), label if label != column else "")  # a title is no label
    ]


def _title_column(item: Item) -> str:
    return next((column for column in _TITLE_COLUMNS if column in item.cells), "")


def _title(item: Item) -> str:
    if not item.cells:
        return title_in_item(read_spans(item.text))
    return title_in_cell(read_spans(item.cells.get(_title_column(item), "")))


def _entry(item: Item, title: str, beside: list[Address]) -> Entry:
    cell = {column: plain(read_spans(text)) for column, text in item.cells.items()}
    people = next((text for column, text in cell.items() if "author" in column), "")
    day = next((text for column, text in cell.items() if column in _DAY_COLUMNS), "")
    return make_entry(
        title=title,
        line=item.line,
        abstract=cell.get("abstract", ""),
        authors=divided(people.replace(" et.al.", "").replace(" et al.", "")),
        addresses=beside,
        published=day_in(day),
    )
