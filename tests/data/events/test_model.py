"""An event and its file: what is written can be read, and what is not so is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import ProgramError
from data.events.kinds import KINDS
from data.events.model import MOST_BYTES, Event, from_json, new, to_json
from data.events.values import LONGEST
from tests.data.test_properties import steady

from .said import CLAIM, LEAST, said

TEXTS = st.text(min_size=1, max_size=40)


def answered(kind: str) -> Event | None:
    return (
        said(KINDS[kind].answers[0], role=writer(KINDS[kind].answers[0])) if answers(kind) else None
    )


def answers(kind: str) -> bool:
    return bool(KINDS[kind].answers)


def writer(kind: str) -> str:
    return KINDS[kind].writers[-1]


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_of_each_kind_is_read_as_it_was_written(kind: str):
    event = said(kind, role=writer(kind), answers=answered(kind))
    assert from_json(to_json(event), f"{event.id}.json") == event
    assert event.at.isoformat() == "2026-03-02T09:00:00+00:00"


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, fields in LEAST.items() for name in fields]
)
def test_no_kind_goes_without_what_it_says_at_least(kind: str, name: str):
    with pytest.raises(ProgramError, match=r"^Fill in the "):
        said(kind, role=writer(kind), answers=answered(kind), **{name: None})


@steady(200)
@given(text=st.text(max_size=60), title=st.text(max_size=60))
def test_any_text_is_read_as_it_was_kept_or_refused_in_a_sentence(text: str, title: str):
    try:
        event = said("claim", text=text, title=title)
    except ProgramError as error:
        said_why = str(error)
    else:
        said_why = None
    if said_why is not None:
        assert said_why.endswith(".")
        return
    again = from_json(to_json(event).encode().decode(), f"{event.id}.json")
    assert again.fields == event.fields
    assert event.fields["text"].split() == text.split()


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\u202e", "\u2066", "\ud800"])
@pytest.mark.parametrize("name", ["text", "title", "track"])
def test_signs_that_cannot_be_shown_are_refused(name: str, sign: str):
    with pytest.raises(ProgramError, match=r"signs that cannot be shown"):
        said("claim", **{name: f"a{sign}b"})


def test_only_texts_have_line_breaks_and_they_end_in_lf():
    assert said("claim", text=" one\r\ntwo\rthree ").fields["text"] == "one\ntwo\nthree"
    with pytest.raises(ProgramError, match=r"The title has signs"):
        said("claim", title="one\ntwo")


@pytest.mark.parametrize("kind", KINDS)
def test_the_longest_event_fits_into_a_file(kind: str):
    fields = dict(LEAST[kind])
    for field in KINDS[kind].fields:
        if longest := LONGEST.get(field.value):
            start = "https://" if field.name == "url" else ""
            fields[field.name] = (start + "😀" * longest)[:longest]
            with pytest.raises(ProgramError, match=f"at most {longest:,}"):
                said(
                    kind,
                    role=writer(kind),
                    answers=answered(kind),
                    **{field.name: f"{fields[field.name]}x"},
                )
    event = (
        said(kind, by="b" * 254, role=writer(kind), mvp_id="😀" * 254, answers=None, **fields)
        if not answers(kind)
        else said(kind, role=writer(kind), answers=answered(kind), **fields)
    )
    assert len(to_json(event).encode()) <= MOST_BYTES


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("url", text) for text in ("blog.example", "javascript:alert(1)", "ftp://a.example/b")),
        *(
            ("url", text)
            for text in ("https://", "https://a b.example", "http://[::1", "/forum/17")
        ),
        *(
            ("day", text)
            for text in ("2026-2-27", "1999-12-31", "2026-02-30", "27.02.2026", "soon")
        ),
    ],
)
def test_what_is_no_address_or_day_is_refused(name: str, text: str):
    with pytest.raises(ProgramError, match=f"^The {'address' if name == 'url' else name} "):
        said("claim", **{name: text})


@pytest.mark.parametrize("text", ["0", "-1", "2.5", "1,000", "10001", "04", "four"])
@pytest.mark.parametrize("kind", ["claim", "verdict"])
def test_what_a_claim_counts_is_a_whole_number(kind: str, text: str):
    answers = said("claim") if kind == "verdict" else None
    with pytest.raises(ProgramError, match=r"^The number that it counts is not a whole number"):
        said(kind, role="program", answers=answers, points=text)
    assert said(kind, role="program", answers=answers, points="10000").get("points") == "10000"


@pytest.mark.parametrize(
    ("what", "lacks"),
    [("contribution", "contribution"), ("account", "source"), ("figure", "checkpoint")],
)
def test_a_dispute_says_what_it_is_about(what: str, lacks: str):
    with pytest.raises(ProgramError, match=f"Fill in the {lacks}"):
        said("dispute", what=what, contribution_id=None)


def test_a_dispute_of_a_figure_says_what_is_wrong():
    about = {"what": "figure", "is_mine": None, "contribution_id": None}
    about |= {"checkpoint": "2025-12-31", "track": "forum"}
    with pytest.raises(ProgramError, match=r"Fill in the text"):
        said("dispute", **about)
    assert said("dispute", text="Two answers are missing", **about)


@pytest.mark.parametrize("decision", ["decline", "ask"])
def test_whoever_declines_or_asks_back_says_why(decision: str):
    with pytest.raises(ProgramError, match=r"Fill in the text"):
        said("verdict", role="program", answers=said("claim"), decision=decision)


def test_everything_but_a_calendar_is_about_an_mvp():
    assert said("calendar", role="program", mvp_id=None).mvp_id is None
    with pytest.raises(ProgramError, match=r"whom this is about"):
        said("claim", mvp_id=None)


def test_an_answer_names_what_it_answers_and_nothing_else_does():
    with pytest.raises(ProgramError, match=r"not said what this answers"):
        said("reply")
    with pytest.raises(ProgramError, match=r"answers nothing"):
        said("claim", answers=said("claim"))


def test_two_events_of_one_moment_have_two_ids():
    assert (
        len({new("claim", "a@b.c", "mvp", "ana", CLAIM, now=said("claim").at).id for _ in range(9)})
        == 9
    )


def changed(**values: object) -> str:
    event = json.loads(to_json(said("claim")))
    return json.dumps({**event, **values})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is not JSON"),
        ("[" * 9_000, "is not JSON"),
        ('{"form": 1, "form": 1}', "each key once"),
        ("9" * 5_000, "is not JSON"),
        ("[]", "is no JSON object"),
        ("{}", "form None"),
        (changed(form=2), "form 2"),
        (changed(more=1), "other keys"),
        (changed(kind="claims"), "no kind of event 'claims'"),
        (changed(kind=["claim"]), "no kind of event"),
        (changed(role="owner"), "no role 'owner'"),
        (changed(by=""), "who writes"),
        (changed(by=7), "who writes"),
        (changed(mvp_id=["ana"]), "whom this is about"),
        (changed(at="2026-03-02T09:00:00Z"), "another time"),
        (changed(answers="x"), "answers nothing"),
        (changed(fields=["text"]), "no object"),
        (changed(fields={**CLAIM, "who": "x"}), "no field 'who'"),
        (changed(fields={**CLAIM, "text": 7}), "is no text"),
        (changed(fields={**CLAIM, "text": None}), "Fill in the text"),
        (changed(fields={**CLAIM, "day": "2026-02-31"}), "is not a day"),
    ],
)
def test_a_damaged_file_is_refused_with_what_is_wrong(text: str, why: str):
    with pytest.raises(ProgramError, match=why):
        from_json(text, name_of(text))


def name_of(text: str) -> str:
    try:
        return f"{json.loads(text)['id']}.json"
    except (ValueError, TypeError, KeyError, RecursionError):
        return "20260302T090000.000000Z-000000000000.json"


def test_a_file_under_another_name_is_refused():
    text = to_json(said("claim"))
    for name in (
        "x.json",
        "20260302T090000.000000Z-000000000000.json",
        "20260231T090000.000000Z-000000000000.json",
    ):
        with pytest.raises(ProgramError, match="another id"):
            from_json(text, name)
