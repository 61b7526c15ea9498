"""An exchange from its beginning to its end; whatever fails on the way, it is undone."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from data.bring.disk import Signature, signature
from data.bring.exchange import (
    Exchange,
    Facts,
    begin,
    end,
    go_forward,
    keep_earlier,
    new_folders,
    refuse_changed,
    write_facts,
)
from data.bring.places import FileChange
from data.bring.recovery import served, undo
from data.errors import ProgramError
from data.store.os_errors import as_program_error


@contextmanager
def new_exchange(folder: Path, database: Path) -> Iterator[Exchange]:
    """An exchange that ends well, or is undone when an error is raised."""
    with as_program_error(folder):
        exchange = begin(folder)
        try:
            with in_terms_of(folder, exchange.next):
                yield exchange
        except BaseException:
            if not _is_served(exchange, database):
                undo(exchange)
                raise
        end(exchange)


def _is_served(exchange: Exchange, database: Path) -> bool:
    """Whether readers see the build of the exchange already, so that it cannot be undone."""
    return exchange.state == "forward" and served(database) == exchange.facts.serves


def prepare(
    exchange: Exchange, database: Path, changes: Sequence[FileChange], undoes: str | None = None
) -> Callable[[Path], None]:
    """Keep the earlier files; returns what is called with the build that will be served."""
    was = keep_earlier(exchange, changes)
    exchange.turn("prepared")
    return partial(_replace, exchange, database, changes, was, undoes)


def _replace(
    exchange: Exchange,
    database: Path,
    changes: Sequence[FileChange],
    was: Sequence[Signature | None],
    undoes: str | None,
    build: Path,
) -> None:
    """Exchange the files, just before `build` is served."""
    refuse_changed(exchange, changes, was)
    facts = Facts(
        places=[(change.place, change.kind) for change in changes],
        new_folders=new_folders(exchange.folder, changes),
        signatures=[signature(exchange.next / change.place) for change in changes],
        database=str(database),
        served_before=served(database),
        serves=build.name,
        undoes=undoes,
    )
    write_facts(exchange, facts)
    exchange.turn("forward")
    go_forward(exchange)


@contextmanager
def in_terms_of(folder: Path, copy: Path) -> Iterator[None]:
    """Let errors about a copy of the program's folder name the folder."""
    try:
        yield
    except ProgramError as error:
        raise ProgramError(str(error).replace(str(copy), str(folder))) from None
