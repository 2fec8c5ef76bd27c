"""The federation that all changes are made on, with a few values of each kind to start from."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from calendar_town import CITY, COUNTY, OTHER, PROVINCE, hold
from campaign_town import hold as hold_campaign
from conftest import APPROVED, ROOT, SITES, House
from helping import add_help, service
from kinds.account.written import account
from kinds.honour.written import add_awards, family, honour
from rendering.conftest import picture
from topic_town import hold as hold_topic

from changing.articles import ArticleOps
from changing.campaigns import RUNS, CampaignOps
from changing.disturbances import Disturbances
from changing.entries import EntryOps, hold_first
from changing.events import TIMES, EventOps
from changing.reposts import LISTED, RepostOps
from changing.sites import SiteOps
from changing.texts import TextOps
from changing.topics import DRAWN, TopicOps
from changing.values import ValueOps

if TYPE_CHECKING:
    from pathlib import Path

PARTS = (
    *(TextOps, ArticleOps, RepostOps, EventOps, TopicOps, CampaignOps, EntryOps, ValueOps, SiteOps),
    Disturbances,
)


class ChangingFederation(
    TextOps,
    ArticleOps,
    RepostOps,
    EventOps,
    TopicOps,
    CampaignOps,
    EntryOps,
    ValueOps,
    SiteOps,
    Disturbances,
):
    """A federation that things happen to. Ops take small numbers and change something by them."""


OPS = tuple(
    name
    for part in PARTS
    for name, value in vars(part).items()
    if callable(value)
    and not name.startswith("_")
    and (name != "killed_build" or hasattr(os, "fork"))
)


def first_content(folder: Path) -> House:
    """Write content/ and theme/ of a federation with all kinds, all of it published."""
    shutil.copytree(SITES / "valid", folder / "content")
    shutil.copytree(ROOT / "themes/lianzhan", folder / "theme")
    house = House(folder)
    scene = ChangingFederation(house)
    house.article("hunan/articles/theory/pushed.md", "[一](../news/one.md)")
    house.article("hunan/changsha/articles/news/three.md", head=APPROVED + "offer: province\n")
    house.write("hunan/articles/news/x.png", picture(40, 30))
    house.article("hunan/articles/news/pictured.md", "![图](x.png)")
    house.article("hunan/pages/about.md", "[看活动](../changsha/events/a.md)。")
    house.write("hunan/changsha/images/head.png", picture(60, 20))
    add_help(house)
    add_awards(house)
    scene.add(scene.federation_file, LISTED)
    scene.say_of_column("news", "role", '"news"')
    scene.say_of_column("news", "service", '"rights"')
    for path, key, value in (
        ("hunan/site.toml", "contact", '{address = "某路 1 号", telephone = "0731-84000000"}'),
        ("hunan/site.toml", "footer", '["about"]'),
        ("hunan/changsha/site.toml", "motto", '"同心"'),
        ("hunan/changsha/site.toml", "masthead", '"images/head.png"'),
        ("hunan/changsha/site.toml", "masthead_alt", '"办公楼"'),
        ("federation.toml", "organiser", '{host = "省妇联"}'),
    ):
        scene.say(house.content / path, key, value)
    # Two sites have none: what time does to all else shows there alone.
    for where, name, time in zip((CITY, OTHER) * 2, "aabb", TIMES, strict=False):
        file = house.content / hold(house, where, name, time)
        scene.edit(file, "题", "标题")
    # One check grows old while a sequence runs, at a site of which nothing else changes then.
    rights, mind = service("a"), service("b", kind='"mind"', checked="2024-11-02")
    house.write(f"{PROVINCE}/services.toml", rights + mind)
    house.write(f"{CITY}/services.toml", rights)
    house.write(f"{PROVINCE}/accounts.toml", account("a", address="https://example.com/p"))
    house.write(f"{COUNTY}/accounts.toml", account("a", id="own", platform="抖音"))
    house.write(f"{PROVINCE}/honours.toml", honour("a") + honour("b", term="2026-11-02"))
    in_county = honour("a", unit='"县单位"', term="2026-11-02") + family("f")
    house.write(f"{COUNTY}/honours.toml", in_county)
    hold_topic(house, CITY, "a", closes="2026-11-03", **DRAWN[0])
    hold_topic(house, PROVINCE, "b", **DRAWN[1])
    more, values = RUNS[0]
    hold_campaign(house, OTHER, "a", more, title='"秋"', **values)
    hold_first(house)
    return house
