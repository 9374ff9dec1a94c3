"""What a letter says of an issue, and how much of it where an issue is large."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder import urls, views
from builder.catalogue import Catalogue
from builder.feeds.items import Items
from builder.mailing.telling import telling_sentence
from builder.model import Issue
from builder.pages import ISSUE_PAGE_SIZE, Group, besides_highlights, sections
from builder.wording import counted, cut, day_text, printable

_SENTENCE = 240  # characters
_SUBJECT = 150
_PREHEADER = 120  # what lists of mail show behind a subject


@dataclass(frozen=True, slots=True)
class Measure:
    """The most that a letter has of each; `papers` are those of a section.

    Of the introduction it has all, or so many characters of its words alone.
    """

    introduction: int | None
    highlights: int
    news: int
    sections: int
    papers: int


MEASURES = (
    Measure(None, 20, 12, 30, 12),
    Measure(None, 20, 12, 30, 8),
    Measure(None, 12, 12, 20, 5),
    Measure(None, 12, 8, 20, 3),
    Measure(8_000, 8, 8, 12, 2),
    Measure(3_000, 5, 5, 8, 1),
    Measure(1_000, 3, 3, 3, 1),
)
"""From the usual length to the shortest; the last fits whatever an issue holds."""


def letter(c: Catalogue, items: Items, issue: Issue, measure: Measure) -> views.Letter:
    """The letter of `issue` at a length of `measure`."""
    rest = besides_highlights(issue)
    groups = sections(c, rest[:ISSUE_PAGE_SIZE])
    news = c.news(issue.day)
    words = printable(c.markup.readable(issue.introduction))
    beginning = None if measure.introduction is None else cut(words, measure.introduction)
    shown = groups[: measure.sections]
    day = day_text(issue.day)
    return views.Letter(
        subject=_line(f"{c.site.digest.title}: {issue.title or day}", _SUBJECT),
        digest=c.site.digest.title,
        curator=c.site.digest.curator,
        title=issue.title or f"Issue of {day}",
        day=day if issue.title else "",
        papers=len(issue.papers),
        preheader=_line(words, _PREHEADER) or counted(len(issue.papers), "paper"),
        path=urls.issue(issue.day),
        introduction=c.markup.portable(issue.introduction if beginning is None else c.markup.from_text(beginning)),
        words=words if beginning is None else beginning,
        introduction_goes_on=bool(beginning),
        highlights=_lines(c, issue.highlights[: measure.highlights]),
        more_highlights=max(0, len(issue.highlights) - measure.highlights),
        news=tuple(map(items.told, news[: measure.news])),
        more_news=max(0, len(news) - measure.news),
        sections=tuple(_section(c, issue, group, measure.papers) for group in shown),
        more=len(rest) - sum(len(group.papers) for group in shown),
    )


def _section(c: Catalogue, issue: Issue, group: Group, papers: int) -> views.LetterSection:
    return views.LetterSection(
        name=group.name,
        path=f"{urls.issue(issue.day)}#in-{group.anchor}",
        papers=_lines(c, group.papers[:papers]),
        more=max(0, len(group.papers) - papers),
    )


def _lines(c: Catalogue, slugs: Sequence[str] | Iterable[str]) -> tuple[views.LetterLine, ...]:
    return tuple(_paper(c, slug) for slug in slugs)


def _paper(c: Catalogue, slug: str) -> views.LetterLine:
    """A paper with the curator's note; without one, with the sentence that tells most."""
    paper = c.site.papers[slug]
    note = c.markup.plain(paper.note)
    sentence = cut(note or telling_sentence(c.markup.plain(paper.abstract)), _SENTENCE)
    return views.LetterLine(urls.paper(slug), printable(c.name(slug)) or slug, printable(sentence), bool(note))


def _line(text: str, length: int) -> str:
    """`text` on one line, as headers want it."""
    return cut(printable(text), length)
