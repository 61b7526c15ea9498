"""Text from outside in Markdown."""

import re

# Characters with a meaning in Markdown, on a page of Streamlit or in a chat; a dot where it can be
# part of a link, and a hyphen where it can be part of an arrow or a list.
_MARKS = re.compile(r"[\\`*_{}\[\]<>()#+!$|~&:@]|(?<=\S)\.(?=\S)|(?<!\w)-|-(?!\w)")


def escaped(text: str) -> str:
    """A text as one line of Markdown that shows the same characters."""
    return _MARKS.sub(r"\\\g<0>", " ".join(text.split()))
