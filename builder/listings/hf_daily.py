"""The daily papers of Hugging Face, as `GET /api/daily_papers?date=YYYY-MM-DD` of their API answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.diagnostics import Location, Report
from builder.listings.addresses import urls_in
from builder.listings.base import Entry, Listing, PartialDate
from builder.listings.json_records import begins_with, count_at, list_at, objects, text_at
from builder.listings.making import day_in, make_entry, report_fault
from builder.model import Link, LinkKind

name = "hf-daily"

_LINKS = (("githubRepo", LinkKind.CODE), ("projectPage", LinkKind.PROJECT))


def detect(text: str) -> bool:
    """Whether the items hold a paper each."""
    return begins_with(text, lambda item: bool(text_at(item.get("paper"), "id")))


def parse(text: str, path: str, report: Report) -> Listing:
    """The papers in it; the listing's day is that on which all of them were listed, where the items say so."""
    days: set[PartialDate | None] = set()
    entries = tuple(_entries(text, path, report, days))
    return Listing(name, entries, next(iter(days)) if len(days) == 1 else None)


def _entries(text: str, path: str, report: Report, days: set[PartialDate | None]) -> Iterator[Entry]:
    for found in objects(text, path, report):
        paper = found.item.get("paper")
        if entry := _entry(found.item, paper if isinstance(paper, dict) else {}, found.place, report):
            days.add(day_in(text_at(paper, "submittedOnDailyAt") or text_at(found.item, "submittedOnDailyAt")))
            yield entry


def _entry(item: dict[str, Any], paper: dict[str, Any], place: Location, report: Report) -> Entry | None:
    title = text_at(paper, "title") or text_at(item, "title")
    if not title:
        report_fault(report, place, "the item has no title")
        return None
    beside = [(url, kind) for key, kind in _LINKS for url in urls_in(text_at(paper, key))]
    shown = [author for author in list_at(paper, "authors") if isinstance(author, dict) and not author.get("hidden")]
    return make_entry(
        title=title,
        line=place.line,
        abstract=text_at(paper, "summary") or text_at(item, "summary"),
        authors=[text_at(author, "name") for author in shown],
        ids={"arxiv": text_at(paper, "id")},
        sure_links=[Link(kind, url) for url, kind in beside],
        published=day_in(text_at(paper, "publishedAt") or text_at(item, "publishedAt")),
        votes=count_at(paper, "upvotes"),
        keywords=[word for word in list_at(paper, "ai_keywords") if isinstance(word, str)],
    )
