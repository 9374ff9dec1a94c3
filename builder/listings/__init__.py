"""Saved listings of papers -> entries: one module per format, all behind the small protocol of `base.Format`."""

from __future__ import annotations

from builder.diagnostics import Location, Report, SheafError, did_you_mean
from builder.listings import arxiv_feed as _arxiv_feed
from builder.listings import bibtex as _bibtex
from builder.listings import csl_json as _csl_json
from builder.listings import hf_daily as _hf_daily
from builder.listings import hf_papers as _hf_papers
from builder.listings import json_papers as _json_papers
from builder.listings import markdown_list as _markdown_list
from builder.listings import ris as _ris
from builder.listings.base import Entry, Format, Listing, PartialDate
from builder.listings.days import listing_day
from builder.listings.decode import decode

__all__ = ["FORMATS", "Entry", "Format", "Listing", "PartialDate", "listing_day", "read_listing"]

FORMATS: tuple[Format, ...] = (
    _arxiv_feed,
    _bibtex,
    _ris,
    _hf_daily,
    _csl_json,
    _json_papers,
    _hf_papers,
    _markdown_list,
)
"""Every format, the most particular first: the first one that recognises a text reads it."""


def read_listing(data: bytes, path: str, report: Report, *, format_name: str | None = None) -> Listing | None:
    """The papers in the bytes of a listing; None after an error was reported.

    `path` is what diagnostics call the file. `format_name` chooses a format where content does not tell.

    Raises:
        SheafError: no format has that name.
    """
    chosen = _named(format_name) if format_name is not None else None
    text = decode(data, path, report)
    if text is None:
        return None
    chosen = chosen or next((known for known in FORMATS if known.detect(text)), None)
    if chosen is None:
        hint = f"Sheaf reads {_names()}; choose one with --format if this is one"
        report.error(Location(path), "listing-unknown", "no known format of a listing", hint)
        return None
    listing = chosen.parse(text, path, report)
    if not listing.entries:
        report.error(Location(path), "listing-without-papers", f"no paper found in this {listing.format} listing")
        return None
    return listing


def _named(name: str) -> Format:
    for known in FORMATS:
        if known.name == name:
            return known
    near = did_you_mean(name, [known.name for known in FORMATS])
    raise SheafError(f"unknown format of a listing '{name}'", hint=near or f"Sheaf reads {_names()}")


def _names() -> str:
    return ", ".join(known.name for known in FORMATS)
