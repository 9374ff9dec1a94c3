"""What the pages of a built digest tell their readers, through `sheaf build`."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from support import put, sheaf, succeeds

Built = Callable[[str], str]


@pytest.fixture
def built(tiny: Path) -> Built:
    """Builds the digest as it is by then and gives the text of one page."""

    def page(path: str) -> str:
        succeeds(sheaf(tiny, "build", "--no-search"))
        return (tiny / "site" / path / "index.html").read_text(encoding="utf-8")

    return page


def titles(page: str) -> list[str]:
    """The titles of a page's cards."""
    return [unescape(title) for title in re.findall(r'class="entry-title"><a [^>]*>(.*?)</a>', page)]


def test_votes_of_a_listing_are_kept_shown_and_order_trending_papers(tiny: Path, built: Built) -> None:
    entries = (
        (
            3,
            "Weighing Apples by Their Shadows",
            "We weigh fruit from pictures of shadows under a lamp.",
        ),
        (
            41,
            "Boats that Return Before the Morning",
            "Fishing crews rely on tides that this study foretells.",
        ),
    )
    texts = (f"{votes}\n\n{title}\n\n{abstract} It is told at length here.\n\n" for votes, title, abstract in entries)
    listing = "Daily Papers\n\n" + "".join(texts)
    put(tiny, "harbour.txt", listing)
    done = sheaf(tiny, "import", tiny / "harbour.txt", "--format", "hf-papers", "--date", "2025-03-21")
    assert done.code == 0, done.err
    page = built("trending")
    assert titles(page)[:2] == [entries[1][1], entries[0][1]]
    assert "papers, by votes and highlights, which fade with time" in page
    assert '<span class="votes">41 votes</span>' in page
    assert 'data-pagefind-meta="votes:41"' in built("papers/boats-that-return-before-the-morning")
    assert titles(built("papers"))[:2] == [entries[1][1], entries[0][1]]


def cells(page: str, heading: str) -> list[str]:
    """The words of each line of the chart or table below a heading."""
    section = page.split(f">{heading}</h2>")[1].split("</section>", maxsplit=1)[0]
    lines = re.findall(r"<(?:li|tr)>(.*?)</(?:li|tr)>", section, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]*>", " ", line)).split()) for line in lines]


def test_the_figures_are_counted_in_the_content(built: Built) -> None:
    page = built("stats")
    assert cells(page, "Papers per issue") == ["14 March 2025 2 papers", "7 March 2025 2 papers"]
    assert cells(page, "Most used benchmarks") == ["NightRoads 2 papers"]
    assert cells(page, "What is known of the papers")[0] == "Code 1 of 4 papers"
    assert "All papers so far are of Mar 2025" in page, "one month is no course of time"
    assert cells(page.replace(' <span class="context">All', "</h2>"), "Tags over time")[0] == "Attention 2 of 4 papers"


def test_tags_are_counted_by_month_and_then_by_year(tiny: Path, built: Built) -> None:
    for number in range(1, 3):
        front = f"title: Paper {number}\nlisted: 2025-05-0{number}\ntags: [object-detection]"
        put(tiny, f"content/papers/2025-05-0{number}/paper-{number}.md", f"---\n{front}\n---\n")
    assert cells(built("stats"), "Tags over time")[:2] == ["Tag Mar 2025 May 2025", "Object detection 2 of 4 2 of 2"]
    for month in range(1, 13):
        text = f"---\ntitle: Month {month}\nlisted: 2024-{month:02}-01\n---\n"
        put(tiny, f"content/papers/2024-{month:02}-01/month-{month}.md", text)
    assert cells(built("stats"), "Tags over time")[:2] == ["Tag 2024 2025", "Object detection 0 of 12 4 of 6"]


def test_freshness_is_told_from_the_content(tiny: Path, built: Built) -> None:
    put(tiny, "content/digest.yaml", (tiny / "content/digest.yaml").read_text() + "quiet_days: 9\n")
    for path in ("stats", ""):
        assert '<p class="freshness" data-newest="2025-03-14" data-quiet="9">Newest paper <time' in built(path)


def test_a_result_without_a_value_is_none_that_is_stated(tiny: Path, built: Built) -> None:
    before = cells(built("stats"), "What is known of the papers")[2]
    result = "{benchmark: nightroads, metric: map, status: extracted}"
    front = f"title: A Paper of Few Words\nlisted: 2025-03-14\nresults: [{result}]"
    put(tiny, "content/papers/2025-03-14/few-words.md", f"---\n{front}\n---\nNothing is said.\n")
    stated, papers = (int(word) for word in before.split() if word.isdigit())
    assert cells(built("stats"), "What is known of the papers")[2] == f"A stated result {stated} of {papers + 1} papers"
