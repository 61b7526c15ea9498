"""How raw text becomes a value, as SQL: one reading a kind of column (docs/contract.md).

Raw text becomes a cell, a cell a value; all are expressions over the row of the step before. The
faults of a row are found in the order of its columns; the first one is the reject's reason.
"""

from datetime import date

from data.inputs.contract import Column, Input

_BLANKS = " \t\r\n\u00a0"
_DAY_LENGTH = 10
_DAY = r"\d{4}-\d{2}-\d{2}"
_OFFSET = r"([Zz]|[+-](0\d|1[0-5])(:?[0-5]\d)?)"
_MOMENT = rf"{_DAY}[T ]\d{{2}}:\d{{2}}(:\d{{2}}([.,]\d+)?)?{_OFFSET}?"
# The way to write a moment that every engine reads, and how every other is turned into it.
_SPELLED = rf"{_DAY}T\d{{2}}:\d{{2}}:\d{{2}}(Z|[+-]\d{{2}}:\d{{2}})?"
_SPELLINGS = (
    (r"[Zz]$", "+00:00"),
    (r"(T.*[+-]\d{2}):?(\d{2})$", r"\1:\2"),
    (r"(T.*[+-]\d{2})$", r"\1:00"),
    (r"T(\d{2}:\d{2})([+-]|$)", r"T\1:00\2"),
)
# Zones that DuckDB knows and IANA does not: its BST is Dhaka's time, its IST is India's.
_NO_IANA_ZONE = (
    "(ACT|AET|AGT|ART|AST|BET|BST|CAT|CNT|CST|CTT|EAT|ECT|IET|IST|JST|MIT|NET|NST|PLT|PNT|PRT|PST|SST"
    "|VST|SystemV/.*)"
)
_EMAIL = r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+"
_FLAGS = {True: ("true", "yes", "1"), False: ("false", "no", "0")}

_FAULTS = {
    "date": "bad_date",
    "end_date": "bad_date",
    "moment": "bad_date",
    "flag": "bad_boolean",
    "year": "bad_number",
    "email": "bad_email",
    "timezone": "bad_timezone",
    "track": "unknown_track",
    "kind": "unknown_kind",
    "level": "unknown_level",
    "mvp": "unknown_mvp",
    "mvp_or_all": "unknown_mvp",
    "nomination": "unknown_nomination",
}


def cell(column: Column) -> str:
    """SQL for the raw text of `column` without blanks around it; free text is kept as typed.

    Null when empty. Hardly a cell has blanks around it, and to look at its ends takes a third of
    the time of trimming it.
    """
    raw = f'raw."{column.name}"'
    if column.holds == "text":
        begins = f"{raw} < '!' or {raw} >= '\u0080'"  # no blank of any script is between these
        return f"if(({begins}) and trim({raw}) = '', null, {raw})"
    begins = f"{raw} < '!' or starts_with({raw}, '\u00a0')"  # all other blanks are before '!'
    ends = " or ".join(f"ends_with({raw}, '{blank}')" for blank in _BLANKS)
    return f"if({begins} or {ends}, nullif(trim({raw}, '{_BLANKS}'), ''), {raw})"


def value(column: Column) -> str:
    """SQL for the value of `column`, from the `cell` of each; null when empty or unreadable."""
    cell = f'cell."{column.name}"'
    word = f"lower({cell})"
    match column.holds:
        case "date" | "end_date":
            return f"if(regexp_full_match({cell}, '{_DAY}'), try_cast({cell} as date), null)"
        case "moment":
            return cell  # unreadable when its day is
        case "flag":
            yes, no = (_listed(_FLAGS[flag]) for flag in (True, False))
            return f"case when {word} in {yes} then true when {word} in {no} then false end"
        case "year":
            return rf"if(regexp_full_match({cell}, '\d{{4}}'), {cell}::integer, null)"
        case "email":
            return rf"if(regexp_full_match({cell}, '{_EMAIL}'), {cell}, null)"
        case "timezone":
            known = "select name from pg_timezone_names()"
            stray = f"regexp_full_match({cell}, '{_NO_IANA_ZONE}')"
            return f"if({cell} in ({known}) and not {stray}, {cell}, null)"
        case "word":
            return f"if({word} in {_listed(column.words)}, {word}, null)"
        case "name":
            return word
        case "track":
            return f"if({word} in (select track from rule_tracks), {word}, null)"
        case "level":
            return f"if({word} in (select level from rule_certificates), {word}, null)"
        case "kind":
            known = "select track || ' ' || kind from rule_kinds"
            return f"if(lower(cell.track) || ' ' || {word} in ({known}), {word}, null)"
        case "mvp":
            return f"if({cell} in (select mvp_id from mvps), {cell}, null)"
        case "mvp_or_all":
            return f"if({cell} = '*' or {cell} in (select mvp_id from mvps), {cell}, null)"
        case "nomination":
            return f"if({cell} in (select nomination_id from nominations), {cell}, null)"
    return cell


def local_day(column: Column) -> str:
    """SQL for the MVP's local day of a moment (docs/rules.md section 1), from its `cell`.

    A plain day and a moment without an offset are local already; one with an offset is turned into
    the MVP's time zone first. Null when it is not a moment.
    """
    cell = f'cell."{column.name}"'
    moment = f"replace(replace({cell}, ',', '.'), ' ', 'T')"
    for written, spelled in _SPELLINGS:
        moment = f"regexp_replace({moment}, '{written}', '{spelled}')"
    moment = f"if(regexp_full_match({cell}, '{_SPELLED}'), {cell}, {moment})"
    zone = "coalesce(mvps.timezone, 'UTC')"
    return f"""case
        when length({cell}) = {_DAY_LENGTH} and regexp_full_match({cell}, '{_DAY}')
            then try_cast({cell} as date)
        when not regexp_full_match({cell}, '{_MOMENT}') then null
        when regexp_matches({cell}, '{_OFFSET}$')
            then timezone({zone}, try_cast({moment} as timestamptz))::date
        else try_cast({moment} as timestamp)::date
    end"""


def fault(given: Input, first_day: date, last_day: date) -> str:
    """SQL for the first fault of a row as struct(column, value, reason); null when it has none.

    Reads the raw text as `raw`, its cells as `cell`, the values as `read`; days lie from
    `first_day` to `last_day`. Each condition asks for the value first: where there is one, nothing
    else has to be asked.
    """
    checks = ["when raw.fault is not null then raw.fault"]
    for column in given.columns:
        cell, read = f'cell."{column.name}"', f'read."{column.name}"'
        known = "read.day" if column.holds == "moment" else read
        if column.required:
            checks.append(_when(column, f"{known} is null and {cell} is null", "missing_value"))
        if reason := column.fault or _FAULTS.get(column.holds):
            checks.append(_when(column, f"{known} is null and {cell} is not null", reason))
        if outside := _outside(column, read, first_day, last_day):
            checks.append(_when(column, outside, "out_of_range"))
    return f"case {' '.join(checks)} end"


def _outside(column: Column, read: str, first_day: date, last_day: date) -> str | None:
    between = f"between date '{first_day}' and date '{last_day}'"
    match column.holds:
        case "year":
            return f"{read} not between {first_day.year} and {last_day.year}"
        case "date":
            return f"{read} not {between}"
        case "moment":
            return f"read.day not {between}"
        case "end_date":  # an end may lie years ahead
            return f"{read} < date '{first_day}'"
    return None


def _when(column: Column, condition: str, reason: str) -> str:
    fault = f"{{'column': '{column.name}', 'value': raw.\"{column.name}\", 'reason': '{reason}'}}"
    return f"when {condition} then {fault}"


def _listed(words: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"
