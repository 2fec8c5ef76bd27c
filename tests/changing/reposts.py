"""What happens to reposts, and to the list of their sources."""

from __future__ import annotations

from changing.scene import Scene

LISTED = """
[[sources]]
name = "新华网"
hosts = ["news.cn"]
kind = "central-media"
canonical = true

[reposts]
unlisted = "warning"
"""
SOURCES = (
    "新华网",
    "{name: 新华网, url: 'https://www.news.cn/a', date: 2026-03-01}",
    "{name: 新华网, date: 2026-11-02}",
    "{name: 某某网, url: 'https://example.com/a'}",
)
CHANGES = (
    ("canonical = true", "canonical = false"),
    ('"central-media"', '"ministry"'),
    ('"news.cn"', '"example.com"'),
    ('unlisted = "warning"', 'unlisted = "error"'),
    ('unlisted = "warning"', 'unlisted = "off"'),
)


class RepostOps(Scene):
    """Changes of what is reposted, and from where."""

    def repost(self) -> None:
        offer = self.pick(("", "\noffer: province"))
        lines = f"kind: repost\nsource: {self.pick(SOURCES)}{offer}"
        self.add_to_head(self.pick(self.articles), lines)

    def change_sources(self) -> None:
        self.toggle(self.federation_file, *self.pick(CHANGES))
