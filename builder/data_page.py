"""The view of the page that lists every file to take away, and shows how to use them."""

from __future__ import annotations

from builder import urls, views
from builder.catalogue import Catalogue
from builder.exports import is_large
from builder.model import Board
from builder.wording import counted, size_text

_WHOLE = {
    "papers.json": "All papers as JSON, with abstracts, tags and results",
    "papers.jsonl": "The same, one paper a line",
    "papers.bib": "BibTeX; the keys never change",
    "papers.csl.json": "CSL-JSON for Zotero, Pandoc and others",
    "papers.ris": "RIS for EndNote, Mendeley and others",
    "tags.json": "The tags, with their facets",
    "benchmarks.json": "The benchmarks, and where their boards are",
}
_DOCUMENTS = {
    urls.API: "All addresses, as OpenAPI 3.1 describes them",
    urls.data_schema("paper"): "JSON Schema of a paper, and of a line of papers.jsonl",
    urls.data_schema("papers"): "JSON Schema of papers.json",
    urls.data_schema("tags"): "JSON Schema of tags.json",
    urls.data_schema("benchmarks"): "JSON Schema of benchmarks.json",
    urls.data_schema("board"): "JSON Schema of a board",
    urls.data_schema("common"): "What the schemas share",
}
_PANDAS = "import pandas as pd\n\n"


def data(c: Catalogue, _key: str, _number: int) -> views.DataView:
    """Every exported file with its size; in a large digest, what is in the archive alone is named without."""
    description = f"{c.site.digest.title} to take away: papers, citations and boards as files, free to use."
    return views.DataView(
        head=c.head(urls.DATA, "Data", description, urls.ABOUT),
        archive=_download(c, urls.ARCHIVE, "digest.zip", "All files of this page in one archive"),
        whole=tuple(_download(c, f"{urls.DATA}{name}", name, about) for name, about in _WHOLE.items()),
        documents=tuple(_download(c, path, path.rpartition("/")[2], about) for path, about in _DOCUMENTS.items()),
        tags=() if is_large(c.site) else _tags(c),
        benchmarks=tuple(
            views.BoardDownloads(c.site.vocabulary.benchmarks[slug].name, tuple(_board(c, board) for board in group))
            for slug, group in sorted(c.site.boards.items(), key=lambda item: _name(c, item[0]))
        ),
        examples=_examples(c),
    )


def _name(c: Catalogue, benchmark: str) -> str:
    return c.site.vocabulary.benchmarks[benchmark].name.casefold()


def _download(c: Catalogue, path: str, name: str, about: str) -> views.Download:
    size = c.downloads.get(path)
    if size is None:
        return views.Download("", name, about, "in the archive")
    return views.Download(path, name, about, size_text(size))


def _tags(c: Catalogue) -> tuple[views.Download, ...]:
    tags = sorted((c.site.vocabulary.tags[slug] for slug in c.site.papers_by_tag), key=lambda t: t.name.casefold())
    return tuple(
        _download(c, urls.tag_citations(tag.slug), tag.name, counted(len(c.site.papers_by_tag[tag.slug]), "paper"))
        for tag in tags
    )


def _board(c: Catalogue, board: Board) -> views.BoardDownload:
    name, results = c.board_name(board), str(len(board.ranked))
    csv, json = (
        _download(c, urls.board_file(board.benchmark, board.key, form), form.upper(), results)
        for form in ("csv", "json")
    )
    return views.BoardDownload(name, csv, json)


def _examples(c: Catalogue) -> tuple[tuple[str, str], ...]:
    """Commands that work as they stand, on files that this digest has."""

    def url(path: str) -> str:
        return urls.absolute(c.site.digest.base_url, path)

    if is_large(c.site):
        return (
            ("Fetch all of it, and read the papers", f"curl -O {url(urls.ARCHIVE)}\nunzip digest.zip papers.jsonl"),
        )
    lines, citations = url(f"{urls.DATA}papers.jsonl"), url(urls.CITATIONS)
    papers = f'papers = pd.read_json("{lines}", lines=True)\npapers.explode("tags").tags.value_counts()'
    examples = [("Fetch all citations", f"curl -O {citations}"), ("Count tags with pandas", f"{_PANDAS}{papers}")]
    if c.largest_boards:
        board = c.largest_boards[0]
        table = url(urls.board_file(board.benchmark, board.key, "csv"))
        columns = f'board = pd.read_csv("{table}")\nboard[["rank", "model", "value"]]'
        examples.append(("Read a board with pandas", f"{_PANDAS}{columns}"))
    return tuple(examples)
