"""A program that sends to a mail server on this machine, and the commands that send."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from data.__main__ import commands
from data.errors import ProgramError
from tests.conftest import TINY, Program, built
from tests.data.sending.mail_server import free_port, write_certificate
from tests.machine import unavailable

CONTACT, SENDER = "contact@example.org", "program@example.org"
SETTINGS = """
[letters]
contact = "{contact}"

[mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "{sender}"
per_minute = 10000
certificate_reminder_days = [60, 14]
"""
CHECKPOINT = "2024-09-30"


@dataclass(frozen=True)
class SendingProgram:
    """The tiny program with a mail server in its settings."""

    program: Program
    port: int

    @property
    def database(self) -> Path:
        return self.program.database


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit status, what it printed, and the line of its error."""

    status: int
    lines: list[str]
    error: str


Run = Callable[..., Ended]


@pytest.fixture(scope="session")
def sending(tmp_path_factory: pytest.TempPathFactory) -> SendingProgram:
    """The program of tests/programs/tiny, built with the settings of a mail server."""
    folder, port = tmp_path_factory.mktemp("sending"), free_port()
    source = folder / "input"
    shutil.copytree(TINY / "input", source)
    settings = SETTINGS.format(port=port, contact=CONTACT, sender=SENDER)
    (source / "program.toml").write_text(settings, encoding="utf-8")
    return SendingProgram(built(source, folder, date(2024, 8, 20)), port)


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """The folder that keeps what a test sent."""
    return tmp_path / "sent"


@pytest.fixture
def send(sending: SendingProgram, sent: Path) -> Run:
    """Run `python -m data send …` in this process."""

    def run(*words: str) -> Ended:
        more = ["--database", str(sending.database), "--sent", str(sent)]
        done = CliRunner().invoke(commands, ["send", *words, *more])
        if done.exception and not isinstance(done.exception, (ProgramError, SystemExit)):
            raise done.exception
        error = str(done.exception) if isinstance(done.exception, ProgramError) else ""
        return Ended(done.exit_code, done.stdout.splitlines(), error or done.stderr)

    return run


@pytest.fixture
def started(sending: SendingProgram, sent: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start `python -m data send …` as a process of its own."""

    def start(*words: str) -> subprocess.Popen[str]:
        more = ["--database", str(sending.database), "--sent", str(sent)]
        command = [sys.executable, "-m", "data", "send", *words, *more]
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
        )

    return start


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine with its key, which nobody trusts by itself."""
    if shutil.which("openssl") is None:
        unavailable("openssl is not installed (on Debian: apt-get install openssl)")
    return write_certificate(tmp_path_factory.mktemp("certificate") / "server.pem")
