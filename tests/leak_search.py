"""Everything that is sent to a viewer, as texts, and who of a program is named in it."""

import csv
import html
import json
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pyarrow as pa
from google.protobuf.message import Message


def sent_texts(message: Message) -> Iterator[str]:
    """Every text in a message to the browser: cells of tables and parts of charts among them."""
    for field, value in message.ListFields():
        if isinstance(value, Message):
            yield from sent_texts(value)
        elif field.message_type is not None and field.message_type.GetOptions().map_entry:
            for key, entry in value.items():
                yield str(key)
                yield from sent_texts(entry) if isinstance(entry, Message) else _leaf(entry)
        elif isinstance(value, (str, bytes)):
            yield from _leaf(value)
        elif isinstance(value, Iterable):
            for entry in value:
                yield from sent_texts(entry) if isinstance(entry, Message) else _leaf(entry)


def file_texts(content: bytes) -> Iterator[str]:
    """The texts in a file that was downloaded: each of its files if it is a ZIP."""
    if not is_zipfile(BytesIO(content)):
        yield content.decode(errors="ignore")
        return
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name
            yield archive.read(name).decode(errors="ignore")


def _leaf(value: object) -> Iterator[str]:
    if isinstance(value, bytes):
        yield from _of_bytes(value)
    elif isinstance(value, str):
        yield from _of_text(value)


def _of_bytes(value: bytes) -> Iterator[str]:
    """The cells of an Arrow table; the readable part of other bytes."""
    try:
        with pa.ipc.open_stream(value) as stream:
            table = stream.read_all()
    except pa.ArrowInvalid:
        yield value.decode(errors="ignore")
        return
    yield str(table.schema)
    for name, column in zip(table.column_names, table.columns, strict=True):
        yield name
        yield from (str(cell) for cell in column.to_pylist() if cell is not None)


def _of_text(value: str) -> Iterator[str]:
    yield value
    if value[:1] in ("{", "["):
        try:
            yield from _of_json(json.loads(value))
        except ValueError:
            return


def _of_json(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if "bdata" in value:
            yield b64decode(value["bdata"]).decode(errors="ignore")
        for key, entry in value.items():
            yield key
            yield from _of_json(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _of_json(entry)
    elif isinstance(value, str):
        yield from _of_text(value)


@dataclass(frozen=True)
class Person:
    """An MVP of the input files: how they may be named, their accounts, and their team."""

    words: frozenset[str]
    team: str | None


class Roster:
    """The people of a program's input files, and how to find them in texts."""

    def __init__(self, source: Path) -> None:
        accounts = _rows(source / "accounts.csv")
        self.mvps = {
            row["mvp_id"]: Person(
                frozenset({row["mvp_id"], row["name"], row["email"]})
                | {email for email in row.get("other_emails", "").split(";") if email}
                | {each["account"] for each in accounts if each["mvp_id"] == row["mvp_id"]},
                row.get("team"),
            )
            for row in _rows(source / "mvps.csv")
        }
        nominees = {
            word
            for row in _rows(source / "nominations.csv")
            for word in (row["nominee_name"], row["nominee_email"])
        }
        words = nominees.union(*(person.words for person in self.mvps.values())) - {""}
        longest_first = sorted(words, key=len, reverse=True)
        self._searched: dict[str, set[str]] = {}
        self._words = re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE
        )

    def of_teams(self, *teams: str) -> set[str]:
        """The mvp_ids of the MVPs of `teams`."""
        return {mvp_id for mvp_id, person in self.mvps.items() if person.team in teams}

    def named(self, texts: Iterable[str]) -> set[str]:
        """The ids, names and addresses of people that stand in `texts`, folded."""
        return set().union(*map(self._named_in, set(texts)))

    def _named_in(self, text: str) -> set[str]:
        if text not in self._searched:  # most texts come again with every run
            plain = {text, html.unescape(text).replace("\\", "")}
            self._searched[text] = {
                word.casefold() for form in plain for word in self._words.findall(form)
            }
        return self._searched[text]

    def strangers(self, texts: Iterable[str], allowed: set[str]) -> set[str]:
        """Who stands in `texts` and is not one of the MVPs `allowed`."""
        return self.others(self.named(texts), allowed)

    def others(self, named: set[str], allowed: set[str]) -> set[str]:
        """Which of the people in `named` are not among the MVPs `allowed`."""
        own = {word.casefold() for mvp_id in allowed for word in self.mvps[mvp_id].words}
        return named - own


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
