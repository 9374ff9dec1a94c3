"""The search index has one order, whatever Pagefind's hash maps had."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import cbor2
import pytest
from support import put, tree

from builder.search_order import settle

MARK = b"pagefind_dcd"
META: list[Any] = [
    "1.5.2",
    [["en_page", 300]],
    [["a", "z", "en_words"]],
    [],
    [["date", [0]], ["title", [0]]],
    ["title"],
]


def index(folder: Path, filters: dict[str, list[Any]], sorts: list[Any] | None = None) -> Path:
    """An index as Pagefind writes it, its filters, their values and its sorts in the order that is given."""
    names = {name: f"en_{number:07x}" for number, name in enumerate(filters)}
    for name, values in filters.items():
        put(folder, f"filter/{names[name]}.pf_filter", gzip.compress(MARK + cbor2.dumps([name, values])))
    meta = [*META[:3], [[name, names[name]] for name in filters], sorts or META[4], *META[5:]]
    put(folder, "pagefind.en_0123456789.pf_meta", gzip.compress(MARK + cbor2.dumps(meta)))
    entry = {"version": "1.5.2", "languages": {"en": {"hash": "en_0123456789", "page_count": 1}}}
    put(folder, "pagefind-entry.json", json.dumps(entry))
    return folder


def _value(data: bytes) -> Any:
    return cbor2.loads(gzip.decompress(data).removeprefix(MARK))


def test_the_order_of_filters_values_and_sorts_is_settled(tmp_path: Path) -> None:
    task, issue = [["qa", [0, 1]], ["parsing", [2]]], [["2025-03-14", [0, 1, 2]]]
    first = index(tmp_path / "first", {"task": task, "issue": issue})
    second = index(tmp_path / "second", {"issue": issue, "task": task[::-1]}, META[4][::-1])
    settle(first)
    settle(second)
    assert tree(first) == tree(second)
    name = json.loads((first / "pagefind-entry.json").read_bytes())["languages"]["en"]["hash"]
    meta = _value((first / f"pagefind.{name}.pf_meta").read_bytes())
    assert [name for name, _ in meta[3]] == ["issue", "task"]
    assert meta[:3] + meta[4:] == META[:3] + META[4:]
    parts = [(first / f"filter/{file}.pf_filter").read_bytes() for _, file in meta[3]]
    assert [_value(part) for part in parts] == [["issue", issue], ["task", task[::-1]]]
    settle(first)
    assert tree(first) == tree(second), "settled once, settled for good"


@pytest.mark.parametrize(
    "meta", [b"other" + cbor2.dumps(META), MARK + b"\xa0", MARK + cbor2.dumps(META) + b"\x00", MARK]
)
def test_an_index_of_another_form_stays_as_it_is(meta: bytes, tmp_path: Path) -> None:
    folder = index(tmp_path / "index", {"task": [["b", [0]], ["a", [1]]]})
    put(folder, "pagefind.en_0123456789.pf_meta", gzip.compress(meta))
    before = Path(shutil.copytree(folder, tmp_path / "before"))
    settle(folder)
    assert tree(folder) == tree(before)
