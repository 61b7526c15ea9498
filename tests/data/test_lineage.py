"""What a figure rests on: by hand for some, and held against the files for all."""

import re
from fnmatch import fnmatchcase

import pytest

from data.days.rules import RULES
from data.lineage import docs
from data.lineage.queries import SETTLED, home, lineage, tables_read
from data.outputs.snapshot import FILES
from data.settings import text as settings_text
from data.sql.files import columns_of, names
from tests.parsed import ROOT, found, nodes_of_sql, tables_of

QUERIES = [
    path.relative_to(ROOT / "queries").as_posix().removesuffix(".sql")
    for path in found("queries/pages/*/*.sql", "queries/snapshot/*.sql")
]
UNDER = [
    path.relative_to(ROOT / "queries").as_posix().removesuffix(".sql")
    for floor in ("as_of_independent", "rules", "earlier_days", "single_mvp")
    for path in found(f"queries/{floor}/*.sql")
]


# By hand, from the text of the queries.


def test_who_lacks_which_benefit_rests_on_three_rules_and_two_settings():
    """benefit_state reads benefits, dates, membership and rule_benefits, membership reads mvps and
    dates, and dates asks how long the cycle of the year before is shown."""
    found = lineage("pages/benefits/standard")
    assert found.rests_on == ("rules/dates", "rules/membership", "rules/benefit_state")
    assert found.inputs == ("benefits", "mvps")
    assert found.settings == {
        ("rule_benefits", "benefit"),
        ("rule_settings", "shown_through_month"),
    }


def test_its_columns_are_worked_out_in_two_of_them():
    """It names is_standard, state and benefit, which benefit_state works out, and the status, which
    benefit_state has from membership."""
    assert lineage("pages/benefits/standard").homes == ("rules/membership", "rules/benefit_state")


def test_the_days_of_a_close_up_rest_on_its_own_horizons():
    """fan reads deadlines, pace, done and dates; deadlines is asked about the close-up's days."""
    found = lineage("pages/mvp/burn_up").rests_on
    assert {
        "single_mvp/horizons",
        "rules/deadlines",
        "single_mvp/forecast_band",
        "rules/pace",
    } <= set(found)


def test_what_stood_a_week_ago_rests_on_the_same_rules():
    found = lineage("pages/at_risk/changes").rests_on
    assert found.index("rules/risk") < found.index("earlier_days/earlier_risk")


def test_a_figure_about_the_build_rests_on_no_rule():
    found = lineage("pages/data_health/files")
    assert (found.homes, found.rests_on, found.inputs) == ((), (), ("build_files",))
    assert found.settings == frozenset()


@pytest.mark.parametrize(
    ("query", "column", "where"),
    [
        ("snapshot/members", "name", "schema/mvps"),  # members < membership < mvps
        ("snapshot/members", "status", "rules/membership"),  # a case of membership
        ("snapshot/members", "level", "rules/goals"),  # members < goals, which takes the worst
        ("snapshot/members", "certification", "rules/certification_status"),  # its status
        ("snapshot/progress", "done", "rules/done"),  # progress < standing < done, by stars
        ("snapshot/progress", "target", "rules/progress_level"),  # the maximum of the final horizon
        ("snapshot/risk", "chance", "rules/risk"),  # a union of tracks and papers
        ("snapshot/benefits", "granted_on", "schema/benefits"),
        ("snapshot/contributions", "counted", "as_of_independent/contributions"),
        ("snapshot/members", "done", None),
    ],
)
def test_a_column_is_followed_to_where_it_is_worked_out(query, column, where):
    assert home(query, column) == where


# Held against the files.


@pytest.mark.parametrize("query", [*QUERIES, *UNDER])
def test_the_tables_of_a_query_are_those_that_the_tests_find(query):
    text = (ROOT / "queries" / f"{query}.sql").read_text(encoding="utf-8")
    assert tables_read(query) == tables_of(nodes_of_sql(text))


@pytest.mark.parametrize("query", QUERIES)
def test_every_table_that_a_figure_reads_is_explained(query):
    under = lineage(query)
    explained = {name.partition("/")[2] for name in under.rests_on} | set(under.inputs)
    explained |= {"expected_by_day", *(name for name in names("schema") if name[:5] == "rule_")}
    assert tables_read(query) <= explained


def test_every_rule_is_under_some_figure():
    under = {name for query in QUERIES for name in lineage(query).rests_on}
    assert {f"rules/{rule}" for rule in RULES} <= under
    assert {f"as_of_independent/{name}" for name in SETTLED} <= under


def test_the_settled_tables_are_all_known():
    assert sorted([*SETTLED, "outcomes"]) == names("as_of_independent")


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_cites_what_docs_have(rule):
    cited = docs.cited(f"rules/{rule}")
    assert cited
    assert all(text for _, text in map(docs.section, cited))


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
def test_the_sections_that_a_query_cites_are_read_from_its_first_lines(query, cited):
    assert docs.cited(query) == cited


def test_sections_stand_in_the_order_of_their_numbers():
    assert docs.in_order({"docs/forecast.md", "13", "2"}) == ["2", "13", "docs/forecast.md"]


def test_a_section_has_its_title_its_text_and_no_links():
    title, text = docs.section("7")
    assert title == "7. Risk before the next checkpoint"
    assert text.startswith("Let C be the next checkpoint of D")
    assert "reaches E by C (forecast.md). It is" in text


# Settings


def keys_held() -> set[tuple[str, str]]:
    """The columns of the settings' tables, with each key that its comment names."""
    return {
        (f"{table}.{column}", key)
        for table in names("schema")
        if table.startswith("rule_")
        for column, said in columns_of(table).items()
        for key in re.findall(r"\[([\w.*]+)\]", said)
    }


def test_a_column_of_the_settings_names_keys_of_the_settings_file():
    keys = settings_text.every_key()
    unknown = {
        (column, pattern)
        for column, pattern in keys_held()
        if not any(fnmatchcase(key, pattern) for key in keys)
    }
    assert unknown == set()


def test_every_setting_is_held_by_a_column_but_the_one_that_only_a_build_asks():
    patterns = {pattern for _, pattern in keys_held()}
    held_nowhere = {
        key
        for key in settings_text.every_key()
        if not any(fnmatchcase(key, pattern) for pattern in patterns)
    }
    assert held_nowhere == {"data.max_rejected_share"}


def test_the_lines_of_a_setting_are_its_table_its_comment_and_itself():
    assert settings_text.lines_of(["risk.recent_days", "data.stale_days"]) == (
        "[risk]  # section 7: the least chance for each; below the last one stands high\n"
        '# How far back "n in the last … days" looks in a reason.\n'
        "recent_days = 90\n"
        "\n"
        "[data]  # section 13 and docs/contract.md\n"
        "stale_days = 14"
    )


def test_a_pattern_takes_the_setting_of_every_track():
    lines = settings_text.lines_of(["tracks.*.cadence_months"]).splitlines()
    assert lines == [
        "[tracks.forge]", "cadence_months = 1", "",
        "[tracks.content]", "cadence_months = 2", "",
        "[tracks.meetup]", "cadence_months = 2",
    ]  # fmt: skip


def test_every_choice_of_the_settings_file_stands_in_the_list_of_choices():
    _, text = docs.choices()
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


def test_what_the_contract_says_of_a_column_is_found():
    notes = docs.column_notes("risk")
    assert notes["about"] == "a track, `certification` or `nda`"
    assert notes["chance"] == notes["done"] == "empty in certification and nda rows"
    assert "reason" not in notes
