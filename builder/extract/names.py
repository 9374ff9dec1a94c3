"""Finding many known names in a text in one pass: a trie over tokens, blind to hyphens, spaces and apostrophes.

`Kinetics-400`, `Kinetics 400` and `Kinetics400` are the same tokens (letters and digits part), so one spelling in the
vocabulary finds them all. The time is linear in the length of the text, whatever the number of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, compress, count

Token = tuple[str, int, int]
"""A run of letters, a run of digits or one symbol, in lower case, with its start and end."""

_TOKEN = re.compile(r"([^\W\d_]+|\d+|[^\w\s'’‐‑–-])")
_ASCII_TOKEN = re.compile(r"([a-z]+|[0-9]+|[^a-z0-9_\s'-])")  # the same where all is ASCII, in half the time
_CASE_BOUNDARY = re.compile(r"(?<=[a-z]{2})(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z]{3})")
_DIGIT = re.compile(r"\d")
_NOT_SQUEEZED = re.compile(r"[^\w+&@→]|_")
_LETTERS = re.compile(r"[^\W\d_]+")
_PHRASE = re.compile(r"[a-z]{1,7}|[a-z]+(?: [a-z]+)+")
"""Short words and several words in lower case, which are no proper name: natural questions, a verse."""
_LONGEST_GAP = 2
_SHORT = 4
_SHORT_BESIDE_DIGITS = 2
_SHORT_WORD = 8
_MANY_CAPITALS = 4


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


class Tokens(list[Token]):
    """The tokens of a text, in order, and their `words` by themselves, which several finders look through."""

    words: Sequence[str]


def tokenize(text: str) -> Tokens:
    """The tokens of a text, in order."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow in lower case, which would shift every place behind them
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    token = _ASCII_TOKEN if lowered.isascii() else _TOKEN
    parts = token.split(lowered)  # what stands between tokens, and tokens, by turns
    ends = list(accumulate(map(len, parts)))
    words = parts[1::2]
    tokens = Tokens(zip(words, ends[::2], ends[1::2], strict=False))
    tokens.words = words
    return tokens


def is_case_sensitive(name: str, *, proper: bool) -> bool:
    """Whether a name is only met in its own case, since it is short or also a word: DROP, MATH, mAP, Spider.

    `proper` says that it is a proper name: a capital at its beginning then means something.
    """
    words = _LETTERS.findall(name)
    letters = "".join(words)
    if _DIGIT.search(name):
        return len(letters) <= _SHORT_BESIDE_DIGITS
    is_plain = letters[1:].islower() or len(letters) == 1
    if len(letters) <= _SHORT and (proper or not is_plain):
        return True
    if len(words) > 1:
        return False
    if not proper and sum(map(str.isupper, letters)) >= _MANY_CAPITALS:  # SPIDEr is no Spider
        return True
    return letters.isupper() or (proper and is_plain and letters[0].isupper() and len(letters) <= _SHORT_WORD)


class NameFinder:
    """Names compiled into a trie. `proper` are names of things; others are terms, which also have a plural.

    Where they are `glued`, a number may stand right before one: 49.4AP.
    """

    def __init__(self, names: Sequence[tuple[str, str]], *, proper: bool, glued: bool = False) -> None:
        self._root = _Node()
        self._proper = proper
        self._glued = glued
        for name, slug in names:
            self._add(name, slug)

    def _add(self, name: str, slug: str) -> None:
        keys = [key for key, _, _ in tokenize(name)]
        spelling = _squeeze(name) if is_case_sensitive(name, proper=self._proper) else ""
        joined = "".join(keys)
        for path in (keys, [joined] if joined.isalpha() else _merged(keys)):  # MS COCO is also written MSCOCO
            for written in (path, *self._plurals(path)):
                self._enter(written, spelling, slug)
        if self._proper and _CASE_BOUNDARY.search(name):  # ScienceQA, LJSpeech are also written Science QA, LJ Speech
            parts = [key for key, _, _ in tokenize(_CASE_BOUNDARY.sub(" ", name))]
            self._enter(parts, _squeeze(name), slug)

    def _enter(self, path: list[str], spelling: str, slug: str) -> None:
        node = self._root
        for key in path:
            node = node.children.setdefault(key, _Node())
        if (spelling, slug) not in node.slugs:
            node.slugs.append((spelling, slug))

    def _plurals(self, path: list[str]) -> Iterator[list[str]]:
        last = path[-1]
        if not self._proper and last.isalpha():
            yield [*path[:-1], last[:-1] + "ies" if last.endswith("y") else last + "s"]

    def find(self, text: str, tokens: Tokens | None = None, *, overlapping: bool = False) -> list[Match]:
        """The longest match at each place, from left to right; matches overlap only where asked for.

        `tokens` are those of the text, where the caller has them.
        """
        tokens = tokenize(text) if tokens is None else tokens
        first, found, free, last = self._root.children, [], 0, len(tokens) - 1
        for position in compress(count(), map(first.__contains__, tokens.words)):
            node = first[tokens[position][0]]
            if not node.slugs and (position == last or tokens[position + 1][0] not in node.children):
                continue  # no name begins so; most words that one might begin with end here
            if overlapping or tokens[position][1] >= free:
                match = self._longest(text, tokens, position)
                if match:
                    found.append(match)
                    free = match.end
        return found

    def lookup(self, name: str) -> str:
        """The slug that `name` as a whole stands for, or ""."""
        tokens = tokenize(name)
        match = self._longest(name, tokens, 0) if tokens else None
        return match.slug if match and match.end == tokens[-1][2] else ""

    def _longest(self, text: str, tokens: Sequence[Token], position: int) -> Match | None:
        begin = previous = tokens[position][1]
        if begin and text[begin - 1].isalnum() and not (self._glued and text[begin - 1].isdigit()):
            return None
        node, best = self._root, None
        for index in range(position, len(tokens)):
            key, start, end = tokens[index]
            child = node.children.get(key)
            if child is None or start - previous > _LONGEST_GAP:
                break
            node, previous = child, end
            if node.slugs and _ends_word(text, end):
                slug = self._accepted(node, text[begin:end])
                best = best if slug is None else Match(slug, begin, end)
        return best

    def _accepted(self, node: _Node, written: str) -> str | None:
        if self._proper and _PHRASE.fullmatch(written):
            return None
        squeezed = _squeeze(written)
        for spelling, slug in node.slugs:
            if not spelling or squeezed == spelling or (not self._proper and squeezed == spelling + "s"):
                return slug
        return None


def _merged(keys: list[str]) -> list[str]:
    """Neighbouring words as one: Pascal VOC 2012 is also written PascalVOC2012."""
    merged = keys[:1]
    for key in keys[1:]:
        if key.isalpha() and merged[-1].isalpha():
            merged[-1] += key
        else:
            merged.append(key)
    return merged


def _squeeze(name: str) -> str:
    return _NOT_SQUEEZED.sub("", name)


def _ends_word(text: str, end: int) -> bool:
    if end >= len(text):
        return True
    after = text[end]
    if after == ".":
        return not (text[end - 1].isdigit() and text[end + 1 : end + 2].isdigit())
    return not after.isalnum() and after != "@"
