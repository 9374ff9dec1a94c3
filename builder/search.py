"""The search index, by Pagefind's command line on the staged paper pages.

The command line is quick, where Pagefind's Python API sleeps 0.1 s before each answer. What it writes at random,
`search_order` settles.
"""

from __future__ import annotations

import subprocess
import zlib
from collections.abc import Iterator, Sequence
from importlib import metadata
from itertools import chain
from pathlib import Path

import pagefind_bin

from builder import search_order, urls
from builder.cache import TreeCache, fingerprint
from builder.diagnostics import SheafError

_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Pagefind's ready-made interfaces; the search page has its own."""


_OURS = (Path(__file__), Path(search_order.__file__))


def index(stage: Path, pages: Sequence[str], cache: TreeCache | None) -> None:
    """Index the staged files `pages` into the stage. Raises SheafError where Pagefind fails."""
    target = stage / urls.SEARCH_INDEX
    if not pages:
        return
    if cache is None:
        _run(stage, target)
        return
    inputs = (part for page in pages for part in (page.encode(), (stage / page).read_bytes()))
    cache.copy_or_make(fingerprint(chain(_maker(), inputs)), target, lambda folder: _run(stage, folder))


def _maker() -> Iterator[bytes]:
    """What else than the pages decides on the bytes of an index."""
    yield metadata.version("pagefind_bin").encode()
    yield zlib.ZLIB_RUNTIME_VERSION.encode()
    yield from (file.read_bytes() for file in _OURS)


def _run(stage: Path, target: Path) -> None:
    command = [
        str(pagefind_bin.get_executable()),
        *("--site", str(stage)),
        *("--output-path", str(target)),
        *("--glob", f"{urls.PAPERS}*/index.html"),
        "--silent",
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (no shell, own arguments)
    except OSError as error:
        raise SheafError(
            f"cannot run Pagefind: {error}", hint="install Sheaf anew, or build with --no-search"
        ) from error
    if done.returncode != 0 or not (target / "pagefind.js").is_file():
        lines = (done.stderr or done.stdout).strip().splitlines() or ["no message"]
        raise SheafError(f"Pagefind failed: {lines[-1]}", hint="build with --no-search to leave the search out")
    for file in target.iterdir():
        if file.name.startswith(_UNUSED):
            file.unlink()
    search_order.settle(target)
