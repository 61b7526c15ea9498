"""The pages overview and at_risk made by other means, to be measured beside ours.

What both peers show stands here: the same rows by the same queries, the same charts, the tables.
"""

from collections.abc import Callable
from datetime import UTC, datetime

import pandas as pd
import plotly.graph_objects as go

from dashboard import charts
from dashboard.page.figures import at_risk, overview
from dashboard.reading.builds import database
from data.days.day import Day
from data.days.scope import Scope
from data.sql.files import sql
from data.store.publishing import current

ALL_TEAMS = "All teams"
HEADS = {"overview": "overview/headline", "at_risk": "at_risk/headline"}
CHARTS: dict[str, dict[str, Callable[[pd.DataFrame], charts.PlotlyFigure]]] = {
    "overview": {
        "overview/levels": charts.levels_by_track,
        "overview/earlier_levels": charts.earlier_levels,
        "overview/months": charts.contributions_by_month,
    },
    "at_risk": {"at_risk/pace": charts.pace},
}
_SHOWN = {
    "overview": (at_risk.CALLS, at_risk.CHANGES, overview.TEAMS),
    "at_risk": (at_risk.CALLS, at_risk.OUT_OF_REACH, at_risk.PAPERS, at_risk.CHANGES),
}
TABLES: dict[str, list[tuple[str, dict[str, object]]]] = {
    page: [(figure.query, dict(figure.parameters)) for figure in figures]
    for page, figures in _SHOWN.items()
}


class Program:
    """The program of MVP_DATABASE as of today, and its rows as a filter by team leaves them."""

    def __init__(self) -> None:
        today = datetime.now(UTC).date()
        self._day = Day(current(database()), today)
        self.teams = [ALL_TEAMS, *self.rows("shared/teams", ALL_TEAMS)["team"].dropna()]

    def rows(self, query: str, team: str, **parameters: object) -> pd.DataFrame:
        """The rows of a page query, everybody's or those of one team."""
        scope = Scope(everybody=True, only_team=None if team == ALL_TEAMS else team)
        return self._day.query(scope, sql(f"pages/{query}"), parameters).df()

    def head(self, page: str, team: str) -> list[str]:
        """What stands above the charts: the key figures or the sentence, as lines of text."""
        rows = self.rows(HEADS[page], team)
        if "sentence" in rows.columns:
            return rows["sentence"].tolist()
        return [f"{row.label}: {row.value:,} ({row.change_text})" for row in rows.itertuples()]

    def charts(self, page: str, team: str) -> list[go.Figure]:
        """The page's charts, in order."""
        figures = CHARTS[page].items()
        return [go.Figure(chart(self.rows(query, team))) for query, chart in figures]

    def tables(self, page: str, team: str) -> list[pd.DataFrame]:
        """The rows of the page's tables, in order."""
        return [self.rows(query, team, **parameters) for query, parameters in TABLES[page]]
