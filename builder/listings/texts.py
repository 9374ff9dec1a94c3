"""What goes wrong with texts and names in files that programs write, whatever their format."""

from __future__ import annotations

import re
from collections.abc import Iterable

from builder.listings.tex import text_of

MAX_AUTHORS = 1_000
"""As many as a paper's file may name; a collaboration may have more."""
_MAX_NAME = 200

_BYTES = {bytes([code]).decode("cp1252", "ignore") or chr(code): code for code in range(0x80, 0x100)}
_REST = re.escape("".join(char for char, code in _BYTES.items() if code < 0xC0))
_SURE = "".join(char for char in _REST if char not in "–—‘’“”•…")
_MANGLED = re.compile(f"\u00c3[{_REST}]|[\u00c2\u00c4\u00c5\u00ce-\u00d1][{_SURE}]|\u00e2[{_REST}]{{2}}")
"""Letters and quotation marks in UTF-8 that were read as Windows-1252; "Å–Ö" may be meant as it is."""
_TAG = re.compile(
    r"<(/?)(?:jats:)?(p|br|div|li|ul|ol|sec|title|h\d|i|b|em|strong|italic|bold|span|a|sc|scp|sub|sup)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_BLOCKS = frozenset("p br div li ul ol sec title h1 h2 h3 h4 h5 h6".split())
_SMALL_DIGITS = re.compile(r"<(sub|sup)>([0-9+-]{1,4})</\1>", re.IGNORECASE)
_SCRIPTS = {
    "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
    "sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
}
_ASIDE = re.compile(r"\s*\([^()]*\)")


def sound(text: str) -> str:
    """The text without halves of surrogate pairs, and with letters that were decoded in a wrong way ("Ã¡") mended."""
    return _MANGLED.sub(_mended, text.encode("utf-8", "ignore").decode())


def _mended(found: re.Match[str]) -> str:
    try:
        return bytes(_BYTES[char] for char in found[0]).decode()
    except UnicodeDecodeError:
        return found[0]


def without_tags(text: str) -> str:
    """The text without the HTML that publishers put into titles and abstracts; "<" between two numbers stays."""
    text = _SMALL_DIGITS.sub(lambda found: found[2].translate(_SCRIPTS[found[1].lower()]), text)
    return _TAG.sub(lambda found: "\n\n" if found[2].lower() in _BLOCKS else "", text).strip()


def names(written: Iterable[str]) -> tuple[str, ...]:
    """Names on one line each, none twice, without affiliations in brackets and marks; "et al." is nobody's."""
    spelt = (text_of(name) if "\\" in name else name for name in written)
    plain = (" ".join(_printable(_ASIDE.sub("", sound(name))).split()).strip(" ,;*†‡§{}") for name in spelt)
    known = (name for name in plain if name and name.casefold() not in {"others", "et al", "et al.", "and others"})
    return tuple(dict.fromkeys(name for name in known if len(name) <= _MAX_NAME))[:MAX_AUTHORS]


def divided(line: str) -> list[str]:
    """The names of one line, between semicolons where there are any, else between commas and "and"."""
    return line.split(";") if ";" in line else re.split(r",\s+(?:and\s+)?|\s+and\s+", line)


def first_name_first(name: str) -> str:
    """A name in its spoken order: "Martin King Jr." for "King, Martin, Jr."; "Martin King, Jr." is in it already."""
    last, *rest = [part.strip() for part in name.split(",")]
    if is_spoken(name):
        return name.strip()
    return " ".join(filter(None, [*rest[:1], last, *rest[1:]]))


def is_spoken(name: str) -> bool:
    """Whether all that stands behind the only comma of a name is what goes last: "Martin King, Jr."."""
    first, _, last = name.partition(",")
    return " " in first.strip() and last.strip().rstrip(".").casefold() in {"jr", "sr", "ii", "iii", "iv"}


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
