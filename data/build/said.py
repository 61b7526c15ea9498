"""The tables of a build about what people said."""

import duckdb

from data.events.kinds import MVP
from data.events.rights import seen_by
from data.events.rows import contribution_id
from data.events.sources import EventSources
from data.sql.rows import insert


def fill_events(con: duckdb.DuckDBPyConnection, said: EventSources) -> None:
    """Fill `events`, which MVPs read too, and `calls`, which they do not.

    Without the words of people: pages read these from the events.
    """
    events: list[dict[str, object]] = [
        {
            "id": event.id,
            "kind": event.kind,
            "mvp_id": event.mvp_id,
            "said_at": event.at.replace(tzinfo=None),
            "contribution_id": contribution_id(event) if event.kind == "claim" else None,
        }
        for event in seen_by(said.read.events, MVP, "")
    ]
    calls: list[dict[str, object]] = [
        {
            "event_id": call.id,
            "mvp_id": call.mvp_id,
            "called_on": call.day,
            "outcome": call.fields["outcome"],
            "again_on": call.day_of("again_on") if call.get("again_on") else None,
        }
        for call in said.said.calls
    ]
    insert(con, "events", events)
    insert(con, "calls", calls)
