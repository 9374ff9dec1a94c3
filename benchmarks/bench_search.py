"""How soon the search page shows results, and what a browser fetches for them, in a digest of made-up papers.

    python -m benchmarks.bench_search [SIZE]

Builds a site of SIZE papers (10,000), serves it on this machine with its texts compressed, as static hosts do, and
drives the system's Chromium. A case is a fresh browser without a cache that opens the search page and types. Times run
from the key to the frame that shows the first result; kilobytes (1,000 bytes, headers and all) are what came from the
server until then, the page with its style and scripts among them.
"""

from __future__ import annotations

import argparse
import gzip
import io
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.corpus_digest import write_digest
from builder.diagnostics import Report
from builder.pipeline import build

SIZE = 10_000
FIRST_KEYS = ("s", "t", "a", "m", "g")
WORD = "segmentation"
RUNS = 3
TEXTS = {".html", ".css", ".js", ".json", ".svg", ".txt"}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# The time of every key and of the first frame with a result after it.
_WATCH = """
() => {
  const list = document.getElementById("results");
  document.addEventListener("keydown", () => { window.pressed = performance.now(); window.shown = 0; }, true);
  new MutationObserver(() => {
    if (list.children.length && !window.shown) requestAnimationFrame(() => { window.shown ||= performance.now(); });
  }).observe(list, { childList: true });
}
"""


@dataclass(frozen=True, slots=True)
class Case:
    """What was typed, after how long a rest of the opened page, and what it took."""

    name: str
    milliseconds: float
    kilobytes: float


class _Server(ThreadingHTTPServer):
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
def served(site: Path) -> Iterator[_Server]:
    """A server of `site`."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def measure(browser: Browser, server: _Server, keys: str, rest: float) -> tuple[float, float]:
    """Milliseconds from the last of `keys` to the first result, and kilobytes; `rest` seconds pass before the first."""
    context = browser.new_context()
    page = context.new_page()
    server.sent = 0
    page.goto(f"http://127.0.0.1:{server.server_port}/search/", wait_until="load")
    page.evaluate(_WATCH)
    page.wait_for_timeout(rest * 1000)
    page.keyboard.type(keys, delay=80)
    page.wait_for_function("() => window.shown > window.pressed")
    kilobytes = server.sent / 1000
    took: float = page.evaluate("() => window.shown - window.pressed")
    context.close()
    return took, kilobytes


def cases(browser: Browser, server: _Server) -> Iterator[Case]:
    """The median of RUNS for each case."""
    every = [(f"{key!r}, at once", key, 0.0) for key in FIRST_KEYS]
    every += [(f"{key!r}, after two seconds", key, 2.0) for key in FIRST_KEYS]
    every += [(f"{WORD!r}, after two seconds", WORD, 2.0)]
    for name, keys, rest in every:
        runs = [measure(browser, server, keys, rest) for _ in range(RUNS)]
        yield Case(name, statistics.median(took for took, _ in runs), max(size for _, size in runs))


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, serve, measure, print."""
    parser = argparse.ArgumentParser(description="Time the search page.")
    parser.add_argument("size", nargs="?", type=int, default=SIZE, metavar="SIZE")
    options = parser.parse_args(arguments)
    program = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if program is None:
        sys.exit("Chromium is missing: install it (Debian, Ubuntu: apt install chromium)")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        root = Path(temporary)
        write_digest(root, options.size)
        start = time.perf_counter()
        build(root, root / "site", base_url=None, jobs=None, use_cache=False, with_search=True, report=Report())
        print(f"{options.size:,} entries, built in {time.perf_counter() - start:.0f} s")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        with served(root / "site") as server:
            found = list(cases(browser, server))
        browser.close()
    for case in found:
        print(f"  {case.name:32s} {case.milliseconds:6.0f} ms {case.kilobytes:6.0f} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
