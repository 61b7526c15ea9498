"""Words and numbers as people read them."""

import pytest

from data.settings.words import chance_in_words


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.0, "0 %"),
        (2**-53, "<1 %"),
        (0.0049, "<1 %"),
        (0.0051, "1 %"),
        (0.5, "50 %"),
        (0.9949, "99 %"),
        (0.9951, ">99 %"),
        (1 - 2**-53, ">99 %"),
        (1.0, "100 %"),
    ],
)
def test_a_chance_is_0_or_100_percent_only_when_it_is_certain(chance: float, said: str):
    assert chance_in_words(chance) == said
