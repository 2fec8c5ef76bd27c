"""Real posts and notices that nobody here wrote, brought in as an editor would: imported and signed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from conftest import ROOT

from lianzhan.desk.approval import Desk, Signature, approve, read_texts
from lianzhan.desk.importing import ImportRequest, import_tree
from lianzhan.model.federation import SiteTree
from lianzhan.reading.federation import read_federation

if TYPE_CHECKING:
    from conftest import House

INPUT = ROOT.parent / "shared" / "input"
LACKING = "" if INPUT.is_dir() else f"the real input is not at {INPUT}"
SIGNERS = (("first", "初审员甲", 1), ("second", "复审员乙", 2), ("final", "终审员丙", 3))


def bring_in(house: House, *orders: tuple[str, str, str]) -> list[str]:
    """Import folders of INPUT, each into a site's column; return the paths of the articles made."""
    tree = read_federation(house.content)
    assert isinstance(tree, SiteTree)
    made: list[str] = []
    for name, site, column in orders:
        request = ImportRequest(INPUT / name, house.content, tree.federation, site, column)
        made += filter(None, (article.target for article in import_tree(request).articles))
    return made


def sign(house: House, paths: list[str]) -> None:
    """Sign all three steps of articles, whatever `approve` has to say of them."""
    tree = read_federation(house.content)
    assert isinstance(tree, SiteTree)
    desk = Desk(house.content, tree.federation, house.now)
    for path in paths:
        for step, by, day in SIGNERS:
            (text,) = read_texts(desk, [path]).texts.values()
            signed = approve(desk, text, Signature(step, by, date(2026, 3, day)), anyway=True)
            assert not signed.is_refused, (path, signed)
