"""Where builds lie: in a file of this machine, or at an address (docs/larger-data.md)."""

import re
from dataclasses import dataclass, field
from pathlib import Path

_ADDRESS = re.compile(r"(ducklake|quack|md):.+", re.DOTALL)
_SECRETS = (
    re.compile(r"((?:password|token)\s*=\s*)('(?:[^'\\]|\\.)*'|[^\s&'\"]+)", re.IGNORECASE),
    re.compile(r"(://[^\s:/@]*:)([^\s/@]+)(?=@)"),
)


@dataclass(frozen=True)
class DatabaseUrl:
    """A home of builds that is no file: `ducklake:…`, `quack:…` or `md:…`.

    `build` pins one of its builds, by the name that `data.store.connect.newest` gives it; None: the
    newest, whichever that is when one asks.
    """

    text: str = field(repr=False)  # may hold a password
    build: str | None = None

    @property
    def kind(self) -> str:
        """What stands before the first colon."""
        return self.text.partition(":")[0]

    @property
    def name(self) -> str:
        """The address as people are told it: without a password."""
        return without_secrets(self.text)

    __str__ = name.fget


Location = Path | DatabaseUrl


def location_of(text: str) -> Location:
    """The address or, where it is none, the file that `text` names."""
    return DatabaseUrl(text) if _ADDRESS.fullmatch(text) else Path(text)


def stamp_of(place: Location) -> tuple[object, ...]:
    """What is another one when `place` holds another build; raises OSError without the file."""
    if isinstance(place, DatabaseUrl):
        return (place.build,)
    state = place.stat()
    return (state.st_ino, state.st_size, state.st_mtime_ns)


def without_secrets(text: str) -> str:
    """`text` with an ellipsis for each password and token in it."""
    for secret in _SECRETS:
        text = secret.sub(r"\1…", text)
    return text
