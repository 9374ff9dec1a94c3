"""Changes to the file of a paper as text: what it lacks is put in, what a person wrote stays.

Every byte that stands there stays: comments, quotes, the order of keys, blank lines, line ends, the style of a list.
The exceptions are a written nothing (`[]`, `null`, `~`, `""`), which gives way to the list, and a value that is to be
another. Places come from the marks of YAML nodes, and a file whose edited text does not load as expected is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from yaml.nodes import MappingNode, Node, SequenceNode

from builder.diagnostics import Report
from builder.entries import paper_text
from builder.files import told, write_whole
from builder.load import PAPER, RESULT
from builder.model import Benchmark, BenchmarkUse, Link, Paper, Result, Vocabulary
from builder.schema import NOTHING, is_null, read_document
from builder.source import Document, front_matter_span, read_front_matter
from builder.splices import (
    Splice,
    below,
    flow,
    in_style_of,
    line_end,
    put_lines,
    put_pairs,
    replace_item,
    serialized,
    shifted,
    span,
    spliced,
    text_node,
    values,
)
from builder.stubs import write_stubs

_TRAILING_COMMA = re.compile(r"(?:[ \t\n]|#[^\n]*\n)*,")
_EMPTY_LIST = re.compile(r"\[[ \t]*\]")
_ORDER = tuple(PAPER.fields)


@dataclass(frozen=True, slots=True)
class Additions:
    """What a paper's file lacks, by the key it goes under."""

    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    benchmarks: tuple[BenchmarkUse, ...] = ()
    results: tuple[Result, ...] = ()

    def __len__(self) -> int:
        return sum(len(getattr(self, field.name)) for field in fields(self))

    def to(self, paper: Paper) -> Paper:
        """`paper` with the additions behind what it has."""
        return replace(
            paper,
            links=(*paper.links, *self.links),
            tags=(*paper.tags, *self.tags),
            benchmarks=(*paper.benchmarks, *self.benchmarks),
            results=(*paper.results, *self.results),
        )


def write_additions(
    root: Path, paper: Paper, added: Additions, vocabulary: Vocabulary, stubs: Iterable[Benchmark], report: Report
) -> bool:
    """Put `added` into the file of `paper`; a file that would not load as expected is left alone and reported.

    `stubs` are the benchmarks that it names and that have no file yet: they get theirs first, so that an entry never
    names what is not there.
    """
    path = paper.location.path
    with told("write the suggestions"):
        after = changed_text(root, paper, added.to(paper), vocabulary)
        if after is None:
            message = "its front matter is laid out so that nothing can be put into it safely"
            report.warning(paper.location, "left-alone", message, "add what is suggested by hand")
            return False
        write_stubs(root, stubs)
        write_whole(root, path, after.encode())
    return True


def changed_text(
    root: Path, before: Paper, after: Paper, vocabulary: Vocabulary, comments: Sequence[str] = ()
) -> str | None:
    """The text of the file of `before` as that of `after`, `comments` added; None where it would not load as `after`.

    The lists of `after` begin with those of `before`; of results, those that stand in both may say more. Authors may be
    others, but no fewer.
    """
    text = (root / before.location.path).read_bytes().decode()
    changed = with_changes(text, before, after, comments)
    return changed if _loads_as(after, changed, vocabulary) else None


def with_additions(text: str, added: Additions) -> str:
    """The text of a paper's file with `added` in it.

    `text` is one that loads. In an unusual layout (keys with question marks, all of it in braces) the outcome may not.
    """
    nothing = Paper(slug="", title="-", listed=date.min)
    return with_changes(text, nothing, added.to(nothing))


def with_changes(text: str, before: Paper, after: Paper, comments: Sequence[str] = ()) -> str:
    """The text of the file of `before` with what `after` has beyond it, and `comments` at the end of the front matter.

    What was said of `with_additions` holds here, too.
    """
    lines = text.replace("\r\n", "\n")
    document, new = _document(lines), _document(paper_text(_beyond(before, after)))
    span = front_matter_span(lines)
    if document is None or new is None or span is None:
        return text
    first, last = span
    front, root = lines[first:last], document.node
    splices = [
        *_result_splices(front, root, before, after),  # first: at one place they go above new results
        *_changed_splices(front, root, before, after),
        *_front_splices(front, root, values(new.node)),
        *_comment_splices(front, root, comments),
    ]
    return spliced(text, [*shifted(splices, first), *_body_splices(lines, document.body, after.abstract)])


def _document(text: str) -> Document | None:
    return read_front_matter(text, "", Report())


def _beyond(before: Paper, after: Paper) -> Paper:
    """What `after` has and `before` has not, by itself."""
    lists = ("authors", "links", "tags", "benchmarks", "results", "aliases", "rejected")
    tails = {name: getattr(after, name)[len(getattr(before, name)) :] for name in lists}
    return Paper(
        slug="",
        title="-",
        listed=date.min,
        published=None if after.published == before.published else after.published,
        source="" if after.source == before.source else after.source,
        ids={scheme: value for scheme, value in after.ids.items() if scheme not in before.ids},
        featured=after.featured and not before.featured,
        note="" if after.note == before.note else after.note,
        **tails,
    )


def _changed_splices(front: str, root: Node, before: Paper, after: Paper) -> Iterator[Splice]:
    """The splices that put another title, or other names of authors, in place of those that stand there."""
    present = values(root)
    if after.title != before.title:
        yield from put_pairs(front, root, {"title": text_node(after.title)}, _ORDER)
    node = present.get("authors")
    items = node.value if isinstance(node, SequenceNode) else []
    for item, own, name in zip(items, before.authors, after.authors, strict=False):
        if own != name:
            yield replace_item(front, item, name)


def _front_splices(front: str, root: Node, new: dict[str, Node]) -> Iterator[Splice]:
    """The splices that bring what is in `new`, by key, into the front matter; `title` and `listed` stay."""
    present = values(root)
    for key, node in new.items():
        if key in {"title", "listed"} or is_null(node) or not node.value or (key, node.value) == ("featured", "false"):
            continue
        if isinstance(node, SequenceNode):
            yield from _put(front, root, present, key, node.value)
        elif isinstance(node, MappingNode):
            yield from _put_mapping(front, root, key, node)
        elif "\n" in node.value:
            yield from put_lines(front, root, key, node.value.split("\n"), _ORDER)
        else:
            yield from put_pairs(front, root, {key: node}, _ORDER)


def _put_mapping(front: str, root: Node, key: str, new: MappingNode) -> Iterator[Splice]:
    """The pairs of `new` under `key`, beside those that are there."""
    node = values(root).get(key)
    if isinstance(node, MappingNode):
        yield from put_pairs(front, node, values(new), tuple(values(new)))
    else:
        yield from put_pairs(front, root, {key: new}, _ORDER)


def _result_splices(front: str, root: Node, before: Paper, after: Paper) -> Iterator[Splice]:
    """The splices that complete the results that stand there."""
    node = values(root).get("results")
    items = node.value if isinstance(node, SequenceNode) else []
    for item, old, new in zip(items, before.results, after.results, strict=False):
        if old != new:
            said, wanted = (values(_results_of(result)[0]) for result in (old, new))
            lacking = {key: node for key, node in wanted.items() if key not in said or flow(said[key]) != flow(node)}
            yield from put_pairs(front, item, lacking, tuple(RESULT.fields))


def _results_of(result: Result) -> list[Node]:
    document = _document(paper_text(Paper(slug="", title="-", listed=date.min, results=(result,))))
    return list(values(document.node)["results"].value) if document else []


def _comment_splices(front: str, root: Node, comments: Sequence[str]) -> Iterator[Splice]:
    """Comments below the last key, but for those that stand there."""
    place = below(front, root, root.value[-1][1])
    yield from (Splice(place, place, f"# {comment}\n") for comment in comments if comment not in front)


def _body_splices(text: str, body: str, wanted: str) -> Iterator[Splice]:
    """Another text in place of the abstract."""
    if wanted != body and wanted:
        end = len(text.rstrip()) if body else len(text)
        yield Splice(end - len(body), end, wanted if body else f"{'' if text.endswith(chr(10)) else chr(10)}{wanted}\n")


def _loads_as(expected: Paper, text: str, vocabulary: Vocabulary) -> bool:
    """Whether `text` is the file of `expected`, without any fault."""
    known = {
        "tag": vocabulary.tags.keys(),
        "benchmark": vocabulary.benchmarks.keys(),
        "metric": vocabulary.metrics.keys(),
    }
    report = Report()
    document = read_front_matter(text.replace("\r\n", "\n"), expected.location.path, report)
    values: Any = read_document(document, PAPER, report, known) if document else NOTHING
    if document is None or values is NOTHING or len(report):
        return False
    return Paper(slug=expected.slug, abstract=document.body, location=expected.location, **values) == expected


def _put(front: str, root: Node, present: dict[str, Node], key: str, items: Sequence[Node]) -> Iterator[Splice]:
    """The splices that bring `items` under `key`."""
    node = present.get(key)
    if node is None:
        yield _new_key(front, root, present, key, items)
    elif isinstance(node, SequenceNode) and node.value:
        yield from (
            _append_to_flow(front, node, items) if node.flow_style else _append_to_block(front, root, node, items)
        )
    elif is_null(node) or _EMPTY_LIST.fullmatch(front, *span(node)):
        yield from _fill(front, root, node, items)
    else:  # brackets with a comment between them
        start = node.start_mark.index + 1
        yield Splice(start, start, _flow_items(items))


def _new_key(front: str, root: Node, present: dict[str, Node], key: str, items: Sequence[Node]) -> Splice:
    """The key on lines of its own, below the nearest one that the documented order puts before it."""
    before = next(name for name in reversed(_ORDER[: _ORDER.index(key)]) if name in present)
    place = below(front, root, present[before])
    indent = root.start_mark.column
    head = f"{' ' * indent}{key}:"
    if isinstance(items[0], MappingNode):
        return Splice(place, place, f"{head}\n{_block_items(items, indent + _list_indent(root))}")
    return Splice(place, place, f"{head} [{_flow_items(items)}]\n")


def _fill(front: str, root: Node, node: Node, items: Sequence[Node]) -> Iterator[Splice]:
    """`items` in place of nothing, as a new entry would have them."""
    start, end = span(node)
    if not isinstance(items[0], MappingNode):
        yield Splice(start, end, f"{'' if end > start else ' '}[{_flow_items(items)}]")
        return
    yield Splice(len(front[:start].rstrip()), end, "")
    place = below(front, root, node)
    yield Splice(place, place, _block_items(items, root.start_mark.column + _list_indent(root)))


def _append_to_block(front: str, root: Node, node: SequenceNode, items: Sequence[Node]) -> Iterator[Splice]:
    """`items` below the last one, its dashes, indentation and style taken over."""
    last, dash = node.value[-1], node.start_mark.column
    place = below(front, root, last)
    styled = [in_style_of(last, item) for item in items]
    yield Splice(place, place, _block_items(styled, dash, max(last.start_mark.column - dash, 2)))


def _append_to_flow(front: str, node: SequenceNode, items: Sequence[Node]) -> Iterator[Splice]:
    """`items` behind the last one: on lines of their own where each present one has its own, else on its line."""
    last = node.value[-1]
    styled = [in_style_of(last, item) for item in items]
    lines = [item.start_mark.line for item in node.value]
    end, closing = last.end_mark.index, node.end_mark.index - 1
    if len(set(lines)) < len(lines) or lines[-1] == node.start_mark.line:
        yield Splice(end, end, f", {_flow_items(styled)}")
        return
    comma = _TRAILING_COMMA.match(front, end, closing)
    if not comma:
        yield Splice(end, end, ",")
    place = line_end(front, comma.end() if comma else end)
    if place > closing:
        place = comma.end() if comma else end
    new = [f"\n{' ' * last.start_mark.column}{flow(item)}" for item in styled]
    yield Splice(place, place, "".join(f"{item}," for item in new) if comma else ",".join(new))


def _block_items(items: Iterable[Node], indent: int, gap: int = 2) -> str:
    """Lines of a block list: dashes at column `indent`, items `gap` characters behind them."""
    margin, inner = " " * indent + "-".ljust(gap), "\n" + " " * (indent + gap)
    return "".join(f"{margin}{inner.join(_item_lines(item))}\n" for item in items)


def _item_lines(item: Node) -> list[str]:
    if isinstance(item, MappingNode) and not item.flow_style:
        return serialized(item).splitlines()
    return [flow(item)]


def _flow_items(items: Iterable[Node]) -> str:
    return ", ".join(map(flow, items))


def _list_indent(root: Node) -> int:
    """How far the file's own block lists stand behind their keys; as new entries have it where there is none."""
    lists = (v for _, v in root.value if isinstance(v, SequenceNode) and not v.flow_style)
    return next((node.start_mark.column - root.start_mark.column for node in lists), 2)
