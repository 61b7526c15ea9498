"""The digest as the bodies of posts to a chat: one line of JSON for each post.

Names are texts that neither chat reads as markup, a link or a mention: in Slack as elements of a
`rich_text` block, in Teams as runs of a `RichTextBlock`.
"""

import json
from itertools import groupby
from typing import Any

from data.outputs.digest import Digest
from data.outputs.digest.lines import Line, in_posts, lines_of

CHATS = ("slack", "teams")
# Slack refuses a message of about 13,000 characters in all, Teams one of more than 28 kB.
_MOST = {"slack": 10_000, "teams": 24_000}


def bodies(week: Digest, chat: str) -> bytes:
    """The posts of a digest to `chat`, one of CHATS: a line of JSON for each, in order."""
    posts = in_posts(lines_of(week), _MOST[chat], lambda lines: len(_body(lines, chat)))
    return b"\n".join(_body(lines, chat) for lines in posts)


def _body(lines: list[Line], chat: str) -> bytes:
    body = _slack(lines) if chat == "slack" else _teams(lines)
    return json.dumps(body, separators=(",", ":")).encode()


def _slack(lines: list[Line]) -> dict[str, Any]:
    """`text` is what a notification shows; Slack reads its &, < and > as markup."""
    title = lines[0].text
    for sign, instead in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        title = title.replace(sign, instead)
    elements = [
        element
        for is_item, group in groupby(lines, lambda line: line.kind == "item")
        for element in ([_list(list(group))] if is_item else map(_paragraph, group))
    ]
    return {"text": title, "blocks": [{"type": "rich_text", "elements": elements}]}


def _list(items: list[Line]) -> dict[str, Any]:
    elements = [_section(_text(each.name, bold=True), _text(f": {each.text}")) for each in items]
    return {"type": "rich_text_list", "style": "bullet", "elements": elements}


def _paragraph(line: Line) -> dict[str, Any]:
    above = "\n" if line.kind in ("team", "part") else ""
    return _section(_text(f"{above}{line.text}\n", bold=line.kind != "sentence"))


def _section(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(elements)}


def _text(text: str, bold: bool = False) -> dict[str, Any]:
    return {"type": "text", "text": text, **({"style": {"bold": True}} if bold else {})}


def _teams(lines: list[Line]) -> dict[str, Any]:
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "msteams": {"width": "Full"},
        "body": [_block(line) for line in lines],
    }
    kind = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": kind, "content": card}]}


def _block(line: Line) -> dict[str, Any]:
    sizes = {"title": "Large", "team": "Medium"}
    is_bold = line.kind in ("title", "team", "part")
    weight = {"weight": "Bolder"} if is_bold else {}
    size = {"size": sizes[line.kind]} if line.kind in sizes else {}
    runs = [{"type": "TextRun", "text": line.text, **weight, **size}]
    if line.kind == "item":
        name = {"type": "TextRun", "text": f"• {line.name}", "weight": "Bolder"}
        runs = [name, {"type": "TextRun", "text": f": {line.text}"}]
    spacing = {"team": "Large", "part": "Medium", "item": "Small"}.get(line.kind, "Default")
    return {"type": "RichTextBlock", "spacing": spacing, "inlines": runs}
