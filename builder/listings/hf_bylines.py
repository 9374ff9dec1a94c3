"""The lines around an entry: votes, an organisation, authors, a day and comments, apart or glued to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from builder.listings.base import MONTHS, PartialDate

_MONTH = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH_NAME = (
    r"(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\.?"
)
_DAY = r"3[01]|[12]\d|0?[1-9]"
_YEAR = r"(?:19|20)\d\d"
_COMMENTS = r"(?:comments?|repl(?:y|ies))(?-i:(?![a-z]))"
_VOTES = r"(?:(?:up)?votes?|likes?|points?)(?-i:(?![a-z]))"
_VERB = r"(?:published|posted|submitted|listed|updated|added)(?-i:(?![a-z]))"
_WEEKDAY = r"\b(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?(?-i:(?![a-z]))\.?"
_TOKEN = re.compile(
    rf"(?P<iso>{_YEAR}-\d\d-\d\d)(?!\d)"
    rf"|(?P<first>{_DAY})(?:st|nd|rd|th)? (?P<of>{_MONTH_NAME}),? (?P<in>{_YEAR})(?!\d)"
    rf"|(?P<month>{_MONTH_NAME}) (?:{_YEAR}(?!\d)"
    rf"|(?P<day>{_DAY})(?:st|nd|rd|th)?(?! ?{_COMMENTS})(?:,? (?P<year>{_YEAR}))?)"
    rf"|(?P<authors>\d{{1,5}} authors?(?-i:(?![a-z])))"
    rf"|(?P<comments>\d{{1,6}} {_COMMENTS}|💬 ?\d{{1,6}})"
    rf"|(?P<count>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?P<thousands>(?:\.\d)?k\b)?(?P<votes> {_VOTES})?"
    r"|(?P<dash>[-–—])(?=\W|\d|$)"
    r"|(?P<dot>[·•|])"
    rf"|(?P<verb>{_VERB})(?: (?:on|by)\b)?"
    rf"|{_WEEKDAY}|\b(?:on|by)\b|{_VOTES}|{_COMMENTS}|[▲△⬆👍❤💬🔥★⭐]|\+(?=\d)|[\[\](),;:/]",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\W{0,3}(?:Organi[sz]ations?|Affiliations?|Authors?|Date|Published(?: on)?|Submitted(?: by| on)?|Comments?"
    r"|Votes|Upvotes|Likes|Stars|Keywords|Categories|Subjects|Tags|Venue|Rank|Score)\W{0,3}:\W{0,3}\s.*"
)
_GLUED = re.compile(rf"{_MONTH_NAME} (?!{_YEAR}(?:\D|$))(?:\d{{3,4}}|[4-9]\d|3[2-9])$")

_LONGEST = 200
_LONGEST_FIELD = 2_000
_LONGEST_NAME = 8  # words of an organisation or a person


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line around an entry says.

    `is_count`: it is a bare number, which is `count`, or a dash (None). `tells`: it has authors, a day or the dot
    between them.
    """

    is_count: bool = False
    count: int | None = None
    day: PartialDate | None = None
    tells: bool = False


def glues_comments(lines: Iterable[str]) -> bool:
    """Whether the page sets the number of comments right behind the day, so that "Mar 12" is the first and two."""
    return any(len(line) <= _LONGEST and _GLUED.search(line) for line in lines)


def read_byline(text: str, *, glued: bool) -> Byline | None:
    """The line as a byline, or None. `glued` is what `glues_comments` says of the page.

    Where all words are known it is one. A name may stand among them where enough of the rest is sure.
    """
    if len(text) > _LONGEST:
        return Byline() if len(text) <= _LONGEST_FIELD and _FIELD.fullmatch(text) else None
    found = list(_TOKEN.finditer(text))
    if not _FIELD.fullmatch(text) and not (found and _may_name(found, _TOKEN.sub(" ", text))):
        return None
    days = [day for token in found if (day := _day(token, glued=glued))]
    counts = [token for token in found if token["count"] or token["dash"]]
    tells = any(_is_sure(token) or token["dot"] for token in found)
    return Byline(
        is_count=bool(counts) and not tells,
        count=_count(counts[-1]) if counts and not tells else None,
        day=days[0] if days else None,
        tells=tells,
    )


def _may_name(found: list[re.Match[str]], rest: str) -> bool:
    """Whether a line of these words is a byline, though it holds other words, the `rest`."""
    names = rest.split()
    if not names:
        return True
    sure = sum(_is_sure(token) or bool(token["comments"] or token["votes"]) for token in found)
    signs = sum(bool(token["dot"] or token["verb"]) for token in found)
    return sure > 0 and sure + signs > 1 and len(names) <= _LONGEST_NAME and not rest.rstrip().endswith((".", "?", "!"))


def _is_sure(token: re.Match[str]) -> bool:
    return bool(token["iso"] or token["first"] or token["month"] or token["authors"])


def _day(token: re.Match[str], *, glued: bool) -> PartialDate | None:
    try:
        if token["iso"]:
            year, month, day = map(int, token["iso"].split("-"))
            return PartialDate(month, day, year)
        if token["first"]:
            return PartialDate(_MONTH[token["of"][:3].lower()], int(token["first"]), int(token["in"]))
        if token["day"]:
            number = token["day"][:1] if glued and _ends_with_comments(token) else token["day"]
            return PartialDate(_MONTH[token["month"][:3].lower()], int(number), int(token["year"] or 0) or None)
    except ValueError:  # Feb 30
        return None
    return None


def _ends_with_comments(token: re.Match[str]) -> bool:
    """Whether a day's last digit is the number of comments, where the page glues that to it: none follows."""
    return token.start() > 0 and not token["year"] and not token.string[token.end() : token.end() + 1].isdigit()


def _count(token: re.Match[str]) -> int | None:
    if not token["count"]:
        return None
    number = int(token["count"].replace(",", ""))
    if token["thousands"]:
        return round(float(f"{number}{token['thousands'].lower().rstrip('k')}") * 1000)
    return number
