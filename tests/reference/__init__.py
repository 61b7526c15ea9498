"""The snapshot, computed a second time: plain Python, written from docs/rules.md, without SQL."""

from tests.reference.snapshot import snapshot
from tests.reference.writing import write

__all__ = ["snapshot", "write"]
