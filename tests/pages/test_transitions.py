"""What a page shows after date, team or another filter changes: checked against the snapshot files.

The numbers expected are counted by SQL of their own over the CSV files of the snapshot: of the tiny
program those made by hand, of the sample those that `data.outputs.snapshot` writes.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Widget

from dashboard.registry import PAGES, page
from data.days.day import Day
from data.outputs.snapshot import FILES, write_snapshot
from tests.conftest import TINY, Program
from tests.open_expanders import unfolded

APP = Path(__file__).parents[2] / "app.py"
THEN, LATER = date(2024, 8, 20), date(2025, 2, 5)
HAND_MADE = {THEN: TINY / "expected", LATER: TINY / "expected-2025-02-05"}
KEY_FIGURES = "key figures"
SIGNS = {"ahead": "▲", "on track": "●", "behind": "▽", "off track": "▼"}

# Page -> title of a table -> the rows that it shows, as SQL over the snapshot files. The table may
# have more columns and another order. `seen` holds the mvp_id of those whom the filters leave.
FIGURES = {
    "overview": {
        KEY_FIGURES: """
            from (
                select
                    count(*) filter (status = 'active') as "Active MVPs",
                    count(*) filter (status = 'active' and level in ('ahead', 'on_track'))
                        as "On track or better",
                    count(*) filter (status = 'active' and risk in ('high', 'out_of_reach'))
                        as "At risk",
                    count(*) filter (
                        status = 'active' and certification not in ('certified', 'expiring')
                    ) as "Exams due",
                    count(*) filter (renewal_stage in ('to_invite', 'invited'))
                        as "Decisions pending",
                from members semi join seen using (mvp_id)
            )
            unpivot (value for label in (columns(*)))""",
        "Where committed MVPs stand, track by track": """
            select track, replace(progress.level, '_', ' ') as level, count(*) as mvps
            from progress
            join members using (mvp_id)
            semi join seen using (mvp_id)
            where committed = 'true' and status = 'active'
            group by all""",
        "Teams beside one another": """
            select team, count(*) as mvps,
                count(*) filter (level in ('ahead', 'on_track')) as on_track,
                count(*) filter (risk in ('high', 'out_of_reach')) as at_risk,
            from members semi join seen using (mvp_id)
            where status = 'active' and team is not null
            group by all""",
    },
    "progress": {
        "Every MVP, track by track": """
            select mvp_id, name, replace(status, '_', ' ') as status,
                replace(members.level, '_', ' ') as level,
                any_value(cell) filter (track = 'forum') as forum,
                any_value(cell) filter (track = 'meetup') as meetup,
            from members
            join cells using (mvp_id)
            semi join seen using (mvp_id)
            group by all""",
    },
    "at_risk": {
        "Whom to call first": """
            select mvp_id, about as track, risk, needed, checkpoint, days_left, reason
            from risk semi join seen using (mvp_id)
            where done is not null and risk in ('high', 'medium')""",
        "Out of reach by pace alone": """
            select mvp_id, about as track, replace(risk, '_', ' ') as risk, needed, reason
            from risk semi join seen using (mvp_id)
            where done is not null and risk = 'out_of_reach'""",
        "Exams and NDAs": """
            select mvp_id, about, replace(risk, '_', ' ') as risk, reason,
                if(about = 'nda', null, coalesce(deadline, valid_until)) as deadline,
            from risk
            left join certifications using (mvp_id)
            semi join seen using (mvp_id)
            where done is null""",
    },
    "renewals": {
        "The renewal pipeline": """
            select replace(stage, '_', ' ') as stage, count(*) as mvps
            from renewals semi join seen using (mvp_id) group by all""",
        "Decisions pending": """
            select mvp_id, invited_on
            from renewals semi join seen using (mvp_id) where stage in ('to_invite', 'invited')""",
        "Everyone in this cycle": """
            select mvp_id, replace(stage, '_', ' ') as stage, goals_met, decision, decided_on,
                renewed_on
            from renewals semi join seen using (mvp_id) where {chosen}""",
    },
    "certifications": {
        "Where everyone stands": """
            select replace(status, '_', ' ') as status, count(*) as mvps
            from certifications semi join seen using (mvp_id) group by all""",
        "Everyone": """
            select mvp_id, replace(status, '_', ' ') as status, deadline, valid_until,
                failed_attempts, attempts_left
            from certifications semi join seen using (mvp_id) where {chosen}""",
    },
    "nominations": {
        "From nomination to title": """
            select replace(stage, '_', ' ') as stage, count(*) as nominees
            from nominations group by all""",
        "Nominees": """
            select nominee_email, nominee_name, replace(stage, '_', ' ') as stage, nominations,
                feedback_yes, one_year_of_use
            from nominations""",
    },
    "benefits": {
        "To be taken back": """
            select mvp_id, replace(benefit, '_', ' ') as benefit, granted_on
            from benefits semi join seen using (mvp_id) where state = 'to_revoke'""",
        "Active MVPs": """
            select mvp_id, count(*) filter (state = 'missing') as missing
            from benefits semi join seen using (mvp_id)
            where mvp_id in (select mvp_id from members where status = 'active')
            group by all""",
    },
    "snapshots": {
        "members.csv": "from members semi join seen using (mvp_id)",
    },
    "data_health": {
        "Without a commitment this year": """
            select mvp_id from members where tracks is null and status = 'active'""",
        "Selected, and linked to nobody": """
            select nominee_email as email from nominations where stage = 'selected'""",
    },
}  # fmt: skip
WITHOUT_TEAM = ("nominations", "data_health")
# Page, filter, what is chosen, and whom it leaves (for renewals and certifications: which rows).
CHOICES = [
    ("progress", "track", "content", """
        select mvp_id from members where tracks is null or contains(tracks, 'content')"""),
    ("progress", "level", "off track", "select mvp_id from members where level = 'off_track'"),
    ("progress", "name", "AN", "select mvp_id from members where name ilike '%an%'"),
    ("renewals", "stage", "on course", "stage = 'on_course'"),
    ("certifications", "status", "expiring", "status = 'expiring'"),
]  # fmt: skip


class Files:
    """The snapshot files of one date, and the mvps.csv of the input for who is in which team."""

    def __init__(self, folder: Path, source: Path) -> None:
        self._con = duckdb.connect()
        paths = {name: folder / f"{name}.csv" for name in FILES}
        for name, path in {**paths, "mvps": source / "mvps.csv"}.items():
            self._con.execute(rf"""
                create view {name} as
                select regexp_replace(columns(*), '^''([-+=@\t\r])', '\1')
                from read_csv('{path}', all_varchar = true, header = true)""")
        self._con.execute(
            "create table signs as select unnest($1) as level, unnest($2) as sign",
            [list(SIGNS), list(SIGNS.values())],
        )
        self._con.execute("""
            create view cells as
            select mvp_id, track, concat_ws(' / ', sign || ' ' || done, expected, target) || case
                when committed = 'true' then ' ★' when members.tracks is null then ' ☆' else ''
            end as cell
            from progress
            join members using (mvp_id)
            join signs on signs.level = replace(progress.level, '_', ' ')""")

    def rows(
        self, text: str, seen: str = "select mvp_id from mvps", chosen: str = "true"
    ) -> tuple[list[str], list[tuple[str, ...]]]:
        """The names of the columns of `text`, and its rows as texts, in order."""
        self._con.execute(f"create or replace view seen as {seen}")
        cursor = self._con.execute(text.format(chosen=chosen))
        columns = [column[0] for column in cursor.description]
        return columns, sorted(tuple(map(in_words, row)) for row in cursor.fetchall())


def in_words(cell: object) -> str:
    """A cell as the snapshot files write it."""
    if pd.isna(cell):
        return ""
    if isinstance(cell, pd.Timestamp):
        return str(cell.date())
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def of_team(team: str) -> str:
    """Whom a team's filter leaves."""
    return f"select mvp_id from mvps where team = '{team}'"


@pytest.fixture
def tiny(tiny_program: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The tiny program, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(tiny_program.database))
    return tiny_program


@pytest.fixture
def empty(empty_program: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program of nobody, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(empty_program.database))
    return empty_program


@pytest.fixture
def sample(sample_program: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The sample program, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(sample_program.database))
    return sample_program


@pytest.fixture(scope="module")
def hand_made(tiny_program: Program) -> dict[date, Files]:
    """The tiny program's hand-made snapshots."""
    return {as_of: Files(folder, tiny_program.source) for as_of, folder in HAND_MADE.items()}


@pytest.fixture(scope="module")
def written(sample_program: Program, tmp_path_factory) -> dict[date, Files]:
    """Snapshots of the sample program at its date and in June."""
    days = {}
    for as_of in (sample_program.as_of, date(2026, 6, 10)):
        folder = tmp_path_factory.mktemp("written")
        write_snapshot(Day(sample_program.database.resolve(), as_of), folder)
        days[as_of] = Files(folder, sample_program.source)
    return days


def opened(name: str, /, **query: object) -> AppTest:
    """The app, opened at a page with a link that says `query`."""
    app = AppTest.from_file(APP, default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = str(value)
    return without_error(app.switch_page(page(name).file).run())


def without_error(app: AppTest) -> AppTest:
    """The app with the tables of its charts open, when it shows no error."""
    unfolded(app)
    assert [error.message for error in app.exception] == []
    assert [error.value for error in app.error] == []
    return app


def widget(app: AppTest, key: str) -> Widget:
    """The filter of that key."""
    kinds = (app.date_input, app.selectbox, app.text_input)
    (found,) = [widget for kind in kinds for widget in kind if widget.key == key]
    return found


def change(app: AppTest, key: str, value: object) -> AppTest:
    """The app after the viewer has picked a value in the filter `key`."""
    return without_error(widget(app, key).set_value(value).run())


def shown(app: AppTest) -> list[str]:
    """All that stands on the page, in order: texts, numbers, tables and charts."""
    seen = []
    for element in app.main:
        if isinstance(getattr(element, "value", None), pd.DataFrame):
            seen.append(element.value.to_csv())
        elif element.type == "plotly_chart":
            seen.append(element.proto.spec)
        elif element.type == "metric":
            seen.append(f"{element.label}: {element.value}, {element.delta}")
        else:
            seen.append(str(getattr(element, "value", "")))
    return seen


def tables(app: AppTest) -> dict[str, pd.DataFrame]:
    """The tables of the page by the title that stands above each; the key figures as one."""
    found, title = {}, ""
    for element in app.main:
        if element.type == "subheader":
            title = element.value
        elif isinstance(getattr(element, "value", None), pd.DataFrame):
            found[title] = element.value
    if app.metric:
        figures = [(metric.label, metric.value.replace(",", "")) for metric in app.metric]
        found[KEY_FIGURES] = pd.DataFrame(figures, columns=["label", "value"])
    return found


def rows_shown(app: AppTest, title: str, columns: list[str]) -> list[tuple[str, ...]]:
    """The rows of a table as texts in order; none when it says that it has none."""
    table = tables(app).get(title)
    if table is None:
        assert title in [heading.value for heading in app.subheader]
        return []
    rows = table[columns].astype(object).itertuples(index=False)
    return sorted(tuple(map(in_words, row)) for row in rows)


def assert_shows(app: AppTest, name: str, files: Files, **narrowed: str) -> None:
    """Every figure of the page that stands in FIGURES has the rows that the files have."""
    for title, text in FIGURES[name].items():
        columns, rows = files.rows(text, **narrowed)
        assert rows_shown(app, title, columns) == rows, title


# On the tiny program, with the figures made by hand


@pytest.mark.parametrize("name", FIGURES)
def test_another_date_changes_the_numbers_and_the_first_one_brings_them_back(tiny, hand_made, name):
    app = opened(name, as_of=THEN)
    first = shown(app)
    assert_shows(app, name, hand_made[THEN])
    assert_shows(change(app, "as_of", LATER), name, hand_made[LATER])
    assert shown(app) != first
    assert shown(change(app, "as_of", THEN)) == first


@pytest.mark.parametrize("team", ["North", "South", "+Lab"])
@pytest.mark.parametrize("name", [name for name in FIGURES if name not in WITHOUT_TEAM])
def test_a_team_changes_the_numbers_and_all_teams_bring_them_back(tiny, hand_made, name, team):
    app = opened(name, as_of=THEN)
    first = shown(app)
    assert_shows(change(app, "team", team), name, hand_made[THEN], seen=of_team(team))
    assert shown(app) != first
    assert shown(change(app, "team", "All teams")) == first


def chosen(name: str, whom: str) -> dict[str, str]:
    """How `Files.rows` narrows a page to `whom`."""
    return {"seen": whom} if name == "progress" else {"chosen": whom}


@pytest.mark.parametrize(("name", "key", "value", "whom"), CHOICES)
def test_a_filter_changes_the_numbers_and_without_it_they_are_back(
    tiny, hand_made, name, key, value, whom
):
    app = opened(name, as_of=THEN)
    first, start = shown(app), widget(app, key).value
    change(app, key, value)
    assert_shows(app, name, hand_made[THEN], **chosen(name, whom))
    assert shown(app) != first
    assert shown(change(app, key, start)) == first


@pytest.mark.parametrize(("name", "key", "value", "whom"), CHOICES)
def test_a_link_with_date_and_filter_shows_at_once_what_they_leave(
    tiny, hand_made, name, key, value, whom
):
    app = opened(name, as_of=THEN, **{key: value})
    assert_shows(app, name, hand_made[THEN], **chosen(name, whom))
    assert app.query_params[key] == value


@pytest.mark.parametrize("name", FIGURES)
def test_a_link_with_date_and_team_shows_at_once_what_they_leave(tiny, hand_made, name):
    app = opened(name, as_of=LATER, team="South")
    narrowed = {} if name in WITHOUT_TEAM else {"seen": of_team("South")}
    assert_shows(app, name, hand_made[LATER], **narrowed)


def test_filters_are_taken_together(tiny, hand_made):
    app = opened("progress", as_of=THEN, team="North", track="content", level="on track")
    (table,) = tables(app).values()
    assert sorted(table["mvp_id"]) == ["A08", "A09"]
    change(app, "name", "iv")
    assert list(tables(app)["Every MVP, track by track"]["mvp_id"]) == ["A09"]
    change(app, "level", "ahead")
    assert tables(app) == {}
    assert [info.value for info in app.info] == [
        "Nobody fits this choice. Take a filter away to see more."
    ]


@pytest.mark.parametrize(
    ("sort", "columns"),
    [("worst first", ["level", "name"]), ("name", ["name"]), ("team", ["team"])],
)
def test_the_matrix_stands_in_the_order_that_was_picked_with_those_who_left_last(
    tiny, sort, columns
):
    app = opened("progress", as_of=THEN)
    change(app, "sort", "name" if sort != "name" else "team")
    (table,) = tables(change(app, "sort", sort)).values()
    assert list(table["mvp_id"])[-1] == "A06"
    worst = ["off track", "behind", "on track", "ahead"]
    stayed = table[table["status"] != "left"].assign(level=table["level"].map(worst.index))
    places = [tuple(row) for row in stayed[columns].fillna("no team").to_numpy().tolist()]
    assert places == sorted(places)
    assert len(places) == 8


def test_the_cells_of_the_matrix_are_those_of_the_readme(tiny):
    (table,) = tables(opened("progress", as_of=THEN)).values()
    cells = table.set_index("mvp_id")
    assert cells.loc["A01", "forum"] == "▽ 9 / 12 / 107 ★"
    assert cells.loc["A02", "forum"] == "▲ 15 / 12 / 107 ★"
    assert cells.loc["A05", "forge"] == "▼ 4 / 6 / 9 ★"
    assert cells.loc["A07", "meetup"] == "● 2 / 2 / 4 ★"
    assert cells.loc["A08", "forge"] == "▼ 1 / 5 / 9 ☆"
    assert cells.loc["A09", "forum"] == "▼ 0 / 158 / 253"


def test_the_key_figures_say_how_they_changed_since_the_last_checkpoint(tiny):
    before = {f.label: int(f.value) for f in opened("overview", as_of="2024-07-31").metric}
    for figure in opened("overview", as_of=THEN).metric:
        change_since = int(figure.value) - before[figure.label]
        assert figure.delta == f"{change_since:+d} since Jul 31".replace("+0", "0")


@pytest.mark.parametrize(
    ("as_of", "says"),
    [
        (THEN, "As of Aug 20, 2024. Next checkpoint: Sep 30, in 41 days."),
        (LATER, "As of Feb 5, 2025. Next checkpoint: Mar 31, in 54 days."),
        (date(2024, 9, 29), "As of Sep 29, 2024. Next checkpoint: Sep 30, tomorrow."),
        (date(2024, 9, 30), "As of Sep 30, 2024. Next checkpoint: Sep 30, today."),
        (date(2024, 10, 1), "As of Oct 1, 2024. Next checkpoint: Dec 31, in 91 days."),
    ],
)
def test_the_head_of_a_page_says_the_day_and_the_next_checkpoint(tiny, as_of, says):
    assert opened("data_health", as_of=as_of).caption[0].value == says


@pytest.mark.parametrize("name", FILES)
def test_each_snapshot_file_is_shown_as_it_is_made_by_hand(tiny, hand_made, name):
    app = opened("snapshots", as_of=THEN)
    app.selectbox(key="file").set_value(name).run()
    columns, rows = hand_made[THEN].rows(f"from {name}")
    exact = [column for column in columns if column != "chance"]  # has four decimals in the file
    _, expected = hand_made[THEN].rows(f"select {', '.join(exact)} from {name}")
    assert rows_shown(without_error(app), f"{name}.csv", exact) == expected
    assert f"{len(rows)} rows, exactly as the file holds them." in [c.value for c in app.caption]


# One MVP


@pytest.mark.parametrize(
    ("mvp_id", "as_of", "sentence"),
    [
        ("A01", THEN, "On track in 0 of 1 track. Next: 32 more answer days by Sep 30."),
        ("A03", THEN, "On track in 2 of 3 tracks. Next: 1 more piece, 41 more answer days, "
            "1 more meetup by Sep 30."),
        ("A04", THEN, "On track in 1 of 2 tracks. Next: 2 of the next 2 answers accepted "
            "by Sep 30."),
        ("A06", THEN, "No longer in the program."),
        ("A07", THEN, "On track in 2 of 2 tracks. Nothing more needed by Sep 30."),
        ("A08", THEN, "On track in 1 of 4 tracks. Next: 1 more piece or 5 more components or "
            "151 more answer days or 2 more meetups by Sep 30."),
        ("A09", THEN, "On track in 1 of 1 track. Next: 1 more piece by Sep 30."),
        ("A04", LATER, "On track in 1 of 1 track. Nothing more needed by Mar 31."),
    ],
    ids=[
        "behind", "three tracks", "only accepted answers missing", "left", "all that is needed",
        "without a commitment", "awaiting the NDA", "every goal met",
    ],
)  # fmt: skip
def test_an_mvp_s_page_begins_with_where_they_stand_and_what_is_next(tiny, mvp_id, as_of, sentence):
    app = opened("mvp", as_of=as_of, mvp=mvp_id)
    assert [header.value for header in app.header] == [sentence]
    assert widget(app, "mvp").value == mvp_id


def test_an_mvp_s_page_has_a_card_a_track_that_decides_something(tiny, hand_made):
    for mvp_id, tracks in {"A03": 3, "A08": 4, "A09": 1}.items():
        app = opened("mvp", as_of=THEN, mvp=mvp_id)
        _, rows = hand_made[THEN].rows(f"""
            select upper(track[1]) || track[2:], done || ' of ' || expected
            from progress join members using (mvp_id)
            where mvp_id = '{mvp_id}' and (committed = 'true' or tracks is null)""")
        assert sorted((card.label, card.value) for card in app.metric) == rows
        assert len(rows) == tracks


def test_another_mvp_changes_the_page_and_the_first_one_brings_it_back(tiny, hand_made):
    app = opened("mvp", as_of=THEN, mvp="A01")
    first = shown(app)
    for mvp_id in ("A05", "A06"):
        change(app, "mvp", mvp_id)
        assert shown(app) != first
        columns, rows = hand_made[THEN].rows(f"""
            select day, track, kind, title, accepted, counted,
                replace(not_counted_because, '_', ' ') as not_counted_because,
            from contributions where mvp_id = '{mvp_id}'""")
        assert rows_shown(app, "Every contribution of the year", columns) == rows
    assert shown(change(app, "mvp", "A01")) == first


def test_another_date_changes_an_mvp_s_page_and_the_first_one_brings_it_back(tiny):
    app = opened("mvp", as_of=THEN, mvp="A07")
    first = shown(app)
    later = shown(change(app, "as_of", LATER))
    assert "On track in 2 of 2 tracks. Next: 2 more components, 1 more meetup by Mar 31." in later
    assert shown(change(app, "as_of", THEN)) == first


def test_a_team_leaves_its_own_people_to_pick_from(tiny):
    app = opened("mvp", as_of=THEN, mvp="A05")
    change(app, "team", "North")
    assert widget(app, "mvp").options == [
        "Ana Souza · North", "Ivy · North", 'Strand, "Bo" · North', "هالة · North",
    ]  # fmt: skip
    assert widget(app, "mvp").value == "A01"
    assert app.header[0].value.startswith("On track in 0 of 1 track. Next: 32 more answer days")


def test_a_team_of_one_shows_that_one(tiny):
    app = opened("mvp", as_of=THEN, team="+Lab")
    assert app.header[0].value.startswith("On track in 2 of 3 tracks.")
    assert [box.key for box in app.main.selectbox] == ["team"]


def test_picking_a_row_opens_the_page_of_that_mvp_as_of_the_same_day(tiny):
    app = opened("progress", as_of=THEN, team="South")
    (table,) = app.dataframe
    row = list(table.value["mvp_id"]).index("A05")
    app.session_state[table.key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    app.run()
    assert not app.exception
    assert not app.error
    assert [title.value for title in app.title] == ["MVP"]
    assert widget(app, "mvp").value == "A05"
    assert widget(app, "team").value == "South"
    assert app.header[0].value == "On track in 1 of 2 tracks. Next: 2 more components by Sep 30."


# What the URL says


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_a_link_with_values_that_are_none_shows_the_page_as_without_them(tiny, name):
    wrong = {"as_of": "banana", "team": "nobody", "mvp": "nobody", "track": "x", "level": "x"}
    wrong |= {"stage": "x", "status": "x", "sort": "x"}
    app = opened(name, **wrong)
    today = min(datetime.now(UTC).date(), tiny.as_of + timedelta(366))
    assert widget(app, "as_of").value == today
    assert shown(app) == shown(opened(name))


@pytest.mark.parametrize("as_of", ["1999-12-31", "2025-08-22", "2024-02-30", "2024-8-1", ""])
def test_a_day_that_the_build_does_not_reach_is_as_none(tiny, as_of):
    app = opened("progress", as_of=as_of)
    assert widget(app, "as_of").value == min(datetime.now(UTC).date(), tiny.as_of + timedelta(366))


@pytest.mark.parametrize("as_of", ["2000-01-01", "2025-08-21"])
def test_the_first_and_the_last_day_of_the_build_are_honored(tiny, as_of):
    assert str(widget(opened("progress", as_of=as_of), "as_of").value) == as_of


def test_what_is_picked_is_in_the_url(tiny):
    app = opened("progress", as_of=THEN)
    for key, value in {"team": "South", "track": "forge", "level": "off track"}.items():
        change(app, key, value)
        assert app.query_params[key] == value
    change(app, "as_of", LATER)
    assert app.query_params["as_of"] == str(LATER)
    change(app, "name", "Ελένη")
    again = opened("progress", **app.query_params)
    assert shown(again) == shown(app)
    (table,) = tables(again).values()
    assert list(table["mvp_id"]) == ["A05"]


def test_date_and_team_stay_on_the_next_page(tiny, hand_made):
    app = opened("progress", as_of=THEN)
    change(app, "as_of", LATER)
    change(app, "team", "South")
    without_error(app.switch_page(page("benefits").file).run())
    assert_shows(app, "benefits", hand_made[LATER], seen=of_team("South"))
    without_error(app.switch_page(page("nominations").file).run())
    assert_shows(app, "nominations", hand_made[LATER])
    without_error(app.switch_page(page("overview").file).run())
    assert_shows(app, "overview", hand_made[LATER], seen=of_team("South"))


def test_an_mvp_whom_the_team_does_not_have_gives_way_to_one_of_the_team(tiny):
    app = opened("mvp", as_of=THEN, mvp="A05")
    without_error(app.switch_page(page("overview").file).run())
    change(app, "team", "North")
    without_error(app.switch_page(page("mvp").file).run())
    assert widget(app, "mvp").value == "A01"


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [("certifications", "status", "expired"), ("renewals", "stage", "on course")],
)
def test_a_choice_that_another_date_does_not_have_gives_way_to_all(
    tiny, hand_made, name, key, value
):
    app = opened(name, as_of=THEN, **{key: value})
    change(app, "as_of", LATER)
    assert_shows(app, name, hand_made[LATER])


# Where there is nothing


EMPTY = {
    "overview": [
        "No active MVP has committed to a track this year.",
        "Nobody was active on these days.",
        "No active MVP has a team.",
    ],
    "progress": ["Nobody fits this choice. Take a filter away to see more."],
    "at_risk": [
        "Nobody is at risk of missing the next checkpoint by something that can be turned.",
        "Nobody is out of reach.",
        "Nobody is missing anything for the next checkpoint.",
        "No exam or NDA is due before the next checkpoint.",
        "No flag is new and none has cleared since a week ago.",
    ],
    "renewals": [
        "Nobody is on the roster of this cycle.",
        "No decision is pending. From the final checkpoint on, they stand here.",
        "No checkpoint of this cycle has passed yet.",
        "Nobody was told otherwise at a frozen checkpoint.",
        "Nobody is at this stage.",
    ],
    "track_record": [
        "No checkpoint has passed yet in a year that somebody committed to a track for."
    ],
    "mvp": ["Nobody is on the roster for this choice."],
    "certifications": [
        "No deadline and no end lies within the next twelve months.",
        "Nobody is on the roster.",
        "Nobody has this status.",
    ],
    "nominations": ["There are no nominations up to this day."] * 2,
    "benefits": ["Nothing is to be taken back.", "Nobody is active.", "Nobody is active."],
    "snapshots": [],
    "definitions": [],
    "data_health": [
        "No row was rejected.",
        "There is no row to mend.",
        "Every active MVP has committed to a track.",
        "Every selected nominee is linked to an MVP.",
    ],
}


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_a_program_of_nobody_says_what_is_missing(empty, name):
    app = opened(name, as_of=empty.as_of)
    assert [info.value for info in app.info] == EMPTY[name]


def test_the_key_figures_of_a_program_of_nobody_are_nothing(empty):
    app = opened("overview", as_of=empty.as_of)
    assert [figure.value for figure in app.metric] == ["0"] * 5


def test_a_day_before_anybody_entered_says_what_is_missing(tiny):
    assert [info.value for info in opened("mvp", as_of="2001-05-05").info] == EMPTY["mvp"]


# On the sample program


@pytest.mark.parametrize("name", FIGURES)
def test_the_sample_s_numbers_change_with_date_and_team_and_come_back(sample, written, name):
    (now, files), (june, files_in_june) = written.items()
    app = opened(name, as_of=now)
    first = shown(app)
    assert_shows(app, name, files)
    assert_shows(change(app, "as_of", june), name, files_in_june)
    assert shown(app) != first
    if name not in WITHOUT_TEAM:
        change(app, "team", "Iberia")
        assert_shows(app, name, files_in_june, seen=of_team("Iberia"))
        assert_shows(change(app, "as_of", now), name, files, seen=of_team("Iberia"))
        change(app, "team", "All teams")
    assert shown(change(app, "as_of", now)) == first


@pytest.mark.parametrize(("name", "key", "value", "whom"), CHOICES)
def test_the_sample_s_numbers_change_with_a_filter_and_come_back(
    sample, written, name, key, value, whom
):
    app = opened(name, as_of=sample.as_of)
    first, start = shown(app), widget(app, key).value
    change(app, key, value)
    assert_shows(app, name, written[sample.as_of], **chosen(name, whom))
    assert shown(change(app, key, start)) == first
