"""What the audit log says: who opened whose page, which openings were refused, and downloads.

A line is written when a person opens something, and not again when the same page runs again in the
same session. The fields are listed in docs/deployment.md.
"""

import streamlit as st

from dashboard.reading.rows import ViewContext
from dashboard.viewers import access, audit_file
from data.days.scope import Scope
from data.events.model import Event

_LAST = "last lines of the audit log"
_LONGEST = 200  # characters of a text from a link


def opened(page: str, view: ViewContext | None) -> None:
    """The viewer of this run opens a page that shows `view`; without a build, files of anybody."""
    whose = seen(view) if view else {"everybody": True}
    _once("page", "opened", access.viewer(), page=page, **whose)


def changed(page: str, what: str) -> None:
    """The viewer of this run changes files of the program at `page`; each change has a line."""
    line = {"event": "changed", **person(access.viewer()), "page": page}
    audit_file.write(line | {"what": what[:_LONGEST]})


def said(page: str, event: Event) -> None:
    """The viewer of this run says something at `page`; each event has a line, without its text."""
    line = {"event": "said", **person(access.viewer()), "page": page}
    audit_file.write(line | {"what": event.kind, "mvp": event.mvp_id, "id": event.id})


def fetched(file: str, viewer: access.Viewer, view: ViewContext) -> None:
    """A calendar program gets the calendar of `viewer`, which has figures of `view`."""
    line = {"event": "download", **person(viewer), "page": "calendar", **seen(view)}
    audit_file.write(line | {"file": file})


def previewed(page: str, view: ViewContext) -> None:
    """The viewer of this run reads the letter of the one MVP in `view`."""
    _once("letter", "letter", access.viewer(), page=page, **seen(view))


def refused(page: str | None, why: str, part: str = "page", **asked_for: str) -> None:
    """The viewer of this run gets nothing at `page`: `why` is what is missing, or the refusal.

    `asked_for` is the MVP or team of the link. Who is not signed in is not recorded: nothing is
    known about them, and they could fill the disk.
    """
    viewer = access.viewer()
    if isinstance(viewer, access.Refusal) and viewer.email is None:
        return
    cut = {key: text[:_LONGEST] for key, text in asked_for.items()}
    _once(part, "refused", viewer, page=page, why=why, **cut)


def seen(view: ViewContext) -> dict[str, object]:
    """The date of a page, and whose figures it shows."""
    return {"as_of": str(view.as_of), **_whose(view.scope)}


def person(viewer: access.Viewer | access.Refusal) -> dict[str, object]:
    """Who the viewer is: the address of the sign-in and the role."""
    role = {"role": viewer.role if isinstance(viewer, access.Viewer) else None}
    if access.has_sign_in():
        return {"who": viewer.email, **role}
    return {"who": "local", **({"view_as": viewer.email} if viewer.email else {}), **role}


def _whose(scope: Scope) -> dict[str, object]:
    """The MVP, the teams or everybody that a scope is about."""
    if scope.only_mvp is not None:
        return {"mvp": scope.only_mvp}
    if scope.only_team is not None:
        return {"teams": [scope.only_team]}
    if scope.everybody:
        return {"everybody": True}
    teams = {"teams": list(scope.teams)} if scope.teams else {}
    return {**teams, **({"mvp": scope.mvp_id} if scope.mvp_id else {})}


def _once(
    part: str, event: str, viewer: access.Viewer | access.Refusal, /, **entry: object
) -> None:
    """Write a line, unless it is the last one of this session about that part of the page."""
    if audit_file.path() is None:
        return
    line = {"event": event, **person(viewer), **entry}
    last: dict[str, object] = st.session_state.setdefault(_LAST, {})
    if last.get(part) == line:
        return
    audit_file.write(line)
    if part == "page":
        last.pop("letter", None)
    last[part] = line
