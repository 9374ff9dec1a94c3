"""BibTeX as a listing: what is taken of an entry, and what becomes of one with a fault."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder import bibtex as written
from builder.diagnostics import Report
from builder.entries import make_paper
from builder.listings import Listing, PartialDate, bibtex, read_listing
from builder.listings.tex import text_of
from builder.markup import Markdown
from builder.model import Link, LinkKind, Paper
from builder.repair import repair_title

DATA = Path(__file__).resolve().parents[1] / "data" / "listings" / "formats"


def read(data: bytes) -> tuple[Listing, list[str]]:
    report = Report()
    listing = read_listing(data, "x.bib", report)
    assert listing is not None
    assert listing.format == "bibtex"
    return listing, list(map(str, report))


def test_an_entry_of_zotero_gives_a_paper_without_private_paths() -> None:
    listing, faults = read((DATA / "zotero.bib").read_bytes())
    (fault,) = faults
    assert fault.startswith("x.bib:20:1: warning: names of files on your machine stand in 1 record, the first here")
    gulls, dunes, echo = listing.entries
    assert gulls.title == "Do Gulls Read Maps? Über \\emph{sparse} landmarks at 5% cover"
    assert gulls.abstract == (
        "We follow 40 gulls over $n_{g}=12$ harbours & find that ~86% of them turn at the same three towers. Another "
        "9% do not.\n\nThe second paragraph is about sandwiches."
    )
    assert gulls.authors == ("Änne Müller", "Jan van der Berg", "The Harbour and Pier Group", "Émile Łoś")
    assert gulls.ids == {"arxiv": "2406.01234", "doi": "10.1234/tides.2024.7_1"}
    assert gulls.published == PartialDate(3, 9, 2024)
    assert gulls.keywords == ("Robotics", "object detection")
    assert gulls.links == ()
    assert gulls.line == 5
    assert (dunes.title, dunes.ids, dunes.published) == ("Dunes That Walk", {"openreview": "Xy-12_ab"}, None)
    assert echo.title == "The Echo of a ``Silent'' Field: 3% of What Is Said"
    assert echo.authors == ("Bob Reed", "Ada Sand")
    assert echo.ids == {"acl": "2020.acl-main.999"}
    assert echo.links == (Link(LinkKind.CODE, "https://github.com/reed/echo_field"),)
    assert "/media/" not in repr(listing)


def test_a_fault_is_told_with_its_place_and_the_others_come_in() -> None:
    listing, faults = read((DATA / "faulty.bib").read_bytes())
    titles = [entry.title for entry in listing.entries]
    assert titles == ["Owls in Daylight", "Owls at Dusk", "Owls Twice", "Owls at Last"]
    assert listing.entries[-1].ids == {"arxiv": "2101.00042"}
    places = [fault.partition(": warning: ")[0] for fault in faults]
    assert places == ["x.bib:2:1", "x.bib:5:3", "x.bib:6:1", "x.bib:8:1", "x.bib:11:1"]
    assert "'untitled' has no title" in faults[2]
    assert "the value of 'title' does not end" in faults[3]
    assert "'title' is there twice; the first one is taken [listing-field-twice]" in faults[4]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"{\'e}t{\'{e}} \'{\i} \v{s} {\u g} \c{c} {\ss} \ss{} \aa{} {\o}re", "été í š ğ ç ß ß å øre"),
        (r"{\'{\^{e}}} \=a \.z \H{o} \k{a} \d{a} \r{u}", "ế ā ż ő ą ạ ů"),
        ("{BERT}: {{T}he} {G}raph", "BERT: The Graph"),
        (r"{$x_{i}$} and $\frac{a}{b}$", r"$x_{i}$ and $\frac{a}{b}$"),
        (r"\emph{A {B}} \href{https://a.b/c}{here} \unknown{x}", r"\emph{A B} \href{https://a.b/c}{here} \unknown{x}"),
        (r"\{a\} {\textbraceleft}b{\textbraceright}", r"\{a\} {b}"),
        (r"5% of 5\% \& \#1 \_ \$5", "5% of 5% & #1 _ $5"),
        ("pages 1--2 --- yes", "pages 1–2 — yes"),
        (r"$-$2, 3$\times$ and $^{2}$", "−2, 3× and ²"),
        ("a { lonely } brace } here {", "a  lonely  brace  here "),
    ],
)
def test_tex_becomes_text(value: str, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"date": "2025-03-14"}, PartialDate(3, 14, 2025)),
        ({"date": "2025-03"}, None),
        ({"year": "2025", "month": "3", "day": "14"}, PartialDate(3, 14, 2025)),
        ({"year": "2025", "month": "2", "day": "30"}, None),
        ({"year": "2025", "month": "March", "day": "1"}, PartialDate(3, 1, 2025)),
        ({"year": "2025"}, None),
    ],
)
def test_a_day_is_taken_only_where_all_of_it_is_there(fields: Mapping[str, str], day: PartialDate | None) -> None:
    entry = "".join(f", {key} = {{{value}}}" for key, value in fields.items())
    listing, _ = read(f"@misc{{k, title={{An Owl}}{entry}}}".encode())
    assert listing.entries[0].published == day


def test_names_in_the_extended_form_of_biblatex() -> None:
    listing, _ = read(
        b"@online{k, title={An Owl}, author={family=Berg, given=Jan, prefix=van der, useprefix=true and A B}}"
    )
    assert listing.entries[0].authors == ("Jan van der Berg", "A B")


def test_months_may_be_macros_and_joined() -> None:
    listing, _ = read(b"@misc{k, title = {An} # { Owl}, year = 2025, month = mar, day = 14}")
    assert (listing.entries[0].title, listing.entries[0].published) == ("An Owl", PartialDate(3, 14, 2025))


@pytest.mark.parametrize(
    "text",
    [
        "# A library\n\n```bibtex\n@article{a, title={B}}\n```\n",
        "Write to ada@example.org, or to bob@example.org, title = {x}\n",
        "@someone, did you see this?\n",
        "@string{a = {b}}\n",
    ],
)
def test_what_only_holds_an_entry_is_no_bibtex(text: str) -> None:
    assert not bibtex.detect(text)


@pytest.mark.parametrize("head", ["% Encoding: UTF-8\n\n", "Automatically made by a program\n\n@comment{x}\n"])
def test_what_a_program_says_before_the_first_entry_is_passed_over(head: str) -> None:
    assert bibtex.detect(head + "@article{a,\n  title = {B}}\n")


@pytest.mark.parametrize(
    "title",
    [
        "Über “Ångström” & Łódź: 100% of _it_ #1",
        "Sets {a, b} and $O(n^{2})$ for p < 0.05",
        "Đorđe's ế, naïve façade — a–b … ß",
        "3× faster at −2 °C with H₂O and x²",
        "A/B ~5% C^* [x] | y",
    ],
)
def test_what_sheaf_writes_it_reads_again(title: str) -> None:
    paper = Paper("slug", title, date(2025, 1, 1), authors=("Änne Müller", "Martin King, Jr.", "Łoś and Co"))
    listing, faults = read(written.entry(paper).encode())
    again = make_paper(listing.entries[0], listed=paper.listed, source="x", markdown=Markdown())
    assert faults == []
    assert again.title.replace('"', "").replace("…", "...") == title.translate({ord(q): None for q in "“”"}).replace(
        "…", "..."
    )
    assert again.authors == paper.authors


@given(st.text("aBzé ŁßđếĐşÅ&%#_{}<>|−×²₂–—:,.()'0123", min_size=1, max_size=30))
def test_letters_and_signs_of_a_title_survive(raw: str) -> None:
    title = repair_title(f"Owls {raw} end")
    again, _ = read(written.entry(Paper("slug", title, date(2025, 1, 1))).encode())
    assert repair_title(again.entries[0].title) == title


@given(st.text(max_size=200))
@example("@a{b, c={d" * 3)
@example("@misc{k, author={a and and}, title={x}, title={y}}")
@example("@misc{k, author={, , , and a, b, c, d, e}, title={x}}")
def test_no_text_makes_reading_fail(text: str) -> None:
    bibtex.detect(text)
    bibtex.parse(text, "x.bib", Report())
    text_of(text)


pieces = st.sampled_from(
    ["@a{", "@misc{k,", "title={", "author = {", '"', "{", "}", ",", "=", "#", "\\", "$", " and ", "\n", "x"]
)


@given(st.lists(pieces, max_size=40).map("".join))
def test_no_order_of_its_signs_makes_reading_fail(text: str) -> None:
    bibtex.parse(text, "x.bib", Report())
