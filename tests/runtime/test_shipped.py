"""Theme and pages beside the code: in a clone here; for a wheel see test_wheel.py."""

from __future__ import annotations

import importlib.util
import shutil
from typing import TYPE_CHECKING

from conftest import ROOT

from lianzhan.runtime import shipped

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def test_a_clone_has_them_at_its_top() -> None:
    assert not shipped.is_installed()
    assert shipped.CLONE == ROOT
    assert shipped.shipped_theme() == ROOT / "themes/lianzhan"
    assert (ROOT / f"{shipped.shipped_pages()}docs/codes.md").is_file()


def test_a_package_has_them_within(tmp_path: Path) -> None:
    package = tmp_path / "lianzhan"
    (package / "themes/lianzhan").mkdir(parents=True)
    (package / "runtime").mkdir()
    module = loaded(shutil.copy(shipped.__file__, package / "runtime"))
    assert module.is_installed()
    assert module.shipped_theme() == package / "themes/lianzhan"
    assert module.shipped_pages() == f"{package}/"


def loaded(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("shipped_elsewhere", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
