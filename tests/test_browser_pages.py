"""What a script adds to the pages, in Chromium."""

from __future__ import annotations

import pytest
from hosting import PREFIX
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("day", "notice"), [("2025-04-13", False), ("2025-04-14", True)])
@pytest.mark.parametrize("path", ["", "stats/"])
def test_readers_are_told_that_nothing_new_came_for_long(
    page: Page, host: str, path: str, day: str, notice: bool
) -> None:
    page.clock.set_fixed_time(f"{day}T12:00:00Z")
    page.goto(f"{host}{PREFIX}{path}")
    expect(page.get_by_text("Newest paper 14 March 2025")).to_be_visible()
    expect(page.get_by_text("Nothing new came for 31 days.")).to_be_visible(visible=notice)
