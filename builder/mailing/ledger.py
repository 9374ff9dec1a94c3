r"""Who was sent what: a file that only grows, so that nobody gets an issue twice, whenever a run is stopped.

A line is `ISSUE READER STATE`. The state is `begun` before the text of a letter goes to the server, and is on the disk
by then; `sent` or `refused` follow once the server has answered. What has only begun may have arrived, and is not sent
again: a letter is sent at most once. ISSUE is its day and READER a hash of the day and the address: the file
tells no address, and does not show that a reader of one issue is that of another. A ledger belongs to one digest.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from builder.diagnostics import SheafError
from builder.files import told

_LINE = re.compile(r"(\d{4}-\d{2}-\d{2}) ([0-9a-f]{64}) (begun|sent|refused)", re.ASCII)


class State(StrEnum):
    """How far a letter came."""

    BEGUN = "begun"
    SENT = "sent"
    REFUSED = "refused"


class Ledger:
    """A ledger as it stands for the issue of one day."""

    def __init__(self, file: BinaryIO | None, states: dict[str, State], day: date) -> None:
        self._file = file
        self._states = states
        self._day = day

    def state(self, mailbox: str) -> State | None:
        """How far the letter to `mailbox` came; None where it never set out."""
        return self._states.get(self._key(mailbox))

    def note(self, mailbox: str, state: State) -> None:
        """Write a line, and return once it is on the disk."""
        if self._file is None:
            raise ValueError("the ledger is open for reading only")
        key = self._key(mailbox)
        with told("write the ledger"):
            self._file.write(f"{self._day} {key} {state}\n".encode())
            self._file.flush()
            os.fsync(self._file.fileno())
        self._states[key] = state

    def _key(self, mailbox: str) -> str:
        return sha256(f"{self._day}\0{mailbox}".encode()).hexdigest()


def read_ledger(path: Path, day: date) -> Ledger:
    """The ledger at `path` for reading; an absent one is empty."""
    with told("read the ledger"):
        data = path.read_bytes() if path.exists() else b""
    return Ledger(None, _states(data, path), day)


@contextmanager
def open_ledger(path: Path, day: date) -> Iterator[Ledger]:
    """The ledger at `path` for writing, made where it is absent, locked against other runs.

    A line that a stopped run did not finish is taken off: its letter had not set out, or has its line before.
    """
    with told("open the ledger"):
        file = _opened(path)
    with file:
        with told("read the ledger"):
            file.seek(0)
            data = file.read()
            states = _states(data, path)
            file.truncate(data.rfind(b"\n") + 1)
        yield Ledger(file, states, day)


def _opened(path: Path) -> BinaryIO:
    file = path.open("a+b")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise SheafError(f"another run is sending with {path}", hint="wait for its end") from None
    _sync_folder(path.parent)
    return file


def _sync_folder(folder: Path) -> None:
    """Have the name of a new file survive a loss of power, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _states(data: bytes, path: Path) -> dict[str, State]:
    states: dict[str, State] = {}
    for number, line in enumerate(data.decode("ascii", "replace").split("\n")[:-1], start=1):
        found = _LINE.fullmatch(line)
        if found is None:
            fault = f"{path}:{number}:1: this is no line of a ledger"
            raise SheafError(fault, hint="restore the file, or remove the line")
        states[found[2]] = State(found[3])
    return states
