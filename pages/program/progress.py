"""Progress: who is where against target?"""

from dashboard.components import heading, open_mvp, table

look = heading("progress")
picked = table(
    look,
    "progress/matrix",
    "Every MVP and track",
    "Done against what is expected today and by the end of the year; the furthest behind first. "
    "Pick a row to open the MVP.",
    empty="Nobody is on the roster for this choice.",
)
open_mvp(picked)
