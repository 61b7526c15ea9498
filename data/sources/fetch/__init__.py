"""Fetches exports from other servers into raw/: the only part that goes online, when it is told to.

It knows nothing of what a build makes of them.
"""
