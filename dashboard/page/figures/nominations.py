"""The figures of the page Nominations."""

from dashboard import charts
from dashboard.page.figures import Figure

_EMPTY = "There are no nominations up to this day."

HEADLINE = Figure("nominations/headline", "How many nominees are being considered, in one sentence")
PEOPLE = Figure(
    "nominations/people",
    "Nominees",
    "Those who have waited longest first, with feedback and eligibility. Eligibility alone never "
    "decides.",
    _EMPTY,
    needs=("feedback",),
    columns=(
        *("nominee_name", "stage", "days_in_stage", "nominations", "feedback_yes", "feedback_no"),
        *("feedback_unsure", "one_year_of_use", "certification_level", "nominee_email"),
    ),
)
STAGES_FINDING = Figure(
    "nominations/stages_finding", "What became of the nominees, in one sentence"
)
STAGES = Figure(
    "nominations/stages",
    "From nomination to title",
    "How many nominees are at each stage.",
    _EMPTY,
    chart=charts.nominee_stages,
    finding=STAGES_FINDING.query,
)
