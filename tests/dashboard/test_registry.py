"""The list of the pages: what keys and scripts rely on."""

from dashboard.registry import PAGES


def test_each_page_has_a_letter_and_an_icon_of_its_own() -> None:
    letters = [page.letter for page in PAGES]
    assert sorted(set(letters)) == sorted(letters)
    assert all(len(letter) == 1 and letter.islower() for letter in letters)
    assert "g" not in letters  # the key before the letter
    icons = {page.icon_name for page in PAGES}
    assert len(icons) == len(PAGES)
    assert {"dashboard", "grid_on"} <= icons
