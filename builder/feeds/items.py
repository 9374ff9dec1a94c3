"""Entries of feeds: papers, scores and issues, each made once and shared by all feeds that have it.

An entry tells what held on its day: ranks, which later papers change, have no place in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from builder import boards, ids, urls, views
from builder.catalogue import Catalogue
from builder.model import Board, BoardRow, Issue, LinkKind, Result, Status
from builder.news import News
from builder.pages import ISSUE_PAGE_SIZE, besides_highlights, sections
from builder.wording import counted, cut, day_text, printable

_OPENING = 160  # characters of an abstract in an issue: a long issue stays below what mail programs cut off
_GREATEST_NEWS = 12  # boards that an issue names
_LINKS = {LinkKind.CODE: "Code", LinkKind.PROJECT: "Project", LinkKind.MODEL: "Model", LinkKind.DATA: "Data"}
_IDENTIFIERS = {"arxiv": "arXiv", "doi": "DOI", "openreview": "OpenReview", "acl": "ACL Anthology"}

Html = Callable[[str, object], str]
"""Renders a template with a view, as text."""


def changed(day: date, news: News) -> date:
    """When there was last something to tell of the score that came on `day`: then, or when it was checked."""
    verified = news.best.result.verified
    return max(day, verified.day) if verified else day


class Items:
    """The entries of one site. `html` renders the template of a kind of entry."""

    def __init__(self, catalogue: Catalogue, html: Html) -> None:
        self._c = catalogue
        self._site = catalogue.site
        self._html = html
        self.paper = cache(self._paper)
        self.issue = cache(self._issue)

    def _day(self, day: date) -> str:
        return ids.timestamp(day, self._site.digest.timezone)

    def _url(self, path: str) -> str:
        return urls.absolute(self._site.digest.base_url, path)

    def _paper(self, slug: str) -> views.Entry:
        """A paper with its whole abstract; its day is the one it was listed on."""
        paper = self._site.papers[slug]
        pages = [(_IDENTIFIERS[s], urls.identifier(s, paper.ids[s])) for s in urls.IDENTIFIERS if s in paper.ids]
        placed = [(place.board, r) for r in paper.results if (place := self._c.place(slug, r)) and r.value is not None]
        item = views.PaperItem(
            note=self._c.markup.portable(paper.note),
            abstract=self._c.markup.portable(paper.abstract),
            scores=tuple(self._own_score(slug, board, result) for board, result in placed),
            links=(*pages, *((_LINKS[link.kind], link.url) for link in paper.links)),
            tags=tuple(name for _, name in self._categories(paper.tags)),
        )
        return views.Entry(
            id=ids.paper_id(self._site, paper),
            url=self._url(urls.paper(slug)),
            title=self._name(slug),
            published=self._day(paper.listed),
            updated=self._day(paper.listed),
            content=self._content("paper", item),
            external=pages[0][1] if pages else "",
            authors=tuple(filter(None, map(printable, paper.authors))),
            categories=self._categories(paper.tags),
        )

    def score(self, day: date, news: News) -> views.Entry:
        """What a paper brought to a board on `day`: its best score there, and what that beat."""
        slug, board, result = news.best.paper, news.board, news.best.result
        paper = self._site.papers[slug]
        score = self.told(news)
        item = views.ScoreItem(
            score=score,
            evidence=self._c.markup.plain_title(result.evidence),
            paper=views.Ref(urls.paper(slug), self._name(slug)),
            issue=views.Ref(urls.issue(day), f"issue of {day_text(day)}"),
        )
        told = f" ({score.context})" if score.context else ""
        return views.Entry(
            id=ids.score_id(self._site, paper, board.benchmark, board.key),
            url=self._url(score.path),
            title=printable(f"{score.benchmark}: {score.value} {score.metric} by {score.model}{told}, {score.change}"),
            published=self._day(day),
            updated=self._day(changed(day, news)),
            content=self._content("score", item),
            external=self._url(urls.paper(slug)),
            authors=tuple(filter(None, map(printable, paper.authors))),
            categories=self._categories([board.key.task] if board.key.task else []),
        )

    def _issue(self, issue: Issue) -> views.Entry:
        """A whole issue, like a newsletter: introduction, highlights, news of the boards, papers by task."""
        rest = besides_highlights(issue)
        item = views.IssueItem(
            introduction=self._c.markup.portable(issue.introduction),
            highlights=self._lines(issue.highlights),
            news=tuple(map(self.told, self._c.news(issue.day)[:_GREATEST_NEWS])),
            sections=tuple((s.name, self._lines(s.papers)) for s in sections(self._c, rest[:ISSUE_PAGE_SIZE])),
            path=urls.issue(issue.day),
            more=max(0, len(rest) - ISSUE_PAGE_SIZE),
        )
        told = f"{issue.title} · {day_text(issue.day)}" if issue.title else f"Issue of {day_text(issue.day)}"
        return views.Entry(
            id=ids.issue_id(self._site.digest, issue.day),
            url=self._url(urls.issue(issue.day)),
            title=printable(f"{told}: {counted(len(issue.papers), 'paper')}"),
            published=self._day(issue.day),
            updated=self._day(issue.day),
            content=self._content("issue", item),
        )

    def _lines(self, slugs: Iterable[str]) -> tuple[views.IssueLine, ...]:
        plain = self._c.markup.plain
        return tuple(
            views.IssueLine(urls.paper(slug), self._name(slug), cut(plain(self._site.papers[slug].abstract), _OPENING))
            for slug in slugs
        )

    def _own_score(self, slug: str, board: Board, result: Result) -> views.ScoreLine:
        """A score on the page of its paper: the words for its board do not depend on other boards."""
        alone = Board(board.benchmark, board.key, (BoardRow(None, slug, result),))
        return self._line(board, result, boards.contexts(self._site, [alone])[0], result.model)

    def told(self, news: News) -> views.ScoreLine:
        """A score as news, with whose it is and what it did."""
        metric = self._site.vocabulary.metrics[news.board.key.metric]
        who = boards.who(self._site, news.best, self._c.markup)
        change = boards.change_text(self._site, news, metric, self._c.markup)
        return self._line(news.board, news.best.result, self._c.board_context(news.board), who, change)

    def _line(self, board: Board, result: Result, context: str, model: str, change: str = "") -> views.ScoreLine:
        metric = self._site.vocabulary.metrics[board.key.metric]
        return views.ScoreLine(
            path=urls.board(board.benchmark, board.key),
            benchmark=self._site.vocabulary.benchmarks[board.benchmark].name,
            metric=metric.name,
            context=context,
            value=boards.value_text(result.value, metric),
            model=model,
            verified=result.status is Status.VERIFIED,
            change=change,
        )

    def _name(self, slug: str) -> str:
        return printable(self._c.name(slug)) or slug

    def _categories(self, tags: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((slug, self._site.vocabulary.tags[slug].name) for slug in tags)

    def _content(self, kind: str, item: object) -> str:
        return printable(self._html(f"feeds/{kind}.html", item))
