"""The figures of the page Progress."""

from dashboard.page.figures import Figure

# The choice of a level that the key figure on Overview counts: active MVPs, as in `is_on_track`.
ON_TRACK = "{label:on_track} or better"

HEADLINE = Figure("progress/headline", "How many MVPs have which level, in one sentence")
MATRIX = Figure(
    "progress/matrix",
    "Every MVP, by track",
    "Each cell: done / expected today / target of the year, and the level: {label:ahead} ▲, "
    "{label:on_track} ●, {label:behind} ▽, {label:off_track} ▼, {label:unknown} ?. ★ marks a track "
    "the MVP committed to, ☆ a track of an MVP without a commitment, whose best track counts.",
    empty="Nobody matches these filters. Remove one to see more.",
    fills_screen=True,
    parameters={
        **{"track": None, "level": None, "on_track": None},
        **{"sort": "worst first", "name": None},
    },
)
