"""Ask which packages have a known vulnerability; `make audit` runs it.

The exit status is 0 when none has one, 1 when one has, and 2 when that could not be found out.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCKED = ("requirements-dev.txt", "requirements-remote.txt", "benchmarks/requirements.txt")


def audit(path: str, options: list[str]) -> tuple[int, list[str]]:
    """The exit status for the packages that `path` names, and what to say about them, line by line.

    `options` go to pip-audit, such as `--osv-url` for another service than osv.dev.
    """
    command = [str(Path(sys.executable).with_name("pip-audit")), "--vulnerability-service=osv"]
    command += ["--disable-pip", "--require-hashes", "--format=json", "--progress-spinner=off"]
    done = subprocess.run(
        [*command, *options, "--requirement", path], capture_output=True, text=True, check=False
    )
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except ValueError:
        reason = done.stderr.strip().rpartition("\n")[2]
        return 2, [f"{path}: nothing is known about vulnerabilities: pip-audit ended with {reason}"]
    found = [line for package in packages for line in _vulnerabilities(path, package)]
    return (
        (1, found)
        if found
        else (0, [f"{path}: no known vulnerability in {len(packages)} packages"])
    )


def _vulnerabilities(path: str, package: dict[str, Any]) -> list[str]:
    return [
        f"{path}: {package['name']} {package['version']} has {each['id']}, "
        f"corrected in {', '.join(each['fix_versions']) or 'no version yet'}"
        for each in package["vulns"]
    ]


def main(options: list[str]) -> int:
    """Print what is known about all packages; where the service fails, only the first time."""
    worst = 0
    for path in LOCKED:
        status, lines = audit(path, options)
        print("\n".join(lines))
        if status == 2:
            return worst or status
        worst = max(worst, status)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
