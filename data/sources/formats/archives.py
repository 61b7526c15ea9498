"""Files in .gz and .zip archives, unpacked one at a time, within limits.

The names of members are only labels: nothing is ever written under them.
"""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from gzip import BadGzipFile, GzipFile
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from data.errors import ProgramError
from data.sources.formats.one_look import archive_at

MOST_MEMBERS = 10_000
MOST_BYTES = 2 << 30  # of a file, unpacked
MOST_RATIO = 200  # unpacked to packed size, of files above _SMALL; text rarely reaches 50
_SMALL = 50 << 20  # bytes
_CHUNK = 1 << 20
# How the libraries say that an archive is damaged, or packed in a way that they do not know: that
# is a NotImplementedError, which is a RuntimeError.
FAULTS = (
    *(BadGzipFile, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile),
    *(RuntimeError, UnicodeDecodeError),
)
_UNPACK = "unpack it and put the files themselves here"
_DAMAGED = "is a compressed file that is cut off or damaged; compress it again"


def members(path: Path) -> Iterator[tuple[int, str, str | None]]:
    """The files in the .zip at `path`: number, label, and why it cannot be read (else None).

    Folders, and names that begin with `.`, `_` or `~`, are left out. Raises ProgramError when the
    archive cannot be read.
    """
    with _opened(path) as archive:
        infos = archive.infolist()
        if len(infos) > MOST_MEMBERS:
            raise ProgramError(f"is an archive of more than {MOST_MEMBERS:,} files; split it")
        for number, info in enumerate(infos):
            label = _label(info.filename)
            if label and not info.is_dir():
                yield number, label, _refusal(info)


@contextmanager
def unpacked(path: Path, number: int | None, within: Path | None) -> Iterator[Path]:
    """A member of the .zip at `path`, or the content of a .gz, as a file that is there meanwhile.

    The file is in the folder `within`, or in that of the system for temporary files.

    Raises ProgramError when it is damaged or too large.
    """
    with TemporaryDirectory(prefix="raw-", dir=within) as folder:
        target = Path(folder) / "file"
        with damage_as(_DAMAGED + " ({})"):
            if number is None:
                with GzipFile(path) as source:
                    _copy(source, target, path.stat().st_size)
            else:
                with _opened(path) as archive:
                    info = archive.infolist()[number]
                    with archive.open(info) as source:
                        _copy(source, target, info.compress_size)
        yield target


@contextmanager
def damage_as(said: str) -> Iterator[None]:
    """Raise ProgramError when what is read meanwhile is damaged.

    `said` is its sentence, with `{}` for what the library says. Faults of the disk stay OSErrors.
    """
    try:
        yield
    except FAULTS as error:
        raise ProgramError(said.format(error)) from None
    except OSError as error:
        if error.errno is not None:  # of the disk; bz2 says by an OSError that data is damaged
            raise
        raise ProgramError(said.format(error)) from None


def first_bytes(path: Path, number: int | None, count: int) -> bytes:
    """The first bytes of a member, or of a .gz; raises ProgramError when it is damaged."""
    try:
        if number is None:
            with GzipFile(path) as source:
                return source.read(count)
        with _opened(path) as archive, archive.open(archive.infolist()[number]) as member:
            return member.read(count)
    except (*FAULTS, OSError) as error:
        raise ProgramError(f"{_DAMAGED} ({error})") from None


def _copy(source: IO[bytes] | GzipFile, target: Path, packed: int) -> None:
    """Copy what is unpacked, and count it: what an archive says about sizes may be wrong."""
    count = 0
    with target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            count += len(chunk)
            if count > MOST_BYTES or (count > _SMALL and count > MOST_RATIO * packed):
                raise _too_large()
            file.write(chunk)


def _refusal(info: zipfile.ZipInfo) -> str | None:
    """Why a member cannot be read; None when it can."""
    if info.flag_bits & 1:
        return "is in an archive with a password; unpack it and put the files themselves here"
    if info.file_size > MOST_BYTES or (
        info.file_size > _SMALL and info.file_size > MOST_RATIO * info.compress_size
    ):
        return str(_too_large())
    return None


def _label(name: str) -> str | None:
    """A member's name for people, without what would lead out of the archive; None to leave out."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    parts = tuple(part for part in parts if part not in {"/", ".."} and not part.endswith(":"))
    if not parts or any(part.startswith((".", "_", "~")) for part in parts):
        return None
    return "".join(letter if letter.isprintable() else "?" for letter in "/".join(parts))


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(archive_at(path))
        except (*FAULTS, OSError) as error:
            raise ProgramError(f"{_DAMAGED} ({error})") from None
        yield archive


def _too_large() -> ProgramError:
    size = f"{MOST_BYTES >> 30} GB"
    return ProgramError(
        f"unpacks to more than {size}, or to more than {MOST_RATIO} times its size; {_UNPACK}"
    )
