"""What surrounds a score: its task, its setting and the model it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.extract.numbers import Number
from builder.extract.results import Score
from builder.extract.sentences import Span
from builder.extract.tags import Tagger
from builder.model import Benchmark

_SETTING = re.compile(
    r"\b(zero|few|one|\d{1,3})[- ]?shot\b|\b(linear[- ](?:prob(?:e|ing)|evaluation|classification))", re.IGNORECASE
)
_NUMERALS = {"zero": "zero-shot", "few": "few-shot", "one": "1-shot", "0": "zero-shot"}
_SETTING_WINDOW = 60
_DECIDED = {"box-ap": "object-detection", "mask-ap": "instance-segmentation", "pq": "panoptic-segmentation"}
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
_SUFFIX = re.compile(r"(?:-[A-Za-z0-9+]{1,12}(?:\.\d{1,3}[A-Za-z]?)?){0,3}(?!\w)")
_MOST_NAMES = 12


def setting_of(text: str, sentence: Span, number: Number) -> str:
    """`zero-shot`, `5-shot`, `linear-probing` where the sentence says it near the number, else ""."""
    start, end = max(sentence[0], number.start - _SETTING_WINDOW), min(sentence[1], number.end + _SETTING_WINDOW)
    match = _SETTING.search(text, start, end)
    if match is None:
        return ""
    if match[2]:
        return "linear-probing"
    count = match[1].lower()
    return _NUMERALS.get(count, f"{count}-shot")


def task_of(text: str, sentence: Span, score: Score, benchmark: Benchmark | None, tagger: Tagger) -> str:
    """The task of a score: the one named nearest to it among the benchmark's, else what metric or benchmark implies."""
    allowed = benchmark.tasks if benchmark else ()
    if len(allowed) == 1:
        return allowed[0]
    if _DECIDED.get(score.metric) in allowed:
        return _DECIDED[score.metric]
    start, end = max(sentence[0], score.start - _TASK_WINDOW), min(sentence[1], score.end + _TASK_WINDOW)
    named = [m for m in tagger.tasks_in(text[start:end]) if not allowed or m.slug in allowed]
    if named:
        place = score.number.start - start
        return min(named, key=lambda m: (abs(m.start - place), m.start)).slug
    implied = _METRIC_TASKS.get(score.metric, "")
    if implied and (not allowed or implied in allowed):
        return implied
    return allowed[0] if allowed else ""


def variant_of(title: str, text: str, sentence: Span, number: Number, own: Sequence[str]) -> str:
    """The paper's own name for its method as the sentence gives it (with its variant), else as the title does."""
    found = sorted(place for name in own[:_MOST_NAMES] for place in _variants(text, sentence, name))
    before = [(start, end) for start, end in found if end <= number.start]
    if found:
        start, end = before[-1] if before else found[0]
        return text[start:end]
    in_title = [name for name in own if title.startswith(name)]
    return max(in_title, key=len) if in_title else (own[0] if len(own) == 1 else "")


def _variants(text: str, sentence: Span, name: str) -> Iterator[Span]:
    """Where the name stands, with what is glued to it: SwinV2-G, RevCol-XL, EfficientNet-B7."""
    start = text.find(name, *sentence)
    while start >= 0:
        end = _SUFFIX.match(text, start + len(name), sentence[1])
        if end and not (start and (text[start - 1].isalnum() or text[start - 1] in "-_")):
            yield start, end.end()
        start = text.find(name, start + len(name), sentence[1])
