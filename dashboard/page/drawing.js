// Draws a figure of plotly in the colors of the page: in place, so that a change moves what stands
// there already, and again when the room or the colors for it change.

// Modules are loaded once, also when the first page has asked for them already. This one is no
// module of its own: it leaves what it has in the window.
const plotly = (source) => import(new URL(source, document.baseURI)).then(() => window.Plotly);

function template(place) {
    const style = getComputedStyle(place);
    const said = (name) => style.getPropertyValue(`--st-${name}`).trim();
    const color = said("text-color");
    const lines = said("border-color");
    const axis = { color, gridcolor: lines, zerolinecolor: lines, title: { standoff: 16 } };
    const clear = "rgba(0, 0, 0, 0)";
    return {
        layout: {
            font: { family: said("font"), size: 12, color },
            paper_bgcolor: clear,
            plot_bgcolor: clear,
            xaxis: { ...axis, showgrid: false, zeroline: false },
            yaxis: axis,
            hoverlabel: {
                bgcolor: said("background-color"),
                bordercolor: lines,
                font: { family: said("font"), color },
            },
        },
    };
}

async function draw(place) {
    const { figure, source, width } = place.shown;
    if (place.clientWidth === width) return;
    place.shown.width = place.clientWidth;
    const { data, layout } = JSON.parse(figure);
    place.style.height = `${layout.height}px`;
    const Plotly = await plotly(source);
    const room = { width: place.clientWidth, template: template(place) };
    if (place.isConnected && place.clientWidth)
        Plotly.react(place, data, { ...layout, ...room }, { displayModeBar: false });
}

export default function ({ data, parentElement }) {
    const place = parentElement.querySelector("[role=figure]");
    place.setAttribute("aria-label", data.alt);
    place.shown = { ...data };
    if (!place.observer) {
        place.observer = new ResizeObserver(() => draw(place));
        place.observer.observe(place);
    }
    draw(place);
    return () => place.observer.disconnect();
}
