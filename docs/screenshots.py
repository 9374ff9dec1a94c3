"""Pictures of the site: of each kind of page in two widths and both colour schemes, and the pair of the README.

    .venv/bin/python docs/screenshots.py [FOLDER]

Builds the digest into a temporary folder, serves it on this machine and takes pictures with the system's Chromium
(Debian, Ubuntu: apt install chromium). All go to FOLDER (default: site-screenshots/); the README's two also replace
those in docs/images/.
"""

from __future__ import annotations

import argparse
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
PAGES = {
    "home": "",
    "paper": "papers/swin-transformer-hierarchical-vision-transformer-using-shifted-windows/",
    "issue": "issues/2025-03-14/",
    "board": "benchmarks/imagenet-1k/",
    "search": "search/?q=segmentation",
}
DAY = "2025-03-15T12:00:00Z"  # after the newest issue: for how long nothing new came is no part of a picture
SIZES = {1440: 900, 390: 844}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
README_PICTURE = ("home", 1440)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")

PNG = b"\x89PNG\r\n\x1a\n"
KEPT_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"IEND")


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing of each request."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which `site` is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def take(browser: Browser, address: str, folder: Path) -> None:
    """Write a picture of each page in each width and scheme."""
    for width, height in SIZES.items():
        for scheme in SCHEMES:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            page = context.new_page()
            page.clock.set_fixed_time(DAY)
            for name, path in PAGES.items():
                page.goto(address + path, wait_until="networkidle")
                picture = smaller(page.screenshot(animations="disabled", caret="hide"))
                (folder / f"{name}-{width}-{scheme}.png").write_bytes(picture)
            context.close()


def smaller(png: bytes) -> bytes:
    """The same picture, packed as tightly as zlib can and without chunks that describe the file."""
    chunks, at = [], len(PNG)
    while at < len(png):
        size, kind = struct.unpack_from(">I4s", png, at)
        chunks.append((kind, png[at + 8 : at + 8 + size]))
        at += size + 12
    pixels = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    kept = [(kind, data) for kind, data in chunks if kind in KEPT_CHUNKS]
    kept.insert(-1, (b"IDAT", zlib.compress(pixels, 9)))
    return PNG + b"".join(_chunk(kind, data) for kind, data in kept)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main() -> None:
    """Build, serve, take the pictures, replace the README's."""
    parser = argparse.ArgumentParser(description="Take pictures of the site.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "site-screenshots", help="where they go")
    folder: Path = parser.parse_args().folder
    program = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if program is None:
        sys.exit("Chromium is missing: install it (Debian, Ubuntu: apt install chromium)")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        site = Path(temporary) / "site"
        subprocess.run([sys.executable, "-m", "builder", "build", "--out", site], cwd=ROOT, check=True)  # noqa: S603
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        with served(site) as address:
            take(browser, address, folder)
        browser.close()
    name, width = README_PICTURE
    IMAGES.mkdir(exist_ok=True)
    for scheme in SCHEMES:
        shutil.copyfile(folder / f"{name}-{width}-{scheme}.png", IMAGES / f"{name}-{scheme}.png")


if __name__ == "__main__":
    main()
