"""Which of two texts of one work says all that the other says, and more: what a merge may put in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from builder.dedupe.normalise import fold, is_cut, normal_abstract, normal_title
from builder.dedupe.relate import Kind, difference
from builder.dedupe.score import abstract_score

_CUT_FROM = 90
"""The likeness from which an abstract that breaks off is the beginning of another, lightly revised."""
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)\W*$")
_PUNCTUATION = re.compile(r"\W+$")
_TITLE_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=。)")
_NAME_WORD = re.compile(r"[^\W\d_]+")
_OTHERS = frozenset({"al", "and", "et", "others"})


def richer_title(own: str, its: str) -> str:
    """`own` with what stands in `its` behind the same words: a subtitle, or the rest where `own` breaks off.

    The words of `own` keep their spelling; only a last word that breaks off is completed.
    """
    x, y = normal_title(own), normal_title(its)
    if difference(x, y).kind not in {Kind.CUT, Kind.PART} or len(x.joined) >= len(y.joined):
        return own
    start = _ELLIPSIS.sub("", own) if x.cut else own
    rest = _behind(start, its)
    if rest and not (x.cut and rest[0].isalnum()):
        return _PUNCTUATION.sub("", start) + rest
    head, _, last = start.rpartition(" ")
    rest = _behind(head, its).lstrip() if x.cut else ""
    return f"{head} {rest}" if rest and fold(rest).startswith(fold(last)) else own


def _behind(own: str, its: str) -> str:
    """What stands in a text behind the words of `own`, which open it; nothing where others do."""
    words = _letters(own)
    ends = (word.end() for word in _TITLE_WORD.finditer(its))
    return next((its[end:] for end in ends if words and _letters(its[:end]) == words), "")


def _letters(text: str) -> str:
    return "".join(_TITLE_WORD.findall(fold(text)))


def richer_authors(own: Sequence[str], its: Sequence[str]) -> tuple[str, ...]:
    """`its` in the order they have, each name in its longer form, where all of `own` are among them in their order."""
    left = [name for name in own if not _OTHERS.issuperset(_words(name))]
    joined = []
    for name in its:
        if left and _is_one_person(left[0], name):
            joined.append(max(left.pop(0), name, key=lambda form: len("".join(_words(form)))))
        else:
            joined.append(name)
    return tuple(own) if left or len(joined) < len(own) else tuple(joined)


def richer_abstract(own: str, its: str, quotes: Iterable[str] = ()) -> str:
    """`its` where it is longer and holds all sentences of `own` in their order, or `own` breaks off in it; else `own`.

    A quotation out of `quotes` that stands in `own` stands in what is returned.
    """
    if len(normal_abstract(its)) <= len(normal_abstract(own)) or not (_is_within(own, its) or _breaks_off(own, its)):
        return own
    here, there = _squeezed(own), _squeezed(its)
    lost = any(quote in here and quote not in there for quote in map(_squeezed, quotes))
    return own if lost else its


def _breaks_off(own: str, its: str) -> bool:
    if not is_cut(own) or is_cut(its):
        return False
    return abstract_score(normal_abstract(own), normal_abstract(its), cut=True) >= _CUT_FROM


def _is_within(own: str, its: str) -> bool:
    """Whether the sentences of one text stand whole in the other in the same order; where it is cut, the last begun."""
    sentences, rest = _sentences(own), iter(_sentences(its))
    last = sentences.pop() if is_cut(own) and sentences else ""
    return all(sentence in rest for sentence in sentences) and (
        not last or any(sentence.startswith(last) for sentence in rest)
    )


def _sentences(text: str) -> list[str]:
    """The sentences in comparable form; a text without any, such as dots, has none."""
    return [words for sentence in _SENTENCE_END.split(text) if (words := normal_abstract(sentence))]


def _is_one_person(x: str, y: str) -> bool:
    """Whether every word of the shorter name is in the other, whole or by its initial, and one of them whole."""
    short, long = sorted((_words(x), _words(y)), key=len)
    whole = {word for word in short if len(word) > 1} & {*long}
    return bool(whole) and all(any(_stands_for(a, b) for b in long) for a in short)


def _stands_for(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _words(name: str) -> list[str]:
    return _NAME_WORD.findall(fold(name))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
