"""Replicas behind nginx, started with the files of deploy/."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from dataclasses import dataclass, field
from pathlib import Path
from ssl import SSLContext, create_default_context

import httpx
import pytest
from oidc_provider_mock import User, run_server_in_thread

from data.build.build import build
from data.settings.files import load
from tests.browser.auth_cookies import secrets_option, user_cookie
from tests.browser.conftest import PROJECT, free_port
from tests.conftest import Program
from tests.machine import unavailable

DEPLOY = PROJECT / "deploy"
START = 60  # seconds that a replica may take to start
# In place of Debian's /etc/nginx/nginx.conf: a single process, in the foreground.
MAIN = """
daemon off; master_process off; pid nginx.pid; error_log error.log;
events { }
http {
    client_body_temp_path body; proxy_temp_path proxy;
    fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    include site.conf;
}
"""


def until(is_true: Callable[[], bool], seconds: float, what: str) -> float:
    """Wait until a condition is true; returns the seconds it took."""
    began = time.monotonic()
    while not is_true():
        assert time.monotonic() < began + seconds, f"{what}: not within {seconds} seconds"
        time.sleep(0.1)
    return time.monotonic() - began


def answers(url: str) -> bool:
    """Whether a server answers at `url`, with any status."""
    try:
        httpx.get(url, timeout=2)
    except httpx.TransportError:
        return False
    return True


@dataclass
class Replica:
    """A process of the dashboard: its command, and the process while it runs."""

    port: int
    command: list[str]
    database: Path
    process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start it; `ready` says when it answers."""
        self.process = subprocess.Popen(
            self.command,
            cwd=PROJECT,
            env={**os.environ, "MVP_DATABASE": str(self.database)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def ready(self) -> None:
        """Wait until it answers."""
        until(lambda: answers(f"http://127.0.0.1:{self.port}/_stcore/health"), START, "a replica")

    def kill(self) -> None:
        """Kill it, so that it cannot close its connections."""
        self.process.kill()
        self.process.wait(timeout=10)


@dataclass(frozen=True)
class Site:
    """Replicas behind nginx, and how to reach them."""

    url: str
    plain: str  # the address without TLS
    tls: SSLContext
    folder: Path  # of nginx
    database: Path
    replicas: dict[int, Replica] = field(default_factory=dict)

    def visitor(
        self, mark: str | None = None, user: dict[str, object] | None = None
    ) -> httpx.Client:
        """A client that keeps cookies, with that mark, signed in as `user`, or without these."""
        cookies = {} if mark is None else {"mvp_replica": mark}
        cookies |= {} if user is None else user_cookie(self.url, user)
        return httpx.Client(base_url=self.url, verify=self.tls, cookies=cookies, timeout=20)

    def marks(self) -> dict[int, str]:
        """For each replica, a mark that nginx sends there."""
        found: dict[int, str] = {}
        for number in range(256):
            with self.visitor(mark := f"{number:02x}") as visitor:
                found.setdefault(tried_ports(visitor.get("/"))[-1], mark)
            if found.keys() == self.replicas.keys():
                return found
        raise AssertionError(f"only {sorted(found)} are reached")


def tried_ports(response: httpx.Response) -> list[int]:
    """The ports of the replicas that nginx tried for a response; the last one gave it."""
    return [int(one.rpartition(":")[2]) for one in response.headers["X-Served-By"].split(", ")]


def adapted(file: str, **changes: str) -> str:
    """The text of a file of deploy/ with `changes`; each of them must occur in it."""
    text = (DEPLOY / file).read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, f"{file} has no {old}"
        text = text.replace(old, new)
    return text


def unit_command(port: int, secrets: str) -> list[str]:
    """The command of the systemd unit for `port`, with the Python of this environment."""
    unit = ConfigParser(interpolation=None, strict=False)  # a unit may say an option twice
    unit.read_string(
        adapted(
            "mvp-dashboard@.service",
            **{
                "/srv/mvp-dashboard/.venv/bin/python": sys.executable,
                "--secrets.files=/etc/mvp-dashboard/secrets.toml": secrets,
                "--server.port=%i": f"--server.port={port}",
            },
        )
    )
    return unit["Service"]["ExecStart"].split()


def write_site(folder: Path, secure: int, plain: int, replicas: list[int]) -> None:
    """Write the files of nginx, for these ports; responses name the replicas that nginx tried."""
    changes = {
        "listen 443 ssl": f"listen 127.0.0.1:{secure} ssl",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "    listen [::]:443 ssl http2;\n": "",
        "    listen [::]:80;\n": "",
        "/etc/nginx/mvp-dashboard/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
        "/var/cache/": f"{folder}/",
        "add_header Set-Cookie": "add_header X-Served-By $upstream_addr always; "
        "add_header Set-Cookie",
    }
    (folder / "nginx.conf").write_text(MAIN, encoding="utf-8")
    (folder / "site.conf").write_text(adapted("nginx.conf", **changes), encoding="utf-8")
    ports = {f":{8601 + place}": f":{port}" for place, port in enumerate(replicas)}
    (folder / "replicas.conf").write_text(adapted("replicas.conf", **ports), encoding="utf-8")


def make_certificate(folder: Path) -> None:
    """Make a self-signed certificate."""
    if shutil.which("openssl") is None:
        unavailable("openssl is not installed (on Debian: apt-get install openssl)")
    key = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    whose = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    subprocess.run(["openssl", *key.split(), *whose, *files], check=True, capture_output=True)


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """An OpenID provider with a user of the program team; returns its address."""
    team = User(sub="team", claims={"email": "program@example.org", "email_verified": True})
    with run_server_in_thread(user_claims=[team]) as server:
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.fixture(scope="module")
def own(people: Program, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program of `people` in a folder of its own, where tests may build and break it."""
    folder = tmp_path_factory.mktemp("own")
    build(people.source, folder / "mvp.duckdb", people.as_of, load())
    return Program(folder / "mvp.duckdb", people.source, people.as_of)


@pytest.fixture(scope="module")
def behind_nginx(own: Program, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable]:
    """Start two replicas and nginx in front of them, with or without a provider for sign-in."""
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None:
        unavailable("nginx is not installed (on Debian: apt-get install nginx)")
    running: list[subprocess.Popen] = []
    sites: list[Site] = []

    def start(provider: str | None) -> Site:
        folder = tmp_path_factory.mktemp("nginx")
        secure, plain, *ports = (free_port() for _ in range(4))
        if provider is None:
            (folder / "nothing.toml").touch()
            secrets = f"--secrets.files={folder / 'nothing.toml'}"
        else:
            secrets = secrets_option(folder, secure, provider, "https")
        make_certificate(folder)
        write_site(folder, secure, plain, ports)
        tls = create_default_context(cafile=folder / "fullchain.pem")
        urls = f"https://127.0.0.1:{secure}", f"http://127.0.0.1:{plain}"
        sites.append(site := Site(*urls, tls, folder, own.database))
        for port in ports:
            site.replicas[port] = Replica(port, unit_command(port, secrets), own.database)
            site.replicas[port].start()
        running.append(subprocess.Popen([nginx, "-p", folder, "-c", "nginx.conf"]))
        until(lambda: answers(site.plain), START, "nginx")
        for replica in site.replicas.values():
            replica.ready()
        return site

    yield start
    for site in sites:
        for replica in site.replicas.values():
            replica.kill()
    for server in running:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="module")
def site(behind_nginx: Callable, provider: str) -> Site:
    """Two replicas with sign-in behind nginx."""
    return behind_nginx(provider)
