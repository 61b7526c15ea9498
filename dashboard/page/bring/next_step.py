"""What to do next, in one sentence at the top of the page."""

from streamlit.delta_generator import DeltaGenerator

from dashboard.page.bring import trying
from dashboard.page.bring.accounts import to_answer
from dashboard.page.bring.meaning import Export
from dashboard.page.bring.steps import counted
from dashboard.page.bring.workplace import Workplace
from data.bring.job import JobState
from data.build.account_links import Found
from data.errors import ProgramError


def draw(
    box: DeltaGenerator,
    place: Workplace,
    exports: list[Export] | ProgramError,
    found: Found | ProgramError | None,
    job: JobState | None,
) -> None:
    """Draw the sentence into `box`."""
    box.info(f"**Next:** {_sentence(place, exports, found, job)}", icon=":material/arrow_forward:")


def _sentence(
    place: Workplace,
    exports: list[Export] | ProgramError,
    found: Found | ProgramError | None,
    job: JobState | None,
) -> str:
    if trying.is_running(job):
        return "wait until the build is done; you may leave the page meanwhile."
    if place.listing is None or not place.listing.changes:
        return "drop exports of your tools below, under 1."
    if isinstance(exports, ProgramError):
        return "look at the message under 2."
    if undecided := sum(export.is_open for export in exports):
        if trying.is_tried(place, job):
            return f"publish under 5, or first decide about {counted(undecided, 'file')} under 2."
        return f"decide about {counted(undecided, 'file')} under 2."
    if isinstance(found, ProgramError):
        return "look at the message under 3."
    if found is not None and (open_accounts := to_answer(found)):
        return f"say whose {counted(len(open_accounts), 'account')} may be, under 3; or go on to 4."
    if not trying.is_tried(place, job):
        return "try a build under 4."
    return "look at what changes under 4, and publish under 5."
