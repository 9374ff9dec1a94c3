"""The command's outside: exit codes, help, what goes to stdout and stderr, no traceback for what a user can mend."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support import TINY, Outcome, put, sheaf, sheaf_process, tree

from builder import __version__
from builder.cli import main

COMMANDS = sorted(main.commands)
OWLS = {"title": "OwlNet", "abstract": "OwlNet reaches 50.1 mAP on NightRoads. We do object detection."}
BATS = {"title": "Bats", "abstract": "Bats find their way home by sound alone, which we show on forty of them."}


def lines(*items: Any) -> str:
    return "".join(f"{item if isinstance(item, str) else json.dumps(item)}\n" for item in items)


def objects(done: Outcome) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.out.splitlines()]


def without_an_issue(root: Path) -> None:
    """Take the issue of 14 March out of the tiny digest, so that its listing can be imported."""
    shutil.rmtree(root / "content/papers/2025-03-14")
    shutil.rmtree(root / "content/issues")
    (root / "content/duplicates.yaml").unlink()


def test_the_commands_are_those_of_the_contract() -> None:
    assert set(COMMANDS) >= {"import", "extract", "dedupe", "check", "build", "serve"}


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_gives_an_example(command: str) -> None:
    done = sheaf(TINY, command, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Usage: ")
    assert f"Example: sheaf {command}" in done.out


@pytest.mark.parametrize("arguments", [["--help"], ["-h"]])
def test_help_lists_the_commands(arguments: list[str]) -> None:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0
    assert all(f"\n  {command} " in done.stdout for command in COMMANDS)


def test_the_version() -> None:
    assert CliRunner().invoke(main, ["--version"]).stdout == f"sheaf, version {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chekc"], "No such command 'chekc'"),
        (["check", "--format", "xml"], "'xml' is not one of"),
        (["check", "--nothing"], "No such option"),
        (["import"], "Missing argument 'LISTINGS...'"),
        (["import", "none.txt"], "'none.txt' does not exist"),
        (["build", "--jobs", "0"], "0 is not in the range"),
        (["serve", "--port", "0"], "0 is not in the range"),
        (["extract", "none.jsonl"], "'none.jsonl'"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, tiny: Path) -> None:
    done = sheaf(tiny, *arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_a_root_that_is_no_folder(tmp_path: Path) -> None:
    assert sheaf(tmp_path / "none", "check").code == 2


@pytest.mark.parametrize("command", ["check", "build", "dedupe"])
def test_a_folder_without_a_digest(command: str, tmp_path: Path) -> None:
    done = sheaf(tmp_path, command)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"sheaf: there is no content/digest.yaml in {tmp_path}; choose the digest's folder with --root DIR\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("day", ["2025-02-30", "14.3.2025", "today", "2025-3-14", "20250314", "2025-W11-5"])
def test_a_date_that_is_none(day: str, tiny: Path) -> None:
    done = sheaf(tiny, "import", "--date", day, *(tiny / "content/listings").iterdir())
    assert (done.code, done.out) == (2, "")
    assert done.err == f"sheaf: '{day}' is no date; write --date YYYY-MM-DD, such as 2025-03-14\n"


def test_quiet_says_only_what_is_wrong(tiny: Path) -> None:
    assert sheaf(tiny, "--quiet", "check") == Outcome(0, "", "")
    put(tiny, "content/tags/broken.md", "")
    done = sheaf(tiny, "--quiet", "check")
    assert (done.code, done.out) == (1, "")
    assert "[front-matter]" in done.err


def test_verbose_import_names_the_files(tiny: Path) -> None:
    without_an_issue(tiny)
    listing = tiny / "content/listings/2025-03-14-small-hours.txt"
    done = sheaf(tiny, "--verbose", "import", listing)
    assert (done.code, done.err) == (0, "")
    assert "  content/papers/2025-03-14/nightroads-a-benchmark-for-driving-after-dark.md\n" in done.out


def test_extract_adds_to_each_line(tiny: Path) -> None:
    done = sheaf(tiny, "extract", put(tiny, "in.jsonl", lines(OWLS | {"id": "o-1"}, BATS)))
    assert (done.code, done.err) == (0, "")
    first, second = objects(done)
    assert first.items() >= (OWLS | {"id": "o-1"}).items()
    assert "object-detection" in first["tags"]
    assert [result["value"] for result in first["results"]] == [50.1]
    assert second.items() >= BATS.items()
    assert second["results"] == []


def test_extract_reads_stdin(tiny: Path) -> None:
    from_file = sheaf(tiny, "extract", put(tiny, "in.jsonl", lines(OWLS, BATS)))
    assert sheaf(tiny, "extract", stdin=lines(OWLS, BATS)) == from_file
    assert sheaf(tiny, "extract", "-", stdin=lines(OWLS, BATS)) == from_file


def test_extract_tells_a_bad_line_and_does_the_others(tiny: Path) -> None:
    done = sheaf(tiny, "extract", stdin=lines(OWLS, '{"title": ', {"abstract": "x"}, "[]", BATS))
    assert done.code == 1
    assert [item["title"] for item in objects(done)] == ["OwlNet", "Bats"]
    places = [line.partition(": ")[0] for line in done.err.splitlines()]
    assert places == ["<stdin>:2:11", "<stdin>:3:1", "<stdin>:4:1", "sheaf"]


def test_extract_of_what_is_not_utf8(tiny: Path) -> None:
    done = sheaf(tiny, "extract", put(tiny, "in.jsonl", '{"title": "Café"}\n'.encode("latin-1")))
    assert (done.code, done.out) == (1, "")
    assert "is not UTF-8" in done.err


def test_extract_without_a_vocabulary(tmp_path: Path) -> None:
    done = sheaf(tmp_path, "extract", stdin=lines(OWLS))
    assert (done.code, done.out) == (2, "")
    assert done.err == f"sheaf: there is no vocabulary in {tmp_path}; choose a digest's folder with --root DIR\n"


def test_extract_with_a_broken_vocabulary_tells_it(tiny: Path) -> None:
    put(tiny, "content/tags/broken.md", "no front matter\n")
    done = sheaf(tiny, "extract", stdin=lines(OWLS))
    assert done.code == 1
    assert "content/tags/broken.md:1:1: error: " in done.err


def test_dedupe_among_json_lines(tiny: Path) -> None:
    items = [
        {"id": name, "title": title, "abstract": BATS["abstract"]} for name, title in (("b", "Bats"), ("a", "Bats!"))
    ]
    file = put(tiny, "in.jsonl", lines(*items, {"id": "c", "title": "Owls", "abstract": "Something else entirely."}))
    done = sheaf(tiny, "dedupe", file, "--json")
    assert (done.code, done.err) == (0, "")
    pairs = objects(done)
    assert [set(pair) for pair in pairs] == [{"a", "b", "score", "reason", "verdict"}]
    assert {key: pairs[0][key] for key in ("a", "b", "verdict")} == {"a": "a", "b": "b", "verdict": "same"}
    assert sheaf(tiny, "dedupe", file).out == f"same: a and b: {pairs[0]['reason']}\n"


def test_dedupe_tells_a_bad_line(tiny: Path) -> None:
    done = sheaf(tiny, "dedupe", "-", stdin=lines({"title": "no id"}, {"id": 0, "title": "Bats"}))
    assert done.code == 1
    assert "<stdin>:1:1: error: 'id' is missing [missing-key]" in done.err


def test_dedupe_tells_all_that_is_wrong_with_ids_and_fields(tiny: Path) -> None:
    done = sheaf(
        tiny,
        "dedupe",
        "-",
        stdin=lines(
            {"id": 2, "title": "Bats"},
            {"title": "Owls", "id": "2"},
            {"id": ["x"], "title": "Owls"},
            {"id": True, "title": "Owls"},
            {"id": "c", "title": "Bats!", "authors": [{"name": "Bo"}], "venue": 7, "ids": ["10.1/x"]},
        ),
    )
    assert done.code == 1
    assert done.out.startswith("review: 2 and c: titles equal")
    assert [line.partition(";")[0] for line in done.err.splitlines()[:-1]] == [
        "<stdin>:2:19: error: the id '2' stands in line 1, too",
        "<stdin>:3:2: error: 'id' is neither a text nor a whole number",
        "<stdin>:4:2: error: 'id' is neither a text nor a whole number",
        "<stdin>:5:31: error: 'authors' is not a list of names, or one line of them",
        "<stdin>:5:60: error: 'venue' is not a text",
        """<stdin>:5:72: error: 'ids' is not an object such as {"doi": "10.1000/1"}""",
    ]


def test_dedupe_in_the_content(tiny: Path) -> None:
    assert sheaf(tiny, "dedupe") == Outcome(0, "", "")
    source = tiny / "content/papers/2025-03-07/fernbert-reading-field-guides-leaf-by-leaf.md"
    text = source.read_text(encoding="utf-8").replace("aliases: [fernbert]", "aliases: []").replace("ids: {arxiv", "#{")
    put(tiny, "content/papers/2025-03-07/fernbert-again.md", text)
    done = sheaf(tiny, "dedupe")
    assert done.code == 0
    assert done.out.startswith("same: fernbert-again and fernbert-reading-field-guides-leaf-by-leaf: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("command", ["build", "import"])
def test_a_folder_that_may_not_be_written_is_one_line(command: str, tiny: Path) -> None:
    without_an_issue(tiny)
    arguments = sorted((tiny / "content/listings").iterdir()) if command == "import" else []
    folders = [tiny, *(path for path in tiny.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    done = sheaf(tiny, command, *arguments)
    for folder in folders:
        folder.chmod(0o755)
    assert done.code == 2
    assert done.err.startswith("sheaf: cannot write ")
    assert "Permission denied" in done.err


@pytest.mark.parametrize("command", ["build", "import"])
def test_a_file_in_the_way_is_one_line(command: str, tiny: Path, tmp_path: Path) -> None:
    saved = tmp_path / "2025-03-21-small-hours.txt"
    text = (tiny / "content/listings/2025-03-14-small-hours.txt").read_text(encoding="utf-8")
    put(tmp_path, saved.name, text.replace("Mar 14", "Mar 21").replace("lamp", "torch").replace("night", "dusk"))
    put(tiny, ".cache", "a file where the cache should be")
    before = tree(tiny)
    arguments: list[str | Path] = [saved, "--date", "2025-03-21"] if command == "import" else []
    done = sheaf(tiny, command, *arguments)
    assert done.code == 2
    assert done.err.startswith("sheaf: cannot write ")
    assert done.err.count("\n") == 1
    assert tree(tiny) == before


def test_the_module_is_the_command(tiny: Path) -> None:
    done = sheaf_process(tiny, "check")
    assert done == Outcome(0, "content/ is fine: 4 papers, 0 warnings\n", "")


def test_a_reader_that_stops_early_is_no_fault(tiny: Path) -> None:
    """As in `sheaf dedupe | head -1`."""
    items = [{"id": str(n), "title": BATS["title"], "abstract": BATS["abstract"]} for n in range(150)]
    put(tiny, "in.jsonl", lines(*items))
    command = [sys.executable, "-m", "builder", "--root", str(tiny), "dedupe", str(tiny / "in.jsonl")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith("same: ")
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait() in {0, 1}


def test_today_is_the_digests_day(tiny: Path) -> None:
    """Without a year anywhere the day is never one of the future."""
    listing = (tiny / "content/listings/2025-03-14-small-hours.txt").read_bytes()
    without_an_issue(tiny)
    done = sheaf(tiny, "import", put(tiny, "page.txt", listing), "--dry-run")
    day = done.out.partition("listed on ")[2][:10]
    assert date.fromisoformat(day) <= date.today()
