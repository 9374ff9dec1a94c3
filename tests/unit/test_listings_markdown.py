"""Lists and tables of papers in Markdown: titles without their dress, and the links beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Report
from builder.listings import Listing, PartialDate, markdown_list, read_listing
from builder.listings.markdown_items import read_spans
from builder.listings.markdown_titles import title_in_cell, title_in_item
from builder.model import Link, LinkKind

DATA = Path(__file__).resolve().parents[1] / "data" / "listings" / "formats"


def read(name: str) -> tuple[Listing, list[str]]:
    report = Report()
    listing = read_listing((DATA / name).read_bytes(), "x.md", report)
    assert listing is not None, list(map(str, report))
    assert listing.format == "markdown"
    return listing, list(map(str, report))


def code(name: str) -> Link:
    return Link(LinkKind.CODE, f"https://github.com/example/{name}")


def test_an_awesome_list() -> None:
    listing, faults = read("awesome.md")
    assert faults == [
        "x.md:5:1: notice: 1 item without the address of a paper left out, the first here [listing-left-out]"
    ]
    assert [(entry.title, dict(entry.ids), entry.links, entry.line) for entry in listing.entries] == [
        (
            "Rivers That Turn: A Survey of $k$-Fold Bends",
            {"arxiv": "2503.00001"},
            (code("bends"), Link(LinkKind.PROJECT, "https://bends.example.org")),
            9,
        ),
        (
            "Why Bold Rivers | Sink",
            {},
            (Link(LinkKind.PROJECT, "https://openaccess.thecvf.com/content/rivers.pdf"),),
            10,
        ),
        ("Dams: Holding Back for Good", {"arxiv": "2403.00002"}, (code("dams"),), 14),
        ("Water Finds Its Way Through Graphs", {"openreview": "Fl0w_1"}, (code("flow"),), 15),
        ("Pond", {"arxiv": "2403.00003"}, (), 17),
        ("Lakes Are Slow Rivers", {"arxiv": "2303.00004"}, (), 18),
        ("Puddles and What They Reflect", {"arxiv": "2503.00005"}, (code("puddles"),), 19),
        ("Streams of Words", {"acl": "2024.acl-long.77"}, (code("streams"),), 23),
    ]
    assert {entry.abstract for entry in listing.entries} == {""}


def test_tables_of_a_week_and_of_a_night() -> None:
    listing, faults = read("weekly.md")
    assert faults == []
    sand, grain, dunes, glass = listing.entries
    assert (sand.title, dict(sand.ids), sand.abstract, sand.line) == (
        "Sand-Based Language Models",
        {"arxiv": "2505.10001"},
        "",
        4,
    )
    assert sand.links == ()
    assert (grain.title, dict(grain.ids)) == ("GRAIN", {"arxiv": "2505.10002"})
    assert (dunes.title, dunes.authors) == ("Dunes | Deserts: A Title With a Bar", ("Ada Sand",))
    assert (dunes.published, dict(dunes.ids), dunes.links) == (PartialDate(5, 30, 2025), {"arxiv": "2505.20001"}, ())
    assert (glass.title, glass.authors, glass.links) == (
        "Glass from Above | Below",
        ("Bob Reed", "Cy Moss"),
        (code("glass"),),
    )


PAPER = "[[Paper](https://arxiv.org/abs/2401.00001)]"


@pytest.mark.parametrize(
    ("item", "title"),
    [
        (f'**Nick**: "The "Quoted" Part of It", ICML, 2020. {PAPER}', 'The "Quoted" Part of It'),
        (f"“Curly Quotes Around It.” ICML. {PAPER}", "Curly Quotes Around It"),
        (f'**?**: "Is This a Question?", ICML, 2020. {PAPER}', "Is This a Question?"),
        ("[YOLO](https://arxiv.org/abs/2401.00001)", "YOLO"),
        (
            "(2024-03-12) [A *Nice* `Title` of $a_i^*$ and $b_i^*$](https://arxiv.org/abs/2401.00001)",
            "A Nice Title of $a_i^*$ and $b_i^*$",
        ),
        (f"[ICLR 2024] Attention Without Any Attention {PAPER}", "Attention Without Any Attention"),
        (f"***All of It Is Strong*** {PAPER}", "All of It Is Strong"),
        (f"~~Struck Out but Still There~~ {PAPER}", "Struck Out but Still There"),
        (f"`[CVPR'24]` __Under Scores and Such Things__ {PAPER}", "Under Scores and Such Things"),
        (f"*Sand, A. and Reed, B.* The Title Comes Behind Them. {PAPER}", "The Title Comes Behind Them"),
        (f"3D Vision Without Glasses, arXiv 2024 {PAPER}", "3D Vision Without Glasses, arXiv 2024"),
        (f"Authors: Ada Sand {PAPER}", ""),
        ("[Paper](https://arxiv.org/abs/2401.00001) | [Code](https://github.com/a/b)", ""),
        ("![](https://img.shields.io/x.png) [📄 Paper](https://arxiv.org/abs/2401.00001)", ""),
    ],
)
def test_the_title_of_an_item(item: str, title: str) -> None:
    assert title_in_item(read_spans(item)) == title


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("12) Plain Title  Then what an editor says - and more", "Plain Title"),
        ("3. **Bold** - text", "Bold"),
        ("Plain Title - With a Dash", "Plain Title - With a Dash"),
        ("[Linked](https://a.b)<br>Ada Sand", "Linked"),
        ("Plain Title<br>Ada Sand", "Plain Title"),
        ("[link](https://a.b)", ""),
        ("", ""),
    ],
)
def test_the_title_of_a_cell(cell: str, title: str) -> None:
    assert title_in_cell(read_spans(cell)) == title


@pytest.mark.parametrize(
    "text",
    [
        "# A tool\n\nSee [the paper](https://arxiv.org/abs/2401.00001).\n\n- [Docs](https://a.b)\n- [Help](https://a.c)\n",
        "| Model | AP | Paper |\n|---|---|---|\n| Swin | 58.7 | [link](https://arxiv.org/abs/2401.00001) |\n" * 2,
        "```\n- [A Title of Code](https://arxiv.org/abs/2401.00001)\n- [B Title of Code](https://arxiv.org/abs/2401.00002)\n```\n",
        "- [A Title of One](https://arxiv.org/abs/2401.00001)\n- [B Title of Two](https://arxiv.org/abs/2401.00002)\n\n"
        + "A long text about something else altogether. " * 20,
    ],
)
def test_what_only_mentions_papers_is_no_list(text: str) -> None:
    assert not markdown_list.detect(text)


def test_a_named_list_may_be_short_and_its_faults_are_told() -> None:
    report = Report()
    text = "- [Only a Title](https://arxiv.org/abs/2401.00001)\n- [Paper](https://arxiv.org/abs/2401.00002)\n"
    listing = read_listing(text.encode(), "x.md", report, format_name="markdown")
    assert listing is not None
    assert [entry.title for entry in listing.entries] == ["Only a Title"]
    assert list(map(str, report)) == [
        "x.md:2:1: warning: no title is found beside the address of a paper; this record is left out [listing-record]"
    ]


SIGNS = '- |* |1. |**|*|[|](|](https://arxiv.org/abs/2401.00001)|)|"|`|```|<br>|<a href=x>|</a>|![|$|~~|# |Paper|null'
signs = st.sampled_from([*SIGNS.split("|"), "|", "|---|", "\n", "  ", "Title of It", ":fire:", "\U0001f525", "2024/03"])


@given(st.lists(st.one_of(signs, st.text(max_size=9)), max_size=40).map("".join))
def test_no_text_makes_reading_fail(text: str) -> None:
    markdown_list.detect(text)
    markdown_list.parse(text, "x.md", Report())
