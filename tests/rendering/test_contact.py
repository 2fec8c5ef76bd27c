"""What a site says of itself: its own facts, then those of sites above, each below its name."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from showing.sample import THEME, sample_names

from lianzhan.rendering import portal

if TYPE_CHECKING:
    from collections.abc import Callable

CITY = SimpleNamespace(name="常德市妇联", url="https://hunan.example.org/changde/")
PROVINCE = SimpleNamespace(name="湖南省妇联", url="https://hunan.example.org/hunan/")
NUMBER = {"shown": "0736-12338", "uri": "tel:+8673612338"}
FACTS: dict[str, Any] = {
    "host": "安乡县妇联",
    "run_by": "办公室",
    "place": {"address": "示例路 1 号", "postcode": ""},
    "telephones": [NUMBER],
    "hours": {"shown": "周一至周五 9:00—12:00"},
    "email": "anxiang@example.org",
    "identification": "4300000000",
    "icp": {"number": "湘ICP备00000000号-1", "url": "https://beian.miit.gov.cn/"},
    "police": None,
}


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[str]]:
    names = sample_names(tmp_path_factory.mktemp("contact"))
    environment = portal._environment(THEME, names["site"].shared)
    template = environment.from_string(
        '{% from "components/contact.html" import contact %}{{ contact(profile, only_place) }}'
    )

    def shown(of: dict[str, SimpleNamespace], *, only_place: bool = False) -> list[str]:
        profile = {
            name: value and {"value": value, "origin": of.get(name)}
            for name, value in FACTS.items()
        }
        html = template.render(names, profile=profile, only_place=only_place)
        return [re.sub("<[^>]+>", "", line) for line in re.findall("<li[^>]*>(.*?)</li>", html)]

    return shown


def test_own_facts_need_no_name(lines: Callable[..., list[str]]) -> None:
    shown = lines({})
    assert [line.split("：")[0] for line in shown[:3]] == ["主办单位", "承办单位", "地址"]
    assert len(shown) == len(FACTS) - 1
    assert not any("以下信息来自" in line for line in shown)


def test_what_is_taken_from_a_site_stands_below_its_name_which_is_said_once(
    lines: Callable[..., list[str]],
) -> None:
    borrowed = dict.fromkeys(("place", "telephones"), CITY)
    shown = lines({**borrowed, "run_by": PROVINCE, "icp": PROVINCE})
    assert [line for line in shown if "来自" in line] == [
        "以下信息来自湖南省妇联：",
        "以下信息来自常德市妇联：",
    ]
    own = shown.index("以下信息来自湖南省妇联：")
    assert [line.split("：")[0] for line in shown[:own]] == [
        "主办单位",
        "办公时间",
        "邮箱",
        "网站标识码",
    ]
    assert shown[own + 1 :] == [
        "承办单位：办公室",
        "湘ICP备00000000号-1",
        "以下信息来自常德市妇联：",
        "地址：示例路 1 号",
        "电话：0736-12338",
    ]


def test_who_is_to_find_the_office_is_told_no_more(lines: Callable[..., list[str]]) -> None:
    assert lines({"email": CITY}, only_place=True) == [
        "安乡县妇联",
        "地址：示例路 1 号",
        "电话：0736-12338",
        "办公时间：周一至周五 9:00—12:00",
    ]
