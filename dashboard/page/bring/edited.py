"""A section of a mapping that somebody corrects."""

from dataclasses import dataclass

from dashboard.page.bring.changing import changing
from dashboard.page.bring.workplace import Workplace
from data.bring.draft import Draft
from data.bring.edit_mapping import CellEdit, set_cells
from data.bring.mapping_model import EditableMapping, EditableSection


@dataclass(frozen=True)
class Edited:
    """A section of a mapping that can be changed, and the start of the keys of its widgets."""

    place: Workplace
    draft: Draft
    mapping: EditableMapping
    section: EditableSection

    @property
    def key(self) -> str:
        """What distinguishes the section from others on the page."""
        return f"bring {self.mapping.name} {self.section.input} {self.section.number}"

    def set_cell(self, column: str, edit: CellEdit | None) -> None:
        """Change one cell in the draft."""
        with changing(self.place, f"corrected {column} in {self.mapping.file}"):
            section = self.section
            set_cells(
                self.draft.work, self.mapping.name, section.input, section.number, {column: edit}
            )
