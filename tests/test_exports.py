"""The files to take away, made by `sheaf build` and read back as others read them."""

from __future__ import annotations

import csv
import json
import re
import shutil
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, NormalizeFieldKeys
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from referencing import Registry, Resource
from support import TINY, put, sheaf, succeeds, tree

from builder import exports
from builder.bibtex import entry as bibtex_entry
from builder.exports.boards import COLUMNS, as_text
from builder.model import Paper

BASE = "https://digest.example/small-hours/"
OWLS = "owls-at-50-less-noise"
TITLE = "Owls & Øwls: 50% Less #Noise_1 {in} ~Night^s <b> of $O(n^2)$ “Días” — Łódź, naïve ﬁeld\\s"
NAMES = ["Inês de la Falcão", "Łukasz Żółw", "Institute for Moths and Moons", "Sower, Ada", "李雷", "Day & Night Team"]
PAPER = f"""---
title: '{TITLE}'
listed: 2025-03-14
published: 2025-02-03
authors: ['{"', '".join(NAMES)}']
ids: {{arxiv: "2502.01234", doi: "10.1000/a_b{{c}}%20&d"}}
links: [{{kind: code, url: "https://owls.example/a_b?c=%7B&d=e"}}]
tags: [image, object-detection]
benchmarks: [{{benchmark: nightroads, role: evaluated}}]
results:
- {{benchmark: nightroads, split: test, task: object-detection, metric: map, value: -3.50, model: '=HYPERLINK("x")',
   evidence: '-3.50 mAP, "quoted", and more', status: verified,
   verified: {{by: '@ines', date: 2025-04-01, where: Table 2}}}}
- {{benchmark: nightroads, split: test, task: object-detection, metric: map, model: +1, status: extracted}}
note: A *note* with </script><!-- in it.
---
An abstract with *emphasis*, $x < y$ & more.

Second paragraph: 100%. It reaches -3.50 mAP, "quoted", and more.
"""
Json = dict[str, Any]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tiny digest with a paper that is hard to write in any format."""
    root = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("exports") / "tiny"))
    put(root, f"content/papers/2025-03-14/{OWLS}.md", PAPER)
    succeeds(sheaf(root, "build", "--no-search"))
    return root / "site"


def read(site: Path, path: str) -> Any:
    return json.loads((site / "data" / path).read_text(encoding="utf-8"))


def owls(papers: list[Json], key: str = "slug") -> Json:
    return next(paper for paper in papers if paper[key] == OWLS)


def slugs(site: Path) -> list[str]:
    return [paper["slug"] for paper in read(site, "papers.json")["papers"]]


# JSON


def test_a_paper_says_all_that_its_file_says(site: Path) -> None:
    paper = owls(read(site, "papers.json")["papers"])
    assert paper["title"] == TITLE
    assert paper["authors"] == NAMES
    assert paper["abstract"] == PAPER.rpartition("---\n")[2].strip()
    assert paper["url"] == f"{BASE}papers/{OWLS}/"
    assert paper["ids"] == {"arxiv": "2502.01234", "doi": "10.1000/a_b{c}%20&d"}
    assert (paper["listed"], paper["published"], paper["votes"]) == ("2025-03-14", "2025-02-03", None)
    stated, missing = paper["results"]
    assert (stated["value"], stated["stated"], stated["status"]) == (-3.5, "-3.50", "verified")
    assert stated["verified"] == {"by": "@ines", "date": "2025-04-01", "where": "Table 2"}
    assert (missing["value"], missing["stated"], missing["verified"]) == (None, None, None)


def test_json_lines_are_the_same_papers(site: Path) -> None:
    lines = (site / "data/papers.jsonl").read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == read(site, "papers.json")["papers"]


def test_json_lines_can_go_through_the_extractors(site: Path, tiny: Path) -> None:
    done = sheaf(tiny, "extract", site / "data/papers.jsonl")
    assert done.code == 0, done.err
    assert len(done.out.splitlines()) == len(slugs(site))


def schemas(site: Path) -> dict[str, Json]:
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in (site / "data/schema/v1").iterdir()}


def validator(site: Path, name: str, *, strict: bool = False) -> Draft202012Validator:
    """Checks documents by the schema `name`; `strict` takes no key that is not described."""
    found = {key: closed(schema) if strict else schema for key, schema in schemas(site).items()}
    resources = ((schema["$id"], Resource.from_contents(schema)) for schema in found.values())
    return Draft202012Validator(
        found[name], registry=Registry[Any]().with_resources(resources), format_checker=FormatChecker()
    )


def closed(schema: Any) -> Any:
    """`schema` with every object but a part of another one closed."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    is_part = "split" in schema.get("properties", {}) and "value" in schema["properties"]
    return inner | ({"unevaluatedProperties": False} if "properties" in schema and not is_part else {})


def documents(site: Path) -> Iterator[tuple[str, Json]]:
    """Every document that has a schema, with the name of it."""
    for name in ("papers", "tags", "benchmarks"):
        yield name, read(site, f"{name}.json")
    for paper in read(site, "papers.json")["papers"]:
        yield "paper", paper
    for board in sorted((site / "data/boards").glob("*/*.json")):
        yield "board", json.loads(board.read_text(encoding="utf-8"))


def test_documents_are_as_their_schemas_say_and_hold_nothing_else(site: Path) -> None:
    seen = set()
    for name, document in documents(site):
        Draft202012Validator.check_schema(schemas(site)[name])
        for strict in (False, True):
            validator(site, name, strict=strict).validate(document)
        seen.add(name)
        if "$schema" in document:
            assert document["$schema"] == schemas(site)[name]["$id"] == f"{BASE}data/schema/v1/{name}.json"
    assert seen == schemas(site).keys() - {"common"}


@pytest.mark.parametrize("change", [{"slug": "No Slug"}, {"listed": "14 March"}, {"authors": "Ada"}, {"more": 1}])
def test_the_schemas_refuse_what_is_wrong(change: Json, site: Path) -> None:
    paper = owls(read(site, "papers.json")["papers"])
    assert not validator(site, "paper", strict=True).is_valid(paper | change)


def test_every_key_is_described(site: Path) -> None:
    def missing(schema: Any, path: str) -> Iterator[str]:
        for key, value in schema.get("properties", {}).items():
            if not value.get("description") and "$ref" not in value and "enum" not in value:
                yield f"{path}.{key}"
            yield from missing(value, f"{path}.{key}")
            yield from missing(value.get("items", {}), f"{path}.{key}[]")

    for name, schema in schemas(site).items():
        assert [*missing(schema, name)] == []
        for part, inner in schema.get("$defs", {}).items():
            assert [*missing(inner, f"{name}.{part}")] == []


def test_every_address_in_a_document_leads_to_a_file(site: Path) -> None:
    text = "".join(json.dumps(document) for _, document in documents(site)) + json.dumps(read(site, "openapi.json"))
    found = set(re.findall(rf'"{re.escape(BASE)}([^"#{{]*)', text)) - {"data"}
    assert len(found) > 20
    for path in found:
        assert (site / path / "index.html" if path.endswith("/") or not path else site / path).is_file(), path


# BibTeX


@cache
def symbols() -> Any:
    """What the decoder knows of LaTeX, and the names of characters that it does not."""
    names = {
        "textbraceleft": "{",
        "textbraceright": "}",
        "textless": "<",
        "textgreater": ">",
        "textbar": "|",
        "textasciicircum": "^",
    }
    known = get_default_latex_context_db()
    known.add_context_category("more", [MacroTextSpec(name, char) for name, char in names.items()], prepend=True)
    return known


def bibtex(site: Path, path: str) -> dict[str, dict[str, str]]:
    """The entries of a file by key."""
    return bibtex_entries((site / "data" / path).read_text(encoding="utf-8"))


def bibtex_entries(text: str) -> dict[str, dict[str, str]]:
    """The entries of a text by key, their fields without TeX's marks; a formula stays as it is."""
    decoder = LatexNodes2Text(latex_context=symbols(), math_mode="verbatim", keep_comments=True)
    middleware = [NormalizeFieldKeys(), LatexDecodingMiddleware(decoder=decoder)]
    library = parse_string(text, append_middleware=middleware)
    assert library.failed_blocks == []
    entries = {entry.key: {field.key: str(field.value) for field in entry.fields} for entry in library.entries}
    assert len(entries) == len(library.entries), "keys are unique"
    return entries


def test_bibtex_is_read_back_as_it_was(site: Path) -> None:
    entries = bibtex(site, "papers.bib")
    assert list(entries) == slugs(site)
    entry = entries[OWLS]
    plain = entry["title"].replace("$^2$", "2")
    assert unicodedata.normalize("NFC", plain) == unicodedata.normalize("NFC", TITLE)
    assert unicodedata.normalize("NFC", entry["author"]) == " and ".join(NAMES)
    assert (entry["year"], entry["eprint"], entry["archiveprefix"]) == ("2025", "2502.01234", "arXiv")


@given(st.text(alphabet="aZ1 {}\\%&#_~^<>|é̂ßŁøÅğị²視@,=", min_size=1, max_size=30).map(str.strip).filter(bool))
def test_any_title_is_read_back_as_it_was(title: str) -> None:
    (entry,) = bibtex_entries(bibtex_entry(Paper("rye", title, date(2025, 3, 14)))).values()
    back = re.sub(r"\$\^\{?2\}?\$", "²", entry["title"])
    assert unicodedata.normalize("NFC", back).split() == unicodedata.normalize("NFC", title).split()


def test_a_tag_has_the_entries_of_its_papers(site: Path) -> None:
    every = bibtex(site, "papers.bib")
    for tag in read(site, "tags.json")["tags"]:
        tagged = [paper["slug"] for paper in read(site, "papers.json")["papers"] if tag["slug"] in paper["tags"]]
        assert bibtex(site, f"tags/{tag['slug']}.bib") == {slug: every[slug] for slug in tagged}
        assert tag["papers"] == len(tagged)


def test_the_entry_to_copy_is_the_one_to_download(site: Path) -> None:
    page = (site / f"papers/{OWLS}/index.html").read_text(encoding="utf-8")
    copied = unescape(page.split('data-copy="BibTeX"><pre>')[1].split("</pre>")[0])
    assert copied in (site / "data/papers.bib").read_text(encoding="utf-8")


# CSL-JSON and RIS


def test_csl_json_says_what_is_known(site: Path) -> None:
    items = read(site, "papers.csl.json")
    assert [item["id"] for item in items] == slugs(site)
    item = owls(items, "id")
    assert item["type"] == "article"
    assert item["title"] == TITLE.replace("$", "")
    assert item["issued"] == {"date-parts": [[2025, 2, 3]]}
    assert (item["DOI"], item["URL"]) == ("10.1000/a_b{c}%20&d", "https://arxiv.org/abs/2502.01234")
    assert item["author"] == [
        {"family": "Falcão", "given": "Inês", "non-dropping-particle": "de la"},
        {"family": "Żółw", "given": "Łukasz"},
        {"literal": "Institute for Moths and Moons"},
        {"family": "Sower", "given": "Ada"},
        {"literal": "李雷"},
        {"literal": "Day & Night Team"},
    ]
    assert "issued" not in next(item for item in items if item["id"].startswith("lanternnet"))


def test_csl_json_can_be_cited(site: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library speaks of keys that it leaves out
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter  # noqa: PLC0415
        from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

        source = CiteProcJSON(read(site, "papers.csl.json"))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        bibliography.register(Citation([CitationItem(OWLS)]))
        cited = str(bibliography.bibliography()[0])
    assert cited.startswith("de la Falcão, I. et al. (2025) “Owls & Øwls: 50% Less")
    assert cited.endswith("https://doi.org/10.1000/a_b{c}%20&d.")


def test_ris_is_read_back_as_it_was(site: Path) -> None:
    data = (site / "data/papers.ris").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    entries = rispy.loads(data.decode())
    assert [entry["id"] for entry in entries] == slugs(site)
    entry = owls(entries, "id")
    assert entry["type_of_reference"] == "GEN"
    assert entry["title"] == TITLE.replace("$", "")
    assert entry["authors"][:4] == ["de la Falcão, Inês", "Żółw, Łukasz", "Institute for Moths and Moons", "Sower, Ada"]
    assert (entry["year"], entry["date"], entry["doi"]) == ("2025", "2025/02/03", "10.1000/a_b{c}%20&d")
    assert entry["keywords"] == ["Image", "Object detection"]
    assert entry["abstract"].startswith("An abstract with emphasis, $x < y$ & more. Second paragraph: 100%. It reaches")


# Boards


def board(site: Path, form: str) -> Path:
    """The file of the board that the paper is on."""
    return next((site / "data/boards/nightroads").glob(f"map_*.{form}"))


def test_a_table_is_rfc_4180_and_no_cell_is_a_formula(site: Path) -> None:
    data = board(site, "csv").read_bytes()
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    head, *rows = csv.reader(StringIO(data.decode(), newline=""), strict=True)
    assert tuple(head) == COLUMNS
    assert all(len(row) == len(head) for row in rows)
    cells = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["rank"] for row in cells] == ["1", "2", "3", ""]
    worst, last = cells[2:]
    assert worst["value"] == "-3.50", "a negative number stays a number"
    assert worst["model"] == '\'=HYPERLINK("x")'
    assert worst["evidence"] == '\'-3.50 mAP, "quoted", and more'
    assert worst["verified_by"] == "'@ines"
    assert (last["value"], last["model"]) == ("", "'+1")


@given(st.text(max_size=20))
def test_no_text_begins_like_a_formula(text: str) -> None:
    cell = as_text(text)
    assert cell in {text, f"'{text}"}
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_a_board_as_json_has_the_rows_of_the_table(site: Path) -> None:
    document = json.loads(board(site, "json").read_text(encoding="utf-8"))
    rows = list(csv.DictReader(StringIO(board(site, "csv").read_bytes().decode(), newline="")))
    assert [row["paper"] for row in document["rows"]] == [row["paper"] for row in rows]
    assert [row["stated"] or "" for row in document["rows"]] == [row["value"] for row in rows]
    assert document["metric"] == {"slug": "map", "name": "mAP", "unit": "%", "better": "higher"}
    assert document["rows"][2]["model"] == '=HYPERLINK("x")', "a program reads text as it is"


def test_the_list_of_benchmarks_leads_to_every_board(site: Path) -> None:
    listed = {
        entry[form]
        for b in read(site, "benchmarks.json")["benchmarks"]
        for entry in b["boards"]
        for form in ("json", "csv")
    }
    there = {BASE + file.relative_to(site).as_posix() for file in (site / "data/boards").glob("*/*")}
    assert listed == there


# The archive


def test_the_archive_holds_every_file(site: Path) -> None:
    with ZipFile(site / "data/digest.zip") as archive:
        assert archive.testzip() is None
        members = {member.filename: archive.read(member) for member in archive.infolist()}
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert members == {
        path: data for path, data in tree(site / "data").items() if path not in {"digest.zip", "index.html"}
    }


# The description


def test_the_description_is_openapi(site: Path) -> None:
    file = site / "data/openapi.json"
    OpenAPIV31SpecValidator(read(site, "openapi.json"), base_uri=file.as_uri()).validate()


READERS: dict[str, Callable[[bytes], object]] = {
    "application/json": json.loads,
    "application/jsonl": lambda data: [json.loads(line) for line in data.splitlines()],
    "application/x-bibtex": lambda data: parse_string(data.decode()).entries[0],
    "application/x-research-info-systems": lambda data: rispy.loads(data.decode())[0],
    "text/csv": lambda data: next(csv.DictReader(data.decode().splitlines())),
    "application/zip": lambda data: data.index(b"PK"),
}


def test_every_example_of_the_description_works(site: Path) -> None:
    description = read(site, "openapi.json")
    server = description["servers"][0]["url"]
    assert server == f"{BASE}data"
    for template, item in description["paths"].items():
        path = template
        for parameter in item["get"].get("parameters", ()):
            path = path.replace(f"{{{parameter['name']}}}", parameter["example"])
        data = (site / "data" / path.removeprefix("/")).read_bytes()
        ((kind, media),) = item["get"]["responses"]["200"]["content"].items()
        assert READERS[kind](data) is not None, path
        if "$ref" in media.get("schema", {}):
            name = media["schema"]["$ref"].removeprefix("schema/v1/").removesuffix(".json")
            validator(site, name).validate(json.loads(data))


def test_the_description_names_every_file(site: Path) -> None:
    """But itself, and the page."""
    shapes = [re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)) for path in read(site, "openapi.json")["paths"]]
    described = re.compile("|".join(shapes))
    others = [path for path in tree(site / "data") if not described.fullmatch(f"/{path}")]
    assert others == ["index.html", "openapi.json"]


# The page


def test_the_page_lists_every_file_with_its_size(site: Path) -> None:
    page = (site / "data/index.html").read_text(encoding="utf-8")
    for path in tree(site / "data").keys() - {"index.html"}:
        assert f'href="{path}"' in page, path
    size = (site / "data/papers.json").stat().st_size / 1000
    assert f">{size:.1f} kB</td>" in page


def test_pages_lead_to_the_data(site: Path) -> None:
    assert 'href="../../data/tags/image.bib"' in (site / "tags/image/index.html").read_text()
    assert (
        f'href="../../data/boards/nightroads/{board(site, "csv").name}"'
        in (site / "benchmarks/nightroads/index.html").read_text()
    )
    assert '<a href="../../data/">All papers as BibTeX' in (site / f"papers/{OWLS}/index.html").read_text()
    assert '<a href="data/">Data</a>' in (site / "index.html").read_text()


# Scale


def test_a_large_digest_has_the_archive_and_no_file_for_each_tag(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_BESIDE", 3)
    succeeds(sheaf(tiny, "build", "--no-search", "--jobs", "1"))
    there = set(tree(tiny / "site/data"))
    growing = {"papers.json", "papers.jsonl", "papers.bib", "papers.csl.json", "papers.ris"}
    assert there.isdisjoint(growing)
    assert not (tiny / "site/data/tags").exists()
    with ZipFile(tiny / "site/data/digest.zip") as archive:
        assert growing <= set(archive.namelist())
        assert set(archive.namelist()) - growing == there - {"digest.zip", "index.html"}
    paths = read(tiny / "site", "openapi.json")["paths"]
    assert paths.keys().isdisjoint({f"/{name}" for name in growing})
    assert {tag["bibtex"] for tag in read(tiny / "site", "tags.json")["tags"]} == {None}
    page = (tiny / "site/data/index.html").read_text(encoding="utf-8")
    assert "papers.json</th>" in page
    assert "in the archive" in page
    assert 'href="papers.json"' not in page
    assert "BibTeX of" not in (tiny / "site/tags/image/index.html").read_text(encoding="utf-8")
    assert "papers.jsonl" not in (tiny / "site/llms.txt").read_text(encoding="utf-8")


def test_a_digest_without_papers_has_its_files(tiny: Path) -> None:
    for part in ("papers", "issues"):
        shutil.rmtree(tiny / "content" / part)
    (tiny / "content/duplicates.yaml").unlink()
    succeeds(sheaf(tiny, "build", "--no-search"))
    site = tiny / "site"
    assert read(site, "papers.json")["papers"] == read(site, "papers.csl.json") == []
    assert set(read(site, "openapi.json")["paths"]).isdisjoint({"/tags/{tag}.bib", "/boards/{benchmark}/{board}.csv"})
    validator(site, "papers").validate(read(site, "papers.json"))
