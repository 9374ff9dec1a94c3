"""What surrounds a score: its task and its setting."""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence

from builder.extract.names import Match
from builder.extract.scores import Score
from builder.extract.sentences import Span
from builder.extract.tags import Tagger
from builder.model import Benchmark

_SETTING = re.compile(
    r"\b(zero|few|one|\d{1,3})[- ]?shot\b|\b(linear[- ](?:prob(?:e|ing)|evaluation|classification))", re.IGNORECASE
)
_NUMERALS = {"zero": "zero-shot", "few": "few-shot", "one": "1-shot", "0": "zero-shot"}
_SETTING_WINDOW = 60
_DECIDED = {"box-ap": "object-detection", "mask-ap": "instance-segmentation", "pq": "panoptic-segmentation"}
_DECISIVE = {"der": "speaker-diarization", "abs-rel": "depth-estimation", "fid": "image-generation"}
_METRIC_TASKS = {
    **_DECIDED,
    "miou": "semantic-segmentation",
    "wer": "speech-recognition",
    "bleu": "machine-translation",
    "ndcg-10": "information-retrieval",
    "fid": "image-generation",
    "perplexity": "language-modeling",
}
_TASK_WINDOW = 60
_OTHER_SCORE = re.compile(r"\d\.\d|\d ?%")
_NEXT_SCORE = re.compile(r"\)? (?:[\w-]{1,12} ){0,2}\d")
_ENUMERATED = re.compile(r"s?(?:,? and |, |/| & )(?:the )?")


def setting_of(text: str, sentence: Span, score: Score) -> str:
    """`zero-shot`, `5-shot`, `linear-probing` where the sentence says it near, no other score between."""
    start, end = max(sentence[0], score.run[0] - _SETTING_WINDOW), min(sentence[1], score.run[1] + _SETTING_WINDOW)
    settings = [
        m
        for m in _SETTING.finditer(text, start, end)
        if not _OTHER_SCORE.search(text, *_gap(m.span(), score.run)) and not _is_of_next(text, m, score)
    ]
    if not settings:
        return ""
    nearest = min(settings, key=lambda m: -operator.sub(*_gap(m.span(), score.run)))
    if nearest[2]:
        return "linear-probing"
    count = nearest[1].lower()
    return _NUMERALS.get(count, f"{count}-shot")


def _is_of_next(text: str, setting: re.Match[str], score: Score) -> bool:
    """Whether a setting behind a score stands right before the next one: `57.8, and on BBH 3-shot 42.1`."""
    return setting.start() >= score.run[1] and bool(_NEXT_SCORE.match(text, setting.end()))


def _gap(first: Span, second: Span) -> Span:
    """What lies between two spans, whichever comes first."""
    return (first[1], second[0]) if first[0] < second[0] else (second[1], first[0])


def task_of(text: str, sentence: Span, score: Score, benchmark: Benchmark | None, tagger: Tagger) -> str:
    """The task of a score: its own of as many tasks as scores, the nearest one, or what metric or benchmark implies."""
    allowed = benchmark.tasks if benchmark else ()
    if benchmark and score.metric in _DECISIVE and score.metric not in benchmark.metrics:
        return _DECISIVE[score.metric]  # of another task than the benchmark's usual one: FID on CIFAR-10
    if len(allowed) == 1:
        return allowed[0]
    if _DECIDED.get(score.metric) in allowed:
        return _DECIDED[score.metric]
    named = [m for m in tagger.tasks_in(text[slice(*sentence)]) if not allowed or m.slug in allowed]
    if score.count > 1 and (listed := _listed(text[slice(*sentence)], named, score.count)):
        return listed[score.index]
    near = _near(named, score, sentence[0])
    if near:
        return near
    implied = _METRIC_TASKS.get(score.metric, "")
    if implied and (not allowed or implied in allowed):
        return implied
    return allowed[0] if allowed else ""


def _listed(sentence: str, named: Sequence[Match], count: int) -> list[str]:
    """The only enumeration of as many tasks: `51.3 and 45.4 AP for object detection and instance segmentation`."""
    lists: list[list[Match]] = []
    for match in named:
        if lists and _ENUMERATED.fullmatch(sentence, lists[-1][-1].end, match.start):
            lists[-1].append(match)
        else:
            lists.append([match])
    fitting = [found for found in lists if len(found) == count]
    return [match.slug for match in fitting[0]] if len(fitting) == 1 else []


def _near(named: Sequence[Match], score: Score, offset: int) -> str:
    """The task named nearest to a score; `offset` is where the text of `named` begins."""
    start, end, place = (
        score.start - offset - _TASK_WINDOW,
        score.end - offset + _TASK_WINDOW,
        score.number.start - offset,
    )
    near = [match for match in named if start <= match.start and match.end <= end]
    return min(near, key=lambda m: (abs(m.start - place), m.start)).slug if near else ""
