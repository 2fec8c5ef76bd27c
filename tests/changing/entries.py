"""What happens to campaigns and their entries: a campaign begins to show them, ends, and changes.

Its display begins and its run ends around the moment at which each sequence starts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign_town import ENTRY, campaign

from changing.scene import Scene

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

PHASES = """\
[[themes]]
slug = "home"
title = "家里的灯"
[[themes]]
slug = "road"
title = "路上的灯"
[[phases]]
kind = "collect"
starts = 2026-02-01
ends = 2026-10-31
[[phases]]
kind = "display"
starts = 2026-11-02
ends = 2026-11-03
"""
RUN = {"starts": "2026-02-01", "ends": "2026-11-03", "push": '["city"]'}
TERMS = (
    ("starts = 2026-02-01\nends = 2026-11-03", "starts = 2026-02-01\nends = 2026-11-01"),
    ("starts = 2026-02-01\nends = 2026-10-31", "starts = 2026-05-01\nends = 2026-10-31"),
    ("starts = 2026-11-02\nends = 2026-11-03", "starts = 2026-10-01\nends = 2026-11-03"),
    ('slug = "road"', 'slug = "way"'),
    ('title = "灯"', 'title = "灯火"'),
    ('push = ["city"]', "push = true"),
    ('push = ["city"]', "limits = {text = 3}"),
    ('push = ["city"]', 'limits = {images = "national"}'),
    ('push = ["city"]', "quotas = {recommend = {province = {max = 1}}}"),
    ('push = ["city"]', 'chain = ["city", "province"]'),
    ('push = ["city"]', 'audience = {excluded = ["芙蓉"]}'),
    ('push = ["city"]', 'audience = {award = "post", level = "全国"}'),
    ('push = ["city"]', 'audience = {sites = ["hengyang"]}'),
    ('status = "approved"', 'status = "withdrawn"'),
    ('status = "approved"', 'status = "submitted"'),
    ("title", "titel"),
    ("[[themes]]", "[[themes]"),
)
"""Changes that can be taken back; the last are slips."""
ENTERED = (
    "campaign: 灯\ntheme: home",
    "campaign: lamps\ntheme: 路上的灯\noffer: province\noffered: {by: 丁, at: 2026-05-05}",
    "campaign: 灯\noffer: province",
    "campaign: 灯火\ntheme: way\nunit: 单位a",
    "campaign: 无此活动\ntheme: home",
    "campaign: [灯, 灯火]",
)


def hold_first(house: House) -> None:
    """Have a campaign, and an entry of a county that its city and the province have picked."""
    house.write("hunan/campaigns/lamps.toml", campaign(PHASES, **RUN))
    path = "hunan/changsha/furong/articles/news/lamp.md"
    head = f"title: 标题\ndate: 2026-05-05\n{ENTERED[1]}\n{ENTRY}"
    house.write(path, f"---\n{head}---\n\n一盏灯。\n")
    for where in ("hunan", "hunan/changsha"):
        house.write(f"{where}/picks.toml", picks(path))


def picks(*paths: str) -> str:
    """The text of a picks.toml."""
    lines = '[[picks]]\narticle = "{}"\nby = "戊"\non = 2026-06-01\n'
    return "".join(lines.format(path) for path in paths)


class EntryOps(Scene):
    """Changes of campaigns and of what is sent in."""

    @property
    def campaigns(self) -> list[Path]:
        """Their files."""
        return sorted(self.house.content.rglob("campaigns/*.toml"))

    def enter_campaign(self) -> None:
        self.add_to_head(self.pick(self.articles), self.pick(ENTERED))

    def change_terms(self) -> None:
        if self.campaigns:
            file, (one, other) = self.pick(self.campaigns), self.pick(TERMS)
            text = file.read_text("utf-8")
            old, new = (other, one) if other in text else (one, other)
            file.write_text(text.replace(old, new, 1), "utf-8")

    def new_campaign(self) -> None:
        """Another one of the same title or name, nearer to some of the entries."""
        file = self.pick(self.sites) / "campaigns" / self.pick(("lamps.toml", "new.toml"))
        file.parent.mkdir(exist_ok=True)
        limits = {"limits": self.pick(("{text = 3}", "{text = 3000}"))}
        file.write_text(campaign(PHASES, **RUN, **limits), "utf-8")

    def delete_campaign(self) -> None:
        if self.campaigns:
            self.pick(self.campaigns).unlink()

    def rename_campaign(self) -> None:
        if self.campaigns:
            file = self.pick(self.campaigns)
            self.edit(file, "title", f'aliases = ["campaigns/{file.stem}"]\ntitle')
            file.rename(file.with_name(self.pick(("one.toml", "lamps.toml"))))

    def pick_entries(self) -> None:
        where = self.pick(("hunan", "hunan/changsha"))
        chosen = [self.path(self.pick(self.articles)) for _ in range(3)]
        self.house.write(f"{where}/picks.toml", picks(*chosen))
