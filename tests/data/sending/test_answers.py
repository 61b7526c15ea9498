"""What a mail server answers: who gets their mail at once, later or not, and what is said of it."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from data.days.day import Day
from data.errors import ProgramError
from data.sending.log import open_log
from data.sending.outgoing import Outgoing
from data.sending.run import Limits, Outcome, send_all
from data.sending.settings import mail_settings
from data.sending.smtp import Server, SmtpTransport
from data.store.publishing import current
from tests.data.sending.conftest import CHECKPOINT, SENDER
from tests.data.sending.mail_server import free_port, mail_server

QUICK = Limits(per_minute=100_000, waits=(0.01, 0.01))
PEOPLE = ["ana", "ben", "cay"]


def outgoing(key: str, text: str = "Hello") -> Outgoing:
    content = f"To: <{key}@example.org>\r\nSubject: A word\r\n\r\n{text}\r\n".encode()
    return Outgoing(key, f"{key}@example.org", "A word", text, content)


def sent_to(port: int, folder: Path, limits: Limits = QUICK, **more: str) -> Outcome:
    """Send a mail to each of PEOPLE, by the log of a folder."""
    server = Server("127.0.0.1", port, "none", SENDER, **more)
    messages = [outgoing(key) for key in PEOPLE]
    with SmtpTransport(server) as transport, open_log(folder / "log.jsonl") as log:
        return send_all(messages, transport, log, limits)


def answering(*answers: str | None, to: str = "ben@example.org") -> Callable[[str], str | None]:
    """Give an address these answers, one after the other, and take everything after them."""
    left = list(answers)

    def answer(address: str) -> str | None:
        return left.pop(0) if address == to and left else None

    return answer


@pytest.mark.parametrize("when", ["at_recipient", "at_mail"])
def test_a_temporary_failure_is_tried_again_after_the_others(tmp_path, when):
    with mail_server(**{when: answering("451 4.7.1 later, please")}) as server:
        outcome = sent_to(server.port, tmp_path)
    assert server.recipients == ["ana@example.org", "cay@example.org", "ben@example.org"]
    assert (outcome.sent, outcome.not_sent) == (["ana", "cay", "ben"], {})


@pytest.mark.parametrize("when", ["at_recipient", "at_mail"])
def test_a_failure_that_stays_temporary_is_named_after_three_tries(tmp_path, when):
    with mail_server(**{when: answering(*["452 4.2.2 mailbox is full"] * 9)}) as server:
        outcome = sent_to(server.port, tmp_path)
    assert server.recipients == ["ana@example.org", "cay@example.org"]
    assert outcome.not_sent == {"ben": "452 4.2.2 mailbox is full"}
    assert Counter(server.asked)["ben@example.org"] == 3


@pytest.mark.parametrize("when", ["at_recipient", "at_mail"])
def test_a_person_whose_mail_is_refused_is_named_and_the_others_get_theirs(tmp_path, when):
    with mail_server(**{when: answering("550 5.1.1 nobody\x1b[2J here")}) as server:
        outcome = sent_to(server.port, tmp_path)
    assert server.recipients == ["ana@example.org", "cay@example.org"]
    assert outcome.not_sent == {"ben": "550 5.1.1 nobody [2J here"}
    assert Counter(server.asked)["ben@example.org"] == 1


def test_what_was_refused_is_tried_again_by_the_next_run(tmp_path):
    with mail_server(at_mail=answering("554 no")) as server:
        sent_to(server.port, tmp_path)
        outcome = sent_to(server.port, tmp_path)
    assert (outcome.sent, outcome.sent_before) == (["ben"], ["ana", "cay"])
    assert server.recipients == ["ana@example.org", "cay@example.org", "ben@example.org"]


def test_when_the_server_closes_the_connection_the_others_wait_and_then_get_theirs(tmp_path):
    with mail_server(at_recipient=answering("421 4.3.2 closing")) as server:
        outcome = sent_to(server.port, tmp_path)
    assert server.recipients == ["ana@example.org", "ben@example.org", "cay@example.org"]
    assert (outcome.sent, outcome.not_sent) == (PEOPLE, {})


def test_a_server_that_goes_away_for_good_leaves_the_rest_for_the_next_run(tmp_path):
    with mail_server(at_recipient=answering(*["421 4.3.2 closing"] * 3)) as server:
        outcome = sent_to(server.port, tmp_path)
        assert outcome.sent == ["ana"]
        assert outcome.not_sent == {"ben": "421 4.3.2 closing", "cay": ""}
        outcome = sent_to(server.port, tmp_path)
    assert (outcome.sent, outcome.sent_before) == (["ben", "cay"], ["ana"])
    assert Counter(server.recipients) == dict.fromkeys(server.recipients, 1)


def test_a_sender_that_is_refused_ends_it_before_anybody_is_asked_about(tmp_path):
    with mail_server(at_sender=lambda _: "550 5.7.1 not you") as server:
        outcome = sent_to(server.port, tmp_path)
    assert outcome.stopped == (
        f"127.0.0.1:{server.port} takes no mail from {SENDER} (550 5.7.1 not you); look at "
        "mail.sender and mail.user"
    )
    assert (server.asked, [*outcome.not_sent]) == ([], PEOPLE)


def test_a_server_that_is_not_there_is_named_at_once(tmp_path):
    port = free_port()
    outcome = sent_to(port, tmp_path)
    assert outcome.stopped.startswith(f"127.0.0.1:{port} cannot be reached: Connection refused; ")
    assert (outcome.sent, [*outcome.not_sent]) == ([], PEOPLE)


def test_no_more_mails_are_sent_in_a_minute_than_the_settings_say(tmp_path):
    with mail_server() as server:
        start = monotonic()
        sent_to(server.port, tmp_path, Limits(per_minute=120))
        seconds = monotonic() - start
    assert len(server.mails) == 3
    assert seconds >= 2 * 60 / 120  # two waits between three mails


def test_the_command_names_who_got_nothing_and_ends_with_1(sending, send, monkeypatch):
    monkeypatch.setattr("data.send_commands.Limits", lambda per_minute: QUICK)

    def answer(address: str) -> str | None:
        return {"dina@example.org": "550 unknown", "bo@example.org": "450 busy"}.get(address)

    with mail_server(sending.port, at_recipient=answer) as server:
        done = send("letters", "--checkpoint", CHECKPOINT)
    assert len(server.mails) == 7
    assert done.lines[1:] == ["Not sent: A02: 450 busy", "Not sent: A04: 550 unknown"]
    assert done.lines[0].startswith("Sent 7 letters; what was sent is in ")
    assert done.status == 1
    assert done.error == (
        "not sent: 2 of 9 letters; run the same command again to send what can be sent"
    )


def test_two_commands_do_not_send_by_the_same_log_at_once(sending, send, sent):
    with open_log(sent / f"letters-{CHECKPOINT}.jsonl"), mail_server(sending.port) as server:
        done = send("letters", "--checkpoint", CHECKPOINT)
    assert (done.status, server.mails) == (1, [])
    assert done.error.endswith("another program sends by this log; wait until it is done")


def test_a_day_that_has_not_come_is_refused(send):
    for words in (("digest",), ("reminders",)):
        done = send(*words, "--as-of", "2099-01-01")
        assert done.error == "2099-01-01 has not come yet; try again on that day"
    done = send("letters", "--checkpoint", "2024-08-20")
    assert done.error.startswith("2024-08-20 is not a checkpoint; those of its year are 2024-03-31")


def test_a_dry_run_prints_everything_and_sends_nothing(sending, send, sent):
    with mail_server(sending.port) as server:
        done = send("letters", "--checkpoint", CHECKPOINT, "--dry-run")
    assert (done.status, server.asked) == (0, [])
    assert not sent.exists()
    assert done.lines.count("To: eleni@example.org (A05)") == 1
    assert "  4 components done, 6 expected by September 30, 2024, 9 by the end of the year." in (
        done.lines
    )
    assert done.lines[-1] == "Would send 9 letters"


def test_an_mvp_who_gets_no_letter_is_named(send):
    for mvp_id in ("A06", "nobody"):
        done = send("letters", "--checkpoint", CHECKPOINT, "--mvp", mvp_id)
        assert done.error == f"{mvp_id}: no such MVP, or one who gets no letter of {CHECKPOINT}"


def test_an_answer_that_is_no_answer_is_uncertain(tmp_path):
    """aiosmtpd sends what a handler returns; 'ok' has no code, so it is not known what it means."""
    with mail_server(at_mail=answering("ok")) as server:
        outcome = sent_to(server.port, tmp_path)
    assert outcome.sent == ["ana", "cay"]
    assert outcome.uncertain == {
        "ben": "the server gave no answer that can be read; it may have arrived"
    }


def test_a_program_without_a_mail_server_names_the_keys(tiny_program):
    settings = mail_settings(Day(current(tiny_program.database), tiny_program.as_of))
    with pytest.raises(ProgramError) as refused:
        settings.server({})
    assert str(refused.value) == (
        "mail.host and mail.sender: not set, so nothing can be sent; write `[mail]` and `host = "
        '"smtp.example.org"` and `sender = "program@example.org"` in program.toml, and build again'
    )
