"""What feed readers remember: ids that never change and are never used again, and dates that come from the content.

An id is a tag URI (RFC 4151): it names a thing, whatever address the thing has. See docs/decisions/017-feeds.md.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from builder import urls
from builder.model import BoardKey, Digest, Paper, Site

_YEAR = 2026  # when ids were first made; whoever has their host for less time writes `feed_ids`
_MINUTE = timedelta(minutes=1)


def default_prefix(base_url: str) -> str:
    """What the ids of a digest at `base_url` begin with where `content/digest.yaml` does not say it."""
    parts = urlsplit(base_url)
    path = quote(parts.path.strip("/"), safe="/%")
    return f"tag:{quote(parts.hostname or '')},{_YEAR}:{path}"


def stream_id(digest: Digest, name: str) -> str:
    """The id of the feed `name`, a path below feeds/ without its ending."""
    return f"{digest.feed_ids}/{urls.FEEDS}{name}"


def paper_id(site: Site, paper: Paper) -> str:
    """The id of a paper in every feed that has it."""
    return f"{site.digest.feed_ids}/{urls.PAPERS}{first_slug(site, paper)}"


def issue_id(digest: Digest, day: date) -> str:
    """The id of an issue."""
    return f"{digest.feed_ids}/{urls.ISSUES}{day.isoformat()}"


def score_id(site: Site, paper: Paper, benchmark: str, key: BoardKey) -> str:
    """The id of what a paper brought to a board, whatever becomes of the value."""
    board = f"{urls.benchmark(benchmark)}{urls.board_name(key)}"
    return f"{site.digest.feed_ids}/{board}/{first_slug(site, paper)}"


def first_slug(site: Site, paper: Paper) -> str:
    """The slug under which readers first saw a paper: a new name makes no new paper.

    That is the first of its aliases which is no entry (a merge may be half done) and came from no merge that somebody
    decided on; else the slug it has.
    """
    merged = {slug for decision in site.merged.get(paper.slug, ()) for slug in decision.pair}
    return next((old for old in paper.aliases if old not in merged and old not in site.papers), paper.slug)


def timestamp(day: date, zone: str) -> str:
    """The beginning of `day` in the time zone `zone`, as RFC 3339 has it: with an offset in whole minutes."""
    offset = datetime.combine(day, time(), ZoneInfo(zone)).utcoffset() or timedelta()
    text = datetime.combine(day, time(), timezone(offset // _MINUTE * _MINUTE)).isoformat()
    return text.replace("+00:00", "Z")
