"""How reading a file reports progress."""

from collections.abc import Callable

# Called with the number of bytes read since the last call; negative when they are read again.
ReportProgress = Callable[[int], None]


def no_progress(byte_count: int) -> None:
    """Ignore progress."""
