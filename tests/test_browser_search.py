"""The search, in a browser, under a prefix and at a root."""

from __future__ import annotations

import re

import pytest
from hosting import PREFIX
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

WATCH_MOVES = """window.moved = []; new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
        if (entry.hadRecentInput) continue;
        for (const { node, previousRect, currentRect } of entry.sources)
            window.moved.push([node?.outerHTML, previousRect.y, currentRect.y].join(" "));
    }
}).observe({ type: "layout-shift", buffered: true });"""
REACHED = """() => {
    const reached = document.activeElement;
    return reached.id || reached.rel || reached.closest("[data-facet]")?.dataset.facet || reached.tagName;
}"""

CARD = """async (meta) => {
    const { card } = await import(document.querySelector("link[href*='/results.']").href);
    const data = { meta, url: "/", raw_content: "Owls", locations: [], anchors: [], filters: {} };
    return card(data, new Map(), new URL(location.href)).textContent;
}"""


def status(page: Page) -> Locator:
    return page.locator("#status")


def titles(page: Page) -> Locator:
    return page.locator("#results .entry-title")


def papers(page: Page) -> int:
    """The number of papers that the page says it found."""
    expect(status(page)).to_have_text(re.compile(r"\d+ papers?"))
    return int(status(page).inner_text().split()[0])


@pytest.fixture
def search(host: str) -> str:
    """The address of the search page, without a query."""
    return f"{host}{PREFIX}search/"


@pytest.mark.parametrize("prefix", ["/", PREFIX])
def test_a_word_of_an_abstract_finds_its_paper(page: Page, host: str, prefix: str) -> None:
    page.goto(f"{host}{prefix}search/")
    page.get_by_role("searchbox").fill("matryoshka")
    hit = titles(page).get_by_role("link", name="2D Matryoshka Sentence Embeddings")
    expect(hit).to_be_visible()
    hit.click()
    assert page.url == f"{host}{prefix}papers/2d-matryoshka-sentence-embeddings/"


# The box


def test_the_box_on_every_page_leads_to_the_search(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}tags/")
    page.get_by_role("searchbox").first.fill("mamba")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile("Mamba")).first).to_be_visible()


@pytest.mark.parametrize("path", ["", "papers/2d-matryoshka-sentence-embeddings/", "404.html"])
def test_the_box_on_every_page_shows_results_while_one_types(page: Page, host: str, path: str) -> None:
    page.goto(f"{host}{PREFIX}{path}")
    page.keyboard.press("/")
    page.keyboard.type("swin")
    panel = page.locator(".quick .panel")
    links = panel.locator("li a")
    expect(panel.get_by_role("status")).to_have_text(re.compile(r"^\d+ papers$"))
    assert 0 < links.count() <= 5
    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(box).to_have_value("swin")
    page.keyboard.type(" t")
    expect(panel).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    name = links.first.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_the_results_under_the_box_lead_to_all_of_them_and_go_with_the_focus(page: Page, host: str) -> None:
    page.goto(f"{host}{PREFIX}tags/")
    box = page.get_by_role("searchbox")
    panel = page.locator(".quick .panel")
    box.fill("retreival")
    expect(panel.get_by_role("status")).to_have_text(re.compile(r"^\d+ papers for “retrieval”$"))
    page.locator("h1").click()
    expect(panel).to_be_hidden()
    box.focus()
    expect(panel).to_be_visible()
    box.fill("")
    expect(panel).to_be_hidden()
    box.fill("zzzzqq")
    expect(panel.get_by_role("status")).to_have_text("No paper matches.")
    expect(panel.get_by_role("link")).to_have_count(0)
    box.fill("image")
    panel.get_by_role("link", name="All results").click()
    expect(page).to_have_url(f"{host}{PREFIX}search/?q=image")


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_the_results_under_the_box_fit_the_screen(page: Page, host: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{host}{PREFIX}tags/")
    page.get_by_role("searchbox").fill("image")
    expect(page.locator(".quick .panel li")).to_have_count(5)
    area = page.locator(".quick .panel").bounding_box()
    assert area is not None
    assert area["x"] >= 0
    assert area["x"] + area["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_of_the_search_is_fetched_before_the_box_is_used(page: Page, host: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{host}{PREFIX}tags/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "/search" in url or "/pagefind/" in url]


@pytest.mark.parametrize("path", ["", "papers/", "tags/", "benchmarks/imagenet-1k/", "search/?q=mamba", "404.html"])
def test_a_slash_leads_to_the_box(page: Page, host: str, path: str) -> None:
    page.goto(f"{host}{PREFIX}{path}")
    box = page.get_by_role("searchbox")
    expect(box).to_have_count(1)
    page.locator("h1").click()
    page.keyboard.press("Control+/")
    expect(box).not_to_be_focused()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    before = box.input_value()
    page.keyboard.press("End")
    page.keyboard.type("/x")
    expect(box).to_have_value(before + "/x")


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


# Facets


def test_a_filter_narrows(page: Page, search: str) -> None:
    page.goto(f"{search}?q=transformer")
    before = papers(page)
    page.goto(f"{search}?q=transformer&benchmark=ade20k")
    assert 0 < papers(page) < before


def test_counts_follow_the_words_and_the_other_facets(page: Page, search: str) -> None:
    page.goto(search)
    box = page.get_by_role("checkbox", name="Semantic segmentation")
    label = page.locator("label").filter(has=box).locator(".count")
    expect(label).to_have_text("41")
    page.get_by_role("searchbox").fill("transformer")
    expect(label).not_to_have_text("41")
    with_word = int(label.inner_text())
    page.locator("summary", has_text="Code and results").click()
    page.get_by_role("checkbox", name="Has code").check()
    expect(label).not_to_have_text(str(with_word))
    narrowed = int(label.inner_text())
    assert narrowed < with_word < 41
    box.check()
    expect(status(page)).to_have_text(re.compile(rf"^{narrowed} papers?"))


def test_values_of_a_facet_widen_unless_a_paper_must_have_all(page: Page, search: str) -> None:
    page.goto(search)
    page.get_by_role("checkbox", name="Semantic segmentation").check()
    one = papers(page)
    every = page.get_by_role("checkbox", name="Only papers with all of these")
    expect(every).to_be_hidden()
    page.get_by_role("checkbox", name="Object detection").check()
    expect(status(page)).not_to_have_text(re.compile(rf"^{one} "))
    either = papers(page)
    every.check()
    expect(status(page)).not_to_have_text(re.compile(rf"^{either} "))
    assert papers(page) < one < either
    assert page.url.endswith("?task=semantic-segmentation&task=object-detection&all=task")
    expect(page.get_by_text("Any of the values chosen in one filter will do")).to_be_visible()


def test_what_a_paper_has_narrows_each_time(page: Page, search: str) -> None:
    found = []
    for query in ("has=code", "has=results", "has=code&has=results"):
        page.goto(f"{search}?{query}")
        found.append(papers(page))
    assert 0 < found[2] < min(found[:2])


@pytest.mark.parametrize("label", ["Task", "Method", "Modality", "Domain", "Benchmark", "Issue", "Code and results"])
def test_every_facet_has_counts(page: Page, search: str, label: str) -> None:
    page.goto(f"{search}?q=model")
    papers(page)
    group = page.locator("#filters details").filter(has=page.locator("summary", has_text=label))
    if not group.evaluate("group => group.open"):
        group.locator("summary").click()
    shown = group.locator("li:visible")
    expect(shown.first).to_be_visible()
    for text in shown.locator(".count").all_inner_texts():
        assert int(text) > 0


def test_a_long_facet_shows_its_largest_values_and_all_on_demand(page: Page, search: str) -> None:
    page.goto(search)
    shown = page.locator("[data-facet=task] li:visible")
    expect(shown).to_have_count(8)
    page.get_by_role("button", name=re.compile(r"Show \d+ more")).click()
    assert shown.count() > 8
    page.get_by_role("button", name="Show fewer").click()
    expect(shown).to_have_count(8)


def test_a_chosen_value_can_be_taken_back(page: Page, search: str) -> None:
    page.goto(f"{search}?q=model&task=semantic-segmentation&issue=2025-03-14")
    page.get_by_role("button", name="Remove Semantic segmentation").click()
    expect(page).to_have_url(f"{search}?q=model&issue=2025-03-14")
    expect(page.get_by_role("checkbox", name="Semantic segmentation")).not_to_be_checked()


# Order and pages


@pytest.mark.parametrize("sort", ["", "newest", "oldest", "published", "title"])
@pytest.mark.parametrize("query", ["q=model", "has=code"])
def test_no_order_loses_a_paper(page: Page, search: str, query: str, sort: str) -> None:
    page.goto(f"{search}?{query}&sort={sort}")
    total = papers(page)
    seen: list[str] = []
    while True:
        expect(titles(page)).to_have_count(min(20, total - len(seen)))
        seen += titles(page).all_inner_texts()
        following = page.get_by_role("link", name="Next", exact=True)
        if not following.is_visible():
            break
        following.click()
        expect(status(page)).to_contain_text(f"page {len(seen) // 20 + 1} of")
        expect(titles(page).first.get_by_role("link")).to_be_focused()
    assert len(seen) == len(set(seen)) == total


def test_titles_stand_in_the_order_of_the_alphabet(page: Page, search: str) -> None:
    page.goto(f"{search}?q=model")
    page.get_by_label("Sort by").select_option("Title")
    expect(page).to_have_url(f"{search}?q=model&sort=title")
    expect(titles(page).first).to_have_text(re.compile("^[0-9A]"))
    found = [re.sub(r"[^a-z0-9]+", " ", title.lower()).strip() for title in titles(page).all_inner_texts()]
    assert found == sorted(found)


# What is shown


def test_matches_are_marked_in_title_text_and_tags(page: Page, search: str) -> None:
    page.goto(f"{search}?q=segmentation")
    expect(titles(page)).to_have_count(20)
    first = page.locator("#results .entry").first
    expect(first.locator(".entry-title mark").first).to_have_text(re.compile("segmentation", re.IGNORECASE))
    for place in (".opening mark", ".facts mark"):
        for mark in page.locator(f"#results {place}").all_inner_texts():
            assert re.fullmatch(r"\w*segment\w*", mark, re.IGNORECASE)
    assert page.locator("#results .facts mark").count() > 5


def test_a_result_has_the_rank_of_the_card_in_lists(page: Page, host: str, search: str) -> None:
    page.goto(f"{host}{PREFIX}papers/")
    listed = page.locator(".entry:has(.bench b)").first
    title, rank = listed.locator(".entry-title").inner_text(), listed.locator(".bench:has(b)").first.inner_text()
    assert re.fullmatch(r".+ #\d+ of \d+", rank)
    page.goto(search)
    page.get_by_role("searchbox").fill(title)
    found = page.locator("#results .entry").filter(has=page.get_by_role("link", name=title, exact=True))
    expect(found.locator(".bench").filter(has_text=rank)).to_be_visible()


def test_a_result_has_the_votes_of_its_paper(page: Page, search: str) -> None:
    page.goto(search)
    text = page.evaluate(CARD, {"date": "2025-03-14", "title": "Owls", "votes": "1"})
    assert "1 vote" in text
    assert "votes" not in text


def test_an_excerpt_is_of_the_abstract(page: Page, search: str) -> None:
    page.goto(f"{search}?q=transformer")
    entries = page.locator("#results .entry")
    expect(entries).to_have_count(20)
    for entry in entries.all():
        last_words = entry.locator(".entry-title").inner_text().split()[-2:]
        assert " ".join(last_words) + ". " not in entry.locator(".opening").inner_text()
        assert "qqpaper" not in entry.inner_text()


def test_an_excerpt_is_no_longer_than_three_lines(page: Page, search: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{search}?q=segmentation")
    expect(titles(page)).to_have_count(20)
    lines = "text => Math.round(text.clientHeight / parseFloat(getComputedStyle(text).lineHeight))"
    for opening in page.locator("#results .opening").all():
        assert opening.evaluate(lines) <= 3
    seen = "mark => mark.getBoundingClientRect().bottom <= mark.parentElement.getBoundingClientRect().bottom + 2"
    marks = page.locator("#results .opening mark:first-of-type")
    assert marks.count() > 5
    assert all(mark.evaluate(seen) for mark in marks.all())


def test_a_near_spelling_is_offered(page: Page, search: str) -> None:
    page.goto(f"{search}?q=semantic+segmentatoin&has=code")
    hint = page.locator("#hint")
    expect(hint).to_contain_text("No paper has “segmentatoin”")
    offer = hint.get_by_role("link", name="semantic segmentation")
    offer.click()
    expect(page).to_have_url(f"{search}?q=semantic+segmentation&has=code")
    expect(page.get_by_role("searchbox")).to_have_value("semantic segmentation")
    expect(hint).to_be_empty()


def test_a_near_spelling_is_searched_for_where_no_paper_has_a_word(page: Page, search: str) -> None:
    page.goto(f"{search}?q=retrieval")
    meant = papers(page)
    page.goto(f"{search}?q=retreival")
    expect(page.locator("#hint")).to_have_text(
        "No paper has “retreival”. Showing results for retrieval. Search for retreival instead."
    )
    assert papers(page) == meant
    expect(titles(page)).to_have_count(min(20, meant))
    page.locator("#hint").get_by_role("link", name="retreival").click()
    expect(page).to_have_url(f"{search}?q=retreival&exact=")
    expect(page.locator("#hint")).to_contain_text("These come closest.")
    expect(page.locator("#hint")).to_contain_text(f"Did you mean retrieval ({meant} papers)")
    page.get_by_role("searchbox").fill("retreivals")
    expect(page).to_have_url(f"{search}?q=retreivals")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("modle", "model"),  # two neighbours swapped
        ("imge", "image"),  # four letters are left alone
        ("trasformer", "transformer"),
        ("classiffication", "classification"),
        ("retreival", "retrieval"),
        ("embbedings", "embeddings"),  # two edits in a long word
    ],
)
def test_one_edit_in_a_word_of_five_letters_is_understood(page: Page, search: str, typed: str, meant: str) -> None:
    page.goto(f"{search}?q={typed}")
    expect(status(page)).to_have_text(re.compile("paper"))
    if len(typed) < 5:
        page.wait_for_timeout(400)
        expect(page.locator("#hint")).not_to_contain_text("Did you mean")
        return
    expect(page.locator("#hint").get_by_role("link", name=meant).first).to_be_visible()


@pytest.mark.parametrize(
    "text", ["segmentation", "segmented", "curation", "novel", "multi-modal", "self-supervised", "outperforms"]
)
def test_a_word_that_papers_have_is_not_corrected(page: Page, search: str, text: str) -> None:
    page.goto(f"{search}?q={text}")
    papers(page)
    page.wait_for_timeout(500)
    expect(page.locator("#hint")).to_be_empty()


def test_nothing_found_is_said_with_ways_on(page: Page, search: str) -> None:
    page.goto(f"{search}?q=xyzzyxyzzy")
    expect(status(page)).to_have_text("No paper matches.")
    for name in ("tag", "benchmark", "issue"):
        expect(page.locator("#ways").get_by_role("link", name=name)).to_be_visible()
    page.goto(f"{search}?q=matryoshka&task=object-detection")
    page.get_by_role("link", name="Search without filters").click()
    expect(page).to_have_url(f"{search}?q=matryoshka")
    expect(titles(page)).to_have_count(papers(page))


def test_where_filters_leave_nothing_the_one_to_take_back_is_offered(page: Page, search: str) -> None:
    page.goto(f"{search}?q=matryoshka&task=object-detection&issue=2025-03-14")
    expect(status(page)).to_have_text("No paper matches.")
    offers = page.locator("#hint").get_by_role("link")
    expect(offers.last).to_have_text("Search without filters")
    found = page.locator("#hint p").first
    expect(found).to_have_text(re.compile(r"^Search without Object detection \(\d+ papers?\)"))
    offers.first.click()
    expect(page).to_have_url(f"{search}?q=matryoshka&issue=2025-03-14")
    assert papers(page) > 0


def test_all_filters_can_be_taken_back_at_once(page: Page, search: str) -> None:
    page.goto(f"{search}?q=model&has=code")
    papers(page)
    clear = page.get_by_role("button", name="Clear all filters")
    expect(clear).to_be_hidden()
    page.get_by_role("checkbox", name="Semantic segmentation").check()
    clear.click()
    expect(page).to_have_url(f"{search}?q=model")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.locator("#chips")).to_be_hidden()


def test_a_telephone_shows_how_many_filters_are_chosen(page: Page, search: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{search}?q=model&has=code&task=semantic-segmentation")
    expect(page.locator("#filters > summary")).to_have_text("Filters 2 chosen")
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator("#filters > summary")).to_have_text(re.compile(r"^Filters\s*$"))


def test_where_nothing_is_found_the_newest_papers_are_shown(page: Page, search: str) -> None:
    page.goto(f"{search}?q=zzzzqq")
    expect(page.get_by_role("heading", name="Newest in the digest")).to_be_visible()
    page.get_by_role("searchbox").fill("model")
    expect(page.get_by_role("heading", name="Newest in the digest")).to_be_hidden()


def test_before_anything_is_asked_for_the_newest_papers_are_shown(page: Page, search: str) -> None:
    page.goto(search)
    newest = page.get_by_role("heading", name="Newest in the digest")
    expect(newest).to_be_visible()
    expect(page.locator("#start .entry")).to_have_count(5)
    page.get_by_role("searchbox").fill("model")
    expect(newest).to_be_hidden()
    page.get_by_role("searchbox").fill("")
    expect(newest).to_be_visible()
    expect(titles(page)).to_have_count(0)


def test_one_letter_shows_papers_with_a_common_word(page: Page, search: str) -> None:
    page.goto(search)
    page.get_by_role("searchbox").press_sequentially("s")
    expect(page.locator("#hint")).to_contain_text("Papers with “semantic”")
    expect(titles(page)).to_have_count(20)


# The address


def test_the_address_holds_the_state(page: Page, search: str) -> None:
    page.goto(search)
    box = page.get_by_role("searchbox")
    box.fill("model")
    expect(page).to_have_url(f"{search}?q=model")
    page.get_by_role("checkbox", name="Semantic segmentation").check()
    expect(page).to_have_url(f"{search}?q=model&task=semantic-segmentation")
    page.get_by_label("Sort by").select_option("Newest in the digest")
    page.get_by_role("link", name="Next", exact=True).click()
    last = f"{search}?q=model&task=semantic-segmentation&sort=newest&page=2"
    expect(page).to_have_url(last)
    expect(status(page)).to_contain_text("page 2 of")
    expect(titles(page)).to_have_count(min(20, papers(page) - 20))
    second = titles(page).all_inner_texts()
    page.go_back()
    expect(status(page)).to_contain_text("page 1 of")
    page.go_back()
    expect(page.get_by_label("Sort by")).to_have_value("")
    page.go_back()
    expect(page.get_by_role("checkbox", name="Semantic segmentation")).not_to_be_checked()
    expect(box).to_have_value("model")
    for _ in range(3):
        page.go_forward()
    expect(page).to_have_url(last)
    expect(page.get_by_role("checkbox", name="Semantic segmentation")).to_be_checked()
    expect(titles(page)).to_have_text(second)
    shared = page.context.new_page()
    shared.goto(last)
    expect(titles(shared)).to_have_text(second)
    expect(shared.get_by_label("Sort by")).to_have_value("newest")


@pytest.mark.parametrize(
    "query", ["sort=none&page=x&task=none", "page=-3&q=model", "all=issue&q=model", "q=%00%22&page=99"]
)
def test_an_address_of_no_sense_is_no_fault(page: Page, search: str, query: str) -> None:
    page.goto(f"{search}?{query}")
    expect(status(page)).not_to_be_empty()
    expect(status(page)).not_to_contain_text("could not be loaded")


def test_a_text_with_markup_is_shown_as_it_is(page: Page, search: str) -> None:
    page.goto(f"{search}?q=%3Cimg+src=x+onerror=alert(1)%3Esegmentatoin&task=%3Cb%3E")
    expect(page.locator("#chips")).to_contain_text("<b>")
    assert page.locator("main img, #chips b, #hint b, #results b").count() == 0


def test_what_was_typed_is_an_entry_of_the_history_of_its_own(page: Page, search: str) -> None:
    page.goto(f"{search}?q=image")
    papers(page)
    box = page.get_by_role("searchbox")
    box.fill("speec")
    box.fill("speech")
    expect(page).to_have_url(f"{search}?q=speech")
    box.press_sequentially(" recognition")
    expect(page).to_have_url(f"{search}?q=speech+recognition")
    page.go_back()
    expect(page).to_have_url(f"{search}?q=image")
    expect(box).to_have_value("image")


def test_what_was_typed_is_kept_where_a_result_is_opened_at_once(page: Page, search: str) -> None:
    page.goto(f"{search}?q=image")
    papers(page)
    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    page.evaluate("""() => {
        const box = document.querySelector("#q");
        box.value = "image seg";
        box.dispatchEvent(new Event("input", { bubbles: true }));
        document.querySelector("#results .entry-title a").click();
    }""")
    expect(page).to_have_url(re.compile("/papers/"))
    page.go_back()
    expect(page).to_have_url(f"{search}?q=image+seg")
    expect(page.get_by_role("searchbox")).to_have_value("image seg")
    page.go_back()
    expect(page).to_have_url(f"{search}?q=image")


@pytest.mark.parametrize("query", ["?q=image", "?q=image&page=2", "?sort=title"])
def test_back_from_a_paper_leads_to_the_place_of_its_result(page: Page, search: str, query: str) -> None:
    page.goto(search + query)
    expect(titles(page)).to_have_count(20)
    link = titles(page).nth(12).get_by_role("link")
    link.scroll_into_view_if_needed()
    page.mouse.wheel(0, 150)
    page.wait_for_timeout(300)
    name, before = link.inner_text(), page.evaluate("scrollY")
    assert before > 800
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.go_back()
    expect(titles(page)).to_have_count(20)
    expect(titles(page).nth(12).get_by_role("link")).to_be_focused()
    assert abs(page.evaluate("scrollY") - before) <= 2


def test_the_box_is_ready_where_a_search_comes_by_its_address(page: Page, host: str, search: str) -> None:
    page.goto(f"{host}{PREFIX}tags/")
    page.get_by_role("searchbox").fill("swin")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{search}?q=swin")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(titles(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(titles(page).first.get_by_role("link")).to_be_focused()


def test_an_order_alone_lists_all_papers_in_it(page: Page, search: str) -> None:
    page.goto(search)
    page.get_by_label("Sort by").select_option("Title")
    expect(page).to_have_url(f"{search}?sort=title")
    expect(page.get_by_role("heading", name="Newest in the digest")).to_be_hidden()
    expect(titles(page)).to_have_count(20)
    expect(page.locator(".kicker")).to_contain_text(f" {papers(page)} papers")


# The keyboard, and what a screen reader is told


def test_the_keyboard_is_enough(page: Page, search: str) -> None:
    page.goto(search)
    page.keyboard.type("segmentation")
    links = titles(page).get_by_role("link")
    expect(links).to_have_count(20)
    box = page.get_by_role("searchbox")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    assert links.nth(1).evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    expect(box).to_have_value("segmentation")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    page.keyboard.press("Escape")
    expect(box).not_to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("mamba")
    expect(titles(page).first).to_contain_text("Mamba")
    name = links.first.inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_facets_order_and_pages_can_be_reached_by_tab(page: Page, search: str) -> None:
    page.goto(f"{search}?q=model")
    expect(titles(page)).to_have_count(20)
    expect(page.locator("#filters")).to_have_class(re.compile("ready"))
    page.get_by_role("searchbox").focus()
    reached = []
    for _ in range(200):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(REACHED))
        if reached[-1] == "next":
            break
    assert {"task", "method", "has", "sort", "next"} <= set(reached)
    page.get_by_role("checkbox", name="Semantic segmentation").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="Semantic segmentation")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Semantic segmentation")).to_be_focused()


def test_a_screen_reader_hears_names_and_counts(page: Page, search: str) -> None:
    page.goto(f"{search}?q=segmentation")
    expect(titles(page)).to_have_count(20)
    expect(page.locator("main")).to_match_aria_snapshot(
        """
        - heading "Search" [level=1]
        - search:
          - searchbox "Search papers": segmentation
          - button "Search"
          - group:
            - group:
              - group "Task":
                - list:
                  - listitem:
                    - checkbox /Semantic segmentation \\d+/
                - button /Show \\d+ more/
          - region "Results":
            - heading "Results" [level=2]
            - status: /\\d+ papers, page 1 of \\d+/
            - combobox "Sort by"
            - list:
              - listitem:
                - paragraph:
                  - time
                - heading [level=3]:
                  - link
            - navigation "Pages of results":
              - list:
                - listitem:
                  - link "Page 1"
              - link "Next"
        """
    )


def test_without_script_the_page_says_what_else_there_is(browser: Browser, search: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(search)
    expect(page.get_by_role("searchbox")).to_be_hidden()
    for name in ("tag", "benchmark", "issue", "the list of all papers"):
        expect(page.get_by_role("main").get_by_role("link", name=name, exact=True)).to_be_visible()
    context.close()


def test_an_index_that_cannot_be_had_is_told(browser: Browser, search: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/pagefind/*", lambda route: route.abort())
    page.goto(f"{search}?q=model")
    expect(status(page)).to_have_text("The search index could not be loaded. Reload the page to try again.")
    context.close()


@pytest.mark.parametrize("query", ["", "?q=segmentation", "?q=xyzzyxyzzy", "?task=semantic-segmentation&sort=title"])
@pytest.mark.parametrize("width", [390, 768, 1440])
def test_nothing_moves_while_the_page_loads(page: Page, search: str, width: int, query: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(WATCH_MOVES)
    page.goto(search + query)
    expect(status(page)).not_to_be_empty()
    page.wait_for_timeout(700)
    assert page.evaluate("window.moved") == []


def test_only_what_a_search_needs_is_fetched(page: Page, search: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{search}?has=code")
    papers(page)
    page.wait_for_timeout(500)
    pieces = [url for url in fetched if "/pagefind/index/" in url]
    assert len(pieces) == 1, "a search without words does not fetch the whole index"
    facets = [url for url in fetched if "/pagefind/filter/" in url]
    assert len(facets) == 2, "the facet that is asked for, and the one that is open"
