"""A program in the month in which its MVPs say whether they stay for another year."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.asking import FILES, click, opened, published
from tests.conftest import Program

YES_OR_NO = "Do you stay for another year?"
_ARTICLES = 12  # the goal of a whole year is six


def today() -> date:
    """Today in UTC."""
    return datetime.now(UTC).date()


def final_checkpoint() -> date:
    """The day on which the year has ended: the last one of the month before this one."""
    last = today().replace(day=1) - timedelta(days=1)
    return last.replace(day=28) if last.month == 2 else last


def deciding(folder: Path, **files: str) -> Program:
    """A program whose year has ended with the month before: Ana met its goals, and Ben did not.

    It may be built again.
    """
    final = final_checkpoint()
    settings = (
        f'[year]\nstart = "{today():%m}-01"\ncheckpoints = ["{final:%m-%d}"]\n'
        '[parts]\ncertification = "off"\n'
    )
    days = [final.replace(day=20) - timedelta(days=30 * n) for n in range(_ARTICLES)]
    rows = [f"a{n},ana,content,article,{day}\n" for n, day in enumerate(days)]
    return published(
        folder,
        **{
            "program.toml": settings,
            "commitments.csv": "mvp_id,year,track\n"
            + "".join(f"{mvp_id},{final.year},content\n" for mvp_id in ("ana", "ben")),
            "contributions.csv": "contribution_id,mvp_id,track,kind,occurred_at\n" + "".join(rows),
            "mvps.csv": FILES["mvps.csv"].replace("2025-01-10", f"{final.year - 2}-01-10"),
            **files,
        },
    )


def at_renewal(email: str | None, mvp_id: str = "ana") -> AppTest:
    """The page of an MVP at their renewal."""
    return opened(email, "mvp", mvp=mvp_id, tab="title")


def answer(app: AppTest, word: str) -> AppTest:
    """The app after an MVP said yes or no."""
    (field,) = [radio for radio in app.radio if radio.label == YES_OR_NO]
    return click(field.set_value(word).run(), "Send the answer")


def lines(app: AppTest, *parts: str) -> list[str]:
    """The lines on a page in which each of these texts is."""
    return [each.value for each in app.main.markdown if all(part in each.value for part in parts)]
