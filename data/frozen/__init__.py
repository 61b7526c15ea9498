"""Checkpoints as they were published, each kept once in a folder."""
