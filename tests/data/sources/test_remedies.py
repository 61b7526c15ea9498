"""What rejected rows of exports say: the way out is a key of the mapping, not an edited export."""

from datetime import date

import pytest

from data.inputs.contract import INPUTS, Kind
from data.inputs.hints import Limits, hint
from data.inputs.report_lines import report_lines
from data.sources.remedies import remedy

from .exports import MAPPING, built

CELL = "occurred_at of [contributions] in sources/forum.toml"
ORDER = f'say which with order = "day-first" or order = "month-first" at {CELL}'
ONLY = "leave such rows out with `only` in sources/forum.toml"
DAY_OR_MONTH = f"can be read in two ways, with the day or the month first: {ORDER}"
SAID = {
    "03/04/2025": DAY_OR_MONTH,
    "05/04/2025": DAY_OR_MONTH,
    "25/04/25": f"can be read in two ways, as the year may be first or last: {ORDER}",
    "45750": f'a spreadsheet\'s number for a day: say so with unit = "days" at {CELL}',
    "soon": f"not a date: name another column at {CELL}, or {ONLY}",
    "": f"empty: name another column at {CELL}, or {ONLY}",
}


def test_a_date_that_is_not_read_names_the_key_of_the_mapping_that_decides(tmp_path):
    rows = "".join(f"{number},ana_t,{cell}\n" for number, cell in enumerate(SAID))
    outcome = built(tmp_path, MAPPING, f"id,who,at\n{rows}99,ana_t,2025-03-01\n")
    hints = outcome.rows("select hint from rejects order by line")
    assert hints == [(said,) for said in SAID.values()]
    printed = [line for line in report_lines(outcome.built.report) if "two ways, with" in line]
    assert printed == [
        f"2 rejected: bad_date, for example raw/forum/posts.csv line 2 ({DAY_OR_MONTH})"
    ]


def test_with_the_order_that_was_asked_for_the_rows_are_good(tmp_path):
    mapping = MAPPING.replace('"at"\n', '{ column = "at", order = "day-first" }\n')
    assert mapping != MAPPING
    outcome = built(tmp_path, mapping, "id,who,at\n1,ana_t,03/04/2025\n2,ana_t,25/04/25\n")
    assert outcome.rejects == []


@pytest.mark.parametrize(
    ("column", "reason", "value"),
    [
        ("contributions.accepted", "bad_boolean", "maybe"),
        ("contributions.occurred_at", "out_of_range", "1912-01-01"),
        ("contributions.occurred_at", "missing_value", ""),
        ("contributions.track", "unknown_track", "talks"),
        ("contributions.kind", "unknown_kind", "talks"),
        ("contributions.mvp_id", "unknown_mvp", "zoe"),
        ("mvps.timezone", "bad_timezone", "Lisbon"),
        ("mvps.email", "bad_email", "zoe"),
        ("commitments.year", "bad_number", "26"),
        ("certifications.level", "unknown_level", "master"),
        ("renewals.decision", "unknown_decision", "perhaps"),
    ],
)
@pytest.mark.parametrize("mapping", ["sources/forum.toml", "sources/forum.sql"])
def test_no_hint_asks_to_edit_an_export(column, reason, value, mapping):
    name, _, column = column.partition(".")
    spec = next(spec for spec in INPUTS if spec.name == name)
    known = {
        Kind.TRACK: ["content", "forum"],
        Kind.LEVEL: ["associate"],
        Kind.CONTRIBUTION_KIND: ["forum has answer"],
    }
    found = next(each for each in spec.columns if each.name == column)
    limits = Limits(date(2000, 1, 1), date(2027, 1, 1), "2000", "2027")
    plain = hint(reason, found, value, "a,b", known, limits)
    said = remedy(mapping, spec, column, reason, plain)
    assert mapping in said
    assert said.startswith(plain.partition(": ")[0])
    assert "delete" not in said
    assert "write" not in said
