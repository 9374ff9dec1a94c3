"""The real digest, built once a test process, served under a prefix and shown in Chromium."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from support import ROOT, sheaf

expect.set_options(timeout=20_000)  # milliseconds; a machine under load is slow, and a hang is longer

PREFIX = "/repo/"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository's own digest."""
    out = tmp_path_factory.mktemp("browser") / "site"
    outcome = sheaf(ROOT, "build", "--out", out, "--base-url", f"http://localhost{PREFIX}")
    assert outcome.code == 0, outcome.err
    return out


class _Handler(SimpleHTTPRequestHandler):
    """A static host that knows the site under the prefix and at the root."""

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(PREFIX) if path.startswith(PREFIX) else path)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Tests print what matters themselves."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves a page in mid-answer is no fault."""


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """The address of a static server for a site, without a slash at its end."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def host(real_site: Path) -> Iterator[str]:
    """The address of the real digest's site."""
    with hosted(real_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    program = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if program is None:
        message = "Chromium is missing: install it (Debian, Ubuntu: apt install chromium), then run the tests again"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, host: str) -> Iterator[Page]:
    """A page that fails its test where it says anything on the console or asks another host for anything."""
    context = browser.new_context()
    opened = context.new_page()
    said: list[str] = []
    foreign: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on(
        "request", lambda request: None if request.url.startswith((host, "data:")) else foreign.append(request.url)
    )
    yield opened
    context.close()
    assert said == []
    assert foreign == []
