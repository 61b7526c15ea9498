"""SQL that turns raw text into values and finds faults, one rule per kind of value.

The steps are `raw` (text as read), `cell` (trimmed text), `iso` (of dates; see dates.py) and
`value` (typed); each function returns an SQL expression over a row of the steps before.
docs/contract.md says what is valid. A row is rejected for its first fault, in the order of its
columns.
"""

from datetime import date

from data.inputs.contract import Column, Input, Kind
from data.inputs.dates import DATE_KINDS, is_never
from data.inputs.points import COUNTS_POINTS, MOST_POINTS, points_of

_BLANKS = " \t\r\n\u00a0"
_EMAIL = r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+"
# What copying from a page adds to an address unseen: blanks of all kinds and marks without a width.
_UNSEEN = r"[\x{ad}\x{a0}\x{2000}-\x{200f}\x{202a}-\x{202f}\x{205f}-\x{206f}\x{3000}\x{feff}]"
_INVISIBLE = f"^{_UNSEEN}+|{_UNSEEN}+$"
_FINGERPRINT = 16  # characters: enough that two names do not share one
_SHARE = r"-?\d{0,9}[.,]?\d{1,9} ?%?"
# The words that are read as yes and as no.
FLAGS = {
    True: ("true", "yes", "t", "y", "1", "1.0"),
    False: ("false", "no", "f", "n", "0", "0.0"),
}
_IDS = {Kind.ID, Kind.MVP, Kind.EVERYONE_OR_MVP, Kind.NOMINATION}

# The reject reason for text that is not a value of its kind. Kind.WORD: see Column.reason.
_REASONS = {
    Kind.DATE: "bad_date",
    Kind.END_DATE: "bad_date",
    Kind.MOMENT: "bad_date",
    Kind.FLAG: "bad_boolean",
    Kind.YEAR: "bad_number",
    Kind.SHARE: "bad_number",
    Kind.POINTS: "bad_number",
    Kind.EMAIL: "bad_email",
    Kind.EMAILS: "bad_email",
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

    `="007"`, which keeps the zeros of an id in a spreadsheet, is the text in its quotes. An id such
    as `101.0` is `101`: gaps turn a column of whole numbers into one of decimal numbers.
    """
    raw = f'raw."{column.name}"'
    if column.kind == Kind.TEXT:
        text = f"if(starts_with({raw}, '=\"'), {_without_formula(raw)}, '')"
    else:
        text = _without_formula(f"trim({raw}, '{_BLANKS}')")
    if column.kind in _IDS:
        text = rf"regexp_replace({text}, '^([1-9]\d*|0)\.0$', '\1')"
    return f"if({is_untidy(column)}, nullif({text}, ''), {tidy_cell(column)})"


def tidy_cell(column: Column) -> str:
    """`cell` for a column without untidy cells; a column that is ignored has empty ones."""
    if column.is_ignored:
        return "null::varchar"
    return f"nullif(raw.\"{column.name}\", '')"


def is_untidy(column: Column) -> str:
    """SQL for whether the cell of `column` is neither empty nor its text in `raw` as it is.

    Looking at the ends of a cell takes a third of the time of `trim`.
    """
    if column.is_ignored:
        return "false"
    raw = f'raw."{column.name}"'
    is_formula = f"starts_with({raw}, '=\"')"
    if column.kind == Kind.TEXT:
        may_be_blank = f"{raw} < '!' or {raw} >= '\u0080'"  # all blanks of Unicode are outside
        return f"{raw} != '' and ({is_formula} or (({may_be_blank}) and trim({raw}) = ''))"
    begins = f"{raw} < '!' or starts_with({raw}, '\u00a0')"  # the other blanks sort before '!'
    ends = " or ".join(f"ends_with({raw}, '{blank}')" for blank in _BLANKS)
    is_float = f" or ends_with({raw}, '.0')" if column.kind in _IDS else ""
    return f"{raw} != '' and ({begins} or {ends} or {is_formula}{is_float})"


def _without_formula(text: str) -> str:
    inside = f"""replace(substring({text}, 3, length({text}) - 3), '""', '"')"""
    return f"""if(regexp_full_match({text}, '="([^"]|"")*"'), {inside}, {text})"""


def value(column: Column) -> str:
    """SQL for the value of `column`, from its cell; null when the cell is empty or not valid.

    For the kinds in DATE_KINDS, see dates.py. A list of words is searched by `list_position`,
    because DuckDB makes a join of a long `in`.
    """
    cell = f'cell."{column.name}"'
    word = f"lower({cell})"
    match column.kind:
        case Kind.MOMENT:
            return cell  # its day says whether it is valid
        case Kind.FLAG:
            yes, no = (f"list_position({list(FLAGS[flag])}, {word}) > 0" for flag in (True, False))
            return f"case when {yes} then true when {no} then false end"
        case Kind.YEAR:
            return (
                rf"if(regexp_full_match({cell}, '\d{{4}}(\.0)?'), left({cell}, 4)::integer, null)"
            )
        case Kind.SHARE:
            number = f"try_cast(replace(rtrim({cell}, ' %'), ',', '.') as decimal(18, 9))"
            share = f"{number} * if(ends_with({cell}, '%'), 0.01, 1.00)"
            return f"if(regexp_full_match({cell}, '{_SHARE}'), ({share})::decimal(18, 4), null)"
        case Kind.POINTS:
            return points_of(cell)
        case Kind.EMAIL:
            address = _visible(cell)
            return f"if(regexp_full_match({address}, '{_EMAIL}'), {address}, null)"
        case Kind.EMAILS:
            return _addresses(cell)
        case Kind.TIMEZONE:
            return f"if({cell} in (select timezone from zone_shifts), {cell}, null)"
        case Kind.WORD:
            return f"if({word} in {_sql_list(column.words)}, {word}, null)"
        case Kind.LOWER_CASE:
            return word
        case Kind.SOMEBODY:
            return f"left(sha256({word}), {_FINGERPRINT})"
    return _known_value(column, cell, word)


def _visible(text: str) -> str:
    return f"regexp_replace({text}, '{_INVISIBLE}', '', 'g')"


def _addresses(cell: str) -> str:
    """SQL for addresses with `;` between them, sorted; null when one of them is not valid."""
    trimmed = f"trim({_visible('trim(address)')})"
    all_parts = f"list_transform(string_split({cell}, ';'), lambda address: {trimmed})"
    parts = f"list_distinct(list_filter({all_parts}, lambda address: address != ''))"
    bad = f"list_filter({parts}, lambda address: not regexp_full_match(address, '{_EMAIL}'))"
    joined = f"array_to_string(list_sort({parts}), ';')"
    return f"if(length({bad}) = 0, nullif({joined}, ''), null)"


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
            return "mvps.mvp_id"  # of the MVP that the row refers to
        case Kind.EVERYONE_OR_MVP:
            return f"if({cell} = '*', {cell}, mvps.mvp_id)"
        case Kind.NOMINATION:
            return f"if({cell} in (select nomination_id from nominations), {cell}, null)"
    return cell


def fault(spec: Input, first_day: date, last_day: date) -> str:
    """SQL for the first fault of a row as struct(column, value, reason); null when it has none.

    Dates must be from `first_day` to `last_day`, and years in `program_years`. Each condition tests
    the value first: when there is one, DuckDB need not evaluate the rest.
    """
    conditions = ["when raw.fault is not null then raw.fault"]
    for column in spec.columns:
        cell, value = f'cell."{column.name}"', f'value."{column.name}"'
        known = "value.day" if column.kind == Kind.MOMENT else value
        if column.is_required:
            conditions.append(_when(column, f"{known} is null and {cell} is null", "missing_value"))
        if reason := column.reason or _REASONS.get(column.kind):
            bad = f"{known} is null and {cell} is not null"
            if column.kind == Kind.POINTS:
                bad += f" and {COUNTS_POINTS}"
            if column.kind in DATE_KINDS:
                bad += f" and not {is_never(column)}"
            conditions.append(_when(column, bad, reason))
        if outside := _is_out_of_range(column, value, first_day, last_day):
            conditions.append(_when(column, outside, "out_of_range"))
    return f"case {' '.join(conditions)} end"


def _is_out_of_range(column: Column, value: str, first_day: date, last_day: date) -> str | None:
    between = f"between date '{first_day}' and date '{last_day}'"
    match column.kind:
        case Kind.YEAR:
            return f"{value} not in (select year from program_years)"
        case Kind.DATE:
            return f"{value} not {between}"
        case Kind.SHARE:
            return f"{value} not between 0 and 1"
        case Kind.POINTS:
            return f"{value} not between 0 and {MOST_POINTS}"
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
