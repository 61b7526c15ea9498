"""What to do about a rejected row of a raw export: the export stays, and its mapping decides."""

from data.inputs.contract import Input
from data.inputs.hints import AMBIGUOUS, HEADER, TOTAL
from data.settings.saying import in_own_words

_ENTERED = "correct it where it was entered and export again"
_SELECT = ".sql"


def remedy(mapping: str, spec: Input, column: str | None, reason: str, hint: str) -> str:
    """The hint for a rejected row, with what to do in `mapping`, such as `sources/forum.toml`.

    `hint` is the one for a row of a contract file: what is wrong, a colon, what to do.
    """
    what, _, to_do = hint.partition(": ")
    leave_out = f"leave such rows out with `only` in {mapping}"
    if what in (TOTAL, HEADER):
        return f"{what}: {leave_out}"
    if reason == "unreadable_row":
        return f"{hint}; export it again"
    if mapping.endswith(_SELECT):
        return f"{what}: change the select in {mapping}, or leave such rows out there"
    if reason == "out_of_range":
        return f"{hint}; {_ENTERED}, or {leave_out}"
    section = f"[{spec.name}] in {mapping}"
    cell = f"{column} of {section}"
    if reason == "bad_date":
        return f"{what}: {_date(what, cell, leave_out)}"
    found = _to_do(spec, section, cell, leave_out).get(reason)
    if found is None and reason.startswith("unknown_"):
        found = f"say with `values` at {cell} which it means: {to_do.removeprefix('write ')}"
    return f"{what}: {found or f'{_ENTERED}, or {leave_out}'}"


def _to_do(spec: Input, section: str, cell: str, leave_out: str) -> dict[str, str]:
    """What to do, by the reason; `section` and `cell` say where in the mapping."""
    if "contribution_id" in spec.key:
        key = f"name columns that tell them apart at contribution_id of {section}"
    else:
        key = f"correct {' and '.join(spec.key)} of {section}"
    meaning = f"say what it means with `values` at {cell}"
    return {
        "missing_value": f"name another column at {cell}, or {leave_out}",
        "bad_boolean": f"{meaning}, or {leave_out}",
        "bad_timezone": f"{meaning}, or {leave_out}",
        "bad_number": f"{meaning}, or how it is written with `decimal`",
        "unknown_kind": f"correct kind or track of {section}",
        "unknown_mvp": in_own_words(
            "add the MVP, or name the column at `account` of {section} and say in accounts.csv "
            "whose it is",
            section=section,
        ),
        "unknown_nomination": f"add or correct the nomination, or {leave_out}",
        "duplicate_id": f"{key}, or {leave_out}",
        "id_of_another": f"give the mapping of {section} a `source` of its own",
    }


def _date(what: str, cell: str, leave_out: str) -> str:
    if what.startswith(AMBIGUOUS):
        return f'say which with order = "day-first" or order = "month-first" at {cell}'
    if what.startswith("a spreadsheet"):
        return f'say so with unit = "days" at {cell}'
    if what.startswith("the letters of a time zone"):
        return "let the tool export times in UTC, or with an offset such as +01:00"
    if what.startswith("no such day"):
        return f"{_ENTERED}, or {leave_out}"
    return f"name another column at {cell}, or {leave_out}"
