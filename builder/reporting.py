"""Diagnostics as text for people, as annotations for a pull request, as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable

from builder.diagnostics import Diagnostic


def formatted(diagnostics: Iterable[Diagnostic], style: str) -> str:
    """`diagnostics` in `style`: text (a line each), github (a workflow command each) or json (one array)."""
    if style == "json":
        return json.dumps([_as_json(diagnostic) for diagnostic in diagnostics], ensure_ascii=False, indent=1)
    return "\n".join(_annotation(d) if style == "github" else str(d) for d in diagnostics)


def _as_json(diagnostic: Diagnostic) -> dict[str, str | int]:
    place = diagnostic.location
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "severity": diagnostic.severity,
        "rule": diagnostic.rule,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def _annotation(diagnostic: Diagnostic) -> str:
    """A mark on the line in a pull request (GitHub documentation, "Workflow commands for GitHub Actions")."""
    place = diagnostic.location
    properties = {"file": place.path, "line": place.line, "col": place.column, "title": diagnostic.rule}
    listed = ",".join(f"{key}={_escape_property(str(value))}" for key, value in properties.items())
    hint = f"; {diagnostic.hint}" if diagnostic.hint else ""
    return f"::{diagnostic.severity} {listed}::{_escape(diagnostic.message + hint)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
