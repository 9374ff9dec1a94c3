"""Names in parts, and what is known of when and where a paper appeared."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.citation import Name, address, appeared, name_of
from builder.model import Link, LinkKind, Paper

DAY = date(2025, 3, 14)


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Ada Sower", Name("Sower", "Ada")),
        ("Ada Maria Sower", Name("Sower", "Ada Maria")),
        ("Sower, Ada", Name("Sower", "Ada")),
        ("Ada van der Sower", Name("Sower", "Ada", "van der")),
        ("van der Sower, Jr., Ada", Name("Sower", "Ada", "van der", "Jr.")),
        ("Ada Sower Jr.", Name("Sower", "Ada", suffix="Jr.")),
        ("bell hooks", Name("hooks", "bell")),
        ("Sappho", Name("Sappho")),
        ("李雷", Name("李雷")),
        ("Llama Team", Name("Llama Team")),
        ("Institute for Sun and Moon", Name("Institute for Sun and Moon")),
        ("Sower, Reaper, Gleaner, Thresher", Name("Sower, Reaper, Gleaner, Thresher")),
    ],
)
def test_names_in_parts(author: str, name: Name) -> None:
    assert name_of(author) == name


@given(st.text(alphabet="aB ,-é.李", min_size=1, max_size=20))
def test_every_name_has_a_family_name_and_loses_no_letter(author: str) -> None:
    name = name_of(author)
    parts = "".join((name.given, name.particle, name.family, name.suffix))
    assert name.family or not author.strip(" ,")
    assert sorted(parts.replace(" ", "").replace(",", "")) == sorted(author.replace(" ", "").replace(",", ""))


def test_when_a_paper_appeared() -> None:
    assert appeared(Paper("rye", "Rye", DAY)) == ()
    assert appeared(Paper("rye", "Rye", DAY, ids={"arxiv": "2103.14030"})) == (2021, 3)
    assert appeared(Paper("rye", "Rye", DAY, published=date(2020, 2, 29), ids={"arxiv": "2103.14030"})) == (2020, 2, 29)


def test_where_a_paper_is_read() -> None:
    links = (Link(LinkKind.CODE, "https://rye.example/"),)
    assert address(Paper("rye", "Rye", DAY)) == ""
    assert address(Paper("rye", "Rye", DAY, links=links)) == "https://rye.example/"
    ids = {"doi": "10.1000/rye", "arxiv": "2103.14030"}
    assert address(Paper("rye", "Rye", DAY, links=links, ids=ids)) == "https://arxiv.org/abs/2103.14030"
