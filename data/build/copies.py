"""What a build needs to know when it reads a copy of a program's folder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


def _nothing(built: Path) -> None:
    """Do nothing before a build is published."""


@dataclass(frozen=True)
class CopyOf:
    """The program's `folder`, of which a build reads a copy; the build names the folder instead.

    The build is compared with the one that `compared_with` points to. `before_publishing` is called
    with the complete file of the build; when it raises, nothing is published.
    """

    folder: Path
    compared_with: Path
    before_publishing: Callable[[Path], None] = _nothing
