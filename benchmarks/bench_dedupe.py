"""How long near-duplicates take to find, in how much memory, and which ones the choice of candidates loses.

    python -m benchmarks.bench_dedupe [SIZE...]

For each size: seconds and peak memory of a fresh process for everything, the pairs that were compared, and the share of
the injected near-duplicates of each kind among them and among those found. Where comparing all with all takes less
than a few minutes, also how many of the pairs that this finds were found.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.corpus_dedupe import Corpus, make_corpus
from builder.dedupe import Pair, Record, Verdict, find_pairs, find_pairs_between
from builder.dedupe.block import candidates
from builder.dedupe.decide import judge
from builder.dedupe.evidence import Evidence
from builder.dedupe.venues import Venues

SIZES = (1_000, 10_000, 100_000)
BRUTE_FORCE = 2_000
"""Records of which every two can be compared within a minute."""
LISTING = 100
"""Entries of one new listing."""

Ids = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """What one search took and found; memory in MB is the peak of its process, with the records."""

    seconds: float
    megabytes: float
    pairs: tuple[Pair, ...]


def search(size: int) -> Run:
    """All near-duplicates of a corpus."""
    records = make_corpus(size).records
    start = time.perf_counter()
    pairs = find_pairs(records)
    return Run(time.perf_counter() - start, _peak(), pairs)


def search_listing(size: int) -> Run:
    """The near-duplicates of one listing among the rest of a corpus and in itself, the keys of the rest being kept."""
    records = make_corpus(size).records
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "keys"
        find_pairs_between((), records[LISTING:], kept)
        start = time.perf_counter()
        pairs = find_pairs_between(records[:LISTING], records[LISTING:], kept)
    return Run(time.perf_counter() - start, _peak(), pairs)


def compared(records: Sequence[Record]) -> set[Ids]:
    """The pairs of ids that are compared."""
    works = [Evidence.of(record) for record in sorted(records, key=lambda record: record.id)]
    return {(works[i].record.id, works[j].record.id) for i, j in candidates(works, len(works))}


def brute_force(records: Sequence[Record]) -> set[Ids]:
    """The pairs that are found when every two are compared."""
    works = [Evidence.of(record) for record in sorted(records, key=lambda record: record.id)]
    venues = Venues(works)
    return {(a.record.id, b.record.id) for a, b in combinations(works, 2) if judge(a, b, venues)}


def report(size: int) -> None:
    """Print the figures of one size."""
    run, listing = _alone(search, size), _alone(search_listing, size)
    corpus = make_corpus(size)
    chosen, found = compared(corpus.records), {(pair.a, pair.b): pair.verdict for pair in run.pairs}
    print(f"{size:,} entries: {run.seconds:.1f} s, {run.megabytes:.0f} MB, {len(chosen):,} pairs compared")
    print(f"  {LISTING} new against the rest, whose keys are kept: {listing.seconds:.2f} s")
    print(f"  {'injected':30s} {'pairs':>6s} {'compared':>9s} {'found':>6s} {'same':>6s}")
    for kind, pairs in (*_sorted_pairs(corpus), ("all", _all_pairs(corpus))):
        shares = [
            sum(pair in chosen for pair in pairs),
            sum(pair in found for pair in pairs),
            sum(found.get(pair) is Verdict.SAME for pair in pairs),
        ]
        print(f"  {kind:30s} {len(pairs):6,d} " + " ".join(f"{share / len(pairs):7.3f}" for share in shares))
    if size <= BRUTE_FORCE:
        every = brute_force(corpus.records)
        print(f"  of the {len(every):,} pairs found by comparing all with all, {len(every & {*found}):,} were found")


def _sorted_pairs(corpus: Corpus) -> list[tuple[str, list[Ids]]]:
    return [(kind, [(min(pair), max(pair)) for pair in pairs]) for kind, pairs in corpus.injected.items()]


def _all_pairs(corpus: Corpus) -> list[Ids]:
    return [pair for _, pairs in _sorted_pairs(corpus) for pair in pairs]


def _alone(function: Callable[[int], Run], size: int) -> Run:
    """The function's result in a process of its own, whose peak of memory is nobody else's."""
    with ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, size).result()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the sizes that are asked for, or all."""
    parser = argparse.ArgumentParser(description="Time the search for near-duplicates.")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE")
    for size in parser.parse_args(arguments).sizes:
        report(size)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
