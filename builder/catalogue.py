"""The pieces that several kinds of pages show: cards, ranks, references, summaries. Made once, used everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from math import ceil
from types import MappingProxyType

from markupsafe import Markup

from builder import badges, boards, urls, views
from builder.assemble import benchmarks_of
from builder.markup import Markdown
from builder.model import Board, BoardKey, BoardRow, Facet, Issue, LinkKind, Paper, Result, Role, Site
from builder.news import News, news_of
from builder.pictured import pictured
from builder.ranking import key_of
from builder.wording import cut, plural

_OPENING = 280  # characters: two lines on a wide screen and some to spare
_CARD_TAGS = 4
_DESCRIPTION = 160  # characters, what search engines show
_CARD_FACETS = (Facet.TASK, Facet.METHOD, Facet.MODALITY)
MENU = (
    views.Ref(urls.PAPERS, "Papers"),
    views.Ref(urls.ISSUES, "Issues"),
    views.Ref(urls.TAGS, "Tags"),
    views.Ref(urls.BENCHMARKS, "Benchmarks"),
    views.Ref(urls.SEARCH, "Search"),
    views.Ref(urls.ABOUT, "About"),
)
FACETS = {
    Facet.TASK: ("Task", "What the paper solves"),
    Facet.METHOD: ("Method", "What it is made of"),
    Facet.MODALITY: ("Modality", "What data it reads or makes"),
    Facet.DOMAIN: ("Domain", "Where it is used"),
    Facet.CONTRIBUTION: ("Contribution", "What it leaves for others"),
}
POSSESSIONS = ("code", "results")
"""What a paper may have, as the search and lists name it."""

_ROLES = {Role.INTRODUCED: "introduced here", Role.EVALUATED: "evaluated on", Role.TRAINING: "used for training"}


def page_count(entries: int, size: int) -> int:
    """The number of pages that a list of `entries` takes; an empty list takes one."""
    return max(1, ceil(entries / size))


def pager(path: str, number: int, entries: int, size: int) -> views.Pager:
    """The links between the pages of the list at `path`: the ends, and the neighbours of page `number`."""
    total = page_count(entries, size)
    near = sorted({1, total, *range(max(1, number - 1), min(total, number + 1) + 1)})
    steps = (
        views.Step(n, urls.numbered(path, n), gap=n - previous > 1)
        for previous, n in zip([0, *near], near, strict=False)
    )
    return views.Pager(
        number=number,
        total=total,
        first=(number - 1) * size + 1,
        previous=urls.numbered(path, number - 1) if number > 1 else None,
        next=urls.numbered(path, number + 1) if number < total else None,
        steps=tuple(steps),
    )


def role_text(entry: Paper, benchmark: str) -> str:
    """What the paper does with the benchmark; a result on it is an evaluation, said or not."""
    roles = [use.role for use in entry.benchmarks if use.benchmark == benchmark] or [Role.EVALUATED]
    return ", ".join(_ROLES[role] for role in roles)


def _tie(papers: int) -> str:
    """What joins two benchmarks: the number of papers that use both, or else a task."""
    if not papers:
        return "same task"
    return "1 paper uses both" if papers == 1 else f"{papers} papers use both"


def _subscription(title: str, name: str, page: str) -> views.Subscription:
    return views.Subscription(title, urls.feed(name, "atom"), urls.feed(name, "json"), page)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a result stands: its board, and its rank there, which other results may share."""

    board: Board
    rank: int | None
    tied: bool

    @property
    def total(self) -> int:
        """The number of results on the board that have a value."""
        return len(self.board.ranked)

    @property
    def path(self) -> str:
        """The address of the board."""
        return urls.board(self.board.benchmark, self.board.key)

    @property
    def text(self) -> str:
        """The rank in words; empty where the board holds nothing else."""
        return boards.rank_text(self.rank, self.total, tied=self.tied)


class Catalogue:
    """A site with the lookups its pages share. Everything is computed at most once.

    `downloads` are the sizes of the exported files, in bytes, by site path.
    """

    def __init__(self, site: Site, markup: Markdown, downloads: Mapping[str, int] = MappingProxyType({})) -> None:
        self.site = site
        self.markup = markup
        self.downloads = downloads
        self.card = cache(self._card)
        self.tag_ref = cache(self._tag_ref)
        self.beside = cache(self._beside)
        self.issue_summary = cache(self._issue_summary)

    def head(self, path: str, title: str, description: str = "", section: str = "none") -> views.Head:
        """The head of a page; one without a title or a description has the digest's."""
        digest = self.site.digest
        return views.Head(
            title=f"{title} · {digest.title}" if title else digest.title,
            description=cut(description or digest.description, _DESCRIPTION),
            path=path,
            canonical=urls.absolute(digest.base_url, path),
            picture=self._picture(path, title),
            section=section,
        )

    def _picture(self, path: str, title: str) -> views.Picture | None:
        """The picture of a page: its own, or else the digest's, or none where nothing has one."""
        if not self._pictured:
            return None
        digest, own = self.site.digest, path in self._pictured and path != urls.HOME
        url = urls.absolute(digest.base_url, urls.preview(path if own else urls.HOME))
        return views.Picture(url, title if own else f"{digest.title}: {digest.description}")

    @cached_property
    def _pictured(self) -> frozenset[str]:
        return frozenset(pictured(self.site))

    def cards(self, slugs: Iterable[str]) -> tuple[views.Card, ...]:
        """The cards of these papers."""
        return tuple(map(self.card, slugs))

    def page_of(self, slugs: Sequence[str], number: int) -> tuple[views.Card, ...]:
        """The cards on page `number` of a list."""
        size = self.site.digest.page_size
        return self.cards(slugs[(number - 1) * size : number * size])

    def paper_ref(self, slug: str) -> views.Ref:
        """A link to a paper."""
        return views.Ref(urls.paper(slug), self.title(slug))

    def title(self, slug: str) -> Markup:
        """A paper's title with its math."""
        return self.markup.inline(self.site.papers[slug].title)

    def name(self, slug: str) -> str:
        """A paper's title as plain text."""
        return self.markup.plain_title(self.site.papers[slug].title)

    def _card(self, slug: str) -> views.Card:
        paper = self.site.papers[slug]
        tags = [tag for facet in _CARD_FACETS for tag in paper.tags if self.site.vocabulary.tags[tag].facet is facet]
        return views.Card(
            path=urls.paper(slug),
            title=self.title(slug),
            listed=paper.listed,
            opening=cut(self.markup.plain(paper.abstract), _OPENING),
            code=next((link.url for link in paper.links if link.kind is LinkKind.CODE), ""),
            votes=paper.votes or 0,
            tags=tuple(self.tag_ref(tag) for tag in tags[:_CARD_TAGS]),
            benchmarks=tuple(self.standing(slug, benchmark) for benchmark in benchmarks_of(paper)),
        )

    def possessions(self, slug: str) -> tuple[str, ...]:
        """Which of `POSSESSIONS` a paper has."""
        paper = self.site.papers[slug]
        has = {"code": any(link.kind is LinkKind.CODE for link in paper.links), "results": bool(paper.results)}
        return tuple(name for name in POSSESSIONS if has[name])

    def standing(self, slug: str, benchmark: str) -> views.Standing:
        """A paper's benchmark with its best place there: the lowest rank, on the larger board where ranks are equal."""
        places = [self.place(slug, r) for r in self.site.papers[slug].results if r.benchmark == benchmark]
        shared = [(place.rank, -place.total, place) for place in places if place and place.rank and place.total > 1]
        best = min(shared, key=lambda each: each[:2], default=None)
        name = self.site.vocabulary.benchmarks[benchmark].name
        if best is None:
            return views.Standing(urls.benchmark(benchmark), name, "")
        return views.Standing(best[2].path, name, best[2].text)

    def place(self, slug: str, result: Result) -> Place | None:
        """Where a result of a paper stands; None where no board took it."""
        return self._places.get((slug, result))

    @cached_property
    def _places(self) -> dict[tuple[str, Result], Place]:
        return {
            (row.paper, row.result): Place(board, row.rank, row.rank in tied)
            for group in self.site.boards.values()
            for board in group
            for tied in [boards.tied_ranks(board)]
            for row in board.rows
        }

    @cached_property
    def _contexts(self) -> dict[tuple[str, BoardKey], str]:
        return {
            (board.benchmark, board.key): context
            for group in self.site.boards.values()
            for board, context in zip(group, boards.contexts(self.site, group), strict=True)
        }

    def board_path(self, result: Result) -> str:
        """The address of the board that a result belongs on: of its benchmark, where no result there has a value."""
        key = key_of(result)
        has_board = (result.benchmark, key) in self._contexts
        return urls.board(result.benchmark, key) if has_board else urls.benchmark(result.benchmark)

    def context(self, slug: str, result: Result) -> str:
        """What the board that a paper's result belongs on compares besides the metric."""
        key = key_of(result)
        alone = Board(result.benchmark, key, (BoardRow(None, slug, result),))
        return self._contexts.get((result.benchmark, key)) or boards.contexts(self.site, [alone])[0]

    def board_name(self, board: Board) -> str:
        """What a board compares, in words: "mAP · Object detection · test split"."""
        parts = self.site.vocabulary.metrics[board.key.metric].name, self._contexts[board.benchmark, board.key]
        return " · ".join(filter(None, parts))

    def board_table(self, board: Board) -> views.BoardTable:
        """A board as its benchmark's page shows it."""
        return boards.table(self.site, board, self._contexts[board.benchmark, board.key], self.markup)

    def board_summaries(self, group: Iterable[Board]) -> tuple[views.BoardSummary, ...]:
        """Boards as lists show them."""
        return tuple(
            boards.summary(self.site, board, self._contexts[board.benchmark, board.key], self.markup) for board in group
        )

    def board_context(self, board: Board) -> str:
        """What a board compares besides the metric."""
        return self._contexts[board.benchmark, board.key]

    def news(self, day: date) -> tuple[News, ...]:
        """What the issue of `day` changed on the boards, the greatest news first."""
        return self._news.get(day, ())

    def board_news(self, day: date) -> tuple[views.BoardNews, ...]:
        """What the issue of `day` changed on the boards."""
        return tuple(
            boards.news(self.site, news, self._contexts[news.board.benchmark, news.board.key], self.markup)
            for news in self._news.get(day, ())
        )

    @cached_property
    def _news(self) -> Mapping[date, tuple[News, ...]]:
        return news_of(self.site)

    def badge(self, board: Board) -> views.Badge:
        """The image that says who leads a board."""
        return badges.badge(self.site, board, self._contexts[board.benchmark, board.key], self.markup)

    @cached_property
    def largest_boards(self) -> tuple[Board, ...]:
        """All boards, those with most results first."""
        every = (board for group in self.site.boards.values() for board in group)
        return tuple(sorted(every, key=lambda board: (-len(board.ranked), board.benchmark)))

    def results(self, slugs: Iterable[str]) -> int:
        """The number of results with a value that these papers have on boards."""
        return sum(self._results[slug] for slug in slugs)

    @cached_property
    def _results(self) -> Counter[str]:
        return Counter(row.paper for group in self.site.boards.values() for board in group for row in board.ranked)

    def _tag_ref(self, slug: str) -> views.Ref:
        papers = self.site.papers_by_tag.get(slug, ())
        return views.Ref(urls.tag(slug) if papers else "", self.site.vocabulary.tags[slug].name, len(papers))

    def papers_feed(self) -> views.Subscription:
        """The feed of all papers."""
        return _subscription(self.site.digest.title, urls.PAPERS_FEED, urls.HOME)

    def issues_feed(self) -> views.Subscription:
        """The feed of issues."""
        return _subscription(f"{self.site.digest.title}: issues", urls.ISSUES_FEED, urls.ISSUES)

    def tag_feed(self, slug: str) -> views.Subscription:
        """The feed of a tag; it is there before the first paper and after the last."""
        page = urls.tag(slug) if slug in self.site.papers_by_tag else urls.TAGS
        title = f"{self.site.digest.title}: {self.site.vocabulary.tags[slug].name}"
        return _subscription(title, urls.tag_feed(slug), page)

    def benchmark_feed(self, slug: str) -> views.Subscription:
        """The feed of the scores on a benchmark; it is there before the first."""
        page = urls.benchmark(slug) if slug in self.site.papers_by_benchmark else urls.BENCHMARKS
        title = f"{self.site.digest.title}: scores on {self.site.vocabulary.benchmarks[slug].name}"
        return _subscription(title, urls.benchmark_feed(slug), page)

    def _beside(self, slug: str) -> Counter[str]:
        """The tags that stand beside a tag, and on how many of its papers."""
        beside = Counter(tag for paper in self.site.papers_by_tag[slug] for tag in self.site.papers[paper].tags)
        del beside[slug]
        return beside

    def related(self, slug: str, limit: int) -> tuple[views.Ref, ...]:
        """The tags that stand most often beside a tag; the rarer tag first where counts are equal."""
        beside = self.beside(slug)
        ranked = sorted(beside, key=lambda tag: (-beside[tag], self.tag_ref(tag).count, tag))
        return tuple(views.Ref(urls.tag(tag), self.tag_ref(tag).text, beside[tag]) for tag in ranked[:limit])

    def related_benchmarks(self, slug: str, limit: int) -> tuple[views.Related, ...]:
        """The benchmarks that papers use together with one, most papers first, then those for the same tasks."""
        papers = self.site.papers_by_benchmark
        together = Counter(name for paper in papers[slug] for name in benchmarks_of(self.site.papers[paper]))
        shared = Counter(name for task in self._tasks(slug) for name in self._benchmarks_by_task[task])
        ranked = sorted(
            (together.keys() | shared.keys()) - {slug},
            key=lambda name: (-together[name], -shared[name], -len(papers[name]), name),
        )
        return tuple(
            views.Related(urls.benchmark(name), self.site.vocabulary.benchmarks[name].name, _tie(together[name]))
            for name in ranked[:limit]
        )

    def _tasks(self, benchmark: str) -> tuple[str, ...]:
        return self.site.vocabulary.benchmarks[benchmark].tasks

    @cached_property
    def _benchmarks_by_task(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for slug in self.site.papers_by_benchmark:
            for task in self._tasks(slug):
                index.setdefault(task, []).append(slug)
        return index

    def tags_of_benchmark(self, slug: str, limit: int) -> tuple[views.Ref, ...]:
        """The tags that a benchmark's papers carry most often."""
        counts = Counter(tag for paper in self.site.papers_by_benchmark[slug] for tag in self.site.papers[paper].tags)
        ranked = sorted(counts, key=lambda tag: (-counts[tag], self.tag_ref(tag).count, tag))
        return tuple(views.Ref(urls.tag(tag), self.tag_ref(tag).text, counts[tag]) for tag in ranked[:limit])

    @cached_property
    def issue_at(self) -> dict[date, int]:
        """The position of each issue in the archive."""
        return {issue.day: position for position, issue in enumerate(self.site.issues)}

    @cached_property
    def neighbours(self) -> dict[str, tuple[views.Ref | None, views.Ref | None]]:
        """The papers before and after each paper in its issue."""
        return {
            slug: (self.paper_ref(before) if before else None, self.paper_ref(after) if after else None)
            for issue in self.site.issues
            for before, slug, after in zip(("", *issue.papers), issue.papers, (*issue.papers[1:], ""), strict=False)
        }

    def _issue_summary(self, issue: Issue) -> views.IssueSummary:
        return views.IssueSummary(
            path=urls.issue(issue.day),
            day=issue.day,
            title=issue.title,
            papers=len(issue.papers),
            results=self.results(issue.papers),
            highlights=tuple(map(self.paper_ref, (issue.highlights or issue.papers)[:3])),
        )

    @property
    def newest(self) -> date | None:
        """The day of the newest issue."""
        return self.site.issues[0].day if self.site.issues else None

    @cached_property
    def figures(self) -> tuple[views.Figure, ...]:
        """What the digest holds, in numbers."""
        site = self.site
        with_code = sum("code" in self.possessions(slug) for slug in site.papers)
        numbers = (
            (urls.PAPERS, len(site.papers), "paper", ""),
            (urls.BENCHMARKS, len(site.papers_by_benchmark), "benchmark", ""),
            (urls.BENCHMARKS, self.results(site.papers), "result", ""),
            (urls.TAGS, len(site.papers_by_tag), "tag", ""),
            ("", with_code, "paper", " with code"),
        )
        return tuple(views.Figure(path, n, plural(n, noun) + rest) for path, n, noun, rest in numbers if n)
