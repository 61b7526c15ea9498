// Keys: `/` finds a person, `g` and a letter open a page, `?` lists the keys and the last views.
// The menus of tiles work with the keyboard: the focus moves into them, and back to their button.
{
  const LETTERS = JSON.parse(document.currentScript.dataset.letters); // by the icons of pages
  const SECONDS_BETWEEN_KEYS = 2;
  const SECONDS_TO_OPEN = 10; // a menu, whose content comes from the server
  const MENU_BUTTON = '[data-testid="stPopoverButton"]';
  const MENU = '[data-testid="stPopoverBody"]';
  const FINDER = `.st-key-find ${MENU_BUTTON}`;
  const RUNNING = '[data-testid="stStatusWidget"], [data-stale="true"]';
  const ICON = '[data-testid="stIconMaterial"]';
  const TEXT = '[data-testid="stMarkdownContainer"]';
  const FIELDS = 'input, textarea, select, [contenteditable="true"]';
  const CONTROLS = 'a[href], button:not([disabled]), input:not([disabled]), [tabindex="0"]';
  const STEPS = { ArrowDown: 1, ArrowUp: -1 };

  let lastG = -Infinity; // when the key was pressed

  window.addEventListener("keydown", onKey, true);
  window.addEventListener("click", onClick, true);

  function onKey(event) {
    if (event.key === "Tab") stayInMenu(event);
    else if (event.key in STEPS) moveInMenu(event);
    else if (event.key === "Escape") leaveMenu();
    else if (isForUs(event) && act(event.key)) {
      event.preventDefault();
      event.stopImmediatePropagation(); // Streamlit has keys of its own, such as `r`
    }
  }

  function isForUs(event) {
    const isCommand = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    const isTyped = event.target.closest?.(FIELDS) || document.querySelector("dialog[open]");
    return !isCommand && !isTyped && window.views.hasKeys();
  }

  // Does what a key stands for; returns whether it stands for something.
  function act(key) {
    const isAfterG = performance.now() - lastG < SECONDS_BETWEEN_KEYS * 1000;
    lastG = key === "g" && !isAfterG ? performance.now() : -Infinity;
    if (isAfterG) return openPage(key);
    if (key === "?") return showViews();
    if (key === "/") return openFinder();
    return key === "g";
  }

  // The links of the menu to pages that have a letter, in their order.
  function pages() {
    const links = [...document.querySelectorAll('[data-testid="stSidebar"] a[href]')];
    return links
      .map((link) => ({ link, letter: LETTERS[link.querySelector(ICON)?.textContent] }))
      .filter((page) => page.letter);
  }

  function openPage(letter) {
    const found = pages().find((page) => page.letter === letter);
    found?.link.click();
    return Boolean(found);
  }

  function openFinder() {
    const button = document.querySelector(FINDER);
    if (button?.getAttribute("aria-expanded") === "false") button.click();
    return Boolean(button);
  }

  function showViews() {
    const finder = document.querySelector(`${FINDER} ${TEXT}`)?.textContent;
    window.views.show([
      ...(finder ? [["/", finder]] : []),
      ...pages().map(({ link, letter }) => [`g ${letter}`, link.querySelector(TEXT)?.textContent]),
      ["?", "Show this list"],
    ]);
    return true;
  }

  function onClick(event) {
    const button = event.target.closest?.(MENU_BUTTON);
    if (button) enterMenu(button);
    if (!event.target.closest?.('a[href^="#views-"]')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    showViews();
  }

  const openButton = () => document.querySelector(`${MENU_BUTTON}[aria-expanded="true"]`);
  const controlsOf = (menu) =>
    [...(menu?.querySelectorAll(CONTROLS) ?? [])].filter((control) => control.offsetParent);

  // Moves the focus to the first control of a menu that is being opened. Its content comes one by
  // one and is replaced by the run of the page that makes it, so this ends when somebody moves on.
  async function enterMenu(button) {
    const end = performance.now() + SECONDS_TO_OPEN * 1000;
    let wasOpen = false; // a busy browser opens it later than at once
    let first = null;
    while (performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const isOpen = openButton() === button;
      if (wasOpen && !isOpen) return;
      wasOpen = isOpen;
      if (!isOpen) continue;
      const menu = document.querySelector(MENU);
      const focused = document.activeElement;
      const isMoved = ![button, document.body, first].includes(focused);
      if (isMoved && (!menu?.contains(focused) || !document.querySelector(RUNNING))) return;
      first = controlsOf(menu)[0];
      if (!isMoved && focused !== first) first?.focus();
    }
  }

  // After the last control of a menu comes its first one: a menu is at the end of the document.
  function stayInMenu(event) {
    const controls = controlsOf(event.target.closest?.(MENU));
    const [from, to] = event.shiftKey ? [0, -1] : [-1, 0];
    if (!controls.length || document.activeElement !== controls.at(from)) return;
    event.preventDefault();
    controls.at(to).focus();
  }

  function moveInMenu(event) {
    if (event.target.closest?.(FIELDS)) return;
    const controls = controlsOf(event.target.closest?.(MENU));
    if (!controls.length) return;
    event.preventDefault();
    const next = controls.indexOf(document.activeElement) + STEPS[event.key];
    controls.at(next % controls.length)?.focus();
  }

  function leaveMenu() {
    const button = openButton();
    const focus = () => button?.getAttribute("aria-expanded") === "false" && button.focus();
    setTimeout(focus, 100);
  }
}
