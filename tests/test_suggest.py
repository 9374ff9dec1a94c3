"""`sheaf suggest`: what is shown, what is written, and whose word wins."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from support import ROOT, TINY, put, sheaf, succeeds, tree

from builder.diagnostics import Location, Report
from builder.edit import Additions
from builder.extract import Extraction, Proposal
from builder.load import load_vocabulary
from builder.model import BenchmarkUse, Link, LinkKind, Paper, Result, Role, Status
from builder.suggest import Suggestion, as_lines, compare

MOTHNET = "content/papers/2025-03-14/mothnet.md"
URL = "https://git.example/moth/mothnet"
BODY = f"MothNet reaches 52.5 mAP on NightRoads. Our code is available at {URL}.\n"
BARE = f'---\ntitle: "MothNet: Detecting Objects by Their Wings"   # as printed\nlisted: 2025-03-14\n---\n{BODY}'
FULL = f"""---
title: "MothNet: Detecting Objects by Their Wings"   # as printed
listed: 2025-03-14
links:
  - {{kind: code, url: '{URL}'}}
tags: [object-detection, image]
benchmarks:
  - {{benchmark: nightroads, role: evaluated}}
results:
  - benchmark: nightroads
    task: object-detection
    metric: map
    value: 52.5
    model: MothNet
    evidence: "52.5 mAP on NightRoads"
    status: extracted
---
{BODY}"""
SHOWN = f"""{MOTHNET}
  + tag object-detection
  + tag image
  + benchmark nightroads (evaluated)  "52.5 mAP on NightRoads"
  + result nightroads map 52.5  "52.5 mAP on NightRoads"
  + link code {URL}
"""
NONE_TO_REVIEW = "to review: 0 seen differently, 0 no longer found, 0 new names\n"
AGREED = f"0 papers: 0 tags, 0 benchmarks, 0 results, 0 links to add; {NONE_TO_REVIEW}"


@pytest.fixture
def digest(tiny: Path) -> Path:
    """The vocabulary of the tiny digest, and one paper with a title and an abstract."""
    for file in (*tiny.glob("content/papers/*/*.md"), *tiny.glob("content/issues/*"), tiny / "content/duplicates.yaml"):
        file.unlink()
    put(tiny, MOTHNET, BARE)
    return tiny


def suggest(root: Path, *arguments: str | Path) -> str:
    """What `sheaf suggest` prints, ending well and without a word on stderr."""
    done = sheaf(root, "suggest", *arguments)
    assert (done.code, done.err) == (0, "")
    return done.out


def written(root: Path) -> str:
    """The paper's file after `sheaf suggest --write`, which a second run leaves as it is."""
    suggest(root, "--write")
    text = (root / MOTHNET).read_bytes().decode()
    before = tree(root / "content")
    assert "0 tags, 0 benchmarks, 0 results, 0 links added" in suggest(root, "--write")
    assert tree(root / "content") == before
    return text


def test_what_would_be_added_is_shown_and_not_written(digest: Path) -> None:
    before = tree(digest)
    shown = suggest(digest)
    assert shown == f"{SHOWN}1 paper: 2 tags, 1 benchmark, 1 result, 1 link to add; {NONE_TO_REVIEW}"
    assert tree(digest) == before


def test_it_is_added_on_demand(digest: Path) -> None:
    assert suggest(digest, "--write").endswith("2 tags, 1 benchmark, 1 result, 1 link added; " + NONE_TO_REVIEW)
    assert (digest / MOTHNET).read_text() == FULL
    assert suggest(digest) == AGREED
    assert sheaf(digest, "check").code == 0


def test_what_was_added_once_is_not_added_again(digest: Path) -> None:
    assert written(digest) == FULL


def test_nothing_is_said_when_asked_for_silence(digest: Path) -> None:
    done = sheaf(digest, "--quiet", "suggest", "--write")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (digest / MOTHNET).read_text() == FULL


def test_programs_read_a_line_a_paper(digest: Path) -> None:
    (line,) = suggest(digest, "--json").splitlines()
    assert json.loads(line) == {
        "path": MOTHNET,
        "tags": ["object-detection", "image"],
        "benchmarks": [{"benchmark": "nightroads", "role": "evaluated", "evidence": "52.5 mAP on NightRoads"}],
        "results": [
            {
                "benchmark": "nightroads",
                "split": "",
                "task": "object-detection",
                "metric": "map",
                "setting": "",
                "value": 52.5,
                "model": "MothNet",
                "evidence": "52.5 mAP on NightRoads",
                "assumed_metric": False,
            }
        ],
        "links": [{"kind": "code", "url": URL}],
        "differs": [],
        "gone": [],
        "proposed": [],
    }


def imported(root: Path) -> Path:
    """The digest with its paper imported from a listing instead."""
    (root / MOTHNET).unlink()
    title, abstract = re.findall(r'"(.+)"', BARE)[0], BODY
    head = (
        "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\nMar 14\n\n"
    )
    file = put(root, "content/listings/2025-03-14-wings.txt", f"{head}Mar 14\n\n{title}\n\n{abstract}\n\n")
    assert sheaf(root, "import", file).code == 0
    (paper,) = root.glob("content/papers/*/*.md")
    return paper


def test_right_after_an_import_all_agree(digest: Path) -> None:
    paper = imported(digest)
    assert "value: 52.5" in paper.read_text()
    before = tree(digest / "content")
    assert suggest(digest, "--write") == AGREED.replace("to add", "added")
    assert tree(digest / "content") == before


def test_an_emptied_entry_becomes_what_the_import_made(digest: Path) -> None:
    paper = imported(digest)
    before = paper.read_text()
    emptied = re.sub(r"^(links|tags|benchmarks|results):.*\n(?:  .*\n)*", r"\1: []\n", before, flags=re.MULTILINE)
    assert emptied.count(": []\n") == 6
    paper.write_text(emptied)
    suggest(digest, "--write")
    assert paper.read_text() == before


@pytest.mark.parametrize(
    ("rejected", "lost"),
    [
        ("image", ["tag image"]),
        ("nightroads", ["benchmark nightroads", "result nightroads"]),
        ("nightroads/map", ["result nightroads"]),
        ("nightroads/map/52.50", ["result nightroads"]),
        ("nightroads/map/52", []),
        (URL, ["link code"]),
        (f"http{URL[5:]}/", ["link code"]),
        ("nightroads/latency", []),
    ],
)
def test_a_removal_wins(rejected: str, lost: list[str], digest: Path) -> None:
    text = BARE.replace("\n---\n", f"\nrejected: ['{rejected}']\n---\n")
    put(digest, MOTHNET, text)
    shown = [line for line in SHOWN.splitlines() if not any(line.startswith(f"  + {what}") for what in lost)]
    assert suggest(digest).splitlines()[:-1] == shown
    after = written(digest)
    assert f"rejected: ['{rejected}']\n" in after
    assert not any(line.startswith(f"  + {what}") for what in lost for line in suggest(digest).splitlines())


@pytest.mark.parametrize(
    "entry", ["Image", "nightroads/", "nightroads/map/x", "nightroads/map/1/2", "ftp://a.example/", "a b"]
)
def test_what_is_rejected_has_a_form(entry: str, digest: Path) -> None:
    put(digest, MOTHNET, BARE.replace("\n---\n", f"\nrejected: [image, '{entry}']\n---\n"))
    done = sheaf(digest, "check")
    assert done.code == 1
    assert done.err.startswith(f"{MOTHNET}:4:19: error: '{entry}' has the wrong form; such as coco")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("model: MothNet", "model: MothNet-L"),
        ("model: MothNet", "split: night\n    model: MothNet"),
        ("value: 52.5\n    model: MothNet", "value: 52.5\n    model: MOTHNET"),
        ("    task: object-detection\n", ""),
        ("value: 52.5", "value: 52.50"),
        ("role: evaluated", "role: 'evaluated'"),
        (f"'{URL}'", f"{URL}/"),
        ("status: extracted", "status: verified\n    verified: {by: Ada, date: 2025-03-15, where: Table 2}"),
        ("[object-detection, image]", "[image, benchmark, object-detection]"),
    ],
)
def test_an_edit_wins_and_nothing_is_said_of_it(old: str, new: str, digest: Path) -> None:
    text = FULL.replace(old, new)
    assert text != FULL
    put(digest, MOTHNET, text)
    before = tree(digest / "content")
    assert suggest(digest, "--write") == AGREED.replace("to add", "added")
    assert tree(digest / "content") == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value: 52.5", "value: 52.9", "~ result nightroads map: file 52.9, text says 52.5"),
        ("value: 52.5\n    model: MothNet", "value: 52.9", "~ result nightroads map: file 52.9, text says 52.5"),
        (
            "metric: map\n    value: 52.5",
            "metric: latency\n    value: 52.9",
            "~ result: file nightroads latency 52.9, text says nightroads map 52.5",
        ),
        (
            "metric: map\n    value: 52.5\n    model: MothNet\n",
            "metric: map\n    split: night\n    value: 52.9\n    model: Bat\n",
            "~ result: file nightroads night map 52.9, text says nightroads map 52.5",
        ),
        ("    value: 52.5\n", "", "~ result nightroads map: file not known, text says 52.5"),
        ("role: evaluated", "role: training", "~ benchmark nightroads: file training, text says evaluated"),
        ("kind: code", "kind: project", f"~ link {URL}: file project, text says code"),
        ("metric: map", "metric: latency", "~ result 52.5: file nightroads latency, text says nightroads map"),
    ],
)
def test_an_edit_wins_and_is_shown(old: str, new: str, said: str, digest: Path) -> None:
    put(digest, MOTHNET, FULL.replace(old, new))
    before = tree(digest / "content")
    done = sheaf(digest, "suggest", "--write")  # which warns of evidence that does not hold the number, as check does
    assert done.code == 0
    assert done.out.splitlines()[:-1] == [MOTHNET, f"  {said}"]
    assert "1 seen differently, 0 no longer found" in done.out
    assert tree(digest / "content") == before


def test_a_score_that_is_found_no_longer_is_told_and_stays(digest: Path) -> None:
    put(digest, MOTHNET, FULL.replace("MothNet reaches 52.5", "MothNet does well in"))
    before = (digest / MOTHNET).read_text()
    assert "  ? result nightroads map 52.5: no longer found\n" in sheaf(digest, "suggest", "--write").out
    assert (digest / MOTHNET).read_text() == before


def test_files_limit_it(digest: Path) -> None:
    other = put(digest, "content/papers/2025-03-14/mothnet-v2.md", BARE)
    assert suggest(digest, other).splitlines()[0] == "content/papers/2025-03-14/mothnet-v2.md"
    suggest(digest, "--write", digest / MOTHNET)
    assert ((digest / MOTHNET).read_text(), other.read_text()) == (FULL, BARE)
    done = sheaf(digest, "suggest", digest / "content/tags/image.md")
    assert (done.code, done.out) == (2, "")
    assert "image.md is no paper of this digest; choose files below content/papers/" in done.err


def test_content_with_errors_takes_nothing_in(digest: Path) -> None:
    put(digest, "content/papers/2025-03-14/owl.md", "---\ntitle: Owl\nlisted: 2025-03-14\ntags: [owl]\n---\n")
    before = tree(digest)
    done = sheaf(digest, "suggest", "--write")
    assert (done.code, done.out) == (1, "")
    assert "owl.md:4:8: error: unknown tag 'owl'" in done.err
    assert tree(digest) == before


def test_a_layout_that_cannot_be_added_to_is_left_alone_and_told(digest: Path) -> None:
    text = f"---\n{{title: Detecting objects, listed: 2025-03-14}}\n---\n{BODY}"
    put(digest, MOTHNET, text)
    done = sheaf(digest, "suggest", "--write")
    assert done.code == 0
    assert "0 tags, 0 benchmarks, 0 results, 0 links added" in done.out
    assert re.fullmatch(rf"{MOTHNET}:1:1: warning: .*; add what is suggested by hand \[left-alone\]\n", done.err)
    assert (digest / MOTHNET).read_text() == text


def test_a_digest_that_knows_no_benchmarks_agrees_with_what_it_imported(tmp_path: Path) -> None:
    for part in ("digest.yaml", "metrics.yaml"):
        put(tmp_path, f"content/{part}", (ROOT / "content" / part).read_bytes())
    for folder in ("tags", "listings"):
        shutil.copytree(ROOT / "content" / folder, tmp_path / "content" / folder)
    assert sheaf(tmp_path, "import", *sorted(tmp_path.glob("content/listings/*.txt"))).code == 0
    assert len(list(tmp_path.glob("content/benchmarks/*.md"))) > 50
    *_, last = suggest(tmp_path).splitlines()
    assert "0 tags, 0 benchmarks, 0 results, 0 links to add; to review: 0 seen differently, 0 no longer found" in last


def test_a_stub_that_a_curator_completed_is_read_as_it_is_now(digest: Path) -> None:
    put(digest, "content/benchmarks/lvis.md", "---\nname: LVIS\naliases: [Owls of the North]\n---\n")
    put(digest, MOTHNET, BARE.replace(BODY, "We evaluate our method on the Owls of the North dataset.\n"))
    assert "+ benchmark lvis (evaluated)" in suggest(digest)


# What is compared, without the extractors: any finding against any file.

FOUND = Result("nightroads", "map", Decimal("52.5"), task="object-detection", evidence="52.5 mAP on NightRoads")
PAPER = Paper("mothnet", "MothNet", date(2025, 3, 14), location=Location(MOTHNET))


def compared(paper: Paper, *results: Result, proposed: tuple[Proposal, ...] = ()) -> Suggestion:
    """The suggestion for `paper` where `results` are found."""
    found = Extraction(tags=(), benchmarks=(), results=results, links=(), proposed=proposed)
    return compare(paper, BODY, found, load_vocabulary(TINY, Report()))


def told(suggestion: Suggestion) -> list[str]:
    return [line.strip() for line in as_lines(suggestion)][1:]


def both(value: str, **changes: str) -> Iterator[Result]:
    """The found result with another value, by the extractors and by a person."""
    result = replace(FOUND, value=Decimal(value), **changes)  # type: ignore[arg-type]
    yield from (result, replace(result, status=Status.VERIFIED))


def test_a_verified_score_stands_for_all_that_may_be_the_same() -> None:
    _, verified = both("60.0", model="MothNet-L", split="test", setting="zero-shot", evidence="60.0 mAP")
    own = replace(PAPER, results=(verified,))
    for said in ({"model": "MothNet-L"}, {"split": "test"}, {"setting": "zero-shot"}, {"task": ""}, {}):
        assert not compared(own, replace(FOUND, **said))  # type: ignore[arg-type]
    assert not compared(own, FOUND, replace(verified, status=Status.EXTRACTED))


@pytest.mark.parametrize("field", ["split", "task", "setting", "model"])
def test_a_verified_score_says_nothing_of_another_board_or_model(field: str) -> None:
    _, verified = both("60.0", evidence="60.0 mAP", **{field: "one"})
    found = replace(FOUND, **{field: "two"})  # type: ignore[arg-type]
    assert compared(replace(PAPER, results=(verified,)), found).added.results == (found,)


def test_a_score_that_was_verified_without_its_words_is_not_put_back_under_the_name_of_the_text() -> None:
    _, verified = both("60.0", model="MothNet-L", evidence="")
    small, large = (replace(FOUND, model=model, evidence=model) for model in ("MothNet", "Moth"))
    assert not compared(replace(PAPER, results=(verified,)), small)
    assert compared(replace(PAPER, results=(verified,)), small, large).added.results == (large,)


def test_a_score_verified_for_another_board_is_not_put_back() -> None:
    own, verified = both("52.5", metric="latency")
    assert told(compared(replace(PAPER, results=(own,)), FOUND)) != []
    assert not compared(replace(PAPER, results=(verified,)), FOUND)
    checked_in_the_paper = replace(verified, evidence="")
    assert not compared(replace(PAPER, results=(checked_in_the_paper,)), FOUND)


def test_nothing_is_said_of_what_was_rejected_and_is_found_no_longer() -> None:
    own = replace(PAPER, results=(FOUND,))
    assert compared(own).gone == (FOUND,)
    for rejected in ("nightroads", "nightroads/map"):
        assert not compared(replace(own, rejected=(rejected,)))


@pytest.mark.parametrize("field", ["split", "task", "setting", "model"])
def test_an_unverified_score_of_another_board_or_model_stands_for_itself(field: str) -> None:
    own, _ = both("60.0", evidence="60.0 mAP on NightRoads", **{field: "one"})
    found = replace(FOUND, **{field: "two"})  # type: ignore[arg-type]
    suggestion = compared(replace(PAPER, results=(own,)), found)
    assert (suggestion.added.results, suggestion.differs, suggestion.gone) == ((found,), (), (own,))


def test_an_edit_of_one_of_several_scores_is_not_undone() -> None:
    first, second, third = (replace(FOUND, value=Decimal(value)) for value in ("84.3", "84.9", "85.6"))
    edited = replace(second, value=Decimal("84.8"))
    suggestion = compared(replace(PAPER, results=(first, edited, third)), first, second, third)
    assert told(suggestion) == ["~ result nightroads map: file 84.8, text says 84.9"]
    assert not suggestion.added


TWO_EDITS = (
    {"value": "52.9", "metric": "latency"},
    {"value": "52.9", "split": "night"},
    {"value": "52.9", "setting": "zero-shot", "model": "MothNet-L"},
    {"value": "52.9", "benchmark": "meadow-qa", "metric": "exact-match"},
    {"value": "52.5", "benchmark": "meadow-qa", "task": "", "evidence": "reaches 52.5 mAP on NightRoads."},
)


@pytest.mark.parametrize("edits", TWO_EDITS)
def test_an_edit_of_several_fields_wins(edits: dict[str, str]) -> None:
    found = replace(FOUND, split="day", setting="few-shot", model="MothNet")
    changes = {**edits, "value": Decimal(edits["value"])}
    own = replace(found, **changes)  # type: ignore[arg-type]
    suggestion = compared(replace(PAPER, results=(own,)), found)
    assert (suggestion.added, suggestion.gone) == (Additions(), ())
    assert len(suggestion.differs) == 1
    assert not compared(replace(PAPER, results=(replace(own, status=Status.VERIFIED),)), found)


def test_an_edited_score_stands_for_one_of_its_sentence() -> None:
    box, mask = FOUND, replace(FOUND, metric="latency", value=Decimal(18))
    edited = replace(box, metric="exact-match", value=Decimal("52.9"))
    assert compared(replace(PAPER, results=(edited,)), box, mask).added.results == (mask,)
    assert not compared(replace(PAPER, results=(edited, mask)), box, mask).added


def test_of_several_edited_scores_each_stands_for_the_likest() -> None:
    words = "18 ms and 52.5 mAP on NightRoads day and night"
    slow, good = replace(FOUND, metric="latency", value=Decimal(18), evidence=words), replace(FOUND, evidence=words)
    edits = (
        replace(good, value=Decimal("52.9"), metric="exact-match"),
        replace(slow, value=Decimal(18), split="night", benchmark="meadow-qa", model="Bat"),
    )
    assert told(compared(replace(PAPER, results=edits), slow, good)) == [
        "~ result 18: file meadow-qa night latency, text says nightroads latency",
        "~ result: file nightroads exact-match 52.9, text says nightroads map 52.5",
    ]


@pytest.mark.parametrize(
    ("own", "seen", "said"),
    [
        ("roads", "meadow-qa", ["~ benchmark: file roads, text says meadow-qa"]),
        ("coco roads lvis", "coco meadow-qa lvis", ["~ benchmark: file roads, text says meadow-qa"]),
        ("coco lvis roads", "coco meadow-qa lvis", ["+ benchmark meadow-qa (evaluated)"]),
        (
            "coco roads",
            "coco voc meadow-qa",
            ["+ benchmark meadow-qa (evaluated)", "~ benchmark: file roads, text says voc"],
        ),
        ("roads coco", "coco roads", []),
    ],
)
def test_an_edited_benchmark_is_not_put_back(own: str, seen: str, said: list[str]) -> None:
    mine, its = (tuple(BenchmarkUse(slug, Role.EVALUATED) for slug in slugs.split()) for slugs in (own, seen))
    found = Extraction(tags=(), benchmarks=its, results=(), links=(), proposed=())
    assert told(compare(replace(PAPER, benchmarks=mine), "", found, load_vocabulary(TINY, Report()))) == said


def test_the_benchmark_that_a_curator_took_a_score_from_is_not_put_back() -> None:
    roads = BenchmarkUse("nightroads", Role.EVALUATED)
    own = replace(FOUND, benchmark="meadow-qa")
    further = replace(FOUND, value=Decimal(18), metric="latency", evidence="18 ms on NightRoads")
    for results, added in (((FOUND,), ()), ((FOUND, further), (roads,))):
        found = Extraction(tags=(), benchmarks=(roads,), results=results, links=(), proposed=())
        suggestion = compare(replace(PAPER, results=(own,)), BODY, found, load_vocabulary(TINY, Report()))
        assert suggestion.added.benchmarks == added


def test_several_scores_that_differ_in_value_alone_are_all_added() -> None:
    scores = [replace(FOUND, value=Decimal(value)) for value in ("84.3", "84.9", "85.6")]
    assert compared(PAPER, *scores).added == Additions(results=tuple(scores))
    assert compared(replace(PAPER, results=(scores[0],)), *scores).added.results == tuple(scores[1:])


def test_a_new_name_is_for_review_until_it_is_rejected() -> None:
    new = Proposal("Road QA", Role.INTRODUCED, "We introduce Road QA.", (FOUND,))
    suggestion = compared(PAPER, proposed=(new,))
    assert told(suggestion) == ['? new benchmark "Road QA" (introduced)  "We introduce Road QA."']
    assert not suggestion.added
    assert not compared(replace(PAPER, rejected=("road-qa",)), proposed=(new,))


@pytest.mark.parametrize(
    ("before", "behind", "shown"),
    [
        (0, 9, '"52.5 mAP on the night roads on the night roads'),
        (9, 9, "on the night roads 52.5 mAP on the night roads"),
        (9, 0, 'on the night roads 52.5 mAP"'),
    ],
)
def test_long_evidence_is_cut_around_the_number_and_for_the_eye_alone(before: int, behind: int, shown: str) -> None:
    roads = "on the night roads "
    long = replace(FOUND, evidence=f"{roads * before}52.5 mAP {roads * behind}".strip())
    suggestion = compared(PAPER, long)
    (line,) = told(suggestion)
    quote = line.partition("52.5  ")[2]
    assert shown in quote
    assert (quote.startswith('"… '), quote.endswith(' …"')) == (before > 0, behind > 0)
    assert 60 < len(quote) <= 105
    assert suggestion.added.results == (long,)


@pytest.mark.parametrize(
    ("title", "abstract", "evidence"),
    [
        (
            "MothNet",
            "Put to the test, at last, on Night Roads, where owls are and moths.",
            "test, at last, on Night Roads, where owls are and",
        ),
        ("NightRoads at Dawn", "Moths.", "NightRoads at Dawn"),
        ("MothNet", "On night-roads.", ""),
    ],
)
def test_a_benchmark_without_a_score_shows_where_it_is_named(title: str, abstract: str, evidence: str) -> None:
    uses = (BenchmarkUse("nightroads", Role.EVALUATED),)
    found = Extraction(tags=(), benchmarks=uses, results=(), links=(), proposed=())
    suggestion = compare(replace(PAPER, title=title), abstract, found, load_vocabulary(TINY, Report()))
    assert suggestion.evidence == (evidence,)


def test_a_link_with_another_spelling_of_its_address_is_there() -> None:
    link = Link(LinkKind.CODE, "https://www.git.example/Moth/")
    found = Extraction(tags=(), benchmarks=(), results=(), links=(link,), proposed=())
    there = replace(PAPER, links=(Link(LinkKind.CODE, "http://git.example/moth"),))
    assert not compare(there, "", found, load_vocabulary(TINY, Report()))


def test_what_a_stub_brings_in_is_suggested_at_once(digest: Path) -> None:
    put(digest, MOTHNET, "---\ntitle: Foxes\nlisted: 2025-03-14\n---\nTested on SQuAD, it works.\n")
    succeeds(sheaf(digest, "suggest", "--write"))
    assert (digest / "content/benchmarks/squad-1-1.md").exists()
    before = tree(digest / "content")
    succeeds(sheaf(digest, "suggest", "--write"))
    assert tree(digest / "content") == before
