"""A small program in which people ask for something: whom they are, and the pages they see."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.registry import PROJECT, page
from tests.conftest import Program, built
from tests.data.folders import HEADERS, written
from tests.people import signed_in

TEAM, LEAD, OTHER_LEAD = "team@example.org", "lead@example.org", "other.lead@example.org"
ANA, BEN = "ana@example.org", "ben@example.org"
COUNTED = "https://blog.example/counted"
FILES = {
    **HEADERS,
    "mvps.csv": "mvp_id,name,email,entered_on,team\n"
    f"ana,Ana Asks,{ANA},2025-01-10,Iberia\nben,Ben Bystander,{BEN},2025-01-10,India\n",
    "access.csv": "email,role,team\n"
    f"{TEAM},program,\n{LEAD},lead,Iberia\n{OTHER_LEAD},lead,India\n",
    "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at,title,url\n"
    f"c1,ana,content,video,2026-02-01,A *counted* one,{COUNTED}\n"
    "c2,ana,forum,moderation,2026-02-02,A moderation,https://forum.example/moderated\n",
}
_TODAY = datetime.now(UTC).date()
# Both have promised answers on every weekday, the data is complete, and there is no answer.
AT_RISK = {
    "commitments.csv": f"mvp_id,year,track\nana,{_TODAY.year},forum\nben,{_TODAY.year},forum\n",
    "sources.csv": f"track,complete_from,complete_until\nforum,2025-01-01,{_TODAY}\n",
}
LEADS_DECIDE = '[requests]\ndecided_by = "leads"\n'


def published(folder: Path, **files: str) -> Program:
    """The program of FILES and `files` in `folder`, built as of today; it may be built again."""
    source = written(folder / "input", {**FILES, **files})
    return built(source, folder, datetime.now(UTC).date())


def copied(program: Program, folder: Path) -> Program:
    """A copy of a program and its database in `folder`, which may be built again."""
    shutil.copytree(program.source.parent, folder, symlinks=True, dirs_exist_ok=True)
    return Program(folder / program.database.name, folder / "input", program.as_of)


def opened(email: str | None, name: str, **query: str) -> AppTest:
    """The app at a page, for somebody who signed in; in local mode without an address."""
    app = AppTest.from_file(PROJECT / "dashboard" / "main.py", default_timeout=60)
    if email is not None:
        app.secrets.update({"auth": {"client_id": "tests"}})
        app.user = signed_in(email)
    app.query_params.update(query)
    app.switch_page(page(name).file).run()
    assert not app.exception
    return app


def asks(email: str | None, mvp_id: str = "ana") -> AppTest:
    """The page of an MVP at what they asked for."""
    return opened(email, "mvp", mvp=mvp_id, tab="contributions")


def click(app: AppTest, label: str) -> AppTest:
    """The app after a click on the one button that shows that label."""
    (button,) = [button for button in app.button if shown(button.label) == label]
    button.click().run()
    assert not app.exception
    return app


def shown(label: str) -> str:
    """What a button shows; that of a request has its action in bold, and the rest for the ear."""
    return label.split("**")[1] if label.startswith("**") else label


def fill(app: AppTest, label: str, text: str) -> AppTest:
    """The app after a text was typed into the one field with that label."""
    (field,) = [field for field in app.text_area if field.label == label]
    return field.set_value(text).run()


def pick(app: AppTest, track: str) -> AppTest:
    """The app after a track was picked."""
    (field,) = [field for field in app.selectbox if field.label == "Track"]
    return field.select(track).run()


def claim(text: str, email: str | None = ANA, track: str = "content: article") -> AppTest:
    """The page after somebody said there that something is missing."""
    app = pick(fill(asks(email), "A link, or one sentence", text), track)
    return click(app, "Send")


def said(app: AppTest) -> list[str]:
    """The state of each request on the page, from top to bottom."""
    bold = (each.value.partition("  \n")[0] for each in app.main.markdown if "**" in each.value)
    return [text.rpartition("** · ")[2].strip("*") for text in bold]


def typed(app: AppTest) -> list[str]:
    """What people typed, as HTML, from top to bottom."""
    return [each.proto.body for each in app.main.get("html") if "pre-wrap" in each.proto.body]
