"""The cells of a CSV record that has blanks between a quote and the next delimiter.

`1, "Lopes, Ana" , true` has three cells; the blanks and quotes around the name are no part of it.
The csv module takes a quote after a blank for a part of the value, and refuses one before a blank.
"""

import re
from functools import cache

_BLANKS = " \u00a0"


def has_quote_after_blank(cells: list[str]) -> bool:
    """Whether a cell begins with blanks and a quote, so that the quotes may not be part of it."""
    return any(
        cell[:1] and cell[0] in _BLANKS and cell.lstrip(_BLANKS)[:1] == '"' for cell in cells
    )


def has_blank_at_quote(line: str) -> bool:
    """Whether a line has a blank before or after a quote."""
    return any(f'{blank}"' in line or f'"{blank}' in line for blank in _BLANKS)


def split_cells(text: str, delimiter: str) -> list[str] | None:
    """The cells of a record, without blanks around quotes. Cells without quotes stay as typed.

    None when there is other text after a closing quote, or a line end outside quotes.
    """
    quoted, unquoted = _patterns(delimiter)
    text = re.sub(r"(\r\n|\r|\n)\Z", "", text)
    cells, position = [], 0
    while True:
        if match := quoted.match(text, position):
            cells.append(match[1].replace('""', '"'))
        elif match := unquoted.match(text, position):
            cells.append(match[0])
        else:
            return None
        position = match.end()
        if position == len(text):
            return cells
        position += 1


@cache
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What matches a cell in quotes, and any other cell."""
    end = rf"(?={re.escape(delimiter)}|\Z)"
    return (
        re.compile(rf'[{_BLANKS}]*"([^"]*(?:""[^"]*)*)"[{_BLANKS}]*{end}'),
        re.compile(rf'(?!")[^\r\n{re.escape(delimiter)}]*{end}'),
    )
