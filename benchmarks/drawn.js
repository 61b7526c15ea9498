// Put into a page before its own scripts: notes when what it shows of the data last changed.
// A chart changes with its SVG, a table with its cells, or with the text on its canvas; what is
// kept for screen readers inside a canvas is not seen.
window.drawn = { asked: 0, last: 0 };

const WATCHED = ".js-plotly-plot, table, #head, [data-testid=stMetric]";
const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

function isWatched(change) {
    return [change.target, ...change.addedNodes].some((node) => {
        const element = elementOf(node);
        if (!element || element.closest("canvas")) return false;
        return element.closest(WATCHED) || element.querySelector?.(WATCHED);
    });
}

new MutationObserver((changes) => {
    const now = performance.now();
    if (changes.some(isWatched)) drawn.last = now;
}).observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
});

const { fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fillText = function (...given) {
    if (this.canvas.isConnected) drawn.last = performance.now();
    return fillText.apply(this, given);
};

for (const act of ["click", "change"])
    addEventListener(act, () => { drawn.asked = performance.now(); }, true);

// The points of every chart, as they stand there: [[[name, x, y], ...], ...].
window.pointsShown = () =>
    [...document.querySelectorAll(".js-plotly-plot")]
        .filter((chart) => chart.querySelector(".main-svg"))
        .map((chart) => chart._fullData.map((t) => [t.name, [...(t.x ?? [])], [...(t.y ?? [])]]));

// Whether the charts stand there, with points other than `before`, and nothing moves any more.
window.isDrawn = (charts, before, quiet) =>
    performance.now() - drawn.last > quiet
    && pointsShown().length === charts
    && JSON.stringify(pointsShown()) !== JSON.stringify(before);
