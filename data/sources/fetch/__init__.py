"""Fetches exports from other servers into raw/, when it is told to.

It knows nothing of what a build makes of them.
"""
