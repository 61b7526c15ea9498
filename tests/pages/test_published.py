"""The pages of someone who was told 5 of 6 at a checkpoint, and is known to have had 6 of 6."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.registry import page
from tests.data.published_program import INPUT, LATE, Program

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Ben's program, built, with nothing frozen yet."""
    program = Program(tmp_path_factory.mktemp("told"))
    program.built(INPUT)
    return program


def shown(program: Program, monkeypatch: pytest.MonkeyPatch, name: str, mvp: str = "") -> AppTest:
    """A page as of August 20, of one MVP where it is one's page."""
    monkeypatch.setenv("MVP_DATABASE", str(program.name))
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["as_of"] = "2025-08-20"
    if mvp:
        app.query_params["mvp"] = mvp
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


def test_told_and_known_stand_side_by_side_once_a_checkpoint_is_frozen(program, monkeypatch):
    before = shown(program, monkeypatch, "mvp", "ben")
    said = "No past checkpoint has been frozen yet."
    assert said in [info.value for info in before.info]
    assert table(before, "Told at past checkpoints") == []

    program.freeze()
    program.built({"contributions-late.csv": LATE})
    after = shown(program, monkeypatch, "mvp", "ben")
    assert said not in [info.value for info in after.info]
    ((_, *told),) = table(after, "Told at past checkpoints")
    assert told == [
        *("told", "forge", "5 of 6, behind", "6 of 6, on track"),
        "+1 done, another level",
    ]
    ((checkpoint, day, track, *_),) = table(after, "Arrived since")
    assert (checkpoint[:10], day[:10], track) == ("2025-07-31", "2025-07-29", "forge")

    ((_, mvp_id, *_, arrived, _),) = table(
        shown(program, monkeypatch, "renewals"), "Told otherwise than known today"
    )
    assert (mvp_id, arrived) == ("ben", "1")
