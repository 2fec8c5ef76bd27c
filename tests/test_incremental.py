"""Whatever happens to the content, a build on top of the last one gives the bytes of a clean build.

`LIANZHAN_SEQUENCES` says how many sequences of changes are tried.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from conftest import APPROVED, NOW, ROOT, SITES, House, everything_in
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from made_files import CHANGED, docx, pdf
from real_workers import Noting, one_worker
from rendering.conftest import picture

from lianzhan.model.report import BUILT, PROBLEMS, PUBLISHED, UNCHANGED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")
SEQUENCES = int(os.environ.get("LIANZHAN_SEQUENCES", "12"))
SITE_FOLDERS = ("hunan", "hunan/changsha", "hunan/changsha/furong", "hunan/hengyang")
COLUMNS = ("theory", "news", "activity")
COLOURS = ("red", "lime", "blue")


class LentWorker(Noting):
    """A build has one for itself, and ends it; this one lives on, as hundreds would take long."""

    def __init__(self, count: int) -> None:
        super().__init__()
        assert count == 1

    def __enter__(self) -> LentWorker:
        return self

    def __exit__(self, *_error: object) -> None:
        """The next build wants it, too."""


@dataclass
class ChangingFederation:
    """A federation that things happen to. Ops take small numbers and change something by them."""

    house: House
    random: list[int] = field(default_factory=list)

    def pick(self, choices: Sequence[T]) -> T:
        """Choose by the next of the op's numbers."""
        return choices[self.random.pop(0) % len(choices)]

    @property
    def articles(self) -> list[Path]:
        """Every article but the one that fills all top slots."""
        found = sorted(self.house.content.rglob("articles/*/*.md"))
        return [file for file in found if file.name != "equality.md"]

    def sites(self) -> list[Path]:
        return sorted(file.parent for file in self.house.content.rglob("site.toml"))

    def edit(self, file: Path, old: str, new: str) -> None:
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")

    # What happens.

    def new_article(self) -> None:
        site, column = self.pick(self.sites()), self.pick(COLUMNS)
        name = self.pick(("a", "b", "c"))
        target = self.pick(self.articles).relative_to(self.house.content)
        path = (site / "articles" / column / f"{name}.md").relative_to(self.house.content)
        self.house.article(path.as_posix(), f"## 节\n\n[见](/{target}#节)，[无](none.md)。")

    def edit_text(self) -> None:
        with self.pick(self.articles).open("a", encoding="utf-8") as file:
            file.write(self.pick(("\n补充。\n", "\n**更多。**\n", "\n[词](#节)\n")))

    def edit_equal_size_and_time(self) -> None:
        file = self.pick(self.articles)
        seen = file.stat()
        self.edit(file, "标题", "题标")
        os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))

    def touch(self) -> None:
        os.utime(self.pick(self.articles))

    def retitle(self) -> None:
        self.edit(self.pick(self.articles), "标题", self.pick(("甲", "乙", "标题 <b>&")))

    def redate(self) -> None:
        self.edit(self.pick(self.articles), "2026-03-08", self.pick(("2026-03-09", "2026-11-03")))

    def move(self) -> None:
        file = self.pick(self.articles)
        folder = self.pick(self.sites()) / "articles" / self.pick(COLUMNS)
        folder.mkdir(parents=True, exist_ok=True)
        file.rename(folder / file.name)

    def rename(self) -> None:
        file = self.pick(self.articles)
        file.rename(file.with_name(self.pick(("one.md", "two.md", "x.md", "坏 名.md"))))

    def delete(self) -> None:
        if len(self.articles) > 1:
            self.pick(self.articles).unlink()

    def withdraw(self) -> None:
        self.edit(self.pick(self.articles), "status: approved", "status: withdrawn")

    def approve_again(self) -> None:
        self.edit(self.pick(self.articles), "status: withdrawn", "status: approved")

    def undo_review(self) -> None:
        self.edit(self.pick(self.articles), "  - {step: final, by: 丙, at: 2026-03-03}\n", "")

    def break_head(self) -> None:
        self.edit(self.pick(self.articles), "status:", self.pick(("statu:", "date: x\nstatus:")))

    def expire(self) -> None:
        self.edit(self.pick(self.articles), "status:", "expires: 2026-11-02\nstatus:")

    def offer_and_pick(self) -> None:
        file = self.pick(self.articles)
        self.edit(file, "status:", "offer: province\nstatus:")
        path = file.relative_to(self.house.content).as_posix()
        column = self.pick(("", '\ncolumn = "theory"'))
        self.house.write("hunan/picks.toml", f'[[picks]]\narticle = "{path}"{column}\n')

    def show_picture(self) -> None:
        file = self.pick(self.articles)
        source = self.pick(("x.png", "images/x.png", "/hunan/images/x.png"))
        self.edit(file, "\n---\n", f"\ncover: {source}\n---\n")
        file.write_text(file.read_text("utf-8") + f"\n![图]({source})\n", "utf-8")

    def replace_picture(self) -> None:
        folder = self.pick([self.pick(self.articles).parent, self.house.content / "hunan/images"])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "x.png").write_bytes(picture(40 + self.pick((0, 1)), 30, self.pick(COLOURS)))

    def attach(self) -> None:
        file = self.pick(self.articles)
        form = file.with_name(self.pick(("form.docx", "表.docx", "none.docx")))
        if form.stem != "none":
            form.write_bytes(docx())
        file.write_text(file.read_text("utf-8") + f"\n[表]({form.name})[^1]\n\n[^1]: 注\n", "utf-8")

    def change_attachment(self) -> None:
        if files := sorted(self.house.content.rglob("*.docx")):
            self.pick(files).write_bytes(self.pick((docx(), docx(CHANGED), b"PK", pdf())))

    def delete_attachment(self) -> None:
        if files := sorted(self.house.content.rglob("*.docx")):
            self.pick(files).unlink()

    def add_alias(self) -> None:
        alias = self.pick(("news/old", "theory/one", "news/one", "activity/旧", "nowhere/x", ".."))
        self.edit(self.pick(self.articles), "status:", f"aliases: [{alias}]\nstatus:")

    def forward(self) -> None:
        target = self.pick(self.articles).relative_to(self.house.content).as_posix()
        said = self.pick((f"/{target}", f"{{to: /{target}, title: 通知}}", "form.docx"))
        self.edit(self.pick(self.articles), "status:", f"forwards: {said}\nstatus:")

    def number(self) -> None:
        number = self.pick(("湘妇字〔2026〕1号", "{number: 甲, issued: 2026-03-01}"))
        self.edit(self.pick(self.articles), "status:", f"document: {number}\nstatus:")

    def call_for(self) -> None:
        days = self.pick(
            ("until: 2026-11-01", "from: 2026-11-02", "from: 2026-11-03, until: 2026-11-02")
        )
        call = f"call: {{to: 'https://example.com/form', {days}}}"
        self.edit(self.pick(self.articles), "status:", f"{call}\nstatus:")

    def add_site(self) -> None:
        # Each slug has one place: of two that want one, who stands keeps it, and clean builds differ.
        slug, above = self.pick((("new", "hunan"), ("other", "hunan/hengyang")))
        path = f"{above}/{slug}"
        self.house.write(f"{path}/site.toml", f'name = "新站{slug}"\nlevel = "county"\n')
        self.house.article(f"{path}/articles/news/first.md")

    def remove_site(self) -> None:
        folder = self.pick(self.sites())
        if folder != self.house.content / "hunan":
            shutil.rmtree(folder)

    def change_site(self) -> None:
        file = self.pick(self.sites()) / "site.toml"
        slug = f'slug = "renamed-{file.parent.name}"\n'
        text = self.pick(('hide = ["news"]\n', '[retitle]\nnews = "要闻"\n', slug, "# 注\n"))
        if not any(key in file.read_text("utf-8") for key in ("hide", "retitle", "slug")):
            with file.open("a", encoding="utf-8") as out:
                out.write(text)

    def change_federation(self) -> None:
        old, new = self.pick(
            (
                ('name = "测试矩阵"', 'name = "矩阵"'),
                ("example.org/{slug}", "{slug}.example.org"),
                ('title = "工作动态"', 'title = "动态"'),
                ("push = true", "push = true\ntext_limit = 500"),
                ('language = "zh-CN"', 'language = "zh-HK"'),
            )
        )
        file = self.house.content / "federation.toml"
        if new not in file.read_text("utf-8"):  # a key that stands twice is no TOML
            self.edit(file, old, new)

    def change_theme(self) -> None:
        file = self.house.folder / "theme" / self.pick(("templates/base.html", "static/x.css"))
        file.parent.mkdir(exist_ok=True)
        with file.open("a", encoding="utf-8") as out:
            out.write(self.pick(("<!-- x -->", " ")))

    def damage_cache(self) -> None:
        files = sorted(f for f in (self.house.folder / "cache").rglob("*") if f.is_file())
        if files:
            file = self.pick(files)
            data = file.read_bytes()
            file.write_bytes(self.pick((b"", data[:-9], b"x" + data[1:], data + b"x")))

    def forget_cache(self) -> None:
        shutil.rmtree(self.house.folder / "cache", ignore_errors=True)

    def damage_output(self) -> None:
        files = [
            file
            for file in sorted(self.house.output.rglob("*"))
            if file.is_file() and not file.name.startswith(".")
        ]
        if files:
            file = self.pick(files)
            if self.pick((True, False)):
                file.unlink()
            else:
                file.write_bytes(b"x" * file.stat().st_size)

    def time_passes(self) -> None:
        self.house.now += timedelta(days=self.pick((1, 2, -1)))

    def killed_build(self) -> None:
        """A build is killed at one of its own writes, renames or deletions: there are 20 to 50."""
        wanted = 1 + self.random.pop(0) % 50
        child = os.fork()
        if child == 0:
            seen = 0
            one_worker.cache_clear()  # that of its owner is not for two

            def hook(event: str, arguments: tuple[object, ...]) -> None:
                nonlocal seen
                writes = event == "open" and str(arguments[1] or "r") not in ("r", "rb")
                seen += writes or event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir")
                if seen == wanted:
                    os._exit(9)

            sys.addaudithook(hook)
            try:
                incremental(self.house)
            finally:
                os._exit(0)
        os.waitpid(child, 0)


OPS = tuple(
    name
    for name, value in vars(ChangingFederation).items()
    if callable(value)
    and not name.startswith("_")
    and name not in ("pick", "sites", "edit")
    and (name != "killed_build" or hasattr(os, "fork"))
)
NUMBERS = st.integers(0, 99)
STEPS = st.lists(st.tuples(st.sampled_from(OPS), st.tuples(*[NUMBERS] * 5)), min_size=1, max_size=6)


def incremental(house: House) -> set[str]:
    report = house.build(theme=house.folder / "theme", allow_removal=True)
    statuses = {site.status for site in report.sites}
    assert report.exit_status in (PUBLISHED, PROBLEMS)
    return statuses


def clean_output(house: House) -> dict[str, bytes]:
    """What a build from nothing gives."""
    with tempfile.TemporaryDirectory() as folder:
        changes = {"output": Path(folder) / "output", "cache": Path(folder) / "cache"}
        house.build(theme=house.folder / "theme", **changes)
        return everything_in(changes["output"])


@pytest.fixture(scope="module", autouse=True)
def _one_worker_for_all_builds() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr("lianzhan.runtime.workers.Workers", LentWorker)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built federation to start each sequence from."""
    folder = tmp_path_factory.mktemp("incremental")
    shutil.copytree(SITES / "valid", folder / "content")
    shutil.copytree(ROOT / "benchmarks/themes/plain", folder / "theme")
    house = House(folder)
    house.article("hunan/articles/theory/pushed.md", "[一](../news/one.md)")
    house.article("hunan/changsha/articles/news/three.md", head=APPROVED + "offer: province\n")
    house.write("hunan/articles/news/x.png", picture(40, 30))
    house.article("hunan/articles/news/pictured.md", "![图](x.png)")
    assert house.build(theme=folder / "theme").exit_status == PUBLISHED
    return folder


@pytest.mark.timeout(120 + 15 * SEQUENCES)
@settings(
    max_examples=SEQUENCES,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(STEPS)
def test_a_build_after_any_changes_gives_the_bytes_of_a_clean_build(
    built: Path, steps: list[tuple[str, tuple[int, ...]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(built, folder, dirs_exist_ok=True)
        federation = ChangingFederation(House(Path(folder), NOW))
        for name, numbers in steps:
            federation.random = list(numbers)
            if federation.articles:
                getattr(federation, name)()
            assert incremental(federation.house) <= {BUILT, UNCHANGED}, name
            assert everything_in(federation.house.output) == clean_output(federation.house), name
        assert incremental(federation.house) == {UNCHANGED}
