"""The view of a paper's own page."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from slugify import slugify

from builder import bibtex, boards, layout, urls, views
from builder.assemble import benchmarks_of
from builder.catalogue import FACETS, Catalogue, role_text
from builder.model import Board, Decision, LinkKind, Paper, Result, Status

_LINKS = {LinkKind.CODE: "Code", LinkKind.PROJECT: "Project page", LinkKind.MODEL: "Model", LinkKind.DATA: "Data"}
_IDENTIFIERS = {"arxiv": "arXiv", "doi": "DOI", "openreview": "OpenReview", "acl": "ACL Anthology"}
_MARKDOWN = re.compile(r"([\\`*_\[\]<>])")


def paper(c: Catalogue, key: str, _number: int) -> views.PaperView:
    """A paper's own page."""
    entry = c.site.papers[key]
    previous, following = c.neighbours[key]
    name = c.name(key)
    uses = _uses(c, entry)
    abstract, quoted = c.markup.quoted(entry.abstract, boards.quotes(c.site, entry.results))
    return views.PaperView(
        head=c.head(urls.paper(key), name, c.markup.plain(entry.abstract), urls.PAPERS),
        title=c.title(key),
        name=name,
        sorted_by=slugify(name, separator=" ") or name,
        code=c.card(key).code,
        votes=c.card(key).votes,
        listed=entry.listed,
        published=entry.published,
        issue=urls.issue(entry.listed),
        authors=entry.authors,
        abstract=abstract,
        note=c.markup.block(entry.note),
        links=_externals(entry),
        tags=_tag_groups(c, entry),
        benchmarks=uses,
        ranks="; ".join(f"{use.slug} {use.rank}" for use in uses if use.rank),
        results=tuple(
            _result_line(c, key, result, urls.evidence_anchor(number), quoted)
            for number, result in enumerate(entry.results, start=1)
        ),
        badges=_badges(c, entry),
        related=tuple(
            views.Kin(c.paper_ref(kin.slug), c.site.papers[kin.slug].listed, kin.terms)
            for kin in c.site.related.get(key, ())
        ),
        previous=previous,
        next=following,
        citation=bibtex.entry(entry),
        origin=_origin(c, entry, name),
        merged=tuple(_merged_line(decision) for decision in c.site.merged.get(key, ())),
    )


def _origin(c: Catalogue, entry: Paper, name: str) -> views.Origin:
    digest = c.site.digest
    return views.Origin(
        listing=entry.source,
        editor=urls.editor(digest.repository, digest.branch, layout.paper(entry.listed, entry.slug)),
        problem=urls.problem(digest.repository, name, urls.absolute(digest.base_url, urls.paper(entry.slug))),
    )


def _merged_line(decision: Decision) -> views.MergedLine:
    gone = next(slug for slug in decision.pair if slug != decision.keep)
    return views.MergedLine(gone, decision.by, decision.why)


def _externals(entry: Paper) -> tuple[views.External, ...]:
    identifiers = [
        views.External(label, urls.identifier(scheme, entry.ids[scheme]), entry.ids[scheme])
        for scheme, label in _IDENTIFIERS.items()
        if scheme in entry.ids
    ]
    return (*(views.External(_LINKS[link.kind], link.url, _shown(link.url)) for link in entry.links), *identifiers)


def _shown(url: str) -> str:
    parts = urlsplit(url)
    return (parts.netloc + parts.path).removeprefix("www.").rstrip("/")


def _tag_groups(c: Catalogue, entry: Paper) -> tuple[views.TagGroup, ...]:
    groups = (
        views.TagGroup(
            facet,
            label,
            tuple(
                views.TagMark(urls.tag(slug), c.site.vocabulary.tags[slug].name, slug)
                for slug in entry.tags
                if c.site.vocabulary.tags[slug].facet is facet
            ),
        )
        for facet, (label, _) in FACETS.items()
    )
    return tuple(group for group in groups if group.tags)


def _uses(c: Catalogue, entry: Paper) -> tuple[views.UseLine, ...]:
    standings = ((slug, c.standing(entry.slug, slug)) for slug in benchmarks_of(entry))
    return tuple(
        views.UseLine(standing.path, standing.name, slug, role_text(entry, slug), standing.rank)
        for slug, standing in standings
    )


def _result_line(c: Catalogue, slug: str, result: Result, anchor: str, quoted: Collection[str]) -> views.ResultLine:
    metric = c.site.vocabulary.metrics[result.metric]
    place = c.place(slug, result)
    return views.ResultLine(
        benchmark=c.site.vocabulary.benchmarks[result.benchmark].name,
        board=c.board_path(result),
        rank=place.text if place else "",
        context=c.context(slug, result),
        metric=metric.name,
        assumed_metric=result.assumed_metric,
        value=boards.value_text(result.value, metric),
        model=result.model,
        evidence=boards.evidence(c.site, result, c.markup),
        anchor=anchor,
        quoted=anchor in quoted,
        verified=result.status is Status.VERIFIED,
        verification=result.verified,
        replaced=place is None and result.value is not None,
    )


def _badges(c: Catalogue, entry: Paper) -> tuple[views.BadgeOffer, ...]:
    """The badges of the boards that the paper leads."""
    places = (c.place(entry.slug, result) for result in entry.results)
    led = {place.path: place.board for place in places if place and place.rank == 1}
    return tuple(_offer(c, board) for board in led.values())


def _offer(c: Catalogue, board: Board) -> views.BadgeOffer:
    base, badge = c.site.digest.base_url, c.badge(board)
    path = urls.badge(board.benchmark, board.key)
    target = urls.absolute(base, urls.board(board.benchmark, board.key))
    text = _MARKDOWN.sub(r"\\\1", f"{badge.label} {badge.message}")
    return views.BadgeOffer(path, badge, f"[![{text}]({urls.absolute(base, path)})]({target})")
