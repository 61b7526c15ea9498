// Draws a plotly figure in the colors of the page. A change of data moves what is drawn already,
// and the figure is drawn again when its width or the colors of the page change.

// A module is loaded once. Plotly's script is not written as one: it leaves its functions in the
// window.
const plotly = (source) => import(new URL(source, document.baseURI)).then(() => window.Plotly);

function template(element) {
    const style = getComputedStyle(element);
    const theme = (name) => style.getPropertyValue(`--st-${name}`).trim();
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

async function draw(element) {
    const { figure, source, drawnWidth } = element.state;
    if (element.clientWidth === drawnWidth) return;
    element.state.drawnWidth = element.clientWidth;
    const { data, layout } = JSON.parse(figure);
    element.style.height = `${layout.height}px`;
    const Plotly = await plotly(source);
    const fit = { width: element.clientWidth, template: template(element) };
    if (element.isConnected && element.clientWidth)
        Plotly.react(element, data, { ...layout, ...fit }, { displayModeBar: false });
}

export default function ({ data, parentElement }) {
    const element = parentElement.querySelector("[role=figure]");
    element.setAttribute("aria-label", data.alt);
    element.state = { ...data };
    if (!element.observer) {
        element.observer = new ResizeObserver(() => draw(element));
        element.observer.observe(element);
    }
    draw(element);
    return () => element.observer.disconnect();
}
