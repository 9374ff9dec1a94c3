"""What a paper calls its own method, and which short forms stand for tasks: names that are no benchmark's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.extract.naming import HEAD, SHAPE, TASK_NOUNS, WORD, cleaned, endings
from builder.extract.sentences import Span

_OWN = re.compile(
    r"\b(?:we|paper|work|and|to) (?:[a-z]{1,12} )?(?:introduces?|presents?|proposes?|develops?|designs?"
    r"|describes?|train) (?:the |a |an |our )?$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:called|named|dubbed|termed|coined|\bour|\bour proposed|(?<!such )\bas|method,|approach,|framework,"
    r"|\b[Oo]ur (?:[a-z-]{3,16} ){0,2}(?:remedy|solution|system|pipeline|network|algorithm|agent|recipe|variant|encoder"
    r"|detector|retriever|reranker|parser|tagger|decoder|baseline|procedure|scheme|technique),"
    r"|(?<!best )(?<!strongest )(?<!leading )model,"
    r"|architecture,) $"
)
_OWN_ENDS = endings(
    """called named dubbed termed coined our proposed as method, approach, model, framework, architecture, remedy,
    solution, system, pipeline, network, algorithm, agent, recipe, variant, encoder, detector, retriever, reranker,
    parser, tagger, decoder, baseline, procedure, scheme, technique, train introduce
    introduces present presents propose proposes develop develops design designs describe describes the a an"""
)
_OWN_REACH = 48
_SIZE = re.compile(r"[\d.]+[MB]?-")  # `our 46M-parameter model` has no name
_TITLE_NAME = re.compile(rf"^(?P<name>{WORD}(?: {WORD}){{0,2}}) ?:")


def own_names(title: str, abstract: str, names: Sequence[Span]) -> set[str]:
    """What the paper calls its own method, model or system; `names` are what is written like a name."""
    found = {*_said_to_be_own(abstract, names), *_short_forms(abstract)}
    if (titled := _TITLE_NAME.match(title)) and _is_name(titled["name"], abstract):
        found.add(titled["name"])
    return {name for name in map(cleaned, found) if name and not _SIZE.match(name)}


def _is_name(titled: str, abstract: str) -> bool:
    """Whether what stands before a title's colon names something, and is no phrase: `Lines That Leak`."""
    return any(map(SHAPE.search, titled.split(" "))) or titled in abstract


_SHORT_FORM = re.compile(
    r"\b(?:[Ww]e|paper|work)(?: [a-z]{1,12}){0,2} (?:introduc|present|propos|develop|design|describ)(?:e|es|ed"
    r"|ing)?\b"
    r"(?P<long>[^.;()]{3,100}) \((?P<name>[A-Z][\w-]{1,15}(?: [A-Z][\w-]{1,15})?)\)"
)
_OF_DATA = re.compile(
    r"\b(?:data|data ?sets?|benchmarks?|corpus|corpora|challenge|suite|leaderboard|test|exam)\b", re.IGNORECASE
)


def _short_forms(abstract: str) -> Iterator[str]:
    """`we propose a Sparse Voxel Transformer (SVT)`: SVT, unless it is a data set."""
    for match in _SHORT_FORM.finditer(abstract):
        if not _OF_DATA.search(match["long"]):
            yield match["name"]


_BRACKETED = re.compile(rf"\((?P<name>[A-Z]{{2,6}}(?:-[A-Z]{{2,6}})?)\)(?! {HEAD}\b)")


def tasks_in_short(abstract: str) -> Iterator[str]:
    """`video object segmentation (VOS)`: VOS; what stands before it is in lower case or a task, and no data set."""
    for match in _BRACKETED.finditer(abstract):
        before = abstract[max(0, match.start() - _OWN_REACH) : match.start()]
        words = re.split(r"[ -]", before.strip())[-len(match["name"]) :]
        spelt_out = "".join(word[:1] for word in words).upper() == match["name"]
        in_lower_case = all(word.islower() for word in words[1 if spelt_out else 0 :])
        if (in_lower_case or words[-1].lower() in TASK_NOUNS) and not _OF_DATA.search(" ".join(words)):
            yield match["name"]


def _said_to_be_own(abstract: str, names: Sequence[Span]) -> Iterator[str]:
    for start, end in names:
        before = abstract[max(0, start - _OWN_REACH) : start]
        if not before.endswith(_OWN_ENDS):
            continue
        name = " ".join(abstract[start:end].split(" ")[:3])
        if _CALLED.search(before) or (_OWN.search(before) and (name[0].isupper() or SHAPE.search(name))):
            yield name
