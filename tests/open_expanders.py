"""Opening what a page makes only when it is asked for."""

from streamlit.testing.v1 import AppTest


def unfolded(app: AppTest) -> AppTest:
    """The app, run once more with the table of every chart open, where some are not."""
    keys = [fold.proto.id.split("-", 2)[2] for fold in app.expander if fold.proto.id]
    closed = [key for key in keys if key not in app.session_state or not app.session_state[key]]
    for key in closed:
        app.session_state[key] = True
    return app.run() if closed else app
