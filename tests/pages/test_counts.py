"""Numbers that several pages show: the same word is the same number, and a link opens its list."""

from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import PAGES
from tests.conftest import Program
from tests.pages import test_links
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


@pytest.mark.parametrize("team", ["All teams", "Latin America"])
def test_the_counts_of_at_risk_are_those_of_its_lists_and_of_overview(sample, team):
    overview = opened("overview", as_of=sample.as_of, team=team)
    (at_risk,) = [figure.value for figure in overview.metric if figure.label == "At risk"]
    page = opened("at_risk", as_of=sample.as_of, team=team)
    assert page.header[0].value.split()[0] == at_risk
    calls, late = (tables(page)[title] for title in ("Whom to call first", "Out of reach"))
    for app in (overview, page):
        (people,) = [s.value.split()[1] for s in app.subheader if s.value.startswith("Call ")]
        assert int(people) == calls["mvp_id"].nunique() > 0
        assert any(f" of the {at_risk} at risk" in caption.value for caption in app.caption)
    assert any(f", in {len(calls)} rows: one per track." in c.value for c in page.caption) == (
        len(calls) > int(people)
    )
    listed = test_links.opened("overview", as_of=str(sample.as_of), team=team)
    links = [each.proto.label for each in listed.get("page_link")]
    assert (f"All {len(calls)} rows on At risk" in links) == (len(calls) > 5)
    titles = [each.value for each in page.subheader]
    assert f"{late['mvp_id'].nunique()} MVPs are out of reach in a track" in titles
