"""Nominations: who is being considered?"""

from dashboard import charts
from dashboard.page.components import figure, table
from dashboard.page.filters import heading

view = heading("nominations", by_team=False)
figure(
    view,
    "nominations/stages",
    charts.nominee_stages,
    "From nomination to title",
    "How many nominees stand at each stage.",
    empty="There are no nominations up to this day.",
)
table(
    view,
    "nominations/people",
    "Nominees",
    "Those waiting longest first, with feedback and eligibility. Eligibility never decides alone.",
    empty="There are no nominations up to this day.",
)
