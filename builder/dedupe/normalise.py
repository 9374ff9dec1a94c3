"""Titles, abstracts, names and identifiers in the one form in which they are compared.

The order matters: what a listing glued to a title goes first, then entities, compatibility characters (NFKC, Unicode
Standard Annex 15), TeX, Greek, case, accents, punctuation. Digits and a trailing `+` stay: they tell works apart.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from sys import intern

from builder.languages import LANGUAGES

# What listings and search engines put before a title: "[PDF]", "arXiv:2103.14030v2", "[cs.CV]", "12.", a badge.
_BEFORE = re.compile(
    r"(?:\[(?:pdf|html|doc|book|b|citation|c|\d{1,3})\]"
    r"|[\[(]?(?:arxiv[: ] ?)?\d{4}\.\d{4,5}(?:v\d{1,2})?[\])]?(?![\w.])"
    r"|\[[a-z-]{2,8}(?:\.[a-z-]{2,8})?\](?<!\[re\])"
    r"|paper page -|trending:|title:|\d{1,3}\.(?= ?[a-z]{2})) ?[-|:–—]? ?",
    re.IGNORECASE,
)
_BADGE = re.compile(r"new (?=[A-Z0-9])")
# What they put behind it: counts, dates, the revision, the language of the text, that an erratum appeared elsewhere.
_BEHIND = re.compile(
    r"(?: (?:arxiv page|github [\d.,]+k?|upvote(?: \d+)?|code available|[·•] \d+ authors?|\d+ comments?"
    r"|published on \w{3,9} \d{1,2}(?:, \d{4})?|[\[(]v\d{1,2}[\])])"
    rf"| ?\[(?:(?:in )?(?:{'|'.join(sorted(LANGUAGES))})|(?:published )?erratum appears [^\[\]]*)\])\.?$",
    re.IGNORECASE,
)
_ENDS = (*"0123456789k)].", "page", "upvote", "available", "author", "authors", "comment", "comments")
# "(panel session)", "(Demonstration Description)": how a work was presented, anywhere in the title.
_PRESENTED = re.compile(
    r" ?\((?:panel|tutorial|demo(?:nstration)?|poster|talk|session)(?: (?:session|abstract|description|slides))?\)"
    r"| ?\((?:invited|keynote) (?:talk|paper|lecture|address)\)",
    re.IGNORECASE,
)
# "(CVPR 2022)": goes too, but two different ones still tell the editions of a shared task apart.
_VENUE = re.compile(r" \([A-Z][^()\d]{1,40}(?P<year>(?:19|20)\d\d)[^()\d]{0,20}\)$")

_LAYERS = 4
"""How often something may be glued to one end of a title."""
_NOTHING: frozenset[str] = frozenset()
_FONT = frozenset({"bf", "em", "it", "rm", "sc", "sf", "tt", "tiny", "small", "large", "left", "right", "displaystyle"})
_TEX = re.compile(r"[\\$^_{]")
_COMMAND = re.compile(r"\\(?:unicode\{[^{}]*\}|([A-Za-z]+)(\s?\{)?)")
_TEX_REST = re.compile(r"\\[^A-Za-z\s]|[$^_{}]")
_GREEK = {
    code: unicodedata.name(chr(code)).rsplit(" ", 1)[-1].lower().replace("lamda", "lambda")
    for code in range(0x3B1, 0x3CA)
}
_VOICED = "\u3099\u309a"
"""The marks that make another letter of a Japanese one: "ga" of "ka", "pa" of "ha"."""
_LETTERS = {chr(code): name for code, name in _GREEK.items()} | {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "þ": "th",
    "ð": "d",
}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# The scripts of India and Southeast Asia write vowels as marks; Python's \w leaves them out.
_VOWEL_SIGNS = "".join(char for char in map(chr, range(0x900, 0x1D00)) if unicodedata.category(char) in {"Mn", "Mc"})
_LETTER = rf"[\w{_VOWEL_SIGNS}]"  # no underscore is left by then: it is TeX
_WORD = re.compile(rf"{_LETTER}+(?:\.\d+)*\+*")
_PLAIN_WORD = re.compile(rf"{_LETTER}+")
# Thai, Lao, Tibetan, Burmese, Khmer, Chinese, Japanese: text without spaces between words.
_UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_UNSPACED_RUN = re.compile(rf"[{_UNSPACED}]+")
_SPACED = {code: " " for code in range(128) if not chr(code).isalnum()}
_NUMBER = re.compile(r"\d+(?:\.\d+)*|\++")
_SEPARATOR = re.compile(r"[:?!]|\s[-–—]+\s|(?<=[a-z])\.\s|\s\(")
_INITIALS = re.compile(r"\b[A-Z]{2,3}\b(?!')")
_SMALL = re.compile(r"[a-z]{2}")
_CUT = re.compile(r"(?:…|\.\.\.)\W*$")
_ROMAN = {
    name: str(value) for value, name in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split(), start=1)
}
_FIRST_PART = re.compile(r"(?<!part)(?<!volume)(?<!vol)(?<=\w) i\s*(?:$|[:(]|[-–—]\s)")
# fmt: off
_COUNTING = frozenset({
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "first", "second", "third",
    "fourth", "fifth", "sixth", "seventh", "eighth",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Title:
    """A title ready to compare.

    `words` are pairs of characters where a script has no spaces between words, each sharing one with the next.
    `joined` is the form without spaces. `parts` are the joined forms of what stands before and after a colon or dash.
    `numbers` holds digits, Roman numerals and `+`, also out of words (`uniformerv2`); `counts` holds "two", "third";
    `edition` is the year of the venue that stood in brackets behind the title. `name` is the one word before a colon.
    `cut` says that an ellipsis ends it.
    """

    words: tuple[str, ...]
    joined: str
    parts: frozenset[str]
    numbers: tuple[str, ...]
    counts: tuple[str, ...]
    edition: str
    name: str
    cut: bool


def normal_title(raw: str) -> Title:
    """The comparable form of a title as a listing shows it."""
    bare, edition = _without_chrome(" ".join(raw.split()))
    text = fold(bare)
    whole = _WORD.findall(text)
    words = tuple(map(intern, _split(whole)))  # one copy of a word, however many titles have it
    return Title(
        words=words,
        joined="".join(whole),
        parts=frozenset(_parts(text)) or _NOTHING,
        numbers=tuple(sorted(_numbers(text, words))),
        counts=tuple(sorted(_COUNTING.intersection(words))),
        edition=edition,
        name=_name(text),
        cut=bool(_CUT.search(bare[-12:])),
    )


def unspaced_runs(text: str) -> list[str]:
    """The passages of a text that are written without spaces between words."""
    return [] if text.isascii() else _UNSPACED_RUN.findall(text)


def _split(words: Sequence[str]) -> Iterator[str]:
    """The words, and of those that are of a script without spaces every two neighbouring characters."""
    for word in words:
        for run in (word,) if word.isascii() else _RUN.findall(word):
            if len(run) > 2 and not run.isascii() and _UNSPACED_RUN.match(run):
                yield from map("".join, pairwise(run))
            else:
                yield run


def rejoined(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a title, neighbouring pairs of characters as one passage again."""
    passages: list[str] = []
    for word in words:
        if len(word) == 2 and passages and passages[-1][-1] == word[0] and unspaced_runs(word):
            passages[-1] += word[1]
        else:
            passages.append(word)
    return tuple(passages)


@lru_cache(maxsize=1 << 14)
def normal_abstract(raw: str) -> str:
    """The words of an abstract, separated by single spaces.

    The last ones are kept, since a record is compared with several; all of them would be as large as the records.
    """
    text = fold(raw)
    if text.isascii():  # several times as fast as the pattern
        return " ".join(text.translate(_SPACED).split())
    return " ".join(_PLAIN_WORD.findall(text))


def is_cut(abstract: str) -> bool:
    """Whether an abstract ends in an ellipsis or in the middle of a sentence."""
    end = abstract[-12:].rstrip().rstrip("\"'”’)]}$*")
    return bool(end) and (end[-1] not in ".!?。" or bool(_CUT.search(end)))


_RESOLVER = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:dx\.)?(?:doi\.org/|arxiv\.org/(?:abs|pdf|html)/|doi: ?|arxiv: ?)", re.IGNORECASE
)
_ARXIV_SUBJECT = re.compile(r"(?<=[a-z])\.[a-z]{2}(?=/\d{7})")
"""The subject of an arXiv id before 2007, which it may lack: "cs.LG/0703124" is "cs/0703124"."""
_ARXIV_DOI = "10.48550/arxiv."
_ID_FORMS = {
    "doi": re.compile(r"10\.\d+(?:\.\d+)*/\S"),
    "arxiv": re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?$|[a-z-]+(?:\.[a-z]{2})?/\d{7}(?:v\d+)?$"),
}
_SHORTEST_ID = 6  # letters alone, as OpenReview has them; "none" and "null" are shorter


def normal_names(authors: Iterable[str]) -> frozenset[str]:
    """Every word of two letters and more in the names: whatever the order, and however given names are shortened."""
    words = (word for name in authors for word in _WORD.findall(fold(_without_initials(name))))
    return frozenset(word for word in words if len(word) > 1 and word not in {"al", "and", "et", "jr", "null"})


def _without_initials(name: str) -> str:
    """The name without initials written as one word: "JG Doe"; a name in capitals stays."""
    return _INITIALS.sub(" ", name) if _SMALL.search(name) else name


def normal_ids(ids: Mapping[str, str]) -> frozenset[str]:
    """Identifiers as `scheme:value`, an arXiv id without its version, a DOI in lower case without its resolver.

    The DOI that arXiv gives a paper is its arXiv id. A value that has not the form of an id is none: "n/a".
    """
    bare = (_bare_id(scheme.lower(), value) for scheme, value in ids.items())
    return frozenset(f"{scheme}:{value}" for scheme, value in bare if _is_id(scheme, value))


def fold(text: str) -> str:
    """Text without entities, TeX, Greek letters, capitals and accents; its punctuation still stands.

    Marks that are letters stay: the vowels of Hindi and Thai, the voicing of Japanese.
    """
    plain = text.isascii()
    if "&" in text:
        text = html.unescape(text)
        plain = text.isascii()
    if not plain:
        text = unicodedata.normalize("NFKC", text)
    if _TEX.search(text):
        text = _TEX_REST.sub("", _COMMAND.sub(_command, text.replace("\\\\", " ")))
    text = text.replace("~", " ").replace("&", " and ").casefold()
    if not plain:
        text = unicodedata.normalize("NFKD", text)
        text = unicodedata.normalize("NFC", _NOT_ASCII.sub(_letter, text))
    return text


def _letter(match: re.Match[str]) -> str:
    """Nothing for an accent or an invisible character, a Latin spelling of a letter that has one."""
    char = match[0]
    if unicodedata.category(char) in {"Mn", "Cf"}:
        return char if char in _VOWEL_SIGNS or char in _VOICED else ""
    return _LETTERS.get(char, char)


def _command(match: re.Match[str]) -> str:
    """Nothing for a font, a wrapper (a command with an argument) or a character's number; a symbol's name otherwise."""
    name, argument = match.groups()
    return "" if argument or name is None or name.lower() in _FONT else f" {name} "


def _without_chrome(title: str) -> tuple[str, str]:
    """The title alone, and the year of the venue that stood in brackets behind it."""
    edition = ""
    title = _PRESENTED.sub("", title) if "(" in title else title
    title = _BADGE.sub("", title, count=1) if _BADGE.match(title) else title
    for _ in range(_LAYERS):
        before = _BEFORE.match(title)
        if before and before.end() < len(title):
            title = title[before.end() :]
        behind = _behind(title)
        if behind and behind.start():
            title = title[: behind.start()]
            edition = edition or behind.groupdict().get("year") or ""
        if not before and not behind:
            break
    return title, edition


def _behind(title: str) -> re.Match[str] | None:
    """What stands behind a title. Few titles end as such a thing does, and only those are searched."""
    if not title.lower().endswith(_ENDS):
        return None
    return _BEHIND.search(title) or _VENUE.search(title)


def _parts(text: str) -> Iterator[str]:
    """What stands before and after the first and the last separator, where both sides have words."""
    separators = list(_SEPARATOR.finditer(text))
    for separator in {separators[0], separators[-1]} if separators else ():
        sides = ["".join(_WORD.findall(side)) for side in (text[: separator.start()], text[separator.end() :])]
        if all(sides):
            yield from (side for side in sides if len(side) >= 6)


def _name(text: str) -> str:
    """What a paper calls its system: "SegDAC: ..."."""
    head, colon, _ = text.partition(":")
    return "".join(_WORD.findall(head)) if colon and " " not in head.strip() and not unspaced_runs(head) else ""


def _numbers(text: str, words: Sequence[str]) -> Iterator[str]:
    """The numbers of a title; "i" behind all of it, or of what stands before a colon, is the first part."""
    for before, word in pairwise(("", *words)):
        yield from numbers_in(before, word)
    if " i" in text and _FIRST_PART.search(text):
        yield _ROMAN["i"]


def numbers_in(before: str, word: str) -> Sequence[str]:
    """The numbers in a word; "i", "v" and "x" are numerals behind "part" alone."""
    if word.isalpha():
        numeral = word in _ROMAN and (word not in {"i", "v", "x"} or before in {"part", "volume", "vol"})
        return (_ROMAN[word],) if numeral else ()
    return _NUMBER.findall(word)


def _bare_id(scheme: str, value: str) -> tuple[str, str]:
    value = _RESOLVER.sub("", value.strip().lower())
    if scheme == "doi" and value.startswith(_ARXIV_DOI):
        scheme, value = "arxiv", value.removeprefix(_ARXIV_DOI)
    if scheme == "arxiv":
        value = _ARXIV_SUBJECT.sub("", re.sub(r"v\d+$", "", value.removesuffix(".pdf")))
    return scheme, value


def _is_id(scheme: str, value: str) -> bool:
    form = _ID_FORMS.get(scheme)
    return bool(form.match(value)) if form else any(char.isdigit() for char in value) or len(value) > _SHORTEST_ID
