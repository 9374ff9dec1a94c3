"""One sentence read for scores: each number with its benchmark, its split, its metric and its evidence.

A sentence is read as runs of numbers (N) and runs of benchmarks (B), with the metrics between them. `N M on B`,
`B (N M)`, `On B, ... N M`, `N/N M on B/B` and `N, N and N on B, B and B` are the ways in which abstracts write scores.
A run of numbers goes with the benchmarks after it where a preposition leads to them, else with those before it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from builder.extract.benchmarks import Mention
from builder.extract.lexicon import UNKNOWN_METRIC
from builder.extract.measures import Measures
from builder.extract.metrics import fits, stated_metrics, unknown_metric
from builder.extract.names import Match
from builder.extract.numbers import Number
from builder.extract.pairing import Pairing
from builder.extract.runs import Run, runs_of
from builder.extract.sentences import Span


@dataclass(frozen=True, slots=True)
class Score:
    """A number bound to a benchmark and its split; `metric` is a slug, `assumed` where the text does not name it.

    A metric that nobody knows is as the text names it. text[start:end] is the evidence, `run` the span of the
    enumeration of which the number is the one at `index` (from 0) of `count`.
    """

    number: Number
    mention: Mention
    split: str
    metric: str
    assumed: bool
    start: int
    end: int
    run: Span
    index: int
    count: int


_SAME_MEASURES = re.compile(r"\b(?:corresponding|respective|analogous|same order)\b")
_SETS_LIMIT = ("=", " =", "@", ">", " >")  # IoU=0.7 is a threshold
_LONGEST_CLOSING = 60
_METRIC_REACH = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to read scores from; with `stated`, those without a metric beside or before them are left out.

    On benchmarks of `closed` keys it states no scores of the paper's own. `alone` says that it names one benchmark;
    `previous` are the metrics of the last scores before it.
    """

    text: str
    span: Span
    metrics: Sequence[Match]
    pairing: Pairing
    measures: Measures
    stated: bool
    closed: Container[str]
    alone: bool
    previous: Sequence[str]

    def read(self, numbers: Sequence[Number], mentions: Sequence[Mention]) -> Iterator[Score]:
        """The scores of the sentence."""
        runs = runs_of(self.text, self.metrics, numbers, mentions)
        taken = [mention.end for mention in mentions]
        last: Sequence[str] = self.previous if _SAME_MEASURES.search(self.text, *self.span) else []
        since = self.span[0]
        for index, run in enumerate(runs):
            if not run.numbers:
                continue
            stated = self._stated(run, taken)
            for number, mention, split, metric in self._bound(runs, index, stated):
                in_turn = len(last) == len(run.numbers) and last[run.numbers.index(number) :][:1]
                newer = [slug for slug in self._named(since, run.start) if slug not in last]
                yield from self._score(run, number, mention, split, metric, newer or in_turn or last)
            since = run.end
            last = [metric for metric in stated if metric] or last

    def _named(self, start: int, end: int) -> list[str]:
        """The metrics that the text names between two runs of numbers: `71.2 F1; on OSWorld success rates are at`."""
        between = [m for m in self.metrics if start <= m.start and m.end <= end and m.slug != UNKNOWN_METRIC]
        return [m.slug for m in between if not self.text.startswith(_SETS_LIMIT, m.end)]

    def _stated(self, run: Run, taken: Sequence[int]) -> list[str]:
        """The metric beside each number: a slug, or what the text calls a metric that nobody knows; "" for none."""
        stated = stated_metrics(self.text, self.metrics, [(n.start, n.end) for n in run.numbers])
        for index, number in enumerate(run.numbers):
            if stated[index] in ("", UNKNOWN_METRIC):
                stated[index] = (
                    unknown_metric(self.text, self.metrics, taken, number.start, number.end) or stated[index]
                )
        if stated[0] and stated[0] not in self.measures.knowledge.metrics:
            return [stated[0] if metric in ("", UNKNOWN_METRIC) else metric for metric in stated]
        return stated

    def _bound(
        self, runs: Sequence[Run], index: int, stated: Sequence[str]
    ) -> Iterator[tuple[Number, Mention, str, str]]:
        """Each number of a run with its benchmark, split and metric; `stated` are the metrics beside the numbers."""
        run = runs[index]
        targets, led = self.pairing.targets(runs, index)
        splits = self.pairing.splits(run, targets)
        first = self.alone and (bool(runs[0].mentions) or not any(earlier.numbers for earlier in runs[:index]))
        for number, mention, split, metric in zip(run.numbers, targets, splits, stated, strict=True):
            if self.stated and not (metric or self.measures.is_told(number, run.start)):
                continue
            measured = led or first or metric not in self.measures.knowledge.metrics
            if mention and (measured or fits(metric, self.measures.knowledge.curated.get(mention.slug))):
                yield number, mention, split, metric
        if len(targets) == 1 and not targets[0] and stated[0]:
            for mention in self.pairing.several(runs, index):
                yield run.numbers[0], mention, "", stated[0]

    def _score(
        self, run: Run, number: Number, mention: Mention, split: str, metric: str, last: Sequence[str]
    ) -> Iterator[Score]:
        """The score, if the metric is clear and the number credible. `last` are the metrics of the run before."""
        chosen, assumed = self.measures.of(number, mention, metric, last)
        if chosen and mention.key not in self.closed:
            places = [run.start, run.end]
            if self.span[0] <= mention.start < self.span[1]:
                places += [mention.start, max(mention.end, mention.split_end)]
            places += self._metric_beside(run, chosen) if metric else []
            start, end = self._quoted(min(places), max(places))
            index, count = run.numbers.index(number), len(run.numbers)
            yield Score(number, mention, split, chosen, assumed, start, end, (run.start, run.end), index, count)

    def _metric_beside(self, run: Run, slug: str) -> list[int]:
        """Where the metric of a run begins and ends, where it stands near: what the evidence should hold too."""
        named: list[Span] = [(m.start, m.end) for m in self.metrics if m.slug == slug]
        before = [span for span in named if 0 <= run.start - span[1] <= _METRIC_REACH]
        behind = [span for span in named if 0 <= span[0] - run.end <= _METRIC_REACH]
        if before and behind:
            near = before[-1] if run.start - before[-1][1] <= behind[0][0] - run.end else behind[0]
            return list(near)
        return [position for span in (*before[-1:], *behind[:1]) for position in span]

    def _quoted(self, start: int, end: int) -> Span:
        """The evidence from the first to the last of its parts, with its brackets closed."""
        if self.text.count("(", start, end) > self.text.count(")", start, end):
            closing = self.text.find(")", end, min(end + _LONGEST_CLOSING, self.span[1]))
            return start, max(end, closing + 1)
        return start, end
