"""What the digest sorts by, as data: its tags, and its benchmarks with their boards."""

from __future__ import annotations

from typing import Any

from builder import boards, urls
from builder.exports.papers import VERSION, digest
from builder.model import Board, Site


def tags(site: Site, *, with_files: bool) -> dict[str, Any]:
    """The tags that papers carry; `with_files` tells whether each has a BibTeX file."""
    return {
        "$schema": urls.absolute(site.digest.base_url, urls.data_schema("tags")),
        "version": VERSION,
        "digest": digest(site),
        "tags": [_tag(site, slug, with_files=with_files) for slug in site.papers_by_tag],
    }


def _tag(site: Site, slug: str, *, with_files: bool) -> dict[str, Any]:
    tag, base = site.vocabulary.tags[slug], site.digest.base_url
    return {
        "slug": slug,
        "url": urls.absolute(base, urls.tag(slug)),
        "name": tag.name,
        "facet": tag.facet,
        "aliases": list(tag.aliases),
        "description": tag.description,
        "papers": len(site.papers_by_tag[slug]),
        "bibtex": urls.absolute(base, urls.tag_citations(slug)) if with_files else None,
    }


def benchmarks(site: Site) -> dict[str, Any]:
    """The benchmarks that papers name, and where their boards are."""
    return {
        "$schema": urls.absolute(site.digest.base_url, urls.data_schema("benchmarks")),
        "version": VERSION,
        "digest": digest(site),
        "benchmarks": [_benchmark(site, slug) for slug in site.papers_by_benchmark],
    }


def _benchmark(site: Site, slug: str) -> dict[str, Any]:
    benchmark = site.vocabulary.benchmarks[slug]
    return {
        "slug": slug,
        "url": urls.absolute(site.digest.base_url, urls.benchmark(slug)),
        "name": benchmark.name,
        "aliases": list(benchmark.aliases),
        "tasks": list(benchmark.tasks),
        "homepage": benchmark.homepage,
        "description": benchmark.description,
        "papers": len(site.papers_by_benchmark[slug]),
        "boards": [_board(site, board) for board in site.boards.get(slug, ())],
    }


def _board(site: Site, board: Board) -> dict[str, Any]:
    base, key = site.digest.base_url, boards.spelled(board)
    return {
        "board": urls.board_name(board.key),
        "metric": key.metric,
        "task": key.task,
        "split": key.split,
        "setting": key.setting,
        "results": len(board.ranked),
        "json": urls.absolute(base, urls.board_file(board.benchmark, board.key, "json")),
        "csv": urls.absolute(base, urls.board_file(board.benchmark, board.key, "csv")),
    }
