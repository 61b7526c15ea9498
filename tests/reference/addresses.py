"""When two addresses are the same: docs/rules.md section 2, Addresses."""

import re

from tests.reference.settings import Settings


def address_of(settings: Settings, url: str) -> str | None:
    """The form in which the address is compared; None when it is not an address."""
    url = url.strip()
    if not is_address(url) or is_word_for_none(settings, url):
        return None
    rest, mark, fragment = url.partition("#")
    page, _, query = rest.partition("?")
    scheme, host, path = split_page(page)
    shown_scheme = "" if scheme in ("", "http", "https") else f"{scheme}://"
    host = without_default_port(scheme, host).removeprefix("www.")
    cells = [cell for cell in query.split("&") if cell and not is_tracking(settings, cell)]
    same = shown_scheme + host + path.rstrip("/")
    if is_word_for_none(settings, same.lstrip("/")):
        return None
    same += "?" + "&".join(cells) if cells else ""
    return same + (mark + fragment if fragment.startswith(("/", "!")) else "")


def is_address(url: str) -> bool:
    """Whether it has a scheme and a host, a host and a path, `www.`, or is a path."""
    if match := re.match(r"(?:[a-z][a-z0-9+.-]*:)?//([^\s/?#]*)", url, re.IGNORECASE):
        return any(letter.isalnum() for letter in match[1])
    if re.search(r"\s", url):
        return False
    if url.startswith("/"):
        return url[1:2].isalnum()
    if url.lower().startswith("www."):
        return any(letter.isalnum() for letter in re.split(r"[/?#]", url[4:])[0])
    host, slash, _ = re.split(r"[?#]", url)[0].partition("/")
    last = host.partition(":")[0].rpartition(".")
    return bool(slash and last[0]) and re.fullmatch(r"[^\W\d]{2,}", last[2]) is not None


def is_word_for_none(settings: Settings, text: str) -> bool:
    """Whether it is one of the words that people write where there is no address."""
    return text.lower() in settings.no_address


def split_page(page: str) -> tuple[str, str, str]:
    """Scheme, host and path; the host and the scheme in lower case, both may be empty."""
    scheme, slashes, rest = page.partition("//")
    if slashes and (scheme == "" or re.fullmatch(r"[a-zA-Z][a-zA-Z0-9+.-]*:", scheme)):
        host, slash, path = rest.partition("/")
        return scheme.rstrip(":").lower(), host.lower(), slash + path
    host, slash, path = page.partition("/")
    return "", host.lower(), slash + path


def without_default_port(scheme: str, host: str) -> str:
    """The host without the port that its scheme has anyway."""
    port = {"http": ":80", "https": ":443", "": ":443"}.get(scheme)
    return host.removesuffix(port) if port else host


def is_tracking(settings: Settings, cell: str) -> bool:
    """Whether a parameter only says where a reader came from."""
    name = cell.partition("=")[0].lower()
    return any(
        name.startswith(known[:-1]) if known.endswith("*") else name == known
        for known in settings.tracking_parameters
    )
