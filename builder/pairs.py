"""Near-duplicates among the papers of a digest: what is still open, and what a check says of it."""

from __future__ import annotations

from builder import dedupe
from builder.diagnostics import Report
from builder.markup import Markdown
from builder.model import Content, Paper


def open_pairs(content: Content) -> tuple[dedupe.Pair, ...]:
    """The pairs of papers that are or may be one and that nobody has decided about."""
    markdown = Markdown()
    records = [record_of(paper, markdown) for paper in content.papers]
    return dedupe.open_pairs(dedupe.find_pairs(records), content)


def warn_of_open_pairs(content: Content, report: Report) -> None:
    """A warning for each open pair, but for those that have one already: on file, or with an id in common."""
    names = {alias: paper.slug for paper in content.papers for alias in paper.aliases}
    recorded = {dedupe.now(decision.pair, names) for decision in content.decisions}
    papers = {paper.slug: paper for paper in content.papers}
    for pair in open_pairs(content):
        first, second = papers[pair.a], papers[pair.b]
        if (pair.a, pair.b) not in recorded and not first.ids.items() & second.ids.items():
            message = f"'{pair.a}' and '{pair.b}' may be one paper: {pair.reason}"
            later = max(first, second, key=lambda paper: (paper.listed, paper.slug))
            report.warning(later.location, "open-pair", message, "decide it with: sheaf dedupe --resolve")


def record_of(paper: Paper, markdown: Markdown) -> dedupe.Record:
    """What the near-duplicate search knows of a paper."""
    return dedupe.Record(
        id=paper.slug,
        title=paper.title,
        abstract=markdown.source_text(paper.abstract),
        authors=paper.authors,
        year=paper.published.year if paper.published else None,
        ids=paper.ids,
    )
