"""All events as lines for people, and as CSV."""

from collections.abc import Iterator

from data.errors import one_line
from data.events.folder import EventFolder, Read
from data.events.kinds import KINDS
from data.events.model import Event
from data.events.requests import fold
from data.outputs.csv_text import csv_lines

_LONGEST = 60  # characters of what somebody wrote, in a line
_FIELDS = [*dict.fromkeys(field.name for kind in KINDS.values() for field in kind.fields)]
_COLUMNS = ("id", "said_at", "kind", "mvp_id", "by", "role", "answers", "state", "without_effect")


def event_lines(read: Read) -> Iterator[str]:
    """A line for each event with its number, which is its line in reports, and its state."""
    states, without = _follows(read)
    for number, event in enumerate(read.events, start=1):
        words = [f"{number:>5}", f"{event.at:%Y-%m-%d %H:%M}", event.kind, event.mvp_id or "-"]
        words += [f"by {event.by} as {event.role}", states.get(event.id, "")]
        words += [without.get(event.id, ""), _said(event)]
        yield one_line("  ".join(filter(None, words)))
    yield f"{len(read.events):,} events, {len(without):,} without effect"


def fault_lines(folder: EventFolder, read: Read) -> Iterator[str]:
    """A line for each file that is no event, and one for each that was never finished."""
    for damaged in read.damaged:
        yield one_line(f"{damaged.name}: {damaged.why}")
    for path in folder.unfinished():
        yield f"{path.name}: was never finished, so nobody was told that it is kept; delete it"


def event_csv(read: Read) -> Iterator[str]:
    """All events as CSV that is safe in a spreadsheet, line by line."""
    states, without = _follows(read)
    rows = (
        [event.id, f"{event.at:%Y-%m-%dT%H:%M:%SZ}", event.kind, event.mvp_id, event.by, event.role]
        + [event.answers, states.get(event.id), without.get(event.id)]
        + [event.get(name) for name in _FIELDS]
        for event in read.events
    )
    yield from csv_lines([*_COLUMNS, *(_renamed(name) for name in _FIELDS)], rows)


def _renamed(field: str) -> str:
    """The column of a field; `kind` is that of the event already."""
    return "contribution_kind" if field == "kind" else field


def _follows(read: Read) -> tuple[dict[str, str], dict[str, str]]:
    """The state of each request, and why an event has no effect, by id."""
    said = fold(read.events)
    states = {request.event.id: request.state for request in said.requests}
    return states, dict(said.without_effect)


def _said(event: Event) -> str:
    words = [event.get(name) for name in ("decision", "step", "outcome", "title", "text", "note")]
    text = ": ".join(filter(None, words))
    return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text
