"""The one sentence of an abstract that tells most: what the paper does, not why the field matters."""

from __future__ import annotations

import re

from builder.extract.sentences import sentences

_DOES = re.compile(
    r"\b(?:we|this (?:paper|work|article|study|report|survey)|in this (?:paper|work|article|study))\b[^.]{0,60}?"
    r"\b(?:propos|present|introduc|develop|design|describ|build|explor|investigat|stud|show|releas|analy[sz]|review)"
    r"(?:e|es|s|y|ies|ed|t)?\b",
    re.IGNORECASE,
)


def telling_sentence(text: str) -> str:
    """The first sentence of `text` (an abstract, plain) that says what its authors did; else its first sentence."""
    found = [text[start:end] for start, end in sentences(text)]
    return next((sentence for sentence in found if _DOES.search(sentence)), found[0] if found else "")
