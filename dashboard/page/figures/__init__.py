"""The figures of the pages: each is declared once, in the module of its page.

A module declares its figures as constants, or as a tuple of them, in the order of the page. The
page script draws them, Definitions explains them, and the tests and benchmarks ask each of them.
Their texts say "MVP", "lead" and "checkpoint", and `{label:on_track}` for a label of the rules;
pages show them in the program's own words (data/settings/saying.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from dashboard.charts import PlotlyFigure
from data.settings.saying import in_own_words

# Parameters that follow from what people said: nobody chooses them on a page.
GIVEN = ("contacts",)
Chart = Callable[..., PlotlyFigure]  # of the rows, and of the days of what waits, if any does


@dataclass(frozen=True)
class KeyFigure:
    """One number in a row of key figures: its label in the query, and what it counts.

    `shown` is what people read in place of the label, where that names a label of the rules. `more`
    has what parts of a program add to the note: a part and a sentence each. `list_on` is the page
    with the list behind the number, and `filters` what it is filtered by there, in our words.
    """

    label: str
    note: str
    is_good_when_falling: bool = False
    shown: str = ""
    part: str | None = None
    more: tuple[tuple[str, str], ...] = ()
    list_on: str = ""
    filters: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def shown_label(self) -> str:
        """Its label in the program's own words."""
        return in_own_words(self.shown or self.label)

    @property
    def said_filters(self) -> dict[str, str]:
        """What the list is filtered by, in the program's own words."""
        return {key: in_own_words(value) for key, value in self.filters.items()}

    def note_in(self, parts: frozenset[str]) -> str:
        """The note in a program with these parts, in its own words."""
        said = [self.note, *(said for part, said in self.more if part in parts)]
        return in_own_words(" ".join(said))


@dataclass(frozen=True)
class Waiting:
    """A contribution that was sent and that the build has not read; `why` says its state.

    `counts` is what it counts in a track that counts points, such as "4 hours"; else it is empty.
    """

    title: str
    day: date
    track: str
    kind: str
    counts: str
    why: str


@dataclass(frozen=True)
class Figure:
    """A figure: its query and its words; a chart, a row of key figures, or else a table.

    `query` is the name of the file under queries/pages/; `snapshot/<name>` is a snapshot file.
    `caption` says how to read the figure, `empty` what a page shows when there are no rows.
    `needs` names what the figure cannot do without (queries/pages/shared/absent.sql): what of it is
    not there is said with the caption, and in place of `empty`. Of `said_above`, the page says it
    once at its head; the figure says it in place of `empty` only.
    `columns` make it a list of cards or lines with these columns in their order; the table that the
    menu opens has all columns. `first_rows` of them are shown until more are asked for; where
    `whole_on` names a page, that page has the others. A parameter `grouped_by` of the query names
    the column by which the rows of the list are in groups.
    A table that `fills_screen` is as high as the screen leaves room for.
    `finding` is a query with one `sentence`: what the figure shows, as its title. A `note` there
    says how its numbers add up.
    `parameters` are those of the query, with the values to begin with; a page may give others.
    `waiting` is what the page shows in gray: before the rows of a list without names, and on the
    days of a chart. It changes no number, and is in no table and no download.
    `parts` are the parts of a program (data/settings/parts.py) without which there is no such
    figure; one that is `without` a part is there only where the program lacks that.
    """

    query: str
    title: str
    caption: str = ""
    empty: str = "There is nothing to show for this choice."
    needs: tuple[str, ...] = ()
    said_above: tuple[str, ...] = ()
    chart: Chart | None = None
    key_figures: tuple[KeyFigure, ...] = ()
    columns: tuple[str, ...] = ()
    first_rows: int = 20
    whole_on: str = ""
    fills_screen: bool = False
    finding: str | None = None
    parameters: Mapping[str, object] = field(default_factory=dict, hash=False)
    waiting: tuple[Waiting, ...] = ()
    parts: tuple[str, ...] = ()
    without: str | None = None

    def is_in(self, parts: frozenset[str]) -> bool:
        """Whether a program with these parts has the figure."""
        return parts.issuperset(self.parts) and self.without not in parts

    @property
    def sql_file(self) -> str:
        """The file of the query, from queries/ on and without its ending."""
        return self.query if self.query.startswith("snapshot/") else f"pages/{self.query}"

    @property
    def other_form(self) -> str:
        """What is shown until the menu turns it into a table; empty where it is one anyway."""
        return "chart" if self.chart else "list" if self.columns else ""

    def key(self, **parameters: object) -> str:
        """What tells the figure from the others of its page: its query and what is chosen."""
        chosen = {k: v for k, v in {**self.parameters, **parameters}.items() if k not in GIVEN}
        values = (str(value) for value in chosen.values() if value is not None)
        return "-".join([self.query, *values])

    def in_brief(self, rows: int, columns: tuple[str, ...], whole_on: str) -> "Figure":
        """The first rows of a list, in fewer columns; the page `whole_on` has all of it."""
        return replace(self, first_rows=rows, columns=columns, whole_on=whole_on)

    def as_said(self) -> "Figure":
        """The figure with its texts in the program's own words."""
        return replace(
            self,
            title=in_own_words(self.title),
            caption=in_own_words(self.caption),
            empty=in_own_words(self.empty),
        )

    def notes_in(self, parts: frozenset[str]) -> tuple[str, ...]:
        """How to read the figure, in Markdown: its caption, or a note on each key figure."""
        notes = tuple(
            f"**{each.shown_label}**: {each.note_in(parts)}"
            for each in self.key_figures
            if each.part is None or each.part in parts
        )
        return notes or ((in_own_words(self.caption),) if self.caption else ())
