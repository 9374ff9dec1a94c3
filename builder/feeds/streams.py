"""Which feeds there are, and what each holds.

Every tag and every benchmark of the vocabulary has its feed, papers or none: a subscription outlives a correction that
takes off the last paper. The feed of papers has archive documents (RFC 5005), one for each issue; an archive document
changes with its issue and with nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from builder import ids, urls, views
from builder.catalogue import Catalogue
from builder.feeds.items import Html, Items, changed
from builder.feeds_page import ISSUES_LENGTH, part_length
from builder.model import Digest, Site
from builder.news import history
from builder.wording import day_text, printable

_NO_ENTRY = "1970-01-01T00:00:00Z"


class Stream(StrEnum):
    """The kinds of feeds."""

    PAPERS = "papers feed"
    ARCHIVE = "archive of the papers feed"
    ISSUES = "issues feed"
    TAG = "tag feed"
    BENCHMARK = "benchmark feed"


def streams(site: Site) -> Iterator[tuple[Stream, str, str]]:
    """Every feed: its kind, the key (a slug or a day) that it goes by, and its path. An archive is Atom alone."""
    both = [(Stream.PAPERS, "", urls.PAPERS_FEED), (Stream.ISSUES, "", urls.ISSUES_FEED)]
    both += [(Stream.TAG, slug, urls.tag_feed(slug)) for slug in site.vocabulary.tags]
    both += [(Stream.BENCHMARK, slug, urls.benchmark_feed(slug)) for slug in site.vocabulary.benchmarks]
    for kind, key, name in both:
        yield kind, key, urls.feed(name, "atom")
        yield kind, key, urls.feed(name, "json")
    for issue in site.issues:
        yield Stream.ARCHIVE, issue.day.isoformat(), urls.feed(urls.archive_feed(issue.day), "atom")


class Feeds:
    """The feeds of one site. Entries are made when a feed needs them, and once for all of them."""

    def __init__(self, catalogue: Catalogue, html: Html) -> None:
        self._c = catalogue
        self._site = catalogue.site
        self._items = Items(catalogue, html)

    def __call__(self, kind: Stream, key: str, path: str) -> views.Feed:
        """The feed of `kind` that goes by `key`, as it stands at `path`."""
        match kind:
            case Stream.PAPERS:
                return self._papers(path)
            case Stream.ARCHIVE:
                return self._archive(date.fromisoformat(key), path)
            case Stream.ISSUES:
                entries = tuple(map(self._items.issue, self._site.issues[:ISSUES_LENGTH]))
                return self._feed(urls.ISSUES_FEED, self._c.issues_feed(), path, "A whole issue an entry.", entries)
            case Stream.TAG:
                return self._tag(key, path)
            case Stream.BENCHMARK:
                return self._benchmark(key, path)

    def _papers(self, path: str) -> views.Feed:
        """The newest papers; what comes before them is in the archive of the newest issue that is not whole here."""
        length = self._site.digest.feed_size
        entries = tuple(map(self._items.paper, list(self._site.papers)[:length]))
        told, earlier = 0, ""
        for issue in self._site.issues:
            told += len(issue.papers)
            if told > length:
                earlier = self._archive_url(issue.day)
                break
        about = self._site.digest.description
        return self._feed(urls.PAPERS_FEED, self._c.papers_feed(), path, about, entries, earlier=earlier)

    def _archive(self, day: date, path: str) -> views.Feed:
        """The papers of one issue. Its link leads back alone: a later issue changes nothing here."""
        at = self._c.issue_at[day]
        before = self._site.issues[at + 1 : at + 2]
        return self._feed(
            urls.PAPERS_FEED,
            self._c.papers_feed(),
            path,
            f"Archive: {day_text(day)}.",
            tuple(map(self._items.paper, self._site.issues[at].papers)),
            current=self._url(urls.feed(urls.PAPERS_FEED, "atom")),
            earlier=self._archive_url(before[0].day) if before else "",
        )

    def _tag(self, slug: str, path: str) -> views.Feed:
        papers = self._site.papers_by_tag.get(slug, ())[: part_length(self._site.digest)]
        about = f"Papers tagged {self._site.vocabulary.tags[slug].name}."
        feed = self._c.tag_feed(slug)
        return self._feed(urls.tag_feed(slug), feed, path, about, tuple(map(self._items.paper, papers)))

    def _benchmark(self, slug: str, path: str) -> views.Feed:
        """The scores of a benchmark, those of the newest issue or checked last first."""
        found = [each for board in self._site.boards.get(slug, ()) for each in history(self._site, board)]
        found.sort(key=lambda each: (each[1].change, -each[1].total, each[1].rank, each[1].best.paper))
        found.sort(key=lambda each: changed(*each), reverse=True)
        shown = tuple(self._items.score(*each) for each in found[: part_length(self._site.digest)])
        name = self._site.vocabulary.benchmarks[slug].name
        about = f"New scores on {name} that abstracts state, each with what it beat."
        return self._feed(urls.benchmark_feed(slug), self._c.benchmark_feed(slug), path, about, shown)

    def _feed(
        self,
        name: str,
        feed: views.Subscription,
        path: str,
        about: str,
        entries: tuple[views.Entry, ...],
        *,
        current: str = "",
        earlier: str = "",
    ) -> views.Feed:
        digest = self._site.digest
        return views.Feed(
            id=ids.stream_id(digest, name),
            title=printable(feed.title),
            subtitle=printable(about),
            address=self._url(path),
            home=self._url(feed.page),
            author=printable(digest.curator or digest.title),
            rights=_rights(digest),
            updated=max((entry.updated for entry in entries), default=_NO_ENTRY),
            entries=entries,
            current=current,
            earlier=earlier,
        )

    def _archive_url(self, day: date) -> str:
        return self._url(urls.feed(urls.archive_feed(day), "atom"))

    def _url(self, path: str) -> str:
        return urls.absolute(self._site.digest.base_url, path)


def _rights(digest: Digest) -> str:
    words = f"What the curators wrote is under {digest.licence}; abstracts belong to their authors."
    return printable(words) if digest.licence else ""


def outline(catalogue: Catalogue) -> views.Outline:
    """The feeds that have something to tell now: tags and benchmarks that papers name."""

    def line(feed: views.Subscription) -> tuple[str, str, str]:
        base = catalogue.site.digest.base_url
        return feed.title, urls.absolute(base, feed.atom), urls.absolute(base, feed.page)

    return views.Outline(
        title=f"Feeds of {catalogue.site.digest.title}",
        feeds=(line(catalogue.papers_feed()), line(catalogue.issues_feed())),
        groups=(
            ("Tags", tuple(line(catalogue.tag_feed(slug)) for slug in catalogue.site.papers_by_tag)),
            ("Benchmarks", tuple(line(catalogue.benchmark_feed(slug)) for slug in catalogue.site.papers_by_benchmark)),
        ),
    )
