"""`proof`: what is said of texts, and what `--fix` does. How it does it: tests/desk/proofing/."""

from __future__ import annotations

import os
import pty
import subprocess
from typing import TYPE_CHECKING

import pytest
from cli import LIANZHAN, run_task, unmeasured
from waiting import PATIENCE

if TYPE_CHECKING:
    from conftest import House

NEWS = "hunan/articles/news"
X = f"{NEWS}/x.md"
BODY = "姐妹们,大家好：13800138000"


def proof(house: House, *words: str) -> subprocess.CompletedProcess[str]:
    return run_task(house, "proof", "--content", "content", *words)


def test_what_is_found_is_listed_with_how_to_mend_it(house: House) -> None:
    house.article(X, BODY)
    done = proof(house, f"content/{X}")
    assert done.returncode == 0
    assert f"content/{X}:11: half-width-marks: “姐妹们,大家好：" in done.stderr
    assert "help: 汉字之间用全角标点：“姐妹们，大家好：" in done.stderr
    assert "138****8000" in done.stderr
    assert "13800138000" not in done.stderr


def test_a_folder_without_slips_says_so(house: House) -> None:
    done = proof(house, "content/hunan")
    assert (done.returncode, done.stdout, done.stderr) == (0, "三校没有发现问题\n", "")


def test_an_error_ends_with_1(house: House) -> None:
    file = house.content / "federation.toml"
    file.write_text(f'{file.read_text("utf-8")}\n[proofs]\nhalf-width-marks = "error"\n', "utf-8")
    house.article(X, BODY)
    assert proof(house, f"content/{X}").returncode == 1


def test_rules_that_are_off_are_asked_for_by_all(house: House) -> None:
    file = house.content / "federation.toml"
    off = '\n[proofs]\nhalf-width-marks = "off"\nmobile-number = "off"\n'
    file.write_text(f"{file.read_text('utf-8')}{off}", "utf-8")
    house.article(X, BODY)
    assert proof(house, f"content/{X}").stderr == ""
    done = proof(house, f"content/{X}", "--all")
    assert done.stderr.count("  help: ") == 2
    assert proof(house, f"content/{X}", "--all", "--fix", "--yes").returncode == 0
    assert "姐妹们，" in (house.content / X).read_text("utf-8")


def test_what_can_not_be_read_ends_with_1(house: House) -> None:
    house.write(X, b"\xff")
    done = proof(house, f"content/{X}")
    assert done.returncode == 1
    assert f"content/{X}: 文件或稿头无法读取（not-utf-8）" in done.stderr


def test_nothing_is_mended_without_being_asked_for(house: House) -> None:
    house.article(X, BODY)
    house.renew()
    before = (house.content / X).read_bytes()
    done = proof(house, f"content/{X}", "--fix")
    assert (done.returncode, done.stderr) == (1, "没有改；确定要改，加上 --yes\n")
    assert "-姐妹们,大家好" in done.stdout
    assert "+姐妹们，大家好" in done.stdout
    assert done.stdout.endswith("1 个文件，1 处改动，会作废 3 次审签\n")
    assert (house.content / X).read_bytes() == before


def test_yes_mends_and_what_was_signed_awaits_its_review(house: House) -> None:
    house.article(X, BODY)
    house.renew()
    before = (house.content / X).read_text("utf-8")
    done = proof(house, f"content/{NEWS}", "--fix", "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("已改好 1 个文件\n")
    assert (house.content / X).read_text("utf-8") == before.replace("们,", "们，")
    assert house.check().decisions[X].reason == "changed-since-review"
    again = proof(house, f"content/{NEWS}", "--fix", "--yes")
    assert (again.returncode, again.stdout) == (0, "没有可以放心改的\n")


def test_what_is_written_in_an_unusual_way_is_counted(house: House) -> None:
    house.article(X, "好。", title='"\\u5927\\u5BB6\\u7684\\u7684"')
    done = proof(house, f"content/{X}", "--fix", "--yes")
    assert done.stderr == "有 1 处写法特殊，请手工改\n"
    assert done.stdout == "没有可以放心改的\n"


@pytest.mark.parametrize(("answer", "is_done"), [("y\n", True), ("\n", False), ("n\n", False)])
def test_at_a_terminal_it_asks(house: House, answer: str, is_done: bool) -> None:
    house.article(X, BODY)
    ours, theirs = pty.openpty()
    os.write(ours, answer.encode())
    done = subprocess.run(
        [*LIANZHAN, "proof", "--content", "content", f"content/{X}", "--fix"],
        cwd=house.folder,
        env=unmeasured(),
        stdin=theirs,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert "改？(y/N)" in done.stdout
    assert done.returncode == (not is_done)
    assert ("姐妹们，" in (house.content / X).read_text("utf-8")) == is_done


def test_a_path_is_needed_and_has_to_be_there(house: House) -> None:
    assert proof(house).returncode == 2
    assert proof(house, "content/none.md").returncode == 2
    assert proof(house, "content/hunan/hengyang").returncode == 1


@pytest.mark.parametrize("fix", [(), ("--fix", "--yes")])
def test_a_head_that_can_not_be_read_is_named(house: House, fix: tuple[str, ...]) -> None:
    house.write(X, "---\ntitle: 题\ntags: [a\n---\n\n他的的书\n")
    done = proof(house, f"content/{X}", *fix)
    assert done.returncode == 1
    assert f"content/{X}: 文件或稿头无法读取（front-matter-syntax）" in done.stderr
