"""A memo of pure steps on disk. Deleting it, or building without it, changes no byte of the output."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from builder import __version__
from builder.files import make_folder, walk

_MANIFEST = "MANIFEST"


def fingerprint(parts: Iterable[bytes]) -> str:
    """A key for inputs that differ in any byte, and for the version of the builder that used them."""
    digest = hashlib.blake2b(__version__.encode(), digest_size=20)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


class TreeCache:
    """Keeps the tree of files that one step made last, under the key of what it was made from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def copy_or_make(self, key: str, target: Path, make: Callable[[Path], None]) -> bool:
        """Put the tree of `key` at `target`: the kept one, else that of `make(target)`. Whether it was kept.

        A kept tree that has changed since, or was kept by halves, is made again.
        """
        kept = self._folder / "tree"
        if self._is_sound(kept, key):
            shutil.copytree(kept, target)
            return True
        make(target)
        self._keep(key, target)
        return False

    def _keep(self, key: str, tree: Path) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        make_folder(self._folder)
        shutil.copytree(tree, self._folder / "tree")
        (self._folder / _MANIFEST).write_bytes(_manifest(key, tree))  # last: without it nothing is kept

    def _is_sound(self, kept: Path, key: str) -> bool:
        try:
            return (self._folder / _MANIFEST).read_bytes() == _manifest(key, kept)
        except OSError:
            return False


class FileCache:
    """Keeps the file that one step made last for each name, with the key of what it was made from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __contains__(self, name: str) -> bool:
        return (self._folder / name).is_file()

    def kept_or_made(self, name: str, key: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under `name` if it was made from the same; else what `make` makes, which is kept.

        A kept file that has changed since, or was kept by halves, is made again.
        """
        file = self._folder / name
        try:
            head, _, data = file.read_bytes().partition(b"\n")
        except OSError:
            head = data = b""
        if head != _seal(key, data):
            data = make()
            _write_beside(file, _seal(key, data) + b"\n" + data)
        return data

    def prune(self, names: Iterable[str]) -> None:
        """Drop what is kept under other names, and what a command that was stopped left half written."""
        for path in set(walk(self._folder)) - set(names):
            (self._folder / path).unlink()


def _seal(key: str, data: bytes) -> bytes:
    return f"{key} {fingerprint([data])}".encode()


def _write_beside(file: Path, data: bytes) -> None:
    """Write `data` to another name first, so that no reader finds half of it."""
    make_folder(file.parent)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as fresh:
        fresh.write(data)
    Path(fresh.name).replace(file)


def _manifest(key: str, tree: Path) -> bytes:
    parts = (part for path in walk(tree) for part in (path.encode(), (tree / path).read_bytes()))
    return f"{key} {fingerprint(parts)}".encode()
