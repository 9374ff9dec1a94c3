"""Listings: every text copy of a page gives the same entries, and what is no listing gives one clear error."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Report, Severity, SheafError
from builder.listings import FORMATS, Listing, PartialDate, hf_papers, listing_day, read_listing
from builder.listings.base import unwrap
from builder.model import LinkKind

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data" / "listings"
REAL = ROOT / "content" / "listings" / "2025-03-14-hf-papers.txt"

COPIES = sorted(path for path in DATA.iterdir() if path.is_file())
LINKED = ("bare-urls.txt", "bare-urls-behind.txt", "markdown.md", "references.md", "text-browser.txt")
WITH_BYLINES = (*LINKED, "bylines.txt", "bylines-glued.txt", "bylines-before.txt")

TITLES = (
    "TideNet: Do Coastal Gauges Need Attention?",
    "Bark Classification",
    "On the measurement of $k$-sparse routing in river networks",
)
ABSTRACTS = tuple((DATA / "plain.txt").read_text(encoding="utf-8").strip().split("\n\n")[6::2])


def read(data: bytes, name: str = "listing.txt") -> tuple[Listing | None, list[str]]:
    report = Report()
    listing = read_listing(data, name, report)
    return listing, [str(diagnostic) for diagnostic in report]


def read_well(data: bytes) -> Listing:
    listing, faults = read(data)
    assert listing is not None, faults
    assert faults == []
    return listing


@pytest.mark.parametrize("path", COPIES, ids=lambda path: path.name)
def test_every_copy_gives_the_same_papers(path: Path) -> None:
    listing = read_well(path.read_bytes())
    assert tuple(entry.title for entry in listing.entries) == TITLES
    assert tuple(entry.abstract for entry in listing.entries) == ABSTRACTS
    assert listing.page_day == PartialDate(3, 14)
    assert listing.format == "hf-papers"


@pytest.mark.parametrize("name", LINKED)
def test_linked_copies_give_ids(name: str) -> None:
    listing = read_well((DATA / name).read_bytes())
    assert [entry.ids["arxiv"] for entry in listing.entries] == ["2505.00011", "2502.00022", "2412.00033"]


@pytest.mark.parametrize("name", WITH_BYLINES)
def test_bylines_give_days_and_votes(name: str) -> None:
    entries = read_well((DATA / name).read_bytes()).entries
    assert [entry.published for entry in entries] == [
        PartialDate(5, 29),
        PartialDate(2, 27, 2025),
        PartialDate(12, 8, 2024),
    ]
    assert [entry.votes for entry in entries] == [12, None, 101]


def test_the_line_of_an_entry_is_its_titles() -> None:
    path = DATA / "references.md"
    lines = path.read_text(encoding="utf-8").split("\n")
    assert all(
        title in lines[e.line - 1] for title, e in zip(TITLES, read_well(path.read_bytes()).entries, strict=True)
    )


def test_a_repository_the_page_links_to_is_a_code_link() -> None:
    entries = read_well((DATA / "markdown.md").read_bytes()).entries
    assert [[(link.kind, link.url) for link in entry.links] for entry in entries] == [
        [],
        [(LinkKind.CODE, "https://github.com/example/bark")],
        [],
    ]


def test_the_real_listing_gives_its_papers_and_no_chrome() -> None:
    entries = read_well(REAL.read_bytes()).entries
    paragraphs = REAL.read_text(encoding="utf-8").strip().split("\n\n")
    assert len(entries) == 87
    assert [text for entry in entries for text in (entry.title, entry.abstract)] == paragraphs[5:]
    assert entries[0].title == "Free Lunch: Robust Cross-Lingual Transfer via Model Checkpoint Averaging"
    assert entries[-1].title == "Low Rank Factorization for Compact Multi-Head Self-Attention"


@pytest.mark.parametrize("width", [64, 72, 80, 100, 120])
def test_the_real_listing_survives_hard_wraps(width: int) -> None:
    texts = REAL.read_text(encoding="utf-8").strip().split("\n\n")[5:]
    wrapped = ["\n".join(textwrap.wrap(text, width, break_long_words=False)) for text in texts]
    listing = read_well(("Get trending papers in your email inbox!\n\nMar 14\n\n" + "\n\n".join(wrapped)).encode())
    assert [text for entry in listing.entries for text in (entry.title, entry.abstract)] == texts


HEAD = "new\n\nGet trending papers in your email inbox!\n\nbyAK and the research community\n\nMar 14"
REAL_TEXTS = REAL.read_text(encoding="utf-8").strip().split("\n\n")[5:]
REAL_PAPERS = list(zip(REAL_TEXTS[::2], REAL_TEXTS[1::2], strict=True))


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> str:
    """The text in lines of at most `width`, the first behind `first`, the others behind `rest`."""
    rest = first if rest is None else rest
    return "\n".join(textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False))


MARGINS: dict[str, Callable[[int, str, str], str]] = {
    "bullets": lambda _, title, abstract: f"- **{title}**\n\n  {abstract}",
    "bullets for both": lambda _, title, abstract: f"• {title}\n  • {abstract}",
    "numbers": lambda n, title, abstract: f"{n}. {title}\n\n{abstract}",
    "numbers in brackets": lambda n, title, abstract: f"[{n}] {title}\n{abstract}",
    "numbers in headings": lambda n, title, abstract: f"## {n}. {title} ##\n\n{abstract}",
    "numbers in bold": lambda n, title, abstract: f"**{n}. {title}**\n{abstract}",
    "numbers above": lambda n, title, abstract: f"#{n}\n{title}\n{abstract}",
    "wrapped bullets": lambda _, title, abstract: (
        f"{wrapped(f'- **{title}**', 72, rest='  ')}\n\n{wrapped(abstract, 72, '  ')}"
    ),
    "wrapped numbers": lambda n, title, abstract: (
        f"{wrapped(f'{n}. {title}', 80, rest='   ')}\n{wrapped(abstract, 80, '   ')}"
    ),
    "indented abstracts": lambda _, title, abstract: f"{wrapped(title, 76)}\n{wrapped(abstract, 76, '    ')}",
    "indented first lines": lambda _, title, abstract: f"{wrapped(title, 72)}\n{wrapped(abstract, 72, '  ', '')}",
    "quoted abstracts": lambda _, title, abstract: f"### {title}\n{wrapped(abstract, 78, '> ')}",
    "rules": lambda _, title, abstract: f"{'=' * 40}\n{title}\n{'-' * len(title)}\n{abstract}",
    "emphasis": lambda _, title, abstract: f"__{title}__\n*{abstract}*",
    "field names": lambda _, title, abstract: f"Title: {title}\n**Abstract:** {abstract}",
}


@pytest.mark.parametrize("layout", MARGINS.values(), ids=MARGINS.keys())
def test_what_stands_at_the_margin_is_no_part_of_a_text(layout: Callable[[int, str, str], str]) -> None:
    page = "\n\n".join([HEAD, *(layout(n, *paper) for n, paper in enumerate(REAL_PAPERS, start=1))])
    assert [(entry.title, entry.abstract) for entry in read_well(page.encode()).entries] == REAL_PAPERS


@pytest.mark.parametrize("sign", ["> ", ">", ">> ", "   ", "\t", "- "])
def test_a_sign_before_every_line_is_no_part_of_a_text(sign: str) -> None:
    lines = REAL.read_text(encoding="utf-8").split("\n")
    listing = read_well("\n".join(sign + line if line or ">" in sign else line for line in lines).encode())
    assert [(entry.title, entry.abstract) for entry in listing.entries] == REAL_PAPERS
    assert listing.page_day == PartialDate(3, 14)


def test_the_lists_of_an_abstract_stay_as_they_are() -> None:
    points = ["We make two points.", "- Owls are here in this sentence.", "- Bats are there.", "1. Moths, all of them."]
    page = [HEAD, *(text for paper in REAL_PAPERS[:3] for text in paper), *points]
    entries = read_well("\n\n".join(page).encode()).entries
    assert [entry.title for entry in entries] == [title for title, _ in REAL_PAPERS[:3]]
    assert entries[2].abstract.split("\n\n")[-4:] == points


PARTS: dict[str, Callable[[int, str, str], str]] = {
    "address behind": lambda n, title, abstract: f"{title} (https://arxiv.org/abs/2503.{n:05d}v2)\n\n{abstract}",
    "address below": lambda n, title, abstract: f"{title}\nhttps://arxiv.org/abs/2503.{n:05d}\n{abstract}",
    "address without scheme": lambda n, title, abstract: f"{title}\nhuggingface.co/papers/2503.{n:05d}\n\n{abstract}",
    "address with a name": lambda n, title, abstract: f"{title}\n{abstract}\nURL: https://arxiv.org/abs/2503.{n:05d}",
    "identifier": lambda n, title, abstract: f"{title}\narXiv:2503.{n:05d} [cs.CL]\n{abstract}",
    "link behind": lambda n, title, abstract: f"## {title} [paper](https://arxiv.org/abs/2503.{n:05d})\n{abstract}",
    "link in angles": lambda n, title, abstract: f"[{title}](<https://huggingface.co/papers/2503.{n:05d}>)\n{abstract}",
    "table": lambda n, title, abstract: (
        "| # | Title | Abstract |\n|--:|:--|---|\n" * (n == 1)
        + f"| {n} | [{title}](https://huggingface.co/papers/2503.{n:05d}) | {abstract} |"
    ),
    "list of links": lambda n, title, abstract: (
        f"- **[{title}](https://huggingface.co/papers/2503.{n:05d})**: {abstract}"
    ),
}


@pytest.mark.parametrize("layout", PARTS.values(), ids=PARTS.keys())
def test_an_address_on_the_line_of_a_title_gives_the_id(layout: Callable[[int, str, str], str]) -> None:
    papers = [layout(n, *paper) for n, paper in enumerate(REAL_PAPERS, start=1)]
    separator = "\n" if papers[0].startswith("|") else "\n\n"
    entries = read_well(f"{HEAD}\n\n{separator.join(papers)}".encode()).entries
    assert [(entry.title, entry.abstract) for entry in entries] == REAL_PAPERS
    assert [entry.ids for entry in entries] == [{"arxiv": f"2503.{n:05d}"} for n in range(1, 88)]


@pytest.mark.parametrize("reference", ["{} [{}]", "{}[^{}]", "[{1}] {0}"])
@pytest.mark.parametrize("definition", ["[{}]: <{}>", "[^{}]: {}", "{}. {}"])
def test_numbered_references_may_stand_on_either_side(reference: str, definition: str) -> None:
    papers = [f"{reference.format(title, n)}\n\n{text}" for n, (title, text) in enumerate(REAL_PAPERS, start=1)]
    urls = [definition.format(n, f"https://huggingface.co/papers/2503.{n:05d}") for n in range(1, 88)]
    entries = read_well("\n\n".join([HEAD, *papers, "\n".join(urls)]).encode()).entries
    assert [(entry.title, entry.abstract) for entry in entries] == REAL_PAPERS
    assert [entry.ids for entry in entries] == [{"arxiv": f"2503.{n:05d}"} for n in range(1, 88)]


@pytest.mark.parametrize("line", ["{} (Mar 9, 2025)", "{} - 9 Mar 2025", "2025-03-09: {}", "**{}** (Mar 9, 2025)"])
@pytest.mark.parametrize("number", ["", "{}. "])
def test_a_title_with_its_day_on_its_line_is_told_apart(line: str, number: str) -> None:
    papers = [
        f"{number.format(n)}{line.format(title)}\n\n{abstract}" for n, (title, abstract) in enumerate(REAL_PAPERS, 1)
    ]
    entries = read_well("\n\n".join([HEAD, *papers]).encode()).entries
    assert [(entry.title, entry.abstract) for entry in entries] == REAL_PAPERS
    assert {(entry.published.month, entry.published.day) for entry in entries if entry.published} == {(3, 9)}


def test_what_is_there_again_and_again_is_no_title() -> None:
    papers = [f"Paper page\n{title}\nByteDance Seed\n{text}\nRead it all" for title, text in REAL_PAPERS]
    entries = read_well("\n\n".join([HEAD, *papers]).encode()).entries
    assert [(entry.title, entry.abstract) for entry in entries] == REAL_PAPERS


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u200b ", "\u3000"])
def test_spaces_of_any_kind_are_spaces(space: str) -> None:
    listing = read_well(REAL.read_text(encoding="utf-8").replace(" ", space).encode())
    assert [(entry.title, entry.abstract) for entry in listing.entries] == REAL_PAPERS


@pytest.mark.parametrize(
    "short", ["Owls see well.", "We count owls in a forest, and find that there are fewer than before."]
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_short_abstract_is_told_of_and_left_out(short: str, place: int) -> None:
    papers: list[tuple[str, str]] = list(REAL_PAPERS[:2])
    papers.insert(place, ("Owls at Night", short))
    page = "\n\n".join([HEAD, *(text for paper in papers for text in paper)])
    report = Report()
    listing = read_listing(page.encode(), "x.txt", report)
    assert listing is not None
    assert [(entry.title, entry.abstract) for entry in listing.entries] == REAL_PAPERS[:2]
    (warning,) = report
    assert (warning.severity, warning.rule) == (Severity.WARNING, "listing-no-abstract")
    assert page.split("\n")[warning.location.line - 1] == "Owls at Night"
    assert "'Owls at Night'" in warning.message


def test_a_list_of_all_titles_is_no_list_of_lost_papers() -> None:
    titles = [
        f"{n}. [{title}](https://arxiv.org/abs/2503.{n:05d})" for n, (title, _) in enumerate(REAL_PAPERS, start=1)
    ]
    papers = [f"{title}\n\n{abstract}" for title, abstract in REAL_PAPERS]
    entries = read_well("\n\n".join([HEAD, "\n".join(titles), *papers]).encode()).entries
    assert [(entry.title, entry.abstract) for entry in entries] == REAL_PAPERS


BYLINES = (
    "86NVIDIA·6 authorsMar 92",
    "NVIDIA6 authors·Published Mar 9, 20252",
    "▲ 12 · Google DeepMind · 6 authors · Mar 9 · 💬 2",
    "by University of California, Berkeley, 1 author, Mar 9, 2025, 2 comments",
    "microsoft (6 authors) - Published on Mar 9, 2025 - 2 comments",
    "3 ByteDance Seed 6 authors Mar 9 2",
    "Submitted by zhang-wei on Mar 9 · 5 votes",
    "Organization: NVIDIA\nComments: 2\nPublished: Sunday, 9 Mar 2025",
    "1 authorMar 92 comments",
    "9 March 2025",
    "2025-03-09",
    "Updated Mar. 9th, 2025",
)


@pytest.mark.parametrize("byline", BYLINES)
@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_a_byline_is_known_with_a_name_in_it(byline: str, separator: str) -> None:
    page = "\n\n".join([HEAD, *(separator.join([*paper, byline]) for paper in REAL_PAPERS[:5])])
    listing = read_well(page.encode())
    assert [(entry.title, entry.abstract) for entry in listing.entries] == REAL_PAPERS[:5]
    days = [(entry.published.month, entry.published.day) for entry in listing.entries if entry.published]
    assert days == [(3, 9)] * 5
    assert listing.page_day == PartialDate(3, 14)


def test_comments_glued_to_the_day_are_told_apart_where_one_byline_shows_them() -> None:
    bylines = [f"NVIDIA·6 authors{day}" for day in ("Mar 132", "Mar 12", "Mar 310", "Mar 92")]
    entries = zip(REAL_PAPERS, bylines, strict=False)
    page = "\n\n".join([HEAD, *("\n\n".join([*paper, byline]) for paper, byline in entries)])
    published = [entry.published for entry in read_well(page.encode()).entries]
    assert published == [PartialDate(3, 13), PartialDate(3, 1), PartialDate(3, 31), PartialDate(3, 9)]


@pytest.mark.parametrize("title", ["News of May 12: A Corpus", "The 2024-10-07 Flood: A Study", "6 Authors, One Pen"])
def test_a_title_with_a_day_or_a_number_stays_a_title(title: str) -> None:
    page = "\n\n".join([HEAD, *REAL_PAPERS[0], title, REAL_PAPERS[1][1]])
    assert [entry.title for entry in read_well(page.encode()).entries] == [REAL_PAPERS[0][0], title]


@pytest.mark.parametrize(
    ("width", "blank"), [(60, "\n\n"), (66, "\n\n"), (72, "\n"), (72, "\n\n"), (80, "\n"), (80, "\n\n"), (100, "\n\n")]
)
def test_a_title_that_fills_its_line_is_told_from_the_text_below(width: int, blank: str) -> None:
    papers = [f"{wrapped(title, width)}\n{wrapped(abstract, width)}" for title, abstract in REAL_PAPERS]
    entries = read_well(f"{HEAD}\n\n{blank.join(papers)}".encode()).entries
    assert [(entry.title, entry.abstract) for entry in entries] == REAL_PAPERS


@pytest.mark.parametrize(("separator", "paragraphs"), [("\n\n", 2), ("\r\n\r\n", 2)])
def test_an_abstract_may_have_several_paragraphs(separator: str, paragraphs: int) -> None:
    page = ["Get trending papers in your email inbox!", "Mar 14"]
    for title in TITLES:
        page += [title, ABSTRACTS[0], "Code: https://github.com/example/more"]
    for entry in read_well(separator.join(page).encode()).entries:
        assert entry.abstract == "\n\n".join([ABSTRACTS[0], "Code: https://github.com/example/more"])
        assert len(entry.abstract.split("\n\n")) == paragraphs


@pytest.mark.parametrize("path", sorted((DATA / "cut").iterdir()), ids=lambda path: path.name)
def test_a_last_entry_that_is_cut_off_is_reported_and_left_out(path: Path) -> None:
    report = Report()
    listing = read_listing(path.read_bytes(), "cut.txt", report)
    assert listing is not None
    assert tuple(entry.title for entry in listing.entries) == TITLES[:2]
    assert tuple(entry.abstract for entry in listing.entries) == ABSTRACTS[:2]
    (warning,) = report
    assert (warning.severity, warning.rule) == (Severity.WARNING, "listing-cut-off")
    line = path.read_text(encoding="utf-8").split("\n")[warning.location.line - 1]
    assert TITLES[2] in line or line == "River Networks"


@pytest.mark.parametrize("ending", ["https://github.com/example/rivers", "a gauge network.", 'the "ten gauges" rule."'])
def test_a_complete_last_abstract_is_kept(ending: str) -> None:
    text = (DATA / "plain.txt").read_text(encoding="utf-8").rstrip()
    listing = read_well(f"{text} It is at {ending}".encode())
    assert listing.entries[-1].abstract.endswith(ending)


@pytest.mark.parametrize("path", sorted((DATA / "other").iterdir()), ids=lambda path: path.name)
def test_what_is_no_listing_is_refused_in_one_line(path: Path) -> None:
    listing, faults = read(path.read_bytes(), path.name)
    assert listing is None
    (fault,) = faults
    assert fault.startswith(f"{path.name}:1:1: error: no known format of a listing")
    assert "hf-papers" in fault
    assert "--format" in fault


@pytest.mark.parametrize(
    ("name", "format_name"),
    [
        ("announced.rss", "arxiv-feed"),
        ("query.atom", "arxiv-feed"),
        ("plain.bib", "bibtex"),
        ("zotero.bib", "bibtex"),
        ("faulty.bib", "bibtex"),
        ("reference-manager.ris", "ris"),
        ("daily-papers.json", "hf-daily"),
        ("library.csl.json", "csl-json"),
        ("papers.jsonl", "json"),
        ("awesome.md", "markdown"),
        ("short-list.md", "markdown"),
        ("weekly.md", "markdown"),
    ],
)
def test_every_format_is_known_by_its_content(name: str, format_name: str) -> None:
    text = (DATA / "formats" / name).read_text(encoding="utf-8")
    assert next(known.name for known in FORMATS if known.detect(text)) == format_name
    assert not hf_papers.detect(text)


def test_each_format_has_an_example() -> None:
    told = [read_listing(path.read_bytes(), "x", Report()) for path in (DATA / "formats").iterdir()]
    assert {listing.format for listing in told if listing} == {known.name for known in FORMATS} - {"hf-papers"}


@pytest.mark.parametrize(
    ("data", "place", "says"),
    [
        (b"", "1:1", "empty"),
        (b"\xef\xbb\xbf \n\t\n", "1:1", "empty"),
        (b"%PDF-1.7\n\x00\x01\x02\x03", "1:1", "binary"),
        (bytes(range(1, 32)) * 9, "1:1", "binary"),
        ("Mar 14\n".encode("utf-16"), "1:1", "UTF-16"),
        ("new\r\n\r\nGlück und Qualité".encode("latin-1"), "3:3", "not UTF-8: byte 0xfc"),
        (b"\xef\xbb\xbf" + "é".encode() + b"\xff", "1:2", "not UTF-8: byte 0xff"),
        (b"Get trending papers in your email inbox!\n\nbyAK and the research community\n", "1:1", "no paper"),
    ],
)
def test_a_damaged_file_gives_one_error_at_its_place(data: bytes, place: str, says: str) -> None:
    listing, faults = read(data)
    assert listing is None
    (fault,) = faults
    assert fault.startswith(f"listing.txt:{place}: error: ")
    assert says in fault


def test_a_byte_order_mark_and_other_line_ends_are_tolerated() -> None:
    text = (DATA / "plain.txt").read_text(encoding="utf-8")
    for data in (
        b"\xef\xbb\xbf" + text.encode(),
        text.replace("\n", "\r\n").encode(),
        text.replace("\n", "\r").encode(),
    ):
        assert tuple(entry.abstract for entry in read_well(data).entries) == ABSTRACTS


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(SheafError, match="unknown format of a listing 'hf-paper'") as caught:
        read_listing(b"text", "x.txt", Report(), format_name="hf-paper")
    assert caught.value.hint == "did you mean 'hf-papers'?"


def test_a_named_format_reads_what_is_not_recognised() -> None:
    text = f"{TITLES[0]}\n\n{ABSTRACTS[0]}\n"
    assert not any(known.detect(text) for known in FORMATS)
    listing = read_listing(text.encode(), "x.txt", Report(), format_name="hf-papers")
    assert listing is not None
    assert [entry.title for entry in listing.entries] == [TITLES[0]]


MARCH = Listing("hf-papers", (), PartialDate(3, 14))
LEAP = Listing("hf-papers", (), PartialDate(2, 29))
EVE = Listing("hf-papers", (), PartialDate(12, 31))
DATED = Listing("hf-papers", (), PartialDate(3, 14, 2024))
UNDATED = Listing("hf-papers", ())
LATEST = "the latest Mar 14 that is not in the future"


@pytest.mark.parametrize(
    ("listing", "given", "stem", "today", "day", "source"),
    [
        (MARCH, date(2024, 5, 1), "2025-03-14-hf", date(2026, 1, 1), date(2024, 5, 1), "--date"),
        (MARCH, None, "2025-03-14-hf", date(2026, 10, 1), date(2025, 3, 14), "the file name"),
        (MARCH, None, "hf-20250320", date(2026, 10, 1), date(2025, 3, 14), "the file name"),
        (MARCH, None, "hf-2023", date(2026, 10, 1), date(2023, 3, 14), "the file name"),
        (EVE, None, "2025-01-01", date(2026, 10, 1), date(2024, 12, 31), "the file name"),
        (MARCH, None, "2025-03-13-hf", date(2026, 10, 1), date(2025, 3, 14), "the file name"),
        (MARCH, None, "page", date(2026, 3, 14), date(2026, 3, 14), LATEST),
        (MARCH, None, "page", date(2026, 3, 13), date(2025, 3, 14), LATEST),
        (MARCH, None, "page-2025-13-45", date(2026, 3, 13), date(2025, 3, 14), "the file name"),
        (LEAP, None, "page", date(2026, 3, 1), date(2024, 2, 29), "the latest Feb 29 that is not in the future"),
        (LEAP, None, "2025-06-01", date(2026, 3, 1), date(2024, 2, 29), "the file name"),
        (LEAP, None, "page", date(1904, 2, 28), date(1896, 2, 29), "the latest Feb 29 that is not in the future"),
        (DATED, None, "page", date(2026, 3, 1), date(2024, 3, 14), "the listing"),
        (UNDATED, None, "2025-03-14-hf", date(2026, 3, 1), date(2025, 3, 14), "the file name"),
    ],
)
def test_the_year_of_a_listing(
    listing: Listing, given: date | None, stem: str, today: date, day: date, source: str
) -> None:
    assert listing_day(listing, given=given, file_stem=stem, today=today) == (day, source)


def test_a_listing_without_a_day_asks_for_one() -> None:
    with pytest.raises(SheafError, match="shows no day"):
        listing_day(UNDATED, given=None, file_stem="page", today=date(2026, 1, 1))


@given(st.dates(min_value=date(1900, 1, 1)), st.dates(min_value=date(1904, 3, 1)))
def test_the_latest_day_is_never_after_and_less_than_a_leap_cycle_before(day: date, not_after: date) -> None:
    latest = PartialDate(day.month, day.day).latest(not_after)
    assert (latest.month, latest.day) == (day.month, day.day)
    assert latest <= not_after
    assert (not_after - latest).days < (366 if (day.month, day.day) != (2, 29) else 8 * 366)


def test_no_year_has_such_a_day() -> None:
    with pytest.raises(ValueError, match="day is out of range"):
        PartialDate(2, 30)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["multi-", "modal"], "multi-modal"),
        (["RAD-", "DINO"], "RAD-DINO"),
        (["inter-", "and intra-dimension"], "inter- and intra-dimension"),
        (["word-", "to-word"], "word-to-word"),
        (["a reality --", "we describe"], "a reality -- we describe"),
        (["  one", "", "two  "], "one two"),
    ],
)
def test_unwrapping(lines: list[str], text: str) -> None:
    assert unwrap(lines) == text


words = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9)
titles = st.lists(words.map(str.capitalize), min_size=2, max_size=12).map(" ".join)
sentences = st.lists(words, min_size=6, max_size=30).map(lambda found: " ".join(found).capitalize() + ".")
abstracts = st.lists(sentences, min_size=4, max_size=9).map(" ".join).filter(lambda text: len(text) > 150)


@given(st.lists(st.tuples(titles, abstracts), min_size=1, max_size=8, unique_by=lambda pair: pair[0]))
def test_a_plain_listing_reads_back(papers: list[tuple[str, str]]) -> None:
    page = "\n\n".join(
        ["Get trending papers in your email inbox!", "Mar 14", *(text for pair in papers for text in pair)]
    )
    listing = read_listing(page.encode(), "x.txt", Report(), format_name="hf-papers")
    assert listing is not None
    assert [(entry.title, entry.abstract) for entry in listing.entries] == papers


PIECES = (
    "[",
    "](",
    "][1]",
    "](/x)",
    "# ",
    "- ",
    "\\\\",
    "·",
    "Mar 14",
    "3 authors",
    "https://huggingface.co/papers/2501.00001",
)


@given(st.lists(st.one_of(st.sampled_from((*PIECES, "\n", "\n\n", *ABSTRACTS, *TITLES)), st.text(max_size=20))))
def test_no_text_makes_parsing_fail(pieces: list[str]) -> None:
    text = "".join(pieces)
    for known in FORMATS:
        known.detect(text)
        known.parse(text, "x.txt", Report())


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "[a](/x)\n",
        "](/x\n",
        "a-\n",
        "[a\n",
        "1 ",
        "A. ",
        "Mar ",
        "- ",
        "· ",
        "a",
        "\n",
        "#",
        "![",
        "![a](",
    ],
)
def test_parsing_takes_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.perf_counter()
        for known in FORMATS:
            known.detect(text)
            known.parse(text, "x.txt", Report())
        return time.perf_counter() - start

    seconds(1_000)
    small = min(seconds(20_000) for _ in range(2))
    assert seconds(80_000) < max(4 * 3 * small, 1.0)


def test_an_address_that_completes_a_sentence_stays_in_the_abstract_and_is_no_id() -> None:
    page = f"Get trending papers in your email inbox!\n\nMar 14\n\n{TITLES[0]}\n\n{ABSTRACTS[2]} It extends\n"
    entry = read_well(f"{page}https://arxiv.org/abs/2101.00001\n\n8 authors\n".encode()).entries[0]
    assert entry.abstract == f"{ABSTRACTS[2]} It extends https://arxiv.org/abs/2101.00001"
    assert entry.ids == {}


@pytest.mark.parametrize("behind", [False, True])
def test_one_address_per_paper_is_enough(behind: bool) -> None:
    page = ["Get trending papers in your email inbox!", "Mar 14"]
    for number, (title, abstract) in enumerate(zip(TITLES, ABSTRACTS, strict=True)):
        url = f"https://arxiv.org/abs/2501.0000{number}v2"
        page += [title, abstract, url] if behind else [url, title, abstract]
    entries = read_well("\n\n".join(page).encode()).entries
    assert [entry.ids for entry in entries] == [{"arxiv": f"2501.0000{number}"} for number in range(3)]
