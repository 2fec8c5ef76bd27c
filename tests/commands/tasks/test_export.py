"""`export`: 40 entries from counties, picked by cities and the province, as another system has them."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from campaign_federation import (
    CAMPAIGN,
    CHAIN,
    ENTRIES,
    PROVINCE,
    THEMES,
    TITLE,
    entry,
    hold_campaign,
    hold_entry,
    hold_federation,
    jpeg,
    path_of,
    picks,
    site_of,
    unit,
)
from cli import run_task
from conftest import House
from made_files import pdf
from PIL import Image

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

HEAD = (
    "序号", "标题", "单位", "站点", "层级", "作者", "联系方式", "栏目", "活动", "主题", "发布日期",
    "字数", "图片", "选用", "文件夹", "未导出的附件", "稿件",
)  # fmt: skip
MOST_BYTES, RATIO = 1_048_576, 750 / 445
COUNTY = site_of("dongjiang-1")
LIGHT = 6
"""Entries that are enough for what does not take all of them."""


def export(house: House, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    options = ["--content", "content", "--output", "output", "--now", "2020-07-01"]
    return run_task(house, "export", *words, *options, **environment)


def rows(folder: Path) -> list[dict[str, str]]:
    text = (folder / "清单.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    return [*csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""))]


def files(folder: Path) -> dict[str, bytes]:
    found = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def federation(folder: Path, entries: int) -> House:
    house = House(folder)
    hold_federation(house, entries)
    return house


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> House:
    """All 40 entries, exported once; only looked at."""
    house = federation(tmp_path_factory.mktemp("export"), ENTRIES)
    contact = '[contact]\ntelephone = "0731-84555555"\n'
    house.write(f"{COUNTY}/site.toml", f'name = "东江春山县妇联"\nlevel = "county"\n{contact}')
    done = export(house, TITLE, "--to", "national", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    (house.folder / "done.json").write_text(done.stdout, "utf-8")
    return house


@pytest.fixture
def small(tmp_path: Path) -> House:
    """Six entries, each of its own county."""
    return federation(tmp_path, LIGHT)


def test_forty_entries_come_out_each_with_a_row_a_text_and_a_picture(whole: House) -> None:
    folder = whole.folder / "national"
    table = rows(folder)
    assert len(table) == ENTRIES
    assert tuple(table[0]) == HEAD
    assert [row["序号"] for row in table] == [str(n) for n in range(1, ENTRIES + 1)]
    assert {row["稿件"] for row in table} == {path_of(n) for n in range(1, ENTRIES + 1)}
    folders = sorted(each.name for each in folder.iterdir() if each.is_dir())
    assert folders == [row["文件夹"] for row in table]
    for row in table:
        names = sorted(file.name for file in (folder / row["文件夹"]).iterdir())
        number = f"{int(row['序号']):02}"
        assert names == [f"{number}-图1.jpg", f"{number}-正文.txt"]


def test_every_picture_opens_and_is_what_the_notice_asks_for(whole: House) -> None:
    pictures = sorted((whole.folder / "national").rglob("*.jpg"))
    assert len(pictures) == ENTRIES
    for file in pictures:
        assert file.stat().st_size <= MOST_BYTES
        with Image.open(file) as opened:
            opened.load()
            assert opened.format == "JPEG"
            assert abs(opened.width / opened.height - RATIO) <= 0.01 * RATIO
            assert not opened.getexif()


def test_pictures_that_comply_keep_their_bytes(whole: House) -> None:
    for row in rows(whole.folder / "national"):
        folder = whole.folder / "national" / row["文件夹"]
        number = row["稿件"].split("post-")[1].split("/")[0]
        original = whole.content / row["稿件"].replace("index.md", f"post-{number}.jpg")
        (made,) = folder.glob("*.jpg")
        assert made.read_bytes() == original.read_bytes()
        with Image.open(made) as opened:
            size = f"{made.name} {opened.width}×{opened.height} {made.stat().st_size}"
        assert row["图片"] == size


def test_a_row_says_of_whom_it_is_and_who_picked_it_when(whole: House) -> None:
    row = next(row for row in rows(whole.folder / "national") if row["稿件"] == path_of(1))
    assert row == {
        "序号": row["序号"],
        "标题": "第1岗的一天",
        "单位": unit(1),
        "站点": "东江春山县妇联",
        "层级": "县市区",
        "作者": "通讯员1",
        "联系方式": "0731-84555555",
        "栏目": "工作动态",
        "活动": TITLE,
        "主题": THEMES[1][1],
        "发布日期": "2020-05-12",
        "字数": row["字数"],
        "图片": row["图片"],
        "选用": (
            "东江春山县妇联（推荐） 县联络员 2020-05-12；东江市妇联 推荐员 2020-06-02；"
            "兰江省妇联 推荐员 2020-06-08"
        ),
        "文件夹": row["文件夹"],
        "未导出的附件": "",
        "稿件": path_of(1),
    }
    assert int(row["字数"]) > 100


def test_a_text_is_plain_and_windows_reads_it(whole: House) -> None:
    folder = whole.folder / "national"
    row = next(row for row in rows(folder) if row["稿件"] == path_of(1))
    (file,) = (folder / row["文件夹"]).glob("*.txt")
    raw = file.read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 5
    lines = raw.decode("utf-8").split("\r\n")
    assert lines[:4] == ["第1岗的一天", "", f"单位：{unit(1)}", "作者：通讯员1"]
    assert lines[-2:] == ["［图1：第1岗的窗口］", ""]
    assert "](" not in raw.decode()


def test_the_document_says_the_same_as_the_table(whole: House) -> None:
    document: dict[str, Any] = json.loads((whole.folder / "done.json").read_text("utf-8"))
    assert (document["written"], document["refused"]) == (True, [])
    assert document["to"] == str(whole.folder / "national")
    assert len(document["entries"]) == ENTRIES
    first, row = document["entries"][0], rows(whole.folder / "national")[0]
    assert (first["folder"], str(first["number"])) == (row["文件夹"], row["序号"])
    assert first["path"] == f"content/{row['稿件']}"
    assert first["offered"] == {"by": "县联络员", "on": "2020-05-12"}
    assert first["picks"][-1] == {"site": PROVINCE, "by": "推荐员", "on": "2020-06-08"}
    assert (first["theme"], first["pictures"][0]["change"]) == (row["主题"], "")


def test_the_workbook_holds_the_same_rows_and_no_formula(whole: House) -> None:
    with zipfile.ZipFile(whole.folder / "national" / "清单.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        words = book.read("xl/sharedStrings.xml").decode()
    assert sheet.count("<row ") == ENTRIES + 1
    assert "<f>" not in sheet
    assert all(f">{text}<" in words for text in (*HEAD, unit(7), path_of(40)))


def test_an_archive_holds_the_same_and_has_always_the_same_bytes(whole: House) -> None:
    for name in ("a.zip", "b.zip"):
        assert export(whole, TITLE, "--to", name).returncode == 0
    assert (whole.folder / "a.zip").read_bytes() == (whole.folder / "b.zip").read_bytes()
    expected = files(whole.folder / "national")
    del expected["lianzhan-export.json"]
    with zipfile.ZipFile(whole.folder / "a.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == expected


@pytest.mark.parametrize(
    "called", ["posts-online", "POSTS-Online", CAMPAIGN, f"content/{CAMPAIGN}"]
)
def test_a_campaign_is_meant_by_name_title_or_file(small: House, called: str) -> None:
    assert export(small, called, "--to", "a").returncode == 0
    assert len(rows(small.folder / "a")) == LIGHT


def test_an_entry_withdrawn_after_it_was_picked_is_refused_by_name(small: House) -> None:
    hold_entry(small, 2, status="withdrawn")
    done = export(small, TITLE, "--to", "a", "--json")
    assert done.returncode == 1
    line = small.line(f"{PROVINCE}/picks.toml", path_of(2)) - 1
    place = f"content/{PROVINCE}/picks.toml:{line}"
    assert f"{place}: pick-unpublished: 选用的稿件“{path_of(2)}”已经撤稿" in done.stderr
    assert "help: 删去这一条" in done.stderr
    assert {row["稿件"] for row in rows(small.folder / "a")} == {
        path_of(n) for n in range(1, LIGHT + 1) if n != 2
    }
    document = json.loads(done.stdout)
    assert [fault["code"] for fault in document["refused"]] == ["pick-unpublished"]


def test_with_strict_one_that_is_refused_keeps_all_back(small: House) -> None:
    assert export(small, TITLE, "--to", "a").returncode == 0
    before = files(small.folder)
    hold_entry(small, 2, status="withdrawn")
    done = export(small, TITLE, "--to", "a", "--strict")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, "什么也没有写")
    assert files(small.folder / "a") == {
        name.removeprefix("a/"): data for name, data in before.items() if name.startswith("a/")
    }


def test_what_is_over_the_limits_is_named_with_its_line(small: House) -> None:
    """As limits were tightened after it was picked; it is withheld, and exported by nobody."""
    hold_campaign(small, limits='{text = 2000, images = "national"}')
    text = entry(3, "字" * 2001)
    small.write(path_of(3), text)
    done = export(small, TITLE, "--to", "a")
    assert done.returncode == 1
    assert f"content/{path_of(3)}:1: text-too-long: 正文有 20" in done.stderr
    assert "help: 删减正文" in done.stderr
    assert len(rows(small.folder / "a")) == LIGHT - 1
    small.write(f"{path_of(3).rpartition('/')[0]}/post-3.jpg", jpeg(3, 750, 750))
    line = small.line(path_of(3), "![")
    assert f"content/{path_of(3)}:{line}: image-ratio" in export(small, TITLE, "--to", "a").stderr


def test_only_what_is_published_at_the_moment_is_exported(small: House) -> None:
    hold_entry(small, 1, date="2020-06-30 09:00")
    before = export(small, TITLE, "--to", "a", "--now", "2020-06-29")
    assert (before.returncode, "pick-unpublished" in before.stderr) == (2, False)


def test_selections_hold_together(small: House) -> None:
    def numbers(*words: str) -> set[int]:
        shutil.rmtree(small.folder / "a", ignore_errors=True)
        done = export(small, *words, "--to", "a")
        assert done.returncode in (0, 2), done.stderr
        if done.returncode:
            assert "没有这样的已发布稿件" in done.stderr
            return set()
        paths = {row["稿件"] for row in rows(small.folder / "a")}
        return {n for n in range(1, LIGHT + 1) if path_of(n) in paths}

    hold_entry(small, 4, date="2020-05-20 09:00")
    small.write(f"{PROVINCE}/picks.toml", picks(range(1, 5), "2020-06-08"))
    assert numbers("--column", "news") == {1, 2, 3, 4, 5, 6}
    assert numbers("--column", "工作动态", "--site", "dongjiang") == {1, 2, 3, 4}
    assert numbers("--picked-by", PROVINCE) == {1, 2, 3, 4}
    assert numbers("--picked-by", "nanjiang") == {5, 6}
    assert numbers(TITLE) == {1, 2, 3, 4}
    assert numbers(TITLE, "--picked-by", "nanjiang") == {5, 6}
    assert numbers(TITLE, "--since", "2020-05-13") == {4}
    assert numbers(TITLE, "--until", "2020-05-12", "--site", "dongjiang-2") == {2}
    assert numbers("--column", "theory", "--picked-by", PROVINCE) == set()


def test_a_campaigns_own_site_passes_on_what_it_offers_upward(small: House) -> None:
    """Nobody picks one's own: an entry of the province counts where it offers it to the nation."""
    honour = 'name = "own"\naward = "post"\nlevel = "全国"\nyear = 2018\nunit = "兰江省机关岗"\n'
    small.write(f"{PROVINCE}/honours.toml", f"[[honours]]\n{honour}{CHAIN}")
    for name, offer in (("own", "national"), ("kept", "")):
        head = {
            "unit": "兰江省机关岗",
            "offer": offer,
            "offered": "" if not offer else "{by: 乙, at: 2020-05-12}",
        }
        text = entry(1, **head).replace("post-1.jpg", f"{name}.jpg")
        small.write(f"{PROVINCE}/articles/news/{name}/index.md", text)
        small.write(f"{PROVINCE}/articles/news/{name}/{name}.jpg", jpeg(90))
    hold_campaign(small, quotas="{recommend = {province = {max = 6}}}")
    done = export(small, TITLE, "--to", "a")
    assert done.returncode == 0, done.stderr
    assert "活动要求最多推荐 6 篇，这里有 7 篇" in done.stdout
    own = [row["稿件"] for row in rows(small.folder / "a") if row["稿件"].count("/") == 4]
    assert own == [f"{PROVINCE}/articles/news/own/index.md"]


def test_pictures_are_made_to_comply_and_it_is_said(small: House) -> None:
    folder = path_of(1).rpartition("/")[0]
    hold_campaign(small, limits="{text = 2000}")
    with Image.open(io.BytesIO(jpeg(1))) as opened:
        out = io.BytesIO()
        opened.save(out, "png")
        exif = Image.Exif()
        exif.get_ifd(0x8825)[1] = "N"
        located = io.BytesIO()
        opened.save(located, "jpeg", exif=exif)
    small.write(f"{folder}/post-1.png", out.getvalue())
    small.write(path_of(1), entry(1).replace("post-1.jpg", "post-1.png"))
    small.write(f"{path_of(2).rpartition('/')[0]}/post-2.jpg", located.getvalue())
    done = export(small, TITLE, "--to", "a")
    assert done.returncode == 0, done.stderr
    assert f"01-图1.jpg: 转为 JPEG ({folder}/post-1.png)" in done.stdout
    assert "02-图1.jpg: 去掉附带信息" in done.stdout
    assert all(b"Exif" not in file.read_bytes() for file in (small.folder / "a").rglob("*.jpg"))


def test_a_picture_that_can_not_be_made_small_enough_refuses_its_entry(small: House) -> None:
    """No coding of a picture with its notes is measured by the gate: it is when it is made."""
    tight = (
        "{text = 2000, images = {formats = ['png'], width = 750, height = 445, max_bytes = 3000}}"
    )
    hold_campaign(small, limits=tight)
    with Image.open(io.BytesIO(jpeg(1))) as opened:
        flat = Image.new("P", opened.size)
        flat.putpalette([0, 0, 0, 255, 255, 255])
        flat.putdata([(x // 7 + x // 750) % 2 for x in range(750 * 445)])
        out = io.BytesIO()
        flat.save(out, "png", optimize=True, bits=1)
    assert len(out.getvalue()) < 3000
    for number in range(1, LIGHT + 1):
        small.write(path_of(number), entry(number).replace(f"post-{number}.jpg", "x.png"))
        small.write(f"{path_of(number).rpartition('/')[0]}/x.png", out.getvalue())
    done = export(small, TITLE, "--to", "a")
    assert done.returncode == 1
    line = small.line(path_of(1), "![")
    assert f"content/{path_of(1)}:{line}: export-picture: 图片“x.png”缩到 750×445" in done.stderr
    said = json.loads(export(small, TITLE, "--to", "a", "--json").stdout)
    assert {fault["code"] for fault in said["refused"]} == {"export-picture"}
    assert (said["written"], said["entries"]) == (False, [])
    assert not (small.folder / "a").exists()


def test_fewer_than_a_campaign_asks_for_is_said(whole: House, small: House) -> None:
    said = "活动要求至少推荐 30 篇，这里只有 6 篇"
    assert said in export(small, TITLE, "--to", "a").stdout
    assert "至少" not in export(small, TITLE, "--site", "nanjiang", "--to", "a").stdout
    assert "至少" not in export(whole, TITLE, "--to", "c.zip").stdout


def test_a_remark_on_a_pick_that_holds_refuses_nothing(small: House) -> None:
    text = (small.content / PROVINCE / "picks.toml").read_text("utf-8")
    small.write(f"{PROVINCE}/picks.toml", text.replace('by = "推荐员"\n', "", 1))
    done = export(small, TITLE, "--to", "a")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(rows(small.folder / "a")) == LIGHT


def test_picks_beyond_the_quota_are_refused_in_the_order_of_the_file(small: House) -> None:
    hold_campaign(small, quotas="{recommend = {province = {max = 5}}}")
    done = export(small, TITLE, "--to", "a")
    assert done.returncode == 1
    assert path_of(LIGHT) in done.stderr
    assert {row["稿件"] for row in rows(small.folder / "a")} == {path_of(n) for n in range(1, 6)}


def test_cells_are_no_formulas(small: House) -> None:
    for number, start in enumerate("=+-@", 1):
        hold_entry(small, number, author=f"'{start}1+cmd|x'")
    assert export(small, TITLE, "--to", "a").returncode == 0
    cells = [cell for row in rows(small.folder / "a") for cell in row.values()]
    assert sum(cell.startswith("'") for cell in cells) == 4
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_long_titles_and_those_alike_in_all_but_case_have_folders(small: House) -> None:
    titles = {1: "a" * 60, 2: "A" * 60, 3: "何为“家”?", 4: "a/b:c"}
    for number, title in titles.items():
        hold_entry(small, number, title=f"'{title}'")
    done = export(small, TITLE, "--to", "a.zip")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(small.folder / "a.zip") as archive:
        folders = {name.partition("/")[0] for name in archive.namelist() if "/" in name}
    assert len({folder.casefold() for folder in folders}) == LIGHT
    assert not [folder for folder in folders if any(sign in folder for sign in '<>:"/\\|?*')]


def test_attachments_are_named_and_not_exported(small: House) -> None:
    small.write(f"{path_of(1).rpartition('/')[0]}/表.pdf", pdf())
    small.write(path_of(1), entry(1, "见[报名表](表.pdf)。"))
    done = export(small, TITLE, "--to", "a")
    assert done.returncode == 0, done.stderr
    named = {row["稿件"]: row["未导出的附件"] for row in rows(small.folder / "a")}
    assert {path for path, name in named.items() if name == "表.pdf"} == {path_of(1)}
    assert "1 篇有附件，附件没有导出" in done.stdout
    assert not [*(small.folder / "a").rglob("*.pdf")]


def test_a_site_that_can_not_be_read_is_named(small: House) -> None:
    small.write(f"{site_of('dongjiang-3')}/site.toml", "name = = 1")
    done = export(small, TITLE, "--to", "a")
    assert done.returncode == 1
    assert f"content/{site_of('dongjiang-3')}/site.toml:1: config-syntax" in done.stderr


def test_where_it_may_not_be_written_nothing_is(small: House) -> None:
    (small.folder / "mine").mkdir()
    (small.folder / "mine/notes.txt").write_text("mine", "utf-8")
    (small.folder / "old.zip").write_bytes(b"old")
    before = files(small.folder)
    for to, said in (
        ("mine", "mine 里有不是本程序导出的，或导出后改过的内容（notes.txt）"),
        ("content/a", "content/a 在 "),
        ("output/a.zip", "没有文件夹"),
        ("old.zip", "old.zip 已经存在：确实要替换，请加 --yes"),
    ):
        done = export(small, TITLE, "--to", to)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr, to
    assert files(small.folder) == before
    assert export(small, TITLE, "--to", "old.zip", "--yes").returncode == 0
    assert zipfile.is_zipfile(small.folder / "old.zip")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "没有写导出什么"),
        (("巾帼文明岗网上形",), "没有活动“巾帼文明岗网上形”；最接近的是 巾帼文明岗网上行"),
        (("a", "b"), "一次只导出一个活动，写了 2 个"),
        (("--column", "nws"), "--column：没有栏目“nws”；最接近的是 news"),
        (("--site", "lanjing"), "--site：没有站点 lanjing；最接近的是 lanjiang"),
        (("--picked-by", "x"), "--picked-by：没有站点 x"),
        (("--column", "news", "--since", "x"), "--since “x”不是日期"),
        (("--column", "news", "--since", "2020-06-02", "--until", "2020-06-01"), "--until 在"),
    ],
)
def test_what_can_not_be_meant_ends_with_status_2(
    small: House, words: tuple[str, ...], said: str
) -> None:
    done = export(small, *words, "--to", "a")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not (small.folder / "a").exists()


def test_two_campaigns_of_one_name_are_told_apart_by_their_files(small: House) -> None:
    other = f"{PROVINCE}/nanjiang/campaigns/posts-online.toml"
    small.write(other, (small.content / CAMPAIGN).read_text("utf-8"))
    done = export(small, TITLE, "--to", "a")
    assert (done.returncode, CAMPAIGN in done.stderr, other in done.stderr) == (2, True, True)
    assert export(small, CAMPAIGN, "--to", "a").returncode == 0
    assert {row["稿件"] for row in rows(small.folder / "a")} == {path_of(n) for n in range(1, 5)}


def test_in_english_all_is_said_in_english_and_the_table_in_the_federations(small: House) -> None:
    done = export(small, TITLE, "--to", "a", LANGUAGE="en")
    assert done.stdout.startswith(f"Exported {LIGHT} articles with {LIGHT} pictures: ")
    assert tuple(rows(small.folder / "a")[0]) == HEAD


def test_without_the_library_there_is_no_workbook_and_it_is_said(
    small: House, tmp_path: Path
) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(
        "import importlib.util as u\nfind = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'xlsxwriter' else find(name, *more)\n",
        "utf-8",
    )
    path = os.pathsep.join((str(hidden), os.environ["PYTHONPATH"]))
    done = export(small, TITLE, "--to", "a", PYTHONPATH=path)
    assert done.returncode == 0, done.stderr
    assert "没有写 XLSX 清单" in done.stdout
    assert not (small.folder / "a/清单.xlsx").exists()
    assert len(rows(small.folder / "a")) == LIGHT
