"""A staged tree to the published folder: changed files are renamed into place, stale ones removed."""

from __future__ import annotations

import errno
import filecmp
import shutil
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import SheafError
from builder.files import FILE_MODE, make_folder, walk

MARKER = ".sheaf-site"
"""The file that says that a folder is Sheaf's to prune."""
_COPY = ".sheaf-stage"
"""Where the stage is copied to if it lies on another file system: all of it before anything of the site changes."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, in files, and the size of the result in bytes."""

    written: int
    unchanged: int
    removed: int
    size: int


def require_publishable(out: Path) -> None:
    """Raise SheafError where `out` holds anything that Sheaf has not put there: it would be removed."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise SheafError(f"{out} is no folder", hint="choose another with --out DIR")
    if out.is_dir() and not (out / MARKER).exists() and any(_is_pages(file.name) for file in out.iterdir()):
        raise SheafError(f"{out} holds files that are no Sheaf site", hint="choose an empty folder with --out DIR")


def _is_pages(path: str) -> bool:
    """Whether a file may be the site's; hidden ones at the top (.gitignore, .git of a worktree) are somebody else's."""
    return not path.startswith(".")


def publish(stage: Path, out: Path) -> Published:
    """Make `out` hold what `stage` holds and nothing else but hidden files. `stage` is used up."""
    make_folder(out)
    copy = out / _COPY
    shutil.rmtree(copy, ignore_errors=True)  # what a build that was killed left
    try:
        return _exchange(stage if _mark(stage, out) else shutil.copytree(stage, copy), out)
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _mark(stage: Path, out: Path) -> bool:
    """Put the marker into `out`; whether files can be renamed from `stage` to there.

    To another file system they cannot, which only trying shows: mounts of one device have one device number.
    """
    marker = stage / MARKER
    marker.touch()
    marker.chmod(FILE_MODE)
    try:
        marker.replace(out / MARKER)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.move(marker, out / MARKER)
        return False
    return True


def _exchange(stage: Path, out: Path) -> Published:
    staged = list(walk(stage))
    present = set(filter(_is_pages, walk(out)))
    size = sum((stage / path).stat().st_size for path in staged)
    _remove(out, present - set(staged))
    written = sum(_put(stage / path, out / path) for path in staged)
    return Published(written, len(staged) - written, len(present - set(staged)), size)


def _put(fresh: Path, target: Path) -> bool:
    """Rename `fresh` to `target` unless the two are equal; whether it did."""
    if target.is_file() and not target.is_symlink() and filecmp.cmp(fresh, target, shallow=False):
        return False
    fresh.chmod(FILE_MODE)
    make_folder(target.parent)
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    fresh.replace(target)
    return True


def _remove(out: Path, stale: set[str]) -> None:
    for path in stale:
        (out / path).unlink()
    for folder in sorted({parent for path in stale for parent in Path(path).parents}, reverse=True):
        if folder != Path() and (out / folder).is_dir() and not any((out / folder).iterdir()):
            (out / folder).rmdir()
