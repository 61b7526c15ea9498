"""A good folder, and ways to spoil its files at random while knowing which rows were not touched.

A file is a list of pieces: its header, then its rows, each as the bytes it is made of. Whatever is
done to it says which rows it touched; all others still stand as they were, if they stand at all.
"""

import csv
import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

# No two keys are alike enough to become each other by a few damaged bytes.
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
# Other rows of the same kinds, as they stand in a second file that is joined to the first.
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
MORE = {"mvps": MORE_MVPS, "contributions": MORE_CONTRIBUTIONS, "leaves": MORE_LEAVES}


@dataclass
class Piece:
    """A header (row is None) or a row, as bytes with its line end."""

    row: str | None
    data: bytes


@dataclass
class File:
    """A file in pieces, with the rows that were touched and whether its header was."""

    pieces: list[Piece]
    touched: set[str] = field(default_factory=set)
    is_header_touched: bool = False
    is_packed: bool = False

    def data(self) -> bytes:
        """The bytes of the whole file."""
        data = b"".join(piece.data for piece in self.pieces)
        return gzip.compress(data, mtime=0) if self.is_packed else data

    def touch(self, piece: Piece) -> None:
        """Note that `piece` is not what it was."""
        if piece.row is None:
            self.is_header_touched = True
        else:
            self.touched.add(piece.row)


def rows_of(text: str) -> list[str]:
    """The header and the rows of a text, each with its line end; a quoted one may hold more."""
    rows = [""]
    for line in text.splitlines(keepends=True):
        if rows[-1].count('"') % 2 == 0:
            rows.append("")
        rows[-1] += line
    return rows[1:]


def good_file(text: str) -> File:
    """`text` as UTF-8 in pieces; a row is known by its first cell."""
    header, *rows = rows_of(text)
    known = [Piece(row.split(",")[0], row.encode()) for row in rows]
    return File([Piece(None, header.encode()), *known])


def _any(file: File, random: Random) -> Piece:
    return random.choice([piece for piece in file.pieces if piece.data])


def spoil(file: File, random: Random) -> None:
    """Do one to three of `SPOILS` to `file`, as long as something is left of it."""
    for what in random.choices(SPOILS, k=random.choice([1, 1, 1, 2, 2, 3])):
        if any(piece.data for piece in file.pieces):
            what(file, random)


def flip_bytes(file: File, random: Random) -> None:
    """Other bytes in place of one to three."""
    for _ in range(random.randint(1, 3)):
        piece = _any(file, random)
        place = random.randrange(len(piece.data))
        byte = random.choice([random.randrange(256), *b'\0",;\r\n\t\\\xff'])
        piece.data = piece.data[:place] + bytes([byte]) + piece.data[place + 1 :]
        file.touch(piece)


def insert_bytes(file: File, random: Random) -> None:
    """One to three bytes more."""
    piece = _any(file, random)
    place = random.randrange(len(piece.data))
    more = bytes(random.choice(b'\0",;\r\n\t\xffa') for _ in range(random.randint(1, 3)))
    piece.data = piece.data[:place] + more + piece.data[place:]
    file.touch(piece)


def cut(file: File, random: Random) -> None:
    """The end of the file is missing, from the middle of a row on."""
    at = random.randrange(len(file.pieces))
    for piece in file.pieces[at:]:
        file.touch(piece)
    file.pieces[at].data = file.pieces[at].data[: random.randrange(len(file.pieces[at].data) + 1)]
    del file.pieces[at + 1 :]


def cut_out(file: File, random: Random) -> None:
    """A stretch within a row is missing."""
    piece = _any(file, random)
    start = random.randrange(len(piece.data))
    piece.data = piece.data[:start] + piece.data[random.randint(start + 1, len(piece.data)) :]
    file.touch(piece)


def delete_line(file: File, random: Random) -> None:
    """A row, or the header, is missing."""
    file.touch(piece := _any(file, random))
    file.pieces.remove(piece)


def repeat_lines(file: File, random: Random) -> None:
    """Rows stand again elsewhere, as they are."""
    for _ in range(random.randint(1, 3)):
        piece = _any(file, random)
        file.pieces.insert(random.randint(1, len(file.pieces)), Piece(piece.row, piece.data))


def shuffle_lines(file: File, random: Random) -> None:
    """The rows stand in another order."""
    header, *rows = file.pieces
    file.pieces = [header, *random.sample(rows, len(rows))]


def join(file: File, random: Random) -> None:
    """Another file stands behind this one: of any kind, in any order; perhaps on its last line."""
    other = good_file(random.choice([*FILES.values(), *MORE.values()]))
    if random.random() < 0.5:
        swap_columns(other, random)
    if random.random() < 0.5:
        file.touch(file.pieces[-1])
        file.pieces[-1].data = file.pieces[-1].data.rstrip(b"\r\n")
    file.pieces.extend(other.pieces)


def swap_columns(file: File, random: Random) -> None:
    """The columns stand in another order, in the header and in each row that can be read."""
    width = len(_cells(file.pieces[0]))
    order = random.sample(range(width), width)
    for piece in file.pieces:
        cells = _cells(piece)
        if len(cells) != width:
            file.touch(piece)
            continue
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerow([cells[place] for place in order])
        piece.data = text.getvalue().encode()


def _cells(piece: Piece) -> list[str]:
    text = piece.data.decode(errors="replace")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    return rows[0] if len(rows) == 1 and "\ufffd" not in text else []


def swap_cells(file: File, random: Random) -> None:
    """Two cells of a row have changed places."""
    piece = _any(file, random)
    cells = piece.data.split(b",")
    one, two = random.randrange(len(cells)), random.randrange(len(cells))
    cells[one], cells[two] = cells[two], cells[one]
    piece.data = b",".join(cells)
    file.touch(piece)


def drop_cell(file: File, random: Random) -> None:
    """A cell of a row is missing, or there is one more."""
    piece = _any(file, random)
    cells = piece.data.split(b",")
    place = random.randrange(len(cells))
    cells[place : place + random.randint(0, 1)] = [b""] * random.randint(0, 1)
    piece.data = b",".join(cells)
    file.touch(piece)


def encode(file: File, random: Random) -> None:
    """All of it in another encoding; rows that this encoding cannot write are touched."""
    name, mark = random.choice(ENCODINGS)
    for piece in file.pieces:
        try:
            piece.data = piece.data.decode().encode(name)
        except UnicodeError:
            piece.data = piece.data.decode(errors="replace").encode(name, "replace")
            file.touch(piece)
    if file.pieces:
        file.pieces[0].data = mark + file.pieces[0].data


def encode_line(file: File, random: Random) -> None:
    """One row in another encoding."""
    piece = _any(file, random)
    piece.data = piece.data.decode(errors="replace").encode("cp1252", "replace")
    file.touch(piece)


def end_lines(file: File, random: Random) -> None:
    """Other line ends, within cells too."""
    end = random.choice([b"\r\n", b"\r"])
    for piece in file.pieces:
        if b"\n" in piece.data[:-1]:
            file.touch(piece)
        piece.data = piece.data.replace(b"\n", end)


def end_in_commas(file: File, random: Random) -> None:
    """A comma more at the end of each line, or of each row; not within cells."""
    for piece in file.pieces[random.randint(0, 1) :]:
        if piece.data.count(b"\n") == 1:
            piece.data = piece.data.replace(b"\n", b",\n")


def pack(file: File, random: Random) -> None:
    """The file is packed."""
    file.is_packed = True


Spoil = Callable[[File, Random], None]
SPOILS: list[Spoil] = [
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
    pack,
]
