"""The colors of tracks: the palette, and whether two colors can be told apart.

Colors are `#rrggbb`. They are compared as people see them with each color vision: the simulation is
that of Machado, Oliveira and Fernandes (2009) with full severity, the distance CIE 1976 delta E.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from math import cbrt, dist

# Of the tracks without a color of their own, in the order of the settings; then with stripes.
PALETTE = (
    *("#0072b2", "#d55e00", "#009e73", "#cc79a7"),
    *("#9000f0", "#783018", "#d8c078", "#603060"),
)
GROUNDS = {"light": "#ffffff", "dark": "#12161d"}  # of pages, as in .streamlit/config.toml
_APART = 15  # a difference of 2.3 is just noticed side by side; this one across a chart

_Matrix = tuple[tuple[float, float, float], ...]
_EYES: tuple[_Matrix, ...] = (
    ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
)
# IEC 61966-2-1: linear sRGB to CIE XYZ.
_TO_XYZ: _Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)


def colors_of(chosen: Mapping[str, str | None]) -> dict[str, tuple[str, bool]]:
    """The color of each track, and whether it has stripes; `chosen` has those that are given.

    The others take the colors of the palette that are not like a chosen one, and then all of the
    palette again, with stripes.
    """
    given = [color for color in chosen.values() if color]
    plain = [(color, False) for color in PALETTE if not any(are_alike(color, c) for c in given)]
    free = iter([*plain, *((color, True) for color in PALETTE)])
    return {track: (color, False) if color else next(free) for track, color in chosen.items()}


def color_faults(chosen: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Each track whose color cannot be told from a ground or an earlier track, and what to say."""
    earlier: dict[str, str] = {}
    for track, color in chosen.items():
        if color is None:
            continue
        for ground, of_ground in GROUNDS.items():
            if are_alike(color, of_ground):
                yield track, f"{color} cannot be told from the {ground} ground of pages"
        for other, of_other in earlier.items():
            if are_alike(color, of_other):
                yield track, f"{color} cannot be told from {of_other} of tracks.{other} by everyone"
        earlier[track] = color


def are_alike(one: str, other: str) -> bool:
    """Whether somebody, with whatever color vision, can take one color for the other."""
    return any(dist(*pair) < _APART for pair in zip(_as_seen(one), _as_seen(other), strict=True))


@cache
def _as_seen(color: str) -> list[tuple[float, ...]]:
    """A color with each color vision, in CIE L*a*b*."""
    channels = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return [_lab(_times(eye, linear)) for eye in _EYES]


def _lab(rgb: list[float]) -> tuple[float, ...]:
    xyz = _times(_TO_XYZ, [min(1, max(0, channel)) for channel in rgb])
    ratios = [value / white for value, white in zip(xyz, _times(_TO_XYZ, [1, 1, 1]), strict=True)]
    x, y, z = [cbrt(r) if r > (6 / 29) ** 3 else r / (3 * (6 / 29) ** 2) + 4 / 29 for r in ratios]
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _times(matrix: _Matrix, vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]
