"""At risk: who needs a call before the next checkpoint, in what order?"""

from dashboard.components import heading, open_mvp, table

look = heading("at_risk")
picked = table(
    look,
    "at_risk/calls",
    "Whom to call",
    "First those that can still be turned, then those that cannot by pace alone. "
    "Pick a row to open the MVP.",
    empty="Nobody is at risk before the next checkpoint.",
)
open_mvp(picked)
