"""Feeds, their entries, and the page that offers them. Every URL here is absolute, except those of the page."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from builder.views.parts import Head, Ref


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A score in the entry of a paper or an issue: its board, the value, and what it did, in words, where told."""

    path: str
    benchmark: str
    metric: str
    context: str
    value: str
    model: str
    verified: bool
    change: str = ""


@dataclass(frozen=True, slots=True)
class PaperItem:
    """What the entry of a paper shows; formulas in `abstract` and `note` are TeX as code."""

    note: Markup
    abstract: Markup
    scores: tuple[ScoreLine, ...]
    links: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """What the entry of a score shows: the score, the sentence that states it, the paper and its issue."""

    score: ScoreLine
    evidence: str
    paper: Ref
    issue: Ref


@dataclass(frozen=True, slots=True)
class IssueLine:
    """A paper in the entry of an issue, with the beginning of its abstract."""

    path: str
    title: str
    opening: str


@dataclass(frozen=True, slots=True)
class IssueItem:
    """What the entry of an issue shows; `more` is the number of papers that are left to its page at `path`."""

    introduction: Markup
    highlights: tuple[IssueLine, ...]
    news: tuple[ScoreLine, ...]
    sections: tuple[tuple[str, tuple[IssueLine, ...]], ...]
    path: str
    more: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed. `id` is permanent, `url` is its page, `content` is HTML as text.

    `external` is the paper's page elsewhere, or empty. `authors` may be empty: the feed's author stands for them.
    `categories` are slugs with names.
    """

    id: str
    url: str
    title: str
    published: str
    updated: str
    content: str
    external: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed (RFC 4287), newest entry first.

    `address` is its own URL, `home` the page it belongs to. `current` is set in an archive document (RFC 5005) and
    leads to the feed it is of; `earlier` leads to the archive document before, or is empty.
    """

    id: str
    title: str
    subtitle: str
    address: str
    home: str
    author: str
    rights: str
    updated: str
    entries: tuple[Entry, ...]
    current: str = ""
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed as pages offer it: its two addresses, and the page it belongs to, all as paths."""

    title: str
    atom: str
    json: str
    page: str


@dataclass(frozen=True, slots=True)
class SubscriptionGroup:
    """The feeds of one kind. Their titles are short, `heading` says what they are of."""

    anchor: str
    heading: str
    feeds: tuple[Subscription, ...]


@dataclass(frozen=True, slots=True)
class FeedsView:
    """The page that explains how to subscribe: the feeds of the whole digest, then those of its parts."""

    head: Head
    papers: Subscription
    issues: Subscription
    groups: tuple[SubscriptionGroup, ...]
    length: int
    part_length: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The list of feeds that readers import (OPML 2.0); every address is a URL. Groups have their feeds inside."""

    title: str
    feeds: tuple[tuple[str, str, str], ...]
    groups: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
