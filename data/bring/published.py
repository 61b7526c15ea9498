"""Trying, publishing and putting back a draft; every one of them is whole or leaves no trace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from data.bring.disk import delete, share, signature
from data.bring.draft import (
    DRAFT,
    Draft,
    changed,
    discard_if_unchanged,
    existing_draft,
    fingerprint,
    open_draft,
)
from data.bring.exchange import Exchange, Facts, exchanges
from data.bring.exchanging import in_terms_of, new_exchange, prepare
from data.bring.locks import changing_draft
from data.bring.places import ChangeKind, FileChange, copy_program
from data.bring.recovery import recover, served
from data.build.build import Built, build
from data.build.copies import CopyOf
from data.errors import ProgramError
from data.events.place import events_folder
from data.frozen.places import folder_to_read
from data.inputs.progress import ReportProgress
from data.settings.files import load_program
from data.store.os_errors import as_program_error
from data.store.publishing import only_builder, serve, time_of

_TRIED = ".try"
_OPPOSITE: dict[str, ChangeKind] = {"new": "removed", "removed": "new", "changed": "changed"}


@dataclass(frozen=True)
class Published:
    """The newest publication: when it was made (UTC), and what it changed.

    The first one cannot be put back, because there is no build before it.
    """

    published_at: datetime
    changes: list[FileChange]
    is_first: bool = False


def tried_database(folder: Path) -> Path:
    """The database into which the draft of the program's `folder` is built to try it."""
    return folder / DRAFT / _TRIED / "mvp.duckdb"


def last_published(folder: Path) -> Published | None:
    """The newest publication that was not put back; None when there is none to put back."""
    if (last := _last(folder)) is None:
        return None
    return Published(time_of(last.at.name), _changes(last.facts), last.facts.served_before is None)


def ready_draft(folder: Path) -> Draft:
    """The draft as a job finds it, with the files that only the program's folder changed since.

    Raises ProgramError when there is none.
    """
    recover(folder)
    if existing_draft(folder) is None:
        raise ProgramError(f"{folder}: there is no draft; add files first")
    return open_draft(folder)


def try_draft(
    folder: Path, database: Path, as_of: date, report_progress: ReportProgress
) -> Built | None:
    """Build the draft beside it, compared with the build that is served; publishes nothing.

    Raises ProgramError when it cannot be built.
    """
    draft, tried = ready_draft(folder), tried_database(folder)
    files = tried.with_name("files")
    with as_program_error(tried), in_terms_of(folder, files):
        delete(tried.parent)
        with changing_draft(folder):
            copy_program(draft.work, files)
        try:
            copy_of = CopyOf(folder, compared_with=database)
            events = events_folder(database)
            return _build(files, tried, as_of, report_progress, copy_of, events)
        finally:
            delete(files)


def publish_draft(
    folder: Path,
    database: Path,
    as_of: date,
    report_progress: ReportProgress,
    tried: str | None = None,
) -> Built | None:
    """Build the draft, and make its files those of the program's folder.

    Raises ProgramError when it cannot be built, when the draft changes nothing, when a file was
    changed in the folder too, and when the draft is not the `tried` one, by its fingerprint.
    Everything then is as before.
    """
    draft, built = ready_draft(folder), None
    with new_exchange(folder, database) as exchange:
        with changing_draft(folder):
            changes = changed(draft)
            _refuse_unless_clear(folder, changes)
            if tried is not None and fingerprint(draft) != tried:
                raise ProgramError(f"{folder}: the draft has changed since it was tried; try again")
            copy_program(draft.work, exchange.next)
        before = prepare(exchange, database, changes)
        copy_of = CopyOf(folder, database, before)
        built = _build(exchange.next, database, as_of, report_progress, copy_of)
    discard_if_unchanged(draft)
    return built


def put_back(
    folder: Path, database: Path, as_of: date, report_progress: ReportProgress
) -> Built | None:
    """Make the files again as they were before the last publication, and serve the build of then.

    When that build is not kept, or others were made since, the files are built again; only then
    a build is returned.

    Raises ProgramError when nothing was published, or a file was changed since; everything then is
    as before.
    """
    recover(folder)
    if (last := _last(folder)) is None:
        raise ProgramError(f"{folder}: nothing was published here that could be put back")
    if last.facts.served_before is None:
        raise ProgramError(
            f"{folder}: there is no build before the first publication; correct the files, and "
            "publish again"
        )
    _refuse_changed_since(last)
    changes = [FileChange(c.place, _OPPOSITE[c.kind]) for c in _changes(last.facts)]
    with new_exchange(folder, database) as exchange:
        copy_program(folder, exchange.next)
        for change in changes:
            (exchange.next / change.place).unlink(missing_ok=True)
            if change.kind != "removed":
                share(last.earlier / change.place, exchange.next / change.place)
        before = prepare(exchange, database, changes, undoes=last.at.name)
        with only_builder(database):
            if (earlier := _build_before(last, database)) is not None:
                before(earlier)
                serve(database, earlier)
                return None
        copy_of = CopyOf(folder, database, before)
        return _build(exchange.next, database, as_of, report_progress, copy_of)


def _last(folder: Path) -> Exchange | None:
    """The newest exchange that is a publication."""
    done = [each for each in exchanges(folder) if each.state == "done" and not each.facts.undoes]
    return done[-1] if done else None


def _changes(facts: Facts) -> list[FileChange]:
    return [FileChange(place, kind) for place, kind in facts.places]


def _build(
    source: Path,
    database: Path,
    as_of: date,
    report_progress: ReportProgress,
    copy_of: CopyOf,
    events: Path | None = None,
) -> Built:
    settings, checkpoints = load_program(source), folder_to_read(copy_of.folder)
    return build(source, database, as_of, settings, report_progress, checkpoints, copy_of, events)


def _build_before(last: Exchange, database: Path) -> Path | None:
    """The build that was served before a publication, if it is kept and none was made since."""
    facts = last.facts
    if facts.served_before is None or facts.database != str(database):
        return None
    build = database.with_name(facts.served_before)
    return build if build.exists() and served(database) == facts.serves else None


def _refuse_unless_clear(folder: Path, changes: Sequence[FileChange]) -> None:
    if not changes:
        raise ProgramError(f"{folder}: the draft changes nothing; add files first")
    if disputed := [change.place for change in changes if change.is_disputed]:
        raise ProgramError(
            f"{disputed[0]}: was changed in the program's folder too since the draft began; take "
            "back the change of the draft, and make it again"
        )


def _refuse_changed_since(last: Exchange) -> None:
    facts = last.facts
    for (place, _), then in zip(facts.places, facts.signatures, strict=True):
        if signature(last.folder / place) != then:
            raise ProgramError(
                f"{place}: was changed after the publication, so nothing is put back; its earlier "
                f"version is in {last.earlier}"
            )
