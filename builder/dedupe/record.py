"""What goes into the search for near-duplicates and what comes out of it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What may be done about a pair: act on it alone, or ask a person."""

    SAME = "same"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a work. `id` is unique among all records compared; everything but id and title may be missing.

    `authors` are names in any form ("Ada Lovelace", "Lovelace, A."). `ids` maps arxiv, doi, openreview, acl to strings.
    """

    id: str
    title: str
    abstract: str = ""
    authors: Sequence[str] = ()
    year: int | None = None
    venue: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> tuple[object, ...]:
        """What it holds, to put records in an order that does not depend on their names but where all else is equal."""
        ids = sorted(self.ids.items())
        return (self.title, *map(tuple, (self.authors, ids)), self.year or 0, self.venue, self.abstract, self.id)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one work; `a` sorts before `b`.

    `score` (0 to 100) is the likeness that decided: 100 for an equal id, else that of the abstracts where both are
    known, else that of the titles. `reason` says in words what matches and what differs.
    """

    a: str
    b: str
    score: int
    reason: str
    verdict: Verdict


def record_from(item: Mapping[str, object]) -> Record:
    """A record out of JSON: {id, title, abstract?, authors?, year?, venue?, ids?}; null counts as missing.

    `authors` is a list of names or one line of them; a year that is not of four digits counts as unknown.
    """
    authors, year, ids = item.get("authors") or (), str(item.get("year") or ""), item.get("ids")
    return Record(
        id=str(item["id"]),
        title=str(item["title"]),
        abstract=str(item.get("abstract") or ""),
        authors=tuple(map(str, authors)) if isinstance(authors, (list, tuple)) else split_authors(str(authors)),
        year=int(year) if len(year) == 4 and year.isdecimal() else None,
        venue=str(item.get("venue") or ""),
        ids={str(k).lower(): str(v) for k, v in ids.items() if v is not None} if isinstance(ids, Mapping) else {},
    )


def split_authors(text: str) -> tuple[str, ...]:
    """Names from one line: "A. Lovelace, C. Babbage", "Lovelace, A. and Babbage, C." or either with semicolons."""
    text = html.unescape(text)
    separator = r";" if ";" in text else r"\sand\s|\s&\s" if re.search(r",.*\sand\s", text) else r",|\sand\s|\s&\s"
    return tuple(name.strip() for name in re.split(separator, text) if name.strip())
