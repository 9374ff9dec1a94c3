"""The description of the exported files for programs: JSON Schemas, and OpenAPI 3.1 of all addresses.

Both are written in the JSON files beside this module; what depends on the digest is put in here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from builder import urls
from builder.model import Site

_HERE = Path(__file__).parent
_GROWING = ("/papers.json", "/papers.jsonl", "/papers.bib", "/papers.csl.json", "/papers.ris", "/tags/{tag}.bib")
"""What grows with the papers, and in a large digest does not lie beside the archive."""


def schemas(site: Site) -> dict[str, Any]:
    """The JSON Schemas by name, each with its address for an id."""
    files = sorted((_HERE / "schemas").glob("*.json"))
    return {file.stem: _identified(site, file.stem, _read(file)) for file in files}


def _identified(site: Site, name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": schema["$schema"], "$id": urls.absolute(site.digest.base_url, urls.data_schema(name)), **schema}


def description(site: Site, *, with_files: bool) -> dict[str, Any]:
    """The OpenAPI description, with parameters that lead somewhere for examples.

    `with_files` tells whether the files that grow with the papers lie beside the archive. What a digest has nothing of
    is left out.
    """
    api = _read(_HERE / "openapi.json")
    api["info"]["title"] = site.digest.title
    api["servers"] = [{"url": urls.absolute(site.digest.base_url, urls.DATA).removesuffix("/")}]
    examples = _examples(site)
    for path, item in list(api["paths"].items()):
        parameters = item["get"].get("parameters", ())
        for parameter in parameters:
            parameter.setdefault("example", examples.get(parameter["name"]))
        if not all(parameter["example"] for parameter in parameters) or (path in _GROWING and not with_files):
            del api["paths"][path]
    return api


def _examples(site: Site) -> dict[str, str]:
    tag = max(site.papers_by_tag, key=lambda slug: len(site.papers_by_tag[slug]), default="")
    boards = [board for group in site.boards.values() for board in group]
    fullest = max(boards, key=lambda board: len(board.ranked), default=None)
    if fullest is None:
        return {"tag": tag}
    return {"tag": tag, "benchmark": fullest.benchmark, "board": urls.board_name(fullest.key)}


def _read(file: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read
