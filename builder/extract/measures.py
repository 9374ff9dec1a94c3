"""Which metric a score is in where none stands beside its number, and whether the number is a score at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.extract.benchmarks import Mention
from builder.extract.kinds import LENGTH, SOLVED
from builder.extract.lexicon import UNKNOWN_METRIC
from builder.extract.metrics import fits, has_own_number
from builder.extract.names import Match
from builder.extract.numbers import Number
from builder.extract.pairing import COLON
from builder.extract.sentences import Span
from builder.model import Benchmark, Direction, Metric


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of benchmarks and metrics: `benchmarks` say what is usual, by slug.

    Only `curated` ones are sure to list all that they are measured in. `metrics` are slugs, and `shares` those among
    them that are given in percent.
    """

    benchmarks: Mapping[str, Benchmark]
    curated: Mapping[str, Benchmark]
    metrics: Mapping[str, Metric]
    shares: Container[str]


_PERFORMANCE = re.compile(
    r"\b(?:achiev|obtain|attain|reach|set)\w* (?:an? |the )?(?:[\w-]{1,16} ){1,3}(?:with|of|at) $"
)
_A_SCORE = re.compile(
    r"\ban? (?:[\w-]{2,16} ){0,2}scores? of $"
    r"|\b(?:corresponding|respective) scores? (?:of|is|are) (?:[\d.]{1,8} ?%?,? (?:and )?){0,4}$"
)
_DIGIT = re.compile(r"\d")
_NAME_REACH = 48
_BEHIND_BENCHMARK = 12
_SMALL_SHARE = 10  # percent: 1% or 10% without a metric is a share of the labels
_LOWERED = re.compile(
    r"\b(?:reduc|lower|decreas|cut|drop|shrink|suppress)\w* (?!to\b)[^.;]{0,80}?(?:from [\d.]{1,8} ?%? )?to (?:about "
    r"|only |just )?$"
)
_OF_ANOTHER_KIND = re.compile(
    r" (?:(?!(?:on|in|for|of|and|or|with|to|at|by|over|across|from|while|under|than|but)\b)[\w-]{2,16} ){0,2}"
    r"(?:[a-z]{2,12}(?:ity|ment|ness|ence|ency|sion|(?<!perform)ance|(?<!aver)age|tention|duction|pletion|cess)"
    r"|length|time|speed|cost|size|ratio|steps|turns|rounds)\b(?! (?:rate|score|accuracy))"
)
_ASIDE = re.compile(
    r" [\w-]{2,16} (?!(?:performances?|results?|models?|methods?|quality|art|record|sota|systems?|data ?sets?"
    r"|benchmarks?)\b)"
    r"[a-z-]{3,16} \((?:about |around |~)?(?:[\d.%]{1,8} (?:and|vs\.?) )?$"
)
_AGREEMENTS = frozenset({"kappa", "kendall", "spearman", "pearson"})
_ANNOTATORS = re.compile(
    r"\b(?:annotators?|inter-?(?:annotator|rater)|raters|agree(?:d|ment)?|rankings?|associat\w+)\b", re.IGNORECASE
)
_CORRELATES = re.compile(r"\b(?:inter-?(?:annotator|rater)|concordance|correlat\w+)\b", re.IGNORECASE)
_ATTACHED = re.compile(r"\d ?%? ?\(?$")
_CLAUSE_END = re.compile(r"[,;:]|\band [a-z]{3,12}(?:s|ing)\b")


@dataclass(frozen=True, slots=True)
class Measures:
    """The metrics of a sentence; `verb` is where it begins to speak of results, behind its end where it does not.

    `before` is the only metric that the sentence before names, if it is one on results too; `latest` is the last metric
    that stood alone in a sentence with scores. `used` are the metrics of the scores so far, by the benchmark's key.
    """

    text: str
    span: Span
    metrics: Sequence[Match]
    knowledge: Knowledge
    verb: int
    before: str
    latest: str
    used: Mapping[str, Collection[str]]

    def of(self, number: Number, mention: Mention, stated: str, last: Sequence[str]) -> tuple[str, bool]:
        """The metric of a score, "" where the number is none, and whether it is only assumed.

        `stated` is the metric beside the number, if any; `last` are those of the numbers before.
        """
        plain = stated == UNKNOWN_METRIC and not self._is_measured_in(UNKNOWN_METRIC, mention)
        if plain and _A_SCORE.search(self.text, self.span[0], number.start):
            stated = self._earlier_known(number) or next(
                iter(last[-1:]), stated
            )  # `38.1 BLEU on A and a score of 39.5 on B`
        named = stated or self._nearby(number, mention, last)
        metric = self._usual(named or self._supposed(number, mention), mention)
        if metric == "error-rate" and LENGTH.match(self.text, number.end):
            metric = "error"  # of a place or an angle
        is_score = not (self._is_lowered(number, metric) or self._is_agreement(metric, stated)) and self._is_credible(
            number, mention, stated, named
        )
        return (metric if is_score else ""), not named

    def is_told(self, number: Number, start: int) -> bool:
        """Whether the sentence says what the number measures; `start` is where the number's enumeration begins."""
        solved = _PERFORMANCE.search(self.text, self.span[0], start) or SOLVED.search(self.text, self.span[0], start)
        return bool(self._earlier(number) or solved)

    def _is_measured_in(self, metric: str, mention: Mention) -> bool:
        benchmark = self.knowledge.benchmarks.get(mention.slug)
        return benchmark is not None and metric in benchmark.metrics

    def _earlier_known(self, number: Number) -> str:
        return next((slug for slug in reversed(self._earlier(number)) if slug != UNKNOWN_METRIC), "")

    def _usual(self, metric: str, mention: Mention) -> str:
        """Plain accuracy is the accuracy that is usual on the benchmark: top-1 on ImageNet."""
        benchmark = self.knowledge.benchmarks.get(mention.slug)
        if metric != "accuracy" or benchmark is None:
            return metric
        return next((m for m in benchmark.metrics if m in ("accuracy", "top-1-accuracy")), metric)

    def _nearby(self, number: Number, mention: Mention, last: Sequence[str]) -> str:
        """The metric where none stands beside the number: behind the benchmark, of the run before, or elsewhere."""
        if self._is_of_another_kind(number, mention):
            return ""
        behind = [
            m.slug
            for m in self.metrics
            if 0 <= m.start - mention.end <= _BEHIND_BENCHMARK
            and mention.start >= number.end
            and not _CLAUSE_END.search(self.text, mention.end, m.start)
            and not _DIGIT.search(self.text, mention.end, m.start)
        ]
        earlier = self._earlier(number)
        behind_both = (m for m in self.metrics if m.start >= number.end and not has_own_number(self.text, m))
        later = [m.slug for m in behind_both if self._is_open(number, mention, m)]
        for slug in (*behind[:1], *last[-1:], *reversed(earlier), *later[:1]):
            if slug not in self.knowledge.metrics or self._suits(slug, number, mention):
                return slug
        return self.before if self.before and self._suits(self.before, number, mention) else ""

    def _suits(self, metric: str, number: Number, mention: Mention) -> bool:
        """Whether the benchmark is measured so, and the unit behind the number is the metric's."""
        decibels = self.text.startswith((" dB", "dB"), number.end)
        known = self.knowledge.metrics.get(metric)
        if known and (known.unit == "dB") != decibels and (decibels or number.percent):
            return False
        return fits(metric, self.knowledge.curated.get(mention.slug))

    def _supposed(self, number: Number, mention: Mention) -> str:
        """The metric where the sentence names none: the benchmark's usual one that is given in percent, or not."""
        if not number.precise or self._is_of_another_kind(number, mention):
            return ""
        benchmark = self.knowledge.benchmarks.get(mention.slug)
        before = list(self.used.get(mention.key, ()))
        if len(before) == 1 and (before[0] in self.knowledge.shares or not number.percent):
            return before[0]
        if self.latest and self._goes_on(number, benchmark):
            return self.latest
        if benchmark and benchmark.metrics not in ((), (UNKNOWN_METRIC,)):
            return next((m for m in benchmark.metrics if not number.percent or m in self.knowledge.shares), "")
        return "accuracy" if number.percent else "score"

    def _goes_on(self, number: Number, benchmark: Benchmark | None) -> bool:
        """Whether the last metric that stood alone may be that of the number too."""
        shared = self.latest in self.knowledge.shares or not number.percent
        return shared and fits(self.latest, benchmark)

    def _is_of_another_kind(self, number: Number, mention: Mention) -> bool:
        """Whether the words beside the number say that it is no score on the benchmark."""
        return bool(_OF_ANOTHER_KIND.match(self.text, number.end)) or self._is_aside(number, mention)

    def _earlier(self, number: Number) -> list[str]:
        """The metrics that the sentence names before a number; one in brackets belongs to what stands before them."""
        named = (metric for metric in self.metrics if metric.end <= number.start)
        return [metric.slug for metric in named if not self._is_bracketed(metric)]

    def _is_bracketed(self, metric: Match) -> bool:
        return self.text.startswith("(", metric.start - 1) and self.text.startswith(")", metric.end)

    def _is_aside(self, number: Number, mention: Mention) -> bool:
        """Whether the number stands in brackets behind other things than the benchmark: `unclear sentences (16.4%)`."""
        aside = _ASIDE.search(self.text, self.span[0], number.start)
        return aside is not None and not mention.start < aside.end() <= mention.end + _NAME_REACH

    def _is_lowered(self, number: Number, metric: str) -> bool:
        """Whether the number is what something else was lowered to: nobody lowers an accuracy on purpose."""
        known = self.knowledge.metrics.get(metric)
        if known is None or known.direction is not Direction.HIGHER:
            return False
        return bool(_LOWERED.search(self.text, self.span[0], number.start))

    def _is_agreement(self, metric: str, stated: str) -> bool:
        """Whether the number says how far annotators, judges or rankings agree, and so is none of a model's scores."""
        if metric in _AGREEMENTS:
            return bool(_ANNOTATORS.search(self.text, *self.span))
        return not stated and bool(_CORRELATES.search(self.text, *self.span))

    def _is_open(self, number: Number, mention: Mention, metric: Match) -> bool:
        """Whether a metric after a pair may be the pair's: the sentence names no other, or no number is between."""
        end = max(number.end, mention.end)
        if metric.slug != UNKNOWN_METRIC and all(other.slug == metric.slug for other in self.metrics):
            attached = _ATTACHED.search(self.text, max(end, metric.start - 8), metric.start)
            return not (attached or _CLAUSE_END.search(self.text, end, metric.start))
        return not _DIGIT.search(self.text, end, metric.start)

    def _is_credible(self, number: Number, mention: Mention, stated: str, named: str) -> bool:
        """A percentage is at most 100; where the sentence names no metric, a verb or a colon must speak of results."""
        if number.percent and number.value > 100:
            return False
        if stated:
            return True
        if number.percent and "." not in str(number.value) and number.value <= _SMALL_SHARE:
            return False
        told = named or self.verb < self.span[1] or bool(COLON.match(self.text[mention.end : number.start]))
        return number.precise and bool(told) and (bool(named) or number.percent or number.value > Decimal("0.1"))
