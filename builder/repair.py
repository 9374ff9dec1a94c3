"""Repair of titles and abstracts: TeX remnants, products of a lossy copy, glued addresses, odd characters.

Both functions are pure, idempotent and take time linear in the text. Nothing is guessed: a rule applies where the
text can only be broken, and what may be meant as it stands ("sometimes", "~5%", "C^*", "$5 and $10", a Windows path)
stays. Math between balanced dollars stays for the page to render, unless it is no more than a number or a sign.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import unescape

from builder.listings.base import unwrap

_URL = re.compile(r"https?://(?:[^\s<>\"{}\\$`']|\\[_%#&~]|'(?!')(?=\w))++")
_PATH = re.compile(r"(?<![^\s(\"'])(?:[A-Za-z]:\\|\\\\[\w.$-]+\\)\S*+")
_MATH = re.compile(
    r"(?<![\\$])\$(?![\s$])(?:[^$\\\n]|\\[^\n]){1,500}+(?<!\s)\$(?![\d$])|(?<!\\)\$\$(?:[^$\n]){1,500}+\$\$"
)
_KEPT = re.compile(f"{_URL.pattern}|{_PATH.pattern}|{_MATH.pattern}")
_FIRST_MARK, _LAST_MARK = 0xF0000, 0xFFFFD  # private use: `_plain_characters` has removed all there were
_MARK = re.compile(f"[{chr(_FIRST_MARK)}-{chr(_LAST_MARK)}]")


def repair_title(text: str) -> str:
    """The title on one line."""
    return _settle(unwrap(_lines(_plain_characters(text))), _mend)


def repair_abstract(text: str) -> str:
    """The abstract: each paragraph on one line, a blank line between two."""
    paragraphs: list[list[str]] = [[]]
    for line in _lines(_plain_characters(text)):
        if line.strip():
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    mended = (_settle(unwrap(lines), _mend) for lines in paragraphs)
    return "\n\n".join(filter(None, mended))


def _settle(text: str, step: Callable[[str], str]) -> str:
    """Repeat a step until it changes nothing: one repair may uncover another."""
    while (after := step(text)) != text:
        text = after
    return text


def _mend(text: str) -> str:
    """One round of all repairs of a paragraph; addresses, math and paths are out of reach for most of them."""
    text = _small_math(_entities(_plain_characters(text)))
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        if len(kept) > _LAST_MARK - _FIRST_MARK:
            return found[0]
        kept.append(re.sub(r"\\([_%#&~])", r"\1", found[0]) if found[0].startswith("http") else found[0])
        return chr(_FIRST_MARK + len(kept) - 1)

    def restore(piece: str) -> str:
        return _MARK.sub(lambda mark: kept[ord(mark[0]) - _FIRST_MARK], piece)

    text = _KEPT.sub(keep, text)
    text = re.sub(r" ~(?=\\[a-z]{1,12}\{)", " ", text)
    text = _groups(_accents(text), restore)
    for repair in (_macros, _quotes, _ties, _lost_backslashes, _powers):
        text = repair(text)
    return re.sub(r"\s+", " ", _unglue_urls(restore(text))).strip().rstrip("\\ ")


# Characters and lines

_SOFT_HYPHEN = re.compile("\u00ad\n?")
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
_JOINERS = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]+")  # others join letters of their own scripts, and emoji
_SPACES = re.compile("[\t\x0b\x0c\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


def _plain_characters(text: str) -> str:
    """NFC without control, private and invisible characters; every space is a plain one, every line ends in LF."""
    text = _SOFT_HYPHEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _JOINERS.sub("", _REMOVED.sub("", text))))


def _lines(text: str) -> list[str]:
    """The lines without the line breaks of TeX and Markdown at their ends."""
    return [line.rstrip("\\ ") for line in text.split("\n")]


# Entities: once escaped or several times over ("&amp;lt;"), each character comes out in one go

_ENTITY = re.compile(
    r"&(?:(?:amp|#38|#x26);)*+(?:(amp|lt|gt|quot|apos|nbsp|ndash|mdash|hellip)|(#\d{2,6}|#x[\da-fA-F]{2,5}))?;?"
)


def _entities(text: str) -> str:
    def decode(found: re.Match[str]) -> str:
        whole = found[0]
        if not whole.endswith(";") or whole == "&;":
            return whole
        name = found[1] or found[2] or "amp"
        character = unescape(f"&{name};").replace("\u00a0", " ")
        sure = found[1] or (len(whole) > 1 and (ord(character) > 0x7F or character in "\"'<>&"))
        return character if sure and character.isprintable() else whole

    return _ENTITY.sub(decode, text)


# Math that is no more than a number, a sign or a small exponent

_SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SUBSCRIPTS = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_SMALL_SCRIPT = re.compile(r"(?<=[^\W_)\]])\$([\^_])(?:\{([+-]?\d{1,4})\}|(\d))\$")
_ORDINAL = re.compile(
    r"(?<=\d)(?:\$\^\{(?:\\(?:text|mathrm|textrm|rm) ?\{?)?(st|nd|rd|th)\}{1,2}\$|\^\{(st|nd|rd|th)\})"
)
_ORDINALS = ("st", "nd", "rd", "th")
_NUMBER_MATH = re.compile(r"(?<![\\$\w])\$([+-]?\d[\d.,]{0,15})( ?)(?:\\?(%)|\\(times))?\$(?![\d$\w])")
_SIGN_MATH = re.compile(r"(?<![\\$])\$ ?\\(times|pm|sim|approx|leq?|geq?) ?\$")
_PAREN_MATH = re.compile(r"(?<!\\)\\\(((?:[^$\\\n]|\\[^()\n]){1,200}+)\\\)")
_SIGNS = {"times": "×", "pm": "±", "sim": "~", "approx": "≈", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥"}


def _small_math(text: str) -> str:
    text = _SMALL_SCRIPT.sub(lambda m: _script(m[1], m[2] or m[3]), text)
    text = _ORDINAL.sub(lambda m: m[1] or m[2], text)
    text = _NUMBER_MATH.sub(lambda m: m[1] + m[2] + (m[3] or ("×" if m[4] else "")), text)
    text = _SIGN_MATH.sub(lambda m: _SIGNS[m[1]] if _touches_number(m) else m[0], text)
    return _PAREN_MATH.sub(lambda m: f"${m[1].strip()}$" if m[1].strip() else m[0], text)


def _script(sign: str, number: str) -> str:
    return number.translate(_SUPERSCRIPTS if sign == "^" else _SUBSCRIPTS)


def _touches_number(found: re.Match[str]) -> bool:
    around = found.string[max(found.start() - 2, 0) : found.start()].strip() + found.string[found.end() :][:2].strip()
    return any(character.isdigit() for character in around)


# TeX accents

_ACCENT = re.compile(
    r"(?P<brace>\{)?(?<!\\)\\(?:(?P<sign>[\"'`^~=.])(?:\{ ?(?P<a>\\?[A-Za-z]) ?\}|(?P<b>\\[ij](?![A-Za-z])|[A-Za-z]))"
    r"|(?P<letter>[cvHukr])(?:\{ ?(?P<c>\\?[A-Za-z]) ?\}|(?<=[cv]) (?P<d>[A-Za-z])))(?(brace)\})"
)
_COMBINING = dict(
    zip("\"'`^~=.cvHukr", "\u0308\u0301\u0300\u0302\u0303\u0304\u0307\u0327\u030c\u030b\u0306\u0328\u030a", strict=True)
)
_ESCAPED_APOSTROPHE = re.compile(r"(?<=[A-Za-z])\\'(?=(?:s|t|re|ve|ll|d|m)\b)")
_ESCAPED_QUOTES = re.compile(r"(?<![\w{\\])\\\"(?=\w)([^\"\\\n]{1,200}+)\\\"(?!\w)")


def _accents(text: str) -> str:
    r"""Letters with their accents; escaped quotation marks ("it\'s") look like accents and are none."""
    text = _ESCAPED_QUOTES.sub(r'"\1"', _ESCAPED_APOSTROPHE.sub("'", text))
    return _ACCENT.sub(_accented, text)


def _accented(found: re.Match[str]) -> str:
    letter = (found["a"] or found["b"] or found["c"] or found["d"]).removeprefix("\\")
    composed = unicodedata.normalize("NFC", letter + _COMBINING[found["sign"] or found["letter"]])
    return composed if len(composed) == 1 else found[0]


# TeX groups: \emph{X}, {\scriptsize X}, \href{U}{X}; some also with the backslash lost

_FONTS = "text(?:bf|it|tt|sc|sf|rm|sl|md|up|normal)|emph|underline|uline|math(?:cal|bf|rm|bb|it|sf|tt)"
_SIZES = "tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge"
_SWITCHES = f"{_SIZES}|em|bf|it|tt|sc|sf|rm|sl|bfseries|itshape|ttfamily|scshape|sffamily|rmfamily"
_GROUP = re.compile(
    rf"(?P<font>(?:(?:\\|(?<![A-Za-z\\]))(?:{_FONTS})|\\(?:text|mbox|hbox|url|burl|{_SWITCHES}))\*?\{{"
    rf"|\{{(?:\\(?:{_SWITCHES})|scriptsize|footnotesize)(?![A-Za-z]) *)"
    r"|(?P<script>\\text(?:super|sub)script\{)|(?P<note>\\footnote\{)|(?P<first>\\(?:href|textcolor)\{)"
    r"|(?P<drop>[ ~]{0,3}+\\(?:cite[a-z]{0,6}|label|color|vspace|hspace)\*?\{)|\\[{}]|(?P<open>\{)|(?P<close>\})"
)
_FEW = 40  # pieces of text that an argument may have; keeps the work linear in deep nesting


def _groups(text: str, restore: Callable[[str], str]) -> str:
    """Take away the macros around texts; a group that is not closed, or of an unknown macro, stays."""
    parts: list[str] = []
    opened: list[tuple[str, int]] = []
    position = 0
    target: str | None = None  # the first argument of a macro with two, when the second is due
    for token in _GROUP.finditer(text):
        parts.append(text[position : token.start()])
        position = token.end()
        kind = token.lastgroup or ""
        parts.append(token[0])
        if kind == "close" and opened:
            kind, start = opened.pop()
            if kind == "first" and text[position : position + 1] == "{":
                target = restore("".join(parts[start + 1 : -1][:_FEW]))
                del parts[start:]
            else:
                _close(parts, kind, start, restore)
        elif kind == "open" and target is not None:
            opened.append((f"second {target}", len(parts) - 1))
            target = None
        elif kind not in ("", "close"):
            opened.append((kind, len(parts) - 1))
    return "".join([*parts, text[position:]])


def _close(parts: list[str], kind: str, start: int, restore: Callable[[str], str]) -> None:
    """Rewrite a group that was just closed: it opens at `parts[start]` and its brace is the last part."""
    if kind == "font":
        parts[start], parts[-1] = "", ""
    elif kind == "note":
        parts[start], parts[-1] = " (", ")"
    elif kind == "drop":
        del parts[start:]
    elif kind == "script" and len(parts) - start <= _FEW:
        content = "".join(parts[start + 1 : -1])
        if re.fullmatch(r"[+-]?\d{1,4}", content):
            parts[start:] = [_script("^" if "super" in parts[start] else "_", content)]
        elif content in _ORDINALS:
            parts[start:] = [content]
    elif kind.startswith("second "):
        target = kind.removeprefix("second ")
        content = restore("".join(parts[start + 1 : -1][:_FEW]))
        parts[start] = ""
        parts[-1] = "" if "://" not in target or target in content else f" ({target})"


# TeX macros without an argument, and escapes

_WORDS = dict(
    pair.split("=")
    for pair in (
        "ie=i.e.|eg=e.g.|etal=et al.|etc=etc.|wrt=w.r.t.|cf=cf.|vs=vs.|aka=a.k.a.|LaTeX=LaTeX|TeX=TeX"
        "|ldots=...|dots=...|percent=%|textasciitilde=~|textendash=–|textemdash=—|textgreater=>|textless=<|copyright=©|S=§"
        "|pm=±|times=×|sim=~|approx=≈|le=≤|leq=≤|ge=≥|geq=≥|neq=≠|cdot=·|infty=∞"
        "|to=→|rightarrow=→|leftarrow=←|leftrightarrow=↔"
        "|alpha=α|beta=β|gamma=γ|delta=δ|epsilon=ε|varepsilon=ε|zeta=ζ|eta=η|theta=θ|kappa=κ|lambda=λ|mu=μ|nu=ν|xi=ξ"
        "|pi=π|rho=ρ|sigma=σ|tau=τ|phi=φ|varphi=φ|chi=χ|psi=ψ|omega=ω"
        "|Gamma=Γ|Delta=Δ|Theta=Θ|Lambda=Λ|Pi=Π|Sigma=Σ|Phi=Φ|Psi=Ψ|Omega=Ω"
    ).split("|")
)
_LETTERS = dict(pair.split("=") for pair in "ss=ß|ae=æ|AE=Æ|oe=œ|OE=Œ|aa=å|AA=Å|o=ø|O=Ø|l=ł|L=Ł".split("|"))
_BRACED_LETTER = re.compile(rf"\{{\\({'|'.join(_LETTERS)})\}}")
_SILENT = frozenset(f"{_SWITCHES}|noindent|smallskip|medskip|bigskip|centering|sloppy|xspace".split("|"))
_MACRO = re.compile(r"(?<!\\)\\([A-Za-z]+)(?![A-Za-z])(\{\})?(\.?)( ?)")
_NUMBER_COMMA = re.compile(r"(?<=\d)\{,\}(?=\d)")
_EN_DASH = re.compile(r"(?<=\d)--(?=\d)")


_LINE_BREAK = re.compile(r"(?<!\\)\\\\(?:\[-?[\d.]{1,5} ?[a-z]{2}\])?(?:(?=[\s(\d])|$|(?=([A-Za-z]{1,40})))")


def _macros(text: str) -> str:
    text = _BRACED_LETTER.sub(lambda m: _LETTERS[m[1]], _NUMBER_COMMA.sub(",", text))
    text = _MACRO.sub(_macro, text)
    text = re.sub(r"(?<=[A-Za-z])\\-(?=[A-Za-z])", "", text)
    text = re.sub(r"(?<!\\)\\[,; ]", " ", _LINE_BREAK.sub(_line_break, text))
    return _EN_DASH.sub("–", re.sub(r"\\([%&#_${}])", r"\1", text))


def _line_break(found: re.Match[str]) -> str:
    return found[0] if found[1] in _WORDS or found[1] in _LETTERS else " "


def _macro(found: re.Match[str]) -> str:
    name, stop, space = found[1], found[3], found[4]
    if name in _LETTERS:
        return _LETTERS[name] + (stop + space if found[2] or stop else "")
    if name in _SILENT:
        return stop + (space if stop else "")
    if name not in _WORDS:
        return found[0]
    return _WORDS[name] + ("" if _WORDS[name].endswith(".") else stop) + space


# Quotation marks, ties, lost backslashes, powers, addresses

_DOUBLE_QUOTES = re.compile(r"(?<![`\w])``(?! )([^`\"]{1,300}?)(?<! )(?:''|\")(?![`\w])")
_SINGLE_QUOTES = re.compile(r"(?<![`\w])`(?![ `])((?:[^`'\"\n]|'(?=\w)){1,200}+)(?<! )'(?![`'\w])")
_CLOSING_APOSTROPHE = re.compile(r"(?<=\w)'(?!\w)")
_QUOTED = 100  # characters behind a quotation in which its true end is looked for
_APOSTROPHE_QUOTES = re.compile(r"(?<![\w'])''(?=\w)([^'\n]{1,200}+)''(?![\w'])")


def _quotes(text: str) -> str:
    """TeX's quotation marks as plain ones; single ones too, since 'X' could be read as two apostrophes."""
    text = _SINGLE_QUOTES.sub(_single_quotes, _DOUBLE_QUOTES.sub(r'"\1"', text))
    return _APOSTROPHE_QUOTES.sub(r'"\1"', text)


def _single_quotes(found: re.Match[str]) -> str:
    """The quotation in plain marks, unless its end may be a plural's apostrophe ("`users' choice'")."""
    rest = found.string[found.end() : found.end() + _QUOTED].partition("`")[0]
    is_open = found[1].endswith("s") and _CLOSING_APOSTROPHE.search(rest) is not None
    return found[0] if is_open else f'"{found[1]}"'


_TIE = re.compile(r"(?<![^\s~])([^\s~]++)~(?=[^\s~])")
_BEHIND_TIE = re.compile(rf"[\w(\[\\\"'`$“{chr(_FIRST_MARK)}-{chr(_LAST_MARK)}]")
_BEFORE_TIE = re.compile(rf"[\w.,;:)\]}}'\"%”{chr(_FIRST_MARK)}-{chr(_LAST_MARK)}]$")
_QUANTITY = re.compile(r"[(\[]*[$€<>≤≥~]?\d[\d.,]*[%\w×]{0,3}")


def _ties(text: str) -> str:
    """A tie between two words is a space; in "~5" and between quantities ("2x~4x") the sign means about."""
    return _TIE.sub(_tie, text)


def _tie(found: re.Match[str]) -> str:
    left, right = found[1], found.string[found.end()]
    is_range = right.isdigit() and _QUANTITY.fullmatch(left)
    is_soft_o = right == "(" and left in ("O", "Θ", "Ω")
    if is_range or is_soft_o or "/" in left or not _BEFORE_TIE.search(left) or not _BEHIND_TIE.match(right):
        return found[0]
    return f"{left} "


_LOST = (
    # "1,536\times1,536", "2.8\times faster"
    (re.compile(r"(?<=\d)times ?(?=\d)|(?<=\d) times(?=\d)|(?<=\d)times(?![a-z])"), "×"),
    # Only with equal numbers: "3 times 5 days" may be English.
    (re.compile(r"(?<![\d.,])(\d{1,6}) times (?=\1(?![\d.,]*\d))"), r"\1×"),
    # "3%\sim20%" is a range; the sign itself is kept, and nothing here takes a ~ between two numbers for a tie.
    (re.compile(r"(?<=[\d%]) ?sim ?(?=\d)"), "~"),
    (re.compile(r"(?<![\w-])sim(?=\d[\d.,]{0,12}(?:%|×|x\b))"), "~"),
    (re.compile(r"(?<![A-Za-z\\])leq(?:slant)?(?= ?[-\d])"), "≤"),
    (re.compile(r"(?<![A-Za-z\\])geq(?:slant)?(?= ?[-\d])"), "≥"),
    (re.compile(r"(?<![A-Za-z\\])approx(?=\d)"), "≈"),
    (re.compile(r"(\d\.\d{1,6}%?|\d%)( ?)pm( ?)(?=\d)"), r"\1\2±\3"),
    (re.compile(r"(?<=\d)( ?)pm( ?)(?=0\.\d)"), r"\1±\2"),
    (re.compile(r"(?<![A-Za-z\\])leftrightarrow(?![A-Za-z])"), "↔"),
    (re.compile(r"(?<![A-Za-z\\])(?:long)?rightarrow(?![A-Za-z])"), "→"),
)
"""Macros whose backslash a copy lost, where no English word can be meant."""


def _lost_backslashes(text: str) -> str:
    for broken, mended in _LOST:
        text = broken.sub(mended, text)
    return text


_POWER = re.compile(r"(?<=[^\W_)\]])\^(?:\{([+-]?\d{1,4})\}|([+-]?\d{1,4})(?![\d^{]|[/.,]\d))")


def _powers(text: str) -> str:
    return _POWER.sub(lambda m: _script("^", m[1] or m[2]), text)


_GLUED_URL = re.compile(r"(?<!\S)([^\s/=]*[A-Za-z.,;:])(?=https?://)")


def _unglue_urls(text: str) -> str:
    """A space before an address that is glued to a word; one inside another address stays."""
    return _GLUED_URL.sub(r"\1 ", text)
