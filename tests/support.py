"""What several tests need: the public command in this process or its own, and folders as data."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from builder.cli import main
from builder.files import walk

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data"
TINY = DATA / "tiny"
REAL_LISTING = "content/listings/2025-03-14-hf-papers.txt"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


def sheaf(root: Path, *arguments: str | Path, stdin: str | bytes = "") -> Outcome:
    """Run `sheaf --root ROOT ARGUMENTS` in this process; an exception that is no exit fails the test."""
    done = CliRunner().invoke(main, ["--root", str(root), *map(str, arguments)], input=stdin, catch_exceptions=False)
    return Outcome(done.exit_code, done.stdout, done.stderr)


def sheaf_process(root: Path, *arguments: str | Path, environ: Mapping[str, str] | None = None) -> Outcome:
    """Run the same in a process of its own, with `environ` on top of the environment."""
    command = [sys.executable, "-m", "builder", "--root", str(root), *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | (environ or {}), capture_output=True, text=True, check=False
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def succeeds(done: Outcome) -> Outcome:
    """A command that ended well and without a word on stderr."""
    assert (done.code, done.err) == (0, "")
    return done


def tree(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below `folder`, by its path."""
    return {path: (folder / path).read_bytes() for path in walk(folder)}


def put(root: Path, path: str, text: str | bytes) -> Path:
    """Write the file `path` below `root`, and its folders."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file
