"""Markdown and math to HTML: what is shown, what stays text, and that text survives the way through Markdown."""

from __future__ import annotations

import re
import timeit

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from builder.markup import Markdown

MARKDOWN = Markdown()
MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML" display="{}"><mrow>{}</mrow></math>'
X = MATH.format("inline", "<mi>x</mi>")


def hrefs(text: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', MARKDOWN.block(text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>\n"),
        ("**a** *b* `c`", "<p><strong>a</strong> <em>b</em> <code>c</code></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("R&D < 3", "<p>R&amp;D &lt; 3</p>\n"),
        ("$x$", f'<p><span class="math inline">{X}</span></p>\n'),
    ],
)
def test_markdown(text: str, html: str) -> None:
    block = MARKDOWN.block(text)
    assert isinstance(block, Markup)
    assert block == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "<div>\n\n**x**\n\n</div>",
        "<!-- a -->",
        "<?php a ?>",
        "<a href='javascript:alert(1)'>x</a>",
        "&lt;script&gt;",
    ],
)
def test_raw_html_is_text(text: str) -> None:
    tags = set(re.findall(r"</?([a-z]+)", MARKDOWN.block(text)))
    assert tags <= {"p", "strong"}


@pytest.mark.parametrize(
    "text",
    ["![a](https://x.example/a.png)", "![a][b]\n\n[b]: https://x.example/a.png", "![](data:image/png;base64,AA)"],
)
def test_no_image_is_ever_requested(text: str) -> None:
    assert "<img" not in MARKDOWN.block(text)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "&#x6A;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/",
        "\\\\evil.example/",
        "/\\evil.example/",
        "https:\\\\evil.example/",
        "papers/",
        "#top",
        "https:",
    ],
)
def test_a_link_elsewhere_than_the_web_is_text(target: str) -> None:
    assert hrefs(f"[x]({target})") == []
    assert hrefs(f"[x](<{target}>)") == []
    assert hrefs(f"[x][y]\n\n[y]: {target}") == []
    assert hrefs(f"<{target}>") == []


@pytest.mark.parametrize("target", ["https://a.example/b?c=d&e", "http://a.example", "mailto:ada@a.example"])
def test_links_to_the_web_and_to_mail(target: str) -> None:
    assert hrefs(f"[x]({target})") == [target.replace("&", "&amp;")]


def test_bare_addresses_are_links_and_bare_names_are_not() -> None:
    assert hrefs("See https://a.example/b_c, or b.example and ada@b.example.") == ["https://a.example/b_c"]
    assert hrefs("https://a.example then //b.example and ftp://c.example") == ["https://a.example"]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("(https://a.example/b).", ["https://a.example/b"]),
        ("https://a.example/b_(c)!", ["https://a.example/b_(c)"]),
        ("**https://a.example/**", ["https://a.example/"]),
        ("'https://a.example/b'", ["https://a.example/b"]),
        ("HTTPS://a.example/b*c*d", ["HTTPS://a.example/b*c*d"]),
        ("[see https://a.example](https://b.example)", ["https://b.example"]),
        ("`https://a.example` and https\\://a.example", []),
        ("xhttps://a.example and x.https://a.example", []),
        ("https:// https://- http:///", []),
        ("http://a.example,https://b.example", ["http://a.example", "https://b.example"]),
        ("https://a.example/" + "b" * 3_000 + " https://c.example", ["https://c.example"]),
    ],
)
def test_where_a_bare_address_begins_and_ends(text: str, links: list[str]) -> None:
    assert hrefs(text) == links


HOSTILE = [
    *("ahttps://x ", "https://x/(", "://", "a://", "https://a.", "https://x/[(", "https://x/'a\"", "https://a@"),
    *(
        "[",
        "[[]",
        "![",
        "[a][",
        "[a](",
        "[a](<b",
        "*a ",
        "**a_",
        "`a``",
        "$a ",
        "$$a ",
        "$'a",
        "<a ",
        "~~a",
        "&#",
        "\\",
    ),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_time_a_text_takes_grows_no_faster_than_its_length(piece: str) -> None:
    short, long = _seconds(piece, 8_000), _seconds(piece, 32_000)
    assert long < max(8 * short, 0.5), (short, long)


def _seconds(piece: str, length: int) -> float:
    text = "https: " + piece * (length // len(piece))
    return min(timeit.repeat(lambda: MARKDOWN.block(text), number=1, repeat=2))


def test_headings_begin_below_those_of_the_page() -> None:
    html = MARKDOWN.block("# a\n\n## b\n\n##### c\n\nd\n===")
    assert re.findall(r"<(h\d)>", html) == ["h3", "h4", "h6", "h3"]
    assert re.findall(r"</(h\d)>", html) == ["h3", "h4", "h6", "h3"]


@pytest.mark.parametrize("text", ["$x$ since 2024", "$x$ and a \\", "no digit before $x$", "($x$)"])
def test_math_stands_at_any_place(text: str) -> None:
    assert X in MARKDOWN.inline(text)
    assert X in MARKDOWN.block(text)


@pytest.mark.parametrize(
    ("text", "start", "end", "parts"),
    [
        ("at 5% <b>", 3, 4, ("at ", "5", "% &lt;b&gt;")),
        ("at 5", 0, 0, ("", "", "at 5")),
        ("$x$ at 5 $x$", 7, 8, (f"{X} at ", "5", f" {X}")),
        ("at $x$ <b>", 4, 5, ("at ", X, " &lt;b&gt;")),
        ("at $x$ b", 0, 4, ("", f"at {X}", " b")),
        ("at $x$", 0, 0, ("", "", f"at {X}")),
        ("a $x$", 0, 1, ("", "a", f" {X}")),
    ],
)
def test_a_line_is_divided_around_a_whole_formula(text: str, start: int, end: int, parts: tuple[str, str, str]) -> None:
    assert MARKDOWN.inline_parts(text, start, end) == parts
    assert "".join(parts) == MARKDOWN.inline(text)


@pytest.mark.parametrize("text", ["from $5 to $6", "US$1 and $2", "a $ b", "$$", "$", "cost $", "\\$x\\$"])
def test_money_is_no_math(text: str) -> None:
    assert "<math" not in MARKDOWN.inline(text)
    assert "<math" not in MARKDOWN.block(text)


def test_display_math_in_its_own_block_and_inside_a_paragraph() -> None:
    display = MATH.format("block", "<mi>x</mi>")
    assert MARKDOWN.block("$$x$$") == f'<div class="math block">\n{display}\n</div>\n'
    assert MARKDOWN.block("a $$x$$ b") == f'<p>a <span class="math inline">{display}</span> b</p>\n'


def test_a_formula_gives_the_page_no_anchor() -> None:
    assert " id=" not in MARKDOWN.block("$$x$$ (content)")


@pytest.mark.parametrize(
    "tex",
    [
        "\\frac{1}",
        "{",
        "}",
        "\\left(",
        "\\begin{matrix}",
        "\\end{matrix}",
        "a^b^c",
        "\\unknown{x}",
        "\\",
        "_",
        "^",
        "&",
        "\\color{red}x",
        "\\href{javascript:alert(1)}{x}",
        "\\text{<script>alert(1)</script>}",
        "<b>",
        "\\genfrac",
        "x" * 3_000,
        "{" * 500,
    ],
)
def test_malformed_tex_never_raises_and_never_becomes_markup(tex: str) -> None:
    html = MARKDOWN.inline(f"${tex}$") + MARKDOWN.block(f"a ${tex}$ b")
    assert not re.search(r"<(script|b|a)\b|href|style=", html)
    html5lib.HTMLParser(strict=True).parseFragment(html)


def test_what_is_no_tex_stays_readable() -> None:
    assert MARKDOWN.inline("$" + "x" * 2_001 + "$") == f"<code>{'x' * 2_001}</code>"


def test_a_title_is_plain_text_with_math() -> None:
    assert MARKDOWN.inline("*A* <b> & `c`") == "*A* &lt;b&gt; &amp; `c`"
    assert MARKDOWN.inline("<i> $x$ & [y](https://z.example)") == f"&lt;i&gt; {X} &amp; [y](https://z.example)"


def test_plain_words_of_titles() -> None:
    assert MARKDOWN.plain_title("An $O(n \\log n)$ *Bound*") == "An O(n \\log n) *Bound*"
    assert MARKDOWN.plain_title("From $5 to $6") == "From $5 to $6"
    assert MARKDOWN.plain_title("A & B") == "A & B"


def test_plain_words_of_a_text() -> None:
    text = "# Head\n\n**Bold** and [link](https://a.example) with $x^2$\nover lines.\n\n- item\n\n`code`\n\n$$y$$"
    assert MARKDOWN.plain(text) == "Head\n\nBold and link with x^2 over lines.\n\nitem\n\ncode\n\ny"
    assert MARKDOWN.source_text("a $x$ b $$y$$ c\n\n$$z$$") == "a $x$ b $$y$$ c\n\n$$z$$"


@pytest.mark.parametrize(
    "text",
    [
        "A plain sentence, with (brackets), state-of-the-art; 87.3% at https://a.example/b_c_d.",
        "snake_case, a < b > c, R&D, 3 * 4, 'quotes' and $O(n^2)$ for US$5.",
        "A sum $$x + y$$ on display.",
    ],
)
def test_text_that_means_nothing_else_is_left_as_it_is(text: str) -> None:
    assert MARKDOWN.from_text(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("An *asterisk* beside $x_1$, state-of-the-art.", "An \\*asterisk\\* beside $x_1$, state-of-the-art."),
        ("# of parameters (in M)", "\\# of parameters (in M)"),
        ("1. First of all: [sic]", "1\\. First of all: \\[sic\\]"),
        ("- dash", "\\- dash"),
        ("> 90% of all", "\\> 90% of all"),
        ("A &amp; B", "A \\&amp; B"),
        ("10\\% of \\_", "10\\\\% of \\\\\\_"),
        ("one\n\n* two", "one\n\n\\* two"),
    ],
)
def test_only_what_markdown_would_read_is_escaped(text: str, markdown: str) -> None:
    assert MARKDOWN.from_text(text) == markdown


MARKS = st.sampled_from(
    [
        *"\\`*_{}[]()<>#+-.!|~$&:@=/;,?%^\"'1a é🙂",
        *("&amp;", "&#35;", "<em>", "http://a.example", "<http://a>", "$x$", "$$", "**", "__", "~~", "\\(", "word "),
        *("1. ", "- ", "# ", "> ", "[a](b)", "![i](u)", "--", "===", "|a|b|"),
    ]
)
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30)
ONE_LINE = st.one_of(WORDS, st.lists(MARKS, max_size=12).map("".join)).map(lambda text: " ".join(text.split()))


@given(ONE_LINE)
@example("$$x$$ (label)")
@example("[a]: https://a.example")
@example("*a* $x$ \\")
def test_text_survives_markdown(text: str) -> None:
    assert MARKDOWN.source_text(MARKDOWN.from_text(text)) == text


@given(st.lists(ONE_LINE.filter(bool), max_size=4))
def test_paragraphs_survive_markdown(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    assert MARKDOWN.source_text(MARKDOWN.from_text(text)) == text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), max_size=60))
def test_any_text_gives_valid_html_without_foreign_elements(text: str) -> None:
    html = MARKDOWN.block(text)
    html5lib.HTMLParser(strict=True).parseFragment(html)
    assert "<script" not in html
    assert "<img" not in html
