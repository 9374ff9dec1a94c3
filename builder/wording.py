"""Numbers, dates and shortened texts in words, the same on every page and whatever the locale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

_JOINTS = re.compile(r"[\s_\-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}]+")
# What XML 1.0 forbids and an HTML parser calls an error, and the planes that end in two code points of that kind.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]"
)
_UNITS = ("", "kB", "MB", "GB")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def counted(number: int, noun: str) -> str:
    """1 paper, 2 papers."""
    return f"{number} {plural(number, noun)}"


def plural(number: int, noun: str) -> str:
    """`noun` as it stands behind `number`."""
    return noun if number == 1 else f"{noun}s"


def size_text(size: int) -> str:
    """A number of bytes in words: 812 bytes, 3.4 kB, 12 MB; two digits tell enough."""
    if size < 1_000:
        return counted(size, "byte")
    power = min(3, (len(str(size)) - 1) // 3)
    number = size / 1_000**power
    return f"{number:.1f} {_UNITS[power]}" if number < 9.95 else f"{number:.0f} {_UNITS[power]}"


def day_text(day: date) -> str:
    """14 March 2025."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """14 Mar 2025: where room is scarce."""
    return f"{day.day} {short_month(day)}"


def short_month(day: date) -> str:
    """Mar 2025."""
    return f"{_MONTHS[day.month - 1][:3]} {day.year}"


def printable(text: str) -> str:
    """`text` without control characters, halves of surrogate pairs and what Unicode says is no character."""
    return _SUSPECT.sub(_unless_character, text)


def _unless_character(found: re.Match[str]) -> str:
    code = ord(found[0])
    return found[0] if code > 0xFFFF and code & 0xFFFE != 0xFFFE else ""


def cut(text: str, length: int) -> str:
    """The first words of `text`, at most `length` characters with the ellipsis that stands for the rest.

    A word is cut where the others would be less than half: some scripts have no spaces.
    """
    words = " ".join(text.split())
    if len(words) <= length:
        return words
    beginning = words[: length - 1]
    whole = beginning.rsplit(" ", 1)[0]
    return (whole if len(whole) >= length // 2 else beginning).rstrip(",.;: ") + "…"


def overlap(one: str, other: str) -> bool:
    """Whether one of two quotations holds the other, however their lines are broken; an empty one quotes nothing."""
    first, second = (" ".join(text.split()) for text in (one, other))
    return bool(first and second) and (first in second or second in first)


def folded(text: str) -> str:
    """`text` without what differs between spellings of one thing: "test-dev" for "Test dev" and for "test_dev"."""
    return _JOINTS.sub("-", text.casefold()).strip("-")


def usual_spelling(written: Iterable[str]) -> str:
    """The most frequent of several spellings; of equally frequent ones, that which is `folded` already."""
    counts = Counter(written)
    return min(counts, key=lambda word: (-counts[word], word != folded(word), word))
