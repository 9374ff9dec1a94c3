"""Which benchmark, and which of its splits, each number of a sentence goes with.

A run of numbers goes with the benchmarks after it where a preposition leads to them, else with those before it, else
with those of the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from builder.extract.benchmarks import Mention, splits_at
from builder.extract.metrics import metric_after
from builder.extract.names import Match
from builder.extract.runs import Run, shared, without_metrics
from builder.extract.sentences import Span
from builder.languages import LANGUAGES

_PREPOSITION = re.compile(r"(?:^|[\s%)])(?:on|for|in|over|across|of|to|at|under|using|when)\s", re.IGNORECASE)
_BLOCK = re.compile(
    r"[;:]|, $|^ ?%?, (?:and )?(?:on|for) (?:the )?$|\band (?:(?:first|second|third|best) )?(?:on|for|in)\b"
    r"|\b(?:against|vs\.?|versus) \d|, (?:and|but) (?!on\b|for\b|in\b|of\b|an?\b|the\b)[a-z]{3,}"
    r"|\b(?:while|whereas|but|although|outperform\w*|surpass\w*|compared|than|exceed\w*|beat\w*)\b"
    r"|\band (?:outperforms|achieves|obtains|reaches|sets?|surpasses)\b"
)
_BRACKET = re.compile(r"^(?: (?!and\b|set\b|sets\b|with\b)[\w-]{1,16}){0,2} ?\((?:[^()]{0,40}[ :=])?$")
_BRACKET_ENDS = re.compile(r"[();]")
_NAMED_BRACKET = re.compile(
    r"(?:\b(?:such as|e\.g\.,?|including|like|and|on)|[,:(]) [A-Z][\w-]*[\w+] ?\((?:[^()]{0,20}[ :=])?$"
)
_NEXT_BRACKET = re.compile(r"[^()]{0,60}\([^()]{0,60}\),? (?:and )?[A-Z][\w-]*(?: [\w-]{1,20}){0,2} ?\($")
_ASIDE = re.compile(
    r", which (?:is|are|exceeds?|outperforms?|surpass(?:es)?|improves?) [^,;]{3,90}?(?= (?:on|in) (?:the )?)"
    r"|\([^()]{0,80}\)|\b(?:vs\.?|versus|against|compared (?:to|with)) [\d.]{1,6} ?%?(?! for\b)"
    r"(?: of [\w -]{1,30}(?= on\b))?"
)
_OUT_OF_BRACKET = re.compile(r"\b(?:on|for|in|across)\b")
_BRACKET_REACH = 40
_DESCRIBED = r"(?:the (?:(?!using\b|with\b|when\b|sets?\b|splits?\b)[a-z-]{3,16} ){0,3})?"
_ELSEWHERE = re.compile(rf"\s?%?(?: \$[^$\s]{{1,14}}\$)?\s*on {_DESCRIBED}([A-Z][\w-]*[A-Za-z0-9])")
_ON_ANOTHER = re.compile(r" on (?:the )?(?:[a-z-]{1,16} ){0,3}[A-Z]")
_ELSEWHERE_ALONE = re.compile(
    rf"\s?%?(?: \$[^$\s]{{1,14}}\$)?\s*on {_DESCRIBED}([A-Z][\w-]*)\*?"
    r"(?: (?:[A-Z][\w-]*|in|of|the|bench|benchmark|data ?set)){0,4}[,.;)]"
)
_ON_OWN_DATA = re.compile(
    r"\s?%?(?: [\w@-]{1,16}){0,2} on [a-z]{2,16}(?:-[a-z]{1,16}){2,4}\b"
    r"|\s?%?(?: [\w@-]{1,16}){0,2} on (?:the )?(?:simulated|synthetic|artificial|generated) [a-z]{3,16}\b"
    r"|\s?%?(?: [\w@-]{1,16}){0,2} on (?:our (?:own|in-house|private|internal|proprietary)"
    r"|an? (?:in-house|private|proprietary|internal|external|separate|industrial|clinical|unnamed))\b"
)
_RESPECTIVELY = re.compile(r"[^.;\d]{0,90}\brespectively\b")
_CORRESPONDING = re.compile(
    r"\b(?:corresponding|respective) (?:[\w@-]{2,16} ){1,2}(?:is|are|was|were|being|of|amounts? to) $"
    r"|\b(?:corresponding|respective) (?:figures|numbers|values|scores|results)\b[^,;()]{0,16}$"
)
_QUALIFIED = re.compile(r"\s?%?(?: [\w@-]{1,16}){0,2} (?:for|on|in) (?:the )?(?P<name>[A-Z][\w-]{2,40})")
_GOES_ON = re.compile(r"(?: [\w-]{1,16}){0,2},? (?:and|&) |(?: [\w-]{1,16}){0,2}[,;] ")
_DIRECT = re.compile(
    r" (?: (?:up |down )?(?:(?:rises|goes|grows|increases|improves|climbs|falls|drops) )?to|of|is|was) "
)
_ON_THEM = re.compile(
    r"[^.;\d,]{0,40}\bon (?:the|these|both|the same|all) (?:two |three |four |five )?"
    r"(?:benchmarks|data ?sets|corpora|sets|tasks)\b"
)
_RISEN = re.compile(r" (?:[a-z]{2,12} )?(?:improves|increases|rises|grows|goes|climbs) from [\d.]{1,6} ?%? to ")
_FROM_TO = re.compile(r"\bfrom [\d.]{1,6} ?%?(?: [\w@-]{1,12})? to $")
_ON = re.compile(r" on (?:the )?")
_PERCENT = re.compile(r"\d ?%")
_AVERAGED = re.compile(r"\b(?:average[sd]?|averaging|mean|overall|combined|aggregated?|total)\b", re.IGNORECASE)
_FEW = 3
_LONGEST_LINK = 110
_LONGEST_CHAIN = 80

COLON = re.compile(r"^ ?[:=] ?$|^ (?:score )?of $")
"""What stands between a benchmark and the number that is its score."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What pairing the numbers of a sentence with benchmarks needs; `carried` are those of the sentence before.

    `verb` is where the first word that speaks of results stands; behind the sentence where there is none.
    """

    text: str
    span: Span
    metrics: Sequence[Match]
    carried: Sequence[Mention]
    verb: int

    def targets(self, runs: Sequence[Run], index: int) -> tuple[Sequence[Mention | None], bool]:
        """The benchmark (or None) of each number of a run, and whether a bracket or a preposition leads to it."""
        run, nobody = runs[index], [None] * len(runs[index].numbers)
        before = next((r for r in reversed(runs[:index]) if r.mentions), None)
        later = next((self._free(runs, i) for i in range(index + 1, len(runs)) if runs[i].mentions), None)
        if each := self._respectively(runs, index) or self._grid(run, before, later):
            return each, True
        if before and COLON.match(self.text[before.end : run.start]):
            return self._first_of(run, before.mentions[-1], later), True
        if before and (_BRACKET.match(self.text[before.end : run.start]) or self._in_bracket_with(run, before)):
            return shared(run, before) or [before.mentions[-1]] * len(run.numbers), True
        if before and self._is_direct(before.end, run.start):
            return self._first_of(run, before.mentions[-1], later), True
        if self._leads_elsewhere(run, later, _ELSEWHERE_ALONE) or self._in_bracket_of_another(run, before):
            return nobody, False
        if later and runs[index + 1].mentions and self._leads_to(run.end, later.start):
            return shared(run, later) or nobody, True
        if self._leads_elsewhere(run, later, _ELSEWHERE) or _ON_OWN_DATA.match(self.text, run.end):
            return nobody, False
        if before and self._belongs_back(runs, index, before):
            return shared(run, before) or nobody, False
        if later and self._in_turn(runs, index) and self._chained(runs, index, later):
            return shared(run, later) or nobody, True
        if before and _NEXT_BRACKET.match(self.text[before.end : run.start]):
            return nobody, False  # `CIFAR-100 (91.7%), Flower (98.8%)` where Flower is no known name
        if before:
            return shared(run, before) or self._one_by_one(runs, index, before) or nobody, False
        if later and self._chained(runs, index, later):
            return shared(run, later) or nobody, True
        return self._inherited(run) or nobody, False

    def _is_direct(self, end: int, start: int) -> bool:
        """Whether nothing but a metric stands between a benchmark and its number: `MMLU accuracy (goes) to 86.7%`."""
        gap = without_metrics(self.text, self.metrics, end, start)
        return bool((len(gap) < start - end and _DIRECT.fullmatch(gap)) or _RISEN.fullmatch(gap))

    def _first_of(self, run: Run, first: Mention, later: Run | None) -> Sequence[Mention]:
        """The benchmark before a colon for all numbers; for the first alone where the other one leads to the next.

        `a GLUE score of 88.7, 94.8 F1 on SQuAD`.
        """
        pair = later is not None and len(run.numbers) == 2 and self._leads_to(run.end, later.start)
        return [first, later.mentions[0]] if pair and later else [first] * len(run.numbers)

    def _grid(self, run: Run, before: Run | None, later: Run | None) -> Sequence[Mention]:
        """A group of numbers for each benchmark: `on A and B, R-1/2/L of 50.1/22.4/45.3 and 51.6/25.3/47.2`."""
        joints = [self.text[a.end : b.start].strip() == "/" for a, b in pairwise(run.numbers)]
        groups = joints.count(False) + 1
        size = len(run.numbers) // groups
        if groups < 2 or size < 2 or any(joint != bool((i + 1) % size) for i, joint in enumerate(joints)):
            return ()
        leads = later is not None and self._leads_to(run.end, later.start)
        mentions = later.mentions if later and leads else before.mentions if before else []
        return [mention for mention in mentions for _ in range(size)] if len(mentions) == groups else ()

    def _respectively(self, runs: Sequence[Run], index: int) -> Sequence[Mention]:
        """As many benchmarks as numbers, however far apart: `1st on A and 2nd on B with 63.9 and 64.9, respectively`.

        They stand between these numbers and the ones before, or the ones after.
        """
        run = runs[index]
        in_order = (
            _RESPECTIVELY.match(self.text, run.end, self.span[1])
            or _ON_THEM.match(self.text, run.end, self.span[1])
            or _CORRESPONDING.search(self.text, max(self.span[0], run.start - _BRACKET_REACH), run.start)
        )
        if len(run.numbers) < 2 or not in_order:
            return ()
        for others in (reversed(runs[:index]), iter(runs[index + 1 :])):
            near = list(takewhile(lambda other: other.mentions, others))
            mentions = sorted((m for other in near for m in other.mentions), key=lambda m: m.start)
            distinct = list({m.key: m for m in mentions}.values())
            if len(near) > 1 and len(distinct) == len(run.numbers):
                return distinct
        if index + 1 < len(runs) and runs[index + 1].mentions and self._leads_to(run.end, runs[index + 1].start):
            return ()
        named = {m.key: m for other in runs[:index] for m in other.mentions}
        return list(named.values()) if len(named) == len(run.numbers) else ()

    def _in_turn(self, runs: Sequence[Run], index: int) -> bool:
        """Whether the numbers go on where those before them were led to a benchmark: `81.4 on A, and 86.5 ...`."""
        if index < 2 or not (runs[index - 1].mentions and runs[index - 2].numbers):
            return False
        last, before = runs[index - 2], runs[index - 1]
        return bool(_GOES_ON.match(self.text, before.end, runs[index].start)) and self._leads_to(last.end, before.start)

    def several(self, runs: Sequence[Run], index: int) -> Sequence[Mention]:
        """The two or three benchmarks that a lone number is a score on each: `100% accuracy on A and B`; no average."""
        run = runs[index]
        later = self._free(runs, index + 1) if index + 1 < len(runs) else None
        if later and 1 < len(later.mentions) <= _FEW and self._leads_to(run.end, later.start):
            between = (run.start - _BRACKET_REACH, later.start)
            return later.mentions if not _AVERAGED.search(self.text, max(self.span[0], between[0]), between[1]) else ()
        return ()

    def _free(self, runs: Sequence[Run], index: int) -> Run:
        """The run of benchmarks without the last one where that has a score of its own: `COCO and GenEval of 0.68`."""
        run = runs[index]
        if len(run.mentions) < 2 or index + 1 == len(runs):
            return run
        gap = self.text[run.end : runs[index + 1].start]
        return Run(mentions=run.mentions[:-1]) if COLON.match(gap) or _BRACKET.match(gap) else run

    def _in_bracket_with(self, run: Run, before: Run) -> bool:
        """Whether the bracket that the numbers stand in begins with the benchmark: `(CVC-300, mean Dice 0.902)`."""
        last = before.mentions[-1]
        gap = self.text[last.end : run.start]
        return self.text.startswith("(", last.start - 1) and not _BRACKET_ENDS.search(gap)

    def _in_bracket_of_another(self, run: Run, before: Run | None) -> bool:
        """Whether the numbers stand in brackets behind a listed name that is neither benchmark nor metric."""
        text = self.text[max(self.span[0], run.start - 2 * _BRACKET_REACH) : run.start]
        if not _NAMED_BRACKET.search(text):
            return False
        bracket = self.text.rindex("(", 0, run.start)
        ends = [before.end] if before else []
        return not any(bracket - 2 < end <= bracket for end in [*ends, *(m.end for m in self.metrics)])

    def splits(self, run: Run, targets: Sequence[Mention | None]) -> Sequence[str]:
        """The split of each number: behind the numbers (`2.1/4.3 on test-clean/test-other`) or the benchmark."""
        metric = metric_after(self.text, self.metrics, run.end)
        on = _ON.match(self.text, metric.end if metric else run.end, self.span[1])
        said = splits_at(self.text, on.end(), self.span[1])[0] if on else ()
        if len(said) == len(run.numbers):
            return said
        if targets[0] and len(targets[0].splits) == len(targets) and len(set(targets)) == 1:
            return targets[0].splits
        return [target.splits[0] if target and len(target.splits) == 1 else "" for target in targets]

    def _belongs_back(self, runs: Sequence[Run], index: int, before: Run) -> bool:
        """Whether an `and` joins a number to the one before: `66.9 on A without X and 71.2 with X, 71.6 on B`."""
        follows = index + 1 < len(runs) and runs[index + 1].numbers and runs[index - 1] is before
        if not follows:
            return False
        gap = self.text[runs[index].end : runs[index + 1].start]
        return self.text[before.end : runs[index].start].endswith(" and ") and gap.endswith((", ", ", and "))

    def _one_by_one(self, runs: Sequence[Run], index: int, before: Run) -> Sequence[Mention]:
        """The one of several benchmarks: `on A and B, it rises from 61.7 to 65.2 and from 48.9 to 51.3`."""
        first = next(i for i in range(index, -1, -1) if i == 0 or runs[i - 1] is before)
        rises = list(takewhile(lambda run: run.numbers, runs[first:]))
        if len(rises) != len(before.mentions) or not all(self._has_risen(run) for run in rises):
            return ()
        return [before.mentions[index - first]]

    def _has_risen(self, run: Run) -> bool:
        before = self.text[max(self.span[0], run.start - _BRACKET_REACH) : run.start]
        return len(run.numbers) == 1 and bool(_FROM_TO.search(before))

    def _inherited(self, run: Run) -> Sequence[Mention]:
        """The benchmarks of the sentence before, where it is clear which number is on which."""
        if named := self._qualified(run):
            return named
        if len(self.carried) == len(run.numbers) > 1:
            return self.carried
        only = len({mention.key for mention in self.carried}) == 1
        return [self.carried[-1]] * len(run.numbers) if only and self.verb < run.start else []

    def _qualified(self, run: Run) -> Sequence[Mention]:
        """The one of several benchmarks whose name holds what stands behind the number: `28.9 for English-German`."""
        behind = _QUALIFIED.match(self.text, run.end, self.span[1])
        if behind is None or len({mention.key for mention in self.carried}) < 2:
            return ()
        named = {m.key: m for m in self.carried if behind["name"] in m.name}
        return [*named.values()] * len(run.numbers) if len(named) == 1 else ()

    def _leads_to(self, end: int, start: int) -> bool:
        """Whether the words between a number and a benchmark after it lead from one to the other."""
        gap = _ASIDE.sub("", without_metrics(self.text, self.metrics, end, start))
        if len(gap) > _LONGEST_LINK or _BLOCK.search(gap) or _PERCENT.search(gap):
            return False
        in_bracket = "(" in self.text[max(self.span[0], end - _BRACKET_REACH) : end]
        if in_bracket and gap.count(")") > gap.count("(") and not _OUT_OF_BRACKET.search(gap):
            return False
        if gap.strip() == "(" and self.text.find(")", start, start + _BRACKET_REACH) > 0:
            return True  # `74.2 AP (COCO)`
        return not gap.strip(" %\\") or bool(_PREPOSITION.search(gap + " "))

    def _leads_elsewhere(self, run: Run, later: Run | None, pattern: re.Pattern[str]) -> bool:
        """Whether the numbers are scores on something that is no known name: `41.1% on Moments in Time`."""
        metric = metric_after(self.text, self.metrics, run.end)
        match = pattern.match(self.text, metric.end if metric else run.end)
        if match is None or match[1].lower() in LANGUAGES:
            return False
        return not (later and later.start < match.end())

    def _chained(self, runs: Sequence[Run], index: int, later: Run) -> bool:
        """`51.3 AP for detection and 45.4 AP for segmentation on COCO`: numbers that share the benchmark after them."""
        chain = [*takewhile(lambda run: run.start < later.start, runs[index:]), later]
        gaps = [(a.end, b.start) for a, b in pairwise(chain)]
        near = all(end - start <= _LONGEST_CHAIN for start, end in gaps)
        elsewhere = any(_ON_ANOTHER.search(self.text, *gap) for gap in gaps[:-1])
        return near and not elsewhere and len(later.mentions) == 1 and self._leads_to(chain[-2].end, later.start)
