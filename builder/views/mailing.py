"""A letter: an issue as mail. Paths are those of the site; templates turn them into URLs."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from builder.views.feeds import ScoreLine


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A paper of a letter, with a sentence of what it is about or, where `noted`, what the curator says of it."""

    path: str
    title: str
    sentence: str
    noted: bool


@dataclass(frozen=True, slots=True)
class LetterSection:
    """Papers of one task; `more` is the number of those that are left to the site, at `path`."""

    name: str
    path: str
    papers: tuple[LetterLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter shows of an issue.

    `introduction` is for HTML, `words` the same for plain text; `introduction_goes_on` tells that both are cut. `more`,
    `more_highlights` and `more_news` are numbers of papers, highlights and boards that are left to the issue's page.
    """

    subject: str
    digest: str
    curator: str
    title: str
    day: str
    papers: int
    preheader: str
    path: str
    introduction: Markup
    words: str
    introduction_goes_on: bool
    highlights: tuple[LetterLine, ...]
    more_highlights: int
    news: tuple[ScoreLine, ...]
    more_news: int
    sections: tuple[LetterSection, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """A letter on its way to one reader; `unsubscribe` is the URL that ends the subscription."""

    letter: Letter
    unsubscribe: str
