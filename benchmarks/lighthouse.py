"""Lighthouse's scores of five pages of this repository's site, as a phone and a desktop, and what it holds against it.

    python -m benchmarks.lighthouse CLI

CLI is Lighthouse's command-line file; it runs in Node. The site is served on this machine with its texts compressed.
The exit code is 1 where a score is below 100, but for the audits that no static host on plain HTTP can meet (HOST).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.audit import ROOT, addresses, content
from benchmarks.host import chromium, served
from builder.diagnostics import Report
from builder.pipeline import build

PAGES = ("home", "paper", "benchmark", "tag", "search")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FORMS = {"phone": (), "desktop": ("--preset=desktop",)}
HOST = {
    "uses-http2": "HTTP/2 is the host's",
    "uses-long-cache-ttl": "how long files are kept is a header's to say",
    "is-on-https": "the site is looked at on this machine",
    "redirects-http": "the site is looked at on this machine",
}
"""Audits that a page cannot meet by itself, and why."""


def report(cli: Path, address: str, options: Sequence[str]) -> dict[str, Any]:
    """What Lighthouse says of a page."""
    command = ["node", str(cli), address, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu", *options]
    environment = os.environ | {"CHROME_PATH": chromium()}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        sys.exit(f"Lighthouse failed on {address}: {done.stderr.strip().splitlines()[-1]}")
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def scores(said: dict[str, Any]) -> list[int]:
    """The score of each category, of 100."""
    return [round(100 * (said["categories"][category]["score"] or 0)) for category in CATEGORIES]


def held_against(said: dict[str, Any]) -> Iterator[str]:
    """The audits that count in a score and that the page does not meet in full."""
    for category in CATEGORIES:
        for entry in said["categories"][category]["auditRefs"]:
            audit = said["audits"][entry["id"]]
            if entry["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{category}: {entry['id']}: {audit['title']} {audit.get('displayValue', '')}".rstrip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, serve, ask, print."""
    parser = argparse.ArgumentParser(description="Ask Lighthouse for its scores.")
    parser.add_argument("cli", type=Path, metavar="CLI", help="lighthouse/cli/index.js")
    options = parser.parse_args(arguments)
    low = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "site"
        build(ROOT, folder, base_url=None, jobs=None, use_cache=True, with_search=True, report=Report())
        found = addresses(content(), folder)
        print(f"{'':20s}" + "".join(f"{category:>16s}" for category in CATEGORIES))
        with served(folder) as server:
            for page in PAGES:
                for form, extra in FORMS.items():
                    said = report(options.cli, f"http://127.0.0.1:{server.server_port}/{found[page]}", extra)
                    print(f"{page + ', ' + form:20s}" + "".join(f"{score:16d}" for score in scores(said)), flush=True)
                    for line in held_against(said):
                        print(f"    {line}")
                        low |= line.split(": ")[1] not in HOST
    return int(low)


if __name__ == "__main__":
    raise SystemExit(main())
