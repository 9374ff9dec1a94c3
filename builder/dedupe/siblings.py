"""Works that are told apart by the one thing they are about: another language, data set, system or part.

Those who write the same of several things change little else, neither in the title nor in the abstract.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from rapidfuzz.distance import OSA

from builder.dedupe.evidence import Evidence
from builder.dedupe.normalise import fold
from builder.dedupe.relate import COMMON, Difference, Kind, misspelt
from builder.languages import LANGUAGES

_LETTERS = frozenset("abcdefgh")
"""By which parts are told: part A, part B."""
_WORD = re.compile(r"[^\W_]+")


def is_sibling(a: Evidence, b: Evidence, unlike: Difference) -> bool:
    """Whether each title names a thing of its own where the other names its like: French against German, A against B.

    Where little else differs that may be any name in capitals (COCO against LVIS), or any word that the work's own
    abstract has and the other one has not.
    """
    here, there = {*unlike.only_a}, {*unlike.only_b}
    if any(here & kind and there & kind for kind in (LANGUAGES, _LETTERS)):
        return True
    if unlike.kind not in {Kind.WORDS, Kind.SLIP}:
        return False
    known = all("".join(words) in _data_sets() for words in (unlike.only_a, unlike.only_b))
    return known or _are_named(a, b, unlike) or (_is_carried(a, b, here - there) and _is_carried(b, a, there - here))


def _are_named(a: Evidence, b: Evidence, unlike: Difference) -> bool:
    """Whether both have names of their own, none of them a slip of another's: "TCP-D" is "TPC-D"."""
    here, there = tuple(_names(a, unlike.only_a)), tuple(_names(b, unlike.only_b))
    slips = any(OSA.distance(x, y, score_cutoff=1) <= 1 for x in here for y in there)
    return bool(here and there) and not slips


def _names(work: Evidence, words: Iterable[str]) -> Iterator[str]:
    """Those of `words` that the title spells with two capitals; a system may be renamed, a title be all in capitals."""
    title = work.record.title
    if title.upper() == title:
        return
    for spelt in _WORD.findall(title):
        if sum(map(str.isupper, spelt)) > 1 and (word := fold(spelt)) in words and word not in work.title.name:
            yield word


def _is_carried(work: Evidence, other: Evidence, words: Iterable[str]) -> bool:
    """Whether a telling word of the title, but not the system's name, stands in its own abstract alone."""
    said, rest = set(work.abstract.split()), set(other.abstract.split())
    telling = (word for word in words if word not in COMMON and word not in work.title.name)
    return any(word in said - rest and not any(misspelt(word, form) for form in rest) for word in telling)


@cache
def _data_sets() -> frozenset[str]:
    """The names of known data sets without spaces, as titles are compared."""
    lines = resources.files("builder").joinpath("data/benchmarks.jsonl").read_text(encoding="utf-8").splitlines()
    names = (name for entry in map(json.loads, lines) for name in (entry["name"], *entry["aliases"]))
    return frozenset("".join(_WORD.findall(fold(name))) for name in names)
