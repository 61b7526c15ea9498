"""What each key of a cell makes of the text of an export."""

import pytest

from .exports import MAPPING, MATCH, built, values

# The column of the contract, its cell, the export's column `x`, and what the contribution has.
CELLS = {
    "column": ("title", '"x"', "Hello", "Hello"),
    "column by its name in other letters": ("title", '" X "', "Hello", "Hello"),
    "columns": ("title", '{ columns = ["Y", "x"] }', "Hello", "Hello"),
    "value": ("title", "{ value = 2026 }", "Hello", "2026"),
    "values": (
        "kind",
        '{ column = "x", values = { "New  tool" = "component" } }',
        "NEW TOOL",
        "component",
    ),
    "values keep accents apart": (
        "title",
        '{ column = "x", values = { "e" = "1", "é" = "2" } }',
        "É",
        "2",
    ),
    "values of yes and no": (
        "accepted",
        '{ column = "x", values = { "PASS" = true } }',
        "pass",
        True,
    ),
    "other": (
        "accepted",
        '{ column = "x", values = { "PASS" = true }, other = false }',
        "soon",
        False,
    ),
    "other of an empty cell": (
        "accepted",
        '{ column = "x", values = { "PASS" = true }, other = false }',
        "",
        False,
    ),
    "name_order": (
        "title",
        '{ column = "x", name_order = "last-first" }',
        '"Lovelace, Ada"',
        "Ada Lovelace",
    ),
    "decimal": ("title", '{ column = "x", decimal = "," }', '"1.234,5"', "1234.5"),
    "utm parameters": (
        "url",
        '"x"',
        "https://x.org/a?utm_source=b&v=1&UTM_Medium=c#utm_d=1",
        "https://x.org/a?v=1",
    ),
    "only utm parameters": ("url", '"x"', "https://x.org/a?utm_source=b", "https://x.org/a"),
    "an address that is none": ("url", '"x"', "see attached", None),
    "an address in blanks": ("url", '"x"', " https://x.org/a ", "https://x.org/a"),
}


@pytest.mark.parametrize(("column", "cell", "text", "value"), CELLS.values(), ids=list(CELLS))
def test_a_cell_is_made_as_its_keys_say(tmp_path, column, cell, text, value):
    mapping = (
        MAPPING.replace('kind = { value = "component" }\n', "") if column == "kind" else MAPPING
    )
    outcome = built(
        tmp_path, f"{mapping}{column} = {cell}\n", f"id,who,at,x\n1,ana_t,2025-03-01,{text}\n"
    )
    assert values(outcome, column) == [value]


# A cell of occurred_at, and the local day of an MVP in Tokyo.
DAYS = {
    "day first": ('order = "day-first"', "03/04/2025", "2025-04-03"),
    "month first": ('order = "month-first"', "03/04/2025", "2025-03-04"),
    "two digits of the year": ('order = "day-first"', "25/04/25", "2025-04-25"),
    "an order that cannot be": ('order = "day-first"', "4/25/2025", "2025-04-25"),
    "dots": ("", "5.4.2025", "2025-04-05"),
    "German": ("", "5. März 2025", "2025-03-05"),
    "Portuguese": ("", "5 de abril de 2025", "2025-04-05"),
    "Spanish": ("", "5 de enero de 2025", "2025-01-05"),
    "French": ("", "1er août 2025", "2025-08-01"),
    "a zone": ('zone = "Europe/Lisbon"', "2025-03-01 23:30", "2025-03-02"),
    "a zone in summer": ('zone = "America/New_York"', "2025-07-01 11:00", "2025-07-02"),
    "a zone and an offset": ('zone = "America/New_York"', "2025-07-01T11:00:00Z", "2025-07-01"),
    "a zone and a day": ('zone = "America/New_York"', "2025-07-01", "2025-07-01"),
    "seconds": ('unit = "seconds"', "1740872400", "2025-03-02"),
    "milliseconds": ('unit = "milliseconds"', "1740872400000", "2025-03-02"),
    "days of a spreadsheet": ('unit = "days"', "45717", "2025-03-01"),
}


@pytest.mark.parametrize(("key", "text", "day"), DAYS.values(), ids=list(DAYS))
def test_a_day_is_read_as_the_cell_says(tmp_path, key, text, day):
    cell = f'{{ column = "at", {key} }}' if key else '{ column = "at" }'
    mapping = MAPPING.replace('occurred_at = "at"', f"occurred_at = {cell}")
    outcome = built(tmp_path, mapping, f'id,who,at\n1,ana_t,"{text}"\n')
    assert [str(value) for value in values(outcome, "day")] == [day]


@pytest.mark.parametrize("text", ["03/04/2025", "25/04/25", "last week", "30.02.2025"])
def test_a_day_that_has_no_one_reading_is_rejected_with_its_place(tmp_path, text):
    outcome = built(tmp_path, MAPPING, f"id,who,at\n1,ana_t,2025-03-01\n2,ana_t,{text}\n")
    assert outcome.rejects == [
        ("raw/forum/posts.csv", "3", "occurred_at", text, "bad_date", f"2,ana_t,{text}")
    ]


def test_a_cell_is_split_into_rows_whose_ids_differ(tmp_path):
    mapping = MAPPING.replace('"who"\n', '{ column = "who", split = [";", "|"] }\n')
    outcome = built(tmp_path, mapping, "id,who,at\n1,ana_t; ben b |,2025-03-01\n2,,2025-03-01\n")
    rows = outcome.rows("select contribution_id, mvp_id from contributions order by all")
    assert rows == [("forum:1:ana_t", "ana"), ("forum:1:ben b", "ben")]


def test_the_first_of_a_series_is_told_from_later_ones_across_files(tmp_path):
    mapping = MAPPING.replace(
        'kind = { value = "component" }',
        'kind = { first = "component", later = "release", of = ["link"] }',
    )
    outcome = built(
        tmp_path,
        mapping,
        "id,who,at,link\n3,ana_t,2025-03-01,a\n4,ana_t,2025-02-01,b\n5,ana_t,2025-02-01,b\n",
        **{"raw__forum__older.csv": "id,who,at,link\n1,ana_t,2025-01-01,A\n"},
    )
    assert values(outcome, "kind") == ["component", "release", "component", "component"]


def test_an_id_is_a_digest_of_columns_or_of_the_whole_row(tmp_path):
    for key in ('contribution_id = { digest = ["id", "who"] }\n', ""):
        mapping = MAPPING.replace('contribution_id = "id"\n', key)
        export = "id,who,at\n1,ana_t,2025-03-01\n1,Ben B,2025-03-01\n"
        folder = tmp_path / str(len(key))
        ids = values(built(folder, mapping, export), "contribution_id")
        assert len({*ids}) == 2
        assert all(len(id_) == len("forum:") + 16 and id_.startswith("forum:") for id_ in ids)


def test_people_come_from_an_export_with_their_address_as_id(tmp_path):
    people = (
        '[match]\ncolumns = ["Name", "Mail"]\n[mvps]\nname = "Name"\nemail = "Mail"\n'
        'entered_on = "Since"\n[commitments]\nemail = "Mail"\nyear = { value = 2025 }\n'
        'track = { column = "Does", split = ",", values = { "Answers" = "forum", '
        '"Tools" = "forge" } }\n'
    )
    outcome = built(
        tmp_path,
        people,
        'Name,Mail,Since,Does\nEva,mailto:Eva@x.org ,2.3.2024,"Tools, Answers"\nTotal,1,,\n',
        **{"mvps.csv": "", "accounts.csv": ""},
    )
    assert outcome.rows("select mvp_id, name, email, entered_on::varchar from mvps") == [
        ("eva@x.org", "Eva", "Eva@x.org", "2024-03-02")
    ]
    assert outcome.rows("select mvp_id, track from commitments order by all") == [
        ("eva@x.org", "forge"),
        ("eva@x.org", "forum"),
    ]


def test_rows_are_chosen_by_only(tmp_path):
    mapping = (
        MATCH
        + '[only]\n"State" = ["published", ""]\n"x" = { not = ["draft"] }\n'
        + MAPPING.removeprefix(MATCH)
    )
    outcome = built(
        tmp_path,
        mapping,
        "id,who,at,state,x\n1,ana_t,2025-03-01, Published ,\n2,ana_t,2025-03-01,,\n"
        "3,ana_t,2025-03-01,new,\n4,ana_t,2025-03-01,published,DRAFT\n",
    )
    assert values(outcome, "contribution_id") == ["forum:1", "forum:2"]
