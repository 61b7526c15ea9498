"""What MVPs say of their own record: this is not mine, this is mine, this figure is wrong."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from dashboard.page.figures import requests as figures
from dashboard.page.in_url import asked_for, missing, pick_in_url
from dashboard.page.opened import viewer_of
from dashboard.page.prose import long_date, plain
from dashboard.page.requests.card import Desk, desk
from dashboard.page.requests.disputed import told_and_known
from dashboard.page.requests.own import own_requests
from dashboard.page.requests.saying import say_closed, send, show_done
from dashboard.page.waiting import spinner
from dashboard.reading import events
from dashboard.reading.days import current_date
from dashboard.reading.rows import ViewContext, read
from dashboard.viewers.speaker import speaker
from data.events.kinds import Value
from data.events.requests import DECLINED, WITHDRAWN, Request
from data.events.rights import may_write
from data.events.values import LONGEST, is_one_line
from data.outputs.letters import DISPUTED, DISPUTED_TRACK
from data.settings.saying import in_own_words

_SENT = "Sent. The answer will be here."
_NOT_MINE, _MINE = ":material/person_off:", ":material/person_add:"
_WHY = "What else to know (not required)"
_SAID = ("what", "is_mine", "contribution_id", "source", "account", "checkpoint", "track")


@dataclass(frozen=True)
class _Record:
    """The record of the MVP in `view`, and what was said about it, the newest first.

    `is_own`: the viewer is this MVP, and nobody else can say these things.
    """

    at: Desk
    view: ViewContext
    disputes: list[Request]
    is_own: bool

    @property
    def mvp_id(self) -> str:
        return self.view.scope.only_mvp or ""

    @property
    def key(self) -> str:
        """The begin of the keys of widgets: after each dispute another one, so fields are empty."""
        return f"dispute {self.mvp_id} {len(self.disputes)}"


def contribution_is_not_mine(view: ViewContext) -> None:
    """The form below the contributions of the year; the requests are above them."""
    record = _record(view)
    rows = read(view, figures.CONTRIBUTIONS.query, contribution_id=None)
    if not record.is_own or not record.at.is_open or rows.empty:
        return
    by_id = {str(row.contribution_id): row for row in rows.itertuples()}
    labels = _distinct((i, _label(row)) for i, row in by_id.items())
    with st.expander("One of these is not mine", icon=_NOT_MINE, key="not mine"):
        picked = _pick(record, "Which one?", labels, "Pick one, or type a part of its title")
        text = st.text_area(_WHY, key=f"{record.key} contribution text", height=80)
        fields = {"what": "contribution", "is_mine": "no", "contribution_id": picked}
        named = _named(by_id[picked]) if picked else {}
        _send(record, "This is not mine", {**fields, **named, "text": text})


def account_is_wrong(view: ViewContext) -> None:
    """Two forms below the accounts of the MVP, and what was said about accounts."""
    record = _record(view)
    show_done()
    if record.is_own:
        rows = read(view, figures.ACCOUNTS.query, source=None, account=None)
        linked = [row for row in rows.itertuples() if row.mvp_id == record.mvp_id]
        if linked:
            _account_is_not_mine(record, linked)
        _account_is_mine(record)
    _answers(record, "account")


def figure_is_wrong(view: ViewContext) -> None:
    """The form about a figure of a checkpoint, which a link opens, and what was said about them."""
    record = _record(replace(view, as_of=current_date(view.build)))
    show_done()
    if record.is_own:
        with st.expander(
            "A figure is wrong",
            icon=":material/flag:",
            expanded=asked_for(DISPUTED) is not None,
            key="figure",
        ):
            if not say_closed():
                _figure(record)
    _answers(record, "figure")


def _record(view: ViewContext) -> _Record:
    me = speaker(viewer_of("mvp"))
    said = [each for each in events.requests_of(view, me)[::-1] if each.event.kind == "dispute"]
    is_own = may_write(me.role_about(view.scope.only_mvp or ""), "dispute")
    return _Record(desk("mvp", view, me), view, said, is_own)


def _account_is_not_mine(record: _Record, linked: list[Any]) -> None:
    with st.expander("One of these accounts is not mine", icon=_NOT_MINE, key="no account"):
        if say_closed():
            return
        labels = {(row.source, row.account): f"{row.account} in {row.source}" for row in linked}
        source, account = _pick(record, "Account", labels, "Pick one") or (None, None)
        text = st.text_area(_WHY, key=f"{record.key} not mine text", height=80)
        fields = {"what": "account", "is_mine": "no", "source": source, "account": account}
        _send(record, "This is not mine", {**fields, "text": text})


def _account_is_mine(record: _Record) -> None:
    """The person types the account: whose accounts are linked to nobody is not theirs to see."""
    sources = read(record.view, figures.SOURCES.query)["source"].tolist()
    with st.expander("An account of mine is missing", icon=_MINE, key="account"):
        if say_closed():
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            source = st.selectbox(
                "Source",
                sources,
                index=None,
                accept_new_options=True,
                placeholder="Pick one, or type it",
                key=f"{record.key} source",
                width=260,
            )
            account = st.text_input("Account", key=f"{record.key} account", width=260)
        text = st.text_area(_WHY, key=f"{record.key} mine text", height=80)
        fields = {"what": "account", "is_mine": "yes", "source": source, "account": account}
        _send(record, "This is mine", {**fields, "text": text})


def _figure(record: _Record) -> None:
    with spinner(record.view, figures.FIGURES.query):
        found = read(record.view, figures.FIGURES.query, checkpoint=None, track=None)
    rows: list[Any] = [*found.itertuples()]
    days = {str(row.checkpoint.date()): long_date(row.checkpoint) for row in rows}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = pick_in_url(in_own_words("Checkpoint"), days, DISPUTED)
        of_day = {str(r.track): r for r in rows if str(r.checkpoint.date()) == day}
        labels = {track: str(row.track_label) for track, row in of_day.items()}
        track = pick_in_url("Track", labels, DISPUTED_TRACK)
    _say_missing(in_own_words("checkpoint"), DISPUTED)
    if day is not None:
        _say_missing("track", DISPUTED_TRACK)
    if track in of_day:
        st.markdown(told_and_known(of_day[track]))
    text = st.text_area("What is wrong?", key=f"{record.key} figure text", height=80)
    fields = {"what": "figure", "checkpoint": day, "track": track, "text": text}
    _send(record, "This figure is wrong", fields)


def _say_missing(label: str, key: str) -> None:
    if (text := missing(key)) is not None:
        st.warning(f"“{plain(text)}” is not a {label} with a figure of yours.")


def _pick(record: _Record, label: str, labels: Mapping[Any, str], hint: str) -> Any:
    """The choice of one of `labels`: value -> what people read; None until one is picked."""
    return st.selectbox(
        label,
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder=hint,
        key=f"{record.key} {label}",
    )


def _send(record: _Record, label: str, fields: Mapping[str, str | None]) -> None:
    """The button, after a word if the same was sent before and is not settled against them."""
    before = (each for each in record.disputes if each.state not in (DECLINED, WITHDRAWN))
    # A link keeps the figure chosen after it was sent; with a text, it is about to be sent again.
    is_begun = fields["what"] != "figure" or fields["text"]
    if is_begun and any(_subject(each.event.fields) == _subject(fields) for each in before):
        st.warning("You have said so before.", icon=":material/content_copy:")
    if st.button(label, key=f"{record.key} {fields['what']} {label}", type="primary") and send(
        record.at.page, _SENT, "dispute", record.mvp_id, fields
    ):
        st.rerun()


def _subject(fields: Mapping[str, str | None]) -> list[str]:
    """What a dispute says of what, to be compared with another one."""
    return [(fields.get(name) or "").strip().lower() for name in _SAID]


def _answers(record: _Record, what: str) -> None:
    said = [each for each in record.disputes if each.event.get("what") == what]
    own_requests(record.at, record.view, said)


def _label(row: Any) -> str:
    title = row.title if isinstance(row.title, str) else row.kind
    return f"{title} · {row.track} · {long_date(row.day)}"


def _named(row: Any) -> dict[str, str | None]:
    """The title and the day of a contribution as fields of an event; no title that cannot be."""
    title = row.title if is_one_line(row.title, LONGEST[Value.LINE]) else None
    return {"title": title, "day": str(row.day.date())}


def _distinct(labels: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Labels by ids; the id is part of a label that another one has, too."""
    found = dict(labels)
    times = Counter(found.values())
    return {i: text if times[text] == 1 else f"{text} · {i}" for i, text in found.items()}
