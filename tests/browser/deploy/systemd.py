"""systemd itself, with the unit of deploy/, in namespaces beside the machine's own."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.browser.conftest import PROJECT
from tests.browser.deploy.conftest import DEPLOY, until
from tests.machine import unavailable

UNIT = "mvp-dashboard@.service"
NAMESPACES = "--mount --pid --fork --ipc --uts --cgroup --mount-proc --kill-child".split()
# What Debian's own units of these names do is not needed, and would change the machine.
TARGETS = "site sysinit basic shutdown network umount".split()
# Python is not where it was installed, and its library is found by this.
PYTHON_ENVIRONMENT = "LD_LIBRARY_PATH=/srv/python/lib\n"


@dataclass(frozen=True)
class Systemd:
    """A running systemd with one replica, which it has not started yet."""

    outside: psutil.Process  # systemd, as the machine sees it
    port: int
    log: Path

    @property
    def unit(self) -> str:
        return f"mvp-dashboard@{self.port}.service"

    def inside(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command as root in the namespaces of systemd."""
        enter = ["nsenter", "--all", f"--target={self.outside.pid}"]
        return subprocess.run([*enter, *command], capture_output=True, text=True, timeout=60)

    def systemctl(self, verb: str) -> None:
        """Start, stop or restart the replica."""
        done = self.inside("systemctl", verb, self.unit)
        assert done.returncode == 0, done.stderr + self.log.read_text(encoding="utf-8")

    def shows(self, name: str) -> str:
        """A property of the unit, such as `Result`."""
        return self.inside(
            "systemctl", "show", "--value", f"--property={name}", self.unit
        ).stdout.strip()

    def replica(self) -> psutil.Process:
        """The process of the replica, as the machine sees it."""
        (process,) = self.outside.children()
        return process


def copy_program(to: Path) -> None:
    """Copy what deploy/Dockerfile.dockerignore lets through: the program and nothing else."""
    lines = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    for pattern in (line[1:] for line in lines if line.startswith("!")):
        found = list(PROJECT.glob(pattern))
        assert found, f"Dockerfile.dockerignore lets through {pattern}, and there is none"
        for path in found:
            target = to / path.relative_to(PROJECT)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                shutil.copytree(path, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(path, target)


def write_units(folder: Path, log: Path) -> None:
    """Write the unit of deploy/, unchanged but for a log that can be read, and empty targets."""
    (extra := folder / f"{UNIT}.d").mkdir(parents=True)
    shutil.copy(DEPLOY / UNIT, folder)
    (extra / "log.conf").write_text(
        f"[Service]\nStandardOutput=append:{log}\nStandardError=inherit\n", encoding="utf-8"
    )
    for name in TARGETS:
        (folder / f"{name}.target").write_text("[Unit]\nDefaultDependencies=no\n", encoding="utf-8")


def write_environment(folder: Path) -> None:
    """Write a virtual environment around the Python that is going to be at /srv/python."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    (folder / "lib" / version / "site-packages").mkdir(parents=True)
    (folder / "bin").mkdir()
    (folder / "bin" / "python").symlink_to(f"/srv/python/bin/{version}")
    (folder / "pyvenv.cfg").write_text("home = /srv/python/bin\n", encoding="utf-8")


@contextmanager
def systemd(folder: Path, port: int, database: Path, secrets: Path) -> Iterator[Systemd]:
    """Run systemd in namespaces; its replica of `database` on `port` has not been started."""
    if os.geteuid() or shutil.which("unshare") is None:
        unavailable("systemd is only tried by root, with unshare")
    if not Path("/lib/systemd/systemd").exists():
        unavailable("systemd is not installed (on Debian: apt-get install systemd)")
    copy_program(folder / "program")
    (folder / "program" / ".venv").mkdir()
    shutil.copytree(database.parent, folder / "data", symlinks=True)
    write_units(folder / "units", log := folder / "replica.log")
    log.touch()
    write_environment(folder / "venv")
    environment = (DEPLOY / "mvp-dashboard.env.example").read_text(encoding="utf-8")
    assert f"MVP_DATABASE=/srv/mvp-data/{database.name}\n" in environment
    (folder / "environment").write_text(environment + PYTHON_ENVIRONMENT, encoding="utf-8")
    shutil.copy(secrets, folder / "secrets.toml")
    script = Path(__file__).with_suffix(".sh")
    places = [folder, sys.base_prefix, sysconfig.get_path("purelib")]
    command = ["unshare", *NAMESPACES, "sh", script, *(str(Path(one).resolve()) for one in places)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:
        try:
            yield _booted(psutil.Process(process.pid), port, log)
        finally:
            process.kill()


def _booted(unshare: psutil.Process, port: int, log: Path) -> Systemd:
    """Wait until systemd takes commands."""
    until(lambda: bool(unshare.children()), 10, "the namespaces")
    system = Systemd(unshare.children()[0], port, log)
    is_up = ("systemctl", "is-active", "--quiet", "site.target")
    until(lambda: system.inside(*is_up).returncode == 0, 20, "systemd")
    return system
