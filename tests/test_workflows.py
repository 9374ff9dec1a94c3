"""The files GitHub reads: valid, pinned, least privilege, and calling only what exists."""

from __future__ import annotations

import os
import re
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
MAKE_TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)

every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def run_tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A tool of this environment, run at the repository's root, without the tokens that would take it online."""
    program = Path(sysconfig.get_path("scripts")) / name
    environ = {key: value for key, value in os.environ.items() if key not in {"GH_TOKEN", "GITHUB_TOKEN"}}
    return subprocess.run([program, *arguments], cwd=ROOT, env=environ, capture_output=True, text=True, check=False)


def read(path: Path) -> dict[str, Any]:
    """A workflow with every scalar as a string, so that `on` stays a word."""
    workflow: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return workflow


def commands(path: Path) -> Iterator[str]:
    """Each line of shell in a workflow."""
    for job in read(path)["jobs"].values():
        for step in job.get("steps", []):
            yield from step.get("run", "").splitlines()


def test_the_workflows_are_these() -> None:
    assert [path.stem for path in WORKFLOWS] == ["check", "nightly", "publish"]


def test_the_example_for_letters_is_a_workflow_that_does_nothing_here() -> None:
    example = ROOT / "docs/examples/letters.yml"
    for schema in ("vendor.github-workflows", "custom.github-workflows-require-timeout"):
        assert run_tool("check-jsonschema", "--builtin-schema", schema, str(example)).returncode == 0
    assert run_tool("yamllint", "--strict", str(example)).returncode == 0
    done = run_tool("zizmor", "--offline", "--no-progress", "--persona", "pedantic", str(example))
    assert done.returncode == 0, done.stdout + done.stderr
    text = example.read_text(encoding="utf-8")
    pins = {use for path in WORKFLOWS for use in re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))}
    assert set(re.findall(r"uses: (.*)", text)) <= pins
    assert read(example)["on"].keys() == {"workflow_dispatch"}


def test_zizmor_finds_nothing() -> None:
    done = run_tool("zizmor", "--offline", "--no-progress", "--strict-collection", "--persona", "pedantic", ".")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("vendor.github-workflows", "workflows/*.yml"),
        ("custom.github-workflows-require-timeout", "workflows/*.yml"),
        ("vendor.dependabot", "dependabot.yml"),
        ("vendor.github-issue-forms", "ISSUE_TEMPLATE/*.yml"),
    ],
)
def test_files_follow_their_schema(schema: str, pattern: str) -> None:
    files = [str(path) for path in GITHUB.glob(pattern)]
    done = run_tool("check-jsonschema", "--builtin-schema", schema, *files)
    assert done.returncode == 0, done.stdout + done.stderr


def test_yaml_is_tidy() -> None:
    done = run_tool("yamllint", "--strict", ".github", "content", ".yamllint.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


@every_workflow
def test_actions_are_pinned_with_their_version(path: Path) -> None:
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert uses
    assert [use for use in uses if not use.startswith("./") and not PINNED.fullmatch(use)] == []


def test_every_workflow_uses_the_same_version_of_an_action() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    pins = set(re.findall(r"uses: ([\w-]+/[\w-]+)@(.*)", text))
    assert len(pins) == len({action for action, _ in pins})


@every_workflow
def test_triggers_give_strangers_no_power(path: Path) -> None:
    assert read(path)["on"].keys().isdisjoint({"pull_request_target", "workflow_run", "issue_comment"})


def test_jobs_may_write_only_what_they_must() -> None:
    writes = set()
    for path in WORKFLOWS:
        assert read(path)["permissions"] == {}, path
        for name, job in read(path)["jobs"].items():
            writes |= {(path.stem, name, scope) for scope, level in job["permissions"].items() if level == "write"}
    assert writes == {
        ("nightly", "import", "contents"),
        ("nightly", "publish", "pages"),
        ("nightly", "publish", "id-token"),
        ("publish", "deploy", "pages"),
        ("publish", "deploy", "id-token"),
    }


def test_only_the_step_that_commits_is_given_the_token() -> None:
    steps = read(GITHUB / "workflows/nightly.yml")["jobs"]["import"]["steps"]
    assert [step.get("id") for step in steps if "token" in str(step.get("env"))] == ["commit"]
    assert [step["with"]["persist-credentials"] for step in steps if "checkout" in step.get("uses", "")] == ["false"]


def test_the_schedule_is_alone_in_its_file_at_an_odd_minute() -> None:
    scheduled = {path.stem: read(path)["on"]["schedule"] for path in WORKFLOWS if "schedule" in read(path)["on"]}
    assert scheduled.keys() == {"nightly"}
    [entry] = scheduled["nightly"]
    assert int(entry["cron"].split()[0]) % 2 == 1


def test_a_wrong_listing_keeps_nothing_from_being_published_but_fails_the_night() -> None:
    jobs = read(GITHUB / "workflows/nightly.yml")["jobs"]
    steps = jobs["import"]["steps"]
    assert [step.get("id") for step in steps if step.get("continue-on-error") == "true"] == ["import"]
    assert jobs["import"]["outputs"]["imported"] == "${{ steps.import.outcome }}"
    last = jobs["verdict"]
    assert last["needs"] == ["import", "publish"]
    assert last["if"] == "${{ !cancelled() && needs.import.outputs.imported == 'failure' }}"
    assert last["steps"][-1]["run"].splitlines()[-1] == "exit 1"


@every_workflow
def test_no_expression_enters_a_shell(path: Path) -> None:
    assert [line for line in commands(path) if "${{" in line] == []


@every_workflow
def test_shell_steps_call_what_exists(path: Path) -> None:
    targets = set(MAKE_TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    for program, *arguments in (line.split() for line in commands(path)):
        if program == "make":
            assert set(arguments) <= targets
        elif program == ".venv/bin/sheaf":
            usage = run_tool("sheaf", arguments[0], "--help").stdout
            assert [word for word in arguments if word.startswith("--") and word not in usage] == []
        elif program.startswith("."):
            assert (ROOT / program).is_file()
