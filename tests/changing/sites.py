"""What happens to sites, to what they say of themselves, and to what all have in common."""

from __future__ import annotations

import shutil

from rendering.conftest import picture

from changing.scene import COLOURS, Scene

FACTS = (
    ("contact", '{address = "甲路 1 号", telephone = "0731-82213333", hours = "每天 8:00—20:00"}'),
    ("contact", '{telephone = "0734-8220000"}'),
    ("contact", ""),
    ("organiser", '{host = "某妇联", run_by = "某中心"}'),
    ("licences", '{icp = "湘ICP备12345678号-1"}'),
    ("footer", '["about"]'),
    ("footer", '["help", "none"]'),
    ("footer", ""),
)
"""What site.toml and federation.toml may both say."""
OWN_FACTS = (
    ("name", '"某某妇联"'),
    ("contact", '{telephone = "无"}'),
    ("motto", '"同心同行"'),
    ("motto", ""),
    ("accent", '"湘水"'),
    ("mark", '"湘"'),
    ("masthead", '"images/head.png"'),
    ("masthead_alt", '"办公楼"'),
    ("masthead_alt", '""'),
    ("masthead", ""),
    ("code", '"430100"'),
    ("code", '"430900"'),
    ("tile", "[1, 2]"),
)


class SiteOps(Scene):
    """Changes of sites and of the federation; none is a fault that leaves nothing to build."""

    def add_site(self) -> None:
        # Each slug has one place: of two that want one, who stands keeps it, and clean builds differ.
        slug, above = self.pick((("new", "hunan"), ("other", "hunan/hengyang")))
        path = f"{above}/{slug}"
        self.house.write(f"{path}/site.toml", f'name = "新站{slug}"\nlevel = "county"\n')
        self.house.article(f"{path}/articles/news/first.md")

    def remove_site(self) -> None:
        folder = self.pick(self.sites)
        if folder != self.house.content / "hunan":
            shutil.rmtree(folder)

    def change_site(self) -> None:
        file = self.pick(self.sites) / "site.toml"
        slug = f'slug = "renamed-{file.parent.name}"\n'
        text = self.pick(('hide = ["news"]\n', '[retitle]\nnews = "要闻"\n', slug, "# 注\n"))
        if not any(key in file.read_text("utf-8") for key in ("hide", "retitle", "slug")):
            self.add(file, text)

    def change_facts(self) -> None:
        self.say(self.pick(self.sites) / "site.toml", *self.pick((*FACTS, *OWN_FACTS)))

    def change_shared_facts(self) -> None:
        self.say(self.federation_file, *self.pick(FACTS))

    def change_masthead(self) -> None:
        file = self.pick(self.sites) / "images/head.png"
        if self.pick((True, True, False)):
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(picture(60, 20, self.pick(COLOURS)))
        else:
            file.unlink(missing_ok=True)

    def change_role(self) -> None:
        role = self.pick(('"news"', '"guide"', ""))
        self.say_of_column(self.pick(("news", "activity")), "role", role)

    def change_layout(self) -> None:
        layout = self.pick(('"cards"', '"rows"', ""))
        self.say_of_column(self.pick(("news", "activity")), "layout", layout)

    def change_federation(self) -> None:
        old, new = self.pick(
            (
                ('name = "测试矩阵"', 'name = "矩阵"'),
                ("example.org/{slug}", "{slug}.example.org"),
                ('title = "工作动态"', 'title = "动态"'),
                ("push = true", "push = true\ntext_limit = 500"),
                ('language = "zh-CN"', 'language = "zh-HK"'),
                ('language = "zh-CN"', 'language = "en"'),
            )
        )
        if new not in self.federation_file.read_text("utf-8"):  # a key that stands twice is no TOML
            self.edit(self.federation_file, old, new)
