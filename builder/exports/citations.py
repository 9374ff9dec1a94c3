"""Papers as reference managers read them: CSL-JSON and RIS. BibTeX is made in `bibtex.py`, for pages too.

What kind of publication a paper is, a digest does not know: each is the most general kind of its format.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from builder import citation
from builder.citation import Name
from builder.markup import Markdown
from builder.model import Paper, Site


def csl_json(site: Site, markup: Markdown) -> Iterator[str]:
    """All papers as items of CSL-JSON 1.0.2, one a line; their ids are slugs."""
    yield "["
    for number, paper in enumerate(site.papers.values()):
        item = json.dumps(_csl_item(site, paper, markup), ensure_ascii=False)
        yield f"{',' if number else ''}\n{item}"
    yield "\n]\n"


def _csl_item(site: Site, paper: Paper, markup: Markdown) -> dict[str, Any]:
    appeared = citation.appeared(paper)
    item = {
        "id": paper.slug,
        "type": "article",
        "title": markup.plain_title(paper.title),
        "author": [_csl_name(citation.name_of(author)) for author in paper.authors],
        "issued": {"date-parts": [appeared]} if appeared else None,
        "DOI": paper.ids.get("doi"),
        "archive": "arXiv" if "arxiv" in paper.ids else None,
        "archive_location": paper.ids.get("arxiv"),
        "URL": citation.address(paper),
        "abstract": markup.source_text(paper.abstract),
        "keyword": ", ".join(_tag_names(site, paper)),
    }
    return {key: value for key, value in item.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: part for key, part in parts.items() if part}


def ris(site: Site, markup: Markdown) -> Iterator[str]:
    """All papers as RIS records with lines that end in CR LF, the slug for an id."""
    for paper in site.papers.values():
        lines = [("TY", "GEN"), *((tag, " ".join(value.split())) for tag, value in _ris_fields(site, paper, markup))]
        yield "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n\r\n"


def _ris_fields(site: Site, paper: Paper, markup: Markdown) -> Iterator[tuple[str, str]]:
    appeared = citation.appeared(paper)
    yield "ID", paper.slug
    yield "TI", markup.plain_title(paper.title)
    for author in paper.authors:
        yield "AU", _ris_name(citation.name_of(author))
    yield "PY", f"{appeared[0]:04}" if appeared else ""
    yield "DA", "/".join(f"{part:02}" for part in appeared)
    yield "AB", markup.source_text(paper.abstract)
    for name in _tag_names(site, paper):
        yield "KW", name
    yield "DO", paper.ids.get("doi", "")
    yield "UR", citation.address(paper)


def _ris_name(name: Name) -> str:
    """Family name first, as RIS wants it: "van der Sower, Ada, Jr."."""
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(filter(None, (family, name.given, name.suffix)))


def _tag_names(site: Site, paper: Paper) -> list[str]:
    return [site.vocabulary.tags[tag].name for tag in paper.tags]
