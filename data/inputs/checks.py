"""SQL that turns raw text into values and finds faults, one rule per kind of value.

The steps are `raw` (text as read), `cell` (trimmed text) and `value` (typed); each function returns
an SQL expression over a row of the step before. docs/contract.md says what is valid. A row is
rejected for its first fault, in the order of its columns.
"""

from datetime import date

from data.inputs.contract import Column, Input, Kind

_BLANKS = " \t\r\n\u00a0"
_DAY_LENGTH = 10
_DAY = r"\d{4}-\d{2}-\d{2}"
_OFFSET = r"([Zz]|[+-](0\d|1[0-5])(:?[0-5]\d)?)"
_MOMENT = rf"{_DAY}[T ]\d{{2}}:\d{{2}}(:\d{{2}}([.,]\d+)?)?{_OFFSET}?"
# The form of a moment that DuckDB casts, and the replacements that turn other forms into it.
_CASTABLE = rf"{_DAY}T\d{{2}}:\d{{2}}:\d{{2}}(Z|[+-]\d{{2}}:\d{{2}})?"
_REPLACEMENTS = (
    (r"[Zz]$", "+00:00"),
    (r"(T.*[+-]\d{2}):?(\d{2})$", r"\1:\2"),
    (r"(T.*[+-]\d{2})$", r"\1:00"),
    (r"T(\d{2}:\d{2})([+-]|$)", r"T\1:00\2"),
)
# Names that DuckDB takes for time zones and IANA does not: its BST is Dhaka, its IST is India.
_NOT_IANA = (
    "(ACT|AET|AGT|ART|AST|BET|BST|CAT|CNT|CST|CTT|EAT|ECT|IET|IST|JST|MIT|NET|NST|PLT|PNT|PRT|PST|SST"
    "|VST|SystemV/.*)"
)
_EMAIL = r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+"
_FLAGS = {True: ("true", "yes", "1"), False: ("false", "no", "0")}

# The reject reason for text that is not a value of its kind. Kind.WORD: see Column.reason.
_REASONS = {
    Kind.DATE: "bad_date",
    Kind.END_DATE: "bad_date",
    Kind.MOMENT: "bad_date",
    Kind.FLAG: "bad_boolean",
    Kind.YEAR: "bad_number",
    Kind.EMAIL: "bad_email",
    Kind.TIMEZONE: "bad_timezone",
    Kind.TRACK: "unknown_track",
    Kind.CONTRIBUTION_KIND: "unknown_kind",
    Kind.LEVEL: "unknown_level",
    Kind.MVP: "unknown_mvp",
    Kind.EVERYONE_OR_MVP: "unknown_mvp",
    Kind.NOMINATION: "unknown_nomination",
}


def cell(column: Column) -> str:
    """SQL for the trimmed text of `column`, null when it is empty. Free text is not trimmed.

    Few cells have blanks at their ends, and looking at the ends takes a third of the time of
    `trim`: so the SQL looks first.
    """
    raw = f'raw."{column.name}"'
    if column.kind == Kind.TEXT:
        may_be_blank = f"{raw} < '!' or {raw} >= '\u0080'"  # all blanks of Unicode are outside
        return f"if(({may_be_blank}) and trim({raw}) = '', null, {raw})"
    begins = f"{raw} < '!' or starts_with({raw}, '\u00a0')"  # the other blanks sort before '!'
    ends = " or ".join(f"ends_with({raw}, '{blank}')" for blank in _BLANKS)
    return f"if({begins} or {ends}, nullif(trim({raw}, '{_BLANKS}'), ''), {raw})"


def value(column: Column) -> str:
    """SQL for the value of `column`, from its cell; null when the cell is empty or not valid."""
    cell = f'cell."{column.name}"'
    word = f"lower({cell})"
    match column.kind:
        case Kind.DATE | Kind.END_DATE:
            return f"if(regexp_full_match({cell}, '{_DAY}'), try_cast({cell} as date), null)"
        case Kind.MOMENT:
            return cell  # `local_day` says whether it is valid
        case Kind.FLAG:
            yes, no = (_sql_list(_FLAGS[flag]) for flag in (True, False))
            return f"case when {word} in {yes} then true when {word} in {no} then false end"
        case Kind.YEAR:
            return rf"if(regexp_full_match({cell}, '\d{{4}}'), {cell}::integer, null)"
        case Kind.EMAIL:
            return rf"if(regexp_full_match({cell}, '{_EMAIL}'), {cell}, null)"
        case Kind.TIMEZONE:
            known = "select name from pg_timezone_names()"
            is_other = f"regexp_full_match({cell}, '{_NOT_IANA}')"
            return f"if({cell} in ({known}) and not {is_other}, {cell}, null)"
        case Kind.WORD:
            return f"if({word} in {_sql_list(column.words)}, {word}, null)"
        case Kind.LOWER_CASE:
            return word
    return _known_value(column, cell, word)


def _known_value(column: Column, cell: str, word: str) -> str:
    """`value` for the kinds that must occur in a table of the settings or of another input."""
    match column.kind:
        case Kind.TRACK:
            return f"if({word} in (select track from rule_tracks), {word}, null)"
        case Kind.LEVEL:
            return f"if({word} in (select level from rule_certificates), {word}, null)"
        case Kind.CONTRIBUTION_KIND:
            known = "select track || ' ' || kind from rule_kinds"
            return f"if(lower(cell.track) || ' ' || {word} in ({known}), {word}, null)"
        case Kind.MVP:
            return f"if({cell} in (select mvp_id from mvps), {cell}, null)"
        case Kind.EVERYONE_OR_MVP:
            return f"if({cell} = '*' or {cell} in (select mvp_id from mvps), {cell}, null)"
        case Kind.NOMINATION:
            return f"if({cell} in (select nomination_id from nominations), {cell}, null)"
    return cell


def local_day(column: Column) -> str:
    """SQL for the MVP's local day of a moment (docs/rules.md section 1), from its cell.

    A plain day and a moment without an offset are local already. A moment with an offset is
    converted to the MVP's time zone first. Null when the cell is not a moment.
    """
    cell = f'cell."{column.name}"'
    moment = f"replace(replace({cell}, ',', '.'), ' ', 'T')"
    for pattern, replacement in _REPLACEMENTS:
        moment = f"regexp_replace({moment}, '{pattern}', '{replacement}')"
    moment = f"if(regexp_full_match({cell}, '{_CASTABLE}'), {cell}, {moment})"
    zone = "coalesce(mvps.timezone, 'UTC')"
    return f"""case
        when length({cell}) = {_DAY_LENGTH} and regexp_full_match({cell}, '{_DAY}')
            then try_cast({cell} as date)
        when not regexp_full_match({cell}, '{_MOMENT}') then null
        when regexp_matches({cell}, '{_OFFSET}$')
            then timezone({zone}, try_cast({moment} as timestamptz))::date
        else try_cast({moment} as timestamp)::date
    end"""


def fault(spec: Input, first_day: date, last_day: date) -> str:
    """SQL for the first fault of a row as struct(column, value, reason); null when it has none.

    Dates must be from `first_day` to `last_day`. Each condition tests the value first: when there
    is one, DuckDB need not evaluate the rest.
    """
    conditions = ["when raw.fault is not null then raw.fault"]
    for column in spec.columns:
        cell, value = f'cell."{column.name}"', f'value."{column.name}"'
        known = "value.day" if column.kind == Kind.MOMENT else value
        if column.is_required:
            conditions.append(_when(column, f"{known} is null and {cell} is null", "missing_value"))
        if reason := column.reason or _REASONS.get(column.kind):
            conditions.append(_when(column, f"{known} is null and {cell} is not null", reason))
        if outside := _is_out_of_range(column, value, first_day, last_day):
            conditions.append(_when(column, outside, "out_of_range"))
    return f"case {' '.join(conditions)} end"


def _is_out_of_range(column: Column, value: str, first_day: date, last_day: date) -> str | None:
    between = f"between date '{first_day}' and date '{last_day}'"
    match column.kind:
        case Kind.YEAR:
            return f"{value} not between {first_day.year} and {last_day.year}"
        case Kind.DATE:
            return f"{value} not {between}"
        case Kind.MOMENT:
            return f"value.day not {between}"
        case Kind.END_DATE:  # it has no latest day
            return f"{value} < date '{first_day}'"
    return None


def _when(column: Column, condition: str, reason: str) -> str:
    fault = f"{{'column': '{column.name}', 'value': raw.\"{column.name}\", 'reason': '{reason}'}}"
    return f"when {condition} then {fault}"


def _sql_list(words: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"
