"""The items of lists and the rows of tables in Markdown, and what is written in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from builder.listings.addresses import Address

_BULLET = re.compile(r"([ \t]*)(?:[-*+]|\d{1,3}[.)])[ \t]+(\S.*)")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_BORDER = re.compile(r"(?<!\\)\|")
_HREF = re.compile(r"<a\s[^<>]{0,300}?href\s{0,9}=\s{0,9}[\"']?([^\"'<>\s]{1,2000})", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:br|p|li|ul)\b", re.IGNORECASE)
LONGEST = 20_000
"""Characters of an item that are read; the text of an editor follows title and links."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list (`text`, `indent` in columns) or a row of a table (`cells` by column); it begins on `line`."""

    line: int
    text: str = ""
    indent: int = 0
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of plain text in one style; a link is one span, whatever is in it, and has an address."""

    text: str
    url: str = ""
    is_bold: bool = False
    is_italic: bool = False


def read_items(text: str) -> list[Item]:
    """The items of all lists and the rows of all tables, in their order; what stands in a code block is none."""
    lines = _without_code(text.split("\n"))
    tables = list(_tables(lines))
    for item in tables:
        lines[item.line - 1] = ""
    return sorted([*tables, *_bullets(lines)], key=lambda item: item.line)


def _without_code(lines: list[str]) -> list[str]:
    is_code = False
    plain = []
    for line in lines:
        is_border = _FENCE.match(line) is not None
        plain.append("" if is_code or is_border else line)
        is_code ^= is_border
    return plain


def _tables(lines: Sequence[str]) -> Iterator[Item]:
    """The rows of each table; a row with more cells than columns has a bar in its title, the column named so."""
    header: list[str] = []
    for index, line in enumerate(lines):
        if "|" not in line:
            header = []
        elif not header and index + 1 < len(lines) and _is_rule(lines[index + 1]):
            header = [plain(read_spans(cell)).casefold() for cell in _cells(line)]
        elif header and not _is_rule(line):
            cells = _cells(line)
            place = next((place for place, name in enumerate(header) if "title" in name or "paper" in name), 0)
            surplus = max(len(cells) - len(header), 0)
            cells[place : place + surplus + 1] = [" | ".join(cells[place : place + surplus + 1])]
            yield Item(index + 1, cells=dict(zip(header, cells, strict=False)))


def _is_rule(line: str) -> bool:
    """Whether a line parts the header of a table from its rows."""
    return "-" in line and "|" in line and not line.strip(" \t|:-")


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    cells = _BORDER.split(inner.removesuffix("|") if not inner.endswith("\\|") else inner)
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _bullets(lines: Sequence[str]) -> Iterator[Item]:
    """The items of lists with their following lines: those that are indented, and those without a blank between."""
    line, indent = 0, 0
    texts: list[str] = []
    for number, content in enumerate([*lines, "#"], start=1):
        found = _BULLET.match(content)
        if (
            found
            or content.startswith(("#", "<"))
            or (content.strip() and texts[-1:] == [""] and not content[0].isspace())
        ):
            if line:
                yield Item(line, "\n".join(texts).strip()[:LONGEST], indent)
            line, indent, texts = (number, len(found[1].expandtabs(4)), [found[2]]) if found else (0, 0, [])
        elif line:
            texts.append(content.strip())


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("strikethrough").use(dollarmath_plugin)


@lru_cache(maxsize=64)
def read_spans(text: str) -> tuple[Span, ...]:
    """The spans of an item or a cell; pictures and tags are gone, line breaks are line feeds."""
    tokens = _parser().parseInline(text[:LONGEST])[0].children or []
    spans: list[Span] = []
    bold = italic = 0
    url, linked, linked_bold = "", "", False
    for token in tokens:
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        opened, closed = _address(token), token.type == "link_close" or token.content.lower() == "</a>"
        if (opened or closed) and url:
            spans.append(Span(linked, url, linked_bold))
            url = ""
        if opened:
            url, linked, linked_bold = opened, "", bold > 0
        written = _written(token, in_link=bool(url))
        if url:
            linked += written
            linked_bold |= bold > 0
        elif written:
            spans.append(Span(written, is_bold=bold > 0, is_italic=italic > 0))
    return (*spans, Span(linked, url, linked_bold)) if url else tuple(spans)


def _address(token: Token) -> str:
    """The address that a token opens a link to."""
    if token.type == "link_open":
        return str(token.attrs.get("href", ""))
    found = _HREF.match(token.content) if token.type == "html_inline" else None
    return found[1] if found else ""


def _written(token: Token, *, in_link: bool) -> str:
    """What a token shows; a picture in a link, such as a badge, says what is behind it."""
    if token.type in ("text", "code_inline"):
        return token.content
    if token.type == "math_inline":
        return f"${token.content}$"
    if token.type == "image":
        return token.content if in_link else ""
    is_break = token.type in ("softbreak", "hardbreak") or (token.type == "html_inline" and _BREAK.match(token.content))
    return "\n" if is_break else ""


def plain(spans: Sequence[Span]) -> str:
    """The text of spans on one line."""
    return " ".join("".join(span.text for span in spans).split())


def addresses(spans: Sequence[Span], label: str = "") -> list[Address]:
    """The addresses of spans with their words, or with those of their column."""
    return [Address(span.url, f"{span.text} {label}".strip()) for span in spans if span.url.startswith("http")]
