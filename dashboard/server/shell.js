// The address of the server; otherwise Streamlit's client asks below the address of the page first.
window.__streamlit = { BACKEND_BASE_URL: location.origin };

// The client pushes a step into the browser's history for each filter; one step per page is enough.
const pushState = history.pushState.bind(history);
history.pushState = (state, title, address) => {
  const isSamePage = new URL(address, location).pathname === location.pathname;
  if (isSamePage) history.replaceState(state, title, address);
  else pushState(state, title, address);
};
