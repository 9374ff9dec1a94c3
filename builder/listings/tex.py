r"""A value of a BibTeX field as text: accents, letters and signs in Unicode, the braces that protect capitals gone.

What a title or an abstract may hold in any format (`\emph{X}`, `\alpha`, ties, quotation marks) is left for the repair,
and math between dollars stays for the page to render. Escapes are those of LaTeX's Companion, chapter 2. Percent signs
are no comments: BibTeX knows none inside a value.
"""

from __future__ import annotations

import re
import unicodedata

_MATH = re.compile(r"((?<!\\)\$[^$]{1,1000}(?<!\\)\$)")
_COMBINING = dict(
    zip(
        "\"'`^~=.uvHrcdkb",
        "\u0308\u0301\u0300\u0302\u0303\u0304\u0307\u0306\u030c\u030b\u030a\u0327\u0323\u0328\u0331",
        strict=True,
    )
)
_LETTER = r"\\[ij](?![A-Za-z])|[^\W\d_][\u0300-\u0331]*"
_ACCENT = re.compile(
    rf"\\(?:([\"'`^~=.])\s*(?:\{{\s?({_LETTER})\s?\}}|({_LETTER}))|([uvHrcdkb])(?:\s*\{{\s?({_LETTER})\s?\}}|\s+({_LETTER})))"
)
_DEEPEST = 4
"""Accents on one letter; Vietnamese has two."""
# fmt: off
_NAMED = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł",
    "L": "Ł", "dj": "đ", "DJ": "Đ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "i": "ı", "j": "ȷ", "S": "§",
    "pounds": "£", "copyright": "©", "textdegree": "°", "guillemotleft": "«", "guillemotright": "»",
    "textasciitilde": "~", "textasciicircum": "^", "textless": "<", "textgreater": ">", "textbar": "|",
    "textquotesingle": "'", "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘",
    "textquoteright": "’", "textendash": "–", "textemdash": "—", "textperiodcentered": "·", "textregistered": "®",
    "texttrademark": "™", "texteuro": "€", "euro": "€", "ldots": "…", "textellipsis": "…", "textunderscore": "_",
    "textbackslash": "\ue002", "textbraceleft": "\ue000", "textbraceright": "\ue001", "textdollar": "\ue003",
}
# fmt: on
_NAME = re.compile(rf"\\({'|'.join(sorted(_NAMED, key=len, reverse=True))})(?![A-Za-z])(?:\{{\}}|[ \t]+(?=[^\s}}])|)")
_ESCAPED = re.compile(r"\\([%&#_$])")
_DASHES = (("---", "—"), ("--", "–"), ("!`", "¡"), ("?`", "¿"))
_BRACE = re.compile(r"(?P<macro>\\[A-Za-z]+\*?\s*)?(?P<open>\{)|(?P<escaped>\\[{}\\])|(?P<close>\}(?P<next>\{)?)")
_SIGN_MATH = {r"$-$": "\N{MINUS SIGN}", r"$\times$": "×", "$+$": "+"}
_SCRIPT_MATH = re.compile(r"\$([\^_])\{([0-9+\-=()n])\}\$")
_SCRIPTS = {
    "^": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "_": str.maketrans("0123456789+-=()n", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ"),
}
_KEPT = str.maketrans({"\ue000": "{", "\ue001": "}", "\ue002": "\\", "\ue003": "$"})


def text_of(value: str) -> str:
    """The text of a field that TeX would print."""
    value = "".join(part if place % 2 else _named(part) for place, part in enumerate(_MATH.split(value)))
    value = _without_braces(value)
    value = "".join(_math(part) if place % 2 else part for place, part in enumerate(_MATH.split(value)))
    return unicodedata.normalize("NFC", value.translate(_KEPT))


def verbatim(value: str) -> str:
    r"""The text of a field that is printed as it is, such as an address: without `\url{}`, escapes and braces."""
    value = re.sub(r"\\(?:url|href)\b|[{}]", "", value)
    return (
        re.sub(r"\\([%&#_$~])", r"\1", value).replace(r"\textasciitilde", "~").replace(r"\textunderscore", "_").strip()
    )


def _named(text: str) -> str:
    """Letters and signs for the macros that stand for them; accents may lie inside each other."""
    for _ in range(_DEEPEST):
        text = _ACCENT.sub(_accented, text)
    text = _ESCAPED.sub(_escaped, _NAME.sub(lambda found: _NAMED[found[1]], text))
    for written, meant in _DASHES:
        text = text.replace(written, meant)
    return text


def _escaped(found: re.Match[str]) -> str:
    return "\ue003" if found[1] == "$" else found[1]


def _accented(found: re.Match[str]) -> str:
    letter = (found[2] or found[3] or found[5] or found[6]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _COMBINING[found[1] or found[4]])


def _math(formula: str) -> str:
    if formula in _SIGN_MATH:
        return _SIGN_MATH[formula]
    return _SCRIPT_MATH.sub(lambda found: found[2].translate(_SCRIPTS[found[1]]), formula)


def _without_braces(text: str) -> str:
    """The text without groups, but for the arguments of macros and what is in math."""
    kept: list[bool] = []
    parts: list[str] = []
    for place, part in enumerate(_MATH.split(text)):
        parts.append(part if place % 2 else _BRACE.sub(lambda found: _brace(found, kept), part))
    return "".join(parts)


def _brace(found: re.Match[str], kept: list[bool]) -> str:
    if found["escaped"]:
        return found[0]
    if found["open"]:
        kept.append(found["macro"] is not None)
        return found[0] if kept[-1] else (found["macro"] or "")
    is_kept = kept.pop() if kept else False
    if found["next"]:
        kept.append(is_kept)
        return "}{" if is_kept else ""
    return "}" if is_kept else ""
