"""Writing files so that each is whole or absent, whenever the command is stopped."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from builder import layout
from builder.diagnostics import SheafError

FILE_MODE = 0o644
FOLDER_MODE = 0o755
_WRITABLE = 0o222


def write_whole(root: Path, path: str, data: bytes) -> None:
    """Put `data` at `path` below `root`: written beside in the cache folder, then renamed into place.

    Raises PermissionError where a file is there and nobody may write to it: renaming would not ask.
    """
    target = root / path
    require_writable(target)
    with scratch(root) as folder:
        fresh = folder / "file"
        fresh.write_bytes(data)
        fresh.chmod(FILE_MODE)
        make_folder(target.parent)
        fresh.replace(target)


def write_anywhere(file: Path, data: bytes) -> None:
    """The same for a file in any folder that is there: written beside under another name, then renamed.

    What is no file, such as a pipe or /dev/null, is written to and stays what it is; a link leads to its file.
    """
    file = file.resolve()
    require_writable(file)
    if file.exists() and not file.is_file():
        file.write_bytes(data)
        return
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".sheaf-")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        fresh.chmod(FILE_MODE)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def require_writable(file: Path) -> None:
    """Raise PermissionError where a file is there that was made read-only, or that is not ours to write to."""
    if file.exists() and not (file.stat().st_mode & _WRITABLE and os.access(file, os.W_OK)):
        raise PermissionError(errno.EACCES, "is read-only", str(file))


def make_folder(folder: Path) -> None:
    """Make `folder` and what lies above it, readable for all whatever the umask."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(FOLDER_MODE)


@contextlib.contextmanager
def scratch(root: Path) -> Iterator[Path]:
    """A fresh folder on the file system of `root`, gone afterwards."""
    parent = root / layout.CACHE / "scratch"
    make_folder(parent)
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        yield Path(folder)


def walk(folder: Path) -> Iterator[str]:
    """The files below `folder`, relative to it with forward slashes, sorted; a link is a file, wherever it leads."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        links = (name for name in folders if (Path(place) / name).is_symlink())
        yield from ((Path(place) / name).relative_to(folder).as_posix() for name in sorted((*names, *links)))


@contextlib.contextmanager
def told(doing: str) -> Iterator[None]:
    """Turn a refusal of the file system into the one line that a user reads."""
    try:
        yield
    except OSError as error:
        what = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise SheafError(f"cannot {doing}: {what}") from error
