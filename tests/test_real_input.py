"""Real posts and notices that nobody here wrote, through the whole way: import, sign, build."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, House

from lianzhan.desk.approval import Desk, Signature, approve, read_texts
from lianzhan.desk.importing import ImportRequest, import_tree
from lianzhan.model.federation import SiteTree
from lianzhan.model.report import PROBLEMS
from lianzhan.reading.federation import read_federation

if TYPE_CHECKING:
    from pathlib import Path

INPUT = ROOT.parent / "shared" / "input"
PUBLISHED = 69
"""Of 75: three show pictures without an alternative text, three notices have no date."""
FOLDERS = ("hunan/articles/news/", "hunan/changsha/articles/notices/")
SIGNERS = (("first", "初审员甲", 1), ("second", "复审员乙", 2), ("final", "终审员丙", 3))


@pytest.mark.skipif(not INPUT.is_dir(), reason=f"the real input is not at {INPUT}")
def test_real_posts_and_notices_are_imported_signed_and_built(
    tmp_path: Path, example_content: Path
) -> None:
    """What has a fault is withheld for it and named; every site is complete."""
    folder = tmp_path
    shutil.copytree(example_content, folder / "content")
    house = House(folder)
    tree = read_federation(house.content)
    assert isinstance(tree, SiteTree)
    imported = []
    for name, site, column in (
        ("servicemesher", "hunan", "news"),
        ("notices", "changsha", "notices"),
    ):
        order = ImportRequest(INPUT / name, house.content, tree.federation, site, column)
        imported += import_tree(order).articles
    targets = [article.target for article in imported if article.target]
    assert len(targets) == 75
    desk = Desk(house.content, tree.federation, house.now)
    for path in targets:
        for step, by, day in SIGNERS:
            (text,) = read_texts(desk, [path]).texts.values()
            signed = approve(desk, text, Signature(step, by, date(2026, 3, day)), anyway=True)
            assert not signed.is_refused, (path, signed)

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
