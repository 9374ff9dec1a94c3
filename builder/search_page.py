"""The view of the search page: its facets with every value that a paper has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from builder import urls, views
from builder.catalogue import FACETS, POSSESSIONS, Catalogue
from builder.model import Facet
from builder.wording import day_text

_NEWEST = 5


def search(c: Catalogue, _key: str, _number: int) -> views.SearchView:
    """The search page with every facet: the tags by theirs, the benchmarks, the issues, and what a paper has."""
    return views.SearchView(
        head=c.head(urls.SEARCH, "Search", "Search titles, abstracts, tags and benchmarks.", urls.SEARCH),
        papers=len(c.site.papers),
        newest=c.cards(islice(c.site.papers, _NEWEST)),
        facets=tuple(facet for facet in _facets(c) if facet.choices),
    )


def _facets(c: Catalogue) -> Iterable[views.SearchFacet]:
    for facet, (label, _) in FACETS.items():
        yield views.SearchFacet(facet, label, "either", _tags(c, facet))
    yield views.SearchFacet("benchmark", "Benchmark", "either", _benchmarks(c))
    yield views.SearchFacet("issue", "Issue", "any", _issues(c))
    yield views.SearchFacet("has", "Code and results", "all", _possessions(c))


def _tags(c: Catalogue, facet: Facet) -> tuple[views.Choice, ...]:
    tags = c.site.vocabulary.tags
    return _by_count((s, tags[s].name, len(p)) for s, p in c.site.papers_by_tag.items() if tags[s].facet is facet)


def _benchmarks(c: Catalogue) -> tuple[views.Choice, ...]:
    names = c.site.vocabulary.benchmarks
    return _by_count((slug, names[slug].name, len(papers)) for slug, papers in c.site.papers_by_benchmark.items())


def _issues(c: Catalogue) -> tuple[views.Choice, ...]:
    return tuple((issue.day.isoformat(), day_text(issue.day), len(issue.papers)) for issue in c.site.issues)


def _possessions(c: Catalogue) -> tuple[views.Choice, ...]:
    counts = Counter(has for slug in c.site.papers for has in c.possessions(slug))
    return tuple((has, f"Has {has}", counts[has]) for has in POSSESSIONS if counts[has])


def _by_count(choices: Iterable[views.Choice]) -> tuple[views.Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: (-choice[2], choice[1].casefold())))
