"""The reading list in a browser: stars wherever papers stand, the page of the list, and files that go out and in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hosting import PREFIX
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser

SWIN = "swin-transformer-hierarchical-vision-transformer-using-shifted-windows"
SWIN_TITLE = "Swin Transformer: Hierarchical Vision Transformer using Shifted Windows"
NV, NV_TITLE = "nv-embed-improved-techniques-for-training-llms-as-generalist-embedding-models", "NV-Embed"
MIC = "mic-masked-image-consistency-for-context-enhanced-domain-adaptation"
LIST = "reading-list/"
KEY = f"sheaf:reading-list:{PREFIX}"
FORBIDDEN = (
    """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } })"""
)
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }"""
WATCH_MOVES = """window.moved = []; new PerformanceObserver((list) => { // in lists; the frame is not the stars' matter
    for (const { sources } of list.getEntries())
        for (const { node } of sources)
            if (node?.parentElement?.closest(".ledger, .reading, .lead"))
                window.moved.push(String(node.outerHTML ?? node.data));
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.fixture
def home(host: str) -> str:
    """The address of the digest under a prefix."""
    return host + PREFIX


def paper(slug: str, title: str, starred: str | None, **more: str) -> dict[str, Any]:
    return {"slug": slug, "title": title, "listed": "2025-03-14", "starred": starred, **more}


def keep(page: Page, home: str, *papers: dict[str, Any]) -> None:
    """Let the browser have kept these papers, and open the page of the list."""
    page.goto(f"{home}about/")
    put(page, json.dumps({"version": 1, "papers": papers}))
    page.goto(home + LIST)
    expect(entries(page)).to_have_count(len({p["slug"] for p in papers if p["starred"]}))


def put(page: Page, text: str) -> None:
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def three(page: Page, home: str) -> None:
    keep(
        page,
        home,
        paper(SWIN, SWIN_TITLE, "2026-01-01T10:00:00.000Z"),
        paper(NV, NV_TITLE, "2026-01-03T10:00:00.000Z", read="2026-01-04T10:00:00.000Z"),
        paper(MIC, "MIC", "2026-01-02T10:00:00.000Z"),
    )


def kept(page: Page) -> dict[str, dict[str, str]]:
    text = page.evaluate("(key) => localStorage.getItem(key)", KEY) or '{"papers":[]}'
    return {item["slug"]: item for item in json.loads(text)["papers"]}


def star(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=f"Star: {title}").first


def entries(page: Page) -> Locator:
    return page.locator("#starred > li")


def titles(page: Page) -> list[str]:
    return [title.split(":")[0] for title in page.locator("#starred .entry-title").all_inner_texts()]


def said(page: Page) -> Locator:
    return page.get_by_role("status").filter(has_text=re.compile("."))


def pressed(button: Locator, state: bool) -> None:
    expect(button).to_have_attribute("aria-pressed", "true" if state else "false")


# Stars


@pytest.mark.parametrize("path", ["", "papers/", "trending/", "issues/2025-03-14/", "tags/semantic-segmentation/"])
def test_each_card_has_a_star_and_moves_for_none(page: Page, home: str, path: str) -> None:
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.add_init_script(WATCH_MOVES)
        page.goto(home + path)
        expect(page.locator(".entry .toggle")).to_have_count(page.locator(".entry").count())
        page.wait_for_timeout(100)
        assert page.evaluate("moved") == []
        for box in page.locator(".entry .toggle").evaluate_all("all => all.map((one) => one.getBoundingClientRect())"):
            assert box["width"] >= 24
            assert box["height"] >= 24


@pytest.mark.parametrize("path", ["papers/", "issues/2025-03-14/"])
def test_a_card_of_few_words_has_room_for_its_star(browser: Browser, home: str, path: str) -> None:
    """Also for the word that says it was read: with scripts and storage, and with scripts alone, it is as high."""
    heights = []
    for setting in ("", FORBIDDEN):
        for width in (390, 1440):
            page = browser.new_page(viewport={"width": width, "height": 900})
            if setting:
                page.add_init_script(setting)
            page.goto(home + path)
            page.wait_for_load_state("networkidle")
            assert page.locator(".toggle").count() == (0 if setting else page.locator(".entry").count())
            page.evaluate("document.querySelectorAll('.opening, .facts').forEach((one) => one.remove())")
            heights.append(page.locator(".entry").evaluate_all("all => all.map((one) => one.offsetHeight)"))
            page.close()
    assert heights[:2] == heights[2:]


def test_a_star_is_kept_shown_everywhere_and_taken_back(page: Page, home: str) -> None:
    page.goto(f"{home}papers/")
    button = star(page, SWIN_TITLE)
    pressed(button, False)
    button.focus()
    page.keyboard.press("Space")
    pressed(button, True)
    expect(button).to_be_focused()
    expect(said(page)).to_have_text(f"Added to the reading list: {SWIN_TITLE}")
    for path in ("", f"papers/{SWIN}/", "search/?q=swin"):
        page.goto(home + path)
        pressed(star(page, SWIN_TITLE), True)
    page.goto(home + LIST)
    assert titles(page) == ["Swin Transformer"]
    entry = entries(page).first
    expect(entry.get_by_role("link", name=SWIN_TITLE).first).to_have_attribute("href", f"{home}papers/{SWIN}/")
    expect(entry.get_by_role("link", name="Issue of 14 March 2025")).to_have_attribute(
        "href", f"{home}issues/2025-03-14/"
    )
    expect(entry).to_contain_text(re.compile(r"Starred \d+ \w+ 20\d\d"))
    page.goto(f"{home}papers/{SWIN}/")
    star(page, SWIN_TITLE).press("Enter")
    pressed(star(page, SWIN_TITLE), False)
    expect(said(page)).to_have_text(f"Removed from the reading list: {SWIN_TITLE}")
    assert kept(page) == {}


def test_stars_in_the_results_of_a_search_follow_new_results(page: Page, home: str) -> None:
    page.goto(f"{home}search/?q=swin")
    star(page, SWIN_TITLE).click()
    box = page.get_by_role("searchbox")
    box.fill("matryoshka")
    expect(star(page, "2D Matryoshka")).to_be_visible()
    box.fill("swin")
    pressed(star(page, SWIN_TITLE), True)
    assert kept(page)[SWIN]["title"] == SWIN_TITLE
    assert kept(page)[SWIN]["listed"] == "2025-03-14"
    assert page.locator("#results .entry").count() == page.locator("#results .toggle").count()


def test_a_paper_that_was_read_is_quieter_in_lists(page: Page, home: str) -> None:
    page.goto(f"{home}papers/{SWIN}/")
    button = page.get_by_role("button", name=f"Read: {SWIN_TITLE}")
    button.click()
    pressed(button, True)
    expect(said(page)).to_have_text(f"Marked as read: {SWIN_TITLE}")
    assert set(kept(page)[SWIN]) == {"slug", "title", "listed", "read"}
    page.goto(f"{home}papers/")
    card = page.locator(".entry").filter(has=star(page, SWIN_TITLE))
    other = page.locator(".entry:not(.is-read)").first
    colour = "one => getComputedStyle(one.querySelector('.entry-title a')).color"
    expect(card.get_by_text("read", exact=True)).to_be_visible()
    expect(other.get_by_text("read", exact=True)).to_be_hidden()
    assert card.evaluate(colour) != other.evaluate(colour)
    page.goto(home + LIST)
    expect(entries(page)).to_have_count(0)


def test_two_digests_on_one_host_have_a_list_each(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}papers/{SWIN}/")
    star(page, SWIN_TITLE).click()
    page.goto(f"{host}/papers/{SWIN}/")
    pressed(star(page, SWIN_TITLE), False)
    page.goto(f"{host}/{LIST}")
    expect(page.get_by_text("No paper is starred yet.")).to_be_visible()


def test_tabs_follow_each_other(page: Page, home: str) -> None:
    three(page, home)
    other = page.context.new_page()
    other.goto(f"{home}papers/")
    pressed(star(other, SWIN_TITLE), True)
    page.get_by_role("button", name=f"Remove: {SWIN_TITLE}").click()
    pressed(star(other, SWIN_TITLE), False)
    star(other, SWIN_TITLE).click()
    expect(entries(page)).to_have_count(3)
    other.evaluate("localStorage.clear()")
    expect(entries(page)).to_have_count(0)


# The page of the list


def test_the_list_is_sorted_and_the_address_keeps_the_order(page: Page, home: str) -> None:
    three(page, home)
    expect(page.get_by_text("3 papers, 1 of them read")).to_be_visible()
    assert titles(page) == ["NV-Embed", "MIC", "Swin Transformer"]
    for order, expected in (
        ("oldest", ["Swin Transformer", "MIC", "NV-Embed"]),
        ("title", ["MIC", "NV-Embed", "Swin Transformer"]),
        ("unread", ["MIC", "Swin Transformer", "NV-Embed"]),
    ):
        page.get_by_label("Sort by").select_option(order)
        assert titles(page) == expected
        page.reload()
        assert titles(page) == expected
        expect(page.get_by_label("Sort by")).to_have_value(order)
    page.goto(f"{home}{LIST}?sort=nonsense")
    assert titles(page) == ["NV-Embed", "MIC", "Swin Transformer"]


def test_a_removed_paper_hands_its_focus_on_and_can_come_back(page: Page, home: str) -> None:
    three(page, home)
    before = kept(page)
    for title, following in (("MIC", SWIN_TITLE), (SWIN_TITLE, NV_TITLE)):
        page.get_by_role("button", name=f"Remove: {title}").press("Enter")
        expect(said(page)).to_have_text(f"Removed: {title}")
        expect(page.get_by_role("button", name=f"Remove: {following}")).to_be_focused()
    page.get_by_role("button", name=f"Remove: {NV_TITLE}").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_text("No paper is starred yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Export BibTeX")).to_be_hidden()
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_role("link", name=NV_TITLE).first).to_be_visible()
    assert kept(page)[NV] == before[NV]
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('#starred') !== null")


def test_reading_is_marked_on_the_list(page: Page, home: str) -> None:
    three(page, home)
    button = page.get_by_role("button", name=f"Read: {SWIN_TITLE}")
    button.press("Space")
    expect(page.get_by_role("button", name=f"Read: {SWIN_TITLE}")).to_be_focused()
    pressed(page.get_by_role("button", name=f"Read: {SWIN_TITLE}"), True)
    expect(page.get_by_text("3 papers, 2 of them read")).to_be_visible()
    page.keyboard.press("Space")
    expect(said(page)).to_have_text(f"Marked as unread: {SWIN_TITLE}")


def test_a_printed_list_says_what_was_read(page: Page, home: str) -> None:
    three(page, home)
    page.emulate_media(media="print")
    words = "marks => marks.map(mark => getComputedStyle(mark, '::after').content)"
    marks = page.locator("#starred .since").evaluate_all(words)
    assert marks == ['" · read"', '" · not read"', '" · not read"']


def test_the_list_is_reached_and_used_by_keyboard(page: Page, home: str) -> None:
    three(page, home)
    page.goto(f"{home}tags/")
    page.get_by_role("link", name="Reading list").press("Enter")
    expect(page.get_by_role("heading", level=1, name="Reading list")).to_be_visible()
    page.get_by_label("Sort by").focus()
    reached = []
    for _ in range(9):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("(({ ariaLabel, innerText }) => ariaLabel || innerText)(document.activeElement)"))
    assert reached == [
        "Issue of 14 March 2025", NV_TITLE, f"Cite: {NV_TITLE}", f"Read: {NV_TITLE}", f"Remove: {NV_TITLE}",
        "Issue of 14 March 2025", "MIC", "Cite: MIC", "Read: MIC",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [390, 1440])
def test_targets_of_the_list_are_large_enough_and_nothing_moves(page: Page, home: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(WATCH_MOVES)
    three(page, home)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("moved") == []
    for box in page.locator("#reading :is(a, button, select):visible").evaluate_all(
        "all => all.map((one) => ({ ...one.getBoundingClientRect().toJSON(), text: one.outerHTML }))"
    ):
        assert min(box["width"], box["height"]) >= 24, box


def test_merged_and_removed_papers_are_told_from_the_digest(page: Page, home: str) -> None:
    papers = f"2025-03-15 {SWIN} old-swin older-swin\n2025-03-14 {NV}\n"
    page.route("**/reading-list/papers.txt", lambda route: route.fulfill(body=papers))
    keep_these = (
        paper("older-swin", "Swin, as it was", "2026-01-01T10:00:00.000Z"),
        paper(SWIN, SWIN_TITLE, "2026-01-03T10:00:00.000Z", read="2026-01-04T10:00:00.000Z"),
        paper("gone", "A Paper That Has Gone", "2026-01-02T10:00:00.000Z"),
    )
    page.goto(f"{home}about/")
    put(page, json.dumps({"version": 1, "papers": keep_these}))
    page.goto(home + LIST)
    expect(entries(page)).to_have_count(2)
    expect(entries(page).filter(has_text="No longer in this digest")).to_contain_text("A Paper That Has Gone")
    expect(page.get_by_role("link", name="A Paper That Has Gone")).to_have_count(0)
    merged = kept(page)[SWIN]
    assert (merged["listed"], merged["starred"]) == ("2025-03-15", "2026-01-01T10:00:00.000Z")
    assert "older-swin" not in kept(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export BibTeX").click()
    assert download.value.path().read_text().count("@misc{") == 1
    expect(said(page)).to_have_text("Exported the BibTeX of 1 paper. 1 paper no longer in this digest left out.")
    page.get_by_role("button", name="Remove: A Paper That Has Gone").click()
    expect(entries(page)).to_have_count(1)


def test_the_digest_tells_its_papers_to_the_list(page: Page, home: str) -> None:
    assert f"2025-03-14 {SWIN}\n" in page.request.get(f"{home}reading-list/papers.txt").text()


# Files


def test_bibtex_of_the_list_is_that_of_its_papers(page: Page, home: str) -> None:
    three(page, home)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export BibTeX").click()
    assert download.value.suggested_filename == "reading-list.bib"
    text = download.value.path().read_text(encoding="utf-8")
    assert re.findall(r"^@misc\{(.+),$", text, re.MULTILINE) == [NV, MIC, SWIN]
    expect(said(page)).to_have_text("Exported the BibTeX of 3 papers.")
    page.goto(f"{home}papers/{SWIN}/")
    assert f"\n{page.locator('[data-copy] pre').text_content()}\n" in text


def test_the_bibtex_of_a_long_list_is_one_file(page: Page, home: str) -> None:
    page.goto(f"{home}about/")
    lines = page.request.get(f"{home}reading-list/papers.txt").text().splitlines()[:20]
    slugs = [line.split()[1] for line in lines]
    keep(page, home, *(paper(slug, slug, "2026-01-01T10:00:00.000Z") for slug in slugs))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(home)))
    with page.expect_download() as download:
        page.get_by_role("button", name="Export BibTeX").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert set(re.findall(r"^@misc\{(.+),$", text, re.MULTILINE)) == set(slugs)
    assert [url for url in asked if not url.startswith("blob:")] == ["data/papers.bib"]


def test_a_citation_that_cannot_be_fetched_is_told(browser: Browser, home: str) -> None:
    page = browser.new_page()
    three(page, home)
    page.route(f"**/papers/{NV}/", lambda route: route.abort())
    with page.expect_download() as download:
        page.get_by_role("button", name="Export BibTeX").click()
    assert download.value.path().read_text().count("@misc{") == 2
    expect(said(page)).to_have_text("Exported the BibTeX of 2 papers. 1 paper could not be fetched: try again.")
    page.close()


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[BrowserContext]:
    """Another browser, which has kept nothing."""
    context = browser.new_context()
    yield context
    context.close()


def test_a_list_moves_to_another_browser_and_joins_what_is_there(
    page: Page, home: str, elsewhere: BrowserContext, tmp_path: Path
) -> None:
    three(page, home)
    before = kept(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export JSON").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    exported = json.loads(file.read_text(encoding="utf-8"))
    assert file.name == "reading-list.json"
    assert (exported["site"], exported["papers"][0]["url"]) == (home, f"{home}papers/{SWIN}/")
    other = elsewhere.new_page()
    keep(other, home, paper(SWIN, SWIN_TITLE, "2025-12-24T10:00:00.000Z"))
    for added in ("2 papers", "0 papers"):
        with other.expect_file_chooser() as chooser:
            other.get_by_role("button", name="Import JSON").click()
        chooser.value.set_files(file)
        expect(said(other)).to_have_text(f"Imported: {added} added to the list.")
    assert kept(other) == before | {SWIN: {**before[SWIN], "starred": "2025-12-24T10:00:00.000Z"}}
    assert titles(other) == ["NV-Embed", "MIC", "Swin Transformer"]


NO_LIST = "is not a reading list that was exported as JSON."


@pytest.mark.parametrize(
    ("text", "answer", "papers"),
    [
        ("", NO_LIST, 0),
        ("<!doctype html>", NO_LIST, 0),
        ("[1, 2]", NO_LIST, 0),
        ("null", NO_LIST, 0),
        ('{"format": "sheaf-reading-list", "version": 2, "papers": []}', NO_LIST, 0),
        ('{"format": "sheaf-reading-list", "version": 1}', NO_LIST, 0),
        (
            json.dumps(
                {
                    "format": "sheaf-reading-list",
                    "version": 1,
                    "papers": [
                        None,
                        7,
                        {},
                        paper("../../evil", "Out of the folder", "2026-01-01"),
                        paper(SWIN, "<img src=x onerror=alert(1)>", "2026-01-01"),
                        paper(NV, "No day", "never"),
                        paper("from-another-digest", "Elsewhere", "2026-01-01"),
                        paper("__proto__", "Polluted", "2026-01-01"),
                        {**paper(MIC, "A month alone", "2026-01-01"), "listed": "2026-01"},
                        {**paper(MIC, "No day at all", "2026-01-01"), "listed": ""},
                    ],
                }
            ),
            "Imported: 1 paper added to the list. 1 paper not in this digest left out. 8 damaged items left out.",
            1,
        ),
    ],
)
def test_a_file_that_is_no_list_is_refused_and_harms_nothing(
    page: Page, home: str, tmp_path: Path, text: str, answer: str, papers: int
) -> None:
    file = tmp_path / "list.json"
    file.write_text(text, encoding="utf-8")
    page.goto(home + LIST)
    page.wait_for_load_state("networkidle")
    page.locator("#file").set_input_files(file)
    expect(said(page)).to_contain_text(answer)
    expect(entries(page)).to_have_count(papers)
    if papers:
        assert page.locator(".entry-title").inner_text() == "<img src=x onerror=alert(1)>"


# What can go wrong with storage


def test_where_nothing_may_be_kept_there_are_no_stars_but_a_word_on_it(page: Page, home: str) -> None:
    page.add_init_script(FORBIDDEN)
    for path in ("papers/", f"papers/{SWIN}/", "search/?q=swin"):
        page.goto(home + path)
        page.wait_for_load_state("networkidle")
        assert page.locator(".toggle").count() == 0
    page.goto(home + LIST)
    expect(page.get_by_text("This browser keeps nothing for this site")).to_be_visible()
    expect(page.get_by_role("button", name="Import JSON")).to_be_hidden()


def test_where_nothing_more_fits_the_star_says_so(page: Page, home: str) -> None:
    page.add_init_script(FULL)
    page.goto(f"{home}papers/")
    star(page, SWIN_TITLE).click()
    expect(page.get_by_text("Not kept: the browser has no room left for this site.")).to_be_visible()
    pressed(star(page, SWIN_TITLE), False)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "null",
        "[]",
        '{"version":9,"papers":[]}',
        '{"version":1,"papers":[null]}',
        '{"version":1,"papers":[{"slug":"x"}]}',
    ],
)
def test_a_damaged_list_is_left_alone_and_can_be_saved(page: Page, home: str, text: str) -> None:
    page.goto(f"{home}papers/")
    put(page, text)
    page.reload()
    star(page, SWIN_TITLE).click()
    expect(page.get_by_text("What this browser kept as the reading list cannot be read.")).to_be_visible()
    assert page.evaluate("(key) => localStorage.getItem(key)", KEY) == text
    page.goto(home + LIST)
    expect(page.get_by_text("What this browser kept as the reading list cannot be read.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save what is there").click()
    assert download.value.path().read_text() == text
    page.get_by_role("button", name="Delete it and begin a new list").click()
    expect(page.get_by_text("No paper is starred yet.")).to_be_visible()
    page.goto(f"{home}papers/")
    star(page, SWIN_TITLE).click()
    pressed(star(page, SWIN_TITLE), True)


def test_the_sound_papers_of_a_damaged_list_can_be_kept(page: Page, home: str) -> None:
    page.goto(f"{home}about/")
    sound = [paper(SWIN, SWIN_TITLE, "2026-01-01T10:00:00.000Z"), paper(MIC, "MIC", "2026-01-02T10:00:00.000Z")]
    put(page, json.dumps({"version": 1, "papers": [sound[0], {"slug": "x"}, sound[1], None]}))
    page.goto(home + LIST)
    page.get_by_role("button", name="Keep the 2 papers that can be read").click()
    expect(entries(page)).to_have_count(2)
    expect(said(page)).to_have_text("Kept 2 papers. 2 damaged items left out.")
    assert kept(page).keys() == {SWIN, MIC}


def test_the_list_works_where_the_digest_cannot_tell_its_papers(browser: Browser, home: str) -> None:
    page = browser.new_page()
    page.route("**/reading-list/papers.txt", lambda route: route.abort())
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    three(page, home)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("No longer in this digest")).to_have_count(0)
    assert errors == []
    page.close()


@pytest.mark.parametrize("script", ["list", "store"])
def test_a_list_whose_script_cannot_be_had_says_so(browser: Browser, home: str, script: str) -> None:
    page = browser.new_page()
    page.goto(home + LIST)
    expect(page.get_by_text("No paper is starred yet.")).to_be_visible()
    expect(page.get_by_text("The reading list could not be shown.")).to_be_hidden()
    page.route(f"**/{script}.*.js", lambda route: route.abort())
    page.reload()
    expect(page.get_by_text("The reading list could not be shown.")).to_be_visible()
    page.close()


def test_without_javascript_there_is_no_star_and_no_dead_button(browser: Browser, home: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in ("", "papers/", f"papers/{SWIN}/"):
        page.goto(home + path)
        assert page.locator(".toggle").count() == 0
        assert page.get_by_role("link", name="Reading list").count() == 0
    page.goto(home + LIST)
    assert "needs JavaScript" in page.locator("main").inner_text()
    assert page.locator("main button:visible").count() == 0
    context.close()
