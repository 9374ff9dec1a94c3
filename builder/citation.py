"""What every citation of a paper is made of, in whatever form: its authors' names, when it appeared, where it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder import urls
from builder.model import Paper

_ARXIV_MONTH = re.compile(r"(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?")
_GROUPS = frozenset("authors collaboration community consortium contributors group project team".split())
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_MOST_COMMAS = 2  # "Family, Jr., Given"; with more, it is a list


@dataclass(frozen=True, slots=True)
class Name:
    """An author's name in parts; of an organisation, and of a name of one word, `family` is all of it."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""


def is_organisation(name: str) -> bool:
    """Whether a name is to be kept in one piece: "Institute for Sun and Moon", "Llama Team"."""
    words = name.casefold().split()
    return "and" in words or name.count(",") > _MOST_COMMAS or bool(words and words[-1] in _GROUPS)


def name_of(author: str) -> Name:
    """The parts of a name, by the rules of BibTeX: "Ada van der Sower Jr.", "Sower, Ada" or "Sower, Jr., Ada".

    The family name is the last word, together with what stands behind a particle; a particle begins with a small
    letter. Source: N. Markey, Tame the BeaST, section 4.
    """
    words = author.split()
    if is_organisation(author) or len(words) < 2:
        return Name(author)
    if "," in author:
        family, *suffix, given = (part.strip() for part in author.split(","))
        particle, family = _without_particle(family.split())
        return Name(family, given, particle, " ".join(suffix)) if family and given else Name(author)
    suffix = [words.pop()] if len(words) > 2 and words[-1].casefold() in _SUFFIXES else []
    small = next((at for at, word in enumerate(words[:-1]) if at and word[0].islower()), len(words) - 1)
    particle, family = _without_particle(words[small:])
    return Name(family, " ".join(words[:small]), particle, " ".join(suffix))


def _without_particle(words: Sequence[str]) -> tuple[str, str]:
    """The particle that `words` begin with, and the rest, which is never empty."""
    end = next((at for at, word in enumerate(words[:-1]) if not word[0].islower()), max(0, len(words) - 1))
    return " ".join(words[:end]), " ".join(words[end:])


def appeared(paper: Paper) -> tuple[int, ...]:
    """Year, month and day when a paper appeared; else the year and month that its arXiv identifier begins with.

    Empty where neither is known: the day when a digest listed a paper says nothing of that.
    """
    if paper.published:
        return paper.published.year, paper.published.month, paper.published.day
    if found := _ARXIV_MONTH.fullmatch(paper.ids.get("arxiv", "")):
        return 2000 + int(found["year"]), int(found["month"])
    return ()


def pages(paper: Paper) -> tuple[str, ...]:
    """The URLs of the pages of a paper's identifiers, that of the preprint first."""
    return tuple(urls.identifier(scheme, paper.ids[scheme]) for scheme in urls.IDENTIFIERS if scheme in paper.ids)


def address(paper: Paper) -> str:
    """Where a paper is read: at its identifier's page, else at its first link; empty where it has neither."""
    return next(iter((*pages(paper), *(link.url for link in paper.links))), "")
