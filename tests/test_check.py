"""`sheaf check` on the tiny digest overlaid with faults: one folder of tests/data/faults for every rule."""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import DATA, ROOT, put, sheaf, tree

from builder.source import MAX_BYTES

FAULTS = DATA / "faults"
EXPECTED = "expected.txt"
NAMES = sorted(folder.name for folder in FAULTS.iterdir())
CHECKED = ("source", "schema", "load", "check")
"""The modules whose rules `sheaf check` can report."""


def overlay(root: Path, name: str) -> str:
    """Lay the faulty files of `name` over the digest at `root`; the diagnostics that are expected."""
    ignore = shutil.ignore_patterns(EXPECTED)
    shutil.copytree(FAULTS / name, root, symlinks=True, ignore=ignore, dirs_exist_ok=True)
    if name == "file-size":  # too large to keep
        put(root, "content/tags/large.md", b" " * (MAX_BYTES + 1))
    return (FAULTS / name / EXPECTED).read_text(encoding="utf-8")


def _rules(module: Path) -> Iterator[str]:
    """The rule names that a module reports; "unknown-*" for those made of the kind of what is unknown."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and len(node.args) >= 3:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            rule = node.args[1]
            if called not in {"error", "warning", "notice", "Fault"}:
                continue
            if isinstance(rule, ast.Constant):
                yield str(rule.value)
            elif isinstance(rule, ast.JoinedStr):
                yield f"{ast.literal_eval(rule.values[0])}*"


def _references() -> set[str]:
    return set(re.findall(r'Ref\("(\w+)"\)', (ROOT / "builder" / "load.py").read_text(encoding="utf-8")))


def test_every_rule_has_its_folder_and_every_folder_its_rule() -> None:
    rules = {rule for name in CHECKED for rule in _rules(ROOT / "builder" / f"{name}.py")}
    assert "unknown-*" in rules
    rules |= {f"unknown-{kind}" for kind in _references()}
    assert sorted(rules - {"unknown-*"}) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_faults_are_told_with_their_places(name: str, tiny: Path) -> None:
    expected = overlay(tiny, name)
    before = tree(tiny)
    done = sheaf(tiny, "check")
    told = "".join(line for line in done.err.splitlines(keepends=True) if not line.startswith("sheaf: "))
    assert told == expected
    assert f"[{name}]\n" in told, "the folder shows another rule than its own"
    assert done.code == (1 if ": error: " in expected else 0)
    assert tree(tiny) == before, "check writes nothing"


def test_the_tiny_digest_has_no_fault(tiny: Path) -> None:
    before = tree(tiny)
    done = sheaf(tiny, "check")
    assert (done.code, done.err) == (0, "")
    assert done.out == "content/ is fine: 4 papers, 0 warnings\n"
    assert tree(tiny) == before


def test_faults_of_all_rules_come_out_at_once(tiny: Path) -> None:
    expected = overlay(tiny, "unknown-tag") + overlay(tiny, "timezone") + overlay(tiny, "yaml").partition("\n")[2]
    lines = sheaf(tiny, "check").err.splitlines()
    # The paper of the first overlay was replaced by that of the last.
    wanted = [line for line in expected.splitlines() if "/owls-" not in line]
    assert set(wanted) < set(lines)


def test_the_last_line_counts(tiny: Path) -> None:
    overlay(tiny, "unknown-metric")
    overlay(tiny, "open-pair")
    assert sheaf(tiny, "check").err.splitlines()[-1] == "sheaf: 2 errors, 1 warning"


@pytest.mark.parametrize("name", ["unknown-tag", "file-name", "empty-issue"])
def test_github_marks_the_lines(name: str, tiny: Path) -> None:
    expected = overlay(tiny, name).splitlines()
    done = sheaf(tiny, "check", "--format", "github")
    marks = done.out.splitlines()
    assert len(marks) == len(expected)
    for mark, line in zip(marks, expected, strict=True):
        path, row, column, rest = line.split(":", 3)
        severity, message = rest.strip().split(": ", 1)
        place = f"file={path},line={row},col={column},title={name}"
        assert mark == f"::{severity} {place}::{message.removesuffix(f' [{name}]')}"
    assert done.code == (1 if name != "empty-issue" else 0)
    assert done.err == ""


def test_json_holds_every_part(tiny: Path) -> None:
    overlay(tiny, "choice")
    done = sheaf(tiny, "check", "--format", "json")
    assert done.code == 1
    assert json.loads(done.out)[0] == {
        "path": "content/papers/2025-03-14/owls-seeing-without-light.md",
        "line": 5,
        "column": 10,
        "severity": "error",
        "rule": "choice",
        "message": "unknown link kind 'kode'",
        "hint": "did you mean 'code'?",
    }


def test_json_of_no_fault_is_an_empty_array(tiny: Path) -> None:
    assert json.loads(sheaf(tiny, "check", "--format", "json").out) == []


def test_hidden_files_of_editors_and_systems_are_left_alone(tiny: Path) -> None:
    for folder in ("papers", "papers/2025-03-14", "tags", "benchmarks", "issues", "listings"):
        put(tiny, f"content/{folder}/.DS_Store", b"\x00\x01")
        put(tiny, f"content/{folder}/.gitkeep", "")
    assert (sheaf(tiny, "check").code, sheaf(tiny, "check").err) == (0, "")


def test_a_missing_optional_file_is_no_fault(tiny: Path) -> None:
    (tiny / "content/duplicates.yaml").unlink()
    shutil.rmtree(tiny / "content/issues")
    assert sheaf(tiny, "check").code == 0


def test_no_metrics_at_all_is_told_once_for_the_file_and_not_for_every_score(tiny: Path) -> None:
    put(tiny, "content/metrics.yaml", "exact-match: {name: Exact match\n")
    lines = sheaf(tiny, "check").err.splitlines()
    assert [line for line in lines if "[unknown-metric]" in line] == []
    assert sum("content/metrics.yaml" in line for line in lines) == 1


LANTERN = "content/papers/2025-03-14/lanternnet-detecting-objects-by-the-light-of-one-lamp.md"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("content/metrics.yaml", "  name: mAP\n"),
        ("content/tags/image.md", "facet: modality\n"),
        ("content/benchmarks/nightroads.md", "name: NightRoads\n"),
        (LANTERN, "title: .*\n"),  # a highlight of its issue, and of a pair in duplicates.yaml
    ],
)
def test_a_wrong_file_is_told_once_and_not_wherever_it_is_named(path: str, line: str, tiny: Path) -> None:
    text = (tiny / path).read_text(encoding="utf-8")
    assert re.search(line, text)
    put(tiny, path, re.sub(line, "", text, count=1))
    told = sheaf(tiny, "check").err.splitlines()
    assert len(told) == 2, told
    assert told[0].startswith(f"{path}:")
    assert told[0].endswith("is missing [missing-key]")


def test_a_wrong_paper_alone_in_its_issue_does_not_empty_it(tiny: Path) -> None:
    put(tiny, "content/issues/2025-03-21.md", "---\nhighlights: [owls]\n---\n")
    put(tiny, "content/papers/2025-03-21/owls.md", "---\nlisted: 2025-03-21\n---\n")
    told = sheaf(tiny, "check").err.splitlines()
    assert [line.partition(" ")[2] for line in told[:-1]] == ["error: 'title' is missing [missing-key]"]
