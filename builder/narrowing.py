"""What lists are narrowed to: that of a tag by belongings and other tags, a board by what stands behind its results."""

from __future__ import annotations

from collections.abc import Sequence

from builder import urls, views
from builder.catalogue import POSSESSIONS, Catalogue
from builder.model import Board, Status

_ORDERS = (("", "Newest in the digest"), ("oldest", "Oldest in the digest"), ("title", "Title"))
_BY_VOTES = ("votes", "Most votes")
_BOARD_AT_A_GLANCE = 5  # results
_AT_A_GLANCE = 3  # papers; a list as short as this needs no chips
_TAG_CHIPS = 6
_HAS = "has"


def narrowing(c: Catalogue, tag: str) -> views.Narrowing:
    """The chips of a tag's list, each with its count over the whole list.

    A list of one page is narrowed where it stands. One of several pages is narrowed by the search, which knows all its
    papers: a page that hides some of its own would say nothing of the others.
    """
    slugs, size = c.site.papers_by_tag[tag], c.site.digest.page_size
    chips = _chips(c, tag) if len(slugs) > _AT_A_GLANCE else ()
    if len(slugs) > size:
        facet = c.site.vocabulary.tags[tag].facet
        return views.Narrowing(chips, (), f"{facet}={tag}&sort=newest")
    offered = {chip.choice for chip in chips}
    marks = tuple(" ".join(choice for choice in _choices(c, slug) if choice in offered) for slug in slugs)
    orders = _orders(c, slugs) if len(slugs) > _AT_A_GLANCE else ()
    return views.Narrowing(chips, marks if chips or orders else (), "", orders)


def board_narrowing(c: Catalogue, board: Board) -> views.Narrowing:
    """The chips of a board: the results of papers with code, and those that somebody verified.

    The address names the board with each, for a page may have several.
    """
    anchor = urls.board_anchor(board.key)
    code, verified = f"{anchor}.has=code", f"{anchor}.is=verified"
    marks = [
        [code] * ("code" in c.possessions(row.paper)) + [verified] * (row.result.status is Status.VERIFIED)
        for row in board.rows
    ]
    every = [choice for choices in marks for choice in choices]
    chips = tuple(
        views.Chip(choice, name, every.count(choice))
        for choice, name in ((code, "Code"), (verified, "Verification"))
        if 0 < every.count(choice) < len(board.rows)
    )
    if not chips or len(board.rows) <= _BOARD_AT_A_GLANCE:
        return views.Narrowing((), (), "")
    return views.Narrowing(chips, tuple(map(" ".join, marks)), "")


def _orders(c: Catalogue, slugs: Sequence[str]) -> tuple[tuple[str, str], ...]:
    voted = any(c.site.papers[slug].votes for slug in slugs)
    return (*_ORDERS, _BY_VOTES) if voted else _ORDERS


def _chips(c: Catalogue, tag: str) -> tuple[views.Chip, ...]:
    """What some papers of a tag have and others do not: belongings, then the commonest tags of the other facets."""
    slugs, tags = c.site.papers_by_tag[tag], c.site.vocabulary.tags
    owned = [has for slug in slugs for has in c.possessions(slug)]
    belongings = [views.Chip(f"{_HAS}={has}", has.capitalize(), owned.count(has)) for has in POSSESSIONS]
    beside = c.beside(tag)
    ranked = sorted(beside, key=lambda slug: (-beside[slug], tags[slug].name.casefold(), slug))
    others = [
        views.Chip(_choice(c, slug), tags[slug].name, beside[slug])
        for slug in ranked
        if tags[slug].facet is not tags[tag].facet and beside[slug] < len(slugs)
    ]
    return (*(chip for chip in belongings if 0 < chip.count < len(slugs)), *others[:_TAG_CHIPS])


def _choices(c: Catalogue, slug: str) -> tuple[str, ...]:
    """Everything that may be chosen of a paper, as the address says it."""
    return (*(f"{_HAS}={has}" for has in c.possessions(slug)), *(_choice(c, t) for t in c.site.papers[slug].tags))


def _choice(c: Catalogue, tag: str) -> str:
    return f"{c.site.vocabulary.tags[tag].facet}={tag}"
