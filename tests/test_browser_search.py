"""The search, in a browser, under a prefix and at a root."""

from __future__ import annotations

import re

import pytest
from hosting import PREFIX
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("prefix", ["/", PREFIX])
def test_a_word_of_an_abstract_finds_its_paper(page: Page, host: str, prefix: str) -> None:
    page.goto(f"{host}{prefix}search/")
    page.get_by_role("searchbox").fill("matryoshka")
    hit = page.get_by_role("link", name="2D Matryoshka Sentence Embeddings")
    expect(hit).to_be_visible()
    hit.click()
    assert page.url == f"{host}{prefix}papers/2d-matryoshka-sentence-embeddings/"


def test_a_filter_narrows(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}search/?q=transformer")
    status = page.locator("#status")
    expect(status).to_have_text(re.compile(r"\d+ papers"))
    before = int(status.inner_text().split()[0])
    page.goto(f"{host}{PREFIX}search/?q=transformer&benchmark=ade20k")
    expect(status).to_have_text(re.compile(r"\d+ papers?"))
    after = int(status.inner_text().split()[0])
    assert 0 < after < before


def test_the_address_holds_the_state(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}search/")
    page.get_by_role("searchbox").fill("segmentation")
    expect(page).to_have_url(f"{host}{PREFIX}search/?q=segmentation")
    page.get_by_role("checkbox", name="Semantic segmentation").check()
    expect(page).to_have_url(f"{host}{PREFIX}search/?q=segmentation&task=semantic-segmentation")
    page.go_back()
    expect(page.get_by_role("checkbox", name="Semantic segmentation")).not_to_be_checked()
    expect(page.get_by_role("searchbox")).to_have_value("segmentation")


def test_the_box_on_every_page_leads_to_the_search(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}tags/")
    page.get_by_role("searchbox").first.fill("mamba")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile("Mamba")).first).to_be_visible()


def test_nothing_found_is_said(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}search/?q=xyzzyxyzzy")
    expect(page.locator("#status")).to_contain_text("No paper matches")


def test_an_impatient_reader_gets_every_result_once(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}search/?q=model")
    titles = page.locator("#results .entry-title")
    expect(titles).to_have_count(20)
    page.locator("#more").evaluate("button => { button.click(); button.click(); }")
    expect(titles).to_have_count(40)
    page.get_by_role("button", name="Show more").click()
    expect(titles).to_have_count(60)
    assert len(set(titles.all_inner_texts())) == 60
    expect(titles.nth(40).get_by_role("link")).to_be_focused()


def test_an_excerpt_begins_behind_the_title(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}search/?q=transformer")
    entries = page.locator("#results .entry")
    expect(entries).to_have_count(20)
    polymax = entries.filter(has_text="PolyMaX")
    expect(polymax.locator(".opening")).to_have_text(re.compile(r"^\s*Dense prediction tasks, such as"))
    for entry in entries.all():
        last_words = entry.locator(".entry-title").inner_text().split()[-2:]
        assert " ".join(last_words) + ". " not in entry.locator(".opening").inner_text()


def test_the_words_in_the_box_of_every_page_fit_a_telephone(page: Page, host: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{host}{PREFIX}tags/")
    fits = """box => {
        const style = getComputedStyle(box), pen = document.createElement("canvas").getContext("2d");
        pen.font = style.font;
        const cross = parseFloat(style.fontSize); // what empties the box has its room beside the words
        const room = box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - cross;
        return pen.measureText(box.placeholder).width < room;
    }"""
    assert page.get_by_role("searchbox").first.evaluate(fits)
