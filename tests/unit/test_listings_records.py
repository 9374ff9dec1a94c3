"""All formats but the page of Hugging Face: reading takes time linear in the length of any text."""

from __future__ import annotations

import time

import pytest

from builder.diagnostics import Report
from builder.listings import FORMATS, Format

RECORDS = (
    "@a{b, title={c},\n}\n",
    "@a{b, title={c",
    "@a{b, title={c} {\n",
    "TY  - A\n",
    "TY  - A\nTI  - B\nER  - \n",
    '{"title": "a", "abstract": "b"}\n',
    '{"title": "a", \n',
    "{'title': 'a'}\n",
    '[{"a": "b',
    '[{"paper": ',
    '{"a": 1}',
    "1 ",
    "[1,",
    "{} ",
    '"\\',
    "<feed><entry><title>a</title></entry>",
    "<rss><item>http://arxiv.org/abs/1",
    "<item ",
    "- [a](http://b.c/d.pdf)\n",
    "- a\n  - b\n",
    "- x",
    "|",
    "- **a** ",
    "|a|b|\n|-|-|\n",
)
"""Whole and broken records of every format, again and again."""


@pytest.mark.parametrize("piece", RECORDS)
@pytest.mark.parametrize(
    "known", [known for known in FORMATS if known.name != "hf-papers"], ids=lambda known: known.name
)
def test_reading_takes_linear_time(known: Format, piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.perf_counter()
        known.detect(text)
        known.parse(text, "x.txt", Report())
        return time.perf_counter() - start

    seconds(1_000)
    small = min(seconds(10_000) for _ in range(2))
    assert seconds(40_000) < max(4 * 3 * small, 2.0)
