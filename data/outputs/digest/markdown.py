"""The digest as Markdown, for people to put into a chat or a mail."""

from data.days.day import Day
from data.outputs.digest import NOTHING, Digest, Item, TeamNews, digest, team_scope
from data.outputs.markdown import escaped_in_chat
from data.settings.saying import speaking


def markdown_digest(day: Day, team: str | None = None) -> str:
    """The week up to `day`, for each team or for `team` alone.

    Raises ProgramError when nobody on the roster is in `team`.
    """
    with speaking(day.words):
        return _markdown(digest(day, team_scope(day, team)))


def _markdown(week: Digest) -> str:
    of_teams = [text for news in week.teams for text in _of_team(news)]
    return "\n\n".join([f"# {week.title}", *week.sentences, *(of_teams or [NOTHING])]) + "\n"


def _of_team(news: TeamNews) -> list[str]:
    """The name of a team, and each of its parts; one sentence when there are none."""
    parts = [
        "\n".join([f"### {part.title}", "", *(_line(item) for item in part.items)])
        for part in news.parts
    ]
    return [f"## {escaped_in_chat(news.team)}", *(parts or [NOTHING])]


def _line(item: Item) -> str:
    about = "" if item.about is None else f"{escaped_in_chat(item.about)}, "
    return f"- **{escaped_in_chat(item.name)}**: {about}{item.said}"
