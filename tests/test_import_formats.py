"""`sheaf import` of what other programs export: one entry a record, with what the record knows of the paper."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from support import DATA, TINY, Outcome, put, sheaf, succeeds, tree

from builder.diagnostics import Report
from builder.entries import make_paper
from builder.listings import read_listing
from builder.load import load_content
from builder.markup import Markdown

FORMATS = DATA / "listings" / "formats"


def entries(root: Path) -> dict[str, str]:
    """The texts of the papers of the day by file name."""
    folder = root / "content/papers/2025-06-01"
    return {name: data.decode() for name, data in tree(folder).items()} if folder.exists() else {}


def bring(root: Path, name: str) -> Outcome:
    """Import a fixture as a listing of the day."""
    file = root / "content/listings" / f"2025-06-01-{name}"
    shutil.copy(FORMATS / name, file)
    return sheaf(root, "import", file)


@pytest.mark.parametrize("name", sorted(path.name for path in FORMATS.iterdir()))
def test_every_format_comes_in_once_and_leaves_content_without_fault(name: str, tiny: Path) -> None:
    first = bring(tiny, name)
    assert first.code == 0
    assert "listed on 2025-06-01 (from the " in first.out
    assert " 0 new" not in first.out
    before = tree(tiny / "content")
    again = bring(tiny, name)
    assert re.search(r": \d+ entr(y|ies), 0 new, \d+ here already\n", again.out)
    assert tree(tiny / "content") == before
    done = sheaf(tiny, "check")
    assert (done.code, [line for line in done.err.splitlines() if "may be one paper" not in line]) == (0, [])


def test_bibtex_gives_all_that_a_digest_shows(tiny: Path) -> None:
    done = bring(tiny, "zotero.bib")
    assert (done.code, done.err.count("[listing-private]"), done.err.count("\n")) == (0, 1, 1)
    found = entries(tiny)
    gulls = found["do-gulls-read-maps-uber-sparse-landmarks-at-5-cover.md"]
    assert 'title: "Do Gulls Read Maps? Über sparse landmarks at 5% cover"\n' in gulls
    assert "\npublished: 2024-03-09\n" in gulls
    assert 'ids: {arxiv: "2406.01234", doi: "10.1234/tides.2024.7_1"}\n' in gulls
    assert "authors: [Änne Müller, Jan van der Berg, The Harbour and Pier Group, Émile Łoś]\n" in gulls
    assert "\ntags: [object-detection]\n" in gulls, "a keyword that names a tag of the digest"
    assert gulls.endswith("Another 9% do not.\n\nThe second paragraph is about sandwiches.\n")
    assert "/media/" not in "".join(found.values())
    assert found["dunes-that-walk.md"].endswith("---\n\n"), "no abstract"


def test_a_faulty_record_leaves_the_others(tiny: Path) -> None:
    done = bring(tiny, "faulty.bib")
    assert done.code == 0
    assert "4 entries, 4 new" in done.out
    assert done.err.count(": warning: ") == 5
    assert "2025-06-01-faulty.bib:2:1: warning: the entry cannot be read" in done.err


def test_a_title_that_no_file_holds_is_told_of(tiny: Path) -> None:
    file = put(tiny, "long.bib", f"@misc{{a, title={{{'long ' * 101}}}}}\n@misc{{b, title={{Short}}}}\n")
    done = sheaf(tiny, "import", file, "--date", "2025-06-01")
    assert "long.bib:1:1: warning: its title has 504 characters" in done.err
    assert list(entries(tiny)) == ["short.md"]


def test_a_paper_of_another_format_is_known_by_its_identifier(tiny: Path) -> None:
    bring(tiny, "zotero.bib")
    other = (
        "@misc{x, title={Do gulls read maps? Uber sparse landmarks}, eprint={2406.01234v1}, archiveprefix={arXiv}}\n"
    )
    done = succeeds(sheaf(tiny, "import", put(tiny, "other.bib", other), "--date", "2025-06-01"))
    assert "1 entry, 0 new" in done.out


def test_the_api_tells_the_day(tiny: Path) -> None:
    done = succeeds(sheaf(tiny, "import", FORMATS / "daily-papers.json"))
    assert "hf-daily, listed on 2025-06-01 (from the listing): 2 entries, 2 new" in done.out
    assert "\nvotes: 42\n" in entries(tiny)["tidetable-gauges-that-remember.md"]


def test_an_abstract_of_another_digest_is_markdown_already(tiny: Path) -> None:
    record = (
        '{"slug": "a", "title": "A Star", "abstract": "Of A\\\\* *alone*.", "authors": [], "listed": "2025-05-01", '
        '"source": "x", "tags": ["image", "unheard"], "benchmarks": [], "results": []}'
    )
    succeeds(sheaf(tiny, "import", put(tiny, "papers.jsonl", record), "--date", "2025-06-01"))
    text = entries(tiny)["a-star.md"]
    assert text.endswith("---\nOf A\\* *alone*.\n")
    assert "\ntags: [image]\n" in text


def test_what_no_file_can_hold_does_not_come_in(tiny: Path) -> None:
    odd = "\\u0001\\ud83d\\u007f\\u2028"
    record = (
        f'{{"title": "Odd{odd}Title", "abstract": "Odd {odd} text.", "authors": ["A{odd} B", "A B"], '
        f'"ids": {{"doi": "10.1234/a{odd}", "arxiv": "2403.00001v2"}}, "tags": ["im{odd}age"], '
        f'"url": "https://doi.org/10.1234/b{odd}", "github": "https://github.com/a/b{odd}c"}}'
    )
    succeeds(sheaf(tiny, "import", put(tiny, "odd.jsonl", record), "--date", "2025-06-01"))
    (text,) = entries(tiny).values()
    assert 'arxiv: "2403.00001"' in text
    assert "{kind: code, url: 'https://github.com/a/b'}" in text
    done = sheaf(tiny, "check")
    assert (done.code, done.err) == (0, "")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the tiny digest offers to take away."""
    root = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("exported") / "tiny"))  # a build leaves a folder there
    succeeds(sheaf(root, "build", "--no-search"))
    return root / "site/data"


@pytest.mark.parametrize("name", ["papers.json", "papers.jsonl", "papers.csl.json", "papers.ris", "papers.bib"])
def test_what_sheaf_exports_it_knows_again(name: str, exported: Path, tiny: Path) -> None:
    done = sheaf(tiny, "import", exported / name, "--date", "2025-06-01")
    assert done.code == 0
    assert ": 4 entries, 0 new, 4 here already" in done.out


@pytest.mark.parametrize("name", ["papers.json", "papers.jsonl"])
def test_an_export_in_json_loses_nothing_of_a_paper(name: str, exported: Path) -> None:
    content, report = load_content(TINY, Report()), Report()
    listing = read_listing((exported / name).read_bytes(), name, report)
    assert content is not None
    assert listing is not None
    assert list(report) == []
    day, markdown = date(2025, 6, 1), Markdown()
    read = {p.title: p for p in (make_paper(e, listed=day, source="x", markdown=markdown) for e in listing.entries)}
    for paper in content.papers:
        again = read[paper.title]
        assert (again.abstract, again.authors, again.ids) == (paper.abstract, paper.authors, paper.ids)
        assert (again.published, again.votes, again.links) == (paper.published, paper.votes, paper.links)
    assert {entry.title: entry.keywords for entry in listing.entries} == {p.title: p.tags for p in content.papers}
