"""Numbers that several pages show: the same word is the same number, and a link opens its list."""

from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import PAGES
from tests.conftest import Program
from tests.pages.test_transitions import opened, tables

LISTS = {"On track or better": "Every MVP, by track", "Exams needed": "Everyone"}


@pytest.fixture(autouse=True)
def sample(sample_program: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The sample program, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(sample_program.database))
    return sample_program


def target(app: AppTest, label: str) -> tuple[str, dict[str, str]]:
    """The page and the parameters of the link above a key figure."""
    (link,) = [each.proto for each in app.get("page_link") if each.proto.label == label]
    query = parse_qs(link.query_string, keep_blank_values=True)
    (name,) = [page.name for page in PAGES if page.file.endswith(f"/{link.page}.py")]
    return name, {key: value for key, (value,) in query.items()}


@pytest.mark.parametrize("team", ["All teams", "Iberia"])
@pytest.mark.parametrize("label", LISTS)
def test_a_key_figure_opens_the_list_of_those_whom_it_counts(sample, label, team):
    overview = opened("overview", as_of=sample.as_of, team=team)
    (count,) = [int(figure.value) for figure in overview.metric if figure.label == label]
    assert count > 0
    page, query = target(overview, label)
    listed = opened(page, **query)
    assert len(tables(listed)[LISTS[label]]) == count
    assert f"{count} " in listed.header[0].value
