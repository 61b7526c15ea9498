"""Frozen checkpoints: what was published at a checkpoint, kept in a folder of its own."""
