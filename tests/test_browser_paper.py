"""The page of a paper in a browser: what the copy button does, with a clipboard and without."""

from __future__ import annotations

import pytest
from hosting import PREFIX
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

PAPER = f"{PREFIX}papers/swin-transformer-hierarchical-vision-transformer-using-shifted-windows/"


def test_the_citation_is_copied_and_said_to_be(browser: Browser, host: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(host + PAPER)
    button = page.get_by_role("button", name="Copy BibTeX")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="BibTeX copied")).to_have_count(1)
    expect(page.get_by_role("button", name="Copied BibTeX")).to_be_focused()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("[data-copy] pre").text_content()
    assert copied.startswith("@misc{swin-transformer-")
    assert said == []
    context.close()


def test_a_clipboard_that_refuses_is_said_to(browser: Browser, host: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(host + PAPER)
    page.get_by_role("button", name="Copy BibTeX").click()
    expect(page.get_by_role("status").filter(has_text="could not be copied")).to_have_count(1)
    context.close()


def test_without_javascript_there_is_the_text_and_no_button(browser: Browser, host: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host + PAPER)
    assert page.locator("[data-copy] pre").inner_text().startswith("@misc{")
    assert page.get_by_role("button", name="Copy").count() == 0
    context.close()
