"""The figures that a page sends to the browser (dashboard/server/drawing.py)."""

import json

from streamlit.proto.BidiComponent_pb2 import BidiComponent

SENT_AS = "bidi_component"


def sent_figure(component: BidiComponent) -> dict:
    """The figure that a page sends, as plotly takes it: `data` and `layout`."""
    return json.loads(json.loads(component.json)["figure"])
