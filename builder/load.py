"""content/ to validated model objects.

Every fault of every file is reported; what is right is returned all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from datetime import date
from pathlib import Path
from typing import Any

from yaml.nodes import MappingNode

from builder import layout
from builder.diagnostics import Location, Report, SheafError, did_you_mean
from builder.ids import default_prefix
from builder.model import (
    Benchmark,
    BenchmarkUse,
    Content,
    Decision,
    Digest,
    Direction,
    Facet,
    IssueNotes,
    Link,
    LinkKind,
    Metric,
    Paper,
    Result,
    Role,
    Status,
    Tag,
    Verdict,
    Verification,
    Vocabulary,
)
from builder.schema import (
    NOTHING,
    BaseUrl,
    Choice,
    Day,
    Field,
    Flag,
    ListOf,
    MapOf,
    Number,
    Prose,
    Record,
    Ref,
    Shape,
    Slug,
    Text,
    Timezone,
    Url,
    Whole,
    is_slug,
    read_document,
)
from builder.source import Document, read_front_matter, read_text, read_yaml

Known = Mapping[str, Collection[str]]

_FEED_IDS = r"tag:[a-z0-9][a-z0-9.-]*,\d{4}(?:-\d\d){0,2}:(?:[\w./~-]*[\w.~-])?"
"""A tag URI (RFC 4151) of a host, which the ids' own words come behind."""
_UNSUBSCRIBE = r"mailto:[!#-;=?-~]+|https://[!#-;=?-~]*\{address\}[!#-;=?-~]*"
"""A URL that stands between angle brackets in a header: one by web must say whose subscription ends."""
_BRANCH = r"(?!.*(?:\.\.|/\.|//|\.lock(?:/|$)))\w(?:[\w./+-]*[\w+-])?"
"""The names that Git allows for a branch (git check-ref-format), of letters, digits and few signs."""
_LIMITS = Record(
    {"page_size": Field(Whole(5, 500)), "feed_size": Field(Whole(1, 500)), "previews": Field(Whole(0, 100_000))}
)


def _digest(
    *, base_url: str, feed_ids: str | None = None, limits: Mapping[str, Any] | None = None, **values: Any
) -> Digest:
    prefix = feed_ids or default_prefix(base_url)
    return Digest(base_url=base_url.rstrip("/") + "/", feed_ids=prefix, **values, **(limits or {}))


DIGEST = Record(
    {
        "title": Field(Text(), required=True),
        "description": Field(Text(), required=True),
        "base_url": Field(BaseUrl(), required=True),
        "timezone": Field(Timezone()),
        "curator": Field(Text()),
        "email": Field(Text(pattern=r"[^@\s]+@[^@\s]+", example="ada@example.org")),
        "licence": Field(Text()),
        "repository": Field(Url()),
        "branch": Field(Text(pattern=_BRANCH, example="main")),
        "feed_ids": Field(Text(pattern=_FEED_IDS, example="tag:example.org,2026:night-reading")),
        "unsubscribe": Field(Text(pattern=_UNSUBSCRIBE, example="https://example.org/unsubscribe?who={address}")),
        "quiet_days": Field(Whole(0, 3_650)),
        "limits": Field(_LIMITS),
    },
    _digest,
)
METRICS = MapOf(
    Record(
        {
            "name": Field(Text(), required=True),
            "direction": Field(Choice(Direction), required=True),
            "aliases": Field(ListOf(Text())),
            "unit": Field(Text(12)),
        },
        located=True,
    )
)
TAG = Record(
    {
        "name": Field(Text(), required=True),
        "facet": Field(Choice(Facet), required=True),
        "aliases": Field(ListOf(Text())),
    }
)


def _benchmark_metric(metric: str, direction: Direction | None = None) -> tuple[str, Direction | None]:
    return metric, direction


BENCHMARK = Record(
    {
        "name": Field(Text(), required=True),
        "aliases": Field(ListOf(Text())),
        "tasks": Field(ListOf(Ref("tag"))),
        "metrics": Field(
            ListOf(
                Record(
                    {"metric": Field(Ref("metric"), required=True), "direction": Field(Choice(Direction))},
                    _benchmark_metric,
                )
            )
        ),
        "homepage": Field(Url()),
    }
)


def _verification(by: str, date: date, where: str = "") -> Verification:
    return Verification(by, date, where)


_LINK = Record({"kind": Field(Choice(LinkKind), required=True), "url": Field(Url(), required=True)}, Link)
_USE = Record(
    {"benchmark": Field(Ref("benchmark"), required=True), "role": Field(Choice(Role), required=True)}, BenchmarkUse
)
_VERIFIED = Record(
    {"by": Field(Text(), required=True), "date": Field(Day(), required=True), "where": Field(Text())}, _verification
)
RESULT = Record(
    {
        "benchmark": Field(Ref("benchmark"), required=True),
        "split": Field(Text(100)),
        "task": Field(Ref("tag")),
        "metric": Field(Ref("metric"), required=True),
        "setting": Field(Text(100)),
        "value": Field(Number()),
        "model": Field(Text(200)),
        "evidence": Field(Text(2_000)),
        "assumed_metric": Field(Flag()),
        "status": Field(Choice(Status), required=True),
        "verified": Field(_VERIFIED),
    },
    Result,
    located=True,
)
_IDS = Record(
    {
        "arxiv": Field(Text(pattern=r"\d{4}\.\d{4,5}|[a-z\-]+(?:\.[A-Z]{2})?/\d{7}", example='"2103.14030"')),
        "doi": Field(Text(pattern=r"10\.\d{4,9}/\S+", example='"10.1109/ICCV48922.2021.00986"')),
        "openreview": Field(Text(pattern=r"[A-Za-z0-9_\-]+", example='"YicbFdNTTy"')),
        "acl": Field(Text(pattern=r"[A-Za-z0-9.\-]+", example='"2020.acl-main.1"')),
    }
)
_REJECTED = Text(
    2_000,
    pattern=r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*(?:/-?\d{1,12}(?:\.\d{1,8})?)?)?|https?://\S+",
    example="coco, coco/box-ap, coco/box-ap/58.7 or https://example.org/code",
)
PAPER = Record(
    {
        "title": Field(Text(), required=True),
        "listed": Field(Day(), required=True),
        "published": Field(Day()),
        "source": Field(Ref("listing")),
        "votes": Field(Whole(0, 999_999_999)),
        "authors": Field(ListOf(Text(200))),
        "ids": Field(_IDS),
        "links": Field(ListOf(_LINK)),
        "tags": Field(ListOf(Ref("tag"))),
        "benchmarks": Field(ListOf(_USE)),
        "results": Field(ListOf(RESULT)),
        "featured": Field(Flag()),
        "note": Field(Prose()),
        "aliases": Field(ListOf(Slug())),
        "rejected": Field(ListOf(_REJECTED)),
    }
)
ISSUE = Record(
    {
        "title": Field(Text()),
        "highlights": Field(ListOf(Ref("paper"))),
        "order": Field(ListOf(Ref("paper"))),
    }
)


def _decision(pair: tuple[str, ...], **values: Any) -> Decision:
    first, second = sorted((*pair, "", ""))[-2:]  # a pair with one name left is reported by `check`
    return Decision(pair=(first, second), in_order=pair == tuple(sorted(pair)), **values)


DECISIONS = ListOf(
    Record(
        {
            "pair": Field(ListOf(Slug(), longest=2), required=True),
            "verdict": Field(Choice(Verdict), required=True),
            "keep": Field(Slug()),
            "by": Field(Text()),
            "why": Field(Text(2_000)),
        },
        _decision,
        located=True,
    ),
    longest=1_000_000,
    unique=False,
)


def load_content(root: Path, report: Report) -> Content | None:
    """Everything below content/; None where digest.yaml itself is wrong.

    Raises SheafError where `root` holds no digest at all.
    """
    digest = load_digest(root, report)
    _refuse_strays(root, report)
    vocabulary = load_vocabulary(root, report)
    papers = load_papers(root, vocabulary, report)
    unread = _unread(root, papers)
    names = {slug: slug for slug in unread}
    names |= {name: paper.slug for paper in papers for name in (*paper.aliases, paper.slug)}
    issues = tuple(_load_issues(root, names, report))
    decisions = load_decisions(root, report)
    return Content(digest, vocabulary, papers, issues, decisions, unread) if digest else None


def load_digest(root: Path, report: Report) -> Digest | None:
    """What the whole site says of itself; None where digest.yaml has errors. Raises SheafError where there is none."""
    if not (root / layout.DIGEST).is_file():
        raise SheafError(f"there is no {layout.DIGEST} in {root}", hint="choose the digest's folder with --root DIR")
    digest = _load_yaml(root, layout.DIGEST, DIGEST, report, {})
    return digest if isinstance(digest, Digest) else None


def load_vocabulary(root: Path, report: Report) -> Vocabulary:
    """The tags, benchmarks and metrics that papers may name."""
    tag_files, benchmark_files = _slug_files(root, layout.TAGS, report), _slug_files(root, layout.BENCHMARKS, report)
    metrics = _load_yaml(root, layout.METRICS, METRICS, report, {})
    metrics = {} if metrics is NOTHING else {slug: Metric(slug=slug, **values) for slug, values in metrics.items()}
    known = _known(root, Vocabulary(metrics=metrics))
    tags = {slug: tag for slug, file in tag_files.items() if (tag := _load_tag(root, slug, file, report))}
    benchmarks = {
        slug: benchmark
        for slug, file in benchmark_files.items()
        if (benchmark := _load_benchmark(root, slug, file, known, report))
    }
    return Vocabulary(tags, benchmarks, metrics)


def load_papers(root: Path, vocabulary: Vocabulary, report: Report) -> tuple[Paper, ...]:
    """The papers of all issues, in the order of their folders and files."""
    known = _known(root, vocabulary)
    loaded = (_load_paper(root, path, known, report) for path in paper_files(root, report))
    return tuple(paper for paper in loaded if paper)


def load_again(root: Path, paper: Paper, vocabulary: Vocabulary, report: Report) -> Paper | None:
    """A paper as its file is by now; None where it has gone, or has a fault by now, which is reported."""
    if not (root / paper.location.path).exists():
        return None
    return _load_paper(root, paper.location.path, _known(root, vocabulary), report)


def _unread(root: Path, papers: Iterable[Paper]) -> dict[str, date]:
    """The slugs of papers that could not be loaded, with the days of their folders."""
    loaded = {paper.location.path for paper in papers}
    paths = (path for path in paper_files(root, Report()) if path not in loaded)
    return {slug: date.fromisoformat(path.split("/")[-2]) for path in paths if (slug := _slug_of(path, Report()))}


def _known(root: Path, vocabulary: Vocabulary) -> Known:
    """What a file may name: the vocabulary, and what is wrong itself, which is told in its own place only."""
    unsaid = Report()
    metrics = _written_metrics(root)
    return {
        "tag": vocabulary.tags.keys() | _slug_files(root, layout.TAGS, unsaid).keys(),
        "benchmark": vocabulary.benchmarks.keys() | _slug_files(root, layout.BENCHMARKS, unsaid).keys(),
        "listing": listings(root).keys(),
    } | ({} if metrics is None else {"metric": vocabulary.metrics.keys() | metrics})


def _written_metrics(root: Path) -> Set[str] | None:
    """The keys of metrics.yaml, whatever stands below them; None where they cannot be known."""
    text = _read(root, layout.METRICS, Report())
    document = None if text is None else read_yaml(text, layout.METRICS, Report())
    if document is None or not isinstance(document.node, MappingNode):
        return None
    return {str(key.value) for key, _ in document.node.value}


def load_decisions(root: Path, report: Report) -> tuple[Decision, ...]:
    """The decisions on near-duplicates; none where the file is absent or holds comments alone."""
    text = _read(root, layout.DUPLICATES, report) if (root / layout.DUPLICATES).exists() else None
    if not text or all(line.startswith("#") or not line.strip() for line in text.splitlines()):
        return ()
    document = read_yaml(text, layout.DUPLICATES, report)
    decisions = NOTHING if document is None else read_document(document, DECISIONS, report, {})
    return decisions if isinstance(decisions, tuple) else ()


def listings(root: Path) -> dict[str, Path]:
    """The saved listings by the name that papers give as their source: the file's name without its last ending."""
    return {file.stem: file for file in _contents(root / layout.LISTINGS) if file.is_file()}


def paper_files(root: Path, report: Report) -> Iterator[str]:
    """The paths of all paper files; a folder that is no issue's is reported."""
    for issue in _contents(root / layout.PAPERS):
        if not _is_day(issue.name) or not issue.is_dir():
            path = issue.relative_to(root).as_posix()
            report.error(Location(path), "folder", "is no issue's folder", "name it by its day, such as 2025-03-14")
            continue
        yield from (file.relative_to(root).as_posix() for file in _contents(issue))


def _refuse_strays(root: Path, report: Report) -> None:
    """Report what no format knows at the top of content/: papers in a misspelt folder would be missing unsaid."""
    folders = (layout.LISTINGS, layout.PAPERS, layout.ISSUES, layout.TAGS, layout.BENCHMARKS)
    known = {path.rpartition("/")[2] for path in (*folders, layout.DIGEST, layout.METRICS, layout.DUPLICATES)}
    for entry in _contents(root / layout.CONTENT):
        path = entry.relative_to(root).as_posix()
        if entry.name not in known:
            hint = did_you_mean(entry.name, known) or "move it elsewhere"
            report.error(Location(path), "file-name", f"'{entry.name}' does not belong in {layout.CONTENT}/", hint)
        elif path in folders and not entry.is_dir():
            report.error(Location(path), "file-name", "is no folder", "move it elsewhere")


def _contents(folder: Path) -> list[Path]:
    """What lies in `folder`, sorted, without the hidden files of systems and editors; nothing where it is absent."""
    return sorted(file for file in folder.iterdir() if not file.name.startswith(".")) if folder.is_dir() else []


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _slug_files(root: Path, folder: str, report: Report) -> dict[str, str]:
    """The Markdown files of a folder by slug; a file that does not belong there is reported."""
    paths = [file.relative_to(root).as_posix() for file in _contents(root / folder)]
    return {slug: path for path in paths if (slug := _slug_of(path, report))}


def _slug_of(path: str, report: Report) -> str | None:
    name = path.rpartition("/")[2]
    stem = name.removesuffix(".md")
    if stem == name or not is_slug(stem):
        hint = "name it by its slug: lower-case letters, digits and single hyphens, then .md"
        report.error(Location(path), "file-name", f"'{name}' is no name for a file here", hint)
        return None
    return stem


def _read(root: Path, path: str, report: Report) -> str | None:
    file = root / path
    if file.is_symlink():
        report.error(Location(path), "symbolic-link", "is a symbolic link", "put the file itself here")
        return None
    return read_text(file, path, report)


def _load_yaml(root: Path, path: str, shape: Shape, report: Report, known: Known) -> Any:
    text = _read(root, path, report)
    document = None if text is None else read_yaml(text, path, report)
    return NOTHING if document is None else read_document(document, shape, report, known)


def _load_markdown(root: Path, path: str, shape: Record, report: Report, known: Known) -> tuple[Document, Any] | None:
    """The document and its front matter's values, or None where a required one is missing or wrong."""
    text = _read(root, path, report)
    document = None if text is None else read_front_matter(text, path, report)
    values = NOTHING if document is None else read_document(document, shape, report, known)
    return None if document is None or values is NOTHING else (document, values)


def _load_tag(root: Path, slug: str, path: str, report: Report) -> Tag | None:
    loaded = _load_markdown(root, path, TAG, report, {})
    if not loaded:
        return None
    document, values = loaded
    return Tag(slug=slug, description=document.body, location=Location(path), **values)


def _load_benchmark(root: Path, slug: str, path: str, known: Known, report: Report) -> Benchmark | None:
    loaded = _load_markdown(root, path, BENCHMARK, report, known)
    if not loaded:
        return None
    document, values = loaded
    metrics = values.pop("metrics", ())
    return Benchmark(
        slug=slug,
        description=document.body,
        metrics=tuple(metric for metric, _ in metrics),
        directions={metric: direction for metric, direction in metrics if direction},
        location=Location(path),
        **values,
    )


def _load_paper(root: Path, path: str, known: Known, report: Report) -> Paper | None:
    slug = _slug_of(path, report)
    loaded = _load_markdown(root, path, PAPER, report, known) if slug else None
    if not slug or not loaded:
        return None
    document, values = loaded
    folder = path.split("/")[-2]
    if values["listed"].isoformat() != folder:
        hint = f"move the file to {layout.paper(values['listed'], slug)}, or correct the date"
        report.error(Location(path), "folder", f"is listed on {values['listed']} but lies in {folder}/", hint)
    return Paper(slug=slug, abstract=document.body, location=Location(path), **values)


def _load_issues(root: Path, names: Mapping[str, str], report: Report) -> Iterator[IssueNotes]:
    """The issues' files; a paper may be named by an alias, `names` has its slug."""
    for file in _contents(root / layout.ISSUES):
        path = file.relative_to(root).as_posix()
        if file.suffix != ".md" or not _is_day(file.stem):
            report.error(Location(path), "file-name", f"'{file.name}' is no issue", "name it such as 2025-03-14.md")
        elif loaded := _load_markdown(root, path, ISSUE, report, {"paper": names.keys()}):
            document, values = loaded
            values |= {key: tuple(names[name] for name in values.get(key, ())) for key in ("highlights", "order")}
            day = date.fromisoformat(file.stem)
            yield IssueNotes(day=day, introduction=document.body, location=Location(path), **values)
