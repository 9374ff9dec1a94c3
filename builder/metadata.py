"""What pages say of themselves to programs: Open Graph, Highwire tags, and JSON-LD in the terms of schema.org.

Nothing is said here that a page does not show, and nothing that the digest does not know: a paper without a known day
has no date, and one without authors no Highwire tags, which reference managers would complete with guesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from builder import citation, urls, views
from builder.catalogue import MENU, Catalogue
from builder.citation import is_organisation
from builder.model import Board, Paper

_LIST = (views.PapersView, views.TagView, views.IssueView, views.IssuesView, views.TagsView, views.BenchmarksView)
_ARTICLES = (views.PaperView, views.IssueView)
_FORMATS = {"csv": "text/csv", "json": "application/json", "jsonl": "application/jsonl", "zip": "application/zip"}
_FORMATS |= {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}
_Thing = dict[str, Any]


def metadata(c: Catalogue, view: views.Headed, key: str, *, indexed: bool) -> views.Metadata:
    """What the page of `view` says of itself; `key` is the slug of what it shows."""
    head, digest = view.head, c.site.digest
    return views.Metadata(
        title=_name(c, head),
        description=head.description,
        url=head.canonical,
        type="article" if isinstance(view, _ARTICLES) else "website",
        site_name=digest.title,
        indexed=indexed,
        citation=tuple(_highwire(c, c.site.papers[key])) if isinstance(view, views.PaperView) else (),
        graph=_graph([*_things(c, view, key), *_breadcrumbs(c, head)]) if indexed else {},
    )


def _name(c: Catalogue, head: views.Head) -> str:
    return head.title.removesuffix(f" · {c.site.digest.title}")


def _graph(things: list[_Thing]) -> _Thing:
    return {"@context": "https://schema.org", "@graph": things} if things else {}


def _highwire(c: Catalogue, paper: Paper) -> Iterator[tuple[str, str]]:
    """The tags that Google Scholar and Zotero read. Source: Google Scholar, Inclusion Guidelines for Webmasters."""
    if not paper.authors:
        return
    yield "title", c.name(paper.slug)
    for author in paper.authors:
        yield "author", author
    if appeared := citation.appeared(paper):
        yield "publication_date", "/".join(f"{part:02}" for part in appeared)
    for scheme, name in (("doi", "doi"), ("arxiv", "arxiv_id")):
        if scheme in paper.ids:
            yield name, paper.ids[scheme]
    yield "abstract_html_url", urls.absolute(c.site.digest.base_url, urls.paper(paper.slug))


def _things(c: Catalogue, view: views.Headed, key: str) -> Iterator[_Thing]:
    """What a page is about."""
    match view:
        case views.HomeView():
            yield _said("WebSite", view.head, c.site.digest.title)
        case views.PaperView():
            yield _article(view, c.site.papers[key])
        case views.BenchmarkView():
            yield _benchmark(c, view, key)
            yield from (_board(c, board) for board in c.site.boards.get(key, ()))
        case views.DataView():
            yield _data(c, view)
        case _ if isinstance(view, _LIST):
            yield _said("CollectionPage", view.head, _name(c, view.head)) | _items(c, _listed(view))


def _said(kind: str, head: views.Head, name: str) -> _Thing:
    return {"@type": kind, "name": name, "description": head.description, "url": head.canonical}


def _article(view: views.PaperView, paper: Paper) -> _Thing:
    appeared = citation.appeared(paper)
    said = {
        "author": [_party("Person", author) for author in paper.authors],
        "datePublished": "-".join(f"{part:02}" for part in appeared),
        "sameAs": list(citation.pages(paper)),
        "keywords": [tag.name for group in view.tags for tag in group.tags],
    }
    return _said("ScholarlyArticle", view.head, view.name) | {name: value for name, value in said.items() if value}


def _party(kind: str, name: str) -> _Thing:
    return {"@type": "Organization" if is_organisation(name) else kind, "name": name}


def _benchmark(c: Catalogue, view: views.BenchmarkView, slug: str) -> _Thing:
    said = {
        "@id": _benchmark_id(c, slug),
        "alternateName": list(view.aliases),
        "keywords": [str(task.text) for task in view.tasks],
        "sameAs": view.homepage,
    }
    return _said("Dataset", view.head, view.name) | {name: value for name, value in said.items() if value}


def _benchmark_id(c: Catalogue, slug: str) -> str:
    return urls.absolute(c.site.digest.base_url, f"{urls.benchmark(slug)}#benchmark")


def _board(c: Catalogue, board: Board) -> _Thing:
    name = f"{c.site.vocabulary.benchmarks[board.benchmark].name}: {c.board_name(board)}"
    paths = (urls.board_file(board.benchmark, board.key, form) for form in ("csv", "json"))
    return {
        "@type": "Dataset",
        "name": name,
        "description": f"Results that papers state for their own methods, best first, each with its source: {name}.",
        "url": urls.absolute(c.site.digest.base_url, urls.board(board.benchmark, board.key)),
        "about": {"@id": _benchmark_id(c, board.benchmark)},
        "distribution": [_file(c, path) for path in paths],
        **_rights(c),
    }


def _data(c: Catalogue, view: views.DataView) -> _Thing:
    files = [file.path for file in (view.archive, *view.whole) if file.path]
    said = _said("Dataset", view.head, c.site.digest.title) | {"distribution": [_file(c, path) for path in files]}
    return said | ({"dateModified": c.newest.isoformat()} if c.newest else {}) | _rights(c)


def _file(c: Catalogue, path: str) -> _Thing:
    return {
        "@type": "DataDownload",
        "encodingFormat": _FORMATS[path.rpartition(".")[2]],
        "contentUrl": urls.absolute(c.site.digest.base_url, path),
    }


def _rights(c: Catalogue) -> _Thing:
    digest = c.site.digest
    licence = {"license": {"@type": "CreativeWork", "name": digest.licence}} if digest.licence else {}
    return {"creator": _party("Organization", digest.curator or digest.title), "isAccessibleForFree": True} | licence


def _listed(view: views.Headed) -> tuple[str, ...]:
    """The paths of what a list shows, in its order."""
    match view:
        case views.PapersView() | views.TagView():
            return tuple(card.path for card in view.cards)
        case views.IssueView():
            sections = (card for section in view.sections for card in section.cards)
            return tuple(card.path for card in (*view.highlights, *sections))
        case views.IssuesView():
            return tuple(issue.path for year in view.years for issue in year.issues)
        case views.TagsView():
            return tuple(tag.path for facet in view.facets for tag in facet.tags)
        case views.BenchmarksView():
            return tuple(line.path for group in view.groups for line in group.benchmarks)
    return ()


def _items(c: Catalogue, paths: Iterable[str]) -> _Thing:
    items = [
        {"@type": "ListItem", "position": position, "url": urls.absolute(c.site.digest.base_url, path)}
        for position, path in enumerate(paths, start=1)
    ]
    return {"mainEntity": {"@type": "ItemList", "itemListElement": items}} if items else {}


def _breadcrumbs(c: Catalogue, head: views.Head) -> Iterator[_Thing]:
    """The way to a page from the home page, by way of its section."""
    if head.path == urls.HOME:
        return
    sections = {entry.path: str(entry.text) for entry in MENU}
    way = {urls.HOME: c.site.digest.title}
    if head.section in sections:
        way[head.section] = sections[head.section]
    way.setdefault(head.path, _name(c, head))
    items = (
        {
            "@type": "ListItem",
            "position": position,
            "name": name,
            "item": urls.absolute(c.site.digest.base_url, path),
        }
        for position, (path, name) in enumerate(way.items(), start=1)
    )
    yield {"@type": "BreadcrumbList", "itemListElement": list(items)}
