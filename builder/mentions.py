"""Issues that name a paper by the name of another which it was merged with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from yaml.nodes import ScalarNode, SequenceNode

from builder import layout
from builder.diagnostics import Report
from builder.model import Paper
from builder.source import Document, front_matter_span, read_front_matter
from builder.splices import Splice, remove_item, replace_item, shifted, spliced, values

_LISTS = ("highlights", "order")


@dataclass(frozen=True, slots=True)
class Mention:
    """An issue's file that named the merged paper, and its `text` now; None where it cannot be edited safely.

    `lost` are the lists that it was taken out of, because the paper that stays is listed on another day.
    """

    path: str
    text: str | None
    lost: tuple[str, ...]


def mentions(root: Path, gone: Paper, stays: Paper) -> Iterator[Mention]:
    """The issues whose lists name `gone`, by its slug or an old one, with `stays` in its place."""
    names = {gone.slug, *gone.aliases}
    for file in sorted((root / layout.ISSUES).glob("*.md")):
        text = file.read_bytes().decode()
        document = _read(text) if any(name in text for name in names) else None
        lists = _lists(document) if document else {}
        naming = tuple(key for key, node in lists.items() if names & {item.value for item in node.value})
        if naming:
            here = file.stem == stays.listed.isoformat()
            moved = _moved(text, lists, names, stays if here else None)
            path = file.relative_to(root).as_posix()
            yield Mention(path, moved, () if here else naming)


def _read(text: str) -> Document | None:
    return read_front_matter(text.replace("\r\n", "\n"), "", Report())


def _lists(document: Document) -> dict[str, SequenceNode]:
    said = values(document.node)
    return {key: node for key in _LISTS if isinstance(node := said.get(key), SequenceNode)}


def _moved(text: str, lists: dict[str, SequenceNode], names: Collection[str], stays: Paper | None) -> str | None:
    """The text with the slug of `stays` once in place of `names`, or nothing; None where that cannot be done safely."""
    lines = text.replace("\r\n", "\n")
    first, last = front_matter_span(lines) or (0, 0)
    splices: list[Splice] = []
    wanted: dict[str, object] = {}
    for key, node in lists.items():
        named = _named(node, names, stays)
        splices += _list_splices(lines[first:last], node, named)
        wanted[key] = [slug for slug in named if slug]
    moved = spliced(text, shifted(splices, first))
    before, after = _read(text), _read(moved)
    return moved if before and after and _said(after) == _said(before) | wanted else None


def _named(node: SequenceNode, names: Collection[str], stays: Paper | None) -> list[str]:
    """What each item of a list is to be; "" where it is to go."""
    there = {item.value for item in node.value} - {*names}
    new = stays.slug if stays and not {stays.slug, *stays.aliases} & there else ""
    named: list[str] = []
    for item in node.value:
        named.append((new if new not in named else "") if item.value in names else item.value)
    return named


def _list_splices(front: str, node: SequenceNode, named: Sequence[str]) -> Iterator[Splice]:
    for number, (item, slug) in enumerate(zip(node.value, named, strict=True)):
        if not slug:
            yield remove_item(front, node, item, last=not any(named[number:]))
        elif slug != item.value:
            yield replace_item(front, item, slug)


def _said(document: Document) -> dict[str, object]:
    """What an issue's file says, by key; an empty list says nothing."""
    said: dict[str, object] = {"": document.body}
    for key, node in values(document.node).items():
        said[key] = [item.value for item in node.value] if isinstance(node, SequenceNode) else node.value
        if isinstance(node, ScalarNode) and key in _LISTS:
            said[key] = []
    return said
