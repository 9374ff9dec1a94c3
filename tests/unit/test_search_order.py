"""The search index has one order, whatever Pagefind's hash maps had."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import put, tree

from builder.search_order import _decode, _encode, settle

MARK = b"pagefind_dcd"
META = ["1.5.2", [["en_page", 300]], [["a", "z", "en_words"]], [], [["date", [0]]], ["title"]]
VALUES = st.recursive(
    st.integers(0, 2**64 - 1) | st.text(max_size=300), lambda inner: st.lists(inner, max_size=30), max_leaves=20
)


def index(folder: Path, filters: dict[str, list[Any]]) -> Path:
    """An index as Pagefind writes it, its filters and their values in the order that is given."""
    names = {name: f"en_{number:07x}" for number, name in enumerate(filters)}
    for name, values in filters.items():
        put(folder, f"filter/{names[name]}.pf_filter", gzip.compress(MARK + _encode([name, values])))
    meta = [*META[:3], [[name, names[name]] for name in filters], *META[4:]]
    put(folder, "pagefind.en_0123456789.pf_meta", gzip.compress(MARK + _encode(meta)))
    entry = {"version": "1.5.2", "languages": {"en": {"hash": "en_0123456789", "page_count": 1}}}
    put(folder, "pagefind-entry.json", json.dumps(entry))
    return folder


def test_the_order_of_filters_and_values_is_settled(tmp_path: Path) -> None:
    task, issue = [["qa", [0, 1]], ["parsing", [2]]], [["2025-03-14", [0, 1, 2]]]
    first = index(tmp_path / "first", {"task": task, "issue": issue})
    second = index(tmp_path / "second", {"issue": issue, "task": task[::-1]})
    settle(first)
    settle(second)
    assert tree(first) == tree(second)
    name = json.loads((first / "pagefind-entry.json").read_bytes())["languages"]["en"]["hash"]
    meta = _decode(gzip.decompress((first / f"pagefind.{name}.pf_meta").read_bytes()), len(MARK))[0]
    assert [name for name, _ in meta[3]] == ["issue", "task"]
    assert meta[:3] + meta[4:] == META[:3] + META[4:]
    parts = [gzip.decompress((first / f"filter/{file}.pf_filter").read_bytes()) for _, file in meta[3]]
    assert [_decode(part, len(MARK))[0] for part in parts] == [["issue", issue], ["task", task[::-1]]]
    settle(first)
    assert tree(first) == tree(second), "settled once, settled for good"


@pytest.mark.parametrize("meta", [b"other" + _encode(META), MARK + b"\xa0", MARK + _encode(META) + b"\x00", MARK])
def test_an_index_of_another_form_stays_as_it_is(meta: bytes, tmp_path: Path) -> None:
    folder = index(tmp_path / "index", {"task": [["b", [0]], ["a", [1]]]})
    put(folder, "pagefind.en_0123456789.pf_meta", gzip.compress(meta))
    before = Path(shutil.copytree(folder, tmp_path / "before"))
    settle(folder)
    assert tree(folder) == tree(before)


@given(VALUES)
def test_values_survive(value: Any) -> None:
    data = _encode(value)
    assert _decode(data, 0) == (value, len(data))


@pytest.mark.parametrize(
    ("value", "data"),
    [
        *((0, "00"), (23, "17"), (24, "1818"), (255, "18ff"), (256, "190100"), (65536, "1a00010000")),
        *((2**32, "1b0000000100000000"), ("", "60"), ("ü", "62c3bc"), ([1, [2]], "82018102")),
    ],
)
def test_values_have_the_bytes_of_the_standard(value: Any, data: str) -> None:
    """The examples of RFC 8949, appendix A, and their neighbours."""
    assert _encode(value).hex() == data
