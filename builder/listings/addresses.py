"""Addresses beside an entry: identifiers of the paper, and links to what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from builder.model import Link, LinkKind

_ARXIV = r"\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7}"
_IN_URLS = {
    "arxiv": re.compile(
        r"(?:ar5iv(?:\.labs)?\.(?:arxiv\.)?org|arxiv\.org|alphaxiv\.org|huggingface\.co|hf\.co|doi\.org/10\.48550)/"
        rf"(?:abs/|pdf/|html/|papers/|format/|arxiv\.)?({_ARXIV})(?!\d)",
        re.IGNORECASE,
    ),
    "openreview": re.compile(r"openreview\.net/(?:forum|pdf|attachment)/?\?id=([\w-]+)"),
    "acl": re.compile(
        r"(?:aclanthology\.org|aclweb\.org/anthology)/(?:papers/\w+/\w+/)?"
        r"([A-Z]\d\d-\d{4}|\d{4}\.[a-z\d-]+\.\d+)(?![\w-])"
    ),
    "doi": re.compile(r"doi\.org/(10\.\d{4,9}/[^\s?#]+)", re.IGNORECASE),
}
_VALUES = {
    "arxiv": re.compile(
        rf"(?:https?://arxiv\.org/abs/|oai:arxiv\.org:|arxiv:\s*)?({_ARXIV})(?:v\d+)?(?:\s*\[.*\])?", re.IGNORECASE
    ),
    "doi": re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE),
    "openreview": re.compile(r"([A-Za-z0-9_-]+)"),
    "acl": re.compile(r"([A-Za-z0-9.-]+)"),
}
_URL = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,1990}", re.IGNORECASE)
_CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com")
_PAGES_HOSTS = (".github.io", ".gitlab.io", ".netlify.app", ".vercel.app", ".readthedocs.io")
_DATA_HOSTS = ("zenodo.org", "kaggle.com", "figshare.com", "physionet.org")
_PAPER_HOSTS = re.compile(
    r"(?:^|\.)(?:arxiv\.org|openreview\.net|aclanthology\.org|aclweb\.org|doi\.org|thecvf\.com|mlr\.press|ecva\.net"
    r"|papers\.nips\.cc|neurips\.cc|ieee\.org|acm\.org|springer\.com|nature\.com|science\.org|sciencedirect\.com"
    r"|biorxiv\.org|medrxiv\.org|aaai\.org|isca-speech\.org|isca-archive\.org|usenix\.org|jmlr\.org|wiley\.com"
    r"|semanticscholar\.org|alphaxiv\.org|mdpi\.com|ssrn\.com|hal\.science|roboticsproceedings\.org)$"
)
_LABELS = (
    (
        LinkKind.CODE,
        re.compile(r"\b(?:code|github|gitlab|pytorch|tensorflow|jax|official|repo\w*|implementation)\b", re.IGNORECASE),
    ),
    (LinkKind.DATA, re.compile(r"\bdata(?:sets?)?\b", re.IGNORECASE)),
    (LinkKind.MODEL, re.compile(r"\b(?:models?|weights|checkpoints?)\b", re.IGNORECASE)),
    (LinkKind.PROJECT, re.compile(r"\b(?:project|website|web|homepage|page|demo)\b", re.IGNORECASE)),
)
_PAPER_LABEL = re.compile(r"\b(?:paper|pdf|arxiv|preprint|openreview|abs|doi|acl)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """An address with the words that the listing puts on it."""

    url: str
    label: str = ""

    @property
    def host(self) -> str:
        """The host in lower case without `www.`; "" where the address is broken."""
        try:
            return (urlsplit(self.url).hostname or "").removeprefix("www.")
        except ValueError:
            return ""

    @property
    def is_paper(self) -> bool:
        """Whether a paper is behind it, or a page about one."""
        if self.host in _CODE_HOSTS:
            return False
        if _PAPER_HOSTS.search(self.host) or _ids_in(self.url):
            return True
        return self.url.lower().endswith(".pdf") or _PAPER_LABEL.search(self.label) is not None


def urls_in(text: str) -> list[str]:
    """The web addresses that a field holds, without the punctuation behind them."""
    return [_trimmed(url) for url in _URL.findall(text)]


def _trimmed(text: str) -> str:
    """An address or identifier without the punctuation behind it, and without a bracket that it does not open."""
    return text.rstrip(".,;:'" if "(" in text else ".,;:')")


def identifiers(given: Mapping[str, str], addresses: Iterable[Address] = ()) -> dict[str, str]:
    """Identifiers by scheme, in the form in which a paper's file has them: those given, then those of addresses.

    What has not the form of an identifier is left out.
    """
    fitting = ((scheme, _VALUES[scheme].fullmatch(value.strip())) for scheme, value in given.items())
    found = {scheme: match[1] for scheme, match in fitting if match and match[1].isprintable()}
    for address in addresses:
        for scheme, value in _ids_in(address.url).items():
            found.setdefault(scheme, value)
    if own := _IN_URLS["arxiv"].search(f"doi.org/{found.get('doi', '')}"):
        found.setdefault("arxiv", own[1])
    return {scheme: found[scheme] for scheme in _VALUES if scheme in found}


def _ids_in(url: str) -> dict[str, str]:
    url = unquote(url)
    ids = {scheme: match[1] for scheme, form in _IN_URLS.items() if (match := form.search(url))}
    if "arxiv" in ids:
        ids.pop("doi", None)
    bare = ((scheme, _trimmed(value.rstrip("/"))) for scheme, value in ids.items())
    return {scheme: value for scheme, value in bare if value.isprintable() and _VALUES[scheme].fullmatch(value)}


def links(addresses: Iterable[Address], ids: Mapping[str, str]) -> tuple[Link, ...]:
    """What belongs to a paper: code, data, models, its page; the paper itself only where it has no identifier."""
    found: dict[str, Link] = {}
    for address in addresses:
        kind = _kind(address) or (LinkKind.PROJECT if address.is_paper and not ids else None)
        if kind and _is_whole(address):
            found.setdefault(address.url, Link(kind, address.url))
    return tuple(found.values())


def _kind(address: Address) -> LinkKind | None:
    host, path = address.host, urlsplit(address.url).path if address.host else ""
    if host in _CODE_HOSTS:
        return LinkKind.CODE if path.strip("/") else None
    if _ids_in(address.url) or address.is_paper:
        return None
    if host in ("huggingface.co", "hf.co"):
        return LinkKind.DATA if path.startswith("/datasets/") else LinkKind.MODEL
    if host in _DATA_HOSTS:
        return LinkKind.DATA
    if host.endswith(_PAGES_HOSTS):
        return LinkKind.PROJECT
    return next((kind for kind, words in _LABELS if words.search(address.label)), None)


def _is_whole(address: Address) -> bool:
    return _URL.fullmatch(address.url) is not None and "@" not in urlsplit(address.url).netloc
