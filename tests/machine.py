"""What tests need of the machine that they run on."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest


def unavailable(why: str) -> NoReturn:
    """Fail on CI, where everything must run; elsewhere skip, and say why."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(why)


@contextmanager
def small_disk(folder: Path, megabytes: int, lazily: bool = False) -> Iterator[Path]:
    """A disk of its own in memory, in a new `folder`; let go of `lazily` while files are open."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if shutil.which("mount") is None:
        unavailable("a small disk cannot be mounted here: there is no mount")
    done = subprocess.run(mount, capture_output=True, text=True)
    if done.returncode:
        unavailable(f"a small disk cannot be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", *["--lazy"] * lazily, str(folder)], check=True)
