"""RIS as a listing: old and new tags, lines that go on, records that do not end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Report
from builder.listings import Listing, PartialDate, read_listing, ris
from builder.model import Link, LinkKind

DATA = Path(__file__).resolve().parents[1] / "data" / "listings" / "formats"


def read(text: str) -> tuple[Listing, list[str]]:
    report = Report()
    listing = read_listing(text.encode(), "x.ris", report)
    assert listing is not None
    assert listing.format == "ris"
    return listing, list(map(str, report))


def test_a_record_gives_a_paper_without_private_paths() -> None:
    listing, faults = read((DATA / "reference-manager.ris").read_text(encoding="utf-8"))
    (fault,) = faults
    assert fault.startswith("x.ris:1:1: warning: names of files on your machine stand in 1 record, the first here")
    snails, leaves = listing.entries
    assert snails.title == "How Snails Vote: A Study of Helix and Its\nNeighbours"
    assert snails.abstract.endswith(
        "agree in 81% of all rounds,\nand nobody told them how.\n\nA second experiment with three leaves fails."
    )
    assert snails.authors == ("Änne Müller", "Jan van der Berg Jr.", "Ada Lovelace")
    assert snails.ids == {"arxiv": "2307.00007", "doi": "10.1234/ballots.7"}
    assert snails.links == (Link(LinkKind.CODE, "https://github.com/example/snails"),)
    assert snails.published == PartialDate(7, 21, 2023)
    assert snails.keywords == ("Object Detection", "snails")
    assert (leaves.title, leaves.published, leaves.line) == ("Leaves That Answer", None, 24)
    assert leaves.abstract == "A leaf knows more than it says. We ask it politely, and count."
    assert "/media/" not in repr(listing)


def test_a_fault_is_told_with_its_place_and_the_others_come_in() -> None:
    text = (
        "TY  - JOUR\nTI  - First\nTY  - JOUR\nAU  - Ada\nER  - \nlost line\n"
        "TY  - JOUR\nTI  - Second\nER  -\nTY  - GEN\nTI  - Third\n"
    )
    listing, faults = read(text)
    assert [entry.title for entry in listing.entries] == ["First", "Second", "Third"]
    assert [fault.partition(" [")[0].split(": ")[0] for fault in faults] == [
        "x.ris:1:1",
        "x.ris:3:1",
        "x.ris:6:1",
        "x.ris:10:1",
    ]
    assert "does not end" in faults[0]
    assert "the record has no title" in faults[1]
    assert "a line outside of a record" in faults[2]


@pytest.mark.parametrize(
    "text", ["TY or not TY - HAMLET\n", "TY  - JOUR\nTI  - Without an end\n", "A line\n\nTY  - JOUR\nER  - \n"]
)
def test_what_only_looks_like_it_is_none(text: str) -> None:
    assert not ris.detect(text)


lines = st.sampled_from(
    [
        "TY  - JOUR",
        "ER  - ",
        "ER  -",
        "TI  - A",
        "T1  -",
        "AU  - ,",
        "DA  - 2024/13/45",
        "words",
        "",
        "UR  - http://[x",
        "DO  - 10.1/",
    ]
)


@given(st.lists(st.one_of(lines, st.text(max_size=20))).map("\n".join))
def test_no_text_makes_reading_fail(text: str) -> None:
    ris.detect(text)
    ris.parse(text, "x.ris", Report())
