"""The licenses of what the dashboard runs on; `make licenses` writes them to the docs."""

import re
import subprocess
import sys
from pathlib import Path

from tests.parsed import ROOT
from tests.requirements import versions

DOCUMENT = ROOT / "docs" / "licenses.md"
TABLE = re.compile(r"^\| Name.*\Z", re.M | re.S)


def table(*options: str) -> str:
    """The table of name and license for each package in requirements.txt, as installed here.

    Raises CalledProcessError, with the reason in `stderr`, for a license that is not accepted in
    pyproject.toml.
    """
    command = Path(sys.executable).with_name("pip-licenses")
    packages = sorted(versions("requirements.txt"))
    return subprocess.run(
        [command, *options, "--packages", *packages],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


if __name__ == "__main__":
    text = DOCUMENT.read_text(encoding="utf-8")
    try:
        DOCUMENT.write_text(TABLE.sub(lambda _: table(), text), encoding="utf-8")
    except subprocess.CalledProcessError as refused:
        sys.exit(refused.stderr)
