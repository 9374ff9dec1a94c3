"""The day a listing belongs to."""

from __future__ import annotations

import re
from datetime import date, timedelta

from builder.diagnostics import SheafError
from builder.listings.base import Listing

_DAY_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def listing_day(listing: Listing, *, given: date | None, file_stem: str, today: date) -> tuple[date, str]:
    """The day of a listing, and what says so, as a phrase for the user.

    `given` is the day of `--date`. A day in the file name settles the year of the day on the page, and the whole day
    where the page shows none. The page may be one day ahead of the file name: its day turns at midnight UTC.

    Raises:
        SheafError: nothing tells the day.
    """
    if given is not None:
        return given, "--date"
    page_day = listing.page_day
    if page_day is not None and page_day.year is not None:
        return page_day.latest(today), "the listing"
    named, year = _day_in(file_stem), _year_in(file_stem)
    if page_day is None:
        if named is None:
            raise SheafError("the listing shows no day", hint="give it with --date YYYY-MM-DD")
        return named, "the file name"
    if named is not None:
        return page_day.latest(named + timedelta(days=1)), "the file name"
    if year is not None and (page_day.month, page_day.day) != (2, 29):
        return date(year, page_day.month, page_day.day), "the file name"
    return page_day.latest(today), f"the latest {page_day} that is not in the future"


def _day_in(stem: str) -> date | None:
    for found in _DAY_IN_NAME.finditer(stem):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            continue
    return None


def _year_in(stem: str) -> int | None:
    found = _YEAR_IN_NAME.search(stem)
    return int(found[1]) if found else None
