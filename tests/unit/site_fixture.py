"""A small invented digest: two issues, seven papers, two benchmarks with several boards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from builder.assemble import assemble
from builder.model import (
    Benchmark,
    BenchmarkUse,
    Content,
    Digest,
    Direction,
    Facet,
    IssueNotes,
    Link,
    LinkKind,
    Metric,
    Paper,
    Result,
    Role,
    Site,
    Status,
    Tag,
    Vocabulary,
)

NEW, OLD = date(2025, 3, 14), date(2025, 3, 13)
HOSTILE = 'Bundles & <script>alert("x")</script> </title> of $O(n^2)$ straw'

DIGEST = Digest(
    title="Field Notes",
    description="Papers on fields, read closely.",
    base_url="https://example.org/notes/",
    curator="A. Gleaner",
    feed_ids="tag:example.org,2026:notes",
    licence="CC BY 4.0",
    page_size=3,
    feed_size=5,
    previews=0,
)
VOCABULARY = Vocabulary(
    tags={
        "counting": Tag("counting", "Counting", Facet.TASK, aliases=("crowd counting",), description="How *many*."),
        "gleaning": Tag("gleaning", "Gleaning", Facet.METHOD),
        "image": Tag("image", "Image", Facet.MODALITY),
        "unused": Tag("unused", "Unused", Facet.DOMAIN),
    },
    benchmarks={
        "barn": Benchmark("barn", "Barn-1K", tasks=("counting", "unused"), metrics=("accuracy", "error")),
        "mill": Benchmark("mill", "Mill", description="Mills, *counted*."),
        "silo": Benchmark("silo", "Silo"),
    },
    metrics={
        "accuracy": Metric("accuracy", "Accuracy", Direction.HIGHER, unit="%"),
        "error": Metric("error", "Error", Direction.LOWER, unit="dB"),
    },
)


def _score(value: str, **rest: object) -> Result:
    return replace(Result("barn", "accuracy", Decimal(value), split="test", task="counting"), **rest)  # type: ignore[arg-type]


PAPERS = (
    Paper(
        "wheat",
        "Wheat at Scale",
        NEW,
        abstract="We count wheat.\n\nIt scores 90.0% on Barn-1K test, and $x < y$.",
        source="2025-03-14-list",
        published=date(2021, 3, 25),
        authors=("Ada Sower", "Ben Reaper"),
        ids={"arxiv": "2103.14030", "doi": "10.1000/a b"},
        links=(Link(LinkKind.CODE, "https://example.com/wheat?a=1&b=2"),),
        tags=("counting", "gleaning", "image"),
        benchmarks=(BenchmarkUse("barn", Role.EVALUATED), BenchmarkUse("mill", Role.TRAINING)),
        results=(
            _score("90.0", model="Wheat-L", evidence="It scores 90.0% on Barn-1K test", status=Status.VERIFIED),
            Result("barn", "error", Decimal("-3.5"), evidence="error of $-3.5$", assumed_metric=True),
        ),
        featured=True,
        note="Read the *appendix*.",
        aliases=("old-wheat",),
    ),
    Paper("barley", "Barley", NEW, tags=("counting",), results=(_score("91.25", evidence="191.25 or 91.25 in all"),)),
    Paper("hostile", HOSTILE, NEW, abstract="Has </article> and <b>tags</b> & more.", tags=("counting",)),
    Paper("rye", "Rye", NEW),
    Paper("oats", "Oats", NEW, abstract="A word. " * 80, tags=("gleaning", "counting")),
    Paper("maize", "Maize\x0b with a control character", NEW, tags=("image",)),
    Paper("older", "An Older Harvest", OLD, tags=("counting",)),
)
NOTES = (IssueNotes(NEW, title="Harvest", introduction="A *good* day.", highlights=("wheat",)),)


def small_site() -> Site:
    """The digest, joined."""
    return assemble(Content(DIGEST, VOCABULARY, PAPERS, NOTES))


def empty_site() -> Site:
    """A digest before its first import."""
    return assemble(Content(DIGEST, Vocabulary(), ()))
