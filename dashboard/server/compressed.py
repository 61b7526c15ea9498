"""The scripts and styles that a browser loads, compressed once and sent as they are then.

`python -m dashboard.server.compressed` writes them to a folder that is named for the versions of
Streamlit and plotly; `make env` and the image do so. A server without this folder works the same,
and Streamlit sends its files uncompressed.
"""

import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import plotly
import streamlit
from plotly.offline import get_plotlyjs_version
from servestatic import ServeStaticASGI
from servestatic.compress import Compressor
from starlette.types import ASGIApp

from dashboard.registry import PROJECT

FOLDER = (
    PROJECT
    / ".browser-files"
    / f"streamlit-{version('streamlit')}-plotly.js-{get_plotlyjs_version()}"
)
PLOTLY_JS = f"plotly-{get_plotlyjs_version()}.min.js"
_STREAMLIT = Path(streamlit.__file__).parent / "static"
_HASHED = "static"  # Streamlit's files that have a digest in their names
_PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
_A_YEAR = 365 * 24 * 60 * 60  # seconds
_KINDS = {".js", ".css"}  # what becomes much smaller


class CompressedFiles(ServeStaticASGI):
    """Answers for the files of FOLDER, and leaves every other address to `app`."""

    def __init__(self, app: ASGIApp) -> None:
        # Each name has a digest or a version, so it always has the same content.
        root = FOLDER if FOLDER.is_dir() else None
        super().__init__(app, root, max_age=_A_YEAR, allow_all_origins=False)


def write(folder: Path = FOLDER) -> None:
    """Write the files and their compressed forms to a new `folder`, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as work:
        done = Path(work) / folder.name
        for path in (_STREAMLIT / _HASHED).rglob("*"):
            if path.suffix in _KINDS:
                _copy(path, done / path.relative_to(_STREAMLIT))
        _copy(_PLOTLY, done / PLOTLY_JS)
        compressor = Compressor(use_zstd=False, quiet=True)
        with ThreadPoolExecutor() as pool:  # the compressors leave other threads running
            list(pool.map(compressor.compress, list(done.rglob("*.*"))))
        shutil.rmtree(folder, ignore_errors=True)
        done.rename(folder)


def _copy(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, to)


if __name__ == "__main__":
    write()
