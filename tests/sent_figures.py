"""What a page sends to the browser for its charts (dashboard/server/drawing.py) and lists."""

import json

from streamlit.proto.BidiComponent_pb2 import BidiComponent

SENT_AS = "bidi_component"


def is_chart(component: BidiComponent) -> bool:
    """Whether a component shows a chart; a list sets all text as text."""
    return "figure" in json.loads(component.json)


def sent_figure(component: BidiComponent) -> dict:
    """What a component shows: a figure as plotly takes it, `data` and `layout`, or a list."""
    sent = json.loads(component.json)
    return json.loads(sent["figure"]) if "figure" in sent else sent
