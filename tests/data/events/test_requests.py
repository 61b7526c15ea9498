"""What follows from events: states of requests, whoever says what in which order."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import ProgramError
from data.events.checks import check
from data.events.kinds import KINDS, REQUESTS
from data.events.model import Event
from data.events.requests import Request, Said, fold
from data.events.rights import may_write
from tests.data.test_properties import steady

from .said import LIMITS, decided, minutes, said

BEN = {"by": "ben@example.org", "mvp_id": "ben"}
TEAM = {"by": "team@example.org", "role": "program"}
LEAD = {"by": "lea@example.org", "role": "lead"}


def only(events: list[Event]) -> Request:
    (request,) = fold(events).requests
    return request


def state(*events: Event) -> str:
    return only([*events]).state


def test_a_claim_goes_from_open_to_asked_to_open_to_accepted():
    claim = said("claim")
    ask = decided(claim, 1, "ask", "Which day?")
    reply = said("reply", 2, answers=claim, text="Friday")
    accept = decided(claim, 3)
    assert state(claim) == "open"
    assert state(claim, ask) == "asked"
    assert state(claim, ask, reply) == "open"
    assert only([claim, ask, reply, accept]) == Request(
        claim, "accepted", accept, (ask, reply, accept)
    )


@pytest.mark.parametrize("kind", REQUESTS)
def test_the_latest_verdict_holds_and_one_that_is_withdrawn_does_not(kind: str):
    request = said(kind)
    accept, decline = decided(request, 1), decided(request, 2, "decline")
    assert state(request, accept, decline) == "declined"
    back = said("withdrawal", 3, answers=decline, **TEAM)
    assert only([request, accept, decline, back]).verdict == accept
    back_too = said("withdrawal", 4, answers=accept, **TEAM)
    assert state(request, accept, decline, back, back_too) == "open"


@pytest.mark.parametrize("kind", REQUESTS)
def test_what_its_author_withdraws_stays_withdrawn(kind: str):
    request = said(kind)
    back, later = said("withdrawal", 1, answers=request), decided(request, 2)
    found = fold([request, back, later])
    assert found.requests[0].state == "withdrawn"
    assert found.requests[0].verdict is None
    assert found.without_effect == {later.id: "The request was withdrawn before."}


@pytest.mark.parametrize("kind", REQUESTS)
def test_an_accepted_request_is_withdrawn_by_its_author_but_for_leaving(kind: str):
    request = said(kind)
    expected = "accepted" if kind == "leaving" else "withdrawn"
    events = [request, decided(request, 1), said("withdrawal", 2, answers=request)]
    assert state(*events) == expected


def test_a_reply_counts_only_when_somebody_asked_back():
    claim = said("claim")
    reply, accept = said("reply", 1, answers=claim), decided(claim, 2)
    late = said("reply", 3, answers=claim)
    found = fold([claim, reply, accept, late])
    assert found.requests[0].state == "accepted"
    assert [*found.without_effect] == [reply.id, late.id]


CLAIM = said("claim")
CALL = said("call", **LEAD)
MENTORING, ANSWER = (
    {"track": "mentoring", "kind": "session"},
    {"track": "forum", "kind": "answer"},
)
# The second one is from before claims said what they count.
SESSION, OLD_SESSION = said("claim", points="2", **MENTORING), said("claim", **MENTORING)


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (said("verdict", 1, answers=CLAIM), "role mvp"),
        (said("dispute", 1, **TEAM), "role program"),
        (said("call", 1), "role mvp"),
        (said("renewal_step", 1), "role mvp"),
        (said("withdrawal", 1, answers=CLAIM, **BEN), "about somebody else"),
        (said("withdrawal", 1, answers=CLAIM, **TEAM), "Only the person who wrote"),
        (said("withdrawal", 1, answers=CALL, **TEAM), "Only the person who wrote"),
        (said("reply", 1, answers=CLAIM, **LEAD), "Only the person who wrote"),
        (said("verdict", 1, answers=said("claim", 9), **TEAM), "not there"),
        (said("verdict", 1, answers=CALL, **TEAM), "does not fit"),
        (said("calendar_revoked", 1, answers=CLAIM), "does not fit"),
        (said("verdict", 1, answers=CLAIM, by="ana@example.org", role="program"), "for themselves"),
    ],
)
def test_an_event_without_a_right_to_it_changes_nothing(event: Event, why: str):
    before, after = fold([CLAIM, CALL]), fold([CLAIM, CALL, event])
    assert why in after.without_effect[event.id]
    assert (after.requests, after.calls) == (before.requests, before.calls)


def test_what_answers_something_without_effect_has_none_either():
    verdict = said("verdict", 1, answers=CLAIM)
    back = said("withdrawal", 2, answers=verdict)
    assert [*fold([CLAIM, verdict, back]).without_effect] == [verdict.id, back.id]


def test_an_mvp_with_a_new_address_still_withdraws_their_request():
    back = said("withdrawal", 1, by="ana@new.example", answers=CLAIM)
    assert state(CLAIM, back) == "withdrawn"


def test_without_sign_in_one_person_asks_and_decides():
    claim = said("claim", by="local")
    assert state(claim, said("verdict", 1, by="local", role="program", answers=claim)) == "accepted"


def test_what_a_lead_has_decided_stays_decided_when_the_setting_changes():
    verdict = said("verdict", 1, answers=CLAIM, **LEAD)
    assert not may_write("lead", "verdict", "program")
    assert state(CLAIM, verdict) == "accepted"


def test_calls_and_answers_about_renewals_are_those_not_withdrawn():
    renewal, step = said("renewal"), said("renewal_step", 1, **LEAD)
    kept = [CALL, renewal, step]
    found = fold(kept)
    assert (found.calls, found.renewals) == ((CALL,), (renewal, step))
    back = [said("withdrawal", 2, answers=CALL, **LEAD), said("withdrawal", 2, answers=renewal)]
    found = fold([*kept, *back])
    assert (found.calls, found.renewals) == ((), (step,))


def test_a_person_has_one_calendar_which_can_be_revoked():
    first, second = said("calendar", digest="1" * 64), said("calendar", 1, digest="2" * 64)
    of_ben = said("calendar", 2, digest="3" * 64, **BEN)
    assert fold([first, second, of_ben]).calendars == {"2" * 64: second, "3" * 64: of_ben}
    revoked = said("calendar_revoked", 3, answers=second)
    assert fold([first, second, of_ben, revoked]).calendars == {"3" * 64: of_ben}
    others = said("calendar_revoked", 3, answers=of_ben)
    assert fold([of_ben, others]).calendars == {"3" * 64: of_ben}


PEOPLE = [
    {},
    BEN,
    TEAM,
    LEAD,
    {"by": "lea@example.org", "mvp_id": "lea"},
    {"by": "local", "role": "program"},
]


def anything(random: Random, count: int) -> list[Event]:
    """Events of any kind by anybody, most of which answer an earlier one in some way."""
    events: list[Event] = []
    for number in range(count):
        kind = random.choice([*KINDS, "claim", "verdict", "verdict", "withdrawal", "reply"])
        answered = random.choice(events) if events else None
        if KINDS[kind].answers and answered is None:
            continue
        who = dict(random.choice(PEOPLE))
        if answered and random.random() < 0.8:
            who["mvp_id"] = answered.mvp_id
        more = {}
        if kind == "verdict":
            more = {"decision": random.choice(["accept", "decline", "ask"]), "text": "So"}
        answers = answered if KINDS[kind].answers else None
        events.append(said(kind, number / 7, answers=answers, **more, **who))
    return events


@steady(150)
@given(seed=st.integers(0, 10**6), count=st.integers(0, 40))
def test_the_order_in_which_files_are_read_does_not_matter(seed: int, count: int):
    random = Random(seed)
    events = anything(random, count)
    shuffled = random.sample(events, len(events))
    assert fold(shuffled) == fold(events)


@steady(150)
@given(seed=st.integers(0, 10**6), count=st.integers(0, 40))
def test_events_without_effect_can_be_left_out(seed: int, count: int):
    events = anything(Random(seed), count)
    found = fold(events)
    left = fold([event for event in events if event.id not in found.without_effect])
    assert left == Said(found.requests, found.calls, found.renewals, found.calendars, {})


@steady(150)
@given(seed=st.integers(0, 10**6), count=st.integers(1, 40))
def test_every_state_follows_from_the_last_words_of_its_thread(seed: int, count: int):
    for request in fold(anything(Random(seed), count)).requests:
        last = request.thread[-1] if request.thread else None
        expected = {
            None: "open",
            "reply": "open",
            "withdrawal": "withdrawn",
            "verdict": {"accept": "accepted", "decline": "declined", "ask": "asked"}.get(
                last.get("decision") if last else None
            ),
        }[last.kind if last else None]
        assert request.state == expected
        has_verdict = last is not None and last.kind == "verdict"
        assert request.verdict == (last if has_verdict else None)
        assert all(event.mvp_id == request.event.mvp_id for event in request.thread)
        accepting = [event for event in request.thread if event.kind == "verdict"]
        assert {event.role for event in accepting} <= {"program", "lead"}


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (said("claim", day="2026-03-03"), "not yet over"),
        (said("claim", track="podcasts"), "no track podcasts"),
        (said("claim", kind="answer"), "has no kind answer"),
        (said("away", to_on="2026-03-31"), "before the first day"),
        (said("away", to_on="2027-03-04"), "more than 366 days ahead"),
        (said("leaving", left_on="2027-03-04"), "more than 366 days ahead"),
        (said("call", again_on="2026-03-01", **LEAD), "is over"),
        (said("renewal", year="2023"), "not decided now"),
        (said("verdict", 1, answers=CLAIM, **LEAD), "your role"),
        (said("verdict", 1, answers=CLAIM, track="content", **TEAM), "go together"),
        (said("claim", points="4"), "track content does not count points"),
        (said("claim", **MENTORING), "Fill in the hours"),
        (said("verdict", 1, answers=CLAIM, points="4", **TEAM), "does not count points"),
        (said("verdict", 1, answers=CLAIM, **MENTORING, **TEAM), "Fill in the hours"),
        (said("verdict", 1, answers=SESSION, points="4", **ANSWER, **TEAM), "not count points"),
        (said("reply", 1, answers=CLAIM), "Nobody has asked back"),
        (said("call"), "your role"),
    ],
)
def test_what_may_not_be_written_is_refused_in_a_sentence(event: Event, why: str):
    with pytest.raises(ProgramError, match=why):
        check(event, [CLAIM, CALL, SESSION, OLD_SESSION], LIMITS)


@pytest.mark.parametrize(
    "event",
    [
        said("claim", 1, day="2026-03-02"),
        said("away", 1, from_on="2026-02-01", to_on="2027-03-03"),
        said("call", 1, again_on="2026-03-02", **LEAD),
        said("renewal", 1, year="2026"),
        said("verdict", 1, answers=CLAIM, track="forum", kind="answer", day="2026-03-01", **TEAM),
        said("withdrawal", 1, answers=CALL, **LEAD),
        said("claim", 1, points="4", **MENTORING),
        said("verdict", 1, answers=CLAIM, points="4", **MENTORING, **TEAM),
        *(said("verdict", 1, answers=each, points="3", **TEAM) for each in (SESSION, OLD_SESSION)),
        *(said("verdict", 1, answers=each, **TEAM) for each in (SESSION, OLD_SESSION)),
        said("verdict", 1, answers=SESSION, **ANSWER, **TEAM),
    ],
)
def test_what_may_be_written_is_not_refused(event: Event):
    check(event, [CLAIM, CALL, SESSION, OLD_SESSION], LIMITS)


def test_a_person_writes_20_events_an_hour_and_the_program_team_300():
    mine = [said("claim", minute) for minute in range(20)]
    check(said("claim", 20), mine[1:], LIMITS)
    with pytest.raises(ProgramError, match="20 messages in an hour"):
        check(said("claim", 20), mine, LIMITS)
    check(said("claim", 60), mine, LIMITS)
    check(said("claim", 20, **BEN), mine, LIMITS)
    calls = [said("call", minute / 9, **LEAD) for minute in range(300)]
    with pytest.raises(ProgramError, match="300 messages"):
        check(said("call", 40, **LEAD), calls, LIMITS)
    assert calls[-1].at < minutes(40)
