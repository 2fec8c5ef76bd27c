"""Topics in a small federation, for tests of what readers see of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import House

CHAIN = """\
status = "approved"
review = [
  {step = "first", by = "甲", at = 2026-03-01},
  {step = "second", by = "乙", at = 2026-03-02},
  {step = "final", by = "丙", at = 2026-03-03},
]
"""
PROVINCE, CITY, COUNTY, OTHER = (
    "hunan",
    "hunan/changsha",
    "hunan/changsha/furong",
    "hunan/hengyang",
)


def topic(more: str = CHAIN, **values: str) -> str:
    """A topic's file: its values as TOML has them."""
    written = {"title": '"题"', "opens": "2026-10-01", **values}
    return "".join(f"{key} = {value}\n" for key, value in written.items()) + more


def hold(house: House, where: str, name: str, more: str = CHAIN, **values: str) -> str:
    """Write a topic at a site; return its path."""
    path = f"{where}/topics/{name}.toml"
    house.write(path, topic(more, **values))
    return path


def listed(house: House, page: str) -> list[str]:
    """The names of what the main part of a page lists, in their order."""
    main = house.page(page).partition("<main")[2].partition("</main>")[0]
    links = re.findall(r'<li class="row">.*?<a href="([^"]*)"', main, re.DOTALL)
    return [re.sub(r"(/index)?\.html$", "", link).rpartition("/")[2] for link in links]
