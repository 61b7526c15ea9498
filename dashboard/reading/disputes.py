"""What a dispute is about, as the build has it: a contribution, an account or a figure."""

from typing import Any

from dashboard.reading.rows import ViewContext, read
from data.errors import ProgramError
from data.events.model import Event
from data.settings.saying import in_own_words


def contribution_of(view: ViewContext, dispute: Event) -> Any | None:
    """The row of the contribution that a dispute is about; None where the MVP has none such."""
    wanted = dispute.get("contribution_id")
    return _own(view, dispute, "requests/contributions", contribution_id=wanted)


def figure_of(view: ViewContext, dispute: Event) -> Any | None:
    """The row of the figure that a dispute is about; None where the MVP has none such."""
    wanted = {name: dispute.get(name) for name in ("checkpoint", "track")}
    return _own(view, dispute, "requests/figures", **wanted)


def accounts_like(view: ViewContext, dispute: Event) -> list[Any]:
    """A row for each MVP in `view` to whom the account of a dispute is linked.

    The program team has one also for an account that is in exports and linked to nobody.
    """
    wanted = {name: dispute.get(name) for name in ("source", "account")}
    return [*read(view, "requests/accounts", **wanted).itertuples()]


def refuse_unless_own(view: ViewContext, dispute: Event) -> None:
    """Raise ProgramError, with a sentence for the person, when it is about nothing of theirs."""
    match dispute.fields["what"]:
        case "contribution" if contribution_of(view, dispute) is None:
            raise ProgramError("This is none of your contributions.")
        case "figure" if figure_of(view, dispute) is None:
            text = "There is no figure of this track at this checkpoint."
            raise ProgramError(in_own_words(text))
        case "account":
            is_linked = any(a.mvp_id == dispute.mvp_id for a in accounts_like(view, dispute))
            if is_linked and dispute.get("is_mine") == "yes":
                raise ProgramError("This account is linked to you already.")
            if not is_linked and dispute.get("is_mine") == "no":
                raise ProgramError("This account is not linked to you.")


def _own(view: ViewContext, dispute: Event, query: str, **wanted: str | None) -> Any | None:
    """The one row of a query that is about the MVP of a dispute."""
    rows = read(view, query, **wanted).itertuples()
    return next((row for row in rows if row.mvp_id == dispute.mvp_id), None)
