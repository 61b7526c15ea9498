"""The page of one MVP: next steps, tabs, and what did not count, on the tiny program."""

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.charts import LEVEL_COLORS
from dashboard.charts.theme import behind_text
from dashboard.reading.builds import build_at
from dashboard.reading.rows import ViewContext, read
from dashboard.registry import page
from data.days.scope import Scope
from data.settings.saying import own_label
from tests.conftest import Program
from tests.tiles import tabs_of, tile_keys, with_tab

APP = Path(__file__).parents[2] / "dashboard" / "main.py"
DAY = date(2024, 8, 20)


@pytest.fixture(autouse=True)
def _served(tiny_program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MVP_DATABASE", str(tiny_program.database))


def asked(program: Program, mvp_id: str, query: str, **parameters: object) -> list[list[object]]:
    """The rows of a query about an MVP of the tiny program."""
    scope = Scope(everybody=True, only_mvp=mvp_id)
    view = ViewContext(build_at(program.database.resolve()), DAY, scope)
    return read(view, query, **parameters).to_numpy().tolist()


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params.update({"as_of": str(DAY), **query})
    app.switch_page(page("mvp").file).run()
    assert not app.exception
    return app


@pytest.mark.parametrize(
    ("mvp_id", "steps"),
    [
        # Certified up to August 10: three months for the exam from August 11 on.
        ("A01", [
            # 9 days have 12 answers, so 32 days come with 43: 3 * (4 + 15) >= 12 + 43. By the end
            # of the year, 98 days come with 131: 3 * (4 + 44) >= 12 + 131.
            "Sep 30: 32 more answer days, with 15 of the next 43 answers accepted to keep the "
            "share in forum",
            "Nov 11: Pass the exam: professional ended on Aug 10, 2024; 2 attempts left",
            "Dec 31: For the goal of the year: 98 more answer days, with 44 of the next 131 "
            "answers accepted to keep the share in forum",
        ]),
        ("A04", [
            "now: Talk to the program team: no exam attempt is left",
            "Sep 30: 2 of the next 3 answers accepted in forum",
            "Dec 31: For the goal of the year: 2 of the next 3 answers accepted in forum",
        ]),
        ("A06", []),  # left
        ("A07", [
            "Sep 30: Nothing more is needed by then: what is done is enough until Oct 17",
            "Nov 18: Renew the certificate, which ends then",
            "Dec 31: For the goal of the year: 3 more components in forge, 2 more meetups",
        ]),
        # No commitment, so one track is enough.
        ("A08", [
            "May 29: Pass the exam: professional ended on Feb 28, 2024, before entering; "
            "2 attempts left",
            "Sep 30: 151 more answer days in forum, or 5 more components in forge, "
            "or 1 more piece in content, or 2 more meetups",
            "Dec 31: For the goal of the year: 217 more answer days in forum, or 8 more "
            "components in forge, or 2 more pieces in content, or 3 more meetups",
        ]),
        ("A09", [
            "now: Sign the NDA",
            "Sep 30: 1 more piece in content",
            "Dec 31: For the goal of the year: 2 more pieces in content",
        ]),
    ],
    ids=["exam later", "failed twice", "left", "enough", "no commitment", "awaiting the NDA"],
)  # fmt: skip
def test_next_steps_have_dates_the_earliest_first(tiny_program, mvp_id, steps):
    rows = asked(tiny_program, mvp_id, "mvp/next_steps")
    assert [f"{day:%b} {day.day}: {step}" if day == day else f"now: {step}"
            for day, step, *_ in rows] == steps  # fmt: skip


@pytest.mark.parametrize(
    ("mvp_id", "track", "target"),
    [
        # months(Apr 15 + 4 days of leave, Jan 1) = 8.
        ("A07", "forge", "Target: 8 instead of 12: in the program since Apr 15; on leave or paused "
            "from May 9 to May 12 (4 days)."),
        # The leaves from July 20 to August 5 and from August 1 to October 5 are 78 days in a row,
        # with the pause in May 82: months(March 23, Jan 1) = 9.
        ("A05", "forge", "Target: 9 instead of 12: on leave or paused from May 9 to May 12 "
            "(4 days), from Jul 20 to Oct 5 (78 days)."),
        # A leave without an end takes all days from August 19 on, which are 135.
        ("A04", "forge", "Target: 0 instead of 12: in the program since Aug 12; on leave or paused "
            "from Aug 19 to Dec 31 (135 days)."),
        # The week before it has 5 weekdays. 2024 has 52 weeks, a Monday and a Tuesday: 262.
        ("A04", "forum", "Target: 5 instead of 262: in the program since Aug 12; on leave or "
            "paused from Aug 19 to Dec 31 (135 days)."),
    ],
    ids=["entered in mid-year", "leaves", "no end", "weekdays"],
)  # fmt: skip
def test_a_target_is_explained_with_own_numbers(tiny_program, mvp_id, track, target):
    assert dict(asked(tiny_program, mvp_id, "mvp/targets"))[track] == target


def test_what_did_not_count_is_listed_with_the_reason(tiny_program):
    assert asked(tiny_program, "A01", "mvp/not_counted") == [["2 of 14 did not count"]]
    rows = asked(tiny_program, "A01", "mvp/contributions", only="not counted")
    assert [(row[2], row[-1]) for row in rows] == [
        ("moderation", "its kind does not count: in forum, only answer counts"),
        ("answer", "from before the first day in the program"),
    ]
    assert len(asked(tiny_program, "A01", "mvp/contributions", only="counted")) == 14 - 2


def test_the_open_tab_alone_is_drawn_and_is_in_the_link():
    app, found = opened(mvp="A01"), []
    head = tile_keys(app)[:3]
    assert "tab" not in app.query_params
    for tab in tabs_of("mvp"):
        found.append(tuple(tile_keys(with_tab(app, tab))))
        assert found[-1][:3] == tuple(head)
        assert app.query_params.get("tab", "progress") == tab
        assert tuple(tile_keys(opened(mvp="A01", tab=tab))) == found[-1]
    own = [key for keys in found for key in keys[3:]]
    assert len(own) == len(set(own))


def test_a_tab_that_is_not_there_opens_the_first_one():
    assert tile_keys(opened(mvp="A01", tab="nonsense")) == tile_keys(opened(mvp="A01"))


def test_contributions_that_did_not_count_can_be_linked():
    app = opened(mvp="A01", tab="contributions", only="not counted")
    assert [header.value for header in app.subheader][-1] == "2 of 14 did not count"
    assert tile_keys(app)[-1] == "mvp/contributions-not counted"


def test_the_card_of_a_track_has_the_sign_and_the_color_of_its_level():
    """A07 has 5 components, and 4 * 5 >= 5 * 4; 2 meetups of 2 are on track."""
    cards = [element.proto.body for element in opened(mvp="A07").get("html")]
    for card, word, sign in zip(cards, ["ahead", "on_track"], "▲●", strict=True):
        assert behind_text(LEVEL_COLORS[word]) in card
        assert f"{sign} <strong>{own_label(word)}</strong>" in card


@pytest.mark.parametrize("mvp_id", ["A01", "A03", "A04", "A05", "A08", "A09"])
def test_the_sentence_the_steps_and_the_cards_say_the_same_for_what_is_missing(
    tiny_program, mvp_id
):
    """All of them miss something by the next checkpoint."""
    steps = " | ".join(step for _, step, *_ in asked(tiny_program, mvp_id, "mvp/next_steps"))
    ((sentence,),) = asked(tiny_program, mvp_id, "mvp/summary")
    cards = {row[0]: row[-1] for row in asked(tiny_program, mvp_id, "mvp/tracks") if row[2]}
    found = {track: re.search(r"[Bb]y Sep 30: ([^.]+)", card) for track, card in cards.items()}
    missing = {track: match[1] for track, match in found.items() if match}
    assert missing
    for track, words in missing.items():
        said_track = "" if track == "meetup" else f" in {track}"  # the unit says it
        assert f"{words}{said_track}" in steps
        assert words in sentence
