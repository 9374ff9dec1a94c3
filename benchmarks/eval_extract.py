"""How good the extractors are, on abstracts that were labelled by hand.

    python -m benchmarks.eval_extract [--labels FILE] [--min FIELD=F1 ...] [--speed]

Prints precision, recall and F1 of benchmarks, results, tags and links, the number of scores that are none, figures by
facet, by the papers' area and by where a name is known from, what the patterns still find when a fifth of the
benchmark names is masked, and every miss; with --speed, abstracts a second over the digest's own.

Labels are JSON lines: {title, abstract, benchmarks: [{name, role}], results: [{benchmark, metric, value, split?,
task?, setting?}], deltas: [{value}], not_results, tags_required, tags_allowed, code_urls, other_urls}. Where results
are labelled with them, `boards` counts the right split, task and setting. Exit 1 where a --min is not met.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from builder import load
from builder.diagnostics import Report
from builder.extract import Extractor, as_json
from builder.extract.lexicon import packaged
from builder.model import Vocabulary

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "tests" / "data" / "eval" / "extract.jsonl"
FIELDS = ("benchmarks", "results", "boards", "tags", "links")
FOLDS = 5
AREAS = {
    "speech and audio": {"speech", "audio"},
    "code": {"code"},
    "video and 3d": {"video", "3d", "skeleton"},
    "vision": {"image", "multispectral"},
    "language": {"text", "tabular"},
}
REPEATS = 5

Paper = Mapping[str, Any]


@dataclass
class Count:
    """Right among predicted, and found among labelled; for tags the two differ, since some tags are optional."""

    right: int = 0
    predicted: int = 0
    found: int = 0
    labelled: int = 0

    def add(self, predicted: set[Any], allowed: set[Any], required: set[Any]) -> None:
        """Count one paper."""
        self.right += len(predicted & allowed)
        self.predicted += len(predicted)
        self.found += len(predicted & required)
        self.labelled += len(required)

    @property
    def precision(self) -> float:
        """The share of predictions that are right; 1 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """The share of labels that were found; 1 where there is none."""
        return self.found / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass
class Evaluation:
    """The figures over all papers, and a line for every miss."""

    fields: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in FIELDS})
    facets: dict[str, Count] = field(default_factory=dict)
    areas: dict[str, Count] = field(default_factory=dict)
    rules: dict[str, Count] = field(default_factory=dict)
    false_results: int = 0
    misses: list[str] = field(default_factory=list)


def evaluate(papers: Sequence[Paper], vocabulary: Vocabulary) -> Evaluation:
    """Extract every paper and compare with its labels."""
    extract, evaluation = Extractor(vocabulary, packaged()), Evaluation()
    for paper in papers:
        found = as_json(extract(paper["title"], paper["abstract"]), vocabulary)
        sets = _sets(paper, found)
        for name, (predicted, allowed, required) in sets.items():
            evaluation.fields[name].add(predicted, allowed, required)
            if required - predicted or predicted - allowed:
                evaluation.misses.append(_miss(paper["title"], name, required - predicted, predicted - allowed))
        _by_facet(evaluation.facets, vocabulary, *sets["tags"])
        for name in ("benchmarks", "results"):
            evaluation.areas.setdefault(f"{name}: {_area(paper)}", Count()).add(*sets[name])
        _by_rule(evaluation.rules, vocabulary, found, sets["benchmarks"][1], sets["results"][1])
        evaluation.false_results += _false_results(paper, found)
    return evaluation


def _sets(paper: Paper, found: Paper) -> dict[str, tuple[set[Any], set[Any], set[Any]]]:
    """By field: what was predicted, what is right, and what must be found."""
    training = {_norm(b["name"]) for b in paper["benchmarks"] if b["role"] == "training"}
    benchmarks = {_norm(b["name"]) for b in paper["benchmarks"]} - training
    named = {_norm(b["name"]) for b in found["benchmarks"] if b["role"] != "training"} - training
    results, stated = (
        _results(paper["results"]),
        {_value(r) for r in paper["results"] if r.get("metric_stated") is False},
    )
    predicted = {(*_value(r), "" if _value(r) in stated else _metric(r["metric"])) for r in found["results"]}
    links = {u.rstrip("./") for u in (*paper["code_urls"], *paper["other_urls"])}
    seen = {link["url"].rstrip("./") for link in found["links"]}
    required = set(paper["tags_required"]) - {"general"}
    return {
        "benchmarks": (named, benchmarks, benchmarks),
        "results": (predicted, results, results),
        "boards": _boards(paper["results"], found["results"]),
        "tags": (set(found["tags"]) - {"general"}, set(paper["tags_allowed"]), required),
        "links": (seen, links, links),
    }


def _results(labels: Iterable[Paper]) -> set[tuple[str, float, str]]:
    return {(*_value(r), "" if r.get("metric_stated") is False else _metric(r["metric"])) for r in labels}


def _boards(labels: Iterable[Paper], found: Iterable[Paper]) -> tuple[set[Any], set[Any], set[Any]]:
    """Split, task and setting of each labelled score that was found: as predicted, and twice as labelled."""
    keys = ("split", "task", "setting")
    right = {_value(r): tuple(r[key] for key in keys) for r in labels if "split" in r}
    placed = {_value(r): tuple(r[key] for key in keys) for r in found if _value(r) in right}
    labelled = {(value, place) for value, place in right.items() if value in placed}
    return set(placed.items()), labelled, labelled


def _value(result: Paper) -> tuple[str, float]:
    return _norm(result["benchmark"]), round(float(result["value"]), 4)


def _metric(name: str) -> str:
    """A metric's name; top-1 accuracy is accuracy."""
    return {"top1accuracy": "accuracy"}.get(_norm(name), _norm(name))


def _norm(name: str) -> str:
    return re.sub(r"[^a-z0-9+]", "", name.lower())


def _by_facet(
    facets: dict[str, Count], vocabulary: Vocabulary, predicted: set[str], allowed: set[str], required: set[str]
) -> None:
    def of(facet: str, tags: set[str]) -> set[str]:
        return {t for t in tags if t in vocabulary.tags and vocabulary.tags[t].facet == facet}

    for facet in sorted({tag.facet.value for tag in vocabulary.tags.values()}):
        facets.setdefault(facet, Count()).add(of(facet, predicted), of(facet, allowed), of(facet, required))


def _area(paper: Paper) -> str:
    """The paper's area by the first kind of data, in this order, that its labels name."""
    tags = {*paper["tags_required"], *paper["tags_allowed"]}
    return next((area for area, modalities in AREAS.items() if tags & modalities), "other")


def _by_rule(
    rules: dict[str, Count], vocabulary: Vocabulary, found: Paper, benchmarks: set[Any], results: set[Any]
) -> None:
    """Count what was found by where its benchmark's name is known from, scores also by how their metric is known."""
    sources = {
        b["name"]: "vocabulary" if b["slug"] in vocabulary.benchmarks else "lexicon" if b["slug"] else "pattern"
        for b in found["benchmarks"]
    }
    labelled = {(name, value) for name, value, _ in results}
    for benchmark in found["benchmarks"]:
        if benchmark["role"] != "training":
            count = rules.setdefault(f"names by {sources[benchmark['name']]}", Count())
            count.add({_norm(benchmark["name"])}, benchmarks, set())
    for result in found["results"]:
        metric = "assumed" if result["assumed_metric"] else "stated"
        for rule in (f"scores by {sources.get(result['benchmark'], 'pattern')}", f"scores, metric {metric}"):
            rules.setdefault(rule, Count()).add({_value(result)}, labelled, set())


def _false_results(paper: Paper, found: Paper) -> int:
    """How many predicted scores are a difference, a cost or an amount by the labels."""
    right = {float(r["value"]) for r in paper["results"]}
    wrong = {float(d["value"]) for d in paper["deltas"]}
    wrong |= {float(n) for text in paper["not_results"] for n in re.findall(r"\d+(?:\.\d+)?", text)}
    return sum(float(r["value"]) in wrong - right for r in found["results"])


def _miss(title: str, name: str, missed: set[Any], false: set[Any]) -> str:
    def listed(items: set[Any]) -> str:
        return ", ".join(sorted(" ".join(map(str, i)) if isinstance(i, tuple) else str(i) for i in items)) or "-"

    return f"{title[:44]:44s} {name:10s} missed: {listed(missed):40s} false: {listed(false)}"


def masked(papers: Sequence[Paper], vocabulary: Vocabulary) -> Count:
    """What patterns find of names that the vocabulary does not hold: each fold takes every fifth labelled name out."""
    names = sorted({b["name"] for paper in papers for b in paper["benchmarks"]})
    spellings = {_norm(n): _norm(b.name) for b in vocabulary.benchmarks.values() for n in (b.name, *b.aliases)}
    count = Count()
    for fold in range(FOLDS):
        hidden = {_norm(name) for name in names[fold::FOLDS]}
        kept = {slug: b for slug, b in vocabulary.benchmarks.items() if _norm(b.name) not in hidden}
        unmasked = [e for e in packaged() if hidden.isdisjoint(map(_norm, (e.benchmark.name, *e.benchmark.aliases)))]
        extract = Extractor(replace(vocabulary, benchmarks=kept), unmasked)
        for paper in papers:
            labels = {_norm(b["name"]) for b in paper["benchmarks"] if b["role"] != "training"}
            proposed = {
                spellings.get(_norm(p.name), _norm(p.name)) for p in extract(paper["title"], paper["abstract"]).proposed
            }
            count.add(proposed, labels, labels & hidden)
    return count


def speed() -> float:
    """Abstracts a second of processor time over the papers of the digest, the best of a few runs."""
    vocabulary = read_vocabulary()
    papers = load.load_papers(ROOT, vocabulary, Report())
    extract, best = Extractor(vocabulary, packaged()), math.inf
    for _ in range(REPEATS):
        start = time.process_time()
        for paper in papers:
            extract(paper.title, paper.abstract)
        best = min(best, time.process_time() - start)
    return len(papers) / best


def read_labels(path: Path) -> list[Paper]:
    """The labelled papers of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_vocabulary() -> Vocabulary:
    """The vocabulary of the repository."""
    return load.load_vocabulary(ROOT, Report())


def report(papers: Sequence[Paper], evaluation: Evaluation, hidden: Count, write: Callable[[str], Any] = print) -> None:
    """Print the figures."""
    areas = Counter(len(paper["results"]) > 0 for paper in papers)
    write(f"{len(papers)} papers, {areas[True]} with results")
    rows = [*evaluation.fields.items(), *((f"tags: {name}", count) for name, count in evaluation.facets.items())]
    for name, count in [*rows, *sorted(evaluation.areas.items()), ("masked names", hidden)]:
        figures = f"P {count.precision:.3f}  R {count.recall:.3f}  F1 {count.f1:.3f}"
        write(f"{name:28s} {figures}   {count.found} of {count.labelled}, {count.predicted - count.right} false")
    for name, count in sorted(evaluation.rules.items()):
        write(f"{name:28s} P {count.precision:.3f}   {count.right} of {count.predicted} right")
    write(f"{'false results':28s} {evaluation.false_results}")
    for miss in evaluation.misses:
        write(miss)


def main(arguments: Sequence[str] | None = None) -> int:
    """Evaluate and print; 1 where a figure is below its minimum."""
    parser = argparse.ArgumentParser(description="Evaluate the extractors on labelled abstracts.")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--min", action="append", default=[], metavar="FIELD=F1")
    parser.add_argument("--speed", action="store_true", help="print only how many abstracts a second are read")
    options = parser.parse_args(arguments)
    if options.speed:
        print(f"{speed():,.0f} abstracts/s")
        return 0
    papers, vocabulary = read_labels(options.labels), read_vocabulary()
    evaluation = evaluate(papers, vocabulary)
    report(papers, evaluation, masked(papers, vocabulary))
    bounds = [bound.split("=") for bound in options.min]
    below = [
        f"{name} {evaluation.fields[name].f1:.3f} < {bound}"
        for name, bound in bounds
        if evaluation.fields[name].f1 < float(bound)
    ]
    for line in below:
        print(f"below: {line}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
