"""The pages as files: `python -m benchmarks.peers.static DATABASE FOLDER` writes them.

A page holds its figures for every team, and swaps them when another team is chosen.
"""

import json
import sys
from pathlib import Path

from plotly.io import to_json
from plotly.offline import get_plotlyjs

from benchmarks.peers import ALL_TEAMS, PAGES, Program, titles

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


def write(database: Path, folder: Path) -> None:
    """Write <page>.html for each page, and plotly.min.js beside them."""
    program = Program(database)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plotly.min.js").write_text(get_plotlyjs(), encoding="utf-8")
    for page in PAGES:
        teams = {team: _content(program, page, team) for team in program.teams}
        text = _PAGE.format(page=page, titles=json.dumps(titles(page)), teams=json.dumps(teams))
        (folder / f"{page}.html").write_text(text, encoding="utf-8")


def _content(program: Program, page: str, team: str) -> dict[str, object]:
    return {
        "head": "".join(f"<p>{line}</p>" for line in program.head(page, team)),
        "charts": [json.loads(to_json(figure)) for figure in program.charts(page, team)],
        "tables": [rows.to_html(index=False, na_rep="") for rows in program.tables(page, team)],
    }


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
