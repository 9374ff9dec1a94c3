"""Items put into front matter as text: where they go, and that all else stays."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import DATA

from builder.diagnostics import Report
from builder.edit import Additions, with_additions
from builder.load import PAPER
from builder.model import BenchmarkUse, Link, LinkKind, Result, Role
from builder.schema import read_document
from builder.source import read_front_matter

STYLES = DATA / "suggest"
ADDED = Additions(
    links=(Link(LinkKind.CODE, "https://git.example/owl"),),
    tags=("night-vision", "on"),
    benchmarks=(BenchmarkUse("nightroads", Role.EVALUATED), BenchmarkUse("meadow-qa", Role.INTRODUCED)),
    results=(
        Result("nightroads", "map", Decimal("91.5"), split="test", model="Owl: v2", evidence='sees "91.5", {at} night'),
        Result("meadow-qa", "map", Decimal(7), assumed_metric=True),
    ),
)
KEYS = ("links", "tags", "benchmarks", "results")


def loaded(text: str) -> dict[str, Any]:
    """The front matter's values and the abstract of a file without faults."""
    report = Report()
    document = read_front_matter(text.replace("\r\n", "\n"), "owl.md", report)
    assert document
    values: dict[str, Any] = read_document(document, PAPER, report, {})
    assert list(report) == []
    return values | {"abstract": document.body}


def extended(values: dict[str, Any], added: Additions) -> dict[str, Any]:
    """What a file with `values` holds once `added` is in it."""
    lists = {key: (*values.get(key, ()), *getattr(added, key)) for key in KEYS}
    return values | {key: items for key, items in lists.items() if items}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("style", sorted(folder.name for folder in STYLES.iterdir()))
def test_items_go_where_a_person_would_put_them(style: str, line_end: str) -> None:
    before, after = ((STYLES / style / f"{name}.md").read_text("utf-8") for name in ("before", "after"))
    edited = with_additions(before.replace("\n", line_end), ADDED)
    assert edited == after.replace("\n", line_end)
    assert loaded(edited) == extended(loaded(before), ADDED)


def test_nothing_to_add_changes_nothing() -> None:
    text = (STYLES / "block-lists" / "before.md").read_text("utf-8")
    assert with_additions(text, Additions()) == text


def test_mixed_line_ends_stay_and_new_lines_take_the_first() -> None:
    before = "---\r\ntitle: Owls\nlisted: 2025-03-14\r\ntags: [owl]\n---\nA\r\nB\n"
    added = Additions(tags=("bat",), links=ADDED.links)
    assert with_additions(before, added) == (
        "---\r\ntitle: Owls\nlisted: 2025-03-14\r\nlinks:\r\n  - {kind: code, url: 'https://git.example/owl'}\r\n"
        "tags: [owl, bat]\n---\nA\r\nB\n"
    )


def test_places_are_counted_in_characters_not_in_bytes() -> None:
    before = "---\ntitle: 🦉 Øwls\nlisted: 2025-03-14\ntags: [owl]  # 🦉\n---\n"
    assert with_additions(before, Additions(tags=("bat",))) == before.replace("[owl]", "[owl, bat]")


def test_many_comments_in_brackets_take_no_time() -> None:
    comments = "  # a # b, # c\n" * 5_000
    before = f"---\ntitle: Owls\nlisted: 2025-03-14\ntags: [\n  owl\n{comments}  ]\n---\n"
    assert with_additions(before, Additions(tags=("bat",))) == before.replace("  owl\n", "  owl,\n  bat\n")


# Front matter as people might lay it out, in every combination.

ITEMS: dict[str, list[str | dict[str, str]]] = {
    "links": [{"kind": "data", "url": "https://data.example/a"}, {"kind": "model", "url": "https://data.example/b"}],
    "tags": ["dataset", "survey", "moth"],
    "benchmarks": [{"benchmark": "coco", "role": "training"}, {"benchmark": "kelp", "role": "evaluated"}],
    "results": [
        {"benchmark": "coco", "metric": "map", "value": "40.0", "evidence": '"40.0: so, much"', "status": "verified"},
        {"status": "extracted", "value": "41", "metric": "map", "benchmark": "kelp"},
    ],
}
OTHERS = (
    ["title: 'Owls: a # story'"],
    ["title: >-", "    Owls:", "    a story"],
    ["published:"],
    ["authors: [Ada Example,", "  Bo Example]"],
    ["ids: {}"],
    ["featured: true"],
    ["note: |", "     tags: [a]", "", "     # Not a comment."],
    ["rejected: [coco/map, https://git.example/bat]"],
)
NOTHINGS = ("", " []", " [  ]", " null", " ~", ' ""')
MARGINS = st.sampled_from(["", "", "", "# note", "    # own note", "  # tags: [a]", "   "])


def flow(item: str | dict[str, str]) -> str:
    if isinstance(item, str):
        return item
    return "{" + ", ".join(f"{key}: {value}" for key, value in item.items()) + "}"


@st.composite
def commented(draw: st.DrawFn, lines: list[str]) -> list[str]:
    """`lines` with comments behind and between them."""
    ends = st.sampled_from(["", "", "  # c", "   "])
    return [text for line in lines for text in (line + draw(ends), draw(MARGINS)) if text]


@st.composite
def list_lines(draw: st.DrawFn, key: str) -> tuple[list[str], list[str]]:
    """A list key as lines, and the same lines without a written nothing."""
    items = draw(st.lists(st.sampled_from(ITEMS[key]), max_size=3, unique_by=flow))
    if not items:
        nothing, end = draw(st.sampled_from(NOTHINGS)), draw(st.sampled_from(["", "  # none"]))
        return [f"{key}:{nothing}{end}"], [f"{key}:{end}"]
    comma = draw(st.sampled_from(["", ",", " ,"]))
    match draw(st.sampled_from(["line", "lines", "wrapped", "block", "block"])):
        case "line":
            lines = [f"{key}: [{', '.join(map(flow, items))}{comma}]"]
        case "wrapped":
            lines = [
                f"{key}: [{','.join(map(flow, items[:-1]))}" + "," * (len(items) > 1),
                f"  {flow(items[-1])}{comma} ]",
            ]
        case "lines":
            rows = [f"   {flow(item)}," for item in items]
            lines = [f"{key}: [", *rows[:-1], rows[-1][:-1] + comma, "  ]"]
        case _:
            indent, gap = draw(st.sampled_from(["", "  ", "     "])), draw(st.integers(1, 4)) * " "
            lines = [f"{key}:"]
            for item in items:
                if isinstance(item, dict) and draw(st.booleans()):
                    first, *rest = (f"{name}: {value}" for name, value in item.items())
                    lines += [f"{indent}-{gap}{first}", *(f"{indent} {gap}{line}" for line in rest)]
                else:
                    lines.append(f"{indent}-{gap}{flow(item)}")
    lines = draw(commented(lines))
    return lines, lines


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str, list[str]]:
    """A paper's file; the same without written nothings; and the lines that no list of ours is on."""
    title, *others = [OTHERS[draw(st.integers(0, 1))], *draw(st.lists(st.sampled_from(OTHERS[2:]), unique_by=str))]
    present = draw(st.lists(st.sampled_from(KEYS), unique=True))
    blocks = [(lines, lines, lines) for lines in (title, ["listed: 2025-03-14   # day"], *others)]
    blocks += [(*draw(list_lines(key)), []) for key in present]
    blocks = draw(st.permutations(blocks))
    margin, line_end = draw(st.sampled_from(["", "", "  "])), draw(st.sampled_from(["\n", "\r\n"]))
    whole, kept, fixed = (
        [margin + line if line.strip() else line for block in blocks for line in block[part]] for part in range(3)
    )
    head, tail = f"---{line_end}", f"---  {line_end}An abstract.{line_end}{line_end}--- and more"
    text, rest = (head + "".join(line + line_end for line in lines) + tail for lines in (whole, kept))
    return text, rest, fixed


def in_order(parts: Any, whole: Any) -> bool:
    """Whether all of `parts` come in `whole`, in their order."""
    rest = iter(whole)
    return all(part in rest for part in parts)


additions = st.builds(
    Additions,
    links=st.sampled_from([(), ADDED.links]),
    tags=st.sampled_from([(), ADDED.tags, ADDED.tags[:1]]),
    benchmarks=st.sampled_from([(), ADDED.benchmarks, ADDED.benchmarks[1:]]),
    results=st.sampled_from([(), ADDED.results, ADDED.results[:1]]),
)


@settings(max_examples=300)
@given(files(), additions)
def test_whatever_the_layout_every_byte_stays_and_the_items_are_in(
    file: tuple[str, str, list[str]], added: Additions
) -> None:
    before, kept, fixed = file
    after = with_additions(before, added)
    assert in_order(kept, after)
    assert in_order(fixed, after.splitlines())
    assert loaded(after) == extended(loaded(before), added)
    assert with_additions(after, Additions()) == after
