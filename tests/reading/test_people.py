"""people.toml: who may sign, or what keeps everybody from it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from lianzhan.model.federation import SiteTree
from lianzhan.model.people import People, Person, PublicKey
from lianzhan.reading.federation import read_federation

if TYPE_CHECKING:
    from conftest import House

    from lianzhan.model.problem import Problem

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOnGlaryFakeKeyForTestsOnlyAAAAAAAAAAAAAAAAA"
ONE = """\
[[people]]
id = "zhang"
name = "张甲"
steps = ["first"]
sites = ["changsha"]
"""
ALL = f"""\
[[people]]
id = "zhang-jia"
name = "张甲"
unit = "长沙市妇联"
accounts = ["zhangjia"]
steps = ["first", "second"]
sites = ["changsha", "hengyang"]
below = true
from = 2026-01-01
until = "2026年12月31日"
formerly = ["张嘉"]
keys = ["{KEY} zhang@example", {{key = "{KEY[:-1]}B", from = 2026-02-01, revoked = 2026-03-01}}]
"""


def read(house: House, text: str | bytes) -> SiteTree | tuple[Problem, ...]:
    house.write("people.toml", text)
    return read_federation(house.content)


def faults(house: House, text: str | bytes) -> list[tuple[int, str]]:
    problems = read(house, text)
    assert isinstance(problems, tuple)
    assert {fault.path for fault in problems} == {"people.toml"}
    return [(fault.line, fault.code) for fault in problems]


def test_without_the_file_nothing_says_who_may(house: House) -> None:
    assert house.federation.people is None


def test_everything_that_may_be_said_of_a_person(house: House) -> None:
    tree = read(house, ALL)
    assert isinstance(tree, SiteTree)
    assert tree.problems == ()
    assert tree.federation.people == People(
        (
            Person(
                id="zhang-jia",
                name="张甲",
                unit="长沙市妇联",
                accounts=("zhangjia",),
                steps=("first", "second"),
                sites=("changsha", "hengyang"),
                below=True,
                since=date(2026, 1, 1),
                until=date(2026, 12, 31),
                formerly=("张嘉",),
                keys=(
                    PublicKey(KEY),
                    PublicKey(f"{KEY[:-1]}B", since=date(2026, 2, 1), is_revoked=True),
                ),
                grounds=("hunan/changsha", "hunan/hengyang"),
                line=1,
            ),
        )
    )


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 0, "config-missing-key"),
        ("# 空\n", 0, "config-missing-key"),
        ("people = []\n", 0, "config-missing-key"),
        ("x = 1\n", 1, "config-unknown-key"),
        ("people = 1\n", 1, "config-value"),
        ("[[people]\n", 1, "config-syntax"),
        (b"\xff", 1, "not-utf-8"),
        (ONE.replace('"zhang"', '"张"'), 2, "config-value"),
        (ONE.replace('id = "zhang"\n', ""), 1, "config-missing-key"),
        (ONE.replace('name = "张甲"\n', ""), 1, "config-missing-key"),
        (ONE.replace('["first"]', '["third"]'), 4, "config-value"),
        (ONE.replace('["first"]', "[]"), 4, "config-value"),
        (ONE.replace('["changsha"]', '"changsha"'), 5, "config-value"),
        (ONE + 'from = "昨天"\n', 6, "config-value"),
        (ONE + "until = 2026-01-01T00:00:00\n", 6, "config-value"),
        (ONE + 'below = "yes"\n', 6, "config-value"),
        (ONE + 'phone = "1"\n', 6, "config-unknown-key"),
        (ONE + 'keys = ["ssh-dss x"]\n', 6, "config-value"),
        (ONE + 'keys = ["-----BEGIN OPENSSH PRIVATE KEY-----"]\n', 6, "config-value"),
        (ONE + f'keys = [{{key = "{KEY}", expires = 2026-01-01}}]\n', 6, "config-value"),
        (ONE + f'keys = [{{key = "{KEY}", revoked = "yes"}}]\n', 6, "config-value"),
        (ONE + ONE, 1, "config-value"),
        (ONE + f'keys = ["{KEY}", "{KEY} again"]\n', 6, "config-value"),
    ],
)
def test_a_fault_leaves_nobody_who_may_sign(
    house: House, text: str | bytes, line: int, code: str
) -> None:
    found = faults(house, text)
    assert (line, code) in found, found


def test_a_site_that_is_not_there_is_named_with_the_nearest(house: House) -> None:
    tree = read(house, ONE.replace("changsha", "changsa"))
    assert isinstance(tree, SiteTree)
    (fault,) = tree.problems
    assert (fault.path, fault.line, fault.code) == ("people.toml", 1, "people-unknown-site")
    assert dict(fault.details)["nearest"] == "changsha"
    assert tree.federation.people is not None
    assert tree.federation.people.persons[0].grounds == ()


def test_a_site_that_can_not_be_built_is_ground_still(house: House) -> None:
    house.write("hunan/changsha/site.toml", "x = ")
    tree = read(house, ONE)
    assert isinstance(tree, SiteTree)
    assert tree.federation.people is not None
    assert tree.federation.people.persons[0].grounds == ("hunan/changsha",)


def test_a_file_that_can_not_be_read_changes_nothing(house: House) -> None:
    assert house.build().exit_status == 0
    before = {file: file.read_bytes() for file in house.output.rglob("*.html")}
    house.article("hunan/articles/news/new.md")
    house.write("people.toml", ONE[:-4])
    assert house.build().exit_status == 2
    assert {file: file.read_bytes() for file in house.output.rglob("*.html")} == before


def test_a_link_out_of_content_is_not_followed(house: House) -> None:
    (house.folder / "elsewhere.toml").write_text(ONE, "utf-8")
    (house.content / "people.toml").symlink_to(house.folder / "elsewhere.toml")
    problems = read_federation(house.content)
    assert isinstance(problems, tuple)
    assert [fault.code for fault in problems] == ["outside-content"]
    (house.content / "people.toml").unlink()
    (house.content / "people.toml").symlink_to("none.toml")
    assert isinstance(read_federation(house.content), tuple)
