"""JSON Feed 1.1: a feed as one JSON object (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from builder import views

_VERSION = "https://jsonfeed.org/version/1.1"


def dumps(feed: views.Feed) -> str:
    """The feed as JSON. Keys without a value are left out."""
    return json.dumps(
        _filled(
            version=_VERSION,
            title=feed.title,
            home_page_url=feed.home,
            feed_url=feed.address,
            description=feed.subtitle,
            language="en",
            authors=[{"name": feed.author}],
        )
        | {"items": [_item(entry) for entry in feed.entries]},
        ensure_ascii=False,
    )


def _item(entry: views.Entry) -> dict[str, Any]:
    return _filled(
        id=entry.id,
        url=entry.url,
        external_url=entry.external,
        title=entry.title,
        content_html=entry.content,
        date_published=entry.published,
        date_modified=entry.updated,
        authors=[{"name": name} for name in entry.authors],
        tags=[name for _, name in entry.categories],
    )


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
