"""Each chart on rows written by hand: its traces, their order, values, words and colors."""

import tomllib
from collections.abc import Callable
from datetime import date
from functools import wraps
from itertools import combinations, pairwise
from types import SimpleNamespace

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import charts as plain
from dashboard.charts import LEVEL_COLORS, RENEWAL_COLORS, RISK_COLORS
from dashboard.charts.theme import NEUTRAL, behind_text, by_label
from data.settings.colors import GROUNDS, PALETTE
from tests.parsed import ROOT

TRACKS_AND_LEVELS = pd.DataFrame(
    [
        ("content", 1, "on track", 3, 0.75),
        ("content", 4, "behind", 1, 0.25),
        ("forum", 0, "ahead", 2, 0.40),
        ("forum", 1, "on track", 2, 0.40),
        ("forum", 5, "off track", 1, 0.20),
        ("meetup", 3, "unknown", 5, 1.00),
    ],
    columns=["track", "level_rank", "level", "mvps", "share"],
)


def checked(chart: Callable[..., plain.PlotlyFigure]) -> Callable[..., go.Figure]:
    """The chart as plotly's own object, which rejects a property that plotly does not know."""

    @wraps(chart)
    def figure(*rows: object) -> go.Figure:
        return go.Figure(chart(*rows))

    return figure


CHARTS = [name for name in plain.__all__ if name.islower() and name != "sparkline"]
charts = SimpleNamespace(**{name: checked(getattr(plain, name)) for name in CHARTS})


def names(figure: go.Figure) -> list[str]:
    """The names of the traces, from first (left or below) to last."""
    return [trace.name for trace in figure.data]


def trace(figure: go.Figure, name: str) -> go.Scatter | go.Bar:
    """The one trace of that name."""
    (found,) = [trace for trace in figure.data if trace.name == name]
    return found


def points(figure: go.Figure, name: str) -> list[tuple]:
    """The x and y of the trace of that name."""
    found = trace(figure, name)
    return list(zip(found.x, found.y, strict=True))


def days(*texts: str) -> list[pd.Timestamp]:
    return [pd.Timestamp(text) for text in texts]


def test_levels_by_track_has_one_bar_per_level_worst_left():
    figure = charts.levels_by_track(TRACKS_AND_LEVELS)
    assert names(figure) == ["off track", "behind", "unknown", "on track", "ahead"]
    assert figure.layout.barmode == "stack"
    assert points(figure, "off track") == [(1, "forum")]
    assert points(figure, "behind") == [(1, "content")]
    assert points(figure, "on track") == [(3, "content"), (2, "forum")]
    assert points(figure, "ahead") == [(2, "forum")]


def test_levels_by_track_shows_counts_and_has_shares_in_the_hover():
    figure = charts.levels_by_track(TRACKS_AND_LEVELS)
    assert trace(figure, "on track").text == ("3", "2")
    assert trace(figure, "on track").customdata == (0.75, 0.40)
    assert "on track (%{customdata:.0%})" in trace(figure, "on track").hovertemplate
    assert {bar.orientation for bar in figure.data} == {"h"}


def test_levels_by_track_has_the_first_track_at_the_top():
    assert charts.levels_by_track(TRACKS_AND_LEVELS).layout.yaxis.autorange == "reversed"


def test_a_level_that_nobody_has_is_left_out():
    on_track = TRACKS_AND_LEVELS[TRACKS_AND_LEVELS["level"] == "on track"]
    assert names(charts.levels_by_track(on_track)) == ["on track"]


def test_each_level_has_its_color_and_a_readable_text_color():
    figure = charts.levels_by_track(TRACKS_AND_LEVELS)
    assert {bar.name: bar.marker.color for bar in figure.data} == by_label(LEVEL_COLORS)
    text = {bar.name: bar.textfont.color for bar in figure.data}
    assert text["off track"] == text["ahead"] == "#ffffff"
    assert text["behind"] == text["on track"] == "#1a2330"


@pytest.mark.parametrize("level", by_label(LEVEL_COLORS))
def test_the_text_on_a_level_has_the_contrast_that_wcag_requires(level):
    bar = trace(charts.levels_by_track(TRACKS_AND_LEVELS), level)
    shades = luminance(bar.marker.color), luminance(bar.textfont.color)
    assert (max(shades) + 0.05) / (min(shades) + 0.05) >= 4.5


DAYS = pd.DataFrame(
    [
        ("Dec 31", "unknown", 3, 1.00),
        ("Mar 31", "off track", 1, 0.25),
        ("Mar 31", "on track", 3, 0.75),
        ("Jun 30", "behind", 2, 0.50),
        ("Jun 30", "ahead", 2, 0.50),
        ("Aug 20", "ahead", 4, 1.00),
    ],
    columns=["compared_on", "level", "mvps", "share"],
)


def test_earlier_levels_has_one_column_per_day_in_the_order_of_the_rows():
    figure = charts.earlier_levels(DAYS)
    assert figure.layout.xaxis.categoryarray == ("Dec 31", "Mar 31", "Jun 30", "Aug 20")
    assert figure.layout.xaxis.type == "category"
    assert names(figure) == ["off track", "behind", "unknown", "on track", "ahead"]
    assert points(figure, "ahead") == [("Jun 30", 0.50), ("Aug 20", 1.00)]


def test_earlier_levels_stacks_shares_to_100_percent_and_shows_counts():
    figure = charts.earlier_levels(DAYS)
    assert figure.layout.barmode == "stack"
    assert figure.layout.yaxis.range == (0, 1)
    assert figure.layout.yaxis.tickformat == ".0%"
    assert trace(figure, "ahead").text == ("2", "4")
    assert {bar.name: bar.marker.color for bar in figure.data} == by_label(LEVEL_COLORS)


MONTHS = pd.DataFrame(
    [
        ("Jan", "forge", "#0072b2", False, 0, 7, 7),
        ("Jan", "content", "#d55e00", True, 4, 0, 7),
        ("Feb", "forge", "#0072b2", False, 6, 3, 5),
        ("Feb", "content", "#d55e00", True, 1, 2, 5),
    ],
    columns=[
        *("month", "track", "color", "is_striped", "contributions", "year_before", "month_before")
    ],
)


def test_contributions_by_month_has_columns_per_track_and_the_year_before_as_a_line():
    figure = charts.contributions_by_month(MONTHS)
    assert names(figure) == ["forge", "content", "year before"]
    assert points(figure, "content") == [("Jan", 4), ("Feb", 1)]
    assert points(figure, "forge") == [("Jan", 0), ("Feb", 6)]
    assert points(figure, "year before") == [("Jan", 7), ("Feb", 5)]
    assert figure.layout.barmode == "stack"


def test_contributions_by_month_has_one_color_per_track():
    figure = charts.contributions_by_month(MONTHS)
    assert {bar.name: bar.marker.color for bar in figure.data[:-1]} == {
        "forge": "#0072b2",
        "content": "#d55e00",
    }


def test_a_track_has_stripes_where_the_settings_say_so():
    bars = charts.contributions_by_month(MONTHS)["data"][:-1]
    assert [bar.marker.pattern.shape for bar in bars] == [None, "/"]


PACES = pd.DataFrame(
    [
        ("Ana", "forum", "high", 5.5, 1.5, 0.21),
        ("Bo", "forum", "medium", 4.4, 2.3, 0.68),
        ("Bo", "forge", "high", 0.2, 0.0, 0.08),
        ("Chandra", "meetup", "unknown", 0.2, 0.0, 0.11),
    ],
    columns=["name", "track", "risk", "needed_a_week", "recent_a_week", "chance"],
)


def test_pace_has_one_point_per_mvp_and_track_with_recent_on_x_and_needed_on_y():
    figure = charts.pace(PACES)
    assert names(figure) == ["needed = recent", "high", "medium", "unknown"]
    assert points(figure, "high") == [(1.5, 5.5), (0.0, 0.2)]
    assert points(figure, "medium") == [(2.3, 4.4)]
    assert trace(figure, "high").customdata == (["Ana", "forum", "21 %"], ["Bo", "forge", "8 %"])
    assert figure.layout.xaxis.title.text == "recent pace, per week"
    assert figure.layout.yaxis.title.text == "needed pace, per week"


def test_pace_calls_no_chance_certain_that_is_not():
    rows = PACES.assign(risk="high", chance=[0.0, 0.004, 0.996, 1.0])
    (hovers,) = [trace(charts.pace(rows), "high").customdata]
    assert [hover[2] for hover in hovers] == ["0 %", "&lt;1 %", "&gt;99 %", "100 %"]


def test_pace_has_one_color_per_risk():
    figure = charts.pace(PACES)
    colors = {points.name: points.marker.color for points in figure.data[1:]}
    assert colors == {risk: RISK_COLORS[risk] for risk in ("high", "medium", "unknown")}


@pytest.mark.parametrize(
    ("needed", "recent", "end"),
    [([5.5, 0.2], [1.5, 2.0], 5.5), ([0.2, 0.4], [3.0, 0.1], 3.0), ([0.2, 0.4], [0.1, 0.0], 1)],
    ids=["most needed", "most done", "less than one a week"],
)
def test_the_diagonal_of_pace_reaches_the_largest_of_both_and_at_least_one(needed, recent, end):
    rows = PACES.head(2).assign(needed_a_week=needed, recent_a_week=recent)
    assert points(charts.pace(rows), "needed = recent") == [(0, 0), (end, end)]


@pytest.mark.parametrize(
    ("chart", "label", "count", "said"),
    [
        (charts.stages, "stage", "mvps", "MVPs"),
        (charts.nominee_stages, "stage", "nominees", "nominees"),
        (charts.statuses, "status", "mvps", "MVPs"),
    ],
)
def test_counts_are_bars_in_the_order_of_the_rows_from_the_top(chart, label, count, said):
    figure = chart(pd.DataFrame({label: ["on course", "at risk", "left"], count: [3, 4, 1]}))
    (bar,) = figure.data
    assert bar.y == ("on course", "at risk", "left")
    assert bar.x == (3, 4, 1)
    assert bar.text == ("3", "4", "1")
    assert bar.orientation == "h"
    assert figure.layout.yaxis.autorange == "reversed"
    assert figure.layout.xaxis.title.text == said
    assert figure.layout.showlegend is False


def test_a_chart_of_bars_is_higher_with_more_bars():
    rows = pd.DataFrame({"stage": list("abcd"), "mvps": [1, 2, 3, 4]})
    heights = [charts.stages(rows.head(number)).layout.height for number in (1, 2, 3, 4)]
    assert {high - low for low, high in pairwise(heights)} == {36}


STEPS = pd.DataFrame(
    [
        ("Mar 31: off track", "off track", "Jun 30: off track", "off track", 1),
        ("Mar 31: off track", "off track", "Jun 30: ahead", "ahead", 2),
        ("Jun 30: off track", "off track", "now: at risk", "at risk", 1),
        ("Jun 30: ahead", "ahead", "now: goals met", "goals met", 2),
    ],
    columns=["from_label", "from_state", "to_label", "to_state", "mvps"],
)


def bands_and_blocks(chart):
    """The bands and the blocks of a flow, by what they say; a band is the longer outline."""
    bands = {area.text: area for area in chart.data if len(area.x) > 4}
    return bands, {area.text: area for area in chart.data if len(area.x) == 4}


def test_flow_has_a_band_as_thick_as_the_mvps_of_each_step():
    bands, _ = bands_and_blocks(charts.flow(STEPS))
    ends = {
        text: (pytest.approx(area.y[0] - area.y[-1]), area.x[0], max(area.x))
        for text, area in bands.items()
    }
    assert ends == {
        "1: Mar 31: off track → Jun 30: off track": (1, 0.03, 0.97),
        "2: Mar 31: off track → Jun 30: ahead": (2, 0.03, 0.97),
        "1: Jun 30: off track → now: at risk": (1, 1.03, 1.97),
        "2: Jun 30: ahead → now: goals met": (2, 1.03, 1.97),
    }


def test_flow_has_the_best_level_of_a_column_at_the_top_and_no_block_on_another():
    _, blocks = bands_and_blocks(charts.flow(STEPS))
    low, high = blocks["Jun 30: off track: 1"].y, blocks["Jun 30: ahead: 2"].y
    assert max(low) - min(low) == pytest.approx(1)
    assert max(high) - min(high) == pytest.approx(2)
    assert max(low) < min(high)


def test_bands_of_one_block_lie_beside_one_another():
    bands, blocks = bands_and_blocks(charts.flow(STEPS))
    starts = sorted((band.y[-1], band.y[0]) for band in bands.values() if band.x[0] == 0.03)
    block = blocks["Mar 31: off track: 3"].y
    assert starts == [(min(block), min(block) + 2), (min(block) + 2, max(block))]


def test_flow_colors_levels_by_level_and_all_stages_alike():
    _, blocks = bands_and_blocks(charts.flow(STEPS))
    colors = {text: block.fillcolor for text, block in blocks.items()}
    off_track = LEVEL_COLORS["off_track"]
    assert colors["Mar 31: off track: 3"] == colors["Jun 30: off track: 1"] == off_track
    assert colors["Jun 30: ahead: 2"] == LEVEL_COLORS["ahead"]
    assert colors["now: at risk: 1"] == colors["now: goals met: 2"]
    assert colors["now: at risk: 1"] not in LEVEL_COLORS.values()


def test_flow_has_those_who_were_not_active_at_a_checkpoint_in_gray():
    left = ("Mar 31: left", "left", "Jun 30: left", "left", 1)
    rows = pd.concat([STEPS, pd.DataFrame([left], columns=STEPS.columns)])
    _, blocks = bands_and_blocks(charts.flow(rows))
    colors = {text: block.fillcolor for text, block in blocks.items()}
    assert colors["Mar 31: left: 1"] == colors["Jun 30: left: 1"] == NEUTRAL
    assert colors["now: at risk: 1"] != NEUTRAL


STEPS_OF_YEARS = pd.DataFrame(
    [
        ("2024", "behind", "2025", "ahead", 1),
        ("2024", "not active", "2025", "ahead", 2),
        ("2025", "ahead", "2026 so far", "gone", 3),
        ("2025", "not active", "2026 so far", "behind", 4),
    ],
    columns=["from_label", "from_state", "to_label", "to_state", "mvps"],
)
for end in ("from", "to"):
    STEPS_OF_YEARS[f"{end}_label"] += ": " + STEPS_OF_YEARS[f"{end}_state"]


def test_who_comes_later_is_in_the_column_of_the_year_before():
    bands, blocks = bands_and_blocks(charts.flow_of_years(STEPS_OF_YEARS))
    assert {text: round(area.x[0]) for text, area in bands.items()} == {
        "1: 2024: behind → 2025: ahead": 0,
        "2: 2024: not active → 2025: ahead": 0,
        "3: 2025: ahead → 2026 so far: gone": 1,
        "4: 2025: not active → 2026 so far: behind": 1,
    }
    colors = {text: block.fillcolor for text, block in blocks.items()}
    assert colors["2025: not active: 4"] == colors["2026 so far: gone: 3"] == NEUTRAL


def test_a_flow_of_years_has_room_for_the_last_four():
    one = STEPS_OF_YEARS.iloc[[0]]
    rows = [
        one.assign(from_label=f"{year}: behind", to_label=f"{year + 1}: ahead")
        for year in range(2020, 2026)
    ]
    bands, _ = bands_and_blocks(charts.flow_of_years(pd.concat(rows)))
    assert [text[3:7] for text in bands] == ["2023", "2024", "2025"]


COHORTS = pd.DataFrame(
    [
        ("before 2025", 1200, "2025", 900, 0.75),
        ("before 2025", 1200, "2026 so far", 480, 0.4),
        ("2026", 8, "2026 so far", 8, 1.0),
    ],
    columns=["cohort", "entered", "year_label", "in_program", "share"],
)


def test_cohorts_have_a_cell_for_who_entered_and_one_for_each_year():
    figure = charts.cohorts(COHORTS)
    assert figure.layout.xaxis.ticktext == ("entered", "2025", "2026 so far")
    entered, stayed = figure.data
    assert list(zip(entered.y, entered.text, strict=True)) == [
        ("before 2025", "1,200"),
        ("2026", "8"),
    ]
    cells = zip(stayed.y, stayed.base, stayed.text, strict=True)
    assert [(cohort, round(base + 0.5), text) for cohort, base, text in cells] == [
        ("before 2025", 1, "900<br>75%"),
        ("before 2025", 2, "480<br>40%"),
        ("2026", 2, "8<br>100%"),
    ]
    assert stayed.textfont.color == ("#ffffff", "#1a2330", "#ffffff")
    assert entered.textfont.color == "#1a2330"  # on dark pages too, where plotly would choose white


def test_cells_of_many_years_have_no_room_for_a_share():
    years = [COHORTS.iloc[[0]].assign(year_label=str(year)) for year in range(2010, 2020)]
    assert set(charts.cohorts(pd.concat(years)).data[1].text) == {"900"}


OUTCOMES = pd.DataFrame(
    [
        ("2024", "left", "gone during the year", 1, 0.1),
        ("2024", "renewed", "renewed", 9, 0.9),
        ("2025", "open", "still open", 5, 1.0),
    ],
    columns=["year_label", "outcome_word", "outcome", "mvps", "share"],
)


def test_outcomes_of_renewals_are_stacked_with_the_best_at_the_top():
    figure = charts.renewal_outcomes(OUTCOMES)
    assert names(figure) == ["gone during the year", "still open", "renewed"]
    assert points(figure, "renewed") == [("2024", 0.9)]
    assert points(figure, "still open") == [("2025", 1)]
    assert trace(figure, "renewed").marker.color == RENEWAL_COLORS["renewed"]
    assert figure.layout.xaxis.categoryarray == ("2024", "2025")


TRACKS_BY_YEAR = pd.DataFrame(
    [
        ("2024", "a & b", "#0072b2", False, 4, 1.1),
        ("2024", "talks", "#d55e00", True, 2, np.nan),
        ("2025 so far", "a & b", "#0072b2", False, 3, 0.8),
    ],
    columns=["year_label", "track", "color", "is_striped", "mvps", "median_share"],
)


def test_a_track_has_a_line_of_medians_and_columns_of_who_committed():
    figure = charts.tracks_by_year(TRACKS_BY_YEAR)
    assert [(part.name, part.type) for part in figure.data] == [
        ("a &amp; b", "scatter"),
        ("talks", "scatter"),
        ("a &amp; b", "bar"),
        ("talks", "bar"),
    ]
    line, unknown, columns, striped = figure.data
    assert list(zip(line.x, line.y, strict=True)) == [("2024", 1.1), ("2025 so far", 0.8)]
    assert unknown.y == (None,)
    assert columns.y == (4, 3)
    assert striped.marker.pattern.shape == "/"


NOTHING = pd.NA
YEAR = pd.DataFrame(
    {
        "day": days("2024-12-01", "2024-12-10", "2024-12-20", "2024-12-25", "2024-12-31"),
        "done": pd.array([1, 3, 3, NOTHING, NOTHING], dtype="Int32"),
        "expected": [1, 2, 3, 3, 4],
        "target": [4, 4, 4, 4, 4],
        "low": pd.array([NOTHING, NOTHING, NOTHING, 3, 4], dtype="Int32"),
        "middle": pd.array([NOTHING, NOTHING, NOTHING, 4, 5], dtype="Int32"),
        "high": pd.array([NOTHING, NOTHING, NOTHING, 5, 7], dtype="Int32"),
        "is_checkpoint": [False, False, False, False, True],
    }
)


def test_burn_up_draws_the_forecast_band_first_and_done_above_it():
    figure = charts.burn_up(YEAR)
    assert names(figure) == [
        "likely range", "expected", "target", "forecast", "done", "checkpoint",
    ]  # fmt: skip


def test_burn_up_ends_done_on_the_as_of_date():
    done = points(charts.burn_up(YEAR), "done")
    assert done == list(zip(days("2024-12-01", "2024-12-10", "2024-12-20"), (1, 3, 3), strict=True))


def test_burn_up_outlines_the_forecast_band_along_high_and_back_along_low():
    fan = trace(charts.burn_up(YEAR), "likely range")
    assert list(fan.x) == days("2024-12-25", "2024-12-31", "2024-12-31", "2024-12-25")
    assert list(fan.y) == [5, 7, 4, 3]
    assert fan.fill == "toself"


def test_burn_up_draws_the_middle_of_the_forecast_on_the_days_of_the_band():
    forecast = points(charts.burn_up(YEAR), "forecast")
    assert forecast == list(zip(days("2024-12-25", "2024-12-31"), (4, 5), strict=True))


def test_burn_up_draws_expected_in_steps_and_the_target_as_a_level_line():
    figure = charts.burn_up(YEAR)
    assert points(figure, "expected") == list(zip(YEAR["day"], (1, 2, 3, 3, 4), strict=True))
    assert trace(figure, "expected").line.shape == trace(figure, "done").line.shape == "hv"
    assert points(figure, "target") == list(
        zip(days("2024-12-01", "2024-12-31"), (4, 4), strict=True)
    )


def test_burn_up_marks_each_checkpoint_at_what_is_expected():
    figure = charts.burn_up(YEAR)
    assert points(figure, "checkpoint") == list(zip(days("2024-12-31"), (4,), strict=True))
    assert trace(figure, "checkpoint").mode == "markers"


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA])
def test_burn_up_leaves_out_missing_values_of_any_kind(nothing):
    columns = ["done", "low", "middle", "high"]
    known = YEAR[columns].astype(object)
    figure = charts.burn_up(YEAR.assign(**known.where(known.notna(), nothing)))
    for name, count in {"done": 3, "forecast": 2, "likely range": 4}.items():
        values = trace(figure, name).y
        assert len(values) == count
        assert not any(pd.isna(value) for value in values)


def test_burn_up_without_a_forecast_has_an_empty_band():
    figure = charts.burn_up(YEAR.head(3))
    assert points(figure, "likely range") == points(figure, "forecast") == []
    assert len(points(figure, "done")) == 3


def test_burn_up_marks_what_is_not_yet_counted_on_the_line_of_what_is_done():
    waiting = (date(2024, 12, 10), date(2024, 12, 20), date(2024, 12, 10))
    figure = charts.burn_up(YEAR, waiting)
    assert figure.data[:-1] == charts.burn_up(YEAR).data
    marks = trace(figure, "not yet counted")
    assert list(zip(marks.x, marks.y, marks.customdata, strict=True)) == list(
        zip(days("2024-12-10", "2024-12-20"), (3, 3), (2, 1), strict=True)
    )
    assert marks.marker.color == NEUTRAL


def test_burn_up_starts_at_zero_and_has_ticks_at_whole_numbers():
    axis = charts.burn_up(YEAR.assign(target=4, high=4.5)).layout.yaxis
    assert (axis.rangemode, axis.dtick) == ("tozero", 1)


def test_calendar_has_one_square_per_day_with_monday_on_top():
    rows = pd.DataFrame(
        {
            "day": days("2024-01-01", "2024-01-02", "2024-01-08"),
            "weekday": ["Mon", "Tue", "Mon"],
            "week": days("2024-01-01", "2024-01-01", "2024-01-08"),
            "contributions": [0, 2, 5],
        }
    )
    figure = charts.calendar(rows)
    (squares,) = figure.data
    assert list(squares.x) == days("2024-01-01", "2024-01-01", "2024-01-08")
    assert (squares.y, squares.z) == (("Mon", "Tue", "Mon"), (0, 2, 5))
    assert squares.customdata == ("Jan 1", "Jan 2", "Jan 8")
    assert figure.layout.yaxis.categoryarray[-1] == "Mon"
    assert figure.layout.yaxis.categoryarray[0] == "Sun"


def test_exam_dates_has_one_point_per_mvp_in_the_line_of_the_status():
    rows = pd.DataFrame(
        [
            ("Ana", "expired", pd.Timestamp("2024-11-11"), "exam due"),
            ("Bo", "expiring", pd.Timestamp("2024-08-20"), "certificate ends"),
            ("Gaku", "expiring", pd.Timestamp("2024-11-18"), "certificate ends"),
        ],
        columns=["name", "status", "day", "what"],
    )
    figure = charts.exam_dates(rows)
    (dots,) = figure.data
    assert list(dots.x) == days("2024-11-11", "2024-08-20", "2024-11-18")
    assert dots.y == ("expired", "expiring", "expiring")
    assert dots.customdata[0] == ["Ana", "exam due"]
    assert charts.exam_dates(rows.tail(2)).layout.height < figure.layout.height


def test_exam_dates_of_a_single_day_name_that_day_and_no_time():
    rows = pd.DataFrame(
        [("Ana", "expired", pd.Timestamp("2024-11-11"), "exam due")] * 2,
        columns=["name", "status", "day", "what"],
    )
    axis = charts.exam_dates(rows).layout.xaxis
    assert axis.type == "date"
    assert list(axis.tickvals) == days("2024-11-11")
    assert axis.tickformat == "%b %-d, %Y"
    first, last = axis.range
    assert first < pd.Timestamp("2024-11-11") < last


BARS = pd.DataFrame({"stage": ["left"], "status": ["left"], "mvps": [1], "nominees": [1]})
MONTHS_OF_ONE = MONTHS.iloc[:1].assign(contributions=1, month_before=0)


@pytest.mark.parametrize(
    ("chart", "rows", "axis"),
    [
        (charts.levels_by_track, TRACKS_AND_LEVELS, "xaxis"),
        (charts.stages, BARS, "xaxis"),
        (charts.nominee_stages, BARS, "xaxis"),
        (charts.statuses, BARS, "xaxis"),
        (charts.contributions_by_month, MONTHS_OF_ONE, "yaxis"),
    ],
)
def test_an_axis_of_few_counts_has_ticks_at_whole_numbers_only(chart, rows, axis):
    """Plotly puts ticks at 0.5 when an axis ends at 5 or earlier."""
    found = chart(rows).layout[axis]
    assert (found.tick0, found.tickformat) == (0, ",d")
    assert found.dtick in (1, 2)


def test_an_axis_of_counts_has_at_most_five_ticks():
    steps = [charts.stages(BARS.assign(mvps=most)).layout.xaxis.dtick for most in range(1, 11)]
    assert steps == [1, 1, 1, 1, 2, 2, 2, 2, 3, 3]


def test_an_axis_of_many_counts_leaves_the_ticks_to_plotly():
    assert charts.stages(BARS.assign(mvps=300)).layout.xaxis.dtick is None
    assert charts.stages(BARS.assign(mvps=300)).layout.xaxis.tickformat == ",d"


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ([2, 4, 3], "4.0,24.0 32.0,4.0 60.0,14.0"),
        ([5, 5], "4.0,24.0 60.0,24.0"),
        ([7], "4.0,24.0"),
        ([0, 300, 150], "4.0,24.0 32.0,4.0 60.0,14.0"),
    ],
    ids=["up and down", "no change", "one value", "large numbers"],
)
def test_a_sparkline_uses_the_whole_width_and_height(values, line):
    assert f'points="{line}"' in plain.sparkline(values)


def test_a_sparkline_marks_its_last_value():
    assert '<circle cx="60.0" cy="14.0"' in plain.sparkline([2, 4, 3])


@pytest.mark.parametrize(
    ("chart", "rows"),
    [
        (charts.levels_by_track, TRACKS_AND_LEVELS),
        (charts.earlier_levels, DAYS),
        (charts.contributions_by_month, MONTHS),
        (charts.pace, PACES),
        (charts.flow, STEPS),
        (charts.flow_of_years, STEPS_OF_YEARS),
        (charts.cohorts, COHORTS),
        (charts.renewal_outcomes, OUTCOMES),
        (charts.tracks_by_year, TRACKS_BY_YEAR),
        (charts.burn_up, YEAR),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_chart_does_not_change_its_rows(chart, rows):
    before = rows.copy()
    chart(rows)
    pd.testing.assert_frame_equal(rows, before)


# Machado, Oliveira and Fernandes: A Physiologically-based Model for Simulation of Color Vision
# Deficiency (IEEE Transactions on Visualization and Computer Graphics, 2009), table 1, severity
# 1.0: from linear RGB to linear RGB.
EYES = {
    "no deficiency": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
# IEC 61966-2-1: linear sRGB to CIE XYZ, and its white point D65.
RGB_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = RGB_TO_XYZ @ np.ones(3)
PALETTES = {
    "levels": LEVEL_COLORS,
    "tracks": dict(enumerate(PALETTE)),
    "risks": RISK_COLORS,
    "renewals": RENEWAL_COLORS,
}
# A difference of about 2.3 is just noticeable side by side (Mahy et al. 1994); fifteen is
# seen at a glance and across a chart.
APART = 15


def linear(color: str) -> np.ndarray:
    """`#rrggbb` as linear RGB between 0 and 1."""
    channels = np.array([int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def luminance(color: str) -> float:
    """The relative luminance of WCAG 2: Y, between 0 and 1."""
    return float(RGB_TO_XYZ[1] @ linear(color))


def lab(rgb: np.ndarray) -> np.ndarray:
    """Linear RGB as CIE L*a*b*."""
    ratio = RGB_TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    small = ratio <= (6 / 29) ** 3
    x, y, z = np.where(small, ratio / (3 * (6 / 29) ** 2) + 4 / 29, np.cbrt(ratio))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one: str, other: str, eye: str) -> float:
    """How far apart two colors are seen with an eye: CIE 1976 delta E."""
    return float(np.linalg.norm(lab(EYES[eye] @ linear(one)) - lab(EYES[eye] @ linear(other))))


def test_the_distance_of_known_colors_is_right():
    assert distance("#000000", "#ffffff", "no deficiency") == pytest.approx(100, abs=0.01)
    assert lab(linear("#ff0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    assert distance("#ff0000", "#00ff00", "no deficiency") > 150


def test_the_simulation_keeps_gray_and_brings_red_and_green_together():
    for eye in EYES:
        assert distance("#808080", "#808080", eye) == 0
        assert EYES[eye] @ np.ones(3) == pytest.approx(np.ones(3), abs=1e-5)
    red_and_green = "#b04040", "#5f7000"
    apart = distance(*red_and_green, "no deficiency")
    assert distance(*red_and_green, "deuteranopia") < apart / 3
    assert distance(*red_and_green, "protanopia") < distance(*red_and_green, "tritanopia")
    assert distance(*red_and_green, "tritanopia") > apart / 2


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("palette", PALETTES)
def test_all_colors_of_a_palette_differ_with_every_color_vision(palette, eye):
    near = {
        (one, other): round(distance(PALETTES[palette][one], PALETTES[palette][other], eye), 1)
        for one, other in combinations(PALETTES[palette], 2)
        if distance(PALETTES[palette][one], PALETTES[palette][other], eye) < APART
    }
    assert near == {}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2 between two colors."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", ["levels", "risks", "renewals"])
def test_every_color_stands_out_from_the_dark_ground(palette):
    """WCAG 2.2 asks a sign to have 3 : 1; on the light ground, lists give pale dots a rim."""
    low = {c: contrast(c, GROUNDS["dark"]) for c in PALETTES[palette].values()}
    assert {color: ratio for color, ratio in low.items() if ratio < 3} == {}


def blended(color: str, ground: str) -> str:
    """`#rrggbbaa` on a ground, as a screen shows it."""
    part = int(color[7:], 16) / 255
    channels = [(int(color[n : n + 2], 16), int(ground[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(
        f"{round(over * part + under * (1 - part)):02x}" for over, under in channels
    )


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("level", LEVEL_COLORS)
def test_the_text_of_a_level_can_be_read_on_its_color(level, ground):
    """WCAG 2.2 asks for 4.5 : 1."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    theme = config["theme"][ground]
    behind = blended(behind_text(LEVEL_COLORS[level]), theme["backgroundColor"])
    assert contrast(theme["textColor"], behind) >= 4.5


BANDS = pd.DataFrame(
    [
        (0.0, 0.1, 40, 2, 0.04, 0.05, ""),
        (0.4, 0.5, 0, 0, np.nan, np.nan, "too few to judge"),
        (0.7, 0.8, 4, 3, 0.76, 0.75, "too few to judge"),
        (0.9, 1.0, 90, 89, 0.97, 89 / 90, ""),
    ],
    columns=["from_chance", "to_chance", "cases", "reached", "mean_chance", "share", "note"],
)


def test_calibration_has_one_point_per_band_with_cases_and_the_diagonal():
    figure = charts.calibration(BANDS)
    assert names(figure) == ["as often as given", "enough cases", "too few to judge"]
    assert points(figure, "as often as given") == [(0, 0), (1, 1)]
    assert points(figure, "enough cases") == [(0.04, 0.05), (0.97, 89 / 90)]
    assert points(figure, "too few to judge") == [(0.76, 0.75)]


def test_calibration_points_are_larger_with_more_cases_and_hollow_with_too_few():
    figure = charts.calibration(BANDS)
    enough, too_few = trace(figure, "enough cases").marker, trace(figure, "too few to judge").marker
    assert (enough.size, too_few.size) == ((40, 90), (4,))
    assert (enough.symbol, too_few.symbol) == ("circle", "circle-open")
    assert enough.sizemode == "area"
    assert enough.sizeref == too_few.sizeref  # in pixels, an area means the same in both


def test_calibration_has_the_counts_of_a_band_in_the_hover():
    ((low, high, reached, cases),) = trace(charts.calibration(BANDS), "too few to judge").customdata
    assert (low, high, reached, cases) == (0.7, 0.8, 3, 4)
