"""The connection is encrypted, and passwords and webhooks are nowhere but there."""

from pathlib import Path

import pytest

from data.errors import ProgramError
from data.sending.chat import WEBHOOK, ChatTransport
from data.sending.log import open_log
from data.sending.run import Outcome, send_all
from data.sending.settings import MailSettings
from data.sending.smtp import PASSWORD, Server, SmtpTransport
from tests.data.sending.conftest import SENDER
from tests.data.sending.mail_server import mail_server
from tests.data.sending.test_answers import QUICK, outgoing

SECRET = "sesame-4711-open"
SIGN_IN = {"user": "ana", "password": SECRET}


def sent(folder: Path, port: int, security: str, host: str = "localhost", **more: str) -> Outcome:
    server = Server(host, port, security, SENDER, **more)
    with SmtpTransport(server) as transport, open_log(folder / "log.jsonl") as log:
        return send_all([outgoing("ana")], transport, log, QUICK)


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The certificate of the server, trusted as docs/deployment.md says."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return certificate


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_mail_goes_over_an_encrypted_connection_with_a_sign_in(tmp_path, trusted, security):
    with mail_server(certificate=trusted, is_tls=security == "tls", password=SECRET) as server:
        outcome = sent(tmp_path, server.port, security, **SIGN_IN)
    assert (outcome.sent, outcome.stopped) == (["ana"], None)
    assert server.passwords == [("ana", SECRET)]
    assert server.recipients == ["ana@example.org"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_without_a_valid_certificate_gets_nothing(tmp_path, certificate, security):
    with mail_server(certificate=certificate, is_tls=security == "tls", password=SECRET) as server:
        outcome = sent(tmp_path, server.port, security, **SIGN_IN)
    assert "has no valid certificate" in outcome.stopped
    assert (server.passwords, server.asked) == ([], [])


def test_a_certificate_of_another_host_is_not_valid(tmp_path, trusted):
    """It is for localhost and 127.0.0.1, and not for 127.0.0.2, which is this machine too."""
    with mail_server(certificate=trusted, is_tls=True) as server:
        port = server.port
        outcome = sent(tmp_path, port, "tls", host="127.0.0.1")
        assert outcome.sent == ["ana"]
    with mail_server(certificate=trusted, is_tls=True, host="127.0.0.2") as server:
        outcome = sent(tmp_path / "other", server.port, "tls", host="127.0.0.2")
    assert "has no valid certificate" in outcome.stopped
    assert server.asked == []


def test_a_server_that_offers_no_encryption_gets_nothing(tmp_path):
    with mail_server(password=SECRET) as server:
        outcome = sent(tmp_path, server.port, "starttls", **SIGN_IN)
    assert outcome.stopped == (
        f"localhost:{server.port} does not offer STARTTLS; look at mail.security and mail.user"
    )
    assert (server.passwords, server.asked) == ([], [])


def test_a_wrong_password_is_one_line_that_does_not_repeat_it(tmp_path, trusted):
    with mail_server(certificate=trusted, password="another") as server:
        outcome = sent(tmp_path, server.port, "starttls", **SIGN_IN)
    assert outcome.stopped == (
        f"localhost:{server.port} does not let ana sign in (535); look at mail.user and {PASSWORD}"
    )
    assert server.asked == []


def test_a_password_that_is_not_set_or_cannot_be_sent_is_named():
    settings = MailSettings("a.example", 587, "starttls", "ana", SENDER, 30, None, "MVP program")
    with pytest.raises(ProgramError) as refused:
        settings.server({})
    assert str(refused.value) == (
        f"the environment variable {PASSWORD} is not set; set it to the password of ana, the user "
        "in mail.user"
    )
    with pytest.raises(ProgramError, match=f"{PASSWORD} has characters that cannot be sent"):
        settings.server({PASSWORD: "séame"})
    assert settings.server({PASSWORD: SECRET}).password == SECRET


def test_the_password_is_in_no_output_and_no_log(tmp_path, trusted):
    with mail_server(certificate=trusted, password=SECRET) as server:
        outcome = sent(tmp_path, server.port, "starttls", **SIGN_IN)
    shown = Server("localhost", 1, "tls", SENDER, **SIGN_IN)
    assert SECRET not in repr(outcome)
    assert SECRET not in str(shown) + repr(shown)
    assert SECRET not in (tmp_path / "log.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "address",
    ["http://hooks.example.org/SECRET", "hooks.example.org/SECRET", "ftp://a.example/SECRET",
     "https://a.example:port/SECRET", "https://", "http://127.0.0.1.example.org/SECRET"],
)  # fmt: skip
def test_an_address_of_a_webhook_that_is_not_encrypted_is_refused_and_not_repeated(address):
    with pytest.raises(ProgramError) as refused:
        ChatTransport(address)
    assert str(refused.value) == (
        f"{WEBHOOK} is not an address that begins with https://; set it again"
    )
