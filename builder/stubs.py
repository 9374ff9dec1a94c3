"""Files for benchmarks that only the lexicon knows, for a curator to complete.

Until somebody does, such a file says what the lexicon says, and a text is read as if it were not there: an import and
what comes after it find the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import yaml

from builder import layout
from builder.diagnostics import NOWHERE
from builder.extract import Extraction, Extractor
from builder.extract.lexicon import packaged
from builder.files import write_whole
from builder.model import Benchmark, Result, Vocabulary

_HINT = "# From the lexicon that comes with Sheaf: check it, and add the home page and a description."


def extractor_for(vocabulary: Vocabulary) -> Extractor:
    """The extractor of a digest, with the lexicon that comes with Sheaf."""
    fresh = {entry.benchmark.slug: _said(_fitting(entry.benchmark, vocabulary)) for entry in packaged()}
    own = {slug: each for slug, each in vocabulary.benchmarks.items() if _said(each) != fresh.get(slug)}
    return Extractor(replace(vocabulary, benchmarks=own), packaged())


def _said(benchmark: Benchmark) -> Benchmark:
    return replace(benchmark, location=NOWHERE)


def within(found: Extraction, vocabulary: Vocabulary) -> Extraction:
    """What was found, in the words of a digest: the lexicon may know tasks and metrics that the digest has not."""
    return replace(
        found,
        results=tuple(_retold(result, vocabulary) for result in found.results if result.metric in vocabulary.metrics),
        stubs=tuple(_fitting(stub, vocabulary) for stub in found.stubs if stub.slug not in vocabulary.benchmarks),
    )


def _retold(result: Result, vocabulary: Vocabulary) -> Result:
    return result if result.task in vocabulary.tags else replace(result, task="")


def _fitting(stub: Benchmark, vocabulary: Vocabulary) -> Benchmark:
    return replace(
        stub,
        tasks=tuple(task for task in stub.tasks if task in vocabulary.tags),
        metrics=tuple(metric for metric in stub.metrics if metric in vocabulary.metrics),
    )


def with_stubs(vocabulary: Vocabulary, stubs: Iterable[Benchmark]) -> Vocabulary:
    """The vocabulary as it will be once the stubs are written."""
    return replace(vocabulary, benchmarks={**vocabulary.benchmarks, **{stub.slug: stub for stub in stubs}})


def write_stubs(root: Path, stubs: Iterable[Benchmark]) -> None:
    """Create the file of each stub; one that is there stays as it is."""
    for stub in stubs:
        path = f"{layout.BENCHMARKS}/{stub.slug}.md"
        if not (root / path).exists():
            write_whole(root, path, _text(stub).encode())


def _text(stub: Benchmark) -> str:
    fields = {
        "name": stub.name,
        "aliases": list(stub.aliases),
        "tasks": list(stub.tasks),
        "metrics": [{"metric": metric} for metric in stub.metrics],
        "homepage": "",
    }
    front = yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, default_flow_style=None, width=1_000_000)
    return f"---\n{_HINT}\n{front}---\n"
