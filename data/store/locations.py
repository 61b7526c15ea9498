"""Where builds are: in a file of this machine, or behind a database URL (docs/larger-data.md)."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from data.errors import NoDatabaseError

_DATABASE_URL = re.compile(r"(ducklake|quack|md):.+", re.DOTALL)
_SECRETS = (
    re.compile(r"((?:password|token)\s*=\s*)('(?:[^'\\]|\\.)*'|[^\s&'\"]+)", re.IGNORECASE),
    re.compile(r"(://[^\s:/@]*:)([^\s/@]+)(?=@)"),
)


@dataclass(frozen=True)
class DatabaseUrl:
    """A database that is not a file of this machine: `ducklake:…`, `quack:…` or `md:…`.

    `build` pins one of its builds, by the name that `data.store.connect.pin_newest` gives it. None
    means the newest build at the moment of the question.
    """

    text: str = field(repr=False)  # may hold a password
    build: str | None = None

    @property
    def kind(self) -> str:
        """The part before the first colon."""
        return self.text.partition(":")[0]

    @property
    def name(self) -> str:
        """The URL as it is shown to people: without a password."""
        return without_secrets(self.text)

    def __str__(self) -> str:
        return self.name


Location = Path | DatabaseUrl


@dataclass(frozen=True)
class Build:
    """A build at its location. A file that was changed in place has another `stamp`."""

    location: Location
    stamp: tuple[object, ...]


def location_of(text: str) -> Location:
    """The database URL or the file that `text` names."""
    return DatabaseUrl(text) if _DATABASE_URL.fullmatch(text) else Path(text)


def build_at(location: Location) -> Build:
    """The build at `location` as it is now; raises NoDatabaseError when its file is not there."""
    try:
        return Build(location, _stamp_of(location))
    except OSError as error:
        raise NoDatabaseError("missing", f"{location}: {error.strerror}") from None


def refuse_changed(build: Build) -> None:
    """Raise NoDatabaseError when the file of `build` is gone or was changed in place."""
    if build_at(build.location) != build:
        raise NoDatabaseError("unreadable", f"{build.location}: has changed; open this page again")


def _stamp_of(location: Location) -> tuple[object, ...]:
    if isinstance(location, DatabaseUrl):
        return (location.build,)
    state = location.stat()
    return (state.st_ino, state.st_size, state.st_mtime_ns)


def without_secrets(text: str) -> str:
    """`text` with an ellipsis in place of each password and token."""
    for secret in _SECRETS:
        text = secret.sub(r"\1…", text)
    return text
