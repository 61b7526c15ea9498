"""Without sign-in, the dashboard opens at a loopback address only."""

import pytest

from dashboard.viewers import access
from data.days.scope import Scope


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.10", "::1", "localhost"])
def test_at_a_loopback_address_the_person_at_the_machine_is_the_program_team(monkeypatch, address):
    listen(monkeypatch, address)
    assert access.viewer() == access.Viewer("program", Scope(everybody=True))


@pytest.mark.parametrize(
    "address",
    [
        *(None, "", " ", "0.0.0.0", "::", "192.168.1.5", "10.0.0.1", "169.254.1.1", "fe80::1"),
        *("example.org", "localhost.example.org", "127.0.0.1.example.org", "127.0.0.1:8501"),
        *("127.1", "0127.0.0.1", "::ffff:10.0.0.1", "[::1]", "*"),
    ],
)
def test_at_any_other_address_access_is_refused(monkeypatch, address):
    listen(monkeypatch, address)
    assert access.viewer() == access.Refusal("closed")


def listen(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    """Make the server listen on `address`."""
    options = {"server.address": address}
    monkeypatch.setattr(access.st, "get_option", options.__getitem__)
