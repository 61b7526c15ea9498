"""CSV text as records: each knows its first physical line, and none is lost."""

import gzip
from pathlib import Path

import pytest

from data.errors import ProgramError
from data.inputs import decoding
from data.inputs.contract import INPUTS
from data.inputs.csv_header import header_of
from data.inputs.csv_records import CsvFile
from data.inputs.decoding import UTF_8, WINDOWS_1252
from data.inputs.limits import LONGEST_ROW, MOST_COLUMNS, MOST_TIMES_LARGER, UNPACKED_BYTES

UNREADABLE = None


def opened(tmp_path: Path, text: str | bytes) -> CsvFile:
    path = tmp_path / "leaves.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return CsvFile(path)


def records(tmp_path: Path, text: str | bytes) -> list[tuple]:
    """(first line, lines, cells) of every record after the header."""
    return [
        (record.line, record.line_count, record.cells)
        for record in opened(tmp_path, text).records()
    ]


def test_the_header_is_line_1_and_each_record_knows_its_first_line(tmp_path):
    assert records(tmp_path, "a,b\n1,2\n3,4\n") == [(2, 1, ["1", "2"]), (3, 1, ["3", "4"])]


def test_a_last_line_needs_no_line_end(tmp_path):
    assert records(tmp_path, "a,b\n1,2") == [(2, 1, ["1", "2"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_lf_crlf_or_cr(tmp_path, end):
    text = end.join(["a,b", '1,"two', 'lines"', "3,4", ""])
    assert records(tmp_path, text) == [
        (2, 2, ["1", f"two{end}lines"]),
        (4, 1, ["3", "4"]),
    ]


def test_a_record_after_quoted_line_breaks_has_its_true_line(tmp_path):
    text = 'a,b\n1,"one\n\n\nfour"\n2,x\n3,"y\nz"\n4,w\n'
    assert [(line, lines) for line, lines, _ in records(tmp_path, text)] == [
        (2, 4),
        (6, 1),
        (7, 2),
        (9, 1),
    ]


def test_semicolons_separate_when_the_header_has_more_of_them_than_commas(tmp_path):
    assert records(tmp_path, "a;b;c\n1;2,5;3\n") == [(2, 1, ["1", "2,5", "3"])]
    assert records(tmp_path, "a,b,c\n1,2;5,3\n") == [(2, 1, ["1", "2;5", "3"])]


def test_a_byte_order_mark_is_not_part_of_the_first_name(tmp_path):
    assert opened(tmp_path, b'\xef\xbb\xbf"a",b\n1,2\n').header == ["a", "b"]


def test_names_in_the_header_are_trimmed_and_ignore_case(tmp_path):
    assert opened(tmp_path, " MVP_ID , From_On,\n").header == ["mvp_id", "from_on", ""]


def test_quoted_cells_can_have_delimiters_quotes_and_line_breaks(tmp_path):
    text = 'a,b\n"1,5","say ""hi""\nthere"\n'
    assert records(tmp_path, text) == [(2, 2, ["1,5", 'say "hi"\nthere'])]


def test_a_quote_inside_an_unquoted_cell_is_an_ordinary_character(tmp_path):
    assert records(tmp_path, 'a,b\n5" screen,2\n') == [(2, 1, ['5" screen', "2"])]


def test_blank_lines_are_not_records_but_are_counted(tmp_path):
    assert records(tmp_path, "a,b\n\n1,2\n\r\n\n3,4\n\n") == [
        (3, 1, ["1", "2"]),
        (6, 1, ["3", "4"]),
    ]


def test_blanks_in_header_names_become_underscores(tmp_path):
    assert opened(tmp_path, "MVP Id,From\u00a0 on\n").header == ["mvp_id", "from_on"]


def test_a_wrong_number_of_cells_makes_only_that_record_unreadable(tmp_path):
    assert records(tmp_path, "a,b\n1\n1,2,3\n1,2\n") == [
        (2, 1, UNREADABLE),
        (3, 1, UNREADABLE),
        (4, 1, ["1", "2"]),
    ]


def test_an_unclosed_quote_costs_only_its_own_line(tmp_path):
    text = 'a,b\n1,"open\n2,x\n\n3,"y\nz"\n4,w\n'
    assert records(tmp_path, text) == [
        (2, 1, UNREADABLE),
        (3, 1, ["2", "x"]),
        (5, 2, ["3", "y\nz"]),
        (7, 1, ["4", "w"]),
    ]


def test_an_unclosed_quote_in_the_last_line_costs_that_line(tmp_path):
    assert records(tmp_path, 'a,b\n1,2\n3,"4') == [(2, 1, ["1", "2"]), (3, 1, UNREADABLE)]


def test_a_quoted_cell_that_swallowed_other_rows_gives_them_back(tmp_path):
    text = 'a,b\n1,"open\n2,x\n3,close"\n4,y\n'
    assert records(tmp_path, text.replace("close", "close,extra")) == [
        (2, 3, ["1", "open\n2,x\n3,close,extra"]),
        (5, 1, ["4", "y"]),
    ]
    assert records(tmp_path, text.replace('close"', 'close",extra')) == [
        (2, 1, UNREADABLE),
        (3, 1, ["2", "x"]),
        (4, 1, UNREADABLE),
        (5, 1, ["4", "y"]),
    ]


def test_text_after_a_closing_quote_makes_the_line_unreadable(tmp_path):
    assert records(tmp_path, 'a,b\n1,"two" and\n3,4\n') == [
        (2, 1, UNREADABLE),
        (3, 1, ["3", "4"]),
    ]


LONGEST_CELL = "x" * (LONGEST_ROW - len("1,\n"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("more", [1, 2 * LONGEST_ROW])
def test_a_row_with_more_characters_than_a_row_may_have_is_unreadable(tmp_path, encoding, more):
    text = f"a,b\n1,{LONGEST_CELL}\n1,{'x' * more}{LONGEST_CELL}\n3,4\n"
    assert records(tmp_path, text.encode(encoding)) == [
        (2, 1, ["1", LONGEST_CELL]),
        (3, 1, UNREADABLE),
        (4, 1, ["3", "4"]),
    ]


def test_a_row_of_many_lines_may_have_no_more_characters_than_one_of_one_line(tmp_path):
    lines = "y\n" * (LONGEST_ROW // 2 - 3)
    read = records(tmp_path, f'a,b\n1,"{lines}"\n3,4\n')
    assert [read[0][2], read[-1][2]] == [["1", lines], ["3", "4"]]
    first = next(iter(opened(tmp_path, f'a,b\n1,"yyy{lines}"\n3,4\n').records()))
    assert (first.line, first.line_count, first.cells) == (2, 1, UNREADABLE)


def test_blank_lines_before_and_after_a_quote_that_is_not_closed_are_counted(tmp_path):
    assert records(tmp_path, '\n\na,b\n\n1,"x\n\n\n3,4\n\n5,6\n') == [
        (5, 1, UNREADABLE),
        (8, 1, ["3", "4"]),
        (10, 1, ["5", "6"]),
    ]


def test_more_columns_than_a_sheet_can_have_are_refused(tmp_path):
    most = ",".join(map(str, range(MOST_COLUMNS)))
    assert records(tmp_path, f"{most}\n{most}\n")[0][2] == most.split(",")
    with pytest.raises(ProgramError) as error:
        opened(tmp_path, f"{most},\n{most},\n")
    assert str(error.value) == (
        f"{tmp_path / 'leaves.csv'}: its header row has more than 16,384 cells; "
        "leave out columns that are not needed, or save it as CSV UTF-8"
    )


def _packed(path: Path, chunk: bytes, times: int) -> Path:
    with gzip.open(path, "wb") as file:
        file.write(b"a,b\n")
        for _ in range(times):
            file.write(chunk)
    return path


@pytest.mark.parametrize("chunk", [b"1,2\n", b"\n", b"\0", b"\xe9,\n", b","])
def test_a_compressed_file_that_is_far_larger_than_a_table_could_be_is_refused(tmp_path, chunk):
    path = _packed(tmp_path / "leaves.csv", chunk * 100_000, 300)
    with pytest.raises(ProgramError) as error:
        CsvFile(path)
    assert str(error.value) == (
        f"{path}: is more than 100 times larger when it is unpacked, as no table is; "
        "export it again"
    )


def test_a_small_compressed_file_may_be_many_times_larger(tmp_path):
    path = _packed(tmp_path / "leaves.csv", b"1,2\n" * 1000, 1000)
    assert path.stat().st_size * MOST_TIMES_LARGER < 4_000_000 < UNPACKED_BYTES
    assert sum(1 for _ in CsvFile(path).records()) == 1_000_000


@pytest.mark.parametrize("letter", ["x", "\0"])
def test_a_line_that_does_not_end_is_refused_before_it_is_in_memory(tmp_path, letter, monkeypatch):
    monkeypatch.setattr(decoding, "LONGEST_LINE", 5_000_000)
    with pytest.raises(ProgramError) as error:
        opened(tmp_path, "a,b\n1," + letter * 7_000_000)
    assert str(error.value) == (
        f"{tmp_path / 'leaves.csv'}: has a line that does not end, so it is no table; "
        "export it again"
    )


def test_a_character_is_found_whole_wherever_the_chunks_of_a_file_end(tmp_path):
    for before in range(4):
        text = "a,b\n" + "x" * before + "€" * 700_000 + ",😀\n"
        assert records(tmp_path, text) == [(2, 1, ["x" * before + "€" * 700_000, "😀"])]


def test_an_empty_file_has_no_header(tmp_path):
    assert opened(tmp_path, "").header == []
    assert opened(tmp_path, b"\xef\xbb\xbf\r\n").header == []


@pytest.mark.parametrize("rows", [0, 1, 499, 500, 501, 1200])
def test_progress_adds_up_to_the_bytes_of_the_file(tmp_path, rows):
    (leaves,) = (spec for spec in INPUTS if spec.name == "leaves")
    text = "mvp_id,from_on\n" + 'ü,"two\nlines"\n' * rows + "\n"
    for name, data in {"plain": text.encode(), "packed": gzip.compress(text.encode())}.items():
        (path := tmp_path / name).write_bytes(data)
        seen = []
        assert len(list(CsvFile(path, header_of(leaves), seen.append).records())) == rows
        assert sum(seen) == len(data)


def test_a_file_that_cannot_be_opened_is_refused_by_name(tmp_path):
    with pytest.raises(ProgramError) as refused:
        CsvFile(tmp_path)
    assert str(refused.value) == f"{tmp_path}: cannot be read: Is a directory"


def test_the_raw_text_of_a_record_is_the_text_in_the_file(tmp_path):
    path = tmp_path / "leaves.csv"
    path.write_bytes(b'\xef\xbb\xbfa;b\r\n1;"x\r\ny"\r\n 3 ;""\r\n')
    texts = CsvFile(path).texts([(1, 1), (2, 2), (4, 1)])
    assert [*texts] == ["a;b", '1;"x\r\ny"', ' 3 ;""']


def test_a_multibyte_character_at_the_end_of_a_block_is_still_utf_8(tmp_path):
    assert opened(tmp_path, "a\n" + 600_000 * "é€" + "\n" + 600_000 * "é\n").encoding == UTF_8


@pytest.mark.parametrize(
    "no_letter",
    [b"\xed\xa0\x80", b"\xc1\xa9", b"\xe0\x80\xa9", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80"],
    ids=["half of a pair", "two bytes for one", "three for one", "beyond the last", "five bytes"],
)
def test_invalid_utf_8_sequences_are_not_taken_for_utf_8(tmp_path, no_letter):
    assert opened(tmp_path, b"a\n" + no_letter + b"\n").encoding == WINDOWS_1252
