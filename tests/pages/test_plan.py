"""A plan on an MVP's page: what the link asks for is worked out at once, for that MVP alone."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.reading.builds import newest_build
from dashboard.reading.planned import planned
from dashboard.reading.rows import ViewContext
from data.days.day import Day
from data.days.scope import Scope
from data.plan.plan import Intent, Plan
from tests.asking import ANA, BEN, LEAD, OTHER_LEAD, click, opened, published
from tests.conftest import Program

TODAY = datetime.now(UTC).date()


def in_days(days: int) -> str:
    """The month and the day that is so many days ahead, but for February 29, which not every year
    has."""
    day = TODAY + timedelta(days)
    return f"{day if (day.month, day.day) != (2, 29) else date(day.year, 3, 1):%m-%d}"


# Ana has promised talks and answers, and Ben nothing; both are far behind.
OWN = f"""
[year]
start = "{in_days(-200)}"
checkpoints = ["{in_days(40)}", "{in_days(100)}"]
[tracks.talks]
counts = ["talk"]
pieces = 1
cadence_months = 2
unit = ["talk", "talks"]
label = "speaking *anywhere*"
"""
YEARS = range(TODAY.year - 1, TODAY.year + 2)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    rows = [f"ana,{year},{track}\n" for year in YEARS for track in ("talks", "forum")]
    answers = [
        f"a{n},ana,forum,answer,{TODAY - timedelta(n)},,{'yes' if n % 2 else 'no'}\n"
        for n in range(1, 41)
    ]
    return published(
        tmp_path,
        **{
            "program.toml": OWN,
            "commitments.csv": "mvp_id,year,track\n" + "".join(rows),
            "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at,title,accepted\n"
            + "".join(answers)
            + f"t1,ana,talks,talk,{TODAY - timedelta(90)},One,\n",
        },
    )


def open_plan(email: str, mvp_id: str = "ana", **query: str) -> AppTest:
    """The page of an MVP with a plan in its link."""
    return opened(email, "mvp", mvp=mvp_id, **(query or {"plan-talks": "1"}))


def tables(app: AppTest) -> list[list[dict[str, str]]]:
    """The rows of the table of each track with a plan."""
    found = [each.value for each in app.main.table]
    return [each.to_dict("records") for each in found if "Planned" in each.columns]


def number(app: AppTest, key: str) -> float:
    return app.number_input(key=key).value


def test_a_link_has_the_plan_and_the_page_says_what_follows(program):
    app = open_plan(ANA, **{"plan-forum": "3.5", "plan-talks": "2", "plan-talks-year": "3"})
    assert (number(app, "plan-forum"), number(app, "plan-talks")) == (3.5, 2)
    forum, talks = tables(app)
    by = [row["Planned"] for row in forum]
    assert by == [f"{3.5 * days // 7:.0f} more" for days in (40, 100)]
    assert [row["Planned"] for row in talks] == ["2 more", "3 more"]
    assert [row["With nothing else"].partition(" of ")[0] for row in talks] == ["3", "4"]
    app.number_input(key="plan-talks").set_value(5).run()
    assert not app.exception
    assert app.query_params["plan-talks"] == "5"
    assert [row["Planned"] for row in tables(app)[1]] == ["5 more", "5 more"]


def test_the_page_says_what_the_rules_say(program):
    app = open_plan(ANA)
    talks = tables(app)[1]
    day = Day(newest_build().location, TODAY)
    asked = "select horizon, chance from chances where mvp_id = 'ana' and track = 'talks'"
    chances = dict(day.query(Scope(everybody=True), asked).fetchall())
    assert [row["Chance"].partition(" ")[0] for row in talks] == [
        str(round(chances[horizon] * 100)) for horizon in ("checkpoint", "final")
    ]


def test_the_smallest_plan_fills_the_fields_and_is_enough(program):
    app = open_plan(ANA)
    labels = [b.label for b in app.button if b.label.startswith("The smallest plan")]
    assert len(labels) == 2
    smallest = [each.value for each in app.caption if each.value.startswith("For 90 %: ")]
    wanted = smallest[1].partition("; ")[2].partition(" ")[0]
    app = click(app, labels[1])
    assert tables(app)[1][-1]["Chance"].endswith("100 %")
    assert number(app, "plan-talks-year") == int(wanted) > 0
    assert app.query_params["plan-talks-year"] == wanted


WEEK = "Forum: answer days a week"
TALKS = r"Speaking \*anywhere\*: talks by "
NO_NUMBER = "as it is not a whole number from 0 to 999."


@pytest.mark.parametrize(
    ("query", "says"),
    [
        (
            {"plan-forum": "many", "plan-talks": "1e9"},
            [(WEEK, "“many”", "as it is not a number from 0 to 7."), (TALKS, "“1e9”", NO_NUMBER)],
        ),
        (
            {"plan-forum": "7.5", "plan-talks": "-3", "away-from": "soon"},
            [
                (WEEK, "“7.5”", "as it is not a number from 0 to 7."),
                (TALKS, "“-3”", NO_NUMBER),
                ("First day away", "“soon”", "as it is not a day."),
            ],
        ),
        (
            {"plan-forum": "nan", "plan-talks": "9" * 5000, "away-to": "0001-01-01"},
            [
                (WEEK, "“nan”", "as it is not a number from 0 to 7."),
                (TALKS, "“999", NO_NUMBER),
                ("Last day away", "“0001-01-01”", "as it is not a day."),
            ],
        ),
        (
            {"plan-nothing": "3", "away-from": str(TODAY), "away-to": "2025-01-01"},
            [("“plan", "“plan-nothing”", "as this plan has no such field.")],
        ),
    ],
)
def test_a_bad_value_in_the_link_is_no_plan_and_the_page_says_so(program, query, says):
    app = open_plan(ANA, **query)
    assert not app.exception
    lines = [line for each in app.main.warning for line in each.value.split("  \n")]
    assert len(lines) == len(says)
    for line, (label, text, why) in zip(lines, says, strict=True):
        assert line.startswith(label)
        assert text in line.replace("\\", "")
        assert line.endswith(f" in this link is left out, {why}")
    assert {row["Planned"] for rows in tables(app) for row in rows} == {"0 more"}


def test_what_was_left_out_is_not_said_any_more_once_another_number_is_there(program):
    app = open_plan(ANA, **{"plan-forum": "9"})
    assert number(app, "plan-forum") is None
    app.number_input(key="plan-forum").set_value(7.0).run()
    assert not app.exception
    assert not app.main.warning
    assert app.query_params["plan-forum"] == "7.0"
    assert {row["Planned"] for row in tables(app)[0]} == {"40 more", "100 more"}


def test_days_away_lower_what_is_expected(program):
    days = {"away-from": str(TODAY + timedelta(1)), "away-to": str(TODAY + timedelta(90))}
    expected = [
        [
            int(row["With nothing else"].partition(" of ")[2].partition(",")[0])
            for row in tables(app)[0]
        ]
        for app in (open_plan(ANA), open_plan(ANA, **days))
    ]
    assert all(less < more for more, less in zip(*expected, strict=True))


def test_without_a_plan_in_the_link_nothing_is_worked_out(program):
    app = opened(ANA, "mvp", mvp="ana")
    assert "Plan" in [each.label for each in app.main.expander]
    assert tables(app) == []
    assert not [each for each in app.number_input if each.key.startswith("plan-")]


def test_a_lead_plans_with_the_people_of_their_teams_and_nobody_with_others(program):
    assert tables(open_plan(LEAD))
    for stranger in (BEN, OTHER_LEAD):
        app = open_plan(stranger)
        assert not app.exception
        assert tables(app) == []
    view = ViewContext(newest_build(), TODAY, Scope(mvp_id="ben", only_mvp="ana"))
    assert planned(view, Plan((("talks", Intent(1, 1)),))) is None


def test_the_plan_of_one_mvp_is_not_that_of_the_next_one(program):
    app = open_plan("team@example.org", **{"plan-talks": "4"})
    assert number(app, "plan-talks") == 4
    app.selectbox(key="mvp").set_value("ben").run()
    assert not app.exception
    assert "plan-talks" not in app.query_params
    fields = [each for each in app.number_input if each.key.startswith("plan-")]
    assert fields == [] or {each.value for each in fields} == {0}


def test_points_can_be_planned_in_thousands(program, tmp_path, monkeypatch):
    """Of 24,000 points a year nothing is done: the smallest plan has more than 999."""
    own = OWN.replace("pieces = 1\ncadence_months = 2", "pieces = 2000\ncadence_months = 1")
    files = {path.name: path.read_text() for path in program.source.iterdir() if path.is_file()}
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "points" / "mvp.duckdb"))
    published(tmp_path / "points", **files | {"program.toml": own + 'measure = "points"\n'})
    app = open_plan(ANA, **{"plan-talks-year": "5000"})
    assert number(app, "plan-talks-year") == 5000
    assert [row["Planned"] for row in tables(app)[1]] == ["0 more", "5,000 more"]
    labels = [b.label for b in app.button if b.label.startswith("The smallest plan")]
    app = click(app, labels[1])
    assert number(app, "plan-talks-year") > 5000
    assert tables(app)[1][-1]["Chance"].endswith("100 %")
