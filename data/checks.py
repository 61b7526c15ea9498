"""How a cell of text becomes a value, as SQL: one reading a kind of column (docs/contract.md).

Every reading is an expression over the raw text of a cell, given as SQL. The faults of a row are
found in the order of its columns; the first one is the reject's reason.
"""

from datetime import date

from data.inputs import Column, Input

_BLANKS = " \t\r\n\u00a0"
_DAY = r"\d{4}-\d{2}-\d{2}"
_OFFSET = r"([Zz]|[+-](0\d|1[0-5])(:?[0-5]\d)?)"
_MOMENT = rf"{_DAY}[T ]\d{{2}}:\d{{2}}(:\d{{2}}([.,]\d+)?)?{_OFFSET}?"
# Every way to write a moment, turned step by step into the one that every engine reads.
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


def value(column: Column) -> str:
    """SQL for the value of `column` in a row of raw text; null when empty or unreadable."""
    raw = f'raw."{column.name}"'
    if column.holds == "text":
        return f"if(trim({raw}) = '', null, {raw})"
    cell = trimmed(column.name)
    word = f"lower({cell})"
    match column.holds:
        case "date" | "end_date":
            return f"if(regexp_full_match({cell}, '{_DAY}'), try_cast({cell} as date), null)"
        case "moment":
            return f"if(({local_day(column)}) is null, null, {cell})"
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
            return f"if(lower({trimmed('track')}) || ' ' || {word} in ({known}), {word}, null)"
        case "mvp":
            return f"if({cell} in (select mvp_id from mvps), {cell}, null)"
        case "mvp_or_all":
            return f"if({cell} = '*' or {cell} in (select mvp_id from mvps), {cell}, null)"
        case "nomination":
            return f"if({cell} in (select nomination_id from nominations), {cell}, null)"
    return cell


def trimmed(name: str) -> str:
    """SQL for the raw text of the column `name` without the blanks around it; null when empty."""
    return f"nullif(trim(raw.\"{name}\", '{_BLANKS}'), '')"


def local_day(column: Column) -> str:
    """SQL for the MVP's local day of a moment (docs/rules.md section 1); needs `mvps` joined.

    A plain day and a moment without an offset are local already; one with an offset is turned into
    the MVP's time zone first. Null when it is not a moment.
    """
    cell = trimmed(column.name)
    moment = f"replace(replace({cell}, ',', '.'), ' ', 'T')"
    for written, spelled in _SPELLINGS:
        moment = f"regexp_replace({moment}, '{written}', '{spelled}')"
    zone = "coalesce(mvps.timezone, 'UTC')"
    return f"""case
        when regexp_full_match({cell}, '{_DAY}') then try_cast({cell} as date)
        when not regexp_full_match({cell}, '{_MOMENT}') then null
        when regexp_matches({cell}, '{_OFFSET}$')
            then timezone({zone}, try_cast({moment} as timestamptz))::date
        else try_cast({moment} as timestamp)::date
    end"""


def fault(given: Input, first_day: date, last_day: date) -> str:
    """SQL for the first fault of a row as struct(column, value, reason); null when it has none.

    Reads the raw cells as `raw`, the values as `read`. Days lie from `first_day` to `last_day`.
    """
    checks = ["raw.fault"]
    for column in given.columns:
        cell, read = trimmed(column.name), f'read."{column.name}"'
        if column.required:
            checks.append(_when(column, f"{cell} is null", "missing_value"))
        if reason := column.fault or _FAULTS.get(column.holds):
            checks.append(_when(column, f"{cell} is not null and {read} is null", reason))
        if outside := _outside(column, read, first_day, last_day):
            checks.append(_when(column, outside, "out_of_range"))
    return f"coalesce({', '.join(checks)})"


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
    return f"case when {condition} then {fault} end"


def _listed(words: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"
