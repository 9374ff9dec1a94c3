"""Site -> pages: a cheap plan of every page, and a renderer that makes the bytes of one of them.

A `Spec` is small and can be pickled, and a `Renderer` keeps no state between pages, so that processes may share the
plan. A digest's own templates/ shadows the packaged templates file by file.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError, select_autoescape

from builder import layout, pictures, previews, urls
from builder.assets import asset_paths
from builder.cache import FileCache, fingerprint
from builder.catalogue import MENU, Catalogue, page_count
from builder.diagnostics import SheafError
from builder.feeds import jsonfeed
from builder.feeds.streams import Feeds, Stream, outline, streams
from builder.markup import Markdown
from builder.metadata import metadata
from builder.model import Site
from builder.pages import ISSUE_PAGE_SIZE, VIEWS, Kind
from builder.pictured import pictured
from builder.reading_page import present_papers
from builder.search_words import search_words
from builder.views import Feed, Metadata
from builder.wording import counted, day_text, printable

_FILES = {
    urls.OPML: "feeds/feeds.opml",
    urls.ROBOTS: "feeds/robots.txt",
    urls.SEARCH_WORDS: "feeds/words.txt",
    urls.READING_PAPERS: "feeds/reading.txt",
}
_UNLISTED = {Kind.REDIRECT, Kind.NOT_FOUND, Kind.SEARCH, Kind.READING_LIST}
"""What search engines are not to list: what holds nothing before its reader does something, and pages that moved."""


@dataclass(frozen=True, slots=True)
class Spec:
    """A page to make: its site path, and what it shows (`key` is a slug or a date, `number` the page of a list).

    Without a kind it is a file for programs; a badge has its benchmark for a key and the number of its board there, a
    preview the path of its page.
    """

    path: str
    kind: Kind | Stream | None
    key: str = ""
    number: int = 1


def is_preview(spec: Spec) -> bool:
    """Whether `spec` is the picture of another page."""
    return spec.path.startswith(urls.PREVIEWS)


@dataclass(frozen=True, slots=True)
class Page:
    """A page ready for its template: `view` holds everything it shows, `metadata` what it says of itself."""

    path: str
    template: str
    view: object
    metadata: Metadata | None = None


def is_indexed(spec: Spec) -> bool:
    """Whether search engines are to list a page. What stands on the later pages of a list moves with every issue."""
    return isinstance(spec.kind, Kind) and spec.kind not in _UNLISTED and spec.number == 1


def plan(site: Site) -> Iterator[Spec]:
    """Every page of the site, in a fixed order. Tags and benchmarks that no paper names have none."""
    yield from _fixed_pages(site)
    for slug in site.papers:
        yield Spec(urls.paper(slug), Kind.PAPER, slug)
    for issue in site.issues:
        others = len(issue.papers) - len(issue.highlights)
        yield from _numbered(Kind.ISSUE, urls.issue(issue.day), issue.day.isoformat(), others, ISSUE_PAGE_SIZE)
    for slug, papers in site.papers_by_tag.items():
        yield from _numbered(Kind.TAG, urls.tag(slug), slug, len(papers), site.digest.page_size)
    for slug in site.papers_by_benchmark:
        yield Spec(urls.benchmark(slug), Kind.BENCHMARK, slug)
    for alias, slug in _old_names(site).items():
        yield Spec(urls.paper(alias), Kind.REDIRECT, f"{alias}/{slug}")
    for slug, boards in site.boards.items():
        for number, board in enumerate(boards, start=1):
            yield Spec(urls.badge(slug, board.key), None, slug, number)
    for kind, key, path in streams(site):
        yield Spec(path, kind, key)
    for page in pictured(site):
        yield Spec(urls.preview(page), None, page)
    for path in _FILES:
        yield Spec(path, None)


def _old_names(site: Site) -> dict[str, str]:
    """The papers' aliases. While a merge is half done, the old entry is still there, and may have an alias too."""
    aliases = {alias: slug for slug, paper in site.papers.items() for alias in paper.aliases}
    return {alias: slug for alias, slug in aliases.items() if alias not in site.papers}


def _fixed_pages(site: Site) -> Iterator[Spec]:
    size = site.digest.page_size
    newest = site.issues[0] if site.issues else None
    yield from _numbered(Kind.HOME, urls.HOME, "", len(newest.papers) - len(newest.highlights) if newest else 0, size)
    yield from _numbered(Kind.PAPERS, urls.PAPERS, "", len(site.papers), size)
    yield from _numbered(Kind.TRENDING, urls.TRENDING, "", len(site.trending), size)
    yield Spec(urls.ISSUES, Kind.ISSUES)
    yield Spec(urls.TAGS, Kind.TAGS)
    yield Spec(urls.BENCHMARKS, Kind.BENCHMARKS)
    yield Spec(urls.SEARCH, Kind.SEARCH)
    yield Spec(urls.READING, Kind.READING_LIST)
    yield Spec(urls.STATISTICS, Kind.STATISTICS)
    yield Spec(urls.FEEDS, Kind.FEEDS)
    yield Spec(urls.ABOUT, Kind.ABOUT)
    yield Spec(urls.DATA, Kind.DATA)
    yield Spec(urls.NOT_FOUND, Kind.NOT_FOUND)


def _numbered(kind: Kind, path: str, key: str, entries: int, size: int) -> Iterator[Spec]:
    for number in range(1, page_count(entries, size) + 1):
        yield Spec(urls.numbered(path, number), kind, key, number)


class Renderer:
    """Makes the bytes of pages of one site. Building it reads the templates' folders; a page costs no other input.

    Previews, which take longest, are kept in `kept` where there is one.
    """

    def __init__(
        self,
        site: Site,
        markup: Markdown,
        template_dirs: Sequence[Path],
        downloads: Mapping[str, int] = MappingProxyType({}),
        kept: FileCache | None = None,
    ) -> None:
        self._catalogue = Catalogue(site, markup, downloads)
        self._prefix = urlsplit(site.digest.base_url).path
        self._environment = _environment(template_dirs)
        self._feeds = Feeds(self._catalogue, self.portable)
        self._template_dirs = template_dirs
        self._kept = kept
        paths = asset_paths(template_dirs)
        self._environment.globals.update(digest=site.digest, menu=MENU, urls=urls, assets=paths)

    def __call__(self, spec: Spec) -> bytes:
        """The page that `spec` describes, as UTF-8, or a preview as PNG. Raises SheafError where a template fails."""
        page = self.page(spec)
        if isinstance(page.view, Feed) and not page.template:
            return jsonfeed.dumps(page.view).encode()
        text = printable(self._rendered(page, urls.file_of(spec.path), partial(self._link, page.path)))
        return self._picture(spec.path, text) if is_preview(spec) else text.encode()

    def _rendered(self, page: Page, what: str, link: Callable[[str], str]) -> str:
        """The text of `page`, which is called `what` where its template fails."""
        try:
            template = self._environment.get_template(page.template)
            return template.render(view=page.view, metadata=page.metadata, link=link)
        except Exception as error:  # whatever an expression of the digest's own templates can raise
            fault = f"cannot render {what}: {_fault(error, self._template_dirs)}"
            raise SheafError(fault, hint="mend the template") from error

    def portable(self, template: str, view: object) -> str:
        """What is read elsewhere, an entry of a feed or a letter, with links that are right wherever that is."""
        link = partial(urls.absolute, self._catalogue.site.digest.base_url)
        return self._rendered(Page("", template, view), template, link)

    def _picture(self, path: str, svg: str) -> bytes:
        try:
            if self._kept is None:
                return pictures.preview(svg)
            key = fingerprint((svg.encode(), *pictures.makers()))
            return self._kept.kept_or_made(path, key, lambda: pictures.preview(svg))
        except ValueError as error:
            raise SheafError(f"cannot render {path}: {error}", hint="mend the template") from error

    def page(self, spec: Spec) -> Page:
        """The template of a page and the view it gets; a JSON Feed has no template."""
        if isinstance(spec.kind, Stream):
            template = "feeds/feed.atom" if spec.path.endswith(".atom") else ""
            return Page(spec.path, template, self._feeds(spec.kind, spec.key, spec.path))
        if is_preview(spec):
            return Page(spec.path, "previews/picture.svg", previews.preview(self._catalogue, spec.key))
        if spec.kind is None and spec.key:
            board = self._catalogue.site.boards[spec.key][spec.number - 1]
            return Page(spec.path, "feeds/badge.svg", self._catalogue.badge(board))
        if spec.kind is None:
            return Page(spec.path, _FILES[spec.path], self._file_view(spec.path))
        view = VIEWS[spec.kind](self._catalogue, spec.key, spec.number)
        said = metadata(self._catalogue, view, spec.key, indexed=is_indexed(spec))
        return Page(spec.path, f"pages/{spec.kind}.html", view, said)

    def _file_view(self, path: str) -> object:
        site = self._catalogue.site
        if path == urls.OPML:
            return outline(self._catalogue)
        if path == urls.SEARCH_WORDS:
            return search_words(self._catalogue)
        return present_papers(site) if path == urls.READING_PAPERS else None

    def _link(self, page: str, target: str) -> str:
        """The reference from `page` to a site path; a host shows 404.html at any depth, so its links are absolute."""
        if page == urls.NOT_FOUND:
            return self._prefix + quote(target, safe="/#")
        return urls.relative(target, page)


def _fault(error: Exception, template_dirs: Sequence[Path]) -> str:
    """What is wrong with a template, in one line that begins with its file and line where they are known."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [(frame.filename, frame.lineno) for frame in reversed(frames)]
    message = str(error)
    if isinstance(error, TemplateSyntaxError):  # whose text has several lines, and which has no frame of its own
        places.insert(0, (error.filename or "", error.lineno))
        message = error.message or ""
    for file, line in places:
        for folder in template_dirs:
            if Path(file).is_relative_to(folder):
                name = Path(file).relative_to(folder).as_posix()
                return f"{layout.TEMPLATES}/{name}:{line}: {type(error).__name__}: {message}"
    return f"{type(error).__name__}: {message}"


class _Loader(FileSystemLoader):
    """Reads templates; says which of them is not UTF-8."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            file = str(Path(self.searchpath[0], template))
            raise TemplateSyntaxError("is not UTF-8", 1, template, file) from error


def _script_json(value: object, **options: Any) -> str:
    """JSON for a script element, in which older JavaScript takes two characters for ends of lines.

    The filter `tojson` escapes what would end the element.
    """
    return json.dumps(value, **options).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _environment(template_dirs: Sequence[Path]) -> Environment:
    environment = Environment(
        loader=ChoiceLoader([_Loader(directory, followlinks=False) for directory in template_dirs]),
        # All but the plain text of letters, where &amp; would be shown as such.
        autoescape=select_autoescape(disabled_extensions=("plain",), default_for_string=True, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"day": day_text, "counted": counted}
    environment.policies["json.dumps_function"] = _script_json
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False, "default": asdict}
    return environment
