"""The figures of the page Snapshots."""

from dashboard.page.figures import Figure
from data.outputs.snapshot import FILES


def snapshot_file(name: str) -> Figure:
    """The snapshot file <name>.csv."""
    part = FILES[name]
    return Figure(f"snapshot/{name}", f"{name}.csv", parts=(part,) if part else ())


SNAPSHOT_FILES = tuple(snapshot_file(name) for name in FILES)
CHECKPOINTS = Figure(
    "snapshots/checkpoints", "Checkpoints whose letters can be previewed", parts=("letters",)
)
