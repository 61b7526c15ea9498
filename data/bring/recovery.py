"""What a killed job left in the middle is finished or undone, before anything else is done."""

from contextlib import suppress
from pathlib import Path

from filelock import Timeout

from data.bring.exchange import (
    Exchange,
    drop,
    end,
    exchanges,
    finish_dropping,
    go_back,
    go_forward,
    was_dropping,
)
from data.bring.locks import job_lock
from data.errors import ProgramError
from data.store.os_errors import as_program_error
from data.store.publishing import current_file, is_named, only_builder, publish, serve


def recover(folder: Path) -> None:
    """Finish or undo what is unfinished in `folder`; the caller holds the lock of the job.

    Raises ProgramError when that cannot be done now; it is tried again the next time.
    """
    with as_program_error(folder):
        finish_dropping(folder)
        for exchange in _unfinished(folder):
            if exchange.state == "forward":
                go_forward(exchange)
                serve_build(exchange)
                end(exchange)
            else:
                undo(exchange)


def recover_if_idle(folder: Path) -> None:
    """Do the same, unless a job runs: then nothing needs to be done."""
    if not (_unfinished(folder) or was_dropping(folder)):
        return
    try:
        with job_lock(folder):
            recover(folder)
    except Timeout:
        return


def undo(exchange: Exchange) -> None:
    """Make everything as it was before the exchange; raises OSError."""
    if exchange.state in ("forward", "back"):
        go_back(exchange)
    else:
        drop(exchange)


def serve_build(exchange: Exchange) -> None:
    """Make the database point to the build of the exchange.

    A build that is gone was replaced by a later one, which is left as it is.
    """
    facts = exchange.facts
    database = Path(facts.database)
    build = database.with_name(facts.serves)
    if not build.exists() or served(database) == build.name:
        return
    with only_builder(database):
        if facts.undoes:
            serve(database, build)
        else:
            publish(database, build)


def served(database: Path) -> str | None:
    """The name of the file that `database` points to; None when there is none."""
    with suppress(ProgramError):
        return current_file(database).name if is_named(database) else None
    return None


def _unfinished(folder: Path) -> list[Exchange]:
    return [exchange for exchange in exchanges(folder) if exchange.state != "done"]
