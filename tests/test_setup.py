"""What a fresh clone relies on: the lock files, the Makefile, .ci/run, the wheel; and what no commit may hold."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ROOT / "requirements"
TARGETS = ["help", "setup", "import", "site", "serve", "check", "test", "test-slow", "lint", "format", "eval"]
TARGETS += ["eval-dedupe", "bench-dedupe", "bench-search", "audit", "lighthouse", "screenshots", "lock", "clean"]
# Joined here so that this file does not name what it looks for.
REGISTRIES = [".".join(parts) for parts in (("pypi", "org"), ("files", "pythonhosted", "org"), ("npmjs", "org"))]
HOME = re.compile(r"(?<![\w.~-])/(?:home|Users|root)/\w")


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A command as a user would type it, free of the settings of a make that runs these tests."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, check=False)


def tracked(*paths: str) -> list[str]:
    """The files Git tracks, relative to the root; all of them, or those under `paths`."""
    done = run("git", "-c", "safe.directory=*", "ls-files", "-z", *paths)
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\0")[:-1]


def locked(name: str) -> dict[str, str]:
    """The packages of a lock file, normalised, with the one version each is pinned to."""
    versions: dict[str, str] = {}
    for entry in (REQUIREMENTS / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if not entry.startswith("#"):
            requirement, *hashes = re.split(r"\s+--hash=sha256:", entry.rstrip())
            assert hashes, f"{requirement} has no hash"
            assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in hashes), requirement
            parsed = Requirement(requirement)
            [pin] = parsed.specifier
            assert (pin.operator, pin.version.endswith("*")) == ("==", False), requirement
            versions[canonicalize_name(parsed.name)] = pin.version
    return versions


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["run.txt", "test.txt", "lock.txt"])
def test_lock_files_hold_pins_and_hashes_and_no_place(name: str) -> None:
    assert locked(name)
    text = (REQUIREMENTS / name).read_text(encoding="utf-8")
    assert "/" not in text, "an address or a path"
    assert [line for line in text.splitlines() if line.startswith("-")] == []


def test_the_test_set_holds_the_run_set_at_the_same_versions() -> None:
    assert locked("run.txt").items() <= locked("test.txt").items()


def test_the_lock_files_satisfy_pyproject(project: dict[str, Any]) -> None:
    extras = project["project"]["optional-dependencies"]
    run_set = project["project"]["dependencies"] + extras["build"] + project["build-system"]["requires"]
    for name, wanted in (("run.txt", run_set), ("test.txt", run_set + extras["test"])):
        versions = locked(name)
        for requirement in map(Requirement, wanted):
            version = versions.get(canonicalize_name(requirement.name))
            assert version is not None, f"{name} lacks {requirement.name}: make lock"
            assert requirement.specifier.contains(version), f"{name} holds {requirement.name} {version}: make lock"


def test_the_lock_files_name_the_extras_that_are_asked_for() -> None:
    """Without them pip looks at a package's newest release for the extra, and refuses it: it has no hash here."""
    text = (REQUIREMENTS / "test.txt").read_text(encoding="utf-8")
    asked = set()
    for requirement in (Requirement(r) for name in locked("test.txt") for r in _requires(name)):
        if requirement.extras and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
            asked |= {(canonicalize_name(requirement.name), extra) for extra in requirement.extras}
    named = re.findall(r"^([\w.-]+)\[([\w,-]+)\]==", text, re.MULTILINE)
    assert asked <= {(canonicalize_name(name), extra) for name, extras in named for extra in extras.split(",")}
    assert ("coverage", "toml") in asked


def _requires(name: str) -> list[str]:
    """What an installed package asks for; nothing for one that this system does not need."""
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def test_no_tracked_file_names_a_home_directory_or_a_package_registry() -> None:
    """Listings and entries are other people's words: a paper may link to its package."""
    found = []
    for name in tracked():
        if not name.startswith(("content/listings/", "content/papers/")) and not (ROOT / name).is_symlink():
            text = (ROOT / name).read_bytes().decode("utf-8", errors="replace")
            found += [f"{name}: {word}" for word in HOME.findall(text) + [host for host in REGISTRIES if host in text]]
    assert found == []


def test_make_help_lists_every_command() -> None:
    done = run("make")
    assert done.returncode == 0, done.stderr
    assert [line.split()[1] for line in done.stdout.splitlines()] == TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_every_command_can_be_planned(target: str) -> None:
    done = run("make", "--dry-run", target)
    assert done.returncode == 0, done.stderr


def test_an_old_python_is_refused_in_one_line(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    done = run("make", ".venv/stamp-venv", "PYTHON=false", cwd=tmp_path)
    assert done.returncode != 0
    assert done.stderr.startswith("Sheaf needs Python 3.11 or newer")
    assert not (tmp_path / ".venv").exists()


def test_clean_leaves_what_git_tracks(tmp_path: Path) -> None:
    for name in ("site/.gitignore", "site/papers/a/index.html", ".venv/bin/python", "content/digest.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    shutil.copy(ROOT / "Makefile", tmp_path)
    assert run("make", "clean", cwd=tmp_path).returncode == 0
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert left == ["Makefile", "content/digest.yaml", "site/.gitignore"]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder where `make` finds everything set up, and a `sheaf` that says what it was told to do."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("pyproject.toml", "requirements/run.txt", ".venv/stamp-venv", ".venv/stamp-run", ".venv/bin/sheaf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    program = '#!/bin/sh\necho "sheaf $*"\n[ "$1" = import ] && exit ${IMPORT_EXIT:-0}\nexit ${BUILD_EXIT:-0}\n'
    (tmp_path / ".venv/bin/sheaf").write_text(program, encoding="utf-8")
    (tmp_path / ".venv/bin/sheaf").chmod(0o755)
    for name in ("2025-03-14 b.txt", "a.txt", "old/c.txt"):
        (tmp_path / "content/listings" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content/listings" / name).touch()
    return tmp_path


def test_make_site_imports_the_files_and_tells_of_folders(made: Path) -> None:
    done = run("make", "site", cwd=made)
    assert done.returncode == 0, done.stderr
    first, second, last = done.stdout.splitlines()
    assert first == "sheaf import content/listings/2025-03-14 b.txt content/listings/a.txt"
    assert second == "sheaf build"
    assert last.startswith("The site is in site/.")
    assert done.stderr == "content/listings/old is a folder and is passed over\n"


def test_make_import_without_listings_does_nothing(made: Path) -> None:
    shutil.rmtree(made / "content")
    done = run("make", "import", cwd=made)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_make_site_builds_after_a_wrong_listing_and_fails_at_its_end(made: Path) -> None:
    done = run("env", "IMPORT_EXIT=1", "make", "site", cwd=made)
    assert done.returncode != 0
    assert "sheaf build\nThe site is in site/." in done.stdout
    assert done.stderr.startswith(
        "content/listings/old is a folder and is passed over\nBut the import reported errors: see above\n"
    )
    assert run("env", "IMPORT_EXIT=1", "make", "import", cwd=made).returncode != 0


@pytest.mark.parametrize("failure", ["IMPORT_EXIT=2", "BUILD_EXIT=1"])
def test_make_site_says_nothing_of_a_site_that_is_not_there(failure: str, made: Path) -> None:
    done = run("env", failure, "make", "site", cwd=made)
    assert done.returncode != 0
    assert "The site is in" not in done.stdout
    assert ("sheaf build" in done.stdout) == (failure == "BUILD_EXIT=1")


def test_ci_run_is_a_program() -> None:
    assert os.access(ROOT / ".ci/run", os.X_OK)
    done = run("bash", "-n", ".ci/run")
    assert done.returncode == 0, done.stderr


def test_the_wheel_holds_the_builder_with_its_templates(tmp_path: Path) -> None:
    done = run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path))
    assert done.returncode == 0, done.stderr
    [wheel] = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert set(tracked("builder")) <= names
    assert {f"builder/{name}" for name in tracked("templates")} <= names
    assert [name for name in names if name.endswith("licenses/LICENSE")]
