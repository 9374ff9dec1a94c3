"""Where the parts of a digest lie, relative to its root."""

from __future__ import annotations

from datetime import date

CONTENT = "content"
DIGEST = "content/digest.yaml"
LISTINGS = "content/listings"
PAPERS = "content/papers"
ISSUES = "content/issues"
TAGS = "content/tags"
BENCHMARKS = "content/benchmarks"
METRICS = "content/metrics.yaml"
DUPLICATES = "content/duplicates.yaml"
TEMPLATES = "templates"
SITE = "site"
CACHE = ".cache/sheaf"
PREVIEW_CACHE = ".cache/sheaf/previews"


def paper(day: date, slug: str) -> str:
    """The file of a paper: a folder per issue keeps folders small enough to browse on a Git host."""
    return f"{PAPERS}/{day.isoformat()}/{slug}.md"
