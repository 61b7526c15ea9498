"""What a dispute says, what it is about beside it, and what becomes of it, in plain words."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from dashboard.page.people import names_of
from dashboard.page.prose import long_date, plain
from dashboard.reading.disputes import accounts_like, contribution_of, figure_of
from dashboard.reading.rows import ViewContext
from data.events.model import Event
from data.events.requests import ACCEPTED, ASKED, DECLINED, OPEN, WITHDRAWN, Request

_STATES = {
    OPEN: "Sent; not yet decided",
    ASKED: "Asked back; not yet decided",
    ACCEPTED: "Accepted",
    DECLINED: "Declined",
    WITHDRAWN: "Withdrawn",
}
# What a build does after it was accepted, and what it has done then.
_EFFECTS = {
    ("contribution", "no"): ("The next build leaves it out.", "left out"),
    ("account", "yes"): ("The next build links it.", "linked"),
    ("account", "no"): ("The next build no longer links it.", "no longer linked"),
}
_LONGEST = 80  # characters of an account
_NO_EFFECT = "No build changes a figure by itself: correct the data that it rests on."


def state_of(request: Request, read: Collection[str]) -> str:
    """The state of a dispute, and what a build does; `read` are the events that the build knows."""
    state, effect = _STATES[request.state], _effect(request.event)
    if effect is None:
        return state
    following, done = effect
    known = [answer for answer in request.thread if answer.id in read]
    is_in_build = bool(known) and known[-1].get("decision") == "accept"
    if request.state == ACCEPTED:
        return f"{state} and {done}" if is_in_build else f"{state}. {following}"
    return f"{state}; {done} until the next build" if is_in_build else state


def accepted(dispute: Event) -> str:
    """What the person reads who has accepted a dispute."""
    effect = _effect(dispute)
    return f"Accepted. {effect[0] if effect else _NO_EFFECT}"


def brief(dispute: Event, labels: Mapping[str, str]) -> str:
    """What a dispute says, as Markdown in a line; `labels` are those of the tracks."""
    fields = {name: _code(text) for name, text in dispute.fields.items()}
    match dispute.fields["what"]:
        case "figure":
            track = plain(labels.get(dispute.fields["track"], dispute.fields["track"]))
            return f"This figure is wrong: {track} on {long_date(dispute.day_of('checkpoint'))}"
        case "account":
            return f"{_of_whom(dispute)}: the account {fields['account']} in {fields['source']}"
    return f"{_of_whom(dispute)}: {_named(dispute)}"


def lines(view: ViewContext, request: Request, labels: Mapping[str, str]) -> list[str]:
    """What a dispute says, and what the build has of it, as lines of Markdown.

    To whom an account is linked is said where the page is about everybody whom the viewer can see.
    """
    event, said = request.event, brief(request.event, labels)
    match event.fields["what"]:
        case "figure":
            figure = figure_of(view, event)
            return [said, told_and_known(figure) if figure else "It is not there any more."]
        case "account":
            is_queue = view.scope.only_mvp is None
            return [said, _links(view, accounts_like(view, event))] if is_queue else [said]
    if (row := contribution_of(view, event)) is not None:
        return _contribution(event, row)
    return [said] if request.state == ACCEPTED else [said, "It is not there any more."]


def address(view: ViewContext, dispute: Event) -> str | None:
    """The address of the contribution that a dispute is about; None where there is none."""
    row = contribution_of(view, dispute) if dispute.get("what") == "contribution" else None
    return row.url if row and isinstance(row.url, str) else None


def told_and_known(row: Any) -> str:
    """What was told of a figure, and what is known today, as a line of Markdown."""
    told = plain(row.told) if isinstance(row.told, str) else "not published"
    known = plain(row.known) if isinstance(row.known, str) else "not known any more"
    return f"Told then: {told} · By today's data: {known}"


def _effect(dispute: Event) -> tuple[str, str] | None:
    return _EFFECTS.get((dispute.fields["what"], dispute.get("is_mine") or ""))


def _code(text: str) -> str:
    """A text of one line as Markdown that makes no link of it."""
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return f"`{short.replace('`', ' ')}`"


def _of_whom(dispute: Event) -> str:
    return f"This is {'mine' if dispute.get('is_mine') == 'yes' else 'not mine'}"


def _named(dispute: Event) -> str:
    """The contribution of a dispute by its title and day; by its id where neither was said."""
    title = f"“{plain(title)}”" if (title := dispute.get("title")) else "a contribution"
    if dispute.get("day"):
        return f"{title} of {long_date(dispute.day_of('day'))}"
    return f"the contribution {_code(dispute.fields['contribution_id'])}"


def _contribution(dispute: Event, row: Any) -> list[str]:
    what = f"“{plain(row.title)}”" if isinstance(row.title, str) else plain(row.kind)
    counts = "counts" if row.counted else f"does not count: {plain(row.why)}"
    beside = f"{plain(row.track)}: {plain(row.kind)} · {long_date(row.day)} · {counts}"
    return [f"{_of_whom(dispute)}: {what}", beside]


def _links(view: ViewContext, rows: list[Any]) -> str:
    """To whom an account is linked, for those who decide."""
    linked = [row for row in rows if isinstance(row.mvp_id, str)]
    if linked:
        names = names_of(view)
        return f"Linked to {', '.join(_link(row, names[row.mvp_id]) for row in linked)}"
    if rows:
        count = int(sum(row.export_rows for row in rows))
        return f"Linked to nobody; {count:,} {'row' if count == 1 else 'rows'} in exports"
    return f"Linked to nobody{'' if view.scope.everybody else ' whom you can see'}"


def _link(row: Any, name: str) -> str:
    since = "" if pd.isna(row.from_on) else f" from {long_date(row.from_on)}"
    until = "" if pd.isna(row.to_on) else f" to {long_date(row.to_on)}"
    return f"{plain(name)}{since}{until}"
