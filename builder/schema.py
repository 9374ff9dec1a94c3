"""The shapes of content files as data, and reading a YAML node by such a shape.

A shape's `read` gives the typed value or raises `Fault`; lists and records go on after a fault, so that every fault of
a file is reported, each at its own place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builder.diagnostics import Report, did_you_mean
from builder.source import Document

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NULL = frozenset({"~", "null"})


class Fault(Exception):  # noqa: N818 (a fault of the content, not of the program)
    """One wrong value; whoever asked for it reports it."""

    def __init__(self, node: Node, rule: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.node, self.rule, self.message, self.hint = node, rule, message, hint


class Reported(Exception):  # noqa: N818
    """A value that cannot be made, for reasons that the report holds already."""


class _Nothing:
    """Stands for a value that could not be read."""


NOTHING = _Nothing()


@dataclass(frozen=True, slots=True)
class Context:
    """What reading needs besides the node: the document (for places), the report, the slugs that may be named."""

    document: Document
    report: Report
    known: Mapping[str, Collection[str]] = field(default_factory=dict)

    def error(self, fault: Fault) -> None:
        """Report `fault` at its node."""
        self.report.error(self.document.location(fault.node), fault.rule, fault.message, fault.hint)

    def attempt(self, shape: Shape, node: Node) -> Any:
        """The value of `node` by `shape`, or NOTHING after its faults were reported."""
        try:
            return shape.read(node, self)
        except Fault as fault:
            self.error(fault)
        except Reported:
            pass
        return NOTHING


class Shape(Protocol):
    """What a value looks like."""

    def read(self, node: Node, context: Context) -> Any:
        """The value of `node`; raises Fault."""


def _scalar(node: Node, wanted: str) -> str:
    if not isinstance(node, ScalarNode):
        raise Fault(
            node, "type", f"a {wanted} is wanted here, not a {'list' if isinstance(node, SequenceNode) else 'mapping'}"
        )
    return str(node.value)


def is_null(node: Node) -> bool:
    """Whether nothing is written, or an empty text, or `null` or `~` without quotes."""
    return isinstance(node, ScalarNode) and (not node.value or (not node.style and node.value in _NULL))


@dataclass(frozen=True, slots=True)
class Text:
    """A text of at most `longest` characters, on one line."""

    longest: int = 500
    pattern: str = ""
    example: str = ""

    def read(self, node: Node, context: Context) -> str:
        value = " ".join(_scalar(node, "text").split())
        if not value:
            raise Fault(node, "empty", "the text is empty")
        if len(value) > self.longest:
            raise Fault(node, "too-long", f"the text has {len(value)} characters", f"{self.longest} at most")
        if self.pattern and not re.fullmatch(self.pattern, value, re.ASCII):
            raise Fault(node, "format", f"'{value}' has the wrong form", f"such as {self.example}")
        return value


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown of any number of lines."""

    longest: int = 20_000

    def read(self, node: Node, context: Context) -> str:
        value = _scalar(node, "text").strip()
        if len(value) > self.longest:
            raise Fault(node, "too-long", f"the text has {len(value)} characters", f"{self.longest} at most")
        return value


@dataclass(frozen=True, slots=True)
class Day:
    """A date, YYYY-MM-DD."""

    def read(self, node: Node, context: Context) -> date:
        value = _scalar(node, "date")
        try:
            if not _DAY.fullmatch(value):
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            raise Fault(node, "date", f"'{value}' is no date", "write YYYY-MM-DD, such as 2025-03-14") from None


@dataclass(frozen=True, slots=True)
class Timezone:
    """The name of a time zone of the IANA database."""

    def read(self, node: Node, context: Context) -> str:
        value = _scalar(node, "time zone")
        if value not in available_timezones():
            raise Fault(node, "timezone", f"unknown time zone '{value}'", did_you_mean(value, available_timezones()))
        return value


@dataclass(frozen=True, slots=True)
class Flag:
    """`true` or `false`."""

    def read(self, node: Node, context: Context) -> bool:
        value = _scalar(node, "true or false")
        if value not in {"true", "false"}:
            raise Fault(node, "type", f"'{value}' is neither true nor false")
        return value == "true"


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number; its decimal places are kept."""

    def read(self, node: Node, context: Context) -> Decimal:
        value = _scalar(node, "number")
        if not _NUMBER.fullmatch(value):
            raise Fault(node, "type", f"'{value}' is no number", "write digits with a decimal point, such as 87.3")
        return Decimal(value)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`."""

    least: int
    most: int

    def read(self, node: Node, context: Context) -> int:
        value = _scalar(node, "number")
        if not re.fullmatch("[0-9]{1,9}", value) or not self.least <= int(value) <= self.most:
            raise Fault(node, "type", f"'{value}' is no whole number from {self.least} to {self.most}")
        return int(value)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values of an enumeration."""

    of: type[StrEnum]

    def read(self, node: Node, context: Context) -> StrEnum:
        value, known = _scalar(node, "word"), [str(member) for member in self.of]
        if value not in known:
            hint = did_you_mean(value, known) or f"one of {', '.join(known)}"
            name = re.sub(r"\B(?=[A-Z])", " ", self.of.__name__).lower()
            raise Fault(node, "choice", f"unknown {name} '{value}'", hint)
        return self.of(value)


@dataclass(frozen=True, slots=True)
class Slug:
    """A slug: lower-case letters, digits and single hyphens."""

    def read(self, node: Node, context: Context) -> str:
        value = _scalar(node, "slug")
        if not _SLUG.fullmatch(value) or len(value) > 120:
            raise Fault(node, "slug", f"'{value}' is no slug", "lower-case letters, digits and single hyphens")
        return value


@dataclass(frozen=True, slots=True)
class Ref:
    """The slug of something that `Context.known` has under `kind`; any text where it has no such kind."""

    kind: str

    def read(self, node: Node, context: Context) -> str:
        value, known = _scalar(node, "slug"), context.known.get(self.kind)
        if known is not None and value not in known:
            raise Fault(node, f"unknown-{self.kind}", f"unknown {self.kind} '{value}'", did_you_mean(value, known))
        return value


@dataclass(frozen=True, slots=True)
class Url:
    """An absolute http or https URL without a user name."""

    def read(self, node: Node, context: Context) -> str:
        value = _scalar(node, "URL")
        if not is_web_url(value):
            raise Fault(node, "url", f"'{value}' is no web address", "write it whole, such as https://example.org/page")
        return value


@dataclass(frozen=True, slots=True)
class BaseUrl:
    """The address of a site, below which its pages have theirs: a `Url` without query and fragment."""

    def read(self, node: Node, context: Context) -> str:
        value = _scalar(node, "URL")
        if fault := base_url_fault(value):
            raise Fault(node, "url", *fault)
        return value


def base_url_fault(value: str) -> tuple[str, str] | None:
    """What is wrong with `value` as the address of a site, and what to do; None where nothing is."""
    if not is_web_url(value):
        return f"'{value}' is no web address", "write it whole, such as https://example.org/digest/"
    if "?" in value or "#" in value:
        return f"'{value}' is no address that others can stand below", "leave out what begins with '?' or '#'"
    return None


def is_web_url(value: str) -> bool:
    """Whether `value` is an absolute http or https URL that is safe to link to."""
    try:
        parts = urlsplit(value)
        return (
            parts.scheme in {"http", "https"}
            and bool(parts.hostname)
            and parts.username is None
            and len(value) <= 2_000
            and not re.search(r"[\s<>\"\\^`{|}\x00-\x1f]", value)
        )
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one shape; wrong items are reported and left out."""

    item: Shape
    longest: int = 1_000
    unique: bool = True

    def read(self, node: Node, context: Context) -> tuple[Any, ...]:
        if not isinstance(node, SequenceNode):
            raise Fault(node, "type", "a list is wanted here", "write [a, b] or one '- a' a line")
        if len(node.value) > self.longest:
            raise Fault(node, "too-long", f"the list has {len(node.value)} items", f"{self.longest} at most")
        return tuple(self._items(node, context))

    def _items(self, node: Node, context: Context) -> Iterator[Any]:
        seen: list[Any] = []
        for item in node.value:
            value = context.attempt(self.item, item)
            if self.unique and value in seen:
                context.error(Fault(item, "repeated", "stands in this list already", "delete one of the two"))
            elif value is not NOTHING:
                seen.append(value)
                yield value


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record."""

    shape: Shape
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys; `make` turns the values that are there into the object.

    Where it is `located`, `make` is given the place of the mapping as `location` too.
    """

    fields: Mapping[str, Field]
    make: Callable[..., Any] = dict
    located: bool = False

    def read(self, node: Node, context: Context) -> Any:
        """The made object; raises Reported where a required key is missing or wrong."""
        values = self.values(node, context)
        if any(spec.required and key not in values for key, spec in self.fields.items()):
            raise Reported
        if self.located:
            values["location"] = context.document.location(node)
        return self.make(**values)

    def values(self, node: Node, context: Context) -> dict[str, Any]:
        """The right values by key; what is wrong, unknown, repeated or missing is reported."""
        written = _pairs(node, self.fields, context)
        for key, spec in self.fields.items():
            if spec.required and key not in written:
                context.error(Fault(node, "missing-key", f"'{key}' is missing"))
        values = {key: context.attempt(self.fields[key].shape, value) for key, value in written.items()}
        return {key: value for key, value in values.items() if value is not NOTHING}


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping of slugs to records of one shape."""

    item: Record

    def read(self, node: Node, context: Context) -> dict[str, Any]:
        values = {key: context.attempt(self.item, value) for key, value in _pairs(node, None, context).items()}
        return {key: value for key, value in values.items() if value is not NOTHING}


def _pairs(node: Node, fields: Mapping[str, Field] | None, context: Context) -> dict[str, Node]:
    """The values of a mapping that are there, by key; keys are those of `fields`, or any slug."""
    if not isinstance(node, MappingNode):
        raise Fault(node, "type", "a mapping of keys to values is wanted here")
    seen: set[str] = set()
    pairs: dict[str, Node] = {}
    for key_node, value in node.value:
        key = context.attempt(Slug() if fields is None else _Key(fields), key_node)
        if key in seen:
            context.error(Fault(key_node, "duplicate-key", f"key '{key}' is here twice", "delete one of the two"))
        elif key is not NOTHING:
            seen.add(key)
            if not is_null(value):
                pairs[key] = value
    return pairs


@dataclass(frozen=True, slots=True)
class _Key:
    """One of the keys of a record."""

    fields: Mapping[str, Field]

    def read(self, node: Node, context: Context) -> str:
        key = _scalar(node, "key")
        if key not in self.fields:
            raise Fault(node, "unknown-key", f"unknown key '{key}'", did_you_mean(key, self.fields))
        return key


def read_document(document: Document, shape: Shape, report: Report, known: Mapping[str, Collection[str]]) -> Any:
    """The value of a whole document by its shape, or NOTHING after its faults were reported."""
    return Context(document, report, known).attempt(shape, document.node)


def is_slug(text: str) -> bool:
    """Whether `text` can be the name of a content file."""
    return bool(_SLUG.fullmatch(text)) and len(text) <= 120
