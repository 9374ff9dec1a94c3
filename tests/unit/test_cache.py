"""The memo on disk: a hit only for the same inputs and an unharmed tree."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import put, tree

import builder.cache
from builder.cache import FileCache, TreeCache, fingerprint


class Step:
    """A step that counts how often it is done."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self, folder: Path) -> None:
        self.done += 1
        put(folder, "a/b", f"made {self.done}")


def use(cache: TreeCache, key: str, target: Path, step: Step) -> bool:
    return cache.copy_or_make(key, target, step)


@pytest.fixture
def kept(tmp_path: Path) -> TreeCache:
    """A cache that holds the tree of "key"."""
    cache = TreeCache(tmp_path / "cache")
    assert not use(cache, "key", tmp_path / "first", Step())
    return cache


def test_the_same_key_gives_the_same_tree_without_work(tmp_path: Path, kept: TreeCache) -> None:
    step = Step()
    assert use(kept, "key", tmp_path / "second", step)
    assert step.done == 0
    assert tree(tmp_path / "second") == tree(tmp_path / "first") == {"a/b": b"made 1"}


def test_another_key_is_made_and_takes_the_place(tmp_path: Path, kept: TreeCache) -> None:
    assert not use(kept, "other", tmp_path / "second", Step())
    assert use(kept, "other", tmp_path / "third", Step())
    assert not use(kept, "key", tmp_path / "fourth", Step())


@pytest.mark.parametrize("harm", ["change", "remove", "add", "link", "manifest", "no manifest", "binary manifest"])
def test_a_harmed_tree_is_made_again(harm: str, tmp_path: Path, kept: TreeCache) -> None:
    folder = tmp_path / "cache"
    match harm:
        case "change":
            put(folder, "tree/a/b", "changed")
        case "remove":
            (folder / "tree/a/b").unlink()
        case "add":
            put(folder, "tree/c", "")
        case "link":
            (folder / "tree/c").symlink_to(tmp_path)
        case "manifest":
            put(folder, "MANIFEST", "key 0")
        case "no manifest":
            (folder / "MANIFEST").unlink()
        case "binary manifest":
            put(folder, "MANIFEST", b"\xff\xfe")
    step = Step()
    assert not use(kept, "key", tmp_path / "second", step)
    assert (step.done, tree(tmp_path / "second")) == (1, {"a/b": b"made 1"})


def test_a_step_that_fails_leaves_nothing_to_find(tmp_path: Path) -> None:
    cache = TreeCache(tmp_path / "cache")

    def fail(folder: Path) -> None:
        put(folder, "half", "")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        cache.copy_or_make("key", tmp_path / "first", fail)
    assert not use(cache, "key", tmp_path / "second", Step())


def test_fingerprints_tell_apart_where_parts_end_and_who_made_them(monkeypatch: pytest.MonkeyPatch) -> None:
    prints = {fingerprint(parts) for parts in ([], [b""], [b"ab"], [b"a", b"b"], [b"", b"ab"], [b"b", b"a"])}
    assert len(prints) == 6
    monkeypatch.setattr(builder.cache, "__version__", "0.0.0")
    assert fingerprint([b"ab"]) not in prints


def test_a_file_is_made_once_for_the_same_inputs(tmp_path: Path) -> None:
    cache = FileCache(tmp_path / "cache")
    assert "a/b.png" not in cache
    assert cache.kept_or_made("a/b.png", "key", lambda: b"one\ntwo") == b"one\ntwo"
    assert "a/b.png" in cache
    assert cache.kept_or_made("a/b.png", "key", lambda: b"other") == b"one\ntwo"
    assert cache.kept_or_made("a/b.png", "other key", lambda: b"other") == b"other"
    assert cache.kept_or_made("a/b.png", "key", lambda: b"again") == b"again"  # one file a name: no growth by edits


@pytest.mark.parametrize("harm", [b"", b"half", b"\n"])
def test_a_file_that_was_harmed_is_made_again(tmp_path: Path, harm: bytes) -> None:
    cache = FileCache(tmp_path / "cache")
    cache.kept_or_made("a.png", "key", lambda: b"data")
    kept = tmp_path / "cache/a.png"
    for data in (harm, kept.read_bytes()[:-1], kept.read_bytes() + b"more"):
        kept.write_bytes(data)
        assert cache.kept_or_made("a.png", "key", lambda: b"data") == b"data"
        assert cache.kept_or_made("a.png", "key", lambda: b"not asked for") == b"data"


def test_files_of_other_names_and_halves_are_dropped(tmp_path: Path) -> None:
    cache = FileCache(tmp_path / "cache")
    for name in ("here/a.png", "gone/b.png"):
        cache.kept_or_made(name, "key", lambda: b"data")
    put(tmp_path, "cache/here/tmpabc", "half")
    cache.prune(["here/a.png", "never.png"])
    assert tree(tmp_path / "cache").keys() == {"here/a.png"}
    FileCache(tmp_path / "none").prune([])
