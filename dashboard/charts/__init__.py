"""Rows of a figure into a plotly figure: one function a figure, one palette. Knows no Streamlit."""

from dashboard.charts.program import (
    contributions_by_month,
    earlier_levels,
    exam_dates,
    flow,
    levels_by_track,
    nominee_stages,
    pace,
    sparkline,
    stages,
    statuses,
)
from dashboard.charts.record import calibration
from dashboard.charts.theme import LEVEL_COLORS, RISK_COLORS, TRACK_COLORS, Figure
from dashboard.charts.year import burn_up, calendar

__all__ = [
    "LEVEL_COLORS",
    "RISK_COLORS",
    "TRACK_COLORS",
    "Figure",
    "burn_up",
    "calendar",
    "calibration",
    "contributions_by_month",
    "earlier_levels",
    "exam_dates",
    "flow",
    "levels_by_track",
    "nominee_stages",
    "pace",
    "sparkline",
    "stages",
    "statuses",
]
