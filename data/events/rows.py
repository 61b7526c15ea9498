"""What an accepted event becomes: rows of the contract, or rows that are left out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from data.events.model import Event
from data.events.requests import ACCEPTED, Request, Said

Cells = dict[str, str | None]
_UNDECIDED: Cells = {"decision": None, "decided_on": None}


class Row(NamedTuple):
    """A row of an input, and the event that says so; columns that are not there are not known."""

    event: Event
    cells: Cells


@dataclass(frozen=True)
class Rows:
    """The rows of each input, each key once, and what is left out of it.

    `left_out` has, for each input, the cells of rows that are not those of their MVP. A leaving has
    no row yet: see `Leaving`.
    """

    of_inputs: Mapping[str, list[Row]]
    left_out: Mapping[str, list[Cells]] = field(default_factory=dict)
    leavings: tuple[Row, ...] = ()

    @property
    def count(self) -> int:
        """How many rows the events become."""
        return sum(map(len, self.of_inputs.values())) + len(self.leavings)


def contribution_id(claim: Event) -> str:
    """The id of the contribution that an accepted claim becomes."""
    return f"claim-{claim.id}"


def title_of(claim: Event) -> str:
    """The title of the contribution that a claim becomes: else the first line of the text."""
    return claim.get("title") or claim.fields["text"].partition("\n")[0]


def contract_rows(said: Said) -> Rows:
    """The rows of the contract that follow from what was said.

    Of several rows with one key, the one that was decided last is there.
    """
    decided = sorted(
        (request for request in said.requests if request.thread),
        key=lambda request: request.thread[-1].id,
    )
    accepted = [request for request in decided if request.state == ACCEPTED]
    claims = [_contribution(each) for each in accepted if each.event.kind == "claim"]
    leaves = [row for each in decided if each.event.kind == "away" for row in _leave(each)]
    mine, not_mine = _accounts(accepted)
    of_inputs = {
        "contributions": claims,
        "leaves": _last_of_each(leaves, "mvp_id", "from_on"),
        "accounts": mine,
        "refusals": not_mine,
        "renewals": [*_renewals(said.renewals)],
    }
    left_out = {
        "contributions": [*_contributions_of_others(accepted)],
        "accounts": [row.cells for row in not_mine],
    }
    leavings = [_leaving(each) for each in accepted if each.event.kind == "leaving"]
    return Rows(
        {name: rows for name, rows in of_inputs.items() if rows},
        {name: cells for name, cells in left_out.items() if cells},
        tuple(_last_of_each(leavings, "mvp_id")),
    )


def _last_of_each(rows: Iterable[Row], *key: str) -> list[Row]:
    return [*{tuple(row.cells[name] for name in key): row for row in rows}.values()]


def _contribution(request: Request) -> Row:
    """The row of an accepted claim, as the verdict corrects it."""
    claim, said = request.event, request.contribution
    cells: Cells = {name: said[name] for name in ("track", "kind", "points") if name in said}
    cells |= {"contribution_id": contribution_id(claim), "mvp_id": claim.mvp_id}
    cells |= {"occurred_at": said["day"], "title": title_of(claim), "url": claim.get("url")}
    return Row(claim, cells)


def _leave(request: Request) -> Iterator[Row]:
    """The leave that was agreed at some time; it is cancelled when it is not accepted any more."""
    away = request.event
    agreed = [answer for answer in request.thread if answer.get("decision") == "accept"]
    if not agreed:
        return
    after = next((answer for answer in request.thread if answer.id > agreed[-1].id), None)
    yield Row(
        away,
        {
            "mvp_id": away.mvp_id,
            "from_on": away.fields["from_on"],
            "to_on": away.fields["to_on"],
            "reason": away.get("text"),
            "agreed_on": str(agreed[-1].day),
            "cancelled_on": str(after.day) if after else None,
        },
    )


def _leaving(request: Request) -> Row:
    """The end of a spell, which is known from the day of the verdict on."""
    leaving, verdict = request.event, request.verdict
    assert verdict is not None  # the request is accepted
    return Row(
        leaving,
        {
            "mvp_id": leaving.mvp_id,
            "to_on": leaving.fields["left_on"],
            "reason": leaving.get("text"),
            "agreed_on": str(verdict.day),
        },
    )


def _accounts(accepted: list[Request]) -> tuple[list[Row], list[Row]]:
    """The accounts that are those of an MVP, and those that are not, as it was decided last."""
    rows = [
        Row(event, {"source": event.get("source"), "account": event.get("account")})
        for event in (request.event for request in accepted)
        if event.get("what") == "account"
    ]
    for row in rows:
        row.cells["mvp_id"] = row.event.mvp_id
    last = _last_of_each(rows, "source", "account", "mvp_id")
    mine = [row for row in last if row.event.get("is_mine") == "yes"]
    not_mine = [row for row in last if row.event.get("is_mine") == "no"]
    return _last_of_each(mine, "source", "account"), not_mine


def _contributions_of_others(accepted: list[Request]) -> Iterator[Cells]:
    for event in (request.event for request in accepted):
        if event.get("what") == "contribution" and event.get("is_mine") == "no":
            yield {"contribution_id": event.get("contribution_id"), "mvp_id": event.mvp_id}


def _renewals(events: Iterable[Event]) -> Iterator[Row]:
    """A row for each MVP and year, with the cells about which something was said.

    Whom the program asks to leave cannot extend by themselves: a later step of the program can.
    """
    rows: dict[tuple[str | None, str], Row] = {}
    answers: dict[tuple[str | None, str], Cells] = {}
    for event in events:
        key = (event.mvp_id, event.fields["year"])
        start: Cells = {"mvp_id": event.mvp_id, "year": event.fields["year"]}
        cells = rows[key].cells if key in rows else start
        is_asked_to_leave = cells.get("renewed_on", "") is None
        match event.get("step") or event.fields["decision"]:
            case "invite":
                cells["invited_on"] = str(event.day)
            case "ask_to_leave":
                cells |= {"decision": "decline", "decided_on": str(event.day), "renewed_on": None}
            case "extend" if event.kind == "renewal_step":
                cells |= answers.get(key, _UNDECIDED) if is_asked_to_leave else {}
                cells["renewed_on"] = str(event.day)
            case decision:
                answers[key] = {"decision": decision, "decided_on": str(event.day)}
                cells |= {} if is_asked_to_leave else answers[key]
        rows[key] = Row(event, cells)
    yield from rows.values()
