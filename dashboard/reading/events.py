"""What people said: the only way from a page to events, and from a person to a new one.

Both are limited by what the person may see: the people in their scope, and of these what their
role may read and write (docs/security.md, Events). What is counted is read from the build.
Calendar addresses, which everybody has for themselves alone, are in calendars.py.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from dashboard.reading.builds import database
from dashboard.reading.days import current_build, current_date
from dashboard.reading.disputes import refuse_unless_own
from dashboard.reading.rows import ViewContext, read
from data.days.scope import Scope
from data.errors import ProgramError
from data.events.checks import Limits, check
from data.events.folder import EventFolder
from data.events.kinds import MVP
from data.events.model import Event, new
from data.events.place import events_folder
from data.events.renewals import Statement, statements
from data.events.requests import Request, fold
from data.events.rights import is_own_request, is_same_person, may_write, seen_by

Fields = Mapping[str, str | date | None]


class Counting(NamedTuple):
    """Whether the contribution that a claim becomes counts, and if not, why.

    `counted` is None where the build has no such contribution.
    """

    counted: bool | None
    why: str | None


@dataclass(frozen=True)
class Speaker:
    """Somebody who reads and writes events: their address or LOCAL, their role and their scope.

    `mvp_id` is who they are among the MVPs, if they are one. dashboard/viewers/speaker.py makes it
    of the sign-in, and nothing else does.
    """

    by: str
    role: str
    scope: Scope
    mvp_id: str | None

    def role_about(self, mvp_id: str) -> str:
        """In which role they speak about an MVP: about themselves, everybody does so as MVP."""
        return MVP if mvp_id == self.mvp_id else self.role

    def wrote(self, event: Event) -> bool:
        """Whether they said this themselves."""
        role = self.role_about(event.mvp_id or "")
        return is_same_person(replace(event, by=self.by, role=role), event)


def why_closed() -> str | None:
    """Why nothing can be said or read now, in a sentence without a path; None when it can."""
    folder = _folder()
    try:
        folder.read()
    except ProgramError as error:
        return without_paths(str(error))
    why = folder.why_closed()
    return None if why is None else without_paths(why)


def without_paths(text: str) -> str:
    """A message about the folder of events without its path, which says nothing in a browser."""
    folder = _folder().path
    if folder is None:
        return text
    return text.replace(f"{folder}/", "").replace(f"{folder}:", "The folder for what people say")


def requests_of(view: ViewContext, me: Speaker) -> list[Request]:
    """The requests of the people in `view`, as far as the person may read them, oldest first."""
    events, seen = _events_of(view, me)
    return [
        replace(
            request,
            event=seen[request.event.id],
            verdict=request.verdict and seen.get(request.verdict.id),
            thread=tuple(seen[answer.id] for answer in request.thread if answer.id in seen),
        )
        for request in fold(events).requests
        if request.event.id in seen
    ]


def renewals_of(view: ViewContext, me: Speaker) -> list[Statement]:
    """What was said about renewals of the people in `view`, as far as the person may read it."""
    events, seen = _events_of(view, me)
    return [
        replace(said, event=seen[said.event.id])
        for said in statements(events)
        if said.event.id in seen
    ]


def calls_of(view: ViewContext, me: Speaker) -> list[Event]:
    """The calls to the people in `view` up to its day, oldest first, as far as one may read them.

    None for an MVP, and none about oneself.
    """
    ids = _people(view) - {me.mvp_id}
    events = [
        event for event in _said() if event.kind in ("call", "withdrawal") and event.mvp_id in ids
    ]
    seen = seen_by(events, me.role, me.by, me.mvp_id)
    return [call for call in fold(seen).calls if call.day <= view.as_of]


def may_decide(view: ViewContext, me: Speaker, request: Event) -> bool:
    """Whether the person decides on a request: never on one of their own."""
    role = me.role_about(request.mvp_id or "")
    verdict = replace(request, by=me.by, role=role, kind="verdict")
    decided_by = settings(view).decided_by
    return may_write(role, "verdict", decided_by) and not is_own_request(verdict, request)


def prepared(
    me: Speaker, kind: str, mvp_id: str, fields: Fields | None = None, answers: str | None = None
) -> Event:
    """An event of this moment that may be written: `write` keeps it.

    Raises ProgramError, with a sentence for the person, when it may not.
    """
    build = current_build()
    view = ViewContext(build, current_date(build), me.scope)
    if mvp_id not in _people(view):
        raise ProgramError("This is about nobody whom you can see.")
    event = new(kind, me.by, me.role_about(mvp_id), mvp_id, fields, answers)
    check(event, _folder().read().events, _limits(view))
    if kind == "dispute":
        refuse_unless_own(view, event)
    return event


def _limits(view: ViewContext) -> Limits:
    """What the program of `view` allows."""
    kinds, counted_in = defaultdict(set), {}
    rows: Any = read(view, "requests/kinds").itertuples()
    for row in rows:
        kinds[str(row.track)].add(str(row.kind))
        if not pd.isna(row.unit_many):
            counted_in[str(row.track)] = str(row.unit_many)
    allowed = settings(view)
    return Limits(view.as_of, kinds, allowed.decided_by, allowed.years, counted_in)


def write(event: Event) -> None:
    """Keep an event that is `prepared`; raises ProgramError when it cannot be kept."""
    _folder().write(event)


def settings(view: ViewContext) -> Any:
    """What the settings say about requests: the columns of queries/pages/requests/settings.sql."""
    return next(read(view, "requests/settings").itertuples())


def read_by_build(view: ViewContext) -> dict[str, Counting]:
    """The events that the build has read, by id, and what became of each."""
    rows: Any = read(view, "requests/read").itertuples()
    return {
        row.id: Counting(
            None if pd.isna(row.counted) else bool(row.counted),
            None if pd.isna(row.why) else row.why,
        )
        for row in rows
    }


def _folder() -> EventFolder:
    return EventFolder(events_folder(database()))


def _said() -> tuple[Event, ...]:
    """What people said; nothing while it cannot be read, and then `why_closed` says so."""
    try:
        return _folder().read().events
    except ProgramError:
        return ()


def _events_of(view: ViewContext, me: Speaker) -> tuple[list[Event], dict[str, Event]]:
    """All events about the people in a scope; and by id, those that the person may read."""
    ids = _people(view)
    events = [event for event in _said() if event.mvp_id in ids]
    return events, {event.id: event for event in seen_by(events, me.role, me.by, me.mvp_id)}


def _people(view: ViewContext) -> set[str]:
    """The MVPs in a scope, also before they enter and after they left."""
    return set(read(view, "shared/everybody")["mvp_id"])
