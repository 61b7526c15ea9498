"""SQL that reads dates and times in every form of docs/contract.md that has one reading only.

`iso` writes a cell in a form that DuckDB casts, `moment` reads its moment when it has an offset,
and `day` makes its day of both.
"""

from data.inputs.contract import Column, Kind

DATE_KINDS = {Kind.DATE, Kind.END_DATE, Kind.MOMENT}
_NEVER = (
    "9999-12-31"  # with `infinity` of PostgreSQL, how databases write the end of what has no end
)
LONGEST_TEXT = 100  # characters; no form of a date or time is longer
LONGEST_DAY = 10  # characters; a text as `iso` writes it has a time when it is longer
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
        when {cell} is null or strlen({cell}) > {LONGEST_TEXT} then null
        when lower({cell}) = 'infinity' then '{_NEVER}'
        when regexp_matches({cell}, '{_HALF_DAY}') then strftime({in_halves}, '%Y-%m-%dT%H:%M:%S')
        else nullif(regexp_extract({text}, '^{_ISO}$'), '')
    end"""


def is_castable(column: Column) -> str:
    """SQL for whether the text of `column` in `raw` is empty or in a form that DuckDB casts."""
    text = f'raw."{column.name}"'
    return f"({text} = '' or regexp_full_match({text}, '{_CASTABLE}'))"


def moment(column: Column) -> str:
    """SQL for the moment in UTC of a date or time with an offset, from its `iso`; null for others.

    Midnight in a column of dates is the day itself, whatever its offset.
    """
    text = f'iso."{column.name}"'
    moment = f"timezone('UTC', try_cast({text} as timestamptz))"
    return f"if({_has_offset(text)} and not {_is_day(column)}, {moment}, null)"


def day(column: Column) -> str:
    """SQL for the day of a date or time, from its `iso` and `moment`; null when it is not one.

    A moment is converted to the time zone of its row by `shifts_of_<column>` (time_zones.py). A day
    that never comes is null.
    """
    text = f'iso."{column.name}"'
    written = f"try_cast(regexp_extract({text}, '^[^T ]+') as date)"
    moment, shifts = f'moment."{column.name}"', f"shifts_of_{column.name}.shifts"
    begun = f"list_filter({shifts}, lambda shift: shift.from_at <= {moment})"
    return f"""case
        when {text} is null or {is_never(column)} then null
        when length({text}) <= {LONGEST_DAY} then try_cast({text} as date)
        when {_is_day(column)} then {written}
        when {_has_offset(text)} then ({moment} + to_seconds(list_last({begun}).seconds))::date
        else try_cast({text} as timestamp)::date
    end"""


def plain_day(column: Column) -> str:
    """`day` for a column without times."""
    return f'if({is_never(column)}, null, try_cast(iso."{column.name}" as date))'


def _is_day(column: Column) -> str:
    if column.kind == Kind.MOMENT:
        return "false"
    return f"regexp_matches(iso.\"{column.name}\", '[T ]00:00:00')"


def _has_offset(text: str) -> str:
    """SQL for whether a text as `iso` writes it is a time with an offset."""
    is_named = f"right({text}, 1) in ('Z', 'C') or {text}[-6] in ('+', '-')"
    return f"(length({text}) > {LONGEST_DAY} and ({is_named} or {text}[-3] in ('+', '-')))"


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
