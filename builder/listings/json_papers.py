"""Papers as JSON: lines or an array of {title, abstract, …}, as scrapers, conference lists and Sheaf write them.

A key has one of several names, and what none of them says is passed over. Papers that were withdrawn are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from builder.diagnostics import Location, Report
from builder.listings.addresses import Address, urls_in
from builder.listings.base import Entry, Listing
from builder.listings.json_records import begins_with, count_at, list_at, objects, text_at
from builder.listings.making import day_in, make_entry, report_fault
from builder.listings.texts import divided, without_tags
from builder.model import Link, LinkKind
from builder.wording import counted

name = "json"

_ABSTRACT = ("abstract", "summary")
_BESIDE = ("abstract", "summary", "authors", "author", "ids", "url", "pdf", "arxiv", "arxiv_id", "doi", "tags", "links")
_ID_KEYS = {
    "arxiv": ("arxiv", "arxiv_id", "arxivId", "eprint", "id"),
    "doi": ("doi", "DOI"),
    "openreview": ("openreview", "openreview_id", "forum"),
    "acl": ("acl", "acl_id"),
}
_LINK_KEYS = {
    LinkKind.CODE: ("code", "github", "code_url", "githubRepo", "repo"),
    LinkKind.PROJECT: ("project", "project_page", "projectPage", "website"),
    LinkKind.DATA: ("data", "dataset"),
    LinkKind.MODEL: ("model",),
}
_URL_KEYS = ("url", "URL", "link", "pdf", "pdf_url", "paper_url", "url_abs", "entry_id", "id", "site", "openreview_url")
_DAY_KEYS = ("published", "publishedAt", "published_date", "publication_date", "publicationDate", "date")
_WITHDRAWN = re.compile(r"^\s*(?:desk[ -]?)?withd(?:rawn|raw)\b", re.IGNORECASE)
_OWN = frozenset({"slug", "title", "abstract", "listed", "source", "benchmarks", "results"})
"""Keys that a record of another digest's papers.json has together."""
_STATES = ("status", "decision", "state", "venue", "track")


def detect(text: str) -> bool:
    """Whether the first objects have a title and something else that papers have; an empty array lists none."""
    return begins_with(text, _is_paper) or text.split() in (["[]"], ["[", "]"])


def _is_paper(item: dict[str, Any]) -> bool:
    return bool(text_at(item, "title")) and any(key in item for key in _BESIDE)


def parse(text: str, path: str, report: Report) -> Listing:
    """The papers in it; a record with a fault is told of with its place, and the next ones are read."""
    withdrawn: list[Location] = []
    entries = tuple(_entries(text, path, report, withdrawn))
    if withdrawn:
        message = f"{counted(len(withdrawn), 'withdrawn paper')} left out, the first here"
        report.notice(withdrawn[0], "listing-left-out", message)
    return Listing(name, entries)


def _entries(text: str, path: str, report: Report, withdrawn: list[Location]) -> Iterator[Entry]:
    for found in objects(text, path, report):
        if any(_WITHDRAWN.match(text_at(found.item, key)) for key in _STATES):
            withdrawn.append(found.place)
            continue
        entry = _entry(found.item, found.place, report)
        yield from [entry] if entry else []


def _entry(item: dict[str, Any], place: Location, report: Report) -> Entry | None:
    title = text_at(item, "title")
    if not title:
        report_fault(report, place, "the record has no title", 'write {"title": …}')
        return None
    own = item.get("ids") or item.get("externalIds")  # the latter of Semantic Scholar, with capitals
    given = {str(key).casefold(): value for key, value in own.items()} if isinstance(own, dict) else {}
    ids = {scheme: text_at(given, scheme) or text_at(item, *keys) for scheme, keys in _ID_KEYS.items()}
    is_own = item.keys() >= _OWN
    urls = [url for key in _URL_KEYS if not is_own for url in urls_in(text_at(item, key))]
    abstract = text_at(item, *_ABSTRACT)
    return make_entry(
        title=title if is_own else without_tags(title),
        line=place.line,
        abstract=abstract if is_own else _unquoted(without_tags(abstract)),
        authors=_authors(item),
        ids=ids,
        addresses=[Address(url) for url in (*urls, *_link_urls(item))],
        sure_links=_links(item),
        published=next(filter(None, (day_in(text_at(item, key)) for key in _DAY_KEYS)), None),
        votes=count_at(item, "votes", "upvotes"),
        keywords=_keywords(item),
        is_final=is_own,
    )


def _authors(item: dict[str, Any]) -> list[str]:
    written = list_at(item, "authors", "author")
    if len(written) == 1 and isinstance(written[0], str):
        return divided(written[0])
    return [person if isinstance(person, str) else text_at(person, "name", "fullname") for person in written]


def _keywords(item: dict[str, Any]) -> list[str]:
    """Tags and keywords; Sheaf writes a tag as {slug, name}."""
    words = [word for key in ("tags", "keywords", "ai_keywords") for word in list_at(item, key)]
    plain = (word if isinstance(word, str) else text_at(word, "slug", "name") for word in words)
    return [part for word in plain for part in re.split(r"[,;]", word)]


def _link_urls(item: dict[str, Any]) -> list[str]:
    return [url for link in list_at(item, "links") for url in urls_in(link if isinstance(link, str) else "")]


def _links(item: dict[str, Any]) -> Iterator[Link]:
    """Links whose kind is said, by their key or as Sheaf writes them: {kind, url}."""
    for link in list_at(item, "links"):
        kind = text_at(link, "kind")
        if kind in set(LinkKind):
            yield from (Link(LinkKind(kind), url) for url in urls_in(text_at(link, "url")))
    for known, keys in _LINK_KEYS.items():
        for key in keys:
            yield from (Link(known, url) for url in urls_in(text_at(item, key)))


def _unquoted(text: str) -> str:
    """The text without the quotation marks that some lists put round an abstract."""
    inner = text[1:-1]
    return inner.strip() if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in inner else text
