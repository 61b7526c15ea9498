"""Builds, days and rows for the pages."""
