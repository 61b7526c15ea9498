"""What the documents say about pages, roles, commands of make, and who sees what."""

import re

import pytest

from dashboard.registry import PAGES
from tests.parsed import ROOT

from .markdown import code_spans, document, documents, rows, section, text_of

SECURITY = document("docs/security.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_readme_names_every_page(page):
    assert re.search(rf"\b{page.title}\b", section(document("README.md"), "What it looks like"))


def test_sign_in_says_which_pages_a_lead_does_not_see():
    hidden = [page.title for page in PAGES if "lead" not in page.roles]
    (row,) = [
        row
        for row in rows(section(document("docs/sign-in.md"), "Who sees what"))
        if "as `lead`" in row[0]
    ]
    assert f"on all pages but {', '.join(hidden[:-1])} and {hidden[-1]}." in row[1]


def test_every_property_of_security_names_a_test_that_exists():
    properties = rows(section(SECURITY, "What is promised"))
    assert len(properties) > 20
    without = [row[0] for row in properties if not _tests_of(row)]
    assert without == []


def _tests_of(row: list[str]) -> list[str]:
    """The files and folders of tests in the last cell of a property that exist."""
    named = [span for span in code_spans(row[-1]) if span.startswith("tests/")]
    assert [span for span in named if not (ROOT / span).exists()] == []
    return named


def test_every_command_of_make_is_explained_by_make_help():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.+)$", makefile, re.M)[1].split()
    explained = re.findall(r"^([\w-]+):.* ## \w", makefile, re.M)
    assert sorted(explained) == sorted(targets)


def test_documents_name_only_commands_of_make_that_there_are():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.+)$", makefile, re.M)[1].split()
    named = {name for path in documents() for name in re.findall(r"`make ([\w-]+)`", text_of(path))}
    assert "test" in named
    assert named - set(targets) == set()
