"""A Pagefind index in one order.

Pagefind 1.5.2 writes its filters, the values of each, and its sorts in the random order of its hash maps: two runs over
the same pages differ, though no search can tell. Here all get the order of their names. Its files are gzip around a
mark and CBOR (RFC 8949); their names end in a hash of what is in them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2

_MARK = b"pagefind_dcd"
_FILTERS, _SORTS = 3, 4  # the places of [name, file] and of [name, order of pages] pairs in the index's array


def settle(folder: Path) -> None:
    """Give the index in `folder` its order. One of a form that is not known here is right as it is, and stays so."""
    entry_file = folder / "pagefind-entry.json"
    entry = json.loads(entry_file.read_bytes())
    try:
        for language in entry["languages"].values():
            language["hash"] = _settle_language(folder, language["hash"])
    except (cbor2.CBORError, LookupError, OSError, TypeError, ValueError):
        return
    entry_file.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _settle_language(folder: Path, name: str) -> str:
    """Settle the index called `name`, its filters and its sorts; its new name."""
    file = folder / f"pagefind.{name}.pf_meta"
    index = _read(file)
    files = [folder / "filter" / f"{name}.pf_filter" for _, name in index[_FILTERS]]
    filters = [[name, sorted(values)] for name, values in map(_read, files)]  # nothing is written before all is read
    for pair, filter_file, values in zip(index[_FILTERS], files, filters, strict=True):
        pair[1] = _write(filter_file, values, "{}.pf_filter", pair[1])
    index[_FILTERS].sort()
    index[_SORTS].sort()
    return _write(file, index, "pagefind.{}.pf_meta", name)


def _read(file: Path) -> Any:
    data = gzip.decompress(file.read_bytes())
    value = cbor2.loads(data[len(_MARK) :])
    if data != _MARK + cbor2.dumps(value):  # what is written back must be what Pagefind would write
        raise ValueError("no file of the known form")
    return value


def _write(file: Path, value: Any, pattern: str, name: str) -> str:
    """Put `value` in the place of `file`, named by its hash, which is as long as that of `name` (`en_1f2e3d4`)."""
    data = _MARK + cbor2.dumps(value)
    language, _, old = name.rpartition("_")
    name = f"{language}_{hashlib.sha256(data).hexdigest()[: len(old)]}"
    file.unlink()
    file.with_name(pattern.format(name)).write_bytes(gzip.compress(data, mtime=0))
    return name
