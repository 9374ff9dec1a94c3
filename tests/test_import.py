"""`sheaf import`: new files only, the same ones every time, and nothing half done."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import REAL_LISTING, ROOT, TINY, Outcome, put, sheaf, succeeds, tree

from builder.files import write_whole

HEAD = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\nMar 21\n\n"
OWLS = (
    "Owls: Seeing Without Light",
    "Owls hunt in the dark, and most cameras do not. We build a camera that borrows the shape of their faces to hear "
    "where it should look. On a field of mice at night it finds nine of ten, which is as many as the owl.",
)
BATS = (
    "Bats Do Not Need Maps",
    "A bat that leaves its cave knows the way back. We follow forty of them with small transmitters over two summers. "
    "Their routes turn out to be straight lines between sounds that nobody had written down before.",
)
OTHER_OWLS = (
    "Owls: Seeing Without Light!",
    "This survey covers thirty years of work on animals that are awake when we are not. It sorts two hundred studies "
    "by what they measured and by how. Most of them measured too little, and we say what should be measured next.",
)
MOTHS = (
    "Moths and Lamps, Revisited",
    "Why moths fly to lamps has been explained nine times. We film them at a thousand frames a second and find that "
    "they turn their backs to the light. None of the nine explanations holds, and a tenth one is offered here.",
)
LISTING = "2025-03-21-night.txt"


def listing(*entries: tuple[str, str]) -> str:
    """A saved page with these titles and abstracts."""
    return HEAD + "".join(f"{title}\n\n{abstract}\n\n" for title, abstract in entries)


def add(root: Path, *entries: tuple[str, str], name: str = LISTING) -> Path:
    """A listing among those of the digest."""
    return put(root, f"content/listings/{name}", listing(*entries))


def papers(root: Path, day: str = "2025-03-21") -> dict[str, bytes]:
    """The papers of a day by file name."""
    return tree(root / "content/papers" / day)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """The real listing imported into the repository's vocabulary."""
    root = tmp_path_factory.mktemp("real")
    ignored = shutil.ignore_patterns("papers", "issues", "duplicates.yaml")
    shutil.copytree(ROOT / "content", root / "content", ignore=ignored)
    return root, sheaf(root, "import", root / REAL_LISTING)


def test_the_real_listing_gives_an_entry_for_each_of_its_papers(imported: tuple[Path, Outcome]) -> None:
    root, done = imported
    assert done.code == 0
    assert "listed on 2025-03-14 (from the file name): 87 entries, 87 new, 0 here already" in done.out
    files = papers(root, "2025-03-14")
    assert len(files) == 87
    for name, data in files.items():
        front, _, abstract = data.decode().partition("\n---\n")
        assert re.search(r'^title: ".{10,}"$', front, re.MULTILINE), name
        assert "\nlisted: 2025-03-14\n" in front
        assert "\nsource: 2025-03-14-hf-papers\n" in front
        assert len(abstract) > 300, name


def test_the_real_entries_have_no_fault(imported: tuple[Path, Outcome]) -> None:
    done = sheaf(imported[0], "check")
    assert (done.code, done.out) == (0, "content/ is fine: 87 papers, 0 warnings\n")


def test_a_second_import_of_the_real_listing_changes_no_byte(imported: tuple[Path, Outcome]) -> None:
    root, _ = imported
    before = tree(root / "content")
    done = succeeds(sheaf(root, "import", root / REAL_LISTING))
    assert "87 entries, 0 new, 87 here already" in done.out
    assert tree(root / "content") == before


def test_one_command_brings_several_listings(tiny: Path) -> None:
    first, second = add(tiny, OWLS), add(tiny, BATS, name="2025-03-22-night.txt")
    done = succeeds(sheaf(tiny, "import", first, second))
    assert [line.rpartition(": ")[2] for line in done.out.splitlines()] == ["1 entry, 1 new, 0 here already"] * 2
    assert list(papers(tiny)) == ["bats-do-not-need-maps.md", "owls-seeing-without-light.md"]


def test_the_listings_of_the_tiny_digest_are_in_it_already(tiny: Path) -> None:
    before = tree(tiny / "content")
    done = succeeds(sheaf(tiny, "import", *sorted((tiny / "content/listings").iterdir())))
    assert done.out.count(": 2 entries, 0 new, 2 here already\n") == 2
    assert tree(tiny / "content") == before


def test_what_a_curator_edited_stays(tiny: Path) -> None:
    file = add(tiny, OWLS, BATS)
    succeeds(sheaf(tiny, "import", file))
    edited = put(
        tiny,
        "content/papers/2025-03-21/owls-seeing-without-light.md",
        "---\n# A curator was here.\nlisted: 2025-03-21\ntitle: Another Title Altogether\n"
        "source: 2025-03-21-night\ntags: [image]   # and only that\n---\nIn our own words.\n",
    )
    before = tree(tiny / "content")
    done = succeeds(sheaf(tiny, "import", file))
    assert "2 entries, 0 new, 2 here already" in done.out
    assert tree(tiny / "content") == before
    assert edited.read_text(encoding="utf-8").startswith("---\n# A curator was here.")


def test_a_renamed_entry_with_an_alias_does_not_come_back(tiny: Path) -> None:
    file = add(tiny, OWLS)
    succeeds(sheaf(tiny, "import", file))
    folder = tiny / "content/papers/2025-03-21"
    text = (folder / "owls-seeing-without-light.md").read_text(encoding="utf-8")
    (folder / "owls-seeing-without-light.md").unlink()
    text = text.replace("aliases: []", "aliases: [owls-seeing-without-light]").replace(OWLS[1], "Shortened.")
    put(tiny, "content/papers/2025-03-21/owlcam.md", text)
    assert "1 entry, 0 new, 1 here already" in succeeds(sheaf(tiny, "import", file)).out
    assert list(papers(tiny)) == ["owlcam.md"]


def test_two_titles_with_the_same_slug_give_two_files(tiny: Path) -> None:
    file = add(tiny, OWLS, OTHER_OWLS)
    assert sheaf(tiny, "import", file).code == 0
    before = papers(tiny)
    assert list(before) == ["owls-seeing-without-light-2.md", "owls-seeing-without-light.md"]
    assert b"This survey covers" in before["owls-seeing-without-light-2.md"]
    sheaf(tiny, "import", file)
    assert papers(tiny) == before


@pytest.mark.parametrize("lost", ["owls-seeing-without-light-2.md", "owls-seeing-without-light.md"])
def test_a_lost_one_of_two_with_the_same_slug_comes_back_as_it_was(lost: str, tiny: Path) -> None:
    file = add(tiny, OWLS, OTHER_OWLS)
    sheaf(tiny, "import", file)
    before = papers(tiny)
    (tiny / "content/papers/2025-03-21" / lost).unlink()
    done = sheaf(tiny, "import", file)
    assert done.code == 0
    assert "2 entries, 1 new, 1 here already" in done.out
    assert papers(tiny) == before


def test_a_slug_of_another_listing_is_not_taken_twice(tiny: Path) -> None:
    sheaf(tiny, "import", add(tiny, OWLS))
    assert sheaf(tiny, "import", add(tiny, OTHER_OWLS, name="2025-03-22-night.txt"), "--date", "2025-03-22").code == 0
    assert list(papers(tiny, "2025-03-22")) == ["owls-seeing-without-light-2.md"]
    assert sheaf(tiny, "check").code == 0


class Interrupted(Exception):  # noqa: N818 (stands for a power cut)
    """The end of a run in its middle."""


def interrupting(after: int) -> Callable[[Path, str, bytes], None]:
    """`write_whole`, but the power fails before the file number `after` (from 0)."""
    written = 0

    def write(root: Path, path: str, data: bytes) -> None:
        nonlocal written
        if written == after:
            raise Interrupted
        written += 1
        write_whole(root, path, data)

    return write


@pytest.mark.parametrize("after", range(6))
def test_an_interrupted_import_is_completed_by_the_next(
    after: int, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six files: the pairs to review, the listing's copy and four papers."""
    saved = put(tmp_path, "night.txt", listing(OWLS, BATS, OTHER_OWLS, MOTHS))
    whole = Path(shutil.copytree(tiny, tmp_path / "whole"))
    assert sheaf(whole, "import", saved, "--date", "2025-03-21").code == 0
    expected = tree(whole / "content")
    assert len(expected.items() - tree(TINY / "content").items()) == 6

    with monkeypatch.context() as patch:
        patch.setattr("builder.importing.write_whole", interrupting(after))
        with pytest.raises(Interrupted):
            sheaf(tiny, "import", saved, "--date", "2025-03-21")
    written = tree(tiny / "content").items() - tree(TINY / "content").items()
    assert len(written) == after
    assert written <= expected.items(), "only whole files"
    assert sheaf(tiny, "import", saved, "--date", "2025-03-21").code == 0
    assert tree(tiny / "content") == expected


def test_a_dry_run_tells_and_writes_nothing(tiny: Path, tmp_path: Path) -> None:
    saved = put(tmp_path, "night.txt", listing(OWLS, BATS))
    before = tree(tiny)
    done = sheaf(tiny, "import", "--dry-run", "--date", "2025-03-21", saved)
    assert done.code == 0
    assert "2 entries, 2 to create, 0 here already" in done.out
    assert "  content/papers/2025-03-21/owls-seeing-without-light.md\n" in done.out
    assert tree(tiny) == before


def test_the_date_option_decides(tiny: Path) -> None:
    done = succeeds(sheaf(tiny, "import", add(tiny, OWLS), "--date", "2024-12-24"))
    assert "listed on 2024-12-24 (from --date)" in done.out
    assert list(papers(tiny, "2024-12-24")) == ["owls-seeing-without-light.md"]


def test_the_file_name_gives_the_year(tiny: Path) -> None:
    done = succeeds(sheaf(tiny, "import", add(tiny, OWLS, name="2023-03-21-night.txt")))
    assert "listed on 2023-03-21 (from the file name)" in done.out


@pytest.mark.parametrize(
    ("clock", "day"),
    [
        ("2025-03-21T12:00Z", "2025-03-21"),
        ("2026-01-01T00:00Z", "2025-03-21"),
        ("2025-03-20T10:59Z", "2024-03-21"),
        ("2025-03-20T11:00Z", "2025-03-21"),  # midnight in Auckland, where this digest is made
    ],
)
def test_without_a_year_the_latest_such_day_counts(
    clock: str, day: str, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(datetime):
        """A clock that stands still."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls.fromisoformat(clock).astimezone(tz)

    monkeypatch.setattr("builder.cli.datetime", Clock)
    digest = (tiny / "content/digest.yaml").read_text(encoding="utf-8")
    put(tiny, "content/digest.yaml", digest.replace("Europe/Lisbon", "Pacific/Auckland"))
    done = succeeds(sheaf(tiny, "import", add(tiny, OWLS, name="night.txt")))
    assert f"listed on {day} (from the latest Mar 21 that is not in the future)" in done.out


def test_a_listing_from_elsewhere_is_kept_under_its_day(tiny: Path, tmp_path: Path) -> None:
    saved = put(tmp_path, "Night Reading.txt", listing(OWLS))
    succeeds(sheaf(tiny, "import", saved, "--date", "2025-03-21"))
    kept = tiny / "content/listings/2025-03-21-night-reading.txt"
    assert kept.read_bytes() == saved.read_bytes()
    assert b"\nsource: 2025-03-21-night-reading\n" in papers(tiny)["owls-seeing-without-light.md"]
    before = tree(tiny / "content")
    assert "0 new, 1 here already" in succeeds(sheaf(tiny, "import", saved, "--date", "2025-03-21")).out
    assert tree(tiny / "content") == before


@pytest.mark.parametrize("options", [(), ("--date", "2025-03-25"), ("--date", "2025-03-21")])
def test_a_listing_that_is_kept_already_is_known_by_its_bytes(
    options: tuple[str, ...], tiny: Path, tmp_path: Path
) -> None:
    kept = add(tiny, OWLS, BATS)
    succeeds(sheaf(tiny, "import", kept))
    before = tree(tiny)
    copy = put(tmp_path, "Some page.txt", kept.read_bytes())
    assert "2 entries, 0 new, 2 here already" in succeeds(sheaf(tiny, "import", copy, *options)).out
    assert tree(tiny) == before


def test_a_kept_listing_gives_its_day_to_its_copy(tiny: Path, tmp_path: Path) -> None:
    kept = add(tiny, OWLS, name="2023-03-21-night.txt")
    done = succeeds(sheaf(tiny, "import", put(tmp_path, "page.txt", kept.read_bytes())))
    assert "listed on 2023-03-21 (from the file name)" in done.out
    assert b"\nsource: 2023-03-21-night\n" in papers(tiny, "2023-03-21")["owls-seeing-without-light.md"]


def test_a_dry_run_tells_of_the_copy_of_a_listing(tiny: Path, tmp_path: Path) -> None:
    saved = put(tmp_path, "night.txt", listing(OWLS))
    done = sheaf(tiny, "import", "--dry-run", "--date", "2025-03-21", saved)
    assert done.code == 0
    assert f"{saved}:1:1: notice: would be kept as content/listings/2025-03-21-night.txt [listing-kept]\n" in done.err
    inside = add(tiny, OWLS)
    succeeds(sheaf(tiny, "import", "--dry-run", inside))


@pytest.mark.parametrize("name", ["README.md", "readme", "Readme.txt"])
def test_a_readme_beside_the_listings_is_passed_over(name: str, tiny: Path) -> None:
    readme = put(tiny, f"content/listings/{name}", "# Our listings\n\nSaved every evening.\n")
    done = sheaf(tiny, "import", readme, add(tiny, OWLS))
    assert done.code == 0
    assert "1 entry, 1 new" in done.out
    assert done.err.startswith(f"{readme}:1:1: notice: a README is no listing and is passed over [listing-readme]\n")


def test_another_listing_of_the_same_name_is_refused(tiny: Path, tmp_path: Path) -> None:
    sheaf(tiny, "import", put(tmp_path, "a/night.txt", listing(OWLS)), "--date", "2025-03-21")
    before = tree(tiny / "content")
    done = sheaf(tiny, "import", put(tmp_path, "b/night.txt", listing(BATS)), "--date", "2025-03-21")
    assert done.code == 1
    assert "another listing is kept as content/listings/2025-03-21-night.txt already" in done.err
    assert tree(tiny / "content") == before


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\n\t\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200), "is binary"),
        (listing(OWLS).encode("utf-16"), "is UTF-16"),
        (listing(OWLS).replace("most", "öst").encode("latin-1"), "is not UTF-8"),
        (b"Dear all,\n\nthe meeting is on Monday.\n\nBest,\nAda\n", "no known format"),
        (b"{}\n", "no known format"),
    ],
)
def test_what_is_no_listing_gives_one_line_and_writes_nothing(
    data: bytes, message: str, tiny: Path, tmp_path: Path
) -> None:
    saved = put(tmp_path, "saved.txt", data)
    before = tree(tiny)
    done = sheaf(tiny, "import", saved)
    told = done.err.splitlines()
    assert done.code == 1
    assert len(told) == 2
    assert told[0].startswith(f"{saved}:")
    assert message in told[0]
    assert told[1] == "sheaf: 1 error, 0 warnings"
    assert tree(tiny) == before


def test_a_wrong_listing_does_not_stop_the_next(tiny: Path, tmp_path: Path) -> None:
    done = sheaf(tiny, "import", put(tmp_path, "empty.txt", ""), add(tiny, OWLS))
    assert done.code == 1
    assert "1 entry, 1 new" in done.out
    assert list(papers(tiny)) == ["owls-seeing-without-light.md"]


def test_a_listing_that_is_too_large_is_told(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = add(tiny, OWLS)
    monkeypatch.setattr("builder.importing.MAX_BYTES", 100)
    assert f"{file}:1:1: error: larger than 100 bytes" in sheaf(tiny, "import", file).err


def test_a_listing_without_any_day_asks_for_one(tiny: Path) -> None:
    file = put(tiny, "page.txt", listing(OWLS, BATS, MOTHS).replace("Mar 21\n\n", ""))
    before = tree(tiny)
    done = sheaf(tiny, "import", file)
    assert done.code == 1
    assert f"{file}:1:1: error: the listing shows no day; give it with --date YYYY-MM-DD [listing-day]\n" in done.err
    assert tree(tiny) == before


def test_an_unknown_format_names_the_known_ones(tiny: Path) -> None:
    done = sheaf(tiny, "import", add(tiny, OWLS), "--format", "hf-paper")
    assert done.code == 2
    assert done.err == "sheaf: unknown format of a listing 'hf-paper'; did you mean 'hf-papers'?\n"


def test_content_with_errors_takes_nothing_in(tiny: Path) -> None:
    put(tiny, "content/papers/2025-03-14/broken.md", "no front matter\n")
    file = add(tiny, OWLS)
    before = tree(tiny)
    done = sheaf(tiny, "import", file)
    assert done.code == 1
    assert "broken.md:1:1: error: has no front matter" in done.err
    assert tree(tiny) == before


def test_a_paper_that_stands_twice_in_a_listing_is_taken_once(tiny: Path) -> None:
    done = sheaf(tiny, "import", add(tiny, OWLS, BATS, OWLS))
    assert "3 entries, 2 new, 1 here already" in done.out
    assert list(papers(tiny)) == ["bats-do-not-need-maps.md", "owls-seeing-without-light.md"]


def test_a_paper_of_an_earlier_listing_is_not_created_again(tiny: Path) -> None:
    sheaf(tiny, "import", add(tiny, OWLS))
    again = (OWLS[0].upper(), OWLS[1])
    done = sheaf(tiny, "import", add(tiny, again, BATS, name="2025-03-22-night.txt"), "--date", "2025-03-22")
    assert "2 entries, 1 new, 1 here already" in done.out
    assert f"  here already: {again[0]!r}: " in done.out
    assert list(papers(tiny, "2025-03-22")) == ["bats-do-not-need-maps.md"]


def test_a_suspected_pair_is_created_reported_and_recorded(tiny: Path) -> None:
    before = (tiny / "content/duplicates.yaml").read_text(encoding="utf-8")
    done = sheaf(tiny, "import", add(tiny, OWLS, OTHER_OWLS))
    assert done.code == 0
    assert "2 entries, 2 new" in done.out
    assert "  may be one paper: owls-seeing-without-light and owls-seeing-without-light-2: " in done.out
    after = (tiny / "content/duplicates.yaml").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "- pair: [owls-seeing-without-light, owls-seeing-without-light-2]\n  verdict: review\n" in after
    checked = sheaf(tiny, "check")
    assert checked.code == 0
    assert "[open-pair]" in checked.err


def test_a_decided_pair_is_not_asked_about_again(tiny: Path) -> None:
    file = add(tiny, OWLS, OTHER_OWLS)
    sheaf(tiny, "import", file)
    assert "owls-seeing-without-light-2" in sheaf(tiny, "dedupe").out
    decisions = tiny / "content/duplicates.yaml"
    text = decisions.read_text(encoding="utf-8").replace("verdict: review", "verdict: different\n  by: ines")
    put(tiny, "content/duplicates.yaml", text)
    succeeds(sheaf(tiny, "import", file))
    assert decisions.read_text(encoding="utf-8") == text
    assert (sheaf(tiny, "check").err, sheaf(tiny, "dedupe").out) == ("", "")


def test_an_entry_that_a_person_merged_away_does_not_come_back(tiny: Path) -> None:
    succeeds(sheaf(tiny, "import", add(tiny, OWLS)))
    second = add(tiny, (f"{OWLS[0]} at Last", OTHER_OWLS[1]), name="2025-03-22-night.txt")
    sheaf(tiny, "import", second, "--date", "2025-03-22")
    (merged,) = (tiny / "content/papers/2025-03-22").iterdir()
    merged.unlink()
    kept = tiny / "content/papers/2025-03-21/owls-seeing-without-light.md"
    kept.write_text(
        kept.read_text(encoding="utf-8").replace("aliases: []", f"aliases: [{merged.stem}]"), encoding="utf-8"
    )
    pair = f"- pair: [{kept.stem}, {merged.stem}]\n  verdict: same\n  keep: {kept.stem}\n  by: ines\n  why: one\n"
    put(tiny, "content/duplicates.yaml", pair)
    done = succeeds(sheaf(tiny, "import", second, "--date", "2025-03-22"))
    assert "1 entry, 0 new, 1 here already" in done.out


def test_an_issue_may_name_a_paper_by_its_old_name(tiny: Path) -> None:
    sheaf(tiny, "import", add(tiny, OWLS))
    file = tiny / "content/papers/2025-03-21/owls-seeing-without-light.md"
    file.rename(file.with_name("owls.md"))
    file = file.with_name("owls.md")
    text = file.read_text(encoding="utf-8").replace("aliases: []", "aliases: [owls-seeing-without-light]")
    file.write_text(text, encoding="utf-8")
    put(tiny, "content/issues/2025-03-21.md", "---\nhighlights: [owls-seeing-without-light]\n---\nOwls.\n")
    succeeds(sheaf(tiny, "check"))
    succeeds(sheaf(tiny, "build", "--no-search"))
    assert 'href="../../papers/owls/"' in (tiny / "site/issues/2025-03-21/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["# Nothing is decided yet.\n", ""])
def test_decisions_that_are_not_there_yet(text: str, tiny: Path) -> None:
    put(tiny, "content/duplicates.yaml", text)
    assert sheaf(tiny, "import", add(tiny, OWLS, OTHER_OWLS)).code == 0
    recorded = (tiny / "content/duplicates.yaml").read_text(encoding="utf-8")
    assert recorded.startswith(f"{text}- pair: [owls-seeing-without-light, ")


WORDS = st.sampled_from("owl moth lamp night field route sound map shadow river stone ember".split())
SIGNS = st.sampled_from(["", ":", "?", "!", " &", "'s", " (v2)", " $x^2$", " <b>", " *", "#1", "\\", "é", "-"])
TITLE = st.lists(st.tuples(WORDS, SIGNS), min_size=3, max_size=6).map(
    lambda parts: " ".join(word.capitalize() + sign for word, sign in parts)
)
SENTENCE = st.lists(st.tuples(WORDS, SIGNS.filter(lambda sign: sign not in "?!")), min_size=8, max_size=14).map(
    lambda parts: "We " + " ".join(word + sign for word, sign in parts) + " again."
)
ABSTRACT = st.lists(SENTENCE, min_size=4, max_size=6).map(" ".join)
ENTRIES = st.lists(st.tuples(TITLE, ABSTRACT), min_size=1, max_size=4)


@given(entries=ENTRIES, repeated=st.booleans())
@settings(max_examples=12)
def test_importing_twice_is_importing_once(
    entries: list[tuple[str, str]], repeated: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("random") / "tiny"))
    file = add(root, *entries, *(entries[:1] if repeated else []))
    first = sheaf(root, "import", file)
    assert first.code == 0, first.err
    after = tree(root / "content")
    assert len(papers(root)) >= 1
    second = sheaf(root, "import", file)
    assert (second.code, ", 0 new, " in second.out) == (0, True), second
    assert tree(root / "content") == after
    assert sheaf(root, "check").code == 0


NEWTS = (
    "NewtNet: Small Networks for Small Animals",
    "Networks that name animals are larger than the animals. We present NewtNet, a network of two layers that runs on "
    "a watch. It is trained in an hour and reaches 92.1% accuracy on CINIC-10 without any further data or labels.",
)


def test_a_benchmark_that_only_the_lexicon_knows_gets_a_file_to_complete(tiny: Path) -> None:
    file = add(tiny, NEWTS)
    assert "new benchmark to complete: content/benchmarks/cinic-10.md" in succeeds(sheaf(tiny, "import", file)).out
    stub = tiny / "content/benchmarks/cinic-10.md"
    assert "name: CINIC-10\n" in stub.read_text(encoding="utf-8")
    assert (
        "benchmark: cinic-10, role: evaluated" in papers(tiny)["newtnet-small-networks-for-small-animals.md"].decode()
    )
    succeeds(sheaf(tiny, "check"))
    stub.write_text("---\nname: CINIC-10\n---\nSmall pictures.\n", encoding="utf-8")
    before = tree(tiny)
    succeeds(sheaf(tiny, "import", file))
    assert tree(tiny) == before


def test_a_dry_run_makes_no_file_for_a_benchmark(tiny: Path) -> None:
    file = add(tiny, NEWTS)
    before = tree(tiny)
    succeeds(sheaf(tiny, "import", "--dry-run", file))
    assert tree(tiny) == before
