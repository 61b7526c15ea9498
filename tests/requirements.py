"""Which packages and versions the files of requirements name."""

import re

from tests.parsed import ROOT

LOCKED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)", re.M)


def versions(path: str) -> dict[str, str]:
    """Normalized name of a package -> its pinned version, for each line of `path`."""
    text = (ROOT / path).read_text(encoding="utf-8")
    return {normalized(each["name"]): each["version"] for each in LOCKED.finditer(text)}


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
