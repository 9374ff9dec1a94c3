"""Absolute scores of the paper's own method on named benchmarks: numbers, metrics and benchmarks of a sentence paired.

A sentence is read as runs of numbers (N) and runs of benchmarks (B), with the metrics between them. `N M on B`,
`B (N M)`, `On B, ... N M`, `N/N M on B/B` and `N, N and N on B, B and B` are the ways in which abstracts write scores.
A run of numbers goes with the benchmarks after it where a preposition leads to them, else with those before it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from builder.extract.benchmarks import Mention, splits_at
from builder.extract.lexicon import UNKNOWN_METRIC
from builder.extract.metrics import fits, metric_after, stated_metrics
from builder.extract.names import Match
from builder.extract.numbers import SOLVED, Number, NumberKind
from builder.extract.sentences import Span
from builder.model import Benchmark, Role


@dataclass(frozen=True, slots=True)
class Score:
    """A number bound to a benchmark and its split; `metric` is a slug, `assumed` where the text does not name it.

    text[start:end] is the evidence, `run` the span of the enumeration of which the number is the one at `index`
    (from 0) of `count`.
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


@dataclass(slots=True)
class _Run:
    """Neighbouring numbers, or neighbouring benchmarks, that an enumeration joins: one of the lists is empty."""

    numbers: list[Number] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.numbers[0].start if self.numbers else self.mentions[0].start

    @property
    def end(self) -> int:
        return self.numbers[-1].end if self.numbers else self.mentions[-1].end


_JOIN_BENCHMARKS = frozenset(
    """, ; / & ( ) % \\ and or the both dataset datasets benchmark benchmarks data set sets respectively while in
    of points for task tasks challenge semantic segmentation object detection image classification instance
    action recognition retrieval translation video question answering""".split()
)
_JOIN_NUMBERS = frozenset(", / & % \\ $ and in of points point average overall mean a an the with".split())
_LONGEST_JOINT = 60
_PIECE = re.compile(r"[A-Za-z]+|(?:19|20)\d\d|[^\sA-Za-z]")
_PREPOSITION = re.compile(r"(?:^|[\s%)])(?:on|for|in|over|across|of|to|at|under|using|when)\s", re.IGNORECASE)
_BLOCK = re.compile(
    r"[;:]|^ ?\\?%?,? and (?:on|for|in)\b"
    r"|\b(?:while|whereas|but|although|outperform\w*|surpass\w*|compared|than|exceed\w*|beat\w*"
    r"|and (?:outperforms|achieves|obtains|reaches|sets?|surpasses))\b"
)
_COLON = re.compile(r"^ ?[:=] ?$")
_BRACKET = re.compile(r"^(?: (?!and\b|set\b|sets\b|with\b)[\w-]{1,16}){0,2} ?\((?:[^()]{0,40}[ :=])?$")
_NAMED_BRACKET = re.compile(
    r"(?:\b(?:such as|e\.g\.,?|including|like|and|on)|[,:(]) [A-Z][\w-]*[\w+] ?\((?:[^()]{0,20}[ :=])?$"
)
_NEXT_BRACKET = re.compile(r"[^()]{0,60}\([^()]{0,60}\),? (?:and )?[A-Z][\w-]*(?: [\w-]{1,20}){0,2} ?\($")
_ASIDE = re.compile(
    r"\([^()]{0,80}\)|\b(?:vs\.?|versus|against|compared (?:to|with)) [\d.]{1,6} ?\\?%?(?: of [\w -]{1,30}(?= on\b))?"
)
_OUT_OF_BRACKET = re.compile(r"\b(?:on|for|in|across)\b")
_BRACKET_REACH = 40
_ELSEWHERE = re.compile(r"\s?\\?%?\s*on (?:the )?[A-Z][\w-]*[A-Za-z0-9]")
_ELSEWHERE_ALONE = re.compile(r"\s?\\?%?\s*on (?:the )?[A-Z][\w-]*(?: (?:[A-Z][\w-]*|in|of|the)){0,4}[,.;)]")
_ON_ITS_SET = re.compile(
    r"\b(?:on|in) (?:the|its|this|their) (?:official |public |hidden |private |blind |final |held-out )?"
    r"(?:dev|development|test|validation|evaluation|leaderboard|benchmark|challenge|dataset|corpus)\b"
)
_VERSION = re.compile(r"\d\.\d")
_NAME_BEFORE = re.compile(r"(?:^|[\s(])(?:[A-Z]|[a-z][\w-]{0,20}(?=[A-Z\d]))[\w-]{0,24} $")
_NAME_REACH = 48
_PERFORMANCE = re.compile(
    r"\b(?:achiev|obtain|attain|reach|set)\w* (?:an? |the )?(?:[\w-]{1,16} ){1,3}(?:with|of|at) $"
)
_DIGIT = re.compile(r"\d")
_SHARE_OF = re.compile(r"%? of (?:the )?")
_ON = re.compile(r" on (?:the )?")
_LONGEST_LINK = 110
_LONGEST_CHAIN = 80
_BEHIND_BENCHMARK = 12
_LONGEST_CLOSING = 60
_VERB = re.compile(
    r"\b(?:achiev|obtain|reach|attain|report|yield|get|gets|scor|establish|set|sets|deliver|record|hit|hits|push"
    r"|produc|gain|perform"
    r"|demonstrat|accurac|result|improv|boost|rais|reduc|solv"
    r"|complet|pass|answer|state[- ]of[- ]the[- ]art|sota|ranks?|show|with)",
    re.IGNORECASE,
)
_ALSO_KNOWN = re.compile(r"^(?: [\w-]{1,16}){0,2} \((?:also known as|a\.?k\.?a\.?|i\.e\.,?) (?:the )?$")

_Placed = TypeVar("_Placed", Number, Mention, Match)


def pair(
    text: str,
    spans: Sequence[Span],
    numbers: Sequence[Number],
    metrics: Sequence[Match],
    mentions: Sequence[Mention],
    benchmarks: Mapping[str, Benchmark],
    curated: Mapping[str, Benchmark],
    shares: Container[str],
) -> Iterator[Score]:
    """The scores of an abstract, in order of place.

    `benchmarks` say what is usual; only `curated` ones are sure to list all that they are measured in. `shares` are
    the metrics that are given in percent.
    """
    only = _only(mentions)
    carried: list[Mention] = []
    number_at = mention_at = metric_at = 0
    for span in spans:
        number_at, in_numbers = _within(numbers, number_at, span)
        mention_at, in_mentions = _within(mentions, mention_at, span)
        metric_at, in_metrics = _within(metrics, metric_at, span)
        used = _synonyms(text, [m for m in in_mentions if m.role is not Role.TRAINING])
        scores = [
            n for n in in_numbers if n.kind is NumberKind.SCORE and not _is_of_name(text, n, in_mentions, in_metrics)
        ]
        loose = not (used or carried) and only is not None
        if scores and only and loose:
            carried = [only]
        if scores and (used or carried):
            verb = _VERB.search(text, *span)
            place = verb.start() if verb else span[1]
            stated = loose and not _ON_ITS_SET.search(text, *span)
            sentence = _Sentence(text, span, in_metrics, benchmarks, curated, shares, carried, place, stated)
            yield from sentence.read(scores, used)
        carried = used or (carried if scores and not loose else [])


def _only(mentions: Sequence[Mention]) -> Mention | None:
    """The benchmark of a text that evaluates on one alone."""
    used = {mention.key: mention for mention in mentions if mention.role is not Role.TRAINING}
    return next(iter(used.values())) if len(used) == 1 else None


def _within(items: Sequence[_Placed], position: int, span: Span) -> tuple[int, list[_Placed]]:
    """The items inside a sentence, and where the next sentence's begin."""
    found = []
    while position < len(items) and items[position].start < span[1]:
        if items[position].start >= span[0]:
            found.append(items[position])
        position += 1
    return position, found


def _is_of_name(text: str, number: Number, mentions: Sequence[Mention], metrics: Sequence[Match]) -> bool:
    """Whether the number belongs to a name: CIFAR-10, AP50, 10% of ImageNet, or wav2vec 2.0, which is neither."""
    names = [*((m.start, m.end) for m in mentions), *((m.start, m.end) for m in metrics)]
    if any(start < number.end and number.start < end for start, end in names):
        return True
    if number.percent and any(_SHARE_OF.fullmatch(text, number.end, mention.start) for mention in mentions):
        return not SOLVED.search(text, max(0, number.start - _NAME_REACH), number.start)
    if not _VERSION.fullmatch(text, number.start, number.end):
        return False
    before = text[max(0, number.start - _NAME_REACH) : number.start]
    return bool(_NAME_BEFORE.search(before)) and all(end != number.start - 1 for _, end in names)


def _synonyms(text: str, mentions: list[Mention]) -> list[Mention]:
    """`X (also known as Y)` and `X (Y)` of one benchmark are one mention; of two, the one in brackets is meant."""
    out: list[Mention] = []
    for mention in mentions:
        gap = text[out[-1].end : mention.start] if out else ""
        if out and (_ALSO_KNOWN.match(gap) or (out[-1].key == mention.key and gap.strip() == "(")):
            out[-1] = replace(mention, start=out[-1].start)
        else:
            out.append(mention)
    return out


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What the pairing of one sentence needs; `carried` are the benchmarks of the sentence before.

    `verb` is where the first word that speaks of results stands; behind the sentence where there is none. With
    `stated`, scores without a metric beside or before them are left out.
    """

    text: str
    span: Span
    metrics: list[Match]
    benchmarks: Mapping[str, Benchmark]
    curated: Mapping[str, Benchmark]
    shares: Container[str]
    carried: list[Mention]
    verb: int
    stated: bool

    def read(self, numbers: list[Number], mentions: list[Mention]) -> Iterator[Score]:
        """The scores of the sentence."""
        runs = self._runs(numbers, mentions)
        last: list[str] = []
        for index, run in enumerate(runs):
            if not run.numbers:
                continue
            targets, led = self._targets(runs, index)
            stated = stated_metrics(self.text, self.metrics, [(n.start, n.end) for n in run.numbers])
            splits = self._splits(run, targets)
            for number, mention, split, metric in zip(run.numbers, targets, splits, stated, strict=True):
                if self.stated and not (metric or self._earlier(number) or self._is_performance(run)):
                    continue
                if mention and (led or not metric or fits(metric, self.curated.get(mention.slug))):
                    yield from self._score(run, number, mention, split, metric, last)
            last = [metric for metric in stated if metric] or last

    def _runs(self, numbers: list[Number], mentions: list[Mention]) -> list[_Run]:
        """Numbers and benchmarks in order, enumerations joined."""
        runs: list[_Run] = []
        items: list[Number | Mention] = [*numbers, *mentions]
        for item in sorted(items, key=lambda i: (i.start, i.end)):
            last = runs[-1] if runs else _Run()
            if isinstance(item, Number):
                if not (last.numbers and self._joined(last.end, item.start, numbers=True)):
                    runs.append(last := _Run())
                last.numbers.append(item)
            else:
                if not (last.mentions and self._joined(last.end, item.start, numbers=False)):
                    runs.append(last := _Run())
                last.mentions.append(item)
        return runs

    def _joined(self, end: int, start: int, *, numbers: bool) -> bool:
        """Whether nothing but commas, `and` and the like (and metrics between numbers) stands between two items."""
        if start - end > _LONGEST_JOINT:
            return False
        gap = self._without_metrics(end, start) if numbers else self.text[end:start]
        allowed, pieces = _JOIN_NUMBERS if numbers else _JOIN_BENCHMARKS, _PIECE.findall(gap)
        return all(
            piece.lower() in allowed or (not numbers and len(piece) == 4 and piece.isdigit()) for piece in pieces
        )

    def _without_metrics(self, start: int, end: int) -> str:
        kept, position = "", start
        for metric in self.metrics:
            if position <= metric.start and metric.end <= end:
                kept += self.text[position : metric.start]
                position = metric.end
        return kept + self.text[position:end]

    def _targets(self, runs: list[_Run], index: int) -> tuple[Sequence[Mention | None], bool]:
        """The benchmark (or None) of each number of a run, and whether a bracket or a preposition leads to it."""
        run, nobody = runs[index], [None] * len(runs[index].numbers)
        before = next((r for r in reversed(runs[:index]) if r.mentions), None)
        later = next((r for r in runs[index + 1 :] if r.mentions), None)
        if before and _COLON.match(self.text[before.end : run.start]):
            return [before.mentions[-1]] * len(run.numbers), True
        if before and _BRACKET.match(self.text[before.end : run.start]):
            return _shared(run, before) or [before.mentions[-1]] * len(run.numbers), True
        if self._leads_elsewhere(run, later, _ELSEWHERE_ALONE) or self._in_bracket_of_another(run, before):
            return nobody, False
        if later and later is runs[index + 1] and self._leads_to(run.end, later.start):
            return _shared(run, later) or nobody, True
        if self._leads_elsewhere(run, later, _ELSEWHERE):
            return nobody, False
        if before and _NEXT_BRACKET.match(self.text[before.end : run.start]):
            return nobody, False  # `CIFAR-100 (91.7%), Flower (98.8%)` where Flower is no known name
        if before:
            return _shared(run, before) or nobody, False
        if later and self._chained(runs, index, later):
            return _shared(run, later) or nobody, True
        return self._inherited(run) or nobody, False

    def _in_bracket_of_another(self, run: _Run, before: _Run | None) -> bool:
        """Whether the numbers stand in brackets behind a listed name that is neither benchmark nor metric."""
        text = self.text[max(self.span[0], run.start - 2 * _BRACKET_REACH) : run.start]
        if not _NAMED_BRACKET.search(text):
            return False
        bracket = self.text.rindex("(", 0, run.start)
        ends = [before.end] if before else []
        return not any(bracket - 2 < end <= bracket for end in [*ends, *(m.end for m in self.metrics)])

    def _splits(self, run: _Run, targets: Sequence[Mention | None]) -> Sequence[str]:
        """The split of each number: behind the numbers (`2.1/4.3 on test-clean/test-other`) or the benchmark."""
        metric = metric_after(self.text, self.metrics, run.end)
        on = _ON.match(self.text, metric.end if metric else run.end, self.span[1])
        said = splits_at(self.text, on.end(), self.span[1])[0] if on else ()
        if len(said) == len(run.numbers):
            return said
        if targets[0] and len(targets[0].splits) == len(targets) and len(set(targets)) == 1:
            return targets[0].splits
        return [target.splits[0] if target and len(target.splits) == 1 else "" for target in targets]

    def _inherited(self, run: _Run) -> list[Mention]:
        """The benchmarks of the sentence before, where it is clear which number is on which."""
        if len(self.carried) == len(run.numbers) > 1:
            return self.carried
        only = len({mention.key for mention in self.carried}) == 1
        return [self.carried[-1]] * len(run.numbers) if only and self.verb < run.start else []

    def _leads_to(self, end: int, start: int) -> bool:
        """Whether the words between a number and a benchmark after it lead from one to the other."""
        gap = _ASIDE.sub("", self._without_metrics(end, start))
        if len(gap) > _LONGEST_LINK or _BLOCK.search(gap):
            return False
        in_bracket = "(" in self.text[max(self.span[0], end - _BRACKET_REACH) : end]
        if in_bracket and gap.count(")") > gap.count("(") and not _OUT_OF_BRACKET.search(gap):
            return False
        return not gap.strip(" %\\") or bool(_PREPOSITION.search(gap + " "))

    def _leads_elsewhere(self, run: _Run, later: _Run | None, pattern: re.Pattern[str]) -> bool:
        """Whether the numbers are scores on something that is no known name: `41.1% on Moments in Time`."""
        metric = metric_after(self.text, self.metrics, run.end)
        match = pattern.match(self.text, metric.end if metric else run.end)
        return bool(match) and not (later and match and later.start < match.end())

    def _chained(self, runs: list[_Run], index: int, later: _Run) -> bool:
        """`51.3 AP for detection and 45.4 AP for segmentation on COCO`: numbers that share the benchmark after them."""
        chain = runs[index : runs.index(later) + 1]
        near = all(b.start - a.end <= _LONGEST_CHAIN for a, b in pairwise(chain))
        return near and len(later.mentions) == 1 and self._leads_to(chain[-2].end, later.start)

    def _score(
        self, run: _Run, number: Number, mention: Mention, split: str, metric: str, last: list[str]
    ) -> Iterator[Score]:
        """The score, if the metric is clear and the number credible. `last` are the metrics of the run before."""
        chosen = self._usual(metric or self._unstated(number, mention, last), mention)
        if chosen and self._credible(number, mention, metric):
            places = [run.start, run.end]
            if self.span[0] <= mention.start < self.span[1]:
                places += [mention.start, max(mention.end, mention.split_end)]
            start, end = self._quoted(min(places), max(places))
            assumed = not metric and chosen not in last
            index, count = run.numbers.index(number), len(run.numbers)
            yield Score(number, mention, split, chosen, assumed, start, end, (run.start, run.end), index, count)

    def _usual(self, metric: str, mention: Mention) -> str:
        """Plain accuracy is the accuracy that is usual on the benchmark: top-1 on ImageNet."""
        benchmark = self.benchmarks.get(mention.slug)
        if metric != "accuracy" or benchmark is None:
            return metric
        return next((m for m in benchmark.metrics if m in ("accuracy", "top-1-accuracy")), metric)

    def _unstated(self, number: Number, mention: Mention, last: list[str]) -> str:
        """The metric where none stands beside the number: said behind the benchmark or nearby, else the usual one."""
        benchmark = self.benchmarks.get(mention.slug)
        behind = [
            m.slug
            for m in self.metrics
            if 0 <= m.start - mention.end <= _BEHIND_BENCHMARK and mention.start >= number.end
        ]
        earlier = self._earlier(number)
        later = [m.slug for m in self.metrics if m.start >= number.end and self._is_open(number, mention, m)]
        for slug in behind[:1] + last[-1:] + earlier[-1:] + later[:1]:
            if fits(slug, self.curated.get(mention.slug)):
                return slug
        if not number.precise:
            return ""
        if benchmark and benchmark.metrics not in ((), (UNKNOWN_METRIC,)):
            usual = (m for m in benchmark.metrics if m in self.shares) if number.percent else iter(benchmark.metrics)
            return next(usual, "")
        return "accuracy" if number.percent else "score"

    def _is_performance(self, run: _Run) -> bool:
        """Whether the words before numbers say that they are what was achieved, without a metric."""
        return bool(_PERFORMANCE.search(self.text, self.span[0], run.start))

    def _earlier(self, number: Number) -> list[str]:
        """The metrics that the sentence names before a number."""
        return [metric.slug for metric in self.metrics if metric.end <= number.start]

    def _is_open(self, number: Number, mention: Mention, metric: Match) -> bool:
        """Whether a metric after a pair may be the pair's: the sentence names no other, or no number is between."""
        if metric.slug != UNKNOWN_METRIC and all(other.slug == metric.slug for other in self.metrics):
            return True
        return not _DIGIT.search(self.text, max(number.end, mention.end), metric.start)

    def _credible(self, number: Number, mention: Mention, stated: str) -> bool:
        """A percentage is at most 100; where no metric is stated, a verb or a colon must speak of results."""
        if number.percent and number.value > 100:
            return False
        if stated:
            return True
        told = self.verb < self.span[1] or bool(_COLON.match(self.text[mention.end : number.start]))
        return number.precise and told and (number.percent or number.value > Decimal("0.1"))

    def _quoted(self, start: int, end: int) -> Span:
        """The evidence from the first to the last of its parts, with its brackets closed."""
        if self.text.count("(", start, end) > self.text.count(")", start, end):
            closing = self.text.find(")", end, min(end + _LONGEST_CLOSING, self.span[1]))
            return start, max(end, closing + 1)
        return start, end


def _shared(run: _Run, targets: _Run) -> list[Mention]:
    """Numbers and benchmarks one to one where they are as many, all numbers to an only benchmark; else nothing."""
    if len(run.numbers) == len(targets.mentions):
        return targets.mentions
    return targets.mentions * len(run.numbers) if len(targets.mentions) == 1 else []
