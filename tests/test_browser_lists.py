"""Lists that chips narrow and tables that sort, in Chromium, over a small digest that has all that is hard to sort."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hosting import PREFIX, hosted
from playwright.sync_api import Browser, Locator, Page, expect
from support import TINY, put, sheaf, succeeds

pytestmark = pytest.mark.browser

LISTED = "2025-03-14"
MAP, LATENCY = ("board-map_task-object-detection_split-test", "board-latency_task-object-detection_split-test")
BOARDS = "benchmarks/nightroads/"
TAG = "tags/object-detection/"
LONG_TAG = "tags/image/"
# model: mAP, latency, day of publication; an empty one is not known
RESULTS = {
    "Wick-10": ("39.5", "", "2023-05-01"),
    "Wick-9": ("41.5", "9.5", "2024-01-31"),
    "arc lamp": ("5", "-2", "2022-11-30"),
    "Beacon": ("", "110", ""),
}
AS_BUILT = ["LanternNet", "NightRoads baseline", "Wick-9", "Wick-10", "arc lamp", "Beacon"]


def entry(model: str, score: str, latency: str, published: str) -> str:
    """The text of a paper with one model."""
    results = "".join(
        f"- {{benchmark: nightroads, split: test, task: object-detection, metric: {metric}, value: {value},"
        f" model: {model}, evidence: , status: extracted}}\n"
        for metric, value in (("map", score), ("latency", latency))
        if value or metric == "map"
    )
    method = ", attention-mechanism" if model.startswith("Wick") else ""
    link = "[{kind: code, url: https://code.example/arc}]" if model in {"arc lamp", "Wick-9"} else "[]"
    return (
        f'---\ntitle: "{model} explained"\nlisted: {LISTED}\npublished: {published}\nlinks: {link}\n'
        f"tags: [object-detection, image{method}]\nresults:\n{results}---\nA lamp.\n"
    )


def flight(title: str, benchmarks: list[str]) -> str:
    """The text of a paper that names benchmarks."""
    uses = "".join(f"- {{benchmark: {slug}, role: evaluated}}\n" for slug in benchmarks)
    return f"---\ntitle: {title} in the dark\nlisted: {LISTED}\ntags: [image]\nbenchmarks:\n{uses}---\nMoths.\n"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small digest's site: six papers on a page of a list."""
    root = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("lists") / "digest"))
    digest = root / "content/digest.yaml"
    digest.write_text(digest.read_text().replace("page_size: 5", "page_size: 6"))
    for model, facts in RESULTS.items():
        put(root, f"content/papers/{LISTED}/{model.replace(' ', '-').lower()}.md", entry(model, *facts))
    put(root, "content/tags/flying.md", "---\nname: Flying\nfacet: task\n---\n")
    for name, uses in (("Moth-1", ["moth-1"]), ("Dusk-9", ["moth-1", "dusk-9"])):
        put(root, f"content/benchmarks/{name.lower()}.md", f"---\nname: {name}\ntasks: [flying]\n---\n")
        put(root, f"content/papers/{LISTED}/{name.lower()}.md", flight(name, uses))
    succeeds(sheaf(root, "check"))
    succeeds(sheaf(root, "build"))
    with hosted(root / "site") as address:
        yield address


def board(page: Page, anchor: str) -> Locator:
    return page.locator(f"#{anchor} table.ranks")


def models(table: Locator) -> list[str]:
    return table.locator("tbody .model").all_inner_texts()


def head(table: Locator, name: str) -> Locator:
    return table.get_by_role("columnheader", name=name)


def press(table: Locator, name: str) -> None:
    head(table, name).get_by_role("button").click()


# Boards


def test_a_board_of_one_result_has_nothing_to_sort(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}benchmarks/meadow-qa/")
    table = page.locator("table.ranks")
    expect(table.get_by_role("columnheader")).to_have_count(4)
    assert table.locator("[aria-sort], button").count() == 0
    assert page.locator("script[src*=sort]").count() == 0


def test_a_board_comes_by_rank_and_says_so(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}{BOARDS}")
    table = board(page, MAP)
    assert models(table) == AS_BUILT
    expect(head(table, "Rank")).to_have_attribute("aria-sort", "ascending")
    assert table.locator("[aria-sort]").count() == 1


@pytest.mark.parametrize(
    ("column", "ways"),
    [
        (
            "Rank",
            (
                ("descending", ["arc lamp", "Wick-10", "NightRoads baseline", "Wick-9", "LanternNet", "Beacon"]),
                ("ascending", AS_BUILT),
            ),
        ),
        (
            "mAP",
            (
                ("descending", AS_BUILT),
                ("ascending", ["arc lamp", "Wick-10", "NightRoads baseline", "Wick-9", "LanternNet", "Beacon"]),
            ),
        ),
        (
            "Model and paper",
            (
                ("ascending", ["arc lamp", "Beacon", "LanternNet", "NightRoads baseline", "Wick-9", "Wick-10"]),
                ("descending", ["Wick-10", "Wick-9", "NightRoads baseline", "LanternNet", "Beacon", "arc lamp"]),
            ),
        ),
        (
            "Date",
            (
                ("descending", ["LanternNet", "NightRoads baseline", "Beacon", "Wick-9", "Wick-10", "arc lamp"]),
                ("ascending", ["arc lamp", "Wick-10", "Wick-9", "LanternNet", "NightRoads baseline", "Beacon"]),
            ),
        ),
    ],
)
def test_every_column_sorts_both_ways_with_ties_in_place_and_what_is_unknown_last(
    page: Page, host: str, column: str, ways: tuple[tuple[str, list[str]], ...]
) -> None:
    page.goto(f"{host}{PREFIX}{BOARDS}")
    table = board(page, MAP)
    for way, order in ways:
        press(table, column)
        expect(head(table, column)).to_have_attribute("aria-sort", way)
        assert table.locator("[aria-sort]").count() == 1
        assert models(table) == order
        expect(page.get_by_text(f"Sorted by {column}, {way}", exact=True)).to_have_role("status")


def test_numbers_sort_by_their_value(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}{BOARDS}?{LATENCY}=-value")
    table = board(page, LATENCY)
    assert models(table) == ["Beacon", "LanternNet", "Wick-9", "arc lamp"]
    press(table, "Latency")
    assert models(table) == ["arc lamp", "Wick-9", "LanternNet", "Beacon"]


def test_evidence_stays_below_its_result(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}{BOARDS}?{MAP}=name")
    body = board(page, MAP).locator("tbody", has_text="LanternNet")
    expect(body.locator(".evidence q")).to_contain_text("47.25")


def test_boards_on_a_page_keep_an_order_each_through_the_history_and_a_shared_link(page: Page, host: str) -> None:
    plain = f"{host}{PREFIX}{BOARDS}"
    page.goto(f"{plain}?from=mail#{LATENCY}")
    first, second = board(page, MAP), board(page, LATENCY)
    press(first, "Model and paper")
    press(second, "Date")
    assert page.url == f"{plain}?from=mail&{MAP}=name&{LATENCY}=-date#{LATENCY}"
    here, orders = page.url, (models(first), models(second))
    page.go_back()
    expect(head(second, "Rank")).to_have_attribute("aria-sort", "ascending")
    assert models(first) == orders[0]
    page.go_back()
    expect(head(first, "Rank")).to_have_attribute("aria-sort", "ascending")
    assert models(first) == AS_BUILT
    page.go_forward()
    page.go_forward()
    assert (models(first), models(second)) == orders
    page.goto("about:blank")
    page.goto(here)
    assert (models(first), models(second)) == orders
    press(first, "Rank")
    press(second, "Rank")
    assert page.url == f"{plain}?from=mail#{LATENCY}"


@pytest.mark.parametrize("wish", ["", "-", "weight", "--value", "value-", "rank&x=1", "__proto__"])
def test_an_order_that_is_none_is_as_if_it_were_not_there(page: Page, host: str, wish: str) -> None:
    page.goto(f"{host}{PREFIX}{BOARDS}?{MAP}={wish}")
    table = board(page, MAP)
    assert models(table) == AS_BUILT
    press(table, "Rank")
    expect(head(table, "Rank")).to_have_attribute("aria-sort", "descending")


def test_a_board_is_sorted_from_the_keyboard_and_the_focus_stays(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}{BOARDS}")
    table = board(page, MAP)
    button = head(table, "Model and paper").get_by_role("button")
    head(table, "Rank").get_by_role("button").focus()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    expect(head(table, "Model and paper")).to_have_attribute("aria-sort", "descending")
    expect(button).to_be_focused()


def test_heads_and_buttons_have_the_names_that_are_written_on_them(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}{BOARDS}")
    expect(page.get_by_role("table", name="Buttons in the heads of columns sort it.")).to_have_count(2)
    for name in ("Rank", "Model and paper", "Date", "mAP"):
        expect(board(page, MAP).get_by_role("columnheader", name=name, exact=True)).to_have_count(1)
        expect(board(page, MAP).get_by_role("button", name=name, exact=True)).to_have_count(1)


def test_the_mark_beside_a_head_shows_the_way(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}{BOARDS}?{MAP}=-date")
    mark = "span => getComputedStyle(span, '::before').content"
    marks = [head.evaluate(mark) for head in board(page, MAP).locator("thead button span").all()]
    assert marks == ['"↕"', '"↕"', '"↓"', '"↕"']


@pytest.mark.parametrize(
    ("state", "lines"),
    [
        ("", ["Flying", "Dusk-9", "Moth-1", "Object detection", "NightRoads", "Question answering", "MeadowQA"]),
        ("-name", ["Question answering", "MeadowQA", "Object detection", "NightRoads", "Flying", "Moth-1", "Dusk-9"]),
        ("-papers", ["Object detection", "NightRoads", "Flying", "Moth-1", "Dusk-9", "Question answering", "MeadowQA"]),
        ("papers", ["Flying", "Dusk-9", "Moth-1", "Question answering", "MeadowQA", "Object detection", "NightRoads"]),
        ("results", ["Question answering", "MeadowQA", "Object detection", "NightRoads", "Flying", "Dusk-9", "Moth-1"]),
    ],
)
def test_benchmarks_sort_within_tasks_and_tasks_by_their_first(
    page: Page, host: str, state: str, lines: list[str]
) -> None:
    page.goto(f"{host}{PREFIX}benchmarks/{f'?sort={state}' if state else ''}")
    assert page.locator("table.index tbody th").all_inner_texts() == lines


def test_the_index_of_benchmarks_comes_by_name_and_sorts_by_what_can_be_compared(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}benchmarks/")
    table = page.locator("table.index")
    expect(head(table, "Benchmark")).to_have_attribute("aria-sort", "ascending")
    assert table.get_by_role("button").all_inner_texts() == ["Benchmark", "Papers", "Results"]
    press(table, "Papers")
    assert page.url == f"{host}{PREFIX}benchmarks/?sort=-papers"
    press(table, "Papers")
    expect(head(table, "Papers")).to_have_attribute("aria-sort", "ascending")
    assert page.url == f"{host}{PREFIX}benchmarks/?sort=papers"


# Lists


def entries(page: Page) -> Locator:
    return page.locator(".entry:visible")


def chip(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="Only papers with").get_by_role("button", name=name)


def told(page: Page) -> Locator:
    """What the page last said; another script's status may be there, and say nothing."""
    return page.get_by_role("status").filter(has_text=re.compile("."))


def chips(page: Page) -> list[str]:
    """The chips with their counts."""
    return [" ".join(text.split()) for text in page.locator(".chips button").all_inner_texts()]


def test_chips_narrow_a_list_together_and_count_what_each_would_leave(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}{TAG}")
    message = told(page)
    expect(message).to_have_text("All 6 papers")
    assert chips(page) == ["Code 2", "Attention 2", "Benchmark 1"]
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()
    chip(page, "Code").click()
    expect(chip(page, "Code")).to_have_attribute("aria-pressed", "true")
    expect(message).to_have_text("2 of 6 papers")
    assert entries(page).locator(".entry-title").all_inner_texts() == ["arc lamp explained", "Wick-9 explained"]
    assert chips(page) == ["Code 2", "Attention 1", "Benchmark 0"]
    chip(page, "Attention").click()
    assert entries(page).locator(".entry-title").all_inner_texts() == ["Wick-9 explained"]
    chip(page, "Benchmark").click()
    expect(message).to_have_text("None of 6 papers")
    page.get_by_role("button", name="Show all").click()
    expect(entries(page)).to_have_count(6)
    expect(message).to_have_text("All 6 papers")
    expect(chip(page, "Code")).to_be_focused()
    assert page.url == f"{host}{PREFIX}{TAG}"


def test_a_narrowed_list_is_kept_by_the_history_and_a_shared_link(page: Page, host: str) -> None:
    plain = f"{host}{PREFIX}{TAG}"
    page.goto(f"{plain}?from=mail&method=unknown")
    chip(page, "Code").press("Enter")
    chip(page, "Attention").press("Space")
    here = page.url
    assert here == f"{plain}?from=mail&method=unknown&has=code&method=attention-mechanism"
    expect(entries(page)).to_have_count(1)
    page.go_back()
    expect(entries(page)).to_have_count(2)
    page.go_back()
    expect(entries(page)).to_have_count(6)
    page.go_forward()
    expect(chip(page, "Code")).to_have_attribute("aria-pressed", "true")
    expect(chip(page, "Attention")).to_have_attribute("aria-pressed", "false")
    page.goto("about:blank")
    page.goto(here)
    expect(entries(page)).to_have_count(1)
    expect(told(page)).to_have_text("1 of 6 papers")
    chip(page, "Attention").click()
    assert page.url == f"{plain}?from=mail&method=unknown&has=code"


@pytest.mark.parametrize("number", ["", "page/2/"])
def test_chips_of_a_list_of_several_pages_lead_to_the_search_over_all_of_it(page: Page, host: str, number: str) -> None:
    page.goto(f"{host}{PREFIX}{LONG_TAG}{number}")
    expect(page.get_by_text("Each leads to the search, which narrows all 8 papers.")).to_be_visible()
    link = page.get_by_role("group", name="Only papers with").get_by_role("link", name="Attention")
    assert link.locator(".count").inner_text() == "2"
    link.click()
    expect(page.locator("#status")).to_have_text("2 papers")
    assert page.url == f"{host}{PREFIX}search/?modality=image&sort=newest&method=attention-mechanism"


def ordered(page: Page) -> list[str]:
    return [title.removesuffix(" explained") for title in entries(page).locator(".entry-title").all_inner_texts()]


def test_a_list_is_put_into_another_order_which_the_address_keeps(page: Page, host: str) -> None:
    plain = f"{host}{PREFIX}{TAG}"
    page.goto(plain)
    own = ordered(page)
    order = page.get_by_label("Sort by")
    order.select_option("Title")
    assert page.url == f"{plain}?sort=title"
    by_title = ordered(page)
    assert by_title[-2:] == ["Wick-9", "Wick-10"]
    assert by_title[:-2] == sorted(by_title[:-2], key=str.casefold)
    chip(page, "Attention").click()
    assert page.url == f"{plain}?sort=title&method=attention-mechanism"
    assert ordered(page) == ["Wick-9", "Wick-10"]
    page.goto("about:blank")
    page.goto(f"{plain}?sort=title")
    expect(order).to_have_value("title")
    assert ordered(page) == by_title
    order.select_option("Newest in the digest")
    assert page.url == plain
    assert ordered(page) == own
    page.go_back()
    expect(order).to_have_value("title")
    page.goto(f"{plain}?sort=weight")
    expect(order).to_have_value("")
    assert ordered(page) == own


def test_a_board_is_narrowed_beside_its_order(page: Page, host: str) -> None:
    plain = f"{host}{PREFIX}{BOARDS}"
    page.goto(plain)
    table = board(page, MAP)
    group = page.get_by_role("group", name="Only results with")
    expect(group).to_have_count(1)
    press(table, "Model and paper")
    group.get_by_role("button", name="Code").click()
    assert page.url == f"{plain}?{MAP}=name&{MAP}.has=code"
    expect(table.locator("tbody:visible .model")).to_have_text(["arc lamp", "Wick-9"])
    expect(told(page).first).to_have_text("2 of 6 results")
    page.go_back()
    expect(table.locator("tbody:visible .model")).to_have_count(6)
    page.go_forward()
    page.reload()
    expect(table.locator("tbody:visible .model")).to_have_text(["arc lamp", "Wick-9"])


# With and without a script

OLDER = """
for (const name of ["ariaSort", "ariaPressed", "ariaHidden"]) delete Element.prototype[name];
delete URLSearchParams.prototype.size;
const { delete: remove } = URLSearchParams.prototype;
URLSearchParams.prototype.delete = function (name) { remove.call(this, name); };
"""


def test_an_older_browser_sorts_and_narrows_too(page: Page, host: str) -> None:
    page.add_init_script(OLDER)
    page.goto(f"{host}{PREFIX}{BOARDS}")
    table = board(page, MAP)
    press(table, "Model and paper")
    expect(page.get_by_text("Sorted by Model and paper, ascending")).to_have_role("status")
    assert page.url == f"{host}{PREFIX}{BOARDS}?{MAP}=name"
    page.goto(f"{host}{PREFIX}{TAG}?has=else")
    chip(page, "Code").click()
    expect(chip(page, "Code")).to_have_attribute("aria-pressed", "true")
    chip(page, "Code").click()
    assert page.url == f"{host}{PREFIX}{TAG}?has=else"


def test_chips_go_where_their_script_cannot_be_had(browser: Browser, host: str) -> None:
    page = browser.new_page()
    page.route("**/narrow.*.js", lambda route: route.abort())
    page.goto(f"{host}{PREFIX}{TAG}?has=code")
    expect(page.locator(".narrow")).to_have_css("display", "none")
    expect(entries(page)).to_have_count(6)
    page.close()


@pytest.mark.parametrize("path", [f"{TAG}?has=code", LONG_TAG, f"{BOARDS}?{MAP}=name", "benchmarks/?sort=-papers"])
def test_without_a_script_all_is_there_and_no_button_that_does_nothing(browser: Browser, host: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host}{PREFIX}{path}")
    assert page.locator("main button:visible").count() == 0
    assert page.locator(".narrow:visible").count() == 0
    assert entries(page).count() == page.locator(".entry").count()
    if path.startswith(BOARDS):
        assert models(board(page, MAP)) == AS_BUILT
    context.close()


def places(page: Page) -> list[list[float]]:
    """Where the cells stand in their tables; what only a script can use stands above a table."""
    boxes: list[list[float]] = page.locator("main :is(th, td)").evaluate_all(
        """cells => cells.map(cell => {
            const [own, table] = [cell, cell.closest("table")].map(part => part.getBoundingClientRect());
            return [own.x - table.x, own.y - table.y, own.width, own.height, table.x, table.width];
        })"""
    )
    return boxes


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("path", [BOARDS, "benchmarks/"])
def test_the_script_moves_nothing_in_a_table(browser: Browser, host: str, path: str, width: int) -> None:
    found = []
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(f"{host}{PREFIX}{path}")
        assert (page.locator("th button").count() > 0) is scripts
        found.append(places(page))
        context.close()
    assert found[0] == found[1]


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", [f"{TAG}?has=code", LONG_TAG, f"{BOARDS}?{MAP}=name", "benchmarks/?sort=-papers"])
def test_nothing_moves_while_a_page_comes_with_a_state(page: Page, host: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{host}{PREFIX}{path}", wait_until="networkidle")
    shift = page.evaluate(
        """() => new Promise((done) => {
            const observer = new PerformanceObserver((list) => done(list.getEntries().length));
            observer.observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(0), 200);
        })"""
    )
    assert shift == 0
