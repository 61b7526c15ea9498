"""Reads TOML; a fault of its form is one plain sentence with the line and what to write instead."""

import re
import tomllib
from typing import Any

from data.errors import ProgramError

# How the parser's message begins -> what to say. The first that fits is taken.
_SAID = {
    "Expected '='": 'after a name comes = and its value, such as name = "value"',
    "Invalid statement": "here begins neither a [table] nor a name; a comment begins with #",
    "Invalid initial character": "a name is missing, or it has characters other than letters, "
    "digits, _ and -; write it in quotes",
    "Invalid value": 'no value that can be read; write a text in straight quotes ("text"), '
    "a number, true or false, or a list in [ ]",
    "Invalid date": "there is no such date; write it in quotes",
    "Expected newline": "something follows the value; write a text in quotes, "
    "and each setting on a line of its own",
    "Unterminated string": "a text has no closing quote",
    "Illegal character '\\n'": "a text has no closing quote on its line",
    "Illegal character '\\r'": "a text has no closing quote on its line",
    "Illegal character": "a character that cannot be seen; remove it",
    "Found invalid character": "a character that cannot be seen; remove it",
    "Unclosed array": "a list is not complete; put a comma between its values, and ] at its end",
    "Unclosed inline table": "a table in braces is not complete; put a comma between its values, "
    "and } at its end",
    "Expected ']": "the name of a table stands alone on its line in brackets, such as [name]",
    "Cannot overwrite a value": "the same name is there twice; keep one of them",
    "Duplicate inline table key": "the same name is there twice; keep one of them",
    "Cannot declare": "the same table is there twice; put what is below them together",
    "Cannot redefine": "the same table is there twice; put what is below them together",
    "Cannot mutate": "the same table is there twice; put what is below them together",
    "Unescaped '\\'": "in double quotes \\ has a meaning of its own; write the text in single ones",
    "Invalid hex value": "in double quotes \\ has a meaning of its own; write the text in "
    "single ones",
    "Escaped character": "in double quotes \\ has a meaning of its own; write the text in "
    "single ones",
    "Expected '\"": "a text has no closing quote",
    "Expected \"'": "a text has no closing quote",
}


def read_toml(text: str, shown: str) -> dict[str, Any]:
    """The content of a TOML file; `shown` is how errors name the file.

    Raises ProgramError with the line, what is wrong there and what to write instead.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, _, place = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        where = f" line {line[1]}" if line else f" line {len(text.rstrip().splitlines()) or 1}"
        plain = next((words for begin, words in _SAID.items() if said.startswith(begin)), said)
        raise ProgramError(f"{shown}{where}: {plain}") from None
    except RecursionError:
        raise ProgramError(f"{shown}: its values are nested too deep") from None
    except ValueError:  # a number with thousands of digits
        raise ProgramError(f"{shown}: a number in it is too long; shorten it") from None
