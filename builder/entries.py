"""A listing's entry to a paper of the digest, and a paper to the text of its file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

import yaml
from slugify import slugify
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builder.listings import Entry
from builder.markup import Markdown
from builder.model import BenchmarkUse, Link, Paper, Result, Verification
from builder.repair import repair_abstract, repair_title

MAX_SLUG = 100
"""Characters of a new slug; with the folders above it, far below what any file system or checkout tool refuses."""

MAX_TITLE, MAX_ABSTRACT = 500, 20_000
"""Characters; an abstract of more is a whole paper."""

_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


def make_paper(entry: Entry, *, listed: date, source: str, markdown: Markdown) -> Paper:
    """The paper of `entry`, its texts repaired where they are not final; without a slug as yet."""
    final = entry.is_final
    return Paper(
        slug="",
        title=" ".join(entry.title.split()) if final else repair_title(entry.title),
        listed=listed,
        abstract=entry.abstract.strip() if final else markdown.from_text(repair_abstract(entry.abstract)),
        source=source,
        votes=entry.votes,
        published=entry.published.latest(listed) if entry.published else None,
        authors=entry.authors,
        ids=entry.ids,
        links=entry.links,
    )


def fault_of(paper: Paper) -> str:
    """Why no file can hold a new paper; "" where one can."""
    if not any(map(str.isalnum, paper.title)):
        return "it has no title"
    if len(paper.title) > MAX_TITLE:
        return f"its title has {len(paper.title)} characters, and {MAX_TITLE} are the most"
    if len(paper.abstract) > MAX_ABSTRACT:
        return f"its abstract has {len(paper.abstract)} characters, and {MAX_ABSTRACT} are the most"
    return ""


def make_slug(title: str, taken: Collection[str]) -> str:
    """The file name of a paper with this title: its words in ASCII, numbered where another paper has that name."""
    slug = slugify(title, max_length=MAX_SLUG, word_boundary=True, save_order=True) or "paper"
    if slug in _RESERVED:
        slug += "-paper"  # names that Windows keeps for devices
    number, candidate = 1, slug
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


def paper_text(paper: Paper) -> str:
    """The file of `paper`: front matter with every key in the documented order, then the abstract.

    `votes` and `rejected` are there only where they say something: most listings show no votes, and a new entry
    rejects nothing.
    """
    fields: dict[str, Node | None] = {
        "title": _quoted(paper.title),
        "listed": _plain(paper.listed.isoformat(), "timestamp"),
        "published": _plain(paper.published.isoformat(), "timestamp") if paper.published else _nothing(),
        "source": _text(paper.source),
        "votes": _plain(str(paper.votes), "int") if paper.votes is not None else None,
        "authors": _flow_list(paper.authors),
        "ids": _mapping({key: _quoted(value) for key, value in paper.ids.items()}, flow=True),
        "links": _block_list(map(_link, paper.links)),
        "tags": _flow_list(paper.tags),
        "benchmarks": _block_list(map(_use, paper.benchmarks)),
        "results": _block_list(map(_result, paper.results)),
        "featured": _plain("true" if paper.featured else "false", "bool"),
        "note": _text(paper.note) if paper.note else _nothing(),
        "aliases": _flow_list(paper.aliases),
        "rejected": _flow_list(paper.rejected) if paper.rejected else None,
    }
    written = {key: node for key, node in fields.items() if node}
    front = yaml.serialize(_mapping(written), Dumper=_Dumper, allow_unicode=True, width=1_000_000)
    return f"---\n{front}---\n{paper.abstract}\n"


class _Dumper(yaml.SafeDumper):
    """Indents the items of a list below its key, which libyaml's emitter cannot."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)


def _link(link: Link) -> Node:
    return _mapping({"kind": _text(link.kind), "url": _text(link.url)}, flow=True)


def _use(use: BenchmarkUse) -> Node:
    return _mapping({"benchmark": _text(use.benchmark), "role": _text(use.role)}, flow=True)


def _result(result: Result) -> Node:
    fields = {
        "benchmark": _text(result.benchmark),
        "split": _text(result.split),
        "task": _text(result.task),
        "metric": _text(result.metric),
        "setting": _text(result.setting),
        "value": _text("") if result.value is None else _number(result.value),
        "model": _text(result.model),
        "evidence": _quoted(result.evidence),
        "assumed_metric": _plain("true", "bool") if result.assumed_metric else _text(""),
        "status": _text(result.status),
        "verified": _verification(result.verified) if result.verified else _text(""),
    }
    return _mapping({key: node for key, node in fields.items() if node.value})


def _number(value: Decimal) -> ScalarNode:
    return _plain(str(value), "float" if "." in str(value) else "int")


def _verification(verified: Verification) -> Node:
    where = {"where": _text(verified.where)} if verified.where else {}
    day = _plain(verified.day.isoformat(), "timestamp")
    return _mapping({"by": _text(verified.by), "date": day, **where}, flow=True)


def _plain(value: str, kind: str) -> ScalarNode:
    return ScalarNode(f"tag:yaml.org,2002:{kind}", value)


def _text(value: str) -> ScalarNode:
    """A string without quotes where YAML reads it back as the same string."""
    return _plain(str(value), "str")


def _quoted(value: str) -> ScalarNode:
    return ScalarNode("tag:yaml.org,2002:str", value, style='"')


def _nothing() -> ScalarNode:
    return _plain("", "null")


def _flow_list(values: Iterable[str]) -> SequenceNode:
    return SequenceNode("tag:yaml.org,2002:seq", [_text(value) for value in values], flow_style=True)


def _block_list(nodes: Iterable[Node]) -> SequenceNode:
    items = list(nodes)
    return SequenceNode("tag:yaml.org,2002:seq", items, flow_style=not items)


def _mapping(fields: Mapping[str, Node], *, flow: bool = False) -> MappingNode:
    return MappingNode("tag:yaml.org,2002:map", [(_text(key), node) for key, node in fields.items()], flow_style=flow)
