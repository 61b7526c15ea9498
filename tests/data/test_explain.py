"""Why a number moved: the parts are those of docs/rules.md section 16, and add up exactly."""

import re
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build.build import build
from data.days.day import Day
from data.days.scope import Scope
from data.explain.causes import CAUSES, LABELS, ROWS
from data.explain.parts import SUMMED, Explanation, explain
from data.explain.seen import Moment
from data.settings.files import load_program

from .drawn_pairs import changed_program, drawn_day, drawn_program, files_of
from .folders import AS_OF, written
from .test_properties import steady
from .tiny_rows import Tables, tiny_rows

RULES = Path(__file__).parents[2] / "docs" / "rules.md"
EVERYBODY = Scope(everybody=True)
FIGURES = (
    "track_label",
    "track_title",
    "track_rank",
    "is_judged",
    *SUMMED,
    "level_label",
    "risk_label",
    "chance",
)
# What pages show: the tracks, and the MVP as a whole.
SHOWN = """
    select mvp_id, track, track_label, track_title, track_rank, is_judged, done, expected,
        expected_at_checkpoint, target, answers, solutions, level_label,
        (select risk_label from track_risk as r where r.mvp_id = p.mvp_id and r.track = p.track),
        (select chance from chances as c
            where c.mvp_id = p.mvp_id and c.track = p.track and horizon = 'checkpoint')
    from progress as p
    union all
    select mvp_id, '', null, null, null, null, null, null, null, null, null, null, level_label,
        (select risk_label from mvp_risk as r where r.mvp_id = m.mvp_id), null
    from members as m"""


@pytest.fixture(scope="module")
def tiny() -> Tables:
    return tiny_rows()


def test_the_rules_list_the_causes_in_the_order_in_which_they_apply():
    section = RULES.read_text(encoding="utf-8").partition("## 16. ")[2]
    table = section.partition("| cause | what is taken")[2].partition("\n\n")[0]
    listed = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert listed == list(CAUSES[1:]) == list(LABELS)


def built(folder: Path, files: dict[str, str], as_of: date = AS_OF) -> Path:
    source = written(folder / "input", files)
    return build(source, folder / "out" / "mvp.duckdb", as_of, load_program(source)).path


def shown(moment: Moment) -> dict[str, dict[str, dict[str, Any]]]:
    """The figures of each MVP and track as pages have them."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for mvp_id, track, *values in Day(moment.build, moment.day).query(EVERYBODY, SHOWN).fetchall():
        figures = dict(zip(FIGURES, values, strict=True))
        if figures["chance"] is not None:
            figures["chance"] = pytest.approx(figures["chance"], abs=1e-8)
        found.setdefault(mvp_id, {})[track] = figures
    return found


def people(*moments: Moment) -> list[str]:
    found = {who for m in moments for who in shown(m)}
    return sorted(found)


def assert_adds_up(explanation: Explanation) -> None:
    """Each part begins where the one before it ended, and all of them are the whole."""
    parts = explanation.parts
    places = [CAUSES.index(part.cause) for part in parts]
    assert places == sorted(set(places))
    states = [explanation.before, *(part.after for part in parts)]
    assert [part.before for part in parts] == states[:-1]
    assert states[-1] == explanation.after
    tracks = {*explanation.before, *explanation.after, *(t for part in parts for t in part.tracks)}
    for track in tracks:
        for figure in SUMMED:
            whole = (explanation.after.get(track, {}).get(figure) or 0) - (
                explanation.before.get(track, {}).get(figure) or 0
            )
            assert sum(part.change(track, figure) for part in parts) == whole
            assert explanation.change(track, figure) == whole
        for part in parts:
            if part.cause in ROWS:
                of_rows = sum(row.done for row in part.rows if row.track == track)
                assert of_rows == part.change(track, "done"), (part.cause, track)


def assert_explained(a: Moment, b: Moment) -> dict[str, Explanation]:
    first, last = shown(a), shown(b)
    found = explain(a, b, sorted({*first, *last}))
    for mvp_id, explanation in found.items():
        assert dict(explanation.before) == first.get(mvp_id, {}), mvp_id
        assert dict(explanation.after) == last.get(mvp_id, {}), mvp_id
        assert_adds_up(explanation)
    return found


def test_the_example_of_the_rules(tmp_path):
    files = {
        "mvps.csv": "mvp_id,name,email,entered_on\nben,Ben,ben@example.org,2024-01-10\n",
        "commitments.csv": "mvp_id,year,track\nben,2025,forge\n",
    }
    header = "contribution_id,mvp_id,track,kind,occurred_at,url\n"
    rows = [f"c{n},ben,forge,component,2025-0{n}-10,/forge/{n}\n" for n in range(1, 6)]
    later = [
        "c6,ben,forge,component,2025-07-29,/forge/6\n",
        "c7,ben,forge,component,2025-08-20,/forge/7\n",
        "c8,ben,forge,component,2025-09-05,/forge/5\n",
    ]
    before = files | {"contributions.csv": header + "".join(rows)}
    after = files | {
        "contributions.csv": header + "".join(rows + later),
        "leaves.csv": "mvp_id,from_on,to_on\nben,2025-08-01,2025-08-31\n",
    }
    a = Moment(built(tmp_path / "a", before, date(2025, 8, 1)), date(2025, 7, 31))
    b = Moment(built(tmp_path / "b", after, date(2025, 10, 1)), date(2025, 9, 30))
    explained = assert_explained(a, b)["ben"]
    assert [
        (
            part.cause,
            part.change("forge", "done"),
            part.change("forge", "expected"),
            part.after["forge"]["level_label"],
        )
        for part in explained.parts
        if part.cause != "reach"
    ] == [
        ("date", 0, 2, "off track"),
        ("leave", 0, -1, "off track"),
        ("new", 1, 0, "behind"),
        ("late", 1, 0, "behind"),
    ]
    assert [
        (row.contribution_id, row.done, row.not_counted)
        for part in explained.parts
        for row in part.rows
    ] == [("c7", 1, None), ("c8", 0, "the same address counted before"), ("c6", 1, None)]


@steady(4)
@given(st.builds(Random, st.integers(0, 10**6)))
def test_the_parts_of_any_two_builds_add_up(
    tmp_path_factory: pytest.TempPathFactory, tiny: Tables, random: Random
):
    folder = tmp_path_factory.mktemp("pair")
    before = drawn_program(random, tiny)
    after = changed_program(random, before)
    one = built(folder / "a", files_of(before), date(2025, 9, random.randrange(1, 30)))
    other = built(folder / "b", files_of(after))
    for _ in range(2):
        first, last = sorted([drawn_day(random), drawn_day(random)])
        assert_explained(Moment(one, first), Moment(other, last))
    assert_explained(Moment(one, last), Moment(other, last))


@steady(2)
@given(st.builds(Random, st.integers(0, 10**6)))
def test_the_parts_of_any_two_days_add_up(
    tmp_path_factory: pytest.TempPathFactory, tiny: Tables, random: Random
):
    program = files_of(drawn_program(random, tiny))
    path = built(tmp_path_factory.mktemp("days"), program)
    for _ in range(2):
        first, last = sorted([drawn_day(random), drawn_day(random)])
        found = assert_explained(Moment(path, first), Moment(path, last))
        causes = {part.cause for explanation in found.values() for part in explanation.parts}
        # One build holds no row that came late, was linked or corrected since.
        assert causes.isdisjoint({"late", "linked", "claimed", "corrected", "withdrawn"})
