"""What a browser does with the pages, at the widths and in the schemes that readers use."""

from __future__ import annotations

from typing import Literal

import pytest
from hosting import PREFIX
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAPER = "papers/swin-transformer-hierarchical-vision-transformer-using-shifted-windows/"
KINDS = {
    "home": "",
    "paper": PAPER,
    "papers": "papers/",
    "trending": "trending/",
    "statistics": "stats/",
    "issues": "issues/",
    "issue": "issues/2025-03-14/",
    "tags": "tags/",
    "tag": "tags/semantic-segmentation/",
    "benchmarks": "benchmarks/",
    "benchmark": "benchmarks/imagenet-1k/",
    "search": "search/",
    "reading list": "reading-list/",
    "about": "about/",
    "not found": "404.html",
}


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways(page: Page, host: str, kind: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{host}{PREFIX}{KINDS[kind]}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_not_found_leads_home_from_any_depth(browser: Browser, host: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    answer = page.goto(f"{host}{PREFIX}no/such/page/")
    assert answer is not None
    assert answer.status == 404
    page.get_by_role("link", name="Papers", exact=True).first.click()
    assert page.url == f"{host}{PREFIX}papers/"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system(browser: Browser, host: str, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{host}{PREFIX}{PAPER}")
    lightness = page.evaluate(
        """() => { const canvas = document.createElement('canvas').getContext('2d');
                   canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
                   canvas.fillRect(0, 0, 1, 1);
                   return canvas.getImageData(0, 0, 1, 1).data[1]; }"""
    )
    assert (lightness > 128) is (scheme == "light")
    context.close()


@pytest.mark.parametrize("prefix", ["/", PREFIX])
def test_reading_needs_no_script(browser: Browser, host: str, prefix: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host + prefix)
    page.get_by_role("link", name="Benchmarks", exact=True).first.click()
    page.get_by_role("link", name="ImageNet-1K", exact=True).first.click()
    assert page.locator("table").first.is_visible()
    page.get_by_role("link", name="Swin Transformer: Hierarchical").first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Swin Transformer")
    page.goto(f"{host}{prefix}search/")
    assert "JavaScript" in page.locator("main").inner_text()
    context.close()
