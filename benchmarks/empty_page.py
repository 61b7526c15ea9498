"""What Streamlit needs at the least for a page with a chart: `streamlit run` of this script."""

import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(go.Bar(x=["one", "two", "three"], y=[2, 3, 1])))
