"""Titles, abstracts, names and identifiers in the one form in which they are compared.

The order matters: what a listing glued to a title goes first, then entities, compatibility characters (NFKC, Unicode
Standard Annex 15), TeX, Greek, case, accents, punctuation. Digits and a trailing `+` stay: they tell works apart.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# What listings and search engines put before a title: "[PDF]", "arXiv:2103.14030v2", "[cs.CV]", a badge.
_BEFORE = re.compile(
    r"(?:\[(?:pdf|html|doc|book|b|citation|c)\]"
    r"|[\[(]?(?:arxiv[: ] ?)?\d{4}\.\d{4,5}(?:v\d{1,2})?[\])]?(?![\w.])"
    r"|\[[a-z-]{2,8}(?:\.[a-z-]{2,8})?\](?<!\[re\])"
    r"|paper page -|trending:|title:) ?[-|:–—]? ?",
    re.IGNORECASE,
)
_BADGE = re.compile(r"new (?=[A-Z0-9])")
# What they put behind it: counts, dates, the revision, the language of the text.
_BEHIND = re.compile(
    r"(?: (?:arxiv page|github [\d.,]+k?|upvote(?: \d+)?|code available|[·•] \d+ authors?|\d+ comments?"
    r"|published on \w{3,9} \d{1,2}(?:, \d{4})?|[\[(]v\d{1,2}[\])])"
    r"| ?\[(?:in )?(?:chinese|english|french|german|italian|japanese|korean|polish|portuguese|russian|spanish|turkish)\])"
    r"\.?$",
    re.IGNORECASE,
)
# "(CVPR 2022)": goes too, but two different ones still tell the editions of a shared task apart.
_VENUE = re.compile(r" \(([A-Z][^()\d]{1,40}(?:19|20)\d\d[^()]{0,20})\)$")

_FONT = frozenset("bf em it rm sc sf tt tiny small large left right displaystyle".split())
_COMMAND = re.compile(r"\\([A-Za-z]+)(\s?\{)?")
_TEX_REST = re.compile(r"\\[^A-Za-z\s]|[$^_{}]")
_GREEK = {
    code: unicodedata.name(chr(code)).rsplit(" ", 1)[-1].lower().replace("lamda", "lambda")
    for code in range(0x3B1, 0x3CA)
}
_LETTERS = str.maketrans(_GREEK | {ord(a): b for a, b in zip("øłđæœıþð", "o l d ae oe i th d".split(), strict=True)})
_WORD = re.compile(r"[^\W_]+(?:\.\d+)*\+*")
_NUMBER = re.compile(r"\d+(?:\.\d+)*|\++")
_SEPARATOR = re.compile(r"[:?!]|\s[-–—]+\s|(?<=[a-z])\.\s|\s\(")
_CUT = re.compile(r"(?:…|\.\.\.)\W*$")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_COUNTING = frozenset(
    "one two three four five six seven eight nine ten first second third fourth fifth sixth seventh eighth".split()
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title ready to compare.

    `joined` is the form without spaces. `parts` are the joined forms of what stands before and after a colon or dash.
    `numbers` holds digits, Roman numerals and `+`, also out of words (`uniformerv2`); `counts` holds "two", "third";
    `edition` is the year of the venue that stood in brackets behind the title. `cut` says that an ellipsis ends it.
    """

    words: tuple[str, ...]
    joined: str
    parts: frozenset[str]
    numbers: tuple[str, ...]
    counts: tuple[str, ...]
    edition: str
    cut: bool


def normal_title(raw: str) -> Title:
    """The comparable form of a title as a listing shows it."""
    bare, edition = _without_chrome(" ".join(raw.split()))
    text = fold(bare)
    words = tuple(_WORD.findall(text))
    return Title(
        words=words,
        joined="".join(words),
        parts=frozenset(_parts(text)),
        numbers=tuple(sorted(n for word in words for n in _numbers(word))),
        counts=tuple(sorted(word for word in words if word in _COUNTING)),
        edition=edition,
        cut=bool(_CUT.search(bare)),
    )


def normal_abstract(raw: str) -> str:
    """The words of an abstract, separated by single spaces."""
    return " ".join(_WORD.findall(fold(raw)))


def is_cut(abstract: str) -> bool:
    """Whether an abstract ends in an ellipsis or in the middle of a sentence."""
    end = abstract.rstrip().rstrip("\"'”’)]}$*")
    return bool(end) and (end[-1] not in ".!?。" or bool(_CUT.search(end)))


def normal_names(authors: Iterable[str]) -> frozenset[str]:
    """Every word of two letters and more in the names: whatever the order, and however given names are shortened."""
    words = (word for name in authors for word in _WORD.findall(fold(name)))
    return frozenset(word for word in words if len(word) > 1 and word not in {"al", "and", "et", "jr", "null"})


def normal_ids(ids: Mapping[str, str]) -> frozenset[str]:
    """Identifiers as `scheme:value`, an arXiv id without its version, a DOI in lower case without its resolver."""
    return frozenset(f"{scheme}:{_bare_id(scheme, value)}" for scheme, value in ids.items() if value.strip())


def fold(text: str) -> str:
    """Text without entities, TeX, Greek letters, capitals and accents; its punctuation still stands."""
    text = unicodedata.normalize("NFKC", html.unescape(text))
    if "\\" in text or "$" in text or "^" in text or "_" in text or "{" in text:
        text = _TEX_REST.sub("", _COMMAND.sub(_command, text.replace("\\\\", " ")))
    text = text.replace("~", " ").replace("&", " and ").casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if unicodedata.category(c) not in {"Mn", "Cf"}).translate(_LETTERS)
    return text


def _command(match: re.Match[str]) -> str:
    """A command with an argument is a wrapper and a font is a switch: both vanish. Any other is a symbol: its name."""
    name, argument = match.groups()
    return "" if argument or name.lower() in _FONT else f" {name} "


def _without_chrome(title: str) -> tuple[str, str]:
    edition = ""
    title = _BADGE.sub("", title, count=1) if _BADGE.match(title) else title
    while (match := _BEFORE.match(title)) and match.end() < len(title):
        title = title[match.end() :]
    while (match := _BEHIND.search(title) or _VENUE.search(title)) and match.start():
        title = title[: match.start()]
        edition = edition or "".join(re.findall(r"(?:19|20)\d\d", match.group())[:1]) if match.re is _VENUE else edition
    return title, edition


def _parts(text: str) -> Iterable[str]:
    """What stands before and after the first and the last separator, where both sides have words."""
    separators = list(_SEPARATOR.finditer(text))
    for separator in {separators[0], separators[-1]} if separators else ():
        sides = ["".join(_WORD.findall(side)) for side in (text[: separator.start()], text[separator.end() :])]
        if all(sides):
            yield from sides


def _numbers(word: str) -> list[str]:
    return [_ROMAN[word]] if word in _ROMAN else _NUMBER.findall(word)


def _bare_id(scheme: str, value: str) -> str:
    value = re.sub(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|arxiv\.org/abs/|doi:|arxiv:)", "", value.strip().lower())
    return re.sub(r"v\d+$", "", value) if scheme == "arxiv" else value
