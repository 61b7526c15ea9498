// Draws a plotly figure in the colors of the page. A change of data moves what is drawn already,
// and the figure is drawn again when its width or the colors of the page change.

const SPACE_OF_TITLE = 64; // pixels above the figure, in a picture
const LEAST_WIDTH = 800; // pixels of a picture
const NARROW = 480; // pixels: a phone, or a tile beside two others
const MOST_TICKS = 5; // of an axis in a narrow element
const DAY = /^\d{4}-\d{2}-\d{2}/;

// A module is loaded once. Plotly's script is not written as one: it leaves its functions in the
// window.
const plotly = (source) => import(new URL(source, document.baseURI)).then(() => window.Plotly);

function colorsOfPage(element) {
    const style = getComputedStyle(element);
    return (name) => style.getPropertyValue(`--st-${name}`).trim();
}

function template(theme) {
    const color = theme("text-color");
    const lines = theme("border-color");
    const axis = { color, gridcolor: lines, zerolinecolor: lines, title: { standoff: 16 } };
    const transparent = "rgba(0, 0, 0, 0)";
    return {
        layout: {
            font: { family: theme("font"), size: 12, color },
            paper_bgcolor: transparent,
            plot_bgcolor: transparent,
            xaxis: { ...axis, showgrid: false, zeroline: false },
            yaxis: axis,
            hoverlabel: {
                bgcolor: theme("background-color"),
                bordercolor: lines,
                font: { family: theme("font"), color },
            },
        },
    };
}

// On a narrow element, an axis has at most five ticks. Texts beside bars name the bars: all of them
// stay. Plotly sets one tick more than `nticks` on axes of numbers and days.
function withFewTicks(layout, data) {
    const axes = Object.keys(layout).filter((name) => /^[xy]axis/.test(name));
    const few = (name) => {
        const axis = layout[name];
        const [value] = data.flatMap((trace) => trace[name[0]] ?? []);
        const isText = typeof value === "string" && !DAY.test(value);
        if (isText && name[0] === "y") return axis;
        if (!axis.tickvals) return { ...axis, nticks: isText ? MOST_TICKS : MOST_TICKS - 1 };
        const step = Math.ceil(axis.tickvals.length / MOST_TICKS);
        const thinned = (values) => values?.filter((_, at) => at % step === 0);
        return { ...axis, tickvals: thinned(axis.tickvals), ticktext: thinned(axis.ticktext) };
    };
    return { ...layout, ...Object.fromEntries(axes.map((name) => [name, few(name)])) };
}

async function draw(element) {
    const { figure, source, drawnWidth } = element.state;
    if (element.clientWidth === drawnWidth) return;
    element.state.drawnWidth = element.clientWidth;
    const { data, layout } = JSON.parse(figure);
    element.style.height = `${layout.height}px`;
    const Plotly = window.Plotly ?? (await plotly(source));
    const width = element.clientWidth;
    const fit = { width, template: template(colorsOfPage(element)) };
    const ticked = width < NARROW ? withFewTicks(layout, data) : layout;
    if (element.isConnected && width)
        Plotly.react(element, data, { ...ticked, ...fit }, { displayModeBar: false });
}

// A sheet of paper has another width than the window (shell.css). It is printed at once, so the
// charts are drawn at once, which they are when the script is there.
for (const event of ["beforeprint", "afterprint"])
    window.addEventListener(event, () => {
        for (const element of document.querySelectorAll("[data-figure]")) {
            element.state.drawnWidth = null;
            draw(element);
        }
    });

// Saves the figure as a file: in light colors on white, with a title, for a report. `colors` are
// those of the light theme by their names.
async function save(element, { format, name, subtitle, colors }) {
    const { figure, source } = element.state;
    const { data, layout } = JSON.parse(figure);
    const Plotly = await plotly(source);
    const tile = element.closest('[data-testid="stVerticalBlock"]');
    const title = tile?.querySelector("h3")?.textContent ?? "";
    const escaped = title.replace(/&/g, "&amp;").replace(/</g, "&lt;");
    const margin = { ...layout.margin, t: (layout.margin?.t ?? 0) + SPACE_OF_TITLE };
    const picture = {
        ...layout,
        margin,
        template: template((color) => colors[color] ?? "sans-serif"),
        paper_bgcolor: colors["background-color"],
        title: {
            text: `<b>${escaped}</b>`,
            subtitle: { text: subtitle, font: { size: 12 } },
            font: { size: 14 },
            x: 0,
            y: 1,
            pad: { l: 8, t: 8 },
            yanchor: "top",
            yref: "container",
        },
    };
    const width = Math.max(element.clientWidth, LEAST_WIDTH);
    const height = layout.height + SPACE_OF_TITLE;
    const options = { format, filename: name, width, height, scale: format === "png" ? 2 : 1 };
    await Plotly.downloadImage({ data, layout: picture }, options);
}

export default function ({ data, parentElement }) {
    const element = parentElement.querySelector("[role=figure]");
    element.setAttribute("aria-label", data.alt);
    element.dataset.figure = data.name;
    element.save = (options) => save(element, options);
    element.state = { ...data };
    if (!element.observer) {
        element.observer = new ResizeObserver(() => draw(element));
        element.observer.observe(element);
    }
    draw(element);
    return () => element.observer.disconnect();
}
