"""What a rerun costs Streamlit by itself: `streamlit run` of this script, which shows a text."""

import streamlit as st

st.text("There is nothing to see here.")
