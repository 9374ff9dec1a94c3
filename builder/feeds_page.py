"""The view of the page that explains how to subscribe: every feed with its two addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from builder import urls, views
from builder.catalogue import FACETS, Catalogue
from builder.model import Digest

ISSUES_LENGTH = 10  # issues in their feed, each of which has dozens of papers
_PART_LENGTH = 20  # entries in the feed of a tag or a benchmark: there are hundreds of these feeds


def part_length(digest: Digest) -> int:
    """The number of entries in the feed of a tag or a benchmark."""
    return min(digest.feed_size, _PART_LENGTH)


def feeds(c: Catalogue, _key: str, _number: int) -> views.FeedsView:
    """The feeds of the digest, of its tags by facet, of its benchmarks."""
    description = f"Follow {c.site.digest.title} in a feed reader: all papers, issues, one tag, one benchmark."
    return views.FeedsView(
        head=c.head(urls.FEEDS, "Subscribe", description, urls.ABOUT),
        papers=c.papers_feed(),
        issues=c.issues_feed(),
        groups=tuple(group for group in _groups(c) if group.feeds),
        length=c.site.digest.feed_size,
        part_length=part_length(c.site.digest),
    )


def _groups(c: Catalogue) -> Iterator[views.SubscriptionGroup]:
    tags, benchmarks = c.site.vocabulary.tags, c.site.vocabulary.benchmarks
    for facet, (label, _) in FACETS.items():
        named = (replace(c.tag_feed(t), title=tags[t].name) for t in c.site.papers_by_tag if tags[t].facet is facet)
        yield views.SubscriptionGroup(f"facet-{facet}", label, _by_title(named))
    scored = (replace(c.benchmark_feed(b), title=benchmarks[b].name) for b in c.site.papers_by_benchmark)
    yield views.SubscriptionGroup("benchmarks", "Benchmarks", _by_title(scored))


def _by_title(feeds: Iterable[views.Subscription]) -> tuple[views.Subscription, ...]:
    return tuple(sorted(feeds, key=lambda feed: (feed.title.casefold(), feed.page)))
