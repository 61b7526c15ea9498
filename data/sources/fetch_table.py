"""What a mapping says about the address from which its exports are fetched (docs/sources.md)."""

import re
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Literal

import httpx
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from data.settings.toml import as_toml

VARIABLE = re.compile(r"env:([A-Za-z_][A-Za-z0-9_]*)")  # in the value of a header
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PLACEHOLDERS = ("since", "until", "since_seconds", "until_seconds", "page", "page_size", "cursor")
_LOOPBACK = re.compile(r"localhost|127\.\d+\.\d+\.\d+|::1")
_SECRET = re.compile("authorization|cookie|token|secret|key|password", re.IGNORECASE)
_HEADER = re.compile(r"[A-Za-z0-9-]+")


def is_loopback(url: httpx.URL) -> bool:
    """Whether it is an address of this machine itself."""
    return bool(_LOOPBACK.fullmatch(url.host))


def is_encrypted(url: httpx.URL) -> bool:
    """Whether nobody in between can read what is sent: by https, or inside this machine."""
    return url.scheme == "https" or (url.scheme == "http" and is_loopback(url))


def _address(text: str) -> str:
    for name in PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            near = get_close_matches(name, PLACEHOLDERS, n=1)
            meant = f"is {{{near[0]}}} meant?" if near else f"known: {', '.join(PLACEHOLDERS)}"
            raise ValueError(f"{{{name}}} is not filled in; {meant}")
    try:
        url = httpx.URL(PLACEHOLDER.sub("1", text))
    except httpx.InvalidURL as error:
        raise ValueError(f"is not an address: {error}") from None
    if url.scheme not in ("https", "http") or not url.host:
        raise ValueError("is not an address such as https://forum.example.org/posts.json")
    if not is_encrypted(url):
        raise ValueError("must begin with https://; http is for this machine only")
    if url.userinfo:
        raise ValueError('holds a password; write headers = { Authorization = "env:NAME" }')
    if "{" in text.split("://", 1)[1].partition("/")[0]:
        raise ValueError("has a placeholder in the name of the server")
    return text


def _headers(headers: dict[str, str]) -> dict[str, str]:
    for name, value in headers.items():
        if not _HEADER.fullmatch(name) or not value.isascii() or not value.isprintable():
            raise ValueError(f"{as_toml(name)} is not a header with a plain value")
        if _SECRET.search(name) and not VARIABLE.search(value):
            raise ValueError(
                f'{name} is secret: write {name} = "env:NAME" and set the variable NAME'
            )
    return headers


class Fetch(BaseModel):
    """The table [fetch] of a mapping."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Annotated[str, AfterValidator(_address)]
    paging: Literal["page", "next-link", "cursor"] | None = None
    first_page: Annotated[int, Field(ge=0)] = 1
    page_size: Annotated[int, Field(ge=1)] | None = None
    most_pages: Annotated[int, Field(ge=1, le=10_000)] = 1_000
    items: str | None = None  # the key of the list whose end is the end of the pages
    more: str | None = None  # the key that is true while there are further pages
    cursor: str | None = None  # the key of the cursor, or of the address, of the next page
    headers: Annotated[dict[str, str], AfterValidator(_headers)] = {}
    start: date | None = None  # from which the first run reads
    days: Annotated[int, Field(ge=0, le=36_500)] = 60  # that are read again
    wait: Annotated[float, Field(ge=0, le=300)] = 1.0  # seconds between two requests

    @model_validator(mode="after")
    def _fits(self) -> "Fetch":
        names = set(PLACEHOLDER.findall(self.url))
        if ("page" in names) != (self.paging == "page"):
            raise ValueError('{page} in url and paging = "page" go together')
        if (self.cursor is not None) != (self.paging == "cursor"):
            raise ValueError('the key cursor and paging = "cursor" go together')
        if "cursor" in names and self.cursor is None:
            raise ValueError('{cursor} in url needs paging = "cursor"')
        if "page_size" in names and self.page_size is None:
            raise ValueError("{page_size} in url needs the key page_size")
        if self.more is not None and self.paging != "page":
            raise ValueError('the key more goes with paging = "page"')
        return self

    @property
    def variables(self) -> list[str]:
        """The environment variables that its headers name."""
        return [name for value in self.headers.values() for name in VARIABLE.findall(value)]
