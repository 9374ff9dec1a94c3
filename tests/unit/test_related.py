"""Papers about the same: what they share, what tells nothing, and what the work grows with."""

from __future__ import annotations

import random
import time
from datetime import date

import pytest

from builder.model import Facet, Paper, Relative, Tag
from builder.related import related

DAY = date(2025, 3, 14)
TAGS = {
    "crowd-counting": Tag("crowd-counting", "Crowd counting", Facet.TASK),
    "new-dataset": Tag("new-dataset", "New dataset", Facet.CONTRIBUTION),
}
WHEAT = Paper("wheat", "Counting Wheat Ears", DAY, "Drones see wheat ears from above.")
BARLEY = Paper("barley", "Barley Ears from Drones", DAY, "Each drone hums over ears of barley.")
OWLS = Paper("owls", "Owls at Night", DAY, "They call, and nobody answers.")
MOSS = Paper("moss", "Moss", DAY, "It grows on stones.")


def slugs(found: tuple[Relative, ...]) -> list[str]:
    return [relative.slug for relative in found]


def test_papers_that_share_telling_words_are_related_and_say_so() -> None:
    found = related([WHEAT, BARLEY, OWLS, MOSS], TAGS, 5)
    assert found.keys() == {"wheat", "barley"}
    assert slugs(found["wheat"]) == ["barley"]
    assert found["wheat"][0].terms == found["barley"][0].terms == ("ears", "Drones")


def test_a_word_that_many_papers_have_tells_nothing() -> None:
    many = [Paper(f"p{n}", f"Straw {n}", DAY, "Straw in bales.") for n in range(20)]
    assert related(many, TAGS, 5) == {}


def test_a_shared_tag_relates_and_stands_for_its_words() -> None:
    one = Paper("one", "Heads", DAY, "Crowds of beetles, counted at dusk.", tags=("crowd-counting",))
    two = Paper("two", "Faces", DAY, "We are counting beetles in a crowd.", tags=("crowd-counting",))
    found = related([one, two, OWLS, MOSS], TAGS, 5)
    assert found["one"] == (Relative("two", ("Crowd counting", "beetles")),)


def test_words_of_abstracts_alone_make_no_relation() -> None:
    one = Paper("one", "Heads", DAY, "Beetles crawl over granite at dusk.")
    two = Paper("two", "Faces", DAY, "At dusk, granite cools and beetles hide.")
    assert related([one, two, OWLS, MOSS], TAGS, 5) == {}


def test_what_two_papers_leave_for_others_is_not_their_subject() -> None:
    pair = [Paper(f"p{n}", name, DAY, "Granite.", tags=("new-dataset",)) for n, name in enumerate(("Heads", "Faces"))]
    assert related([*pair, OWLS, MOSS], TAGS, 5) == {}


def test_formulas_addresses_and_idle_words_are_no_terms() -> None:
    text = "Our proposed method achieves better results: $beetle + granite$, https://beetle.example/granite"
    pair = [Paper(f"p{n}", f"{name} $granite^{n}$", DAY, text) for n, name in enumerate(("Heads", "Faces"))]
    assert related([*pair, OWLS, MOSS], TAGS, 5) == {}


def test_the_likest_come_first_and_no_more_than_asked_for() -> None:
    near = Paper("near", "Barley Ears from Drones", DAY, "A drone counts ears of barley over stubble.")
    papers = [BARLEY, Paper("far", "Drones and Ears", DAY, "They hum over towns and rivers, and farms."), near]
    others = [Paper(f"x{n}", f"Title{n}", DAY, f"Body{n}") for n in range(12)]
    found = related([*papers, *others], TAGS, 5)
    assert slugs(found["barley"]) == ["near", "far"]
    assert slugs(related([*papers, *others], TAGS, 1)["barley"]) == ["near"]


def test_the_order_of_papers_has_no_say() -> None:
    papers = [WHEAT, BARLEY, OWLS, MOSS, Paper("rye", "Rye Ears and Drones", DAY, "Ears of rye, seen by drones.")]
    shuffled = papers[::-1]
    assert related(papers, TAGS, 5) == related(shuffled, TAGS, 5)


@pytest.mark.parametrize("papers", [[], [WHEAT], [WHEAT, Paper("same", WHEAT.title, DAY, WHEAT.abstract)]])
def test_few_papers_are_no_fault(papers: list[Paper]) -> None:
    assert related(papers, TAGS, 5) == {}


def made_up(number: int) -> list[Paper]:
    """Papers whose words are as frequent as words are (Zipf's law)."""
    chance = random.Random(7)
    words = [f"w{'abcdefghij'[n % 10]}{n}" for n in range(30_000)]
    weights = [1 / (n + 1) for n in range(len(words))]
    bags = (chance.choices(words, weights, k=110) for _ in range(number))
    return [Paper(f"p{n}", " ".join(bag[:10]), DAY, " ".join(bag[10:])) for n, bag in enumerate(bags)]


def test_ten_times_the_papers_take_far_less_than_a_hundred_times_as_long() -> None:
    papers = made_up(4_000)
    times = []
    for number in (400, 4_000):
        begin = time.process_time()
        assert related(papers[:number], {}, 5)
        times.append(time.process_time() - begin)
    assert times[1] < 40 * times[0]
