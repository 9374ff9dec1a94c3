"""Tags, benchmarks, results and links of a paper, from its title and abstract alone.

Pure functions of (title, abstract, vocabulary). What the vocabulary knows is found by name; what it lacks is found by
pattern and only proposed. A score is taken where the text leaves no doubt whose it is; otherwise nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.extract.benchmarks import BenchmarkFinder, Mention
from builder.extract.context import setting_of, task_of
from builder.extract.lexicon import Entry
from builder.extract.links import links
from builder.extract.measures import Knowledge
from builder.extract.metrics import in_percent, metrics_in
from builder.extract.models import models
from builder.extract.names import NameFinder, Tokens, tokenize
from builder.extract.numbers import numbers
from builder.extract.own import own_names
from builder.extract.plain import Plain, plain
from builder.extract.proposals import names_in
from builder.extract.results import pair
from builder.extract.scores import Score
from builder.extract.sentences import Span, sentence_at, sentences
from builder.extract.tags import Tagger
from builder.model import Benchmark, BenchmarkUse, Link, Result, Role, Vocabulary

__all__ = ["Extraction", "Extractor", "Proposal", "as_json"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A benchmark that the vocabulary lacks, for a curator to review; `evidence` is what names it: sentence or title.

    `results` hold its name where a known benchmark has its slug; they go on no board.
    """

    name: str
    role: Role
    evidence: str
    results: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a title and an abstract say.

    `tags` are slugs by facet and slug; `benchmarks` are known to vocabulary or lexicon, in order of first mention.
    `stubs` are those among them that only the lexicon knows, for the vocabulary to take in; `unmeasured` are scores in
    metrics that the vocabulary lacks, by the name that the text gives them: they go on no board.
    """

    tags: tuple[str, ...]
    benchmarks: tuple[BenchmarkUse, ...]
    results: tuple[Result, ...]
    links: tuple[Link, ...]
    proposed: tuple[Proposal, ...]
    stubs: tuple[Benchmark, ...] = ()
    unmeasured: tuple[Result, ...] = ()


class Extractor:
    """A vocabulary, compiled: make one and call it for every paper.

    What the vocabulary lacks is looked up in `lexicon`: `lexicon.packaged()` is the one of the package.
    """

    def __init__(self, vocabulary: Vocabulary, lexicon: Iterable[Entry] = ()) -> None:
        self._vocabulary = vocabulary
        self._benchmarks = BenchmarkFinder(vocabulary, lexicon)
        self._metrics = NameFinder(
            [(n, m.slug) for m in vocabulary.metrics.values() for n in (m.name, *m.aliases)], proper=False, glued=True
        )
        shares = in_percent(vocabulary.metrics.values())
        self._knowledge = Knowledge(self._benchmarks.known, vocabulary.benchmarks, vocabulary.metrics, shares)
        self._tagger = Tagger(vocabulary, self._benchmarks.known)

    def __call__(self, title: str, abstract: str) -> Extraction:
        """Everything found in one paper."""
        source, title = plain(abstract), plain(title).text
        text = source.text
        spans, tokens = sentences(text), tokenize(text)
        names = names_in(text)
        own = own_names(title, text, names)
        titled = self._benchmarks.in_title(title)
        mentions = self._benchmarks.find(title, text, spans, tokens, names, own, titled)
        roles = _roles([*mentions, *titled])
        found = self._results(title, source, spans, tokens, mentions, {m.key for m in titled}, own)
        roles |= {r.benchmark: Role.EVALUATED for r in found if roles.get(r.benchmark) is Role.TRAINING}
        known = tuple(BenchmarkUse(slug, role) for slug, role in roles.items() if slug in self._benchmarks.known)
        own_vocabulary, metrics = self._vocabulary.benchmarks, self._vocabulary.metrics
        used = [use.benchmark for use in known if use.role is not Role.TRAINING]
        return Extraction(
            tags=self._tagger(
                title,
                text,
                spans,
                tokens,
                used,
                [r.benchmark for r in found if self._as_usual(r)],
                [mention.name for mention in mentions if mention.role is Role.INTRODUCED],
            ),
            benchmarks=known,
            results=tuple(r for r in found if r.benchmark in self._benchmarks.known and r.metric in metrics),
            unmeasured=tuple(r for r in found if r.benchmark in self._benchmarks.known and r.metric not in metrics),
            links=links(abstract),
            proposed=tuple(_proposals(title, source, spans, mentions, roles, found)),
            stubs=tuple(self._benchmarks.known[u.benchmark] for u in known if u.benchmark not in own_vocabulary),
        )

    def _as_usual(self, result: Result) -> bool:
        """Whether a score is in the first metric of its benchmark, so that its paper does the benchmark's task."""
        benchmark = self._benchmarks.known.get(result.benchmark)
        return benchmark is not None and result.metric in benchmark.metrics[:1]

    def _results(
        self,
        title: str,
        source: Plain,
        spans: Sequence[Span],
        tokens: Tokens,
        mentions: list[Mention],
        titled: set[str],
        own: set[str],
    ) -> list[Result]:
        if not mentions:
            return []
        names = sorted(own - {m.name for m in mentions})[:_MOST_NAMES]
        scores = list(
            pair(
                source.text,
                spans,
                numbers(source.text, spans),
                metrics_in(source.text, self._metrics, tokens),
                mentions,
                titled,
                names,
                self._knowledge,
            )
        )
        named = models(title, source.text, spans, scores, names)
        results = [
            self._result(source, score, model, sentence_at(spans, score.number.start))
            for score, model in zip(scores, named, strict=True)
        ]
        return list(dict.fromkeys(results))

    def _result(self, source: Plain, score: Score, model: str, sentence: Span) -> Result:
        benchmark = self._benchmarks.known.get(score.mention.slug)
        return Result(
            benchmark=score.mention.key,
            metric=score.metric,
            value=score.number.value,
            split=score.split,
            task=task_of(source.text, sentence, score, benchmark, self._tagger),
            setting=setting_of(source.text, sentence, score),
            model=model,
            evidence=source.quoted(score.start, score.end),
            assumed_metric=score.assumed,
        )


_MOST_NAMES = 40  # more than any paper gives to its method
_WEIGHT = {Role.INTRODUCED: 2, Role.EVALUATED: 1, Role.TRAINING: 0}


def _roles(mentions: Sequence[Mention]) -> dict[str, Role]:
    """The role of each benchmark over all its mentions: one evaluation outweighs any use for training."""
    roles: dict[str, Role] = {}
    for mention in mentions:
        present = roles.setdefault(mention.key, mention.role)
        roles[mention.key] = max(present, mention.role, key=_WEIGHT.__getitem__)
    return roles


def _proposals(
    title: str,
    source: Plain,
    spans: Sequence[Span],
    mentions: Sequence[Mention],
    roles: Mapping[str, Role],
    results: Sequence[Result],
) -> Iterator[Proposal]:
    seen: set[str] = set()
    for mention in mentions:
        if not mention.slug and mention.name not in seen:
            seen.add(mention.name)
            evidence = source.quoted(*sentence_at(spans, mention.start)) if mention.start >= 0 else title
            own = tuple(r for r in results if r.benchmark == mention.name)
            yield Proposal(mention.name, roles[mention.name], evidence, own)


def as_json(extraction: Extraction, vocabulary: Vocabulary) -> dict[str, Any]:
    """The extraction as `sheaf extract` prints it. A proposed benchmark is listed too, with an empty slug."""
    benchmarks = {**vocabulary.benchmarks, **{stub.slug: stub for stub in extraction.stubs}}
    known = [
        {"name": benchmarks[use.benchmark].name, "slug": use.benchmark, "role": use.role.value}
        for use in extraction.benchmarks
    ]
    new = [{"name": p.name, "slug": "", "role": p.role.value} for p in extraction.proposed]
    results = [
        *extraction.results,
        *extraction.unmeasured,
        *(result for p in extraction.proposed for result in p.results),
    ]
    return {
        "tags": list(extraction.tags),
        "benchmarks": known + new,
        "results": [_result_as_json(result, benchmarks) for result in results],
        "links": [{"kind": link.kind.value, "url": link.url} for link in extraction.links],
        "proposed": [{"name": p.name, "role": p.role.value, "evidence": p.evidence} for p in extraction.proposed],
    }


def _result_as_json(result: Result, benchmarks: Mapping[str, Benchmark]) -> dict[str, Any]:
    benchmark = benchmarks.get(result.benchmark)
    return {
        "benchmark": benchmark.name if benchmark else result.benchmark,
        "metric": result.metric,
        "value": result.number,
        "split": result.split,
        "task": result.task,
        "model": result.model,
        "setting": result.setting,
        "evidence": result.evidence,
        "status": result.status.value,
        "assumed_metric": result.assumed_metric,
    }
