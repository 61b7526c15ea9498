"""Benefits: who lacks what, what must be taken back?"""

from dashboard.components import table
from dashboard.filters import heading

look = heading("benefits")
table(
    look,
    "benefits/to_revoke",
    "To be taken back",
    "Standard benefits of people who are not active MVPs now.",
    empty="Nothing is to be taken back.",
)
table(
    look,
    "benefits/standard",
    "Standard benefits",
    "How many active MVPs have each, and how many lack it.",
    empty="Nobody is active.",
)
table(
    look,
    "benefits/matrix",
    "Active MVPs",
    "What each has and lacks; those lacking most first.",
    empty="Nobody is active.",
)
