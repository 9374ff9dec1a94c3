"""`sheaf dedupe --resolve`: what is asked, what is remembered, and what a merge makes of two entries."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support import Outcome, put, sheaf, succeeds, tree
from test_import import OTHER_OWLS as OTHER_HOOT
from test_import import OWLS as HOOT
from test_import import add

from builder import merge, resolve
from builder.files import write_whole

ABSTRACT = (
    "Owls hunt by sound and see by starlight. We give a detector the ears of an owl: two microphones, one higher than "
    "the other, and a network that was trained on nothing but the noise of mice. It finds 52.5 mAP on NightRoads."
)
OWLS = f"""\
---
title: "Owls: Seeing by Ear"   # Ada: as printed
listed: 2025-03-21
published:
source:
authors: []
ids: {{}}
links: []
tags: [object-detection]
benchmarks: []
results:
  - benchmark: nightroads
    metric: map
    value: 52.5
    evidence: "52.5 mAP on NightRoads"
    status: extracted
featured: false
note: Hear, hear.
aliases: []
---
{ABSTRACT}
"""
OWLS_2 = f"""\
---
# Bo: the camera-ready
title: "Owls: Seeing by their Ears"
listed: 2025-03-22
published: 2025-03-01
authors: [Bo Ek]
ids: {{doi: "10.1234/owl"}}
links:
  - {{kind: code, url: https://git.example/owl}}
tags: [image, object-detection]
benchmarks:
  - {{benchmark: nightroads, role: evaluated}}
results:
  - {{benchmark: nightroads, split: test, metric: map, value: 52.5, status: verified,
     verified: {{by: bo, date: 2025-03-23, where: Table 1}}}}
note: Which ear?
rejected: [benchmark]
aliases: [owl-ears]
---
{ABSTRACT} Owls agree.
"""
MERGED = f"""\
---
title: "Owls: Seeing by Ear"   # Ada: as printed
listed: 2025-03-21
published: 2025-03-01
source:
authors: [Bo Ek]
ids: {{doi: "10.1234/owl"}}
links:
  - {{kind: code, url: 'https://git.example/owl'}}
tags: [object-detection, image]
benchmarks:
  - {{benchmark: nightroads, role: evaluated}}
results:
  - benchmark: nightroads
    split: test
    metric: map
    value: 52.5
    evidence: "52.5 mAP on NightRoads"
    status: verified
    verified: {{by: bo, date: 2025-03-23, where: Table 1}}
featured: true
note: |-
  Hear, hear.

  Which ear?
aliases: [owls-2, owl-ears]
rejected: [benchmark]
# owls-2: Bo: the camera-ready
---
{ABSTRACT} Owls agree.
"""
FIRST, SECOND, THIRD = (f"content/papers/2025-03-{name}.md" for name in ("21/owls", "22/owls-2", "22/owls-3"))
DUPLICATES, ISSUE = "content/duplicates.yaml", "content/issues/2025-03-22.md"
PAIR = "- pair: [owls, owls-2]\n"
ONE_PAPER = f"{PAIR}  verdict: same\n  keep: owls\n  by: Ada Ek\n  why: "


@pytest.fixture
def digest(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny digest with two entries on owls, one of them a highlight, and a curator called Ada."""
    put(tiny, FIRST, OWLS)
    put(tiny, SECOND, OWLS_2)
    put(tiny, "content/papers/2025-03-22/newts.md", "---\ntitle: Newts\nlisted: 2025-03-22\n---\nSmall.\n")
    put(tiny, ISSUE, "---\nhighlights:\n  - owls-2  # loud\n  - newts\norder: [newts, owl-ears]\n---\nHear.\n")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.name")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "Ada Ek")
    return tiny


def walk(root: Path, *answers: str) -> Outcome:
    """The walk with these lines typed; nothing on stderr, unless it went wrong."""
    return succeeds(sheaf(root, "dedupe", "--resolve", stdin="".join(f"{line}\n" for line in answers)))


def read(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def test_a_question_shows_both_entries_and_where_their_abstracts_differ(digest: Path) -> None:
    before = tree(digest / "content")
    lines = walk(digest, "q").out.splitlines()
    assert re.match(r"1 of 1: (surely|perhaps) one paper, score \d+: .*title differs", lines[1])
    assert lines[2:13] == [
        "  1  Owls: Seeing by Ear",
        "     no authors",
        "     listed 2025-03-21, no date of publication",
        f"     {FIRST}",
        "  2  Owls: Seeing by their Ears",
        "     Bo Ek",
        "     listed 2025-03-22, published 2025-03-01",
        "     doi 10.1234/owl",
        "     code https://git.example/owl",
        f"     {SECOND}",
        "  Abstracts, [-only in 1-] {+only in 2+}:",
    ]
    assert " ".join(" ".join(lines[13:-1]).split()).endswith("on NightRoads. {+Owls agree.+}")
    assert lines[-1].endswith("0 merged, 0 different, 1 open")
    assert tree(digest / "content") == before


def test_abstracts_that_have_little_in_common_stand_one_after_the_other(digest: Path) -> None:
    put(digest, SECOND, "---\ntitle: Owls\nlisted: 2025-03-22\n---\nBirds of the night, and how to draw them.\n")
    put(digest, DUPLICATES, f"{PAIR}  verdict: review\n  why: Ada wonders\n")
    put(digest, ISSUE, "---\ntitle: Ears\n---\n")
    out = walk(digest, "q").out
    assert "1 of 1: perhaps one paper: Ada wonders\n" in out
    assert "  Abstract of 1:\n     Owls hunt" in out
    assert "  Abstract of 2:\n     Birds of the night, and how to draw them.\n" in out
    put(digest, SECOND, "---\ntitle: Owls\nlisted: 2025-03-22\n---\n")
    assert "  2 has no abstract.\n" in walk(digest, "q").out


def test_one_paper_becomes_one_file_and_nothing_is_lost(digest: Path) -> None:
    others = {path: data for path, data in tree(digest).items() if path not in {FIRST, SECOND, DUPLICATES, ISSUE}}
    decisions = read(digest, DUPLICATES)
    done = walk(digest, "1", "one is the preprint")
    assert "merged owls-2 into owls\n" in done.out
    assert read(digest, FIRST) == MERGED
    assert not (digest / SECOND).exists()
    assert read(digest, DUPLICATES) == f'{decisions}{ONE_PAPER}"one is the preprint"\n'
    assert read(digest, ISSUE) == "---\nhighlights:\n  # loud\n  - newts\norder: [newts]\n---\nHear.\n"
    assert {path: data for path, data in tree(digest).items() if path in others} == others
    assert succeeds(sheaf(digest, "check")).out == "content/ is fine: 6 papers, 0 warnings\n"


def test_what_stays_gets_the_richer_title_authors_and_abstract(digest: Path) -> None:
    poor = OWLS.replace("authors: []", "authors: [B. Ek]  # who").replace(ABSTRACT, f"{ABSTRACT[:150]}…")
    rich = OWLS_2.replace("Seeing by their Ears", "Seeing by Ear: A Field Study")
    put(digest, FIRST, poor.replace('    evidence: "52.5 mAP on NightRoads"\n', ""))
    put(digest, SECOND, rich)
    notes = walk(digest, "1", "").out
    merged = read(digest, FIRST)
    assert 'title: "Owls: Seeing by Ear: A Field Study"   # Ada: as printed\n' in merged
    assert "authors: [Bo Ek]  # who\n" in merged
    assert merged.endswith(f"---\n{ABSTRACT} Owls agree.\n")
    assert "authors: that of owls-2 says more, not B. Ek" in notes


def test_an_imported_entry_is_merged_into_one_that_was_written_by_hand(digest: Path) -> None:
    put(digest, "content/listings/2025-03-22-night.txt", "")
    put(digest, SECOND, OWLS_2.replace("listed:", "source: 2025-03-22-night\nlisted:"))
    assert "1 merged, 0 different, 0 open" in walk(digest, "1", "").out
    assert "\nsource: 2025-03-22-night\n" in read(digest, FIRST)


def test_what_could_not_stay_is_told(digest: Path) -> None:
    assert walk(digest, "1", "").out.splitlines()[-5:] == [
        "  title: that of owls stays, not Owls: Seeing by their Ears",
        "  listed: that of owls stays, not 2025-03-22",
        "  note: both stand there now",
        f"  {ISSUE}: taken out of highlights and order, it is listed on 2025-03-21; it is featured instead",
        "1 merged, 0 different, 0 open",
    ]


def test_the_second_may_stay_and_its_issue_goes_on_naming_it(digest: Path) -> None:
    put(digest, "content/issues/2025-03-21.md", "---\nhighlights: [owls]\n---\n")
    walk(digest, "2", "")
    assert not (digest / FIRST).exists()
    assert "aliases: [owl-ears, owls]\n" in read(digest, SECOND)
    assert "# owls: Ada: as printed\n" in read(digest, SECOND)
    assert read(digest, ISSUE).startswith("---\nhighlights:\n  - owls-2  # loud\n")
    assert read(digest, "content/issues/2025-03-21.md") == "---\nhighlights: []\n---\n"


def test_an_issue_of_the_same_day_names_the_paper_that_stays(digest: Path) -> None:
    put(digest, "content/papers/2025-03-22/owls.md", OWLS.replace("03-21", "03-22"))
    (digest / FIRST).unlink()
    walk(digest, "1", "")
    assert read(digest, ISSUE) == "---\nhighlights:\n  - owls  # loud\n  - newts\norder: [newts, owls]\n---\nHear.\n"
    assert "featured: false" in read(digest, "content/papers/2025-03-22/owls.md")


def test_the_site_says_what_was_merged_and_the_old_addresses_lead_on(digest: Path) -> None:
    walk(digest, "1", "one is the <preprint>")
    succeeds(sheaf(digest, "build", "--no-search"))
    page = read(digest, "site/papers/owls/index.html")
    assert "<code>owls-2</code>: one is the &lt;preprint&gt; (Ada Ek)" in page
    for old in ("owls-2", "owl-ears"):
        assert 'href="../owls/"' in read(digest, f"site/papers/{old}/index.html")


def test_two_papers_stay_two_and_nobody_is_asked_again(digest: Path) -> None:
    before = {path: data for path, data in tree(digest).items() if path != DUPLICATES}
    done = walk(digest, "what?", "D", "a talk and its paper")
    assert done.out.endswith("0 merged, 1 different, 0 open\n")
    assert read(digest, DUPLICATES).endswith(
        f'{PAIR}  verdict: different\n  by: Ada Ek\n  why: "a talk and its paper"\n'
    )
    assert {path: data for path, data in tree(digest).items() if path in before} == before
    assert succeeds(sheaf(digest, "dedupe")).out == ""
    assert walk(digest).out == "0 merged, 0 different, 0 open\n"


def test_a_reason_that_is_not_given_is_what_was_seen(digest: Path) -> None:
    walk(digest, "1", " \x07 ")
    assert 'why: "abstract ' in read(digest, DUPLICATES)


def test_without_git_the_decision_is_the_users(digest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("USER", "ines")
    walk(digest, "d", "")
    assert "by: ines\n" in read(digest, DUPLICATES)


@pytest.mark.parametrize(
    ("asked", "typed", "why"),
    [
        pytest.param("why: x", "as Bo says", "as Bo says; asked before: x", id="why"),
        pytest.param("by: Bo\n  why: x", "as Bo says", "as Bo says; Bo asked: x", id="by and why"),
        pytest.param("by: Bo", "as Bo says", "as Bo says; Bo asked", id="by"),
        pytest.param(
            'why: "abstract 99 % equal"', "", "title differs.*; asked before: abstract 99 % equal", id="Enter"
        ),
    ],
)
def test_a_recorded_question_is_decided_in_its_item_and_what_it_said_stays(
    asked: str, typed: str, why: str, digest: Path
) -> None:
    put(digest, DUPLICATES, f"# Ours.\n\n{PAIR}  verdict: review   # soon\n  {asked}\n")
    assert f"\n  {why.rpartition('; ')[2]}\n" in walk(digest, "1", typed).out
    item = re.escape(ONE_PAPER.replace("verdict: same", "verdict: same   # soon").rpartition("  by: ")[0])
    assert re.fullmatch(rf'# Ours\.\n\n{item}  by: Ada Ek\n  why: "(abstract .*)?{why}"\n', read(digest, DUPLICATES))


def test_the_reason_that_the_import_gave_is_no_note(digest: Path) -> None:
    reason = re.search(r"score \d+: (.*)", walk(digest, "q").out)
    put(digest, DUPLICATES, f'{PAIR}  verdict: review\n  why: "{reason and reason[1]}"\n')
    assert "asked before" not in walk(digest, "1", "as Bo says").out
    assert read(digest, DUPLICATES) == f'{ONE_PAPER}"as Bo says"\n'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[{pair: [newts, owls], verdict: different, by: Bo, why: x}]\n", id="in brackets"),
        pytest.param("- {pair: [newts, owls], verdict: different, by: Bo, why: x}\n...\n", id="ended"),
    ],
)
def test_a_file_that_no_decision_can_be_put_into_is_told_before_anything_is_asked(text: str, digest: Path) -> None:
    put(digest, DUPLICATES, text)
    before = tree(digest)
    done = sheaf(digest, "dedupe", "--resolve", stdin="1\n\n")
    assert (done.code, done.out) == (1, "")
    assert "content/duplicates.yaml is no list of items" in done.err
    assert tree(digest) == before


def put_third(root: Path) -> None:
    put(root, THIRD, OWLS.replace("Hear, hear.", "Thrice.").replace("03-21", "03-22"))


def test_of_three_entries_each_is_asked_about_once(digest: Path) -> None:
    put_third(digest)
    done = walk(digest, "2", "", "1", "")
    assert "1 of 3: " in done.out
    assert done.out.endswith("2 merged, 0 different, 0 open\n")
    assert sorted(path.name for path in digest.glob("content/papers/2025-03-2*/owls*")) == ["owls-2.md"]
    assert "Which ear?\n\n  Hear, hear.\n\n  Thrice.\n" in read(digest, SECOND)
    assert succeeds(sheaf(digest, "check")).code == 0
    assert succeeds(sheaf(digest, "dedupe")).out == ""


def test_what_was_decided_of_an_entry_holds_for_the_one_it_was_merged_into(digest: Path) -> None:
    put_third(digest)
    done = walk(digest, "s", "d", "", "1", "")
    assert done.out.endswith("1 merged, 1 different, 0 open\n")
    text = read(digest, DUPLICATES)
    assert "[owls, owls-2]\n  verdict: different\n" in text
    assert "[owls-2, owls-3]\n  verdict: same\n" in text
    assert succeeds(sheaf(digest, "dedupe")).out == ""


def test_what_was_decided_before_the_end_is_written(digest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_third(digest)
    answers: Iterator[Any] = iter(["d", "no", KeyboardInterrupt])

    def typed(_prompt: str) -> str:
        answer = next(answers)
        if answer is KeyboardInterrupt:
            raise KeyboardInterrupt
        return str(answer)

    monkeypatch.setattr("builtins.input", typed)
    done = succeeds(sheaf(digest, "dedupe", "--resolve"))
    assert done.out.endswith("0 merged, 1 different, 2 open\n")
    assert "[owls, owls-2]\n  verdict: different\n" in read(digest, DUPLICATES)


def stopping_after(writes: int, real: Callable[..., None]) -> Callable[..., None]:
    """A writer of files that is interrupted once it has written so many; `real` writes them."""
    left = [writes]

    def write(root: Path, path: str, data: bytes) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        real(root, path, data)

    return write


@pytest.mark.parametrize("writes", range(5))
def test_an_interrupted_merge_is_made_to_its_end(
    writes: int, digest: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(digest, DUPLICATES, f"{PAIR}  verdict: review\n- pair: [newts, owls-2]\n  verdict: different\n")
    whole = Path(shutil.copytree(digest, tmp_path / "whole"))
    walk(whole, "1", "one")
    with monkeypatch.context() as patch:
        write = stopping_after(writes, write_whole)
        patch.setattr(merge, "write_whole", write)
        patch.setattr(resolve, "write_whole", write)
        done = sheaf(digest, "dedupe", "--resolve", stdin="1\none\n")
    assert done.code == 0
    checked = sheaf(digest, "check")
    assert checked.code == 0
    assert ("[unmerged]" in checked.err) == (0 < writes < 4)
    assert sheaf(digest, "build", "--no-search").code == 0
    walk(digest, *(["1", "one"] if writes == 0 else []))
    assert tree(digest / "content") == tree(whole / "content")


def test_check_warns_of_pairs_that_nobody_has_decided(digest: Path) -> None:
    checked = sheaf(digest, "check")
    assert checked.code == 0
    assert f"{SECOND}:1:1: warning: 'owls' and 'owls-2' may be one paper: " in checked.err
    walk(digest, "d", "")
    assert "[open-pair]" not in sheaf(digest, "check").err


@pytest.mark.parametrize(
    ("recorded", "decided", "warnings"),
    [
        pytest.param("owl-ears, owls", "", 1, id="asked"),
        pytest.param("owl-ears, owls-2", "", 1, id="one paper by now"),
        pytest.param(
            "owl-ears, owls", "- pair: [owls, owls-2]\n  verdict: different\n  by: Bo\n  why: no\n", 0, id="done"
        ),
    ],
)
def test_check_warns_of_what_the_walk_asks(digest: Path, recorded: str, decided: str, warnings: int) -> None:
    put(digest, DUPLICATES, f"- pair: [{recorded}]\n  verdict: review\n{decided}")
    assert sheaf(digest, "check").err.count("[open-pair]") == warnings
    assert walk(digest, "q").out.endswith(f"0 merged, 0 different, {warnings} open\n")


def test_an_edit_made_while_the_question_is_open_is_kept(digest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def typed(prompt: str) -> str:
        if prompt.startswith("1 same"):
            put(digest, SECOND, OWLS_2.replace("Which ear?", "A new thought."))
            return "1"
        return "one talk"

    monkeypatch.setattr("builtins.input", typed)
    assert "1 merged" in sheaf(digest, "dedupe", "--resolve").out
    assert "A new thought." in read(digest, FIRST)


def test_a_file_that_is_broken_meanwhile_is_not_merged(digest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def typed(prompt: str) -> str:
        if prompt.startswith("1 same"):
            put(digest, SECOND, "---\ntitle: [\n---\nHalf.\n")
            return "1"
        return "one talk"

    monkeypatch.setattr("builtins.input", typed)
    done = sheaf(digest, "dedupe", "--resolve")
    assert (done.code, "0 merged" in done.out) == (1, True)
    assert read(digest, SECOND).endswith("Half.\n")


def test_what_was_decided_to_be_different_is_never_merged(digest: Path) -> None:
    put_third(digest)
    decided = [
        "- pair: [owls, owls-2]\n  verdict: same\n  keep: owls",
        "- pair: [owls, owls-3]\n  verdict: different",
        "- pair: [owls-2, owls-3]\n  verdict: same\n  keep: owls-2",
    ]
    put(digest, DUPLICATES, "\n".join(decided) + "\n")
    done = sheaf(digest, "check")
    assert (done.code, "different here, and one paper by other decisions" in done.err) == (1, True)
    before = tree(digest / "content")
    assert sheaf(digest, "dedupe", "--resolve", stdin="").code == 1
    assert tree(digest / "content") == before


def test_likeness_is_no_reason_to_keep_two_apart(digest: Path) -> None:
    walk(digest, "d", "")
    assert "% equal" not in read(digest, DUPLICATES)


def test_what_is_decided_in_the_file_is_merged_without_a_question(digest: Path) -> None:
    put(digest, DUPLICATES, f"{PAIR}  verdict: same\n  keep: owls-2\n")
    assert "merge them with: sheaf dedupe --resolve [unmerged]" in sheaf(digest, "check").err
    assert sheaf(digest, "dedupe").out == ""
    assert "merged owls into owls-2\n" in walk(digest).out
    assert not (digest / FIRST).exists()


def test_a_merged_entry_does_not_come_back_with_its_listing(tiny: Path) -> None:
    succeeds(sheaf(tiny, "import", add(tiny, HOOT)))
    later = add(tiny, (f"{HOOT[0]} at Last", OTHER_HOOT[1]), name="2025-03-22-night.txt")
    assert "1 new" in sheaf(tiny, "import", later, "--date", "2025-03-22").out
    pair = "[owls-seeing-without-light, owls-seeing-without-light-at-last]"
    put(tiny, DUPLICATES, f"- pair: {pair}\n  verdict: review\n  why: one talk\n")
    assert "1 merged" in walk(tiny, "1", "").out
    before = tree(tiny / "content")
    assert "1 entry, 0 new, 1 here already" in succeeds(sheaf(tiny, "import", later, "--date", "2025-03-22")).out
    assert tree(tiny / "content") == before


def test_a_file_that_cannot_be_edited_safely_is_left_alone(digest: Path) -> None:
    put(digest, FIRST, f'---\n{{title: "Owls: Seeing by Ear", listed: 2025-03-21}}\n---\n{ABSTRACT}\n')
    before = tree(digest)
    done = sheaf(digest, "dedupe", "--resolve", stdin="1\n\n")
    assert done.code == 0
    assert f"{FIRST}:1:1: warning: 'owls-2' was not merged: {FIRST} is laid out" in done.err
    assert done.out.endswith("0 merged, 0 different, 0 open; 1 decided to be the same and not merged\n")
    assert {path for path, data in tree(digest).items() if before.get(path) != data} == {DUPLICATES}
    assert "[unmerged]" in sheaf(digest, "check").err


@pytest.mark.parametrize("path", [FIRST, SECOND, ISSUE])
def test_a_read_only_file_is_told_before_anything_is_merged(digest: Path, path: str) -> None:
    before = {name: data for name, data in tree(digest / "content").items() if name != "duplicates.yaml"}
    (digest / path).chmod(0o444)
    done = sheaf(digest, "dedupe", "--resolve", stdin="1\n\n")
    assert done.code == 2
    assert f"cannot merge the entries: {digest / path}: is read-only" in done.err
    assert {name: data for name, data in tree(digest / "content").items() if name != "duplicates.yaml"} == before


def test_input_that_is_no_text_ends_the_walk_in_a_line(digest: Path) -> None:
    before = tree(digest / "content")
    done = sheaf(digest, "dedupe", "--resolve", stdin=b"d\n\xe9\n")
    assert (done.code, "sheaf: the input is no text" in done.err) == (2, True)
    assert tree(digest / "content") == before


def test_content_with_errors_is_not_walked_through(digest: Path) -> None:
    put(digest, ISSUE, "---\nhighlights: [bats]\n---\n")
    done = sheaf(digest, "dedupe", "--resolve", stdin="1\n\n")
    assert (done.code, done.out) == (1, "")
    assert (digest / SECOND).exists()


def test_only_content_can_be_resolved(digest: Path) -> None:
    file = put(digest, "papers.jsonl", "")
    for arguments in ([file], ["--json"]):
        done = sheaf(digest, "dedupe", "--resolve", *arguments)
        assert (done.code, "--resolve asks about the papers of content/" in done.err) == (2, True)


def test_git_is_asked_in_the_digests_folder(digest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_CONFIG_COUNT")
    for command in (["init", "-q"], ["config", "user.name", "Bo Ek"]):
        subprocess.run(["git", *command], cwd=digest, check=True)
    walk(digest, "d", "")
    assert "by: Bo Ek\n" in read(digest, DUPLICATES)
