"""Campaigns in a small federation, and what is sent in, for tests of what readers see of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from topic_town import CHAIN

if TYPE_CHECKING:
    from conftest import House

NOTICE = """\
[[themes]]
slug = "home"
title = "家里的灯"
text = "厨房、书桌、门口。"
[[themes]]
slug = "road"
title = "路上的灯"
[[phases]]
kind = "collect"
starts = 2026-05-01
ends = 2026-08-31
[[phases]]
kind = "recommend"
title = "省级推荐"
starts = 2026-06-01
ends = 2026-09-15
[[phases]]
kind = "display"
starts = 2026-06-15
ends = 2026-10-31
"""
"""Two themes, and the phases of the notice 巾帼文明岗网上行 (2020-04-27) in another year."""
ENTRY = """\
status: approved
review:
  - {step: first, by: 甲, at: 2026-05-02}
  - {step: second, by: 乙, at: 2026-05-03}
  - {step: final, by: 丙, at: 2026-05-04}
"""


def campaign(more: str = NOTICE, review: str = CHAIN, **values: str) -> str:
    """A campaign's file: its values as TOML has them, its chain, its tables."""
    run = {"title": '"灯"', "starts": "2026-05-01", "ends": "2026-10-31"}
    lines = (f"{key} = {value}\n" for key, value in {**run, **values}.items())
    return "".join(lines) + review + more


def hold(house: House, where: str, name: str, more: str = NOTICE, **values: str) -> str:
    """Write a campaign at a site; return its path."""
    path = f"{where}/campaigns/{name}.toml"
    house.write(path, campaign(more, **values))
    return path


def send_in(house: House, where: str, name: str, theme: str = "home", more: str = "") -> str:
    """Write an entry of a site, sent in on 2026-05-02; return its path."""
    path = f"{where}/articles/news/{name}.md"
    head = f"title: 作品{name}\ndate: 2026-05-05\ncampaign: 灯\ntheme: {theme}\n{more}"
    house.write(path, f"---\n{head}{ENTRY}---\n\n一盏灯。\n")
    return path
