"""Fits the numbers of the forecast on a program's own history (docs/forecast.md)."""
