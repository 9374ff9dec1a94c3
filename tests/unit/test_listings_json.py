"""JSON as listings: lines, arrays, the answers of an API, and references; damaged records beside whole ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Report
from builder.listings import FORMATS, Listing, PartialDate, read_listing
from builder.model import Link, LinkKind

DATA = Path(__file__).resolve().parents[1] / "data" / "listings" / "formats"

JSON = [known for known in FORMATS if known.name in ("hf-daily", "csl-json", "json")]


def read(data: bytes, format_name: str) -> tuple[Listing, list[str]]:
    report = Report()
    listing = read_listing(data, "x.json", report)
    assert listing is not None, list(map(str, report))
    assert listing.format == format_name
    return listing, list(map(str, report))


def test_daily_papers_of_the_api() -> None:
    listing, faults = read((DATA / "daily-papers.json").read_bytes(), "hf-daily")
    assert faults == []
    assert listing.page_day == PartialDate(6, 1, 2025)
    tides, bark = listing.entries
    assert (tides.title, tides.line) == ("TideTable:\n  Gauges That Remember", 2)
    assert tides.abstract.startswith("A gauge forgets")
    assert tides.authors == ("Änne Müller", "Bob Reed")
    assert tides.ids == {"arxiv": "2505.00011"}
    assert (tides.published, tides.votes) == (PartialDate(5, 1, 2025), 42)
    assert tides.links == (
        Link(LinkKind.CODE, "https://github.com/example/tidetable"),
        Link(LinkKind.PROJECT, "https://tidetable.example.org/"),
    )
    assert tides.keywords == ("image", "tides")
    assert bark.abstract == "Bark tells trees apart in winter, when leaves are gone."
    assert (bark.authors, bark.votes, bark.links) == ((), None, ())


def test_items_of_several_days_have_no_day() -> None:
    items = json.loads((DATA / "daily-papers.json").read_bytes())
    items[1]["paper"]["submittedOnDailyAt"] = "2025-06-02T00:00:00.000Z"
    assert read(json.dumps(items).encode(), "hf-daily")[0].page_day is None


def test_references_in_csl_json() -> None:
    listing, faults = read((DATA / "library.csl.json").read_bytes(), "csl-json")
    assert faults == []
    stones, pebbles = listing.entries
    assert stones.title == "Stones That Listen to BERT"
    assert stones.abstract == ("We place 30 stones in a river and ask what they heard.\n\n\n\nLittle, as it turns out.")
    assert stones.authors == ("Jan van der Berg", "The Stone Group", "Martin King Jr.")
    assert stones.ids == {"arxiv": "2202.00030", "doi": "10.1234/stones.30"}
    assert (stones.published, stones.links) == (PartialDate(2, 14, 2022), ())
    assert stones.keywords == ("object detection", "rivers")
    assert (pebbles.title, pebbles.ids, pebbles.published) == ("Pebbles, Counted", {"arxiv": "2109.00031"}, None)
    assert "/media/" not in repr(listing)


def test_lines_of_json() -> None:
    listing, faults = read((DATA / "papers.jsonl").read_bytes(), "json")
    assert faults == ["x.json:3:1: notice: 1 withdrawn paper left out, the first here [listing-left-out]"]
    ferns, literal, wrapped = listing.entries
    assert ferns.authors == ("Jana Košecká", "Bob Reed")
    assert ferns.ids == {"arxiv": "2401.00010", "doi": "10.1234/ferns"}
    assert ferns.links == (
        Link(LinkKind.CODE, "https://github.com/example/ferns"),
        Link(LinkKind.MODEL, "https://example.org/m"),
    )
    assert (ferns.published, ferns.votes) == (PartialDate(1, 5, 2024), 7)
    assert ferns.keywords == ("object-detection", "unheard")
    assert literal.title == "It's a Literal"
    assert literal.abstract == "A program wrote this line as Python writes it, and not as JSON."
    assert literal.authors == ("Ada Sand", "Bob Reed", "Cy Moss")
    assert literal.ids == {"openreview": "AbC_12"}
    assert (wrapped.title, wrapped.authors) == ("Wrapped as a Forum Does", ("Dee Dune",))
    assert wrapped.ids == {}, "a number has lost the zeros of an identifier"


OWN = {
    "slug": "a-star",
    "url": "https://digest.github.io/papers/a-star/",
    "title": "A* and  the ``Quotes''",
    "abstract": "The \\* of A\\* is *meant*, and <b> is no tag.\n\nA second paragraph.",
    "authors": ["Ada Sand"],
    "listed": "2025-05-01",
    "published": "2025-04-30",
    "source": "2025-05-01-x",
    "votes": None,
    "ids": {"arxiv": "2504.00009"},
    "links": [{"kind": "project", "url": "https://a-star.example.org/"}],
    "tags": ["image"],
    "benchmarks": [],
    "results": [{"benchmark": "coco", "title": "no paper"}],
}


@pytest.mark.parametrize(
    "text", [json.dumps(OWN), json.dumps({"version": 1, "digest": {"title": "D"}, "papers": [OWN]})]
)
def test_what_another_digest_exports_stays_as_it_is(text: str) -> None:
    listing, faults = read(text.encode(), "json")
    assert faults == []
    (entry,) = listing.entries
    assert (entry.title, entry.abstract, entry.is_final) == (OWN["title"], OWN["abstract"], True)
    assert entry.links == (Link(LinkKind.PROJECT, "https://a-star.example.org/"),)
    assert (entry.keywords, entry.published, entry.ids) == (
        ("image",),
        PartialDate(4, 30, 2025),
        {"arxiv": "2504.00009"},
    )


PAPERS = [{"title": f"Paper {number}", "abstract": "It says [what] {it} says.", "authors": []} for number in range(3)]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(PAPERS),
        json.dumps(PAPERS, indent=2),
        json.dumps({"version": 1, "title": "A digest", "papers": PAPERS}),
        json.dumps({"version": 1, "about": {"data": [1]}, "papers": PAPERS}, indent=1),
        "\n".join(map(json.dumps, PAPERS)),
        "\n\n".join(json.dumps(paper, indent=4) for paper in PAPERS),
        "\r\n".join(map(json.dumps, PAPERS)),
    ],
)
def test_an_array_its_object_and_lines_say_the_same(text: str) -> None:
    listing, faults = read(text.encode(), "json")
    assert [entry.title for entry in listing.entries] == ["Paper 0", "Paper 1", "Paper 2"]
    assert faults == []


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ('{{"title": "A", "abstract": "x"}}\n{0}\n{{"title": "B", "abstract": "x"}}\n', "2:15", "expecting"),
        ('[{{"title": "A", "abstract": "x"}},\n {0},\n{{"title": "B", "abstract": "x"}}]', "2:16", "expecting"),
        (
            '{{"papers": [{{"title": "A", "abstract": "x"}},\n {0},\n{{"title": "B", "abstract": "x"}}]}}',
            "2:16",
            "expecting",
        ),
    ],
)
def test_a_damaged_record_is_told_of_at_its_place(text: str, place: str, says: str) -> None:
    listing, faults = read(text.format('{"title": "D" "abstract": {"a": [1]}}').encode(), "json")
    assert [entry.title for entry in listing.entries] == ["A", "B"]
    (fault,) = faults
    assert fault.startswith(f"x.json:{place}: warning: is no JSON: {says}")
    assert "[listing-record]" in fault


def test_what_is_no_object_is_told_of_and_takes_no_neighbour_with_it() -> None:
    listing, faults = read(b'[1, {"title": "A", "abstract": "x"}, "b]", [2], {"title": "B", "abstract": "x"}]', "json")
    assert [entry.title for entry in listing.entries] == ["A", "B"]
    assert [fault.split(": ")[0] for fault in faults] == ["x.json:1:2", "x.json:1:38", "x.json:1:44"]


def test_a_record_without_a_title_is_told_of() -> None:
    listing, faults = read(b'{"title": "A", "abstract": "x"}\n{"abstract": "y", "title": null}\n', "json")
    assert len(listing.entries) == 1
    assert faults == [
        'x.json:2:1: warning: the record has no title; this record is left out; write {"title": …} [listing-record]'
    ]


def test_other_names_of_keys_are_known() -> None:
    records = [
        {
            "title": "A",
            "abstract": "x",
            "externalIds": {"ArXiv": "2403.00001", "CorpusId": 7},
            "publicationDate": "2024-03-01",
        },
        {"title": "B", "abstract": "x", "id": "0704.0001", "authors": "C. Bal\\'azs, E. Berger"},
        {"title": "C", "abstract": "x", "id": "17", "site": "https://openreview.net/forum?id=aBc", "author": "A B;C D"},
    ]
    first, second, third = read(json.dumps(records).encode(), "json")[0].entries
    assert (first.ids, first.published) == ({"arxiv": "2403.00001"}, PartialDate(3, 1, 2024))
    assert (second.ids, second.authors) == ({"arxiv": "0704.0001"}, ("C. Balázs", "E. Berger"))
    assert (third.ids, third.authors, third.links) == ({"openreview": "aBc"}, ("A B", "C D"), ())


def test_an_answer_of_crossref() -> None:
    item = {
        "DOI": "10.1234/x",
        "type": "journal-article",
        "title": ["Tides"],
        "author": [{"given": "A", "family": "B"}],
    }
    answer = {"status": "ok", "message": {"total-results": 1, "items": [item]}}
    (entry,) = read(json.dumps(answer).encode(), "csl-json")[0].entries
    assert (entry.title, entry.ids, entry.authors) == ("Tides", {"doi": "10.1234/x"}, ("A B",))


def test_an_empty_answer_lists_no_paper() -> None:
    report = Report()
    assert read_listing(b"[]\n", "x.json", report) is None
    assert [diagnostic.rule for diagnostic in report] == ["listing-without-papers"]


@pytest.mark.parametrize(
    "text", ["{}", '{"name": "sheaf", "version": "1.0"}', "[1, 2]", '[{"title": "x"}]', "[a](b)\n"]
)
def test_other_json_is_no_listing(text: str) -> None:
    assert not any(known.detect(text) for known in FORMATS)


signs = st.sampled_from(
    ["[", "]", "{", "}", '"', ",", ":", "\\", "\n", "'", '"title"', '"abstract"', '"papers"', "x", "1"]
)
plain = st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.floats()
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
)
KEYS = (
    "title",
    "abstract",
    "authors",
    "author",
    "ids",
    "links",
    "tags",
    "date",
    "issued",
    "type",
    "paper",
    "votes",
    "id",
)


@given(st.lists(signs, max_size=60).map("".join))
def test_no_order_of_its_signs_makes_reading_fail(text: str) -> None:
    for known in JSON:
        known.detect(text)
        known.parse(text, "x.json", Report())


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), values), max_size=4))
def test_no_value_makes_reading_fail(items: list[object]) -> None:
    for text in (json.dumps(items), "\n".join(map(json.dumps, items)), json.dumps([{"paper": item} for item in items])):
        for known in JSON:
            known.detect(text)
            known.parse(text, "x.json", Report())
