"""Metrics beside numbers: which one a number is measured in, and which ones suit a benchmark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from builder.extract.lexicon import UNKNOWN_METRIC
from builder.extract.names import Match, NameFinder, Tokens
from builder.model import Benchmark, Metric

_FAMILIES = tuple(
    frozenset(names.split())
    for names in (
        "accuracy robust-accuracy mean-class-accuracy unweighted-accuracy weighted-accuracy"
        " pass cons maj avg element-accuracy grounding-accuracy step-accuracy lc-win-rate"
        " win-rate top-1-accuracy top-5-accuracy error-rate top-5-error balanced-accuracy exact-match"
        " execution-accuracy score rank-1 pass-at-1 success-rate completion-rate resolve-rate",
        "ap box-ap mask-ap map map-50 map-50-95 ap50 ap75 nds",
        "f1 macro-f1 micro-f1 weighted-f1 f0-5 precision recall exact-match accuracy score",
        "miou iou oiou ciou giou dice pixel-accuracy mean-class-accuracy j-f",
        "precision ndcg-10 ndcg mrr mrr-10 map recall recall-1 recall-5 recall-10 recall-100 hits-1 hits-10 score",
        "rouge rouge-1 rouge-2 rouge-l bleu bleu-1 bleu-4 bleurt xcomet ter meteor cider spice chrf comet bertscore",
        "wer cer per error-rate accuracy",
        "perplexity bpc bits-per-dim",
        "spearman pearson score",
        "auc auroc auprc ap accuracy f1",
        "auc ao sr-50 sr-75 eao precision",
        "si-sdr si-sdri si-snr si-snri sdr sdri",
        "mpjpe pa-mpjpe mve",
        "fid gfid rfid sfid kid fvd clip-score inception-score bits-per-dim score",
    )
)
_ALSO_IN_PERCENT = frozenset(
    """bleu bleu-1 bleu-4 codebleu chrf meteor rouge rouge-1 rouge-2 rouge-l bertscore sari smatch spearman pearson
    srcc plcc kappa mcc score normalized-score""".split()
)
_RANKED = re.compile(r"-\d+$")  # nDCG@5 is kin of nDCG, pass@10 of pass@1
_AFTER_NUMBER = re.compile(
    r"^\s*(?:%)?\s*(?:\([+-][\d.]{1,6}%?\) ?)?(?:\(|in |of |points? |points of |for |average |mean |averaged "
    r"|overall |test "
    r"|test[ -]set |dev[ -]set |validation |absolute |relative "
    r"|state-of-the-art |single-scale |multi-scale )?(?:in |of |terms of )?"
    r"(?:(?!(?:on|in|for|of|and|or|with|to|at|by|over|across|from|using|when|while|as|after|before|under|than|vs|but"
    r"|which|that)\b)[a-z-]{2,16} ){0,2}$"
)
_BEFORE_NUMBER = re.compile(
    r"^\)? ?(?:\([^()]{1,24}\) ?)?(?:[=:]|scores?|rates?|values?|performance|results?"
    r"|coefficients?|ind(?:ex|ices)"
    r"|accuracy)? ?(?:\([^()]{1,24}\) ?)?"
    r"(?:of|at|is|was|are|were|being|stands at|stood at|equals|equal to|amounts to|to|reaches|reaching|reached"
    r"|by|[=:(])? "
    r"?(?:up to|about|around|approximately)? ?[=:]? ?$"
)
_COORDINATED = re.compile(r"(?<![\w-])([A-Za-z][\w@-]{0,15})(?:/|,? and | & |, | or )(?:(?:an? )?\d[\d.]{0,6} ?%? )?$")
_RANK = re.compile(r"\d{1,3}$")
_NEXT_RANK = re.compile(r"/(\d{1,3}|L\b)(?![\d.%])")
_LISTED = re.compile(r"\)?,?(?: and| &)?(?: the)? |/")
_UNKNOWN_BEFORE = re.compile(
    r"(?:\b(?P<ranked>[A-Za-z]\w{0,12}@(?:\d{1,3}(?:\.\d\d?)?|[KkNnR]))(?: scores?| values?)?"
    r"|\b(?P<noun>[a-z-]{3,16} (?:error|distance|similarity|index|coefficient|divergence|likelihood|discrepancy|loss"
    r"|quality|utility"
    r"|rate|rank|difference))s?(?: \([^()]{1,12}\))?"
    r"|\b(?P<scored>[A-Z][\w-]{1,16}) scores?(?= (?:of|[\d=]))"
    r"|\b(?:an?|the|with) (?:(?:mean|average|overall) )?(?P<short>[a-z]{0,2}[A-Z](?:-(?=[A-Z]))?[A-Za-z]{1,6}\d{0,2})"
    r"|(?:[:;,(] |\band |\()(?P<listed>[A-Z][A-Za-z0-9]{0,5}(?:-[A-Za-z0-9]{1,6}){0,2})(?= (?:of|being|equals) ))"
    r" ?(?:of|=|to|at|is|was|being|equals|from [\d.]{1,8} ?%? to|(?<=score)|(?<=scores)) ?$"
)
_KIND_OF_ERROR = re.compile(
    r"(?<![\w-])(?!(?:the|an?|of|and|test|validation|classification|recognition|top-[15]|overall|average|mean"
    r"|lowest|low"
    r"|total|error|final|best|with|to|in|its|our|this)\b)[a-z][a-z-]{2,15} $"
)
_LEADS_TO_NUMBER = re.compile(r" ?(?:of|=|to|at|is|was|being|stands at|equals|amounts to|from [\d.]{1,8} ?%? to) ?")
_UNKNOWN_AFTER = re.compile(
    r" (?P<named>\$[^$ ]{1,14}\$|[A-Z][\w-]{1,16}(?:@\d{1,3})?)(?= (?:on|for|in)\b)"
    r"| (?P<short>(?!LLMs?\b|VLMs?\b|GPUs?\b|FPS\b)[A-Z]{2,5})(?=[.,;)])"
    r"| (?P<at>[A-Z]\w{1,12}@\d{1,3})\b"
    r"|(?:st|nd|rd|-?th) (?P<noun>percentile)"
)
_OWN_NUMBER = re.compile(r" ?(?:of|is|=|:)? ?\d[\d.]{0,7} ?%?(?: [a-z]{1,3})?[),;]")
_ON_SET = re.compile(r"\b[Oo]n $")
_GLUED_BEFORE, _GLUED_BEHIND = re.compile(r"[A-Z0-9]-$"), re.compile(r"-[A-Z]{2}")
_SCORES_VERB = re.compile(r"scores? (?:\d|as\b|best|highest|only|between)")
_AT_RANK = re.compile(r"\b[A-Za-z]\w{0,12}@\d{1,3} $")
_GLUE = re.compile(r"[)$]?[ -]")
_JOINTS = frozenset({"/", "and", "&", ",", ", and"})
_REACH = 30


def fits(metric: str, benchmark: Benchmark | None) -> bool:
    """Whether a benchmark is measured so: its metrics or their kin; anything goes where none are known."""
    if benchmark is None or benchmark.metrics in ((), (UNKNOWN_METRIC,)) or metric in benchmark.metrics:
        return True
    kin = {metric, _RANKED.sub("", metric)}
    return any(not family.isdisjoint(kin) and not family.isdisjoint(benchmark.metrics) for family in _FAMILIES)


def metrics_in(text: str, finder: NameFinder, tokens: Tokens) -> list[Match]:
    """The metrics that a text names, in order: `AUC score` is AUC, and `box/mask AP` is two."""
    found: list[Match] = []
    for match in finder.find(text, tokens):
        if _is_no_metric(text, match):
            continue
        if match.slug == UNKNOWN_METRIC and found and _GLUE.fullmatch(text, found[-1].end, match.start):
            found[-1] = replace(found[-1], end=match.end)
            continue
        if first := _sharing_head(text, finder, match, found[-2].end if len(found) > 1 else 0):
            found = [*(metric for metric in found if metric.end <= first.start), first]
        found += [match, *_further_ranks(text, finder, match)]
    return found


def _sharing_head(text: str, finder: NameFinder, match: Match, free: int) -> Match | None:
    """What stands before a metric and is one with its last words: `box` in `box/mask AP`, `top-1` in `top-1/top-5`."""
    head = text[match.start : match.end].partition(" ")[2]
    before = _COORDINATED.search(text, max(free, match.start - _REACH), match.start)
    slug = finder.lookup(f"{before[1]} {head}") if head and before else ""
    return Match(slug, before.start(1), before.end(1)) if slug and before else None


def _further_ranks(text: str, finder: NameFinder, match: Match) -> Iterator[Match]:
    """What a slash adds to a metric that ends in a number: top-5 in `top-1/5 accuracy`, R@5 and R@10 in `R@1/5/10`."""
    stem, end = _RANK.sub("", text[match.start : match.end]), match.end
    while rank := _NEXT_RANK.match(text, end):
        slug = finder.lookup(stem + rank[1])
        if not slug or stem == text[match.start : match.end]:
            return
        yield Match(slug, rank.start(1), rank.end(1))
        end = rank.end()


def unknown_metric(text: str, metrics: Sequence[Match], taken: Sequence[int], start: int, end: int) -> str:
    """What is written like a metric beside the number text[start:end], and is none of `metrics`; "" where nothing is.

    `BEq@1 scores of 40.5%`, `a cosine error of 0.11`, `0.887 Sm on`. A name that ends at one of `taken` is none.
    """
    named = [metric for metric in metrics if metric.end <= start and metric.slug != UNKNOWN_METRIC]
    if any(_LEADS_TO_NUMBER.fullmatch(text, metric.end, start) for metric in named):
        return ""
    first = max(0, start - 2 * _REACH)
    before = _UNKNOWN_BEFORE.search(text, first, start)
    if before and before.lastgroup and before.end(before.lastgroup) not in taken:
        return before[before.lastgroup]
    after = _UNKNOWN_AFTER.match(text, end)
    return after[after.lastgroup].strip("$") if after and after.lastgroup else ""


def _is_no_metric(text: str, match: Match) -> bool:
    """Whether a metric's name stands for something else: `BEq@1 scores`, `scores 68.9`, a cosine error, round (R2)."""
    written = text[match.start : match.end]
    if (
        written.isupper()
        and _ON_SET.search(text, max(0, match.start - 4), match.start)
        and text[match.end : match.end + 2].strip().isdigit()
    ):
        return True  # on ADE 90.3
    if match.slug == UNKNOWN_METRIC:
        of_another = _AT_RANK.search(text, max(0, match.start - _REACH), match.start)
        return bool(of_another or _SCORES_VERB.match(text, match.start))
    if written in ("error", "errors"):
        return bool(_KIND_OF_ERROR.search(text, max(0, match.start - _REACH), match.start))
    glued = _GLUED_BEFORE.search(text, max(0, match.start - 2), match.start) or _GLUED_BEHIND.match(text, match.end)
    return bool(glued) or text[match.start - 1 : match.end + 1] == "(R2)"


def in_percent(metrics: Iterable[Metric]) -> frozenset[str]:
    """The metrics whose values papers give in percent: by their unit, and those whose unit is left out as often."""
    return _ALSO_IN_PERCENT.union(metric.slug for metric in metrics if metric.unit == "%")


def metric_after(text: str, metrics: Sequence[Match], end: int) -> Match | None:
    """The metric right after a number that ends at `end`: `58.7 box AP`, `84.3% in accuracy`."""
    for metric in metrics:
        if end <= metric.start <= end + _REACH and _AFTER_NUMBER.match(text[end : metric.start]):
            return metric if not has_own_number(text, metric) else None
    return None


def has_own_number(text: str, metric: Match) -> bool:
    """Whether a metric in brackets has a number of its own: `52.9% (macro F1 0.48)`."""
    return text.rfind("(", max(0, metric.start - _REACH), metric.start) > text.rfind(")", 0, metric.start) and bool(
        _OWN_NUMBER.match(text, metric.end)
    )


def metrics_from(text: str, metrics: Sequence[Match], end: int) -> list[Match]:
    """The metrics right after a number, joined: `46.8/38.6 box/mask AP`, `EM/F1`."""
    first = metric_after(text, metrics, end)
    if first is None:
        return []
    group = [first]
    for metric in metrics[list(metrics).index(first) + 1 :]:
        if text[group[-1].end : metric.start].strip() not in ("/", "and", "&"):
            break
        group.append(metric)
    return group


def metrics_before(text: str, metrics: Sequence[Match], start: int) -> list[Match]:
    """The metric right before a number that begins at `start`, with those joined to it: `EM and F1 scores of`."""
    candidates = [m for m in metrics if start - 2 * _REACH <= m.start and m.end <= start]
    if not candidates or not _BEFORE_NUMBER.match(text[candidates[-1].end : start]):
        return []
    group = [candidates.pop()]
    while candidates and text[candidates[-1].end : group[0].start].strip() in _JOINTS:
        group.insert(0, candidates.pop())
    return group


def stated_metrics(text: str, metrics: Sequence[Match], places: Sequence[tuple[int, int]]) -> list[str]:
    """For each number of an enumeration (its start and end) the metric stated beside it, or ""."""
    after = [metric_after(text, metrics, end) for _, end in places]
    before = metrics_before(text, metrics, places[0][0])
    between = [metrics_before(text, metrics, start)[-1:] for start, _ in places]
    if len(places) > 1 and all(between) and not any(after):
        return [metric.slug for group in between for metric in group]
    for group in (metrics_from(text, metrics, places[-1][1]), before):
        if len(group) == len(places) > 1:
            return [metric.slug for metric in group]
        if len(group) > 1 and _in_groups_of(
            text, places, len(group)
        ):  # ROUGE-1/2/L of 50.1/22.4/45.3 and 51.6/25.3/47.2
            return [metric.slug for metric in group] * (len(places) // len(group))
    if not before and not any(after) and (listed := _listed_before(text, metrics, places)):
        return listed
    bracketed = all(
        metric is None or "(" in text[end : metric.start] for metric, (_, end) in zip(after, places, strict=True)
    )
    if before and bracketed:  # accuracies of 78.9 (R1) and 66.2 (R2); WERs of 0.9/1.3 and SIM scores of 81.0/77.1
        return _carried_on([group[0].slug if group else "" for group in between])
    stated = [metric or next(iter(group), None) for metric, group in zip(after, between, strict=True)]
    for index in range(len(stated) - 2, -1, -1):  # `46.8/38.6 AP`: what stands behind the last is of all before it
        stated[index] = stated[index] or after[index + 1]
    return [metric.slug if metric else "" for metric in stated]


def _in_groups_of(text: str, places: Sequence[tuple[int, int]], size: int) -> bool:
    """Whether numbers come in groups of a size, joined by slashes within each and otherwise between them."""
    joints = [text[a[1] : b[0]].strip() == "/" for a, b in pairwise(places)]
    return len(places) % size == 0 and all(joint == bool((i + 1) % size) for i, joint in enumerate(joints))


def _carried_on(slugs: Sequence[str]) -> list[str]:
    """Each empty one filled with the last before it."""
    filled: list[str] = []
    for slug in slugs:
        filled.append(slug or filled[-1])
    return filled


def _listed_before(text: str, metrics: Sequence[Match], places: Sequence[tuple[int, int]]) -> list[str]:
    """As many metrics as numbers, listed earlier: `Using the F1 measure and the AUC, it achieves 73.90% and 73.74%`."""
    last = [metric for metric in metrics if metric.end <= places[0][0]][-len(places) :]
    if len(last) != len(places) or len(places) < 2:
        return []
    joined = all(_LISTED.fullmatch(text, a.end, b.start) for a, b in pairwise(last))
    return [metric.slug for metric in last] if joined and len({m.slug for m in last}) > 1 else []
