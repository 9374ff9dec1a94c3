"""`sheaf build`: the same bytes from the same content, whatever else differs, and no harm to anyone's files."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from support import TINY, put, sheaf, sheaf_process, tree

from builder.publish import MARKER

BASE = "https://digest.example/small-hours/"
SIZE = re.compile(rb"\b\d[\d.]* (?:bytes?|kB)\b")
FOREIGN = re.compile(r"(?:[a-z]+:)?//", re.IGNORECASE)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A digest that was built once, without search."""
    root = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("built") / "tiny"))
    assert sheaf(root, "build", "--no-search").code == 0
    return root


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of the built digest's root, free to be changed."""
    return Path(shutil.copytree(built, tmp_path / "built"))


def test_nothing_but_content_decides_the_bytes(tmp_path: Path) -> None:
    first, second = (Path(shutil.copytree(TINY, tmp_path / name)) for name in ("first", "deeper/second"))
    # Another order of the folders' entries, another age of the files.
    for file in sorted((second / "content").rglob("*.md"), reverse=True):
        text = file.read_bytes()
        file.unlink()
        file.write_bytes(text)
        os.utime(file, (0, 0))
    here = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    there = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    runs: list[tuple[Path, dict[str, str], list[str | Path]]] = [
        (first, here, ["--jobs", "1", "--no-cache"]),
        (second, there, ["--jobs", "2"]),
        (second, here, ["--out", tmp_path / "third"]),
    ]
    for root, environ, options in runs:
        done = sheaf_process(root, "build", *options, environ=environ)
        assert (done.code, done.err) == (0, "")
    whole = tree(first / "site")
    assert tree(second / "site") == whole, "another folder, time zone, hash seed, number of jobs; an empty cache"
    assert tree(tmp_path / "third") == whole, "a full cache"
    assert any(path.startswith("pagefind/") for path in whole)


def test_a_second_build_writes_nothing(site: Path) -> None:
    done = sheaf(site, "build", "--no-search")
    assert re.search(r": 0 written, \d+ unchanged, 0 removed\n", done.out)


def test_a_new_paper_shows_on_the_pages_of_those_it_is_related_to(site: Path) -> None:
    page = site / "site/papers/fernbert-reading-field-guides-leaf-by-leaf/index.html"
    assert "mossbert" not in page.read_text()
    old = (site / "content/papers/2025-03-07/fernbert-reading-field-guides-leaf-by-leaf.md").read_text()
    new = old.replace("FernBERT", "MossBERT").replace("aliases: [fernbert]", "aliases: []")
    new = new.replace("listed: 2025-03-07", "listed: 2025-03-14").replace("2502.10010", "2503.10011")
    put(site, "content/papers/2025-03-14/mossbert.md", new)
    assert sheaf(site, "build", "--no-search").code == 0
    assert 'href="../mossbert/"' in page.read_text()
    assert "shared terms: " in page.read_text()
    (site / "content/papers/2025-03-14/mossbert.md").unlink()
    assert sheaf(site, "build", "--no-search").code == 0
    assert "mossbert" not in page.read_text()


def test_a_deleted_cache_changes_nothing(site: Path) -> None:
    before = tree(site / "site")
    shutil.rmtree(site / ".cache")
    assert sheaf(site, "build", "--no-search").code == 0
    assert tree(site / "site") == before


def test_a_folder_with_foreign_files_is_refused(tiny: Path) -> None:
    put(tiny, "site/thesis.tex", "years of work")
    before = tree(tiny)
    done = sheaf(tiny, "build", "--no-search")
    assert done.code == 2
    assert done.err == (
        f"sheaf: {tiny / 'site'} holds files that are no Sheaf site; choose an empty folder with --out DIR\n"
    )
    assert tree(tiny) == before


@pytest.mark.parametrize("inside", ["content", "."])
def test_content_itself_is_no_place_for_the_site(inside: str, tiny: Path) -> None:
    before = tree(tiny)
    assert sheaf(tiny, "build", "--no-search", "--out", tiny / inside).code == 2
    assert tree(tiny) == before


def test_stale_pages_go_and_gitignore_stays(site: Path) -> None:
    put(site, "site/.gitignore", "*\n!.gitignore\n")
    put(site, "site/papers/gone-long-ago/index.html", "stale")
    slug = "nightroads-a-benchmark-for-driving-after-dark"
    (site / f"content/papers/2025-03-14/{slug}.md").unlink()
    (site / "content/issues/2025-03-14.md").unlink()
    (site / "content/duplicates.yaml").unlink()
    assert sheaf(site, "build", "--no-search").code == 0
    assert not (site / "site/papers/gone-long-ago").exists()
    assert not (site / f"site/papers/{slug}").exists()
    assert (site / "site/.gitignore").read_text() == "*\n!.gitignore\n"
    assert not [path for path, data in tree(site / "site").items() if slug.encode() in data]


def test_a_content_error_leaves_the_old_site(site: Path) -> None:
    put(site, "content/tags/broken.md", "no front matter\n")
    before = tree(site / "site")
    done = sheaf(site, "build", "--no-search")
    assert done.code == 1
    assert "content/tags/broken.md:1:1: error: " in done.err
    assert done.out == ""
    assert tree(site / "site") == before


@pytest.mark.parametrize(
    ("template", "jobs", "why"),
    [
        ("{{ nothing.of.the.kind }}", "1", "about.html:1: UndefinedError: 'nothing' is undefined"),
        ("\n{% if %}", "2", "about.html:2: TemplateSyntaxError: Expected an expression.*"),
        ("\n\n{{ 1/0 }}", "2", "about.html:3: ZeroDivisionError: division by zero"),
        ("{{ 'a' + 1 }}", "1", "about.html:1: TypeError: .+"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "1", "about.html:1: RecursionError: .+"),
        ("{% include 'none.html' %}", "1", "about.html:1: TemplateNotFound: none.html"),
        (b"\xe9", "1", "about.html:1: TemplateSyntaxError: is not UTF-8"),
    ],
)
def test_a_template_that_fails_leaves_the_old_site(template: str | bytes, jobs: str, why: str, site: Path) -> None:
    put(site, "templates/pages/about.html", template)
    before = tree(site / "site")
    done = sheaf(site, "build", "--no-search", "--jobs", jobs)
    assert done.code == 2
    assert re.fullmatch(
        rf"sheaf: cannot render about/index\.html: templates/pages/{why}; mend the template\n", done.err
    )
    assert tree(site / "site") == before


def test_everything_is_readable_for_all_under_a_strict_umask(tiny: Path) -> None:
    before = os.umask(0o077)
    try:
        assert sheaf(tiny, "build").code == 0
    finally:
        os.umask(before)
    modes = {(path.is_dir(), oct(stat.S_IMODE(path.stat().st_mode))) for path in (tiny / "site").rglob("*")}
    assert modes == {(True, "0o755"), (False, "0o644")}
    assert stat.S_IMODE((tiny / "site").stat().st_mode) == 0o755


def test_the_site_holds_no_link_out_of_its_tree(site: Path) -> None:
    assert not [path for path in (site / "site").rglob("*") if path.is_symlink()]


@pytest.mark.parametrize("base", ["https://other.example", "http://localhost:8000/", "https://a.example/deep/er"])
def test_the_base_url_option_changes_the_absolute_links(base: str, site: Path) -> None:
    assert sheaf(site, "build", "--no-search", "--base-url", base).code == 0
    pages = tree(site / "site")
    canonical = base.rstrip("/") + "/papers/fernbert-reading-field-guides-leaf-by-leaf/"
    page = pages["papers/fernbert-reading-field-guides-leaf-by-leaf/index.html"].decode()
    assert f'<link rel="canonical" href="{canonical}">' in page
    assert f"<loc>{canonical}</loc>".encode() in pages["sitemap.xml"]
    # The address of the digest's own e-mail and repository stay; the published one is gone everywhere.
    assert not [path for path, data in pages.items() if BASE.encode() in data]


def test_pages_are_the_same_under_every_prefix_but_for_absolute_links(site: Path, tmp_path: Path) -> None:
    other = "https://other.example/"
    assert sheaf(site, "build", "--no-search", "--base-url", other, "--out", tmp_path / "other").code == 0
    first = {path: data.replace(BASE.encode(), other.encode()) for path, data in tree(site / "site").items()}
    second = tree(tmp_path / "other")
    # A page that is sent for any address cannot be relative.
    assert first.pop("404.html").replace(b'"/small-hours/', b'"/') == second.pop("404.html")
    # Files that hold absolute addresses are as much longer as these are.
    assert first.pop("data/digest.zip") != second.pop("data/digest.zip")
    one, two = (SIZE.sub(b"", pages.pop("data/index.html")) for pages in (first, second))
    assert one == two
    assert second == first


@pytest.mark.parametrize(
    ("base", "why"),
    [
        ("digest.example", "is no web address"),
        ("https://a.example/b?c=d", "is no address that others can stand below"),
        ("https://a.example/b#c", "is no address that others can stand below"),
        ("https://a.example/?", "is no address that others can stand below"),
    ],
)
def test_an_address_that_no_site_can_have_is_refused(base: str, why: str, tiny: Path) -> None:
    done = sheaf(tiny, "build", "--base-url", base)
    assert done.code == 2
    assert done.err.startswith(f"sheaf: '{base}' {why}; ")


class _Requests(HTMLParser):
    """Collects every address of a page that a browser would fetch, or that is meant for programs."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at all attributes but the target of a link that a reader follows."""
        for name, value in attrs:
            if (tag, name) != ("a", "href") and name != "xmlns" and value and FOREIGN.search(value):
                self.found.append((tag, name, value))


def _foreign(pages: dict[str, bytes]) -> Iterator[str]:
    for path, data in pages.items():
        text = "" if path.endswith((".png", ".zip")) else data.decode()
        if path.endswith(".html"):
            parser = _Requests()
            parser.feed(text)
            yield from (f"{path}: {found}" for found in parser.found if not found[2].startswith(BASE))
        elif path.endswith(".css"):
            yield from (f"{path}: {found}" for found in re.findall(r"@import.*|url\((?!['\"]?data:)[^)]*//.*", text))
        elif path.endswith(".js"):
            yield from (f"{path}: {found}" for found in re.findall(r"['\"`](?:https?:)?//.*", text))


def test_no_page_asks_another_host_for_anything(built: Path) -> None:
    assert list(_foreign(tree(built / "site"))) == []


def test_an_alias_leads_to_its_paper(built: Path) -> None:
    page = (built / "site/papers/fernbert/index.html").read_text(encoding="utf-8")
    assert "../fernbert-reading-field-guides-leaf-by-leaf/" in page
    assert "noindex" in page


def test_a_marker_says_whose_folder_it_is(built: Path) -> None:
    assert (built / "site" / MARKER).read_bytes() == b""


def test_a_digest_without_papers_has_a_site(tiny: Path) -> None:
    for part in ("papers", "issues"):
        shutil.rmtree(tiny / "content" / part)
    (tiny / "content/duplicates.yaml").unlink()
    done = sheaf(tiny, "build")
    assert (done.code, done.err) == (0, "")
    assert (tiny / "site/index.html").is_file()


def test_the_longest_split_and_setting_have_a_badge(tiny: Path) -> None:
    words = f"split: '{'a/' * 50}', setting: '{'x.' * 50}'"
    said = f"{{benchmark: nightroads, task: object-detection, metric: map, value: 1, status: extracted, {words}}}"
    put(tiny, "content/papers/2025-03-14/owls.md", f"---\ntitle: Owls\nlisted: 2025-03-14\nresults: [{said}]\n---\n")
    assert sheaf(tiny, "build", "--no-search").code == 0
    assert any("_split-a-a-a" in badge.name for badge in tiny.glob("site/badges/nightroads/*.svg"))


def test_quiet_says_nothing(tiny: Path) -> None:
    done = sheaf(tiny, "--quiet", "build", "--no-search")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_own_templates_go_before_the_packaged_ones(site: Path) -> None:
    put(site, "templates/pages/about.html", "About {{ digest.title }}, in our own words.\n")
    before = tree(site / "site")
    assert sheaf(site, "build", "--no-search").code == 0
    after = tree(site / "site")
    assert after["about/index.html"].startswith(b"About ")
    assert before.keys() == after.keys()
    assert [path for path in after if after[path] != before[path]] == ["about/index.html"]
