"""Text set in a font of known widths, for pictures: whether the font has a text, and where its lines break.

Widths come from the font itself (OpenType tables `cmap` and `hmtx`), without kerning, which mostly narrows. So a line
that fits here fits in the picture.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import font_source_serif_pro
from fontTools.ttLib import TTFont

FAMILY = "Source Serif Pro"
"""What templates call the font; it comes with a package, so that pictures are the same on every machine."""
REGULAR, SEMIBOLD = (
    Path(font_source_serif_pro.font_directory, f"SourceSerifPro-{name}.ttf") for name in ("Regular", "Semibold")
)
_ELLIPSIS = "…"
_LEFT_OUT = {"So", "Sk", "Cf"}
"""Kinds of characters without which a text still says the same: pictographs and what joins them."""


@dataclass(frozen=True, slots=True)
class Face:
    """The width of each character of a font, in parts of its size."""

    widths: dict[str, float]

    def spelled(self, text: str) -> str:
        """`text` in characters of the font, without pictographs; empty where it has a letter that the font lacks.

        A letter in another style (bold, double-struck, full-width) becomes the plain one (Unicode, NFKC).
        """
        parts = [self._spelled(character) for character in unicodedata.normalize("NFC", text)]
        return "" if None in parts else " ".join("".join(filter(None, parts)).split())

    def _spelled(self, character: str) -> str | None:
        if character in self.widths:
            return character
        plain = unicodedata.normalize("NFKC", character)
        if all(part in self.widths for part in plain):
            return plain
        variation = "\ufe00" <= character <= "\ufe0f"
        return "" if variation or unicodedata.category(character) in _LEFT_OUT else None

    def width(self, text: str, size: float) -> float:
        """The width of a text of the font's characters at `size`, in its unit."""
        return size * sum(map(self.widths.__getitem__, text))

    def lines(self, text: str, size: float, width: float) -> list[str]:
        """`text` in as few lines as it takes, none wider than `width` and all about as long."""
        words = list(self._words(text, size, width))
        lines = self._filled(words, size, width)
        narrow, wide = 0.0, width
        while wide - narrow > size / 4:
            middle = (narrow + wide) / 2
            tried = self._filled(words, size, middle)
            fits = len(tried) == len(lines) and all(self.width(line, size) <= middle for line in tried)
            narrow, wide, lines = (narrow, middle, tried) if fits else (middle, wide, lines)
        return lines

    def _filled(self, words: Sequence[str], size: float, width: float) -> list[str]:
        """Lines that each take as many words as they can; a word that is too wide stands alone."""
        lines: list[str] = []
        for word in words:
            if lines and self.width(f"{lines[-1]} {word}", size) <= width:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def _words(self, text: str, size: float, width: float) -> Iterator[str]:
        """The words of a text, one that is wider than a line in pieces."""
        for word in text.split():
            piece = ""
            for character in word:
                if piece and self.width(piece + character, size) > width:
                    yield piece
                    piece = ""
                piece += character
            yield piece

    def fitted(self, text: str, width: float, steps: Sequence[tuple[int, int]]) -> tuple[int, list[str]]:
        """The first of `steps`, (size, most lines), at which `text` fits, with its lines; it is cut at the last."""
        size = most = 0
        lines: list[str] = []
        for size, most in steps:
            lines = self.lines(text, size, width)
            if len(lines) <= most:
                return size, lines
        filled = self._filled(list(self._words(text, size, width)), size, width)[:most]
        return size, [*filled[:-1], self._cut(filled[-1], size, width)]

    def _cut(self, line: str, size: float, width: float) -> str:
        while self.width(line + _ELLIPSIS, size) > width:
            line = line[:-1]
        return line.rstrip(" ,.;:") + _ELLIPSIS


@cache
def face(file: Path) -> Face:
    """The widths in a font file."""
    with TTFont(file, lazy=True) as font:
        advances, units = font["hmtx"].metrics, font["head"].unitsPerEm
        return Face({chr(code): advances[glyph][0] / units for code, glyph in font.getBestCmap().items()})
