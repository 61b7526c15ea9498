"""A program.toml whose rules change on a day: a level, how often content is due, a track less."""

CHANGED_RULES = """
[[from]]
date = "{}"
[from.levels]
ahead = "3/2"
[from.tracks.content]
cadence_months = 1
[from.tracks.meetup]
use = false
"""
