"""`sheaf email --send` against a real mail server: each reader gets an issue once, whatever goes wrong."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from mail_server import Certificates, MailServer, environment, free_port, start
from support import ROOT, Outcome, put, sheaf

from builder.mailing.smtp import Connection, Lost

ADA, BOB, CLEO, DAN = (f"{name}@readers.example" for name in ("ada", "bob", "cleo", "dan"))
NOBODY = {"SHEAF_SMTP_USER": "", "SHEAF_SMTP_PASSWORD": ""}
SUBJECT = "The Small Hours: Driving in the dark"


@pytest.fixture
def readers(tmp_path: Path) -> Path:
    return put(tmp_path, "private/readers.txt", "".join(f"{name}\n" for name in (ADA, BOB, CLEO, DAN)))


def send(root: Path, readers: Path, *more: str | Path) -> Outcome:
    return sheaf(root, "email", "latest", "--send", "--to", readers, "--rate", "6000", *more)


def ledger(readers: Path) -> list[str]:
    """The states in the ledger, in order."""
    lines = readers.with_name("readers.txt.ledger").read_text(encoding="ascii").splitlines()
    return [line.split()[2] for line in lines]


# What arrives


def test_everybody_gets_a_letter_of_their_own_once(tiny: Path, readers: Path, mail: MailServer) -> None:
    done = send(tiny, readers)
    assert (done.code, done.out, done.err) == (0, f"{SUBJECT}: 4 letters sent, 0 had it, 0 refused\n", "")
    assert mail.readers == [ADA, BOB, CLEO, DAN]
    assert [letter["To"] for _, letter in mail.letters] == [ADA, BOB, CLEO, DAN]
    assert len({letter["Message-ID"] for _, letter in mail.letters}) == 4
    again = send(tiny, readers)
    assert (again.code, again.out) == (0, f"{SUBJECT}: 0 letters sent, 4 had it, 0 refused\n")
    assert len(mail.letters) == 4


def test_a_letter_arrives_whole(tiny: Path, readers: Path, mail: MailServer) -> None:
    """Lines that begin with a full stop, and letters of any script."""
    introduction = "Ночь — dark.\n\n```\n.\n..hidden\n```\n\n.gitignore is a file, 日本."
    put(tiny, "content/issues/2025-03-14.md", f"---\ntitle: Night\n---\n{introduction}\n")
    assert send(tiny, readers).code == 0
    body = mail.letters[0][1].get_body(("plain",))
    assert body
    text = body.get_content().replace("\r\n", "\n")
    assert "Ночь — dark.\n\n.\n..hidden\n\n.gitignore is a file, 日本.\n" in text


def test_what_comes_later_is_another_letter(tiny: Path, readers: Path, mail: MailServer) -> None:
    send(tiny, readers)
    done = sheaf(tiny, "email", "2025-03-07", "--send", "--to", readers, "--rate", "6000")
    assert (done.code, len(mail.letters)) == (0, 8)
    assert Counter(mail.readers) == dict.fromkeys((ADA, BOB, CLEO, DAN), 2)


def test_tls_from_the_first_byte(
    tiny: Path, readers: Path, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, port = MailServer(), free_port()
    start(server, certificates, port, tls=True)
    for name, value in environment(certificates, port, SHEAF_SMTP_SECURITY="tls", **NOBODY).items():
        monkeypatch.setenv(name, value)
    done = send(tiny, readers)
    assert server.controller
    server.controller.stop()
    assert (done.code, done.err, len(server.letters)) == (0, "", 4)


def test_a_dry_run_sends_nothing_and_tells_no_address(tiny: Path, readers: Path, mail: MailServer) -> None:
    mail.rcpt[CLEO] = ["550 no such user"]
    send(tiny, readers)
    done = sheaf(tiny, "email", "latest", "--dry-run", "--to", readers)
    assert done.out == f"{readers}:3:1: to send\n{SUBJECT}: 1 letter to send, 3 had it, 0 refused\n"
    assert (done.code, len(mail.letters)) == (0, 3)
    assert "@" not in done.out


def test_letters_keep_their_distance(
    tiny: Path, readers: Path, mail: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("builder.mailing.sending.sleep", waits.append)
    monkeypatch.setattr("builder.mailing.sending.monotonic", lambda: 0.0)
    assert sheaf(tiny, "email", "latest", "--send", "--to", readers, "--rate", "30").code == 0
    assert waits == [2, 4, 6]
    assert len(mail.letters) == 4


def test_verbose_tells_each_letter(tiny: Path, readers: Path, mail: MailServer) -> None:
    done = sheaf(tiny, "--verbose", "email", "latest", "--send", "--to", readers, "--rate", "6000")
    assert done.out.splitlines()[:4] == [f"{readers}:{line}:1: sent" for line in range(1, 5)]
    assert len(mail.letters) == 4


# What goes wrong with one reader


@pytest.mark.parametrize("step", ["rcpt", "data"])
def test_a_refusal_is_told_with_its_reply_and_the_others_get_theirs(
    tiny: Path, readers: Path, mail: MailServer, step: str
) -> None:
    getattr(mail, step)[BOB] = [f"550 5.1.1 <{BOB.upper()}>: no such user here"]
    done = send(tiny, readers)
    assert mail.readers == [ADA, CLEO, DAN]
    assert done.code == 1
    assert f"{readers}:2:1: error: the server refused it: 550 5.1.1 <…>: no such user here; " in done.err
    assert "bob" not in done.err.lower()
    assert "3 letters sent, 0 had it, 1 refused" in done.out
    assert send(tiny, readers).code == 0, "a refused letter may be sent again"
    assert mail.readers == [ADA, CLEO, DAN, BOB]


@pytest.mark.parametrize("step", ["rcpt", "data"])
def test_who_is_put_off_gets_the_letter_in_a_later_round(
    tiny: Path, readers: Path, mail: MailServer, step: str
) -> None:
    getattr(mail, step)[ADA] = ["450 4.2.0 greylisted, come again", "451 not yet"]
    done = send(tiny, readers)
    assert (done.code, done.err) == (0, "")
    assert mail.readers == [BOB, CLEO, DAN, ADA]


def test_who_is_put_off_for_long_is_told_of(tiny: Path, readers: Path, mail: MailServer) -> None:
    mail.rcpt[ADA] = ["450 4.2.0 greylisted"] * 4
    done = send(tiny, readers)
    assert (done.code, mail.readers) == (1, [BOB, CLEO, DAN])
    assert f"{readers}:1:1: error: the server puts it off: 450 4.2.0 greylisted; run again later" in done.err
    assert send(tiny, readers).code == 0
    assert mail.readers == [BOB, CLEO, DAN, ADA]


def test_a_server_that_takes_leave_is_called_again(tiny: Path, readers: Path, mail: MailServer) -> None:
    mail.rcpt[BOB] = ["421 4.7.0 too many letters on one connection"]
    assert send(tiny, readers).code == 0
    assert mail.readers == [ADA, CLEO, DAN, BOB]


def test_a_connection_that_breaks_before_the_text_loses_nothing(tiny: Path, readers: Path, mail: MailServer) -> None:
    mail.rcpt[BOB] = ["drop", "drop"]
    done = send(tiny, readers)
    assert (done.code, done.err) == (0, "")
    assert mail.readers == [ADA, CLEO, DAN, BOB]


def test_a_connection_that_breaks_behind_the_text_leaves_a_doubt(tiny: Path, readers: Path, mail: MailServer) -> None:
    """The server may have delivered it: nobody gets a letter twice."""
    mail.data[BOB] = ["drop"]
    for had, sent in ((0, 3), (3, 0)):
        done = send(tiny, readers)
        assert done.code == 0
        assert f"{readers}:2:1: warning: nobody knows whether this letter arrived" in done.err
        assert f"{sent} letters sent, {had} had it, 0 refused, 1 in doubt" in done.out
    assert mail.readers == [ADA, CLEO, DAN]
    assert mail.offered.count(BOB) == 1


@pytest.mark.parametrize("reply", ["oops, I mean yes", "354 go on"])
def test_an_answer_that_makes_no_sense_leaves_a_doubt(tiny: Path, readers: Path, mail: MailServer, reply: str) -> None:
    mail.data[BOB] = [reply]
    done = send(tiny, readers)
    assert (done.code, mail.readers) == (0, [ADA, CLEO, DAN])
    assert f"arrived: the server's answer makes no sense: {'-1' if reply[0] == 'o' else '354'}" in done.err
    assert "1 in doubt" in send(tiny, readers).out


def test_an_answer_that_makes_no_sense_before_the_text_loses_nothing(
    tiny: Path, readers: Path, mail: MailServer
) -> None:
    mail.rcpt[BOB] = ["oops"]
    assert send(tiny, readers).code == 0
    assert mail.readers == [ADA, CLEO, DAN, BOB]


# What ends a run


def test_a_run_that_is_killed_goes_on_where_it_was(tiny: Path, readers: Path, mail: MailServer) -> None:
    """Killed while the server has the third letter and has not answered."""
    command = [sys.executable, "-m", "builder", "--root", str(tiny), "email", "latest", "--send", "--rate", "6000"]
    with subprocess.Popen([*command, "--to", str(readers)], cwd=ROOT, env=os.environ) as process:
        mail.kill[CLEO] = process.pid
        assert process.wait(60) == -9
    assert ledger(readers) == ["begun", "sent", "begun", "sent", "begun"]
    mail.kill.clear()
    done = send(tiny, readers)
    assert (done.code, mail.readers.count(CLEO)) == (0, 1)
    assert f"{readers}:3:1: warning: nobody knows whether this letter arrived: a run was stopped" in done.err
    assert Counter(mail.readers) == dict.fromkeys((ADA, BOB, CLEO, DAN), 1)


def test_a_wrong_password_ends_the_run(
    tiny: Path, readers: Path, mail: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHEAF_SMTP_PASSWORD", "guess")
    done = send(tiny, readers)
    assert done.code == 2
    assert "refused the user or the password: 535" in done.err
    assert "guess" not in done.err
    assert mail.offered == []


def test_nothing_is_sent_without_a_certificate_that_holds(
    tiny: Path, readers: Path, mail: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    done = send(tiny, readers)
    assert (done.code, mail.offered) == (2, [])
    assert "has a certificate that does not hold" in done.err


def test_nothing_is_sent_in_clear(tiny: Path, readers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server, port = MailServer(), free_port()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    monkeypatch.setenv("SHEAF_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SHEAF_SMTP_PORT", str(port))
    done = send(tiny, readers)
    controller.stop()
    assert (done.code, server.offered) == (2, [])
    assert "offers no STARTTLS" in done.err


def test_a_server_that_is_not_there(
    tiny: Path, readers: Path, mail: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("SHEAF_SMTP_PORT", str(free_port()))
        done = send(tiny, readers)
    assert done.code == 2
    assert "cannot reach the mail server 127.0.0.1:" in done.err
    assert "run again later" in done.err
    assert "0 letters sent" in done.out
    assert send(tiny, readers).code == 0
    assert mail.readers == [ADA, BOB, CLEO, DAN]


def test_a_server_that_goes_away_ends_the_run_and_the_next_goes_on(
    tiny: Path, readers: Path, mail: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found out before it went is told."""
    mail.rcpt[ADA] = ["550 no such user"]
    mail.rcpt[CLEO] = ["drop"]
    real, down = Connection.open, []

    def reachable(self: Connection) -> None:
        if CLEO in mail.offered:
            down.append(1)
            raise Lost("cannot reach the mail server: gone")
        real(self)

    with monkeypatch.context() as patch:
        patch.setattr(Connection, "open", reachable)
        done = send(tiny, readers)
    assert (done.code, mail.readers, len(down)) == (2, [BOB], 4)
    assert "the server refused it: 550" in done.err
    assert "cannot reach the mail server: gone; run again later" in done.err
    assert send(tiny, readers).code == 0
    assert mail.readers == [BOB, ADA, CLEO, DAN]


def test_two_runs_at_once_are_refused(tiny: Path, readers: Path, mail: MailServer) -> None:
    with readers.with_name("readers.txt.ledger").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        done = send(tiny, readers)
    assert (done.code, mail.letters) == (2, [])
    assert "another run is sending" in done.err


# The ledger


def test_a_line_that_was_not_finished_counts_for_nothing(tiny: Path, readers: Path, mail: MailServer) -> None:
    send(tiny, readers)
    file = readers.with_name("readers.txt.ledger")
    whole = file.read_bytes()
    assert whole.count(b"\n") == 8
    file.write_bytes(whole[: -len(b"nt\n")])  # the last answer was not written whole: the letter may have arrived
    assert "1 in doubt" in send(tiny, readers).out
    lines = whole.splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:6]) + lines[6][:-4])  # the letter had not set out
    assert "1 letter sent, 3 had it" in send(tiny, readers).out
    assert mail.readers == [ADA, BOB, CLEO, DAN, DAN]
    assert file.read_bytes() == whole


def test_a_ledger_that_was_edited_is_refused(tiny: Path, readers: Path, mail: MailServer) -> None:
    put(readers.parent, "readers.txt.ledger", "2025-03-14 somebody sent\n")
    done = send(tiny, readers)
    assert (done.code, mail.letters) == (2, [])
    assert "readers.txt.ledger:1:1: this is no line of a ledger" in done.err


def test_a_ledger_tells_no_address(tiny: Path, readers: Path, mail: MailServer) -> None:
    send(tiny, readers)
    text = readers.with_name("readers.txt.ledger").read_text(encoding="ascii")
    assert "ada" not in text
    assert "@" not in text
    assert len(mail.letters) == 4


# The list


def test_a_list_is_read_line_by_line(tiny: Path, tmp_path: Path, mail: MailServer) -> None:
    lines = (f"  {ADA}", "Ada <x@y.example>", ADA.upper(), "à@b.example", "a@b.example, c@d", BOB)
    text = "\ufeff# readers\r\n\r\n" + "\r\n".join(lines)
    file = put(tmp_path, "list.txt", text)
    done = send(tiny, file)
    assert (done.code, mail.readers) == (1, [ADA, BOB])
    assert [line.split(": ")[:2] for line in done.err.splitlines()[:4]] == [
        [f"{file}:4:1", "error"],
        [f"{file}:5:1", "warning"],
        [f"{file}:6:1", "error"],
        [f"{file}:7:1", "error"],
    ]


@pytest.mark.parametrize("ignored", [False, True])
def test_a_list_that_git_would_publish_is_refused(tiny: Path, mail: MailServer, ignored: bool) -> None:
    subprocess.run(["git", "init", "-q", str(tiny)], check=True)
    put(tiny, ".gitignore", "private/\n" if ignored else "")
    done = send(tiny, put(tiny, "private/readers.txt", f"{ADA}\n"))
    assert done.code == (0 if ignored else 2)
    assert mail.readers == ([ADA] if ignored else [])
    assert ignored or "lies in the digest's repository" in done.err


def test_a_list_in_the_digests_folder_is_refused_without_git_too(tiny: Path, mail: MailServer) -> None:
    done = send(tiny, put(tiny, "readers.txt", f"{ADA}\n"))
    assert (done.code, mail.letters) == (2, [])


def test_a_ledger_that_git_would_publish_is_refused(tiny: Path, readers: Path, mail: MailServer) -> None:
    done = send(tiny, readers, "--ledger", tiny / "content/ledger")
    assert (done.code, mail.letters) == (2, [])
    assert not (tiny / "content/ledger").exists()


# Usage


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SHEAF_SMTP_HOST", "", "no mail server is named; set SHEAF_SMTP_HOST"),
        ("SHEAF_SMTP_HOST", "a..b", "SHEAF_SMTP_HOST is 'a..b'"),
        ("SHEAF_SMTP_PORT", "ten", "SHEAF_SMTP_PORT is 'ten'"),
        ("SHEAF_SMTP_PORT", "70000", "SHEAF_SMTP_PORT is '70000'"),
        ("SHEAF_SMTP_SECURITY", "none", "SHEAF_SMTP_SECURITY is 'none'"),
        ("SHEAF_SMTP_USER", "", "go together"),
        ("SHEAF_SMTP_PASSWORD", "pässword", "is not ASCII"),
    ],
)
def test_a_wrong_environment(
    tiny: Path,
    readers: Path,
    mail: MailServer,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    told: str,
) -> None:
    monkeypatch.setenv(name, value)
    done = send(tiny, readers)
    assert (done.code, mail.letters) == (2, [])
    assert told in done.err
    assert "pässword" not in done.err
