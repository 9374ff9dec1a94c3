"""Figures of the search for near-duplicates on labelled records.

    python -m benchmarks.eval_dedupe [--labels FILE] [--min FIGURE=VALUE]...

Records with the same `work` are the same. Precision and F1 are those of the verdict same, closed as merging would close
it; `found` is the share of pairs called the same or to review. The labels in tests/data/eval/dedupe.jsonl are of
made-up records: they tell whether a change made things worse, not how good the search is on real ones.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from builder.dedupe import Verdict, find_pairs, record_from

LABELS = Path(__file__).resolve().parent.parent / "tests" / "data" / "eval" / "dedupe.jsonl"

Ids = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The pairs that are one work, that were called the same, and that were given to a person."""

    labelled: frozenset[Ids]
    same: frozenset[Ids]
    review: frozenset[Ids]

    @property
    def precision(self) -> float:
        """The share of the pairs called the same that are."""
        return len(self.same & self.labelled) / len(self.same) if self.same else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of what was called the same."""
        return 2 * len(self.same & self.labelled) / (len(self.same) + len(self.labelled))

    @property
    def found(self) -> float:
        """The share of the labelled pairs that were called the same or given to a person."""
        return len((self.same | self.review) & self.labelled) / len(self.labelled)


def evaluate(path: Path = LABELS) -> Evaluation:
    """Search the labelled records for near-duplicates. Raises where no two of them are one work."""
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    works = defaultdict(list)
    for item in items:
        works[item["work"]].append(item["id"])
    pairs = find_pairs([record_from(item) for item in items])
    same = _closed((pair.a, pair.b) for pair in pairs if pair.verdict is Verdict.SAME)
    review = frozenset((pair.a, pair.b) for pair in pairs if pair.verdict is Verdict.REVIEW) - same
    return Evaluation(_within(works.values()), same, review)


def _closed(pairs: Iterable[Ids]) -> frozenset[Ids]:
    """Every two records that a chain of pairs joins."""
    group: dict[str, set[str]] = {}
    for pair in pairs:
        joined = set().union(*(group.get(record, {record}) for record in pair))
        group.update(dict.fromkeys(joined, joined))
    return _within(group.values())


def _within(groups: Iterable[Iterable[str]]) -> frozenset[Ids]:
    return frozenset(pair for group in groups for pair in combinations(sorted(group), 2))


def report(evaluation: Evaluation) -> None:
    """Print the figures and every pair that is not as labelled."""
    print(f"same   P {evaluation.precision:.3f}  F1 {evaluation.f1:.3f}   {len(evaluation.same)} pairs")
    print(f"found  R {evaluation.found:.3f}   {len(evaluation.labelled)} pairs, {len(evaluation.review)} to review")
    for word, pairs in (
        ("wrong", evaluation.same - evaluation.labelled),
        ("asked", evaluation.review & evaluation.labelled),
        ("missed", evaluation.labelled - evaluation.same - evaluation.review),
    ):
        for a, b in sorted(pairs):
            print(f"{word:6s} {a} {b}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Evaluate and print; 1 where a figure is below its minimum."""
    parser = argparse.ArgumentParser(description="Evaluate the search for near-duplicates on labelled records.")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--min", action="append", default=[], metavar="FIGURE=VALUE", help="precision, same or found")
    options = parser.parse_args(arguments)
    evaluation = evaluate(options.labels)
    report(evaluation)
    figures = {"precision": evaluation.precision, "same": evaluation.f1, "found": evaluation.found}
    bounds = [bound.split("=") for bound in options.min]
    below = [f"{name} {figures[name]:.3f} < {bound}" for name, bound in bounds if figures[name] < float(bound)]
    for line in below:
        print(f"below: {line}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
