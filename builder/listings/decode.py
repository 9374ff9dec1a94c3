"""Bytes of a listing -> text, or one clear error."""

from __future__ import annotations

import codecs
import re

from builder.diagnostics import Location, Report

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SPACE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_NO_WIDTH = re.compile(r"[\u200b\u2060\ufeff]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL_SHARE = 0.05
"""Text has next to no control characters; a tenth of compressed data are."""

_TO_UTF8 = "save it as UTF-8, for example with: iconv -f {} -t UTF-8"


def decode(data: bytes, path: str, report: Report) -> str | None:
    """The text with plain line ends and spaces, without a byte order mark; None after an error was reported."""
    if data.startswith(_UTF16):
        report.error(Location(path), "listing-encoding", "the file is UTF-16, not UTF-8", _TO_UTF8.format("UTF-16"))
        return None
    if b"\x00" in data or len(_CONTROL.findall(data)) > _CONTROL_SHARE * len(data):
        report.error(Location(path), "listing-binary", "the file is binary, not text", "save the page as text")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        _report_bad_byte(data.removeprefix(codecs.BOM_UTF8), fault, path, report)
        return None
    text = _SPACE.sub(" ", _NO_WIDTH.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    if not text.strip():
        report.error(Location(path), "listing-empty", "the file is empty", "save the page again")
        return None
    return text


def _report_bad_byte(data: bytes, fault: UnicodeDecodeError, path: str, report: Report) -> None:
    before = data[: fault.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line_start = before.rfind(b"\n") + 1
    place = Location(path, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8")) + 1)
    message = f"the file is not UTF-8: byte 0x{data[fault.start]:02x}"
    report.error(place, "listing-encoding", message, _TO_UTF8.format("ISO-8859-1"))
