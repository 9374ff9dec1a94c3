"""A static host on this machine that compresses as hosts do and counts what it sends, and the browser that asks it."""

from __future__ import annotations

import gzip
import io
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright

TEXTS = {".html", ".css", ".js", ".json", ".svg", ".txt"}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """The program of the system's Chromium; exits where there is none."""
    program = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if program is None:
        sys.exit("Chromium is missing: install it (Debian, Ubuntu: apt install chromium)")
    return program


def launched(playwright: Playwright) -> Browser:
    """The system's Chromium, without a window."""
    return playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])


class Server(ThreadingHTTPServer):
    """A server that counts what it sends, headers and all."""

    sent = 0
    """Bytes."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves a page in mid-answer is no fault."""


class _Counted(io.BufferedIOBase):
    """A connection to a browser whose server knows how much went through it."""

    def __init__(self, connection: Any, server: Any) -> None:
        self._connection, self._server = connection, server

    def write(self, data: Any) -> int:
        self._server.sent += len(data)
        return int(self._connection.write(data))

    def flush(self) -> None:
        self._connection.flush()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send the file, compressed where it is a text."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if file.suffix not in TEXTS or not file.is_file():
            super().do_GET()
            return
        data = gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def setup(self) -> None:
        super().setup()
        self.wfile = _Counted(self.wfile, self.server)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing of each request."""


@contextmanager
def served(site: Path) -> Iterator[Server]:
    """A server of `site`, at the root of its address."""
    server = Server(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
