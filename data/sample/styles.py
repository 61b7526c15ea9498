"""How the contributions of a track look in the sample: titles, kinds, times, busy days.

What is expected in a track comes from the settings. These are the looks of the tracks of the
standard program; any other track looks like `Style`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

OBJECTS = (
    "a Server Action|an Aggregate|a Block|the Data Grid|a Timer|a REST endpoint|a Site Property|"
    "the login flow|a File Upload|a Dropdown, Tags|an Excel export|a Client Variable|a BPT process|"
    "the mobile app's local storage|an SQL query with IN (…)|a Popup|a Service Action|the Theme"
).split("|")
QUESTIONS = (
    "How to refresh {}?",
    "{} is slow with 100,000 records",
    'Error "Invalid permission" in {}',
    "Best practice for {}, large team",
    "{} works in Development, not in Production",
    "[Urgent] {}: unexpected null",
)
TOPICS = (
    "Architecture|Performance|Accessibility|Offline Sync|Unit Testing|Security|Async Processes|"
    'Integrations|Data Migration|UI Patterns|DevOps|AI Agents|Caching, or "why is it stale?"'
).split("|")
PIECES = (
    "{}: a practical guide",
    "{} in 15 minutes",
    "What I learned about {}",
    "{}, step by step",
    '"It depends": {} explained',
)
COMPONENTS = (
    "{} Reader|{} Picker|{} Connector|{} Sandbox|{} Utils|Simple {}|{} Plugin|{} for Reactive"
).split("|")
THINGS = "Signature,QR Code,PDF,Kanban,Markdown,Calendar,Map,Chat,OCR,CSV,Gantt,IBAN".split(",")
MEETUPS = ("Meetup: {}", "Lightning talks, {}", "Study group: {}", "{} night")


@dataclass(frozen=True)
class Style:
    """The look of a track.

    `first` and `second` weigh how often it is the first or second track of an MVP; `kind_shares`
    has the share of each kind that counts, the same for all where it is empty. People are more or
    less busy for `busy_days` at a time, with a variance of `busy_variance` around 1, so that
    monthly counts are as uneven as real ones. Of contributions that do not count, there are
    `shown_each` for each one that does, and `shown_a_year` besides. Its data ends `days_behind`
    days before the as-of date. `time_forms` are the cumulative shares of the forms of a time (see
    `time_text`). Titles put each of `topics` into each of `frames`; without frames, they name the
    kind. `accounts` says who has an account: "everybody", or "authors" under their own name.
    """

    first: float = 0.25
    second: float = 0.25
    kind_shares: Mapping[str, float] = field(default_factory=dict, hash=False)
    busy_days: int = 14
    busy_variance: float = 1.5
    shown_each: float = 0.3
    shown_a_year: float = 0.0
    days_behind: int = 1
    time_forms: tuple[float, ...] = (0.5, 0.7, 0.9, 1.0)
    frames: tuple[str, ...] = ()
    topics: tuple[str, ...] = tuple(TOPICS)
    has_formulas: bool = False  # some titles begin like a formula of a spreadsheet
    is_translated: bool = False  # some titles are in the language of their author
    accounts: str = ""


STYLES = {
    "forum": Style(
        first=0.23,
        second=0.10,
        busy_days=28,
        busy_variance=2.5,
        shown_each=0.02,
        days_behind=0,
        time_forms=(0.05, 0.30, 0.85, 1.0),
        frames=QUESTIONS,
        topics=tuple(OBJECTS),
        has_formulas=True,
        is_translated=True,
        accounts="everybody",
    ),
    "forge": Style(
        first=0.22,
        second=0.30,
        busy_variance=4.0,
        shown_each=0.7,
        time_forms=(0.5, 0.5, 1.0, 1.0),
        frames=tuple(COMPONENTS),
        topics=tuple(THINGS),
        accounts="authors",
    ),
    "content": Style(
        first=0.29,
        second=0.38,
        kind_shares={
            "article": 0.45,
            "howto": 0.2,
            "documentation": 0.07,
            "tutorial": 0.14,
            "video": 0.1,
            "other": 0.04,
        },
        time_forms=(0.75, 0.9, 0.9, 1.0),
        frames=PIECES,
        has_formulas=True,
        is_translated=True,
    ),
    "meetup": Style(
        first=0.26,
        second=0.22,
        busy_variance=0,
        shown_each=0,
        shown_a_year=1.4,
        days_behind=26,
        time_forms=(0.2, 0.4, 0.4, 1.0),
        frames=MEETUPS,
        is_translated=True,
    ),
}
