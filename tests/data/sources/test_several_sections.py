"""Mappings with several sections of one input, and cells that join columns."""

from pathlib import Path

from tests.data.folders import MVPS
from tests.data.sources.exports import MATCH, SECTION, built, counts, values

MARKS = """
[match]
columns = ["Name", "Forum"]
[[commitments]]
account = "Name"
year = { value = 2025 }
track = { value = "forum" }
[commitments.only]
"Forum" = { not = ["", "no"] }
[[commitments]]
account = "Name"
year = { value = 2025 }
track = { column = "More", split = ";" }
"""
LIST = "Name,Forum,More\nana_t,x,content; forge\nBen B,no,meetup\n"


def test_each_section_of_an_input_makes_rows(tmp_path: Path) -> None:
    outcome = built(tmp_path, MARKS, LIST)
    assert outcome.rows("select mvp_id, track from commitments order by all") == [
        ("ana", "content"),
        ("ana", "forge"),
        ("ana", "forum"),
        ("ben", "meetup"),
    ]
    assert counts(outcome) == {"posts.csv": {"rows_read": 5, "good": 4, "left_out": 1}}


def test_rejects_of_each_section_name_the_line_of_the_file(tmp_path: Path) -> None:
    outcome = built(tmp_path, MARKS, LIST + "ana_t,,juggling\n")
    assert outcome.rows("select line, value from rejects") == [(4, "juggling")]


def test_sections_of_contributions_have_ids_of_their_own(tmp_path: Path) -> None:
    second = SECTION.replace("[contributions]", "[[contributions]]").replace('"who"', '"other"')
    mapping = MATCH + SECTION.replace("[contributions]", "[[contributions]]") + second
    outcome = built(tmp_path, mapping, "id,who,other,at\n1,ana_t,Ben B,2025-03-01\n")
    assert values(outcome, "contribution_id") == ["forum:1", "forum:1:2"]
    assert values(outcome, "mvp_id") == ["ana", "ben"]


def test_a_mistake_names_the_line_of_its_section(tmp_path: Path) -> None:
    wrong = MARKS.replace('split = ";" }', 'splitt = ";" }')
    outcome = built(tmp_path, wrong, LIST, **{"commitments.csv": "mvp_id,year,track\n"})
    assert "sources/forum.toml line 13: commitments.track.splitt: unknown key; is split meant?" in (
        "\n".join(outcome.notices)
    )


def test_columns_are_joined_without_empty_cells(tmp_path: Path) -> None:
    mapping = """
[match]
columns = ["First", "Last", "Mail"]
[mvps]
name = { join = ["First", "Last"] }
email = "Mail"
entered_on = { value = "2024-01-01" }
"""
    people = "First,Last,Mail\nAda , Byron,ada@example.org\n,Plato,plato@example.org\n"
    outcome = built(tmp_path, mapping, people, **{"mvps.csv": MVPS})
    names = outcome.rows("select name from mvps where mvp_id like '%@%' order by name")
    assert names == [("Ada Byron",), ("Plato",)]
