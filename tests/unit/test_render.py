"""Every kind of page from a small site: what it shows, how it escapes, where its links lead."""

from __future__ import annotations

import gzip
import json
import pickle
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from site_fixture import DIGEST, HOSTILE, NOTES, PAPERS, VOCABULARY, empty_site, small_site

from builder import exports, urls
from builder.assemble import assemble
from builder.assets import assets
from builder.catalogue import pager
from builder.feeds.streams import Stream
from builder.markup import Markdown
from builder.model import Content, Link, LinkKind, Paper, Result, Site
from builder.pages import Kind
from builder.render import Renderer, Spec, plan

TEMPLATES = Path(__file__).parents[2] / "templates"


def render(site: Site, sizes: Mapping[str, int] | None = None) -> dict[str, str]:
    renderer = Renderer(site, Markdown(), [TEMPLATES], sizes or {})
    return {spec.path: renderer(spec).decode() for spec in plan(site)}


@cache
def downloads() -> Mapping[str, int]:
    with TemporaryDirectory() as folder:
        return exports.write(small_site(), Markdown(), Path(folder))


@cache
def pages() -> Mapping[str, str]:
    return render(small_site(), downloads())


def html_paths() -> list[str]:
    return [spec.path for spec in plan(small_site()) if isinstance(spec.kind, Kind)]


@cache
def document(path: str) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    parsed: Element = parser.parse(pages()[path])
    return parsed


def text(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def find(path: str, expression: str) -> list[Element]:
    return document(path).findall(expression)


@pytest.mark.parametrize("path", html_paths())
def test_every_page_is_valid_and_complete(path: str) -> None:
    assert len(find(path, ".//h1")) == 1
    assert text(document(path).find(".//title"))
    identifiers = [element.get("id") for element in find(path, ".//*[@id]")]
    assert len(identifiers) == len(set(identifiers))
    assert not find(path, ".//*[@style]")
    assert not find(path, ".//style")
    scripts = [script.get("type") for script in find(path, ".//script") if not script.get("src")]
    assert set(scripts) <= {"application/json", "application/ld+json"}
    levels = [int(e.tag[1]) for e in document(path).iter() if re.fullmatch("h[1-6]", str(e.tag))]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


@pytest.mark.parametrize("path", html_paths())
def test_every_internal_link_and_anchor_leads_somewhere(path: str) -> None:
    files = {urls.absolute(DIGEST.base_url, p) for p in (*pages(), *downloads())}
    files |= {urls.absolute(DIGEST.base_url, p) for p, _ in assets([TEMPLATES])}
    here = urls.absolute(DIGEST.base_url, path)
    for element in find(path, ".//*[@href]"):
        address, _, fragment = urljoin(here, element.get("href")).partition("#")
        target = address.partition("?")[0]
        if not target.startswith(DIGEST.base_url):
            assert urlsplit(target).scheme in {"http", "https", "mailto"}
            continue
        assert target in files
        if fragment:
            assert find(unquote(target.removeprefix(DIGEST.base_url)), f".//*[@id='{fragment}']")


def test_a_small_site_has_each_kind_of_page() -> None:
    assert {spec.kind for spec in plan(small_site())} == {*Kind, *Stream, None}


def test_one_of_a_kind_is_worded_so() -> None:
    score = Result("barn", "accuracy", Decimal(90))
    link = Link(LinkKind.CODE, "https://example.com/rye")
    rye = Paper("rye", "Rye", date(2025, 3, 14), tags=("counting",), links=(link,), results=(score,))
    oats = replace(rye, slug="oats", title="Oats", listed=date(2025, 3, 13), results=())
    for papers in ((rye,), (rye, oats)):
        for path, page in render(assemble(Content(DIGEST, VOCABULARY, papers))).items():
            assert not re.search(r"\b(?<![.\d])1(</b>)? (papers|results|benchmarks|tags|issues)\b", page), path


def test_an_empty_digest_renders() -> None:
    rendered = render(empty_site())
    assert "no papers yet" in rendered[urls.HOME]
    for path in (urls.HOME, urls.ISSUES, urls.TAGS, urls.BENCHMARKS, urls.SEARCH):
        html5lib.HTMLParser(strict=True).parse(rendered[path])


def test_the_plan_can_be_pickled_and_the_order_of_rendering_does_not_matter() -> None:
    specs: list[Spec] = pickle.loads(pickle.dumps(list(plan(small_site()))))
    renderer = Renderer(small_site(), Markdown(), [TEMPLATES], downloads())
    assert {spec.path: renderer(spec).decode() for spec in reversed(specs)} == pages()


def test_titles_are_escaped_everywhere() -> None:
    for path, page in pages().items():
        if path.endswith(".json"):  # whose strings are text
            continue
        assert "<script>alert" not in page, path
        assert page.count("</title>") <= page.count("<title>"), path
    assert HOSTILE.replace("$", "") in text(document("papers/hostile/").find(".//title"))
    assert "Has </article> and <b>tags</b> & more." in text(document("papers/hostile/").find(".//article"))
    assert find("papers/hostile/", ".//h1/{*}math")


def test_ends_of_lines_are_escaped_in_scripts() -> None:
    paper = Paper("rye", "Rye\u2028</script>\u2029<!--", date(2025, 3, 14))
    page = render(assemble(Content(DIGEST, VOCABULARY, (paper,))))["papers/rye/"]
    data = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert not re.search("[<>&\u2028\u2029]", data)
    assert json.loads(data)["@graph"][0]["name"] == paper.title


def test_control_characters_never_reach_a_page() -> None:
    assert "Maize with a control" in text(document("papers/maize/").find(".//h1"))


def test_a_paper_page_shows_what_is_known() -> None:
    page = text(document("papers/wheat/").find(".//main"))
    for shown in ("14 March 2025", "25 March 2021", "Ada Sower, Ben Reaper", "Read the appendix.", "2025-03-14-list"):
        assert shown in page
    for shown in ("Wheat-L", "90.0%", "#2 of 2", "\N{MINUS SIGN}3.5\N{NO-BREAK SPACE}dB".replace("\xa0", " ")):
        assert shown in page
    assert "metric not named in the text" in page
    hrefs = [link.get("href") for link in find("papers/wheat/", ".//ul[@class='doors']//a")]
    assert hrefs == [
        "https://example.com/wheat?a=1&b=2",
        "https://arxiv.org/abs/2103.14030",
        "https://doi.org/10.1000/a%20b",
    ]


def test_a_paper_page_tells_the_day_of_listing_from_the_day_of_publication() -> None:
    for path, published in (("papers/wheat/", "25 March 2021"), ("papers/rye/", "not known")):
        (block,) = find(path, ".//section[@aria-labelledby='source']/dl")
        said = [text(part) for part in block.iter() if part.tag in {"dt", "dd"}]
        assert said[:4] == ["Listed here", "14 March 2025", "Published", published]


def test_a_paper_can_be_cited() -> None:
    citation = document("papers/wheat/").find(".//*[@data-copy='BibTeX']/pre")
    assert citation is not None
    assert (citation.text or "").startswith("@misc{wheat,\n  author        = {Ada Sower and Ben Reaper},\n")


@pytest.mark.parametrize("repository", ["https://github.com/a/notes", "https://github.com/a/notes.git"])
def test_an_entry_is_corrected_where_the_digest_lies(repository: str) -> None:
    site = small_site()
    page = render(replace(site, digest=replace(site.digest, repository=repository)))["papers/hostile/"]
    hrefs = [a.get("href", "") for a in html5lib.parse(page, namespaceHTMLElements=False).findall(".//ul/li/a")]
    assert "https://github.com/a/notes/edit/main/content/papers/2025-03-14/hostile.md" in hrefs
    (form,) = [href for href in hrefs if "/issues/new?" in href]
    fields = parse_qs(urlsplit(form).query)
    assert fields["page"] == ["https://example.org/notes/papers/hostile/"]
    assert fields["title"] == [f"Entry: {HOSTILE.replace('$', '')}"]
    assert (Path(__file__).parents[2] / ".github/ISSUE_TEMPLATE" / fields["template"][0]).is_file()


def test_an_entry_is_corrected_on_the_branch_that_the_digest_names() -> None:
    site = small_site()
    digest = replace(site.digest, repository="https://github.com/a/notes", branch="site/next")
    page = render(replace(site, digest=digest))["papers/rye/"]
    assert 'href="https://github.com/a/notes/edit/site/next/content/papers/2025-03-14/rye.md"' in page


@pytest.mark.parametrize(("aliases", "shown"), [(6, "a0, a1, a2, a3, a4, a5."), (24, "a0, a1, a2, a3, a4, a5.")])
def test_a_tag_page_names_the_first_of_many_spellings(aliases: int, shown: str) -> None:
    site = small_site()
    tag = replace(site.vocabulary.tags["counting"], aliases=tuple(f"a{n}" for n in range(aliases)))
    vocabulary = replace(site.vocabulary, tags={**site.vocabulary.tags, "counting": tag})
    assert (
        f'<p class="quiet">Also written {shown}</p>' in render(replace(site, vocabulary=vocabulary))["tags/counting/"]
    )


@pytest.mark.parametrize("repository", ["", "https://git.example/a/notes", "https://github.com/a"])
def test_no_link_leads_to_a_form_that_is_not_there(repository: str) -> None:
    site = small_site()
    page = render(replace(site, digest=replace(site.digest, repository=repository)))["papers/wheat/"]
    assert "Fix this entry" not in page
    assert "Report a problem" not in page


@pytest.mark.parametrize(
    ("papers", "highlights", "said"),
    [
        (PAPERS, ("wheat",), "7 papers, by highlights, which fade with time"),
        (PAPERS[:6], ("wheat",), "6 papers, by highlights · page"),
        ((replace(PAPERS[0], votes=7), *PAPERS[1:6]), (), "6 papers, by votes · page"),
        ((replace(PAPERS[0], featured=False), *PAPERS[1:]), (), "7 papers, newest first, as none has votes"),
        ((replace(PAPERS[0], featured=False), *PAPERS[1:6]), (), "6 papers, none of which has votes"),
    ],
)
def test_trending_papers_say_what_they_are_by(
    papers: tuple[Paper, ...], highlights: tuple[str, ...], said: str
) -> None:
    plain = (replace(papers[0], featured=bool(highlights)), *papers[1:])
    site = assemble(Content(DIGEST, VOCABULARY, plain, (replace(NOTES[0], highlights=highlights),)))
    assert said in render(site)["trending/"]


def test_related_papers_say_what_they_share() -> None:
    kin = replace(next(p for p in PAPERS if p.slug == "rye"), title="Rye at Scale", abstract="We count at mid-dusk.")
    wheat = next(p for p in PAPERS if p.slug == "wheat")
    site = assemble(
        Content(DIGEST, VOCABULARY, (replace(wheat, abstract="At mid-dusk."), kin, *PAPERS[2:3], *PAPERS[5:]))
    )
    page = html5lib.parse(render(site)["papers/wheat/"], namespaceHTMLElements=False)
    item, *_ = page.findall(".//ol[@class='kin']/li")
    assert text(item) == "Rye at Scale Listed 14 March 2025 · shared terms: Scale, mid-dusk"
    assert item.findall("./a")[0].get("href") == "../rye/"


def test_evidence_marks_the_value_and_not_a_part_of_another() -> None:
    marks = [text(mark) for mark in find("benchmarks/barn/", ".//q/mark")]
    assert marks == ["91.25", "90.0", "\N{MINUS SIGN}3.5"]
    assert "191.25 or 91.25 in all" in text(document("benchmarks/barn/").find(".//main"))


def test_a_board_says_what_it_compares_and_which_way_is_better() -> None:
    captions = [text(caption) for caption in find("benchmarks/barn/", ".//caption")]
    assert captions[0] == "Accuracy on Barn-1K, Counting · test split. ↑ higher is better · 2 results"
    assert captions[1] == "Error on Barn-1K. ↓ lower is better · 1 result"
    ranks = [text(cell) for cell in find("benchmarks/barn/", ".//td[@class='rank']")]
    assert ranks == ["1", "2", "1"]


def test_a_benchmark_without_results_lists_its_papers_and_shows_no_board() -> None:
    assert not find("benchmarks/mill/", ".//table")
    assert "used for training" in text(document("benchmarks/mill/").find(".//main"))
    assert "benchmarks/silo/" not in pages()


def test_lists_are_paginated() -> None:
    papers = [path for path in pages() if path.startswith("papers/page/") or path == urls.PAPERS]
    assert papers == ["papers/", "papers/page/2/", "papers/page/3/"]
    assert [len(find(path, ".//ol[@start]/li")) for path in papers] == [3, 3, 1]
    assert find("papers/page/2/", ".//a[@rel='prev']")[0].get("href") == "../../"
    assert find("papers/page/2/", ".//a[@rel='next']")[0].get("href") == "../3/"
    assert {"tags/counting/", "tags/counting/page/2/", "page/2/"} <= pages().keys()


def test_a_long_pager_leaves_numbers_out() -> None:
    steps = pager(urls.PAPERS, 10, 200, 10).steps
    assert [(step.number, step.gap) for step in steps] == [(1, False), (9, True), (10, False), (11, False), (20, True)]


def test_an_old_address_leads_to_the_paper() -> None:
    redirect = "papers/old-wheat/"
    assert find(redirect, ".//meta[@http-equiv='refresh']")[0].get("content") == "0; url=../wheat/"
    assert find(redirect, ".//link[@rel='canonical']")[0].get("href") == "https://example.org/notes/papers/wheat/"
    assert find(redirect, ".//meta[@name='robots']")[0].get("content") == "noindex"


def test_the_page_not_found_links_from_any_depth() -> None:
    hrefs = [element.get("href", "") for element in find(urls.NOT_FOUND, ".//*[@href]")]
    assert all(href.startswith(("/notes/", "#")) for href in hrefs)


def test_links_are_relative_elsewhere_so_that_any_prefix_is_right() -> None:
    for path in set(html_paths()) - {urls.NOT_FOUND}:
        hrefs = [
            e.get("href", "") for e in document(path).iter() if e.tag in {"a", "link"} and e.get("rel") != "canonical"
        ]
        assert not [href for href in hrefs if href.startswith("/")], path
    assert find("papers/wheat/", ".//link[@rel='stylesheet']")[0].get("href", "").startswith("../../assets/style.")
    assert find(urls.HOME, ".//a[@class='brand']")[0].get("href") == "./"


def test_only_papers_are_indexed_with_their_filters() -> None:
    indexed = {path for path in html_paths() if find(path, ".//*[@data-pagefind-body]")}
    assert indexed == {urls.paper(slug) for slug in small_site().papers}
    marks = {e.get("data-pagefind-filter") for e in find("papers/wheat/", ".//*[@data-pagefind-filter]")}
    assert marks == {
        *("task:counting", "method:gleaning", "modality:image"),
        *("benchmark:barn", "benchmark:mill", "issue[datetime]", "has:code", "has:results"),
    }


def test_every_paper_stands_in_every_order_of_the_search() -> None:
    for slug in small_site().papers:
        marks = [e.get("data-pagefind-sort", "") for e in find(urls.paper(slug), ".//*[@data-pagefind-sort]")]
        assert sorted(re.split(r"[\[:]", mark)[0] for mark in marks) == ["date", "published", "title"]
    assert any(e.get("data-pagefind-sort") == "title:wheat at scale" for e in find("papers/wheat/", ".//article"))


def test_search_offers_what_papers_have() -> None:
    (data,) = find(urls.SEARCH, ".//script[@type='application/json']")
    facets = {facet["key"]: facet for facet in json.loads(data.text or "")}
    assert list(facets) == ["task", "method", "modality", "benchmark", "issue", "has"]
    assert ["counting", "Counting", 5] in facets["task"]["choices"]
    assert ["2025-03-13", "13 March 2025", 1] in facets["issue"]["choices"]
    assert [value for value, _, _ in facets["has"]["choices"]] == ["code", "results"]
    assert {key: facet["match"] for key, facet in facets.items() if facet["match"] != "either"} == {
        "issue": "any",
        "has": "all",
    }


def scripts_of(path: str) -> set[str]:
    """The site paths of the scripts that a page loads."""
    here = urls.absolute(DIGEST.base_url, path)
    loaded = [script.get("src", "") for script in find(path, ".//script[@src]")]
    loaded += [link.get("href", "") for link in find(path, ".//link[@rel='modulepreload']")]
    return {urljoin(here, address).removeprefix(DIGEST.base_url) for address in loaded}


def test_no_page_loads_many_scripts() -> None:
    """At most 10 kB of ours on a page, 15 kB on that of the search, compressed as static hosts send them."""
    sizes = {path: len(gzip.compress(data)) for path, data in assets([TEMPLATES]) if path.endswith(".js")}
    for path in html_paths():
        assert sum(sizes[script] for script in scripts_of(path)) <= (15_000 if path == urls.SEARCH else 10_000), path
    searching = {path for path in sizes if path.startswith("assets/search/")}
    (box,) = find(urls.HOME, ".//form[@data-results]")
    quick = urljoin(DIGEST.base_url, box.get("data-results", "")).removeprefix(DIGEST.base_url)
    assert searching - {quick} <= scripts_of(urls.SEARCH)
    assert quick in searching
    assert {path for path in sizes if path.startswith("assets/reading/")} <= scripts_of(urls.READING)


def test_the_menu_marks_the_current_page() -> None:
    for path, state in ((urls.TAGS, "page"), ("tags/counting/", "true")):
        current = find(path, ".//nav[@class='menu']//a[@aria-current]")
        assert [(text(link), link.get("aria-current")) for link in current] == [("Tags", state)]


def test_an_issue_is_read_by_task_with_highlights_first() -> None:
    headings = [text(heading) for heading in find("issues/2025-03-14/", ".//h2")]
    assert headings == ["In this issue", "Highlights", "New on the boards", "Counting 3", "More papers 2"]


def test_an_issue_tells_what_it_changed_on_the_boards() -> None:
    site = small_site()
    score = site.papers["barley"].results[0]
    earlier = replace(site.papers["older"], results=(replace(score, value=Decimal("88.5"), model="Older-S"),))
    changed = assemble(Content(DIGEST, VOCABULARY, (*(p for p in PAPERS if p.slug != "older"), earlier)))
    page = html5lib.parse(render(changed)["issues/2025-03-14/"], namespaceHTMLElements=False)
    told = [text(item) for item in page.findall(".//ul[@class='news']/li")]
    status = "\N{WHITE CIRCLE} extracted, not verified"
    assert told == [
        f"Barn-1K Accuracy · Counting · test split 91.25% Barley new best; before: 88.5%, Older-S {status}",
        f"Barn-1K Error \N{MINUS SIGN}3.5 dB Wheat at Scale first result {status}",
    ]
    assert len(page.findall(".//p[@class='leads']")) == 1
    (first, second) = (item.findall(".//a") for item in page.findall(".//ul[@class='news']/li"))
    assert first[1].get("href") == "../../papers/barley/"
    assert second[0].get("href") == "../../benchmarks/barn/#board-error"


def test_boards_beyond_the_greatest_news_are_folded_up() -> None:
    results = tuple(Result("barn", "accuracy", Decimal(n), split=f"s{n}") for n in range(1, 11))
    rye = Paper("rye", "Rye", date(2025, 3, 14), results=results)
    page = html5lib.parse(
        render(assemble(Content(DIGEST, VOCABULARY, (rye,))))["issues/2025-03-14/"], namespaceHTMLElements=False
    )
    assert [len(found) for found in page.findall(".//ul[@class='news']")] == [8, 2]
    assert text(page.find(".//details[@class='more-news']/summary")) == "2 more boards"


def test_templates_only_lay_out() -> None:
    forbidden = re.compile(r"\|\s*(sort|groupby|select|reject|map|unique|safe|batch|sum|dictsort)|autoescape")
    for template in TEMPLATES.rglob("*"):
        if template.suffix in {".html", ".xml", ".atom", ".svg", ".txt"}:
            assert not forbidden.search(template.read_text()), template.name


def test_a_digest_shadows_templates_and_assets_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/style.css").write_text("body {}")
    (tmp_path / "assets/link.css").symlink_to(tmp_path / "assets/style.css")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/about.html").write_text("Own {{ digest.title }}")
    folders = [tmp_path, TEMPLATES]
    found = {path.split(".")[0].removeprefix("assets/"): data for path, data in assets(folders)}
    assert found["style"] == b"body {}"
    assert {"style", "favicon", "box", "copy", "fresh", "search/main"} <= found.keys()
    renderer = Renderer(small_site(), Markdown(), folders)
    assert renderer(Spec(urls.ABOUT, Kind.ABOUT)) == b"Own Field Notes"
    home = renderer(Spec(urls.HOME, Kind.HOME)).decode()
    assert all(path in home for path, data in assets(folders) if data == b"body {}")


def test_a_large_issue_comes_in_pages() -> None:
    site = small_site()
    issue = site.issues[0]
    many = tuple(f"{slug}-{n}" for slug in ("rye", "oats") for n in range(120))
    papers = {**site.papers, **{slug: replace(site.papers["rye"], slug=slug) for slug in many}}
    large = replace(site, papers=papers, issues=(replace(issue, papers=(*issue.papers, *many)), *site.issues[1:]))
    specs = [spec for spec in plan(large) if spec.kind is Kind.ISSUE]
    assert [spec.path for spec in specs[:2]] == ["issues/2025-03-14/", "issues/2025-03-14/page/2/"]
    renderer = Renderer(large, Markdown(), [TEMPLATES])
    assert [renderer(spec).count(b'class="entry-title"') for spec in specs[:2]] == [201, 45]
