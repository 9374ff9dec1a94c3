"""Texts and names of records: what their programs broke is mended, what may be meant stays."""

from __future__ import annotations

import pytest

from builder.listings.texts import divided, first_name_first, names, sound, without_tags


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("KoÅ¡eckÃ¡ and RamÃ\u00adrez", "Košecká and Ramírez"),
        ("itâ€™s â€œthisâ€\u009d", "it’s “this”"),
        ("Ã“scar", "Óscar"),
        ("Ångström, Å–Ö, Ärger, â, São", "Ångström, Å–Ö, Ärger, â, São"),
        ("half \ud83d pair", "half  pair"),
    ],
)
def test_letters_that_were_decoded_in_a_wrong_way(text: str, mended: str) -> None:
    assert sound(text) == mended


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<jats:p>One <i>small</i> H<sub>2</sub>O.</jats:p><jats:p>Two.</jats:p>", "One small H₂O.\n\n\n\nTwo."),
        ("a < b and $x<y$ > z", "a < b and $x<y$ > z"),
        ('<span class="nocase">BERT</span>', "BERT"),
    ],
)
def test_html_of_publishers_is_taken_off(text: str, plain: str) -> None:
    assert without_tags(text) == plain


def test_names_are_plain_and_stand_once() -> None:
    written = [
        "  Ada\nLovelace ",
        "*Bob Reed†",
        "Ada Lovelace",
        "others",
        "Cy (MIT)",
        "et al.",
        "",
        "x" * 201,
        "A\u0000B",
    ]
    assert names(written) == ("Ada Lovelace", "Bob Reed", "Cy", "A B")
    assert len(names(f"Name {number}" for number in range(3_000))) == 1_000


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Ada, Bob and Cy", ["Ada", "Bob", "Cy"]),
        ("Ada, Bob, and Cy", ["Ada", "Bob", "Cy"]),
        ("Lovelace, Ada; Reed, Bob", ["Lovelace, Ada", " Reed, Bob"]),
    ],
)
def test_a_line_of_names_is_divided(line: str, people: list[str]) -> None:
    assert divided(line) == people


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("Lovelace, Ada", "Ada Lovelace"),
        ("King, Martin, Jr.", "Martin King Jr."),
        ("The Group", "The Group"),
        ("Martin King, Jr.", "Martin King, Jr."),
        ("A,", "A"),
    ],
)
def test_the_family_name_may_stand_first(name: str, spoken: str) -> None:
    assert first_name_first(name) == spoken
