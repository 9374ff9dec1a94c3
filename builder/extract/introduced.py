"""Names that a paper gives to data sets of its own, from the ways in which abstracts introduce them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from builder.extract.names import Tokens
from builder.extract.naming import HEAD, METHOD_NOUN, NAME, WORD

_HEAD_WORDS = ("data", "benchmark", "corp", "challenge", "leaderboard", "test", "task", "collection")
_TITLED = re.compile(
    rf"^(?P<name>{WORD}(?: {WORD})?):[^:]{{0,120}}\b(?:[Bb]enchmark|[Dd]ata[Ss]et|[Cc]orpus|[Tt]estbed"
    rf"|[Ll]eaderboard|[Bb]enchmarking|[Tt]est [Ss]uite|[Cc]hallenge)\b"
)
_TITLED_BENCH = re.compile(r"^(?P<name>[A-Z][\w-]{2,24}(?:Bench|Eval|Arena)(?:-[A-Z]\w{0,8})?):")
_MAKING_STEMS = """introduc present propos releas construct creat contribut curat collect publish assembl build develop
    provid compil launch establish design annotat describ deriv""".split()
_MAKING = frozenset(stem + ending for stem in _MAKING_STEMS for ending in ("", "e", "es", "ed", "s", "ing")) | {"built"}
_MAKER = re.compile(
    r"\b(?:[Ww]e|[Pp]aper|[Ww]ork|[Aa]nd|[Tt]o|[Tt]hen|[Ff]urther|[Aa]lso|[Aa]rticle) (?:[a-z]{1,12} ){0,2}$"
)
_LONGEST_MAKER = 40
_CREATED = (
    re.compile(
        rf" (?:the |our )?(?P<name>{WORD}) and {WORD},? (?:two|both|a pair)(?: [\w,/()-]{{1,24}}){{0,8}}? {HEAD}\b"
    ),
    re.compile(
        rf" (?:the |our )?{WORD} and (?P<name>{WORD}),? (?:two|both|a pair)(?: [\w,/()-]{{1,24}}){{0,8}}? {HEAD}\b"
    ),
    re.compile(
        rf" (?:the |our )?(?P<name>{WORD}(?: {WORD}){{0,2}})(?: \([^()]{{1,60}}\))?,? (?:which is )?(?:a|an"
        rf"|the)(?: first)?"
        rf"(?: (?!{METHOD_NOUN})[\w,/()-]{{1,24}}){{0,14}}? (?:{HEAD}|lexical resource|lexicon|treebank)\b"
    ),
    re.compile(
        rf"(?: [\w,/()-]{{1,24}}){{0,14}}? {HEAD}(?: [\w-]{{1,16}}){{0,6}}?,? "
        rf"(?:called |named |dubbed |termed |namely |namely, |- |-- |— "
        rf"|: )(?:the )?(?P<name>{WORD}(?: {WORD}){{0,2}})"
    ),
    re.compile(
        rf"(?: (?!{METHOD_NOUN})[\w,/()-]{{1,24}}){{0,14}}? {HEAD}"
        rf"(?:,? \(?|(?: (?:for|of|on|in|with|from)(?: [\w-]{{1,20}}){{1,6}}?)?(?:, | \())(?P<name>{WORD})"
        rf"(?:\)|[,.]| (?:for|to|that|which|with|of|designed|consisting|containing|comprising)\b)"
    ),
    re.compile(
        rf" (?:the |our |a |an )?(?P<name>{WORD}) \([^()]{{3,80}}(?i:benchmark|dataset|corpus|test ?set|suite"
        rf"|challenge)\)"
    ),
    re.compile(
        rf"(?: (?:a|the|our|new|novel|large-scale"
        rf"|first)){{0,4}} (?P<name>{NAME})(?: \([A-Z][\w-]{{1,15}}\))? {HEAD}\b"
    ),
)
_HOLDS = (
    r"(?:consisting of|comprising|containing|an? (?:[a-z-]{3,16} ){0,2}(?:sub)?(?:set|collection|suite|list) of"
    r"|(?:which )?(?:consists of|comprises|contains)|with|\()?"
)
_ITEMS = (
    r"(?:questions|tasks|items|problems|clips|videos|images|pairs|samples|examples|instances|dialogues|documents"
    r"|sentences|recordings|scenes|utterances|queries|annotations|prompts|hours|papers|cases|issues|repositories"
    r"|matches|games|meetings|interviews|reports|reviews|tables|charts|figures|drawings|pages|forms|molecules|proteins"
    r"|functions|programs|articles|bugs|scenarios|completions|environments|trajectories)"
)
_COUNTED = re.compile(
    rf" (?:the |our )?(?P<name>{WORD})(?: and {WORD})?,? {_HOLDS} ?(?:about |over |more than )?"
    rf"(?:(?<= of )|\d[\d,.]*[kKM]? )(?:[\w-]{{2,20}} ){{0,3}}?{_ITEMS}\b"
)
_CREATED_REACH = 320
_OURS = re.compile(
    rf"(?<![\w-])(?P<name>{WORD}), (?:our|a new|a novel|the first)(?: [\w/-]{{1,24}},?){{0,8}}? {HEAD}\b"
)
_OUR_NEW = re.compile(
    rf"\b[Oo]ur (?:newly|own|self)[ -](?:[a-z-]{{3,16}} ){{0,2}}(?:[a-z]{{3,16}}, )?(?P<name>{WORD}(?: {WORD})?)"
    rf"(?=[,.;)]| (?:and|{HEAD})\b)"
)
_OF_OURS = re.compile(rf"\b(?:set|{HEAD}) of ours, (?P<name>{WORD}(?: {WORD})?)")
_RELEASED_AS = re.compile(
    rf"\b(?:distributed|released|published|available) (?:publicly )?(?:under the name|as the) (?P<name>{WORD})"
)
_OUR_NEW_WORDS = ("our newly", "our own", "our self")
_OURS_WORDS = (", our ", ", a new ", ", a novel ", ", the first ")
_CALLED_SET = re.compile(rf"\b(?:called|named|dubbed|termed) (?:the )?(?P<name>{WORD}(?: {WORD}){{0,2}})")
_CALLED_WORDS = ("called ", "named ", "dubbed ", "termed ")
_SET_BEFORE = re.compile(rf"{HEAD}(?: [\w-]{{1,16}}){{0,4}}?,? $")
_LONGEST_SET = 100
_NEW_SET = re.compile(
    rf"\b(?:a|an|the first) (?:new|novel|first|large-scale"
    rf"|comprehensive)(?: [\w-]{{1,20}}){{0,5}}? {HEAD}, (?:the )?(?P<name>{NAME})"
)
_NEW_WORDS = ("a new ", "a novel ", "the first ", "a large-scale ", "a comprehensive ")


_SAID = (
    (_OURS_WORDS, _OURS),
    (_OUR_NEW_WORDS, _OUR_NEW),
    ((" of ours, ",), _OF_OURS),
    ((" under the name ", " as the "), _RELEASED_AS),
    (_NEW_WORDS, _NEW_SET),
)
"""Other ways to introduce a set, each behind words that are looked for first, since that is quick."""


def introduced_names(title: str, abstract: str, tokens: Tokens) -> Iterator[str]:
    """What the title and the abstract call data sets of the paper's own, with words that may not belong to the name.

    `tokens` are those of the abstract.
    """
    if titled := _TITLED.match(title) or _TITLED_BENCH.match(title):
        yield titled["name"]
    yield from _created(abstract, tokens)
    if " set" in abstract or any(word in abstract for word in _HEAD_WORDS):
        for words, pattern in _SAID:
            if any(word in abstract for word in words):
                yield from (match["name"] for match in pattern.finditer(abstract))
        yield from _called(abstract)


def _called(abstract: str) -> Iterator[str]:
    if any(word in abstract for word in _CALLED_WORDS):
        for match in _CALLED_SET.finditer(abstract):
            if _SET_BEFORE.search(abstract, max(0, match.start() - _LONGEST_SET), match.start()):
                yield match["name"]


def _created(abstract: str, tokens: Tokens) -> Iterator[str]:
    """What stands behind a verb of making and is said to be data: by a word like `dataset`, or by what it holds."""
    for _, start, end in compress(tokens, map(_MAKING.__contains__, tokens.words)):
        if not _MAKER.search(abstract, max(0, start - _LONGEST_MAKER), start):
            continue
        if counted := _COUNTED.match(abstract, end):
            yield counted["name"]
        sentence = abstract[end : end + _CREATED_REACH].partition(". ")[0]
        if any(word in sentence for word in _HEAD_WORDS):
            yield from (match["name"] for pattern in _CREATED if (match := pattern.match(abstract, end)))
