"""Intact input files, and ways to corrupt them at random that note which rows they change.

A file is a list of pieces: its header, then its rows, each as bytes. A row that is not noted as
changed must be read as it was, if it is read at all.
"""

import csv
import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

# The keys differ so much that a few damaged bytes cannot turn one into another.
MVPS = """\
mvp_id,name,email,entered_on,team,timezone,left_reason
amaryllis,Amélie Dupont,amelie@example.org,2020-02-03,Brasil,America/Sao_Paulo,
bellflower,"Ben ""Bo"" O'Neil",ben@example.org,2021-11-30,India,,
cornflower,Çelik,celik@example.org,2022-06-15,,Europe/Istanbul,
delphinium,"Díaz, Eva",eva@example.org,2024-01-01,Brasil,UTC,"first line
second line"
edelweiss,Zoë,zoe@example.org,2023-09-09,India,,"moved, he said"
"""
CONTRIBUTIONS = """\
contribution_id,mvp_id,track,kind,occurred_at,title,url,accepted
00-oak,amaryllis,forum,answer,2025-01-31,Une réponse,https://example.org/oak,true
11-fir,amaryllis,forge,component,2025-02-28T10:15:00Z,"Grid, sortable",https://example.org/fir,
22-elm,bellflower,content,article,2025-03-05T23:30+02:00,"Why ""now""?",https://example.org/elm,no
33-ash,bellflower,forum,answer,2025-03-06,"Two
lines",,yes
44-yew,cornflower,meetup,spoke,2025-04-01,Konuşma,https://example.org/yew,
55-nut,cornflower,forum,moderation,2025-04-02,,,0
66-fig,delphinium,forge,release,2025-05-17T08:00,"1, 2, 3",,
77-box,edelweiss,forum,answer,2025-06-30,Ça va?,https://example.org/box,1
88-bay,edelweiss,content,video,2025-07-14,Where's the “end”?,https://example.org/bay,
99-gum,amaryllis,meetup,organized,2025-08-20,Café,https://example.org/gum,
"""
LEAVES = """\
mvp_id,from_on,to_on,reason
amaryllis,2025-02-01,2025-02-14,Vacances d'été
bellflower,2024-12-20,,"rest, and more rest"
edelweiss,2025-09-01,2025-09-30,
"""
ENCODINGS = [
    ("cp1252", b""),
    ("utf-16-le", b"\xff\xfe"),
    ("utf-16-be", b"\xfe\xff"),
    ("utf-8", b"\xef\xbb\xbf"),
    ("utf-16-le", b""),
]
FILES = {"mvps": MVPS, "contributions": CONTRIBUTIONS, "leaves": LEAVES}
# More rows of the same inputs, for files that are joined to the first ones.
MORE_MVPS = """\
mvp_id,name,email,entered_on,team,timezone,left_reason
foxglove,Fox Mulder,fox@example.org,2025-01-01,Brasil,,
gladiolus,Gül,gul@example.org,2025-02-02,India,UTC,to rest
"""
MORE_CONTRIBUTIONS = """\
contribution_id,mvp_id,track,kind,occurred_at,title,url,accepted
aa-bush,amaryllis,forum,answer,2025-09-01,A bush,the-bush,true
bb-reed,edelweiss,content,howto,2025-09-02,Über Schilf,the-reed,
"""
MORE_LEAVES = """\
mvp_id,from_on,to_on,reason
cornflower,2025-03-01,2025-03-31,été
delphinium,2025-04-01,2025-04-30,
"""
MORE_FILES = {"mvps": MORE_MVPS, "contributions": MORE_CONTRIBUTIONS, "leaves": MORE_LEAVES}


@dataclass
class Piece:
    """A header or a row, as bytes with its line end. `row` is its first cell, None for a header."""

    row: str | None
    data: bytes


@dataclass
class File:
    """A file in pieces, which of its rows were changed, and whether its header was."""

    pieces: list[Piece]
    changed: set[str] = field(default_factory=set)
    is_header_changed: bool = False
    is_gzip: bool = False

    def data(self) -> bytes:
        """The bytes of the whole file."""
        data = b"".join(piece.data for piece in self.pieces)
        return gzip.compress(data, mtime=0) if self.is_gzip else data

    def note_change(self, piece: Piece) -> None:
        """Note that `piece` is no longer intact."""
        if piece.row is None:
            self.is_header_changed = True
        else:
            self.changed.add(piece.row)


def rows_of(text: str) -> list[str]:
    """The header and the rows of a text, each with its line ends: quoted cells may have several."""
    rows = [""]
    for line in text.splitlines(keepends=True):
        if rows[-1].count('"') % 2 == 0:
            rows.append("")
        rows[-1] += line
    return rows[1:]


def intact_file(text: str) -> File:
    """`text` as UTF-8, in pieces."""
    header, *rows = rows_of(text)
    pieces = [Piece(row.split(",")[0], row.encode()) for row in rows]
    return File([Piece(None, header.encode()), *pieces])


def _any_piece(file: File, random: Random) -> Piece:
    return random.choice([piece for piece in file.pieces if piece.data])


def corrupt(file: File, random: Random) -> None:
    """Apply one to three of `CORRUPTIONS` to `file`, as long as something is left of it."""
    for corruption in random.choices(CORRUPTIONS, k=random.choice([1, 1, 1, 2, 2, 3])):
        if any(piece.data for piece in file.pieces):
            corruption(file, random)


def flip_bytes(file: File, random: Random) -> None:
    """Replace one to three bytes."""
    for _ in range(random.randint(1, 3)):
        piece = _any_piece(file, random)
        position = random.randrange(len(piece.data))
        byte = random.choice([random.randrange(256), *b'\0",;\r\n\t\\\xff'])
        piece.data = piece.data[:position] + bytes([byte]) + piece.data[position + 1 :]
        file.note_change(piece)


def insert_bytes(file: File, random: Random) -> None:
    """Insert one to three bytes."""
    piece = _any_piece(file, random)
    position = random.randrange(len(piece.data))
    more = bytes(random.choice(b'\0",;\r\n\t\xffa') for _ in range(random.randint(1, 3)))
    piece.data = piece.data[:position] + more + piece.data[position:]
    file.note_change(piece)


def cut(file: File, random: Random) -> None:
    """Cut the file off in the middle of a row."""
    at = random.randrange(len(file.pieces))
    for piece in file.pieces[at:]:
        file.note_change(piece)
    file.pieces[at].data = file.pieces[at].data[: random.randrange(len(file.pieces[at].data) + 1)]
    del file.pieces[at + 1 :]


def cut_out(file: File, random: Random) -> None:
    """Remove some bytes of a row."""
    piece = _any_piece(file, random)
    start = random.randrange(len(piece.data))
    piece.data = piece.data[:start] + piece.data[random.randint(start + 1, len(piece.data)) :]
    file.note_change(piece)


def delete_line(file: File, random: Random) -> None:
    """Remove a row or the header."""
    file.note_change(piece := _any_piece(file, random))
    file.pieces.remove(piece)


def repeat_lines(file: File, random: Random) -> None:
    """Repeat rows in other positions."""
    for _ in range(random.randint(1, 3)):
        piece = _any_piece(file, random)
        file.pieces.insert(random.randint(1, len(file.pieces)), Piece(piece.row, piece.data))


def shuffle_lines(file: File, random: Random) -> None:
    """Put the rows in another order."""
    header, *rows = file.pieces
    file.pieces = [header, *random.sample(rows, len(rows))]


def join(file: File, random: Random) -> None:
    """Append another file, of any input and with any order of columns; perhaps on the last line."""
    other = intact_file(random.choice([*FILES.values(), *MORE_FILES.values()]))
    if random.random() < 0.5:
        swap_columns(other, random)
    if random.random() < 0.5:
        file.note_change(file.pieces[-1])
        file.pieces[-1].data = file.pieces[-1].data.rstrip(b"\r\n")
    file.pieces.extend(other.pieces)


def swap_columns(file: File, random: Random) -> None:
    """Put the columns in another order, in the header and in each row that can be read."""
    width = len(_cells(file.pieces[0]))
    order = random.sample(range(width), width)
    for piece in file.pieces:
        cells = _cells(piece)
        if len(cells) != width:
            file.note_change(piece)
            continue
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerow([cells[position] for position in order])
        piece.data = text.getvalue().encode()


def _cells(piece: Piece) -> list[str]:
    text = piece.data.decode(errors="replace")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    return rows[0] if len(rows) == 1 and "\ufffd" not in text else []


def swap_cells(file: File, random: Random) -> None:
    """Swap two cells of a row."""
    piece = _any_piece(file, random)
    cells = piece.data.split(b",")
    one, two = random.randrange(len(cells)), random.randrange(len(cells))
    cells[one], cells[two] = cells[two], cells[one]
    piece.data = b",".join(cells)
    file.note_change(piece)


def drop_cell(file: File, random: Random) -> None:
    """Remove a cell of a row, empty it or add one."""
    piece = _any_piece(file, random)
    cells = piece.data.split(b",")
    position = random.randrange(len(cells))
    cells[position : position + random.randint(0, 1)] = [b""] * random.randint(0, 1)
    piece.data = b",".join(cells)
    file.note_change(piece)


def encode(file: File, random: Random) -> None:
    """Encode the whole file differently; rows that the encoding cannot write are changed."""
    name, mark = random.choice(ENCODINGS)
    for piece in file.pieces:
        try:
            piece.data = piece.data.decode().encode(name)
        except UnicodeError:
            piece.data = piece.data.decode(errors="replace").encode(name, "replace")
            file.note_change(piece)
    if file.pieces:
        file.pieces[0].data = mark + file.pieces[0].data


def encode_line(file: File, random: Random) -> None:
    """Encode one row differently."""
    piece = _any_piece(file, random)
    piece.data = piece.data.decode(errors="replace").encode("cp1252", "replace")
    file.note_change(piece)


def end_lines(file: File, random: Random) -> None:
    """Use other line ends, within cells too."""
    end = random.choice([b"\r\n", b"\r"])
    for piece in file.pieces:
        if b"\n" in piece.data[:-1]:
            file.note_change(piece)
        piece.data = piece.data.replace(b"\n", end)


def end_in_commas(file: File, random: Random) -> None:
    """Add a comma to the end of each line, or of each row, if it has no line end in a cell."""
    for piece in file.pieces[random.randint(0, 1) :]:
        if piece.data.count(b"\n") == 1:
            piece.data = piece.data.replace(b"\n", b",\n")


def compress(file: File, random: Random) -> None:
    """Compress the file."""
    file.is_gzip = True


Corruption = Callable[[File, Random], None]
CORRUPTIONS: list[Corruption] = [
    flip_bytes,
    flip_bytes,
    flip_bytes,
    insert_bytes,
    cut,
    cut_out,
    delete_line,
    repeat_lines,
    shuffle_lines,
    join,
    join,
    swap_columns,
    swap_cells,
    drop_cell,
    encode,
    encode,
    encode_line,
    end_lines,
    end_in_commas,
    compress,
]
