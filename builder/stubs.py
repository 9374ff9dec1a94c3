"""Files for benchmarks that only the lexicon knows, for a curator to complete."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import yaml

from builder import layout
from builder.files import write_whole
from builder.model import Benchmark, Vocabulary

_HINT = "# From the lexicon that comes with Sheaf: check it, and add the home page and a description."


def fitting(stubs: Iterable[Benchmark], vocabulary: Vocabulary) -> tuple[Benchmark, ...]:
    """The stubs with those tasks and metrics alone that the digest has, each once."""
    return tuple(
        replace(
            stub,
            tasks=tuple(task for task in stub.tasks if task in vocabulary.tags),
            metrics=tuple(metric for metric in stub.metrics if metric in vocabulary.metrics),
        )
        for stub in {stub.slug: stub for stub in stubs}.values()
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
