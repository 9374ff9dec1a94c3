"""The markup of text copies of a Hugging Face Papers page -> plain lines that know what they linked to.

Copies differ in how they keep links: not at all, as Markdown, as numbered references with a list at the end, or as
addresses on lines of their own. What comes out is the same for all: the lines of the file with the markup taken off.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from builder.listings.hf_addresses import read_address
from builder.listings.margins import plain_rows
from builder.listings.rows import Row

_FRONT_MATTER = re.compile(r"---\n(?:(?!---\n).*\n)*+---\n")
_DEFINITION = re.compile(r"\[?\^?(\d{1,5})(?:\]:|\.|\]) ?\s*<?(https?://[^\s<>]+)>?(?: +\"[^\"]*\")?")
_IMAGE = re.compile(r"!\[[^\[\]\n]*+\]\([^()\s]*+\)")
_BRACKET = re.compile(
    r"\[|\](?:\(<?(?P<url>(?:https?:/|mailto:|[/#])[^()\s<>]*+)>?(?: +\"[^\"\n]*+\")?\)|\[(?P<number>\d{1,5})\])?"
)
_LEADING_NUMBER = re.compile(r"\[(\d{1,5})\] ?(?=[^\s\[(:])")
_TRAILING_NUMBER = re.compile(r"(?<=\S) ?\[\^?(\d{1,5})\]$")
_HEADING = re.compile(r"#{1,6} +")
_CLOSING_HASHES = re.compile(r" +#+$")
_EMPHASIS = re.compile(r"(?P<open>(?:#{1,6} +)?)(?P<sign>\*{1,3}|_{1,3})(?=[^\s*_])")
_SIGN = re.compile(r"(?:#{1,6} +)?(?:[-*+] +)?")
_LONGEST_SIGN = 12
_HARD_BREAK = re.compile(r"\\{1,2}$")
_CUT_LINK = re.compile(r"\]\([^()\s]*\s*\Z")
_BROKEN_SPACE = re.compile(r"\\ +")
_ESCAPED = re.compile(r"\\([_*\[\]#+!<>|]|\\(?=[A-Za-z%\"'`^~=.&$,])|(?<=\d\\)\.|(?<![^\W\d_]\\)`)")
"""Only what Markdown converters escape and TeX does not use, or where both mean the same character."""

_FEWEST_DEFINITIONS = 3  # one or two numbered addresses may be part of a text
_LONGEST_LINK = 200  # lines; no abstract has more
_LONGEST_EMPHASIS = 60  # lines
_LONGEST_ADDRESS = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its markup. `number` counts from 1 in the file; an empty `text` is a blank line.

    `link` numbers the link or the emphasis that holds the whole line (0: none), so that a text wrapped inside one stays
    one. `is_url` marks a line that holds nothing but an address. `indent` is the width of the margin before the text.
    """

    number: int
    text: str
    hrefs: tuple[str, ...] = ()
    link: int = 0
    is_heading: bool = False
    is_url: bool = False
    indent: int = 0

    @property
    def size(self) -> int:
        """The length of the line with its margin: how far it reaches; 0 where it is blank."""
        return self.indent + len(self.text) if self.text else 0


@dataclass(frozen=True, slots=True)
class _Link:
    """A link in a run of lines: the offsets of its opening bracket and behind its closing one, and where it leads."""

    start: int
    close: int
    end: int
    href: str


@dataclass(slots=True)
class _Run:
    """Consecutive lines that are not blank; without lines it is a blank line."""

    first: int
    lines: list[str] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)


def read_lines(text: str) -> list[Line]:
    """The lines of the listing without markup, in order; front matter is blank, a definition a bare address."""
    if _CUT_LINK.search(text, max(len(text) - _LONGEST_ADDRESS, 0)):
        text = f"{text.rstrip()})"
    is_markdown = "](" in text
    lines = text.split("\n")
    front = _FRONT_MATTER.match(text)
    for number in range(text.count("\n", 0, front.end()) if front else 0):
        lines[number] = ""
    definitions = _definitions(lines)
    for index, definition in definitions.items():
        lines[index] = definition[2]
    references = {definition[1]: definition[2] for definition in definitions.values()}
    plain: list[Line] = []
    for run in _runs(plain_rows(lines, references)):
        plain += _plain_lines(run, references, is_markdown) if run.lines else [Line(run.first, "")]
    return [replace(line, hrefs=()) if line.number - 1 in definitions else line for line in plain]


def _definitions(lines: list[str]) -> Mapping[int, re.Match[str]]:
    """The numbered addresses that a text browser lists at the end, by their places among the lines."""
    found = {index: match for index, line in enumerate(lines) if (match := _DEFINITION.fullmatch(line.strip()))}
    return found if len(found) >= _FEWEST_DEFINITIONS else {}


def _runs(rows: Iterable[Row]) -> Iterator[_Run]:
    run = _Run(0)
    for row in rows:
        if row.text:
            run = run if run.lines else _Run(row.number)
            run.lines.append(row.text)
            run.indents.append(row.indent)
            continue
        if run.lines:
            yield run
            run = _Run(0)
        yield _Run(row.number)
    if run.lines:
        yield run


def _plain_lines(run: _Run, references: Mapping[str, str], is_markdown: bool) -> Iterator[Line]:
    """The lines of a run; each link is told on the line it starts on."""
    joined = _IMAGE.sub("", "\n".join(run.lines))
    links = _find_links(joined, references)
    breaks = [match.start() for match in re.finditer("\n", joined)]
    hrefs: dict[int, list[str]] = {}
    whole: dict[int, int] = {}
    for link in links:
        top, bottom = bisect_left(breaks, link.start), bisect_left(breaks, link.close)
        hrefs.setdefault(top, []).append(link.href)
        if bottom - top <= _LONGEST_LINK and _is_whole(joined, link):
            whole.update(dict.fromkeys(range(top, bottom + 1), run.first + top))
    texts, emphasised = _without_emphasis(_without_brackets(joined, links).split("\n"))
    whole |= {index: run.first + top for index, top in emphasised.items()}
    for index, numbered in enumerate(texts):
        text, inline = _without_numbers(numbered, references)
        line = _line(run.first + index, text, (*hrefs.get(index, ()), *inline), whole.get(index, 0), is_markdown)
        yield replace(line, indent=run.indents[index])


def _without_emphasis(lines: list[str]) -> tuple[list[str], dict[int, int]]:
    """The lines without the signs of an emphasis that holds whole lines, and where the one of each of those begins."""
    lines = list(lines)
    within: dict[int, int] = {}
    for top, line in enumerate(lines):
        opening = _EMPHASIS.match(line)
        sign = opening["sign"] if opening and top not in within else ""
        bottom = _end_of_emphasis(lines, top, sign) if sign else None
        if opening is None or bottom is None:
            continue
        lines[bottom] = lines[bottom].removesuffix(sign)
        lines[top] = opening["open"] + lines[top][opening.end() :]
        within |= dict.fromkeys(range(top, bottom + 1), top)
    return lines, within


def _end_of_emphasis(lines: list[str], top: int, sign: str) -> int | None:
    """The line that ends what `sign` begins on line `top`: with that sign, and with none that closes before it."""
    closing = re.compile(rf"(?<=[^\s{sign[0]}]){re.escape(sign)}(?![\w{sign[0]}$])")
    for bottom, line in enumerate(lines[top : top + _LONGEST_EMPHASIS], start=top):
        found = closing.search(line, len(sign) if bottom == top else 0)
        if found:
            return bottom if found.end() == len(line) else None
    return None


def _without_numbers(text: str, references: Mapping[str, str]) -> tuple[str, list[str]]:
    """The text without the numbers that stand before each link, or end the line, and where they lead."""
    known: list[str] = []
    for pattern in (_LEADING_NUMBER, _TRAILING_NUMBER):
        known += [number for number in pattern.findall(text) if number in references]
        text = pattern.sub(lambda m: "" if m[1] in references else m[0], text)
    return text, [references[number] for number in known]


def _find_links(text: str, references: Mapping[str, str]) -> list[_Link]:
    """The links, by their closing brackets. Texts hold brackets of their own ("[0, 1)"), balanced or not."""
    links: list[_Link] = []
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "[":
            opened.append(bracket.start())
            continue
        href = bracket["url"] or references.get(bracket["number"] or "")
        ends_line = bracket.end() == len(text) or text[bracket.end()] == "\n"
        if opened and href is None and bracket["number"] and ends_line and _starts_line(text, opened[-1]):
            href = ""  # a reference whose list was not copied
        if opened and href is not None:
            opening = _opening(text, opened, bracket.start(), ends_line)
            links.append(_Link(opening, bracket.start(), bracket.end(), href))
        elif opened and not _starts_line(text, opened[-1]):
            opened.pop()
    return links


def _opening(text: str, opened: list[int], close: int, ends_line: bool) -> int:
    """Take the opening bracket of a link: at the end of a line it is the one that starts a line, where there is one."""
    nearest = opened.pop()
    is_address = " " not in text[nearest : min(close, nearest + _LONGEST_ADDRESS)]
    if not ends_line or _starts_line(text, nearest) or is_address:
        return nearest
    while opened:
        outer = opened.pop()
        if _starts_line(text, outer):
            return outer
    return nearest


def _starts_line(text: str, offset: int) -> bool:
    """Whether nothing but a heading's or a bullet's sign stands before the offset on its line."""
    start = max(offset - _LONGEST_SIGN, 0)
    line_start = text.rfind("\n", start, offset) + 1 or start
    at_line_start = line_start == 0 or text[line_start - 1] == "\n"
    return at_line_start and _SIGN.fullmatch(text, line_start, offset) is not None


def _is_whole(text: str, link: _Link) -> bool:
    """Whether the link holds its lines alone."""
    return _starts_line(text, link.start) and (link.end == len(text) or text[link.end] == "\n")


def _without_brackets(text: str, links: list[_Link]) -> str:
    """The text with the brackets of links cut out; a count that was glued to the word before it gets a space."""
    cuts = sorted(cut for link in links for cut in ((link.start, link.start + 1), (link.close, link.end)))
    counts = {link.start for link in links if text[link.start + 1 : link.close].isdecimal()}
    parts: list[str] = []
    position = 0
    for start, end in cuts:
        parts += [text[position:start], " " if start in counts else ""]
        position = end
    return "".join([*parts, text[position:]])


def _line(number: int, text: str, hrefs: tuple[str, ...], link: int, is_markdown: bool) -> Line:
    text = _BROKEN_SPACE.sub(" ", _HARD_BREAK.sub("", text.strip()))
    is_heading = _HEADING.match(text) is not None
    text = _CLOSING_HASHES.sub("", _HEADING.sub("", text, count=1)) if is_heading else text
    text = _ESCAPED.sub(r"\1", text) if is_markdown else text
    url = read_address(text.strip())
    if url:
        return Line(number, url, (*hrefs, url), link, is_url=True)
    return Line(number, text.strip(), tuple(filter(None, hrefs)), link, is_heading)
