// The address of the server; otherwise Streamlit's client asks below the address of the page first.
window.__streamlit = { BACKEND_BASE_URL: location.origin };

// The client pushes a step into the browser's history for each filter; one step per page is enough.
const pushState = history.pushState.bind(history);
history.pushState = (state, title, address) => {
  const isSamePage = new URL(address, location).pathname === location.pathname;
  if (isSamePage) history.replaceState(state, title, address);
  else pushState(state, title, address);
};

// Signing in leads to the front page; this leads on to the address at which the button was clicked.
const BEFORE_SIGN_IN = "address before sign-in"; // in sessionStorage, which only this tab has
window.addEventListener("click", noteAddress, true);
try {
  const address = sessionStorage.getItem(BEFORE_SIGN_IN);
  sessionStorage.removeItem(BEFORE_SIGN_IN);
  const isFrontPage = location.pathname === "/" && !location.search;
  if (address && isFrontPage) history.replaceState(null, "", address);
} catch {
  // The browser keeps nothing; people click the link again.
}

function noteAddress(event) {
  if (!event.target.closest?.(".st-key-sign_in")) return;
  try {
    sessionStorage.setItem(BEFORE_SIGN_IN, location.pathname + location.search);
  } catch {
    // As above.
  }
}

// Browsers give pages a clipboard only at https and on the same machine. Elsewhere Streamlit's
// buttons that copy get this one: the browser's own command, which copies what is selected.
if (!navigator.clipboard) {
  Object.defineProperty(navigator, "clipboard", { value: { writeText: copy } });
}

async function copy(text) {
  const put = (event) => {
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const selection = getSelection();
  const before = selection.rangeCount ? selection.getRangeAt(0) : null;
  selection.selectAllChildren(document.body); // Safari copies only where something is selected
  window.addEventListener("copy", put, true);
  const isCopied = document.execCommand("copy");
  window.removeEventListener("copy", put, true);
  selection.removeAllRanges();
  if (before) selection.addRange(before);
  if (!isCopied) throw new Error("The browser does not let a page copy.");
}
