"""Every problem code has a broken site of its own, and a section in the codes' page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import SITES, House

from lianzhan.model.codes import CODES

BROKEN = sorted(folder.name for folder in SITES.iterdir() if folder.name != "valid")


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_site_has_just_the_problems_it_names(code: str, tmp_path: Path) -> None:
    """tests/sites/<code>/ lies over tests/sites/valid/, or alone if it has a federation.toml.

    Its expected.txt lists every problem as `path:line: code`.
    """
    folder = SITES / code
    alone = (folder / "federation.toml").exists()
    if not alone:
        shutil.copytree(SITES / "valid", tmp_path / "content", symlinks=True)
    shutil.copytree(folder, tmp_path / "content", symlinks=True, dirs_exist_ok=True)
    expected = (tmp_path / "content" / "expected.txt").read_text("utf-8").splitlines()
    (tmp_path / "content" / "expected.txt").unlink()
    found = House(tmp_path).check().problems
    assert [f"{p.path}:{p.line}: {p.code}" for p in found] == expected
    assert code in {p.code for p in found}


def test_the_valid_site_has_no_problem(house: House) -> None:
    assert house.codes() == []


def test_every_code_has_its_broken_site_or_test() -> None:
    """Codes of what a file can't show, in a repository or at all, name their test here."""
    elsewhere = {
        "site-failed", "site-taken-down", "portal-failed", "audit-slot", "audit-dead-link", "audit-leak",
        "file-too-large", "image-too-large", "unreadable-file", "image-bytes",
    }  # fmt: skip
    assert set(CODES) - elsewhere == set(BROKEN) - elsewhere


def test_every_code_is_explained() -> None:
    page = (Path(__file__).parents[1] / "docs" / "codes.md").read_text("utf-8")
    headings = [line[3:].strip().strip("`") for line in page.splitlines() if line.startswith("## ")]
    assert headings == list(CODES)
