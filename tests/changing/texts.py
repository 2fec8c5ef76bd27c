"""What happens to texts of any kind: articles, events and pages."""

from __future__ import annotations

import os

from rendering.conftest import picture

from changing.scene import COLOURS, COLUMNS, Scene

NOTICE = """\
status: withdrawn
notice:
  text: 这一篇已经撤下。
  review:
    - {step: first, by: 甲, at: 2026-10-01}
    - {step: second, by: 乙, at: 2026-10-02}
    - {step: final, by: 丙, at: 2026-10-03}
"""


class TextOps(Scene):
    """Changes of texts."""

    def edit_text(self) -> None:
        self.add(
            self.pick(self.texts), self.pick(("\n补充。\n", "\n**更多。**\n", "\n[词](#节)\n"))
        )

    def edit_equal_size_and_time(self) -> None:
        file = self.pick(self.texts)
        seen = file.stat()
        self.edit(file, "标题", "题标")
        os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))

    def touch(self) -> None:
        os.utime(self.pick(self.texts))

    def retitle(self) -> None:
        self.edit(self.pick(self.texts), "标题", self.pick(("甲", "乙", "标题 <b>&")))

    def link(self) -> None:
        target = self.pick(
            [*map(self.path, self.texts), "hunan/pages/help.md", "hunan/events/b.md"]
        )
        self.add(self.pick(self.texts), f"\n[那里](/{target})\n")

    def move(self) -> None:
        file = self.pick(self.texts)
        folder = self.pick(self.sites) / self.pick(
            ("events", "pages", *(f"articles/{column}" for column in COLUMNS))
        )
        folder.mkdir(parents=True, exist_ok=True)
        file.rename(folder / file.name)

    def rename(self) -> None:
        file = self.pick(self.texts)
        file.rename(file.with_name(self.pick(("one.md", "two.md", "x.md", "坏 名.md"))))

    def delete(self) -> None:
        if len(self.texts) > 1:
            self.pick(self.texts).unlink()

    def withdraw(self) -> None:
        self.edit(self.pick(self.texts), "status: approved", "status: withdrawn")

    def approve_again(self) -> None:
        self.edit(self.pick(self.texts), "status: withdrawn", "status: approved")

    def withdraw_with_notice(self) -> None:
        self.edit(self.pick(self.texts), "status: approved\n", NOTICE)

    def undo_review(self) -> None:
        self.edit(self.pick(self.texts), "  - {step: final, by: 丙, at: 2026-03-03}\n", "")

    def break_head(self) -> None:
        self.edit(self.pick(self.texts), "status:", self.pick(("statu:", "date: x\nstatus:")))

    def expire(self) -> None:
        self.add_to_head(self.pick(self.texts), "expires: 2026-11-02")

    def offer_and_pick(self) -> None:
        file = self.pick(self.texts)
        self.add_to_head(file, "offer: province")
        column = self.pick(("", '\ncolumn = "theory"'))
        self.house.write("hunan/picks.toml", f'[[picks]]\narticle = "{self.path(file)}"{column}\n')

    def show_picture(self) -> None:
        file = self.pick(self.texts)
        source = self.pick(("x.png", "images/x.png", "/hunan/images/x.png"))
        self.edit(file, "\n---\n", f"\ncover: {source}\n---\n")
        self.add(file, f"\n![图]({source})\n")

    def replace_picture(self) -> None:
        folder = self.pick([self.pick(self.texts).parent, self.house.content / "hunan/images"])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "x.png").write_bytes(picture(40 + self.pick((0, 1)), 30, self.pick(COLOURS)))

    def add_alias(self) -> None:
        old = (
            "news/old",
            "theory/one",
            "news/one",
            "activity/旧",
            "events/talk",
            "nowhere/x",
            "..",
        )
        self.add_to_head(self.pick(self.texts), f"aliases: [{self.pick(old)}]")

    def new_page(self) -> None:
        folder = self.path(self.pick(self.sites) / "pages")
        linked = self.path(self.pick(self.texts))
        self.house.article(f"{folder}/{self.pick(('about', 'help'))}.md", f"[见](/{linked})")
