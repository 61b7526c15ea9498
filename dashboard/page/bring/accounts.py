"""Step 3, whose the accounts are: proposals to answer, and accounts that look like nobody's."""

from collections import Counter
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.page.bring.answers import answer, keep
from dashboard.page.bring.changing import changing
from dashboard.page.bring.listing import Listing
from dashboard.page.bring.steps import Step, closed, code, counted, opened, title
from dashboard.page.bring.workplace import Workplace
from dashboard.page.prose import plain
from data.build.account_links import Found, find_strangers, settle
from data.errors import ProgramError
from data.events.place import events_folder
from data.outputs.markdown import escaped
from data.settings.saying import in_own_words
from data.sources.proposals import Candidate, Proposal, Stranger

_SHOWN = 5  # proposals at a time
_WANTED = "bring accounts wanted"
_LATER = "bring later"  # accounts that somebody put off in this session


def found_accounts(place: Workplace, is_wanted: bool) -> Found | ProgramError | None:
    """The accounts of the draft that are linked to nobody; None before somebody looks.

    Looking reads all files, so it waits until they are decided about or somebody asks.
    """
    if place.listing is None or not (is_wanted or st.session_state.get(_WANTED)):
        return None
    look = partial(find_strangers, events=events_folder(place.database))
    try:
        return answer(
            place.listing,
            _question(place),
            partial(look, place.listing.draft.work, place.as_of, place.settings),
            "Looking whose the accounts are …",
        )
    except ProgramError as error:
        return error


def _question(place: Workplace) -> str:
    """What is asked; it is another question when people have said more, which adds a file."""
    events = events_folder(place.database)
    said = events.stat().st_mtime_ns if events and events.is_dir() else None
    return f"accounts {place.as_of} {said}"


def _settle(place: Workplace, found: Found, stranger: Stranger, who: str | None, yes: bool) -> None:
    """Keep an answer in the draft, and take the account from those that were found."""
    verb, whom = "is" if yes else "is not", who or in_own_words("an MVP")
    what = f"{stranger.source}, {stranger.account} {verb} {whom}"
    with changing(place, what, what):
        listing = place.listing or Listing(place.opened_draft())
        account = [(stranger.source, stranger.account)]
        settle(listing.draft.work, found, account if yes else [], [] if yes else account, who)
        left = _without(found, stranger, None if yes else who, yes)
        keep(listing, _question(place), left)


def _without(found: Found, stranger: Stranger, mvp_id: str | None, is_linked: bool) -> Found:
    """What is left to answer: without the account, or without one candidate of it."""
    left = []
    for each in found.proposals:
        if each.stranger == stranger:
            others = tuple(who for who in each.candidates if who.mvp_id != mvp_id)
            each = replace(each, candidates=others if mvp_id else ())
        left += [each] if each.candidates else []
    strangers = [each for each in found.strangers if not (is_linked and each == stranger)]
    return replace(found, strangers=strangers, proposals=left)


def draw(place: Workplace, found: Found | ProgramError | None) -> None:
    """The step; one line when there is nothing to answer."""
    if found is None:
        closed(Step.ACCOUNTS, "looked at when 2 is decided.")
        if place.draft and st.button("Look now", key="bring look", icon=":material/group:"):
            st.session_state[_WANTED] = True
            st.rerun()
    elif isinstance(found, ProgramError):
        closed(Step.ACCOUNTS, f"not known yet. {escaped(place.without_paths(str(found)))}")
    elif not found.strangers:
        closed(Step.ACCOUNTS, "every account is linked to somebody.")
    else:
        with opened(Step.ACCOUNTS):
            _questions(place, found)


def to_answer(found: Found) -> list[Proposal]:
    """The proposals that nobody has put off in this session."""
    later = st.session_state.get(_LATER, ())
    return [each for each in found.proposals if _key(each.stranger) not in later]


def _questions(place: Workplace, found: Found) -> None:
    proposals = to_answer(found)
    rows = sum(stranger.rows for stranger in found.strangers)
    may_be = in_own_words(", {times:,} may be an MVP's", times=len(proposals))
    likely = may_be if proposals else ""
    title(Step.ACCOUNTS, f"{counted(len(found.strangers), 'account')} of nobody{likely}")
    st.caption(
        f"Their {counted(rows, 'row')} are in no figure. Nothing is linked until you say so; "
        "a no is kept, so nobody is asked again."
    )
    for proposal in proposals[:_SHOWN]:
        _proposal(place, found, proposal)
    if len(proposals) > _SHOWN:
        st.caption(f"{len(proposals) - _SHOWN:,} more come when these are answered.")
    put_off = len(found.proposals) - len(proposals)
    if put_off and st.button(f"Show the {put_off:,} put off again", key="bring later again"):
        st.session_state.pop(_LATER)
        st.rerun()
    _others(place, found)


def _key(stranger: Stranger) -> str:
    return f"{stranger.source} {stranger.account}"


def _about(stranger: Stranger) -> str:
    """The account with its rows and their days, as Markdown."""
    days = f", {stranger.first_on} to {stranger.last_on}" if stranger.first_on else ""
    example = f" · {code(stranger.example)}" if stranger.example else ""
    name = f"**{plain(stranger.account)}** in {plain(stranger.source)}"
    return f"{name} · {counted(stranger.rows, 'row')}{days}{example}"


def _proposal(place: Workplace, found: Found, proposal: Proposal) -> None:
    stranger = proposal.stranger
    with st.container(border=True):
        st.markdown(_about(stranger))
        names = Counter(candidate.name for candidate in proposal.candidates)
        for who in proposal.candidates:
            same = f" ({plain(who.mvp_id)})" if names[who.name] > 1 else ""
            _candidate(place, found, stranger, who, f"{plain(who.name)}{same}")
        with st.container(horizontal=True):
            if len(proposal.candidates) > 1:
                _no_button(
                    place, found, stranger, None, f"{plain(stranger.account)} is none of them"
                )
            if st.button(
                f"Later: {plain(stranger.account)}",
                key=f"bring later {_key(stranger)}",
                icon=":material/schedule:",
                type="tertiary",
            ):
                st.session_state.setdefault(_LATER, set()).add(_key(stranger))
                st.rerun()


def _candidate(
    place: Workplace, found: Found, stranger: Stranger, who: Candidate, label: str
) -> None:
    st.markdown(f"{plain(who.name)} ({code(who.mvp_id)}): {escaped(who.reason)}")
    with st.container(horizontal=True):
        if st.button(
            f"Yes, {plain(stranger.account)} is {label}",
            key=f"bring yes {_key(stranger)} {who.mvp_id}",
            icon=":material/check:",
        ):
            _settle(place, found, stranger, who.mvp_id, yes=True)
        _no_button(place, found, stranger, who.mvp_id, f"No, not {label}")


def _no_button(
    place: Workplace, found: Found, stranger: Stranger, mvp_id: str | None, label: str
) -> None:
    key = f"bring no {_key(stranger)} {mvp_id}"
    if st.button(label, key=key, icon=":material/close:"):
        _settle(place, found, stranger, mvp_id, yes=False)


def _others(place: Workplace, found: Found) -> None:
    """Accounts that look like nobody's: link one by choosing the account and the MVP."""
    proposed = {_key(each.stranger) for each in found.proposals}
    others = [stranger for stranger in found.strangers if _key(stranger) not in proposed]
    if not others or not found.mvp_ids:
        return
    with st.expander(f"{counted(len(others), 'account')} like nobody's", key="bring others"):
        st.caption(
            in_own_words("Most are of people who are no MVPs. Link one if you know whose it is.")
        )
        stranger = st.selectbox(
            "Account",
            others,
            index=None,
            format_func=lambda each: (
                f"{each.account} in {each.source}, {counted(each.rows, 'row')}"
            ),
            placeholder="Pick an account",
            key="bring other account",
        )
        mvp_id = st.selectbox(
            in_own_words("Is the MVP"),
            sorted(found.mvp_ids),
            index=None,
            placeholder=in_own_words("Pick an MVP"),
            key="bring other mvp",
        )
        is_ready = stranger is not None and mvp_id is not None
        if st.button("Link them", disabled=not is_ready, key="bring link") and stranger and mvp_id:
            _settle(place, found, stranger, mvp_id, yes=True)
