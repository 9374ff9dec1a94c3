"""What a browser finds wrong with the pages of a site: pages of every kind, in every width, colour scheme and mode.

    python -m benchmarks.audit [--vnu JAR]

Builds the site of this repository, serves it on this machine with its texts compressed, and opens one page of each kind
in the system's Chromium, at 390, 768 and 1440 pixels, light and dark, with JavaScript and without. It counts what
axe-core finds against WCAG 2.2 at level AA, how far the layout shifts (CLS, the sum of shifts that no input caused),
what is said on the console, and requests to other hosts; then kilobytes (1,000 bytes) as sent, all that a fresh page
loads and the scripts in it. With the jar of the Nu HTML checker (vnu), it counts errors of every page's HTML, too.
The exit code is 1 where anything is above its limit.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, sync_playwright

from benchmarks.host import TEXTS, launched, served
from builder import urls
from builder.assemble import assemble
from builder.check import checked_content
from builder.diagnostics import Report
from builder.model import Site
from builder.pages import Kind
from builder.pipeline import build
from builder.render import plan

ROOT = Path(__file__).resolve().parents[1]
WIDTHS = {390: 844, 768: 1024, 1440: 900}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
STANDARD = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
HEAVIEST_PAGE, HEAVIEST_SCRIPTS = 30_000, 10_000
"""Bytes of a paper's page with all that it loads, and of the scripts in it, as a host compresses them."""
_FOUND = f"{urls.SEARCH}?q=segmentation"
"""The search page with results; it is another page than the one with an empty box."""
_ALIKE = (
    ".ledger > :nth-child(n+7)",
    "table > :nth-child(n+9)",
    ".index tbody > :nth-child(n+7)",
    ".columns > :nth-child(n+9)",
)
"""What looks like its neighbours: axe-core takes seconds for a list of fifty, so all of it is looked at in one mode."""
# What a style sheet says of browsers without scripts goes on being said when axe-core is let in.
_STAY_WITHOUT_SCRIPTS = """
() => {
  for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) {
    if (rule.media?.mediaText === "(scripting: none)") rule.media.mediaText = "all";
  }
}
"""
_WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@dataclass(frozen=True, slots=True)
class Mode:
    """How a page is looked at: pixels of width, colour scheme, and whether scripts run."""

    width: int
    scheme: Literal["light", "dark"]
    scripts: bool

    def __str__(self) -> str:
        return f"{self.width} {self.scheme}{'' if self.scripts else ' without JavaScript'}"


@dataclass(slots=True)
class Visit:
    """What was found on a page in one mode. `shift` is CLS; `sizes` holds bytes by address."""

    violations: list[str] = field(default_factory=list)
    shift: float = 0
    said: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def faults(self) -> list[str]:
        """What is wrong, in a line each."""
        shifts = [f"the layout shifts by {self.shift:.4f}"] if self.shift else []
        asked = [f"asks another host: {address}" for address in self.foreign]
        return [*self.violations, *shifts, *(f"on the console: {line}" for line in self.said), *asked]

    @property
    def weight(self) -> int:
        """All that the page loads, in bytes."""
        return sum(self.sizes.values())

    @property
    def scripts(self) -> int:
        """The scripts among that, in bytes."""
        return sum(size for address, size in self.sizes.items() if urlsplit(address).path.endswith(".js"))


MODES = tuple(Mode(*each) for each in product(WIDTHS, SCHEMES, (True, False)))
WHOLE = Mode(1440, "light", True)
"""The mode in which the whole of each page is looked at, and weighed."""


def addresses(site: Site, folder: Path) -> dict[str, str]:
    """The heaviest page of each kind, by the kind's name: its site path, with the query of a search for results."""
    found: dict[str, str] = {}
    for spec in plan(site):
        if (
            isinstance(spec.kind, Kind)
            and spec.kind != Kind.REDIRECT
            and (spec.kind not in found or _size(folder, spec.path) > _size(folder, found[spec.kind]))
        ):
            found[str(spec.kind)] = spec.path
    return found | {"results": _FOUND}


def _size(folder: Path, path: str) -> int:
    return (folder / urls.file_of(path)).stat().st_size


def content() -> Site:
    """The digest of this repository, joined."""
    read = checked_content(ROOT, Report())
    if read is None:
        sys.exit("the content has errors: sheaf check tells them")
    return assemble(read)


def visit(browser: Browser, host: str, path: str, mode: Mode) -> Visit:
    """Open the page at `path` below the address `host` and look at it."""
    context = browser.new_context(
        viewport={"width": mode.width, "height": WIDTHS[mode.width]},
        color_scheme=mode.scheme,
        reduced_motion="reduce",  # a colour that is fading has another contrast
    )
    page, found = context.new_page(), Visit()
    _listen(page, host, found)
    page.add_init_script(_WATCH_SHIFTS)
    page.goto("about:blank")
    session = context.new_cdp_session(page)
    session.send("Emulation.setScriptExecutionDisabled", {"value": not mode.scripts})
    page.goto(host + path)
    if mode.scripts and "?" in path:
        page.wait_for_load_state("networkidle")  # the results
    if not mode.scripts:
        page.evaluate(_STAY_WITHOUT_SCRIPTS)
        session.send("Emulation.setScriptExecutionDisabled", {"value": False})  # axe-core is one
    found.violations = _violations(page, whole=mode == WHOLE)
    if mode.scripts:
        _scroll_through(page)
        found.shift = page.evaluate("window.shifted")
    context.close()
    return found


def _listen(page: Page, host: str, found: Visit) -> None:
    page.on("console", lambda message: found.said.append(message.text))
    page.on("pageerror", lambda error: found.said.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith((host, "data:", "blob:")) else found.foreign.append(request.url),
    )
    page.on("requestfinished", lambda request: _weigh(request.response(), found))


def _weigh(response: Response | None, found: Visit) -> None:
    if response and not response.url.startswith(("data:", "blob:")):
        body = response.body()
        text = Path(urlsplit(response.url).path).suffix in {*TEXTS, ""}
        found.sizes[response.url] = len(gzip.compress(body, 6)) if text else len(body)


def _violations(page: Page, *, whole: bool) -> list[str]:
    context = {"include": ["html"], "exclude": [] if whole else [[selector] for selector in _ALIKE]}
    options = {
        "runOnly": {"type": "tag", "values": list(STANDARD)},
        "resultTypes": ["violations"],
        "preload": False,  # only for rules about sound and film
    }
    found = Axe().run(page, context=context, options=options).response["violations"]
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {violation['help']}"
        for violation in found
        for node in violation["nodes"]
    ]


def _scroll_through(page: Page) -> None:
    """Down to the end and back, as what is not in sight may shift only when it comes there."""
    page.evaluate("() => { scrollTo(0, document.body.scrollHeight); scrollTo(0, 0); }")
    page.wait_for_timeout(50)


def html_errors(jar: Path, folder: Path) -> list[str]:
    """What the Nu HTML checker says against the pages below `folder`. Raises OSError where there is no Java."""
    command = ["java", "-jar", str(jar), "--skip-non-html", "--errors-only", "--format", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    return [f"{_page(m['url'], folder)}:{m.get('lastLine', 1)}: {m['message']}" for m in messages]


def _page(url: str, folder: Path) -> str:
    return url.partition(f"{folder.as_posix()}/")[2] or url


def _line(kind: str, visits: Mapping[Mode, Visit]) -> str:
    """A row of the table: sums and the greatest values over all modes."""
    plain = visits[WHOLE]
    total = {
        "axe": sum(len(found.violations) for found in visits.values()),
        "console": sum(len(found.said) for found in visits.values()),
        "foreign": sum(len(found.foreign) for found in visits.values()),
    }
    shift = max(found.shift for found in visits.values())
    return (
        f"{kind:12s} {len(visits):6d} {total['axe']:5d} {shift:7.4f} {total['console']:8d} {total['foreign']:8d} "
        f"{plain.weight / 1000:7.1f} {plain.scripts / 1000:7.1f}"
    )


def too_heavy(found: Visit) -> Iterator[str]:
    """What a paper's page weighs above its limits."""
    for what, size, most in (
        ("the page", found.weight, HEAVIEST_PAGE),
        ("its scripts", found.scripts, HEAVIEST_SCRIPTS),
    ):
        if size > most:
            yield f"{what}: {size} bytes, and {most} are allowed"


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, serve, look, print."""
    parser = argparse.ArgumentParser(description="Look for faults on pages of every kind.")
    parser.add_argument("--vnu", type=Path, metavar="JAR", help="the Nu HTML checker, which needs Java")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary) / "site"
        build(ROOT, folder, base_url="http://localhost", jobs=None, use_cache=True, with_search=True, report=Report())
        faults = [f"html: {error}" for error in html_errors(options.vnu, folder)] if options.vnu else []
        print(f"{'page':12s} visits   axe     CLS  console  foreign      kB   JS kB")
        browser = launched(playwright)
        with served(folder) as server:
            for kind, path in addresses(content(), folder).items():
                host = f"http://127.0.0.1:{server.server_port}/"
                visits = {mode: visit(browser, host, path, mode) for mode in MODES}
                print(_line(kind, visits), flush=True)
                faults += [f"{kind}, {mode}: {fault}" for mode, found in visits.items() for fault in found.faults]
                if kind == Kind.PAPER:
                    faults += [f"{kind}: {fault}" for fault in too_heavy(visits[WHOLE])]
        browser.close()
    print("HTML: not checked; --vnu JAR does" if not options.vnu else f"HTML: {len(faults)} faults in all with it")
    print("\n".join(faults), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
