"""The page Rehearsal: settings are tried at once, for the program team alone."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.page.rehearsal.fields import Field
from dashboard.reading.builds import newest_build
from dashboard.reading.rehearsed import Typed, rehearsed, rehearsed_before
from dashboard.reading.rows import ViewContext
from data.days.scope import Scope
from data.rehearse.overlay import Overlay
from data.rehearse.rehearsal import rehearse
from tests.asking import ANA, AT_RISK, LEAD, TEAM, opened, published

NOTHING = "Change a value to see who would be affected."
OWN = """
[words]
person = "hero"
people = "heroes"
checkpoint = "review"
checkpoints = "reviews"
[words.labels]
ahead = "in front"
[parts]
certification = "off"
renewal = false
[tracks.forum]
use = false
[tracks.podcasts]
counts = ["episode"]
cadence_months = 3
pieces = 2
unit = ["episode", "episodes"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two people who have done nothing of what they promised."""
    folder = tmp_path_factory.mktemp("rehearsal")
    published(folder, **AT_RISK)
    return folder


@pytest.fixture
def program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(folder / "mvp.duckdb"))
    return folder


def labels(app: AppTest) -> list[str]:
    return [field.label for field in app.main.text_input]


def tried(app: AppTest, label: str, text: str) -> AppTest:
    (field,) = [field for field in app.main.text_input if field.label == label]
    field.set_value(text).run()
    assert not app.exception
    return app


def answer(app: AppTest) -> str:
    """The sentence in bold that says how many would change."""
    return next(each.value for each in app.main.markdown if "would change" in each.value)


def plain_text(markdown: str) -> str:
    return markdown.replace("\\", "")


def warning(app: AppTest) -> str:
    (found,) = [plain_text(each.value) for each in app.main.warning]
    return found


def tables(app: AppTest) -> list[list[dict]]:
    return [each.value.to_dict("records") for each in app.main.dataframe]


def test_the_page_begins_with_the_settings_in_force_and_says_what_to_do(program):
    app = opened(TEAM, "rehearsal")
    assert [each.value for each in app.main.info] == [NOTHING]
    values = {field.label: field.value for field in app.main.text_input}
    assert values["Ahead"] == "5/4"
    assert values["Checkpoints, as month-day"] == "03-31, 07-31, 09-30, 12-31"
    assert values["Forum: answer days per weekday"] == "1.0"
    assert values["Forge: every … months"] == "1"


def test_a_changed_value_shows_whom_it_would_change(program):
    app = tried(opened(TEAM, "rehearsal"), "Tracks to meet: all or any", "any")
    day = datetime.now(UTC).date()
    assert answer(app) == f"**0 of 2 MVPs would change as of {day:%B} {day.day}, {day.year}**."
    app = tried(app, "Low", "0.9999")
    app = tried(app, "Forum: answer days per weekday", "0.005")
    assert answer(app).startswith("**2 of 2 MVPs would change")
    teams, ways, people = tables(app)
    today = f"{day:%b} {day.day}, {day.year}"
    assert {row["team"]: row[today] for row in teams} == {"All teams": 2, "Iberia": 1, "India": 1}
    assert sum(row[today] for row in ways if row["about"] == "Risk") == 2
    assert {row["name"] for row in people} == {"Ana Asks", "Ben Bystander"}


def test_the_page_has_the_figures_of_the_command_and_its_settings_as_a_file(program):
    app = tried(opened(TEAM, "rehearsal"), "Forum: answer days per weekday", "0.005")
    text = "[tracks.forum]\nweekday_share = 0.005\n"
    found = rehearse(newest_build(), Overlay(tomllib.loads(text), text, "x"))
    teams, *_ = tables(app)
    for row in found.teams:
        team = row["team"] if row["team"] is not None else "All teams"
        column = f"{row['day']:%b} {row['day'].day}, {row['day'].year}"
        assert [each[column] for each in teams if each["team"] == team] == [row["changed"]]
    names = [each.label for each in app.main.get("download_button")]
    assert names == ["Download these settings", "Download CSV"]


@pytest.mark.parametrize(
    ("label", "text", "said"),
    [
        ("Ahead", "1/2", "levels: must fall: ahead > on_track > behind"),
        ("Low", "2", "risk.low: must be at most 1"),
        ("Low", "many", "risk.low: write a number"),
        ("Forge: every … months", "0", "cadence_months: must be at least 1"),
        ("Checkpoints, as month-day", "03-31, 11-30", "year.checkpoints: cannot be tried"),
        ("Checkpoints, as month-day", "3/31", "is not a month and day such as 03-31"),
        ("Tracks to meet: all or any", "some", "is not one of"),
    ],
)
def test_a_wrong_value_is_answered_with_a_sentence(program, label, text, said):
    app = tried(opened(TEAM, "rehearsal"), label, text)
    assert said in warning(app)
    assert not app.main.dataframe


def test_other_settings_are_tried_with_those_of_the_fields(program):
    app = tried(opened(TEAM, "rehearsal"), "Low", "0.9")
    (others,) = app.main.text_area
    others.set_value("[levels]\naheed = 1").run()
    assert "levels.aheed: unknown key; is ahead meant?" in warning(app)
    others.set_value("levels").run()
    assert warning(app).startswith("Other settings line 1:")
    others.set_value('[[from]]\ndate = "2027-01-01"').run()
    assert "what is tried is tried on all days" in warning(app)
    others.set_value("\ufeff[data]\nstale_days = 30").run()
    captions = [plain_text(each.value) for each in app.main.caption]
    assert "risk.low: 0.8 → 0.9; data.stale_days: 14 → 30" in captions


OTHERS = {
    "a key without its table": ("# mine\nlow = 0.5", "Other settings line 2: low: unknown key"),
    "an empty table": ("[trackz]", "Other settings line 1: trackz: unknown key; is tracks meant?"),
    "an empty value": ("[levels]\nahead = {}", "Other settings line 2: levels.ahead: "),
    "a comment alone": ("# later", "Other settings: sets nothing; write the settings to try"),
    "a long line": (f"# {'x' * 2_000}", "Other settings: line 1 has more than 2,000 characters"),
}


@pytest.mark.parametrize("case", OTHERS)
def test_other_settings_are_read_as_they_are_written(program, case):
    app = opened(TEAM, "rehearsal")
    text, said = OTHERS[case]
    app.main.text_area[0].set_value(text).run()
    assert not app.exception
    assert warning(app).startswith(said)


def test_a_number_of_a_field_may_begin_with_a_zero(program):
    app = tried(opened(TEAM, "rehearsal"), "Months to pass", "04")
    captions = [plain_text(each.value) for each in app.main.caption]
    assert any("certification.exam_months: " in each and " → 4" in each for each in captions)


def test_a_link_has_what_is_tried(program):
    app = tried(opened(TEAM, "rehearsal"), "Low", "0.9")
    app.main.text_area[0].set_value("[data]\nstale_days = 30").run()
    link = {key: "".join(value) for key, value in app.query_params.items()}
    assert (link["risk.low"], link["settings"]) == ("0.9", "[data]\nstale_days = 30")
    other = opened(TEAM, "rehearsal", **link)
    captions = [plain_text(each.value) for each in other.main.caption]
    assert "risk.low: 0.8 → 0.9; data.stale_days: 14 → 30" in captions
    (back,) = [each for each in other.main.button if each.label.startswith("Back to")]
    back.click().run()
    assert not {"risk.low", "settings"} & other.query_params.keys()


def test_the_fields_go_back_to_the_settings_in_force(program):
    app = tried(opened(TEAM, "rehearsal"), "Low", "0.9")
    (back,) = [each for each in app.main.button if each.label.startswith("Back to")]
    back.click().run()
    assert [each.value for each in app.main.info] == [NOTHING]
    assert "0.8" in [field.value for field in app.main.text_input if field.label == "Low"]


def test_a_program_of_its_own_has_its_own_fields_and_words(tmp_path, monkeypatch):
    monkeypatch.setenv("MVP_DATABASE", str(tmp_path / "mvp.duckdb"))
    rows = "contribution_id,mvp_id,track,kind,occurred_at\nc1,ana,podcasts,episode,2026-02-01\n"
    published(tmp_path, **{"program.toml": OWN, "contributions.csv": rows})
    app = opened(TEAM, "rehearsal")
    found = labels(app)
    assert "Podcasts: every … months" in found
    assert "Podcasts: episodes expected" in found
    assert "In front" in found
    assert "Reviews, as month-day" in found
    assert not [label for label in found if "Forum" in label or "Renewal" in label]
    assert "Months to pass" not in found
    assert "heroes would change" in answer(tried(app, "Podcasts: every … months", "1"))


@pytest.mark.parametrize("email", [LEAD, ANA])
def test_nobody_else_sees_the_page_or_gets_its_rows_by_its_address(program, email):
    app = opened(email, "rehearsal")
    assert not app.main.text_input
    assert not app.main.dataframe
    assert "Rehearsal" not in [each.value for each in app.title]


@pytest.mark.parametrize("scope", [Scope(), Scope(teams=("Iberia",)), Scope(mvp_id="ana")])
def test_only_who_sees_everybody_gets_a_rehearsal(program, scope):
    view = ViewContext(newest_build(), datetime.now(UTC).date(), scope)
    typed = Typed((), "[risk]\nlow = 0.9\n")
    assert rehearsed(view, typed) is None
    assert rehearsed_before(view, typed) is None


@pytest.mark.parametrize(
    ("value", "text", "written"),
    [
        ("0.8", "0.9", "0.9"),
        ("0.8", "0,9", '"0,9"'),
        ("1", "2", "2"),
        ("1", "03", "3"),
        ("1", "-007", "-7"),
        ("1", "00", "0"),
        ("0.8", "00.50", "0.50"),
        ("1", "9" * 5_000, f'"{"9" * 5_000}"'),  # more digits than a number may have
        ('"5/4"', "3/2", '"3/2"'),
        ('"all"', "any", '"any"'),
        ('["a", "b"]', "a, c ,", '["a", "c"]'),
        ('["a"]', "", "[]"),
    ],
)
def test_a_text_becomes_a_value_of_its_kind(value, text, written):
    assert Field("key", "Label", value).written(text) == written
