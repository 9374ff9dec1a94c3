"""The digest as files to take away, below `data/`: every one made in one pass over the site, and all in one archive.

A function of the site alone. Files are made piece by piece and written as they come, so that a large digest is never
held in memory as text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from builder import bibtex, urls
from builder.exports import api, boards, citations, lists, papers
from builder.files import FILE_MODE, make_folder
from builder.markup import Markdown
from builder.model import Site

MOST_BESIDE = 20_000
"""Papers up to which the files that grow with the papers also lie beside the archive (decision 20)."""
_NO_DATE = (1980, 1, 1, 0, 0, 0)  # the first that an archive can hold


@dataclass(frozen=True, slots=True)
class Export:
    """A file to take away; `beside` tells whether it also lies beside the archive that holds all of them."""

    path: str
    pieces: Iterable[str]
    beside: bool = True


def is_large(site: Site) -> bool:
    """Whether what grows with the papers is in the archive alone, and a tag has no file of its own."""
    return len(site.papers) > MOST_BESIDE


def write(site: Site, markup: Markdown, stage: Path) -> Mapping[str, int]:
    """Write the files of `site` below `stage`; their sizes in bytes by site path, in the order of pages."""
    sizes: dict[str, int] = {}
    make_folder(stage / urls.DATA)
    with ZipFile(stage / urls.ARCHIVE, "w", ZIP_DEFLATED) as archive:
        for export in _exports(site, markup):
            size = _write(export, archive, stage / export.path if export.beside else None)
            if export.beside:
                sizes[export.path] = size
    sizes[urls.ARCHIVE] = (stage / urls.ARCHIVE).stat().st_size
    return sizes


def _write(export: Export, archive: ZipFile, file: Path | None) -> int:
    """Write a file into the archive, where it has neither a date nor an owner, and to `file`; its size in bytes."""
    member = ZipInfo(export.path.removeprefix(urls.DATA), _NO_DATE)
    member.compress_type, member.create_system, member.external_attr = ZIP_DEFLATED, 3, FILE_MODE << 16
    size = 0
    with ExitStack() as stack:
        outputs = [stack.enter_context(archive.open(member, "w"))]
        if file:
            make_folder(file.parent)
            outputs.append(stack.enter_context(file.open("wb")))
        for piece in export.pieces:
            data = piece.encode()
            size += len(data)
            for output in outputs:
                output.write(data)
    return size


def _exports(site: Site, markup: Markdown) -> Iterator[Export]:
    beside = not is_large(site)
    entries = {paper.slug: bibtex.entry(paper) + "\n\n" for paper in site.papers.values()}
    yield Export(f"{urls.DATA}papers.json", papers.document(site), beside)
    yield Export(f"{urls.DATA}papers.jsonl", papers.lines(site), beside)
    yield Export(urls.CITATIONS, entries.values(), beside)
    yield Export(f"{urls.DATA}papers.csl.json", citations.csl_json(site, markup), beside)
    yield Export(f"{urls.DATA}papers.ris", citations.ris(site, markup), beside)
    for tag, slugs in site.papers_by_tag.items() if beside else ():
        yield Export(urls.tag_citations(tag), (entries[slug] for slug in slugs))
    yield Export(f"{urls.DATA}tags.json", _json(lists.tags(site, with_files=beside)))
    yield Export(f"{urls.DATA}benchmarks.json", _json(lists.benchmarks(site)))
    for board in (board for group in site.boards.values() for board in group):
        for form, pieces in (("csv", boards.table(site, board, markup)), ("json", _json(boards.document(site, board)))):
            yield Export(urls.board_file(board.benchmark, board.key, form), pieces)
    for name, schema in api.schemas(site).items():
        yield Export(urls.data_schema(name), _json(schema))
    yield Export(urls.API, _json(api.description(site, with_files=beside)))


def _json(value: object) -> Iterator[str]:
    yield json.dumps(value, ensure_ascii=False, indent=1) + "\n"
