"""Which files are read and how: names, order, headers, Parquet, and files that stop a build."""

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.build.build import build
from data.errors import ProgramError
from data.inputs.contract import INPUTS
from data.inputs.files import files_of
from data.inputs.report_lines import report_lines
from data.settings.files import load

from .folders import AS_OF, MVPS, Outcome, accepting, build_files, rejected_rows, written

LEAVES = "mvp_id,from_on,reason\n"
ANA_IN_MAY = "ana,2025-05-01,{}\n"


def refusal(tmp_path: Path, files: dict[str, str | bytes], share: float = 1.0) -> str:
    """What a build says that publishes nothing: one line."""
    source = written(tmp_path / "input", files)
    with pytest.raises(ProgramError) as refused:
        build(source, tmp_path / "out" / "mvp.duckdb", AS_OF, accepting(share))
    assert "\n" not in str(refused.value)
    assert not list((tmp_path / "out").glob("mvp*.duckdb"))
    return str(refused.value)


def test_an_empty_mvps_file_is_enough(tmp_path):
    outcome = build_files(tmp_path, {"mvps.csv": "mvp_id,name,email,entered_on\n"})
    assert outcome.counts == {"mvps.csv": (0, 0, 0, 0, 0)}
    assert outcome.notices == []
    assert outcome.rejects == []


def test_split_files_are_read_in_the_order_of_their_names(tmp_path):
    names = ["leaves.csv", "leaves-2024.CSV", "leaves-2024-b.csv", "leaves_.csv", "Leaves-x.csv"]
    names += ["leaves-2023.csv.gz"]
    written(tmp_path, dict.fromkeys([*names, "leavesx.csv", "leaves.txt", "old-leaves.csv"], ""))
    leaves = next(given for given in INPUTS if given.name == "leaves")
    assert [path.name for path in files_of(leaves, tmp_path)] == [
        "Leaves-x.csv",
        "leaves.csv",
        "leaves-2023.csv.gz",
        "leaves-2024.CSV",
        "leaves-2024-b.csv",
        "leaves_.csv",
    ]


def test_the_file_with_the_later_name_corrects_the_earlier_one(tmp_path):
    texts = {"leaves_b.csv": "4", "leaves-2.csv": "3", "leaves.csv": "1", "leaves-1.csv": "2"}
    files = {name: LEAVES + ANA_IN_MAY.format(said) for name, said in texts.items()}
    assert build_files(tmp_path, files).rows("select reason from leaves") == [("4",)]


def test_columns_may_be_in_any_order_and_case_with_blanks_around(tmp_path):
    text = " Reason ;FROM_ON; Mvp_Id\nrest;2025-05-01;ana\n"
    outcome = build_files(tmp_path, {"leaves.csv": text})
    assert outcome.rows("select mvp_id, from_on, to_on, reason from leaves") == [
        ("ana", date(2025, 5, 1), None, "rest")
    ]
    assert outcome.notices == []


def test_unknown_columns_and_files_are_ignored_with_a_notice(tmp_path):
    files = {
        "leaves.csv": "mvp_id,from_on,mood,\nana,2025-05-01,good,\n",
        "holidays.csv": "mvp_id\nana\n",
        "mvps2.parquet": b"nothing",
        "mvps.xlsx": b"PK",
        "leaves-2024.csv.zip": b"PK",
        "readme.txt": "no notice for this one",
    }
    outcome = build_files(tmp_path, files)
    assert outcome.notices == [
        "holidays.csv: file ignored, no input has that name",
        "leaves-2024.csv.zip: file ignored, it is a zip archive: unpack it here, or put it into "
        "raw/, and `python -m data connect raw/leaves-2024.csv.zip` proposes how it is read",
        "mvps.xlsx: file ignored, it is an Excel workbook: put it into raw/, and `python -m data "
        "connect raw/mvps.xlsx` proposes how it is read",
        "mvps2.parquet: file ignored, no input has that name; rename it to mvps.parquet if that is "
        "what it is",
        "leaves.csv: column ignored: mood",
        "leaves.csv: column ignored: (no name)",
    ]
    assert outcome.counts["leaves.csv"] == (1, 1, 0, 0, 0)


def test_text_in_several_scripts_arrives_unchanged(tmp_path):
    text = 'mvp_id,from_on,reason\nana,2025-05-01,"चंद्र, Ελένη, هالة, 岳 🌱"\n'
    outcome = build_files(tmp_path, {"leaves.csv": "\ufeff" + text})
    assert outcome.rows("select reason from leaves") == [("चंद्र, Ελένη, هالة, 岳 🌱",)]


def parquet(folder: Path, name: str, columns: dict[str, list | pa.Array]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), folder / name)


def test_parquet_files_of_text_are_read_like_csv_with_the_first_row_as_line_2(tmp_path):
    columns = {
        "reason": ["rest", None, "", "x"],
        "FROM_ON": ["2025-05-01", "May", "2025-06-01", "2025-06-01"],
        "mvp_id": ["ana", "ana", " ben ", "ben"],
        "mood": [1, 2, 3, 4],
    }
    parquet(tmp_path / "input", "leaves-2025.parquet", columns)
    outcome = build_files(tmp_path, {})
    assert outcome.counts["leaves-2025.parquet"] == (4, 2, 2, 0, 0)
    assert outcome.notices == ["leaves-2025.parquet: column ignored: mood"]
    assert outcome.rows("select mvp_id, from_on, reason from leaves order by mvp_id") == [
        ("ana", date(2025, 5, 1), "rest"),
        ("ben", date(2025, 6, 1), None),
    ]
    name, key = "leaves-2025.parquet", "mvp_id;from_on"
    # The cells of a row are followed by those of the columns that the file does not have.
    assert [(*reject, row.rstrip(",")) for *reject, row in outcome.rejects] == [
        (name, "3", "from_on", "May", "bad_date", "ana,May"),
        (name, "5", key, "ben;2025-06-01", "duplicate_id", "ben,2025-06-01,,x"),
    ]


def test_a_parquet_timestamp_at_midnight_is_a_date(tmp_path):
    midnight = pa.array([datetime.fromisoformat("2025-05-01")], pa.timestamp("ns"))
    parquet(tmp_path / "input", "leaves.parquet", {"mvp_id": ["ana"], "from_on": midnight})
    outcome = build_files(tmp_path, {})
    assert outcome.rows("select mvp_id, from_on from leaves") == [("ana", date(2025, 5, 1))]


def test_parquet_files_with_types_are_read_as_their_values(tmp_path):
    day, moment = date(2025, 5, 1), datetime.fromisoformat("2025-04-30T15:30")
    contributions = {
        "contribution_id": pa.array([1, 2]),
        "mvp_id": pa.array(["ana", "ana"]).dictionary_encode(),
        "track": ["forum", "forum"],
        "kind": ["answer", "answer"],
        "occurred_at": pa.array([moment, moment], pa.timestamp("us")),
        "accepted": pa.array([True, None]),
    }
    aware = {
        **contributions,
        "contribution_id": pa.array([3, 4]),
        "occurred_at": pa.array([moment.replace(tzinfo=UTC)] * 2, pa.timestamp("ms", "UTC")),
    }
    parquet(tmp_path / "input", "contributions.parquet", contributions)
    parquet(tmp_path / "input", "contributions-utc.parquet", aware)
    parquet(tmp_path / "input", "sources.parquet", {"track": ["forum"], "complete_until": [day]})
    commitments = {"mvp_id": ["ana"], "year": pa.array([2025], pa.int32()), "track": ["forum"]}
    parquet(tmp_path / "input", "commitments.parquet", commitments)
    outcome = build_files(tmp_path, {})
    assert outcome.rejects == []
    assert outcome.rows(
        "select contribution_id, day, accepted from contributions order by contribution_id"
    ) == [
        ("1", date(2025, 4, 30), True),
        ("2", date(2025, 4, 30), None),
        ("3", day, True),  # 15:30 UTC is 00:30 on the next day in Tokyo
        ("4", day, None),
    ]
    assert outcome.rows("select track, complete_until, complete_from from sources") == [
        ("forum", day, None)
    ]
    assert outcome.rows("from commitments") == [("ana", 2025, "forum")]


def test_a_build_records_the_encoding_of_each_file(tmp_path):
    parquet(tmp_path / "input", "leaves-2.parquet", {"mvp_id": ["ana"], "from_on": ["2025-05-01"]})
    files = {
        "leaves-1.csv": (LEAVES + ANA_IN_MAY.format("café")).encode("cp1252"),
        "leaves-3.csv": (LEAVES + ANA_IN_MAY.format("café")).encode("utf-16"),
    }
    outcome = build_files(tmp_path, files)
    assert outcome.rows("select file, encoding from build_files order by file") == [
        ("leaves-1.csv", "Windows-1252"),
        ("leaves-2.parquet", None),
        ("leaves-3.csv", "UTF-16"),
        ("mvps.csv", "UTF-8"),
    ]
    assert outcome.rows("select reason from leaves") == [("café",)]


def test_progress_counts_every_byte_of_every_file(tmp_path):
    parquet(tmp_path / "input", "leaves-2.parquet", {"mvp_id": ["ana"], "from_on": ["2025-05-01"]})
    text = LEAVES + ANA_IN_MAY.format("x")
    files = {
        "mvps.csv": MVPS,
        "leaves-1.csv.gz": gzip.compress(text.encode()),
        "leaves-3.csv": text.encode("utf-16"),
    }
    source, seen = written(tmp_path / "input", files), []
    build(source, tmp_path / "out" / "mvp.duckdb", AS_OF, accepting(1.0), seen.append)
    assert sum(seen) == sum(path.stat().st_size for path in source.iterdir())


def test_csv_and_parquet_files_of_one_input_correct_each_other(tmp_path):
    parquet(
        tmp_path / "input",
        "leaves-2.parquet",
        {"mvp_id": ["ana"], "from_on": [date(2025, 5, 1)], "reason": ["second"]},
    )
    files = {
        "leaves-1.csv": LEAVES + ANA_IN_MAY.format("first"),
        "leaves-3.csv": LEAVES + ANA_IN_MAY.format("second"),
    }
    outcome = build_files(tmp_path, files)
    assert outcome.rows("select reason from leaves") == [("second",)]
    assert outcome.counts["leaves-2.parquet"] == (1, 1, 0, 0, 1)
    assert outcome.counts["leaves-3.csv"] == (1, 0, 0, 1, 0)


def test_a_program_read_from_parquet_has_the_same_content_as_from_csv(tmp_path):
    text = build_files(tmp_path / "text", {})
    columns, *rows = [line.split(",") for line in MVPS.splitlines()]
    cells = [[cell or None for cell in column] for column in zip(*rows, strict=True)]
    parquet(tmp_path / "other" / "input", "mvps.parquet", dict(zip(columns, cells, strict=True)))
    source, database = tmp_path / "other" / "input", tmp_path / "other" / "mvp.duckdb"
    built = build(source, database, AS_OF, accepting(1.0))
    digest = "select content_digest from build"
    assert Outcome(built).rows(digest) == text.rows(digest)


CONTRIBUTIONS = """\
contribution_id,mvp_id,track,kind,occurred_at
c1,ana,forum,answer,2025-03-31
c2,ana,forum,answer,2025-04-01
c3,ben,forum,answer,2025-04-02
c4,ben,forum,dance,2025-04-03
"""


def test_a_dataset_by_month_has_the_same_content_as_one_file(tmp_path):
    one = build_files(tmp_path / "one", {"contributions.csv": CONTRIBUTIONS})
    source = written(tmp_path / "many" / "input", {"mvps.csv": MVPS})
    with duckdb.connect() as con:
        con.execute(
            """
            copy (
                select *, strftime(occurred_at::date, '%Y-%m') as month, 'x' as more
                from read_csv($one, all_varchar = true)
            ) to $many (format parquet, partition_by (month))""",
            {
                "one": str(tmp_path / "one" / "input" / "contributions.csv"),
                "many": str(source / "contributions"),
            },
        )
    march, april = "contributions/month=2025-03", "contributions/month=2025-04"
    unfinished = source / april / "_temporary"
    unfinished.mkdir()
    (unfinished / "data_0.parquet").write_bytes(GARBAGE)
    many = Outcome(build(source, tmp_path / "many" / "mvp.duckdb", AS_OF, accepting(1.0)))
    digest = "select content_digest from build"
    assert many.rows(digest) == one.rows(digest)
    assert many.counts == {
        "mvps.csv": (2, 2, 0, 0, 0),
        f"{march}/data_0.parquet": (1, 1, 0, 0, 0),
        f"{april}/data_0.parquet": (3, 2, 1, 0, 0),
    }
    assert [reject[0] for reject in many.rejects] == [f"{april}/data_0.parquet"]
    # The month is in the name of the folder alone, and no column that was not asked for.
    assert many.notices == ["data_0.parquet: column ignored: more"] * 2


def test_a_column_in_the_folder_names_of_a_dataset_is_read(tmp_path):
    parquet(
        tmp_path / "input" / "leaves" / "mvp_id=ana",
        "part-0.parquet",
        {"from_on": [date(2025, 5, 1)], "reason": ["travel"]},
    )
    outcome = build_files(tmp_path, {})
    assert outcome.rows("select mvp_id, reason from leaves") == [("ana", "travel")]


def test_a_missing_folder_is_one_line_that_says_what_to_name(tmp_path):
    for wrong in (tmp_path / "nowhere", Path(__file__)):
        with pytest.raises(ProgramError) as refused:
            build(wrong, tmp_path / "out" / "mvp.duckdb", AS_OF, load())
        assert str(refused.value) == f"{wrong}: is not a folder; name the one that holds mvps.csv"


GARBAGE = b"PAR1 is how Parquet begins, and nothing else here is Parquet"
UNUSABLE = [
    ({"leaves.csv": LEAVES}, "has no mvps.csv; it is the one required file"),
    (
        {"leaves.csv": LEAVES, "People.xlsx": b"PK"},
        "has no mvps.csv; it is the one required file; People.xlsx: file ignored, it is an Excel "
        "workbook: put it into raw/, and `python -m data connect raw/People.xlsx` proposes how it "
        "is read",
    ),
    ({"mvps.csv": ""}, "mvps.csv: is empty; it needs a header row"),
    ({"mvps.csv": "mvp_id,email\n"}, "mvps.csv: required column missing: name, entered_on"),
    ({"leaves.csv": "ana,2025-05-01\n"}, "leaves.csv: required column missing: mvp_id, from_on"),
    ({"leaves.csv": ""}, "leaves.csv: is empty; it needs a header row"),
    ({"leaves-2.csv": "mvp_id,from_on,MVP_ID\n"}, "leaves-2.csv: column named twice: mvp_id"),
    ({"leaves.parquet": GARBAGE}, "leaves.parquet: cannot be read as Parquet: "),
    ({"leaves.parquet": b""}, "leaves.parquet: cannot be read as Parquet: "),
]


@pytest.mark.parametrize(("files", "said"), UNUSABLE)
def test_an_unusable_file_stops_the_build_with_its_name(tmp_path, files, said):
    mvps = {} if "no mvps.csv" in said else {"mvps.csv": MVPS}
    assert f"{tmp_path / 'input'}" in (message := refusal(tmp_path, {**mvps, **files}))
    assert said in message


def test_a_required_column_that_a_parquet_file_lacks_stops_the_build(tmp_path):
    parquet(tmp_path / "input", "leaves.parquet", {"mvp_id": ["ana"]})
    message = refusal(tmp_path, {"mvps.csv": MVPS})
    path = tmp_path / "input" / "leaves.parquet"
    assert message == (
        f"{path}: required column missing: from_on; the columns of the file are: mvp_id"
    )


def test_a_file_that_cannot_be_opened_stops_the_build(tmp_path):
    source = written(tmp_path / "input", {"mvps.csv": MVPS})
    (source / "leaves.csv").symlink_to(source / "moved-away.csv")
    message = refusal(tmp_path, {})
    assert message == f"{source / 'leaves.csv'}: cannot be read: No such file or directory"
    (source / "leaves.csv").unlink()
    (source / "leaves.csv").mkdir()
    message = refusal(tmp_path, {})
    assert message == f"{source / 'leaves.csv'}: cannot be read: Is a directory"


def test_too_many_rejected_rows_are_written_and_nothing_is_published(tmp_path):
    rows = [f"ana,2025-05-{number:02},\n" for number in range(1, 18)]  # and two MVPs: 19 good rows
    just = build_files(tmp_path, {"leaves.csv": LEAVES + "".join(rows) + "ana,May,\n"}, share=0.05)
    assert len(just.rejects) == 1  # 1 of 20 is 5 %, and not more

    over = refusal(
        tmp_path / "over", {"mvps.csv": MVPS, "leaves.csv": LEAVES + "ana,May,\n"}, share=0.05
    )
    rejects_csv = tmp_path / "over" / "out" / "rejects.csv"
    assert over == (f"1 of 3 rows rejected, more than 5%: nothing published; see {rejects_csv}")
    assert rejected_rows(rejects_csv) == [
        ("leaves.csv", "2", "from_on", "May", "bad_date", "ana,May,")
    ]


def test_rows_of_totals_are_rejected_and_stop_no_build(tmp_path):
    totals = {"mvps.csv": MVPS + "Total,,,2,\n", "leaves.csv": LEAVES + "Total,,1\n,,1\n"}
    outcome = build_files(tmp_path, totals, share=0.05)
    assert [reject[:2] + reject[4:5] for reject in outcome.rejects] == [
        ("mvps.csv", "4", "missing_value"),
        ("leaves.csv", "2", "unknown_mvp"),
        ("leaves.csv", "3", "missing_value"),
    ]
    assert outcome.rows("select count(*) from mvps") == [(2,)]


def reported(outcome: Outcome) -> list[str]:
    """The lines of the report that are about rejected rows."""
    return [line for line in report_lines(outcome.built.report) if " rejected: " in line]


def test_rows_of_many_widths_are_one_line_of_the_report(tmp_path):
    widths = [4, 7, 12, 1200]
    rows = ["ana,2025-05-01" + "," * (width - 2) + "x\n" for width in widths]
    outcome = build_files(tmp_path, {"leaves.csv": LEAVES + "".join(rows)})
    hints = {
        f"has {width:,} cells where 3 are needed; put quotes around a cell that holds a comma"
        for width in widths
    }
    assert {hint for (hint,) in outcome.rows("select hint from rejects")} == hints
    assert reported(outcome) == [
        "4 rejected: unreadable_row, for example leaves.csv line 2 (has 4 cells where 3 are "
        "needed; put quotes around a cell that holds a comma)"
    ]


def test_a_number_in_the_name_of_a_file_keeps_lines_of_the_report_apart(tmp_path):
    header = "contribution_id,mvp_id,track,kind,occurred_at\n"
    files = {
        "contributions-1.csv": header + "a,ana,forge,component,2025-03-01\n",
        "contributions-2.csv": header + "b,ana,forge,component,2025-03-01\n",
        "contributions-3.csv": header
        + "a,ben,forge,component,2025-03-01\nb,ben,forge,component,2025-03-01\n",
    }
    lines = reported(build_files(tmp_path, files))
    said = " line 2 has this id for another MVP or track"
    assert [line.partition("(")[2].partition(said)[0] for line in lines] == [
        "contributions-1.csv",
        "contributions-2.csv",
    ]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('start = "12-01"\ncheckpoints = ["11-30"]', "write 2027, the year in which it ends"),
        (
            'start = "12-01"\ncheckpoints = ["11-30"]\nnamed_after = "start"',
            "write 2026, the year in which it begins",
        ),
        ('start = "02-01"\ncheckpoints = ["12-15"]', "write it with four digits"),
    ],
)
def test_a_year_that_is_written_by_its_label_is_answered_with_its_number(tmp_path, settings, said):
    text = f"[year]\n{settings}\n[data]\nmax_rejected_share = 1\n"
    own = load(written(tmp_path / "own", {"program.toml": text}) / "program.toml")
    rows = "mvp_id,year,track\nana,2026/27,forge\nana,2026-2027,forge\n"
    outcome = build_files(tmp_path, {"commitments.csv": rows}, own=own)
    found = outcome.rows("select distinct hint from rejects")
    assert found == [(f"not a year: {said}",)]
