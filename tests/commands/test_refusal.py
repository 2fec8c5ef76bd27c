"""Builds that do not take place: one line says why, and nothing has changed."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from cli import build, run_task
from conftest import everything_in

from lianzhan.output.output_lock import claim

if TYPE_CHECKING:
    from conftest import House


def test_a_folder_that_another_build_holds_ends_with_2_and_names_the_holder(house: House) -> None:
    with claim(house.output, 0):
        done = build(house, "--wait", "0")
    assert done.returncode == 2
    assert f"PID {os.getpid()}" in done.stderr


def test_more_sites_than_one_forgets_do_not_go_off_line_unasked(house: House) -> None:
    assert build(house).returncode == 0
    before = everything_in(house.output)
    shutil.rmtree(house.content / "hunan/changsha")
    shutil.rmtree(house.content / "hunan/hengyang")
    done = build(house)
    assert done.returncode == 2
    said = "这次生成会让 4 个站点中的 3 个下线，已停止：content/ 里没有它们。"
    assert done.stderr.startswith(said)
    assert "--allow-removal" in done.stderr
    assert everything_in(house.output) == before


def test_the_output_of_another_federation_is_left_to_it(house: House) -> None:
    assert build(house).returncode == 0
    before = everything_in(house.output)
    file = house.content / "federation.toml"
    house.write(
        "federation.toml",
        re.sub("^id = .*$", 'id = "x"', file.read_text("utf-8"), flags=re.MULTILINE),
    )
    done = build(house)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert done.stderr.startswith("输出文件夹里是另一个联站“")
    assert everything_in(house.output) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--output", "content"), "content 不是空的，也不是由本程序生成的，不会写入\n"),
        (("--site", "hunna"), "没有代号为“hunna”的站点；最接近的是 hunan\n"),
    ],
)
def test_what_can_not_be_built_is_named_in_both_languages(
    house: House, options: tuple[str, ...], said: str
) -> None:
    task = ("build", "--content", "content", "--output", "output", *options)
    task = task if "--site" in options else ("build", "--content", "content", *options)
    done = run_task(house, *task)
    assert done.returncode == 2
    assert done.stderr.endswith(said)
    assert not re.search("[\u4e00-\u9fff]", run_task(house, *task, LANGUAGE="en").stderr)
