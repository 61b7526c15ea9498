"""Which raw files a folder has, and what is in archives."""

import gzip
import zipfile
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest

from data.errors import ProgramError
from data.sources.formats import archives
from data.sources.formats.files import RawFile, files_at, raw_file, raw_files
from data.sources.formats.read import header_of
from tests.data.sources.raw_folder import refusal, table_of, written
from tests.data.sources.test_raw_workbook import workbook

ROWS = "id,who\n1,Ana\n"
GZIPPED = gzip.compress(ROWS.encode())
DAMAGED_WORKBOOK = "is a workbook that is cut off or damaged ("


def zipped(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def places(files: list[RawFile]) -> list[str]:
    return [file.place.removeprefix("raw/") for file in files]


def test_files_are_listed_in_the_natural_order_of_their_paths(tmp_path):
    names = [
        *("page-10.json", "page-2.json", "Page-1.json", "b/1.csv", "10/x.csv", "9/x.csv"),
        *("export (1).csv", "export.csv", "export-2026-11-20.csv", "export-2026-09-01.csv"),
    ]
    files = raw_files(written(tmp_path, dict.fromkeys(names, ROWS)))
    assert [place.removeprefix("forum/") for place in places(files)] == [
        *("9/x.csv", "10/x.csv", "b/1.csv", "export.csv", "export (1).csv"),
        *("export-2026-09-01.csv", "export-2026-11-20.csv"),
        *("Page-1.json", "page-2.json", "page-10.json"),
    ]


def test_the_source_is_the_folder_below_raw(tmp_path):
    written(tmp_path, {"a/b/x.csv": ROWS}, source="forum")
    written(tmp_path, {"y.csv": ROWS}, source=".")
    found = {file.place: file.source for file in raw_files(tmp_path)}
    assert found == {"raw/forum/a/b/x.csv": "forum", "raw/y.csv": None}


def test_a_folder_without_raw_has_no_raw_files(tmp_path):
    assert raw_files(tmp_path) == []


def test_names_that_mark_unfinished_files_are_left_out(tmp_path):
    names = [".x.csv", "_x.csv", "~$x.xlsx", "_part/x.csv", "~tmp/x.csv", ".git/x.csv", "x.csv"]
    assert places(raw_files(written(tmp_path, dict.fromkeys(names, ROWS)))) == ["forum/x.csv"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ROWS, "csv"),
        ("\ufeff" + ROWS, "csv"),
        (ROWS.encode("utf-16"), "csv"),
        ("[id],[who]\n1,2\n", "csv"),
        (' [ {"id": 1}]', "json"),
        ('{"id": 1}', "json"),
        ("begin:vcalendar\nend:vcalendar\n", "calendar"),
        ("<?xml version='1.0'?><!-- x --><rss><channel/></rss>", "feed"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><feed xmlns="http://www.w3.org/2005/Atom"/>', "feed"),
        ("<rdf:RDF xmlns:rdf='x'></rdf:RDF>", "feed"),
        ("<?xml version='1.0' encoding='utf-16'?><rss/>".encode("utf-16"), "feed"),
    ],
)
def test_a_file_is_recognized_by_its_content(tmp_path, content, kind):
    (file,) = raw_files(written(tmp_path, {"download": content}))
    assert (file.format, file.fault) == (kind, None)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF document; export the data behind it as CSV"),
        (b"\x89PNG\r\n", "is an image; export the data behind it as CSV"),
        (b"7z\xbc\xaf\x27\x1c", "is an archive; unpack it and put the files themselves here"),
        (b"x" * 257 + b"ustar", "is an archive; unpack it and put the files themselves here"),
        (b"BEGIN:VCARD\nEND:VCARD\n", "is a list of contacts; save it as CSV UTF-8"),
        (b"a\0b\0c\0", "holds bytes that are not text; save it as CSV UTF-8"),
        (zipped({"word/document.xml": "x"}), "is a document and not a table; save it as CSV UTF-8"),
        (zipped({"xl/workbook.bin": "x"}), "is a workbook in a binary format; save it as .xlsx"),
        (
            b"\xd0\xcf\x11\xe0" + bytes(100),
            "is a workbook that cannot be read (",
        ),
        (
            b"\xd0\xcf\x11\xe0" + bytes(2_000) + "EncryptedPackage".encode("utf-16-le"),
            "is a workbook with a password; save it without one, or its sheets as CSV UTF-8",
        ),
        (zipped({}), "is an archive without any file to read"),
        (zipped({"__MACOSX/._a.csv": "x"}), "is an archive without any file to read"),
        (zipped({"a.csv": ROWS})[:-9], "is a compressed file that is cut off or damaged; "),
        (GZIPPED[:15], "is a compressed file that is cut off or damaged; "),
    ],
    ids=count(),
)
def test_a_file_of_another_kind_is_one_line(tmp_path, content, why):
    assert refusal(tmp_path, "download", content).startswith(why)


def test_the_members_of_an_archive_are_files_with_its_source(tmp_path):
    data = zipped(
        {
            "b/posts-10.csv": ROWS,
            "b/posts-9.csv": ROWS.replace("Ana", "Ben"),
            "users.json": '[{"id": 1, "who": "Cia"}]',
            "__MACOSX/b/._posts.csv": "junk",
            ".DS_Store": "junk",
            "b/": "",
        }
    )
    files = raw_files(written(tmp_path, {"export.zip": data}))
    assert places(files) == [
        f"forum/export.zip/{name}" for name in ("b/posts-9.csv", "b/posts-10.csv", "users.json")
    ]
    assert [table_of(file).cells("who") for file in files] == [[("Ben",)], [("Ana",)], [("Cia",)]]
    assert {file.source for file in files} == {"forum"}


def test_a_compressed_file_of_each_format_is_read(tmp_path):
    files = {
        "a.csv.gz": ROWS,
        "b.json.gz": '[{"id": 1, "who": "Ana"}]',
        "c.ics.gz": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nORGANIZER;CN=Ana:x\nEND:VEVENT\nEND:VCALENDAR",
        "d.xml.gz": "<rss version='2.0'><channel><item><author>Ana</author></item></channel></rss>",
    }
    packed = {name: gzip.compress(text.encode()) for name, text in files.items()}
    found = raw_files(written(tmp_path, packed))
    assert places(found) == [f"forum/{name}" for name in files]
    columns = ["who", "who", "name", "author"]
    read = [table_of(file).cells(name) for file, name in zip(found, columns, strict=True)]
    assert read == [[("Ana",)]] * 4


def test_a_workbook_in_an_archive_has_its_sheets(tmp_path):
    data = zipped({"list.xlsx": workbook({"S": {"A1": ["id", "who"], "A2": [1, "Ana"]}})})
    (file,) = raw_files(written(tmp_path, {"a.zip": data}))
    assert file.place == "raw/forum/a.zip/list.xlsx, sheet S"
    assert table_of(file).cells() == [("1", "Ana")]


def test_the_name_of_a_member_is_only_a_label(tmp_path):
    names = ["../../up.csv", "/etc/root.csv", "C:\\dir\\win.csv", "bad\nline\x1b.csv"]
    files = raw_files(written(tmp_path / "in", {"a.zip": zipped(dict.fromkeys(names, ROWS))}))
    assert sorted(places(files)) == [
        f"forum/a.zip/{name}" for name in ("bad?line?.csv", "dir/win.csv", "etc/root.csv", "up.csv")
    ]
    assert all(table_of(file).found.count == 1 for file in files)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "forum", "in", "raw"]


def test_two_members_with_one_name_are_two_files(tmp_path):
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.csv", ROWS)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.csv", ROWS.replace("Ana", "Ben"))
    files = raw_files(written(tmp_path, {"x.zip": data.getvalue()}))
    assert places(files) == ["forum/x.zip/a.csv", "forum/x.zip/a.csv (2)"]
    assert [table_of(file).cells("who") for file in files] == [[("Ana",)], [("Ben",)]]


def test_one_file_is_found_by_its_place_and_files_at_other_paths_stay_closed(tmp_path, monkeypatch):
    from tests.data.sources.test_raw_workbook import workbook

    folder = written(
        tmp_path,
        {
            "a": ROWS,
            "a.zip": zipped({"b.csv": ROWS, "c.csv": ROWS}),
            "list.xlsx": workbook({"S": {"A1": ["id"]}, "T": {"A1": ["id"]}}),
            "~list.csv": ROWS,
        },
    )
    files = raw_files(folder)
    assert len(files) == 5
    assert [raw_file(folder, file.place) for file in files] == files
    for place in ("raw/forum/a.zip", "raw/forum/a.zip/d.csv", "raw/forum/~list.csv", "", "raw"):
        assert raw_file(folder, place) is None
    opened = []

    def opening(path: Path, folder: Path) -> list[RawFile]:
        opened.append(path.name)
        return files_at(path, folder)

    monkeypatch.setattr("data.sources.formats.files.files_at", opening)
    assert raw_file(folder, "raw/forum/list.xlsx, sheet T") == files[-1]
    assert opened == ["list.xlsx"]


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("inner.zip", zipped({"a.csv": ROWS})),
        ("a.csv.gz", GZIPPED),
        ("disguised.csv", zipped({"a.csv": ROWS})),
    ],
    ids=["a ZIP", "gzip", "a ZIP with another name"],
)
def test_an_archive_in_an_archive_is_refused_and_the_rest_is_read(tmp_path, member, content):
    data = zipped({member: content, "z.csv": ROWS})
    refused, file = raw_files(written(tmp_path, {"a.zip": data}))
    assert refused.fault == "is an archive in an archive; unpack the outer one"
    assert refused.place == f"raw/forum/a.zip/{member}"
    assert table_of(file).found.count == 1


def test_a_compressed_archive_is_refused(tmp_path):
    data = gzip.compress(zipped({"a.csv": ROWS}))
    assert refusal(tmp_path, "a.zip.gz", data).startswith("is an archive in an archive")


def test_names_of_many_digits_are_in_their_natural_order(tmp_path):
    digits = "9" * 5_000
    data = zipped({f"{digits}.csv": ROWS, f"1{digits}.csv": ROWS, "007.csv": ROWS, "7x.csv": ROWS})
    files = raw_files(written(tmp_path, {"a.zip": data}))
    assert [len(place) - len("forum/a.zip/.csv") for place in places(files)] == [3, 2, 5000, 5001]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_of_every_kind_of_packing_is_one_line(tmp_path, method):
    data = bytearray(zipped({"a.csv": ROWS * 100}, method))
    start = data.index(b"a.csv") + 5
    data[start + 4 : start + 60] = bytes(56)
    (file,) = raw_files(written(tmp_path, {"a.zip": bytes(data)}))
    assert file.fault.startswith("is a compressed file that is cut off or damaged; ")


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_sheet_that_is_damaged_is_one_line_for_every_kind_of_packing(tmp_path, method):
    data = BytesIO(workbook({"S": {f"A{n}": [str(n), "Ana"] for n in range(1, 100)}}))
    with zipfile.ZipFile(data, "a") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
        parts.writestr("xl/worksheets/sheet2.xml", sheet, method)
    made = bytearray(data.getvalue())
    start = made.index(b"sheet2.xml") + 10
    made[start + 4 : start + 60] = bytes(56)
    assert refusal(tmp_path, "a.xlsx", bytes(made)).startswith(DAMAGED_WORKBOOK)


def test_a_part_of_a_workbook_whose_name_is_no_text_is_one_line(tmp_path):
    data = BytesIO(workbook({"S": {"A1": ["id", "who"], "A2": ["1", "Ana"]}}))
    with zipfile.ZipFile(data, "a") as parts:
        parts.writestr("docProps/é.xml", "x")
    broken = data.getvalue().replace("é".encode(), b"\xff\xfe", 1)  # not in the list of its parts
    assert refusal(tmp_path, "a.xlsx", broken).startswith(DAMAGED_WORKBOOK)


def test_a_member_whose_name_is_no_text_is_one_line(tmp_path):
    data = bytearray(zipped({"é.csv": ROWS}))
    broken = bytes(data).replace("é".encode(), b"\xff\xfe")
    (file,) = raw_files(written(tmp_path, {"a.zip": broken}))
    assert file.fault.startswith("is a compressed file that is cut off or damaged; ")


def test_a_member_with_a_password_is_refused(tmp_path):
    data = bytearray(zipped({"a.csv": ROWS}))
    for signature, position in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + position] |= 1
    assert refusal(tmp_path, "a.zip", bytes(data)).startswith("is in an archive with a password; ")


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zipped({"a.csv": data})])
def test_what_unpacks_to_very_much_is_refused_and_leaves_nothing(tmp_path, monkeypatch, pack):
    monkeypatch.setattr(archives, "_SMALL", 1 << 20)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    data = pack(b"id,who\n" + b"1,Ana\n" * 500_000)
    assert refusal(tmp_path / "in", "a.packed", data).startswith("unpacks to more than 2 GB, or ")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_size_that_an_archive_states_wrongly_is_not_believed(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 1_000)
    data = bytearray(zipped({"a.csv": ROWS + "1,Ana\n" * 1_000}, zipfile.ZIP_STORED))
    place = data.index(b"PK\x01\x02")
    data[place + 24 : place + 28] = (9).to_bytes(4, "little")
    (file,) = raw_files(written(tmp_path, {"a.zip": bytes(data)}))
    with pytest.raises(ProgramError, match=r"^raw/forum/a.zip/a.csv: is a compressed file that is"):
        table_of(file)


def test_an_archive_of_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    data = zipped({f"{number}.csv": ROWS for number in range(3)})
    assert refusal(tmp_path, "a.zip", data) == "is an archive of more than 2 files; split it"


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "secret.csv").write_text(ROWS)
    folder = written(tmp_path / "in", {"b.csv": ROWS})
    (folder / "raw" / "forum" / "a.csv").symlink_to(tmp_path / "secret.csv")
    link, file = raw_files(folder)
    assert link.fault.startswith("is a link to a place outside ")
    with pytest.raises(ProgramError, match=r"^raw/forum/a.csv: is a link to a place outside "):
        header_of(link)
    assert table_of(file).found.count == 1
