"""Pages after a checkpoint published 5 of 6, and late data made it 6 of 6."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import page
from tests.data.published_program import INPUT, LATE, Program
from tests.tiles import absences, unfolded

APP = Path(__file__).parents[2] / "dashboard" / "main.py"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Ben's program, built, without a frozen checkpoint."""
    program = Program(tmp_path_factory.mktemp("published"))
    program.built(INPUT)
    return program


def shown(
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    mvp: str = "",
    tab: str = "checkpoints",
) -> AppTest:
    """A page as of August 20; `mvp` and `tab` pick the MVP and the tab of the MVP page."""
    monkeypatch.setenv("MVP_DATABASE", str(program.name))
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["as_of"] = "2025-08-20"
    if mvp:
        app.query_params["mvp"] = mvp
        app.query_params["tab"] = tab
    app.switch_page(page(name).file).run()
    assert not app.exception
    assert not app.error
    return app


def table(app: AppTest, title: str) -> list[list[object]]:
    """The rows below a title; none when there is no table there."""
    below = False
    for element in app.main:
        if element.type == "subheader":
            below = element.value == title
        elif below and isinstance(getattr(element, "value", None), pd.DataFrame):
            return element.value.astype(str).to_numpy().tolist()
    return []


def test_published_and_known_figures_are_side_by_side_after_a_freeze(program, monkeypatch):
    before = shown(program, monkeypatch, "mvp", "ben")
    nothing = "No checkpoint that is compared with this day has been frozen yet."
    assert absences(before).count(nothing) == 1
    assert table(before, "Published at past checkpoints") == []

    program.freeze()
    program.built({"contributions-late.csv": LATE})
    after = shown(program, monkeypatch, "mvp", "ben")
    assert nothing not in absences(after)
    ((_, told),) = table(unfolded(after), "What was told at past checkpoints")
    assert told == (
        "Forge: told 5 of 6, behind. Known today: 6 of 6, on track. 1 contribution arrived later."
    )
    ((_, *published),) = table(after, "Published at past checkpoints")
    assert published == [
        *("published", "forge", "5 of 6, behind", "6 of 6, on track"),
        "+1 done, another level",
    ]
    ((checkpoint, day, track, *_),) = table(after, "Arrived after publication")
    assert (checkpoint[:10], day[:10], track) == ("2025-07-31", "2025-07-29", "forge")

    renewals = unfolded(shown(program, monkeypatch, "renewals"))
    ((_, mvp_id, *_, arrived, _),) = table(renewals, "Published figures that have since changed")
    assert (mvp_id, arrived) == ("ben", "1")


def test_a_checkpoint_after_somebody_left_was_told_to_nobody(tmp_path, monkeypatch):
    program = Program(tmp_path)
    header, ben, ana = INPUT["mvps.csv"].splitlines()
    mvps = f"{header},left_on\n{ben},2025-07-01\n{ana},\n"
    program.built(INPUT | {"mvps.csv": mvps})
    program.freeze()
    program.built({"contributions-late.csv": LATE})
    left = shown(program, monkeypatch, "mvp", "ben")
    assert "Nothing was published about this MVP." in absences(left)
    assert table(left, "Published at past checkpoints") == []
    title = table(unfolded(shown(program, monkeypatch, "mvp", "ben", "title")), "Title")
    assert ["Status", "left, entered Feb 1, 2025, left Jul 1, 2025"] in title
    stayed = shown(program, monkeypatch, "mvp", "ana")
    ((_, told),) = table(unfolded(stayed), "What was told at past checkpoints")
    assert told.startswith("Meetup: told 0 of ")
