"""Raw CSV and Parquet files as tables of text."""

import gzip

import duckdb
import pytest

from data.sources.formats.rows import ReadOptions, named_columns
from tests.data.sources.raw_folder import read_one, refusal

ROWS = "id,who,when\n1,Ana,2026-01-02\n2,Ben,2026-01-03\n"
CELLS = [("1", "Ana", "2026-01-02"), ("2", "Ben", "2026-01-03")]


@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        ROWS.replace(",", ";"),
        ROWS.replace(",", "\t"),
        "sep=;\n" + ROWS.replace(",", ";"),
        "\ufeff" + ROWS,
        ROWS.replace("\n", "\r\n"),
        ROWS.encode("utf-16"),
        gzip.compress(ROWS.encode()),
        '"id","who","when"\n"1","Ana","2026-01-02"\n"2","Ben","2026-01-03"\n',
    ],
    ids="comma semicolon tab sep mark crlf utf-16 gzip quoted".split(),
)
def test_every_dialect_has_the_same_rows(tmp_path, text):
    table = read_one(tmp_path, "a.csv", text)
    assert table.header == table.found.columns == ["id", "who", "when"]
    assert table.cells() == CELLS


def test_semicolons_with_decimal_commas_are_not_taken_for_commas(tmp_path):
    text = "\ufeffPart;Version;Rating;Loads\nGrid;1.0;3,6;1.606\nMenu;1.1;4,8;1.698\n"
    assert read_one(tmp_path, "a.csv", text).cells() == [
        ("Grid", "1.0", "3,6", "1.606"),
        ("Menu", "1.1", "4,8", "1.698"),
    ]


def test_a_cell_keeps_its_blanks_commas_quotes_and_line_ends(tmp_path):
    text = 'who,note,title\n"Lopes, Ana"," two\nlines ""here"" ",=SUM(A1)\nBen,,  \n'
    table = read_one(tmp_path, "a.csv", text)
    assert table.cells() == [("Lopes, Ana", ' two\nlines "here" ', "=SUM(A1)"), ("Ben", None, "  ")]
    assert table.cells("_line", "_line_count") == [(2, 2), (4, 1)]


@pytest.mark.parametrize("columns", [(), ("Who", "when")])
def test_the_header_is_found_below_titles(tmp_path, columns):
    text = f"Report of the forum,,\nExported by,Ana,\n\n{ROWS}"
    table = read_one(tmp_path, "a.csv", text, ReadOptions(columns=columns))
    assert (table.header, table.cells()) == (["id", "who", "when"], CELLS)
    assert table.cells("_line") == [(5,), (6,)]
    (notice,) = table.found.notices
    assert notice == ("raw/forum/a.csv: the header is line 4; the lines above it are ignored")


def test_known_columns_find_a_header_that_looks_like_a_row(tmp_path):
    text = "Year,2025,2026\nid,2025,2026\n7,1,2\n"
    assert read_one(tmp_path, "a.csv", text, ReadOptions(columns=("ID", "2026"))).cells() == [
        ("7", "1", "2")
    ]


def test_a_record_that_is_no_row_keeps_its_text_and_says_why(tmp_path):
    table = read_one(tmp_path, "a.csv", "id,who\n1,Ana\n2,Ben,x\n3,Cia\n")
    assert table.cells("_line", "id", "_text") == [
        (2, "1", None),
        (3, None, "2,Ben,x"),
        (4, "3", None),
    ]
    assert table.rows[1]["_hint"] == (
        "has 3 cells where 2 are needed; put quotes around a cell that holds a comma"
    )
    assert table.found.count == 3


def test_rows_without_any_text_are_left_out_wherever_they_are(tmp_path):
    text = f"{ROWS},,\n , \u00a0,\t\n\n3,Cia,2026-01-04\n,,\n"
    table = read_one(tmp_path, "a.csv", text)
    assert table.cells("_line", "who") == [(2, "Ana"), (3, "Ben"), (7, "Cia")]


def test_a_file_in_windows_1252_is_read_with_a_notice(tmp_path):
    table = read_one(tmp_path, "a.csv", "id,who\n1,José\n".encode("cp1252"))
    assert (table.cells(), table.found.encoding) == ([("1", "José")], "Windows-1252")
    assert "if letters look wrong" in table.found.notices[0]


def test_columns_without_a_name_and_of_the_same_name_are_kept_apart():
    written = ["Name", " name ", "", "Name 2", "_line", "E-Mail\u00a0Address", "\ufeffId"]
    columns, names = named_columns(written)
    assert columns == [
        *["Name", "name 2", "column 3", "Name 2 2", "_line 2", "E-Mail Address", "Id"]
    ]
    assert names == [*["name", "name_2", "column_3", "name_2_2", "_line_2", "e-mail_address", "id"]]


def test_columns_are_found_whether_accents_are_letters_of_their_own_or_not(tmp_path):
    options = ReadOptions(columns=("Pr\u00e9nom",))
    table = read_one(tmp_path, "a.csv", "liste,,\nPre\u0301nom,x,y\nAna,1,2\n", options)
    assert table.cells("pr\u00e9nom") == [("Ana",)]


def test_a_file_of_many_rows_keeps_their_order_and_lines(tmp_path):
    count = 300_000
    text = "id,who\n" + "".join(f"{number},Ana\n" for number in range(count))
    table = read_one(tmp_path, "a.csv", text)
    assert table.cells("_row", "_line", "id") == [(n + 1, n + 2, str(n)) for n in range(count)]


def parquet(folder, select) -> bytes:
    path = folder / "made"
    duckdb.sql(f"copy ({select}) to '{path}' (format parquet)")
    return path.read_bytes()


def test_parquet_is_read_as_text_by_its_content(tmp_path):
    data = parquet(
        tmp_path,
        """
        select 9007199254740993::bigint as "Post Id", date '2026-01-02' as day, true as ok,
            101.0::double as number, ['a', 'b'] as tags, {'x': 1} as record,
            timestamptz '2026-01-02 10:00:00+00' as at
        union all select null, null, null, null, null, null, null""",
    )
    table = read_one(tmp_path, "export", data)
    assert table.header == ["Post Id", "day", "ok", "number", "tags", "at"]
    assert table.cells("post_id", "day", "ok", "number", "tags", "_line") == [
        ("9007199254740993", "2026-01-02", "true", "101", "a; b", 2)
    ]
    assert table.found.notices == [
        "raw/forum/export: column record is left out: its cells are records; "
        "write one value in each cell"
    ]


def test_a_damaged_parquet_file_is_one_line(tmp_path):
    assert refusal(tmp_path, "a.parquet", b"PAR1" + bytes(30)).startswith(
        "cannot be read as Parquet: "
    )
