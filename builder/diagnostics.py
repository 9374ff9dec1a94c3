"""What is wrong, where, and what to do about it: the only way a fault reaches the user.

A fault in content is a `Diagnostic` in a `Report`, so that all faults are told and not the first alone.
A fault that ends the command at once (a bad argument, a missing program) is a `SheafError`, raised anywhere
and caught once, in `cli.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class SheafError(Exception):
    """A fault the user can mend, told in one line. The command ends with `exit_code`.

    Exit code 2 is usage or environment; 1 is content.
    """

    def __init__(self, message: str, *, hint: str = "", exit_code: int = 2) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.exit_code = exit_code


class Severity(StrEnum):
    """How much a diagnostic weighs: an error fails the command, a warning and a notice do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: `path` relative to the digest's root with forward slashes; line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


NOWHERE = Location("")
"""The location of an object that no file holds (made in memory)."""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One fault: where, how bad, which rule, what is wrong, and what to do (`hint`, may be empty)."""

    location: Location
    severity: Severity
    rule: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f"; {self.hint}" if self.hint else ""
        return f"{self.location}: {self.severity}: {self.message}{hint} [{self.rule}]"


class Report:
    """The faults found so far. Stages add to it; the command prints it sorted by place."""

    def __init__(self) -> None:
        self._diagnostics: list[Diagnostic] = []

    def error(self, location: Location, rule: str, message: str, hint: str = "") -> None:
        """Record a fault that fails the command."""
        self._diagnostics.append(Diagnostic(location, Severity.ERROR, rule, message, hint))

    def warning(self, location: Location, rule: str, message: str, hint: str = "") -> None:
        """Record something a curator should look at."""
        self._diagnostics.append(Diagnostic(location, Severity.WARNING, rule, message, hint))

    def notice(self, location: Location, rule: str, message: str, hint: str = "") -> None:
        """Record something worth knowing that asks for nothing."""
        self._diagnostics.append(Diagnostic(location, Severity.NOTICE, rule, message, hint))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take over the diagnostics of another stage."""
        self._diagnostics.extend(diagnostics)

    @property
    def has_errors(self) -> bool:
        """Whether any diagnostic is an error."""
        return any(d.severity is Severity.ERROR for d in self._diagnostics)

    def count(self, severity: Severity) -> int:
        """How many diagnostics weigh `severity`."""
        return sum(d.severity is severity for d in set(self._diagnostics))

    def __iter__(self) -> Iterator[Diagnostic]:
        """The diagnostics by file, line and column, each once."""
        return iter(sorted(set(self._diagnostics)))

    def __len__(self) -> int:
        return len(set(self._diagnostics))


_NEAR = 65
"""The least likeness, of 100, of a word and a known one; two letters changed places in a word of three have 67."""
_NEAR_PART = 80
"""The same for a part of a known one, which more words are like by chance."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest of `known`, all of it or some of its words, or "" where none is near."""
    nearest = max(((*_likeness(word.lower(), each.lower()), each) for each in known), default=(0.0, 0.0, ""))
    return f"did you mean '{nearest[2]}'?" if nearest[0] else ""


def _likeness(word: str, known: str) -> tuple[float, float]:
    """How like the two are, 0 where they are not, and how like they are as wholes."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 (slow to load, and most commands have no hint to give)

    whole, words = ratio(word, known), re.split(r"[-_/ ]", known)
    length = len(re.split(r"[-_/ ]", word))
    runs = (words[start : start + length] for start in range(len(words) - length + 1))
    part = max((ratio(word, "-".join(run)) for run in runs), default=0.0)
    return max(whole if whole >= _NEAR else 0.0, part if part >= _NEAR_PART else 0.0), whole
