"""Showing the site on this machine, rebuilt on every change, the open pages reloaded."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import Change, watch

from builder import layout, pipeline, urls
from builder.diagnostics import Report, SheafError
from builder.load import load_digest
from builder.wording import counted

_HOST = "127.0.0.1"
_EVENTS = "/__sheaf/events"
_SCRIPT_PATH = "/__sheaf/reload.js"
_SCRIPT = b"new EventSource('/__sheaf/events').onmessage = () => location.reload();\n"
_LOOK_AGAIN = 500  # milliseconds between looks at which folders there are
_TAG = b'<script type="module" src="/__sheaf/reload.js"></script>\n</body>'


class Changes:
    """Counts builds; those who wait are woken by the next one that they have not seen."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._builds = 0

    def announce(self) -> None:
        """Wake everyone who waits."""
        with self._condition:
            self._builds += 1
            self._condition.notify_all()

    def count(self) -> int:
        """How many builds were announced."""
        with self._condition:
            return self._builds

    def wait(self, seen: int, seconds: float) -> int:
        """How many builds were announced: at once where it is more than `seen`, else after the next or `seconds`."""
        with self._condition:
            self._condition.wait_for(lambda: self._builds > seen, timeout=seconds)
            return self._builds


class _Handler(SimpleHTTPRequestHandler):
    """The site's files, the 404 page, and the two addresses that reload a page."""

    def __init__(self, *args: Any, changes: Changes, **kwargs: Any) -> None:
        self._changes = changes
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer one request."""
        if self.path == _EVENTS:
            self._send_events()
        elif self.path == _SCRIPT_PATH:
            self._send(_SCRIPT, "text/javascript", HTTPStatus.OK)
        else:
            file = Path(self.translate_path(self.path))
            file = file / "index.html" if file.is_dir() and self.path.partition("?")[0].endswith("/") else file
            self._send_file(file)

    def _send_file(self, file: Path) -> None:
        if file.is_dir():
            super().do_GET()  # redirects to the address with a slash
        elif not file.is_file():
            self._send(_page(Path(self.directory) / urls.NOT_FOUND), "text/html", HTTPStatus.NOT_FOUND)
        elif file.suffix == ".html":
            self._send(_page(file), "text/html", HTTPStatus.OK)
        else:
            super().do_GET()

    def _send(self, body: bytes, kind: str, status: HTTPStatus) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send_events(self) -> None:
        seen = self._changes.count()  # before the answer begins: what is built from then on is told
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        while True:
            builds = self._changes.wait(seen, 15)
            self.wfile.write(b"data: built\n\n" if builds > seen else b": still here\n\n")
            self.wfile.flush()
            seen = builds

    def end_headers(self) -> None:
        """A page that was just rebuilt must not come from a cache."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class's name)
        """Say nothing of each request."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in mid-answer is no fault."""


def _page(file: Path) -> bytes:
    """A page with the reloading script before its end."""
    return file.read_bytes().replace(b"</body>", _TAG) if file.is_file() else b"not found\n"


@dataclass(frozen=True, slots=True)
class Voice:
    """How the user hears of results, of faults in the content, and of what keeps the site from being built."""

    say: Callable[[str], None]
    tell: Callable[[Report], None]
    fail: Callable[[SheafError], None]


def serve(root: Path, port: int, voice: Voice) -> None:
    """Build, serve on this machine only, and rebuild on every change until interrupted.

    What cannot be built is told and the last good site stays. Raises SheafError where `root` holds no digest or the
    port cannot be had.
    """
    load_digest(root, Report())
    out = root / layout.CACHE / "serve"
    changes = Changes()
    handler = partial(_Handler, directory=str(out), changes=changes)
    try:
        server = _Server((_HOST, port), handler)
    except OSError as error:
        raise SheafError(
            f"cannot listen on port {port}: {error.strerror}", hint="choose another with --port"
        ) from error
    address = f"http://localhost:{port}/"
    changed = _changes(root)
    next(changed)  # the watch is set before the first build, so nothing that changes from here on is missed
    built = _build(root, out, address, voice)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    shows = "shows the digest and" if built else "will show the digest once it can be built, and"
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell ignores for what it runs in the background
    with contextlib.suppress(KeyboardInterrupt):
        voice.say(f"{address} {shows} follows your changes; Ctrl-C ends it")
        for _ in changed:
            _build(root, out, address, voice)
            changes.announce()
    server.shutdown()
    server.server_close()


def _build(root: Path, out: Path, address: str, voice: Voice) -> bool:
    """Whether the site could be built; what it could not be built for is told."""
    report = Report()
    try:
        built = pipeline.build(root, out, base_url=address, jobs=None, use_cache=True, with_search=True, report=report)
    except SheafError as error:
        voice.fail(error)
        return False
    voice.tell(report)
    if built:
        voice.say(f"built: {counted(built.pages, 'page')}, {counted(built.published.written, 'file')} changed")
    return built is not None


def _changes(root: Path) -> Iterator[None]:
    """One item once the watch is set, and one after every change of what the site is made of.

    A watch ends with the folder it was set on, so it is set anew where a folder comes, goes or is replaced; what
    changed meanwhile is one change.
    """
    folders, missed = _folders(root), True
    while True:
        with contextlib.suppress(FileNotFoundError):  # a folder that has gone since it was looked for
            for changed in watch(*folders, rust_timeout=_LOOK_AGAIN, yield_on_timeout=True):
                gone = (Path(path) for change, path in changed if change is Change.deleted)
                if _folders(root) != folders or any(path in folders for path in gone):
                    break
                if changed or missed:
                    missed = False
                    yield
        folders, missed = _folders(root), True


def _folders(root: Path) -> dict[Path, int]:
    """The folders that the site is made of and their numbers on the file system."""
    folders = (root / layout.CONTENT, *pipeline.template_dirs(root))
    return {folder.resolve(): folder.stat().st_ino for folder in folders if folder.is_dir()}
