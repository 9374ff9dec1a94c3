"""Files are whole or absent, readable for all, and walked in one order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import put, tree

from builder import layout
from builder.diagnostics import SheafError
from builder.files import make_folder, scratch, told, walk, write_anywhere, write_whole


@pytest.fixture
def _strict_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("_strict_umask")
def test_a_written_file_is_readable_for_all(tmp_path: Path) -> None:
    write_whole(tmp_path, "a/b/c.md", b"text")
    assert (tmp_path / "a/b/c.md").read_bytes() == b"text"
    assert mode(tmp_path / "a/b/c.md") == 0o644
    assert mode(tmp_path / "a/b") == mode(tmp_path / "a") == 0o755


def test_writing_replaces_a_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path, "a.md", b"old")
    write_whole(tmp_path, "a.md", b"new")
    assert tree(tmp_path) == {"a.md": b"new"}


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.md", "old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path, "a.md", b"new")
    assert tree(tmp_path) == {"a.md": b"old"}


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "old").chmod(0o444)
    with pytest.raises(SheafError, match=r"cannot write: .*a\.md: is read-only"), told("write"):
        write_whole(tmp_path, "a.md", b"new")
    assert tree(tmp_path) == {"a.md": b"old"}


def test_scratch_is_gone_afterwards_even_after_a_fault(tmp_path: Path) -> None:
    used: list[Path] = []

    def work() -> None:
        with scratch(tmp_path) as folder:
            used.append(put(folder, "a", "b"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        work()
    assert tree(tmp_path) == {}
    assert used[0].is_relative_to(tmp_path / layout.CACHE)


def test_making_a_folder_that_is_there_leaves_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    make_folder(tmp_path / "new")
    assert mode(tmp_path) == 0o700


def test_walking_is_sorted_and_follows_no_link(tmp_path: Path) -> None:
    for path in ("b/z", "b/a", "a/c", "c"):
        put(tmp_path, path, "")
    (tmp_path / "a/loop").symlink_to(tmp_path)
    assert list(walk(tmp_path)) == ["c", "a/c", "a/loop", "b/a", "b/z"]


def test_a_refusal_of_the_system_is_one_line() -> None:
    with pytest.raises(SheafError) as raised, told("write the site"):
        Path("/dev/null/x").write_text("a")
    assert raised.value.message == "cannot write the site: /dev/null/x: Not a directory"
    assert raised.value.exit_code == 2
    with pytest.raises(SheafError, match="cannot rest: tired"), told("rest"):
        raise OSError("tired")


def test_a_file_anywhere_is_replaced_whole(tmp_path: Path) -> None:
    write_anywhere(tmp_path / "a.eml", b"old")
    (tmp_path / "link.eml").symlink_to("a.eml")
    write_anywhere(tmp_path / "link.eml", b"new")
    assert tree(tmp_path) == {"a.eml": b"new", "link.eml": b"new"}
    assert (tmp_path / "link.eml").is_symlink()
    assert mode(tmp_path / "a.eml") == 0o644


def test_what_is_no_file_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_anywhere(pipe, b"text")
        assert os.read(reader, 10) == b"text"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
