"""The URLs of an abstract and what they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from builder.model import Link, LinkKind

_REST = r"[^\s<>\"'“”{}|\\^`]+"
_BARE = r"(?<![\w./@:-])(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|huggingface\.co|zenodo\.org)/"
_URL = re.compile(rf"https?://{_REST}|{_BARE}{_REST}", re.IGNORECASE)
_TRAILING = ".,;:!?*_~\"'…"
_CODE_HOSTS = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "sourceforge.net"})
_PAGES_HOSTS = (".github.io", ".gitlab.io", ".netlify.app", ".vercel.app", ".readthedocs.io")
_DATA_HOSTS = frozenset({"zenodo.org", "kaggle.com", "figshare.com", "dataverse.harvard.edu", "physionet.org"})
_CUES = (
    (LinkKind.DATA, re.compile(r"\b(?:data(?:sets?)?|corpus|corpora|benchmark)\b", re.IGNORECASE)),
    (LinkKind.CODE, re.compile(r"\b(?:codes?|implementation|repository|source|toolkit|software)\b", re.IGNORECASE)),
    (LinkKind.MODEL, re.compile(r"\b(?:models?|weights|checkpoints?)\b", re.IGNORECASE)),
)
_CUE_WINDOW = 90


def links(text: str) -> tuple[Link, ...]:
    """Every http(s) URL of the text, once, without the punctuation of the sentence around it.

    An address on one of the hosts for code and data counts without its scheme as well: github.com/owner/name.
    """
    found: dict[str, Link] = {}
    if not any(sign in text for sign in ("://", ".com/", ".co/", ".org/")):
        return ()
    for match in _URL.finditer(text):
        for url in _unglued(match.group()):
            before = text[max(0, match.start() - _CUE_WINDOW) : match.start()]
            found.setdefault(url, Link(_kind(url, before), url))
    return tuple(found.values())


def _unglued(run: str) -> Iterator[str]:
    """The URLs in a run without blanks: two may be glued together, and a sentence's punctuation may follow."""
    for part in re.split(r"(?<=.)(?=https?://)", run):
        url = _trimmed(part if "://" in part else f"https://{part}")
        if _host(url):
            yield url


def _trimmed(url: str) -> str:
    """The URL without trailing punctuation and without a bracket that it does not open itself."""
    surplus = {")": url.count(")") - url.count("("), "]": url.count("]") - url.count("[")}
    end = len(url)
    while end and (url[end - 1] in _TRAILING or surplus.get(url[end - 1], 0) > 0):
        if url[end - 1] in surplus:
            surplus[url[end - 1]] -= 1
        end -= 1
    return url[:end]


def _host(url: str) -> str:
    """The host of a URL in lower case without `www.`; "" where the URL is broken."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _kind(url: str, before: str) -> LinkKind:
    host, path = _host(url), urlsplit(url).path
    if host in _CODE_HOSTS:
        return LinkKind.CODE
    if host in ("huggingface.co", "hf.co"):
        return _hugging_face_kind(path)
    if host in _DATA_HOSTS:
        return LinkKind.DATA
    if host.endswith(_PAGES_HOSTS):
        return LinkKind.PROJECT
    return next((kind for kind, cue in _CUES if cue.search(before)), LinkKind.PROJECT)


def _hugging_face_kind(path: str) -> LinkKind:
    parts = [part for part in path.split("/") if part]
    if parts[:1] == ["datasets"]:
        return LinkKind.DATA
    return (
        LinkKind.MODEL if len(parts) == 2 and parts[0] not in ("spaces", "papers", "collections") else LinkKind.PROJECT
    )
