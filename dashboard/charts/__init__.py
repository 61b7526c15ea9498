"""Charts: one function per chart, from the rows of a query to a plotly figure."""

from dashboard.charts.flow import flow, flow_of_years
from dashboard.charts.points import exam_dates, pace
from dashboard.charts.program import (
    contributions_by_month,
    earlier_levels,
    levels_by_track,
    nominee_stages,
    sparkline,
    stages,
    statuses,
)
from dashboard.charts.theme import LEVEL_COLORS, RENEWAL_COLORS, RISK_COLORS, PlotlyFigure
from dashboard.charts.track_record import calibration
from dashboard.charts.year import burn_up, calendar
from dashboard.charts.years import cohorts, renewal_outcomes, tracks_by_year

__all__ = [
    "LEVEL_COLORS",
    "RENEWAL_COLORS",
    "RISK_COLORS",
    "PlotlyFigure",
    "burn_up",
    "calendar",
    "calibration",
    "cohorts",
    "contributions_by_month",
    "earlier_levels",
    "exam_dates",
    "flow",
    "flow_of_years",
    "levels_by_track",
    "nominee_stages",
    "pace",
    "renewal_outcomes",
    "sparkline",
    "stages",
    "statuses",
    "tracks_by_year",
]
