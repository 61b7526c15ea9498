"""The templates of messages: texts with values, in the words of a program."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import TOKEN_DATA, Token, TokenStream

from data.settings.own_words import OwnWords
from data.settings.saying import in_own_words, spoken


def rendered(template: Path, values: Mapping[str, object]) -> str:
    """The text of a template with `values`, in the words of the program of this run.

    A template whose name ends in `.html.j2` escapes its values.
    """
    environment = _environment(template.parent, spoken(), ".html" in template.suffixes)
    return environment.get_template(template.name).render(values)


def said(template: Path, macro: str, value: object) -> str:
    """What a macro of a template says of a value, as one line."""
    macros = _environment(template.parent, spoken(), False).get_template(template.name).module
    return one_line(getattr(macros, macro)(value))


def one_line(text: str) -> str:
    """A text as one line; an escaped text (markupsafe) stays escaped."""
    return type(text)(" ".join(text.split()))


def _on(day: date) -> str:
    """September 30, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


def _shown(value: object) -> object:
    """A value as a message shows it: 1,200 for a number."""
    return f"{value:,}" if type(value) is int else value


class _InOwnWords(Extension):
    """Says the text of templates in the program's own words, and leaves values as they are."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            is_text = token.type == TOKEN_DATA
            yield Token(token.lineno, TOKEN_DATA, in_own_words(token.value)) if is_text else token


@lru_cache(maxsize=16)
def _environment(folder: Path, own: OwnWords, is_html: bool) -> Environment:
    """The templates of a folder in the words `own`, which are those of this run."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=is_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
        extensions=[_InOwnWords],
    )
    environment.filters |= {"line": one_line, "on": _on}
    return environment
