"""What takes long to try: damaged listings, nonsense of a megabyte, and imports that are killed at any moment."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import REAL_LISTING, ROOT, sheaf, succeeds, tree

from builder import load
from builder.diagnostics import Report, SheafError
from builder.extract import Extraction, Extractor
from builder.extract.lexicon import packaged
from builder.files import walk
from builder.listings import FORMATS, read_listing
from builder.repair import repair_abstract, repair_title

pytestmark = pytest.mark.slow

COPIES = [ROOT / REAL_LISTING, *(path for path in (ROOT / "tests/data/listings").iterdir() if path.is_file())]
BY_SEED = st.integers(0, 2**32 - 1)
MEGABYTE = 1_000_000
PIECES = [
    *("a", "A", " ", "\n", "-", "(", ")", "[", "](", "{", "}", "$", "\\", "~", "^", "`", "'", "%", "/", ",", ". ", ":"),
    *("1", "84.3", "84.3% ", "times", "AP ", "top-1 ", "on ", "and ", "the ", "COCO", "ImageNet-1K, ", "MMLU (", "We "),
    *(
        "introduce ",
        "dataset ",
        "benchmarks, ",
        "outperforms ",
        "by ",
        "from ",
        "to ",
        "Mar 14\n",
        "\n\n",
        "https://a.b",
    ),
    *("12 authors\n", "&amp;", '\\"', "\\emph{", "ﬁ", "é", "\u202e", "表", "\u0301"),
]


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor(load.load_vocabulary(ROOT, Report()), packaged())


@pytest.fixture(scope="module")
def abstracts() -> list[tuple[str, str]]:
    papers = load.load_papers(ROOT, load.load_vocabulary(ROOT, Report()), Report())
    return [(paper.title, paper.abstract) for paper in papers]


def damaged(text: str, chance: random.Random, pieces: list[str]) -> str:
    """The text with some stretches cut out, said twice, moved, or replaced."""
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((1, 3, 20, 300)))
        stretch = chance.choice(("", text[start:end] * 2, chance.choice(pieces), chance.choice(pieces) * 9))
        text = text[:start] + stretch + text[end:]
    return text


def is_within(part: str, text: str) -> bool:
    """Whether the words of `part` stand in `text` in their order; links and line breaks may stand between letters."""
    rest = iter(text)
    return all(letter in rest for letter in part if not letter.isspace())


@given(st.sampled_from(COPIES), BY_SEED)
@settings(max_examples=2000)
def test_a_damaged_listing_is_read_or_refused(copy: Path, seed: int) -> None:
    chance = random.Random(seed)
    text = copy.read_text(encoding="utf-8")
    start = chance.randrange(max(1, len(text) - 20_000))
    saved = text[:200] + damaged(text[start : start + 20_000], chance, PIECES)
    try:
        listing = read_listing(saved.encode(), "saved.txt", Report())
    except SheafError:
        return
    for entry in listing.entries if listing else ():
        assert entry.title.strip()
        assert entry.abstract.strip()
        assert is_within(entry.title, saved)
        assert is_within(entry.abstract, saved)


def evidence_holds(abstract: str, found: Extraction) -> None:
    results = [*found.results, *(result for proposal in found.proposed for result in proposal.results)]
    for result in results:
        assert result.evidence in abstract
        assert str(result.value) in result.evidence.replace(",", "")
    used = {use.benchmark for use in found.benchmarks} | {proposal.name for proposal in found.proposed}
    assert {result.benchmark for result in results} <= used
    assert len(used) == len(found.benchmarks) + len(found.proposed), "each once"


@given(BY_SEED)
@settings(max_examples=3000)
def test_what_is_found_in_a_damaged_abstract_stands_in_it(
    extract: Extractor, abstracts: list[tuple[str, str]], seed: int
) -> None:
    chance = random.Random(seed)
    title, abstract = chance.choice(abstracts)
    abstract = damaged(abstract, chance, [*PIECES, *(text[:120] for _, text in chance.sample(abstracts, 5))])
    evidence_holds(abstract, extract(title, abstract))


@given(BY_SEED)
@settings(max_examples=3000)
def test_repair_settles_on_damaged_abstracts(abstracts: list[tuple[str, str]], seed: int) -> None:
    chance = random.Random(seed)
    abstract = damaged(chance.choice(abstracts)[1], chance, PIECES)
    for repair in (repair_title, repair_abstract):
        once = repair(abstract)
        assert repair(once) == once


def parse_all(text: str) -> None:
    for known in FORMATS:
        known.detect(text)
        known.parse(text, "saved.txt", Report())


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join))
@settings(max_examples=60)
def test_a_megabyte_of_nonsense_takes_ten_times_what_a_tenth_of_it_takes(extract: Extractor, unit: str) -> None:
    def seconds(step: Callable[[str], object], length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        start = time.process_time()
        step(text)
        return time.process_time() - start

    for step in (repair_abstract, parse_all, lambda text: extract("Nonsense", text)):
        small, large = seconds(step, MEGABYTE // 10), seconds(step, MEGABYTE)
        assert large < max(30 * small, 2.0), f"{step}: {small:.3f} s for 100 kB, {large:.3f} s for 1 MB"


def test_an_import_killed_at_any_moment_is_completed_by_the_next(tmp_path: Path) -> None:
    """A digest without papers; the real listing; a kill that no program can answer to."""
    empty = tmp_path / "empty"
    shutil.copytree(ROOT / "content", empty / "content", ignore=shutil.ignore_patterns("papers", "issues"))
    whole = Path(shutil.copytree(empty, tmp_path / "whole"))
    start = time.monotonic()
    succeeds(sheaf(whole, "import", whole / REAL_LISTING))
    duration, expected = time.monotonic() - start, tree(whole / "content")
    assert len([path for path in expected if path.startswith("papers/")]) == 87

    for round_ in range(12):
        root = Path(shutil.copytree(empty, tmp_path / f"killed-{round_}"))
        command = [sys.executable, "-m", "builder", "--root", str(root), "import", str(root / REAL_LISTING)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(duration * (0.5 + round_ / 8))
            process.kill()
        written = {path: (root / "content" / path).read_bytes() for path in walk(root / "content")}
        named = {path: data for path, data in written.items() if path in expected}
        assert named.items() <= expected.items(), "only whole files"
        succeeds(sheaf(root, "import", root / REAL_LISTING))
        assert tree(root / "content") == expected
