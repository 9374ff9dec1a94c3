"""Runs of a sentence: neighbouring numbers, and neighbouring benchmarks, that an enumeration joins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.extract.benchmarks import Mention
from builder.extract.names import Match
from builder.extract.numbers import Number


@dataclass(slots=True)
class Run:
    """Neighbouring numbers, or neighbouring benchmarks, that an enumeration joins: one of the lists is empty."""

    numbers: list[Number] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the first of them begins."""
        return self.numbers[0].start if self.numbers else self.mentions[0].start

    @property
    def end(self) -> int:
        """Where the last of them ends."""
        return self.numbers[-1].end if self.numbers else self.mentions[-1].end


_JOIN_BENCHMARKS = frozenset(
    """, ; / & ( ) % \\ and or the both dataset datasets benchmark benchmarks data set sets respectively while in
    of points for task tasks challenge semantic segmentation object detection image classification instance
    action recognition retrieval translation video question answering""".split()
)
_JOIN_NUMBERS = frozenset(", / & % \\ $ and in of db points point average overall mean a an the with".split())
_LONGEST_JOINT = 60
_ASIDE = re.compile(r" \([^()]{1,40}\)")
_REST_OF_NAME = re.compile(r"^(?: (?:[A-Z][a-z]{2,16}|val|test|dev)){1,3}(?: \d{1,2}(?!\.))?")
_NEW_CLAUSE = re.compile(r"; (?:for|on|in|with) ")
_PIECE = re.compile(r"[A-Za-z]+|(?:19|20)\d\d|[^\sA-Za-z]")


def runs_of(text: str, metrics: Sequence[Match], numbers: Sequence[Number], mentions: Sequence[Mention]) -> list[Run]:
    """Numbers and benchmarks in order, enumerations joined."""
    runs: list[Run] = []
    items: list[Number | Mention] = [*numbers, *mentions]
    for item in sorted(items, key=lambda i: (i.start, i.end)):
        last = runs[-1] if runs else Run()
        if isinstance(item, Number):
            if not (last.numbers and _joined(text, metrics, last.end, item.start, numbers=True)):
                runs.append(last := Run())
            last.numbers.append(item)
        else:
            if not (last.mentions and _joined(text, metrics, last.end, item.start, numbers=False)):
                runs.append(last := Run())
            last.mentions.append(item)
    return runs


def _joined(text: str, metrics: Sequence[Match], end: int, start: int, *, numbers: bool) -> bool:
    """Whether nothing but commas, `and` and the like (and metrics between numbers) stands between two items."""
    if start - end > _LONGEST_JOINT:
        return False
    gap = (
        without_metrics(text, metrics, end, start)
        if numbers
        else _ASIDE.sub("", _REST_OF_NAME.sub("", text[end:start], count=1))
    )
    if not numbers and _NEW_CLAUSE.search(gap):
        return False
    allowed, pieces = _JOIN_NUMBERS if numbers else _JOIN_BENCHMARKS, _PIECE.findall(gap)
    return all(piece.lower() in allowed or (not numbers and len(piece) == 4 and piece.isdigit()) for piece in pieces)


def without_metrics(text: str, metrics: Sequence[Match], start: int, end: int) -> str:
    """text[start:end] without the metrics in it."""
    kept, position = "", start
    for metric in metrics:
        if position <= metric.start and metric.end <= end:
            kept += text[position : metric.start]
            position = metric.end
    return kept + text[position:end]


def shared(run: Run, targets: Run) -> list[Mention]:
    """Numbers and benchmarks one to one where they are as many, all numbers to an only benchmark; else nothing."""
    if len(run.numbers) == len(targets.mentions):
        return targets.mentions
    return targets.mentions * len(run.numbers) if len(targets.mentions) == 1 else []
