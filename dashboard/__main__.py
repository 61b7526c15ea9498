"""`python -m dashboard OPTIONS` is `streamlit run app.py OPTIONS`, wherever app.py is."""

import runpy
import sys

from dashboard.registry import PROJECT

if __name__ == "__main__":
    sys.argv[1:1] = ["run", str(PROJECT / "app.py")]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
