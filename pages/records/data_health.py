"""Data health: can I trust today's numbers?"""

import streamlit as st

from dashboard.page.components import table
from dashboard.page.filters import heading
from dashboard.reading.read import read

# Each table: its query, title and caption, and what stands in its place when it has no rows.
TABLES = (
    (
        "reach",
        "How far the data reaches",
        "Where a track's data is too old, figures are shown but nobody is flagged on them.",
        "No track is set up.",
    ),
    (
        "reasons",
        "Why rows were rejected",
        "The same mistake made many times is one row here.",
        "No row was rejected.",
    ),
    (
        "rejects",
        "Rejected rows",
        "Mend them in their files and build again. The download is the build's rejects.csv.",
        "There is no row to mend.",
    ),
    (
        "files",
        "What was read",
        "Rows read = good + rejected + collapsed; replaced rows are corrections among the good.",
        "No file was read.",
    ),
    ("builds", "The last builds", "The newest first, each beside the one before.", "No build."),
    (
        "no_commitment",
        "Without a commitment this year",
        "Judged by the best of their four tracks until a commitment is recorded.",
        "Every active MVP has committed to a track.",
    ),
    (
        "unlinked",
        "Selected, and linked to nobody",
        "Nominees who were selected, without the MVP they became.",
        "Every selected nominee is linked to an MVP.",
    ),
    ("build", "This build", "What you are looking at.", "No build."),
)

view = heading("data_health", by_team=False)
warnings = read(view, "data_health/warnings")
for found in warnings.itertuples():
    st.warning(f"**{found.warning}: {found.times:,}.** {found.means} {found.to_do}")
if warnings.empty:
    st.success("There is nothing to warn about.", icon=":material/check:")
for query, title, caption, empty in TABLES:
    table(view, f"data_health/{query}", title, caption, empty)
