r"""A BibTeX entry holds together whatever a title and names hold, and says only what is known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.bibtex import entry
from builder.model import Link, LinkKind, Paper

DAY = date(2025, 3, 14)


def field(name: str, paper: Paper) -> str:
    """The value of a field without its own braces, or "" where there is none."""
    for line in entry(paper).splitlines():
        key, _, value = line.partition(" = ")
        if key.strip() == name:
            return value.removesuffix(",").removeprefix("{").removesuffix("}")
    return ""


def test_an_entry_says_what_is_known() -> None:
    paper = Paper(
        "fernbert-reading",
        "FernBERT: Reading Field Guides",
        DAY,
        published=date(2025, 2, 27),
        authors=("Amparo Vidal", "Tomasz Ørsted"),
        ids={"arxiv": "2502.10010", "doi": "10.1000/a_b"},
    )
    assert entry(paper).splitlines() == [
        "@misc{fernbert-reading,",
        "  author        = {Amparo Vidal and Tomasz {\\O}rsted},",
        "  title         = {{FernBERT}: Reading Field Guides},",
        "  year          = {2025},",
        "  month         = feb,",
        "  eprint        = {2502.10010},",
        "  archiveprefix = {arXiv},",
        "  doi           = {10.1000/a_b},",
        "  url           = {https://arxiv.org/abs/2502.10010},",
        "}",
    ]


def test_what_is_not_known_is_left_out_and_the_day_of_listing_is_no_date() -> None:
    assert entry(Paper("rye", "Rye", DAY)) == "@misc{rye,\n  title         = {Rye},\n}"


def test_an_arxiv_identifier_tells_year_and_month() -> None:
    paper = Paper("rye", "Rye", DAY, ids={"arxiv": "2103.14030v2"})
    assert (field("year", paper), field("month", paper)) == ("2021", "mar")
    assert field("year", Paper("rye", "Rye", DAY, ids={"arxiv": "cs/9901001"})) == ""


def test_a_paper_without_an_identifier_is_found_by_its_first_link() -> None:
    link = Link(LinkKind.PROJECT, "https://rye.example/a_b%20c{d}")
    assert field("url", Paper("rye", "Rye", DAY, links=(link,))) == "https://rye.example/a_b%20c%7Bd%7D"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Salt & Pepper: 50% of #1_a", r"Salt \& Pepper: {50}\% of \#{1\_a}"),
        ("A }{ B", r"A {\textbraceright}{\textbraceleft} B"),
        (r"Back\slash ~ and ^", r"Back{\textbackslash}slash {\textasciitilde} and {\textasciicircum}"),
        ("Café, naïve, Łódź", r"""Caf{\'{e}}, na{\"{\i}}ve, {\L}{\'{o}}d{\'{z}}"""),
        ("Dvořák, São, Việt", r"Dvo{\v{r}}{\'{a}}k, S{\~{a}}o, Vi{\^{\d{e}}}t"),
        ("Straße – “so”…", r"Stra{\ss}e -- ``so''{\ldots}"),
        (r"An $O(n \log n)$ Attention", r"An {$O(n \log n)$} Attention"),
        ("For $5 a Day and $6", r"For \${5} a Day and \${6}"),
        (r"Braces $\{ open$ here", r"Braces \${\textbackslash}{\textbraceleft} open\$ here"),
        ("Turned $}{$ round", r"Turned \${\textbraceright}{\textbraceleft}\$ round"),
        ("PC² and H₂O", "{PC$^{2}$} and {H$_{2}$O}"),
        ("Cafe\u0301s", r"Caf{\'{e}}s"),
        ("3D iPhone of ImageNet", "{3D} {iPhone} of {ImageNet}"),
        ("視覚 and Ω", "視覚 and Ω"),
    ],
)
def test_titles_are_escaped(title: str, written: str) -> None:
    assert field("title", Paper("rye", title, DAY)) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ada Sower", "Ada Sower"),
        ("Institute for Sun and Moon", "{Institute for Sun and Moon}"),
        ("Sower, Ada", "Sower, Ada"),
        ("And", "{And}"),
        ("Llama Team", "{Llama Team}"),
    ],
)
def test_a_name_stays_one_name(name: str, written: str) -> None:
    paper = Paper("rye", "Rye", DAY, authors=(name, "Ben Reaper"))
    assert field("author", paper) == f"{written} and Ben Reaper"


@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=30))
def test_braces_are_closed_whatever_is_written(title: str, name: str, address: str) -> None:
    paper = Paper("rye", title, DAY, authors=(name,), ids={"doi": address})
    depth = 0
    for number, char in enumerate(written := entry(paper)):
        depth += (char == "{") - (char == "}")
        assert depth > 0 or number < len("@misc{rye") or number == len(written) - 1
    assert depth == 0
