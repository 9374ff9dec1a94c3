"""The words of titles, tags and benchmarks, for the search page: near spellings, and what one letter may become."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from builder.catalogue import Catalogue

MOST = 5_000
"""Words in the file: 45 kB at most in practice, 20 kB compressed."""
_WORD = re.compile(r"[^\W_]{2,30}")
_FUNCTION_WORDS = frozenset(
    "a an and are as at be by can do does for from how in into is it its not of on or that the their to toward towards"
    " via what when with without you your".split()
)


def search_words(c: Catalogue) -> tuple[str, ...]:
    """The words in the most papers first, at most MOST: in small letters, without accents, two to 30 letters long.

    A word counts once for a paper, be it in its title or in the name of one of its tags or benchmarks.
    """
    papers: Counter[str] = Counter()
    for slug in c.site.papers:
        papers.update({word for text in _texts(c, slug) for word in _WORD.findall(_plain(text))})
    known = (word for word in papers if word not in _FUNCTION_WORDS and not word.isdecimal())
    return tuple(sorted(known, key=lambda word: (-papers[word], word))[:MOST])


def _texts(c: Catalogue, slug: str) -> Iterator[str]:
    paper, vocabulary = c.site.papers[slug], c.site.vocabulary
    yield c.name(slug)
    yield from (vocabulary.tags[tag].name for tag in paper.tags)
    yield from (vocabulary.benchmarks[use.benchmark].name for use in paper.benchmarks)


def _plain(text: str) -> str:
    """`text` as the search page compares words."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign)).lower()
