"""What a curator took out of a paper and names in `rejected:`.

That is a tag, a benchmark, `benchmark/metric`, `benchmark/metric/value` for one score, or an address.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from slugify import slugify

from builder.diagnostics import did_you_mean
from builder.extract.lexicon import packaged
from builder.extract.links import links
from builder.model import Paper, Result, Status, Vocabulary


def measure(result: Result) -> str:
    """What a result measures, as `rejected:` names it."""
    return f"{result.benchmark}/{result.metric}"


def address(url: str) -> str:
    """A link's address without what differs between spellings of it; "" for what is no address."""
    return url.casefold().partition("://")[2].removeprefix("www.").rstrip("/")


def is_rejected(result: Result, rejected: Iterable[str]) -> bool:
    """Whether a curator removed results such as this one, or this one alone by its value."""
    named = {result.benchmark, measure(result)}
    return any(entry in named or _is_score(result, entry) for entry in rejected)


def _is_score(result: Result, entry: str) -> bool:
    """Whether the entry names the result by its value, however many noughts that has behind the point."""
    what, _, value = entry.rpartition("/")
    return what == measure(result) and result.value is not None and Decimal(value) == result.value


def key_it_stands_under(paper: Paper, entry: str) -> str:
    """The key of the paper's file that holds what the entry of `rejected:` removes; "" where none does.

    What a person verified may stay where other scores of its measure were removed.
    """
    if entry in paper.tags:
        return "tags"
    if any(use.benchmark == entry for use in paper.benchmarks):
        return "benchmarks"
    if any(r.status is Status.EXTRACTED and is_rejected(r, (entry,)) for r in paper.results):
        return "results"
    return "links" if address(entry) in {address(link.url) for link in paper.links} else ""


def doubt(paper: Paper, entry: str, text: str, vocabulary: Vocabulary) -> str | None:
    """Why an entry of `rejected:` can remove nothing, and what it may mean instead; None where it may remove something.

    `text` is the paper's abstract. A name that it holds is one that was proposed; lists of names grow.
    """
    if address(entry):
        known = [link.url for link in links(text)]
        near = did_you_mean(entry, known)
        return near if near and address(entry) not in map(address, known) else None
    name, _, scored = entry.partition("/")
    metric = scored.partition("/")[0]
    named = {*vocabulary.benchmarks} if metric else {*vocabulary.tags, *vocabulary.benchmarks}
    if name not in named | {each.benchmark.slug for each in packaged()} and (metric or not _holds(paper, text, name)):
        return did_you_mean(name, named)
    return did_you_mean(metric, vocabulary.metrics) if metric and metric not in vocabulary.metrics else None


def _holds(paper: Paper, text: str, slug: str) -> bool:
    return any(f"-{slug}-" in f"-{slugify(each)}-" for each in (paper.title, text))
