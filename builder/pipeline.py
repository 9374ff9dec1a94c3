"""From content/ to the site, stage by stage: load -> check -> assemble -> exports -> render -> search -> publish.

What comes before, listings -> repair -> entries -> dedupe -> extract -> content/, is `importing.py`: the two meet in
the files of content/ and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from builder import crawlers, exports, layout, search, staging, urls
from builder.assemble import assemble
from builder.assets import assets
from builder.cache import FileCache, TreeCache
from builder.check import checked_content
from builder.diagnostics import Report, SheafError
from builder.files import scratch, told
from builder.markup import Markdown
from builder.model import Content
from builder.publish import Published, publish, require_publishable
from builder.render import is_preview, plan


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    pages: int
    papers: int
    published: Published


def build(
    root: Path,
    out: Path,
    *,
    base_url: str | None,
    jobs: int | None,
    use_cache: bool,
    with_search: bool,
    report: Report,
) -> Built | None:
    """The site of the digest at `root`, in `out`; None where the content has errors, and `out` is as it was."""
    require_publishable(out)
    content = checked_content(root, report)
    if content is None:
        return None
    site = assemble(published_at(content, base_url) if base_url else content)
    specs = list(plan(site))
    if clashes := urls.collisions(spec.path for spec in specs):
        raise SheafError(f"two pages have one address: {clashes[0][0]}", exit_code=1)
    folders = template_dirs(root)
    with told("write the site"), scratch(root) as stage:
        for path, data in assets(folders):
            staging.put(stage, path, data)
        downloads = exports.write(site, Markdown(), stage)
        kept = FileCache(root / layout.PREVIEW_CACHE) if use_cache else None
        staging.render_into(staging.Work(site, folders, stage, downloads, kept), specs, jobs)
        if kept:
            kept.prune(spec.path for spec in specs if is_preview(spec))
        for path, data in crawlers.files(site, specs):
            staging.put(stage, path, data)
        if with_search:
            cache = TreeCache(root / layout.CACHE / "search") if use_cache else None
            search.index(stage, [urls.file_of(urls.paper(slug)) for slug in site.papers], cache)
        return Built(len(specs), len(site.papers), publish(stage, out))


def published_at(content: Content, base_url: str) -> Content:
    """The content of a digest that is published at `base_url` and not where its file says."""
    return replace(content, digest=replace(content.digest, base_url=base_url.rstrip("/") + "/"))


def template_dirs(root: Path) -> list[Path]:
    """Where templates are looked for: the digest's own folder first, then the packaged one, file by file."""
    package = Path(__file__).parent
    packaged = package / layout.TEMPLATES
    if not packaged.is_dir():  # a checkout: the templates lie beside the package and move into it with the wheel
        packaged = package.parent / layout.TEMPLATES
    own = root / layout.TEMPLATES
    return [own, packaged] if own.is_dir() and own.resolve() != packaged.resolve() else [packaged]
