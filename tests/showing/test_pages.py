"""The pages of components show all of them, in every scheme and accent, without a server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.rendering.theme.components import component_names
from showing.__main__ import write
from showing.pages import SCHEMES
from showing.sample import THEME

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_every_component_stands_on_each_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("showing.__main__.end_worker", lambda: None)  # other tests go on with it
    first = write(tmp_path / "pages")
    pages = sorted(first.parent.glob("*.html"))
    assert len(pages) == 8 * len(SCHEMES)
    for page in pages:
        text = page.read_text("utf-8")
        assert re.findall(r'<section id="component-(\w+)">', text) == component_names(THEME)
        assert len(set(re.findall(r'<html lang="zh-CN" class="(\w+)">', text))) == 1
        assert " style=" not in text
        nav, _, _ = text.partition("</nav>")
        for target in re.findall(r'href="([^"]+)"', nav):
            assert (first.parent / target).is_file(), target
    text = first.read_text("utf-8")
    assert 'class="light"' in text
    assert "accent-cinnabar" in text
    assert "@import" not in (first.parent / "theme/css/site.css").read_text("utf-8")
