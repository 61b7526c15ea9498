"""The pages, in the order of the menu: the one list that the menu, access and the tests read."""

from dataclasses import dataclass
from pathlib import Path

from data.settings.saying import in_own_words

PROJECT = Path(__file__).resolve().parent.parent
PROGRAM = "MVP program"  # the title of the dashboard
LEADS = ("program", "lead")
EVERYBODY = ("program", "lead", "mvp")
PROGRAM_TEAM = ("program",)


@dataclass(frozen=True)
class Page:
    """A page: its name in the URL, its group and title in the menu, and who may open it.

    `letter` is the key that opens it after `g`.
    """

    name: str
    group: str
    title: str
    icon: str
    letter: str
    question: str
    roles: tuple[str, ...] = LEADS
    takes_files: bool = False  # from the program team (dashboard/server/uploads.py)
    part: str | None = None  # of the program, which some programs lack (data/settings/parts.py)
    otherwise: tuple[str, str] | None = None  # a part, and the question where it is lacking

    @property
    def said_title(self) -> str:
        """The title in the program's own words."""
        return in_own_words(self.title)

    @property
    def icon_name(self) -> str:
        """The name of its icon, which tells its link in the menu apart from the others."""
        return self.icon.split("/")[1].rstrip(":")

    @property
    def file(self) -> str:
        """The full path of the page's script."""
        return str(PROJECT / "pages" / self.group.lower() / f"{self.name}.py")

    def said_question_in(self, parts: frozenset[str]) -> str:
        """The question in a program with these parts, in its own words."""
        part, question = self.otherwise or (None, "")
        return in_own_words(self.question if part is None or part in parts else question)

    def is_in(self, parts: frozenset[str]) -> bool:
        """Whether a program with these parts has the page."""
        return self.part is None or self.part in parts


def _program(
    name: str, title: str, icon: str, letter: str, question: str, part: str | None = None
) -> Page:
    return Page(name, "Program", title, icon, letter, question, part=part)


PAGES = (
    _program("overview", "Overview", ":material/dashboard:", "o", "How is the program doing?"),
    _program("progress", "Progress", ":material/grid_on:", "p", "Who is where against target?"),
    _program(
        "at_risk",
        "At risk",
        ":material/phone_in_talk:",
        "r",
        "Who needs a call before the next checkpoint, in what order?",
    ),
    _program(
        "renewals",
        "Renewals",
        ":material/autorenew:",
        "w",
        "At which stage of the renewal is everyone?",
        part="renewal",
    ),
    _program(
        "track_record",
        "Track record",
        ":material/fact_check:",
        "t",
        "How often were our flags right?",
    ),
    _program(
        "over_the_years",
        "Over the years",
        ":material/timeline:",
        "y",
        "Who stays, and how do tracks change?",
    ),
    Page(
        "rehearsal",
        "Program",
        "Rehearsal",
        ":material/tune:",
        "e",
        "Whose level, risk or stage would other settings change?",
        PROGRAM_TEAM,
        otherwise=("renewal", "Whose level or risk would other settings change?"),
    ),
    Page(
        "mvp",
        "People",
        "MVP",
        ":material/person:",
        "m",
        "What is done, and what is next?",
        EVERYBODY,
    ),
    Page(
        "requests",
        "People",
        "Requests",
        ":material/rate_review:",
        "q",
        "What do people say is missing, and what is decided?",
    ),
    Page(
        "certifications",
        "People",
        "Certifications",
        ":material/school:",
        "c",
        "Who must take an exam, and by when?",
        part="certification",
        otherwise=("exams", "Who is certified, and until when?"),
    ),
    Page(
        "nominations",
        "People",
        "Nominations",
        ":material/how_to_vote:",
        "n",
        "Who is being considered?",
        PROGRAM_TEAM,
        part="nominations",
    ),
    Page(
        "benefits",
        "People",
        "Benefits",
        ":material/redeem:",
        "b",
        "Who lacks what, and what must be revoked?",
        part="benefits",
    ),
    Page(
        "snapshots",
        "Records",
        "Snapshots",
        ":material/download:",
        "s",
        "What can I download and pass on?",
    ),
    Page(
        "bring_data",
        "Records",
        "Bring data",
        ":material/upload_file:",
        "i",
        "How do our exports get in here?",
        PROGRAM_TEAM,
        takes_files=True,
    ),
    Page(
        "data_health",
        "Records",
        "Data health",
        ":material/health_and_safety:",
        "h",
        "Can I trust today's numbers?",
        PROGRAM_TEAM,
    ),
    Page(
        "definitions",
        "Records",
        "Definitions",
        ":material/menu_book:",
        "d",
        "How is each number counted, and by which rule?",
        EVERYBODY,
    ),
)


def page(name: str) -> Page:
    """The page of that name; raises KeyError when there is none."""
    return {page.name: page for page in PAGES}[name]
