"""Nothing is sent twice, whenever it ends, and what may have arrived is named."""

import json
import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from data.errors import ProgramError
from data.sending.log import BEGUN, SENT, State, open_log, read_log
from data.sending.run import send_all
from data.sending.smtp import Server, SmtpTransport
from tests.data.sending.conftest import CHECKPOINT, SENDER, Run, SendingProgram
from tests.data.sending.mail_server import HANG_UP, MailServer, mail_server
from tests.data.sending.test_answers import PEOPLE, QUICK, outgoing, sent_to
from tests.machine import small_disk

LETTERS = ("letters", "--checkpoint", CHECKPOINT)
AGAIN = "send it with --again"
Start = Callable[..., subprocess.Popen[str]]


def log_lines(sent: Path) -> list[dict[str, str]]:
    text = (sent / f"letters-{CHECKPOINT}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_a_second_run_sends_nothing(sending: SendingProgram, send: Run):
    with mail_server(sending.port) as server:
        send(*LETTERS)
        done = send(*LETTERS)
    assert len(server.mails) == 9
    assert (done.status, done.lines) == (0, ["Sent no letters", "Sent before: 9"])


def test_the_log_says_what_was_sent_when_and_only_its_owner_reads_it(sending, send, sent):
    with mail_server(sending.port):
        send(*LETTERS)
    lines = log_lines(sent)
    assert [line["event"] for line in lines] == ["begun", "sent"] * 9
    assert [(line["key"], line["to"]) for line in lines][::2] == [
        ("A01", "ana@example.org"), ("A02", "bo@example.org"), ("A03", "chandra@example.org"),
        ("A04", "dina@example.org"), ("A05", "eleni@example.org"), ("A07", "gaku@example.org"),
        ("A08", "hala@example.org"), ("A09", "ivy@example.org"), ("a00", "jo@example.org"),
    ]  # fmt: skip
    assert all(line["at"].endswith("Z") for line in lines)
    modes = [path.stat().st_mode & 0o777 for path in (sent, *sent.glob("*.jsonl"))]
    assert modes == [0o700, 0o600]


class Killer:
    """Kills the process that sends when it is told about the third person."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None
        self.told = 0

    def __call__(self, address: str) -> None:
        self.told += 1
        if self.process and self.told == 3:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()


def test_a_run_that_is_killed_before_a_mail_is_handed_over_is_resumed(sending, started, send):
    killer = Killer()
    with mail_server(sending.port, at_recipient=killer) as server:
        killer.process = started(*LETTERS)
        assert killer.process.wait() == -signal.SIGKILL
        assert len(server.mails) == 2
        done = send(*LETTERS)
    assert (done.status, done.lines[1]) == (0, "Sent before: 2")
    assert len(server.mails) == 9
    assert Counter(server.recipients) == dict.fromkeys(server.recipients, 1)


def test_a_mail_that_was_taken_when_its_run_was_killed_is_named_and_not_sent_again(
    sending, started, send
):
    """The server has the third mail and the program is killed before it gets the answer."""
    killer = Killer()
    with mail_server(sending.port, at_mail=killer) as server:
        killer.process = started(*LETTERS)
        assert killer.process.wait() == -signal.SIGKILL
        wait_for_mails(server, 3)
        done = send(*LETTERS)
        assert done.status == 1
        assert done.lines[1] == "Sent before: 2"
        assert done.lines[2].startswith("Uncertain: A03: handed over at 20")
        assert done.lines[2].endswith("Z, and no answer is known; it may have arrived")
        assert done.error == f"uncertain: 1 of 9 letters; ask whether it arrived, or {AGAIN}"
        assert Counter(server.recipients) == dict.fromkeys(server.recipients, 1)
        assert len(server.mails) == 9

        done = send(*LETTERS, "--again")
    assert (done.status, done.lines[1]) == (0, "Sent before: 8")
    assert server.recipients.count("chandra@example.org") == 2
    assert len(server.mails) == 10
    first, second = [mail for mail in server.mails if mail.to == "chandra@example.org"]
    assert first.parsed["Message-ID"] == second.parsed["Message-ID"]
    others = {mail.parsed["Message-ID"] for mail in server.mails}
    assert len(others) == 9


@pytest.mark.parametrize("kills", [
    pytest.param(4, marks=pytest.mark.short),
    pytest.param(25, marks=pytest.mark.slow(reason="starts a process for each kill")),
])  # fmt: skip
def test_nobody_gets_two_mails_whenever_the_program_is_killed(sending, started, send, kills):
    """Each run is killed at a random moment; at the end, everybody has one mail at most, and those
    who have none are named."""
    chance = random.Random(7)
    with mail_server(sending.port, at_recipient=lambda _: time.sleep(0.05)) as server:
        for _ in range(kills):
            process = started(*LETTERS)
            before, ends_at = len(server.asked), time.monotonic() + 60
            while process.poll() is None and len(server.asked) == before:
                assert time.monotonic() < ends_at
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.2))
            process.kill()
            process.communicate()
        done = send(*LETTERS)
    assert Counter(server.recipients) == dict.fromkeys(server.recipients, 1)
    uncertain = [line.split(": ")[1] for line in done.lines if line.startswith("Uncertain")]
    assert len({*server.recipients}) >= 9 - len(uncertain)
    assert done.status == (1 if uncertain else 0)


def test_when_the_connection_breaks_before_the_answer_it_is_uncertain(sending, send):
    def answer(address: str) -> str | None:
        return HANG_UP if address == "dina@example.org" else None

    with mail_server(sending.port, at_mail=answer) as server:
        done = send(*LETTERS)
    assert len(server.mails) == 9
    assert done.lines[1].startswith("Uncertain: A04: the connection broke: ")
    assert done.status == 1


def test_content_that_has_changed_is_named_and_sent_again_only_when_asked(tmp_path):
    first, second = outgoing("ana", "10 answers"), outgoing("ana", "11 answers")
    with mail_server() as server:
        server_ = Server("127.0.0.1", server.port, "none", SENDER)
        with SmtpTransport(server_) as transport, open_log(tmp_path / "log.jsonl") as log:
            assert send_all([first], transport, log, QUICK).sent == ["ana"]
            outcome = send_all([second], transport, log, QUICK)
            assert (outcome.sent, [*outcome.changed]) == ([], ["ana"])
            assert send_all([second], transport, log, QUICK, again=True).sent == ["ana"]
            assert send_all([second], transport, log, QUICK, again=True).sent_before == ["ana"]
    assert len(server.mails) == 2
    ids = [mail.parsed["Message-ID"] for mail in server.mails]
    assert len({*ids}) == 2  # a copy with the same one could be hidden


def test_a_changed_letter_is_no_fault_of_a_run(sending, send, sent):
    with mail_server(sending.port) as server:
        send(*LETTERS)
        done = send(*LETTERS, "--url", "https://mvp.example.org")
        assert (done.status, len(server.mails), len(done.lines)) == (0, 9, 10)
        assert done.lines[1].startswith("Not sent again: A01: was sent at 20")
        assert done.lines[1].endswith(" and has changed since; --again sends it")
        send(*LETTERS, "--url", "https://mvp.example.org", "--again")
    assert len(server.mails) == 18


def test_a_line_that_was_cut_off_is_dropped(tmp_path):
    path = tmp_path / "log.jsonl"
    with mail_server() as server:
        sent_to(server.port, tmp_path)
        whole = path.read_bytes()
        *_, last = whole.splitlines(keepends=True)
        for cut in (1, len(last) - 1):
            path.write_bytes(whole[: len(whole) - len(last) + cut])
            states = read_log(path)
            assert states["cay"].sent is None  # the answer is cut, and its beginning is known
            assert states["cay"].begun_at
            outcome = sent_to(server.port, tmp_path)
            assert (outcome.sent, [*outcome.uncertain]) == ([], ["cay"])
            assert path.read_bytes() == whole[: len(whole) - len(last)]


@pytest.mark.parametrize("line", [b"{}\n", b"not json\n", b'{"event": "sent"}\n', b"\xff\n", b"\n"])
def test_a_damaged_line_ends_the_command_with_its_number(tmp_path, line):
    with mail_server() as server:
        sent_to(server.port, tmp_path)
        path = tmp_path / "log.jsonl"
        first, *rest = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join([first, line, *rest]))
        with pytest.raises(ProgramError, match=r"log\.jsonl line 2: is damaged; correct it, or"):
            sent_to(server.port, tmp_path)
    assert len(server.mails) == 3


def test_nothing_is_sent_when_the_log_cannot_be_written(tmp_path):
    """A disk of 1 MB that is nearly full: the lines of the first mails fit, and then none."""
    with small_disk(tmp_path / "disk", 1) as disk, mail_server() as server:
        filler = disk / "filler"
        fill(filler)
        assert "the disk is full" in sent_to(server.port, disk / "sent").stopped
        assert server.mails == []
        os.truncate(filler, filler.stat().st_size - 8 * 1024)  # for some lines
        folder = disk / "sent"
        server_ = Server("127.0.0.1", server.port, "none", SENDER)
        messages = [outgoing(f"{key}{number}") for number in range(50) for key in PEOPLE]
        with SmtpTransport(server_) as transport, open_log(folder / "log.jsonl") as log:
            outcome = send_all(messages, transport, log, QUICK)
        assert 0 < len(server.mails) < 150
        assert "the disk is full" in outcome.stopped
        filler.unlink()
        with SmtpTransport(server_) as transport, open_log(folder / "log.jsonl") as log:
            again = send_all(messages, transport, log, QUICK)
    assert Counter(server.recipients) == dict.fromkeys(server.recipients, 1)
    assert len(server.mails) + len(again.uncertain) >= 150
    assert len(again.uncertain) <= 1


def wait_for_mails(server: MailServer, count: int) -> None:
    """Wait until the server has kept what it got; it does so in a thread of its own."""
    ends_at = time.monotonic() + 10
    while len(server.mails) < count:
        assert time.monotonic() < ends_at
        time.sleep(0.01)
    assert len(server.mails) == count


def fill(file: Path) -> None:
    """Write a file until its disk is full."""
    with suppress(OSError), file.open("wb", buffering=0) as opened:
        while opened.write(bytes(4096)):
            pass


def test_states_follow_the_lines_of_a_log(tmp_path):
    ana = outgoing("ana")
    with open_log(tmp_path / "log.jsonl") as log:
        assert log.state("ana") == State()
        log.write(BEGUN, ana)
        assert log.state("ana").begun_at
        log.write("put off", ana, "450 later")
        assert log.state("ana") == State()
        log.write(BEGUN, ana)
        log.write(SENT, ana, "250 ok")
        assert (log.state("ana").sent, log.state("ana").begun_at) == (ana.digest, None)
        state = log.state("ana")
    assert read_log(tmp_path / "log.jsonl") == {"ana": state}
