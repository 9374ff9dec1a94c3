"""The model that each score belongs to: the paper's own name for its method, with the variant where it is said.

Papers state several scores on one benchmark for a method in several sizes. Where the sentence enumerates as many
variants as scores, each score goes to its own; else what is said right behind a number tells it from the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from builder.extract.numbers import Number
from builder.extract.scores import Score
from builder.extract.sentences import Span, sentence_at

_SUFFIX = re.compile(r"(?:-[A-Za-z0-9+]{1,12}(?:\.\d{1,3}[A-Za-z]?)?){0,3}(?!\w)")
_JOINT = re.compile(r",? and |, |/|,? & ")
_MORE_SUFFIXES = re.compile(r"-(?P<first>\w{1,8})(?P<more>(?:(?:/|, | and |, and )-?\w{1,8}(?!\w))+)")
_ONE_SUFFIX = re.compile(r"(?:/|, and | and |, )-?(\w{1,8})")
_SIZE = r"\d{1,4}(?:\.\d{1,2})?[MB]"
_SIZES = re.compile(rf"(?<![\w.]){_SIZE}(?:(?:, |/|,? and ){_SIZE}){{1,7}}(?!\w)")
_ONE_SIZE = re.compile(_SIZE)
_BY_MEANS = re.compile(
    r"[\s%)]*(?:[\w@/-]{1,12} ){0,2}?(?P<how>without|with|using)(?: using)? (?:an? |the |its )?(?P<what>"
    r"(?:[a-z][\w-]{1,20} ){0,3}?(?:backbone|decoder|language model|LM|ensemble|back-?translation|reranking"
    r"|re-?scoring|decoding|ensembling|self-training|distillation|test-time augmentation)\b"
    r"|(?-i:[A-Z][A-Za-z]{1,14}-?(?:\d{1,3}|[BLSTHG])(?:[-/]\w{1,6})?)(?![\w-]))",
    re.IGNORECASE,
)
_APART = re.compile(r"\band\b|,")  # behind `2.1%/4.3%` what follows belongs to both
_MOST_NAMES = 12


def models(title: str, text: str, spans: Sequence[Span], scores: Sequence[Score], own: Sequence[str]) -> list[str]:
    """The model of each score, "" where the paper has no name for it; `own` are its names for its method."""
    found: list[str] = []
    for _, group in groupby(scores, key=lambda score: (score.run, score.mention.key, score.metric, score.split)):
        alike = list(group)
        sentence = sentence_at(spans, alike[0].number.start)
        plain = [_named(title, text, sentence, score.number, own) for score in alike]
        found += _enumerated(text, sentence, alike, plain[0], own) or plain
    return _told_apart(text, scores, found)


def _named(title: str, text: str, sentence: Span, number: Number, own: Sequence[str]) -> str:
    """The paper's own name as the sentence gives it (with its variant), else as the title does."""
    found = _places(text, sentence, own)
    before = [(start, end) for start, end in found if end <= number.start]
    if found:
        start, end = before[-1] if before else found[0]
        return text[start:end]
    in_title = [name for name in own if title.startswith(name)]
    return max(in_title, key=len) if in_title else (own[0] if len(own) == 1 else "")


def _places(text: str, sentence: Span, own: Sequence[str]) -> list[Span]:
    return sorted(place for name in own[:_MOST_NAMES] for place in _variants(text, sentence, name))


def _variants(text: str, sentence: Span, name: str) -> Iterator[Span]:
    """Where the name stands, with what is glued to it: SwinV2-G, RevCol-XL, EfficientNet-B7."""
    start = text.find(name, *sentence)
    while start >= 0:
        end = _SUFFIX.match(text, start + len(name), sentence[1])
        if end and not (start and (text[start - 1].isalnum() or text[start - 1] in "-_")):
            yield start, end.end()
        start = text.find(name, start + len(name), sentence[1])


def _enumerated(text: str, sentence: Span, alike: Sequence[Score], name: str, own: Sequence[str]) -> Sequence[str]:
    """As many variants as scores in the sentence: `A-T, A-S and A-B`, `A-T/S/B`, `models with 51M and 90M`; else ()."""
    count = alike[0].count
    if count == 1 or len(alike) != count:
        return ()
    for variants in (*_lists_of_names(text, sentence, own), *_lists_of_sizes(text, sentence, name)):
        if len(variants) == count:
            return variants
    return ()


def _lists_of_names(text: str, sentence: Span, own: Sequence[str]) -> Iterator[list[str]]:
    places = _places(text, sentence, own)
    for name in own[:_MOST_NAMES]:
        for start, _ in _variants(text, sentence, name):
            if more := _MORE_SUFFIXES.match(text, start + len(name), sentence[1]):
                yield [f"{name}-{suffix}" for suffix in (more["first"], *_ONE_SUFFIX.findall(more["more"]))]
    joined: list[Span] = []
    for place in places:
        if joined and not _JOINT.fullmatch(text, joined[-1][1], place[0]):
            yield [text[start:end] for start, end in joined]
            joined = []
        joined.append(place)
    yield [text[start:end] for start, end in joined]


def _lists_of_sizes(text: str, sentence: Span, name: str) -> Iterator[list[str]]:
    if name:
        for sizes in _SIZES.finditer(text, *sentence):
            yield [f"{name} ({size})" for size in _ONE_SIZE.findall(sizes.group())]


def _told_apart(text: str, scores: Sequence[Score], names: Sequence[str]) -> list[str]:
    """The names, those of one board that are the same with what the number's own words say: `using ResNet-101`."""
    boards = [(score.mention.key, score.split, score.metric, name) for score, name in zip(scores, names, strict=True)]
    times = Counter(boards)
    return [
        _with_means(text, score, name) if name and times[board] > 1 else name
        for score, name, board in zip(scores, names, boards, strict=True)
    ]


def _with_means(text: str, score: Score, name: str) -> str:
    means = _BY_MEANS.match(text, score.run[1])
    if means is None or _APART.search(text, score.number.end, score.run[1]):
        return name
    what = means["what"]
    return f"{name} ({what})" if what[0].isupper() else f"{name} ({means['how'].lower()} {what})"
