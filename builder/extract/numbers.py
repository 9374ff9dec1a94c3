"""The numbers of an abstract, with what each one is: its own words decide, and those of the numbers beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from builder.extract.kinds import AFTER, BEFORE, DELTA_AFTER, NumberKind, kind
from builder.extract.sentences import Span


@dataclass(frozen=True, slots=True)
class Number:
    """A number at text[start:end], its percent sign included; `value` keeps the decimals as they stand."""

    start: int
    end: int
    value: Decimal
    percent: bool
    kind: NumberKind

    @property
    def precise(self) -> bool:
        """Whether it looks like a measurement: with decimals or in percent."""
        return self.percent or self.value != self.value.to_integral_value() or "." in str(self.value)


_NUMBER = re.compile(
    r"(?<![\w.^@])(?<![_^]\{)(?<![A-Za-z][-‐‑])(?<!-[A-Z]/)(?P<sign>[+\-‐‑−±]?)(?P<digits>\d{1,3}(?:,\d{3})+"
    r"|\d{1,12})(?P<decimals>\.\d{1,8})?(?:\s?\$?(?:±|\\pm|\+/-)\$?\s?\d{1,4}(?:\.\d{1,8})?)?"
    r"(?P<percent>\s?%)?"
)
_PERCENT = " percent"
_MOST = 500  # more than any abstract states; a text with more is none, and is not read to its end
_FROM = re.compile(r"\bfrom (?:an? )?$")
_IN_TURN = re.compile(
    r"^(?: [\w@-]{1,16}){0,3} (?:on|for|over) (?:the )?[^.;:()]{2,50}?,? ?(?:and|&|,) (?:the )?$"
    r"|^ [\w@-]{1,12} (?:/|and) $"
)
_DELTA_IN = re.compile(r" (?:in|of|for|vs\.?|versus|over|against) [\w@.-]{1,16}(?: [\w@.-]{1,12})?,? and ")
_ARROW = re.compile(r"\s?\$?(?:→|->|\\rightarrow|\\to)\$?\s?")
_DELTA_ON = re.compile(
    r"(?:\s?%)?(?: (?:percent|points?|[\w@.-]{1,12})){0,3} (?:on|in|for|over) "
    r"(?:(?!\b(?:achiev|obtain|reach|attain|yield|sett|push|scor|report|deliver))"
    r"(?:[^.;:()]"
    r"|\([^()]{0,40}\))){2,70}(?<!\bof)(?<!\bto)(?<!\bwith)(?<!\bof )(?<!\bto )(?<!\bwith ),? ?(?:and )?(?:by )?"
)
_ONLY_AND = re.compile(r"(?: [\w@-]{1,16}){0,4} and ")
_NEXT_BRACKET = re.compile(
    r"[^()]{0,60}\),?(?: and)? (?:[A-Z][\w.-]{0,24}(?: [\w.-]{1,16}){0,2}|(?:an?|the) [\w -]{3,40}) \("
)
_NEXT_LABEL = re.compile(r", (?:and )?[A-Z][\w.+#-]{1,24}(?: [\w.-]{1,16})?: ")
_NEXT_OTHER = re.compile(r"[^.;:()]{0,60}?(?:, (?:and )?| and )")
_FOR_OTHER = re.compile(r"(?: [\w@-]{1,12})? (?:for|by|from|with|of) (?:the )?(?![A-Z][a-z]+-[A-Z][a-z])[A-Z]")
_RANGE = re.compile(r"^(?:\s|\s?(?:-|–|—|~|∼|\\?sim|\$?\\sim\$?|→|to)\s?)$")
_SPAN = re.compile(r"^\s?(?:[-–—~∼]+|to)\s?$")
_ON_ANOTHER = re.compile(r"(?: [\w-]{1,16}){0,3} on (?:the )?[A-Z]")
_JOINED = re.compile(r"[\s,/&]*(?:and|or)?\s*")


def numbers(text: str, spans: Sequence[Span]) -> list[Number]:
    """The numbers of a text with their kinds, in order. `spans` are the sentences of the text."""
    found: list[Number] = []
    index = first = 0
    for match in islice(_NUMBER.finditer(text), _MOST):
        while index < len(spans) - 1 and match.start() >= spans[index][1]:
            index += 1
        if not (found and _is_joined(text, found[-1].end, match.start(), match.end())) or _is_apart(found[-1], match):
            first = match.start()
        found.append(_number(text, match, text[max(spans[index][0] if spans else 0, first - BEFORE) : first]))
    return _agree(text, _in_turn(text, _ranges(text, found)))


def _number(text: str, match: re.Match[str], before: str) -> Number:
    """The number; `before` is what stands before it, or before the first number of its enumeration."""
    digits = match["digits"].replace(",", "") + (match["decimals"] or "")
    before = before.lower()
    after = text[match.end() : match.end() + AFTER].lower()
    percent = bool(match["percent"]) or after.startswith(_PERCENT)
    after = after.removeprefix(_PERCENT)
    return Number(match.start(), match.end(), Decimal(digits), percent, kind(match, before, after, percent))


def _ranges(text: str, found: list[Number]) -> list[Number]:
    """Both ends of `3%-20%` are a difference; `(0.73 0.87)` has lost what stood between, and counts as one too."""
    out = list(found)
    for i in range(len(out) - 1):
        gap = text[out[i].end : out[i + 1].start]
        if NumberKind.AMOUNT in (out[i].kind, out[i + 1].kind):
            if _SPAN.match(gap):  # a range of 12.1-15.3x
                out[i], out[i + 1] = (replace(number, kind=NumberKind.AMOUNT) for number in out[i : i + 2])
            continue
        if _FROM.search(text, max(0, out[i].start - 8), out[i].start):
            continue
        in_bracket = gap.strip() == "to" and text.startswith("(", out[i].start - 1)
        if (in_bracket or _ARROW.fullmatch(gap)) and NumberKind.DELTA not in (out[i].kind, out[i + 1].kind):
            out[i] = replace(out[i], kind=NumberKind.BASELINE)
        elif _RANGE.match(gap) and out[i].kind is not NumberKind.BASELINE:
            out[i] = replace(out[i], kind=NumberKind.DELTA)
            out[i + 1] = replace(out[i + 1], kind=NumberKind.DELTA)
    return out


def _in_turn(text: str, found: list[Number]) -> list[Number]:
    """`a perplexity of 52.8 on A and 52.0 on B`, `surpassing X (50.6%) and Y (50.1%)`: what follows in the same way."""
    out = list(found)
    for i in range(1, len(out)):
        at = _before(out, i)
        last, gap = out[at], text[out[at].end : out[i].start]
        if len(gap) >= BEFORE:
            continue
        follows = last.precise and last.percent == out[i].percent and text[out[i].start] not in "+-−±"
        gained = DELTA_AFTER.match(text[out[i].end : out[i].end + AFTER].lower())
        if (last.kind, out[i].kind) == (NumberKind.SCORE, NumberKind.DELTA) and follows and _IN_TURN.match(gap):
            if gained and "and " not in gap:
                continue
            changed = at if gained else i
            out[changed] = replace(out[changed], kind=NumberKind.DELTA if gained else NumberKind.SCORE)
        elif out[i].kind is NumberKind.SCORE and (_goes_on(text, last, gap) or _of_next(text, last, gap, out[i].end)):
            out[i] = replace(out[i], kind=last.kind)
    return out


def _is_joined(text: str, end: int, start: int, last: int) -> bool:
    """Whether an enumeration joins the number text[start:last] to the one before; `, and 71.2% on B` is new."""
    joint = _JOINED.fullmatch(text, end, start)
    return joint is not None and not (joint.group().startswith(", and ") and _ON_ANOTHER.match(text, last))


def _is_apart(last: Number, match: re.Match[str]) -> bool:
    """Whether a measured value stands beside a whole amount: `on S3DIS Area 5 and 77.2 mIoU`."""
    return last.kind is NumberKind.AMOUNT and not last.precise and bool(match["decimals"])


def _before(found: Sequence[Number], index: int) -> int:
    """The number before the one at `index`, past a year that belongs to a name."""
    last = index - 1
    return last - 1 if last and found[last].kind is NumberKind.AMOUNT and not found[last].precise else last


def _goes_on(text: str, last: Number, gap: str) -> bool:
    """Whether what was said of a number that is no score holds for the number behind the gap too."""
    if last.kind is NumberKind.DELTA:
        return bool(_DELTA_IN.fullmatch(gap) or _DELTA_ON.fullmatch(gap))
    if last.kind is not NumberKind.BASELINE:
        return False
    opened = text.rfind("(", 0, last.start)
    inside = opened > text.rfind(")", 0, last.start) and not re.search(r"\bv(?:ersu)?s\b", text[opened : last.start])
    bracketed = inside and _NEXT_BRACKET.fullmatch(gap)
    labelled = inside and _NEXT_LABEL.fullmatch(gap)
    return bool(bracketed or labelled or _ONLY_AND.fullmatch(gap))


def _has_own_words(text: str, left: Number, right: Number) -> bool:
    """Whether only the right one of two numbers is what stands behind it: `is 52.8%, 6.4 points above the parser`."""
    apart = text[left.end : right.start] == ", " and right.kind is NumberKind.DELTA
    return apart and bool(DELTA_AFTER.match(text[right.end : right.end + AFTER].lower()))


def _of_next(text: str, last: Number, gap: str, end: int) -> bool:
    """Whether a number behind a baseline's is that of the next baseline: `than 4.36 for X, and 4.02 for Y`."""
    is_next = last.kind is NumberKind.BASELINE and _NEXT_OTHER.fullmatch(gap)
    return bool(is_next and _FOR_OTHER.match(text, end))


_CATCHING = (NumberKind.DELTA, NumberKind.BASELINE)


def _agree(text: str, found: list[Number]) -> list[Number]:
    """Numbers in one enumeration (`0.5%, 1.0% and 0.5%`) are of one kind: the one that a neighbour was seen to be."""
    out = list(found)
    for order in (range(1, len(out)), range(len(out) - 2, -1, -1)):
        step = -1 if order.step == 1 else 1
        for i in order:
            other = out[i + step]
            left, right = sorted((out[i], other), key=lambda n: n.start)
            shares = other.kind is NumberKind.AMOUNT and other.percent and out[i].percent
            sizes = step == 1 and other.kind is NumberKind.AMOUNT and other.precise and out[i].percent == other.percent
            if step == 1 and _has_own_words(text, left, right):
                continue
            taken = (other.kind in _CATCHING or shares or sizes) and out[i].kind is NumberKind.SCORE
            if taken and right.end - left.end < 24 and _is_joined(text, left.end, right.start, right.end):
                out[i] = replace(out[i], kind=other.kind)
    return out
