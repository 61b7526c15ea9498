"""What was said about renewals, and what was taken back."""

from itertools import permutations

from data.events.renewals import Statement, statements

from .said import said

LEAD = {"by": "lead@example.org", "role": "lead"}
YES = said("renewal", 1)
NO = said("renewal", 2, decision="decline")
INVITED = said("renewal_step", 3, **LEAD)
TAKEN_BACK = said("withdrawal", 4, answers=INVITED, **LEAD)


def test_answers_and_steps_are_in_the_order_of_time_however_they_are_read():
    expected = [Statement(YES), Statement(NO), Statement(INVITED)]
    for events in permutations([YES, NO, INVITED, said("call", **LEAD)]):
        assert statements(events) == expected


def test_what_was_taken_back_stays_there_with_the_withdrawal():
    assert statements([INVITED, TAKEN_BACK]) == [Statement(INVITED, TAKEN_BACK)]


def test_nobody_takes_back_what_another_one_said_and_nobody_answers_for_an_mvp():
    other = said("withdrawal", 4, answers=INVITED, by="team@example.org", role="program")
    forged = said("renewal", 5, **LEAD)
    assert statements([INVITED, other, forged]) == [Statement(INVITED)]
