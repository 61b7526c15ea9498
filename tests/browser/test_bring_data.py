"""A program from nothing to its pages, in a browser alone: the page Bring data."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from data.sources.new_program import write_program
from tests.browser.conftest import BUSY_MACHINE, PROJECT, serving, title_of
from tests.conftest import Program

INTAKE = PROJECT.parent / "shared" / "intake"
TODAY = datetime.now(UTC).date()


def day(days_ago: int) -> str:
    """A day before today."""
    return str(TODAY - timedelta(days=days_ago))


def exports() -> dict[str, dict[str, str]]:
    """The exports of a small program: source -> name of the file -> content."""
    return {
        "people": {
            "members.csv": "Name,E-mail,MVP since,Commitments\n"
            f'Ana Lopes,ana@example.org,{day(400)},Forum\n"Braun, Ben",ben@example.org,{day(300)},'
            "Content\n"
        },
        "forum": {
            "answers.csv": "post_id,username,created_at,topic_title\n"
            f"1,ana.lopes,{day(9)} 10:00:00 UTC,Grids\n2,ana.lopes,{day(8)} 10:00:00 UTC,Themes\n"
            f"3,visitor,{day(7)} 10:00:00 UTC,Themes\n"
        },
        "form": {
            "form.csv": "Timestamp,Email Address,What did you do?,When was it?,Title,Seen on\n"
            f"{day(5)} 10:00:00,ben@example.org,Wrote a blog post,{day(20)},On paging,{day(5)}\n"
            f"{day(5)} 11:00:00,ben@example.org,Made a thing,{day(21)},On grids,{day(5)}\n"
        },
    }


LATER = f"""post_id,username,created_at,topic_title
4,ana.lopes,{day(6)} 10:00:00 UTC,Lists
"""


@contextmanager
def bringing(browser: Browser, folder: Path) -> Iterator[tuple[Tab, Path]]:
    """The page of an empty program, which was made by `init`, and where its folder is."""
    program, database = folder / "program", folder / "served" / "mvp.duckdb"
    database.parent.mkdir()
    write_program(program, [])
    served = Program(database, program, TODAY)
    with serving(served, env={"MVP_SOURCE": str(program)}) as url:
        tab = browser.new_page()
        tab.goto(url)
        expect(title_of(tab, "Bring data")).to_be_visible()
        yield tab, program
        tab.close()


# Whether no run was seen for half a second: one that was just asked for begins a little later.
QUIET = """() => {
    const state = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState
    window.quietSince = state === "notRunning" ? window.quietSince || performance.now() : 0
    return window.quietSince && performance.now() - window.quietSince > 500
}"""


def settled(tab: Tab) -> None:
    """Wait until the page has been drawn."""
    expect(tab.get_by_text("Next:")).to_be_visible()
    tab.evaluate("window.quietSince = 0")
    tab.wait_for_function(QUIET, polling=50, timeout=BUSY_MACHINE * 1000)


def choose(tab: Tab, label: str, text: str) -> None:
    """Pick or type a text in a selectbox."""
    box = tab.get_by_role("combobox", name=label)
    box.click()
    box.fill(text)
    box.press("Enter")
    settled(tab)


def drop(tab: Tab, source: str | None, *files: Path) -> None:
    """Drop files of a source."""
    if source:
        choose(tab, "Source: the tool", source)
    tab.locator("input[type=file]").set_input_files(files)
    expect(tab.get_by_text(f"Added {files[0].name}")).to_be_visible()
    settled(tab)


def open_file(tab: Tab, name: str) -> None:
    """Open the line of an export."""
    tab.get_by_text(name).first.click()
    expect(tab.get_by_text("The file as it is").first).to_be_visible()
    settled(tab)


def press(tab: Tab, button: str) -> None:
    """Press a button, and wait for what follows."""
    tab.get_by_role("button", name=button, exact=True).click()
    settled(tab)


def publish(tab: Tab) -> None:
    """Try a build and publish it."""
    tab.get_by_role("button", name="Try a build").click()
    expect(tab.get_by_text("4. Try and compare: done")).to_be_visible()
    tab.get_by_role("button", name="Publish", exact=True).click()
    expect(tab.get_by_text("Published. All pages show the new build.")).to_be_visible()


def test_a_program_comes_from_its_exports_to_its_pages_in_the_browser(
    browser: Browser, tmp_path: Path
) -> None:
    for source, files in exports().items():
        (tmp_path / source).mkdir()
        for name, text in files.items():
            (tmp_path / source / name).write_text(text, encoding="utf-8")
    with bringing(browser, tmp_path) as (tab, program):
        for source in exports():
            drop(tab, source, *(tmp_path / source).iterdir())
        assert not [path for path in (program / "raw").rglob("*") if path.is_file()]
        expect(tab.get_by_text("2. What they are: 3 files, 3 are read")).to_be_visible()

        open_file(tab, "form/form.csv")
        choose(tab, "occurred_at (required)", "When was it?")
        expect(tab.get_by_text("1 used, 1 without a meaning")).to_be_visible()
        choose(tab, "Every other text of kind", "article")
        expect(tab.get_by_text("form.toml · 2 used")).to_be_visible()

        press(tab, "Yes, ana.lopes is Ana Lopes")
        publish(tab)
        assert (program / "raw" / "forum" / "answers.csv").is_file()
        assert "\nforum,ana.lopes,ana@example.org," in (program / "accounts.csv").read_text()

        tab.get_by_role("link", name="MVP", exact=True).click()
        expect(tab.get_by_role("heading", name="Ana Lopes", level=1)).to_be_visible()
        tab.get_by_role("tab", name="Contributions").click()
        contributions = tab.get_by_role("button", name="Menu: Every contribution of the year")
        expect(contributions).to_be_visible()

        tab.get_by_role("link", name="Bring data").click()
        settled(tab)
        (tmp_path / "later.csv").write_text(LATER, encoding="utf-8")
        drop(tab, "forum", tmp_path / "later.csv")
        publish(tab)
        assert (program / "raw" / "forum" / "later.csv").is_file()
        tab.get_by_role("button", name="Put back").click()
        expect(tab.get_by_text("All pages show the build of before")).to_be_visible()
        assert not (program / "raw" / "forum" / "later.csv").exists()
        assert (program / "raw" / "forum" / "answers.csv").is_file()


@pytest.mark.slow(reason="drops and publishes a larger program in the browser")
@pytest.mark.skipif(not INTAKE.is_dir(), reason="the handed set of raw exports is not here")
def test_the_handed_exports_give_exactly_their_truth(browser: Browser, tmp_path: Path) -> None:
    with bringing(browser, tmp_path) as (tab, program):
        drop(tab, None, INTAKE / "accounts.csv")
        for source in sorted((INTAKE / "raw").iterdir()):
            drop(tab, source.name, *sorted(source.iterdir()))
        publish(tab)
        out = tmp_path / "contract"
        command = [sys.executable, "-m", "data", "contract", program, "--out", out]
        subprocess.run([*command, "--as-of=2026-11-20"], check=True, cwd=PROJECT)
        scored = [sys.executable, INTAKE / "score.py", INTAKE / "truth", out]
        assert subprocess.run(scored, check=False).returncode == 0
