"""The static files of the site: a name holds the hash of its content, so that no cache serves an old one.

A module of JavaScript imports others by their plain names ("./words.js"); here it gets the names that they are
published under, and with them a hash that changes when any of them does. Its comments stay in the repository.

The icon for the home screens of phones, which show no SVG, is made of the SVG where the digest has none of its own.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from builder import pictures, urls
from builder.diagnostics import SheafError

_ICON, _TOUCH_ICON = "favicon.svg", "apple-touch-icon.png"
_COMMENT = re.compile(rb"^[ \t]*(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)
_INDENT = re.compile(rb"^[ \t]+|[ \t]+$", re.MULTILINE)
_IMPORT = re.compile(rb'^((?:import|export)\b[^"\n]*)"(\.{1,2}/[^"\n]+)"', re.MULTILINE)


def assets(template_dirs: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """The static files as (site path, bytes), in the order of their names."""
    yield from _published(template_dirs).values()


def asset_paths(template_dirs: Sequence[Path]) -> dict[str, str]:
    """The site path of each static file by its name below assets/."""
    return {name: path for name, (path, _) in _published(template_dirs).items()}


def _published(template_dirs: Sequence[Path]) -> dict[str, tuple[str, bytes]]:
    files = {name: file.read_bytes() for name, file in sorted(_asset_files(template_dirs).items())}
    done: dict[str, tuple[str, bytes]] = {}
    if _ICON in files:
        files.setdefault(_TOUCH_ICON, _touch_icon(files[_ICON]))
    for name in files:
        _publish(name, files, done, ())
    return {name: done[name] for name in files}


def _touch_icon(icon: bytes) -> bytes:
    try:
        return pictures.icon(icon.decode())
    except ValueError as error:
        raise SheafError(f"assets/{_ICON} is no SVG: {error}", hint="mend it", exit_code=1) from error


def _publish(
    name: str, files: Mapping[str, bytes], done: dict[str, tuple[str, bytes]], importers: tuple[str, ...]
) -> str:
    """Put the published form of `name` and of all it imports into `done`; the path of `name`."""
    if name in importers:
        raise SheafError(f"assets/{name} imports itself by way of {importers[-1]}", hint="cut the circle", exit_code=1)
    if name not in files:
        raise SheafError(
            f"assets/{importers[-1]} imports {name}, which is not there", hint="mend the import", exit_code=1
        )
    if name not in done:
        content = files[name]
        if name.endswith(".js"):
            content = _IMPORT.sub(lambda match: _import(name, match, files, done, importers), _stripped(content))
        done[name] = _asset_path(name, content), content
    return done[name][0]


def _stripped(script: bytes) -> bytes:
    """`script` without the lines of comments and without indentation.

    Both may stand for themselves in a template literal that runs over lines: a script with one stays as it is.
    """
    if any(line.count(b"`") % 2 for line in script.splitlines()):
        return script
    return _INDENT.sub(b"", _COMMENT.sub(b"", script))


def _import(
    name: str,
    match: re.Match[bytes],
    files: Mapping[str, bytes],
    done: dict[str, tuple[str, bytes]],
    importers: tuple[str, ...],
) -> bytes:
    """An import of the module `name` with the address under which the other module is published."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match[2].decode()))
    path = _publish(target, files, done, (*importers, name))
    reference = urls.relative(path, urls.ASSETS + name)
    return match[1] + f'"{reference if reference.startswith(".") else "./" + reference}"'.encode()


def _asset_files(template_dirs: Sequence[Path]) -> dict[str, Path]:
    files: dict[str, Path] = {}
    for folder in reversed([directory / "assets" for directory in template_dirs]):
        found = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*")}
        files |= {name: file for name, file in found.items() if _is_asset(name, file)}
    return files


def _is_asset(name: str, file: Path) -> bool:
    """Whether `file` is to be published: no link, and no hidden file of a system or an editor."""
    return file.is_file() and not file.is_symlink() and not any(part.startswith(".") for part in name.split("/"))


def _asset_path(name: str, content: bytes) -> str:
    path = PurePosixPath(urls.ASSETS, name)
    return str(path.with_name(f"{path.stem}.{hashlib.sha256(content).hexdigest()[:12]}{path.suffix}"))
