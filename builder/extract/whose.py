"""Whose score a number is: the paper's own, or that of another system which the sentence names beside it.

`kinds.py` decides by words alone. Here the names that the paper gives to its own method are known too: a clause whose
subject is another name is not the paper's, and one that names the paper's own is, whatever else stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from builder.extract.kinds import NumberKind
from builder.extract.naming import SHAPE
from builder.extract.numbers import Number
from builder.extract.sentences import Span

_OWN_SUBJECT = re.compile(
    r"\b(?:[Ii]t|[Ww]e|[Oo]urs?|this (?:model|method|system|approach)"
    r"|(?:[Tt]he|[Aa]n?) (?:(?:larger?|smaller?|base|full|final|resulting|proposed|best|single|distilled|tiny|huge"
    r"|\d+(?:\.\d)?[BM])\b ?)+(?:model|variant|version|system|network|method|agent|ensemble|configuration)?)\b"
)
_OWN_MODEL = re.compile(
    r"\b(?:[Ww]e observe (?:an? )?\d|[Ww]e (?:\w+ )?(?:achiev|obtain|reach|attain|report|get|train|fine-?tun|propos"
    r"|improv|rais|increas)\w*|and report\b"
    r"|[Ww]e (?:also )?(?:introduc|present|offer|provid)\w* an? (?:[\w-]+ ){0,3}(?:baseline"
    r"|model|method|approach|system|network|architecture)\b|[Oo]urs|the same model"
    r"|the (?:resulting|final|full) (?:model|system)"
    r"|[Oo]ur (?!benchmark|data|corpus|evaluation|framework|experiment|result|analys|finding|study|test)|the proposed"
    r"|[Ff]ine-?tun(?:ed|ing) (?:on|with)\b|outperform\w*"
    r"|surpass\w*|state-of-the-art (?:performance|results?|accuracy))\b"
)
_SUBJECT = re.compile(
    r"(?:(?:For reference|By comparison|In comparison|In contrast),? )?(?:The )?(?P<name>[A-Z][\w.#+-]{2,24})"
    r"(?: \d{1,3}(?:\.\d)?B)?(?: (?:\+|and|with) [A-Z][\w.#+-]{1,24})?"
    r"(?:, which|, [^,]{3,60},| (?:at|with|using|under|without|in) [\w -]{2,40}?"
    r"| (?:models?|agents?|baselines?)(?:, which [^,]{3,60},)?)? "
    r"(?:runs|has|have|had|reach(?:es)?|scores?|gets?|gives?|gave|reports?|receives?|obtains?|achieves?|attains?|is at"
    r"|are at|serves?|resolves|solves|completes|proves|answers"
    r"|(?:needs?|requires?|uses?)(?: [\w,.-]{1,16}){1,4} to (?:reach|attain|obtain|get))\b"
    r"|(?P<whose>[A-Z][\w.#+-]{2,24})['’]s (?:[\w@&/-]{1,16} ){1,4}(?:on|in|is|of)\b"
)
_CONTRASTED = re.compile(
    r"(?:\b(?:while|whereas|where|but)|;) (?:the |our )?(?:[\w.-]+ )?(?P<name>[A-Z][\w.+-]*) (?:also |still |even )?"
    r"(?:gives|has|gets|(?:achiev|obtain|attain|reach|yield|scor|remain|stay)e?s)\b[^,;]{0,60}$"
)
_IT_REACHES = re.compile(
    r"\b(?:it|we) (?:achieve|reache|obtain|attain|get|score|yield)s? "
    r"(?:(?!(?:only|merely|just|versus|vs|than|compared|against|from)\b)[^,;()]){0,50}$"
)
_REACHES = re.compile(
    r"\b[A-Z](?:(?! (?:while|whereas|but|than|where|which)\b)[^,;()]){0,80} "
    r"(?:achiev|reach|obtain|attain|gett?|scor|yield)e?s "
    r"(?:(?!(?:only|merely|just|versus|vs|than|compared|against|from)\b)[^,;()]){0,50}$"
)
_AND_NAME = re.compile(r"(?: and|,|, and|;) (?:the )?(?P<name>[A-Z][\w.+/-]{2,24}) (?:an? (?:[\w@-]{1,12} ){1,2}of )?$")
_NAME_WHICH = re.compile(
    r"(?P<name>[A-Z][\w.+/-]{2,30}), which (?:itself )?(?:obtain|achieve|reache|attain|ha|score|get|yield|report)s "
    r"(?:an? (?:[\w@-]{1,12} ){1,3}of )?$"
)
_BY_NAME = re.compile(r"\s?%? by (?P<name>[A-Z][\w.+/-]{2,24})(?=[.,;)]| and\b)")
_FOR_NAME = re.compile(r"\s?%? (?:for|by|with|of) (?:the )?(?:[a-z-]{3,16} )?(?P<name>[A-Z][\w.+/-]{2,24})\)")
_PLAINLY_REACHED = re.compile(
    r"\b(?:of|is|at|to|reaches|gets|obtains|achieves|scores|attains|has|yields) (?:about )?\d[\d.]{0,6} ?%?"
    r"(?: (?!on\b|for\b)[\w@-]{1,12}){0,2}$"
)
_STEM = 4  # letters
_REACH = 48  # characters
_CLAUSE = re.compile(r"[;:] ")
_PAPERS_OWN = re.compile(r"\b(?:we|our|ours|this (?:paper|work)|proposed)\b", re.IGNORECASE)


def own_scores(
    text: str, span: Span, numbers: Sequence[Number], named: Sequence[Span], used: Sequence[Span], own: Collection[str]
) -> list[Number]:
    """The numbers of a sentence that are scores of the paper's own.

    `named` are the benchmarks and metrics of the sentence, `used` the benchmarks that it may state scores on, and `own`
    the names of the paper's method.
    """
    others = [clause for clause in _clauses(text, span) if _is_of_others(text, clause, span, own, used)]
    kept = (_turned(text, span, number, own) for number in numbers)
    return [
        number
        for number in kept
        if number.kind is NumberKind.SCORE
        and not any(start <= number.start < end for start, end in others)
        and not _is_beside_another(text, span, number, named, own)
    ]


def is_of_own_model(text: str, span: Span, own: Collection[str]) -> bool:
    """Whether a sentence says that what it states is of the paper's own model."""
    return bool(_OWN_MODEL.search(text, *span)) or _names_own(text, span, own)


def speaks_of_own(text: str, span: Span, own: Collection[str]) -> bool:
    """Whether a sentence has the paper's own for a subject: it, we, the larger model, or a name."""
    return bool(_OWN_SUBJECT.search(text, *span)) or _names_own(text, span, own)


def _names_own(text: str, span: Span, own: Collection[str]) -> bool:
    return any(text.find(name, *span) >= 0 for name in own)


def _clauses(text: str, span: Span) -> Iterator[Span]:
    """The sentence in parts: what stands between semicolons and colons."""
    ends = [match.start() for match in _CLAUSE.finditer(text, *span)]
    starts = [span[0], *(match.end() for match in _CLAUSE.finditer(text, *span))]
    yield from zip(starts, [*ends, span[1]], strict=True)


def _is_of_others(text: str, span: Span, sentence: Span, own: Collection[str], used: Sequence[Span]) -> bool:
    """Whether the subject of a part of a sentence is a model by name, and not the one that the paper calls its own."""
    subject = _SUBJECT.match(text, *span)
    if (
        subject is None
        or (span[0] == sentence[0] and not any(name in text for name in own))
        or is_of_own_model(text, span, own)
        or _PAPERS_OWN.search(text, *span)
    ):
        return False
    start, end = subject.span("name" if subject["name"] else "whose")
    named = any(first < end and start < last for first, last in used)
    kin = any(name[:_STEM].lower() == text[start : start + _STEM].lower() for name in own)  # ConvMixer-S of ConvMixer
    return not (named or kin) and bool(SHAPE.search(text, start, end))


def _is_beside_another(text: str, span: Span, number: Number, named: Sequence[Span], own: Collection[str]) -> bool:
    """Whether a model by name stands right beside a number: `it gets 52.4 and CodeBERT 38.0`, `(2.27 for DiT-XL/2)`.

    `named` are the benchmarks and metrics of the sentence. Where the number before stands beside a name too, they are
    those of variants.
    """
    first = max(span[0], number.start - 2 * _REACH)
    before = _AND_NAME.search(text, max(span[0], number.start - _REACH), number.start)
    reached = _NAME_WHICH.search(text, first, number.start) or _BY_NAME.match(text, number.end, span[1])
    beside = reached or before or _FOR_NAME.match(text, number.end, span[1])
    if beside is None or not SHAPE.search(beside["name"]):
        return False
    start, end = beside.span("name")
    if any(first < end and start < last for first, last in named) or any(name in beside["name"] for name in own):
        return False
    if reached:
        return True
    if not before:
        return text.startswith("(", number.start - 1)
    return bool(_PLAINLY_REACHED.search(text, span[0], before.start()))


def _turned(text: str, span: Span, number: Number, own: Collection[str]) -> Number:
    """The number; a score where its words make it another system's and its clause is the paper's own after all."""
    is_own = number.kind is NumberKind.BASELINE and _is_reached_by_own(text, span, number, own)
    return replace(number, kind=NumberKind.SCORE) if is_own else number


def _is_reached_by_own(text: str, span: Span, number: Number, own: Collection[str]) -> bool:
    """`, where FooNet reaches 48.7`, `a GPT-4 agent with FooNet achieves 43.9`, `in a GPT-5 agent it reaches 41.5`."""
    if _IT_REACHES.search(text, span[0], number.start):
        return True
    clauses = (pattern.search(text, span[0], number.start) for pattern in (_CONTRASTED, _REACHES))
    return any(clause and any(name in clause.group() for name in own) for clause in clauses)
