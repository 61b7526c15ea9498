"""SQL for the text of one cell of a contract row, from the raw rows of an export.

Every expression is over a row called `raw`, whose columns are text. The macros are those of
`create_macros`.
"""

from collections.abc import Collection, Iterable

import duckdb

from data.inputs.contract import Column, Kind
from data.inputs.dates import DATE_KINDS, LONGEST_TEXT
from data.inputs.headers import column_name
from data.inputs.limits import LONGEST_CELL
from data.inputs.time_zones import FIRST_YEAR
from data.sources.mapping import Cell, Only
from data.sql.files import quoted, quoted_name

_BLANKS = r"[\s\p{Z}]+"
# All blanks of Unicode that may end a text; what looks for them is faster than a pattern.
_ENDS_IN_BLANK = " or ".join(
    f"ends_with(text, '{blank}')"
    for blank in [
        *" \t\n\r\f",
        "\u00a0",
        "\u1680",
        *map(chr, range(0x2000, 0x200B)),
        "\u2028",
        "\u2029",
        "\u202f",
        "\u205f",
        "\u3000",
    ]
)
_UTM = "utm_[^&#]*"
_USUAL_URL = r"https?://[a-z0-9.-]+\.[a-z]{2,}/[^?#\s]*"  # an address without anything to take out
_MONTH = "(0?[1-9]|1[0-2])"
_NUMBER = r"(\d{1,2})"
# Names of months in English, Portuguese, Spanish, German and French. None of them is the name of
# two different months.
_MONTHS = {
    "Jan": "january ene janeiro enero januar jänner janvier",
    "Feb": "february fev fevereiro febrero februar février févr fév",
    "Mar": "march mär março marzo märz mars mrz",
    "Apr": "april abr avr abril avril",
    "May": "mai maio mayo",
    "Jun": "june junho junio juni juin",
    "Jul": "july julho julio juli juillet juil",
    "Aug": "august ago agosto août aoû",
    "Sep": "september set sept setembro septiembre septembre",
    "Oct": "october okt out outubro octubre oktober octobre",
    "Nov": "november novembro noviembre novembre",
    "Dec": "december dez dic déc dezembro diciembre dezember décembre",
}
_NAMES = {
    name: english
    for english, names in _MONTHS.items()
    for name in [english.lower(), *names.split()]
}
_WORDED = r"(?i)^(\d{1,2})(?:\.|º|°|er)? ?(?:de )?(\p{L}{3,})\.? (?:de )?(\d{4})"


def _english_month(text: str) -> str:
    """SQL for a day such as `25 de abril de 2026` or `25. April 2026` as `25 Apr 2026`."""
    names = ", ".join(f"{quoted(name)}: {quoted(english)}" for name, english in _NAMES.items())
    month = f"map {{{names}}}[lower(regexp_extract({text}, '{_WORDED}', 2))]"
    day, year = (f"regexp_extract({text}, '{_WORDED}', {number})" for number in (1, 3))
    rest = f"regexp_replace({text}, '{_WORDED}', '')"
    return f"coalesce({day} || ' ' || {month} || ' ' || {year} || {rest}, {text})"


def _year_first(text: str, marks: str, order: str) -> str:
    """SQL for a day whose first two numbers could both be the month, with the year first.

    Without the order, such a day is not read. With it, neither is the century in doubt.
    """
    long = rf"^{_MONTH}{marks} ?{_MONTH}{marks} ?(\d{{4}})"
    first, second = (_NUMBER, _MONTH) if order == "day-first" else (_MONTH, _NUMBER)
    short = rf"^{first}{marks} ?{second}{marks} ?(\d{{2}})(\D|$)"
    year_first = r"\3-\2-\1" if order == "day-first" else r"\3-\1-\2"
    return f"""case
        when regexp_matches({text}, '{long}') then regexp_replace({text}, '{long}', '{year_first}')
        when regexp_matches({text}, '{short}')
            then regexp_replace({text}, '{short}', '20{year_first}\\4')
        else {text}
    end"""


def _day(found: str, order: str | None) -> str:
    """SQL for the text of a day or moment in a form that the contract reads, where there is one.

    With dots, the day is first wherever people write days so. Each step is a lambda, so that its
    text is computed once.
    """
    steps = [_english_month("day"), _year_first("day", "[.]", "day-first")]
    if order:
        steps.append(_year_first("day", "[/-]", order))
    days = f"[{found}]"
    for step in steps:
        days = f"list_transform({days}, lambda day: {step})"
    is_as_it_is = f"{found}[5] = '-' or strlen({found}) > {LONGEST_TEXT}"
    return f"if({is_as_it_is}, {found}, {days}[1])"


# SQL macros, each on the ones before it. Most cells need no change, so each one looks first.
_MACROS = {
    # Longer than a cell may be, so that it is seen to be too long, but by one character only.
    "cut(text)": f"if(strlen(text) > {LONGEST_CELL}, left(text, {LONGEST_CELL + 1}), text)",
    "fold_value(text)": rf"""
        lower(trim(regexp_replace(nfc_normalize(cut(text)), '{_BLANKS}', ' ', 'g')))""",
    "may_be_untidy(text)": f"text < '!' or text >= '\u0080' or {_ENDS_IN_BLANK}",
    "tidy(text)": rf"""if(may_be_untidy(text),
        nullif(regexp_replace(text, '^{_BLANKS}|{_BLANKS}$', '', 'g'), ''), text)""",
    "plain_email(text)": "regexp_replace(tidy(text), '(?i)^mailto:', '')",
    "without_utm(url)": rf"""if(contains(lower(url), 'utm_'),
        regexp_replace(regexp_replace(regexp_replace(regexp_replace(url,
            '(?i)&{_UTM}', '', 'g'), '(?i)\?{_UTM}&', '?'), '(?i)\?{_UTM}', ''),
            '(?i)#utm_.*$', ''),
        url)""",
    "clean_url(text)": rf"""if(regexp_full_match(text, '{_USUAL_URL}'), text, list_transform(
        [tidy(text)], lambda url: if(address_of(url) is null, null, without_utm(url)))[1])""",
    "number_of(text)": "try_cast(replace(text, ',', '.') as double)",
    "name_in_order(text)": r"regexp_replace(text, '^\s*([^,]+?)\s*,\s*([^,]+?)\s*$', '\2 \1')",
}


def create_macros(con: duckdb.DuckDBPyConnection) -> None:
    """Create the macros that the expressions of this module use."""
    for macro, body in _MACROS.items():
        con.execute(f"create or replace temp macro {macro} as {body}")


def raw_column(name: str, table: str = "raw") -> str:
    """SQL for a column of the export, by its name as people write it."""
    return f"{table}.{quoted_name(column_name(name))}"


def chosen(cell: Cell, has: Collection[str]) -> str | None:
    """The first column of `cell` that the file has; None when it has none of them."""
    return next((name for name in cell.choices if column_name(name) in has), None)


def digest(names: Iterable[str]) -> str:
    """SQL for a digest of the columns `names` of the export."""
    texts = ", ".join(f"coalesce({raw_column(name)}, '')" for name in names)
    return f"left(md5(concat_ws(chr(31), {texts})), 16)"


def series(cell: Cell) -> str:
    """SQL for what rows with the same text are versions of."""
    texts = ", ".join(f"fold_value(coalesce({raw_column(name)}, ''))" for name in cell.of)
    return f"concat_ws(chr(31), {texts})"


def text(cell: Cell, has: Collection[str]) -> str:
    """SQL for the text of a cell before its values are looked up; null without its column."""
    if cell.value is not None:
        return quoted(cell.value)
    if cell.digest:
        return digest(cell.digest)
    if cell.join:
        return f"concat_ws(' ', {', '.join(f'tidy({raw_column(name)})' for name in cell.join)})"
    if cell.first is not None:
        return "null"  # known only when all rows of the source are there
    if (name := chosen(cell, has)) is None:
        return "null"
    if cell.split:
        return "raw.part"
    return raw_column(name)


def looked_up(cell: Cell, found: str) -> str:
    """SQL for the value of the text `found`; null when the cell's values do not name it."""
    if cell.values is None:
        return found
    cases = " ".join(
        f"when fold_value({quoted(word)}) then {quoted(value)}"
        for word, value in cell.values.items()
    )
    other = f"else {quoted(cell.other)}" if cell.other is not None else ""
    return f"case fold_value({found}) {cases} {other} end" if cases else f"null::varchar {other}"


def cleaned(cell: Cell, column: Column, found: str) -> str:
    """SQL for the text of a cell as the contract reads it."""
    if cell.value is not None or cell.values is not None:
        return found
    if cell.name_order:
        found = f"name_in_order({found})"
    if cell.decimal == ",":
        found = f"replace(replace({found}, '.', ''), ',', '.')"
    if column.kind == Kind.EMAIL:
        return f"plain_email({found})"
    if column.name == "url":
        return f"clean_url({found})"
    if column.kind in DATE_KINDS:
        return _date(cell, f"tidy({found})")
    return found


def _date(cell: Cell, found: str) -> str:
    if cell.unit:
        return f"coalesce({_from_number(cell.unit, found)}, {found})"
    return _day(found, cell.order)


def _from_number(unit: str, found: str) -> str:
    """SQL for the day or moment that a number stands for; null when it is no number."""
    number = f"number_of({found})"
    if unit == "days":  # of a spreadsheet
        return f"strftime(date '1899-12-30' + floor({number})::integer, '%Y-%m-%d')"
    microseconds = {"seconds": 1_000_000, "milliseconds": 1_000}[unit]
    moment = f"make_timestamp(({number} * {microseconds})::bigint)"
    return f"strftime({moment}, '%Y-%m-%dT%H:%M:%S') || 'Z'"


def in_zone(found: str, iso: str, years: str) -> str:
    """SQL for a time without an offset as the moment that it is in a zone; other text as it is.

    `found` is SQL for the text, `iso` for the same as `iso_of` writes it, and `years` for the
    zone's row in `zone_shifts`.
    """
    is_local = rf"regexp_full_match({iso}, '[^T ]+[T ]\d\d:\d\d:\d\d(\.\d+)?')"
    local = f"try_cast({iso} as timestamp)"
    number = f"greatest(1, least(len({years}), year({local}) - {FIRST_YEAR - 1}))"
    is_begun = f"shift.from_at + to_seconds(shift.seconds) <= {local}"
    begun = f"list_filter({years}[{number}], lambda shift: {is_begun})"
    moment = f"{local} - to_seconds(list_last({begun}).seconds)"
    return f"if({is_local}, strftime({moment}, '%Y-%m-%dT%H:%M:%S') || 'Z', {found})"


def is_kept(only: dict[str, Only]) -> str:
    """SQL for whether a raw row has the values that `only` asks for."""
    conditions = []
    for name, wanted in only.items():
        words = ", ".join(f"fold_value({quoted(word)})" for word in wanted.values)
        is_not = "not " if wanted.is_not else ""
        folded = f"fold_value(coalesce({raw_column(name)}, ''))"
        conditions.append(f"{folded} {is_not}in ({words})")
    return " and ".join(conditions) or "true"
