"""The sheets of a workbook as tables of text."""

import zipfile
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from data.errors import ProgramError
from data.sources.formats import workbook_size
from data.sources.formats.files import raw_files
from data.sources.formats.rows import ReadOptions
from tests.data.sources.raw_folder import only, read_one, refusal, table_of, written

SHEET = "raw/forum/a.xlsx, sheet "
MORNING = datetime.fromisoformat("2026-01-02T08:52:25")
FORMATS = {
    date: "dd.mm.yyyy",
    datetime: "dd/mm/yyyy hh:mm:ss",
    time: "hh:mm",
    float: "0%",
}


def workbook(
    sheets: dict[str, dict[str, object]], hidden: tuple[str, ...] = (), **options
) -> bytes:
    """A workbook: for each sheet its cells, such as {"A1": "x"}; a list is a row from there on."""
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, **options}) as made:
        kinds = {kind: made.add_format({"num_format": text}) for kind, text in FORMATS.items()}
        for name, cells in sheets.items():
            sheet = made.add_worksheet(name)
            for place, value in cells.items():
                if ":" in place:
                    sheet.merge_range(place, value)
                else:
                    row, column = xlsxwriter.utility.xl_cell_to_rowcol(place)
                    for further, cell in enumerate(value if isinstance(value, list) else [value]):
                        sheet.write(row, column + further, cell, kinds.get(type(cell)))
            if name in hidden:
                sheet.hide()
            else:
                sheet.activate()
    return data.getvalue()


def test_a_table_below_a_merged_title_is_read_with_the_rows_of_the_sheet(tmp_path):
    cells = {
        "A1:C1": "Members of 2026",
        "A3": ["Full Name", "E-mail", "MVP since"],
        "A4": ["Ana Lopes", " ANA@example.org\u00a0", date(2025, 12, 12)],
        "A6": ["Ben", "ben@example.org", "03.04.2026"],
        "A7": ["Total", 2],
    }
    table = read_one(tmp_path, "a.xlsx", workbook({"Members": cells}))
    assert table.found.place == f"{SHEET}Members"
    assert table.header == ["Full Name", "E-mail", "MVP since"]
    assert table.cells("_line", *table.found.names) == [
        (4, "Ana Lopes", " ANA@example.org\u00a0", "2025-12-12"),
        (6, "Ben", "ben@example.org", "03.04.2026"),
        (7, "Total", "2", None),
    ]
    assert table.found.notices == [
        f"{SHEET}Members: the header is row 3; the rows above it are ignored"
    ]


def test_each_kind_of_cell_is_text_that_can_be_read_again(tmp_path):
    row = [
        *[True, False, 7, 7.5, 0.25, 1e20, 123456789012345, "007", "'=1"],
        *[date(2026, 1, 2), MORNING, MORNING.replace(hour=0, minute=0, second=0), time(9, 30)],
    ]
    names = [f"c{number}" for number in range(len(row))]
    table = read_one(tmp_path, "a.xlsx", workbook({"S": {"A1": names, "A2": row}}))
    assert table.cells() == [
        (
            *("true", "false", "7", "7.5", "0.25", "1e+20", "123456789012345", "007", "'=1"),
            *("2026-01-02", "2026-01-02T08:52:25", "2026-01-02", "09:30:00"),
        )
    ]


def test_a_formula_is_its_stored_value_and_an_error_is_empty(tmp_path):
    data = BytesIO()
    with xlsxwriter.Workbook(data) as made:
        sheet = made.add_worksheet()
        sheet.write_row("A1", ["sum", "text", "division", "who"])
        sheet.write_formula("A2", "=1+1", None, 2)
        sheet.write_formula("B2", '="a"&"b"', None, "ab")
        sheet.write_formula("C2", "=1/0", None, "#DIV/0!")
        sheet.write("D2", "Ana")
    table = read_one(tmp_path, "a.xlsx", data.getvalue())
    assert table.cells() == [("2", "ab", None, "Ana")]


@pytest.mark.parametrize(
    ("number", "day"),
    [(1, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (46023, "2026-01-01")],
)
def test_days_before_march_1900_are_those_that_the_workbook_shows(tmp_path, number, day):
    data = BytesIO()
    with xlsxwriter.Workbook(data) as made:
        sheet = made.add_worksheet()
        sheet.write_row("A1", ["who", "day"])
        sheet.write("A2", "Ana")
        sheet.write_number("B2", number, made.add_format({"num_format": "yyyy-mm-dd"}))
    assert read_one(tmp_path, "a.xlsx", data.getvalue()).cells("day") == [(day,)]


def test_days_that_count_from_1904_are_the_same_days(tmp_path):
    cells = {"A1": ["who", "day"], "A2": ["Ana", date(2026, 1, 2)]}
    data = workbook({"S": cells}, date_1904=True)
    assert read_one(tmp_path, "a.xlsx", data).cells("day") == [("2026-01-02",)]


def test_each_sheet_is_a_table_and_a_hidden_one_says_so(tmp_path):
    cells = {"B2": ["id", "who"], "B3": ["1", "Ana"]}
    data = workbook({"Old": cells, "New": cells, "Empty": {}}, hidden=("Old",))
    files = raw_files(written(tmp_path, {"a.xlsx": data}))
    assert [(file.place, file.is_hidden) for file in files] == [
        (f"{SHEET}Old", True),
        (f"{SHEET}New", False),
        (f"{SHEET}Empty", False),
    ]
    assert table_of(files[1]).cells() == [("1", "Ana")]
    assert table_of(files[1]).cells("_line") == [(3,)]
    assert table_of(files[2]).rows == table_of(files[2]).header == []


def test_known_columns_find_the_second_of_two_tables_in_a_sheet(tmp_path):
    cells = {
        "A1": ["Country", "MVPs"],
        "A2": ["Norway", 3],
        "A4": ["Full Name", "E-mail", "Country"],
        "A5": ["Ana", "ana@example.org", "Norway"],
    }
    data = workbook({"S": cells})
    table = read_one(tmp_path, "a.xlsx", data, ReadOptions(columns=("full name", "E-MAIL")))
    assert table.cells("_line", "full_name", "country") == [(5, "Ana", "Norway")]
    assert table.found.notices == [f"{SHEET}S: the header is row 4; the rows above it are ignored"]


def test_columns_of_a_sheet_without_a_name_are_kept_while_they_hold_text(tmp_path):
    cells = {"A1": ["id", "", "who"], "A2": [1, "x", "Ana", "beyond"]}
    table = read_one(tmp_path, "a.xlsx", workbook({"S": cells}))
    assert table.found.columns == ["id", "column 2", "who", "column 4"]
    assert table.cells() == [("1", "x", "Ana", "beyond")]


def test_a_workbook_is_recognized_by_its_content(tmp_path):
    data = workbook({"S": {"A1": ["id", "who"], "A2": ["1", "Ana"]}})
    for name in ("download", "a.csv", "a.xls", "a.zip"):
        assert read_one(tmp_path / name, name, data).cells() == [("1", "Ana")]


def test_an_open_document_sheet_is_read_too(tmp_path):
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def text(value: str) -> str:
        kind = 'office:value-type="string"'
        return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"

    day = '<table:table-cell office:value-type="date" office:date-value="2026-01-02"/>'
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{row(text("who"), text("day"))}{row(text("Ana"), day)}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
        made.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    table = read_one(tmp_path, "a.ods", data.getvalue())
    assert table.cells() == [("Ana", "2026-01-02")]


@pytest.mark.parametrize(
    "cells", [{"A1": "x", "XFD1048576": "y"}, {"A1048576": "x", "ZZ1": "y"}], ids=["a1", "corners"]
)
def test_two_cells_far_apart_do_not_end_the_process(tmp_path, cells):
    assert refusal_of_file(tmp_path, workbook({"S": cells})).startswith(
        "is a workbook with a sheet of more than 20,000,000 cells, counted from its first to its "
    )


def test_a_table_far_from_the_corner_and_empty_cells_far_away_are_read(tmp_path):
    data = BytesIO()
    with xlsxwriter.Workbook(data) as made:
        sheet = made.add_worksheet("S")
        sheet.write_row("XEA1048000", ["id", "who"])
        sheet.write_row("XEA1048001", ["1", "Ana"])
        sheet.write_blank("A1", None, made.add_format({"bold": True}))
    table = read_one(tmp_path, "a.xlsx", data.getvalue())
    assert table.cells() == [("1", "Ana")]
    assert table.cells("_line") == [(1_048_001,)]


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook_size, "MOST_BYTES", 1_000)
    data = workbook({"S": {"A1": ["id"], "A2": ["1"]}})
    assert refusal_of_file(tmp_path, data).startswith("is a workbook with a sheet of more than")


def refusal_of_file(folder: Path, data: bytes) -> str:
    return refusal(folder, "a.xlsx", data)


def test_a_damaged_workbook_is_one_line(tmp_path):
    data = workbook({"S": {"A1": ["id"], "A2": ["1"]}})
    assert "is a compressed file that is cut off or damaged" in refusal_of_file(
        tmp_path / "cut", data[: len(data) // 2]
    )
    place = data.index(b"PK\x03\x04", 10)
    broken = data[: place + 60] + b"\xff" * 40 + data[place + 100 :]
    file = only(raw_files(written(tmp_path / "broken", {"a.xlsx": broken})))
    with pytest.raises(ProgramError, match=r"^raw/forum/a.xlsx.*(damaged|cannot be read)"):
        table_of(file)


def test_a_sheet_that_is_not_there_names_those_that_are(tmp_path):
    file = only(raw_files(written(tmp_path, {"a.xlsx": workbook({"S": {"A1": ["id"]}})})))
    with pytest.raises(ProgramError, match="its sheets are: S"):
        table_of(replace(file, sheet="Other"))
