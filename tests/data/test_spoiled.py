"""A good folder spoiled at random: never a traceback, never a sum that is off or a row changed."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

from data.errors import ProgramError
from data.inputs.csv_records import CsvFile
from data.inputs.intake import Intake

from .corrupt_files import FILES, MORE, File, good_file, spoil
from .intake_tables import Tables

TRIES = 500
AS_OF = date(2025, 12, 31)
Rows = dict[str, dict[str, object]]  # of a table, by their first cell


def table(tables: Tables, name: str) -> Rows:
    """The rows of an input as they stand."""
    source = "typed_contributions" if name == "contributions" else name
    columns = FILES[name].split("\n", 1)[0].split(",")
    found = tables.rows(f"select {', '.join(columns)} from {source}")
    return {row[0]: dict(zip(columns, row, strict=True)) for row in found}


def same_columns(path: Path, name: str, file: File) -> list[str]:
    """The columns in which untouched rows have to be the same: those that the header still names.

    A name that has moved in a header that was touched speaks of other cells.
    """
    columns = FILES[name].split("\n", 1)[0].split(",")
    if not file.is_header_touched:
        return columns
    now = CsvFile(path).header
    return [column for column, there in zip(columns, now, strict=False) if column == there]


def check_sums(intake: Intake, tables: Tables) -> None:
    """Every row read is good, rejected or collapsed, and the good ones stand."""
    rejected = Counter(reject.file for reject in intake.rejects)
    for report in intake.files:
        assert report.rows_read == report.good + report.rejected + report.collapsed
        assert report.rejected == rejected[report.file]
        stands = len(tables.rows(f"select 1 from {source_of(report.input)}"))
        assert stands == report.good - report.replaced


def source_of(name: str) -> str:
    """The table that the good rows of an input end in."""
    return "typed_contributions" if name == "contributions" else name


def check_lines(intake: Intake, folder: Path) -> None:
    """Each rejected row stands in its file at the line that is told."""
    texts = {}
    for report in intake.files:
        data = (folder / report.file).read_bytes()
        if report.encoding == "UTF-8" and not data.startswith(b"\x1f\x8b"):
            text = data.decode("utf-8-sig", "replace").replace("\0", "\ufffd")
            texts[report.file] = re.split("\r\n|\r|\n", text)
    for reject in intake.rejects:
        if reject.file in texts:
            assert re.split("\r\n|\r|\n", reject.row)[0] == texts[reject.file][reject.line - 1]


def reason_of(message: str, folder: Path) -> str:
    """Why intake refused the folder, without numbers; the message is one line and names a path."""
    assert message.startswith(str(folder))
    assert "\n" not in message
    return re.sub(r"\d+", "N", message.split(": ", 1)[1].split(";")[0])


def tried(seed: int, folder: Path, tables: Tables, good: dict[str, Rows]) -> tuple[str, int, int]:
    """Spoil and take in once: how it ended, and how many untouched rows stand and do not."""
    random = Random(seed)
    files = {name: good_file(text) for name, text in FILES.items()}
    for name in random.sample(list(files), random.choice([1, 1, 2, 3])):
        spoil(files[name], random)
    folder.mkdir()
    paths = {name: folder / f"{name}.csv{'.gz' * file.is_packed}" for name, file in files.items()}
    for name, path in paths.items():
        path.write_bytes(files[name].data())
    try:
        intake = tables.take_in(folder, AS_OF)
    except ProgramError as error:
        return reason_of(str(error), folder), 0, 0
    check_sums(intake, tables)
    check_lines(intake, folder)
    kept = lost = 0
    for name, path in paths.items():
        stand, columns = table(tables, name), same_columns(path, name, files[name])
        rows = {piece.row for piece in files[name].pieces}
        for key in (good[name].keys() & rows) - files[name].touched:
            kept += key in stand
            lost += key not in stand
            if key in stand:
                assert [stand[key][c] for c in columns] == [good[name][key][c] for c in columns]
    return ("rows and rejects" if intake.rejects else "rows alone"), kept, lost


def test_a_folder_spoiled_at_random_never_ends_in_a_traceback_or_a_changed_row(
    tmp_path, record_property
):
    tables = Tables()
    (tmp_path / "good").mkdir()
    for name, text in FILES.items():
        for part, rows in {name: text, f"{name}-more": MORE[name]}.items():
            (tmp_path / "good" / f"{part}.csv").write_text(rows, encoding="utf-8", newline="")
    assert tables.take_in(tmp_path / "good", AS_OF).rejects == []
    good = {name: table(tables, name) for name in FILES}
    assert [len(rows) for rows in good.values()] == [5 + 2, 10 + 2, 3 + 2]

    ends, kept, lost = Counter(), 0, 0
    for seed in range(TRIES):
        try:
            end, standing, missing = tried(seed, tmp_path / str(seed), tables, good)
        except Exception as error:
            error.add_note(f"try {seed}: {tmp_path / str(seed)}")
            raise
        ends[end] += 1
        kept += standing
        lost += missing
    assert ends.total() == TRIES
    assert min(ends["rows and rejects"], ends["rows alone"]) > 0
    said = "\n  ".join(f"{count:4} {end}" for end, count in ends.most_common())
    record_property(
        "figures",
        f"{TRIES} tries, {kept:,} untouched rows stand unchanged, {lost:,} did not come in, "
        f"0 changed\n  {said}",
    )
