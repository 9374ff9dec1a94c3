"""How alike two titles, two abstracts, two lists of authors are: 0 to 100.

Likeness of texts is the normalised Indel similarity (the share of characters that a longest common subsequence keeps),
computed bit-parallel by RapidFuzz (Hyyrö, 2004).
"""

from __future__ import annotations

from rapidfuzz import fuzz

from builder.dedupe.normalise import Title

NAMES_AGREE = 60
"""The names score of one list of authors."""

LONGEST = 20_000
"""Characters of an abstract that are compared: the time grows with the square, and no abstract is longer."""


def title_score(a: Title, b: Title) -> float:
    """The better of two forms: words in alphabetical order (order does not count), and no spaces (hyphens do not)."""
    in_order = fuzz.ratio(" ".join(sorted(a.words)), " ".join(sorted(b.words)))
    return max(in_order, fuzz.ratio(a.joined, b.joined))


def abstract_score(a: str, b: str, *, cut: bool, floor: float = 0) -> float:
    """Likeness of two normal abstracts, 0 where it is below `floor`.

    `cut` says that one of them breaks off, so that only the beginnings count. Of longer ones the first `LONGEST`
    characters are compared.
    """
    a, b = a[:LONGEST], b[:LONGEST]
    length = min(len(a), len(b))
    whole = fuzz.ratio(a, b, score_cutoff=floor)
    return max(whole, fuzz.ratio(a[:length], b[:length], score_cutoff=floor)) if cut else whole


def names_score(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the shorter list's names that the other list has; 0 where one is empty."""
    shorter = min(len(a), len(b))
    return 100 * len(a & b) / shorter if shorter else 0.0


def percent(score: float) -> int:
    """A score as a whole number; 100 is said of what is equal alone."""
    return 100 if score == 100 else min(99, round(score))
