"""An article is held to what it was judged by: its campaign's limits, else its column's."""

from __future__ import annotations

from conftest import APPROVED, House
from rendering.conftest import picture

from lianzhan.desk.exporting.limits import misfits, profile_of
from lianzhan.desk.exporting.selection import Known
from lianzhan.gate.records import values_of
from lianzhan.kinds.article.values import Article

PATH = "hunan/changsha/articles/activity/x/index.md"
CAMPAIGN = (
    'title = "活动"\nstarts = 2026-03-01\nends = 2026-12-01\n[limits]\ntext = 3\n'
    'images = {width = 100, height = 100, max_bytes = 9999, formats = ["png"]}\n'
    '[[themes]]\nslug = "a"\ntitle = "甲"\n'
)


def held(house: House, head: str = "", body: str = "字" * 2001) -> list[str]:
    house.write("hunan/campaigns/c.toml", CAMPAIGN)
    house.write(f"{PATH.rpartition('/')[0]}/a.png", picture(100, 100))
    house.article(PATH, f"{body}\n\n![图](a.png)", APPROVED + head)
    state = house.check()
    known = Known(house.federation, state.catalog, state.published)
    article = values_of(state.sources["changsha"], state.records["changsha"].values)[PATH]
    assert isinstance(article, Article)
    entry = state.catalog.entries[PATH]
    terms = known.campaign_of(entry)
    profile = profile_of(article, house.federation, terms)
    faults = misfits(article, entry, house.federation, terms)
    codes = [f"{fault.code} {dict(fault.details).get('campaign', '')}".strip() for fault in faults]
    return [f"{profile.width}" if profile else "", *codes]


def test_without_a_campaign_the_column_limits_text_and_pictures(house: House) -> None:
    assert held(house) == ["750", "text-too-long", "image-format", "image-ratio"]
    assert held(house, body="短") == ["750", "image-format", "image-ratio"]


def test_the_limits_of_a_campaign_stand_in_their_place(house: House) -> None:
    entry = "campaign: 活动\ntheme: 甲\n"
    assert held(house, entry, "四个字啊") == ["100", "text-too-long 活动"]
    assert held(house, entry, "短") == ["100"]


def test_where_nobody_knows_the_campaign_the_column_limits(house: House) -> None:
    assert held(house, "campaign: 别的\n", "短") == ["750", "image-format", "image-ratio"]
