"""The digest as a list of short lines, and these in parts that a chat takes as one post."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from data.outputs.digest import NOTHING, Digest

Kind = Literal["title", "sentence", "team", "part", "item"]


@dataclass(frozen=True)
class Line:
    """A line of a digest; `name` is what stands before the text of an item."""

    kind: Kind
    text: str
    name: str = ""


def lines_of(week: Digest) -> list[Line]:
    """All lines of a digest, in order."""
    of_teams = list(_of_teams(week)) or [Line("sentence", NOTHING)]
    sentences = [Line("sentence", text) for text in week.sentences]
    return [Line("title", week.title), *sentences, *of_teams]


def _of_teams(week: Digest) -> Iterator[Line]:
    for news in week.teams:
        yield Line("team", news.team)
        for part in news.parts:
            yield Line("part", part.title)
            yield from (Line("item", item.text, item.name) for item in part.items)
        if not news.parts:
            yield Line("sentence", NOTHING)


def in_posts(
    lines: list[Line], most: int, size: Callable[[list[Line]], int]
) -> Iterator[list[Line]]:
    """The lines in posts whose `size` is at most `most`, where a line alone is not larger.

    A post that goes on with a team repeats the lines that say which team and which part it is.
    """
    post: list[Line] = []
    heads: dict[Kind, Line] = {}  # the last title, team and part
    for line in lines:
        if line.kind == "team":
            heads.pop("part", None)
        if post and size([*post, line]) > most:
            yield post
            above = {"team": ("title",), "part": ("title", "team")}.get(
                line.kind, ("title", "team", "part")
            )
            post = [head for kind, head in heads.items() if kind in above]
        post.append(line)
        if line.kind in ("title", "team", "part"):
            heads[line.kind] = line
    yield post
