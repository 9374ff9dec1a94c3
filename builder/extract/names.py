"""Finding many known names in a text in one pass: a trie over tokens, blind to hyphens, spaces and apostrophes.

`Kinetics-400`, `Kinetics 400` and `Kinetics400` are the same tokens (letters and digits part), so one spelling in the
vocabulary finds them all. The time is linear in the length of the text, whatever the number of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s'’‐‑–-]")
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_GAP = 2
_SHORT = 4
_SHORT_WORD = 8


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters, a run of digits or one symbol, with its place in the text."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """A name found at text[start:end]; `slug` is what it stands for."""

    slug: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    slugs: list[tuple[str, str]] = field(default_factory=list)  # (spelling that must be met or "", slug)


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, in lower case."""
    return [Token(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def is_case_sensitive(name: str) -> bool:
    """Whether a name is only met in its own case, since it is short or also a word: DROP, MATH, mAP, Spider."""
    words = _LETTERS.findall(name)
    letters = "".join(words)
    if len(letters) <= _SHORT:
        return True
    if len(words) > 1 or any(c.isdigit() for c in name):
        return False
    return letters.isupper() or (letters[1:].islower() and letters[0].isupper() and len(letters) <= _SHORT_WORD)


class NameFinder:
    """Names compiled into a trie. `plural` also accepts a final `s` (for words, not for proper names)."""

    def __init__(self, names: Sequence[tuple[str, str]], *, plural: bool = False) -> None:
        self._root = _Node()
        self._plural = plural
        for name, slug in names:
            self._add(name, slug)

    def _add(self, name: str, slug: str) -> None:
        keys = [t.key for t in tokenize(name)]
        spelling = _squeeze(name) if is_case_sensitive(name) else ""
        joined = "".join(keys)
        for path in (keys, [joined] if joined.isalpha() else keys):  # MS COCO is also written MSCOCO
            node = self._root
            for key in path:
                node = node.children.setdefault(key, _Node())
            if (spelling, slug) not in node.slugs:
                node.slugs.append((spelling, slug))

    def find(self, text: str, *, overlapping: bool = False) -> Iterator[Match]:
        """The longest match at each place, from left to right; matches overlap only where asked for."""
        tokens = tokenize(text)
        position = 0
        while position < len(tokens):
            match, width = self._longest(text, tokens, position)
            if match:
                yield match
            position += width if match and not overlapping else 1

    def lookup(self, name: str) -> str:
        """The slug that `name` as a whole stands for, or ""."""
        tokens = tokenize(name)
        match, width = self._longest(name, tokens, 0) if tokens else (None, 0)
        return match.slug if match and width == len(tokens) else ""

    def _longest(self, text: str, tokens: list[Token], position: int) -> tuple[Match | None, int]:
        start = tokens[position].start
        if start and text[start - 1].isalnum():
            return None, 1
        node, best, width = self._root, None, 1
        for index in range(position, len(tokens)):
            token = tokens[index]
            if index > position and token.start - tokens[index - 1].end > _LONGEST_GAP:
                break
            child = node.children.get(token.key) or self._singular(node, token.key)
            if child is None:
                break
            node = child
            if node.slugs and _ends_word(text, token.end):
                slug = self._accepted(node, text[start : token.end])
                if slug:
                    best, width = Match(slug, start, token.end), index - position + 1
        return best, width

    def _singular(self, node: _Node, key: str) -> _Node | None:
        if not self._plural or len(key) < 3 or not key.endswith("s"):  # noqa: PLR2004
            return None
        return node.children.get(key[:-1]) or node.children.get(key[:-3] + "y" if key.endswith("ies") else key[:-2])

    def _accepted(self, node: _Node, written: str) -> str:
        squeezed = _squeeze(written)
        for spelling, slug in node.slugs:
            if not spelling or squeezed == spelling or (self._plural and squeezed == spelling + "s"):
                return slug
        return ""


def _squeeze(name: str) -> str:
    return "".join(c for c in name if c.isalnum() or c in "+&@→")


def _ends_word(text: str, end: int) -> bool:
    if end >= len(text):
        return True
    after = text[end]
    return not after.isalnum() and not (after == "." and text[end - 1].isdigit() and text[end + 1 : end + 2].isdigit())
