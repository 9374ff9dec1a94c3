"""The list of readers: a file outside of what Git keeps, an address a line.

Diagnostics name a reader by the line alone: the logs of a public repository's workflows are public.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Location, Report, SheafError
from builder.files import told
from builder.mailing.message import is_address


@dataclass(frozen=True, slots=True)
class Reader:
    """An address, and the line of the list that has it."""

    address: str
    location: Location

    @property
    def mailbox(self) -> str:
        """The address without differences between spellings of one mailbox, whose capitals do not count."""
        return self.address.lower()


def read_readers(file: Path, root: Path, report: Report) -> list[Reader]:
    """The readers in `file`, each mailbox once; blank lines and those after `#` count for nothing.

    A line that is no address is an error and is left out. Raises SheafError where the file cannot be read, or where Git
    would keep it beside the digest at `root`.
    """
    require_private(file, root)
    with told("read the list of readers"):
        data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SheafError(f"{file} is not UTF-8", hint="save it as UTF-8") from None
    seen: dict[str, Reader] = {}
    for reader in _readers(text, file, report):
        if reader.mailbox in seen:
            first = seen[reader.mailbox].location.line
            report.warning(reader.location, "repeated-reader", f"this address stands on line {first} already")
        seen.setdefault(reader.mailbox, reader)
    return list(seen.values())


def _readers(text: str, file: Path, report: Report) -> Iterator[Reader]:
    for number, line in enumerate(text.split("\n"), start=1):
        address = line.strip()
        if not address or address.startswith("#"):
            continue
        location = Location(str(file), number, len(line) - len(line.lstrip()) + 1)
        if is_address(address):
            yield Reader(address, location)
        else:
            hint = "write an address alone on its line, such as ada@example.org, a domain in ASCII (xn--)"
            report.error(location, "address", "this is no mail address", hint)


def require_private(file: Path, root: Path) -> None:
    """Raise SheafError where `file` lies in the digest's repository and Git does not ignore it."""
    target = file.resolve()
    top = _git(root, "rev-parse", "--show-toplevel") or str(root.resolve())
    if not target.is_relative_to(top) or _git(root, "check-ignore", str(target)):
        return
    raise SheafError(
        f"{file} lies in the digest's repository, where its addresses would be published",
        hint="move it out of there, or have Git ignore it",
    )


def _git(root: Path, *arguments: str) -> str:
    """What Git says; nothing where there is no Git, or no repository."""
    git = shutil.which("git")
    if git is None:
        return ""
    done = subprocess.run(  # noqa: S603 (the program is Git, the arguments are no options)
        [git, "-C", str(root), *arguments], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else ""
