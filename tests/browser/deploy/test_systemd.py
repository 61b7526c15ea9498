"""The systemd unit: how it is rated, and that a replica does its work under it."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser

from tests.browser.auth_cookies import secrets_option
from tests.browser.conftest import answers, free_port
from tests.browser.deploy.conftest import DEPLOY, until
from tests.browser.deploy.systemd import UNIT, Systemd, systemd
from tests.browser.test_sign_in import arrive, sign_in
from tests.browser.ws_client import error_in, messages_of, session
from tests.conftest import Program
from tests.machine import unavailable
from tests.people import signed_in

START = 60  # seconds
MOST_EXPOSURE = 2.0  # of 10, by systemd-analyze
TEAM = signed_in("program@example.org")
WRITABLE_WITHOUT_A_UNIT = ("/srv/mvp-data/x", "/srv/mvp-dashboard/x", "/var/x", "/etc/x", "/usr/x")


@pytest.mark.parametrize("unit", [UNIT, "mvp-send@.service"])
def test_systemd_rates_the_unit_as_safe(tmp_path: Path, unit: str) -> None:
    if shutil.which("systemd-analyze") is None:
        unavailable("systemd-analyze is not installed (on Debian: apt-get install systemd)")
    shutil.copy(DEPLOY / unit, tmp_path)
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", tmp_path / unit]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    exposure = re.search(r"Overall exposure level for \S+: ([\d.]+) ", said)
    assert float(exposure[1]) < MOST_EXPOSURE


@pytest.fixture(scope="module")
def running(
    own: Program, provider: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Systemd]:
    """A replica that systemd has started, with sign-in."""
    folder = tmp_path_factory.mktemp("systemd")
    secrets = secrets_option(folder, port := free_port(), provider).partition("=")[2]
    with systemd(folder / "site", port, own.database, Path(secrets)) as system:
        system.systemctl("start")
        await_replica(system)
        yield system


def address(system: Systemd) -> str:
    return f"http://127.0.0.1:{system.port}"


def await_replica(system: Systemd) -> None:
    """Wait until it answers that it can show figures."""
    try:
        until(lambda: answers(address(system), "/healthz"), START, "the replica")
    except AssertionError as error:
        error.add_note(system.log.read_text(encoding="utf-8"))
        raise


@pytest.mark.slow(reason="starts systemd and a replica")
class TestUnderSystemd:
    def test_a_replica_draws_pages_of_every_kind(self, running: Systemd) -> None:
        user = {**TEAM, "origin": address(running)}
        for page in ("overview", "mvp", "track_record", "definitions"):
            with session(address(running), user) as connection:
                messages = list(messages_of(connection, page))
            assert len(messages) > 20, page
            assert [error for message in messages if (error := error_in(message))] == []

    def test_people_sign_in_at_a_replica(self, running: Systemd, browser: Browser) -> None:
        context = browser.new_context()
        arrive(sign_in(context, address(running), "team"), "Overview")
        context.close()

    def test_a_replica_is_its_own_user_without_capabilities(self, running: Systemd) -> None:
        status = Path(f"/proc/{running.replica().pid}/status").read_text(encoding="utf-8")
        assert re.search(r"^Uid:((\s+10001){4})$", status, re.M)
        assert set(re.findall(r"^Cap\w+:\s+(\w+)$", status, re.M)) == {"0" * 16}
        assert re.search(r"^NoNewPrivs:\s+1$", status, re.M)
        assert re.search(r"^Seccomp:\s+2$", status, re.M)

    @pytest.mark.parametrize("path", WRITABLE_WITHOUT_A_UNIT)
    def test_a_replica_can_write_nowhere_but_its_own_tmp(self, running: Systemd, path: str) -> None:
        def touch(path: str) -> str:
            enter = ["nsenter", "--mount", f"--target={running.replica().pid}", "touch", path]
            return subprocess.run(enter, capture_output=True, text=True).stderr

        own = f"/tmp/written-by-{os.getpid()}"
        assert touch(own) == ""
        assert not Path(own).exists()
        assert "Read-only file system" in touch(path)

    def test_a_replica_that_is_killed_is_started_again(self, running: Systemd) -> None:
        killed = running.replica()
        killed.kill()
        until(lambda: _other(running, killed), START, "another process")
        await_replica(running)

    def test_a_replica_stops_in_time_when_it_is_asked(self, running: Systemd) -> None:
        running.systemctl("stop")
        assert (running.shows("ActiveState"), running.shows("Result")) == ("inactive", "success")


def _other(system: Systemd, than: psutil.Process) -> bool:
    return [child for child in system.outside.children() if child != than] != []
