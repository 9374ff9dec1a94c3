"""Absolute scores of the paper's own method on named benchmarks: what is known goes from sentence to sentence.

Which benchmarks a sentence may speak of, whose numbers it states, and what it takes over from those before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from builder.extract.benchmarks import Mention
from builder.extract.kinds import SOLVED, NumberKind
from builder.extract.lexicon import UNKNOWN_METRIC
from builder.extract.measures import Knowledge, Measures
from builder.extract.names import Match
from builder.extract.numbers import Number
from builder.extract.pairing import Pairing
from builder.extract.scores import Score, Sentence
from builder.extract.sentences import Span
from builder.extract.whose import is_of_own_model, own_scores, speaks_of_own
from builder.model import Role

_ON_ITS_SET = re.compile(
    r"\b(?:on|in) (?:the|its|this|their) (?:official |public |hidden |private |blind |final |held-out )?"
    r"(?:dev|development|test|validation|evaluation|leaderboard|benchmark|challenge|dataset|corpus)\b"
)
_ON_THAT_SET = re.compile(
    r"\b(?:on|in) (?:the|its|this|that|their|both|these|all) (?:[\w-]+ ){0,3}"
    r"(?:sets?|data ?sets?|data|benchmarks?|splits?|corpus|corpora|tasks?|leaderboard|challenge|suite|partition)\b"
)
_POINTING = (_ON_ITS_SET, _ON_THAT_SET, re.compile(r"\brespectively\b"))
_OTHER_DATA = re.compile(
    r"\b(?:on|over|for|in|across) (?:the |an? |another |two |three )?+"
    r"(?!(?:this|our|its|their|same|whole|full|entire|official|new|novel|proposed|hidden|private|test|blind|final)\b)"
    r"(?:[\w-]+ ){1,3}(?:data ?sets?|corpus|corpora|benchmarks?|databases?)\b|\b(?:user study|human evaluation)\b"
    r"|\b[Ii]n the real world\b"
    r"|\b(?:our own|in-house|private|internal) (?:institution|hospital|clinic|data|cohort|recordings|collection)s?\b"
)
_VERSION = re.compile(r"\d\.\d")
_NAME_BEFORE = re.compile(r"(?:^|[\s(])(?:[A-Z]|[a-z][\w-]{0,20}(?=[A-Z\d]))[\w-]{0,24} $")
_NAME_REACH = 48
_SHARE_OF = re.compile(r"%? of (?:the )?")
_VERB = re.compile(
    r"\b(?:achiev|obtain|reach|attain|report|yield|get|gets|scor|establish|set|sets|deliver|record|hit|hits|push"
    r"|produc|gain|perform"
    r"|demonstrat|accurac|result|improv|boost|rais|reduc|solv|resolv|fix|lift|increas|enhanc|advanc|bring|brought"
    r"|complet|pass|answer|state[- ]of[- ]the[- ]art|sota|ranks?|show|see\b|gives?\b|gave\b|with|outperform"
    r"|surpass|exceed|beat|competitive|comparable|on par|has\b"
    r"|have\b|figures? (?:is|are)|amounts? to|chang(?:es|ed) (?:only )?from|keeps?\b|maintains?\b|holds?\b"
    r"|goes (?:up |down )?to|(?:numbers|values|is|are|was|were) (?=\d))",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\bthe (?P<which>former|latter)\b|\b[Oo]n the same (?:task|benchmark|data ?set|corpus|test set|suite)\b"
    r"|\b(?:its|our) (?:own |held-out |official )?(?:test|validation|dev) (?:set|split|part|data)\b"
)
_BELONGS = re.compile(r"^ (?:(?!and\b|or\b)[a-z-]{3,16} ){0,2}(?:of|from) (?:the )?$")
_ALSO_KNOWN = re.compile(r"^(?: [\w-]{1,16}){0,2} \((?:also known as|a\.?k\.?a\.?|i\.e\.,?) (?:the )?$")

_Placed = TypeVar("_Placed", Number, Mention, Match)


def pair(
    text: str,
    spans: Sequence[Span],
    numbers: Sequence[Number],
    metrics: Sequence[Match],
    mentions: Sequence[Mention],
    titled: Container[str],
    own: Collection[str],
    knowledge: Knowledge,
) -> Iterator[Score]:
    """The scores of an abstract, in order of place.

    `titled` are the keys of benchmarks that the title names, `own` the names of the paper's method. A paper that
    introduces a benchmark mostly measures others' models on it: there a sentence must speak of the paper's own.
    """
    introduced = {mention.key for mention in mentions if mention.role is Role.INTRODUCED}
    only = _only([m for m in mentions if m.key in titled]) or _only(mentions)
    walk = _Walk(text, titled, own, knowledge, introduced, only)
    for sentence in _by_sentence(spans, numbers, mentions, metrics):
        yield from walk.read(*sentence)


@dataclass(slots=True)
class _Walk:
    """What is known from sentence to sentence.

    `only` is the benchmark of a text that evaluates on one alone, `carried` are those of the sentence before. `before`
    is the only metric that it names, `latest` the last one that stood alone in a sentence with scores, and `previous`
    are the metrics of the last scores, `used` those of all so far by the benchmark's key.
    """

    text: str
    titled: Container[str]
    own: Collection[str]
    knowledge: Knowledge
    introduced: Container[str]
    only: Mention | None
    carried: Sequence[Mention] = ()
    previous: Sequence[str] = ()
    before: str = ""
    latest: str = ""
    used: dict[str, set[str]] = field(default_factory=dict)

    def read(
        self, span: Span, numbers: Sequence[Number], mentions: Sequence[Mention], named: Sequence[Match]
    ) -> Sequence[Score]:
        """The scores of the next sentence."""
        metrics = [m for m in named if not _is_within(m, mentions)]  # AMI is a corpus here
        used = self._used(span, mentions, metrics)
        scores = self._own_scores(span, numbers, mentions, metrics, used)
        loose = self._carry(span, scores, used)
        found = self._scores(span, scores, metrics, used, loose=loose) if scores and (used or self.carried) else []
        kinds = {metric.slug for metric in metrics}
        self.before = kinds.pop() if len(kinds) == 1 else ""
        self.latest = self.before if self.before and scores else self.latest
        self.previous = [score.metric for score in found] or self.previous
        for score in found:
            self.used.setdefault(score.mention.key, set()).add(score.metric)
        self.carried = used or (self.carried if scores and not loose else ())
        return found

    def _used(self, span: Span, mentions: Sequence[Mention], metrics: Sequence[Match]) -> Sequence[Mention]:
        """The benchmarks that the sentence may state scores on, in order of place."""
        measured = [m for m in mentions if m.role is not Role.TRAINING]
        measured = measured or [m for m in mentions if m.key in self.titled]
        if not (measured or self.carried):
            measured = _trained_and_scored(mentions, metrics, self.knowledge)
        used = [*_synonyms(self.text, measured), *_anaphors(self.text, span, measured, self.carried)]
        return sorted(used, key=lambda mention: mention.start)

    def _own_scores(
        self,
        span: Span,
        numbers: Sequence[Number],
        mentions: Sequence[Mention],
        metrics: Sequence[Match],
        used: Sequence[Mention],
    ) -> Sequence[Number]:
        """The numbers that are scores of the paper's own and no parts of names."""
        if not any(number.kind in (NumberKind.SCORE, NumberKind.BASELINE) for number in numbers):
            return []
        places = [(mention.start, mention.end) for mention in used]
        named = [*((m.start, m.end) for m in mentions), *((m.start, m.end) for m in metrics)]
        scores = own_scores(self.text, span, numbers, named, places, self.own)
        return [number for number in scores if not _is_of_name(self.text, number, mentions, metrics)]

    def _carry(self, span: Span, scores: Sequence[Number], used: Sequence[Mention]) -> bool:
        """Settle which benchmarks of earlier sentences count here; whether it is only supposed to be the only one."""
        if not used and _OTHER_DATA.search(self.text, *span):
            self.carried = ()
            return False
        loose = not (used or self.carried) and self.only is not None
        if loose and scores and self.only and (self.only.key in self.titled or self.only.start < span[0]):
            self.carried = [self.only]
        return loose

    def _scores(
        self, span: Span, scores: Sequence[Number], metrics: Sequence[Match], used: Sequence[Mention], *, loose: bool
    ) -> list[Score]:
        points = any(pattern.search(self.text, *span) for pattern in _POINTING)
        is_own = speaks_of_own(self.text, span, self.own)
        if not (used or points or self.only or is_own):
            return []  # of sentences that name no benchmark, those that speak of something else are seldom on the last
        verb = _VERB.search(self.text, *span)
        place = verb.start() if verb else span[1]
        told = self.before if self.carried and not used else ""
        sentence = Sentence(
            self.text,
            span,
            metrics,
            Pairing(self.text, span, metrics, self.carried, place),
            Measures(self.text, span, metrics, self.knowledge, place, told, self.latest, self.used),
            stated=not (used or points or (self.only and is_own and not loose)),
            closed=() if is_of_own_model(self.text, span, self.own) else self.introduced,
            alone=len({mention.key for mention in used}) == 1,
            previous=self.previous,
        )
        return list(sentence.read(scores, used))


def _anaphors(text: str, span: Span, named: Sequence[Mention], carried: Sequence[Mention]) -> Iterator[Mention]:
    """The benchmarks that a sentence points back to: the former, the latter, its test set.

    They are those that it `named` before, or those of the sentence before, `carried`.
    """
    for match in _POINTS_BACK.finditer(text, *span) if named or carried else ():
        earlier = [mention for mention in named if mention.end <= match.start()] if match["which"] else ()
        keys = {mention.key: mention for mention in earlier or carried}
        pair = match["which"] and len(keys) == 2
        if pair or (not match["which"] and len(keys) == 1):
            mention = list(keys.values())[0 if match["which"] != "latter" else 1]
            yield replace(mention, start=match.start(), end=match.end(), splits=())


def _trained_and_scored(mentions: Sequence[Mention], metrics: Sequence[Match], knowledge: Knowledge) -> list[Mention]:
    """The sets a paper trains on where the sentence speaks of their own metric: top-1 accuracy, trained on ImageNet."""
    named = {metric.slug for metric in metrics} - {"accuracy", UNKNOWN_METRIC}
    known = ((mention, knowledge.benchmarks.get(mention.slug)) for mention in mentions)
    return [mention for mention, benchmark in known if benchmark and not named.isdisjoint(benchmark.metrics[:1])]


def _is_within(metric: Match, mentions: Sequence[Mention]) -> bool:
    """Whether what is written like a metric is (a part of) a benchmark's name."""
    return any(mention.start <= metric.start and metric.end <= mention.end for mention in mentions)


def _by_sentence(
    spans: Sequence[Span], numbers: Sequence[Number], mentions: Sequence[Mention], metrics: Sequence[Match]
) -> Iterator[tuple[Span, list[Number], list[Mention], list[Match]]]:
    """Each sentence with what stands in it."""
    number_at = mention_at = metric_at = 0
    for span in spans:
        number_at, in_numbers = _within(numbers, number_at, span)
        mention_at, in_mentions = _within(mentions, mention_at, span)
        metric_at, in_metrics = _within(metrics, metric_at, span)
        yield span, in_numbers, in_mentions, in_metrics


def _only(mentions: Sequence[Mention]) -> Mention | None:
    """The benchmark of a text that evaluates on one alone."""
    used = [mention for mention in mentions if mention.role is not Role.TRAINING]
    keys = {m.key: m for m in used if m.start >= 0} or {m.key: m for m in used}
    return next(iter(keys.values())) if len(keys) == 1 else None


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
        return not SOLVED.search(text, max(0, number.start - 4 * _NAME_REACH), number.start)
    if not _VERSION.fullmatch(text, number.start, number.end):
        return False
    before = text[max(0, number.start - _NAME_REACH) : number.start]
    return bool(_NAME_BEFORE.search(before)) and all(metric.end != number.start - 1 for metric in metrics)


def _synonyms(text: str, mentions: list[Mention]) -> list[Mention]:
    """`X (also known as Y)` and `X (Y)` of one benchmark are one mention; of two, the one in brackets is meant."""
    out: list[Mention] = []
    for mention in mentions:
        gap = text[out[-1].end : mention.start] if out else ""
        if out and gap == " ":
            out[-1] = mention  # the Hub5'00 Switchboard test set
        elif out and _BELONGS.match(gap):
            continue  # the EB-NeRD data of the RecSys Challenge
        elif out and (_ALSO_KNOWN.match(gap) or (out[-1].key == mention.key and gap.strip() == "(")):
            out[-1] = replace(mention, start=out[-1].start)
        else:
            out.append(mention)
    return out
