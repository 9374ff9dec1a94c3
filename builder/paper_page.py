"""The view of a paper's own page."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from builder import boards, urls, views
from builder.assemble import benchmarks_of, key_of
from builder.catalogue import FACETS, Catalogue, role_text
from builder.model import LinkKind, Paper, Result, Status

_LINKS = {LinkKind.CODE: "Code", LinkKind.PROJECT: "Project page", LinkKind.MODEL: "Model", LinkKind.DATA: "Data"}
_IDENTIFIERS = {
    "arxiv": ("arXiv", "https://arxiv.org/abs/"),
    "doi": ("DOI", "https://doi.org/"),
    "openreview": ("OpenReview", "https://openreview.net/forum?id="),
    "acl": ("ACL Anthology", "https://aclanthology.org/"),
}


def paper(c: Catalogue, key: str, _number: int) -> views.PaperView:
    """A paper's own page."""
    entry = c.site.papers[key]
    previous, following = c.neighbours[key]
    name = c.name(key)
    return views.PaperView(
        head=c.head(urls.paper(key), name, c.markup.plain(entry.abstract), urls.PAPERS),
        title=c.title(key),
        name=name,
        listed=entry.listed,
        published=entry.published,
        issue=urls.issue(entry.listed),
        authors=entry.authors,
        abstract=c.markup.block(entry.abstract),
        note=c.markup.block(entry.note),
        links=_externals(entry),
        tags=_tag_groups(c, entry),
        benchmarks=_uses(c, entry),
        results=tuple(_result_line(c, key, result) for result in entry.results),
        previous=previous,
        next=following,
        source=entry.source,
    )


def _externals(entry: Paper) -> tuple[views.External, ...]:
    identifiers = [
        views.External(label, prefix + quote(entry.ids[scheme], safe="/.:"), entry.ids[scheme])
        for scheme, (label, prefix) in _IDENTIFIERS.items()
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


def _result_line(c: Catalogue, slug: str, result: Result) -> views.ResultLine:
    metric = c.site.vocabulary.metrics[result.metric]
    place = c.place(slug, result)
    return views.ResultLine(
        benchmark=c.site.vocabulary.benchmarks[result.benchmark].name,
        board=place.path if place else urls.benchmark(result.benchmark),
        rank=place.text if place else "",
        context=boards.context_text(c.site, key_of(result)),
        metric=metric.name,
        assumed_metric=result.assumed_metric,
        value=boards.value_text(result.value, metric),
        model=result.model,
        evidence=boards.evidence(result, c.markup),
        verified=result.status is Status.VERIFIED,
    )
