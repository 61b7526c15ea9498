"""The snapshot files: their columns, order and bytes (docs/contract.md, Output)."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.errors import ProgramError
from data.outputs.csv_text import csv_text, protected, unprotected
from data.outputs.snapshot import FILES, snapshot_table, write_snapshot
from data.settings.files import load

from .folders import AS_OF, MVPS, TINY, build_files

HEADERS = {
    "members.csv": "mvp_id,name,team,country,status,entered_on,tracks,level,goals_met,risk,"
    "certification,renewal_stage",
    "progress.csv": "mvp_id,name,team,track,committed,done,expected,target,next_checkpoint,"
    "expected_at_checkpoint,needed,answers,solutions,level,goal_met",
    "risk.csv": "mvp_id,name,team,about,checkpoint,days_left,done,expected_at_checkpoint,needed,"
    "chance,risk,reason",
    "certifications.csv": "mvp_id,name,team,status,valid_until,deadline,failed_attempts,"
    "attempts_left",
    "renewals.csv": "mvp_id,name,team,year,stage,goals_met,certification,invited_on,decision,"
    "decided_on,renewed_on",
    "nominations.csv": "nominee_email,nominee_name,stage,nominations,first_nominated_on,"
    "feedback_yes,feedback_no,feedback_unsure,one_year_of_use,certification_level,mvp_id",
    "benefits.csv": "mvp_id,name,benefit,state,granted_on",
    "contributions.csv": "contribution_id,mvp_id,track,kind,day,title,url,accepted,counted,"
    "not_counted_because",
}
KEYS = {
    "members.csv": ["mvp_id"],
    "progress.csv": ["mvp_id", "track"],
    "risk.csv": ["mvp_id", "about"],
    "certifications.csv": ["mvp_id"],
    "renewals.csv": ["mvp_id"],
    "nominations.csv": ["nominee_email"],
    "benefits.csv": ["mvp_id", "benefit"],
    "contributions.csv": ["contribution_id"],
}
D = date(2024, 8, 15)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory) -> Path:
    """The build of tests/programs/tiny."""
    database = tmp_path_factory.mktemp("tiny") / "mvp.duckdb"
    return build(TINY, database, AS_OF, load()).path


@pytest.fixture(scope="module")
def snapshot(tiny, tmp_path_factory) -> Path:
    """Its snapshot as of D."""
    out = tmp_path_factory.mktemp("snapshot")
    write_snapshot(Day(tiny, D), out)
    return out


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_snapshot_is_the_files_of_the_contract_and_no_other(snapshot):
    assert sorted(contents(snapshot)) == sorted([*HEADERS, "snapshot.json"])
    assert [f"{name}.csv" for name in FILES] == list(HEADERS)


@pytest.mark.parametrize("name", HEADERS)
def test_the_columns_begin_as_the_contract_says(snapshot, name):
    """Columns may be added at the end, never moved or renamed."""
    header = (snapshot / name).read_bytes().split(b"\n")[0].decode()
    assert f"{header},".startswith(f"{HEADERS[name]},")


@pytest.mark.parametrize("name", KEYS)
def test_rows_are_sorted_by_key_and_no_key_is_repeated(snapshot, name):
    keys = [tuple(row[column] for column in KEYS[name]) for row in table(snapshot / name)]
    assert keys, f"the tiny program has no row for {name}"
    assert keys == sorted(set(keys))


def test_files_are_utf_8_with_lf_and_no_byte_order_mark(snapshot):
    for name, text in contents(snapshot).items():
        assert text.endswith(b"\n"), name
        assert not text.startswith(b"\xef\xbb\xbf"), name
        assert b"\r" not in text, name
    assert "चंद्र" in (snapshot / "members.csv").read_text(encoding="utf-8")


def test_the_same_database_and_day_give_the_same_bytes(tiny, snapshot, tmp_path):
    write_snapshot(Day(tiny, D), tmp_path / "again")
    assert contents(tmp_path / "again") == contents(snapshot)


def test_another_process_gives_the_same_bytes(tiny, snapshot, tmp_path):
    text = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from data.days.day import Day; from data.outputs.snapshot import write_snapshot;"
        "write_snapshot(Day(Path(sys.argv[1]), date.fromisoformat(sys.argv[2])), Path(sys.argv[3]))"
    )
    command = [sys.executable, "-c", text, str(tiny), D.isoformat(), str(tmp_path / "again")]
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1"}
    subprocess.run(command, check=True, env=elsewhere)
    assert contents(tmp_path / "again") == contents(snapshot)


def test_a_second_build_of_the_same_files_differs_only_in_its_time(tiny, snapshot, tmp_path):
    built = build(TINY, tmp_path / "mvp.duckdb", AS_OF, load()).path
    write_snapshot(Day(built, D), tmp_path / "again")
    ours, theirs = contents(snapshot), contents(tmp_path / "again")
    about, other = json.loads(ours.pop("snapshot.json")), json.loads(theirs.pop("snapshot.json"))
    assert theirs == ours
    assert {**other, "built_at": None} == {**about, "built_at": None}


def test_snapshot_json_describes_the_snapshot(tiny, snapshot):
    about = json.loads((snapshot / "snapshot.json").read_text(encoding="utf-8"))
    assert list(about) == [
        "as_of", "year", "next_checkpoint", "built_at", "content_digest", "rules_digest", "rows",
    ]  # fmt: skip
    assert about["as_of"] == "2024-08-15"
    assert about["year"] == 2024
    assert about["next_checkpoint"] == "2024-09-30"
    assert about["rules_digest"] == load().digest
    assert about["rows"] == {name: len(table(snapshot / name)) for name in HEADERS}
    assert len(about["content_digest"]) == 64
    assert date.fromisoformat(about["built_at"][:10]) >= date(2025, 1, 1)
    assert about["built_at"].endswith("Z")


def test_values_are_plain(snapshot):
    progress = table(snapshot / "progress.csv")
    assert {row["committed"] for row in progress} == {"true", "false"}
    assert {row["next_checkpoint"] for row in progress} == {"2024-09-30"}
    for row in progress:
        assert bool(row["answers"]) == bool(row["solutions"]) == (row["track"] == "forum")
        assert all(row[column].isdigit() for column in ("done", "expected", "target", "needed"))
    for row in table(snapshot / "risk.csv"):
        of_a_track = row["about"] not in ("certification", "nda")
        assert bool(row["done"]) == bool(row["needed"]) == bool(row["chance"]) == of_a_track
        assert not of_a_track or (row["chance"][1], len(row["chance"])) == (".", 6)


def test_cells_are_written_as_the_contract_says():
    rows = [
        (None, True, False, date(2025, 2, 3), 1234567, ""),
        ("a,b", 'say "hi"', "two\nlines", "cr\rlf\r\n", " blank ", "e;f"),
    ]
    assert csv_text(list("abcdef"), rows) == (
        "a,b,c,d,e,f\n"
        ",true,false,2025-02-03,1234567,\n"
        '"a,b","say ""hi""","two\nlines","cr\rlf\r\n", blank ,e;f\n'
    )


SIGNS = [*"=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"]  # the last four are signs in full width


@given(st.text(alphabet=st.sampled_from("'" + "".join(SIGNS) + "a "), max_size=5))
@example("'-Lx7")
@example("''@ben")
@example("'tis")
def test_every_text_is_read_back_as_it_was(text):
    assert unprotected(protected(text)) == text
    assert not protected(text).startswith(tuple(SIGNS))


@pytest.mark.parametrize("first", SIGNS)
def test_a_formula_gets_a_quote_in_front(first):
    text = csv_text(["title", "count"], [(f"{first}1+1", -5)])
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["title", "count"],
        [f"'{first}1+1", "-5"],
    ]
    assert csv_text(["title"], [(f"a{first}1",)]).startswith("title\n")
    assert f"a{first}1" in csv_text(["title"], [(f"a{first}1",)])


def test_formulas_of_every_text_column_are_made_safe(tmp_path):
    files = {
        "mvps.csv": "mvp_id,name,email,entered_on,team,country,nda_signed_on\n"
        '=1+1,@SUM(A1),a@b.org,2025-01-01,-team,"+1,2",2025-01-01\n',
        "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at,title,url\n"
        '+c1,=1+1,forge,component,2025-03-01,"\rtitle","=HYPERLINK(""x"")"\n',
        "nominations.csv": "nomination_id,nominee_name,nominee_email,nominated_by,nominated_on\n"
        "n1,=Noa,-noa@b.org,ana,2025-03-01\n",
        "benefits.csv": "mvp_id,benefit,granted_on\n=1+1,@benefit,2025-03-01\n",
    }
    outcome = build_files(tmp_path, files)
    write_snapshot(Day(outcome.built.path, AS_OF), tmp_path / "snapshot")
    (member,) = table(tmp_path / "snapshot" / "members.csv")
    assert [member["mvp_id"], member["name"]] == ["'=1+1", "'@SUM(A1)"]
    assert [member["team"], member["country"]] == ["'-team", "'+1,2"]
    (contribution,) = table(tmp_path / "snapshot" / "contributions.csv")
    assert [contribution[column] for column in ("contribution_id", "title", "url")] == [
        "'+c1", "'\rtitle", "'=HYPERLINK(\"x\")",
    ]  # fmt: skip
    (nominee,) = table(tmp_path / "snapshot" / "nominations.csv")
    assert [nominee["nominee_email"], nominee["nominee_name"]] == ["'-noa@b.org", "'=Noa"]
    for name in HEADERS:
        for row in table(tmp_path / "snapshot" / name):
            assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in row.values())


def test_a_program_without_mvps_has_files_with_only_headers(tmp_path):
    outcome = build_files(tmp_path, {"mvps.csv": MVPS.splitlines()[0] + "\n"})
    write_snapshot(Day(outcome.built.path, AS_OF), tmp_path / "snapshot")
    for name, header in HEADERS.items():
        text = (tmp_path / "snapshot" / name).read_text(encoding="utf-8")
        assert [text[: len(header)], text.count("\n")] == [header, 1], name


def test_a_scope_sees_its_own_rows_in_every_file(tiny):
    day = Day(tiny, D)
    for name in FILES:
        columns, rows = snapshot_table(day, Scope(mvp_id="A01"), name)
        _, everything = snapshot_table(day, Scope(everybody=True), name)
        place = columns.index("mvp_id")
        mine = [row for row in everything if row[place] == "A01"] if name != "nominations" else []
        assert rows == mine, name


@pytest.mark.parametrize("as_of", [date(1999, 12, 31), date(2027, 1, 2), date(9999, 12, 31)])
def test_a_date_that_the_database_does_not_cover_is_refused(tiny, as_of):
    with pytest.raises(ProgramError) as refused:
        Day(tiny, as_of)
    assert str(refused.value) == (
        f"{tiny.name}: knows the days from 2000-01-01 to 2027-01-01, not {as_of}"
    )


@pytest.mark.parametrize("as_of", [date(2000, 1, 1), date(2000, 3, 1), date(2027, 1, 1)])
def test_the_first_and_the_last_date_that_it_covers_work(tiny, tmp_path, as_of):
    rows = write_snapshot(Day(tiny, as_of), tmp_path)
    assert list(rows) == list(HEADERS)


@pytest.mark.parametrize("text", ["", "not a database at all, " * 1000])
def test_a_file_that_is_not_a_database_is_refused_by_name(tmp_path, text):
    path = tmp_path / "mvp.duckdb"
    path.write_text(text)
    with pytest.raises(ProgramError) as refused:
        Day(path, AS_OF)
    assert str(refused.value).startswith(f"{path}: cannot be read: ")
    assert "\n" not in str(refused.value)


def test_a_folder_that_cannot_be_written_is_refused_by_name(tiny, tmp_path):
    out = tmp_path / "taken"
    out.write_text("a file is in the way")
    with pytest.raises(ProgramError) as refused:
        write_snapshot(Day(tiny, D), out)
    assert str(refused.value) == f"{out}: cannot be written: File exists"
