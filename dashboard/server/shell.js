// The address of the server; otherwise Streamlit's client asks below the address of the page first.
window.__streamlit = { BACKEND_BASE_URL: location.origin };
