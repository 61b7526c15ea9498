"""Links lead somewhere, and files that a document names exist."""

import re
from pathlib import Path

import pytest

from tests.parsed import ROOT, name_of

from .markdown import anchors, code_spans, document, documents, links, prose, text_of

OUTSIDE = ("http://", "https://", "mailto:")
# A path relative to the top, to the folders of the queries, or to the document's own folder.
NAMED_FROM = ("", "queries", "queries/pages")
FOLDERS = "app data dashboard docs pages queries tests deploy benchmarks".split()
CODE_FILES = (".py", ".sql", ".js", ".j2", ".toml", ".md", ".conf", ".yaml", ".service")
# These are made by the program, or by those who run it.
NOT_IN_THE_PROJECT = (
    *("data/mvp", "data/checkpoints", "data/sample-input", "data/rejects.csv"),
    *("test-output", ".streamlit/secrets.toml"),
)
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


@pytest.mark.parametrize("path", documents(), ids=name_of)
def test_every_link_leads_to_a_file_and_a_heading(path):
    assert [target for target in links(path) if not _leads_somewhere(path, target)] == []


def _leads_somewhere(path: Path, target: str) -> bool:
    if target.startswith(OUTSIDE):
        return True
    file, _, anchor = target.partition("#")
    linked = (path.parent / file).resolve() if file else path
    return linked.exists() and (not anchor or anchor in anchors(linked))


def test_a_broken_link_is_found(tmp_path):
    (tmp_path / "page.md").write_text("# Only heading\n")
    page = tmp_path / "page.md"
    assert _leads_somewhere(page, "page.md#only-heading")
    assert not _leads_somewhere(page, "page.md#other-heading")
    assert not _leads_somewhere(page, "missing.md")


@pytest.mark.parametrize("path", documents(), ids=name_of)
def test_every_file_of_the_project_that_a_document_names_exists(path):
    named = {word for span in code_spans(prose(path)) for word in span.split() if _is_path(word)}
    assert sorted(span for span in named if not _exists(path, span)) == []


def _is_path(span: str) -> bool:
    if not re.fullmatch(r"[\w.*<>][\w.*<>/-]+", span) or span.startswith(NOT_IN_THE_PROJECT):
        return False
    return "/" in span.rstrip("/") and (span.split("/")[0] in FOLDERS or span.endswith(CODE_FILES))


def _exists(path: Path, span: str) -> bool:
    """Whether a path exists; `<page>` stands for any name."""
    pattern = re.sub(r"<\w+>", "*", span.rstrip("/"))
    folders = [*(ROOT / folder for folder in NAMED_FROM), path.parent]
    return any(any(folder.glob(pattern)) for folder in folders)


@pytest.mark.parametrize(
    ("span", "is_path"),
    [("data/days/day.py", True), ("overview/months.sql", True), ("data/mvp.duckdb", False)],
)
def test_a_named_file_is_told_from_other_words(span, is_path):
    assert _is_path(span) is is_path
    assert not _exists(ROOT / "README.md", "data/days/missing.py")


def test_every_decision_has_a_number_of_its_own():
    numbers = [path.name[:3] for path in DECISIONS]
    assert len(set(numbers)) == len(numbers)
    titles = {path.name: text_of(path).splitlines()[0] for path in DECISIONS}
    assert {n: t for n, t in titles.items() if not re.match(rf"# {n[:3]}\. \S", t)} == {}


def test_the_list_of_decisions_names_every_decision():
    listed = links(document("docs/decisions/README.md"))
    assert sorted(listed) == [path.name for path in DECISIONS]


def test_a_decision_that_a_text_cites_exists():
    cited = {
        (name_of(path), number)
        for path in documents()
        for number in re.findall(r"\bdecisions? (\d{3})\b", text_of(path))
    }
    numbers = {path.name[:3] for path in DECISIONS}
    assert {where for where in cited if where[1] not in numbers} == set()
