"""Feeds of arXiv as listings: what is announced as new comes in, and nothing of a feed can do harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Report
from builder.listings import Listing, PartialDate, arxiv_feed, read_listing

DATA = Path(__file__).resolve().parents[1] / "data" / "listings" / "formats"
HEAD = '<feed xmlns="http://www.w3.org/2005/Atom">'


def read(text: str) -> tuple[Listing | None, list[str]]:
    report = Report()
    listing = read_listing(text.encode(), "x.xml", report)
    return listing, list(map(str, report))


def entry(title: str, number: int = 1, more: str = "") -> str:
    return f"<entry><id>http://arxiv.org/abs/2202.0000{number}v1</id><title>{title}</title>{more}</entry>"


def test_an_answer_of_the_api() -> None:
    listing, faults = read((DATA / "query.atom").read_text(encoding="utf-8"))
    assert faults == ["x.xml:33:3: notice: 1 withdrawn paper left out, the first here [listing-left-out]"]
    assert listing is not None
    assert (listing.format, listing.page_day) == ("arxiv-feed", None)
    hedgehogs, stars = listing.entries
    assert (hedgehogs.title.split(), hedgehogs.line) == (r"Hedgehogs at the Crossing: $p < q$ and \"Uber".split(), 6)
    assert hedgehogs.abstract.endswith("whether a < b holds for <all> of them.")
    assert hedgehogs.ids == {"arxiv": "2202.00139", "doi": "10.1234/hedge.1"}
    assert hedgehogs.authors == ("Sand, Ada",)
    assert (hedgehogs.published, hedgehogs.links) == (PartialDate(2, 24, 2022), ())
    assert (stars.ids, stars.authors) == ({"arxiv": "astro-ph/0601001"}, ("Bob König", "Cy Moss"))


def test_an_announcement_without_replacements() -> None:
    listing, faults = read((DATA / "announced.rss").read_text(encoding="utf-8"))
    assert faults == ["x.xml:18:5: notice: 2 replacements left out, the first here [listing-left-out]"]
    assert listing is not None
    assert listing.page_day == PartialDate(6, 1, 2025)
    whales, krill = listing.entries
    assert whales.title == "Whales Hum in Keys & Modes"
    assert whales.abstract == "Whales hum where $x<y$. We listen & write it down."
    assert whales.authors == ("Ada Sand", "Bob König", "Cy Moss")
    assert (whales.ids, whales.published) == ({"arxiv": "2505.13338"}, None)
    assert (krill.title, krill.abstract) == ("Krill Listen", "Krill are many, and all of them listen.")
    assert krill.authors == ("Dee Dune", "Eli Elm")


def test_a_damaged_record_is_told_of_at_its_place() -> None:
    damaged = "<entry>\n<id>x</id>\n<title>D\x0b</title></entry>"
    text = f"{HEAD}\n{entry('A')}\n  {entry('B & C', 2)}\n{damaged}\n{entry('E', 3)}\n<entry><title>F"
    listing, faults = read(text)
    assert listing is not None
    assert [entry.title for entry in listing.entries] == ["A", "E"]
    assert [fault.split(": ")[0] for fault in faults] == ["x.xml:3:62", "x.xml:6:9", "x.xml:8:1"]
    assert "not well-formed XML" in faults[0]
    assert "the record does not end" in faults[2]


def test_an_error_of_the_api_is_no_paper() -> None:
    error = "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>bad id\n for 1</summary></entry>"
    listing, faults = read(f"{HEAD}{error}</feed>")
    assert listing is None
    assert "arXiv answered with an error: bad id for 1" in faults[1]
    assert "no paper found in this arxiv-feed listing" in faults[0]


def test_an_empty_answer_lists_no_paper() -> None:
    listing, faults = read(f"{HEAD}<id>http://arxiv.org/api/x</id></feed>")
    assert listing is None
    assert "[listing-without-papers]" in faults[0]


def test_entities_of_a_feed_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    kinds = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 30))
    text = (
        f'<!DOCTYPE feed [<!ENTITY a0 "ha"><!ENTITY f SYSTEM "file://{secret}">{kinds}]>{HEAD}'
        f"{entry('&a29;')}{entry('&f;', 2)}{entry('Plain', 3)}</feed>"
    )
    listing, faults = read(text)
    assert listing is not None
    assert [entry.title for entry in listing.entries] == ["Plain"]
    assert all("undefined entity" in fault for fault in faults)
    assert len(faults) == 2


@pytest.mark.parametrize(
    "text", ["<html><p>http://arxiv.org/abs/1</p></html>", f"{HEAD}{entry('A')}".replace("arxiv", "b")]
)
def test_another_feed_is_none(text: str) -> None:
    assert not arxiv_feed.detect(text)


TAGS = ("entry", "item", "feed", "rss", "title", "id", "author", "name", "published")
OTHERS = (
    "<link href='http://[x'/>",
    "2024-13-45",
    "<summary type='html'>",
    "<a:b/>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "&amp;",
)
parts = st.sampled_from([*OTHERS, "http://arxiv.org/abs/1", *(f"<{end}{tag}>" for tag in TAGS for end in ("", "/"))])


@given(st.lists(st.one_of(parts, st.text(max_size=9)), max_size=30).map("".join))
def test_no_text_makes_reading_fail(text: str) -> None:
    arxiv_feed.detect(text)
    arxiv_feed.parse(text, "x.xml", Report())


inner = st.sampled_from(
    ["title", "id", "summary", "published", "updated", "link", "author", "dc:creator", "guid", "a:b"]
)


@given(
    st.lists(st.tuples(inner, st.text(st.characters(codec="utf-8", exclude_characters="<&"), max_size=9)), max_size=9)
)
def test_no_well_formed_record_makes_reading_fail(fields: list[tuple[str, str]]) -> None:
    record = "".join(f"<{tag}>{value}</{tag}>" for tag, value in fields)
    for text in (
        f"{HEAD}<entry>{record}</entry></feed>",
        f"<rss version='2.0'><channel><item>{record}</item></channel></rss>",
    ):
        arxiv_feed.parse(text, "x.xml", Report())
