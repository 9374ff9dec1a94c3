"""Near-duplicates: which pairs are found, with which verdict, and what makes no difference."""

from __future__ import annotations

import random
import re
import string
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.dedupe import Pair, Record, Verdict, find_pairs, find_pairs_between, record_from
from builder.dedupe.block import keys
from builder.dedupe.evidence import Evidence
from builder.dedupe.normalise import is_cut, normal_abstract, normal_ids, normal_names, normal_title
from builder.dedupe.relate import Kind, difference, numbers_clash

OTTERS = (
    "River otters leave prints that cameras miss in fast water. We train a small network on the ripples behind the "
    "animals and compare it with six baselines. Ripples alone find four of five otters at night. A second stage reads "
    "the banks and removes branches that look like tails. The method needs no labelled video and runs on a phone. We "
    "also collect nine hours of footage from three rivers and describe how the seasons change the errors. Code and "
    "footage will be public."
)
KITES = (
    "Tethered kites harvest wind at heights that towers cannot reach. This work studies how a pilot program learns to "
    "steer figures of eight under gusts. Our controller plans over a horizon of ten seconds and keeps the line taut in "
    "each turn. Experiments in a tunnel confirm that energy grows with the cube of speed until the fabric flutters. "
    "Learned pilots recover from collapses that stop a fixed rule. We close with guidance for sites near airports and "
    "with open questions about lightning."
)
LANTERNS = (
    "Lanterns at both ends of a tunnel give away who passes, because shadows move faster than those who cast them. "
    "Twelve volunteers carried umbrellas, ladders and bicycles for a week, and the detector told all but the ladders."
)
TITLE = "OtterNet: Finding River Otters from Ripples at Night"


def verdict(a: Record, b: Record) -> Verdict | None:
    pairs = find_pairs([a, b])
    return pairs[0].verdict if pairs else None


def pair(title_a: str, title_b: str, abstract_a: str = OTTERS, abstract_b: str = OTTERS) -> tuple[Record, Record]:
    return Record("a", title_a, abstract_a), Record("b", title_b, abstract_b)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(TITLE.upper(), id="case"),
        pytest.param("“OtterNet – Finding  River Otters, from Ripples at Night.”", id="punctuation"),
        pytest.param("OtterNet: Finding Rïver Ötters from Ripples at Nığht", id="accents"),
        pytest.param(r"\textbf{OtterNet}: Finding River~Otters \\ from {Ripples} at Night", id="TeX"),
        pytest.param("ＯtterNet: Finding River Otters from Ripples at\u200b Night", id="compatibility characters"),
        pytest.param("Otter-Net: Finding River Otters from Ripples at Night", id="hyphen"),
        pytest.param("Finding River Otters from Ripples at Night", id="name dropped"),
        pytest.param("OtterNet: Finding River...", id="title breaks off"),
        pytest.param("OtterNet: Finding Rivver Otters from Riples at Night", id="typos"),
        pytest.param("[2104.00001v2] OtterNet: Finding River Otters from Ripples at Night", id="arXiv id"),
        pytest.param("[PDF] OtterNet: Finding River Otters from Ripples at Night (v2)", id="chrome"),
        pytest.param(
            "OtterNet: Finding River Otters from Ripples at Night (ICZZ 2021) Upvote 12", id="venue and votes"
        ),
        pytest.param("OtterNet: Finding River Otters from Ripples at Night v2", id="revision mark"),
        pytest.param("OtterNet: Detecting River Otters from Ripples at Dusk", id="two words, full abstract"),
        pytest.param("Ripples Reveal Otters without Labelled Video", id="retitled, full abstract"),
    ],
)
def test_one_work_under_two_titles_is_the_same(other: str) -> None:
    assert verdict(*pair(TITLE, other)) is Verdict.SAME


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(OTTERS[:300] + "…", id="truncated"),
        pytest.param(
            OTTERS.replace("A second stage reads the banks and removes branches that look like tails. ", ""), id="cut"
        ),
        pytest.param(OTTERS.replace("six", "eleven").replace("nine hours", "twelve hours"), id="numbers updated"),
        pytest.param(OTTERS.replace("animals", r"\emph{animals}").replace("We ", "we  "), id="markup"),
    ],
)
def test_an_abstract_may_be_cut_or_revised_under_one_title(other: str) -> None:
    assert verdict(*pair(TITLE, TITLE, abstract_b=other)) is Verdict.SAME


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("Tide Former", "Tide Former V2", id="version"),
        pytest.param("TideFormer: Waves at Scale", "TideFormerV2: Waves at Scale", id="version in a word"),
        pytest.param("TideVec: Waves as Vectors", "TideVec+: Waves as Vectors", id="plus"),
        pytest.param("Coasts from Sound, Part I", "Coasts from Sound, Part II", id="parts"),
        pytest.param("2D Tide Embeddings of Coasts", "3D Tide Embeddings of Coasts", id="dimensions"),
        pytest.param("A Tale of Two Coasts in Radar", "A Tale of Three Coasts in Radar", id="number words"),
        pytest.param("Findings of the 2031 Tide Shared Task", "Findings of the 2032 Tide Shared Task", id="years"),
        pytest.param("The Tide Shared Task (COAST 2031)", "The Tide Shared Task (COAST 2032)", id="year of the venue"),
        pytest.param("Tide Models for Harbours", "[Re] Tide Models for Harbours", id="reproduction"),
    ],
)
def test_versions_parts_and_editions_are_never_the_same(one: str, two: str) -> None:
    assert verdict(*pair(one, two)) is not Verdict.SAME
    assert verdict(*pair(one, two, abstract_b=KITES)) is not Verdict.SAME
    assert verdict(*pair(one, two, "", "")) is not Verdict.SAME


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param(
            "Kelp: Pre-training of Deep Marine Encoders", "RoKelp: A Robust Pre-training of Marine Encoders", id="kin"
        ),
        pytest.param("Tide Models for Harbours: A Survey", "Tide Models for Rivers: A Survey", id="survey siblings"),
        pytest.param(
            "Leveraging Large Tide Models for Mapping", "Leveraging Small Tide Models for Mapping", id="one word"
        ),
        pytest.param("A New Corpus of Spoken Maltese", "A New Corpus of Spoken Faroese", id="language"),
    ],
)
def test_siblings_with_abstracts_of_their_own_are_no_pair(one: str, two: str) -> None:
    assert verdict(*pair(one, two, OTTERS, KITES)) is None


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("Finding Otters in German Prose", "Finding Otters in French Prose", id="languages"),
        pytest.param("Otters: A Corpus of Faroese", "Otters: A Corpus of Luxembourgish", id="rarer languages"),
        pytest.param("Finding Otters on COCO by Ripples", "Finding Otters on LVIS by Ripples", id="names in capitals"),
        pytest.param("Otters of Visual Genome, Named", "Otters of Open Images, Named", id="known data sets"),
        pytest.param("OtterNet: COCO by Ripples", "OtterNet: LVIS by Ripples", id="behind a system's name"),
        pytest.param("Finding Otters in Brooks by Ripples", "Finding Otters in Harbours by Ripples", id="places"),
    ],
)
def test_works_on_another_language_or_data_set_are_asked(one: str, two: str) -> None:
    abstracts = [OTTERS.replace("six baselines", f"six baselines {title}") for title in (one, two)]
    assert verdict(*pair(one, two, *abstracts)) is Verdict.REVIEW


def test_a_renamed_system_is_the_same() -> None:
    abstracts = [OTTERS.replace("a small network", name) for name in ("OtterNet", "LutraNet")]
    assert verdict(*pair(TITLE, TITLE.replace("Otter", "Lutra", 1), *abstracts)) is Verdict.SAME


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param(TITLE, Verdict.SAME, id="equal titles"),
        pytest.param(TITLE.replace("River Otters", "Otters"), Verdict.REVIEW, id="another title"),
        pytest.param("Steering Tethered Kites under Gusts", None, id="a title with nothing in common"),
    ],
)
def test_an_abstract_of_a_few_sentences_of_the_other_is_noticed(title: str, expected: Verdict | None) -> None:
    opening, *_, network, night, _, _, _ = re.split(r"(?<=\.) ", OTTERS)
    long = f"{OTTERS} {KITES} {LANTERNS}"
    assert verdict(*pair(TITLE, title, long, f"{opening} {night} {network}")) is expected


def test_the_same_many_authors_under_like_titles_are_asked_whatever_the_abstracts() -> None:
    many = ("Ada Ek", "Bo Um", "Cy Oh", "Di Ra")
    one, two = pair("Seeing Otters: A Study of Ripples", "A Study of Otters by Ripples Seen", OTTERS, KITES)
    assert verdict(one, two) is None
    (found,) = find_pairs([replace(one, authors=many), replace(two, authors=many[::-1])])
    assert found.verdict is Verdict.REVIEW
    assert "the same authors" in found.reason
    assert verdict(replace(one, authors=many), replace(two, authors=many[1:])) is None
    assert verdict(replace(one, authors=many, title=f"{one.title} V2"), replace(two, authors=many)) is None


def test_a_title_without_an_abstract_is_found_in_what_another_one_tells() -> None:
    bare = Record("a", "Unlabelled Footage: Networks That Train on Ripples of Otters and Compare the Seasons")
    full = Record("b", "Ripples of Otters Compare Networks", OTTERS)
    (found,) = find_pairs([bare, full])
    assert (found.verdict, "title differs" in found.reason) == (Verdict.REVIEW, True)
    assert not find_pairs(
        [replace(bare, title="Ripples of Lasers Compare Networks That Weld Steel Hulls by Night"), full]
    )


BARE_TITLE = "Maps of Tidal Flats and Their Channels"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param(f"{BARE_TITLE} (invited talk)", BARE_TITLE, id="invited talk"),
        pytest.param("Maps of Tidal Flats and Theri Ch…", BARE_TITLE, id="cut behind a slip"),
        pytest.param("12. Maps of Tidal Flats and Their Channels", BARE_TITLE, id="numbered"),
        pytest.param("Maps of Tidal Flats anpd Their Channels", BARE_TITLE, id="slip in a word that says nothing"),
        pytest.param("Maps of Tidal Flats and Their oChannels", BARE_TITLE, id="slip before a word"),
        pytest.param("Mazps of Tidal Flats and Their Channels", BARE_TITLE, id="slip in a short word"),
    ],
)
def test_how_a_work_was_presented_and_where_its_title_was_cut_is_no_difference(one: str, two: str) -> None:
    known = {"authors": ("Ada Ek", "Bo Um"), "year": 2001, "venue": "Coasts"}
    assert verdict(Record("a", one, **known), Record("b", two, **known)) is Verdict.SAME  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("Typical Channels in Maps of Flats", "Atypical Channels in Maps of Flats", id="negated"),
        pytest.param("SQL for Maps of Tidal Flats", "SQLJ for Maps of Tidal Flats", id="another short name"),
    ],
)
def test_a_letter_that_makes_another_word_is_asked(one: str, two: str) -> None:
    known = {"authors": ("Ada Ek", "Bo Um"), "year": 2001}
    assert verdict(Record("a", one, **known), Record("b", two, **known)) is Verdict.REVIEW  # type: ignore[arg-type]


def test_a_long_title_of_the_same_authors_is_a_work_and_no_column() -> None:
    works = [Record(f"r{year}", BARE_TITLE, "", ("Ada Ek",), year) for year in (1996, 1999, 2003)]
    assert [each.verdict for each in find_pairs(works)] == [Verdict.REVIEW] * 3
    assert not find_pairs([replace(work, title="Coastal News", authors=()) for work in works])


def test_a_title_that_its_abstract_does_not_speak_of_is_doubted() -> None:
    (found,) = find_pairs(pair("Otters and Ripples at Night", "Otters under Gusts: Steering Tethered Kites by Wire"))
    assert found.verdict is Verdict.REVIEW
    assert "pasted" in found.reason


RIPPLES = (
    "水獭在激流中留下的痕迹难以被相机捕捉。我们训练了一个小型网络来识别动物身后的波纹，并与六种基线方法进行了比较。"
    "仅凭波纹，夜间即可发现五分之四的水獭。第二阶段读取河岸信息，去除看起来像尾巴的树枝。该方法不需要标注视频，"
    "可以在手机上运行。我们还收集了三条河流九小时的录像，并描述了季节变化如何影响误差。代码和录像将公开。"
)
GUSTS = (
    "系留风筝可以在塔架无法到达的高度采集风能。本文研究飞行程序如何学习在阵风中操纵八字轨迹。我们的控制器以十秒为规划范围，"
    "在每次转弯时保持绳索张紧。风洞实验证实，能量随速度的立方增长，直到织物开始抖动。最后我们给出机场附近场地的指导意见。"
)


@pytest.mark.parametrize(
    ("other", "abstract", "expected"),
    [
        pytest.param("基于波纹的夜间水獭检侧方法", RIPPLES, Verdict.SAME, id="typo"),
        pytest.param("基于波纹的夜间水獭检测方法", RIPPLES[:90] + "…", Verdict.SAME, id="abstract cut"),
        pytest.param("夜间水獭的波纹检测", RIPPLES.replace("六种", "八种"), Verdict.SAME, id="new title"),
        pytest.param("用水面波动寻找河流中的动物", RIPPLES, Verdict.REVIEW, id="title with nothing in common"),
        pytest.param("基于波纹的夜间风筝控制方法", GUSTS, None, id="sibling"),
    ],
)
def test_a_script_without_spaces_is_searched_and_compared(other: str, abstract: str, expected: Verdict | None) -> None:
    assert verdict(*pair("基于波纹的夜间水獭检测方法", other, RIPPLES, abstract)) is expected


def test_the_reason_quotes_passages_of_a_script_without_spaces() -> None:
    (found,) = find_pairs(pair("基于波纹的夜间水獭检测方法", "基于波纹的夜间水獭检侧方法", RIPPLES, RIPPLES))
    assert "'检测方' against '检侧方'" in found.reason


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("かくせい", "がくせい", id="Japanese voicing"),
        pytest.param("हिन्दी", "हन्दा", id="Hindi vowels"),
        pytest.param("ปลา", "ปลี", id="Thai vowels"),
    ],
)
def test_marks_that_are_letters_stay(one: str, two: str) -> None:
    assert normal_title(one).joined != normal_title(two).joined
    assert normal_abstract(one) != normal_abstract(two)
    assert normal_abstract(two) == two


def test_every_record_with_one_pasted_abstract_is_found() -> None:
    chance = random.Random(5)
    titles = (" ".join("".join(chance.choices(string.ascii_lowercase, k=9)) for _ in range(6)) for _ in range(40))
    found = find_pairs([Record(f"r{number:02d}", title, OTTERS) for number, title in enumerate(titles)])
    assert len(found) == 40 * 39 / 2
    assert {each.verdict for each in found} == {Verdict.REVIEW}


def test_a_verdict_does_not_depend_on_the_ids_of_others() -> None:
    crowd = [
        Record(f"{n:03d}", "Tides", "", (f"{chr(97 + n % 26)}{n} Ek",), 1990 + n % 3, "Coast" if n % 2 else "Coasts")
        for n in range(150)
    ]
    twin = replace(crowd[70], id="twin", authors=(*crowd[70].authors, "Bo Um"))
    turned = [replace(record, id=f"{999 - int(record.id):03d}") for record in crowd]

    def partners(records: list[Record]) -> set[tuple[str, Verdict]]:
        authors = {record.id: record.authors[0] for record in records}
        pairs = (p for p in find_pairs([*records, twin]) if p.b == twin.id)
        return {(authors[p.a], p.verdict) for p in pairs}

    assert partners(crowd) == partners(turned)
    assert crowd[70].authors[0] in {author for author, _ in partners(crowd)}


def test_a_pasted_abstract_is_told_and_left_to_a_person() -> None:
    (found,) = find_pairs(pair("Finding Otters from Ripples", "Steering Tethered Kites under Gusts"))
    assert (found.verdict, found.score) == (Verdict.REVIEW, 100)
    assert "pasted" in found.reason


def test_the_reason_names_what_matched_and_what_was_dropped() -> None:
    (found,) = find_pairs(pair("Tide Former", "Tide Former V2"))
    assert found.reason.startswith("abstract 100 % equal; title differs: 'V2' dropped")


def test_an_equal_title_over_another_abstract_is_asked() -> None:
    assert verdict(*pair("Tide Former", "Tide Former", OTTERS, KITES)) is Verdict.REVIEW


def test_a_short_abstract_does_not_carry_a_different_title() -> None:
    short = OTTERS[:200]
    assert verdict(*pair("Large Tide Models for Maps", "Small Tide Models for Maps", short, short)) is Verdict.REVIEW


@pytest.mark.parametrize(
    ("ids_a", "ids_b"),
    [
        ({"arxiv": "2104.00001v1"}, {"arxiv": "arXiv:2104.00001v3"}),
        ({"doi": "10.1000/ABC"}, {"doi": "https://doi.org/10.1000/abc"}),
    ],
)
def test_an_equal_id_is_the_same_whatever_the_version(ids_a: dict[str, str], ids_b: dict[str, str]) -> None:
    a, b = pair("Otters at Night", "Otters at Night, Revised", OTTERS, "")
    assert verdict(replace(a, ids=ids_a), replace(b, ids=ids_b)) is Verdict.SAME


def test_an_equal_id_under_two_unlike_works_is_asked() -> None:
    a, b = pair("Finding Otters from Ripples", "Steering Tethered Kites", OTTERS, KITES)
    assert verdict(replace(a, ids={"doi": "10.1/x"}), replace(b, ids={"doi": "10.1/x"})) is Verdict.REVIEW


@pytest.mark.parametrize("ids", [{"doi": None}, {"doi": "n/a"}, {"arxiv": "none"}, {"openreview": "null"}])
def test_what_is_no_id_is_no_evidence(ids: dict[str, object]) -> None:
    lines = [{"id": "a", "title": "Otters at Night", "ids": ids}, {"id": "b", "title": "Kites over Fields", "ids": ids}]
    assert find_pairs([record_from(line) for line in lines]) == ()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"DOI": "10.1/x"}, {"doi": "doi: 10.1/x"}),
        ({"doi": "https://www.doi.org/10.1/x"}, {"doi": "10.1/X"}),
        ({"arxiv": "https://arxiv.org/pdf/2103.14030v2"}, {"arxiv": "2103.14030"}),
        ({"arxiv": "cs.LG/0703124v2"}, {"arxiv": "https://arxiv.org/abs/cs/0703124"}),
        ({"doi": "10.48550/arXiv.2103.14030"}, {"arxiv": "2103.14030v1"}),
    ],
)
def test_ids_are_known_in_their_common_forms(one: dict[str, str], two: dict[str, str]) -> None:
    assert normal_ids(one) == normal_ids(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Swin Transformer 1", "Swin Transformer 2"),
        ("Finding River Otters", "Comment on Finding River Otters"),
    ],
)
def test_an_equal_id_of_what_must_be_two_works_is_asked(one: str, two: str) -> None:
    ids = {"arxiv": "2103.14030"}
    assert verdict(Record("a", one, ids=ids), Record("b", two, ids=ids)) is Verdict.REVIEW


def test_an_equal_doi_with_two_arxiv_ids_is_asked() -> None:
    one = Record("a", TITLE, OTTERS, ids={"doi": "10.1/x", "arxiv": "2103.14030"})
    two = Record("b", TITLE, OTTERS, ids={"doi": "10.1/x", "arxiv": "2104.00001"})
    assert verdict(one, two) is Verdict.REVIEW


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("A Model of French Sentiment in Long Reviews", "A Model of German Sentiment in Long Reviews"),
        ("Finding River Otters from Ripples, Part A", "Finding River Otters from Ripples, Part B"),
        ("Finding River Otters from Ripples XI", "Finding River Otters from Ripples XII"),
        (TITLE, f"Errata: {TITLE}"),
        (TITLE, f"{TITLE}: Supplementary Material"),
    ],
)
def test_siblings_with_nearly_one_abstract_are_asked(one: str, two: str) -> None:
    assert verdict(*pair(one, two, OTTERS, OTTERS.replace("six", "five"))) in {Verdict.REVIEW, None}


EDITED = OTTERS.replace("six", "five").replace("nine hours", "eight hours")
"""98 % of the abstract."""


@pytest.mark.parametrize(
    "form",
    [
        "(Abstract)",
        "(Extended Abstract)",
        "(Student Abstract)",
        "(Extended Version)",
        "(Full Version)",
        "(Journal Version)",
        "- Long Version",
        "(Technical Report)",
    ],
)
def test_a_longer_or_shorter_form_of_a_work_is_asked(form: str) -> None:
    (found,) = find_pairs(pair(BARE_TITLE, f"{BARE_TITLE} {form}", OTTERS, EDITED))
    assert found.verdict is Verdict.REVIEW
    assert "dropped; one may be" in found.reason
    known = {"authors": ("Ada Ek", "Bo Um"), "year": 2001}
    bare = Record("a", BARE_TITLE, **known), Record("b", f"{BARE_TITLE} {form}", **known)  # type: ignore[arg-type]
    assert "(Technical" in form or verdict(*bare) is Verdict.REVIEW


def test_a_technical_report_with_the_very_abstract_is_the_same() -> None:
    assert verdict(*pair(BARE_TITLE, f"{BARE_TITLE} (Technical Report)")) is Verdict.SAME


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Sparse Attention", "Sparse Attention: A Survey"),
        ("Efficient Attention: A Survey", "Sparse Attention: A Survey"),
        (BARE_TITLE, f"{BARE_TITLE} Considered Harmful"),
        *(
            (BARE_TITLE, f"{front} {BARE_TITLE}")
            for front in (
                "A Critique of",
                "A Note on",
                "Remarks on",
                "Replicating",
                "An Analysis of",
                "Rethinking",
                "A Look at the",
            )
        ),
    ],
)
def test_a_work_about_a_work_is_asked(one: str, two: str) -> None:
    assert verdict(*pair(one, two, OTTERS, EDITED)) is Verdict.REVIEW


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Supervised Maps of Tidal Flats", "Unsupervised Maps of Tidal Flats"),
        ("Supervised Maps of Tidal Flats", "Semi-Supervised Maps of Tidal Flats"),
        ("Symmetric Maps of Tidal Flats", "Asymmetric Maps of Tidal Flats"),
        ("Positive Maps of Tidal Flats", "Negative Maps of Tidal Flats"),
        ("Encoding Maps of Tidal Flats", "Decoding Maps of Tidal Flats"),
        ("Maps of Tidal Flats with Labels", "Maps of Tidal Flats without Labels"),
        ("YOLO", "YOLO Lite"),
        ("TideMap: Flats from Radar", "TideMap Mini: Flats from Radar"),
        ("TideMap: Flats from Radar", "TideMapLite: Flats from Radar"),
        ("A Corpus of Hate Speech", "A Corpus of German Hate Speech"),
    ],
)
def test_a_word_that_turns_the_meaning_is_asked(one: str, two: str) -> None:
    assert verdict(*pair(one, two, OTTERS, EDITED)) is Verdict.REVIEW


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param("Deep Learning: Maps of Tidal Flats", "Maps of Tidal Flats", id="name dropped"),
        pytest.param("Towards Maps of Tidal Flats", "Maps of Tidal Flats", id="a word that says nothing"),
        pytest.param(
            "Selfsupervised Maaps of Tidal Flats", "Self-Supervised Maps of Tidal Flats", id="hyphen and slip"
        ),
        pytest.param("Mutli-Scale Maps of Tidal Flats", "Multi-Scale Maps of Tidal Flats", id="slip"),
        pytest.param("Maps of Flats [in Dutch]", "Maps of Flats", id="language of the text"),
    ],
)
def test_a_prefix_that_is_in_both_turns_nothing(one: str, two: str) -> None:
    assert verdict(*pair(one, two, OTTERS, EDITED)) is Verdict.SAME


def test_a_task_that_recurs_is_another_one_each_year() -> None:
    title = "Findings of the Shared Task on River Otters"
    one, two = Record("a", title, OTTERS, year=2019), Record("b", title, OTTERS.replace("nine", "four"), year=2022)
    assert verdict(one, two) is Verdict.REVIEW


TASK = "We describe the otter task. Nineteen teams sent forty runs. The best, by Larks, reaches an F1 of 81.2. "


@pytest.mark.parametrize(
    ("year", "abstract", "expected"),
    [
        pytest.param(2021, TASK.replace("81.2", "88.5") + OTTERS, Verdict.REVIEW, id="another score"),
        pytest.param(2021, TASK + OTTERS[:200] + KITES[:150], Verdict.REVIEW, id="another text"),
        pytest.param(2020, TASK.replace("We des", "We now des") + OTTERS, Verdict.SAME, id="preprint"),
        pytest.param(2019, TASK.replace("81.2", "88.5") + OTTERS, Verdict.SAME, id="one year"),
    ],
)
def test_two_years_of_a_task_are_told_by_their_abstracts(year: int, abstract: str, expected: Verdict) -> None:
    one = Record("a", "River Otter Detection Task at the Evaluation Campaign", TASK + OTTERS, year=2019)
    assert verdict(one, replace(one, id="b", abstract=abstract, year=year)) is expected


def test_the_same_words_in_another_order_need_the_whole_abstract() -> None:
    for titles in (
        ("Learning to Teach Models", "Teach Models to Learning"),
        ("Otters: Day before Night", "Otters: Night before Day"),
    ):
        assert verdict(*pair(*titles)) is Verdict.SAME
        assert verdict(*pair(*titles, OTTERS, EDITED)) is Verdict.REVIEW


def test_an_abstract_with_another_figure_is_not_called_equal() -> None:
    (found,) = find_pairs(pair(TITLE, TITLE, TASK + OTTERS * 2, TASK.replace("81.2", "81.3") + OTTERS * 2))
    assert (found.score, found.reason) == (99, "abstract 99 % equal; titles equal")


def test_of_two_parts_none_lacks_the_number() -> None:
    for one, two in (("Theory of Nets I", "Theory of Nets II"), ("Nets I: The Theory", "Nets II: The Theory")):
        (found,) = find_pairs(pair(one, two, OTTERS, EDITED))
        assert (found.verdict, "numbers, versions or years differ" in found.reason) == (Verdict.REVIEW, True)


def test_a_survey_of_a_work_is_another_work() -> None:
    one = Record("a", "Large Language Models for Code", authors=("Ada Ek",), year=2024)
    two = replace(one, id="b", title="Large Language Models for Code: A Survey")
    assert verdict(one, two) is Verdict.REVIEW


def test_two_arxiv_ids_are_asked_even_with_one_abstract() -> None:
    a, b = pair(TITLE, TITLE)
    found = verdict(replace(a, ids={"arxiv": "2104.00001"}), replace(b, ids={"arxiv": "2105.00002"}))
    assert found is Verdict.REVIEW


ADA = ("Ada Lovelace", "Charles Babbage")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param({}, Verdict.SAME, id="everything equal"),
        pytest.param({"authors": ("Babbage, C.", "Lovelace, A.")}, Verdict.SAME, id="initials and order"),
        pytest.param({"title": "Maps of Taidal Flats"}, Verdict.SAME, id="typo"),
        pytest.param({"authors": ("Grace Hopper",)}, Verdict.REVIEW, id="other authors"),
        pytest.param({"year": 2033}, Verdict.REVIEW, id="other year"),
        pytest.param({"title": "Maps of Tidal Flats and Dunes", "authors": ("Grace Hopper",)}, None, id="other title"),
    ],
)
def test_without_abstracts_authors_and_year_decide(other: dict[str, object], expected: Verdict | None) -> None:
    a = Record("a", "Maps of Tidal Flats", authors=ADA, year=2031)
    assert verdict(a, replace(a, id="b", **other)) is expected  # type: ignore[arg-type]


def test_a_bare_title_counts_only_when_it_is_long() -> None:
    assert verdict(Record("a", "Tidal Maps"), Record("b", "Tidal maps")) is Verdict.REVIEW
    assert verdict(Record("a", TITLE), Record("b", TITLE)) is Verdict.SAME


def test_columns_of_a_journal_are_never_the_same() -> None:
    notes = [Record(f"n{year}", "Reminiscences on Tidal Papers", authors=ADA, year=year) for year in range(2030, 2034)]
    assert find_pairs(notes) == ()
    assert verdict(Record("a", "Editor's Notes"), Record("b", "Editor's Notes")) is None


def bibliography(spelt: str, prefix: str, initials: bool) -> list[Record]:
    """Thirty works as one bibliography lists them."""
    words = "bridge canal dyke ferry glacier harbour island jetty kelp lagoon".split()
    works = [f"Maps of the {words[n % 10]} and the {words[n // 3]} at {words[-1 - n % 7]}" for n in range(30)]
    name = "A Lovelace, C Babbage" if initials else "Ada Lovelace, Charles Babbage"
    return [
        Record(f"{prefix}{n:02d}", title, authors=tuple(name.split(", ")), year=2031, venue=spelt)
        for n, title in enumerate(works)
    ]


def verdicts(extra: list[Record]) -> dict[tuple[str, str], Verdict]:
    both = [*bibliography("Tide Conf.", "a", initials=False), *bibliography("Sea Proceedings", "b", initials=True)]
    return {(pair.a, pair.b): pair.verdict for pair in find_pairs([*both, *extra])}


BUOYS = Record("x1", "Moored Buoys and Drifting Gauges", authors=ADA, year=2031, venue="Tide Conf.")


def test_two_spellings_of_a_venue_are_learnt() -> None:
    other = replace(BUOYS, id="y1", title="Moored Buoys against Drifting Gauges", venue="Sea Proceedings")
    assert verdict(BUOYS, other) is Verdict.REVIEW
    assert verdicts([BUOYS, other])["x1", "y1"] is Verdict.SAME


def test_the_only_counterpart_in_another_bibliography_is_the_same() -> None:
    sequel = replace(BUOYS, id="x2", title="Moored Buoys and Drifting Sextants")
    exact = replace(BUOYS, id="y1", venue="Sea Proceedings")
    assert verdicts([sequel, exact])["x2", "y1"] is Verdict.SAME
    both = verdicts([BUOYS, sequel, exact])
    assert (both["x1", "y1"], both["x2", "y1"]) == (Verdict.SAME, Verdict.REVIEW)


def test_a_record_without_a_year_between_two_years_is_asked() -> None:
    talk = Record("a", "Maps of Tidal Flats in Winter", authors=ADA, year=2031, venue="Tide Conf.")
    article = replace(talk, id="b", year=2033, venue="Journal of Flats")
    cited = replace(talk, id="c", year=None, venue="")
    assert verdict(talk, cited) is Verdict.SAME
    assert {pair.verdict for pair in find_pairs([talk, article, cited])} == {Verdict.REVIEW}


@pytest.mark.parametrize("years", [(2031, 2032, None, 2030), (2031, 2031, None, None)])
def test_slips_in_the_year_make_no_column(years: tuple[int | None, ...]) -> None:
    copies = [Record(f"r{n}", "Mapping Tidal Flats", authors=ADA, year=year) for n, year in enumerate(years)]
    assert len(find_pairs(copies)) == 6


def test_an_abstract_told_in_another_order_is_asked() -> None:
    sentences = OTTERS.split(". ")
    other = ". ".join([*sentences[4:], *sentences[:4]])
    assert verdict(*pair(TITLE, "OtterNet: Finding Otters from Ripples after Dark", abstract_b=other)) is Verdict.REVIEW


def test_a_number_in_a_word_of_one_title_alone_is_no_version() -> None:
    assert verdict(*pair("BM25 Finds River Otters from Ripples", "Finding River Otters from Ripples")) is Verdict.SAME


def test_a_dropped_part_with_a_version_needs_nearly_all_of_the_abstract() -> None:
    assert verdict(*pair("OtterNet 2: River Otters", "River Otters", abstract_b=OTTERS[:200] + "…")) is Verdict.REVIEW


def test_the_number_of_records_that_share_a_word_changes_no_key() -> None:
    work = Evidence.of(Record("a", TITLE, OTTERS, ADA))
    assert keys(work) == keys(Evidence.of(Record("b", TITLE, OTTERS, ADA)))
    assert len(keys(work)) < 50


WORDS = st.text(string.ascii_lowercase, min_size=3, max_size=9)
TITLES = st.lists(WORDS, min_size=3, max_size=9).map(" ".join)
ABSTRACTS = st.lists(WORDS, min_size=80, max_size=120).map(
    lambda words: ". ".join(map(" ".join, zip(*[iter(words)] * 10, strict=False)))
)
BATCHES = st.lists(
    st.builds(
        lambda t, a: (t, a),
        st.sampled_from([TITLE, "Tide Former", "Tide Former V2", "Editorial"]) | TITLES,
        st.sampled_from(["", OTTERS, KITES, OTTERS[:200] + "…"]),
    ),
    max_size=8,
)


def records(batch: list[tuple[str, str]]) -> list[Record]:
    return [Record(f"r{number}", title, abstract) for number, (title, abstract) in enumerate(batch)]


@settings(deadline=None, max_examples=60)
@given(BATCHES, st.randoms(use_true_random=False))
def test_order_and_repetition_make_no_difference(batch: list[tuple[str, str]], chance: random.Random) -> None:
    given_order = records(batch)
    shuffled = [*given_order, *given_order]
    chance.shuffle(shuffled)
    found = find_pairs(given_order)
    assert found == find_pairs(shuffled)
    assert list(found) == sorted(found, key=lambda pair: (pair.a, pair.b))
    assert all(pair.a < pair.b and 0 <= pair.score <= 100 for pair in found)


@settings(deadline=None, max_examples=60)
@given(BATCHES)
def test_the_verdict_is_symmetric(batch: list[tuple[str, str]]) -> None:
    there = records(batch)
    back = [replace(record, id=f"r{len(there) - 1 - number}") for number, record in enumerate(there)]

    def flat(pairs: tuple[Pair, ...], last: int) -> set[tuple[frozenset[int], int, Verdict]]:
        places = [(abs(last - int(pair.a[1:])), abs(last - int(pair.b[1:])), pair) for pair in pairs]
        return {(frozenset((a, b)), pair.score, pair.verdict) for a, b, pair in places}

    assert flat(find_pairs(there), 0) == flat(find_pairs(back), len(there) - 1)


@settings(deadline=None, max_examples=40)
@given(TITLES, TITLES, ABSTRACTS, ABSTRACTS)
def test_unrelated_texts_are_never_the_same(one: str, two: str, text_one: str, text_two: str) -> None:
    a, b = Record("a", one, text_one), Record("b", two, text_two)
    if one != two and text_one != text_two:
        assert verdict(a, b) is not Verdict.SAME


@settings(deadline=None, max_examples=40)
@given(BATCHES, st.integers(min_value=0, max_value=8))
def test_new_against_present_finds_what_all_together_find(batch: list[tuple[str, str]], cut: int) -> None:
    everything = records(batch)
    new, present = everything[:cut], everything[cut:]
    fresh = {record.id for record in new}
    expected = tuple(pair for pair in find_pairs(everything) if pair.a in fresh or pair.b in fresh)
    assert find_pairs_between(new, present) == expected


@settings(deadline=None, max_examples=30)
@given(BATCHES, BATCHES, st.integers(min_value=0, max_value=8))
def test_kept_keys_change_no_pair(before: list[tuple[str, str]], batch: list[tuple[str, str]], cut: int) -> None:
    everything = records(batch)
    new, present = everything[:cut], everything[cut:]
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "made" / "keys"
        find_pairs_between((), records(before), kept)
        assert find_pairs_between(new, present, kept) == find_pairs_between(new, present)
        assert find_pairs_between(new, present, kept) == find_pairs_between(new, present)


BARE = st.builds(
    Record,
    id=st.just(""),
    title=st.sampled_from(["Otters by Night and by Day", "Otters by Night", "Kites in Gusts", "Editorial"]),
    abstract=st.sampled_from(["", "", OTTERS]),
    authors=st.sampled_from([(), ("Ada Ek",), ("Ada Ek", "Bo Um"), ("Cy Oh",)]),
    year=st.sampled_from([None, 2001, 2002, 2005]),
)


@settings(deadline=None, max_examples=200)
@given(st.lists(BARE, max_size=12), st.integers(min_value=0, max_value=4))
def test_kept_keys_change_no_pair_of_records_without_abstracts(batch: list[Record], cut: int) -> None:
    everything = [replace(record, id=f"r{number:02d}") for number, record in enumerate(batch)]
    fresh = {record.id for record in everything[:cut]}
    with TemporaryDirectory() as folder:
        kept = find_pairs_between(everything[:cut], everything[cut:], Path(folder) / "keys")
        assert (Path(folder) / "keys").exists() == bool(everything[cut:])
    assert kept == tuple(pair for pair in find_pairs(everything) if {pair.a, pair.b} & fresh)


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\0" * 100])
def test_a_broken_file_of_keys_is_made_again(tmp_path: Path, damage: bytes) -> None:
    new, present = pair(TITLE, TITLE)
    find_pairs_between([new], [present], tmp_path / "keys")
    sound = (tmp_path / "keys").read_bytes()
    (tmp_path / "keys").write_bytes(damage)
    assert len(find_pairs_between([new], [present], tmp_path / "keys")) == 1
    assert (tmp_path / "keys").read_bytes() == sound


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_handled(one: str, two: str) -> None:
    find_pairs([Record("a", one, two), Record("b", two, one)])


def test_of_one_id_the_same_record_counts_whatever_the_order() -> None:
    twice = [
        Record("a", TITLE, OTTERS, year=2019),
        Record("a", TITLE, OTTERS, year=2022),
        Record("b", TITLE, year=2022),
    ]
    assert find_pairs(twice) == find_pairs(twice[::-1])


def test_hostile_text_takes_no_time() -> None:
    for text in ("..." * 20_000, "(v1) " * 20_000, "[PDF] " * 20_000, "\\a{" * 20_000, "a.1" * 20_000, " (" * 20_000):
        find_pairs([Record("a", text, text), Record("b", text + "x", text)])
    many = [" ".join(f"{letter}{number}" for number in range(9_000)) for letter in "ab"]
    find_pairs([Record("a", many[0], OTTERS), Record("b", many[1], OTTERS)])


def test_of_very_long_abstracts_the_beginnings_are_compared() -> None:
    chance = random.Random(7)
    one, two = (OTTERS * 50 + " ".join(f"{chance.random()}" for _ in range(30_000)) for _ in range(2))
    (found,) = find_pairs(pair(TITLE, TITLE, one, two))
    assert found.reason.startswith("abstract 100 % equal in its first 20,000 characters; ")


@pytest.mark.parametrize(
    ("raw", "joined"),
    [
        ("PC$^2$: Caf\\'e \\alpha-Nets", "pc2cafealphanets"),
        ("PC²: Café α–Nets", "pc2cafealphanets"),
        ("Rock &amp; Roll", "rockandroll"),
        ("GPT-4.5 and C++", "gpt4.5andc++"),
    ],
)
def test_titles_have_one_form(raw: str, joined: str) -> None:
    assert normal_title(raw).joined == joined


def test_numbers_clash_only_where_both_sides_have_one() -> None:
    assert numbers_clash(normal_title("Tides 2031"), normal_title("Tides 2032"))
    assert not numbers_clash(normal_title("Tides"), normal_title("Tides 2032"))


def test_words_that_one_title_has_more_often_are_told_once_each_in_their_order() -> None:
    found = difference(normal_title("ebb and tide and tide and flow"), normal_title("flow and tide"))
    assert (found.only_a, found.only_b) == (("ebb", "and", "tide"), ())


def test_titles_of_very_many_words_take_no_time() -> None:
    long, other = (normal_title(" ".join(f"{word}{number}" for number in range(50_000))) for word in ("tide", "ebb"))
    assert len(difference(long, other).only_a) == 50_000


def test_kinds_of_difference() -> None:
    kinds = {
        other: difference(normal_title("KelpNet: Maps of Tidal Flats"), normal_title(other)).kind
        for other in ("Maps of Tidal Flats", "KelpNet: Tidal Flats of Maps", "KelpNet: Maps of Tiddal Flats", "Kites")
    }
    assert list(kinds.values()) == [Kind.PART, Kind.ORDER, Kind.SLIP, Kind.OTHER]


def test_a_prefix_is_no_misspelling() -> None:
    found = difference(normal_title("Supervised Maps of Tides"), normal_title("Unsupervised Maps of Tides"))
    assert (found.kind, found.only_a, found.only_b) == (Kind.WORDS, ("supervised",), ("unsupervised",))


@pytest.mark.parametrize(
    ("x", "y", "kind"),
    [
        ("Deeplearnning of Tidal Flats", "Deep Learning of Tidal Flats", Kind.SLIP),
        ("Tidal Achitecture of Flats", "Tidal Architecture of Flats", Kind.SLIP),
        ("Micro Models of Tidal Flats", "Macro Models of Tidal Flats", Kind.WORDS),
        ("OtterNet", "OtterNet: Finding River Otters", Kind.PART),
    ],
)
def test_slips_are_told_from_other_words(x: str, y: str, kind: Kind) -> None:
    assert difference(normal_title(x), normal_title(y)).kind is kind


def test_small_forms() -> None:
    assert normal_abstract("We  say: “Hi”\n& go.") == "we say hi and go"
    assert [is_cut(text) for text in ("It breaks off in the mid", "And so on…", "It ends.")] == [True, True, False]
    assert normal_names(["Šimon, J.", "van Ek, et al.", "JR Bo", "LEE K"]) == {"simon", "van", "ek", "bo", "lee"}
    assert normal_ids({"arxiv": "2104.00001v2", "acl": " "}) == {"arxiv:2104.00001"}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ek, A. and Bo, C.", ("Ek, A.", "Bo, C.")),
        ("A. Ek, C. Bo", ("A. Ek", "C. Bo")),
        ("Ek, A.; B&ouml;, C.", ("Ek, A.", "Bö, C.")),
        (["A. Ek", "C. Bo"], ("A. Ek", "C. Bo")),
        (None, ()),
    ],
)
def test_records_from_json_take_authors_in_any_form(line: object, names: tuple[str, ...]) -> None:
    item = {"id": 7, "title": "Tides", "abstract": None, "authors": line, "year": "2031", "ids": {"doi": "10.1/x"}}
    assert record_from(item) == Record("7", "Tides", authors=names, year=2031, ids={"doi": "10.1/x"})
    assert record_from({"id": "a", "title": "Tides", "year": "n.d."}) == Record("a", "Tides")
