"""Absolute scores of the paper's own method on named benchmarks: numbers, metrics and benchmarks of a sentence paired.

A sentence is read as runs of numbers (N) and runs of benchmarks (B), with the metrics between them. `N M on B`,
`B (N M)`, `On B, ... N M`, `N/N M on B/B` and `N, N and N on B, B and B` are the ways in which abstracts write scores.
A run of numbers goes with the benchmarks after it where a preposition leads to them, else with those before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from builder.extract.benchmarks import Mention
from builder.extract.names import Match
from builder.extract.numbers import Number, NumberKind
from builder.extract.sentences import Span
from builder.model import Benchmark, Role


@dataclass(frozen=True, slots=True)
class Score:
    """A number bound to a benchmark; `metric` is a slug or "", `assumed` where the text does not name it.

    text[start:end] is the evidence.
    """

    number: Number
    mention: Mention
    metric: str
    assumed: bool
    start: int
    end: int


@dataclass(slots=True)
class _Run:
    """Neighbouring numbers, or neighbouring benchmarks, that an enumeration joins."""

    items: list[Number] | list[Mention]
    is_numbers: bool
    metrics: list[Match] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.items[0].start

    @property
    def end(self) -> int:
        return max(self.items[-1].end, *(m.end for m in self.metrics), 0) if self.metrics else self.items[-1].end


FAMILIES = (
    frozenset(
        {
            "accuracy",
            "top-1-accuracy",
            "top-5-accuracy",
            "error-rate",
            "top-5-error",
            "balanced-accuracy",
            "exact-match",
            "execution-accuracy",
            "score",
            "rank-1",
            "pass-at-1",
            "success-rate",
            "resolve-rate",
        }
    ),
    frozenset({"ap", "box-ap", "mask-ap", "map", "ap50", "ap75", "nds"}),
    frozenset({"f1", "macro-f1", "micro-f1", "precision", "recall", "exact-match", "accuracy", "score", "f0-5"}),
    frozenset({"miou", "iou", "dice", "pixel-accuracy", "j-and-f"}),
    frozenset(
        {
            "ndcg-at-10",
            "ndcg",
            "mrr",
            "mrr-at-10",
            "map",
            "recall-at-1",
            "recall-at-5",
            "recall-at-10",
            "recall-at-100",
            "hits-at-1",
            "hits-at-10",
            "score",
            "recall",
        }
    ),
    frozenset(
        {"rouge", "rouge-1", "rouge-2", "rouge-l", "bleu", "meteor", "cider", "spice", "chrf", "comet", "bertscore"}
    ),
    frozenset({"wer", "cer", "per", "error-rate", "accuracy"}),
    frozenset({"perplexity", "bpc", "bits-per-dim"}),
    frozenset({"spearman", "pearson", "score"}),
    frozenset({"fid", "fvd", "inception-score", "bits-per-dim", "score"}),
)
_JOIN_WORDS = frozenset(
    ", ; / & ( ) % \\ and or the both dataset datasets benchmark benchmarks data set sets respectively while tasks task classification challenge in of points for".split()
)
_JOIN_NUMBERS = frozenset(", / & % \\ and in of points point average overall".split())
_PIECE = re.compile(r"[A-Za-z]+|[^\sA-Za-z]")
_PREPOSITION = re.compile(r"(?:^|[\s%)])(?:on|for|in|over|across|of|to|at|under|using|when)\s", re.IGNORECASE)
_BLOCK = re.compile(
    r"[;:]|\b(?:while|whereas|but|although|outperform\w*|surpass\w*|compared|than|exceed\w*|beat\w*|and (?:outperforms|achieves|obtains|reaches|sets?|surpasses))\b"
)
_BRACKET = re.compile(r"^(?: (?!and\b|set\b|sets\b|with\b)[\w-]{1,16}){0,2} ?\((?:[^(),]{0,30}[ :=])?$")
_TASK_WORDS = frozenset(
    "semantic segmentation object detection image classification instance action recognition retrieval translation video question answering".split()
)
_ASIDE = re.compile(r"\([^()]{0,80}\)|\bvs\.? [\d.]{1,6} ?%?")
_ON = re.compile(r"\b(?:on|for|in|across)\b")
_ELSEWHERE = re.compile(r"\s?\\?%?\s*(?:on|for) (?:the )?[A-Z][\w-]*[A-Za-z0-9]")
_LONGEST_LINK = 110
_BEFORE_METRIC_GAP = re.compile(
    r"^\)?\s*(?:\([^()]{1,24}\)\s*)?(?:[=:]|score|scores|rate|rates|value|values|performance|result|results|accuracy)?\s*(?:\([^()]{1,24}\)\s*)?"
    r"(?:of|at|is|was|are|to|reaches|reaching|reached|by|[=:(])?\s*(?:up to|about|around|approximately)?\s*(?:=|:)?\s*$"
)
_AFTER_METRIC_GAP = re.compile(
    r"^\s*(?:\\?%)?\s*(?:\(|in |of |points? |points of |for |average |mean |averaged |overall |test |absolute |relative |state-of-the-art |single-scale |multi-scale )?\s*(?:in |of |terms of )?\s*$"
)
_VERB = re.compile(
    r"\b(?:achiev|obtain|reach|attain|report|yield|get|gets|scor|establish|set|sets|deliver|record|hit|hits|push|produc|gain|perform|demonstrat|accurac|result|improv|boost|rais|reduc|solv|state[- ]of[- ]the[- ]art|sota|ranks?|show|with)",
    re.IGNORECASE,
)
_ALSO_KNOWN = re.compile(r"^(?: [\w-]{1,16}){0,2} \((?:also known as|a\.?k\.?a\.?|i\.e\.,?) (?:the )?$")


def pair(
    text: str,
    spans: Sequence[Span],
    numbers: Sequence[Number],
    metrics: Sequence[Match],
    mentions: Sequence[Mention],
    benchmarks: Mapping[str, Benchmark],
) -> Iterator[Score]:
    """The scores of an abstract, in order of place."""
    carried: list[Mention] = []
    number_at = mention_at = metric_at = 0
    for span in spans:
        number_at, in_numbers = _within(numbers, number_at, span)
        mention_at, in_mentions = _within(mentions, mention_at, span)
        metric_at, in_metrics = _within(metrics, metric_at, span)
        used = _synonyms(text, [m for m in in_mentions if m.role is not Role.TRAINING])
        scores = [n for n in in_numbers if n.kind is NumberKind.SCORE and not _covered(n, in_mentions, in_metrics)]
        if scores:
            yield from _Sentence(text, span, in_metrics, benchmarks, carried).read(scores, used)
        carried = used if used else (carried if scores else [])


_Placed = TypeVar("_Placed", Number, Mention, Match)


def _within(items: Sequence[_Placed], position: int, span: Span) -> tuple[int, list[_Placed]]:
    """The items inside a sentence, and where the next sentence's begin."""
    found = []
    while position < len(items) and items[position].start < span[1]:
        if items[position].start >= span[0]:
            found.append(items[position])
        position += 1
    return position, found


def _covered(number: Number, mentions: Sequence[Mention], metrics: Sequence[Match]) -> bool:
    """Whether the number is a part of a name: CIFAR-10, AP50, top-1."""
    return any(m.start < number.end and number.start < m.end for m in (*mentions, *metrics))


def _synonyms(text: str, mentions: list[Mention]) -> list[Mention]:
    """`X (also known as Y)` and `X (Y)` of one benchmark are one mention; of two, the one in brackets is meant."""
    out: list[Mention] = []
    for mention in mentions:
        if out and _ALSO_KNOWN.match(text[out[-1].end : mention.start]):
            out[-1] = Mention(out[-1].start, mention.end, mention.name, mention.slug, mention.role, mention.split)
        elif out and out[-1].key == mention.key and text[out[-1].end : mention.start].strip() == "(":
            out[-1] = Mention(out[-1].start, mention.end, mention.name, mention.slug, mention.role, mention.split)
        else:
            out.append(mention)
    return out


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What the pairing of one sentence needs; `carried` are the benchmarks of the sentence before."""

    text: str
    span: Span
    metrics: list[Match]
    benchmarks: Mapping[str, Benchmark]
    carried: list[Mention]

    def read(self, numbers: list[Number], mentions: list[Mention]) -> Iterator[Score]:
        """The scores of the sentence."""
        runs = self._runs(numbers, mentions)
        last_metrics: list[str] = []
        for index, run in enumerate(runs):
            if not run.is_numbers:
                continue
            targets, near = self._targets(runs, index)
            stated = self._metrics_of(run, runs, index)
            for number, mention, metric in zip(run.items, targets, stated, strict=False):
                if mention is not None:
                    yield from self._score(run, number, mention, metric, last_metrics, near)
            last_metrics = [m for m in stated if m] or last_metrics

    def _runs(self, numbers: list[Number], mentions: list[Mention]) -> list[_Run]:
        """Numbers and benchmarks in order, enumerations joined."""
        runs: list[_Run] = []
        for item in sorted([*numbers, *mentions], key=lambda i: i.start):
            is_numbers = isinstance(item, Number)
            last = runs[-1] if runs and runs[-1].is_numbers is is_numbers else None
            if last and self._joined(last.items[-1].end, item.start, is_numbers):
                last.items.append(item)  # type: ignore[arg-type]
            else:
                runs.append(_Run([item], is_numbers))  # type: ignore[list-item]
        return runs

    def _joined(self, end: int, start: int, is_numbers: bool) -> bool:
        if start - end > 60:  # noqa: PLR2004
            return False
        gap = self._without_metrics(end, start) if is_numbers else self.text[end:start]
        allowed = _JOIN_NUMBERS if is_numbers else _JOIN_WORDS | _TASK_WORDS
        return all(piece.lower() in allowed for piece in _PIECE.findall(gap))

    def _without_metrics(self, start: int, end: int) -> str:
        kept, position = "", start
        for metric in self.metrics:
            if position <= metric.start and metric.end <= end:
                kept += self.text[position : metric.start]
                position = metric.end
        return kept + self.text[position:end]

    def _targets(self, runs: list[_Run], index: int) -> tuple[list[Mention | None], bool]:
        """For each number of the run the benchmark it belongs to or None; and whether a preposition or bracket says so."""
        run = runs[index]
        before = next((r for r in reversed(runs[:index]) if not r.is_numbers), None)
        after = runs[index + 1] if index + 1 < len(runs) and not runs[index + 1].is_numbers else None
        if before and self._in_brackets_after(before, run):
            return self._shared(run, before, last=True), True
        if after and self._leads_to(run.end, after.start):
            return self._shared(run, after), True
        if self._leads_elsewhere(run):
            return [None] * len(run.items), False
        if before:
            return self._shared(run, before), False
        later = next((r for r in runs[index + 1 :] if not r.is_numbers), None)
        if later and self._chained(runs, index, later):
            return self._shared(run, later), True
        if len(self.carried) == len(run.items) > 1:
            return list(self.carried), False
        if len({m.key for m in self.carried}) == 1 and _VERB.search(self.text, self.span[0], run.start):
            return [self.carried[-1]] * len(run.items), False
        return [None] * len(run.items), False

    def _in_brackets_after(self, before: _Run, run: _Run) -> bool:
        """`COCO (58.7`, `COCO test-dev (AP: 58.7`."""
        gap = self.text[before.end : run.start]
        return bool(_BRACKET.match(gap))

    def _leads_to(self, end: int, start: int) -> bool:
        """Whether the words between a number and a benchmark after it lead from one to the other."""
        gap = _ASIDE.sub("", self._without_metrics(end, start))
        if len(gap) > _LONGEST_LINK or _BLOCK.search(gap):
            return False
        if (
            gap.count(")") > gap.count("(")
            and "(" in self.text[max(self.span[0], end - 40) : end]
            and "on" not in gap.split()
        ):
            return False
        return not gap.strip(" %\\") or bool(_PREPOSITION.search(gap + " "))

    def _leads_elsewhere(self, run: _Run) -> bool:
        """Whether the numbers are scores on something that is no known name: `41.1% on Moments in Time`."""
        end = run.items[-1].end
        metric = self._metric_after(end)
        return bool(_ELSEWHERE.match(self.text, metric.end if metric else end))

    def _chained(self, runs: list[_Run], index: int, later: _Run) -> bool:
        """`51.3 AP for detection and 45.4 AP for segmentation on COCO`: numbers that share the benchmark after them."""
        last_number = runs[runs.index(later) - 1]
        near = all(
            b.start - a.end <= 80
            for a, b in zip(runs[index:], runs[index + 1 :], strict=False)
            if b.start <= later.start
        )  # noqa: PLR2004
        return near and len(later.items) == 1 and self._leads_to(last_number.end, later.start)

    def _shared(self, run: _Run, targets: _Run, *, last: bool = False) -> list[Mention | None]:
        """Numbers and benchmarks one to one where they are as many, else all numbers to the only benchmark."""
        count, mentions = len(run.items), targets.items
        if last and count != len(mentions):
            return [mentions[-1]] * count  # type: ignore[list-item]
        if count == len(mentions):
            return list(mentions)  # type: ignore[arg-type]
        if len(mentions) == 1:
            return [mentions[0]] * count  # type: ignore[list-item]
        return [None] * count

    def _metrics_of(self, run: _Run, runs: list[_Run], index: int) -> list[str]:
        """For each number of the run the metric stated beside it, or ""."""
        after = [self._metric_after(n.end) for n in run.items]
        before = self._metrics_before(run.items[0].start)
        trailing = self._metrics_from(run.items[-1].end)
        count = len(run.items)
        for group in (trailing, before):
            if len(group) == count > 1:
                return [m.slug for m in group]
        shared = after[-1] or (before[-1] if before else None)
        if not any(after[:-1]) and shared:
            return [shared.slug] * count
        return [m.slug if m else (before[-1].slug if before and not any(after) else "") for m in after]

    def _metric_after(self, end: int) -> Match | None:
        return next(
            (
                m
                for m in self.metrics
                if end <= m.start <= end + 30 and _AFTER_METRIC_GAP.match(self.text[end : m.start])
            ),
            None,
        )

    def _metrics_from(self, end: int) -> list[Match]:
        """The metrics joined by slashes or `and` right after a number: `box/mask AP`, `EM/F1`."""
        first = self._metric_after(end)
        if first is None:
            return []
        group = [first]
        for metric in self.metrics[self.metrics.index(first) + 1 :]:
            if self.text[group[-1].end : metric.start].strip() not in ("/", "and", "&"):
                break
            group.append(metric)
        return group

    def _metrics_before(self, start: int) -> list[Match]:
        """The metric right before a number, with those joined to it: `F1 of`, `EM and F1 scores of`."""
        candidates = [m for m in self.metrics if start - 60 <= m.start and m.end <= start]
        if not candidates or not _BEFORE_METRIC_GAP.match(
            self.text[candidates[-1].end : start].replace("scores of", "of")
        ):
            return []
        group = [candidates.pop()]
        while candidates and self.text[candidates[-1].end : group[0].start].strip() in ("/", "and", "&", ",", ", and"):
            group.insert(0, candidates.pop())
        return group

    def _score(
        self, run: _Run, number: Number | Mention, mention: Mention, metric: str, last: list[str], near: bool
    ) -> Iterator[Score]:
        assert isinstance(number, Number)  # noqa: S101  (a run of numbers holds numbers)
        benchmark = self.benchmarks.get(mention.slug)
        if metric and not near and not _fits(metric, benchmark):
            return
        chosen = metric or self._unstated(number, mention, benchmark, last)
        if not chosen or not self._credible(number, metric, chosen):
            return
        places = [run.start, run.end]
        if self.span[0] <= mention.start < self.span[1]:
            places += [mention.start, mention.end]
        start, end = self._whole(min(places), max(places))
        yield Score(number, mention, chosen, not metric and chosen not in last, start, end)

    def _unstated(self, number: Number, mention: Mention, benchmark: Benchmark | None, last: list[str]) -> str:
        """The metric where none stands beside the number: one said after the benchmark or earlier, else the usual one."""
        behind = next(
            (m for m in self.metrics if 0 <= m.start - mention.end <= 12 and mention.start >= number.end), None
        )  # noqa: PLR2004
        earlier = [m.slug for m in self.metrics if m.end <= number.start][-1:]
        later = [m.slug for m in self.metrics if m.start >= number.end][:1]
        for slug in ([behind.slug] if behind else []) + last[-1:] + earlier + later:
            if _fits(slug, benchmark):
                return slug
        if not number.precise:
            return ""
        if benchmark and benchmark.metrics:
            return benchmark.metrics[0]
        return "accuracy" if number.percent else "score"

    def _credible(self, number: Number, stated: str, metric: str) -> bool:
        """A whole number without its metric is an amount; a percentage is at most 100."""
        if number.percent and number.value > 100:  # noqa: PLR2004
            return False
        if not number.precise and not stated:
            return False
        if stated:
            return True
        return bool(_VERB.search(self.text, self.span[0], self.span[1])) and (
            number.percent or number.value > Decimal("0.1")
        )

    def _whole(self, start: int, end: int) -> Span:
        """The evidence from the first to the last of its parts, brackets closed, within the sentence."""
        quote = self.text[start:end]
        if quote.count("(") > quote.count(")"):
            closing = self.text.find(")", end, self.span[1])
            end = closing + 1 if 0 <= closing - end < 60 else end  # noqa: PLR2004
        return start, end


def _fits(metric: str, benchmark: Benchmark | None) -> bool:
    """Whether a benchmark is measured so: its metrics or their kin; anything goes where none are known."""
    if benchmark is None or not benchmark.metrics or metric in benchmark.metrics:
        return True
    return any(metric in family and not family.isdisjoint(benchmark.metrics) for family in FAMILIES)
