"""What several kinds of pages show: the head of a page, links, cards of papers, summaries of boards and issues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Picture:
    """The absolute URL of a picture, and what it says."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the frame around a page needs: `section` is the path of the current entry of the main menu, or "none".

    `picture` is what other sites show beside a link.
    """

    title: str
    description: str
    path: str
    canonical: str
    picture: Picture | None
    section: str = "none"


class Headed(Protocol):
    """The view of a page, of whatever kind."""

    @property
    def head(self) -> Head:
        """Its head."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A link within the site; `count` is the number of papers behind it, where that is told."""

    path: str
    text: str | Markup
    count: int = 0


@dataclass(frozen=True, slots=True)
class External:
    """A link to another site; `url` is http or https, `shown` is its text, `label` says what it is."""

    label: str
    url: str
    shown: str


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered page in a pager; `gap` means that numbers are left out before it."""

    number: int
    path: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """Where page `number` of `total` stands; `previous` and `next` are None at the ends. `first` counts entries."""

    number: int
    total: int
    first: int
    previous: str | None
    next: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A benchmark of a paper; `rank` words the paper's best place on a shared board ("#1 of 4"), or is empty."""

    path: str
    name: str
    rank: str


@dataclass(frozen=True, slots=True)
class Card:
    """A paper in a list; `opening` is the beginning of its abstract, `code` a URL or empty."""

    path: str
    title: Markup
    listed: date
    opening: str
    code: str
    votes: int
    tags: tuple[Ref, ...]
    benchmarks: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation in three parts; `number` is the stated value, empty where it is not set apart."""

    before: Markup
    number: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class Badge:
    """An image that says who leads a board: `label` on the left and `message` on the right, both `width`s in pixels.

    `title` says the same in a sentence.
    """

    label: str
    message: str
    title: str
    label_width: int
    message_width: int


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of a title in a picture; `y` is its base line in pixels."""

    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A value in a picture with what it is, `x` and the `width` of the value in pixels; `best` sets it apart."""

    x: int
    width: int
    label: str
    value: str
    best: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """The picture that other sites show beside a link: the digest, the page's title at `size` pixels, and facts."""

    brand: str
    kicker: str
    size: int
    lines: tuple[PlacedLine, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class BoardSummary:
    """A board in a list: its benchmark, what it compares, how many results, and the best one."""

    path: str
    benchmark: str
    context: str
    metric: str
    results: int
    value: str
    leader: str


@dataclass(frozen=True, slots=True)
class IssueSummary:
    """An issue in a list; `highlights` links a few of its papers."""

    path: str
    day: date
    title: str
    papers: int
    results: int
    highlights: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the digest, and where it leads."""

    path: str
    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Chip:
    """What a list can be narrowed to: the choice as the address says it ("method=attention"), and its papers there."""

    choice: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Narrowing:
    """How a list is narrowed; without chips it is not.

    `marks` holds for each card of the page the choices that leave it there, with spaces between. Where the list has
    several pages, there are none, and `search` is the query that finds the whole list. `orders` are the other orders
    that a list can be put into, as (word in the address, name); the first is the list's own, and its word is empty.
    """

    chips: tuple[Chip, ...]
    marks: tuple[str, ...]
    search: str
    orders: tuple[tuple[str, str], ...] = ()
