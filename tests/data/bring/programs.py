"""Small folders with raw files, as somebody brings them."""

from datetime import date
from pathlib import Path

from data.bring.mapping_model import EditableCell, EditableMapping
from data.settings.files import load
from data.sources.connect.connect import connect

AS_OF = date(2026, 11, 20)
PEOPLE = """\
Name,E-mail,MVP since,Time zone
"Lopes, Ana",ana@example.org,2024-03-01,Europe/Lisbon
"Braun, Ben",ben@example.org,2025-07-01,Europe/Berlin
"""
FORM = """\
Timestamp,E-mail,What did you do?,When,Title,Status
3/20/2026 10:00:00,ana@example.org,Wrote a blog post,3/4/2026,On paging,approved
3/22/2026 11:30:00,ben@example.org,Gave a talk at a meetup,3/5/2026,Light themes,approved
3/23/2026 11:30:00,ben@example.org,Beta tester,3/6/2026,Testing,approved
3/24/2026 11:30:00,ben@example.org,Beta tester,7/7/2026,Testing more,rejected
3/25/2026 11:30:00,ana@example.org,Sang a song,8/8/2026,La la,approved
3/26/2026 11:30:00,ana@example.org,Wrote a blog post,not yet,Draft,approved
"""


def folder_with(folder: Path, files: dict[str, str]) -> Path:
    """A folder with files at these places."""
    for place, text in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def connected(folder: Path, files: dict[str, str]) -> Path:
    """A folder with raw files that are connected."""
    folder_with(folder, files)
    assert all(found.is_read for found in connect(folder / "raw", folder, None, load(), AS_OF))
    return folder


def cell(mapping: EditableMapping, input_name: str, column: str, number: int = 0) -> EditableCell:
    """A cell of a mapping."""
    (section,) = (s for s in mapping.sections if (s.input, s.number) == (input_name, number))
    (found,) = (cell for cell in section.cells if cell.column == column)
    return found
