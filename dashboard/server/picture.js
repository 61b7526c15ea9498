// Buttons that save the figure of a tile as a picture; the figure itself does it (drawing.js).

export default function ({ data, parentElement }) {
    const row = parentElement.querySelector(".picture");
    const buttons = data.formats.map((format) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = `${data.label} ${format.toUpperCase()}`;
        button.addEventListener("click", () => {
            const figure = document.querySelector(`[data-figure="${CSS.escape(data.figure)}"]`);
            figure?.save({ ...data, format });
        });
        return button;
    });
    row.replaceChildren(...buttons);
}
