"""The files of requirements: exact versions with hashes, made from the short lists beside them."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib import metadata
from typing import Any

import pytest

from tests.audit import audit
from tests.parsed import ROOT
from tests.requirements import normalized, versions

LOCKED = {
    "requirements.txt": ["requirements.in"],
    "requirements-dev.txt": ["requirements.in", "requirements-dev.in"],
    "requirements-remote.txt": ["requirements.in", "requirements-remote.in"],
    "benchmarks/requirements.txt": ["benchmarks/requirements.in"],
}
LOCAL_ANSWERS = "benchmarks/requirements.txt"


@pytest.mark.parametrize("path", LOCKED)
def test_a_locked_file_has_the_versions_of_its_inputs_and_hashes_for_all(path):
    asked = {name: each for input_ in LOCKED[path] for name, each in versions(input_).items()}
    assert asked
    assert versions(path).items() >= asked.items()
    packages = re.split(r"\n(?=\S)", (ROOT / path).read_text(encoding="utf-8"))
    packages = [each for each in packages if not each.startswith("#")]
    assert len(packages) == len(versions(path))
    assert [each for each in packages if "--hash=sha256:" not in each] == []


@pytest.mark.parametrize("path", ["requirements.txt", "requirements-remote.txt", LOCAL_ANSWERS])
def test_the_locked_files_agree_on_versions(path):
    instead = {} if path != "requirements-remote.txt" else versions("requirements-remote.in")
    common = versions("requirements-dev.txt") | instead
    assert {
        name: each for name, each in versions(path).items() if common.get(name, each) != each
    } == {}


def test_the_packages_installed_here_are_the_locked_ones():
    locked = versions("requirements-dev.txt")
    installed = {normalized(each.name): each.version for each in metadata.distributions()}
    locked_here = {name: locked[name] for name in locked.keys() & installed.keys()}
    assert locked_here.items() <= installed.items()
    elsewhere = {"colorama"}  # needed on Windows only
    assert locked.keys() - installed.keys() == elsewhere


@contextmanager
def vulnerability_service(answer: Callable[[str], dict[str, Any]]) -> Iterator[str]:
    """The address of a server that answers `answer(name of the package)`, as osv.dev would."""

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps(answer(asked["package"]["name"])).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing: each request would be a line."""

    with HTTPServer(("127.0.0.1", 0), Service) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()
        thread.join()


def test_an_audit_names_the_package_with_a_vulnerability_and_the_corrected_version():
    affected = {
        "package": {"name": "dash", "ecosystem": "PyPI"},
        "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}],
    }
    known = {
        "id": "TEST-1",
        "summary": "made up",
        "affected": [affected],
        "published": "2026-01-01T00:00:00Z",
        "modified": "2026-01-01T00:00:00Z",
    }
    with vulnerability_service(lambda name: {"vulns": [known]} if name == "dash" else {}) as url:
        status, lines = audit(LOCAL_ANSWERS, ["--osv-url", url])
    version = versions(LOCAL_ANSWERS)["dash"]
    assert (status, lines) == (
        1,
        [f"{LOCAL_ANSWERS}: dash {version} has TEST-1, corrected in 99.0"],
    )


def test_an_audit_without_a_vulnerability_says_how_many_packages_it_asked_about():
    with vulnerability_service(lambda _: {}) as url:
        status, lines = audit(LOCAL_ANSWERS, ["--osv-url", url])
    count = len(versions(LOCAL_ANSWERS))
    assert (status, lines) == (0, [f"{LOCAL_ANSWERS}: no known vulnerability in {count} packages"])


def test_an_audit_that_reaches_no_service_says_so_in_one_line():
    status, (line,) = audit(LOCAL_ANSWERS, ["--osv-url", "http://127.0.0.1:9/v1/query"])
    assert status == 2
    assert line.startswith(f"{LOCAL_ANSWERS}: nothing is known about vulnerabilities")
    assert "Connection refused" in line
