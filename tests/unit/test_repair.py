"""Repair mends what can only be broken, leaves everything else, and does it once for all."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.diagnostics import Report
from builder.listings import read_listing
from builder.repair import repair_abstract, repair_title

REAL = Path(__file__).resolve().parents[2] / "content" / "listings" / "2025-03-14-hf-papers.txt"


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        # macros and escapes
        (r"the last layer (\ie, the head)", "the last layer (i.e., the head)"),
        (r"\eg~trees, \etal. say, \wrt depth", "e.g. trees, et al. say, w.r.t. depth"),
        (r"83.8 \% of R\&D", "83.8 % of R&D"),
        (r"a \emph{very \textbf{deep}} net", "a very deep net"),
        (r"{\scriptsize X} and {scriptsize Y}", "X and Y"),
        (r"{\em modular} and \bf{bold}", "modular and bold"),
        (r"emph{lost} textbf{D}epth", "lost Depth"),
        (r"69.8 \pm 0.5, Hit@10 \approx 0.7", "69.8 ± 0.5, Hit@10 ≈ 0.7"),
        (r"\noindent We \small show", "We show"),
        (r"Points \\ for All", "Points for All"),
        (r"200\,MB and 1{,}000", "200 MB and 1,000"),
        (r"Germ\-Eval", "GermEval"),
        (r"by 2--3 points", "by 2–3 points"),
        (r"from~\cite{Peg11}. We", "from. We"),
        (r"data\footnote{See the appendix.} we", "data (See the appendix.) we"),
        (r"\href{https://a.org/x}{here}", "here (https://a.org/x)"),
        (r"\href{https://a.org}{https://a.org}", "https://a.org"),
        (r"\textcolor{blue}{\url{https://a.org/b\_c}}", "https://a.org/b_c"),
        (r"mm\textsuperscript{2}, the 2\textsuperscript{nd}", "mm², the 2nd"),
        # accents
        (r"Ragnar\"ok, Lov\'asz, Erd\H{o}s", "Ragnarök, Lovász, Erdős"),
        (r"{\"o} \"{O} \c{c} \v{s} \~n \^{\i} Stra\ss e S{\o}ren", "ö Ö ç š ñ î Straße Søren"),
        (r"it\'s a \"true\" test", 'it\'s a "true" test'),
        # quotation marks
        ("``enormous data''", '"enormous data"'),
        ('``rounds" using', '"rounds" using'),
        ("the `[CLS]' token doesn't", 'the "[CLS]" token doesn\'t'),
        ("of ''underthinking'', where", 'of "underthinking", where'),
        # ties
        ("AI~Overviews, Fig.~3, 336~ms, models~(LLMs)", "AI Overviews, Fig. 3, 336 ms, models (LLMs)"),
        ("available at~https://a.org", "available at https://a.org"),
        ("$M$~training", "$M$ training"),
        # lost backslashes
        ("1,536times1,536 and 256 times 256", "1,536×1,536 and 256×256"),
        ("2.8times faster, 10\\times more, on 8timesA800", "2.8× faster, 10× more, on 8×A800"),
        ("by 3%sim20% and sim5%", "by 3%~20% and ~5%"),
        ("a leq 2% loss, geq3", "a ≤ 2% loss, ≥3"),
        ("69.8 pm 0.5% and 5pm0.1", "69.8 ± 0.5% and 5±0.1"),
        ("Sim rightarrow Real", "Sim → Real"),
        # powers and small math
        ("PC$^2$, PC^2's and H$_2$O", "PC², PC²'s and H₂O"),
        ("O(n^2), 10^-6, 2^{125}, C^2DLM", "O(n²), 10⁻⁶, 2¹²⁵, C²DLM"),
        (r"$83.5\%$ with 2$\times$ fewer, $\sim$5, 20$\times$20", "83.5% with 2× fewer, ~5, 20×20"),
        (r"a cost of \(\alpha + 1\) here", r"a cost of $\alpha + 1$ here"),
        # addresses
        ("released athttps://a.org/b.", "released at https://a.org/b."),
        ("in future work.https://a.org", "in future work. https://a.org"),
        # characters
        ("non\u00adcon\u00adti\u00adgu\u00adous\u200b data\u00a0set", "noncontiguous data set"),
        ("e\u0301te\u0301\x07 \ufeffx", "été x"),
        ("R&amp;D &lt;EOS&gt; W&#252;rttemberg &amp;lt; x", "R&D <EOS> Württemberg < x"),
        ("two  spaces\tand tabs ", "two spaces and tabs"),
    ],
)
def test_mends(broken: str, mended: str) -> None:
    assert repair_abstract(broken) == mended
    assert repair_title(broken) == mended


@pytest.mark.parametrize(
    "text",
    [
        "It is sometimes 40 times faster than similar and simple baselines, at times 3.",
        "About ~5% (~$1 per user), 2x~4x, 3%~20%, in ~/papers, with soft-O bounds O~(n).",
        "An alpha of 0.5, a beta version, approx 5%, and a sim agent at 3 pm 10 people met.",
        "C^* algebras, RAG^T, x^n, n^5/3 and a_b, __init__ and f[i](x).",
        "It costs $5 and $10, or US$5-$10.",
        "The bound $O(n^2)$ with $\\alpha > 0$, $$x_1 + y$$ and T$^\\star$.",
        "Open C:\\alpha\\times\\new.txt or \\\\server\\pm\\share.",
        "Our \\beir{} and {\\xnet} and \\tool stay, as do {4,8} and [0, 1).",
        "Dashes -- like these --- stay, and long-term---the plan.",
        "The developers' tools of James' lab, f'' and 5' 3''.",
        "Run `code` and `users' choice' of `more.",
        "See (https://a.org), git+https://b.org, https://c.org/?u=https://d.org and https://e.org/~me/x.",
        "AT&T; R&D, &c; and &unknown; stay.",
        "“Curly” quotes, naïve façades, 你好, emoji 👩‍🔬.",
        "The last <EOS> token, sourcecitations and multimodal model ing.",
        "SIM10K to Cityscapes, sim10k, 5 sims and Times New Roman.",
    ],
)
def test_leaves_what_is_not_surely_broken(text: str) -> None:
    assert repair_abstract(text) == text
    assert repair_title(text) == text


def test_joins_hard_wraps_and_keeps_paragraphs() -> None:
    text = "A text is\\\\\nwrapped, multi-\r\nmodal, inter-\nand intra.\n\n  \nA second\nparagraph.\\\n\n"
    assert repair_abstract(text) == "A text is wrapped, multi-modal, inter- and intra.\n\nA second paragraph."


def test_a_title_is_one_line() -> None:
    assert (
        repair_title("  Source to Citation:\n\n Measuring\\\\ \n Engagement ")
        == "Source to Citation: Measuring Engagement"
    )


def test_the_real_listing_is_mended_completely() -> None:
    listing = read_listing(REAL.read_bytes(), REAL.name, Report())
    assert listing is not None
    texts = [repair_title(e.title) + "\n" + repair_abstract(e.abstract) for e in listing.entries]
    remnants = ("\\", "`", "$", "^", "{", "}", "timesfaster", "times1", "sim2", "leq", "at~", "workhttps", ".https")
    assert [(remnant, text) for text in texts for remnant in remnants if remnant in text] == []
    changed = [e for e in listing.entries if repair_abstract(e.abstract) != e.abstract]
    assert len(changed) == 12


REMNANTS = (
    *(
        "\\",
        "{",
        "}",
        "$",
        "~",
        "^",
        "&",
        "amp;",
        "lt;",
        "#38;",
        ";",
        "'",
        "`",
        '"',
        "''",
        "``",
        " ",
        "\n",
        "\n\n",
        "\\\\",
    ),
    *(
        "\\emph{",
        "\\url{",
        "\\href{",
        "{\\em ",
        "\\footnote{",
        "\\cite{a}",
        "\\ie",
        "\\o",
        '\\"',
        "\\(",
        "\\)",
        "\\-",
        "\\,",
    ),
    *(
        "o",
        "A",
        "5",
        "2",
        "%",
        "\\%",
        "times",
        "sim",
        "leq ",
        "pm",
        "0.5",
        "rightarrow",
        "approx",
        "^2",
        "^{2}",
        "$^2$",
        "{,}",
    ),
    *(
        "https://a.b",
        "http://x.y/~z",
        "C:\\x",
        "--",
        "\u00ad",
        "\u200b",
        "\u200d",
        "e\u0301",
        "\u0301",
        ".",
        ",",
        "(",
        ")",
    ),
    *("\\textsuperscript{", "\\times", "\\$", "\ue000", "\U000f0000", "_", "&#960;", "\\ "),
)


@given(st.one_of(st.text(), st.lists(st.sampled_from(REMNANTS), max_size=14).map("".join)))
@example("\\\\cite{a}")
@example("\\" * 5)
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    for repair in (repair_title, repair_abstract):
        once = repair(text)
        assert repair(once) == once


@given(st.lists(st.text(alphabet="abcdefgABCDEFG0123456789,.-()", min_size=1, max_size=9), min_size=1).map(" ".join))
def test_a_text_without_remnants_is_unchanged(text: str) -> None:
    assert repair_abstract(text.replace("--", "-")) == text.replace("--", "-")


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "\\",
            "{",
            "}",
            "$",
            "~",
            "a~",
            "^",
            "&amp;",
            "'",
            "`",
            "``a",
            "`a'b ",
            "\\\\",
            "\\emph{",
            "\\href{a}{",
            "{\\em ",
        ),
        *(
            "\\footnote{",
            '\\"',
            "1 times ",
            "sim",
            "0.5 pm ",
            "https://a.b",
            "http://x'",
            "C:\\x",
            "\\(a",
            "$^{",
            "\u0301",
            "a",
        ),
    ],
)
def test_repair_takes_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.perf_counter()
        repair_abstract(text)
        return time.perf_counter() - start

    seconds(1_000)
    small = min(seconds(50_000) for _ in range(2))
    assert seconds(200_000) < max(4 * 3 * small, 1.0)
