"""Files as people really have them, each with what must become of it.

Every file holds leaves, beside the two MVPs of MVPS. Three rows are the measure: where nothing is
wrong with them they stand as LEAVES; a rejected row is given by its line and reason.
"""

import gzip
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

HEADER = "mvp_id,from_on,to_on,reason\n"
ROWS = ("ana,2025-05-01,,Café\n", "ben,2025-06-01,2025-06-30,a rest\n", "ana,2025-07-01,,\n")
TEXT = HEADER + "".join(ROWS)
REST = ("ben", "2025-06-01", "2025-06-30", "a rest")
LEAVES = [("ana", "2025-05-01", None, "Café"), REST, ("ana", "2025-07-01", None, None)]
AGAIN = "save it as CSV UTF-8 and build again"
UNREADABLE = "unreadable_row"


@dataclass(frozen=True)
class Case:
    """A file, made when it is asked for, and the rows, rejects and notices that come of it.

    Or, in `error`, what is said about the whole file after its path.
    """

    about: str
    made: Callable[[], bytes]
    rows: list[tuple] | None = None
    rejects: tuple[tuple[int, str], ...] = ()
    name: str = "leaves.csv"
    encoding: str = "UTF-8"
    notices: tuple[str, ...] = ()
    error: str | None = None


def _text(text: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    return lambda: text.encode(encoding)


def _reading(about: str, made: str | Callable[[], bytes], **more: object) -> Case:
    return Case(about, _text(made) if isinstance(made, str) else made, **{"rows": LEAVES} | more)


def _failing(about: str, made: bytes | Callable[[], bytes], error: str, **more: object) -> Case:
    return Case(about, made if callable(made) else lambda: made, error=error, **more)


def _zip() -> bytes:
    with zipfile.ZipFile(file := io.BytesIO(), "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return file.getvalue()


def _row_in_the_midst(row: str | bytes) -> Callable[[], bytes]:
    """The file with a row between its second and third, on line 4."""
    row = row if isinstance(row, bytes) else row.encode()
    return lambda: "".join([HEADER, *ROWS[:2]]).encode() + row + b"\n" + ROWS[2].encode()


TABBED = TEXT.replace(",", "\t").replace("\n", "\r\n")
_1252 = "is not UTF-8 and was read as Windows-1252; if letters look wrong, save it as CSV UTF-8"
_EXTRA = "each row ends in an empty cell without a column name, which is ignored"
_NO_NAME = "column ignored: (no name)"
SECOND = "line 5 is a second header, with other columns; two files were joined: "
SECOND += "save each as a file of its own"
OTHER_ORDER = "mvp_id,from_on,reason,to_on\nben,2025-09-01,x,\n"
WIDE = [f"extra_{number}" for number in range(5_000)]

ENCODINGS = [
    _reading("UTF-8 with a mark", _text(TEXT, "utf-8-sig")),
    _reading(
        "Unicode text of a spreadsheet, LE",
        lambda: b"\xff\xfe" + TABBED.encode("utf-16-le"),
        encoding="UTF-16",
    ),
    _reading(
        "Unicode text of a spreadsheet, BE",
        lambda: b"\xfe\xff" + TABBED.encode("utf-16-be"),
        encoding="UTF-16",
    ),
    _reading("Windows-1252", _text(TEXT, "cp1252"), encoding="Windows-1252", notices=(_1252,)),
    _reading(
        "as many lines of UTF-8 as of Windows-1252",
        lambda: TEXT.encode("cp1252") + "ben,2025-09-01,,Café\n".encode(),
        rows=[*LEAVES[1:], ("ben", "2025-09-01", None, "Café")],
        rejects=((2, UNREADABLE),),
    ),
    _reading(
        "more of Windows-1252 than of UTF-8",
        lambda: (
            TEXT.encode("cp1252")
            + "ben,2025-09-01,,é\n".encode("cp1252")
            + "ben,2025-10-01,,é\n".encode()
        ),
        rows=[*LEAVES, ("ben", "2025-09-01", None, "é"), ("ben", "2025-10-01", None, "é")],
        encoding="Windows-1252",
        notices=(_1252,),
    ),
    _reading(
        "UTF-8 with a damaged line",
        _row_in_the_midst(b"ben,2025-09-01,,Caf\xc3"),
        rejects=((4, UNREADABLE),),
    ),
    _reading(
        "a byte that Windows-1252 lacks as well",
        lambda: TEXT.encode("cp1252") + b"ben,2025-09-01,,\x81\n",
        rejects=((5, UNREADABLE),),
        encoding="Windows-1252",
        notices=(_1252,),
    ),
    _reading("a packed file", lambda: gzip.compress(TEXT.encode()), name="leaves-2025.csv.gz"),
    _reading("a packed file without the ending", lambda: gzip.compress(TEXT.encode())),
    _reading("an unpacked file with the ending", TEXT, name="leaves.csv.gz"),
]
LINES = [
    _reading("CRLF", TEXT.replace("\n", "\r\n")),
    _reading("lone CR", TEXT.replace("\n", "\r")),
    _reading(
        "a quoted line break",
        TEXT.replace("a rest", '"a\r\nrest"') + "cay,2025-05-01,,\n",
        rows=[LEAVES[0], (*REST[:3], "a\r\nrest"), LEAVES[2]],
        rejects=((6, "unknown_mvp"),),
    ),
    _reading("a NUL byte", _row_in_the_midst("ben,2025-09-01,,\0"), rejects=((4, UNREADABLE),)),
    _reading(
        "an unclosed quote", _row_in_the_midst('ben,2025-09-01,,"x'), rejects=((4, UNREADABLE),)
    ),
    _reading(
        "a cell of 10 MB",
        lambda: TEXT.replace("a rest", "x" * 10_000_000).encode(),
        rows=[LEAVES[0], (*REST[:3], "x" * 32_767), LEAVES[2]],
        notices=("a cell of reason has more than 32,767 characters; the rest of it is left out",),
    ),
    _reading(
        "a cell of 20 MB",
        _row_in_the_midst(f"ben,2025-09-01,,{'x' * 20_000_000}"),
        rejects=((4, UNREADABLE),),
    ),
]


def _header_is(line: int) -> str:
    return f"the header is line {line}; the lines above it are ignored"


def _skipped(count: int) -> str:
    return f"{count} empty rows skipped"


CELLS = [
    _reading("semicolons", TEXT.replace(",", ";")),
    _reading("semicolons after an empty line", "\n" + TEXT.replace(",", ";")),
    _reading("tabs", TEXT.replace(",", "\t")),
    _reading("a comma at the end of each line", TEXT.replace("\n", ",\n"), notices=(_NO_NAME,)),
    _reading(
        "a comma at the end of each row",
        HEADER + "".join(ROWS).replace("\n", ",\n"),
        notices=(_EXTRA,),
    ),
    _reading(
        "a comma at the end of the header",
        HEADER.replace("\n", ",\n") + "".join(ROWS),
        notices=(_NO_NAME,),
    ),
    _reading(
        "a comma at the end of one row, as a comma without quotes in another cell leaves it",
        _row_in_the_midst("ben,2025-09-01,,x,"),
        rejects=((4, UNREADABLE),),
    ),
    _reading(
        "a single row with a comma at its end",
        HEADER + "ben,2025-09-01,,,\n",
        rows=[],
        rejects=((2, UNREADABLE),),
    ),
    _reading("a row too short", _row_in_the_midst("ben,2025-09-01,"), rejects=((4, UNREADABLE),)),
    _reading(
        "a row too long", _row_in_the_midst("ben,2025-09-01,,x,y"), rejects=((4, UNREADABLE),)
    ),
    _reading("a header only", HEADER, rows=[]),
    _reading("a line that states the delimiter", "sep=;\n" + TEXT.replace(",", ";")),
    _reading("a stated delimiter of its own", "sep=|\r\n" + TEXT.replace(",", "|")),
    _reading("a stated tab after a mark", "\ufeffSEP=\t\n" + TEXT.replace(",", "\t")),
    _reading("two marks", _text("\ufeff" + TEXT, "utf-8-sig")),
    _reading("three marks before a quote", "\ufeff" * 3 + TEXT.replace("mvp_id", '"mvp_id"')),
    _reading("two marks in UTF-16", _text("\ufeff" + TEXT, "utf-16"), encoding="UTF-16"),
    _reading("a mark that was read as letters", "\u00ef\u00bb\u00bf" + TEXT),
    _reading("a title above the header", "Leaves in 2025\n" + TEXT, notices=(_header_is(2),)),
    _reading(
        "a title with commas, a date and blank lines above the header with semicolons",
        'Leaves, "as of", 1,2,3,4,5,6\n\nExported;2025-05-01\n;;;\n' + TEXT.replace(",", ";"),
        notices=(_header_is(5),),
    ),
    _reading(
        "a title of the width of a row, in CRLF",
        ("All leaves,,,\n" + TEXT).replace("\n", "\r\n"),
        notices=(_header_is(2),),
    ),
    _reading(
        "a reject below a title",
        "Leaves\n" + TEXT + "cay,2025-05-01,,\n",
        rejects=((6, "unknown_mvp"),),
        notices=(_header_is(2),),
    ),
    _reading("rows of empty cells on top", ",,,\n,\n\n" + TEXT),
    _reading("rows of empty cells at the end", TEXT + ",,,\n" * 3, notices=(_skipped(3),)),
    _reading(
        "rows of blanks and of other widths in the midst",
        _row_in_the_midst(" ,,\u00a0\t,\n,,,,,,,\n\n,\n  "),
        notices=(_skipped(4),),
    ),
    _reading(
        "a row with a value in an ignored column only",
        TEXT.replace("\n", ",\n").replace("reason,", "reason,number") + ",,,,7\n",
        notices=("column ignored: number", _skipped(1)),
    ),
    _reading(
        "a row of totals",
        TEXT + ",,,\nTotal,,,3\n,,3,\n",
        rejects=((6, "unknown_mvp"), (7, "missing_value")),
        notices=(_skipped(1),),
    ),
    _reading(
        "blanks before quotes",
        _row_in_the_midst('ben, "2025-09-01", ""  , "a, ""b"""'),
        rows=[*LEAVES, ("ben", "2025-09-01", None, 'a, "b"')],
    ),
    _reading(
        "blanks before quotes around two lines",
        TEXT + 'ben,2025-09-01,, "a\nb"\n',
        rows=[*LEAVES, ("ben", "2025-09-01", None, "a\nb")],
    ),
    _reading(
        "blanks after quotes",
        _row_in_the_midst('"ben" ,2025-09-01,"" ,"a" '),
        rows=[*LEAVES, ("ben", "2025-09-01", None, "a")],
    ),
    _reading(
        "a blank before a quote in the text of a cell",
        TEXT + 'ben,2025-09-01,, "why" indeed\nben,2025-10-01,," ""so"""\nben,2025-11-01,, 5"\n',
        rows=[
            *LEAVES,
            ("ben", "2025-09-01", None, ' "why" indeed'),
            ("ben", "2025-10-01", None, ' "so"'),
            ("ben", "2025-11-01", None, ' 5"'),
        ],
    ),
    _reading(
        "a blank before a quote that is not closed",
        _row_in_the_midst('ben,2025-09-01,, "why'),
        rows=[*LEAVES, ("ben", "2025-09-01", None, ' "why')],
    ),
    _reading(
        "a blank after each delimiter",
        TEXT.replace(",", ", ").replace("Café", '"Café"'),
    ),
    _reading(
        "a header in other case and with blanks",
        TEXT.replace(HEADER, ' MVP Id ,"From_On", TO on ,REASON\n'),
    ),
    _reading(
        "dates of a spreadsheet",
        TEXT + "ben,03/02/2026,,\nben,46387,,\nben,2025-09-01,1.2.26,\n",
        rejects=((5, "bad_date"), (6, "bad_date"), (7, "bad_date")),
    ),
    _reading(
        "thousands of columns",
        "".join(
            line + "," + ",".join(WIDE if number == 0 else "x" * len(WIDE)) + "\n"
            for number, line in enumerate(TEXT.splitlines())
        ),
        notices=(
            *(f"column ignored: extra_{number}" for number in range(5)),
            "4,995 more columns ignored",
        ),
    ),
    _reading(
        "two files joined, with the header again",
        TEXT + HEADER + "ben,2025-09-01,,\n",
        rows=[*LEAVES, ("ben", "2025-09-01", None, None)],
        rejects=((5, "unknown_mvp"),),
    ),
    _reading(
        "two files joined without a line end between",
        TEXT + "ben,2025-08-01,,x" + HEADER + "ben,2025-09-01,,\n",
        rows=[*LEAVES, ("ben", "2025-09-01", None, None)],
        rejects=((5, UNREADABLE),),
    ),
]
WHOLE = [
    _failing("an empty file", b"", "is empty; it needs a header row"),
    _failing("nothing but a mark", b"\xef\xbb\xbf", "is empty; it needs a header row"),
    _failing("a packed empty file", gzip.compress(b""), "is empty; it needs a header row"),
    _failing(
        "a name twice in the header",
        b"mvp_id,From On,from_on\nana,2025-05-01,2025-05-02\n",
        "column named twice: from_on",
    ),
    _failing(
        "a quote in the header that is not closed",
        b'mvp_id,"from_on" x,reason\nana,2025-05-01,\n',
        "its header row has a quote that is not closed, or text after a closing quote; double "
        "each quote inside a quoted cell, or save it as CSV UTF-8",
    ),
    _failing(
        "a packed file that is cut off",
        lambda: gzip.compress(TEXT.encode())[:-9],
        "is a compressed file that is cut off or damaged; compress it again and build again",
        name="leaves.csv.gz",
    ),
    _failing(
        "a packed file with a damaged byte",
        lambda: gzip.compress(TEXT.encode())[:-8] + b"\0" * 8,
        "is a compressed file that is cut off or damaged; compress it again and build again",
        name="leaves.csv.gz",
    ),
    _failing("nothing but empty cells", b",,,\n,,,\n", "is empty; it needs a header row"),
    _failing(
        "a column that has another name, below a title",
        _text("Leaves\n" + TEXT.replace("from_on", "From-On")),
        "required column missing: from_on; found From-On: rename it to from_on; "
        "the columns of the file are: mvp_id, From-On, to_on, reason",
    ),
    _failing(
        "the page of a sign-in saved as CSV",
        b"<!DOCTYPE html>\n<html>",
        "is a web page or XML; download the data again, signed in, as CSV",
    ),
    _failing("JSON", b'[{"mvp_id": "ana"}]', "is JSON; save the data as CSV"),
    _failing("a PDF", b"%PDF-1.7\n", "is a PDF document; export the data behind it as CSV"),
    _failing("a workbook", _zip, f"is an Excel workbook or another zip file; {AGAIN}"),
    _failing(
        "an old workbook",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
        f"is an Excel workbook in the old format; {AGAIN}",
    ),
    _failing(
        "a Parquet file named as CSV",
        b"PAR1\x15\x04",
        "is a Parquet file; rename it to end in .parquet and build again",
    ),
    _failing(
        "UTF-16 without its mark",
        _text(TABBED, "utf-16-le"),
        "its header row holds bytes that are not text; type it again, or save it as CSV UTF-8",
    ),
    _failing(
        "UTF-16 that is cut off",
        lambda: TABBED.encode("utf-16")[:-1],
        f"is text that is cut off or damaged; {AGAIN}",
    ),
    _failing("two files joined in other orders", _text(TEXT + OTHER_ORDER), SECOND),
    _failing(
        "two files joined in other orders without a line end between",
        _text(TEXT.removesuffix("\n") + OTHER_ORDER),
        SECOND.replace("5", "4"),
    ),
]
CORPUS = [*ENCODINGS, *LINES, *CELLS, *WHOLE]
