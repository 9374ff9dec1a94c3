"""The benchmarks that the field knows: data of the package, for names that a digest has no file for yet.

builder/data/benchmarks.jsonl holds one benchmark a line, sorted by slug; builder/data/README.md says where they are
from. A digest's own content/benchmarks/ wins wherever both know a name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from builder.extract.names import NameFinder
from builder.model import Benchmark

UNKNOWN_METRIC = "score"
"""Stands alone in `metrics` where the lexicon does not know what a benchmark is measured in."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A benchmark of the lexicon; `area` is its field, and one that `needs_context` has a name that is also a word.

    A benchmark without metrics is a corpus that models are trained on.
    """

    benchmark: Benchmark
    area: str
    needs_context: bool


@cache
def packaged() -> tuple[Entry, ...]:
    """The lexicon that comes with the package."""
    text = resources.files("builder").joinpath("data/benchmarks.jsonl").read_text(encoding="utf-8")
    return tuple(_entry(json.loads(line)) for line in text.splitlines())


def _entry(record: Mapping[str, Any]) -> Entry:
    benchmark = Benchmark(
        record["slug"], record["name"], tuple(record["aliases"]), tuple(record["tasks"]), tuple(record["metrics"])
    )
    return Entry(benchmark, record["area"], record.get("context", False))


def unknown_to(benchmarks: Mapping[str, Benchmark], lexicon: Iterable[Entry]) -> Iterator[Entry]:
    """The entries that none of `benchmarks` stands for already, by slug or by any of its names."""
    known = NameFinder(list(spellings(benchmarks.values())), proper=True)
    for entry in lexicon:
        names = (entry.benchmark.name, *entry.benchmark.aliases)
        if entry.benchmark.slug not in benchmarks and not any(map(known.lookup, names)):
            yield entry


def spellings(benchmarks: Iterable[Benchmark]) -> Iterator[tuple[str, str]]:
    """Every name of every benchmark, with its slug."""
    return ((name, b.slug) for b in benchmarks for name in (b.name, *b.aliases))
