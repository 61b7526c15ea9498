"""Mappings that are corrected one choice at a time: nothing else in the file changes."""

import tomllib
from pathlib import Path

import pytest

from data.bring.choices import choices
from data.bring.edit_mapping import CellEdit, set_cells, set_only, set_values
from data.bring.mapping_document import set_text, text
from data.bring.preview import preview
from data.errors import ProgramError
from data.settings.files import load
from data.sources.connect.connect import connect
from tests.data.bring.programs import AS_OF, FORM, cell, connected, folder_with

EXPORT = "id,who,When,Type,Where\n1,ana,2026-03-04 10:00,Answer,Forum A\n2,ben,2026-03-05,Other,\n"
MAPPING = """\
# Answers of our forum. Ask Cleo before you change it.
source = "forum"

[match]
columns = ["id", "who"]  # the columns it is known by

[contributions]
contribution_id = "id"   # never changes
account = "who"  # for example: ana
track = { value = "forum" }
occurred_at = { column = "When", order = "day-first" }  # for example: 3/4/2026

# What the types mean:
[contributions.kind]
column = "Type"
# before the list
[contributions.kind.values]
"Answer" = "answer"  # the usual one
# "Other" = ""  # not known: such rows are not read until you say so

[fetch]
url = "https://forum.example.org/answers.json"
"""


def forum(tmp_path: Path, mapping: str = MAPPING) -> Path:
    return folder_with(
        tmp_path / "p", {"raw/forum/answers.csv": EXPORT, "sources/forum.toml": mapping}
    )


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that are gone, and those that are new, each in order."""
    old, new = before.split("\n"), after.split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


def form(tmp_path: Path) -> Path:
    return connected(tmp_path / "p", {"raw/form/answers.csv": FORM})


def counts(folder: Path) -> dict[str, int]:
    found = preview(folder, "raw/form/answers.csv", "form", load(), AS_OF)
    return {name: rows for name, rows in found.counts.items() if rows}


def test_another_column_changes_its_line_only_and_drops_the_old_example(tmp_path: Path) -> None:
    folder = forum(tmp_path)
    set_cells(folder, "forum", "contributions", 0, {"account": CellEdit(raw="Where")})
    assert changed_lines(MAPPING, text(folder, "forum")) == (
        ['account = "who"  # for example: ana'],
        ['account = "Where"'],
    )


def test_a_comment_of_a_person_stays_with_its_line(tmp_path: Path) -> None:
    folder = forum(tmp_path)
    set_cells(folder, "forum", "contributions", 0, {"contribution_id": CellEdit(raw="Where")})
    assert changed_lines(MAPPING, text(folder, "forum")) == (
        ['contribution_id = "id"   # never changes'],
        ['contribution_id = "Where"   # never changes'],
    )


def test_options_are_set_and_taken_away(tmp_path: Path) -> None:
    folder = forum(tmp_path)
    edit = CellEdit(raw="When", order="month-first", zone="Europe/Lisbon")
    set_cells(folder, "forum", "contributions", 0, {"occurred_at": edit})
    written = tomllib.loads(text(folder, "forum"))["contributions"]["occurred_at"]
    assert written == {"column": "When", "order": "month-first", "zone": "Europe/Lisbon"}
    set_cells(folder, "forum", "contributions", 0, {"occurred_at": CellEdit(raw="When")})
    assert tomllib.loads(text(folder, "forum"))["contributions"]["occurred_at"] == "When"
    assert 'occurred_at = "When"  # for example: 3/4/2026\n' in text(folder, "forum")


def test_a_cell_with_values_keeps_them_with_its_column_and_loses_them_with_another(
    tmp_path: Path,
) -> None:
    folder = forum(tmp_path)
    set_cells(folder, "forum", "contributions", 0, {"kind": CellEdit(raw="type")})
    assert tomllib.loads(text(folder, "forum")) == tomllib.loads(MAPPING)
    set_cells(folder, "forum", "contributions", 0, {"kind": CellEdit(value="answer")})
    written = tomllib.loads(text(folder, "forum"))
    assert written["contributions"]["kind"] == {"value": "answer"}
    assert written["fetch"] == {"url": "https://forum.example.org/answers.json"}
    assert "# What the types mean:" in text(folder, "forum")


def test_cells_are_added_and_taken_away(tmp_path: Path) -> None:
    folder = forum(tmp_path)
    edits = {"title": CellEdit(raw="Where"), "accepted": CellEdit(value="true")}
    set_cells(folder, "forum", "contributions", 0, edits)
    written = tomllib.loads(text(folder, "forum"))["contributions"]
    assert (written["title"], written["accepted"]) == ("Where", {"value": "true"})
    set_cells(folder, "forum", "contributions", 0, {"title": None, "accepted": None})
    assert tomllib.loads(text(folder, "forum")) == tomllib.loads(MAPPING)


def test_a_join_stays_until_a_column_takes_its_place(tmp_path: Path) -> None:
    joined = MAPPING.replace('account = "who"', 'account = { join = ["who", "Where"] }')
    folder = forum(tmp_path, joined)
    shown = cell(choices(folder, "forum", load(), AS_OF), "contributions", "account")
    assert (shown.raw, shown.value, shown.shown) == (None, None, "who and Where, joined")
    edit = CellEdit(name_order="last-first")
    set_cells(folder, "forum", "contributions", 0, {"account": edit})
    written = tomllib.loads(text(folder, "forum"))["contributions"]["account"]
    assert written == {"join": ["who", "Where"], "name_order": "last-first"}
    set_cells(folder, "forum", "contributions", 0, {"account": CellEdit(raw="who")})
    assert tomllib.loads(text(folder, "forum"))["contributions"]["account"] == "who"


def test_meanings_are_said_and_taken_back(tmp_path: Path) -> None:
    folder = forum(tmp_path)
    set_values(folder, "forum", "contributions", 0, "kind", {"Other": "answer"})
    assert changed_lines(MAPPING, text(folder, "forum")) == (
        ['# "Other" = ""  # not known: such rows are not read until you say so'],
        ['Other = "answer"'],
    )
    meanings = {"ANSWER ": None, "Other": "question"}
    set_values(folder, "forum", "contributions", 0, "kind", meanings, other="answer")
    written = tomllib.loads(text(folder, "forum"))["contributions"]["kind"]
    assert written == {"column": "Type", "values": {"Other": "question"}, "other": "answer"}
    set_values(folder, "forum", "contributions", 0, "kind", {})
    assert "other" not in tomllib.loads(text(folder, "forum"))["contributions"]["kind"]


def test_a_plain_column_gets_meanings(tmp_path: Path) -> None:
    folder = forum(tmp_path)
    set_cells(folder, "forum", "contributions", 0, {"accepted": CellEdit(raw="Type")})
    shown = cell(choices(folder, "forum", load(), AS_OF), "contributions", "accepted")
    assert [(t.text, t.times, t.meaning) for t in shown.texts] == [
        ("Answer", 1, None),
        ("Other", 1, None),
    ]
    assert (shown.has_values, shown.meanings) == (True, ("true", "false"))
    set_values(folder, "forum", "contributions", 0, "accepted", {"Answer": "true"}, "false")
    written = tomllib.loads(text(folder, "forum"))["contributions"]["accepted"]
    assert written == {"column": "Type", "values": {"Answer": "true"}, "other": "false"}


def test_rows_are_left_out_by_what_a_column_says(tmp_path: Path) -> None:
    folder = forum(tmp_path)
    set_only(folder, "forum", "contributions", 0, "Type", ["Answer"])
    set_only(folder, "forum", None, 0, "Where", ["", "old"], is_not=True)
    written = tomllib.loads(text(folder, "forum"))
    assert written["contributions"]["only"] == {"Type": ["Answer"]}
    assert written["only"] == {"Where": {"not": ["", "old"]}}
    found = choices(folder, "forum", load(), AS_OF)
    assert [(t.text, t.times, t.meaning) for t in found.only[0].texts] == [
        ("Forum A", 1, "read"),
        ("", 1, "left out"),
    ]
    set_only(folder, "forum", "contributions", 0, "type", [])
    set_only(folder, "forum", None, 0, "Where", [])
    assert tomllib.loads(text(folder, "forum")) == tomllib.loads(MAPPING)


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ({"occurred_at": None}, "contributions: lacks occurred_at, which the contract requires"),
        ({"account": None}, "contributions: says nobody's rows: add account, email or mvp_id"),
        ({"occurred_at": CellEdit(raw="When", zone="Lisbon")}, '"Lisbon" is not a time zone'),
        ({"occurred_at": CellEdit(raw="When", order="year-first")}, '"year-first" is not one of'),
        ({"colour": CellEdit(raw="When")}, "contributions.colour: unknown key"),
        ({"title": CellEdit(raw=" ")}, "a column without a name"),
    ],
)
def test_a_wrong_change_is_one_line_and_changes_nothing(
    tmp_path: Path, edits: dict[str, CellEdit | None], said: str
) -> None:
    folder = forum(tmp_path)
    with pytest.raises(ProgramError, match=r"^sources/forum\.toml line") as error:
        set_cells(folder, "forum", "contributions", 0, edits)
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert (folder / "sources/forum.toml").read_text("utf-8") == MAPPING
    assert [path.name for path in (folder / "sources").iterdir()] == ["forum.toml"]


def test_text_is_checked_before_it_is_kept(tmp_path: Path) -> None:
    folder = forum(tmp_path)
    for wrong in ("[match", MAPPING.replace("[match]", "[matches]"), MAPPING + "[colours]\n", ""):
        with pytest.raises(ProgramError, match=r"^sources/forum\.toml"):
            set_text(folder, "forum", wrong)
    assert text(folder, "forum") == MAPPING
    set_text(folder, "forum", MAPPING.replace("\n", "\r\n").replace("Cleo", "Dana"))
    assert text(folder, "forum") == MAPPING.replace("Cleo", "Dana")


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("forum.example.org", "elsewhere.example.org"),
        ('[fetch]\nurl = "https://forum.example.org/answers.json"\n', ""),
        ("[fetch]\n", "[fetch]\nfirst_page = 0\n"),
    ],
    ids=["another", "none", "more"],
)
def test_where_secrets_of_the_server_are_sent_is_not_changed_here(
    tmp_path: Path, written: str, instead: str
) -> None:
    folder = forum(tmp_path)
    with pytest.raises(ProgramError, match=r"^sources/forum\.toml: \[fetch\] cannot be"):
        set_text(folder, "forum", MAPPING.replace(written, instead))
    assert text(folder, "forum") == MAPPING


def test_a_broken_mapping_is_mended_but_gets_no_address(tmp_path: Path) -> None:
    folder = forum(tmp_path, MAPPING.replace("[match]", "[match"))
    with pytest.raises(ProgramError, match=r"\[fetch\] cannot be"):
        set_text(folder, "forum", MAPPING)
    without = MAPPING[: MAPPING.index("\n[fetch]")]
    set_text(folder, "forum", without)
    assert text(folder, "forum") == without


@pytest.mark.parametrize("name", ["../mvps", "x/../forum", "gone", ""])
def test_only_mappings_of_the_folder_are_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProgramError, match="is not there any more"):
        text(forum(tmp_path), name)


def test_another_name_of_the_old_file_keeps_the_old_text(tmp_path: Path) -> None:
    folder = forum(tmp_path)
    (tmp_path / "kept").hardlink_to(folder / "sources/forum.toml")
    set_only(folder, "forum", None, 0, "Where", ["Forum A"])
    assert text(folder, "forum") != MAPPING
    assert (tmp_path / "kept").read_text("utf-8") == MAPPING


def test_a_select_is_changed_as_text(tmp_path: Path) -> None:
    select = "-- match: id, who\nselect line, id as contribution_id, who as account from raw\n"
    folder = folder_with(
        tmp_path / "p", {"raw/forum/answers.csv": EXPORT, "sources/forum.sql": select}
    )
    found = choices(folder, "forum", load(), AS_OF)
    assert (found.is_select, found.sections, found.file) == (True, (), "sources/forum.sql")
    with pytest.raises(ProgramError, match=r"sources/forum\.sql: is a select: change its text"):
        set_cells(folder, "forum", "contributions", 0, {"account": CellEdit(raw="id")})
    set_text(folder, "forum", select.replace("account", "email"))
    assert text(folder, "forum") == select.replace("account", "email")


def test_one_of_several_sections_is_changed(tmp_path: Path) -> None:
    sections = (
        '[match]\ncolumns = ["id", "who"]\n\n'
        '[[commitments]]\nmvp_id = "who"\nyear = { value = 2026 }\ntrack = { value = "forum" }\n\n'
        '[[commitments]]\nmvp_id = "who"\nyear = { value = 2026 }\ntrack = { value = "meetup" }\n'
    )
    folder = forum(tmp_path, sections)
    set_cells(folder, "forum", "commitments", 1, {"track": CellEdit(value="forge")})
    assert text(folder, "forum") == sections.replace("meetup", "forge")
    set_only(folder, "forum", "commitments", 1, "Where", [""], is_not=True)
    written = tomllib.loads(text(folder, "forum"))["commitments"]
    assert [part.get("only") for part in written] == [None, {"Where": {"not": [""]}}]
    with pytest.raises(ProgramError, match="no such section any more"):
        set_cells(folder, "forum", "commitments", 2, {"track": CellEdit(value="forge")})


def test_a_form_is_corrected_until_all_of_it_is_read(tmp_path: Path) -> None:
    folder = form(tmp_path)
    found = choices(folder, "form", load(), AS_OF)
    kind = cell(found, "contributions", "kind")
    assert [(t.text, t.times) for t in kind.texts if t.meaning is None] == [
        ("Beta tester", 2),
        ("Sang a song", 1),
    ]
    assert {"article", "spoke"} <= set(kind.meanings)
    assert cell(found, "contributions", "occurred_at").is_ambiguous
    set_cells(
        folder,
        "form",
        "contributions",
        0,
        {"occurred_at": CellEdit(raw="When", order="month-first")},
    )
    set_values(
        folder, "form", "contributions", 0, "kind", {"Beta tester": "article", "Sang a song": None}
    )
    occurred = cell(choices(folder, "form", load(), AS_OF), "contributions", "occurred_at")
    assert (occurred.is_ambiguous, occurred.order) == (False, "month-first")
    assert "To decide: contributions.occurred_at" not in text(folder, "form")
    assert "see To decide" not in text(folder, "form")
    before = counts(folder)
    set_only(folder, "form", "contributions", 0, "What did you do?", ["Sang a song"], is_not=True)
    assert (before, counts(folder)) == (
        {"used": 3, "rejected": 1, "unmapped": 1, "left_out": 1},
        {"used": 3, "rejected": 1, "left_out": 2},
    )


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("", True),
        (', order = "month-first"', False),
        (', unit = "days"', False),
        (', values = { "3/4/2026" = "2026-03-04" }', False),
    ],
)
def test_the_order_of_dates_is_asked_only_where_nothing_else_says_what_they_are(
    tmp_path: Path, said: str, asks: bool
) -> None:
    files = {
        "raw/forum/answers.csv": "id,who,When\n1,ana,3/4/2026\n",
        "sources/forum.toml": '[match]\ncolumns = ["id", "who"]\n\n[contributions]\n'
        f'account = "who"\noccurred_at = {{ column = "When"{said} }}\n'
        'kind = { value = "answer" }\n',
    }
    folder = folder_with(tmp_path / "p", files)
    found = choices(folder, "forum", load(), AS_OF)
    (file,) = connect(folder / "raw", folder, None, load(), AS_OF)
    assert cell(found, "contributions", "occurred_at").is_ambiguous is asks
    assert [question.partition(":")[0] for question in file.questions] == [
        *(["contributions.occurred_at"] if asks else [])
    ]


def test_questions_go_with_their_answers(tmp_path: Path) -> None:
    folder = form(tmp_path)
    assert '# To decide: contributions.kind: what "Beta tester", "Sang a song" means.' in text(
        folder, "form"
    )
    meanings: dict[str, str | None] = {"Beta tester": "article", "Sang a song": "spoke"}
    set_values(folder, "form", "contributions", 0, "kind", meanings)
    assert "To decide: contributions.kind" not in text(folder, "form")
    assert "not known" not in text(folder, "form")
    assert "# Correct what is wrong; docs/sources.md says what each key means." in text(
        folder, "form"
    )
