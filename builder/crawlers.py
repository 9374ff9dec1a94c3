"""What crawlers read: sitemaps, and an outline for language models. `robots.txt` is a template.

Every day comes from the content, so that a rebuild tells nobody of a change that there was not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape

from builder import urls
from builder.exports import is_large
from builder.model import Board, Paper, Result, Site
from builder.pages import Kind
from builder.render import Spec, is_indexed
from builder.wording import counted

MOST_URLS, MOST_BYTES = 50_000, 50_000_000
"""What one sitemap may hold. Source: sitemaps.org, Sitemaps XML format, which says 50 MB (52,428,800 bytes)."""
_ABOUT = (
    "Each paper has a page with its abstract, tags and links. A score is on a board only if the abstract states it for"
    " the paper's own method; the sentence that states it stands beside it. Scores are extracted by a program unless"
    " they are marked as verified by a person."
)
_HEAD, _SPACE = '<?xml version="1.0" encoding="utf-8"?>\n', "http://www.sitemaps.org/schemas/sitemap/0.9"


def files(site: Site, specs: Iterable[Spec]) -> Iterator[tuple[str, bytes]]:
    """The files for crawlers as (site path, bytes); `specs` are all pages of the site."""
    yield from sitemaps(site.digest.base_url, _entries(site, specs))
    yield urls.LLMS, _outline(site).encode()


def sitemaps(base_url: str, entries: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """The sitemap of `entries` (URL, day or ""); of more than one may hold, an index of several."""
    parts = list(_parts(entries))
    if len(parts) == 1:
        yield urls.SITEMAP, _document("urlset", "url", parts[0])
        return
    for number, part in enumerate(parts, start=1):
        yield urls.sitemap_part(number), _document("urlset", "url", part)
    index = [
        (urls.absolute(base_url, urls.sitemap_part(number)), max(day for _, day in part))
        for number, part in enumerate(parts, start=1)
    ]
    yield urls.SITEMAP, _document("sitemapindex", "sitemap", index)


def _parts(entries: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """`entries` in parts that one sitemap may hold each; at least one part."""
    part: list[tuple[str, str]] = []
    size = len(_document("urlset", "url", ()))
    room = MOST_BYTES - size
    for entry in entries:
        length = len(_line("url", *entry).encode())
        if len(part) == MOST_URLS or length > room:
            yield part
            part, room = [], MOST_BYTES - size
        part.append(entry)
        room -= length
    yield part


def _document(root: str, element: str, entries: Sequence[tuple[str, str]]) -> bytes:
    lines = "".join(_line(element, url, day) for url, day in entries)
    return f'{_HEAD}<{root} xmlns="{_SPACE}">\n{lines}</{root}>\n'.encode()


def _line(element: str, url: str, day: str) -> str:
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<{element}><loc>{escape(url)}</loc>{changed}</{element}>\n"


def _entries(site: Site, specs: Iterable[Spec]) -> Iterator[tuple[str, str]]:
    """The URL of each page that search engines are to list, and the day of the newest content that it shows."""
    days, newest = _days(site), max((_own_day(paper) for paper in site.papers.values()), default=None)
    for spec in specs:
        if is_indexed(spec) and isinstance(spec.kind, Kind):
            day = days[spec.kind][spec.key] if spec.kind in days else newest
            yield urls.absolute(site.digest.base_url, spec.path), day.isoformat() if day else ""


def _days(site: Site) -> dict[Kind, dict[str, date]]:
    """When the pages of papers, issues, tags and benchmarks changed, by their keys; all others change with any paper.

    A paper's page tells its places on boards, so that it changes with them, too.
    """
    own = {slug: _own_day(paper) for slug, paper in site.papers.items()}
    benchmarks = {
        slug: max(site.papers[paper].listed for paper in papers) for slug, papers in site.papers_by_benchmark.items()
    }
    papers = dict(own)
    for board in (board for group in site.boards.values() for board in group):
        day = _board_day(site, board)
        benchmarks[board.benchmark] = max(day, benchmarks[board.benchmark])
        for row in board.rows:
            papers[row.paper] = max(day, papers[row.paper])
    return {
        Kind.PAPER: papers,
        Kind.ISSUE: {issue.day.isoformat(): max(own[slug] for slug in issue.papers) for issue in site.issues},
        Kind.TAG: {tag: max(own[slug] for slug in tagged) for tag, tagged in site.papers_by_tag.items()},
        Kind.BENCHMARK: benchmarks,
    }


def _own_day(paper: Paper) -> date:
    return max((paper.listed, *_checked(paper.results)))


def _checked(results: Iterable[Result]) -> Iterator[date]:
    """The days on which results were verified."""
    return (result.verified.day for result in results if result.verified)


def _board_day(site: Site, board: Board) -> date:
    return max((*(site.papers[row.paper].listed for row in board.rows), *_checked(row.result for row in board.rows)))


def _outline(site: Site) -> str:
    """The site for language models. Source: llmstxt.org, The /llms.txt file."""
    sections = (("Pages", _page_lines(site)), ("Data", _data_lines(site)))
    parts = [f"# {site.digest.title}", f"> {site.digest.description}", _ABOUT]
    parts += [f"## {title}\n\n" + "\n".join(lines) for title, lines in sections]
    return "\n\n".join(parts) + "\n"


def _page_lines(site: Site) -> Iterator[str]:
    yield _item(site, urls.PAPERS, "Papers", f"{counted(len(site.papers), 'paper')}, newest first")
    yield _item(site, urls.ISSUES, "Issues", f"{counted(len(site.issues), 'issue')}, newest first")
    yield _item(site, urls.TAGS, "Tags", "tasks, methods, modalities, domains and contributions")
    yield _item(site, urls.BENCHMARKS, "Benchmarks", "with boards of the scores that papers state")
    yield _item(site, urls.ABOUT, "About", "how entries are made, and where scores come from")


def _data_lines(site: Site) -> Iterator[str]:
    yield _item(site, urls.DATA, "Data", "all files to take away, and how to use them")
    yield _item(site, urls.API, "OpenAPI", "the addresses of all files, for programs")
    if not is_large(site):
        yield _item(site, f"{urls.DATA}papers.jsonl", "Papers as JSON", "one a line, with abstracts, tags and results")
    yield _item(site, f"{urls.DATA}benchmarks.json", "Benchmarks as JSON", "with the addresses of their boards")
    yield _item(site, urls.ARCHIVE, "Archive", "all files as ZIP")


def _item(site: Site, path: str, name: str, about: str) -> str:
    return f"- [{name}]({urls.absolute(site.digest.base_url, path)}): {about}"
