"""The pages in Plotly Dash: `python -m benchmarks.peers.dash_app DATABASE PORT`.

Each page is an application of its own in one process. A page comes with its figures in the layout,
so that a visit needs no callback, and what was once asked for a team is kept.
"""

import sys
from functools import cache
from pathlib import Path

import flask
from dash import Dash, Input, Output, dash_table, dcc, html
from werkzeug.serving import WSGIRequestHandler

from benchmarks.peers import ALL_TEAMS, CHARTS, PAGES, TABLES, Program, titles

_ROWS_SEEN = 10


def application(page: str, program: Program, server: flask.Flask) -> None:
    """Let `server` answer at /<page>/ with the page's figures and a filter by team."""
    app = Dash(page, server=server, url_base_pathname=f"/{page}/")
    charts = [f"chart{number}" for number in range(len(CHARTS[page]))]
    tables = [f"table{number}" for number in range(len(TABLES[page]))]

    @cache
    def content(team: str) -> list:
        """The children of the head, the figures, and the records of the tables."""
        records = [rows.to_dict("records") for rows in program.tables(page, team)]
        return [_lines(program.head(page, team)), *program.charts(page, team), *records]

    def layout() -> html.Div:
        head, *shown = content(ALL_TEAMS)
        words = titles(page)
        figures = [
            html.Div([html.H3(title), dcc.Graph(name, figure)])
            for name, title, figure in zip(charts, words, shown, strict=False)
        ]
        listed = [
            html.Div([html.H3(title), dash_table.DataTable(rows, id=name, page_size=_ROWS_SEEN)])
            for name, title, rows in zip(
                tables, words[len(charts) :], shown[len(charts) :], strict=True
            )
        ]
        choose = dcc.Dropdown(program.teams, ALL_TEAMS, id="team", clearable=False)
        return html.Div([choose, html.Div(head, id="head"), *figures, *listed])

    app.layout = layout
    outputs = [
        Output("head", "children"),
        *(Output(name, "figure") for name in charts),
        *(Output(name, "data") for name in tables),
    ]
    app.callback(outputs, Input("team", "value"), prevent_initial_call=True)(content)


def _lines(texts: list[str]) -> list[html.P]:
    return [html.P(text) for text in texts]


def run(database: Path, port: int) -> None:
    """Serve both pages until the process is ended."""
    server, program = flask.Flask(__name__), Program(database)
    for page in PAGES:
        application(page, program, server)
    WSGIRequestHandler.protocol_version = "HTTP/1.1"  # connections that stay
    server.run(port=port, threaded=True)


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]))
