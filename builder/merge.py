"""Two entries that are one paper become one file; what either says and the other does not stays.

`merge` writes; all else is pure. What cannot stay beside what is there is told, a line each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import yaml

from builder import layout
from builder.dedupe import rename, richer_abstract, richer_authors, richer_title
from builder.diagnostics import Report
from builder.edit import changed_text
from builder.edits import agree
from builder.files import require_writable, told, write_whole
from builder.mentions import Mention, mentions
from builder.model import Paper, Result, Status, Vocabulary
from builder.rejected import address, is_rejected, measure
from builder.source import front_matter_span
from builder.splices import line_end

_T = TypeVar("_T")
_ONE_EACH = ("title", "listed", "published", "source", "authors", "abstract")
"""Of these an entry has one; that of the entry that stays is kept unless the other says all of it and more."""
_SAID = ("split", "task", "setting", "model")
_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*(\S.*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge: the entry that stays, and what a person should know, a line each."""

    paper: Paper
    notes: tuple[str, ...]


def merge(root: Path, stays: Paper, gone: Paper, vocabulary: Vocabulary, report: Report) -> Merged | None:
    """Merge the file of `gone` into that of `stays`; None after a layout that cannot be edited safely was reported.

    Each file is written whole and that of `gone` deleted last, so that an interrupted merge can be made to its end.
    """
    with told("merge the entries"):
        named = tuple(mentions(root, gone, stays))
        paper = union(stays, gone)
        if any("highlights" in mention.lost for mention in named):
            paper = replace(paper, featured=True)
        text = changed_text(root, stays, paper, vocabulary, tuple(_comments(root, gone)))
        files = {stays.location.path: text, **{mention.path: mention.text for mention in named}}
        if unsafe := next((path for path, written in files.items() if written is None), None):
            message = f"'{gone.slug}' was not merged: {unsafe} is laid out so that nothing can be changed in it safely"
            hint = f"move what is worth keeping, delete {gone.location.path}, and put its name into aliases"
            report.warning(stays.location, "left-alone", message, hint)
            return None
        _write(root, files, gone, stays)
    return Merged(paper, (*conflicts(stays, gone), *_lost(named, paper)))


def _write(root: Path, files: dict[str, str | None], gone: Paper, stays: Paper) -> None:
    decisions = root / layout.DUPLICATES
    if decisions.exists():
        files |= {layout.DUPLICATES: rename(decisions.read_bytes().decode(), gone.slug, stays.slug)}
    for path in (*files, gone.location.path):
        require_writable(root / path)
    for path, text in files.items():
        data = (text or "").encode()
        if (root / path).read_bytes() != data:
            write_whole(root, path, data)
    (root / gone.location.path).unlink()


def union(stays: Paper, gone: Paper) -> Paper:
    """`stays` with what it lacks of `gone`. What a curator removed from it stays out, but for verified results."""
    return replace(
        stays,
        title=richer_title(stays.title, gone.title),
        abstract=richer_abstract(stays.abstract, gone.abstract, (result.evidence for result in stays.results)),
        published=stays.published or gone.published,
        source=stays.source or gone.source,
        authors=richer_authors(stays.authors, gone.authors),
        ids={**stays.ids, **{scheme: value for scheme, value in gone.ids.items() if scheme not in stays.ids}},
        links=_joined(stays.links, gone.links, lambda link: address(link.url), map(address, stays.rejected)),
        tags=_joined(stays.tags, gone.tags, str, stays.rejected),
        benchmarks=_joined(stays.benchmarks, gone.benchmarks, lambda use: use.benchmark, stays.rejected),
        results=_results(stays, gone),
        featured=stays.featured or gone.featured,
        note=stays.note if gone.note in stays.note else "\n\n".join(filter(None, (stays.note, gone.note))),
        aliases=tuple(dict.fromkeys((*stays.aliases, gone.slug, *gone.aliases))),
        rejected=tuple(dict.fromkeys((*stays.rejected, *gone.rejected))),
    )


def _joined(
    own: tuple[_T, ...], its: tuple[_T, ...], key: Callable[[_T], str], removed: Iterable[str]
) -> tuple[_T, ...]:
    """`own` and those of `its` whose keys are new, without those that a curator removed."""
    known = {*map(key, own), *removed}
    return (*own, *(each for each in its if key(each) not in known))


def _results(stays: Paper, gone: Paper) -> tuple[Result, ...]:
    """The results of both. Of two that state one score the one that stays is completed, and verified if either is."""
    results = list(stays.results)
    for its in gone.results:
        if its.status is Status.EXTRACTED and is_rejected(its, stays.rejected):
            continue
        alike = [number for number, own in enumerate(results) if _is_same(own, its)]
        if not alike:
            results.append(its)
        elif not any(_says_all(results[number], its) for number in alike):
            results[alike[0]] = _completed(results[alike[0]], its)
    return tuple(results)


def _is_same(own: Result, its: Result) -> bool:
    """Whether two results state one score, one of them with fewer words perhaps, or without the value.

    What a person verified without a value says nothing of another's value.
    """
    one_value = own.value == its.value or any(r.value is None and not _is_verified(r) for r in (own, its))
    return one_value and own.assumed_metric == its.assumed_metric and _on_one_board(own, its)


def _is_verified(result: Result) -> bool:
    return result.status is Status.VERIFIED


def _on_one_board(own: Result, its: Result) -> bool:
    return measure(own) == measure(its) and all(agree(getattr(own, name), getattr(its, name)) for name in _SAID)


def _says_all(own: Result, its: Result) -> bool:
    """Whether `own` states the score of `its`, and lacks nothing that `its` says of it."""
    return _is_same(own, its) and _completed(own, its) == own


def _completed(own: Result, its: Result) -> Result:
    said = {name: getattr(own, name) or getattr(its, name) for name in (*_SAID, "evidence")}
    said["value"] = its.value if own.value is None else own.value
    if its.status is not Status.VERIFIED:
        return replace(own, **said)
    return replace(own, **said, status=Status.VERIFIED, verified=own.verified or its.verified)


def conflicts(stays: Paper, gone: Paper) -> Iterator[str]:
    """What `gone` says otherwise than `stays`, and what became of it."""
    merged = union(stays, gone)
    for name in _ONE_EACH:
        own, kept, its = (getattr(paper, name) for paper in (stays, merged, gone))
        if own and _shown(own).rstrip(".… ") not in _shown(kept):
            yield f"{name}: that of {gone.slug} says more" + _instead_of(name, own)
        elif its and its != kept:
            yield f"{name}: that of {stays.slug} stays" + _instead_of(name, its)
    for scheme, value in gone.ids.items():
        if stays.ids.get(scheme, value) != value:
            yield f"{scheme}: {stays.ids[scheme]} stays, not {value}"
    yield from _conflicting_lists(merged, gone)
    yield from _conflicting_results(stays, merged, gone)
    if stays.note and gone.note not in stays.note:
        yield "note: both stand there now"


def _conflicting_lists(merged: Paper, gone: Paper) -> Iterator[str]:
    """Links, tags and benchmarks that were left out, or stand there otherwise, or that `gone` had removed."""
    kinds = {address(link.url): link.kind for link in merged.links}
    roles = {use.benchmark: use.role for use in merged.benchmarks}
    for what, name, own, its in (
        *((f"link {link.url}", "kind", kinds.get(address(link.url)), link.kind) for link in gone.links),
        *((f"benchmark {use.benchmark}", "role", roles.get(use.benchmark), use.role) for use in gone.benchmarks),
        *((f"tag {tag}", "", tag if tag in merged.tags else None, tag) for tag in gone.tags),
    ):
        if own is None:
            yield f"{what}: left out, because it is rejected here"
        elif own != its:
            yield f"{what}: {name} {own} stays, not {its}"
    there = {*kinds, *roles, *merged.tags}
    yield from (f"{each}: stays, though {gone.slug} rejects it" for each in gone.rejected if _key(each) in there)


def _key(rejected: str) -> str:
    return address(rejected) or rejected


def _conflicting_results(stays: Paper, merged: Paper, gone: Paper) -> Iterator[str]:
    for its in gone.results:
        what = " ".join(filter(None, (its.benchmark, its.split, its.setting, its.metric)))
        if not any(_says_all(own, its) for own in merged.results):
            yield f"result {what} {its.shown}: left out, because it is rejected here"
        for own in stays.results:
            if _is_same(own, its) and own.verified and its.verified and own.verified != its.verified:
                yield f"result {what} {its.shown}: verified by {own.verified.by} stays, not by {its.verified.by}"
        others = [own for own in stays.results if _on_one_board(own, its) and not _is_same(own, its)]
        yield from (f"result {what}: {own.shown} and {its.shown} both stand there now" for own in others)


def _instead_of(name: str, value: object) -> str:
    """The value that gave way, if it is short."""
    return "" if name == "abstract" else f", not {_shown(value)}"


def _shown(value: object) -> str:
    """A value on one line."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _lost(named: Iterable[Mention], paper: Paper) -> Iterator[str]:
    """The issues that do not name the paper any longer."""
    for mention in named:
        if mention.lost:
            instead = "; it is featured instead" if "highlights" in mention.lost else ""
            yield f"{mention.path}: taken out of {' and '.join(mention.lost)}, it is listed on {paper.listed}{instead}"


def _comments(root: Path, paper: Paper) -> Iterator[str]:
    """The comments of a file's front matter, with its name: what is written outside every scalar."""
    text = (root / paper.location.path).read_bytes().decode().replace("\r\n", "\n")
    start, end = front_matter_span(text) or (0, 0)
    front, done = text[start:end], 0
    events: Iterator[Any] = yaml.parse(front, Loader=yaml.CSafeLoader)
    for event in events:
        if type(event) in {yaml.ScalarEvent, yaml.StreamEndEvent}:
            first, last = event.start_mark.index, event.end_mark.index
            if vars(event).get("style") in ("|", ">"):
                first = line_end(front, first)  # its first line may end in a comment
            yield from (f"{paper.slug}: {found[1]}" for found in _COMMENT.finditer(front, done, first))
            done = last
