"""The addresses of paper pages, as text copies write them."""

from __future__ import annotations

import re

_BARE_URL = re.compile(r"<?(https?://[^\s<>]+)>?")
_PAPER_PAGE = re.compile(
    r"(?:(?:url|link|paper|page|arxiv|pdf|source) ?: ?)?<?(?:https?://)?(?:www\.)?"
    r"((?:huggingface\.co/papers|arxiv\.org/(?:abs|pdf|html))/[^\s<>]+)>?"
    r"|arxiv ?: ?(\d{4}\.\d{4,5}(?:v\d+)?)(?: ?\[[\w.-]+\])?",
    re.IGNORECASE,
)


def read_address(text: str) -> str | None:
    """The address that the text is, or None; that of a paper may be shortened or named."""
    bare = _BARE_URL.fullmatch(text)
    return bare[1] if bare else paper_page(text)


def paper_page(text: str) -> str | None:
    """The address of a paper's page that the text is, or None."""
    page = _PAPER_PAGE.fullmatch(text)
    if page is None:
        return None
    return f"https://{page[1]}" if page[1] else f"https://arxiv.org/abs/{page[2]}"
