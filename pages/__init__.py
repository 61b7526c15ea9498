"""The pages, in the order of the menu: the one list that menu, access and tests read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page: its script, its words in menu and heading, and the roles that may open it."""

    name: str
    group: str
    title: str
    icon: str
    question: str
    roles: tuple[str, ...]

    @property
    def file(self) -> str:
        """The page's script, from the project's top."""
        return f"pages/{self.group.lower()}/{self.name}.py"


_LEADS = ("program", "lead")
_ALL = ("program", "lead", "mvp")

PAGES = (
    Page(
        "overview",
        "Program",
        "Overview",
        ":material/dashboard:",
        "How is the program doing?",
        _LEADS,
    ),
    Page(
        "progress",
        "Program",
        "Progress",
        ":material/grid_on:",
        "Who is where against target?",
        _LEADS,
    ),
    Page(
        "at_risk",
        "Program",
        "At risk",
        ":material/phone_in_talk:",
        "Who needs a call before the next checkpoint, in what order?",
        _LEADS,
    ),
    Page(
        "renewals",
        "Program",
        "Renewals",
        ":material/autorenew:",
        "Where does everyone stand in the renewal?",
        _LEADS,
    ),
    Page("mvp", "People", "MVP", ":material/person:", "What is done, and what is next?", _ALL),
    Page(
        "snapshots",
        "Records",
        "Snapshots",
        ":material/download:",
        "What shall I hand on?",
        _LEADS,
    ),
)


def page(name: str) -> Page:
    """The page of that name; raises KeyError when there is none."""
    return {page.name: page for page in PAGES}[name]
