"""The title in an item of a list or in the cell of a table: what is quoted, linked, bold, or comes first."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from builder.listings.markdown_items import Span

_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\ufe0e\ufe0f\u200d\u20e3\U000e0020-\U000e007f]|:[a-z][a-z0-9_+-]{1,30}:"
)
_BEFORE = re.compile(
    r"\s*(?:\(?\d{1,3}[.)]\s+|[\[(【]\d{4}(?:[-/.]\d{1,2}){0,2}[\])】]|\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?\b"
    r"|[-–—:,.•●]+\s)[\s:,-]*"
)
_VENUE = re.compile(r"\s*[\[(【][^\[\]()【】]{1,40}[\])】]\s*")
_QUOTED = re.compile(r"[\"“](.{4,400}?)(?:[,.][\"”]|[\"”](?=\s*(?:[,.:;(\[*–—-]|$)))")
# fmt: off
_LABEL_WORDS = frozenset({
    "abs", "acl", "arxiv", "bibtex", "blog", "code", "codes", "colab", "data", "dataset", "datasets", "demo", "doi",
    "face", "full", "github", "gitlab", "here", "home", "homepage", "html", "hugging", "huggingface", "jax", "keras",
    "link", "links", "model", "models", "null", "official", "openreview", "page", "paper", "pdf", "poster", "preprint",
    "project", "pytorch", "repo", "review", "site", "slides", "star", "stars", "supp", "supplement", "tensorflow",
    "the", "tweet", "twitter", "unofficial", "url", "version", "video", "web", "webpage", "website", "weights",
})
# fmt: on
"""Words that say what is behind a link, and no more."""
_OTHER_FIELD = re.compile(
    r"\W*(?:authors?|abstract|summary|tl;?dr|keywords?|venue|published|publication|date|affiliations?)\s*[:：]",
    re.IGNORECASE,
)
_YEAR_BEHIND = re.compile(r"[ ]?[\[(][^\[\]()]{0,30}\d{4}[^\[\]()]{0,9}[\])]\s*$")
_SENTENCE_END = re.compile(r"(?<=[\w)$?!\"'])[.]\s|(?<=[?!])\s+(?=[A-Z])")
_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s")
_DESCRIBED = re.compile(r"\s{2,}|\n|\s[-–—]+\s")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_PHRASE = 25
"""Words of a title that stands behind a nickname."""


def title_in_item(spans: Sequence[Span]) -> str:
    """The title in an item; "" where nothing there is one."""
    text = "".join(span.text for span in spans)
    if _OTHER_FIELD.match(text):
        return ""
    found = sorted(_candidates(spans, text))
    if found:
        return found[0][1]
    return _behind_nickname(spans) or _first_phrase(spans)


def title_in_cell(spans: Sequence[Span]) -> str:
    """The title in a cell; where the row is numbered, an editor's text may follow it."""
    text = "".join(span.text for span in spans)
    shown = [span for span in spans if tidy(span.text)]
    first = next((span for span in shown if span.is_bold or span.url), None)
    if (
        first
        and shown.index(first) <= 1
        and not _is_label(first.text)
        and (first is shown[0] or _NUMBERED.fullmatch(f"{shown[0].text} "))
    ):
        return tidy(first.text)
    described = (
        _DESCRIBED.split(_BEFORE.sub("", text, count=1).strip()) if _NUMBERED.match(text) else text.strip().split("\n")
    )
    return "" if _is_label(described[0]) else tidy(described[0])


def tidy(text: str) -> str:
    """The words of a title without emoji, numbers and days before it, venues around it, and signs that part it."""
    text = " ".join(_EMOJI.sub(" ", text).split())
    for form in (_BEFORE, _VENUE, _BEFORE):
        found = form.match(text)
        text = text[found.end() :] if found and found.end() < len(text) else text
    return text.strip(" \t,;:-–—|•●").removesuffix(".").strip()


def _candidates(spans: Sequence[Span], text: str) -> Iterator[tuple[int, str]]:
    """What is surely a title, with where it stands: in quotation marks, or a link or bold text as long as a title."""
    if quoted := _QUOTED.search(text, 0, 600):
        yield quoted.start(), tidy(quoted[1])
    position = 0
    for span in spans:
        words = tidy(span.text)
        is_first = not any(map(str.isalnum, tidy(text[:position])))
        if (span.url or span.is_bold) and not _is_label(words) and (_is_long(words) or (span.url and is_first)):
            yield position, words
        position += len(span.text)


def _behind_nickname(spans: Sequence[Span]) -> str:
    """The phrase that follows a short bold name, or the name where whole sentences follow it."""
    place = next((place for place, span in enumerate(spans) if span.is_bold and tidy(span.text)), None)
    if place is None or _is_label(spans[place].text):
        return ""
    phrase = _first_phrase(spans[place + 1 :])
    behind = tidy("".join(span.text for span in spans[place + 1 :]))
    is_phrase = 3 <= len(phrase.split()) <= _LONGEST_PHRASE and not _SENTENCE_END.search(behind, 0, len(phrase) + 3)
    return phrase if is_phrase else tidy(spans[place].text)


def _first_phrase(spans: Sequence[Span]) -> str:
    """The plain text before the first link, up to the end of a sentence; names in italics may stand before it."""
    before: list[Span] = list(itertools.takewhile(lambda span: not span.url, spans))
    text = _upright(before) or "".join(span.text for span in before)
    phrase = _SENTENCE_END.split(tidy(text.strip().split("\n")[0].rstrip("([ ")))[0]
    return "" if _is_label(phrase) else tidy(_YEAR_BEHIND.sub("", phrase))


def _upright(spans: Sequence[Span]) -> str:
    """What stands in no italics, from its beginning up to the next italics."""
    begun = itertools.dropwhile(lambda span: span.is_italic or not tidy(span.text), spans)
    return "".join(span.text for span in itertools.takewhile(lambda span: not span.is_italic, begun))


def _is_long(words: str) -> bool:
    return len(words.split()) >= 3 or len(words) >= 20


def _is_label(text: str) -> bool:
    """Whether the words only say what is behind a link."""
    return _LABEL_WORDS.issuperset(_WORD.findall(tidy(text).casefold()))
