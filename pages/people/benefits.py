"""Benefits: who lacks what, what must be taken back?"""

from dashboard.page.components import table
from dashboard.page.filters import heading

view = heading("benefits")
table(
    view,
    "benefits/to_revoke",
    "To be taken back",
    "Standard benefits of people who are not active MVPs now.",
    empty="Nothing is to be taken back.",
)
table(
    view,
    "benefits/standard",
    "Standard benefits",
    "How many active MVPs have each, and how many lack it.",
    empty="Nobody is active.",
)
table(
    view,
    "benefits/matrix",
    "Active MVPs",
    "What each has and lacks; those lacking most first.",
    empty="Nobody is active.",
)
