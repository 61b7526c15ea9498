"""Events as tests write them: short, and at moments that follow one another."""

from datetime import UTC, date, datetime, timedelta

from data.events.checks import Limits
from data.events.model import Event, new

FIRST = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = FIRST.date()
LIMITS = Limits(
    TODAY,
    {"content": ("article", "video"), "forum": ("answer",), "mentoring": ("session",)},
    "program",
    (2025, 2026, 2027),
    {"mentoring": "hours"},
)
CLAIM = {
    "text": "I spoke in Porto",
    "url": "https://blog.example/post",
    "day": "2026-02-27",
    "track": "content",
    "kind": "article",
}
# The least that each kind of event says.
LEAST: dict[str, dict[str, str]] = {
    "claim": {name: text for name, text in CLAIM.items() if name != "url"},
    "dispute": {"what": "contribution", "is_mine": "no", "contribution_id": "c1"},
    "away": {"from_on": "2026-04-01", "to_on": "2026-04-20"},
    "leaving": {"left_on": "2026-05-01"},
    "verdict": {"decision": "accept"},
    "reply": {"text": "It was in the evening"},
    "withdrawal": {},
    "renewal": {"year": "2025", "decision": "extend"},
    "renewal_step": {"year": "2025", "step": "invite"},
    "call": {"outcome": "will_do"},
    "calendar": {"digest": "0" * 64},
    "calendar_revoked": {},
}
# Settings with a track in which claims say how many hours they count.
MENTORING = """
[tracks.mentoring]
counts = ["session"]
measure = "points"
unit = ["hour", "hours"]
pieces = 4
cadence_months = 1
"""


def minutes(number: float) -> datetime:
    """A moment so many minutes after the first one."""
    return FIRST + timedelta(minutes=number)


def said(
    kind: str,
    /,
    minute: float = 0,
    by: str = "ana@example.org",
    role: str = "mvp",
    mvp_id: str | None = "ana",
    answers: Event | None = None,
    **fields: str | date | None,
) -> Event:
    """An event with what it says at least, and with `fields`."""
    given = {**LEAST[kind], **fields}
    return new(kind, by, role, mvp_id, given, answers and answers.id, minutes(minute))


def decided(
    request: Event, minute: float, decision: str = "accept", text: str | None = None, **more: str
) -> Event:
    """A verdict of the program team."""
    who = {"by": "team@example.org", "role": "program", "mvp_id": request.mvp_id}
    text = text or (None if decision == "accept" else "Because")
    return said("verdict", minute, answers=request, decision=decision, text=text, **who, **more)
