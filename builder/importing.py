"""New papers of saved listings as files in content/: listings -> repair -> entries -> dedupe -> extract -> content/.

Files are only created; what stands there is never touched. The one exception is content/duplicates.yaml, which gains
the pairs that a person should look at and keeps every byte it had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from slugify import slugify

from builder import dedupe, layout
from builder.check import checked_content
from builder.diagnostics import Location, Report, SheafError
from builder.entries import fault_of, make_paper, make_slug, paper_text
from builder.extract import Extraction
from builder.files import told, write_whole
from builder.listings import Listing, listing_day, read_listing
from builder.load import listings
from builder.markup import Markdown
from builder.model import Benchmark, Content, Paper, Verdict, Vocabulary
from builder.pairs import record_of
from builder.stubs import extractor_for, with_stubs, within, write_stubs
from builder.wording import folded

MAX_BYTES = 50_000_000
"""The largest listing that is read."""


@dataclass(frozen=True, slots=True)
class Request:
    """What an import is asked for: `given` is the day of `--date`, `today` the day it is in the digest's time zone."""

    root: Path
    today: date
    given: date | None = None
    format_name: str | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What one listing brought.

    `standing` entries were there before, `reviews` are pairs that wait for a person, `stubs` are benchmarks that the
    digest did not have. `repeats` leads from titles that were left out to the pairs that say why.
    """

    file: Path
    listing: Listing
    source: str
    day: date
    day_from: str
    created: tuple[Paper, ...]
    standing: int
    reviews: tuple[dedupe.Pair, ...]
    stubs: tuple[Benchmark, ...]
    repeats: Mapping[str, dedupe.Pair]


def import_listings(files: Iterable[Path], request: Request, report: Report) -> Iterator[Imported]:
    """Bring what is new in `files` into content/; a file with an error brings nothing and does not stop the others.

    Content with errors takes nothing in: an entry that cannot be read might be the one that would come again.
    """
    content = checked_content(request.root, report, request.today)
    if content is None:
        return
    for file in files:
        if file.stem.casefold() == "readme":  # a folder's own page, as people put it beside their files
            report.notice(Location(str(file)), "listing-readme", "a README is no listing and is passed over")
            continue
        if imported := _plan(file, content, request, report):
            if not request.dry_run:
                with told("write the imported entries"):
                    _write(request.root, imported)
            content = replace(
                content,
                papers=(*content.papers, *imported.created),
                vocabulary=with_stubs(content.vocabulary, imported.stubs),
            )
            yield imported


def _plan(file: Path, content: Content, request: Request, report: Report) -> Imported | None:
    """What importing `file` would create; None after an error was reported. Nothing is written."""
    data = _read(file, report)
    listing = None if data is None else read_listing(data, str(file), report, format_name=request.format_name)
    if data is None or listing is None:
        return None
    kept = _kept(request.root, file, data)
    try:
        day, day_from = listing_day(listing, given=request.given, file_stem=kept or file.stem, today=request.today)
    except SheafError as error:  # the other listings go on
        report.error(Location(str(file)), "listing-day", error.message, error.hint)
        return None
    source = kept or _name_from_elsewhere(file, day)
    if not _can_keep(request.root, file, source, data, report):
        return None
    if request.dry_run and source not in listings(request.root):
        report.notice(Location(str(file)), "listing-kept", f"would be kept as {_copy(file, source)}")
    markdown, extractor = Markdown(), extractor_for(content.vocabulary)
    papers = list(_papers(listing, day, source, content, markdown, str(file), report))
    if not papers:
        return None
    keys = None if request.dry_run else request.root / layout.CACHE / "dedupe" / "keys"
    fresh, reviews, repeats = _new_among(papers, content, markdown, keys)
    found = [extractor(paper.title, markdown.source_text(paper.abstract)) for paper in fresh]
    found = [within(extraction, content.vocabulary) for extraction in found]
    created = tuple(_with_extraction(paper, extraction) for paper, extraction in zip(fresh, found, strict=True))
    stubs = tuple({stub.slug: stub for extraction in found for stub in extraction.stubs}.values())
    return Imported(file, listing, source, day, day_from, created, len(papers) - len(created), reviews, stubs, repeats)


def _papers(
    listing: Listing, day: date, source: str, content: Content, markdown: Markdown, path: str, report: Report
) -> Iterator[Paper]:
    """The papers of a listing, those left out that no file could hold; keywords that name a tag are tags."""
    slugs = _tag_slugs(content.vocabulary)
    for entry in listing.entries:
        paper = make_paper(entry, listed=day, source=source, markdown=markdown)
        if fault := fault_of(paper):
            report.warning(Location(path, entry.line), "listing-record", f"{fault}; this record is left out")
        else:
            known = (slugs[folded(word)] for word in entry.keywords if folded(word) in slugs)
            yield replace(paper, tags=tuple(dict.fromkeys(known)))


def _write(root: Path, imported: Imported) -> None:
    """Create the files: the pairs to review, the listing's copy and new benchmarks, then one paper after another.

    A run that is interrupted leaves whole files, and running it again makes the missing ones.
    """
    _record_reviews(root, imported.reviews)  # first: it may refuse
    if imported.source not in listings(root):
        write_whole(root, _copy(imported.file, imported.source), imported.file.read_bytes())
    write_stubs(root, imported.stubs)
    for paper in imported.created:
        write_whole(root, layout.paper(paper.listed, paper.slug), paper_text(paper).encode())


def _read(file: Path, report: Report) -> bytes | None:
    try:
        if file.stat().st_size > MAX_BYTES:
            report.error(Location(str(file)), "file-size", f"larger than {MAX_BYTES:,} bytes", "split the listing")
            return None
        return file.read_bytes()
    except OSError as error:
        report.error(Location(str(file)), "unreadable", f"cannot be read: {error.strerror}")
        return None


def _kept(root: Path, file: Path, data: bytes) -> str | None:
    """The name under which the digest has this listing: the file's own, or that of the one it is a copy of."""
    if file.resolve().parent == (root / layout.LISTINGS).resolve():
        return file.stem
    of_its_size = ((name, kept) for name, kept in listings(root).items() if kept.stat().st_size == len(data))
    return next((name for name, kept in of_its_size if kept.read_bytes() == data), None)


def _name_from_elsewhere(file: Path, day: date) -> str:
    """The name under which a listing from elsewhere is to be kept: its day before its own name."""
    stem = slugify(file.stem) or "listing"
    return stem if stem.startswith(day.isoformat()) else f"{day.isoformat()}-{stem}"


def _copy(file: Path, source: str) -> str:
    return f"{layout.LISTINGS}/{source}{file.suffix}"


def _can_keep(root: Path, file: Path, source: str, data: bytes, report: Report) -> bool:
    kept = listings(root).get(source)
    if kept is None or kept.resolve() == file.resolve() or kept.read_bytes() == data:
        return True
    message = f"another listing is kept as {layout.LISTINGS}/{kept.name} already"
    report.error(Location(str(file)), "listing-name", message, "give this one another file name")
    return False


def _standing(content: Content, source: str) -> set[str]:
    """The file names that entries of the listing `source` have or had, and those that a person merged into others."""
    own = {name for paper in content.papers if paper.source == source for name in (paper.slug, *paper.aliases)}
    same = (decision for decision in content.decisions if decision.verdict is Verdict.SAME)
    return own | {slug for decision in same for slug in decision.pair if slug != decision.keep}


def _tag_slugs(vocabulary: Vocabulary) -> dict[str, str]:
    """The tag that each spelling stands for: a slug, a name or an alias."""
    tags = vocabulary.tags.values()
    return {folded(word): tag.slug for tag in tags for word in (*tag.aliases, tag.name, tag.slug)}


def _named(papers: Iterable[Paper], taken: Iterable[str]) -> tuple[Paper, ...]:
    """The papers with the file names they get: the same ones whenever the listing is read again."""
    used = set(taken)
    named: list[Paper] = []
    for paper in papers:
        named.append(replace(paper, slug=make_slug(paper.title, used)))
        used.add(named[-1].slug)
    return tuple(named)


def _new_among(
    papers: Sequence[Paper], content: Content, markdown: Markdown, keys: Path | None
) -> tuple[tuple[Paper, ...], tuple[dedupe.Pair, ...], dict[str, dedupe.Pair]]:
    """Those of one listing's `papers` that do not stand in `content` yet, and the pairs with them to review.

    Last, the titles of those that are left out as the same, with the pairs that say so.

    `keys` is a file for what the search needs of the present papers, to be short the next time.
    """
    present = content.papers
    standing = _standing(content, papers[0].source)
    taken = {name for paper in present for name in (paper.slug, *paper.aliases)} - standing
    unseen = [paper for paper in _named(papers, taken) if paper.slug not in standing]
    if not unseen:
        return (), (), {}
    pairs = dedupe.find_pairs_between(
        [record_of(paper, markdown) for paper in unseen], [record_of(paper, markdown) for paper in present], keys
    )
    repeated = _repeated([paper.slug for paper in unseen], pairs)
    fresh = tuple(paper for paper in unseen if paper.slug not in repeated)
    reviews = tuple(p for p in pairs if p.verdict is dedupe.Verdict.REVIEW and not {p.a, p.b} & repeated.keys())
    return fresh, reviews, {paper.title: repeated[paper.slug] for paper in unseen if paper.slug in repeated}


def _repeated(unseen: Sequence[str], pairs: Iterable[dedupe.Pair]) -> dict[str, dedupe.Pair]:
    """The unseen papers that are the same as one present, or as an earlier one of the listing that is new; and why."""
    place = {slug: number for number, slug in enumerate(unseen)}
    earlier: dict[str, dict[str, dedupe.Pair]] = defaultdict(dict)
    for pair in pairs:
        if pair.verdict is dedupe.Verdict.SAME:
            first, second = sorted((pair.a, pair.b), key=lambda slug: place.get(slug, -1))
            earlier[second][first] = pair
    repeated: dict[str, dedupe.Pair] = {}
    for slug in unseen:
        kept = [pair for first, pair in earlier[slug].items() if first not in repeated]
        if kept:
            repeated[slug] = kept[0]
    return repeated


def _with_extraction(paper: Paper, found: Extraction) -> Paper:
    links = {link.url: link for link in (*paper.links, *found.links)}
    return replace(
        paper,
        tags=tuple(dict.fromkeys((*found.tags, *paper.tags))),
        benchmarks=found.benchmarks,
        results=found.results,
        links=tuple(links.values()),
    )


def _record_reviews(root: Path, pairs: Sequence[dedupe.Pair]) -> None:
    if not pairs:
        return
    file = root / layout.DUPLICATES
    before = file.read_bytes().decode() if file.exists() else ""  # as it is: line ends are the curator's, too
    after = dedupe.record_reviews(before, pairs)
    if after != before:
        write_whole(root, layout.DUPLICATES, after.encode())
