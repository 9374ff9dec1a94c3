"""What other sites learn of a page from a built digest: the meta tags, the pictures, and how those are kept."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from support import put, sheaf, succeeds, tree

BASE = "https://digest.example/small-hours/"
KEPT = ".cache/sheaf/previews"


def tags(page: Path) -> dict[str, str]:
    """The meta tags of a page that have a property or a name."""
    return dict(re.findall(r'<meta (?:property|name)="([^"]*)" content="([^"]*)">', page.read_text(encoding="utf-8")))


def pictures(site: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(site).items() if path.startswith("previews/")}


def test_every_page_says_what_it_is_and_which_picture_it_has(tiny: Path) -> None:
    succeeds(sheaf(tiny, "build", "--no-search"))
    site = tiny / "site"
    pages = [page for page in site.rglob("*.html") if 'http-equiv="refresh"' not in page.read_text()]
    for page in pages:
        said = tags(page)
        path = page.relative_to(site).as_posix().removesuffix("index.html")
        assert said["og:url"] == BASE + path
        assert said["og:title"]
        assert said["og:description"] == said["description"]
        assert said["og:image:alt"]
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert said["twitter:card"] == "summary_large_image"
        assert (site / said["og:image"].removeprefix(BASE)).is_file()
    paper = tags(site / "papers/nightroads-a-benchmark-for-driving-after-dark/index.html")
    assert paper["og:type"] == "article"
    assert paper["og:title"].startswith("NightRoads")
    assert paper["og:site_name"] == "The Small Hours"
    assert tags(site / "index.html")["og:type"] == "website"


def test_no_picture_where_the_digest_wants_none(tiny: Path) -> None:
    digest = tiny / "content/digest.yaml"
    digest.write_text(digest.read_text().replace("previews: 1", "previews: 0"))
    succeeds(sheaf(tiny, "build", "--no-search"))
    assert pictures(tiny / "site") == {}
    said = tags(tiny / "site/index.html")
    assert "og:image" not in said
    assert said["twitter:card"] == "summary"


def test_what_is_kept_changes_no_byte(tiny: Path) -> None:
    digest = tiny / "content/digest.yaml"
    digest.write_text(digest.read_text().replace("previews: 1", "previews: 2"))
    succeeds(sheaf(tiny, "build", "--no-search", "--no-cache"))
    assert not (tiny / KEPT).exists()
    expected = pictures(tiny / "site")
    assert len(expected) > 3
    for arguments in ([], [], ["--jobs", "2"], ["--no-cache"]):
        shutil.rmtree(tiny / "site")
        succeeds(sheaf(tiny, "build", "--no-search", *arguments))
        assert pictures(tiny / "site") == expected
    assert tree(tiny / KEPT).keys() == expected.keys()
    for path in expected:
        put(tiny, f"{KEPT}/{path}", expected["previews/home.png"])  # a picture, but not kept by a build
    succeeds(sheaf(tiny, "build", "--no-search"))
    assert pictures(tiny / "site") == expected


def test_pictures_of_pages_that_are_gone_are_not_kept(tiny: Path) -> None:
    succeeds(sheaf(tiny, "build", "--no-search"))
    before = tree(tiny / KEPT).keys()
    digest = tiny / "content/digest.yaml"
    digest.write_text(digest.read_text().replace("previews: 1", "previews: 0"))
    succeeds(sheaf(tiny, "build", "--no-search"))
    assert before
    assert tree(tiny / KEPT) == {}


def test_a_template_of_the_digest_that_is_no_svg_is_told_in_a_line(tiny: Path) -> None:
    put(tiny, "templates/previews/picture.svg", "nothing")
    done = sheaf(tiny, "build", "--no-search")
    assert done.code != 0
    assert "cannot render previews/home.png: unknown token" in done.err
    assert done.err.count("\n") <= 2


def test_the_icon_for_phones_follows_the_digest(tiny: Path) -> None:
    succeeds(sheaf(tiny, "build", "--no-search"))
    (usual,) = (tiny / "site/assets").glob("apple-touch-icon.*.png")
    put(tiny, "templates/assets/favicon.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    succeeds(sheaf(tiny, "build", "--no-search"))
    (own,) = (tiny / "site/assets").glob("apple-touch-icon.*.png")
    assert own.name != usual.name
    assert f'<link rel="apple-touch-icon" href="assets/{own.name}">' in (tiny / "site/index.html").read_text()
    put(tiny, "templates/assets/favicon.svg", "nothing")
    done = sheaf(tiny, "build", "--no-search")
    assert (done.code, "assets/favicon.svg is no SVG" in done.err) == (1, True)
