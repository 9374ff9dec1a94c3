"""Digests of made-up papers, the same for the same number of papers: what a site of ten thousand entries is made of.

The vocabulary is that of this repository and the texts are those of `corpus_dedupe`; nothing is anybody's paper.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from benchmarks.corpus_dedupe import make_corpus
from builder import layout
from builder.dedupe import Record
from builder.diagnostics import Report
from builder.entries import make_slug, paper_text
from builder.load import load_vocabulary
from builder.model import BenchmarkUse, Facet, Link, LinkKind, Paper, Result, Role, Vocabulary

ROOT = Path(__file__).resolve().parents[1]
PER_ISSUE = 50
FIRST_ISSUE = date(2020, 1, 1)
MOST_TAGS = {Facet.TASK: 3, Facet.METHOD: 3, Facet.MODALITY: 2, Facet.DOMAIN: 1, Facet.CONTRIBUTION: 1}
"""How many tags of each facet a paper carries at most."""

_T = TypeVar("_T")


def write_digest(root: Path, size: int) -> None:
    """Write a digest of `size` papers below `root`, in daily issues of PER_ISSUE."""
    for part in (layout.TAGS, layout.BENCHMARKS):
        shutil.copytree(ROOT / part, root / part)
    for part in (layout.DIGEST, layout.METRICS):
        shutil.copyfile(ROOT / part, root / part)
    maker = _Maker(load_vocabulary(root, Report()), random.Random(size))
    taken: set[str] = set()
    for number, record in enumerate(make_corpus(size).records):
        paper = maker.paper(make_slug(record.title, taken), record, FIRST_ISSUE + timedelta(days=number // PER_ISSUE))
        taken.add(paper.slug)
        file = root / layout.paper(paper.listed, paper.slug)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(paper_text(paper), encoding="utf-8")


class _Maker:
    """Makes papers of texts. Some tags and benchmarks are common and most are rare, as in a real digest."""

    def __init__(self, vocabulary: Vocabulary, chance: random.Random) -> None:
        self._chance = chance
        self._tags = {
            facet: self._shuffled([tag.slug for tag in vocabulary.tags.values() if tag.facet is facet])
            for facet in MOST_TAGS
        }
        with_metric = [benchmark for benchmark in vocabulary.benchmarks.values() if benchmark.metrics]
        self._metrics = {benchmark.slug: benchmark.metrics[0] for benchmark in with_metric}
        self._benchmarks = self._shuffled([*self._metrics])

    def paper(self, slug: str, record: Record, listed: date) -> Paper:
        """A paper with the text of `record`; half state a result, and a third have code and a day of publication."""
        chance = self._chance
        tags = [tag for facet, most in MOST_TAGS.items() for tag in self._drawn(self._tags[facet], most)]
        benchmarks = self._drawn(self._benchmarks, 3)
        scored = benchmarks[:1] if chance.random() < 0.5 else []
        return Paper(
            slug,
            record.title,
            listed,
            abstract=record.abstract,
            published=listed - timedelta(days=chance.randrange(1000)) if chance.random() < 0.33 else None,
            authors=tuple(dict.fromkeys(record.authors)),
            links=(Link(LinkKind.CODE, f"https://example.org/{slug}"),) if chance.random() < 0.33 else (),
            tags=tuple(tags),
            benchmarks=tuple(BenchmarkUse(benchmark, Role.EVALUATED) for benchmark in benchmarks),
            results=tuple(Result(name, self._metrics[name], self._score(), model=slug[:12]) for name in scored),
        )

    def _shuffled(self, items: list[_T]) -> list[_T]:
        return self._chance.sample(items, len(items))

    def _drawn(self, items: Sequence[str], most: int) -> list[str]:
        """One to `most` different items, early ones much more often than late ones."""
        count = self._chance.randint(1, most)
        return [*dict.fromkeys(items[int(len(items) * self._chance.random() ** 3)] for _ in range(count))]

    def _score(self) -> Decimal:
        return Decimal(self._chance.randrange(300, 999)) / 10
