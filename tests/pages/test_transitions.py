"""What a page shows after date, team or another filter changes, compared with snapshot files.

The expected numbers come from separate SQL over the snapshot's CSV files: those made by hand for
the tiny program, those that `data.outputs.snapshot` writes for the sample.
"""

from datetime import date
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
from tests.sent_figures import SENT_AS
from tests.tiles import absences, shown_table, tabs_of, titles, unfolded

APP = Path(__file__).parents[2] / "dashboard" / "main.py"
EARLIER, LATER = date(2024, 8, 20), date(2025, 2, 5)
HAND_MADE = {EARLIER: TINY / "expected", LATER: TINY / "expected-2025-02-05"}
KEY_FIGURES = "key figures"
SIGNS = {"ahead": "▲", "on track": "●", "behind": "▽", "off track": "▼"}

# Page -> title of a table -> its rows, as SQL over the snapshot files. The table may have more
# columns and another order. `seen` holds the mvp_id of everyone whom the filters leave.
EXPECTED = {
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
                    ) as "Exams needed",
                    count(*) filter (renewal_stage in ('to_invite', 'invited'))
                        as "Decisions pending",
                from members semi join seen using (mvp_id)
            )
            unpivot (value for label in (columns(*)))""",
        "Committed MVPs by track and level": """
            select track, replace(progress.level, '_', ' ') as level, count(*) as mvps
            from progress
            join members using (mvp_id)
            semi join seen using (mvp_id)
            where committed = 'true' and status = 'active'
            group by all""",
        "Teams compared": """
            select team, count(*) as mvps,
                count(*) filter (level in ('ahead', 'on_track')) as on_track,
                count(*) filter (risk in ('high', 'out_of_reach')) as at_risk,
            from members semi join seen using (mvp_id)
            where status = 'active' and team is not null
            group by all""",
    },
    "progress": {
        "Every MVP, by track": """
            select mvp_id, name, replace(status, '_', ' ') as status,
                replace(members.level, '_', ' ') as level,
                any_value(cell) filter (track = 'forum') as "Forum",
                any_value(cell) filter (track = 'meetup') as "Meetup",
            from members
            join cells using (mvp_id)
            semi join seen using (mvp_id)
            group by all""",
    },
    "at_risk": {
        "Whom to call first": """
            select mvp_id, about as track, risk, needed, checkpoint, days_left
            from risk semi join seen using (mvp_id)
            where done is not null and risk in ('high', 'medium') and mvp_id not in (
                select mvp_id from certifications where status = 'failed_twice'
            )""",
        "Out of reach": """
            select mvp_id, about as track, replace(risk, '_', ' ') as risk, needed
            from risk semi join seen using (mvp_id)
            where done is not null and risk = 'out_of_reach'""",
        "Exams and NDAs": """
            select mvp_id, about, replace(risk, '_', ' ') as risk,
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
        "MVPs by status": """
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
        "To revoke": """
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
        "Selected, but not linked to an MVP": """
            select nominee_email from nominations where stage = 'selected'""",
    },
}  # fmt: skip
WITHOUT_TEAM = ("rehearsal", "nominations", "data_health")
# Page, filter, value, and who is left (for renewals and certifications: which rows are left).
CHOICES = [
    ("progress", "track", "content", """
        select mvp_id from members where tracks is null or contains(tracks, 'content')"""),
    ("progress", "level", "off track", "select mvp_id from members where level = 'off_track'"),
    ("progress", "level", "On track or better", """
        select mvp_id from members
        where status = 'active' and level in ('on_track', 'ahead')"""),
    ("progress", "name", "AN", "select mvp_id from members where name ilike '%an%'"),
    ("renewals", "stage", "on course", "stage = 'on_course'"),
    ("certifications", "status", "expiring", "status = 'expiring'"),
    ("certifications", "status", "Active, exam needed", """
        status not in ('certified', 'expiring')
        and mvp_id in (select mvp_id from members where status = 'active')"""),
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
        """The column names of the query `text`, and its rows as sorted texts."""
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
    """The MVPs whom the filter of a team leaves."""
    return f"select mvp_id from mvps where team = '{team}'"


@pytest.fixture
def tiny(tiny_program: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The tiny program, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(tiny_program.database))
    return tiny_program


@pytest.fixture
def empty(empty_program: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The empty program, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(empty_program.database))
    return empty_program


@pytest.fixture
def headers_alone(headers_program: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program of headers alone, as the app's database."""
    monkeypatch.setenv("MVP_DATABASE", str(headers_program.database))
    return headers_program


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
    """The app, opened at a page by a link with the parameters `query`."""
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
    """The app after the viewer picked a value in the filter `key`."""
    return without_error(widget(app, key).set_value(value).run())


def shown(app: AppTest) -> list[str]:
    """Everything on the page, in order: texts, numbers, tables and charts."""
    seen = []
    for element in app.main:
        if isinstance(getattr(element, "value", None), pd.DataFrame):
            seen.append(element.value.to_csv())
        elif element.type == SENT_AS:
            seen.append(element.proto.json)
        elif element.type == "metric":
            seen.append(f"{element.label}: {element.value}, {element.delta}")
        else:
            seen.append(str(getattr(element, "value", "")))
    return seen


def tables(app: AppTest) -> dict[str, pd.DataFrame]:
    """The tables of the page by the title in the menu of each; the key figures as one table."""
    found = {
        title: shown_table(node)
        for title, node in titles(app)
        if isinstance(getattr(node, "value", None), pd.DataFrame)
    }
    if app.metric:
        figures = [(metric.label, metric.value.replace(",", "")) for metric in app.metric]
        found[KEY_FIGURES] = pd.DataFrame(figures, columns=["label", "value"])
    return found


def rows_shown(app: AppTest, title: str, columns: list[str]) -> list[tuple[str, ...]]:
    """The rows of a table as sorted texts; none when the page says that it is empty."""
    table = tables(app).get(title)
    if table is None:
        assert title in [title for title, _ in titles(app)]
        return []
    rows = table[columns].astype(object).itertuples(index=False)
    return sorted(tuple(map(in_words, row)) for row in rows)


def assert_shows(app: AppTest, name: str, files: Files, **narrowed: str) -> None:
    """Check that every figure of the page in EXPECTED has the rows of the files."""
    for title, text in EXPECTED[name].items():
        columns, rows = files.rows(text, **narrowed)
        assert rows_shown(app, title, columns) == rows, title


# On the tiny program, with the figures made by hand


@pytest.mark.parametrize("name", EXPECTED)
def test_numbers_change_with_the_date_and_change_back(tiny, hand_made, name):
    app = opened(name, as_of=EARLIER)
    first = shown(app)
    assert_shows(app, name, hand_made[EARLIER])
    assert_shows(change(app, "as_of", LATER), name, hand_made[LATER])
    assert shown(app) != first
    assert shown(change(app, "as_of", EARLIER)) == first


@pytest.mark.parametrize("team", ["North", "South", "+Lab"])
@pytest.mark.parametrize("name", [name for name in EXPECTED if name not in WITHOUT_TEAM])
def test_numbers_change_with_the_team_and_change_back(tiny, hand_made, name, team):
    app = opened(name, as_of=EARLIER)
    first = shown(app)
    assert_shows(change(app, "team", team), name, hand_made[EARLIER], seen=of_team(team))
    assert shown(app) != first
    assert shown(change(app, "team", "All teams")) == first


def narrowed_to(name: str, whom: str) -> dict[str, str]:
    """The argument of `Files.rows` that narrows a page to `whom`."""
    return {"seen": whom} if name == "progress" else {"chosen": whom}


@pytest.mark.parametrize(("name", "key", "value", "whom"), CHOICES)
def test_numbers_change_with_a_filter_and_change_back(tiny, hand_made, name, key, value, whom):
    app = opened(name, as_of=EARLIER)
    first, start = shown(app), widget(app, key).value
    change(app, key, value)
    assert_shows(app, name, hand_made[EARLIER], **narrowed_to(name, whom))
    assert shown(app) != first
    assert shown(change(app, key, start)) == first


@pytest.mark.parametrize(("name", "key", "value", "whom"), CHOICES)
def test_a_link_with_date_and_filter_opens_with_both_applied(
    tiny, hand_made, name, key, value, whom
):
    app = opened(name, as_of=EARLIER, **{key: value})
    assert_shows(app, name, hand_made[EARLIER], **narrowed_to(name, whom))
    assert app.query_params[key] == value


@pytest.mark.parametrize("name", EXPECTED)
def test_a_link_with_date_and_team_opens_with_both_applied(tiny, hand_made, name):
    app = opened(name, as_of=LATER, team="South")
    narrowed = {} if name in WITHOUT_TEAM else {"seen": of_team("South")}
    assert_shows(app, name, hand_made[LATER], **narrowed)


def test_filters_are_combined(tiny, hand_made):
    app = opened("progress", as_of=EARLIER, team="North", track="content", level="on track")
    (table,) = tables(app).values()
    assert sorted(table["mvp_id"]) == ["A08", "A09"]
    change(app, "name", "iv")
    assert list(tables(app)["Every MVP, by track"]["mvp_id"]) == ["A09"]
    change(app, "level", "ahead")
    assert tables(app) == {}
    assert absences(app) == ["Nobody matches these filters. Remove one to see more."]


@pytest.mark.parametrize(
    ("sort", "columns"),
    [("worst first", ["level", "name"]), ("name", ["name"]), ("team", ["team"])],
)
def test_the_matrix_is_sorted_as_picked_with_those_who_left_last(tiny, sort, columns):
    app = opened("progress", as_of=EARLIER)
    change(app, "sort", "name" if sort != "name" else "team")
    (table,) = tables(change(app, "sort", sort)).values()
    assert list(table["mvp_id"])[-1] == "A06"
    worst = ["off track", "behind", "on track", "ahead"]
    stayed = table[table["status"] != "left"].assign(level=table["level"].map(worst.index))
    places = [tuple(row) for row in stayed[columns].fillna("no team").to_numpy().tolist()]
    assert places == sorted(places)
    assert len(places) == 8


def test_the_cells_of_the_matrix_are_as_documented(tiny):
    (table,) = tables(opened("progress", as_of=EARLIER)).values()
    cells = table.set_index("mvp_id")
    assert cells.loc["A01", "Forum"] == "▽ 9 / 12 / 107 ★"
    assert cells.loc["A02", "Forum"] == "▲ 15 / 12 / 107 ★"
    assert cells.loc["A05", "Forge"] == "▼ 4 / 6 / 9 ★"
    assert cells.loc["A07", "Meetup"] == "● 2 / 2 / 4 ★"
    assert cells.loc["A08", "Forge"] == "▼ 1 / 5 / 9 ☆"
    assert cells.loc["A09", "Forum"] == "▼ 0 / 158 / 253"


def test_key_figures_show_their_change_since_the_last_checkpoint(tiny):
    before = {f.label: int(f.value) for f in opened("overview", as_of="2024-07-31").metric}
    for figure in opened("overview", as_of=EARLIER).metric:
        change_since = int(figure.value) - before[figure.label]
        assert figure.delta == f"{change_since:+d} since Jul 31".replace("+0", "0")


@pytest.mark.parametrize(
    ("as_of", "says"),
    [
        (EARLIER, "As of Aug 20, 2024. Next checkpoint: Sep 30, in 41 days."),
        (LATER, "As of Feb 5, 2025. Next checkpoint: Mar 31, in 54 days."),
        (date(2024, 9, 29), "As of Sep 29, 2024. Next checkpoint: Sep 30, tomorrow."),
        (date(2024, 9, 30), "As of Sep 30, 2024. Next checkpoint: Sep 30, today."),
        (date(2024, 10, 1), "As of Oct 1, 2024. Next checkpoint: Dec 31, in 91 days."),
    ],
)
def test_a_page_names_its_day_and_the_next_checkpoint(tiny, as_of, says):
    assert opened("data_health", as_of=as_of).caption[0].value.startswith(says)


@pytest.mark.parametrize("name", FILES)
def test_each_snapshot_file_is_shown_like_the_one_made_by_hand(tiny, hand_made, name):
    app = opened("snapshots", as_of=EARLIER)
    app.selectbox(key="file").set_value(name).run()
    columns, rows = hand_made[EARLIER].rows(f"from {name}")
    exact = [column for column in columns if column != "chance"]  # has four decimals in the file
    _, expected = hand_made[EARLIER].rows(f"select {', '.join(exact)} from {name}")
    assert rows_shown(without_error(app), f"{name}.csv", exact) == expected
    assert f"{len(rows)} rows, exactly as in the file." in [c.value for c in app.caption]


# One MVP


@pytest.mark.parametrize(
    ("mvp_id", "as_of", "sentence"),
    [
        ("A01", EARLIER, "On track in 0 of 1 track. Next: 32 more answer days, with 15 of the "
            "next 43 answers accepted to keep the share by Sep 30."),
        ("A03", EARLIER, "On track in 2 of 3 tracks. Next: 41 more answer days, with 19 of the "
            "next 55 answers accepted, 1 more piece, 1 more meetup by Sep 30."),
        ("A04", EARLIER, "On track in 1 of 2 tracks. Next: talk to the program team, as no exam "
            "attempt is left; then 2 of the next 3 answers accepted by Sep 30."),
        ("A05", EARLIER, "On track in 1 of 2 tracks. Next: pass the exam by Sep 30; then 2 more "
            "components by Sep 30."),
        ("A06", EARLIER, "No longer in the program."),
        ("A07", EARLIER, "On track in 2 of 2 tracks. Nothing more needed by Sep 30."),
        ("A08", EARLIER, "On track in 1 of 4 tracks. Next: pass the exam, which was due by "
            "May 29; then 151 more answer days or 5 more components or "
            "1 more piece or 2 more meetups by Sep 30."),
        ("A09", EARLIER, "On track in 1 of 1 track. Next: sign the NDA; then 1 more piece "
            "by Sep 30."),
        ("A04", LATER, "On track in 1 of 1 track. Next: talk to the program team, as no exam "
            "attempt is left."),
    ],
    ids=[
        "behind", "three tracks", "failed twice", "exam due", "left", "all that is needed",
        "exam overdue and no commitment", "awaiting the NDA", "failed twice, every goal met",
    ],
)  # fmt: skip
def test_the_mvp_page_begins_with_progress_and_next_step(tiny, mvp_id, as_of, sentence):
    app = opened("mvp", as_of=as_of, mvp=mvp_id)
    assert [header.value for header in app.header] == [sentence]
    assert widget(app, "mvp").value == mvp_id


def test_the_mvp_page_has_one_card_per_judged_track(tiny, hand_made):
    for mvp_id, tracks in {"A03": 3, "A08": 4, "A09": 1}.items():
        app = opened("mvp", as_of=EARLIER, mvp=mvp_id)
        _, rows = hand_made[EARLIER].rows(f"""
            select upper(track[1]) || track[2:], done || ' of ' || expected
            from progress join members using (mvp_id)
            where mvp_id = '{mvp_id}' and (committed = 'true' or tracks is null)""")
        assert sorted((card.label, card.value) for card in app.metric) == rows
        assert len(rows) == tracks


def test_the_page_changes_with_the_mvp_and_changes_back(tiny, hand_made):
    app = opened("mvp", as_of=EARLIER, mvp="A01", tab="contributions")
    first = shown(app)
    for mvp_id in ("A05", "A06"):
        change(app, "mvp", mvp_id)
        assert shown(app) != first
        columns, rows = hand_made[EARLIER].rows(f"""
            select day, track, kind, title, accepted, counted,
                replace(not_counted_because, '_', ' ') as not_counted_because,
            from contributions where mvp_id = '{mvp_id}'""")
        assert rows_shown(app, "Every contribution of the year", columns) == rows
    assert shown(change(app, "mvp", "A01")) == first


def test_the_mvp_page_changes_with_the_date_and_changes_back(tiny):
    app = opened("mvp", as_of=EARLIER, mvp="A07")
    first = shown(app)
    later = shown(change(app, "as_of", LATER))
    assert "On track in 2 of 2 tracks. Next: 2 more components, 1 more meetup by Mar 31." in later
    assert shown(change(app, "as_of", EARLIER)) == first


def test_a_team_filter_narrows_the_mvps_to_pick_from(tiny):
    app = opened("mvp", as_of=EARLIER, mvp="A05")
    change(app, "team", "North")
    assert widget(app, "mvp").options == [
        "Ana Souza · North", 'Strand, "Bo" · North', "هالة · North", "Ivy · North",
    ]  # fmt: skip
    assert widget(app, "mvp").value is None
    assert [warning.value for warning in app.warning] == ["Ελένη Παππά is not in the team North."]
    assert not app.header
    change(app, "mvp", "A01")
    assert app.header[0].value.startswith("On track in 0 of 1 track. Next: 32 more answer days")


def test_a_team_of_one_shows_its_only_mvp(tiny):
    app = opened("mvp", as_of=EARLIER, team="+Lab")
    assert app.header[0].value.startswith("On track in 2 of 3 tracks.")
    keys = [box.key for box in app.main.selectbox]
    assert "team" in keys
    assert "mvp" not in keys


def test_picking_a_row_opens_that_mvp_s_page_as_of_the_same_day(tiny):
    app = opened("progress", as_of=EARLIER, team="South")
    (table,) = app.dataframe
    row = list(table.value["mvp_id"]).index("A05")
    app.session_state[table.key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    app.run()
    assert not app.exception
    assert not app.error
    assert [title.value for title in app.title] == ["Ελένη Παππά"]
    assert widget(app, "mvp").value == "A05"
    assert widget(app, "team").value == "South"
    assert app.header[0].value == (
        "On track in 1 of 2 tracks. Next: pass the exam by Sep 30; then 2 more components by "
        "Sep 30."
    )


# What is in the URL


@pytest.mark.parametrize("as_of", ["2000-01-01", "2025-08-21"])
def test_the_first_and_the_last_day_of_the_build_are_accepted(tiny, as_of):
    assert str(widget(opened("progress", as_of=as_of), "as_of").value) == as_of


def test_picked_values_are_in_the_url(tiny):
    app = opened("progress", as_of=EARLIER)
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
    app = opened("progress", as_of=EARLIER)
    change(app, "as_of", LATER)
    change(app, "team", "South")
    without_error(app.switch_page(page("benefits").file).run())
    assert_shows(app, "benefits", hand_made[LATER], seen=of_team("South"))
    without_error(app.switch_page(page("nominations").file).run())
    assert_shows(app, "nominations", hand_made[LATER])
    without_error(app.switch_page(page("overview").file).run())
    assert_shows(app, "overview", hand_made[LATER], seen=of_team("South"))


@pytest.mark.parametrize(
    ("name", "key", "value", "says"),
    [
        ("certifications", "status", "expired", "Nobody has this status."),
        ("renewals", "stage", "on course", "Nobody is at this stage."),
    ],
)
def test_a_choice_that_nobody_has_on_another_date_stays_and_shows_nobody(
    tiny, name, key, value, says
):
    app = opened(name, as_of=EARLIER, **{key: value})
    change(app, "as_of", LATER)
    assert widget(app, key).value == value
    assert says in absences(app)


# Empty pages


NOBODY = "Nobody is active on this day."
NO_CASE = "No case yet: nobody was active and committed, with data, before a past checkpoint."
NOT_FROZEN = "No checkpoint that is compared with this day has been frozen yet."
PATTERNS_OFF = (
    "Patterns are off. `[patterns]` in the settings of the program switches each of them on, such "
    "as `title_likeness` and `title_days` for titles that are much alike (docs/own-program.md)."
)
# In a program with nothing but the header of mvps.csv.
NOT_SUPPLIED = {
    "benefits": "No benefits were supplied, so it is unknown who has which.",
    "certifications": "No certifications were supplied, so every certification is unknown.",
    "commitments": "No commitments were supplied, so any one of the four tracks is enough.",
    "contributions": "No contributions were supplied, so nothing is known about what was done.",
    "nda": "NDAs are not tracked, so nobody awaits one.",
    "nominations": "No nominations were supplied, so nominees are unknown.",
    "renewals": "No renewals were supplied, so invitations and decisions are unknown.",
}
EMPTY = {
    "overview": [
        " ".join(
            NOT_SUPPLIED[name] for name in ("certifications", "contributions", "nda", "renewals")
        ),
        NOBODY,
        f"{NOT_SUPPLIED['commitments']} {NOBODY}",
        NOBODY,
        "Nobody was active on these days.",
        NOBODY,
    ],
    "progress": ["Nobody matches these filters. Remove one to see more."],
    "at_risk": [
        *[NOBODY] * 4,
        NOT_SUPPLIED["certifications"],
        NOBODY,
        NOT_SUPPLIED["nda"],
    ],
    "renewals": [
        "Nobody is on the roster of this cycle.",
        "Nobody in this cycle has passed a checkpoint of it yet.",
        NOT_SUPPLIED["renewals"],
        "Nobody is at this stage.",
        NOT_FROZEN,
    ],
    "track_record": [NOT_SUPPLIED["commitments"], NO_CASE],
    "over_the_years": [],
    "rehearsal": ["Change a value to see who would be affected."],
    "mvp": ["Nobody on the roster matches these filters."],
    "requests": ["Nobody whom you can see has asked for anything yet."],
    "certifications": [NOT_SUPPLIED["certifications"]],
    "nominations": [NOT_SUPPLIED["nominations"]],
    "benefits": [NOT_SUPPLIED["benefits"]],
    "snapshots": [],
    "definitions": [],
    "bring_data": ["**Next:** drop exports of your tools below, under 1."],
    "data_health": [
        " ".join(NOT_SUPPLIED.values()),
        f"{NOT_SUPPLIED['commitments']} {NOBODY}",
        NOT_SUPPLIED["nominations"],
        "Every id in the files is that of somebody in them. Raw exports name people by "
        "account; the next table has the accounts that are linked to nobody.",
        "Every account in the raw exports is linked to an MVP.",
        "No raw file feeds a track: all contributions are from contract files.",
        "No row contradicts itself or another one.",
        "Every word in a raw export that needs a meaning has one.",
        "Every raw export was read.",
        "No row was rejected.",
        "There is no row to fix.",
        PATTERNS_OFF,
    ],
}
# In a program with the headers of all files. Nobody is there to have signed an NDA.
HEADERS_ALONE = EMPTY | {
    "overview": [
        NOT_SUPPLIED["nda"],
        *[NOBODY] * 3,
        "Nobody was active on these days.",
        NOBODY,
    ],
    "at_risk": [
        *[NOBODY] * 4,
        "Nothing is due before the next checkpoint.",
        NOBODY,
        NOT_SUPPLIED["nda"],
    ],
    "renewals": [
        "Nobody is on the roster of this cycle.",
        "Nobody in this cycle has passed a checkpoint of it yet.",
        "No decision is pending. From the final checkpoint on, open decisions are listed here.",
        "Nobody is at this stage.",
        NOT_FROZEN,
    ],
    "track_record": [NO_CASE],
    "certifications": [
        "Nobody has this status.",
        "No exam is due and no certificate ends within the next twelve months.",
        "Nobody is on the roster.",
    ],
    "nominations": ["There are no nominations up to this day."] * 2,
    "benefits": ["Nobody is active.", "Nobody is active.", "There is nothing to revoke."],
    "data_health": [
        NOT_SUPPLIED["nda"],
        NOBODY,
        "No nominee has been decided on yet.",
        "Every id in the files is that of somebody in them. Raw exports name people by "
        "account; the next table has the accounts that are linked to nobody.",
        "Every account in the raw exports is linked to an MVP.",
        "No raw file feeds a track: all contributions are from contract files.",
        "No row contradicts itself or another one.",
        "Every word in a raw export that needs a meaning has one.",
        "Every raw export was read.",
        "No row was rejected.",
        "There is no row to fix.",
        PATTERNS_OFF,
    ],
}


def absences_in_tabs(name: str, as_of: date) -> list[str]:
    """What the page says that is not there; below its head, tab by tab."""
    first, *others = (absences(opened(name, as_of=as_of, tab=tab)) for tab in tabs_of(name))
    return first + [said for tab in others for said in tab if said not in first]


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_an_empty_program_says_what_is_missing(empty, name):
    assert absences_in_tabs(name, empty.as_of) == EMPTY[name]


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_a_program_of_headers_alone_says_that_there_is_nothing(headers_alone, name):
    assert absences_in_tabs(name, headers_alone.as_of) == HEADERS_ALONE[name]


def test_the_key_figures_of_an_empty_program_are_zero_unless_they_are_unknown(empty):
    app = opened("overview", as_of=empty.as_of)
    assert [(figure.label, figure.value) for figure in app.metric] == [
        ("Active MVPs", "0"),
        ("At risk", "0"),
    ]


def test_the_key_figures_of_a_program_of_headers_alone_are_zero_except_levels(headers_alone):
    app = opened("overview", as_of=headers_alone.as_of)
    assert [(figure.label, figure.value) for figure in app.metric] == [
        ("Active MVPs", "0"),
        ("At risk", "0"),
        ("Exams needed", "0"),
        ("Decisions pending", "0"),
    ]


def test_a_day_before_anybody_entered_says_what_is_missing(tiny):
    assert absences(opened("mvp", as_of="2001-05-05")) == EMPTY["mvp"]


# On the sample program


@pytest.mark.parametrize("name", EXPECTED)
def test_sample_numbers_change_with_date_and_team_and_change_back(sample, written, name):
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
def test_sample_numbers_change_with_a_filter_and_change_back(
    sample, written, name, key, value, whom
):
    app = opened(name, as_of=sample.as_of)
    first, start = shown(app), widget(app, key).value
    change(app, key, value)
    assert_shows(app, name, written[sample.as_of], **narrowed_to(name, whom))
    assert shown(change(app, key, start)) == first
