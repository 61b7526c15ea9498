"""Data health: can I trust today's numbers?"""

from dashboard.components import table
from dashboard.filters import heading

look = heading("data_health", by_team=False)
table(
    look,
    "data_health/reach",
    "How far the data reaches",
    "Where a track's data is too old, figures are shown but nobody is flagged on them.",
    empty="No track is set up.",
)
table(
    look,
    "data_health/files",
    "What was read",
    "Rows read = good + rejected + collapsed; replaced rows are corrections among the good.",
    empty="No file was read.",
)
table(
    look,
    "data_health/rejects",
    "Rejected rows",
    "Each with its file, line and reason: mend it there and build again.",
    empty="No row was rejected.",
)
table(
    look,
    "data_health/no_commitment",
    "Without a commitment this year",
    "Judged by the best of their four tracks until a commitment is recorded.",
    empty="Every active MVP has committed to a track.",
)
table(
    look,
    "data_health/unlinked",
    "Selected, and linked to nobody",
    "Nominees who were selected, without the MVP they became.",
    empty="Every selected nominee is linked to an MVP.",
)
table(look, "data_health/build", "This build", "What you are looking at.", empty="No build.")
