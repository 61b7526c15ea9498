"""What a figure is computed from: by hand for some, and compared with the SQL files for all."""

import re
from fnmatch import fnmatchcase

import pytest

from data.days import patterns
from data.days.rules import RULES
from data.lineage import docs
from data.lineage.queries import AS_OF_INDEPENDENT, home, is_input, lineage_of, tables_read
from data.outputs.snapshot import FILES
from data.settings import text as settings_text
from data.settings.files import load
from data.settings.parts import PARTS
from data.sql.files import columns_of, names
from tests.parsed import ROOT, found, nodes_of_sql, tables_of


def queries_of(*floors: str) -> list[str]:
    """The names of the queries in these folders of queries/."""
    paths = found(*(f"queries/{floor}/*.sql" for floor in floors))
    return [path.relative_to(ROOT / "queries").with_suffix("").as_posix() for path in paths]


FIGURES = queries_of("pages/*", "snapshot")
UNDER = queries_of(
    *("as_of_independent", "rules", "earlier_days", "single_mvp", "whole_year", "backtest"),
    *("past_years", "checkpoint_progress", "patterns"),
)


# By hand, from the text of the queries.


def test_standard_benefits_build_on_their_rules_inputs_and_settings():
    """benefit_state reads benefits, dates, membership and rule_benefits; membership reads mvps,
    dates and spells, which come from mvps and memberships; dates reads the program years and how
    long the cycle of the year before is shown. Both ask what was supplied, which depends on the
    files, on the setting about NDAs, on whether contributions of a track with accepted answers say
    so, and on whether events are steps of the program about renewals."""
    lineage = lineage_of("pages/benefits/standard")
    assert lineage.rests_on == (
        "as_of_independent/supplied",
        "as_of_independent/program_years",
        "as_of_independent/cycle_months",
        "as_of_independent/spells",
        "rules/dates",
        "rules/membership",
        "rules/benefit_state",
    )
    assert lineage.inputs == (
        "benefits",
        "build_files",
        "contributions",
        "events",
        "memberships",
        "mvps",
    )
    assert lineage.settings == {
        ("rule_settings", "uses_renewal"),
        ("rule_settings", "nda"),
        ("rule_benefits", "benefit"),
        ("rule_settings", "shown_months"),
        ("rule_settings", "decide_months"),
        ("rule_settings", "start_month"),
        ("rule_settings", "start_day"),
        ("rule_settings", "is_named_after_end"),
        ("rule_checkpoints", "month"),
        ("rule_checkpoints", "day"),
        ("rule_tracks", "min_solutions"),
    }


def test_the_columns_of_standard_benefits_are_computed_in_two_rules():
    """It names is_standard, state and benefit, which benefit_state computes, and status, which
    benefit_state has from membership."""
    homes = lineage_of("pages/benefits/standard").homes
    assert homes == ("rules/membership", "rules/benefit_state")


def test_contributions_by_month_build_on_the_contributions_that_were_read():
    """months reads activity, which is made from contributions; these are made from the
    contributions that were read and from spells, which come from mvps and memberships. Its months
    come from dates and years, which reads the checkpoints of the program years, and its tracks from
    the settings. A year before is known only from the day on which the data begins; contributions
    that are claims of events do not tell that day."""
    lineage = lineage_of("pages/overview/months")
    assert lineage.inputs == ("contributions", "events", "memberships", "mvps", "sources")
    assert lineage.rests_on == (
        "as_of_independent/program_years",
        "as_of_independent/cycle_months",
        "as_of_independent/calendar",
        "as_of_independent/checkpoints",
        "as_of_independent/spells",
        "as_of_independent/contributions",
        "as_of_independent/activity",
        "as_of_independent/data_spans",
        "rules/dates",
        "rules/years",
        "rules/reach",
    )


@pytest.mark.parametrize(
    ("query", "inputs"),
    [
        ("pages/mvp/contributions", {"contributions", "mvps"}),
        ("pages/progress/matrix", {"contributions", "commitments", "leaves", "mvps", "sources"}),
        ("pages/mvp/burn_up", {"contributions", "commitments", "leaves", "mvps"}),
        ("pages/track_record/scores", {"contributions", "commitments", "leaves", "mvps"}),
        ("snapshot/contributions", {"contributions", "mvps"}),
    ],
)
def test_a_figure_about_contributions_names_the_inputs_behind_it(query, inputs):
    assert inputs <= set(lineage_of(query).inputs)


def test_the_burn_up_builds_on_horizons_of_its_own():
    """forecast_band reads deadlines, pace, done and dates; deadlines uses the burn-up's days."""
    assert {
        "single_mvp/horizons",
        "rules/deadlines",
        "single_mvp/forecast_band",
        "rules/pace",
    } <= set(lineage_of("pages/mvp/burn_up").rests_on)


def test_the_target_of_a_whole_year_builds_on_no_leave():
    """The rules run on a horizon of their own, and on a table of leave that has no row."""
    assert {"whole_year/horizons", "whole_year/seen_leave", "rules/expected"} <= set(
        lineage_of("pages/mvp/targets").rests_on
    )


def test_flags_of_a_week_ago_build_on_the_same_rules():
    rests_on = lineage_of("pages/at_risk/changes").rests_on
    assert rests_on.index("rules/risk") < rests_on.index("earlier_days/earlier_risk")


def test_a_figure_about_the_build_builds_on_no_rule():
    lineage = lineage_of("pages/data_health/files")
    assert (lineage.homes, lineage.rests_on, lineage.inputs) == ((), (), ("build_files",))
    assert lineage.settings == frozenset()


@pytest.mark.parametrize(
    ("query", "column", "where"),
    [
        ("snapshot/members", "name", "schema/mvps"),  # members < membership < mvps
        ("snapshot/members", "status", "rules/membership"),  # a case of membership
        ("snapshot/members", "level", "rules/goals"),  # members < goals, which takes the worst
        ("snapshot/members", "certification", "rules/certification_status"),  # its status
        ("snapshot/progress", "done", "rules/done"),  # progress < progress_level < done, by stars
        ("snapshot/progress", "target", "rules/progress_level"),  # the maximum of the final horizon
        ("snapshot/risk", "chance", "rules/risk"),  # a union of tracks and papers
        ("snapshot/benefits", "granted_on", "schema/benefits"),
        ("snapshot/contributions", "counted", "as_of_independent/contributions"),
        ("snapshot/members", "done", None),
    ],
)
def test_a_column_is_followed_to_the_query_that_computes_it(query, column, where):
    assert home(query, column) == where


# Compared with the files.


@pytest.mark.parametrize("query", [*FIGURES, *UNDER])
def test_the_tables_of_a_query_are_those_that_the_tests_find(query):
    text = (ROOT / "queries" / f"{query}.sql").read_text(encoding="utf-8")
    assert tables_read(query) == tables_of(nodes_of_sql(text))


@pytest.mark.parametrize("query", FIGURES)
def test_every_table_under_a_figure_is_computed_read_or_a_setting(query):
    """A table that is none of these would be missing from what Definitions says."""
    lineage = lineage_of(query)
    # tables of the rule `expected`, and of a query for each pattern
    again = {"expected_by_day", "expected_in_whole_year", *patterns.TABLES}
    computed = {name.partition("/")[2] for name in lineage.rests_on} | again
    for name in (query, *lineage.rests_on):
        for table in tables_read(name) - computed:
            assert is_input(table) or table.startswith("rule_"), f"{table} in {name}"


def test_every_rule_is_under_some_figure():
    under = {name for query in FIGURES for name in lineage_of(query).rests_on}
    assert {f"rules/{rule}" for rule in RULES} <= under
    assert {f"as_of_independent/{name}" for name in AS_OF_INDEPENDENT} <= under


def test_every_as_of_independent_table_is_known():
    """`outcomes` is not a table: it decides, while files are read, which rows are used."""
    assert sorted([*AS_OF_INDEPENDENT, "outcomes"]) == names("as_of_independent")


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_cites_sections_that_exist(rule):
    cited = docs.cited(f"rules/{rule}")
    assert cited
    assert all(docs.section(each, frozenset(PARTS))[1] for each in cited)


@pytest.mark.parametrize(
    ("query", "cited"),
    [
        ("rules/dates", ["1", "8"]),
        ("rules/members", ["3", "4", "5", "6", "7", "8"]),
        ("rules/progress", ["2", "3", "4"]),
        ("rules/pace", ["docs/forecast.md"]),
        ("rules/chances", ["7", "docs/forecast.md"]),
        ("as_of_independent/leave_days", ["2"]),
    ],
)
def test_cited_sections_are_read_from_the_first_lines_of_a_query(query, cited):
    assert docs.cited(query) == cited


def test_sections_are_sorted_by_number():
    assert docs.in_order({"docs/forecast.md", "13", "2"}) == ["2", "13", "docs/forecast.md"]


def test_a_section_has_a_title_and_its_text_without_links():
    title, text = docs.section("7", frozenset(PARTS))
    assert title == "7. Risk before the next checkpoint"
    assert text.startswith("Let C be the next checkpoint of D")
    assert "the second criterion (section 2) holds on C (forecast.md)." in text


# Settings


def keys_held() -> set[tuple[str, str]]:
    """The columns of the rule_* tables, each with the keys that its comment names."""
    return {
        (f"{table}.{column}", key)
        for table in names("schema")
        if table.startswith("rule_")
        for column, said in columns_of(table).items()
        for key in re.findall(r"\[([\w.*]+)\]", said)
    }


def test_a_column_of_a_rule_table_names_keys_of_the_settings_file():
    keys = settings_text.every_key()
    unknown = {
        (column, pattern)
        for column, pattern in keys_held()
        if not any(fnmatchcase(key, pattern) for key in keys)
    }
    assert unknown == set()


def test_every_setting_has_a_column_except_words_and_the_one_that_only_a_build_uses():
    """Words that no query says are read from rule_values (data/days/words.py)."""
    patterns = {pattern for _, pattern in keys_held()}
    without_column = {
        key
        for key in settings_text.every_key()
        if not any(fnmatchcase(key, pattern) for pattern in [*patterns, "words.*"])
    }
    assert without_column == {"data.max_rejected_share"}


def test_the_lines_of_a_setting_are_its_table_its_comment_and_its_value():
    held = {"data.stale_days": "15", "risk.recent_days": "90", "risk.few_answers": "10"}
    assert settings_text.lines_of(["risk.recent_days", "data.stale_days"], held) == (
        "[risk]  # section 7: the least chance for each; below the last one: high\n"
        '# How far back "n in the last … days" looks in a reason.\n'
        "recent_days = 90\n"
        "\n"
        "[data]  # section 13 and docs/contract.md\n"
        "stale_days = 15  # the standard program: 14"
    )


def test_a_pattern_matches_the_setting_of_every_track():
    held = settings_text.values(load())
    lines = settings_text.lines_of(["tracks.*.cadence_months"], held).splitlines()
    assert lines == [
        "[tracks.forge]", "cadence_months = 1", "",
        "[tracks.content]", "cadence_months = 2", "",
        "[tracks.meetup]", "cadence_months = 2",
    ]  # fmt: skip


def test_every_choice_in_the_settings_file_is_in_the_list_of_choices():
    _, text = docs.choices(frozenset(PARTS))
    assert set(re.findall(r"^\| `([\w.]+)` \|", text, re.MULTILINE)) == set(settings_text.choices())


# Snapshots


@pytest.mark.parametrize("file", FILES)
def test_the_contract_lists_the_columns_of_a_snapshot_and_each_has_a_home(file):
    columns = docs.columns(file)
    (select,) = [
        node["select_list"]
        for node in nodes_of_sql((ROOT / f"queries/snapshot/{file}.sql").read_text())
        if "select_list" in node
    ]
    assert columns == [item["alias"] or item["column_names"][-1] for item in select]
    assert None not in [home(f"snapshot/{file}", column) for column in columns]
    assert set(docs.column_notes(file)) <= set(columns)


def test_notes_on_columns_are_read_from_the_contract():
    notes = docs.column_notes("risk")
    assert notes["about"] == "a track, or what else the risk is about (rules, section 7)"
    assert notes["chance"] == notes["done"] == "empty where the risk is about no track"
    assert "reason" not in notes
