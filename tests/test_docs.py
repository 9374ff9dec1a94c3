"""The documentation as code: its commands run, its examples are valid, its tables name all there is and no more."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sysconfig
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pytest
from support import DATA, ROOT, put, sheaf

from builder import load, schema
from builder.cli import main

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
SHAPES = {
    "content/digest.yaml": load.DIGEST,
    "content/papers/DATE/SLUG.md": load.PAPER,
    "content/issues/DATE.md": load.ISSUE,
    "content/tags/SLUG.md": load.TAG,
    "content/benchmarks/SLUG.md": load.BENCHMARK,
    "content/metrics.yaml": load.METRICS,
    "content/duplicates.yaml": load.DECISIONS,
}
IMAGE_BYTES = 300_000

RUN = ("sheaf", ".venv/bin/sheaf", "echo", "cat", "mkdir", "git switch", "git add", "git rm", "git diff")
"""What the commands of a page may begin with; they run in a scratch copy of the digest, in the order of the page."""
SHOWN_ONLY = ("git clone", "cd", "python3 -m venv", ".venv/bin/python -m pip", ".venv/bin/python -m pytest")
"""Commands that reach the network, leave the copy, or would run these tests."""

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """The info string and the text of each fenced block."""
    yield from re.findall(r"^```(\S[^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def without_blocks(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def sections(text: str) -> dict[str, str]:
    """What stands below each heading of the second level, fenced blocks left out."""
    parts = re.split(r"^## +(.+)$", without_blocks(text), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def tables(text: str) -> Iterator[tuple[list[str], list[list[str]]]]:
    """The head and the rows of each table, in cells."""
    for table in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        head, _, *rows = ([cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines())
        yield [cell.strip("| ") for cell in head], rows


def table(text: str, first: str) -> list[list[str]]:
    """The rows of all tables whose first column is headed `first`."""
    return [[cell.strip("| ") for cell in row] for head, rows in tables(text) if head[0] == first for row in rows]


def quoted(cell: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", cell)


# Commands


def commands(page: Path) -> list[str]:
    shown = [line for info, text in blocks(read(page)) if info == "console" for line in text.splitlines()]
    assert [line for line in shown if not line.startswith("$ ")] == [], "a console block holds commands only"
    return [line.removeprefix("$ ") for line in shown]


def begins_with(command: str, known: tuple[str, ...]) -> bool:
    return any(command == start or command.startswith(f"{start} ") for start in known)


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A copy of the digest under Git, with the environment of these tests as its .venv."""
    root = tmp_path / "scratch"
    shutil.copytree(ROOT / "content", root / "content")
    digest = read(ROOT / "content/digest.yaml").replace("limits:\n", "limits:\n  previews: 0\n")
    put(root, "content/digest.yaml", digest)  # pictures take long, and no page's commands are about them
    (root / ".venv").mkdir()
    (root / ".venv/bin").symlink_to(sysconfig.get_path("scripts"))
    put(root, ".gitignore", ".venv/\n.cache/\n")
    for command in ("git init -q", "git add .", "git commit -q -m Start"):
        run(command, root)
    return root


def run(command: str, root: Path) -> None:
    """Run a command in `root`; it must end with 0, in a pipe too."""
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"
    identity = {
        f"GIT_{role}_{part}": "ada@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")
    }
    environ = os.environ | identity | {"PATH": path, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=root,
        env=environ,
        stdin=subprocess.DEVNULL,  # who asks gets no answer
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"


def targets() -> dict[str, str]:
    """The Makefile's targets with their help."""
    return dict(re.findall(r"^([a-z-]+):.*?## (.+)$", read(ROOT / "Makefile"), re.MULTILINE))


@every_page
def test_the_commands_work(page: Path, scratch: Path) -> None:
    for command in commands(page):
        if begins_with(command, ("make",)):
            assert set(command.split()[1:]) <= targets().keys(), command
        elif begins_with(command, SHOWN_ONLY):
            named = [word for word in command.split() if word.startswith(("tests/", "docs/"))]
            assert all((ROOT / word).exists() for word in named), command
        else:
            assert begins_with(command, RUN), f"{command}: not known to be safe to run"
            # Serving ends by Ctrl-C only; asking for help behind the options still refuses unknown ones.
            run(f"{command} --help" if begins_with(command, ("sheaf serve",)) else command, scratch)


def test_every_target_is_described() -> None:
    rows = table(read(DOCS / "commands.md"), "Target")
    assert [quoted(row[0])[0] for row in rows] == list(targets())


def names_of(parameters: list[click.Parameter]) -> set[str]:
    """Options as they are typed; arguments in capitals."""
    names: set[str] = set()
    for parameter in parameters:
        names |= {parameter.human_readable_name} if isinstance(parameter, click.Argument) else set(parameter.opts)
    return names


def names_in(rows: list[list[str]]) -> set[str]:
    """What the first column describes, without the values that options take."""
    return {text.split()[0].rstrip(".") for row in rows for text in quoted(row[0])}


def test_every_command_and_option_is_described() -> None:
    assert isinstance(main, click.Group)
    described = sections(read(DOCS / "commands.md"))
    assert names_in(table(described["sheaf"], "Option")) == names_of(main.params)
    mentioned = {title.removeprefix("sheaf ") for title in described if title.startswith("sheaf ")}
    assert mentioned == set(main.commands)
    for name, command in main.commands.items():
        assert names_in(table(described[f"sheaf {name}"], "Option")) == names_of(command.params), name


def test_the_choices_of_an_option_are_described() -> None:
    text = read(DOCS / "commands.md")
    assert isinstance(main, click.Group)
    for command in main.commands.values():
        for parameter in command.params:
            if isinstance(parameter.type, click.Choice):
                missing = [choice for choice in parameter.type.choices if f"`{parameter.opts[0]} {choice}`" not in text]
                assert missing == [], command.name


# Content


def kind(shape: schema.Shape) -> str:
    """What the column "Type" says of a shape."""
    match shape:
        case schema.Text(longest):
            return "text" if longest == schema.Text().longest else f"text ({longest})"
        case schema.Whole(least, most):
            return f"whole number, {least} to {most}"
        case schema.Choice(of):
            *others, last = (f"`{member}`" for member in of)
            return f"{', '.join(others)} or {last}"
        case schema.Ref(name):
            return name
        case schema.ListOf(item):
            name, bracket, rest = kind(item).partition(" (")
            return f"list of {name}s{bracket}{rest}"
    plain: Mapping[type, str] = {
        schema.Prose: "Markdown",
        schema.Day: "date",
        schema.Flag: "true or false",
        schema.Number: "number",
        schema.Slug: "slug",
        schema.Timezone: "time zone",
        schema.Url: "address",
        schema.BaseUrl: "address",
        schema.Record: "mapping",
    }
    return plain[type(shape)]


def keys(shape: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Every key of a shape as (path, type, required), those of nested records behind the key that holds them."""
    if isinstance(shape, schema.Record):
        for name, spec in shape.fields.items():
            yield f"{path}{name}", kind(spec.shape), "yes" if spec.required else "no"
            yield from keys(spec.shape, f"{path}{name}.")
    elif isinstance(shape, schema.ListOf | schema.MapOf):
        yield from keys(shape.item, f"{path.removesuffix('.')}[]." if path else "")


@pytest.mark.parametrize("file", SHAPES)
def test_every_key_is_described(file: str) -> None:
    rows = table(sections(read(DOCS / "content.md"))[file], "Key")
    assert [(quoted(key)[0], type_, required) for key, type_, required, _ in rows] == list(keys(SHAPES[file]))
    assert all(meaning for *_, meaning in rows)


def test_the_digest_keys_that_adopters_read_about_are_all() -> None:
    rows = table(read(DOCS / "adopters.md"), "Key")
    assert [key for row in rows for key in quoted(row[0])] == list(load.DIGEST.fields)


def test_the_examples_are_a_digest_without_a_fault(tmp_path: Path) -> None:
    examples = [(info.split()[1], text) for info, text in blocks(read(DOCS / "content.md")) if " " in info]
    for path, text in examples:
        put(tmp_path, path, text)
    put(tmp_path, "content/listings/2025-03-14-hf-papers.txt", "as it was saved")
    assert {path.split("/")[1] for path, _ in examples} == {file.split("/")[1] for file in SHAPES}
    done = sheaf(tmp_path, "check")
    assert (done.code, done.out, done.err) == (0, "content/ is fine: 2 papers, 0 warnings\n", "")


# Faults


def reported() -> dict[str, set[str]]:
    """The rules that the builder can report, each with its weights."""
    rules: defaultdict[str, set[str]] = defaultdict(set)
    for module in (ROOT / "builder").rglob("*.py"):
        for rule, weight in rules_in(read(module)):
            rules[rule].add(weight)
    for shape in SHAPES.values():
        for name in re.findall(r"Ref\(kind='(\w+)'\)", repr(shape)):
            rules[f"unknown-{name}"].add("error")
    return rules


def rules_in(code: str) -> Iterator[tuple[str, str]]:
    """The rules that stand in calls of `error`, `warning`, `notice` and `Fault`, with their weights."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and len(node.args) >= 3:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            weight = "error" if called == "Fault" else called
            if weight in {"error", "warning", "notice"} and isinstance(node.args[1], ast.Constant):
                yield str(node.args[1].value), weight


def described_rules(text: str) -> dict[str, set[str]]:
    rows = table(text, "Rule")
    assert all(advice for *_, advice in rows)
    return {quoted(rule)[0]: set(weight.split(" or ")) for rule, weight, _ in rows}


def test_every_rule_is_described_with_its_weight() -> None:
    described = [described_rules(read(page)) for page in PAGES]
    assert {rule: weight for rules in described for rule, weight in rules.items()} == reported()


def test_every_rule_of_check_stands_in_one_table() -> None:
    rules = described_rules(sections(read(DOCS / "content.md"))["What check reports"])
    assert list(rules) == sorted(folder.name for folder in (DATA / "faults").iterdir())


def test_the_messages_shown_are_real() -> None:
    real = {line for file in (DATA / "faults").glob("*/expected.txt") for line in read(file).splitlines()}
    shown = {line for page in PAGES for line in read(page).splitlines() if re.search(r": (?:error|warning): ", line)}
    assert shown
    assert shown <= real


# Data


def test_the_data_is_described(tmp_path: Path) -> None:
    """Every file, every key of a paper, and every column of a table."""
    shutil.copytree(DATA / "tiny", tmp_path / "tiny")
    sheaf(tmp_path / "tiny", "build", "--no-search")
    data = tmp_path / "tiny/site/data"
    described = read(DOCS / "data.md")

    def first(column: str) -> list[str]:
        return [name for row in table(described, column) for name in quoted(row[0])]

    api = json.loads((data / "openapi.json").read_text(encoding="utf-8"))
    assert first("File below `data/`") == [path.removeprefix("/") for path in api["paths"]]
    assert first("Key") == list(json.loads((data / "papers.jsonl").read_text(encoding="utf-8").splitlines()[0]))
    columns = next(data.glob("boards/*/*.csv")).read_text(encoding="utf-8").splitlines()[0]
    assert first("Column") == columns.split(",")


# Links


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ +(.+)$", without_blocks(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@every_page
def test_links_and_images_lead_somewhere(page: Path) -> None:
    text = without_blocks(read(page))
    links = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|srcset|href)="([^"]+)"', text)
    broken = []
    for link in links:
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if "://" in link:
            continue
        if not target.exists() or (anchor and anchor not in anchors(read(target))):
            broken.append(link)
    assert broken == []


def test_a_page_shows_no_image_of_another_host() -> None:
    shown = [image for page in PAGES for image in re.findall(r'(?:!\[[^\]]*\]\(|src(?:set)?=")([^)"]+)', read(page))]
    assert [image for image in shown if "://" in image] == []


def test_every_image_is_shown_and_small() -> None:
    images = {image.relative_to(ROOT).as_posix(): image for image in (DOCS / "images").iterdir()}
    assert set(re.findall(r"docs/images/[\w.-]+", read(ROOT / "README.md"))) == set(images)
    assert {name: image.stat().st_size for name, image in images.items() if image.stat().st_size > IMAGE_BYTES} == {}


def test_the_readme_leads_to_every_page() -> None:
    missing = [page.name for page in PAGES[1:] if page.name not in read(ROOT / "README.md")]
    assert missing == []


def test_files_that_pages_name_are_there() -> None:
    """Paths of the repository between backticks; those of a digest stand for files that a reader makes."""
    for page in PAGES:
        named = re.findall(r"`((?:builder|templates|tests|requirements|\.github)/[\w./-]*)`", read(page))
        assert [name for name in named if not (ROOT / name).exists()] == [], page.name
    modules = [name for row in table(read(DOCS / "developers.md"), "Stage") for name in quoted(row[1])]
    assert [name for name in modules if not (ROOT / "builder" / name).exists()] == []


def test_golden_files_can_be_updated(request: pytest.FixtureRequest) -> None:
    assert request.config.getoption("--update-golden", default=None) is not None
