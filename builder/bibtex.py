r"""A paper as a BibTeX entry, in ASCII as far as TeX has names for letters, for any style and any engine.

Escapes are those of LaTeX's Companion, chapter 2; accents are written in braces, `{\'e}`, because BibTeX then takes
them for one letter when it sorts and abbreviates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from builder import citation
from builder.model import Paper

# fmt: off
_SPECIAL = {char: f"\\{char}" for char in "&%$#_"} | {
    "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "\\": r"{\textbackslash}",  # BibTeX counts escaped braces, too
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "<": r"{\textless}", ">": r"{\textgreater}",
    "|": r"{\textbar}", '"': "''", "\N{NO-BREAK SPACE}": "~", "\N{SOFT HYPHEN}": r"\-", "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-", "\N{EN DASH}": "--", "\N{EM DASH}": "---", "\N{MINUS SIGN}": "$-$",
    "“": "``", "”": "''", "‘": "`", "’": "'", "«": r"{\guillemotleft}", "»": r"{\guillemotright}", "…": r"{\ldots}",
    "ß": r"{\ss}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "ø": r"{\o}", "Ø": r"{\O}",
    "å": r"{\aa}", "Å": r"{\AA}", "ł": r"{\l}", "Ł": r"{\L}", "đ": r"{\dj}", "Đ": r"{\DJ}", "ð": r"{\dh}",
    "Ð": r"{\DH}", "þ": r"{\th}", "Þ": r"{\TH}", "ı": r"{\i}", "ȷ": r"{\j}", "¡": "!`", "¿": "?`", "§": r"{\S}",
    "£": r"{\pounds}", "©": r"{\copyright}", "°": r"{\textdegree}", "×": r"$\times$",
}
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".",
    "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0328": "k",
    "\u0331": "b",
}
# fmt: on
_BELOW = frozenset("\u0323\u0327\u0328\u0331")
"""Accents under a letter: an i keeps its dot there."""
_RAISED = {"<super>": "^", "<sub>": "_"}
_DOTLESS = {"i": r"\i", "j": r"\j"}
_FORMULA = re.compile(r"((?<![\\\w$])\$(?=\S)[^$]+(?<=\S)\$(?![\w$]))")
_KEEPS_CASE = re.compile(r"\w[^\W_]*[A-Z0-9]|\d")
"""A word that a style may not write small: a capital or a digit stands in it behind its first letter."""
_WORD = re.compile(r"\w+(?:[-.+]\w+)*|\W")
_NOT_VERBATIM = {"{": "%7B", "}": "%7D", "\\": "%5C"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def entry(paper: Paper) -> str:
    """The entry of a paper, without a line break at its end.

    Its key is the paper's slug: unique in the digest, and the same whatever becomes of authors and dates. It is always
    `@misc`, since a digest does not know where a paper was printed; what is not known is left out.
    """
    lines = [f"  {name:<13} = {value}," for name, value in _fields(paper) if value]
    return "\n".join((f"@misc{{{paper.slug},", *lines, "}"))


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    year, month, *_ = (*citation.appeared(paper), 0, 0)
    arxiv, doi = paper.ids.get("arxiv", ""), paper.ids.get("doi", "")
    yield "author", _braced(" and ".join(_author(unicodedata.normalize("NFC", name)) for name in paper.authors))
    yield "title", _braced(_title(unicodedata.normalize("NFC", paper.title)))
    yield "year", _braced(str(year or ""))
    yield "month", _MONTHS[month - 1] if month else ""
    yield "eprint", _braced(_verbatim(arxiv))
    yield "archiveprefix", "{arXiv}" if arxiv else ""
    yield "doi", _braced(_verbatim(doi))
    yield "url", _braced(_verbatim(citation.address(paper)))


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _author(name: str) -> str:
    """A name; one that is to stay in one piece is braced, lest BibTeX divide it at the words of an organisation."""
    return _braced(_escaped(name)) if citation.is_organisation(name) else _escaped(name)


def _title(title: str) -> str:
    """A title with its formulas; what stays as it is spelled in every style is braced."""
    parts = _FORMULA.split(title)
    return "".join(
        _braced(part) if number % 2 and _is_balanced(part) else _WORD.sub(_word, part)
        for number, part in enumerate(parts)
    )


def _word(match: re.Match[str]) -> str:
    word = match[0]
    return _braced(_escaped(word)) if _KEEPS_CASE.search(word) else _escaped(word)


def _is_balanced(formula: str) -> bool:
    """Whether BibTeX, which heeds no backslash, finds every brace closed."""
    depth = 0
    for char in formula:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _escaped(text: str) -> str:
    return "".join(map(_letter, text))


def _letter(char: str) -> str:
    """A character as TeX writes it; one that TeX has no name for stays, and engines of this century read it."""
    if char < "\x80" or char in _SPECIAL:
        return _SPECIAL.get(char, char)
    raised = unicodedata.decomposition(char).split()
    if len(raised) == 2 and raised[0] in _RAISED:
        return f"${_RAISED[raised[0]]}{{{chr(int(raised[1], 16))}}}$"
    decomposed = unicodedata.normalize("NFD", char)
    base, marks = decomposed[0], decomposed[1:]
    if base >= "\x80" or not marks or not _ACCENTS.keys() >= set(marks):
        return char
    text = base if marks[-1] in _BELOW else _DOTLESS.get(base, base)
    for mark in marks:
        text = f"\\{_ACCENTS[mark]}{{{text}}}"
    return f"{{{text}}}"


def _verbatim(text: str) -> str:
    """An identifier or an address, which styles print as it is: only what BibTeX itself would trip over is encoded."""
    return "".join(_NOT_VERBATIM.get(char, char) for char in text)
