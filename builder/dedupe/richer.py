"""Which of two texts of one work says all that the other says, and more: what a merge may put in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from builder.dedupe.normalise import fold, is_cut, normal_abstract, normal_title
from builder.dedupe.relate import Kind, difference
from builder.dedupe.score import abstract_score

_CUT_FROM = 90
"""The likeness from which an abstract that breaks off is the beginning of another, lightly revised."""
_NAME_WORD = re.compile(r"[^\W\d_]+")
_OTHERS = frozenset({"al", "and", "et", "others"})


def richer_title(own: str, its: str) -> str:
    """`its` where `own` breaks off within it or is one of its parts, a subtitle being dropped; else `own`."""
    x, y = normal_title(own), normal_title(its)
    lacks = difference(x, y).kind in {Kind.CUT, Kind.PART} and len(x.joined) < len(y.joined)
    return its if lacks else own


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
    """`its` where it is longer and holds all words of `own` in their order, or `own` breaks off within it; else `own`.

    A quotation out of `quotes` that stands in `own` stands in what is returned.
    """
    x, y = normal_abstract(own), normal_abstract(its)
    if len(y) <= len(x) or not (_is_within(x, y, cut=is_cut(own)) or _breaks_off(own, its)):
        return own
    here, there = _squeezed(own), _squeezed(its)
    lost = any(quote in here and quote not in there for quote in map(_squeezed, quotes))
    return own if lost else its


def _breaks_off(own: str, its: str) -> bool:
    if not is_cut(own) or is_cut(its):
        return False
    return abstract_score(normal_abstract(own), normal_abstract(its), cut=True) >= _CUT_FROM


def _is_within(short: str, long: str, *, cut: bool) -> bool:
    """Whether the words of one text come in the other in the same order; the last one may break off where it is cut."""
    words, rest = short.split(), iter(long.split())
    last = words.pop() if cut and words else ""
    return all(word in rest for word in words) and (not last or any(word.startswith(last) for word in rest))


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
