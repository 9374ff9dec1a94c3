"""The page of the files to take away."""

from __future__ import annotations

from dataclasses import dataclass

from builder.views.parts import Head


@dataclass(frozen=True, slots=True)
class Download:
    """A file: its name as readers see it, what it is, and its size in words. `path` is empty for one in the archive."""

    path: str
    name: str
    about: str
    size: str


@dataclass(frozen=True, slots=True)
class BoardDownload:
    """A board as two files; `name` says what it compares."""

    name: str
    csv: Download
    json: Download


@dataclass(frozen=True, slots=True)
class BoardDownloads:
    """The boards of one benchmark."""

    benchmark: str
    boards: tuple[BoardDownload, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """All files to take away: of the whole digest, about them, of each tag, and of each benchmark.

    `examples` are (title, code) pairs.
    """

    head: Head
    archive: Download
    whole: tuple[Download, ...]
    documents: tuple[Download, ...]
    tags: tuple[Download, ...]
    benchmarks: tuple[BoardDownloads, ...]
    examples: tuple[tuple[str, str], ...]
