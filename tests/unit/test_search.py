"""Running Pagefind: what is told where it cannot run or fails, and when it is not run at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import put, tree

from builder import search
from builder.cache import TreeCache
from builder.diagnostics import SheafError

PAGE = (
    "<!doctype html><html lang=en><title>{0}</title><main data-pagefind-body><h1>{0}</h1>Owls by night.</main></html>"
)


@pytest.fixture
def stage(tmp_path: Path) -> Path:
    """A stage with one paper."""
    put(tmp_path, "stage/papers/owls/index.html", PAGE.format("Owls"))
    return tmp_path / "stage"


def pagefind_is(monkeypatch: pytest.MonkeyPatch, program: Path | str) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)


def script(tmp_path: Path, text: str) -> Path:
    file = put(tmp_path, "pagefind", f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return file


def test_papers_are_indexed_without_the_interfaces_nobody_uses(stage: Path) -> None:
    put(stage, "about/index.html", PAGE.format("About"))
    search.index(stage, ["papers/owls/index.html"], None)
    names = {path.partition("/")[2] for path in tree(stage) if path.startswith("pagefind/")}
    assert "pagefind.js" in names
    assert len([name for name in names if name.startswith("fragment/")]) == 1
    assert not [name for name in names if "ui" in name.split(".")[0].split("-")]


def test_nothing_is_run_without_papers(stage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pagefind_is(monkeypatch, "/nonexistent")
    search.index(stage, [], None)
    assert not (stage / "pagefind").exists()


def test_an_index_of_the_same_pages_comes_from_the_cache(
    stage: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = TreeCache(tmp_path / "cache")
    search.index(stage, ["papers/owls/index.html"], cache)
    first = tree(stage)
    (stage / "pagefind").rename(tmp_path / "before")
    pagefind_is(monkeypatch, "/nonexistent")
    search.index(stage, ["papers/owls/index.html"], cache)
    assert tree(stage) == first
    put(stage, "papers/owls/index.html", PAGE.format("Other owls"))
    (stage / "pagefind").rename(tmp_path / "between")
    with pytest.raises(SheafError, match="cannot run Pagefind"):
        search.index(stage, ["papers/owls/index.html"], cache)


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("builder.search.metadata.version", lambda _: "9.9.9"),  # another Pagefind
        ("builder.search.zlib.ZLIB_RUNTIME_VERSION", "9.9.9"),  # compresses to other bytes
        ("builder.search._OURS", (Path(__file__),)),  # another way to run it or to settle its index
    ],
)
def test_an_index_that_would_be_made_otherwise_does_not_come_from_the_cache(
    what: str, value: object, stage: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = TreeCache(tmp_path / "cache")
    search.index(stage, ["papers/owls/index.html"], cache)
    (stage / "pagefind").rename(tmp_path / "before")
    monkeypatch.setattr(what, value)
    pagefind_is(monkeypatch, "/nonexistent")
    with pytest.raises(SheafError, match="cannot run Pagefind"):
        search.index(stage, ["papers/owls/index.html"], cache)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("echo first; echo it hurts >&2; exit 3", "Pagefind failed: it hurts"),
        ("echo only here; exit 1", "Pagefind failed: only here"),
        ("exit 0", "Pagefind failed: no message"),
    ],
)
def test_a_pagefind_that_fails_is_told_in_a_line(
    text: str, message: str, stage: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pagefind_is(monkeypatch, script(tmp_path, text))
    with pytest.raises(SheafError) as raised:
        search.index(stage, ["papers/owls/index.html"], None)
    assert raised.value.message == message
    assert "--no-search" in raised.value.hint
