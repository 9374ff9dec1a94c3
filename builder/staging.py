"""Rendering a plan into a folder, on one process or several; the bytes are the same."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from builder import urls
from builder.cache import FileCache
from builder.files import make_folder
from builder.markup import Markdown
from builder.model import Site
from builder.render import Renderer, Spec, is_preview

_WORTH_IT = 2_000
"""Pages from which a second process saves more time than it takes to start."""
_PICTURE = 40
"""Pages that take as long as a picture that is not kept."""
_BATCH = 50


@dataclass(frozen=True, slots=True)
class Work:
    """What every process needs to render; `downloads` are the sizes of the exported files by site path."""

    site: Site
    template_dirs: Sequence[Path]
    stage: Path
    downloads: Mapping[str, int]
    kept: FileCache | None = None

    def has(self, picture: Spec) -> bool:
        """Whether a picture is kept, be it the same or an earlier one."""
        return self.kept is not None and picture.path in self.kept


_renderer: Renderer
_stage: Path


def render_into(work: Work, specs: Sequence[Spec], jobs: int | None) -> None:
    """Write the pages of `specs` below the stage with `jobs` processes; None chooses by the number of pages."""
    if jobs is None:
        pages = sum(_PICTURE if is_preview(spec) and not work.has(spec) else 1 for spec in specs)
        jobs = 1 if pages < _WORTH_IT else (os.cpu_count() or 1)
    if jobs == 1:
        _start(work)
        _render(specs)
        return
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(work,)) as pool:
        batches = [specs[start : start + _BATCH] for start in range(0, len(specs), _BATCH)]
        for _ in pool.map(_render, batches):
            pass


def _start(work: Work) -> None:
    global _renderer, _stage
    renderer = Renderer(work.site, Markdown(), work.template_dirs, work.downloads, work.kept)
    _renderer, _stage = renderer, work.stage


def _render(specs: Sequence[Spec]) -> None:
    for spec in specs:
        put(_stage, urls.file_of(spec.path), _renderer(spec))


def put(stage: Path, path: str, data: bytes) -> None:
    """Write `data` to the staged file `path`."""
    target = stage / path
    make_folder(target.parent)
    target.write_bytes(data)
