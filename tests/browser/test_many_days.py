"""One person who asks for ever more days, and another who asks for a few, at a real server."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from dashboard.reading.turns import DAYS_PER_MINUTE
from tests.browser.auth_cookies import secrets_option
from tests.browser.conftest import Serve, free_port
from tests.browser.ws_client import error_in, messages_of, session
from tests.conftest import Program
from tests.people import signed_in

PAGE = "benefits"
REFUSED = "The figures of this day are not computed yet."
ASKED = 3 * DAYS_PER_MINUTE  # days, in several tabs at once
TABS = 4
Ask = Callable[[str, date], str]


@pytest.fixture(scope="module")
def ask(serve: Serve, people: Program, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Opens the page as of a day in a new tab; returns the refusal, or an empty text."""
    port = free_port()
    site = serve(people, secrets_option(tmp_path_factory.mktemp("secrets"), port), port=port)

    def answer(person: str, day: date) -> str:
        refusal = ""
        with session(site, signed_in(person)) as tab:
            for message in messages_of(tab, PAGE, f"as_of={day}"):
                assert not error_in(message)
                body = message.delta.new_element.alert.body
                refusal = body if body.startswith(REFUSED) else refusal
        return refusal

    return answer


def test_many_days_of_one_person_are_refused_in_words_while_another_gets_theirs(
    ask: Ask, people: Program
) -> None:
    days = [people.as_of - timedelta(days=10 + number) for number in range(ASKED)]
    with ThreadPoolExecutor(TABS) as tabs:
        answers = tabs.map(lambda day: ask("program@example.org", day), days)
        of_another = [ask("lead1@example.org", days[-1] - timedelta(days=n)) for n in (1, 2, 3)]
        by_day = dict(zip(days, answers, strict=True))
    assert of_another == [""] * 3
    refusals = [refusal for refusal in by_day.values() if refusal]
    assert refusals
    assert len(by_day) - len(refusals) >= DAYS_PER_MINUTE
    for refusal in refusals:
        assert "You have asked for many days." in refusal
        assert "Try again in" in refusal
    shown = [day for day, refusal in by_day.items() if not refusal]
    for day in (shown[-1], people.as_of):  # in the cache, so nobody is refused them
        assert ask("program@example.org", day) == ""
