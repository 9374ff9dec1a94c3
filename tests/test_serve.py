"""`sheaf serve`: the site on this machine, rebuilt when content changes, and telling the browser so."""

from __future__ import annotations

import _thread
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from support import ROOT, put

from builder import serve

PATIENCE = 30  # seconds; a machine under load is slow, a hang is longer


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(tiny: Path, port: int) -> Iterator[int]:
    """The port of a server that shows the tiny digest."""
    command = [sys.executable, "-m", "builder", "--root", str(tiny), "serve", "--port", str(port)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert any("follows your changes" in line for line in process.stdout)
        yield port
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.wait(PATIENCE) == 0


def _get(port: int, path: str) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


def test_a_change_is_built_and_told(tiny: Path, served: int) -> None:
    answer, page = _get(served, "/")
    assert answer.status == 200
    assert "/__sheaf/reload.js" in page
    events = HTTPConnection("127.0.0.1", served, timeout=PATIENCE)
    events.request("GET", "/__sheaf/events")
    stream = events.getresponse()
    digest = tiny / "content" / "digest.yaml"
    digest.write_text(digest.read_text(encoding="utf-8").replace("title: ", "title: Renamed ", 1), encoding="utf-8")
    until = time.monotonic() + PATIENCE
    while not (line := stream.readline()).startswith(b"data:"):
        assert line, "the stream ended"
        assert time.monotonic() < until, "no build was told"
    events.close()
    assert "Renamed" in _get(served, "/")[1]


def test_a_digest_that_is_moved_away_and_back_is_followed(tiny: Path, served: int) -> None:
    """As a checkout of another branch does it, or an editor that puts a folder in the place of another."""
    (tiny / "content").rename(tiny / "gone")
    time.sleep(1)
    shutil.copytree(tiny / "gone", tiny / "content")
    digest = tiny / "content" / "digest.yaml"
    for title in ("Renamed", "Renamed again"):
        text = re.sub("title: .*", f"title: {title}", digest.read_text(encoding="utf-8"), count=1)
        digest.write_text(text, encoding="utf-8")
        assert _shows(served, f">{title}<")
    assert _get(served, "/")[0].status == 200


def test_templates_that_appear_later_are_followed(tiny: Path, served: int) -> None:
    put(tiny, "templates/pages/about.html", "<p>Templates of my own</p>")
    assert _shows(served, "Templates of my own", "/about/")


def test_a_change_made_as_the_first_build_ends_is_followed(tiny: Path, port: int) -> None:
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if "follows your changes" in line:
            put(tiny, "templates/pages/about.html", "<p>Templates of my own</p>")
        elif len(said) > 2:
            raise KeyboardInterrupt

    patience = threading.Timer(PATIENCE, _thread.interrupt_main)
    patience.start()
    serve.serve(tiny, port, serve.Voice(say, tell=lambda _: None, fail=lambda _: None))
    patience.cancel()
    assert [line.partition(":")[0] for line in said] == ["built", "http", "built"]


def _shows(port: int, text: str, path: str = "/") -> bool:
    """Whether the page shows `text` before patience ends."""
    end = time.monotonic() + PATIENCE
    while text not in _get(port, path)[1]:
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
def test_a_folder_without_a_digest_is_said_in_one_line(tmp_path: Path, port: int, quiet: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "builder", "--root", str(tmp_path), *quiet, "serve", "--port", str(port)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("sheaf: there is no content/digest.yaml in")
    assert done.stderr.endswith("; choose the digest's folder with --root DIR\n")


def test_what_keeps_the_site_from_being_built_is_told_and_followed(tiny: Path, port: int) -> None:
    template = put(tiny, "templates/pages/about.html", "{{ nothing.at.all }}")
    command = [sys.executable, "-m", "builder", "--root", str(tiny), "--quiet", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        line = process.stderr.readline()
        assert line.startswith("sheaf: cannot render about/index.html: ")
        assert line.endswith("; mend the template\n")
        time.sleep(2)  # the watcher has to be looking
        template.write_text("mended", encoding="utf-8")
        assert _shows(port, "mended", "/about/")
        process.send_signal(signal.SIGINT)
        assert (process.wait(PATIENCE), process.stdout.read()) == (0, "")


def test_an_unknown_address_gets_the_page_that_says_so(served: int) -> None:
    answer, page = _get(served, "/no/such/page")
    assert answer.status == 404
    assert "<h1" in page


def test_an_address_outside_the_site_is_not_served(served: int) -> None:
    assert _get(served, "/../../content/digest.yaml")[0].status == 404


def test_a_port_in_use_is_said_in_one_line(tiny: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "builder", "--root", str(tiny), "serve", "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("sheaf: cannot listen on port")
    assert done.stderr.count("\n") == 1


def test_a_build_between_two_looks_is_told() -> None:
    changes = serve.Changes()
    seen = changes.count()
    changes.announce()
    assert changes.wait(seen, 0) == seen + 1
    assert changes.wait(seen + 1, 0) == seen + 1
