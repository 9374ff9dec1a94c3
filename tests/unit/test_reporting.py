"""Diagnostics and the ways they are told."""

from __future__ import annotations

import json

import pytest

from builder.diagnostics import Diagnostic, Location, Report, Severity, did_you_mean
from builder.reporting import formatted

FAULT = Diagnostic(Location("a,b:c.md", 3, 7), Severity.ERROR, "yaml", "100%\nwrong", "do\rthis")


def test_text_is_a_line_each() -> None:
    plain = Diagnostic(Location("a.md"), Severity.WARNING, "rule", "message")
    line = "a.md:1:1: warning: message [rule]"
    assert formatted([plain, FAULT], "text") == f"{line}\n{FAULT}"


def test_github_commands_cannot_be_broken_out_of() -> None:
    assert formatted([FAULT], "github") == (
        "::error file=a%2Cb%3Ac.md,line=3,col=7,title=yaml::100%25%0Awrong; do%0Dthis"
    )


def test_json_is_one_array() -> None:
    assert json.loads(formatted([FAULT], "json")) == [
        {
            "path": "a,b:c.md",
            "line": 3,
            "column": 7,
            "severity": "error",
            "rule": "yaml",
            "message": "100%\nwrong",
            "hint": "do\rthis",
        }
    ]


@pytest.mark.parametrize("style", ["text", "github"])
def test_nothing_is_told_of_nothing(style: str) -> None:
    assert formatted([], style) == ""


def test_a_report_is_sorted_by_place_and_tells_each_fault_once() -> None:
    report, other = Report(), Report()
    report.error(Location("b.md", 1), "r", "later")
    report.notice(Location("a.md", 10), "r", "tenth line")
    report.warning(Location("a.md", 9), "r", "ninth line")
    other.error(Location("b.md", 1), "r", "later")
    report.extend(other)
    assert [d.message for d in report] == ["ninth line", "tenth line", "later"]
    assert len(report) == 3
    assert [report.count(severity) for severity in Severity] == [1, 1, 1]
    assert report.has_errors


def test_warnings_and_notices_are_no_errors() -> None:
    report = Report()
    report.warning(Location("a"), "r", "m")
    report.notice(Location("a"), "r", "m")
    assert not report.has_errors


@pytest.mark.parametrize(
    ("word", "hint"), [("imge", "did you mean 'image'?"), ("IMAGE", "did you mean 'image'?"), ("zzz", ""), ("", "")]
)
def test_the_nearest_known_word(word: str, hint: str) -> None:
    assert did_you_mean(word, ["image", "video"]) == hint


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("grahp", "graph-neural-network"),  # a word of the slug
        ("grahp-neural", "graph-neural-network"),  # two of them
        ("network", "recurrent-network"),  # in both: the one with less beside it
        ("vision-transfomer", "vision-transformer"),
        ("transfomer", "transformer"),  # the whole slug before a part of one
        ("lisbon", "Europe/Lisbon"),
    ],
)
def test_a_misspelt_part_of_a_slug_names_the_slug(word: str, nearest: str) -> None:
    known = ["vision-transformer", "transformer", "graph-neural-network", "gan", "recurrent-network", "Europe/Lisbon"]
    assert did_you_mean(word, known) == f"did you mean '{nearest}'?"


@pytest.mark.parametrize("word", ["xyz", "vit", "owlbench", "-"])
def test_a_word_that_nothing_is_near_gets_no_hint(word: str) -> None:
    assert did_you_mean(word, ["video-understanding", "graph-neural-network", "nightroads", "ap"]) == ""
