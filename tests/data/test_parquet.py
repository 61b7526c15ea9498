"""Parquet as other programs write it: names, folders, types, and what stops a build."""

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.errors import ProgramError
from data.inputs.report import InputReport

from .folders import AS_OF, MVPS, written
from .input_tables import InputTables

DAY = date(2025, 5, 1)


@pytest.fixture(scope="module")
def tables() -> InputTables:
    return InputTables()


def write(path: Path, columns: dict[str, list | pa.Array], **options: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path, **options)


def read(tables: InputTables, folder: Path) -> InputReport:
    return tables.read(written(folder, {"mvps.csv": MVPS}), AS_OF)


def refusal(tables: InputTables, folder: Path) -> str:
    with pytest.raises(ProgramError) as refused:
        read(tables, folder)
    return str(refused.value).removeprefix(f"{folder}/")


def contributions(*ids: str, **columns: list | pa.Array) -> dict[str, list | pa.Array]:
    """The columns of contributions of ana, with these ids."""
    same = {"mvp_id": "ana", "track": "forum", "kind": "answer", "occurred_at": "2025-05-01"}
    return {
        "contribution_id": list(ids),
        **{name: [value] * len(ids) for name, value in same.items()},
        **columns,
    }


def days(tables: InputTables) -> list[tuple]:
    return tables.rows("select contribution_id, day from typed_contributions order by all")


NAMES = ["jan[1]", "jan1", "jan[!2]", "a*b", "axb", "a?", "ab", "[", "]", "{a,b}", "a=b", "é 岳"]


def test_every_character_of_a_name_stands_for_itself(tmp_path, tables):
    folder = tmp_path / "in[12]*" / "x=1"
    for number, name in enumerate(NAMES):
        write(folder / "contributions" / name / f"{name}.parquet", contributions(f"c{number:02}"))
    report = read(tables, folder)
    assert {file.file: file.good for file in report.files[1:]} == {
        f"contributions/{name}/{name}.parquet": 1 for name in NAMES
    }
    assert days(tables) == [(f"c{number:02}", DAY) for number in range(len(NAMES))]


def test_a_csv_file_with_a_pattern_as_its_name_is_read_alone(tmp_path, tables):
    header = "mvp_id,from_on,reason\n"
    files = {
        "leaves-[12].csv": header + "ana,2025-05-01,a\n",
        "leaves-1.csv": header + "ana,2025-05-02,b\n",
    }
    read(tables, written(tmp_path, files))
    assert tables.rows("select reason from leaves order by 1") == [("a",), ("b",)]


def test_a_folder_named_like_a_file_holds_parts_of_which_each_row_counts(tmp_path, tables):
    dataset = tmp_path / "contributions.parquet"
    write(dataset / "part-00000-x.snappy.parquet", contributions("b1", "b2", "b3"))
    write(dataset / "part-00001-x.snappy.parquet", contributions("b4", "b2", "b5"))
    written(dataset, {"_SUCCESS": b"", ".part-00000.parquet.crc": b"crc"})
    report = read(tables, tmp_path)
    assert [(file.file, file.rows_read, file.collapsed) for file in report.files[1:]] == [
        ("contributions.parquet/part-00000-x.snappy.parquet", 3, 0),
        ("contributions.parquet/part-00001-x.snappy.parquet", 3, 1),
    ]
    assert report.notices == []
    assert days(tables) == [(f"b{number}", DAY) for number in range(1, 6)]


def test_a_folder_named_like_a_csv_file_is_read_at_the_place_of_that_file(tmp_path, tables):
    header = "mvp_id,from_on,reason\n"
    written(tmp_path / "leaves-2.csv", {"part-0.csv": header + "ana,2025-05-01,second\n"})
    files = {"leaves-1.csv": "first", "leaves-3.csv": "third"}
    written(tmp_path, {n: f"{header}ana,2025-05-01,{reason}\n" for n, reason in files.items()})
    report = read(tables, tmp_path)
    assert [file.file for file in report.files[1:]] == [
        "leaves-1.csv",
        "leaves-2.csv/part-0.csv",
        "leaves-3.csv",
    ]


def test_folders_above_the_source_add_no_column(tmp_path, tables):
    folder = tmp_path / "year=2031" / "track=forum"
    commitments = {"mvp_id": ["ana", "ana"], "year": [2024, 2025], "track": ["forge", "content"]}
    write(folder / "commitments.parquet", commitments)
    write(
        folder / "commitments" / "year=2026" / "Track=meetup" / "part.parquet", {"mvp_id": ["ben"]}
    )
    assert read(tables, folder).notices == []
    assert tables.rows("from commitments order by all") == [
        ("ana", 2024, "forge"),
        ("ana", 2025, "content"),
        ("ben", 2026, "meetup"),
    ]


def test_values_in_the_names_of_folders_are_decoded(tmp_path, tables):
    leaves = tmp_path / "leaves"
    rows = {"mvp_id": ["ana"], "from_on": [DAY]}
    write(leaves / "reason=to%20rest%3A it's" / "to_on=2025-05-02" / "p.parquet", rows)
    none = "__HIVE_DEFAULT_PARTITION__"
    write(leaves / f"reason={none}" / "p.parquet", {**rows, "mvp_id": ["ben"]})
    read(tables, tmp_path)
    assert tables.rows("select mvp_id, to_on, reason from leaves order by 1") == [
        ("ana", date(2025, 5, 2), "to rest: it's"),
        ("ben", None, None),
    ]


def test_text_without_the_mark_of_text_is_read_as_utf_8(tmp_path, tables):
    cells = {"mvp_id": [b"ana", b"ben"], "from_on": [DAY, DAY], "reason": ["José".encode(), None]}
    write(tmp_path / "leaves.parquet", cells)
    assert read(tables, tmp_path).rejects == []
    assert tables.rows("select mvp_id, reason from leaves order by 1") == [
        ("ana", "José"),
        ("ben", None),
    ]


def test_bytes_that_are_not_text_stop_the_build_with_the_name_of_the_column(tmp_path, tables):
    cells = {"mvp_id": ["ana"], "from_on": [DAY], "Reason": ["José".encode("cp1252")]}
    write(tmp_path / "leaves.parquet", cells)
    assert refusal(tables, tmp_path) == (
        "leaves.parquet: cannot be read as Parquet: "
        "its column Reason has bytes that are not UTF-8 text"
    )


MOMENT = datetime(2025, 6, 30, 23, 30, 0, 123456, tzinfo=UTC)  # July 1 in Tokyo
MIDNIGHT = datetime(2025, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_times_with_a_zone_are_instants_in_every_unit(tmp_path, tables, unit, zone):
    moment = MOMENT.replace(microsecond=0) if unit == "s" else MOMENT.replace(microsecond=123000)
    times = pa.array([moment, None], pa.timestamp(unit, zone))
    cells = contributions("c1", "c2", occurred_at=times)
    write(tmp_path / "contributions.parquet", cells)
    read(tables, tmp_path)
    (reject,) = tables.rejects
    assert (reject.line, reject.reason) == (3, "missing_value")
    assert days(tables) == [("c1", date(2025, 7, 1))]


@pytest.mark.parametrize(
    ("time", "day"), [(MOMENT, date(2025, 7, 1)), (MIDNIGHT, date(2025, 6, 30))]
)
def test_int96_is_an_instant_in_utc(tmp_path, tables, time, day):
    times = pa.array([time.replace(tzinfo=None)], pa.timestamp("ns"))
    write(
        tmp_path / "contributions.parquet",
        contributions("c1", occurred_at=times),
        use_deprecated_int96_timestamps=True,
    )
    assert read(tables, tmp_path).rejects == []
    assert days(tables) == [("c1", day)]


def test_numbers_that_gaps_made_floats_are_whole_again(tmp_path, tables):
    files = {
        "mvps-more.csv": "mvp_id,name,email,entered_on\n101,Bo,bo@example.org,2025-01-01\n",
    }
    nan = float("nan")
    cells = {
        "mvp_id": pa.array([101.0, 101.0, None, nan]),
        "year": pa.array([2025.0, 2026.5, 2025.0, 2025.0], pa.float32()),
        "track": ["forge"] * 4,
    }
    write(tmp_path / "commitments.parquet", cells)
    read(tables, written(tmp_path, files))
    assert tables.rows("from commitments") == [("101", 2025, "forge")]
    assert [(reject.line, reject.value, reject.reason) for reject in tables.rejects] == [
        (3, "2026.5", "bad_number"),
        (4, None, "missing_value"),
        (5, None, "missing_value"),
    ]


@pytest.mark.parametrize("names", [["MVP_ID", "mvp_id"], ["mvp_id", "mvp_id"], ["x", "Mvp Id"]])
def test_a_column_twice_stops_the_build(tmp_path, tables, names):
    arrays = [pa.array(["ana"]), pa.array(["ben"]), pa.array([2025]), pa.array(["forum"])]
    table = pa.table(arrays, names=[*names, "year", "track"])
    pq.write_table(table, tmp_path / "commitments.parquet")
    if names[0] == "x":
        assert read(tables, tmp_path).notices == ["commitments.parquet: column ignored: x"]
    else:
        assert refusal(tables, tmp_path) == "commitments.parquet: column named twice: mvp_id"


def test_nested_columns_shift_no_other_and_are_refused_where_a_value_is_needed(tmp_path, tables):
    cells = {
        "tags": [["x", "y"]],
        "more": [{"a": 1, "b": {"c": [2]}}],
        "mvp_id": ["ana"],
        "from_on": [DAY],
        "reason": ["rest"],
    }
    write(tmp_path / "leaves.parquet", cells)
    assert read(tables, tmp_path).rejects == []
    assert tables.rows("select mvp_id, reason from leaves") == [("ana", "rest")]
    write(tmp_path / "leaves.parquet", {**cells, "mvp_id": [["ana", "ben"]]})
    assert refusal(tables, tmp_path) == (
        "leaves.parquet: column mvp_id has lists or records in its cells; "
        "write one value in each cell"
    )
