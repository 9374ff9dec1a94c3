"""Evaluation campaigns: shared tasks and tracks that are held each year and named by campaign, year and task.

`SemEval 2019 - Task 6`, `WNUT 2020 Shared Task-1` and `TREC 2018 Incident Streams track` are benchmarks, each with its
own board; a paper often writes the task in its title and only the campaign in its abstract.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign named at text[start:end]; `task` is "" where the text names the campaign as a whole."""

    start: int
    end: int
    name: str
    year: str
    task: str

    @property
    def is_challenge(self) -> bool:
        """Whether the name itself says so: KDD Cup 2021."""
        return self.name.endswith(_KINDS)

    @property
    def full_name(self) -> str:
        """As boards show it: SemEval-2019 Task 6, TREC 2018 Incident Streams, RecSys Challenge 2022."""
        joint = "-" if self.name in _HYPHENATED else " "
        return f"{self.name}{joint}{self.year} {self.task}".strip(" -")


_NAMES = (
    "SemEval|W-?NUT|WMT|IWSLT|TREC|NTCIR|CLEF|ImageCLEF|CheckThat!|BioCreative|BioASQ|CoNLL|FIRE|EVALITA|IberLEF"
    "|GermEval|RepEval|SMM4H|MEDIQA|VarDial|FinCausal|FinSBD|BEA|WAT|SIGMORPHON|SIGHAN|NLPCC|CCKS|VLSP|PolEval|MADAR"
    "|NADI|SemTab|TextGraphs|AmericasNLP|DSTC|ASVspoof|VoxSRC|DCASE|CHiME|MediaEval|RumourEval|PAN|eRisk|CASE|SDP"
    "|n2c2|i2b2|TAC|DUC|KBP"
)
_HYPHENATED = frozenset({"SemEval", "WNUT", "CoNLL"})
_CHALLENGE = re.compile(
    r"(?<![\w-])(?!(?:The|For|In|At|On|Our|This|During|With|From|As) )"
    r"(?:(?P<first>20\d\d) )?"
    r"(?P<name>[A-Z][\w-]{1,20}(?: (?!Grand )[A-Z][\w-]{1,20}){0,4} (?:Challenge|Cup|Competition))"
    r"(?: (?P<year>20\d\d)(?!\w))?"
)
_ANY_NAME = r"[A-Z][\w-]{2,20}(?=[- ](?:19|20)\d\d(?:,| -| –|:)? (?:[Ss]hared )?[Tt]ask[ -]?#?\d)"
_CAMPAIGN = re.compile(
    rf"(?<![\w-])(?P<name>{_NAMES}|(?i:semeval)|{_ANY_NAME})(?:[- ’']{{0,2}})(?P<year>(?:19|20)\d\d)"
    r"(?:(?:,| -| –|:)? (?:[Ss]hared )?[Tt]ask[ -]?#?(?P<number>\d{1,2}[A-Za-z]?)\b"
    r"|:? (?P<track>(?!Shared)[A-Z][\w-]{1,20}(?: (?!Shared)[A-Z][\w-]{1,20}){0,3})(?: \([A-Z]{2,6}\))?"
    r" (?:[Ss]hared )?(?:[Tt]ask|[Tt]rack))?"
)
_HEADED = re.compile(
    r"(?: [\w-]{1,20}){0,2} (?:tasks?|tracks?|challenge|competition|evaluation|campaign|data ?sets?|test sets?)\b"
)
_SPELLINGS = {"w-nut": "WNUT", "semeval": "SemEval"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_KINDS = ("Challenge", "Cup", "Competition")
_MOST = 100


def campaigns(title: str, abstract: str) -> list[Campaign]:
    """The campaigns that an abstract names, in order; the title may say which task of one it is about.

    A campaign without a task is that of the only task of the same campaign and year that is named; where there is none,
    it counts where a word like `challenge` or `test set` follows.
    """
    in_title, in_abstract = list(_find(title)), list(_find(abstract))
    found = [_specific(_specific(campaign, in_title, overrule=True), in_abstract) for campaign in in_abstract]
    return [c for c in found if c.task or c.is_challenge or _HEADED.match(abstract, c.end)]


def _find(text: str) -> Iterator[Campaign]:
    dated = _CAMPAIGN.finditer(text) if _YEAR.search(text) else ()
    for match in islice(dated, _MOST):
        task = f"Task {match['number']}" if match["number"] else match["track"] or ""
        name = _SPELLINGS.get(match["name"].lower(), match["name"])
        yield Campaign(match.start(), match.end(), name, match["year"], task)
    called = _CHALLENGE.finditer(text) if any(word in text for word in _KINDS) else ()
    for match in islice(called, _MOST):
        year = match["year"] or match["first"] or ""
        if year or match["name"].count(" ") > 1:
            yield Campaign(match.start(), match.end(), match["name"], year, "")


def _specific(campaign: Campaign, others: Sequence[Campaign], *, overrule: bool = False) -> Campaign:
    """The campaign with the only task that `others` name for it; they overrule a task where it is told so."""
    tasks = {o.task for o in others if o.task and (o.name, o.year) == (campaign.name, campaign.year)}
    decided = len(tasks) == 1 and (overrule or not campaign.task)
    return replace(campaign, task=tasks.pop()) if decided else campaign
