// A dialog with the views that somebody had last in this browser, the keys, and a button to print;
// and what has to be known before a page is printed.
//
// The views are kept in the browser and never sent. They belong to the person who was signed in
// (`#views-…` in the menu): they are forgotten when that person signs out, when somebody else signs
// in, and after some days.
{
  const VIEWS = "recent views"; // in localStorage, like the next
  const NO_KEYS = "keys are off";
  const MOST = 5;
  const DAYS_KEPT = 14;

  const store = {
    // A browser may forbid it; then nothing is kept.
    get: (key) => attempt(() => JSON.parse(localStorage.getItem(key))),
    set: (key, value) => attempt(() => localStorage.setItem(key, JSON.stringify(value))),
    remove: (key) => attempt(() => localStorage.removeItem(key)),
  };

  function attempt(action) {
    try {
      return action();
    } catch {
      return null;
    }
  }

  // Who looks: a digest of the person, made by the server; undefined while no page is drawn.
  const person = () => document.querySelector('a[href^="#views-"]')?.getAttribute("href");

  // The page that an address shows, and its MVP, whatever the filters.
  function place(address) {
    const url = new URL(address, location);
    return `${url.pathname}?${url.searchParams.get("mvp") ?? ""}`;
  }

  function kept() {
    const found = store.get(VIEWS);
    const oldest = Date.now() - DAYS_KEPT * 86_400_000;
    if (!person() || found?.person !== person()) return [];
    return found.views.filter((view) => view.at > oldest);
  }

  function note() {
    const title = document.querySelector("h1")?.textContent;
    if (!person() || !title) return;
    const filters = [...new URLSearchParams(location.search)].filter(([key]) => key !== "mvp");
    const view = {
      address: location.pathname + location.search,
      title: [title, ...filters.map(([, value]) => value)].join(" · "),
      at: Date.now(),
    };
    const others = kept().filter((old) => place(old.address) !== place(view.address));
    store.set(VIEWS, { person: person(), views: [view, ...others].slice(0, MOST + 1) });
  }

  // A view is one that stays for a second: address and title do not change at the same moment.
  let last = "";
  let noted = "";
  const watching = setInterval(() => {
    const heading = document.querySelector("h1");
    const now = `${location} ${heading?.textContent}`;
    const isDrawn = heading && !heading.closest('[data-stale="true"]');
    if (isDrawn && now === last && now !== noted) {
      note();
      noted = now;
    }
    last = now;
  }, 1000);
  window.addEventListener("click", forgetAtSignOut, true);

  function forgetAtSignOut(event) {
    if (!event.target.closest?.(".st-key-sign_out")) return;
    clearInterval(watching);
    store.remove(VIEWS);
  }

  function make(kind, properties, ...children) {
    const element = Object.assign(document.createElement(kind), properties);
    element.append(...children);
    return element;
  }

  function recent() {
    const others = kept().filter((view) => place(view.address) !== place(location));
    const links = others
      .slice(0, MOST)
      .map(({ address, title }) => make("li", {}, make("a", { href: address, textContent: title })));
    return links.length ? [make("h2", {}, "Recent views"), make("ul", {}, ...links)] : [];
  }

  function list(keys) {
    const rows = keys.flatMap(([key, text]) => [
      make("dt", {}, make("kbd", {}, key)),
      make("dd", {}, text),
    ]);
    return [make("h2", {}, "Keys"), make("dl", {}, ...rows)];
  }

  // Single letters can be in the way of people who dictate.
  function keysSwitch() {
    const box = make("input", { type: "checkbox", checked: hasKeys() });
    box.addEventListener("change", () =>
      box.checked ? store.remove(NO_KEYS) : store.set(NO_KEYS, true),
    );
    return make("label", {}, box, " Use these keys");
  }

  function button(text, action) {
    const made = make("button", { type: "button" }, text);
    made.addEventListener("click", action);
    return made;
  }

  const hasKeys = () => !store.get(NO_KEYS);

  function show(keys) {
    const colors = getComputedStyle(document.querySelector('[data-testid="stApp"]'));
    const dialog = make("dialog", { className: "views", ariaLabel: "Keys and recent views" });
    dialog.style.color = colors.color;
    dialog.style.backgroundColor = colors.backgroundColor;
    const print = () => {
      dialog.close();
      window.print();
    };
    const buttons = [button("Print or save as PDF", print), button("Close", () => dialog.close())];
    dialog.append(...recent(), ...list(keys), keysSwitch(), make("p", {}, ...buttons));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  // The style sheet needs to know before the browser prints: charts are drawn in the new width.
  window.addEventListener("beforeprint", () => {
    const app = document.querySelector('[data-testid="stApp"]');
    document.documentElement.dataset.printed = app ? getComputedStyle(app).colorScheme : "";
  });
  window.addEventListener("afterprint", () => delete document.documentElement.dataset.printed);

  window.views = { show, hasKeys };
}
