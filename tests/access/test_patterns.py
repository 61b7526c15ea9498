"""Patterns on pages: the program team sees all, an MVP what is in their own rows, a lead none."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests import asking
from tests.access.conftest import Wire
from tests.rules.test_patterns import AS_OF, SETTINGS, of_each
from tests.tiles import titles

TEAM, LEAD, LEAD_TOO = "team@example.org", "lead@example.org", "ben@example.org"
ACCESS = f"email,role,team\n{TEAM},program,\n{LEAD},lead,South\n{LEAD_TOO},lead,South\n"
OWN = "Worth a look"
LISTS = [
    "Titles of one MVP that are much alike",
    "The same title of two MVPs",
    "Many contributions within minutes",
    "Many answers to one person",
    "Claims of what is there already",
    "Claims of what another MVP has",
]
KNOWN = {OWN, *LISTS}


@pytest.fixture(scope="module")
def built_with(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A program in which Ana and Ben have rows of each pattern, with and without the settings."""
    return {
        name: of_each(tmp_path_factory.mktemp(name), settings, access=ACCESS).location
        for name, settings in (("on", SETTINGS), ("off", {}), ("askers", {"same_asker": 99}))
    }


@pytest.fixture
def program(request: pytest.FixtureRequest, built_with, monkeypatch: pytest.MonkeyPatch) -> str:
    """The one that a test names as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(built_with[request.param]))
    return request.param


ON = pytest.mark.parametrize("program", ["on"], indirect=True)


def opened(email: str, name: str, **query: str) -> AppTest:
    return asking.opened(email, name, **query, as_of=str(AS_OF))


def lists(app: AppTest) -> list[str]:
    """The titles of the lists of patterns on a page, in their order."""
    return [
        title
        for title in dict.fromkeys(title for title, _ in titles(app))
        if title in [*LISTS, OWN]
    ]


@ON
@pytest.mark.usefixtures("program")
def test_the_program_team_sees_a_list_for_each_pattern():
    assert lists(opened(TEAM, "data_health", tab="patterns")) == LISTS
    assert lists(opened(TEAM, "mvp", mvp="ana", tab="contributions")) == [OWN]


@ON
@pytest.mark.usefixtures("program")
@pytest.mark.parametrize(
    ("email", "mvp", "expected"),
    [
        ("ana@example.org", "ana", [OWN]),
        ("ana@example.org", "ben", []),  # the link is to a page that she cannot see
        (LEAD, "ana", []),
        (LEAD_TOO, "ana", []),
        (LEAD_TOO, "ben", []),  # of his rows, all that is found is about Ana too
    ],
)
def test_an_mvp_sees_what_is_in_their_own_rows_and_a_lead_nothing(wire: Wire, email, mvp, expected):
    app = opened(email, "mvp", mvp=mvp, tab="contributions")
    assert lists(app) == expected
    said = " ".join(wire.texts())
    assert "somebody else" not in said.lower()
    if expected:
        assert "Contributions" in said
        assert "ben" not in re.findall(r"\w+", said.lower())


@ON
@pytest.mark.usefixtures("program")
@pytest.mark.parametrize("email", ["ana@example.org", LEAD])
def test_data_health_stays_closed_for_others(wire: Wire, email: str):
    opened(email, "data_health", tab="patterns")
    assert not any(title in " ".join(wire.texts()) for title in LISTS)


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize("program", ["off"], indirect=True)
def test_where_patterns_are_off_data_health_says_how_to_switch_them_on_and_an_mvp_sees_nothing():
    app = opened(TEAM, "data_health", tab="patterns")
    assert lists(app) == []
    (said,) = [info.value for info in app.info if "[patterns]" in info.value]
    assert said.startswith("Patterns are off.")
    assert lists(opened("ana@example.org", "mvp", tab="contributions")) == []


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize("program", ["askers"], indirect=True)
def test_one_pattern_alone_is_shown_and_says_that_nothing_is_found():
    app = opened(TEAM, "data_health", tab="patterns")
    assert lists(app) == ["Many answers to one person"]
    assert "Nothing is found." in [caption.value for caption in app.caption]
    assert lists(opened("ana@example.org", "mvp", tab="contributions")) == []
