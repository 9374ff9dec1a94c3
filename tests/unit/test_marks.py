"""Quotations marked in a rendered text: found, nested, and never at the cost of the text or of valid HTML."""

from __future__ import annotations

import re

import html5lib
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from builder.marks import Quote
from builder.markup import Markdown
from builder.stated import quoted_at

MARKDOWN = Markdown()
WORDS = st.sampled_from(
    [
        *(
            "58.7",
            "box AP",
            "a",
            " ",
            ", ",
            "\n",
            "\n\n",
            "*",
            "**",
            "`",
            "$x_1$",
            "$",
            "[b c](https://a.example/)",
            "[",
        ),
        *("& <i>", "https://b.example/ ", "~~", "- ", "\\", "# ", "|", "&amp;", "$$y$$"),
    ]
)
TEXT = st.lists(WORDS, max_size=30).map("".join)


def marked(text: str, *quotes: str | Quote) -> str:
    named = [q if isinstance(q, Quote) else Quote(f"e{n}", q) for n, q in enumerate(quotes, start=1)]
    html, _ = MARKDOWN.quoted(text, named)
    return html.removeprefix("<p>").removesuffix("</p>\n")


@pytest.mark.parametrize(
    ("text", "quote", "html"),
    [
        ("It has 58.7 AP.", "58.7 AP", 'It has <mark id="e1">58.7 AP</mark>.'),
        ("R&D & x", "D & x", 'R&amp;<mark id="e1">D &amp; x</mark>'),
        ("one\ntwo", "one two", '<mark id="e1">one\ntwo</mark>'),
        ("a *b* c", "a b c", '<mark id="e1">a <em>b</em> c</mark>'),
        ("a *b c* d", "a b", '<mark id="e1">a <em>b c</em></mark> d'),
        ("a *b c* d", "c d", 'a <mark id="e1"><em>b c</em> d</mark>'),
        ("a *b c* d", "b", 'a <em><mark id="e1">b</mark> c</em> d'),
        ("a `b c` d", "c d", 'a <mark id="e1"><code>b c</code> d</mark>'),
        ("*a* b **c d**", "a b c", '<mark id="e1"><em>a</em> b <strong>c d</strong></mark>'),
        ("a a", "a", '<mark id="e1">a</mark> a'),
        ("10.5 AP and 0.5 AP", "0.5 AP", '10.5 AP and <mark id="e1">0.5 AP</mark>'),
        ("10.5 AP", "0.5 AP", "10.5 AP"),
        ("a", "b", "a"),
        ("a", "", "a"),
    ],
)
def test_a_mark_grows_to_whole_elements(text: str, quote: str, html: str) -> None:
    assert marked(text, quote) == html


def test_a_formula_is_marked_whole() -> None:
    html = marked("of $82.9$ top", Quote("e", "of $82.9", (4, 8)))
    assert re.fullmatch(r'<mark id="e">of <b><span class="math inline"><math.*</math></span></b></mark> top', html)


def test_a_quotation_over_two_paragraphs_is_none() -> None:
    html, found = MARKDOWN.quoted("a b\n\nc d", [Quote("e1", "b c"), Quote("e2", "b\n\nc"), Quote("e3", "c")])
    assert html == '<p>a b</p>\n<p><mark id="e3">c</mark> d</p>\n'
    assert found == {"e3"}


def test_two_results_of_one_sentence_each_have_their_mark_and_number() -> None:
    quotes = Quote("e1", "58.7 and 51.1", (0, 4)), Quote("e2", "58.7 and 51.1", (9, 13))
    assert marked("at 58.7 and 51.1.", *quotes) == (
        'at <mark id="e1"><mark id="e2"><b>58.7</b> and <b>51.1</b></mark></mark>.'
    )


def test_a_number_that_two_results_share_is_set_apart_once() -> None:
    assert marked("at 9.", Quote("e1", "at 9", (3, 4)), Quote("e2", "at 9", (3, 4))).count("<b>") == 1


def test_quotations_that_cross_are_nested() -> None:
    assert marked("a b c d", "a b c", "b c d") == '<mark id="e1">a <mark id="e2">b c d</mark></mark>'
    assert marked("a b c d", "b c", "c d", "a b") == (
        '<mark id="e3">a <mark id="e1">b <mark id="e2">c d</mark></mark></mark>'
    )


SPAN = st.tuples(st.integers(0, 40), st.integers(1, 30))


@given(TEXT, st.lists(SPAN, max_size=4))
@example("a *b [c](https://a.example/) d* $e$ f", [(2, 3), (4, 4), (0, 6)])
def test_marks_add_elements_and_change_nothing_else(text: str, spans: list[tuple[int, int]]) -> None:
    source = MARKDOWN.source_text(text)
    quotes = [
        Quote(f"e{n}", source[at : at + size], (0, 1)) for n, (at, size) in enumerate(spans) if source[at : at + size]
    ]
    html, found = MARKDOWN.quoted(text, quotes)
    assert re.sub(r'<mark id="e\d">|</mark>|</?b>', "", html) == MARKDOWN.block(text)
    assert sorted(re.findall(r'id="(e\d)"', html)) == sorted(found)
    html5lib.HTMLParser(strict=True).parseFragment(html)


@given(TEXT, SPAN)
def test_every_quotation_within_a_paragraph_is_found(text: str, span: tuple[int, int]) -> None:
    assume(not re.search('<pre|class="math block', MARKDOWN.block(text)))
    paragraph = max(MARKDOWN.source_text(text).split("\n\n"), key=len)
    quote = paragraph[span[0] : sum(span)]
    if quote and quoted_at(paragraph, quote) >= 0:
        assert MARKDOWN.quoted(text, [Quote("e", quote)])[1] == {"e"}
