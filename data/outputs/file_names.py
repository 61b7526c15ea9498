"""Names of files that hold a text of the data, such as an mvp_id, on every operating system."""

import re
import unicodedata
from hashlib import sha256
from urllib.parse import quote

_LONGEST = 100  # characters without the ending; systems allow about 255 bytes
_MOST_BYTES = 200  # of words with hyphens, which keep the letters of all scripts
_ACCENTS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
# Windows opens a device for these, whatever the ending and the case.
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(?=$|[. ])", re.IGNORECASE)


def file_name_of(text: str, ending: str, is_distinct: bool = True) -> str:
    """`text` as the name of a file, with special characters quoted as in a URL (`%2F` for `/`).

    It is the name of a file in the folder where it is put, and of no device. A long one, and one
    that is not distinct where upper and lower case are the same, ends in a digest.
    """
    name = quote(text, safe=" ")
    if _DEVICE.match(name):
        name = f"%{ord(name[0]):02X}{name[1:]}"
    if len(name) > _LONGEST or not is_distinct:
        cut = re.sub(r"%.?$", "", name[:_LONGEST])
        name = f"{cut}-{sha256(text.encode()).hexdigest()[:16]}"
    return f"{name}{ending}"


def slug(*texts: str) -> str:
    """The words of `texts` in lower case with hyphens: `cafe-muller-2026` for `Café & Müller 2026`.

    Letters of all scripts are kept, Latin ones without their accents.
    """
    letters = unicodedata.normalize("NFKD", " ".join(texts).casefold())
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", letters))
    kept = "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in plain)
    words = "-".join(kept.split()).encode()[:_MOST_BYTES]
    return words.decode(errors="ignore").rstrip("-")
