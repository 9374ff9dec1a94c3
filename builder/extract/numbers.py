"""The numbers of an abstract and what each one is: a score, a difference, a baseline's score, or an amount.

Only scores may become results. What a number is, is decided by the few words on both sides of it; where they
point to anything but a score of the paper's own, it is none ("prefer silence to a wrong score").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import islice

from builder.extract.sentences import Span


class NumberKind(StrEnum):
    """What a number says."""

    SCORE = "score"
    DELTA = "delta"
    BASELINE = "baseline"
    AMOUNT = "amount"


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
    r"(?<![\w.^@])(?<![_^]\{)(?<![A-Za-z][-‐‑])(?P<sign>[+\-‐‑−±]?)(?P<digits>\d{1,3}(?:,\d{3})+"
    r"|\d{1,12})(?P<decimals>\.\d{1,8})?(?:\s?\$?(?:±|\\pm|\+/-)\$?\s?\d{1,4}(?:\.\d{1,8})?)?"
    r"(?P<percent>\s?%)?"
)
_BEFORE, _NEAR, _AFTER = 120, 44, 48
_PERCENT = " percent"
_MOST = 500  # more than any abstract states; a text with more is none, and is not read to its end

_DELTA_BEFORE = re.compile(
    r"(?:\bby|\bup to|\bgains? of|\b(?:improvement|increase|boost|margin|drop|reduction|decrease|degradation|gap"
    r"|difference|gain"
    r"|lift|advantage|jump|rise)s? of|\b(?:more|less|fewer|higher|lower|better|greater) than|\bover|\bat least"
    r"|\bat most|\bexceeding"
    r"|\bwithin|\bnearly|\bimprovements? (?:by|in|over)|\\?[lg]eq?|[≤≥<]|(?<!-)>|\babove|\bbelow)"
    r"\s*(?:an? |the |about |around |approximately |roughly |average (?:of )?|mean of |absolute |relative |nearly "
    r"|as much as |margin of |only |~){0,3}$"
)
_UP_TO = re.compile(
    r"^(?!.*\b(?:improv|gain|increas|boost|reduc|rais))"
    r".*(?:\b(?:accurac(?:y|ies)|scores?|rates?|f1|m?ap|auc|m?iou|dice) (?:of )?up to"
    r"|\b(?:achiev|obtain|attain|reach|scor|get)\w* (?:a |an )?(?:over|nearly|about|at least|more than|above)"
    r"|\b(?:solv|resolv|complet|answer|pass|fix)\w* up to) $"
)
_REACHES_UP_TO = re.compile(r"\b(?:achiev|obtain|attain|reach|scor|yield)\w* up to $")
_IS_MEASURED = re.compile(r"^ (?:[a-z-]{2,16} ){0,2}(?:accuracy|f1|m?ap|auc|auroc|m?iou|dice|recall|precision|bleu)\b")
_DELTA_AFTER = re.compile(
    r"^ (?:[\w@-]{1,12} )?(?:percentage |percent )?(?:points?|pts) (?:of |in )?(?:lift|gain|improvement|increase"
    r"|boost|drop|above|over|on average over)\b|^(?:[ -](?:points?|percentage|pts|pp|absolute|relative|percent|average"
    r"|overall|significant"
    r"|(?!(?:which|that|is|are|and|while)\b)[a-z@0-9-]{1,12})){0,3}[ -](?<!\bthe )"
    r"(?:improvements?|gains?|increases?|boosts?|ahead|behind|short|above|below|higher|lower|better|worse|more"
    r"|less|fewer"
    r"|faster|smaller|larger"
    r"|greater|reductions?|drops?(?<!\bon drop)"
    r"|degradation|decreases?|enhancements?|speed-?ups?|savings?|margin|lead|advantage|absolute|relative"
    r"|over (?:previous|prior|its|existing|baselines?|the (?:\w+ )?(?:previous|prior|existing|baseline|best"
    r"|strong\w*|base"
    r"|state|current|original|standard|vanilla|next|second|sota|former|latter)))\b"
)
_DELTA_VERB = re.compile(
    r"\b(?:surpass|outperform|improv|exceed|beat|boost|reduc|decreas|increas|rais|lower|enhanc|sav|accelerat|cut"
    r"|degrad|(?<!\bon )drop|gain|trail|lag|los)"
    r"(?:e[sd]?|s|es|ed|ing|ping|ped|ting|s on)?\b(?!-)(?:(?! [-–—] )[^,;:()]|\([^()]{1,12}\)){0,70}$"
)
_TO = re.compile(
    r"(?:\b(?:to|at|with|of|reaching|achieving|attaining|obtaining|obtains?|achieves?|reach(?:es)?|attains?"
    r"|scoring|yielding)|=)"
    r"\s*(?:an? |the |average |overall |new |state-of-the-art ){0,3}(?:[\w@.&-]{1,16} ){0,3}(?:score "
    r"|rate )?(?:of |to )?$"
)
_TO_NOT = re.compile(r"\b(?:margin|improvements?|gains?|increase|boost|reduction|drop|decrease)\b")
_BASELINE = re.compile(
    r"\b(?:vs\.?|versus|than|compared (?:to|with)|compares? (?:to|with)|comparable (?:to|with)|competitive (?:to|with)"
    r"|close to|similar to"
    r"|on par with|against|from|(?:previous|prior|former"
    r"|earlier|existing|published|known|public"
    r"|strongest|current) (?:\w+[ -]){0,4}?(?:best|state|sota|art|record|results?|methods?|works?|models?"
    r"|approach(?:es)?|baselines?|system|score)"
    r"|second[- ]best|best (?:published|public|known|reported|previous|prior|existing|competing)|baselines?"
    r"|human (?:performance|experts?|accuracy)|humans|reference|chance)"
    r"\b[^,;()]{0,50}$"
)
_BASELINE_DOES = re.compile(
    r"\b(?:baselines?|counterparts?|[a-z]+-style [\w-]{1,16})(?: (?!by\b)[\w-]{1,16}){0,2} "
    r"(?:achiev|obtain|attain|reach|yield|get|report|scor)\w*[^;,.]{0,40}$"
    r"|\b(?:an?|the) (?:linear )?(?:svm|support vector machine|random forest|logistic regression|decision tree|xgboost"
    r"|naive bayes|k-?nn|multi-layer perceptron|linear regression)(?: classifier| baseline)?"
    r"(?: (?:reach|achiev|obtain|attain|scor|gett?|ha)(?:e?s|ing))? $"
    r"|\b(?:outperform|surpass|exceed|beat)\w* (?:(?!(?:with|at|by|to)\b)[\w().-]{1,16} ){1,8}of $"
    r"|\b(?:while|whereas|but) (?:the |an? )?"
    r"(?!(?:we|it|this|that|these|our|ours|its|their|proposed|full|larg|small|tiny|base|same|single|final|best|latter"
    r"|result|ensembl|model|method|system)\w*\b)"
    r"[\w./+-]{2,24}(?: (?!which\b|our\b)[\w()./+-]{1,16}){0,3} (?:had|has|have|got|gets?"
    r"|(?:achiev|obtain|attain|reach|yield|scor|remain|stay)(?:e?s|e?d)?)\b[^;,]{0,40}$"
)
_FALLEN = re.compile(
    r"\((?=[^,]*\d)[a-z][\w .-]{2,24}, $|\bcurrently the best\b[^;,]{0,60}$|"
    r"\b(?:drop|fall|declin|degrad|deteriorat|plummet|plung)(?:e?s|e?d|ing|ped|ping)? "
    r"(?:sharply |significantly |only )?to (?:only |just |about )?$"
    r"|\b(?:which|that|who) (?:already|currently|typically) (?:reach|achieve|obtain|attain|get|score)s? "
    r"(?:only |around |about |just )?$"
    r"|\b(?:reach|achiev|obtain|attain|scor|solv|manag)\w* (?:only|merely|just|a mere) (?:about |around )?$"
)
_BASELINE_PAREN = re.compile(
    r"\b(?:(?:outperform|underperform|surpass|exceed|beat|baseline)\w*|gap to|teacher|than|compared|competitive"
    r"|comparable|on par"
    r"|close to|similar to|approaching|previous"
    r"|prior|over|above|below|versus|vs)\b"
    r"[^,;()]{0,60}\((?:[A-Za-z][\w.@-]{1,24}:? )?$"
)
_ON_SET_PAREN = re.compile(
    r"\b(?:outperform|surpass|exceed|beat)\w* [^,;()]{0,60} (?:on|in"
    r"|across) (?:the )?[\w+.-]{2,24}(?: [\w+.-]{1,16}){0,3} \($"
)
_DELTA_EXPLAINED = re.compile(r"^[ %]{0,2}[a-z0-9@-]{1,12} \([\d.]{1,8} ?%? ?(?:vs|versus|→|->)")
_OTHERS_AFTER = re.compile(
    r"^(?: [a-z@0-9-]{1,12})? (?:\(|(?:of|by|from) (?:the )?)"
    r"(?:gpt|chatgpt|claude|gemini|o[134]\b|(?:humans?|baselines?|previous|prior)\b|best (?:baseline|previous))"
)
_VERSUS_AFTER = re.compile(r"\s?%?\s?(?:vs\b|versus\b)[^,;]{0,24}\d")
_RESET = re.compile(r".*(?<!which )(?<!that )\b(?:achiev|obtain|attain|yield|deliver|report)(?:e[sd]?|s|ing|ed)?\b")
_RANGE_FROM = re.compile(r"^ [^,;()]{0,40}\bfrom $")
_FROM_TO = re.compile(
    r"\bfrom (?:an? )?[\d.]{1,10}(?:\s?\$?(?:±|\\pm|\+/-)\$?\s?[\d.]{1,8})? ?%?(?: [\w@-]{1,12})? ?to\s*(?:an? )?$"
)
_FROM = re.compile(r"\bfrom (?:an? )?$")
_RANGING = re.compile(r"\b(?:rang(?:es?|ed|ing)|var(?:y|ies|ied|ying)|spanning|between)\b[^,;()]{0,30}$")
_SCORES_BETWEEN = re.compile(
    r"\b(?:achiev|obtain|attain|reach|yield|scor)\w* [^,;()]{0,60}(?:scores?|accurac\w{1,3}|f1|auc\w{0,3}|rates?)"
    r" (?:of )?(?:between|ranging from) $"
)
_OUTDONE = re.compile(r"\b(?:outperform|surpass|exceed|beat|improv|match|rival)\w*\b")
_OWN_AFTER_ALL = re.compile(
    r"\bwith (?:an?|the) (?:[\w@-]{1,16} ){1,4}of (?:about |around )?$"
    r"|\bby [a-z]{1,12}ing (?:the )?(?:[\w-]{1,16} ){1,6}to $"
)
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
_OTHERS = re.compile(
    r"\b(?:even (?:with )?(?:the )?(?:best|strongest|state|most|leading|top|advanced|frontier|gpt)"
    r"|(?<!our )best[- ](?:(?!(?:performance|results?|accurac\w+|scores?|among|reported|on|of)\b)[\w-]{1,16} ){0,5}?"
    r"(?:llms?|models|agents?|systems)"
    r"|(?:leading|current|recent|existing|frontier|advanced|state[- ]of[- ]the[- ]art|sota|proprietary|previous"
    r"|prior|earlier|other"
    r"|competing) (?:(?!(?:and|our|we|proposed)\b)\w+ ){0,5}?(?:models?"
    r"|llms?|agents?|systems?|methods?|approach(?:es)?|works?)"
    r"|(?<!and )(?<!with )(?<!using )(?<!from )(?:gpt-?[345]\w*|chatgpt|claude|gemini|grok"
    r"|o[134](?:-mini|-preview)?|humans?))\b"
    r"(?:(?! (?:and|by) (?:achiev|obtain|attain|reach|yield))[^;,)]|, using [^,;]{1,30},){0,80}$"
)
_NAMED_OTHER = re.compile(
    r"\b(?:gpt|claude|gemini|o[134]|llama|qwen|deepseek)[\w .-]{0,14}, (?:solv|achiev|reach|scor|attain|gett?"
    r"|resolv)(?:e?s|ing) $"
)
_UNIT = re.compile(
    r"^(?:(?!(?:mm|db|%|m?ap|mask|box|m?iou|pq|fid|f1|bleu|wer|psnr)\b)[a-z×]|\^|[ -]?(?:×|\$?\\times|(?:x"
    r"|times|%?-?shots?|-?way|-?bits?(?! per|/)|[kmbgt]|million|billion"
    r"|thousand|trillion|[gmt]?flops?|[gm]?macs?|params?|parameters"
    r"|[gmtk]i?b|ms|fps|k?hz|sec(?:onds?)?|s|h|hours?|hrs?|minutes?|mins?|days?|weeks?|years?|[gt]pus?|tokens?"
    r"|frames?|epochs?|steps?|layers?"
    r"|cm|km|km/h|m|joules?|watts?|w)\b)|[ -](?:(?!(?:on|in|for|across|over|of|and|to"
    r"|with) )[a-z-]{1,20} ){0,2}?(?:images?|samples?|examples?|classes"
    r"|categories|languages|datasets?"
    r"|benchmarks?|tasks?|questions?|problems|videos?|papers|models?|users?|participants|queries|documents?"
    r"|sentences?|words|pairs|domains?|types"
    r"|instances|objects|scenes|annotations|nodes|edges|heads|hours|gpus?|labels|iterations|annotators|people"
    r"|sources|subsets?|metrics|features"
    r"|experts|variants|backbones|architectures|methods|settings|scenarios|competitions|environments|games"
    r"|participants)\b)"
)
_SHARE = re.compile(
    r"^ (?:of (?:the |all |its |their |our |total |original ){0,2}(?:(?:pre-?)?training|data|labels?|labell?ed"
    r"|parameters?|params|compute|computation\w*|cost|costs|time|samples|examples|images"
    r"|tokens|flops|memory|model|weights|variance|budget|annotations?|cases|pixels|layers|size|gpu|prompts|users"
    r"|queries|questions|dataset|performance)"
    r"|(?:gpu|memory|data|labels|training|parameters|params|compute|computation|sparsity|pruning|flops|latency"
    r"|cost|storage|masking|mask ratio|noise|confidence)\b)"
)
_COUNTED = re.compile(
    r"\b(?:steps?|tasks?|turns?|tokens?|calls?|hours?|days?|images?|samples?|examples?|questions?|parameters"
    r"|params|flops"
    r"|users?|pages?|words?) \($"
)
_RETAINED = re.compile(r"\b(?:retain|preserv|keep|maintain|recover|clos)\w* (?:over |about |up to |nearly )?$")
_SHARE_OF_MANY = re.compile(
    r"^ of (?!(?:the )?(?:[\w-]{1,16} )?(?:accurac|precision|recall|f1|map\b|m?ap\b|top|m?iou|success|wer\b"
    r"|bleu|auc|dice))"
)
SOLVED = re.compile(
    r"\b(?:solv|resolv|complet|answer|pass|fix)(?:e[sd]?|s|es|ed|ing)?\b"
    r"(?:[^.;,]{0,20}| [\d.]{1,5} ?%? of [\w .-]{2,32},? and )$"
)
"""Before a share of tasks, this makes it a success rate: `resolves 32% of the issues`."""
_AMOUNT_BEFORE = re.compile(
    r"(?:\btop|\bno\.|\bversion|\btable|\bsection|\bsize|(?<!scope )(?<!coreference )\bresolution(?: of)?"
    r"|\bthreshold(?: of)?|\btemperature(?: of)?|\b(?:learning|dropout|sampling|frame|compression|mask(?:ing)?"
    r"|sparsity|bit|refresh|growth|noise|pruning)[ -]rate of|[$€£#]|\b(?:usd|eur|gbp)|\bp ?[<=]|(?:\\|\b)(?:alpha"
    r"|beta|gamma|delta|epsilon|eps|lambda|mu|rho|sigma|tau|theta|eta|[kn]) ?=|[αβγδελμρστθη] ?=|\bratio"
    r"|\bonly using|\bwith (?:only|just)"
    r"|\busing only|\bkeeping|\bat a speed of|\bspeed of|\blatency of|\b(?:iou|step|stage|phase|track|task|type"
    r"|level) ?)\s*[<=>]?\s*(?:only )?$"
)
_CALLED = re.compile(r"[a-z]\($", re.IGNORECASE)
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_RANGE = re.compile(r"^(?:\s|\s?(?:-|–|—|~|∼|\\?sim|\$?\\sim\$?|→|to)\s?)$")
_SPAN = re.compile(r"^\s?[-–—~∼]+\s?$")
_ON_ANOTHER = re.compile(r"(?: [\w-]{1,16}){0,3} on (?:the )?[A-Z]")
_JOINED = re.compile(r"[\s,/&]*(?:and|or)?\s*")


def numbers(text: str, spans: Sequence[Span]) -> list[Number]:
    """The numbers of a text with their kinds, in order. `spans` are the sentences of the text."""
    found: list[Number] = []
    index = first = 0
    for match in islice(_NUMBER.finditer(text), _MOST):
        while index < len(spans) - 1 and match.start() >= spans[index][1]:
            index += 1
        if not (found and _is_joined(text, found[-1].end, match.start(), match.end())):
            first = match.start()
        found.append(_number(text, match, text[max(spans[index][0] if spans else 0, first - _BEFORE) : first]))
    return _agree(text, _in_turn(text, _ranges(text, found)))


def _number(text: str, match: re.Match[str], before: str) -> Number:
    """The number; `before` is what stands before it, or before the first number of its enumeration."""
    digits = match["digits"].replace(",", "") + (match["decimals"] or "")
    before = before.lower()
    after = text[match.end() : match.end() + _AFTER].lower()
    percent = bool(match["percent"]) or after.startswith(_PERCENT)
    after = after.removeprefix(_PERCENT)
    return Number(match.start(), match.end(), Decimal(digits), percent, _kind(match, before, after, percent))


def _kind(match: re.Match[str], before: str, after: str, percent: bool) -> NumberKind:
    if match["sign"]:
        return NumberKind.DELTA
    if percent and after.startswith("p "):  # 5.4%p: points
        return NumberKind.DELTA
    if after.startswith((")", "+")) and _CALLED.search(before):  # AR(1), R(2+1)D
        return NumberKind.AMOUNT
    if _is_amount(match, before, after, percent):
        return NumberKind.AMOUNT
    if _RANGING.search(before) and not _SCORES_BETWEEN.search(before):
        return NumberKind.DELTA
    if _FROM_TO.search(before):
        return NumberKind.SCORE
    is_delta = _DELTA_BEFORE.search(before[-_NEAR:]) and not (
        _UP_TO.match(before) or (_REACHES_UP_TO.search(before) and _IS_MEASURED.match(after))
    )
    if is_delta or _DELTA_AFTER.match(after) or _DELTA_EXPLAINED.match(after):
        return NumberKind.DELTA
    if _VERSUS_AFTER.match(after):
        return NumberKind.SCORE
    if (_OWN_AFTER_ALL.search(before) and _OUTDONE.search(before)) or _ON_SET_PAREN.search(before):
        return NumberKind.SCORE
    if (
        _OTHERS.search(before)
        or _NAMED_OTHER.search(before)
        or _BASELINE_DOES.search(before)
        or _OTHERS_AFTER.match(after)
        or _FALLEN.search(before)
    ):
        return NumberKind.BASELINE
    reset = _RESET.match(before)
    return _kind_by_clause(before[reset.end() :] if reset else before)


def _kind_by_clause(clause: str) -> NumberKind:
    """The kind by the words since the last verb of achievement, or since the sentence began."""
    if _RANGE_FROM.search(clause):
        return NumberKind.SCORE
    if _BASELINE.search(clause) or _BASELINE_PAREN.search(clause):
        return NumberKind.BASELINE
    verb = _DELTA_VERB.search(clause)
    if verb and (_TO_NOT.search(verb.group()) or not _TO.search(clause)):
        return NumberKind.DELTA
    return NumberKind.SCORE


def _is_amount(match: re.Match[str], before: str, after: str, percent: bool) -> bool:
    if percent:
        share = (_SHARE.match(after) or _SHARE_OF_MANY.match(after)) and not SOLVED.search(before[-_NEAR:])
        kept = after.startswith(" of ") and _RETAINED.search(before)
        return bool(share or kept or _COUNTED.search(before))
    if _UNIT.match(after) or _AMOUNT_BEFORE.search(before[-_NEAR:]) or _COUNTED.search(before):
        return True
    return not match["decimals"] and (bool(_YEAR.match(match["digits"])) or "," in match["digits"])


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
        if len(gap) >= _BEFORE:
            continue
        follows = last.precise and last.percent == out[i].percent and text[out[i].start] not in "+-−±"
        gained = _DELTA_AFTER.match(text[out[i].end : out[i].end + _AFTER].lower())
        if (last.kind, out[i].kind) == (NumberKind.SCORE, NumberKind.DELTA) and follows and _IN_TURN.match(gap):
            if gained and "and " not in gap:
                continue
            changed = at if gained else i
            out[changed] = replace(out[changed], kind=NumberKind.DELTA if gained else NumberKind.SCORE)
        elif out[i].kind is NumberKind.SCORE and _goes_on(text, last, gap):
            out[i] = replace(out[i], kind=last.kind)
    return out


def _is_joined(text: str, end: int, start: int, last: int) -> bool:
    """Whether an enumeration joins the number text[start:last] to the one before; `, and 71.2% on B` is new."""
    joint = _JOINED.fullmatch(text, end, start)
    return joint is not None and not (joint.group().startswith(", and ") and _ON_ANOTHER.match(text, last))


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
    return bool(bracketed or _ONLY_AND.fullmatch(gap))


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
            taken = (other.kind in _CATCHING or shares) and out[i].kind is NumberKind.SCORE
            if taken and right.end - left.end < 24 and _is_joined(text, left.end, right.start, right.end):
                out[i] = replace(out[i], kind=other.kind)
    return out
