"""Static files: their names, and what scripts import of each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import put

from builder.assets import asset_paths, assets
from builder.diagnostics import SheafError


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("LICENSE", r"assets/LICENSE\.[0-9a-f]{12}"),
        ("fonts.v2/OFL", r"assets/fonts\.v2/OFL\.[0-9a-f]{12}"),
        ("fonts/inter.var.woff2", r"assets/fonts/inter\.var\.[0-9a-f]{12}\.woff2"),
    ],
)
def test_an_asset_keeps_its_folder_and_its_ending(name: str, form: str, tmp_path: Path) -> None:
    put(tmp_path, f"assets/{name}", "words")
    ((path, _),) = assets([tmp_path])
    assert re.fullmatch(form, path)


@pytest.mark.parametrize("name", [".DS_Store", ".git/config", "fonts/.gitkeep"])
def test_hidden_files_are_no_assets(name: str, tmp_path: Path) -> None:
    put(tmp_path, f"assets/{name}", "words")
    assert list(assets([tmp_path])) == []


def test_assets_are_named_after_their_content(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    names = []
    for content in ("a", "b"):
        (tmp_path / "assets/style.css").write_text(content)
        names.append([path for path, _ in assets([tmp_path])])
    assert names[0] != names[1]


def script(path: Path, name: str) -> str:
    """The published text of a script."""
    return dict(assets([path]))[asset_paths([path])[name]].decode()


def test_scripts_import_each_other_by_the_names_they_are_published_under(tmp_path: Path) -> None:
    put(
        tmp_path,
        "assets/search/main.js",
        'import { a } from "./words.js";\nimport "../box.js";\nimport "https://x.example";\n',
    )
    put(tmp_path, "assets/search/words.js", "export const a = 1;\n")
    put(tmp_path, "assets/box.js", "")
    paths = asset_paths([tmp_path])
    words, box = paths["search/words.js"].rpartition("/")[2], paths["box.js"].rpartition("/")[2]
    assert script(tmp_path, "search/main.js").splitlines() == [
        f'import {{ a }} from "./{words}";',
        f'import "../{box}";',
        'import "https://x.example";',
    ]


def test_a_script_gets_another_name_when_one_that_it_imports_changes(tmp_path: Path) -> None:
    put(tmp_path, "assets/main.js", 'import "./middle.js";\n')
    put(tmp_path, "assets/middle.js", 'export * from "./words.js";\n')
    names = []
    for content in ("1;", "2;"):
        put(tmp_path, "assets/words.js", content)
        names.append(asset_paths([tmp_path])["main.js"])
    assert names[0] != names[1]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ('import "./main.js";\n', "assets/main.js imports itself by way of words.js"),
        ('import "./none.js";\n', "assets/words.js imports none.js, which is not there"),
    ],
)
def test_an_import_that_cannot_be_is_told(words: str, message: str, tmp_path: Path) -> None:
    put(tmp_path, "assets/main.js", 'import "./words.js";\n')
    put(tmp_path, "assets/words.js", words)
    with pytest.raises(SheafError) as raised:
        list(assets([tmp_path]))
    assert raised.value.message == message


def test_comments_and_indentation_stay_in_the_repository(tmp_path: Path) -> None:
    put(tmp_path, "assets/a.js", '// Why.\n/**\n * What.\n */\nf(() => {\n  g("//no"); // beside\n});\n')
    put(tmp_path, "assets/b.js", "f(`\n  // text\n`);\n")
    assert script(tmp_path, "a.js") == 'f(() => {\ng("//no"); // beside\n});\n'
    assert script(tmp_path, "b.js") == "f(`\n  // text\n`);\n"
