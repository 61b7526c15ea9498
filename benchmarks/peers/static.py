"""The pages as files: `python -m benchmarks.peers.static --server.port=PORT` serves them.

A page holds its figures for every team, and swaps them when another team is chosen.
"""

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from plotly.offline import get_plotlyjs

from benchmarks.peers import CHARTS, TABLES, Program

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{page}</title>
<style>body {{ font-family: sans-serif; }} td {{ padding: 0 8px; }}</style>
<select id="team"></select>
<div id="head"></div>
<div id="figures"></div>
<script src="plotly.min.js"></script>
<script>
const titles = {titles}, teams = {teams};
const choice = document.getElementById("team"), figures = document.getElementById("figures");
for (const title of titles) {{
    figures.append(Object.assign(document.createElement("h3"), {{ textContent: title }}));
    figures.append(document.createElement("div"));
}}
for (const team of Object.keys(teams)) choice.add(new Option(team));
function show() {{
    const {{ head, charts, tables }} = teams[choice.value];
    const places = figures.querySelectorAll("h3 + div");
    document.getElementById("head").innerHTML = head;
    charts.forEach((chart, n) => Plotly.react(places[n], chart.data, chart.layout));
    tables.forEach((table, n) => {{ places[charts.length + n].innerHTML = table; }});
}}
choice.addEventListener("change", show);
show();
</script>
</html>
"""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections that stay


def write(folder: Path) -> None:
    """Write <page>.html for each page, and plotly.min.js beside them."""
    program = Program()
    (folder / "plotly.min.js").write_text(get_plotlyjs(), encoding="utf-8")
    for page in CHARTS:
        teams = {team: _content(program, page, team) for team in program.teams}
        titles = [*CHARTS[page], *(query for query, _ in TABLES[page])]
        text = _PAGE.format(page=page, titles=json.dumps(titles), teams=json.dumps(teams))
        (folder / f"{page}.html").write_text(text, encoding="utf-8")


def _content(program: Program, page: str, team: str) -> dict[str, object]:
    return {
        "head": "".join(f"<p>{line}</p>" for line in program.head(page, team)),
        "charts": [json.loads(figure.to_json()) for figure in program.charts(page, team)],
        "tables": [rows.to_html(index=False, na_rep="") for rows in program.tables(page, team)],
    }


@click.command()
@click.option("--server.port", "port", type=int, required=True)
def run(port: int) -> None:
    """Write the pages and serve them until the process is ended."""
    with TemporaryDirectory() as folder:
        write(Path(folder))
        handler = partial(_Handler, directory=folder)
        ThreadingHTTPServer(("127.0.0.1", port), handler).serve_forever()


if __name__ == "__main__":
    run()
