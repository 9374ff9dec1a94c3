"""A run: the letters of an issue to all readers who have not got it, at most once each, however often it is run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic, sleep

from builder.diagnostics import Report, SheafError
from builder.mailing.compose import Letters
from builder.mailing.ledger import Ledger, State
from builder.mailing.readers import Reader
from builder.mailing.smtp import Connection, Lost, Reply

ROUNDS = (0, 30, 120, 300)
"""Seconds before each round; a reader whom a server puts off waits for the next one, and holds up nobody."""
RECONNECTS = (2, 10, 30)
"""Seconds before each new try to reach a server that was there before."""


class Pace:
    """Lets at most `rate` letters a minute go, spread evenly."""

    def __init__(self, rate: int) -> None:
        self._gap = 60 / rate
        self._next = 0.0

    def wait(self) -> None:
        """Return when the next letter may go."""
        now = monotonic()
        if now < self._next:
            sleep(self._next - now)
        self._next = max(now, self._next) + self._gap


@dataclass(slots=True)
class Tally:
    """How many readers fared how in a run."""

    sent: int = 0
    before: int = 0
    doubtful: int = 0
    failed: int = 0


def others(tally: Tally) -> str:
    """What became of the readers to whom nothing was sent."""
    told = [f"{tally.before} had it", f"{tally.failed} refused"]
    return ", ".join([*told, *([f"{tally.doubtful} in doubt"] if tally.doubtful else [])])


@dataclass(slots=True)
class Run:
    """What a run needs. Faults of single readers go into `report`; `tell` hears of each letter that arrived."""

    letters: Letters
    connection: Connection
    ledger: Ledger
    report: Report
    pace: Pace
    tell: Callable[[str], None]
    tally: Tally = field(default_factory=Tally)


def due(readers: Sequence[Reader], ledger: Ledger, report: Report, tally: Tally) -> list[Reader]:
    """The readers who have not got the issue; those of whom nobody knows are told of, and get nothing."""
    waiting = []
    for reader in readers:
        state = ledger.state(reader.mailbox)
        if state is State.SENT:
            tally.before += 1
        elif state is State.BEGUN:
            tally.doubtful += 1
            _doubt(reader, "a run was stopped while the letter was on its way", report)
        else:
            waiting.append(reader)
    return waiting


def send(readers: Sequence[Reader], run: Run) -> None:
    """Send to each of `readers`. Raises SheafError where the server cannot be used; what was sent is in the ledger."""
    waiting = list(readers)
    replies: dict[str, str] = {}
    try:
        for pause in ROUNDS:
            if not waiting:
                break
            if pause:
                run.connection.close()  # it would not be there any more
                sleep(pause)
            waiting = [reader for reader in waiting if not _settled(reader, run, replies)]
    finally:
        run.connection.close()
    for reader in waiting:
        run.tally.failed += 1
        hint = "run again later"
        run.report.error(reader.location, "postponed", f"the server puts it off: {replies[reader.mailbox]}", hint)


def _settled(reader: Reader, run: Run, replies: dict[str, str]) -> bool:
    """Send to one reader; False where it is worth another try."""
    _connect(run)
    run.pace.wait()
    data = run.letters.to(reader.address, datetime.now(UTC))
    begun: Callable[[], None] = lambda: run.ledger.note(reader.mailbox, State.BEGUN)  # noqa: E731
    try:
        reply = run.connection.send(run.letters.sender, reader.address, data, begun)
    except Lost as lost:
        return _lost(reader, lost, run, replies)
    return _answered(reader, reply, run, replies)


def _answered(reader: Reader, reply: Reply, run: Run, replies: dict[str, str]) -> bool:
    if reply.accepted:
        run.ledger.note(reader.mailbox, State.SENT)
        run.tally.sent += 1
        run.tell(f"{reader.location}: sent")
        return True
    _clear(reader, run)
    words = _without_address(str(reply), reader.address)
    if reply.temporary:
        replies[reader.mailbox] = words
        return False
    run.tally.failed += 1
    hint = "take the address off the list, or ask why"
    run.report.error(reader.location, "refused", f"the server refused it: {words}", hint)
    return True


def _lost(reader: Reader, lost: Lost, run: Run, replies: dict[str, str]) -> bool:
    if lost.doubtful:
        run.tally.doubtful += 1
        _doubt(reader, lost.why, run.report)
        return True
    _clear(reader, run)
    replies[reader.mailbox] = lost.why
    return False


def _clear(reader: Reader, run: Run) -> None:
    """Note that a letter that had begun has not arrived."""
    if run.ledger.state(reader.mailbox) is State.BEGUN:
        run.ledger.note(reader.mailbox, State.REFUSED)


def _connect(run: Run) -> None:
    """Reach the server; one that is gone for long ends the run."""
    pauses = iter(RECONNECTS if run.connection.reached else ())
    while True:
        try:
            run.connection.open()
        except Lost as lost:
            pause = next(pauses, None)
            if pause is None:
                raise SheafError(lost.why, hint="run again later: who has the letter gets no second one") from lost
            sleep(pause)
        else:
            return


def _doubt(reader: Reader, why: str, report: Report) -> None:
    hint = "it is not sent again; look into the server's log, and send a file of --out by hand where it is missing"
    report.warning(reader.location, "doubtful", f"nobody knows whether this letter arrived: {why}", hint)


def _without_address(words: str, address: str) -> str:
    """A reply that does not tell whom it is about: logs of workflows are public."""
    start = words.lower().find(address.lower())
    while start >= 0:
        words = f"{words[:start]}…{words[start + len(address) :]}"
        start = words.lower().find(address.lower())
    return words
