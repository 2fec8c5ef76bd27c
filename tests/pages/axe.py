"""axe-core in a page: WCAG 2.0 to 2.2 A and AA, AAA's contrast, best practice."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

PROJECT = Path(__file__).parents[2]
AXE = PROJECT / ".cache/validators/node_modules/axe-core/axe.min.js"
_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
_RUN = "(options) => axe.run(document, options).then((results) => results.violations)"


def lacking() -> str:
    """Return what to install; "" where axe-core is there."""
    return "" if source().is_file() else "axe-core is not there: .ci/run installs it (npm)"


def source() -> Path:
    """Return where axe-core is: LIANZHAN_AXE, or where .ci/run puts it."""
    return Path(os.environ.get("LIANZHAN_AXE") or AXE)


def barriers(page: Page) -> list[str]:
    """Return what axe-core finds in an open page, a line for each rule with its first places."""
    page.evaluate(source().read_text("utf-8") + "\n;0")
    found = []
    for rule in page.evaluate(_RUN, _OPTIONS):
        places = [str(node["target"][0]) for node in rule["nodes"]]
        found.append(f"axe {rule['id']} ×{len(places)}: {', '.join(places[:2])[:120]}")
    return found
