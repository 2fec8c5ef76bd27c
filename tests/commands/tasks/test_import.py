"""`import`: what is said of each file. What it does: tests/desk/importing/."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli import run_task

if TYPE_CHECKING:
    from conftest import House

OPTIONS = ("--content", "content", "--site", "hunan", "--column", "news")


def test_each_file_is_named_with_what_became_of_it(house: House) -> None:
    theirs = house.folder / "theirs"
    theirs.mkdir()
    (theirs / "walk.md").write_text("---\ntitle: 散步\ndate: 2026-03-08\n---\n走。\n", "utf-8")
    (theirs / "broken.md").write_bytes(b"\xff")
    (theirs / "notes.xyz").write_text("?", "utf-8")
    done = run_task(house, "import", "theirs", *OPTIONS)
    assert done.returncode == 1
    assert done.stderr.startswith("broken.md：未导入，")
    said = done.stdout.splitlines()
    assert said[0] == "walk.md → hunan/articles/news/walk/index.md"
    assert any(line.startswith("notes.xyz：未导入，") for line in said)
    assert said[-1] == "1 篇已导入，等待审签；1 篇未导入；其他文件 1 个未用到"
    assert "status: submitted" in house.content.joinpath(
        "hunan/articles/news/walk/index.md"
    ).read_text("utf-8")


def test_a_site_or_column_that_is_not_there_ends_with_2_and_the_nearest(house: House) -> None:
    (house.folder / "theirs").mkdir()
    for option, said in (("--site=hunna", "没有代号为“hunna”的站点；最接近的是 hunan"),
                         ("--column=nwes", "该站点没有栏目“nwes”；最接近的是 news")):  # fmt: skip
        known = [f"--{name}" for name in ("site=hunan", "column=news") if name[:4] != option[2:6]]
        done = run_task(house, "import", "theirs", "--content", "content", option, *known)
        assert (done.returncode, done.stderr) == (2, f"{said}\n")
