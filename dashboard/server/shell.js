// Where the server is. Without this, Streamlit's client asks below the address of the page first.
window.__streamlit = { BACKEND_BASE_URL: location.origin };

// What pages show with is loaded while the server works out the first one: sooner it would be in
// the way of Streamlit's own scripts, and later it would be waited for.
{
    const { soon } = document.currentScript.dataset;
    const isRunning = "[data-test-script-state=running]";
    new MutationObserver((_, watch) => {
        if (!document.querySelector(isRunning)) return;
        watch.disconnect();
        for (const module of soon.split(" ")) import(module);
    }).observe(document, {
        subtree: true, childList: true, attributeFilter: ["data-test-script-state"],
    });
}
