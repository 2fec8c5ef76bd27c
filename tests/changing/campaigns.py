"""What happens to campaigns: phases begin and end around the moment at which each sequence starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign_town import hold
from topic_town import CHAIN

from changing.scene import Scene

if TYPE_CHECKING:
    from pathlib import Path

THEMES = '[[themes]]\nslug = "home"\ntitle = "家"\n[[themes]]\nslug = "road"\ntitle = "路"\n'


def phases(*spans: tuple[str, str, str]) -> str:
    """Phases as a campaign's file has them, after its themes."""
    form = '[[phases]]\nkind = "{}"\nstarts = {}\nends = {}\n'
    return THEMES + "".join(form.format(*span) for span in spans)


RUNS: tuple[tuple[str, dict[str, str]], ...] = (
    (
        phases(("collect", "2026-05-01", "2026-11-01"), ("display", "2026-11-02", "2026-11-03")),
        {"ends": "2026-11-03", "push": "true"},
    ),
    (phases(("display", "2026-05-01", "2026-11-01")), {"ends": "2026-11-02"}),
    (phases(("collect", "2026-05-01", "2026-10-31")), {"ends": "2026-11-01", "push": '["county"]'}),
    (THEMES, {"starts": "2026-11-02", "ends": "2026-11-04", "date": "2026-11-01"}),
    (phases(("collect", "2026-05-01", "2027-05-01")), {"ends": "2026-11-03"}),
    (THEMES, {"ends": "2026-06-30", "push": '["furong"]', "title": '"旧"'}),
)
"""Shown soon, over soon, pushed and over tomorrow, to come, with a phase outside, over long ago."""


class CampaignOps(Scene):
    """Changes of campaigns; those of entries stand beside them."""

    @property
    def campaigns(self) -> list[Path]:
        """Their files."""
        return sorted(self.house.content.rglob("campaigns/*.toml"))

    def begin_campaign(self) -> None:
        where, name = self.path(self.pick(self.sites)), self.pick(("a", "b", "A"))
        more, values = self.pick(RUNS)
        hold(self.house, where, name, more, **values)

    def end_campaign(self) -> None:
        if self.campaigns:
            other = self.pick(('status = "withdrawn"\n', "x = = 1\n", CHAIN.replace("甲", "丁")))
            self.edit(self.pick(self.campaigns), CHAIN, other)
