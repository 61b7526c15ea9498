"""The glossary has every term of the rules, every room and every floor, in one line each."""

import pytest

from tests.parsed import ROOT

from .markdown import document, links, rows, section, text_of

GLOSSARY = document("docs/glossary.md")
TABLES = ("The program", "Dates, builds and outputs", "The code")


def _terms(heading: str) -> list[str]:
    return [row[0].strip("`") for row in rows(section(GLOSSARY, heading))]


def _folders(of: str) -> set[str]:
    """The folders below a folder that hold something of the project."""
    return {
        path.name
        for path in (ROOT / of).iterdir()
        if any(path.glob("*.py")) or any(path.glob("**/*.sql"))
    }


def test_the_glossary_has_every_word_of_the_rules():
    preface = text_of(document("docs/rules.md")).partition("\n## ")[0]
    words = {row[0].replace("*", "") for row in rows(preface)}
    assert "track" in words
    assert words - set(_terms("The program")) - set(_terms("Dates, builds and outputs")) == set()


@pytest.mark.parametrize(
    ("heading", "folder"),
    [
        ("Rooms of `data/`", "data"),
        ("Rooms of `dashboard/`", "dashboard"),
        ("Floors of `queries/`", "queries"),
    ],
)
def test_the_glossary_has_every_room_and_every_floor_and_no_other(heading, folder):
    assert sorted(_terms(heading)) == sorted(_folders(folder))


def test_the_glossary_explains_each_term_once_and_in_order():
    terms = [term for heading in TABLES for term in _terms(heading)]
    assert len(terms) == len(set(terms))
    for heading in TABLES:
        assert _terms(heading) == sorted(_terms(heading), key=str.lower), heading


def test_each_term_is_explained_in_one_line():
    lines = [row for heading in TABLES for row in rows(section(GLOSSARY, heading))]
    assert {row[0] for row in lines if len(row) != 2 or not 3 < len(row[1]) <= 200} == set()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_newcomers_are_sent_to_the_glossary(name):
    assert "docs/glossary.md" in links(document(name))
