"""The theme's files stand under a name that carries their content, as it is served."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import cache_in

from lianzhan.rendering.theme import sheets
from lianzhan.rendering.theme.theme_files import served_file, theme_files
from lianzhan.runtime.cache import Cache
from lianzhan.runtime.digests import tree_digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    for path, text in {
        "static/css/site.css": "a",
        "static/css/put.css": '@import "../../styles/x.css";',
        "static/x.svg": "b",
        "styles/x.css": "a { }",
        "templates/index.html": "c",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def found(theme: Path, cache: Cache | None = None) -> tuple[str, tuple[str, ...]]:
    return theme_files(theme, tree_digest(theme), cache or Cache(theme, None))


def test_the_files_are_those_below_static(theme: Path) -> None:
    version, files = found(theme)
    assert files == ("css/put.css", "css/site.css", "x.svg")
    assert re.fullmatch(r"theme-[0-9a-f]{16}", version)
    assert found(theme) == (version, files)


CHANGES: dict[str, tuple[Callable[[Path], object], bool]] = {
    "another file": (lambda theme: (theme / "static/x.svg").write_text("B"), True),
    "renamed": (lambda theme: (theme / "static/x.svg").rename(theme / "static/y.svg"), True),
    "deleted": (lambda theme: (theme / "static/x.svg").unlink(), True),
    "added": (lambda theme: (theme / "static/new").write_text(""), True),
    "imported": (lambda theme: (theme / "styles/x.css").write_text("b { }"), True),
    "a space in what is imported": (lambda t: (t / "styles/x.css").write_text("a{ }"), False),
    "not imported": (lambda theme: (theme / "styles/y.css").write_text("b { }"), False),
    "a template": (lambda theme: (theme / "templates/index.html").write_text("C"), False),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_name_changes_with_what_is_served_and_only_then(theme: Path, change: str) -> None:
    act, is_new = CHANGES[change]
    cache = cache_in(theme.parent / "cache")
    before, _ = found(theme, cache)
    act(theme)
    after, files = found(theme, cache)
    assert (after != before) is is_new
    assert (after, files) == found(theme), "what was noted before is not believed"


def test_while_nothing_changes_no_sheet_is_put_together(
    theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, asked = cache_in(theme.parent / "cache"), []
    served = sheets.served
    monkeypatch.setattr(sheets, "served", lambda *names: asked.append(names) or served(*names))
    first = found(theme, cache)
    assert len(asked) == len(first[1])
    assert found(theme, cache) == first
    assert len(asked) == len(first[1])


def test_a_theme_that_imports_nothing_is_named_by_its_files_as_they_are(theme: Path) -> None:
    (theme / "static/css/put.css").unlink()
    assert found(theme)[0] == f"theme-{tree_digest(theme / 'static')[:16]}"


def test_a_sheet_is_put_together_once_a_version(theme: Path) -> None:
    assert served_file(theme, "one", "css/put.css") == b"a{}"
    assert served_file(theme, "one", "x.svg") == b"b"
    (theme / "styles/x.css").write_text("b { }", "utf-8")
    assert served_file(theme, "one", "css/put.css") == b"a{}"
    assert served_file(theme, "two", "css/put.css") == b"b{}"


def test_a_theme_without_files_has_a_name_too(tmp_path: Path) -> None:
    version, files = found(tmp_path)
    assert files == ()
    assert version.startswith("theme-")
