"""Publishing: the folder holds what was staged and nothing else, and nobody's files are lost."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

import pytest
from support import put, tree

from builder.diagnostics import SheafError
from builder.publish import MARKER, Published, publish, require_publishable


def stage_of(tmp_path: Path, files: dict[str, str]) -> Path:
    stage = tmp_path / "stage"
    stage.mkdir()
    for path, text in files.items():
        put(stage, path, text)
    return stage


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A published folder with two pages."""
    stage = stage_of(tmp_path, {"index.html": "home", "old/a/index.html": "old"})
    publish(stage, tmp_path / "out")
    stage.rename(tmp_path / "used")
    return tmp_path / "out"


def test_the_first_publication(tmp_path: Path) -> None:
    done = publish(stage_of(tmp_path, {"index.html": "home", "a/b.css": "css"}), tmp_path / "deep" / "out")
    assert done == Published(written=2, unchanged=0, removed=0, size=7)
    assert tree(tmp_path / "deep" / "out") == {MARKER: b"", "index.html": b"home", "a/b.css": b"css"}


def test_only_what_changed_is_written_and_what_is_stale_goes(tmp_path: Path, out: Path) -> None:
    before = (out / "index.html").stat()
    done = publish(stage_of(tmp_path, {"index.html": "home", "new/index.html": "new"}), out)
    assert done == Published(written=1, unchanged=1, removed=1, size=7)
    assert tree(out) == {MARKER: b"", "index.html": b"home", "new/index.html": b"new"}
    assert not (out / "old").exists(), "folders left empty go too"
    after = (out / "index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_page_may_take_the_place_of_a_folder_and_a_folder_that_of_a_page(tmp_path: Path, out: Path) -> None:
    publish(stage_of(tmp_path, {"old": "page", "index.html/x": "below"}), out)
    assert tree(out) == {MARKER: b"", "old": b"page", "index.html/x": b"below"}


def test_a_page_may_take_the_place_of_an_empty_folder(tmp_path: Path, out: Path) -> None:
    (out / "empty").mkdir()
    publish(stage_of(tmp_path, {"index.html": "home", "empty": "page"}), out)
    assert tree(out) == {MARKER: b"", "index.html": b"home", "empty": b"page"}


def test_gitignore_survives(tmp_path: Path, out: Path) -> None:
    put(out, ".gitignore", "*\n")
    publish(stage_of(tmp_path, {"a": "b"}), out)
    assert tree(out) == {MARKER: b"", ".gitignore": b"*\n", "a": b"b"}


def test_a_link_in_the_folder_is_replaced_and_what_it_leads_to_stays(tmp_path: Path, out: Path) -> None:
    kept = put(tmp_path, "kept/index.html", "home")
    (out / "index.html").unlink()
    (out / "index.html").symlink_to(kept)
    (out / "linked").symlink_to(kept.parent)
    publish(stage_of(tmp_path, {"index.html": "new", "linked": "page"}), out)
    assert tree(out) == {MARKER: b"", "index.html": b"new", "linked": b"page"}
    assert not (out / "index.html").is_symlink()
    assert kept.read_text() == "home"


def test_a_stale_link_to_a_folder_goes_and_what_it_leads_to_stays(tmp_path: Path, out: Path) -> None:
    kept = put(tmp_path, "kept/a", "b")
    (out / "linked").symlink_to(kept.parent)
    publish(stage_of(tmp_path, {"index.html": "home"}), out)
    assert sorted(path.name for path in out.iterdir()) == [MARKER, "index.html"]
    assert kept.read_text() == "b"


def test_modes_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        publish(stage_of(tmp_path, {"a/b/c": "d"}), tmp_path / "out")
    finally:
        os.umask(before)
    modes = {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in (tmp_path / "out").rglob("*")}
    assert modes == {"a": "0o755", "b": "0o755", "c": "0o644", MARKER: "0o644"}


def test_foreign_files_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "mine/thesis.tex", "years of work")
    with pytest.raises(SheafError, match="no Sheaf site") as raised:
        require_publishable(tmp_path / "mine")
    assert raised.value.exit_code == 2


def test_a_file_and_a_link_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "file", "")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    for name in ("file", "link"):
        with pytest.raises(SheafError, match="is no folder"):
            require_publishable(tmp_path / name)


def test_an_absent_an_empty_and_a_published_folder_will_do(tmp_path: Path, out: Path) -> None:
    put(tmp_path, "fresh/.gitignore", "*\n")
    for folder in (out, tmp_path / "none", tmp_path / "fresh"):
        require_publishable(folder)


@pytest.fixture
def _other_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file can be renamed from the stage into another folder."""
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self.is_relative_to(tmp_path / "stage") and not target.is_relative_to(tmp_path / "stage"):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(self))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.usefixtures("_other_file_system")
def test_the_folder_may_lie_on_another_file_system(tmp_path: Path) -> None:
    put(tmp_path, "out/.gitignore", "*\n")
    done = publish(stage_of(tmp_path, {"index.html": "home", "a/b.css": "css"}), tmp_path / "out")
    assert done == Published(written=2, unchanged=0, removed=0, size=7)
    site = {MARKER: b"", ".gitignore": b"*\n", "index.html": b"home", "a/b.css": b"css"}
    assert tree(tmp_path / "out") == site
    shutil.rmtree(tmp_path / "stage")
    put(tmp_path, "out/.sheaf-stage/half", "left by a build that was killed")
    assert publish(stage_of(tmp_path, {"index.html": "home"}), tmp_path / "out").removed == 1
    assert tree(tmp_path / "out") == {MARKER: b"", ".gitignore": b"*\n", "index.html": b"home"}


@pytest.mark.usefixtures("_other_file_system")
def test_a_full_file_system_leaves_the_site_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def copytree(_: Path, to: Path) -> None:
        put(to, "index.html", "ne")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    out = tmp_path / "out"
    before = tree(put(out, MARKER, "").parent) | tree(put(out, "index.html", "old").parent)
    monkeypatch.setattr("builder.publish.shutil.copytree", copytree)
    with pytest.raises(OSError, match="No space"):
        publish(stage_of(tmp_path, {"index.html": "new"}), out)
    assert tree(out) == before
