"""What happens to topics: they open and close around the moment at which each sequence starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from topic_town import CHAIN, hold

from changing.scene import Scene

if TYPE_CHECKING:
    from pathlib import Path

DRAWN: tuple[dict[str, str], ...] = (
    {"columns": '["news"]', "push": "true"},
    {"columns": '["theory", "news"]', "sites": '["hunan", "furong"]', "closes": "2026-11-01"},
    {"tags": '["反诈"]', "opens": "2026-11-02", "push": '["county", "none"]'},
    {"articles": '["/hunan/articles/news/one.md", "/hunan/none.md"]', "closes": "2026-11-03"},
    {"columns": '["news"]', "closes": "2026-09-01"},
    {"sites": '["changsha"]', "closes": "2026-11-02", "push": '["furong"]'},
)
"""For all below, from other sites, soon, by name, the wrong way round, for a day."""


class TopicOps(Scene):
    """Changes of topics."""

    @property
    def topics(self) -> list[Path]:
        """Their files."""
        return sorted(self.house.content.rglob("topics/*.toml"))

    def new_topic(self) -> None:
        where, name = self.path(self.pick(self.sites)), self.pick(("a", "b", "A"))
        hold(self.house, where, name, **self.pick(DRAWN))

    def name_articles_in_topic(self) -> None:
        if self.topics:
            file, path = self.pick(self.topics), self.path(self.pick(self.articles))
            self.edit(file, "opens", f'articles = ["/{path}"]\nopens')

    def rename_topic(self) -> None:
        if self.topics:
            file = self.pick(self.topics)
            self.edit(file, "title", f'aliases = ["topics/{file.stem}"]\ntitle')
            file.rename(file.with_name(self.pick(("one.toml", "b.toml", "新.toml"))))

    def end_topic(self) -> None:
        if self.topics:
            other = self.pick(('status = "withdrawn"\n', "x = = 1\n", CHAIN.replace("甲", "丁")))
            self.edit(self.pick(self.topics), CHAIN, other)
