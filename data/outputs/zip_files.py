"""Files in one ZIP, the same bytes for the same files."""

import io
import zipfile
from collections.abc import Mapping


def zipped(files: Mapping[str, str]) -> bytes:
    """A ZIP of texts by the names of their files, in this order, each with the same fixed time."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)  # its time is that of the first ZIP
            archive.writestr(entry, text, compress_type=zipfile.ZIP_DEFLATED)
    return content.getvalue()
