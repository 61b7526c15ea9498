"""The comments of a proposed mapping, and how they go when somebody has decided."""

import json
import re
from collections.abc import Collection

QUESTION = "To decide: "  # begins a comment at the top: what a person must decide
EXAMPLE = "for example: "  # begins the comment of a cell: a text of its column
EMPTY = "empty so far"  # or that it has none
SEE_QUESTION = "; see To decide above"  # ends the comment of a cell that has a question
UNKNOWN = "not known: such rows are not read until you say so"


def unknown_text(text: str) -> str:
    """The line about a text of which nobody knows what it means."""
    return f'# {quoted(text)} = ""  # {UNKNOWN}'


def quoted(text: str) -> str:
    """The text as a TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def without_questions(
    mapping: str, about: Collection[str] = (), texts: Collection[str] = ()
) -> str:
    """The text of a mapping without the questions about cells and sections, and about `texts`.

    `about` are names such as `contributions.kind`; that of a section stands for its rows.
    """
    lines, is_answered = [], False
    answered = tuple(f"# {QUESTION}{name}: " for name in about)
    known = {unknown_text(text) for text in texts}
    for line in mapping.split("\n"):
        is_continued = (
            is_answered and line.startswith("# ") and not line.startswith(f"# {QUESTION}")
        )
        is_answered = is_continued or line.startswith(answered)
        if not is_answered and line.strip() not in known:
            lines.append(line)
    return "\n".join(lines)


def without_example(comment: str) -> str:
    """The comment of a cell without the text of its column; what people wrote stays."""
    said = re.sub(r"^#\s*", "", comment)
    return "" if said.startswith((EXAMPLE, EMPTY)) else comment


def without_reference(comment: str) -> str:
    """The comment of a cell without its reference to a question that was answered."""
    return comment.removesuffix(SEE_QUESTION)
