"""Papers as JSON: all that an entry says, in the words of its file. The schema is `schemas/paper.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from builder import urls
from builder.model import Paper, Result, Site

VERSION = 1
"""The version of the schemas, which stands in their addresses, too."""


def document(site: Site) -> Iterator[str]:
    """All papers, newest first, as one JSON document with a paper on each line."""
    head = {
        "$schema": urls.absolute(site.digest.base_url, urls.data_schema("papers")),
        "version": VERSION,
        "digest": digest(site),
    }
    yield json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "papers": ['
    for number, line in enumerate(_lines(site)):
        yield f"{',' if number else ''}\n{line}"
    yield "\n ]\n}\n"


def lines(site: Site) -> Iterator[str]:
    """The same papers as JSON lines (jsonlines.org)."""
    for line in _lines(site):
        yield f"{line}\n"


def _lines(site: Site) -> Iterator[str]:
    for paper in site.papers.values():
        yield json.dumps(record(site, paper), ensure_ascii=False)


def digest(site: Site) -> dict[str, Any]:
    """Whose data it is, and what one may do with it."""
    said = site.digest
    newest = site.issues[0].day.isoformat() if site.issues else None
    return {
        "title": said.title,
        "description": said.description,
        "url": said.base_url,
        "curator": said.curator,
        "licence": said.licence,
        "newest": newest,
    }


def record(site: Site, paper: Paper) -> dict[str, Any]:
    """A paper as data."""
    return {
        "slug": paper.slug,
        "url": urls.absolute(site.digest.base_url, urls.paper(paper.slug)),
        "title": paper.title,
        "abstract": paper.abstract,
        "authors": list(paper.authors),
        "listed": paper.listed.isoformat(),
        "published": paper.published.isoformat() if paper.published else None,
        "source": paper.source,
        "votes": paper.votes,
        "ids": dict(paper.ids),
        "links": [{"kind": link.kind, "url": link.url} for link in paper.links],
        "tags": list(paper.tags),
        "benchmarks": [{"benchmark": use.benchmark, "role": use.role} for use in paper.benchmarks],
        "results": [
            {"benchmark": result.benchmark, "task": result.task, "metric": result.metric, **score(result)}
            for result in paper.results
        ],
        "featured": paper.featured,
        "note": paper.note,
        "aliases": list(paper.aliases),
    }


def score(result: Result) -> dict[str, Any]:
    """What a result says besides what it is a result of."""
    checked = result.verified
    return {
        "split": result.split,
        "setting": result.setting,
        "value": None if result.value is None else number(result.value),
        "stated": None if result.value is None else f"{result.value:f}",
        "model": result.model,
        "evidence": result.evidence,
        "assumed_metric": result.assumed_metric,
        "status": result.status,
        "verified": {"by": checked.by, "date": checked.day.isoformat(), "where": checked.where} if checked else None,
    }


def number(value: Decimal) -> int | float:
    """`value` as JSON has numbers: 90 for 90, and 90.0 for 90.0 and 90.00."""
    return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)
