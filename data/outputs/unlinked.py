"""What a report and the pages say about MVPs whom no source of their track knows."""

from collections.abc import Callable, Sequence

from data.settings.saying import own_word

_NAMES_SHOWN = 5


def unlinked_sentence(
    track: str,
    sources: str,
    committed_mvps: int,
    names: Sequence[str],
    as_shown: Callable[[str], str] = str,
) -> str:
    """Who has committed to a track and is in none of the exports that feed it, and the way out.

    `names` are those of these people; only the first ones are in the sentence, as `as_shown` makes
    them.
    """
    shown = [as_shown(name) for name in names[:_NAMES_SHOWN]]
    if more := len(names) - len(shown):
        shown.append(f"and {more:,} more")
    has = "has" if len(names) == 1 else "have"
    mvps = own_word("person" if committed_mvps == 1 else "people")
    return (
        f"{len(names):,} of {committed_mvps:,} {mvps} committed to {track} {has} no linked account "
        f"in the exports that feed it ({sources}), so nothing done there counts: "
        f"{', '.join(shown)}. The program team links accounts on the page Bring data or "
        "in accounts.csv; `python -m data accounts` proposes whose they are"
    )
