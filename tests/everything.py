"""A program with tracks, words and a year of its own, in which people have said everything.

Its year is 2025/26, from December 1 to November 15. In `streams`, 120 points a year are asked, in
`notes` two days of five weekdays, in `talks` three every four months.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.build.build import Built, build
from data.events.folder import EventFolder
from data.events.model import Event
from data.settings.files import load, load_program
from data.settings.words import LISTS
from tests.data.events.said import decided, said
from tests.data.folders import written

AS_OF, BEFORE, FINAL = date(2026, 3, 3), date(2026, 2, 20), date(2025, 11, 15)
TEAM, LEAD, ANA = "team@example.org", "captain@example.org", "ana@example.org"
LABELS = {word: f"q{word.replace('_', '')}" for words in LISTS for word in words}
OWN = """
[letters]
contact = "guild@example.org"
[words]
program = "Guild of makers"
person = "champion"
people = "champions"
lead = "captain"
leads = "captains"
checkpoint = "review"
checkpoints = "reviews"
[year]
start = "12-01"
checkpoints = ["06-30", "11-15"]
[patterns]
title_likeness = "4/5"
title_days = 30
burst_size = 3
burst_minutes = 10
same_asker = 2
claim_days = 30
[mail]
host = "smtp.example.org"
sender = "guild@example.org"
certificate_reminder_days = [60]
[tracks.streams]
counts = ["stream", "clip"]
measure = "points"
pieces = 120
cadence_months = 12
[tracks.notes]
counts = ["note"]
weekday_share = 0.4
min_solution_share = "1/3"
unit = ["note day", "note days"]
label = "Field notes"
[tracks.talks]
counts = ["talk"]
pieces = 1.5
cadence_months = 2
unit = ["talk", "talks"]
"""
OWN += "".join(f"[tracks.{name}]\nuse = false\n" for name in load().tracks)
OWN += "[words.labels]\n" + "".join(f'{word} = "{label}"\n' for word, label in LABELS.items())
WITHOUT_PARTS = """
[parts]
certification = "off"
nominations = false
benefits = false
renewal = false
letters = false
[membership]
nda = "off"
"""
_MEMBERS = f"""\
mvp_id,name,email,team,entered_on,left_on,nda_signed_on
ana,Ana,{ANA},North,2024-01-01,,2024-01-01
ben,Ben,ben@example.org,North,2024-01-01,,
eva,Eva,eva@example.org,South,2024-01-01,2026-02-01,2024-01-01
kim,Kim,kim@example.org,South,2026-05-01,,
"""
_COLUMNS = "contribution_id,mvp_id,track,kind,occurred_at,accepted,points,title,url,asker\n"
_OF_PARTS = {
    "certifications.csv": "mvp_id,certification,level,taken_on,passed,expires_on\n"
    "ana,ODC,professional,2025-02-01,true,2026-05-01\nben,ODC,expert,2024-02-01,true,2025-02-01\n",
    "renewals.csv": "mvp_id,year,invited_on\nana,2025,2025-12-05\n",
    "nominations.csv": "nomination_id,nominee_name,nominee_email,nominated_by,nominated_on\n"
    "n1,Noa,noa@example.org,ana,2026-01-05\n",
    "benefits.csv": "mvp_id,benefit,granted_on\nana,slack,2025-01-05\n",
}


def _contributions() -> Iterator[str]:
    """11 streams of the year before: 20 points, and 1 where nothing is said; 30 points since. A
    note on Mondays and Thursdays, of which one in four is accepted."""
    for month in range(1, 12):
        points = 20 if month % 2 else ""
        yield f"s{month},ana,streams,stream,2025-{month:02}-10,,{points},S {month},,"
    for month in (1, 2):
        yield f"c{month},ana,streams,clip,2026-{month:02}-05T10:00Z,,15,Clip {month},,"
    for week in range(13):
        for day in (date(2025, 12, 1), date(2025, 12, 4)):
            number, on = 2 * week + day.day // 4, day + timedelta(weeks=week)
            accepted = "true" if number % 4 == 0 else "false"
            yield f"n{number},ana,notes,note,{on}T10:00Z,{accepted},,A note on tests,,asker"
    for mvp_id in ("ana", "ben"):
        yield f"t-{mvp_id},{mvp_id},talks,talk,2026-02-05T10:00Z,,,A talk,https://t.example/{mvp_id},"
    yield "t-2,ana,talks,talk,2026-02-05T10:05Z,,,A talk in Porto,https://t.example/2,"


def _events() -> Iterator[Event]:
    """What Ana, her captain and the program team have said on March 2."""
    team = {"by": TEAM, "role": "program"}
    told = {"day": "2026-02-10", "track": "streams", "kind": "clip"}
    claims = [said("claim", n, text=f"Clip {n}", **told) for n in range(4)]
    claims[3] = said("claim", 3, text="A talk", url="https://t.example/ana", **told)
    away = said("away", 10, from_on="2026-02-20", to_on="2026-02-24")
    asked = decided(claims[2], 5, "ask")
    figure = {"what": "figure", "checkpoint": str(FINAL), "track": "streams", "text": "Wrong"}
    of_figure = said("dispute", 6, is_mine=None, contribution_id=None, **figure)
    account = {"what": "account", "source": "tools", "account": "ana-a"}
    yield from (*claims, decided(claims[0], 4, day="2026-02-11"), decided(claims[1], 5, "decline"))
    yield from (decided(claims[3], 5), asked, said("reply", 6, answers=claims[2]))
    yield from (of_figure, decided(of_figure, 7), said("dispute", 8, contribution_id="n1"))
    yield said("dispute", 9, contribution_id=None, **account)
    yield from (away, decided(away, 11), said("away", 12), said("leaving", 13))
    yield from (said("renewal", 14), said("renewal_step", 15, **team))
    yield said("call", 16, note="Spoke", again_on="2026-03-20", **team)
    yield said("call", 17, mvp_id="ben", outcome="needs_leave", by=LEAD, role="lead")


def everything(folder: Path, settings: str = "") -> Built:
    """The program with more settings, in `folder`: the second of two builds.

    The first one lacks what was contributed last, a commitment, and all that people said.
    """
    rows = [*_contributions()]
    files = {
        "program.toml": OWN + settings,
        "mvps.csv": _MEMBERS,
        "access.csv": f"email,role,team\n{LEAD},lead,North\n{TEAM},program,\n",
        "accounts.csv": "source,account,mvp_id\ntools,ana-a,ana\n",
        "commitments.csv": "mvp_id,year,track\nana,2025,streams\nana,2026,streams\n",
        "contributions.csv": _COLUMNS + "\n".join(rows[:-1]) + "\n",
        **_OF_PARTS,
    }
    source, database = written(folder / "input", files), folder / "mvp.duckdb"
    build(source, database, BEFORE, load_program(source))
    files["commitments.csv"] += "ana,2026,notes\nben,2026,talks\n"
    files["contributions.csv"] += rows[-1] + "\n"
    written(source, files)
    events = EventFolder(folder / "mvp-events")
    for event in _events():
        events.write(event)
    return build(source, database, AS_OF, load_program(source))


def show(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages show the program, on the day of its build."""
    monkeypatch.setenv("MVP_DATABASE", str(built.path.with_name("mvp.duckdb")))
    monkeypatch.setenv("MVP_TODAY", str(AS_OF))
