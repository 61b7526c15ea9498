"""The figures of the page Over the years."""

from dashboard import charts
from dashboard.page.figures import Figure

SPAN = Figure("over_the_years/span", "The years up to now, in one sentence")
COHORTS = Figure(
    "over_the_years/cohorts",
    "Who stayed, by year of entry",
    "How many MVPs entered in a year, and how many of them were in the program at the end of each "
    "year from then on. Who entered before the first departure in the data is in one row.",
    empty="No departure up to this day is in the data, so it is not known who stayed.",
    chart=charts.cohorts,
)
RENEWALS_FINDING = Figure(
    "over_the_years/renewals_finding",
    "How many renewed, in one sentence",
    parts=("renewal",),
)
RENEWALS = Figure(
    "over_the_years/renewals",
    "What became of the renewals of each year",
    "One column per year that is over: all MVPs who were in the program in that year.",
    empty="No renewal of a year that is over is in the data.",
    needs=("renewals",),
    chart=charts.renewal_outcomes,
    parts=("renewal",),
    finding=RENEWALS_FINDING.query,
)
LEVELS = Figure(
    "over_the_years/levels",
    "Levels from year to year",
    "One column per year, the last four at most: the levels of active MVPs at its end. Each band "
    "is a group of MVPs who moved together; a wider band is more MVPs. Who is gone was not active "
    "at the end of that year.",
    empty="Nobody was active at the end of two years in a row that have data.",
    chart=charts.flow_of_years,
)
TRACKS_FINDING = Figure(
    "over_the_years/tracks_finding", "Which medians are below the target, in one sentence"
)
TRACKS = Figure(
    "over_the_years/tracks",
    "Tracks by year",
    "Lines: the median of what committed MVPs had done at the end of the year, as a share of their "
    "target; in a year that is not over, of what was expected so far. There is no point where this "
    "is not known. Columns: how many MVPs.",
    empty="Nobody who was active at the end of a year with data has committed to a track.",
    needs=("commitments",),
    chart=charts.tracks_by_year,
    finding=TRACKS_FINDING.query,
)
