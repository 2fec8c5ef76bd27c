"""Every problem code has a broken site of its own, and a section in the codes' page."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, SITES, House
from every_code import CODES

if TYPE_CHECKING:
    from pathlib import Path

ELSEWHERE = {
    "unreadable-file": "gate/test_site_reading.py",
    "file-too-large": "gate/test_site_reading.py",
    "changing-file": "reading/test_documents.py",
    "image-changed": "building/test_dispatch.py",
    "signatures-unavailable": "reading/test_federation.py",
    "review-unverified": "building/test_check.py",
    "change-foreign-ground": "test_refused_changes.py",
    "change-people": "test_refused_changes.py",
    "change-link": "test_refused_changes.py",
    "change-unknown-author": "test_refused_changes.py",
    "change-ambiguous-author": "test_refused_changes.py",
    "change-inactive-author": "test_refused_changes.py",
    "change-foreign-step": "desk/changes/test_steps.py",
    "change-step-removed": "desk/changes/test_steps.py",
    "change-under-step": "desk/changes/test_steps.py",
    "twin-names": "reading/test_other_files.py",
    "image-too-large": "reading/test_pictures.py",
    "image-still": "kinds/rules/test_pictures.py",
    "image-bytes": "kinds/article/rules/test_pictures.py",
    "renamed-without-alias": "building/test_renamed.py",
    "attachment-too-large": "test_attachments.py",
    "attachment-name": "test_attachments.py",
    "plugin-renamed": "rendering/pelican/test_plugin_names.py",
    "cache-unkeyed": "runtime/test_cache_key.py",
    "site-failed": "rendering/pelican/test_site.py",
    "sites-failed": "building/test_failed_sites.py",
    "site-unread": "building/test_standing.py",
    "setup-failed": "building/test_standing.py",
    "palette-contrast": "rendering/theme/test_contrast.py",
    "sheet-import": "rendering/theme/test_sheets.py",
    "sheet-address": "rendering/theme/test_sheets.py",
    "still-live": "building/test_standing.py",
    "strange-output": "building/test_publish.py",
    "portal-failed": "building/test_publish.py",
    "export-picture": "commands/tasks/test_export.py",
    "export-changed": "commands/test_exporting.py",
    "audit-slot": "output/test_audit.py",
    "audit-dead-link": "output/test_audit.py",
    "audit-leak": "output/test_audit.py",
    "audit-empty": "output/test_promises.py",
    "audit-unlinked": "output/test_promises.py",
}
"""Codes that no small file can show, or none that a repository can hold, with their tests."""
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
    assert set(CODES) - set(ELSEWHERE) == set(BROKEN)
    for code, module in ELSEWHERE.items():
        assert f'"{code}"' in (SITES.parent / module).read_text("utf-8")


def test_every_code_is_explained_with_its_severity() -> None:
    page = (ROOT / "docs" / "codes.md").read_text("utf-8")
    sections = re.findall(r"^## (\S+)\n\n\*\*(\w+)\.\*\* \S", page, re.MULTILINE)
    assert sorted(sections) == [(code, CODES[code].severity.capitalize()) for code in CODES]
    assert page.count("\n## ") == page.count("\nTo mend: ") == len(CODES)
