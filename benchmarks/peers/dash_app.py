"""The pages in Plotly Dash: `python -m benchmarks.peers.dash_app --server.port=PORT`.

Each page is an application of its own in one process. It comes with its figures in the layout, so
that a visit needs no callback, and what was asked for a team once is kept.
"""

from functools import cache

import click
import flask
from dash import Dash, Input, Output, dash_table, dcc, html
from werkzeug.serving import WSGIRequestHandler

from benchmarks.peers import ALL_TEAMS, CHARTS, TABLES, Program

_ROWS_SEEN = 10


def application(page: str, program: Program, server: flask.Flask) -> None:
    """Let `server` answer at /<page>/ with the page's figures and a filter by team."""
    app = Dash(page, server=server, url_base_pathname=f"/{page}/")
    charts = [f"chart{number}" for number in range(len(CHARTS[page]))]
    tables = [f"table{number}" for number in range(len(TABLES[page]))]

    @cache
    def content(team: str) -> tuple:
        """The lines of the head, the charts, and the records of the tables."""
        lines = [html.P(line) for line in program.head(page, team)]
        records = (rows.to_dict("records") for rows in program.tables(page, team))
        return lines, *program.charts(page, team), *records

    def layout() -> html.Div:
        head, *shown = content(ALL_TEAMS)
        parts = [dcc.Graph(name, figure) for name, figure in zip(charts, shown, strict=False)]
        for name, records in zip(tables, shown[len(charts) :], strict=True):
            parts.append(dash_table.DataTable(records, id=name, page_size=_ROWS_SEEN))
        titled = [
            html.Div([html.H3(query), part]) for query, part in zip(names, parts, strict=True)
        ]
        choose = dcc.Dropdown(program.teams, ALL_TEAMS, id="team", clearable=False)
        return html.Div([choose, html.Div(head, id="head"), *titled])

    names = [*CHARTS[page], *(query for query, _ in TABLES[page])]
    app.layout = layout
    changed = [Output("head", "children"), *(Output(name, "figure") for name in charts)]
    changed += [Output(name, "data") for name in tables]
    app.callback(changed, Input("team", "value"), prevent_initial_call=True)(content)


@click.command()
@click.option("--server.port", "port", type=int, required=True)
def run(port: int) -> None:
    """Serve both pages until the process is ended."""
    server, program = flask.Flask(__name__), Program()
    for page in CHARTS:
        application(page, program, server)
    WSGIRequestHandler.protocol_version = "HTTP/1.1"  # connections that stay
    server.run(port=port, threaded=True)


if __name__ == "__main__":
    run()
