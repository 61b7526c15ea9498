"""What is known of the address of something that is said to be missing, in plain words."""

from collections.abc import Iterable
from dataclasses import replace

from dashboard.page.prose import long_date, plain
from dashboard.reading.rows import ViewContext
from dashboard.reading.same_address import have_same_address, with_same_address
from data.events.model import Event
from data.events.requests import DECLINED, WITHDRAWN, Request
from data.events.rows import contribution_id


def already_there(view: ViewContext, link: str, but: str | None = None) -> str:
    """The contribution of the one MVP in `view` with that address, and whether it counts.

    Markdown; an empty text if there is none. The contribution with the id `but` is left out.
    """
    found = [row for row in with_same_address(view, link) if row.contribution_id != but]
    if not found:
        return ""
    row = next((row for row in found if row.counted), found[0])
    title = f"“{plain(row.title)}”, " if isinstance(row.title, str) else ""
    where = f"{title}{plain(row.track_label)}, {long_date(row.day)}"
    if row.counted:
        return f"This address is already counted: {where}."
    return f"This address is already there and does not count: {where}. {_because(row.why)}"


def was_sent(view: ViewContext, requests: Iterable[Request], link: str) -> bool:
    """Whether one of these requests, which was not declined or withdrawn, has that address."""
    sent = [each for each in requests if each.state not in (DECLINED, WITHDRAWN)]
    urls = [url for each in sent if (url := each.event.get("url"))]
    return any(have_same_address(view, urls, link))


def before_accepting(view: ViewContext, claim: Event, requests: Iterable[Request]) -> str:
    """What whoever decides about a claim should know of its address; `requests` are all there are.

    Markdown; an empty text if nothing is known.
    """
    link = claim.get("url")
    if not link:
        return ""
    one = replace(view, scope=replace(view.scope, only_mvp=claim.mvp_id))
    if said := already_there(one, link, but=contribution_id(claim)):
        return said
    events = (request for request in requests if request.event.mvp_id == claim.mvp_id)
    earlier = [request for request in events if request.event.id < claim.id]
    return "This address was sent before." if was_sent(view, earlier, link) else ""


def _because(why: object) -> str:
    text = plain(str(why))
    return f"{text[:1].upper()}{text[1:]}."
