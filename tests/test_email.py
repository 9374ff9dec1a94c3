"""`sheaf email --out`: what a letter says, that it is safe to open, and that it arrives whole."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
from support import ROOT, put, sheaf, sheaf_process, succeeds

from builder.mailing.message import Body, Sender, message
from builder.model import Digest

ADA = "ada@example.org"
PAPER = """---
title: {title}
listed: {day}
source: 2025-03-14-small-hours
tags: [{tag}]
note: {note}
---
{abstract}
"""


def letter(root: Path, issue: str = "latest", *more: str) -> EmailMessage:
    """The letter of an issue, read back from its file."""
    out = root / "letter.eml"
    assert sheaf(root, "email", issue, "--out", out, *more).code == 0
    data = out.read_bytes()
    assert data.isascii()
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    read = message_from_bytes(data, policy=policy.default)
    assert isinstance(read, EmailMessage)
    assert read.defects == []
    return read


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body
    return str(body.get_content()).replace("\r\n", "\n")


def add(root: Path, slug: str, **values: str) -> None:
    fields = {"title": "A Paper", "day": "2025-03-14", "tag": "image", "note": "", "abstract": "Words."} | values
    put(root, f"content/papers/{fields['day']}/{slug}.md", PAPER.format(**fields))


# What it says


def test_the_text_reads_well_by_itself(tiny: Path) -> None:
    assert part(letter(tiny), "plain") == (
        """\
The Small Hours - 14 March 2025 - 2 papers

Driving in the dark
===================

A new benchmark, and the first method that makes use of it.

Read this issue on the site:
https://digest.example/small-hours/issues/2025-03-14/

Highlights
----------

* LanternNet: Detecting Objects by the Light of One Lamp
  What a lamp lights up is enough to find what it does not.
  https://digest.example/small-hours/papers/lanternnet-detecting-objects-by-the-light-of-one-lamp/

New on the boards
-----------------

* 47.25% mAP on NightRoads, LanternNet
  Object detection · test split; best of the first 2 results; not verified
  https://digest.example/small-hours/benchmarks/nightroads/#board-map_task-object-detection_split-test

* 18\N{NO-BREAK SPACE}ms Latency on NightRoads, LanternNet
  Object detection · test split; first result; not verified
  https://digest.example/small-hours/benchmarks/nightroads/#board-latency_task-object-detection_split-test

Papers
------

* NightRoads: A Benchmark for Driving After Dark
  Detectors are trained by day and used by night.
  https://digest.example/small-hours/papers/nightroads-a-benchmark-for-driving-after-dark/

--\N{SPACE}
You get this letter because you subscribed to The Small Hours, made by Inês Falcão.
Unsubscribe: mailto:curator@digest.example?subject=unsubscribe%20curator%40digest.example
"""
    )


def test_a_letter_is_made_of_both_forms_and_names_its_list(tiny: Path) -> None:
    mail = letter(tiny)
    assert mail.get_content_type() == "multipart/alternative"
    assert [each.get_content_type() for each in mail.iter_parts()] == ["text/plain", "text/html"]
    assert {each.get_content_charset() for each in mail.iter_parts()} == {"utf-8"}
    assert mail["From"] == "The Small Hours <curator@digest.example>"
    assert mail["Subject"] == "The Small Hours: Driving in the dark"
    assert mail["List-Id"] == "<issues.small-hours.digest.example>"
    assert re.fullmatch(r"<[0-9a-f]{32}@digest\.example>", mail["Message-ID"])


def test_the_html_says_what_the_text_says(tiny: Path) -> None:
    mail = letter(tiny, "2025-03-07")
    page = html5lib.parse(part(mail, "html"), namespaceHTMLElements=False)
    shown = " ".join("".join(page.itertext()).split())
    for line in re.findall(r"^\* (.+)$", part(mail, "plain"), re.MULTILINE):
        assert line.split(":")[0] in shown
    assert "Issue of 7 March 2025" in shown


def test_the_sentence_of_a_paper_says_what_it_does(tiny: Path) -> None:
    add(tiny, "owls", abstract="Owls have long been studied. We propose an owl, i.e. a bird. It flies.")
    add(tiny, "larks", abstract="Larks are early. They sing.")
    add(tiny, "rooks", abstract="Rooks. We present a rook.", note="Read *this* first.")
    text = part(letter(tiny), "plain")
    assert "  We propose an owl, i.e. a bird.\n" in text
    assert "  Larks are early.\n" in text
    assert "  Curator’s note: Read this first.\n" in text


def test_only_the_html_is_escaped(tiny: Path) -> None:
    put(tiny, "content/issues/2025-03-14.md", "---\ntitle: A & B <i>\n---\nC & D\n")
    mail = letter(tiny)
    assert "\nA & B <i>\n" in part(mail, "plain")
    assert "A &amp; B &lt;i&gt;</h1>" in part(mail, "html")
    assert "<i>" not in part(mail, "html")


def test_links_of_the_introduction_stand_in_the_text(tiny: Path) -> None:
    words = "See [the owl](https://owl.example/a) and https://b.example/."
    put(tiny, "content/issues/2025-03-14.md", f"---\ntitle: T\n---\n{words}\n")
    text = part(letter(tiny), "plain")
    assert "See the owl <https://owl.example/a> and https://b.example/." in text


# What it is not


def test_the_html_is_one_file_that_asks_nobody(tiny: Path) -> None:
    words = "![x](https://a.example/x.png) <script>alert(1)</script> $x^2$"
    put(tiny, "content/issues/2025-03-14.md", f"---\ntitle: <b>T</b>\n---\n{words}\n")
    html = part(letter(tiny), "html")
    page = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree = page.parse(html)
    assert page.errors == []
    tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert tags.isdisjoint({"script", "svg", "img", "link", "iframe", "math", "form", "object"})
    assert "url(" not in html
    assert "@import" not in html
    links = [element.get("href") for element in tree.iter("a")]
    assert {urlsplit(link).scheme for link in links} <= {"https", "mailto"}
    assert sum(link.startswith("https://digest.example/small-hours/") for link in links) > 3


def test_the_style_is_in_the_elements(tiny: Path) -> None:
    tree = html5lib.parse(part(letter(tiny), "html"), namespaceHTMLElements=False)
    assert all(element.get("style") for name in ("a", "h1", "h2", "p", "li", "td") for element in tree.iter(name))
    (style,) = tree.iter("style")
    assert re.findall("@media[^{]*", style.text or "") == ["@media (prefers-color-scheme: dark) "]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_read_in_both_schemes() -> None:
    sheet = (ROOT / "templates/email/style.css").read_text(encoding="utf-8")
    for rules in sheet.split("@media"):
        ground = re.findall(r"background-color: (#\w{6})", rules)[0]
        colours = re.findall(r"[ {]color: (#\w{6})", rules)
        assert len(colours) >= 3
        assert min(contrast(colour, ground) for colour in colours) >= 4.5


def test_titles_cannot_write_headers(tiny: Path) -> None:
    nasty = 'title: "Dark\\r\\nBcc: all@example.org  é"'
    put(tiny, "content/issues/2025-03-14.md", f"---\n{nasty}\n---\nWords.\n")
    put(
        tiny,
        "content/digest.yaml",
        (tiny / "content/digest.yaml").read_text(encoding="utf-8").replace("The Small Hours", 'Nächte, "x" <a@b.c>'),
    )
    mail = letter(tiny)
    assert mail["Subject"] == 'Nächte, "x" <a@b.c>: Dark Bcc: all@example.org é'
    assert [address.addr_spec for address in mail["From"].addresses] == ["curator@digest.example"]
    assert mail["From"].addresses[0].display_name == 'Nächte, "x" <a@b.c>'
    assert mail["Bcc"] is None


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\0", "\x0b", "\ud800"])
def test_a_mail_made_of_anything_has_the_headers_it_should(end: str) -> None:
    """Also of what no content can hold: the check refuses it before."""
    digest = Digest(f"Night{end}Bcc: x@y.example", "Words", "https://digest.example/")
    body = Body("a", "<p>c</p>")
    data = message(Sender(digest, ADA, "tag:x"), ADA, "Subject", body, datetime(2025, 3, 14, tzinfo=UTC))
    names = [line.partition(b":")[0] for line in data.split(b"\r\n\r\n")[0].split(b"\r\n") if line[:1] != b" "]
    assert names[:6] == [b"From", b"To", b"Subject", b"Date", b"Message-ID", b"List-Id"]
    assert b"Bcc" not in names
    with pytest.raises(ValueError, match="linefeed or carriage return"):
        message(Sender(digest, ADA, "tag:x"), ADA, "Subject\nBcc: x@y.example", body, datetime(2025, 3, 14, tzinfo=UTC))


@pytest.mark.parametrize("title", ["ж" * 490, "word " * 90, "a" * 490, "🙂" * 300])
def test_long_titles_fold(tiny: Path, title: str) -> None:
    put(tiny, "content/issues/2025-03-14.md", f"---\ntitle: {title}\n---\nWords.\n")
    subject = letter(tiny)["Subject"]
    assert len(subject) <= 150
    assert subject.startswith(f"The Small Hours: {title[:40]}")
    assert subject.endswith("…")


# How long it is


def test_a_large_issue_is_shortened_with_links_to_the_site(tiny: Path) -> None:
    for number in range(400):
        tag = ("object-detection", "question-answering", "image")[number % 3]
        add(tiny, f"paper-{number}", title=f"{number} " + "ж" * 400, tag=tag, abstract="We propose " + "долго " * 80)
    mail = letter(tiny)
    html, text = part(mail, "html"), part(mail, "plain")
    assert 20_000 < len(html.encode()) <= 90_000
    assert "more papers on the site" in html
    assert "more papers on the site:\nhttps://digest.example/small-hours/issues/2025-03-14/#in-object-detection" in text
    told = [int(number) for number in re.findall(r"^(\d+) more papers? on the site", text, re.MULTILINE)]
    shown = text.count("\n* ") - text.count(" on NightRoads, ")
    assert sum(told) + shown == 402


def test_a_long_introduction_goes_on_at_the_site(tiny: Path) -> None:
    put(tiny, "content/issues/2025-03-14.md", f"---\ntitle: T\n---\n{'`x` ' * 4_900}\n")
    mail = letter(tiny)
    assert len(part(mail, "html").encode()) <= 90_000
    assert "The whole introduction" in part(mail, "html")
    assert "The whole introduction is on the site." in part(mail, "plain")


def test_markup_that_is_larger_than_its_words_is_left_out(tiny: Path) -> None:
    put(tiny, "content/issues/2025-03-14.md", f"---\ntitle: T\n---\n{('- ' * 48 + chr(10)) * 180}- word\n")
    assert len(part(letter(tiny), "html").encode()) <= 90_000


# What it depends on


def test_the_file_depends_on_the_content_alone(tiny: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"{seed}.eml" for seed in (1, 2)]
    for seed, file in enumerate(files):
        succeeds(sheaf_process(tiny, "email", "latest", "--out", file, environ={"PYTHONHASHSEED": str(seed)}))
    assert files[0].read_bytes() == files[1].read_bytes()
    assert message_from_bytes(files[0].read_bytes())["Date"] == "Fri, 14 Mar 2025 00:00:00 +0000"


def test_links_begin_where_the_site_is_published(tiny: Path) -> None:
    text = part(letter(tiny, "latest", "--base-url", "https://else.example/x"), "plain")
    assert "https://else.example/x/issues/2025-03-14/" in text
    assert "https://digest.example" not in text


@pytest.mark.parametrize(
    ("key", "headers"),
    [
        ("", ["<mailto:curator@digest.example?subject=unsubscribe%20curator%40digest.example>"]),
        ("mailto:leave@lists.example?subject=x", ["<mailto:leave@lists.example?subject=x>"]),
        (
            "https://lists.example/leave/" + "long/" * 30 + "?who={address}&list=a",
            [
                "<https://lists.example/leave/" + "long/" * 30 + "?who=curator%40digest.example&list=a>",
                "<mailto:curator@digest.example?subject=unsubscribe%20curator%40digest.example>",
            ],
        ),
    ],
)
def test_every_letter_says_how_to_leave(tiny: Path, key: str, headers: list[str]) -> None:
    if key:
        digest = (tiny / "content/digest.yaml").read_text(encoding="utf-8")
        put(tiny, "content/digest.yaml", f'unsubscribe: "{key}"\n{digest}')
    mail = letter(tiny)
    raw = (tiny / "letter.eml").read_bytes().decode("ascii").replace("\r\n ", " ")
    assert f"\r\nList-Unsubscribe: {', '.join(headers)}\r\n" in raw
    one_click = "List-Unsubscribe=One-Click" if key.startswith("https") else None
    assert mail["List-Unsubscribe-Post"] == one_click
    assert f"Unsubscribe: {headers[0].strip('<>')}" in part(mail, "plain")
    page = html5lib.parse(part(mail, "html"), namespaceHTMLElements=False)
    assert [a.get("href") for a in page.iter("a") if a.text == "Unsubscribe"] == [headers[0].strip("<>")]


@pytest.mark.parametrize(
    "key", ["http://a.example/{address}", "https://a.example/leave", "https://a.example/{address}>,<x"]
)
def test_an_address_for_leaving_has_a_form(tiny: Path, key: str) -> None:
    digest = (tiny / "content/digest.yaml").read_text(encoding="utf-8")
    put(tiny, "content/digest.yaml", f'unsubscribe: "{key}"\n{digest}')
    done = sheaf(tiny, "check")
    assert done.code == 1
    assert "content/digest.yaml:1:14: error: " in done.err


# Usage


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["latest"], "there is nothing to do; choose --out FILE.eml, --send or --dry-run"),
        (["latest", "--send"], "nobody to send it to; name the list of readers with --to FILE"),
        (
            ["2025-03-08", "--out", "x.eml"],
            "no issue '2025-03-08'; write its date, or latest; the newest is 2025-03-14",
        ),
        (["latest", "--out", "x.eml", "--sender", "Ada <a@b.c>"], "'Ada <a@b.c>' is no mail address"),
        (["latest", "--out", "x.eml", "--base-url", "ftp://x"], "--base-url"),
        (["latest", "--out", "absent/x.eml"], "cannot write absent/x.eml: "),
    ],
)
def test_wrong_usage(tiny: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str) -> None:
    monkeypatch.chdir(tiny)
    done = sheaf(tiny, "email", *arguments)
    assert done.code == 2
    assert told in done.err or told == "--base-url"
    assert not list(tiny.rglob("*.eml"))


def test_a_letter_needs_a_sender_and_an_issue(tiny: Path) -> None:
    digest = tiny / "content/digest.yaml"
    digest.write_text(digest.read_text(encoding="utf-8").replace("email:", "# email:"), encoding="utf-8")
    done = sheaf(tiny, "email", "latest", "--out", tiny / "x.eml")
    assert (done.code, done.err.split(";")[0]) == (2, "sheaf: nobody to send from")
    for part_of_it in ("papers", "issues"):
        shutil.rmtree(tiny / "content" / part_of_it)
    (tiny / "content/duplicates.yaml").unlink()
    done = sheaf(tiny, "email", "latest", "--out", tiny / "x.eml", "--sender", ADA)
    assert (done.code, done.err) == (2, "sheaf: there are no issues yet; import a listing first\n")


def test_content_with_errors_makes_no_letter(tiny: Path) -> None:
    put(tiny, "content/tags/broken.md", "---\nfacet: nothing\n---\n")
    done = sheaf(tiny, "email", "latest", "--out", tiny / "x.eml")
    assert (done.code, (tiny / "x.eml").exists()) == (1, False)
    assert "content/tags/broken.md" in done.err


def test_an_earlier_file_stays_where_the_new_one_cannot_be_written(tiny: Path) -> None:
    out = put(tiny, "x.eml", "old")
    out.chmod(0o444)
    done = sheaf(tiny, "email", "latest", "--out", out)
    assert (done.code, out.read_text(encoding="utf-8")) == (2, "old")
    assert "is read-only" in done.err
