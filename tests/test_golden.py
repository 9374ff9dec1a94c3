"""The whole site of the tiny digest, byte for byte.

After a change that is meant to show: `pytest tests/test_golden.py --update-golden`, then read the diff of
tests/data/golden as a reader of the site would, and commit it with the change.
"""

from __future__ import annotations

import difflib
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from support import DATA, sheaf, tree

GOLDEN = DATA / "golden" / "site"
SHOWN = 40  # lines of a file's difference; the first ones tell


def difference(path: str, golden: bytes, built: bytes) -> str:
    """How a file differs, as a diff; its beginning where it is long."""
    before, after = (data.decode(errors="replace").splitlines() for data in (golden, built))
    lines = list(difflib.unified_diff(before, after, f"golden/{path}", f"built/{path}", lineterm="", n=1))
    more = [f"… and {len(lines) - SHOWN} more lines"] if len(lines) > SHOWN else []
    return "\n".join(lines[:SHOWN] + more)


def differences(golden: dict[str, bytes], built: dict[str, bytes]) -> list[str]:
    """Every file that is missing, too many or changed."""
    missing = [f"missing: {path}" for path in sorted(golden.keys() - built.keys())]
    extra = [f"extra: {path}" for path in sorted(built.keys() - golden.keys())]
    both = sorted(golden.keys() & built.keys())
    return (
        missing + extra + [difference(path, golden[path], built[path]) for path in both if golden[path] != built[path]]
    )


def opened(files: dict[str, bytes]) -> dict[str, bytes]:
    """`files` with those of every archive instead of it: how they are compressed differs between builds of zlib."""
    found: dict[str, bytes] = {}
    for path, data in files.items():
        if not path.endswith(".zip"):
            found[path] = data
            continue
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            found |= {f"{path}/{member.filename}": archive.read(member) for member in members}
            about = (f"{m.filename} {m.date_time} {m.create_system} {m.external_attr:o}\n" for m in members)
            found[path] = "".join(about).encode()
    return found


def test_the_tiny_site_is_the_golden_one(tiny: Path, request: pytest.FixtureRequest) -> None:
    done = sheaf(tiny, "build", "--no-search")
    assert (done.code, done.err) == (0, "")
    if request.config.getoption("--update-golden"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        shutil.copytree(tiny / "site", GOLDEN)
    found = differences(opened(tree(GOLDEN)), opened(tree(tiny / "site")))
    hint = "if this is meant: pytest tests/test_golden.py --update-golden, and read the diff"
    assert not found, "\n\n".join([*found, hint])


def test_every_difference_is_found() -> None:
    golden = {"same": b"a", "gone": b"b", "changed.html": b"<p>\none\n</p>\n", "binary": b"\xff\x00"}
    built = {"same": b"a", "new": b"c", "changed.html": b"<p>\ntwo\n</p>\n", "binary": b"\xff\x01"}
    found = differences(golden, built)
    assert found[:2] == ["missing: gone", "extra: new"]
    assert len(found) == 4
    assert found[3].splitlines()[-4:] == [" <p>", "-one", "+two", " </p>"]
    assert differences(golden, golden) == []
