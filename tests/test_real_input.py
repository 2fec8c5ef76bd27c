"""Real posts and notices that nobody here wrote, through the whole way: import, sign, build."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from conftest import House
from real_posts import LACKING, bring_in, sign

from lianzhan.model.report import PROBLEMS

if TYPE_CHECKING:
    from pathlib import Path

PUBLISHED = 69
"""Of 75: three show pictures without an alternative text, three notices have no date."""
FOLDERS = ("hunan/articles/news/", "hunan/changsha/articles/notices/")


@pytest.mark.skipif(bool(LACKING), reason=LACKING)
def test_real_posts_and_notices_are_imported_signed_and_built(
    tmp_path: Path, example_content: Path
) -> None:
    """What has a fault is withheld for it and named; every site is complete."""
    folder = tmp_path
    shutil.copytree(example_content, folder / "content")
    house = House(folder)
    targets = bring_in(
        house, ("servicemesher", "hunan", "news"), ("notices", "changsha", "notices")
    )
    assert len(targets) == 75
    sign(house, targets)

    report = house.build(jobs=2)

    assert report.exit_status == PROBLEMS
    assert len(report.sites) == 138
    assert {site.status for site in report.sites} == {"built"}
    withheld = {decision.path for decision in report.withheld}.intersection(targets)
    errors = [p for p in report.problems if p.is_error]
    reasons = (f"{p}: {dict(Counter(e.code for e in errors if e.path == p))}" for p in withheld)
    count = f"published: {len(targets) - len(withheld)} of {len(targets)}"
    sys.stdout.write("\n".join((*sorted(reasons), count, "")))
    assert len(targets) - len(withheld) >= PUBLISHED
    assert {p.code for p in errors} <= {"image-alt", "missing-key"}
    assert withheld == {p.path for p in errors}
    left = {p.code for p in report.problems if p.path.startswith(FOLDERS)}
    assert left.isdisjoint({"unread-text", "unread-document", "twin-names"})
