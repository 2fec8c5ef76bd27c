"""What is known to go wrong in Pelican and feeds, held shut one by one.

The numbers are those of the project's list of traps; where a trap has a whole test module of its
own (hosts, signals, feeds, interruption) that module is named in the docstring.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, NOW, ROOT, House, everything_in
from own_scripts import without_own_scripts
from PIL import Image

from lianzhan.model.report import PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORD = "不该出现的字样"


@pytest.fixture(scope="module")
def trapped(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A federation full of traps, built once."""
    folder = tmp_path_factory.mktemp("traps")
    shutil.copytree(ROOT / "tests/sites/valid", folder / "content")
    house = House(folder)
    news = "hunan/articles/news"
    house.article(f"{news}/draft.md", WORD, "status: draft\n")
    house.article(f"{news}/save-as.md", WORD, APPROVED + "save_as: index.html\n")
    house.write(f"{news}/settings.md", f"Title: {WORD}\nDate: 2026-03-08\nSettings: x\n\n{WORD}\n")
    house.write(f"{news}/month.md", f"---\ntitle: {WORD}\ndate: 2024-05\n{APPROVED}---\n{WORD}\n")
    house.article(f"{news}/gone.md", WORD, "status: withdrawn\n")
    links = (
        "[甲]({filename}gone.md)、[乙]({filename}/hunan/articles/news/gone.md)、[丙]({static}x.zip)"
    )
    house.article(f"{news}/links.md", links)
    house.write(f"{news}/x.zip", WORD)
    (folder / "outside.txt").write_text(WORD, "utf-8")
    up = "../../../../outside.txt"
    escapes = f"[一]({{static}}{up})[二]({{attach}}/../outside.txt)[三]({up})"
    house.article(f"{news}/escapes.md", escapes)
    script = "<script>alert(1)</script>"
    house.article(f"{news}/script.md", f"{script}<p onclick=x>安全的正文</p>", title=f'"{script}"')
    house.article(f"{news}/control.md", "控制\x0b字符\x00与\ufffe其他。", title="题\x08目")
    house.article(f"{news}/same.md", "一")
    house.article("hunan/articles/activity/same.md", "二", title="两个栏目里同名")
    for tag in ("事实", "实施", "会议", "回忆", "标签1", "标签12"):
        house.article(f"{news}/tag-{tag}.md", head=f"{APPROVED}tags: [{tag}]\n")
    (folder / "content/hunan/images").mkdir()
    Image.new("RGB", (750, 445), "teal").save(folder / "content/hunan/images/shared.jpg")
    house.article(f"{news}/picture.md", "![图]({attach}shared.jpg)")
    shared = "![图]({static}/hunan/images/shared.jpg)"
    house.article("hunan/changsha/articles/news/picture.md", shared)
    assert house.build().exit_status == PROBLEMS
    return house


def test_trap_02_a_draft_is_not_written_anywhere(trapped: House) -> None:
    assert not list(trapped.output.rglob("draft*"))


def test_trap_03_a_bad_date_or_key_is_said_and_withholds(trapped: House) -> None:
    found = {(p.path.rpartition("/")[2], p.line, p.code) for p in trapped.check().problems}
    news = "hunan/articles/news"
    wanted = {
        ("month.md", trapped.line(f"{news}/month.md", "date:"), "bad-value"),
        ("settings.md", trapped.line(f"{news}/settings.md", "Settings:"), "unknown-key"),
    }
    assert wanted <= found
    assert not list(trapped.output.rglob("month.html"))


def test_trap_04_save_as_does_not_replace_the_home_page(trapped: House) -> None:
    assert 'data-slot="pinned"' in trapped.page("hunan/index.html")


def test_trap_05_sites_stand_beside_each_other_and_what_is_withdrawn_goes(house: House) -> None:
    house.build()
    assert not (house.output / "hunan/changsha").exists()
    house.article("hunan/articles/news/one.md", head="status: withdrawn\n")
    house.build()
    assert not (house.output / "hunan/news/one.html").exists()
    assert (house.output / "changsha/news/two.html").exists()


def test_trap_06_no_link_to_what_is_not_published_ships(trapped: House) -> None:
    text = trapped.page("hunan/news/links.html")
    assert "甲、乙、丙" in text
    assert not [p for p, data in everything_in(trapped.output).items() if b"{filename}" in data]
    assert not list(trapped.output.rglob("*.zip"))


def test_trap_07_markup_in_titles_and_bodies_is_harmless(trapped: House) -> None:
    pages = {p: d for p, d in everything_in(trapped.output).items() if p.endswith(".html")}
    assert not [
        path
        for path, data in pages.items()
        if "<script" in without_own_scripts(data.decode()) or b"onclick" in data
    ]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in trapped.page("hunan/news/script.html")


def test_trap_08_control_characters_and_equal_slugs_kill_no_build(trapped: House) -> None:
    assert "控制字符与其他。" in trapped.page("hunan/news/control.html")
    assert "题目" in trapped.page("hunan/news/feed.xml")
    assert (trapped.output / "hunan/news/same.html").exists()
    assert (trapped.output / "hunan/activity/same.html").exists()


def test_trap_09_words_that_sound_alike_stay_apart(trapped: House) -> None:
    for tag in ("事实", "实施", "会议", "回忆", "标签1", "标签12"):
        assert f">{tag}<" in trapped.page(f"hunan/news/tag-{tag}.html")


def test_trap_10_a_picture_of_two_sites_shows_at_both(trapped: House) -> None:
    one, two = (trapped.page(f"{site}/news/picture.html") for site in ("hunan", "changsha"))
    sources = [text.partition('<img src="')[2].partition('"')[0] for text in (one, two)]
    assert sources[0] == sources[1]
    assert (trapped.output / "hunan/news" / sources[0]).resolve().is_file()


def test_trap_14_17_18_pelicans_own_command_line_builds_all(house: House) -> None:
    """A class object, no fork under its refresh thread, and no "Done" for every site."""
    command = [sys.executable, "-m", "pelican", str(house.content), "-s", "pelicanconf.py"]
    done = subprocess.run(
        [*command, "-o", str(house.output)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Done" not in done.stdout + done.stderr
    assert {"hunan", "changsha", "furong", "hengyang"} <= {p.name for p in house.output.iterdir()}


def test_trap_16_a_name_can_not_lead_into_another_site(house: House) -> None:
    house.article("hunan/articles/news/%2E%2E%2Fchangsha%2Fx.md")
    house.article("hunan/articles/news/a\\..\\x.md")
    report = house.build()
    assert [fault.code for fault in report.problems] == ["bad-name", "bad-name"]
    assert not list(house.output.rglob("x.html"))


def test_trap_19_pelicans_content_cache_is_never_used(house: House, tmp_path: Path) -> None:
    settings = tmp_path / "cacheconf.py"
    text = "from pelicanconf import *\nSETTINGS_FILE = __file__\nCACHE_CONTENT = True\n"
    settings.write_text(f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{text}", "utf-8")
    overrides = (("CACHE_PATH", str(tmp_path / "pelican")),)
    house.build(settings_file=settings, overrides=overrides)
    assert not (tmp_path / "pelican").exists()


def test_trap_21_a_dirty_site_renders_all_its_pages(house: House) -> None:
    """A plugin that listens to every written page hears of all of them, also after one edit."""
    house.build()
    house.article("hunan/articles/news/one.md", "改过。")
    house.build()
    fresh = everything_in(house.output)
    shutil.rmtree(house.output)
    house.build()
    assert everything_in(house.output) == fresh


def test_trap_24_nothing_outside_content_is_read_or_linked(trapped: House) -> None:
    assert "一二三" in trapped.page("hunan/news/escapes.html")
    found = [p for p, data in everything_in(trapped.output).items() if WORD.encode() in data]
    assert found == []


@contextlib.contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if os.name == "nt" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk needs the right to mount one: run as root")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_trap_25_a_full_disk_leaves_every_site_as_it_was(house: House, tmp_path: Path) -> None:
    """Kills and second builds: tests/test_build.py and tests/output/test_claim.py."""
    with small_disk(tmp_path / "disk", 1200):
        output = tmp_path / "disk" / "output"
        assert house.build(output=output).exit_status == 0
        before = everything_in(output)
        for number in range(12):
            house.article(f"hunan/articles/theory/long-{number}.md", "长文。" * 20_000)
        command = [sys.executable, "-m", "lianzhan", "build", "--content", str(house.content)]
        done = subprocess.run(
            [*command, "--output", str(output), "--now", NOW.isoformat()],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode in {1, 2}
        assert "Traceback" not in done.stderr
        after = everything_in(output)
        shown = {path: data for path, data in after.items() if not path.startswith("assets/")}
        assert shown == {p: d for p, d in before.items() if not p.startswith("assets/")}
