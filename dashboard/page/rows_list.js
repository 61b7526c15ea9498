// Draws rows as a table of lines, or as cards where there is too little room for its columns. All
// that comes from the data is set as text. A click on a name is handed to the page, which opens the
// person; the link is there to be copied, or opened in another tab.

const WIDTHS = { name: 140, long: 180, medium: 124 }; // pixels that a column needs at least
const USUAL_WIDTH = 72;
const PHONE = 480; // px: a list on a phone is not wider
const KEPT = ["as_of", "team"];
const NAMES = ["name", "nominee_name"]; // of a person: the title of a card
const BELOW = ["last_contact"]; // of a person too: a line below the name in place of a column
const LABELED = ["call_when", "risk"]; // short texts that say nothing without their heading

function make(kind, properties = {}, children = []) {
    const element = Object.assign(document.createElement(kind), properties);
    element.append(...children);
    return element;
}

function address(id) {
    const now = new URLSearchParams(window.location.search);
    const kept = KEPT.filter((key) => now.has(key)).map((key) => [key, now.get(key)]);
    return `mvp?${new URLSearchParams([["mvp", id], ...kept])}`;
}

function nameLink(text, id, pick) {
    const link = make("a", { textContent: text, href: address(id) });
    link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        pick(id);
    });
    return link;
}

function content(column, cell, id, pick) {
    if (column.name === "name" && id) return nameLink(cell.text, id, pick);
    if (column.kind === "link" && /^https?:\/\//i.test(cell.text))
        return make("a", {
            textContent: "open",
            href: cell.text,
            target: "_blank",
            rel: "noopener noreferrer",
        });
    if (!cell.color) return cell.text;
    const dot = make("span", { className: "rows-list-dot" });
    dot.style.background = cell.color;
    return make("span", {}, [dot, cell.text]);
}

function kindOf(column) {
    return NAMES.includes(column.name) ? "name" : column.kind;
}

// What a column declares, by its name or in pixels; 0 for nothing.
function widthOf(column) {
    return WIDTHS[kindOf(column)] ?? WIDTHS[column.width] ?? Number(column.width);
}

function isOwn(column) {
    return !BELOW.includes(column.name);
}

function belowName(columns, cells) {
    return columns.flatMap((column, at) => {
        if (isOwn(column) || !cells[at].text) return [];
        const line = make("div", { className: "rows-list-below", textContent: cells[at].text });
        line.dataset.label = column.label;
        return [line];
    });
}

function neededWidth(columns) {
    return columns.filter(isOwn).reduce((sum, column) => sum + (widthOf(column) || USUAL_WIDTH), 0);
}

// The roles are said because a table that is laid out as cards loses its own.
function line(columns, cells, id, pick) {
    const row = make("tr", { role: "row" });
    columns.forEach((column, at) => {
        if (!isOwn(column)) return;
        const below = column.name === "name" ? belowName(columns, cells) : [];
        const shown = [content(column, cells[at], id, pick), ...below];
        const cell = make("td", { role: "cell" }, shown);
        cell.dataset.label = column.label;
        cell.dataset.kind = kindOf(column);
        if (column.width) cell.dataset.width = column.width;
        cell.style.setProperty("--width", `${widthOf(column)}px`);
        cell.classList.toggle("rows-list-labeled", LABELED.includes(column.name));
        cell.classList.toggle("rows-list-empty", !cells[at].text);
        row.append(cell);
    });
    return row;
}

function head(columns) {
    const cells = columns.filter(isOwn).map((column) => {
        const cell = make("th", { role: "columnheader", textContent: column.label });
        cell.scope = "col";
        cell.title = column.help;
        cell.dataset.kind = column.kind;
        return cell;
    });
    return make("thead", { role: "rowgroup" }, [make("tr", { role: "row" }, cells)]);
}

function groupLine(text, width) {
    const cell = make("th", { role: "rowheader", textContent: text, colSpan: width });
    cell.scope = "rowgroup";
    return make("tr", { role: "row", className: "rows-list-group" }, [cell]);
}

function draw(list) {
    const { data, pick } = list.state;
    const first = list.isCards ? data.firstCards : data.first;
    const count = list.isWhole ? data.rows.length : Math.min(first, data.rows.length);
    const groups = new Map(data.groups.map((group) => [group.first, group.text]));
    const lines = data.rows.slice(0, count).flatMap((cells, at) => {
        const row = line(data.columns, cells, data.ids && data.ids[at], pick);
        row.classList.toggle("rows-list-waiting", at < data.waiting);
        return groups.has(at) ? [groupLine(groups.get(at), data.columns.filter(isOwn).length), row] : [row];
    });
    const table = make("table", { role: "table" }, [
        head(data.columns),
        make("tbody", { role: "rowgroup" }, lines),
    ]);
    table.setAttribute("aria-label", data.label);
    list.classList.toggle("rows-list-cards", list.isCards);
    list.replaceChildren(table);
    if (count < data.rows.length) {
        const more = make("button", { type: "button", textContent: data.more });
        more.addEventListener("click", () => {
            list.isWhole = true;
            draw(list);
        });
        list.append(more);
    } else if (data.rest) list.append(make("p", { textContent: data.rest }));
}

// On a phone, lines whose words need more room than is usual become cards as well.
function fit(list) {
    const isCards = list.clientWidth < Math.max(neededWidth(list.state.data.columns), list.leastWidth);
    if (isCards === list.isCards) return;
    list.isCards = isCards;
    draw(list);
    if (isCards || list.clientWidth > PHONE || list.scrollWidth <= list.clientWidth + 1) return;
    list.leastWidth = PHONE;
    fit(list);
}

export default function ({ data, parentElement, setTriggerValue }) {
    const list = parentElement.querySelector(".rows-list");
    list.state = { data, pick: (id) => setTriggerValue("picked", id) };
    list.isCards = null;
    list.leastWidth = 0;
    fit(list);
    if (!list.observer) {
        list.observer = new ResizeObserver(() => fit(list));
        list.observer.observe(list);
    }
    return () => list.observer.disconnect();
}
