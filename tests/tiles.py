"""The tiles of a page, as AppTest sees them."""

from collections.abc import Iterator

import pandas as pd
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Dataframe, Node

from dashboard.page.figures import data_health

TABS_OF = {
    "mvp": ("progress", "contributions", "checkpoints", "title", "data"),
    "data_health": tuple(data_health.TABS),
}
_MENU, _LABEL = " menu", "Menu: "
_AT_THE_HEAD = ":material/info: "  # what the head of a page says that is not there


def unfolded(app: AppTest) -> AppTest:
    """The app, run once more with every chart and list as a table, where some are not."""
    keys = [f"{key} as table" for key in tile_keys(app)]
    drawn = [key for key in keys if key not in app.session_state or not app.session_state[key]]
    for key in drawn:
        app.session_state[key] = True
    return app.run() if drawn else app


def tabs_of(page: str) -> tuple[str, ...]:
    """The names of the tabs of a page; an empty one where it has none."""
    return TABS_OF.get(page, ("",))


def with_tab(app: AppTest, name: str) -> AppTest:
    """The app, run once more with this tab open."""
    app.session_state["tab"] = name
    return app.run()


def menus_open(app: AppTest) -> AppTest:
    """The app, run once more with the menu of every tile open."""
    for key in tile_keys(app):
        app.session_state[f"{key}{_MENU}"] = True
    return app.run()


def tile_keys(app: AppTest) -> list[str]:
    """The keys of the figures of the page, from top to bottom."""
    return [
        node.proto.popover.id.split("-", 2)[2].removesuffix(_MENU)
        for node in in_order(app.main)
        if menu_of(node)
    ]


def menu_of(node: Node) -> str | None:
    """The title of the figure whose menu this is; None for anything else."""
    label = node.proto.popover.label if isinstance(node, Block) and node.type == "popover" else ""
    return label.removeprefix(_LABEL) if label.startswith(_LABEL) else None


def absences(app: AppTest) -> list[str]:
    """What the page says about what is not there: at its head, and in empty tiles."""
    nodes = [*in_order(app.main)]
    return [
        node.value.removeprefix(_AT_THE_HEAD)
        for at, node in enumerate(nodes)
        if node.type == "info"
        or (node.type == "caption" and node.value.startswith(_AT_THE_HEAD))
        or (
            node.type == "caption"
            and nodes[at - 1].type == "subheader"
            and any(map(menu_of, nodes[at + 1 : at + 2]))
        )
    ]


def titles(app: AppTest) -> Iterator[tuple[str, Node]]:
    """All that is on the page, each with the title above it: that of a tile is in its menu."""
    title = ""
    for node in in_order(app.main):
        title = menu_of(node) or (node.value if node.type == "subheader" else title)
        yield title, node


def popovers(app: AppTest) -> list[Node]:
    """The menus of the page, whatever they are about."""
    return [node for node in in_order(app.main) if node.type == "popover"]


def shown_table(table: Dataframe) -> pd.DataFrame:
    """The rows of a table, with the texts that stand for numbers (dashboard/page/sorting.py)."""
    rows, display = table.value, table.proto.arrow_data.styler.display_values
    numbered = [name for name in rows.columns if isinstance(rows[name].dtype, pd.Int64Dtype)]
    if not display or not numbered:
        return rows
    texts = convert_arrow_bytes_to_pandas_df(display)
    return rows.assign(**{n: texts[n].where(rows[n].notna().to_numpy(), None) for n in numbered})


def in_order(block: Block) -> Iterator[Node]:
    """All that is in a block, from top to bottom: elements, and blocks before what is in them."""
    for child in block.children.values():
        yield child
        if isinstance(child, Block):
            yield from in_order(child)
