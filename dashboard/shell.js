// Where the server is. Without this, Streamlit's client asks below the address of the page first,
// and connects only after two answers.
window.__streamlit = {
    BACKEND_BASE_URL: location.origin,
    HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
};
