"""Settings that change on a date: which of them judge a day, and what is said of a change."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import page
from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.digest.markdown import markdown_digest
from data.outputs.letters import letters
from data.settings.files import load, load_program, tables_on_all_days
from data.settings.sets import counted_from
from data.settings.text import settings_line

from .folders import written

ROOT = Path(__file__).parents[2]
EVERYBODY = Scope(everybody=True)
SETTINGS = """
[letters]
contact = "team@example.org"
[year]
checkpoints = ["06-30", "12-31"]
[[from]]  # not in the order of their days
date = "2026-01-01"
[from.tracks.content]
cadence_months = 1
[from.commitments]
require = "any"
[[from]]
date = 2025-09-01
[from.year]
checkpoints = ["03-31", "09-30", "12-31"]
[from.tracks.forge]
cadence_months = 2
[from.tracks.podcasts]
counts = ["episode"]
cadence_months = 1
unit = ["episode", "episodes"]
[from.tracks.meetup]
use = false
"""
MVPS = """mvp_id,name,email,entered_on,team
ana,Ana,ana@example.org,2024-06-01,North
ben,Ben,ben@example.org,2024-06-01,North
"""
COMMITMENTS = """mvp_id,year,track
ana,2025,content
ana,2026,content
ben,2025,meetup
"""
CONTRIBUTIONS = """contribution_id,mvp_id,track,kind,occurred_at
""" + "\n".join(
    [
        *(f"a{month},ana,content,article,2025-{month:02}-10" for month in range(1, 7)),
        *(f"b{month},ben,meetup,organized,2025-{month:02}-20" for month in range(1, 13)),
        "e1,ben,podcasts,episode,2025-02-03",
    ]
)
FILES = {
    "program.toml": SETTINGS,
    "mvps.csv": MVPS,
    "commitments.csv": COMMITMENTS,
    "contributions.csv": CONTRIBUTIONS,
    "sources.csv": "track,complete_from,complete_until\n"
    + "".join(f"{track},2024-01-01,2026-03-31\n" for track in ("content", "meetup", "podcasts")),
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = written(tmp_path_factory.mktemp("changes") / "input", FILES)
    built = build(source, source.parent / "mvp.duckdb", date(2026, 3, 31), load_program(source))
    assert built.report.rejects == []
    return built.path


def rows(database: Path, as_of: str, query: str) -> list[tuple]:
    return Day(database, date.fromisoformat(as_of)).query(EVERYBODY, query).fetchall()


@pytest.mark.parametrize(
    ("as_of", "days"),
    [
        ("2025-07-01", ["2025-06-30", "2025-12-31"]),
        ("2025-08-31", ["2025-06-30", "2025-12-31"]),
        ("2025-09-01", ["2025-06-30", "2025-09-30", "2025-12-31"]),
        ("2026-01-01", ["2026-03-31", "2026-09-30", "2026-12-31"]),
    ],
)
def test_a_checkpoint_up_to_a_day_is_that_of_then_and_a_later_one_is_that_of_the_day(
    database, as_of, days
):
    query = "select checkpoint::varchar from checkpoints join dates using (year) order by all"
    assert [day for (day,) in rows(database, as_of, query)] == days


@pytest.mark.parametrize(("as_of", "expected"), [("2025-08-31", 8), ("2025-09-01", 8 // 2)])
def test_a_day_is_judged_as_a_whole_by_the_settings_in_force_on_it(database, as_of, expected):
    query = "select expected from progress where mvp_id = 'ana' and track = 'forge'"
    assert rows(database, as_of, query) == [(expected,)]


def test_pages_show_the_tracks_of_the_day_and_keep_what_was_done_in_others(database):
    tracks = "select track from rule_tracks order by track"
    meetup = "select counted, not_counted_because, count(*) from contributions {} group by all"
    before, after = "2025-08-31", "2025-12-31"
    assert [t for (t,) in rows(database, before, tracks)] == ["content", "forge", "forum", "meetup"]
    assert ("podcasts",) in rows(database, after, tracks)
    assert ("meetup",) not in rows(database, after, tracks)
    assert ("meetup",) not in rows(database, after, "select track from reach")
    of_track = meetup.format("where track = 'meetup'")
    assert rows(database, before, of_track) == [(True, None, 12)]
    assert rows(database, after, of_track) == [(False, "kind", 12)]
    of_track = meetup.format("where track = 'podcasts'")
    assert rows(database, before, of_track) == [(False, "kind", 1)]
    assert rows(database, after, of_track) == [(True, None, 1)]


def test_a_commitment_to_a_track_that_is_gone_asks_for_nothing(database):
    query = "select tracks, goals_met from members where mvp_id = 'ben'"
    assert rows(database, "2025-08-31", query) == [("meetup", True)]
    assert rows(database, "2025-09-01", query) == [(None, False)]


def test_a_year_that_is_over_is_judged_by_the_settings_of_its_end(database):
    query = """
        select year, target, goal_met, require
        from progress_level
        join expected using (mvp_id, year, track)
        join committed using (mvp_id, year, track)
        where mvp_id = 'ana' and track = 'content' and horizon = 'final'
        order by year"""
    assert rows(database, "2025-12-31", query) == [(2025, 6, True, "all")]
    assert rows(database, "2026-01-15", query) == [
        (2025, 6, True, "all"),
        (2026, 12, False, "any"),
    ]
    stage = "select goals_met from renewal_stage where mvp_id = 'ana'"
    assert rows(database, "2026-01-15", stage) == [(True,)]
    assert rows(database, "2026-01-15", "select distinct track from done where year = 2025") == (
        rows(database, "2025-12-31", "select distinct track from done")
    )


def test_the_renewals_of_a_year_that_is_over_keep_its_months(tmp_path):
    """Two months are shown and one is to decide in, for 2025; from the renewals of 2026 on, four
    and three."""
    change = '[[from]]\ndate = "2026-01-01"\n[from.renewal]\ndecide_months = 3\nshown_months = 4\n'
    renewals = "mvp_id,year,invited_on,renewed_on\nana,2025,2026-01-05,\nben,2025,,2026-01-20\n"
    files = {
        name: "".join(line for line in text.splitlines(True) if "podcasts" not in line)
        for name, text in FILES.items()
        if name != "program.toml"
    }
    files |= {"program.toml": change, "renewals.csv": renewals}
    source = written(tmp_path / "in", files)
    built = build(source, tmp_path / "out" / "mvp.duckdb", date(2027, 5, 1), load_program(source))
    cycle = "select year, decide_by::varchar from years where is_cycle"
    for day in ("2025-12-31", "2026-01-31", "2026-02-28"):
        assert rows(built.path, day, cycle) == [(2025, "2026-01-31")]
    assert rows(built.path, "2026-03-01", cycle) == [(2026, "2027-03-31")]
    assert rows(built.path, "2027-04-30", cycle) == [(2026, "2027-03-31")]
    assert rows(built.path, "2027-05-01", cycle) == [(2027, "2028-03-31")]
    stage = "select stage from renewal_stage where mvp_id = 'ana'"
    outcome = "select outcome from renewal_outcomes where mvp_id = 'ana' and year = 2025"
    assert rows(built.path, "2026-01-31", stage) == [("invited",)]
    assert rows(built.path, "2026-01-31", outcome) == [("open",)]
    assert rows(built.path, "2026-02-20", stage) == [("lapsed",)]
    assert rows(built.path, "2026-02-20", outcome) == [("not_renewed",)]


def test_an_earlier_day_has_the_rows_that_it_had_as_a_day_of_its_own(database):
    days = rows(database, "2026-01-15", "select distinct compared_on from comparison_dates")
    assert {str(day) for (day,) in days} == {"2025-12-31", "2026-01-08"}
    for (day,) in days:
        earlier = f"""
            select * exclude (compared_on) from earlier_members
            where compared_on = date '{day}' order by mvp_id"""
        then = rows(database, str(day), "from members order by mvp_id")
        assert rows(database, "2026-01-15", earlier) == then


def test_the_track_record_judges_each_day_by_its_own_settings(database):
    query = """
        select distinct checkpoint::varchar, track, expected_then, expected
        from cases where mvp_id = 'ana' and look_ahead = 14 order by all"""
    assert rows(database, "2026-03-31", query) == [
        ("2025-06-30", "content", 2, 3),
        ("2025-09-30", "content", 4, 4),
        ("2025-12-31", "content", 5, 6),
        ("2026-03-31", "content", 2, 3),
    ]


CHANGED = "Rules of the program changed on September 1, 2025."


@pytest.mark.parametrize(
    ("checkpoint", "says"), [("2025-06-30", False), ("2025-09-30", True), ("2025-12-31", False)]
)
def test_the_letters_of_the_first_checkpoint_after_a_change_say_it_once(database, checkpoint, says):
    for letter in letters(Day(database, date.fromisoformat(checkpoint)), EVERYBODY):
        assert (CHANGED in letter.text.replace("\n", " ")) == says
        assert (CHANGED in letter.html) == says


@pytest.mark.parametrize(
    ("checkpoint", "says"), [("2025-06-30", True), ("2025-09-30", False), ("2025-12-31", False)]
)
def test_letters_before_a_change_in_their_year_say_that_they_look_ahead_by_the_rules_of_now(
    database, checkpoint, says
):
    ahead = (
        "Rules of the program change on September 1, 2025. What this letter says about the time "
        "after that follows the rules that are in force now."
    )
    for letter in letters(Day(database, date.fromisoformat(checkpoint)), EVERYBODY):
        assert (ahead in letter.text.replace("\n", " ")) == says
        assert (ahead in letter.html) == says


@pytest.mark.parametrize(
    ("as_of", "says"), [("2025-08-31", False), ("2025-09-07", True), ("2025-09-08", False)]
)
def test_the_digest_of_the_week_says_that_rules_changed(database, as_of, says):
    text = markdown_digest(Day(database, date.fromisoformat(as_of)))
    assert ("Rules changed on Sep 1, 2025" in text) == says
    ahead = "Rules change on Sep 1, 2025: flags are by the rules before that."
    assert (ahead in text) == (as_of == "2025-08-31")


AHEAD = "Rules change on Sep 1, 2025; what lies ahead is judged by the rules before that."
HEAD = "Rules changed on {}; earlier days are judged by the rules of then."


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2025-06-30", AHEAD),
        ("2025-08-31", AHEAD),
        ("2025-09-01", HEAD.format("Sep 1, 2025")),
        ("2025-12-31", HEAD.format("Sep 1, 2025")),
        ("2026-01-05", HEAD.format("Jan 1, 2026")),
        ("2026-03-31", HEAD.format("Jan 1, 2026")),
    ],
)
def test_the_head_of_a_page_says_when_rules_changed_and_change(database, as_of, said):
    path = ROOT / "queries" / "pages" / "shared" / "rule_changes.sql"
    assert rows(database, as_of, path.read_text()) == [(said,)]


def test_definitions_list_each_change_with_both_values(database):
    changes = rows(
        database,
        "2025-07-01",
        "select changed_on::varchar, * exclude (changed_on) "
        "from rule_changes where not contains(key, '.podcasts.') order by all",
    )
    assert changes == [
        ("2025-09-01", "tracks.forge.cadence_months", "1", "2"),
        ("2025-09-01", "tracks.meetup.use", "true", "false"),
        (
            "2025-09-01",
            "year.checkpoints",
            '["06-30", "12-31"]',
            '["03-31", "09-30", "12-31"]',
        ),
        ("2026-01-01", "commitments.require", '"all"', '"any"'),
        ("2026-01-01", "tracks.content.cadence_months", "2", "1"),
    ]


def test_definitions_and_the_page_of_an_mvp_say_what_changed(database, monkeypatch):
    monkeypatch.setenv("MVP_DATABASE", str(database.parent / "mvp.duckdb"))
    said = {}
    for name in ("definitions", "mvp"):
        app = AppTest.from_file(ROOT / "dashboard" / "main.py", default_timeout=60)
        app.query_params["as_of"] = "2025-10-01"
        app.query_params["mvp"] = "ben"  # who is judged by all tracks, and so by forge too
        app.switch_page(page(name).file).run()
        assert not app.exception
        captions = " ".join(caption.value for caption in app.caption)
        assert HEAD.format("Sep 1, 2025") in captions
        said[name] = captions + " ".join(header.value for header in app.header)
    assert "When rules change" in said["definitions"]
    assert "All of the year is counted by the rules of the track since Sep 1." in said["mvp"]


def test_a_build_says_from_when_other_settings_are_in_force(database):
    settings = load_program(database.parent / "input")
    said = settings_line(settings, Path("program.toml"))
    assert said.endswith("; others from 2025-09-01, 2026-01-01 on")


def test_contributions_are_counted_again_only_where_a_change_decides_what_counts(database):
    settings = load_program(database.parent / "input")
    assert counted_from(settings) == {
        date.min: date.min,
        date(2025, 9, 1): date(2025, 9, 1),
        date(2026, 1, 1): date(2025, 9, 1),
    }
    assert len(set(counted_from(load()).values())) == 1


FROM = "[[from]]\ndate = "
RISK = "[from.risk]\nlow = 0.9\n"
WRONG = {
    "no date": (
        "[[from]]\n[from.levels]",
        " line 1: from.date: missing key; write the first day, ",
    ),
    "no day": (FROM + '"soon"', ' line 2: from.date: "soon" is not a date such as 2027-01-01'),
    "a moment": (FROM + "2027-01-01T10:00:00", " line 2: from.date: 2027-01-01T10:00:00 is not"),
    "an old day": (FROM + '"1999-01-01"', " line 2: from.date: 1999-01-01 is not a day from 2001 "),
    "one pair of brackets": (
        "[from]\ndate = 1",
        " line 1: from: write [[from]] in double brackets",
    ),
    "a day twice": (
        f"{FROM}2027-01-01\n{RISK}{FROM}2027-01-01\n{RISK}",
        " line 6: from.date: 2027-01-01 is named twice; write both in one table",
    ),
    "a wrong key": (
        FROM + '"2027-01-01"\n[from.levls]\nahead = "2"',
        " line 3: [[from]] of 2027-01-01: levls: unknown key; is levels meant?",
    ),
    "a wrong value in the second": (
        f"{FROM}2027-01-01\n{RISK}{FROM}2026-01-01\n[from.tracks.forge]\ncadence_months = 0",
        " line 8: [[from]] of 2026-01-01: tracks.forge.cadence_months: must be at least 1",
    ),
    "a date alone": (
        FROM + "2027-01-01",
        " line 2: from.date: nothing changes on 2027-01-01; write what does in a table such as "
        "[from.levels]",
    ),
    "a table that is not part of it": (
        FROM + '2027-01-01\n[levels]\nahead = "2"',
        " line 2: from.date: nothing changes on 2027-01-01; write what does in a table such as "
        "[from.levels]; [levels] is not part of [[from]]: is [from.levels] meant?",
    ),
    "a value for a table": (
        FROM + "2027-01-01\nlevels = 3",
        " line 3: [[from]] of 2027-01-01: levels: is a table; write its keys below [from.levels]",
    ),
    "a track with a typing error": (
        FROM + "2027-01-01\n[from.tracks.meetups]\nper_year = 9",
        " line 3: [[from]] of 2027-01-01: tracks.meetups: there is no such track; is meetup meant?",
    ),
    "half a track that is not part of it": (
        FROM + "2027-01-01\n" + RISK + '[tracks.pod]\ncounts = ["x"]\nunit = ["a", "b"]',
        " line 5: tracks.pod: needs a rate, such as per_year = 10 for 10 a year, "
        "cadence_months = 2 for one every two months, or weekday_share = 1.0 for every "
        "weekday; "
        "[tracks.pod] is not part of [[from]]: is [from.tracks.pod] meant?",
    ),
    "a table that is there twice": (
        '[levels]\nahead = "2"\n' + FROM + '2027-01-01\n[levels]\nahead = "3"',
        " line 5: the same table is there twice; put what is below them together; below "
        "[[from]], is [from.levels] meant?",
    ),
    "a contradiction": (
        FROM + '"2027-01-01"\n[from.tracks.forge]\ncounts = ["spoke"]',
        " line 1: [[from]] of 2027-01-01: tracks.meetup.counts: spoke counts in tracks.forge",
    ),
    "the end of a year": (
        FROM + '"2027-01-01"\n[from.year]\ncheckpoints = ["06-30"]',
        " line 4: [[from]] of 2027-01-01: year.checkpoints: the last checkpoint is the end of a ",
    ),
    "a part of the program": (
        FROM + '"2027-01-01"\n[from.parts]\ncertification = "shown"',
        " line 3: [[from]] of 2027-01-01: parts: a part of the program is there on all days or on ",
    ),
    "whether there are NDAs": (
        FROM + '"2027-01-01"\n[from.membership]\nnda = "off"',
        " line 4: [[from]] of 2027-01-01: membership.nda: a part of the program is there on all ",
    ),
    "the beginning of a year": (
        FROM + '"2027-01-01"\n[from.year]\nnamed_after = "start"',
        " line 4: [[from]] of 2027-01-01: year.named_after: cannot change on a date: ",
    ),
    **{
        table: (
            FROM + f'"2027-01-01"\n[from.{table}]\n{line}',
            f" line 4: [[from]] of 2027-01-01: {table}.{line.split()[0]}: cannot change on a date",
        )
        for table, line in {
            "requests": 'decided_by = "leads"',
            "access": "max_session_hours = 1",
            "data": "stale_days = 1",
            "letters": 'contact = "a@example.org"',
            "words": 'program = "Circle"',
            "leaves": 'half_days = ["half"]',
            "addresses": 'no_address = ["none"]',
            "record": "bands = 5",
        }.items()
    },
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_change_is_refused_with_its_date_line_and_key(tmp_path, case):
    text, said = WRONG[case]
    (path := tmp_path / "own.toml").write_text(text)
    with pytest.raises(ProgramError) as refused:
        load(path)
    assert str(refused.value).startswith(f"{path}{said}")
    assert "\n" not in str(refused.value)


def test_a_table_after_a_change_and_not_part_of_it_is_pointed_out(tmp_path):
    text = (
        f"{FROM}2027-01-01\n{RISK}[tracks.meetup]\nuse = false\n[forecast.forge]\nprior_days = 2\n"
    )
    (path := tmp_path / "own.toml").write_text(text)
    assert tables_on_all_days(path) == (
        "[tracks.meetup] in line 5: counts on all days; for that date only, "
        "write [from.tracks.meetup]"
    )
    path.write_text(FROM + "2027-01-01\n" + RISK)
    assert tables_on_all_days(path) == ""


def test_what_is_wrong_in_several_changes_is_listed_together_and_once(tmp_path):
    changes = [FROM + f'"{year}-01-01"\n' for year in (2026, 2027)]
    text = f'[levels]\nahead = "0"\n{changes[0]}[from.data]\nstale_days = 1\n{changes[1]}'
    (path := tmp_path / "own.toml").write_text(f"{text}[from.risk]\nlow = 2\n")
    with pytest.raises(ProgramError) as refused:
        load(path)
    assert str(refused.value).splitlines() == [
        f"{path}: 3 settings are wrong:",
        "  line 2: levels.ahead: must be more than 0",
        "  line 6: [[from]] of 2026-01-01: data.stale_days: cannot change on a date: "
        "a build reads all days in one way",
        "  line 10: [[from]] of 2027-01-01: risk.low: must be at most 1.0",
    ]


def test_settings_without_a_change_have_the_digest_that_they_had(tmp_path):
    (path := tmp_path / "own.toml").write_text(FROM + '"2027-01-01"\n[from.levels]\nahead = "2"\n')
    first, later = load(path).sets.values()
    assert first.digest == load().digest
    assert later.digest != first.digest
