"""Issues that named a merged paper: what they name afterwards, in whatever layout."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import put

from builder.diagnostics import Report
from builder.mentions import mentions
from builder.model import Paper
from builder.source import read_front_matter

DAY, OTHER = date(2025, 3, 14), date(2025, 3, 15)
GONE = Paper("gone", "Owls", OTHER, aliases=("older",))
ISSUE = "content/issues/2025-03-14.md"


def moved(root: Path, text: str, stays: Paper) -> str | None:
    """The issue's text now; what it was where nothing is to change."""
    put(root, ISSUE, text)
    found = list(mentions(root, GONE, stays))
    return found[0].text if found else text


@pytest.mark.parametrize(
    ("lists", "here", "elsewhere"),
    [
        ("order: [gone]", "order: [stays]", "order: []"),
        ("order: [a, 'gone', b]  # c", "order: [a, 'stays', b]  # c", "order: [a, b]  # c"),
        ("order: [a, older, gone]", "order: [a, stays]", "order: [a]"),
        ("order: [gone, stays]", "order: [stays]", "order: [stays]"),
        ("order: [gone, older, a]", "order: [stays, a]", "order: [a]"),
        (
            "order: [\n  a,\n  gone,  # c\n  b\n  ]",
            "order: [\n  a,\n  stays,  # c\n  b\n  ]",
            "order: [\n  a,\n  # c\n  b\n  ]",
        ),
        ("order:\n- gone\n- a", "order:\n- stays\n- a", "order:\n- a"),
        ("order:\n  - a\n  -  gone # c", "order:\n  - a\n  -  stays # c", "order:\n  - a\n  # c"),
        ("order:\n  - gone\ntitle: gone", "order:\n  - stays\ntitle: gone", "order:\ntitle: gone"),
        ("title: gone\norder: [a]", "title: gone\norder: [a]", "title: gone\norder: [a]"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_an_issue_names_the_paper_that_stays_if_it_is_one_of_its_own(
    lists: str, here: str, elsewhere: str, line_end: str, tmp_path: Path
) -> None:
    before, own, others = (
        f"---\n{text}\n---\nOf gone owls.\n".replace("\n", line_end) for text in (lists, here, elsewhere)
    )
    assert moved(tmp_path, before, Paper("stays", "Owls", DAY)) == own
    assert moved(tmp_path, before, Paper("stays", "Owls", OTHER)) == others


def test_an_issue_in_a_layout_of_its_own_is_left_alone(tmp_path: Path) -> None:
    text = "---\nhighlights: [&x gone]\n---\n"
    assert moved(tmp_path, text, Paper("stays", "Owls", DAY)) in {None, text}


SLUGS = st.sampled_from(["a", "b", "gone", "older", "stays", "stays-old"])


@given(
    slugs=st.lists(SLUGS, max_size=5, unique=True),
    style=st.sampled_from(["line", "lines", "block"]),
    day=st.sampled_from([DAY, OTHER]),
    end=st.sampled_from(["", " ", "  # c"]),
)
@settings(max_examples=300)
def test_all_others_stay_in_their_order(
    slugs: list[str], style: str, day: date, end: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = {
        "line": f"order: [{', '.join(slugs)}]{end}\n",
        "lines": "order: [\n" + "".join(f"  {slug},{end}\n" for slug in slugs) + "  ]\n",
        "block": "order:\n" + "".join(f"  - {slug}{end}\n" for slug in slugs),
    }
    stays = Paper("stays", "Owls", day, aliases=("stays-old",))
    after = moved(tmp_path_factory.mktemp("issue"), f"---\n{rows[style]}---\n", stays)
    assert after is not None
    document = read_front_matter(after, ISSUE, Report())
    assert document
    node = document.node.value[0][1]
    named = [item.value for item in node.value] if isinstance(node.value, list) else []
    others = {"gone", "older"}
    assert [slug for slug in named if slug != "stays"] == [slug for slug in slugs if slug not in {*others, "stays"}]
    assert ("stays" in named) == (
        "stays" in slugs or bool(day == DAY and others & {*slugs} and "stays-old" not in slugs)
    )
    assert after.count("# c") == rows[style].count("# c")
