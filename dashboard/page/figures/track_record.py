"""The figures of the page Track record."""

from dashboard import charts
from dashboard.page.figures import Figure

_EMPTY = "No case yet: nobody was active and committed, with data, before a past checkpoint."
_COUNTS, _SHARES = ("cases", "missed", "flagged"), ("precision", "recall")
_BRIER = ("brier", "brier_pro_rata")
_OF_A_PART = ("part", *_COUNTS, *_SHARES, "note")

HEADLINE = Figure("track_record/headline", "How many flags were right, in one sentence")
SCORES = Figure(
    "track_record/scores",
    "How often the flags were right",
    "A case is an MVP's committed track on a day before a past checkpoint. It is flagged when its "
    "chance was low. The chances are useful when their Brier score is lower than that of the "
    "pro-rata rule, which only asks whether enough was done by that day.",
    _EMPTY,
    columns=("look_ahead", *_COUNTS, "flagged_missed", *_SHARES, *_BRIER, "note"),
    parameters={"by": "all", "look_ahead": None},
)
CALIBRATION = Figure(
    "track_record/calibration",
    "Chances given, and how often they came true",
    "One point per band of chances: larger with more cases, hollow with too few to judge. On the "
    "dotted line, they came true as often as the chance said.",
    _EMPTY,
    chart=charts.calibration,
    parameters={"look_ahead": 60, "track": None, "year": None},
)
BY_TRACK = Figure(
    "track_record/scores",
    "By track",
    "The same for each track, so many days before the checkpoint.",
    _EMPTY,
    columns=_OF_A_PART,
    parameters={"by": "track", "look_ahead": 60},
)
BY_YEAR = Figure(
    "track_record/scores",
    "By year",
    "The same for each year, so many days before the checkpoint.",
    _EMPTY,
    columns=_OF_A_PART,
    parameters={"by": "year", "look_ahead": 60},
)
DID_IT_HELP = Figure(
    "track_record/did_it_help",
    "Did it help?",
    "Flags before past checkpoints after which somebody called or wrote to the MVP, and the "
    "others. Recovered: what was expected was reached all the same. People who are called differ "
    "from the others, so this is no proof that a call helps.",
    empty="There is no flag before a past checkpoint since calls are recorded.",
    columns=("contact", "flagged", "recovered", "share", "likely_from", "likely_to", "note"),
)
