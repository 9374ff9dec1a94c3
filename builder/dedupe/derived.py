"""Titles whose difference says that there are two works: an answer, a survey, another version, the opposite.

Whoever derives one work from another takes over most of the title, and often of the abstract; so no likeness of the
abstracts speaks against such a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from builder.dedupe.normalise import Title
from builder.dedupe.relate import COMMON, Difference, Kind, misspelt
from builder.languages import LANGUAGES

# fmt: off
ANSWERS = frozenset({
    "addendum", "appendix", "comment", "commentary", "comments", "correction", "corrections", "corrigendum",
    "discussion", "errata", "erratum", "extended", "re", "rebuttal", "rejoinder", "reply", "reproduction",
    "response", "retracted", "retraction", "review", "revisited", "supplement", "supplementary",
})
"""Words that make a work about another work out of its title."""
_ABOUT = frozenset({
    "considered", "critique", "harmful", "note", "notes", "reconsidered", "refutation", "remark", "remarks",
    "replicability", "replicating", "replication", "reproducibility", "reproducing", "revisiting", "wrong",
})
"""Words of the same kind that a title may have for another reason; an equal id overrules them."""
_FORMS = frozenset({"abstract", "extended", "version"})
"""Words for a shorter or longer form of a work."""
_REPORTS = frozenset({"dissertation", "report", "thesis"})
"""Words for what a work may have been published as besides, longer or not."""
_SURVEYS = frozenset({"overview", "primer", "survey", "surveys", "tutorial"})
_VARIANTS = frozenset({"flash", "lite", "max", "mini", "nano", "plus", "pro", "tiny", "turbo", "ultra", "xl", "xxl"})
"""Words that make another system's name out of a system's name."""
_NEGATIONS = frozenset({
    "anti", "inter", "intra", "multi", "never", "no", "non", "not", "post", "pre", "self", "semi", "sub", "super",
    "un", "weakly", "without",
})
"""Words, or beginnings of words with a hyphen, that turn what follows them."""
_PREFIXES = (
    "", "a", "an", "anti", "bi", "de", "dis", "down", "en", "ex", "hetero", "homo", "hyper", "hypo", "il", "im", "in",
    "inter", "intra", "ir", "macro", "micro", "mono", "multi", "non", "off", "on", "over", "post", "pre", "self",
    "semi", "sub", "super", "un", "under", "uni", "up",
)
"""Beginnings by which a word differs from its opposite."""
_OPPOSITES = frozenset(map(frozenset, (
    ("black", "white"), ("early", "late"), ("backward", "forward"), ("best", "worst"), ("closed", "open"),
    ("coarse", "fine"), ("continuous", "discrete"), ("dense", "sparse"), ("dynamic", "static"), ("false", "true"),
    ("fast", "slow"), ("few", "many"), ("fully", "semi"), ("fully", "weakly"), ("global", "local"), ("hard", "soft"),
    ("high", "low"), ("large", "small"), ("left", "right"), ("long", "short"), ("lower", "upper"),
    ("maximal", "minimal"), ("maximum", "minimum"), ("negative", "positive"), ("multi", "single"), ("strong", "weak"),
    ("with", "without"),
)))
# fmt: on
_LONG_STEM = 4
"""Letters that two words have in common at least behind their beginnings."""
_ARTICLES = ("a", "an", "the")
_PREPOSITIONS = frozenset({"about", "against", "at", "behind", "beyond", "into", "of", "on", "to", "with"})
_CLOSE = frozenset({Kind.WORDS, Kind.SLIP})


def two_works(a: Title, b: Title, unlike: Difference, *, one_abstract: bool = False) -> str:
    """Why the titles may be those of two works, in words; empty where nothing says so.

    `one_abstract` says that the abstracts are the same word for word: then a technical report is no other work.
    """
    return next(_signs(a, b, unlike, one_abstract), "")


def _signs(a: Title, b: Title, unlike: Difference, one_abstract: bool) -> Iterator[str]:
    here, there = {*unlike.only_a}, {*unlike.only_b}
    only, close = here | there, unlike.kind in _CLOSE
    if _SURVEYS & only:
        yield "one may be a survey"
    if (ANSWERS | _ABOUT) & only - _FORMS or (unlike.kind is not Kind.PART and (_is_about(a, b) or _is_about(b, a))):
        yield "one may be about the other"
    if _FORMS & only:
        yield "one may be another version of the other"
    if _REPORTS & only and not one_abstract:
        yield "one may be a report on the other"
    if _SURVEYS & {*a.words} & {*b.words} and _tell(here, there) and _tell(there, here):
        yield "surveys of two things"
    if not (here & LANGUAGES and there & LANGUAGES) and _differ_in(unlike, LANGUAGES):
        yield "one names a language that the other does not"
    if (only - COMMON and only - COMMON <= _VARIANTS) or (close and _any_pair(a, b, unlike, _is_variant)):
        yield "one may be a variant of the other"
    if _differ_in(unlike, frozenset(_negated(b, here)) | frozenset(_negated(a, there))):
        yield "a word turns the meaning"
    if close and _any_pair(a, b, unlike, _is_opposite):
        yield "a word turns the meaning"


def _is_about(title: Title, other: Title) -> bool:
    """Whether one title is the other behind words such as "An Analysis of" or "Rethinking", not only "On"."""
    front = title.words[: -len(other.words)] if other.words else ()
    if not front or title.words[len(front) :] != other.words or COMMON.issuperset(front):
        return False
    last = next(word for word in reversed(front) if word not in _ARTICLES)
    return last in _PREPOSITIONS or last.endswith("ing")


def _tell(words: set[str], others: set[str]) -> bool:
    """Whether some of the words say something, and are no slip of one of the others."""
    return any(word not in COMMON and not any(misspelt(word, other) for other in others) for word in words)


def _differ_in(unlike: Difference, marks: frozenset[str]) -> bool:
    """Whether such a word is among the few in which the titles differ, or is all of a part that one of them lacks."""
    only = {*unlike.only_a, *unlike.only_b} - COMMON
    return bool(only & marks) and (unlike.kind in _CLOSE or (unlike.kind is Kind.PART and only <= marks))


def _negated(other: Title, only: Iterable[str]) -> Iterator[str]:
    """Words of one title alone that turn its meaning, unless the other writes them into a word or misspells them."""
    for word in _NEGATIONS.intersection(only):
        if not any(another.startswith(word) or misspelt(word, another) for another in other.words):
            yield word


def _any_pair(a: Title, b: Title, unlike: Difference, related: Callable[[str, str], bool]) -> bool:
    """Whether a word of one title is related to one of the other, which is not written there with a space in it."""
    return any(related(x, y) and not (x in b.joined and y in a.joined) for x in unlike.only_a for y in unlike.only_b)


def _is_variant(x: str, y: str) -> bool:
    """Whether one name is the other with a variant's word written to it: "yololite" of "yolo"."""
    short, long = sorted((x, y), key=len)
    return long.startswith(short) and long[len(short) :] in _VARIANTS


def _is_opposite(x: str, y: str) -> bool:
    """Whether two words are opposites, or one word behind different beginnings: "encoding" and "decoding"."""
    return frozenset({x, y}) in _OPPOSITES or any(stem in _stems(y) for stem in _stems(x) if len(stem) >= _LONG_STEM)


def _stems(word: str) -> set[str]:
    return {word.removeprefix(prefix) for prefix in _PREFIXES}
