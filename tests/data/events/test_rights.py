"""Who may write and read which kind of event: what the tables of docs/security.md say."""

import re

import pytest

from data.events.kinds import KINDS, ROLES
from data.events.model import Event
from data.events.rights import may_write, seen_by
from tests.docs.markdown import code_spans, document, rows, section

from .said import decided, said

WRITES = {
    name: [c.strip() for c in cells]
    for name, *cells in rows(section(document("docs/security.md"), "Events"))[: len(KINDS)]
}
LEAD = {"by": "lea@example.org", "role": "lead"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_writes_what_the_table_says(kind: str, role: str):
    cell = WRITES[f"`{kind}`"][ROLES.index(role)]
    by_setting = "requests.decided_by" in cell
    assert may_write(role, kind) == (cell != "no" and not by_setting)
    assert may_write(role, kind, "leads") == (cell != "no")


def everything() -> dict[str, list[Event]]:
    """Events about Ana of every kind, by their kind."""
    claim, call = said("claim"), said("call", 1, note="Is ill", **LEAD)
    verdict = decided(claim, 2, "ask")
    events = [claim, call, verdict, said("reply", 3, answers=verdict and claim)]
    events += [said("dispute", 4), said("away", 5), said("leaving", 6), said("renewal", 7)]
    events += [said("renewal_step", 8, step="ask_to_leave", text="Too little", **LEAD)]
    events += [said("withdrawal", 9, answers=call, **LEAD), said("withdrawal", 9, answers=claim)]
    events += [calendar := said("calendar", 10), said("calendar_revoked", 11, answers=calendar)]
    of_kinds = {kind: [e for e in events if e.kind == kind] for kind in KINDS}
    assert all(of_kinds.values())
    return of_kinds


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_reads_what_the_table_says(kind: str, role: str):
    by = {"program": "team@example.org", "lead": "lea@example.org", "mvp": "ana@example.org"}[role]
    written = [event for events in everything().values() for event in events]
    seen = [event for event in seen_by(written, role, by) if event.kind == kind]
    of_kind = [event for event in written if event.kind == kind]
    match WRITES[f"`{kind}`"][3 + ROLES.index(role)]:
        case "yes" | "but not of a call" | "without the text" as how:
            left = [e.id for e in of_kind if how != "but not of a call" or e.role == "mvp"]
            assert [event.id for event in seen] == left
            assert [e.get("text") for e in seen if e.kind == "renewal_step"] == (
                []
                if kind != "renewal_step"
                else [None if how == "without the text" else "Too little"]
            )
        case "their own":
            assert [event.id for event in seen] == [e.id for e in of_kind if e.by == by]
        case "no":
            assert of_kind
            assert not seen


def test_an_mvp_reads_nothing_of_a_call_and_no_address_of_others():
    seen = seen_by(
        [e for events in everything().values() for e in events], "mvp", "ana@example.org"
    )
    text = repr(seen)
    assert "Is ill" not in text
    assert "call" not in {event.kind for event in seen}
    assert {event.by for event in seen} == {"ana@example.org", ""}
    assert {event.role for event in seen if not event.by} == {"program", "lead"}


def test_the_contract_lists_every_kind_with_its_writers_answers_and_fields():
    table = {
        name: cells
        for name, *cells in rows(section(document("docs/contract.md"), "Kinds of event"))[
            : len(KINDS)
        ]
    }
    assert [*table] == [f"`{kind}`" for kind in KINDS]
    for kind, spec in KINDS.items():
        writers, _, answers, fields = table[f"`{kind}`"]
        assert tuple(code_spans(writers)) == spec.writers
        assert tuple(code_spans(answers)) == spec.answers
        named = re.findall(r"\w+", fields)
        assert named == [field.name for field in spec.fields]
        required = [f.name for f in spec.fields if f.needed_by == f.name]
        assert [name.strip("*") for name in fields.split(", ") if name.startswith("**")] == required


def test_the_contract_explains_every_field_and_its_words():
    cells = rows(section(document("docs/contract.md"), "Kinds of event"))[len(KINDS) :]
    explained = {name for cell, _ in cells for name in code_spans(cell)} - {"verdict"}
    assert explained == {field.name for kind in KINDS.values() for field in kind.fields}
    words = {word for _, cell in cells for word in code_spans(cell)}
    assert words >= {w for kind in KINDS.values() for field in kind.fields for w in field.words}
