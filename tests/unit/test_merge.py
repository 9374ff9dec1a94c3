"""Two entries as one: nothing of either is lost, in whatever layout, and merging again changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_edit import files, in_order, loaded

from builder.edit import with_changes
from builder.entries import paper_text
from builder.merge import conflicts, union
from builder.model import BenchmarkUse, Link, LinkKind, Paper, Result, Role, Status, Verification

OWN = Paper(
    "owls",
    "Owls",
    date(2025, 3, 14),
    abstract="Owls see by night. We reach …",
    authors=("Ada",),
    ids={"arxiv": "2503.00001"},
    tags=("owl",),
    results=(Result("coco", "map", Decimal("40.0"), model="Owl"),),
    note="Read it.",
    rejected=("moth", "kelp/map"),
)
ITS = Paper(
    "owls-2",
    "Owls by Night",
    date(2025, 3, 15),
    abstract="Owls see by night. We reach 40.0.",
    published=date(2025, 3, 1),
    authors=("Ada", "Bo"),
    ids={"arxiv": "2503.00002", "doi": "10.1234/owl"},
    tags=("moth", "night"),
    results=(
        Result("coco", "map", Decimal("40.0"), split="test", status=Status.VERIFIED),
        Result("coco", "map", Decimal("39.5")),
        Result("kelp", "map", Decimal(7)),
    ),
    featured=True,
    note="And again.",
    aliases=("owl",),
    rejected=("owl",),
)


def test_the_entry_that_stays_gets_what_it_lacks() -> None:
    merged = union(OWN, ITS)
    assert (merged.slug, merged.title, merged.listed) == (OWN.slug, OWN.title, OWN.listed)
    assert (merged.abstract, merged.published, merged.authors) == (ITS.abstract, ITS.published, ITS.authors)
    assert merged.ids == {"arxiv": "2503.00001", "doi": "10.1234/owl"}
    assert (merged.tags, merged.featured, merged.note) == (("owl", "night"), True, "Read it.\n\nAnd again.")
    assert (merged.aliases, merged.rejected) == (("owls-2", "owl"), ("moth", "kelp/map", "owl"))
    assert merged.results == (
        Result("coco", "map", Decimal("40.0"), split="test", model="Owl", status=Status.VERIFIED),
        Result("coco", "map", Decimal("39.5")),
    )


def test_what_differs_is_told() -> None:
    assert list(conflicts(OWN, ITS)) == [
        "title: that of owls stays, not Owls by Night",
        "listed: that of owls stays, not 2025-03-15",
        "arxiv: 2503.00001 stays, not 2503.00002",
        "tag moth: left out, because it is rejected here",
        "owl: stays, though owls-2 rejects it",
        "result coco map: 40.0 and 39.5 both stand there now",
        "result kelp map 7: left out, because it is rejected here",
        "note: both stand there now",
    ]


@pytest.mark.parametrize(
    ("name", "own", "its", "merged"),
    [
        pytest.param("title", "Owls", "Owls: Seeing by Ear", "Owls: Seeing by Ear", id="subtitle"),
        pytest.param("title", "Owls: Seeing by…", "Owls: Seeing by Ear", "Owls: Seeing by Ear", id="title cut"),
        pytest.param("title", "OWLS: Seeing by Nig…", "Owls: Seeing by Night", "OWLS: Seeing by Night", id="word cut"),
        pytest.param("title", "OwlNet", "Owlnet: a TYPO subtitel", "OwlNet: a TYPO subtitel", id="own spelling"),
        pytest.param("title", "Snowy Owls?", "Snowy Owls? By Ear", "Snowy Owls? By Ear", id="punctuation"),
        pytest.param("title", "C++", "C++: Owls in Code", "C++: Owls in Code", id="signs"),
        pytest.param("title", "Seeing by Ear", "Owls: Seeing by Ear", "Seeing by Ear", id="other words before"),
        pytest.param("title", "Owls: Seing by…", "Owls: Seeing by Ear", "Owls: Seing by…", id="cut, another spelling"),
        pytest.param("title", "Owls by Day", "Owls by Night and in Snow", "Owls by Day", id="another title"),
        pytest.param("authors", (), ("Ada Ek",), ("Ada Ek",), id="no authors"),
        pytest.param("authors", ("Ada Ek", "et al."), ("Ada Ek", "Bo"), ("Ada Ek", "Bo"), id="and others"),
        pytest.param(
            "authors", ("Ada Ek", "Cy Oh"), ("A. Ek", "B. Um", "C. Oh"), ("Ada Ek", "B. Um", "Cy Oh"), id="one"
        ),
        pytest.param("authors", ("A. Ek",), ("Ek, Ada",), ("Ek, Ada",), id="initials"),
        pytest.param("authors", ("Ada Ek",), ("Bo Ek", "Cy Oh"), ("Ada Ek",), id="other authors"),
        pytest.param("authors", ("Ada Ek", "Bo Um"), ("Ada Ek",), ("Ada Ek", "Bo Um"), id="fewer authors"),
        pytest.param("abstract", "Owls see.", "Owls see. They hear, too.", "Owls see. They hear, too.", id="sentences"),
        pytest.param("abstract", "Owls see well.", "Owls do not see well.", "Owls see well.", id="turned"),
        pytest.param(
            "abstract", "Owls see. They hear.", "They hear. Now owls see.", "Owls see. They hear.", id="order"
        ),
        pytest.param("abstract", "Owls see. They hea…", "Owls — see! They hear.", "Owls — see! They hear.", id="cut"),
        pytest.param(
            "abstract", "Owls see by day.", "Owls hear by night, and see.", "Owls see by day.", id="other words"
        ),
        pytest.param(
            "abstract",
            "Owls see by night, and hear what they can not see in the snow; we meas…",
            "Owls see by night and hear what they cannot see in snow; we measure both.",
            "Owls see by night and hear what they cannot see in snow; we measure both.",
            id="cut and revised",
        ),
    ],
)
def test_the_richer_of_two_fields_is_kept(name: str, own: Any, its: Any, merged: Any) -> None:
    assert getattr(union(replace(OWN, **{name: own}), replace(ITS, **{name: its})), name) == merged


def test_an_abstract_that_a_score_is_quoted_from_is_not_replaced() -> None:
    quoted = replace(OWN.results[0], evidence="reach 40.0")
    stays = replace(OWN, abstract="We reach 40.0.", results=(quoted,))
    assert union(stays, replace(ITS, abstract="We reach 40.0. At last.")).abstract == "We reach 40.0. At last."
    assert union(stays, replace(ITS, abstract="We reach: 40.0. At last.")).abstract == "We reach 40.0."


def test_a_missing_value_is_taken_from_the_other_entry() -> None:
    known = Result("coco", "map", Decimal("40.0"), evidence="at 40.0")
    own, its = (Paper(slug, "Owls", date(2025, 3, 14), results=(known,)) for slug in ("owls", "owls-2"))
    missing = (replace(known, value=None),)
    for pair in ((replace(own, results=missing), its), (own, replace(its, results=missing))):
        assert union(*pair).results == (known,)
        assert list(conflicts(*pair)) == []


def test_a_value_is_not_verified_by_a_check_that_found_none() -> None:
    known = Result("coco", "map", Decimal("40.0"))
    checked = replace(known, value=None, status=Status.VERIFIED)
    own, its = (Paper(slug, "Owls", date(2025, 3, 14), results=(r,)) for slug, r in (("owls", known), ("b", checked)))
    assert union(own, its).results == (known, checked)
    assert list(conflicts(own, its)) == ["result coco map: 40.0 and not known both stand there now"]


TEXT = st.sampled_from(["", "", "owl", "bat: 1", "# moth"])
SLUGS = st.sampled_from(["coco", "kelp"])
VERIFIED = st.none() | st.builds(Verification, st.sampled_from(["ada", "bo"]), st.just(date(2025, 3, 20)))


def unique(items: st.SearchStrategy[Any], by: Any = None) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=3, unique_by=by or repr).map(tuple)


@st.composite
def results(draw: st.DrawFn) -> Result:
    status = draw(st.sampled_from(Status))
    return Result(
        draw(SLUGS),
        "map",
        draw(st.sampled_from([Decimal("40.0"), Decimal("41.5"), None])),
        split=draw(TEXT),
        setting=draw(TEXT),
        model=draw(TEXT),
        evidence=draw(TEXT),
        task=draw(st.sampled_from(["", "owl"])),
        status=status,
        assumed_metric=draw(st.booleans()),
        verified=draw(VERIFIED) if status is Status.VERIFIED else None,
    )


def papers(slug: str) -> st.SearchStrategy[Paper]:
    url = st.sampled_from(["https://data.example/a", "https://data.example/A/", "http://www.data.example/c"])
    return st.builds(
        Paper,
        slug=st.just(slug),
        title=st.sampled_from(["Owls", "Owls: Again"]),
        listed=st.sampled_from([date(2025, 3, 14), date(2025, 3, 15)]),
        abstract=st.sampled_from(["", "Owls see.", "Owls see. And …", "Bats hear.\n\n--- Truly."]),
        source=st.sampled_from(["", "owl-list", "2025-03-22-night"]),
        published=st.none() | st.just(date(2025, 3, 1)) | st.just(date(2025, 3, 2)),
        authors=unique(st.sampled_from(["Ada Ek", "Bo: Ek", "no"])),
        ids=st.fixed_dictionaries(
            {}, optional={"arxiv": st.sampled_from(["2503.00001", "2503.00002"]), "doi": st.just("10.1234/x")}
        ),
        links=unique(st.builds(Link, st.sampled_from(LinkKind), url), by=lambda link: link.url),
        tags=unique(st.sampled_from(["owl", "bat", "on"])),
        benchmarks=unique(st.builds(BenchmarkUse, SLUGS, st.sampled_from(Role)), by=lambda use: use.benchmark),
        results=unique(results()),
        featured=st.booleans(),
        note=st.sampled_from(["", "Read it.", "Read: it\n\n- # twice\n  more", "'no'"]),
        aliases=unique(st.sampled_from([f"{slug}-old", "1e3"] if slug == "a" else [f"{slug}-old", "null"])),
        rejected=unique(st.sampled_from(["owl", "coco", "kelp/map", "https://data.example/c"])),
        location=st.just(Paper("", "", date.min).location),
    )


def states(own: Result, its: Result) -> bool:
    """Whether `own` says all that `its` says of a score, but for the words it is quoted from."""
    names = ("split", "task", "setting", "model")
    return (
        (own.benchmark, own.metric, own.assumed_metric) == (its.benchmark, its.metric, its.assumed_metric)
        and its.value in {None, own.value}
        and all(getattr(its, name) in {"", getattr(own, name)} for name in names)
        and (own.status is Status.VERIFIED or its.status is Status.EXTRACTED)
    )


@given(papers("a"), papers("b"))
def test_nothing_of_either_is_lost(stays: Paper, gone: Paper) -> None:
    merged, notes = union(stays, gone), "\n".join(conflicts(stays, gone))
    for name in ("links", "tags", "benchmarks", "aliases", "rejected"):
        own = getattr(stays, name)
        assert getattr(merged, name)[: len(own)] == own
    assert in_order(list(stays.authors), merged.authors)
    assert stays.title in merged.title
    assert stays.abstract.rstrip(" …") in merged.abstract
    assert merged.ids.items() >= stays.ids.items()
    assert merged.ids.keys() >= gone.ids.keys()
    assert {gone.slug, *gone.aliases} <= {*merged.aliases}
    assert {*merged.rejected} >= {*gone.rejected}
    assert stays.note in merged.note
    assert gone.note in merged.note
    assert merged.featured == (stays.featured or gone.featured)
    for result in stays.results:
        assert any(states(own, result) for own in merged.results)
    for result in gone.results:
        kept = any(states(own, result) for own in merged.results)
        assert kept or (result.status is Status.EXTRACTED and "left out" in notes)
    for name in ("title", "listed", "published", "source", "abstract", "authors"):
        assert getattr(gone, name) in (None, "", (), getattr(merged, name)) or f"{name}: " in notes
    for tag in gone.tags:
        assert tag in merged.tags or f"tag {tag}: left out" in notes
    for use in gone.benchmarks:
        assert use in merged.benchmarks or f"benchmark {use.benchmark}: " in notes


@given(papers("a"), papers("b"))
def test_merging_again_changes_nothing(stays: Paper, gone: Paper) -> None:
    merged = union(stays, gone)
    assert union(merged, gone) == merged
    text = with_changes(paper_text(stays), stays, merged)
    assert loaded(text) == loaded(paper_text(merged))
    assert with_changes(text, merged, union(merged, gone)) == text


@settings(max_examples=300)
@given(files(), papers("b"))
def test_whatever_the_layout_what_a_person_wrote_stays(file: tuple[str, str, list[str]], gone: Paper) -> None:
    text, _, fixed = file
    values = loaded(text)
    stays = Paper(slug="a", **values)
    merged = union(stays, gone)
    after = with_changes(text, stays, merged, ["b: a comment"])
    assert Paper(slug="a", **loaded(after)) == merged
    assert with_changes(after, merged, union(merged, gone), ["b: a comment"]) == after
    given_way = ("published:", "source:", "ids:", "note:", "rejected:")
    lines = [line for line in fixed if not line.lstrip().startswith(given_way)]
    assert in_order([line for line in lines if line.strip()], after.splitlines())
    comments = [line.partition("#")[2] for line in text.splitlines() if line.lstrip().startswith("#")]
    assert all(comment in after for comment in comments)


def test_a_note_is_put_below_another_in_its_block() -> None:
    text = "---\ntitle: Owls\nlisted: 2025-03-14\nnote: >  # mine\n  Read\n  it.\n\n# Below.\ntags: []\n---\nOwls.\n"
    stays = Paper(slug="a", **loaded(text))
    after = with_changes(text, stays, replace(stays, note="Read it.\n\nAnd again."))
    assert after == text.replace(">  # mine\n  Read\n  it.\n", "|-  # mine\n  Read it.\n\n  And again.\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "title: 'Owls'  # as printed\nlisted: 2025-03-14\nauthors: [A. Ek, 'Bo Um']  # two\n",
            "title: 'Owls: by Ear'  # as printed\nlisted: 2025-03-14\nauthors: [Ada Ek, 'Bo Um', 'Cy Oh']  # two\n",
            id="on one line",
        ),
        pytest.param(
            "title: >-\n  Owls\nlisted: 2025-03-14\nauthors:\n  # who\n  - A. Ek\n  - Bo Um\n",
            "title: 'Owls: by Ear'\nlisted: 2025-03-14\nauthors:\n  # who\n  - Ada Ek\n  - Bo Um\n  - Cy Oh\n",
            id="in a block",
        ),
    ],
)
def test_another_title_and_other_names_go_where_the_old_ones_stand(text: str, expected: str) -> None:
    stays = Paper(slug="a", **loaded(f"---\n{text}---\nOwls.\n"))
    after = replace(stays, title="Owls: by Ear", authors=("Ada Ek", "Bo Um", "Cy Oh"))
    assert with_changes(f"---\n{text}---\nOwls.\n", stays, after) == f"---\n{expected}---\nOwls.\n"
