"""The clock of a server under test, which can be moved while it serves (libfaketime)."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.request import urlopen

from tests.machine import unavailable

LIBRARY = "*/faketime/libfaketimeMT.so.1"
SECONDS_UNTIL_SEEN = 15


@dataclass(frozen=True)
class Clock:
    """A clock that is ahead of the machine's by the seconds in a file; it runs on."""

    file: Path

    def environment(self) -> dict[str, str]:
        """The variables with which a process has this clock. Waiting takes the time it takes."""
        library = next(iter(Path("/usr/lib").glob(LIBRARY)), None)
        if library is None:
            unavailable("libfaketime is not installed (on Debian: apt-get install faketime)")
        self.ahead(timedelta())
        return {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_CACHE_DURATION": "1",  # seconds until it reads the file again
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def ahead(self, by: timedelta) -> None:
        """Move it; whoever has this clock sees it within about a second."""
        self.file.write_text(f"{by.total_seconds():+.0f}\n", encoding="utf-8")

    def set(self, to: datetime, url: str) -> None:
        """Move it to a moment, and wait until the server at `url` says so in its answers."""
        self.ahead(to - datetime.now(UTC))
        deadline = time.monotonic() + SECONDS_UNTIL_SEEN
        while abs(_time_at(url) - to) > timedelta(seconds=SECONDS_UNTIL_SEEN + 5):
            assert time.monotonic() < deadline, f"the server does not see that it is {to}"
            time.sleep(0.2)


def _time_at(url: str) -> datetime:
    """What time it is at the server."""
    with urlopen(f"{url}/_stcore/health", timeout=10) as answer:
        return parsedate_to_datetime(answer.headers["Date"])
