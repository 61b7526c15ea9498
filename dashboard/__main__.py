"""`python -m dashboard`: `streamlit run app.py`, with the menu known before the first visit.

Until the first st.navigation of a process, Streamlit takes a folder named pages/ for its menu, and
lays "Page not found" over the right page for whoever comes first by a link to a page. Telling it
beforehand that the folder is no menu spares them that.
"""

import sys
from pathlib import Path

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.cli import main

APP = Path(__file__).resolve().parent.parent / "app.py"

if __name__ == "__main__":
    PagesManager.uses_pages_directory = False
    sys.argv = ["streamlit", "run", str(APP), *sys.argv[1:]]
    main()
