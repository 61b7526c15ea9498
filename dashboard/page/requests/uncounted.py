"""Claims that the build has not read: figures show them in gray, and no number changes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dashboard.page.figures import Figure, Waiting, mvp
from dashboard.page.opened import viewer_of
from dashboard.page.requests.card import Desk, desk
from dashboard.page.requests.words import counts, state_of
from dashboard.reading.events import requests_of
from dashboard.reading.rows import ViewContext, read
from dashboard.viewers.speaker import speaker
from data.events.requests import ACCEPTED, ASKED, OPEN, Request
from data.events.rows import title_of


def waiting_claims(view: ViewContext) -> Mapping[str, list[Waiting]]:
    """What waits of the one MVP in `view`, of the days of the year up to D, for each track."""
    me = speaker(viewer_of("mvp"))
    claims = [request for request in requests_of(view, me) if request.event.kind == "claim"]
    if not claims:
        return {}
    at = desk("mvp", view, me)
    days = {day.date() for day in read(view, mvp.CALENDAR.query)["day"]}
    found = defaultdict(list)
    for request in claims:
        said = request.contribution
        if _waits(at, request) and date.fromisoformat(said["day"]) in days:
            found[said["track"]].append(_as_shown(at, request))
    return found


def in_gray(figure: Figure, waiting: Sequence[Waiting], note: str) -> Figure:
    """The figure with what waits, the latest first, and then with `note`: what gray means."""
    if not waiting:
        return figure
    latest_first = tuple(sorted(waiting, key=lambda each: each.day, reverse=True))
    return replace(figure, waiting=latest_first, caption=f"{figure.caption} {note}")


def _waits(at: Desk, request: Request) -> bool:
    """Whether the build has yet to read that a claim is accepted, or somebody to say so."""
    known = at.read.get(request.event.id)
    if known is not None and known.counted is not None:
        return False  # it is in figures as they are
    if request.state == ACCEPTED:
        return request.verdict is not None and request.verdict.id not in at.read
    return request.state in (OPEN, ASKED)


def _as_shown(at: Desk, request: Request) -> Waiting:
    said = request.contribution
    return Waiting(
        title_of(request.event),
        date.fromisoformat(said["day"]),
        at.labels.get(said["track"], said["track"]),
        said["kind"],
        counts(said, at.units),
        state_of(request, at.read),
    )
