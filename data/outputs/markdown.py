"""Text from outside in Markdown."""

import re

# Characters with a meaning in Markdown on a page of Streamlit; a hyphen where it can be part of an
# arrow or a list.
_MARKS = r"[\\`*_{}\[\]<>()#+!$|~&:]|(?<!\w)-|-(?!\w)"
_ON_PAGE = re.compile(_MARKS)
# In a chat, an @ calls people, and a dot can be part of a link.
_IN_CHAT = re.compile(rf"{_MARKS}|@|(?<=\S)\.(?=\S)")


def escaped(text: str) -> str:
    """A text as one line of Markdown that shows the same characters on a page."""
    return _ON_PAGE.sub(r"\\\g<0>", " ".join(text.split()))


def escaped_in_chat(text: str) -> str:
    """The same for Markdown that people put into a chat or a mail."""
    return _IN_CHAT.sub(r"\\\g<0>", " ".join(text.split()))
