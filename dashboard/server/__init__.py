"""Everything that relies on the inside of Streamlit."""
