"""Streamlit's font of icons, cut down to the icons that its scripts and our pages can name.

Relies on: an icon is a ligature of the font, spelled with its name, as `expand_more`.
Without it: a browser loads all of the 4,300 icons before it shows a page.
Gain: a first visit loads 0.06 MB of icons instead of 0.37.
"""

import hashlib
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from dashboard.registry import PROJECT

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"
_WORD = re.compile(rf"[{_LETTERS}]+")
_OUR_ICON = re.compile(r":material/(\w+):")
_LIGATURE = 4  # the number of this kind of lookup in the format of fonts


def our_icons() -> set[str]:
    """The names of the icons on our pages."""
    files = (path for room in ("dashboard", "pages") for path in (PROJECT / room).rglob("*.py"))
    return {name for path in files for name in _OUR_ICON.findall(path.read_text(encoding="utf-8"))}


def digest() -> str:
    """A short text that is another one when a page has another icon."""
    return hashlib.sha256(" ".join(sorted(our_icons())).encode()).hexdigest()[:8]


def named_in(scripts: Path) -> set[str]:
    """Every word in the scripts of a folder: the names of their icons, and many others."""
    files = scripts.rglob("*.js")
    return {word for path in files for word in _WORD.findall(path.read_text(encoding="utf-8"))}


def icons_of(font: bytes) -> set[str]:
    """The names of the icons in a font."""
    from fontTools.ttLib import TTFont  # a server without need for it starts sooner

    with TTFont(BytesIO(font)) as opened:
        return {name for _, _, name in _ligatures(opened)}


def subset(font: bytes, names: set[str]) -> bytes:
    """The font with those of its icons alone that are in `names`, as WOFF2."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(font)) as opened:
        kept: dict[int, list[Any]] = {}
        for ligatures, ligature, name in _ligatures(opened):
            kept.setdefault(id(ligatures), []).extend([ligature] if name in names else [])
        for table in _tables(opened):
            for ligatures in table.ligatures.values():
                ligatures[:] = kept[id(ligatures)]
        options = Options(flavor="woff2", layout_features=["*"])
        subsetter = Subsetter(options)
        subsetter.populate(text=_LETTERS)  # and the icons that these letters spell
        subsetter.subset(opened)
        written = BytesIO()
        opened.flavor = "woff2"
        opened.save(written)
    return written.getvalue()


def _ligatures(font: Any) -> Iterator[tuple[list[Any], Any, str]]:
    """Each ligature of a font: the list that it is in, itself, and the word that spells it."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    for table in _tables(font):
        for first, ligatures in table.ligatures.items():
            for ligature in ligatures:
                glyphs = [first, *ligature.Component]
                yield ligatures, ligature, "".join(letters.get(glyph, "?") for glyph in glyphs)


def _tables(font: Any) -> Iterator[Any]:
    """The tables of ligatures of a font."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            plain = getattr(table, "ExtSubTable", table)
            if plain.LookupType == _LIGATURE:
                yield plain
