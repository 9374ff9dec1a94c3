"""Pages of every kind hold what they promise: accessible, still, silent, light, valid."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hosting import PREFIX
from playwright.sync_api import Browser
from support import ROOT, put

from benchmarks.audit import MODES, SCHEMES, WHOLE, Visit, addresses, content, html_errors, too_heavy, visit
from benchmarks.host import served
from builder.pages import Kind

VNU = ROOT / ".venv/npm/node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.fixture(scope="module")
def pages(real_site: Path) -> dict[str, str]:
    """A page of each kind."""
    return addresses(content(), real_site)


@pytest.mark.browser
def test_a_page_of_each_kind_has_no_fault(browser: Browser, host: str, pages: dict[str, str]) -> None:
    assert pages.keys() == {*Kind, "results"} - {Kind.REDIRECT}
    visits = {kind: visit(browser, host + PREFIX, path, WHOLE) for kind, path in pages.items()}
    assert {kind: found.faults for kind, found in visits.items() if found.faults} == {}
    assert list(too_heavy(visits[Kind.PAPER])) == []


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_no_page_has_a_fault_in_any_mode(
    browser: Browser, host: str, pages: dict[str, str], scheme: str, scripts: bool
) -> None:
    modes = [mode for mode in MODES if mode.scheme == scheme and mode.scripts == scripts and mode != WHOLE]
    faults = {
        f"{kind}, {mode}": found.faults
        for mode in modes
        for kind, path in pages.items()
        if (found := visit(browser, host + PREFIX, path, mode)).faults
    }
    assert faults == {}


@pytest.mark.slow
def test_the_html_of_every_page_is_valid(real_site: Path) -> None:
    if not VNU.is_file() or not shutil.which("java"):
        message = "the Nu HTML checker needs Node and Java: install them (Debian, Ubuntu: apt install npm default-jre)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    assert html_errors(VNU, real_site) == []


FAULTY = """<!doctype html><html><head><title>Faulty</title></head><body>
<p style="color: #ddd; background: #fff">faint</p><p id="late"></p><p>pushed down</p>
<img src="http://other.invalid/a.png" alt="">
<script>console.log("loud"); setTimeout(() => { document.querySelector("#late").style.height = "90px"; }, 20);</script>
</body></html>"""


@pytest.mark.browser
def test_the_audit_sees_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    put(tmp_path, "index.html", FAULTY)
    with served(tmp_path) as server:
        found = visit(browser, f"http://127.0.0.1:{server.server_port}/", "", WHOLE)
        bare = visit(browser, f"http://127.0.0.1:{server.server_port}/", "", replace(WHOLE, scripts=False))
    assert {line.split(":")[0] for line in found.violations} == {"html-has-lang", "color-contrast"}
    assert found.shift > 0
    assert "loud" in found.said
    assert found.foreign == ["http://other.invalid/a.png"]
    assert {"loud"} & {*bare.said} == set()
    assert bare.violations == found.violations
    assert list(too_heavy(Visit(sizes={"http://h/": 1, "http://h/a.js": 40_000}))) == [
        "the page: 40001 bytes, and 30000 are allowed",
        "its scripts: 40000 bytes, and 10000 are allowed",
    ]
