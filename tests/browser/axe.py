"""The accessibility check of a page, by axe-core."""

from pathlib import Path

from playwright.sync_api import Page

from tests.machine import unavailable

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


def assert_accessible(tab: Page, rules: list[str] | None = None) -> None:
    """No serious or critical fault, by all `rules` of axe-core or by some of them."""
    if not AXE.exists():
        unavailable("axe-core is not installed (make env with npm on the machine installs it)")
    tab.add_script_tag(path=AXE)
    options = {"runOnly": rules} if rules else {}
    faults = [
        (fault["impact"], fault["id"], [node["html"][:200] for node in fault["nodes"][:3]])
        for fault in tab.evaluate("options => axe.run(options)", options)["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
    assert faults == []
