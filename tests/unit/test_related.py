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
    assert found["one"] == (Relative("two", ("Crowd counting",)),)


def test_words_of_abstracts_alone_make_no_relation() -> None:
    one = Paper("one", "Heads", DAY, "Beetles crawl over granite at dusk.")
    two = Paper("two", "Faces", DAY, "At dusk, granite cools and beetles hide.")
    assert related([one, two, OWLS, MOSS], TAGS, 5) == {}


def test_what_two_papers_leave_for_others_is_not_their_subject() -> None:
    pair = [Paper(f"p{n}", name, DAY, "Granite.", tags=("new-dataset",)) for n, name in enumerate(("Heads", "Faces"))]
    assert related([*pair, OWLS, MOSS], TAGS, 5) == {}


def test_a_tag_that_many_papers_have_relates_those_that_share_nothing_rarer() -> None:
    tagged = [Paper(f"t{n}", f"Title{n}", DAY, f"Body{n}", tags=("crowd-counting",)) for n in range(4)]
    others = [Paper(f"x{n}", f"Other{n}", DAY, f"Else{n}") for n in range(6)]
    found = related([*tagged, *others], TAGS, 5)
    assert found["t0"] == tuple(Relative(f"t{n}", ("Crowd counting",)) for n in (1, 2, 3))
    assert found.keys() == {"t0", "t1", "t2", "t3"}


def test_a_tag_that_most_papers_have_tells_nothing() -> None:
    tagged = [Paper(f"t{n}", f"Title{n}", DAY, f"Body{n}", tags=("crowd-counting",)) for n in range(8)]
    assert related([*tagged, OWLS, MOSS], TAGS, 5) == {}


def test_the_subjects_alone_fill_up_a_short_list_but_lengthen_no_other() -> None:
    close = [
        Paper(f"c{n}", f"Barley Ears from Drones {n}", DAY, "Stubble.", tags=("crowd-counting",)) for n in range(4)
    ]
    loose = [Paper(f"l{n}", f"Title{n}", DAY, f"{'word ' * 9}body{n}", tags=("crowd-counting",)) for n in range(3)]
    others = [Paper(f"x{n}", f"Other{n}", DAY, f"Else{n}") for n in range(12)]
    found = related([*close, *loose, *others], TAGS, 5)
    assert slugs(found["c0"])[:3] == ["c1", "c2", "c3"]
    assert len(found["l0"]) >= 3


def test_an_ordinary_word_of_two_abstracts_is_not_shown_but_a_term_is() -> None:
    text = "Margins drop where self-attention and YOLO9 meet granite."
    pair = [Paper(f"p{n}", name, DAY, text, tags=("crowd-counting",)) for n, name in enumerate(("Heads", "Granite"))]
    terms = related([*pair, OWLS, MOSS], TAGS, 5)["p0"][0].terms
    assert set(terms) == {"Crowd counting", "self-attention", "YOLO9", "granite"}


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
