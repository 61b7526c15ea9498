"""The colors of tracks: those of the settings, and the palette for the others."""

from itertools import combinations

import pytest

from data.settings.colors import GROUNDS, PALETTE, are_alike, color_faults, colors_of
from tests.dashboard.test_charts import APART, EYES, distance


def none(tracks: int) -> dict[str, str | None]:
    return {f"track {number}": None for number in range(tracks)}


def test_tracks_without_a_color_have_those_of_the_palette_in_order():
    assert [*colors_of(none(4)).values()] == [(color, False) for color in PALETTE[:4]]


def test_more_tracks_than_colors_are_told_apart_by_stripes():
    looks = colors_of(none(12)).values()
    assert len(set(looks)) == 12
    assert [is_striped for _, is_striped in looks] == [False] * 8 + [True] * 4


def test_the_palette_leaves_out_what_is_like_a_chosen_color():
    looks = colors_of({"a": None, "b": "#0074b5", "c": None})
    assert looks == {"a": (PALETTE[1], False), "b": ("#0074b5", False), "c": (PALETTE[2], False)}


def test_twelve_tracks_of_which_some_are_chosen_all_look_different():
    chosen = dict(zip("abcd", ("#1a70a8", "#c86414", "#0a9a70", "#c87aa0"), strict=True))
    looks = colors_of(chosen | dict.fromkeys("efghijkl"))
    assert len(set(looks.values())) == 12


@pytest.mark.parametrize(
    ("one", "other"),
    [*combinations(("#0072b2", "#0074b5", "#5f7000", "#b04040", "#a89a00", "#cc7a00"), 2)],
)
def test_colors_are_alike_where_some_color_vision_sees_them_near(one, other):
    nearest = min(distance(one, other, eye) for eye in EYES)
    assert are_alike(one, other) == (nearest < APART)


@pytest.mark.parametrize("color", PALETTE)
def test_the_palette_can_be_seen_on_both_grounds(color):
    for ground in GROUNDS.values():
        assert min(distance(color, ground, eye) for eye in EYES) >= APART
    assert list(color_faults({"a": color})) == []


def test_a_color_like_that_of_an_earlier_track_or_like_a_ground_is_a_fault():
    chosen = {"a": "#0072b2", "b": "#0074b5", "c": "#fffff0", "d": "#10151c"}
    assert list(color_faults(chosen)) == [
        ("b", "#0074b5 cannot be told from #0072b2 of tracks.a by everyone"),
        ("c", "#fffff0 cannot be told from the light ground of pages"),
        ("d", "#10151c cannot be told from the dark ground of pages"),
    ]
