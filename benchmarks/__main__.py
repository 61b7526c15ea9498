"""`python -m benchmarks`: runs benchmarks and writes what they measured as Markdown."""

import os
import platform
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import click

# Each is a module with `measure(smallest: bool) -> list[Table]`.
BENCHMARKS = (
    "build",
    "queries",
    "pages",
    "start",
    "load",
    "flood",
    "many_days",
    "plans",
    "rehearsals",
    "memory",
    "uploads",
)
_LIBRARIES = ("streamlit", "duckdb", "plotly", "pandas")


def machine() -> str:
    """When and on what the figures were measured, in one line."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {platform.machine()}, "
        f"Python {platform.python_version()}, {libraries}"
    )


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(BENCHMARKS), metavar="[NAME]...")
@click.option("--smallest", is_flag=True, help="The smallest size only, a few times: does it run?")
@click.option("--out", type=click.Path(path_type=Path), help="The Markdown file to write.")
def run(names: tuple[str, ...], smallest: bool, out: Path | None) -> None:
    """Run the benchmarks NAME, or all of them, and print what they measured."""
    texts = [f"Measured {machine()}.\n"]
    click.echo(texts[0])
    for name in names or BENCHMARKS:
        for table in import_module(f"benchmarks.{name}").measure(smallest):
            texts.append(table.markdown())
            click.echo(texts[-1])
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text("\n".join(texts), encoding="utf-8")


if __name__ == "__main__":
    run(prog_name="python -m benchmarks")
