r"""Markdown and TeX math to HTML: the only producer of `Markup`.

Raw HTML is text, images are text (a page makes no request to another host), a link leads to http, https or mail and
nowhere else. Math between dollars becomes MathML at build time; what is no TeX stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from types import SimpleNamespace
from xml.etree import ElementTree

from latex2mathml.converter import convert_to_element
from linkify_it import LinkifyIt  # type: ignore[import-untyped]
from markdown_it import MarkdownIt, helpers
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_inline_dollar

from builder.marks import Quote, mark

_HEADING_SHIFT = 2  # a page has its own h1 and h2 above every text
_MAX_MATH = 2_000  # characters; a longer formula in an abstract is none
_MATHML_ATTRIBUTES = frozenset(
    {"display", "xmlns", "mathvariant", "stretchy", "fence", "form", "separator", "linethickness"}
)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s\\]+", re.IGNORECASE)
_SCHEME = re.compile(r"(?:^|[^a-z0-9.+\-])(https?)$", re.IGNORECASE)
_MAX_ADDRESS = 2_000  # characters, as in content; what is longer stays text
_RUN = re.compile(rf"\S{{1,{_MAX_ADDRESS + 1}}}")
_LINKIFY = LinkifyIt()
_MAX_LABELS = 1_000_000
"""Characters in which the ends of links' texts are looked for, in one text; 200 times a long abstract."""
_READ = "characters read for labels"
_INLINE_MARK = re.compile(r"([\\`*_\[\]<&~$])")
_BLOCK_MARK = re.compile(r"^(\d*)([#>+\-=.)|:])")
_ANY_MARK = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$&:@=])")


def _parser(*, linkify: bool) -> MarkdownIt:
    parser = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    parser.disable(["image", "html_block", "html_inline"])
    parser.helpers = SimpleNamespace(**vars(helpers) | {"parseLinkLabel": _label_end})  # type: ignore[assignment]
    if linkify:
        parser.inline.ruler.at("linkify", _address)
    _use_math(parser, double=True)
    parser.add_render_rule("math_inline_double", _display_math)
    parser.validateLink = lambda url: bool(_SAFE_LINK.match(url))  # type: ignore[method-assign]
    return parser


def _address(state: StateInline, silent: bool) -> bool:
    """A bare address as a link. The library's rule reads all before and all after for every colon (decision 7)."""
    scheme = _SCHEME.search(state.src[max(0, state.pos - 6) : state.pos]) if state.linkLevel == 0 else None
    if not scheme or not (silent or state.pending.endswith(scheme[1])) or not state.src.startswith("://", state.pos):
        return False
    run = _RUN.match(state.src, state.pos - len(scheme[1]))
    link = _LINKIFY.match_at_start(run[0]) if run and len(run[0]) <= _MAX_ADDRESS else None
    url = link.url.rstrip("*") if link else ""  # asterisks there end an emphasis
    if not state.md.validateLink(url):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[1])]
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": state.md.normalizeLink(url)}
        opening.markup, opening.info = "linkify", "auto"
        state.push("text", "", 0).content = state.md.normalizeLinkText(url)
        state.push("link_close", "a", -1).markup = "linkify"
    state.pos += len(url) - len(scheme[1])
    return True


def _label_end(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """Where the text of the link that begins at `start` ends, or -1: the library's, until a text had its share.

    For a bracket that nothing closes the library reads to the end of the text.
    """
    if state.env.get(_READ, 0) > _MAX_LABELS:
        return -1
    end = parseLinkLabel(state, start, disable_nested)
    state.env[_READ] = state.env.get(_READ, 0) + (end if end >= 0 else state.posMax) - start
    return end


def _use_math(parser: MarkdownIt, *, double: bool) -> None:
    parser.use(dollarmath_plugin, allow_labels=False, allow_digits=False, double_inline=double, renderer=_math_html)
    rule = math_inline_dollar(allow_digits=False, allow_double=double)

    def at_any_place(state: StateInline, silent: bool) -> bool:
        """The plugin's rule, which takes a text's last character for the one before its first."""
        if state.pos > 0:
            return rule(state, silent)
        source, state.src = state.src, f"{state.src} "
        found = rule(state, silent)
        state.src = source
        return found

    parser.inline.ruler.at("math_inline", at_any_place)


def _display_math(_: object, tokens: Sequence[Token], place: int, *__: object) -> str:
    """Math between double dollars inside a paragraph, where the plugin's own `div` may not stand."""
    return f'<span class="math inline">{_math(tokens[place].content.strip(), display=True)}</span>'


class Markdown:
    """Markdown with math, as pages show it. Every method is a pure function of its text."""

    def __init__(self) -> None:
        self._without_links = _parser(linkify=False)
        self._with_links = _parser(linkify=True)

    def block(self, text: str) -> Markup:
        """Paragraphs, lists, emphasis, links and math. Headings begin at h3."""
        return self.quoted(text, ())[0]

    def quoted(self, text: str, quotes: Sequence[Quote]) -> tuple[Markup, frozenset[str]]:
        """The same with passages of `source_text` marked where they first stand, and the anchors of those found.

        A quotation that runs over the end of a paragraph is none.
        """
        tokens = self._blocks(text)
        missing = {quote.anchor: quote for quote in quotes}
        for token in tokens:
            if missing and token.children:
                pieces = list(_pieces(token.children, "$"))
                token.children, found = mark(token.children, pieces, tuple(missing.values()))
                for anchor in found:
                    del missing[anchor]
        return self._html(tokens), frozenset(quote.anchor for quote in quotes) - missing.keys()

    def portable(self, text: str) -> Markup:
        """The same as `block` for programs that know no MathML, such as feed readers: a formula is its TeX as code."""
        tokens = [_without_math(token) for token in self._blocks(text)]
        for token in tokens:
            token.children = [_without_math(child) for child in token.children or ()]
        return self._html(tokens)

    def _blocks(self, text: str) -> list[Token]:
        tokens = self._with_links.parse(text)
        for token in tokens:
            if token.type in {"heading_open", "heading_close"}:
                token.tag = f"h{min(6, int(token.tag[1]) + _HEADING_SHIFT)}"
        return tokens

    def _html(self, tokens: Sequence[Token]) -> Markup:
        parser = self._with_links
        return Markup(parser.renderer.render(tokens, parser.options, {}))

    def inline(self, text: str) -> Markup:
        """One line of plain text with math: a title. No other Markdown is read."""
        return Markup("").join(self.inline_parts(text, 0, 0)) if "$" in text else escape(text)

    def inline_parts(self, text: str, start: int, end: int) -> tuple[Markup, Markup, Markup]:
        """`text` as by `inline`, divided at `start` and `end`; a formula that these cut is in the middle whole."""
        if "$" not in text:
            return escape(text[:start]), escape(text[start:end]), escape(text[end:])
        parts = [Markup(), Markup(), Markup()]
        at = 0
        for token, piece in zip(tokens := self._math_tokens(text), _pieces(tokens, "$"), strict=True):
            first, last = max(0, min(start - at, len(piece))), max(0, min(end - at, len(piece)))
            at += len(piece)
            if token.type == "math_inline":
                parts[1 if first < last else 2 * (first == 0)] += _math(token.content)
            else:
                cut = (piece[:first], piece[first:last], piece[last:])
                parts = [part + escape(more) for part, more in zip(parts, cut, strict=True)]
        return parts[0], parts[1], parts[2]

    def plain(self, text: str) -> str:
        """The words of `text` alone, math as TeX without dollars: for descriptions, feeds and the search index."""
        return self._text(text, dollar="")

    def readable(self, text: str) -> str:
        """The same for plain mail: the address of a link stands behind its words."""
        blocks = ("".join(_spelled_out(token.children or (token,))) for token in self._with_links.parse(text))
        return "\n\n".join(filter(None, (block.strip() for block in blocks)))

    def source_text(self, text: str) -> str:
        """The text that `text` shows, math between dollars: what the extractors and the near-duplicate search read."""
        return self._text(text, dollar="$")

    def plain_title(self, text: str) -> str:
        """A title's words alone, math as TeX without dollars."""
        return "".join(t.content for t in self._math_tokens(text)) if "$" in text else text

    def from_text(self, text: str) -> str:
        """The Markdown that shows `text`, paragraphs of plain text with math: escaped only where it must be."""
        return "\n\n".join(self._paragraph_from_text(p) for p in text.split("\n\n"))

    def _paragraph_from_text(self, text: str) -> str:
        for markdown in (text, self._escaped_around_math(text)):
            if self.source_text(markdown) == text:
                return markdown
        return _ANY_MARK.sub(r"\\\1", text)

    def _escaped_around_math(self, text: str) -> str:
        pieces = (
            f"${t.content}$" if t.type == "math_inline" else _INLINE_MARK.sub(r"\\\1", t.content)
            for t in self._math_tokens(text)
        )
        return _BLOCK_MARK.sub(r"\1\\\2", "".join(pieces))

    def _math_tokens(self, text: str) -> Sequence[Token]:
        return _TITLE_PARSER.parseInline(text)[0].children or ()

    def _text(self, text: str, *, dollar: str) -> str:
        blocks = ["".join(_pieces(token.children or (token,), dollar)) for token in self._without_links.parse(text)]
        return "\n\n".join(filter(None, (block.strip() for block in blocks)))


def _without_math(token: Token) -> Token:
    """A formula as code; any other token as it is."""
    if not token.type.startswith("math"):
        return token
    kind = "code_block" if token.block else "code_inline"
    return Token(kind, "code", 0, content=token.content.strip(), block=token.block)


def _pieces(tokens: Sequence[Token], dollar: str) -> Iterator[str]:
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type.startswith("math"):
            dollars = dollar * len(token.markup)
            yield f"{dollars}{token.content}{dollars}"
        else:
            yield token.content


def _spelled_out(tokens: Sequence[Token]) -> Iterator[str]:
    """The words of `tokens`, and behind those of each link its address, unless they are the address."""
    words, address = "", ""
    for token in tokens:
        if token.type == "link_open":
            words, address = "", str(token.attrs["href"])
        piece = f" <{address}>" if token.type == "link_close" and words != address else "".join(_pieces([token], ""))
        words += piece
        yield piece


def _math_html(content: str, options: dict[str, bool]) -> str:
    return str(_math(content, display=options.get("display_mode", False)))


@lru_cache(maxsize=4096)
def _math(tex: str, *, display: bool = False) -> Markup:
    """MathML of `tex`, or its source as code where it is no TeX that the converter knows."""
    try:
        element = _mathml(tex, display)
    except Exception:  # the converter raises whatever a malformed formula makes it stumble over
        return Markup("<code>{}</code>").format(tex)
    return Markup(ElementTree.tostring(element, encoding="unicode", short_empty_elements=False))


def _mathml(tex: str, display: bool) -> ElementTree.Element:
    if len(tex) > _MAX_MATH:
        raise ValueError("too long")
    element: ElementTree.Element = convert_to_element(tex, display="block" if display else "inline")
    for node in element.iter():
        node.text = unescape(node.text) if node.text else node.text  # the converter writes entities into its text
        # Links, inline styles and ids have no place in a formula; the page's policy forbids styles anyway.
        for name in set(node.attrib) - _MATHML_ATTRIBUTES:
            del node.attrib[name]
    return element


def _title_parser() -> MarkdownIt:
    parser = MarkdownIt("zero")
    _use_math(parser, double=False)
    return parser


_TITLE_PARSER = _title_parser()
