"""Near-duplicates: which records are one work, surely or perhaps, and what was decided about them."""

from builder.dedupe.decisions import now, one_line, open_pairs, record_decision, record_reviews, rename
from builder.dedupe.find import find_pairs, find_pairs_between
from builder.dedupe.lines import records_of
from builder.dedupe.record import Pair, Record, Verdict, record_from
from builder.dedupe.richer import richer_abstract, richer_authors, richer_title

__all__ = [
    "Pair",
    "Record",
    "Verdict",
    "find_pairs",
    "find_pairs_between",
    "now",
    "one_line",
    "open_pairs",
    "record_decision",
    "record_from",
    "record_reviews",
    "records_of",
    "rename",
    "richer_abstract",
    "richer_authors",
    "richer_title",
]
