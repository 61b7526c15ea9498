"""Questions about large files are answered in a process of its own."""

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from data.bring.apart import apart
from data.bring.choices import choices
from data.bring.preview import preview
from data.bring.recognized import recognize
from data.build.account_links import find_strangers
from data.errors import ProgramError
from data.settings.files import load
from tests.data.bring.programs import AS_OF, FORM, PEOPLE, connected


def test_every_question_of_the_page_gets_the_same_answer_in_another_process(tmp_path: Path) -> None:
    folder = connected(tmp_path, {"raw/form/answers.csv": FORM, "raw/people/list.csv": PEOPLE})
    for ask in (
        partial(recognize, folder, load(), AS_OF, None),
        partial(preview, folder, "raw/form/answers.csv", "form", load(), AS_OF),
        partial(choices, folder, "form", load(), AS_OF),
        partial(find_strangers, folder, AS_OF, load()),
    ):
        assert apart(ask) == ask()


def test_it_is_another_process() -> None:
    assert apart(os.getpid) != os.getpid()


def test_what_is_printed_is_not_part_of_the_answer() -> None:
    assert apart(partial(print, "a word")) is None


def test_an_error_that_people_can_fix_says_the_same(tmp_path: Path) -> None:
    ask = partial(choices, tmp_path, "none", load(), AS_OF)
    with pytest.raises(ProgramError) as here:
        ask()
    with pytest.raises(ProgramError) as there:
        apart(ask)
    assert str(there.value) == str(here.value)


def test_a_process_that_the_system_ends_says_that_memory_is_short() -> None:
    with pytest.raises(ProgramError, match="not enough memory"):
        apart(partial(signal.raise_signal, signal.SIGKILL))


def test_another_failure_is_not_shown_as_an_answer() -> None:
    with pytest.raises(RuntimeError, match="has failed"):
        apart(partial(int, "no number"))
