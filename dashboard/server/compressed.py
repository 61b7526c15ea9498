"""The scripts, styles and icons that a browser loads: made small once, and sent as they are then.

`python -m dashboard.server.compressed` writes them to a folder that is named for the versions of
Streamlit and plotly.js and for the icons on our pages; `make env` and the image do so. Of plotly.js
it takes the file with the charts that have two axes, which are all of ours, where npm has installed
it, and the whole one elsewhere; of the icons those that can occur (dashboard/server/icons.py). A
server without this folder works the same, and sends whole files uncompressed.
"""

import json
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import plotly
import streamlit
from plotly.offline import get_plotlyjs_version
from servestatic import ServeStaticASGI
from servestatic.compress import Compressor
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.registry import PROJECT
from dashboard.server import icons

_HOME = PROJECT / ".browser-files"
FOLDER = _HOME / "-".join(
    (
        "streamlit",
        version("streamlit"),
        "plotly.js",
        get_plotlyjs_version(),
        "icons",
        icons.digest(),
    )
)
PLOTLY_JS = f"plotly-{get_plotlyjs_version()}.min.js"
_STREAMLIT = Path(streamlit.__file__).parent / "static"
_HASHED = "static"  # Streamlit's files that have a digest in their names
WHOLE_PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
_PACKAGE = Path(__file__).parent / "node_modules" / "plotly.js-cartesian-dist-min"
_KINDS = {".js", ".css"}  # what becomes much smaller
ICON_FONT = next((_STREAMLIT / _HASHED / "media").glob("MaterialSymbols-Rounded.*.woff2"))


class CompressedFiles:
    """Answers for the files of FOLDER, and leaves every other address to `app`."""

    def __init__(self, app: ASGIApp) -> None:
        root = FOLDER if FOLDER.is_dir() else None
        self._app = ServeStaticASGI(
            app, root, immutable_file_test=_is_immutable, allow_all_origins=False
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for one of the files, or pass it on."""
        await self._app(scope, receive, send)


def _is_immutable(path: str, address: str) -> bool:
    """Whether a name has a digest or a version of its content; that of the icons has another's."""
    return not path.endswith(ICON_FONT.name)


def write(folder: Path = FOLDER) -> None:
    """Write the files and their compressed forms to a new `folder`, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as work:
        done = Path(work) / folder.name
        for path in (_STREAMLIT / _HASHED).rglob("*"):
            if path.suffix in _KINDS:
                _copy(path, done / path.relative_to(_STREAMLIT))
        _copy(_plotly(), done / PLOTLY_JS)
        _write_icons(done / ICON_FONT.relative_to(_STREAMLIT))
        compressor = Compressor(use_zstd=False, quiet=True)
        with ThreadPoolExecutor() as pool:  # the compressors leave other threads running
            list(pool.map(compressor.compress, list(done.rglob("*.*"))))
        for other in folder.parent.glob("streamlit-*"):  # of earlier versions
            shutil.rmtree(other, ignore_errors=True)
        done.rename(folder)


def _write_icons(to: Path) -> None:
    names = icons.our_icons() | icons.named_in(_STREAMLIT / _HASHED / "js")
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(icons.subset(ICON_FONT.read_bytes(), names))


def _plotly() -> Path:
    """The smallest file of plotly.js that is there in the version of plotly."""
    with suppress(OSError):
        facts = json.loads((_PACKAGE / "package.json").read_text(encoding="utf-8"))
        if facts["version"] == get_plotlyjs_version():
            return _PACKAGE / "plotly-cartesian.min.js"
    return WHOLE_PLOTLY


def _copy(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, to)


if __name__ == "__main__":
    write()
