"""The looks of a page in a browser: colours by the system's word or the reader's, on paper and in forced colours."""

from __future__ import annotations

import pytest
from hosting import PREFIX
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

LIGHT, DARK = "rgb(252, 252, 250)", "rgb(21, 24, 22)"
PAPER = f"{PREFIX}papers/swin-transformer-hierarchical-vision-transformer-using-shifted-windows/"
_FIRST_PAINT = """
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.name === "first-paint") window.painted = getComputedStyle(document.body).backgroundColor;
  }
}).observe({ type: "paint", buffered: true });
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def background(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


@pytest.mark.parametrize(("scheme", "colour"), [("light", LIGHT), ("dark", DARK)])
def test_colours_are_the_systems_until_the_reader_chooses(page: Page, host: str, scheme: str, colour: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(host + PREFIX)
    assert background(page) == colour
    expect(page.get_by_label("Colours")).to_have_value("")
    assert page.evaluate("matchMedia(document.querySelector('meta[data-theme=dark]').media).matches") == (
        scheme == "dark"
    )


def test_the_readers_choice_holds_on_every_page_without_a_flash_or_a_shift(page: Page, host: str) -> None:
    page.add_init_script(_FIRST_PAINT)
    page.emulate_media(color_scheme="light")
    page.goto(host + PREFIX)
    page.get_by_label("Colours").select_option("Dark")
    assert background(page) == DARK
    page.goto(host + PAPER)
    assert background(page) == DARK
    page.wait_for_function("() => window.painted")
    assert page.evaluate("[window.painted, window.shifts]") == [DARK, 0]
    expect(page.get_by_label("Colours")).to_have_value("dark")
    assert page.evaluate("document.querySelector('meta[data-theme=dark]').media") == "all"
    page.get_by_label("Colours").select_option("As the system")
    assert background(page) == LIGHT
    assert page.evaluate("localStorage.length") == 0


def test_the_choice_is_seen_in_other_tabs(page: Page, host: str) -> None:
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(host + PREFIX)
    page.get_by_label("Colours").select_option("Dark")
    expect(other.get_by_label("Colours")).to_have_value("dark")
    assert background(other) == DARK


def test_a_browser_that_keeps_nothing_lets_readers_choose_for_a_page(page: Page, host: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })")
    page.goto(host + PREFIX)
    page.get_by_label("Colours").select_option("Dark")
    assert background(page) == DARK


def test_a_printed_paper_is_black_on_white_with_its_evidence_and_its_address(page: Page, host: str) -> None:
    page.goto(host + PAPER)
    page.get_by_label("Colours").select_option("Dark")
    page.emulate_media(media="print")
    assert background(page) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    for hidden in (page.get_by_label("Colours"), page.get_by_role("navigation"), page.get_by_role("searchbox")):
        for each in hidden.all():
            expect(each).to_be_hidden()
    expect(page.locator(".evidence q").first).to_be_visible()
    expect(page.locator(".abstract mark").first).to_be_visible()
    expect(page.get_by_text(f"http://localhost{PAPER}")).to_be_visible()


def test_the_dark_of_the_system_is_the_dark_that_is_chosen(page: Page, host: str) -> None:
    page.goto(host + PREFIX)
    colours = """() => ["paper", "wash", "ink", "soft", "line", "link", "straw", "band"].map(
        name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`))"""
    light = page.evaluate(colours)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(colours)
    page.emulate_media(color_scheme="light")
    page.get_by_label("Colours").select_option("Dark")
    assert page.evaluate(colours) == dark
    assert not set(dark) & set(light)
    assert not any("light-dark" in colour for colour in light)


@pytest.mark.parametrize("theme", ["As the system", "Light", "Dark"])
def test_all_colours_of_a_printed_page_are_those_of_paper(page: Page, host: str, theme: str) -> None:
    page.goto(host + PAPER)
    page.get_by_label("Colours").select_option(theme)
    page.emulate_media(media="print", color_scheme="dark")
    names = ("color-scheme", "--paper", "--wash", "--ink", "--link")
    style = "names => names.map(name => getComputedStyle(document.documentElement).getPropertyValue(name))"
    assert page.evaluate(style, names) == ["light", "#fff", "#fff", "#000", "#000"]


def test_a_printed_search_has_its_results_and_no_controls(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}search/?q=swin&has=code")
    expect(page.locator("#results .entry-title").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#results .entry-title").first).to_be_visible()
    expect(page.locator("#status")).to_be_visible()
    for control in ("#q", ".field button", ".keys", ".filters", "#sort"):
        expect(page.locator(control)).to_be_hidden()


def test_a_printed_issue_has_all_its_news_and_no_contents(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}issues/2025-03-14/")
    expect(page.locator(".more-news li").first).to_be_hidden()
    page.emulate_media(media="print")
    for each in page.locator(".more-news li").all():
        expect(each).to_be_visible()
    expect(page.locator(".contents")).to_be_hidden()


def test_forced_colours_keep_what_tells_things_apart(page: Page, host: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(host + PREFIX + "papers/")
    style = page.evaluate("getComputedStyle(document.querySelector('.menu [aria-current]')).borderBottomStyle")
    assert style == "solid"


def test_nothing_moves_where_the_reader_wants_no_motion(page: Page, host: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(host + PAPER)
    page.get_by_label("Colours").focus()
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("document.getAnimations().length") == 0


def test_the_choice_is_not_offered_without_javascript(browser: Browser, host: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(host + PREFIX)
    expect(bare.locator("#theme")).to_be_hidden()
    context.close()
