"""Pictures from SVG: the same bytes for the same text on every machine, since the font comes with a package.

A picture has the few colours of the site's light scheme, which keeps it small.
"""

from __future__ import annotations

import io
from functools import cache
from importlib import metadata
from pathlib import Path

import resvg_py
from PIL import Image

from builder import typeset

WIDTH, HEIGHT = 1200, 630
"""Pixels of a preview, as sites that show one want it."""
ICON = 180
"""Pixels of the icon of a page on the home screen of a phone, wide and high."""
PAPER = "#fcfcfa"
_INKS = ("#1c221f", "#59625d", "#17583f", "#95610a", "#dde1d9", "#f7e2a0")
"""Text, what is said beside it, green, the band, lines, straw: those of style.css."""
_STEPS = 2
"""Shades from the paper to an ink, for smooth edges."""


def preview(svg: str) -> bytes:
    """The PNG of a preview. Raises ValueError where `svg` is none."""
    fonts = [str(typeset.REGULAR), str(typeset.SEMIBOLD)]
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg, width=WIDTH, background=PAPER, skip_system_fonts=True, font_files=fonts
    )
    return _packed(drawn)


def icon(svg: str) -> bytes:
    """The PNG of an icon on paper, for what shows no SVG. Raises ValueError where `svg` is none."""
    return _packed(resvg_py.svg_to_bytes(svg_string=svg, width=ICON, background=PAPER, skip_system_fonts=True))


@cache
def makers() -> tuple[bytes, ...]:
    """What else than the SVG decides on the bytes of a picture."""
    versions = (metadata.version(name).encode() for name in ("resvg-py", "pillow", "font-source-serif-pro"))
    return (*versions, Path(__file__).read_bytes())


def _packed(png: bytes) -> bytes:
    """The picture in the colours of the palette, each pixel in the nearest."""
    with Image.open(io.BytesIO(png)) as drawn:
        few = drawn.convert("RGB").quantize(palette=_palette(), dither=Image.Dither.NONE)
    packed = io.BytesIO()
    few.save(packed, "PNG")
    return packed.getvalue()


@cache
def _palette() -> Image.Image:
    paper = bytes.fromhex(PAPER[1:])
    colours = [*paper]
    for ink in _INKS:
        for step in range(1, _STEPS + 1):
            mixed = zip(paper, bytes.fromhex(ink[1:]), strict=True)
            colours += [start + (end - start) * step // _STEPS for start, end in mixed]
    palette = Image.new("P", (1, 1))
    palette.putpalette(colours)
    return palette
