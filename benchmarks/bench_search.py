"""How soon the search page shows results, and what a browser fetches for them, in a digest of made-up papers.

    python -m benchmarks.bench_search [SIZE]

Builds a site of SIZE papers (10,000), serves it on this machine with its texts compressed, as static hosts do, and
drives the system's Chromium. A case is a fresh browser without a cache that opens the search page and types. Times run
from the key to the frame that shows the first result; kilobytes (1,000 bytes, headers and all) are what came from the
server until then, the page with its style and scripts among them.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.corpus_digest import write_digest
from benchmarks.host import Server, launched, served
from builder.diagnostics import Report
from builder.pipeline import build

SIZE = 10_000
FIRST_KEYS = ("s", "t", "a", "m", "g")
WORD = "segmentation"
RUNS = 3
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


def measure(browser: Browser, server: Server, keys: str, rest: float) -> tuple[float, float]:
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


def cases(browser: Browser, server: Server) -> Iterator[Case]:
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
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        root = Path(temporary)
        write_digest(root, options.size)
        start = time.perf_counter()
        build(root, root / "site", base_url=None, jobs=None, use_cache=False, with_search=True, report=Report())
        print(f"{options.size:,} entries, built in {time.perf_counter() - start:.0f} s")
        browser = launched(playwright)
        with served(root / "site") as server:
            found = list(cases(browser, server))
        browser.close()
    for case in found:
        print(f"  {case.name:32s} {case.milliseconds:6.0f} ms {case.kilobytes:6.0f} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
