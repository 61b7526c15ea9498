"""SQL that reads dates and times in every form of docs/contract.md that has one reading only.

`iso` writes a cell in a form that DuckDB casts; `day` makes its day of that.
"""

from data.inputs.contract import Column, Kind
from data.inputs.time_zones import FIRST_YEAR

DATE_KINDS = {Kind.DATE, Kind.END_DATE, Kind.MOMENT}
_NEVER = (
    "9999-12-31"  # with `infinity` of PostgreSQL, how databases write the end of what has no end
)
_DAY = r"\d{4}-\d{2}-\d{2}"
_OFFSET = r"[+-](?:0\d|1[0-5])(?::[0-5]\d)?"
# Forms that DuckDB casts as they are. Looking for them first makes the usual files fast.
_CASTABLE = rf"{_DAY}(?:[T ]\d{{2}}:\d{{2}}:\d{{2}}(?:\.\d+)?(?:Z| UTC|{_OFFSET})?)?"
_ISO = rf"\d{{4}}-\d{{1,2}}-\d{{1,2}}(T\d{{2}}:\d{{2}}:\d{{2}}(\.\d+)?({_OFFSET})?)?"

_DOT = "[-/.] ?"  # between the numbers of a day
_NO_MONTH, _MONTH = r"(1[3-9]|[2-9]\d)", r"(0?[1-9]|1[0-2])"
_TWICE = "|".join(rf"0?{number}{_DOT}0?{number}" for number in range(1, 13))
_MONTHS = (
    "jan(uary)? feb(ruary)? mar(ch)? apr(il)? may june? july? aug(ust)? sep(t(ember)?)? oct(ober)? "
    "nov(ember)? dec(ember)?"
).split()
_NAME = rf"({'|'.join(_MONTHS).replace('(', '(?:')})"
# How a day begins a cell, and the same with the year first. A day above 12 cannot be a month.
_DAY_FORMS = (
    (r"^\d{4}-", None, None),
    (r"^\d{4}[/.]", r"^(\d{4})[/.] ?(\d{1,2})[/.] ?(\d{1,2})", r"\1-\2-\3"),
    (rf"^{_NO_MONTH}{_DOT}{_MONTH}{_DOT}\d{{4}}", rf"^(\d+){_DOT}(\d+){_DOT}(\d+)", r"\3-\2-\1"),
    (rf"^{_MONTH}{_DOT}{_NO_MONTH}{_DOT}\d{{4}}", rf"^(\d+){_DOT}(\d+){_DOT}(\d+)", r"\3-\1-\2"),
    (rf"^({_TWICE}){_DOT}\d{{4}}", rf"^(\d+){_DOT}(\d+){_DOT}(\d+)", r"\3-\1-\2"),
)
_NAMED_FORMS = (
    (rf"(?i)^(\d{{1,2}})[ -]{_NAME}\.?,?[ -](\d{{4}})", r"\3-\2-\1"),
    (rf"(?i)^{_NAME}\.? (\d{{1,2}}),? (\d{{4}})", r"\3-\1-\2"),
    *((rf"(?i)^(\d{{4}})-{name}-", rf"\1-{number}-") for number, name in enumerate(_MONTHS, 1)),
)
# What makes the rest of a cell ISO 8601, once it begins with the day.
_TIME_FORMS = (
    (r"^(\d{4}-\d{1,2}-\d{1,2})([Tt]|,? +)(\d{1,2}:\d)", r"\1T\3"),
    (r"([+-]\d{2}:?\d{2}|[Zz])\[[\w/+-]+\]$", r"\1"),  # Java adds the name of the zone
    (r" ?(\+00:?00 )?([Zz]|UTC|GMT)$", "+00:00"),
    (r"(T.*\d) ?([+-]\d{2}):?(\d{2})$", r"\1\2:\3"),
    (r"(T.*\d) ?([+-]\d{2})$", r"\1\2:00"),
    (r"T(\d{1,2}:\d{2})([+-]| ?[AaPp][Mm]|$)", r"T\1:00\2"),
    (r"T(\d):", r"T0\1:"),
    (r"(:\d{2}),(\d)", r"\1.\2"),
)
_HALF_DAY = r"(?i)\d ?[ap]m$"


def iso(column: Column) -> str:
    """SQL for the text of a date or time as DuckDB casts it, from its cell; null in other forms."""
    return iso_of(f'cell."{column.name}"')


def iso_of(cell: str) -> str:
    """SQL for the text of a date or time as DuckDB casts it, from SQL for its text."""
    text = _replaced(_with_day_first(cell), _TIME_FORMS)
    in_halves = f"try_strptime(regexp_replace({text}, ' ?([APap][Mm])$', ' \\1'), "
    in_halves += "'%Y-%m-%dT%I:%M:%S %p')"
    return f"""case
        when regexp_full_match({cell}, '{_CASTABLE}') then {cell}
        when {cell} is null then null
        when lower({cell}) = 'infinity' then '{_NEVER}'
        when regexp_matches({cell}, '{_HALF_DAY}') then strftime({in_halves}, '%Y-%m-%dT%H:%M:%S')
        else nullif(regexp_extract({text}, '^{_ISO}$'), '')
    end"""


def day(column: Column) -> str:
    """SQL for the day of a date or time, from its `iso`; null when it is not one.

    A time with an offset is converted to the time zone of the row of `zone_shifts`. Midnight in a
    column of dates is the day itself, whatever its offset. A day that never comes is null.
    """
    text = f'iso."{column.name}"'
    written = f"try_cast(regexp_extract({text}, '^[^T ]+') as date)"
    local_day = _local_day(f"timezone('UTC', try_cast({text} as timestamptz))")
    has_offset = f"right({text}, 1) in ('Z', 'C') or {text}[-6] in ('+', '-')"
    has_offset += f" or {text}[-3] in ('+', '-')"
    is_day = "false" if column.kind == Kind.MOMENT else f"regexp_matches({text}, '[T ]00:00:00')"
    return f"""case
        when {text} is null or {is_never(column)} then null
        when length({text}) <= 10 then try_cast({text} as date)
        when {is_day} then {written}
        when {has_offset} then {local_day}
        else try_cast({text} as timestamp)::date
    end"""


def _local_day(moment: str) -> str:
    """SQL for the local day of a moment in UTC, by the row of `zone_shifts` (time_zones.py)."""
    number = f"greatest(1, least(len(zone_shifts.years), year({moment}) - {FIRST_YEAR - 1}))"
    begun = f"list_filter(zone_shifts.years[{number}], lambda shift: shift.from_at <= {moment})"
    return f"({moment} + to_seconds(list_last({begun}).seconds))::date"


def is_never(column: Column) -> str:
    """SQL for whether a date that may be empty is the day that stands for no end."""
    if column.is_required:
        return "false"
    return f"starts_with(coalesce(iso.\"{column.name}\", ''), '{_NEVER}')"


def _with_day_first(cell: str) -> str:
    """SQL for the cell with its day, which it begins with, as year, month and day."""
    cases = [
        f"when regexp_matches({cell}, '{form}') then "
        + (cell if pattern is None else f"regexp_replace({cell}, '{pattern}', '{order}')")
        for form, pattern, order in _DAY_FORMS
    ]
    return f"case {' '.join(cases)} else {_replaced(cell, _NAMED_FORMS)} end"


def _replaced(text: str, forms: tuple[tuple[str, str], ...]) -> str:
    """SQL for the text after each of the replacements, in order."""
    for pattern, replacement in forms:
        text = f"regexp_replace({text}, '{pattern}', '{replacement}')"
    return text
