"""The accessibility check of a page, by axe-core."""

import time
from pathlib import Path

from playwright.sync_api import Page

from tests.machine import unavailable

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
SECONDS_TO_DRAW = 15


def assert_accessible(tab: Page, rules: list[str] | None = None) -> None:
    """No serious or critical fault that stays, by all `rules` of axe-core or by some of them.

    A page that is still being drawn may have a fault for a moment: until the menu is there, the
    sidebar has nothing to focus.
    """
    if not AXE.exists():
        unavailable("axe-core is not installed (make env with npm on the machine installs it)")
    tab.evaluate(AXE.read_text(encoding="utf-8"))  # a script tag would break the policy of the page
    deadline = time.monotonic() + SECONDS_TO_DRAW
    while (found := _faults(tab, rules)) and time.monotonic() < deadline:
        tab.wait_for_timeout(500)
    assert not found, f"faults of accessibility that stay: {found}"


def _faults(tab: Page, rules: list[str] | None) -> list[tuple[str, str, list[str]]]:
    """The serious and critical faults of the page as it is now, with three elements of each."""
    options = {"runOnly": rules} if rules else {}
    return [
        (fault["impact"], fault["id"], [node["html"][:200] for node in fault["nodes"][:3]])
        for fault in tab.evaluate("options => axe.run(options)", options)["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
