"""The fonts of a PDF, from packages: nothing depends on what happens to be installed on a machine.

Some packages carry one variable font a script. WeasyPrint 70 embeds the bold of a variable font with the widths of the
regular, so that Arabic letters come apart; hence each weight is cut out as a file of its own, once, and cached.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import fontpkg
import msgspec
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from publish.caches import cache_folder

_WEIGHTS = (400, 700)
# Latin, Greek, Cyrillic and Devanagari; Arabic; Hebrew with its points, for which there is no package of Noto.
_VARIABLE_FAMILIES = ("noto-sans", "noto-sans-arabic", "arimo")


class Face(msgspec.Struct, frozen=True):
    """One file of a font family, as CSS sees it.

    Attributes:
        family: the CSS family name.
        weight: such as 400 or 700.
        style: ``normal`` or ``italic``.
        path: the font file.
    """

    family: str
    weight: int
    style: str
    path: Path

    def css(self) -> str:
        """Return the ``@font-face`` rule."""
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight}; font-style: {self.style}; '
            f'src: url("{self.path.as_uri()}"); }}'
        )


def faces(text: str) -> tuple[Face, ...]:
    """Return the faces that a text needs: Atkinson Hyperlegible always, and others for the characters that it lacks.

    Noto Sans fonts of other scripts are used too where their packages are installed. Each family has regular and bold.
    One full file a style: two files of one style show wrong letters in WeasyPrint 70.
    """
    latin = tuple(_latin())
    return (*latin, *_others(set(text) - _characters(latin[0].path)))


def covered(fonts: Iterable[Face]) -> set[str]:
    """Return the characters that at least one of some faces can draw."""
    return {character for path in {font.path for font in fonts} for character in _characters(path)}


def _latin() -> Iterator[Face]:
    for weight in _WEIGHTS:
        for style in ("normal", "italic"):
            yield Face("Atkinson Hyperlegible", weight, style, fontpkg.path("atkinson-hyperlegible", weight, style))


def _others(characters: set[str]) -> Iterator[Face]:
    for slug in dict.fromkeys((*_VARIABLE_FAMILIES, *_further_families())):
        family = fontpkg.family(slug)
        variable = next(file.path for file in family.files if file.variable and file.style == "normal")
        found = characters & _characters(variable)
        if found:
            characters = characters - found
            for weight in _WEIGHTS:
                yield Face(family.name, weight, "normal", _cut_out(variable, weight))


def _further_families() -> list[str]:
    families = (slug for slug in fontpkg.families() if slug.startswith("noto-sans-"))
    return sorted(slug for slug in families if any(file.variable for file in fontpkg.family(slug).files))


@cache
def _characters(path: Path) -> frozenset[str]:
    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def _cut_out(variable: Path, weight: int) -> Path:
    """Return a file with one weight of a variable font, at normal width."""
    source = f"{variable.name} {variable.stat().st_size} {weight} {version('fonttools')}"
    cached = _cache_folder() / f"{hashlib.sha256(source.encode()).hexdigest()[:24]}.ttf"
    if not cached.is_file():
        font = TTFont(variable, recalcTimestamp=False)
        wanted = {"wght": weight, "wdth": 100}
        place = {axis.axisTag: wanted[axis.axisTag] for axis in font["fvar"].axes if axis.axisTag in wanted}
        fixed = instantiateVariableFont(font, place, inplace=True, updateFontNames=True)
        handle, name = tempfile.mkstemp(dir=cached.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            fixed.save(file)
        Path(name).replace(cached)
    return cached


def _cache_folder() -> Path:
    try:
        folder = cache_folder("fonts")
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="publish-fonts-"))
    return folder
