"""What a page says of itself to programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Metadata:
    """The tags in the head of a page for crawlers, link previews and reference managers.

    `indexed` tells whether search engines may list the page at `url`. `type` is that of Open Graph, `citation` holds
    Highwire tags without their prefix, `graph` is JSON-LD; the last two may be empty.
    """

    title: str
    description: str
    url: str
    type: str
    site_name: str
    indexed: bool
    citation: tuple[tuple[str, str], ...]
    graph: Mapping[str, Any]
