"""A mark is what people call a place, in one to three characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from lianzhan.planning.identity.marks import mark_of

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {
    "湖南省妇联": "湖南",
    "益阳市妇联": "益阳",
    "湖南省直机关妇工委": "省直",
    "益阳市直属单位妇女工作委员会": "市直",
    "中华全国妇女联合会": "全国",
    "南县妇联": "南县",
    "攸县妇联": "攸县",
    "津市市妇联": "津市",
    "冷水滩区妇联": "冷水滩",
    "湘西州妇联": "湘西",
    "江华瑶族自治县妇联": "江华",
    "靖州苗族侗族自治县妇联": "靖州",
    "湘西土家族苗族自治州妇女联合会": "湘西",
    "黔西南布依族苗族自治州妇联": "黔西南",
    "博尔塔拉蒙古自治州妇联": "博尔",
    "积石山保安族东乡族撒拉族自治县妇联": "积石山",
    "东乡族自治县妇联": "东乡",
    "鄂温克族自治旗妇联": "鄂温克",
    "管城回族区妇联": "管城",
    "内蒙古自治区妇联": "内蒙古",
    "新疆维吾尔自治区妇联": "新疆",
    "香港特别行政区妇联": "香港",
    "浦东新区妇联": "浦东",
    "神农架林区妇联": "神农架",
    "六枝特区妇联": "六枝",
    "鹰手营子矿区妇联": "鹰手",
    "矿区妇联": "矿区",
    "下花园区妇联": "下花园",
    "屈原管理区妇联": "屈原",
    "长沙高新技术产业开发区妇联": "高新",
    "岳阳经开区妇联": "经开",
    "大兴安岭地区妇联": "大兴",
    "兴安盟妇联": "兴安",
    "敖汉旗妇联": "敖汉",
    "科尔沁左翼中旗妇联": "科左中",
    "乌拉特前旗妇联": "乌前",
    "阿拉善左旗妇联": "阿左",
    "喀喇沁左翼蒙古族自治县妇联": "喀左",
    "湖南省益阳市安化县妇联": "安化",
    "湖南省益阳市南县妇联": "南县",
    "德宏傣族景颇族自治州芒市妇联": "芒市",
    "乐山市市中区妇联": "市中",
    "沙市区妇联": "沙市",
    "津市市金鱼岭街道妇联": "金鱼岭",
    "安化县妇联（示例）": "安化",
    "安化县妇联网站": "安化",
    "A县妇联": "A县",
    "Changsha Women's Federation": "CWF",
    "Hunan": "Hu",
    "女妇联": "女",
    "妇联": "妇联",
    "🌸妇联": "联",
    "": "联",
}


@pytest.mark.parametrize(("name", "mark"), NAMES.items(), ids=NAMES.values())
def test_a_name_gives_its_mark(name: str, mark: str) -> None:
    assert mark_of(name) == mark


def test_no_letter_is_torn_from_its_vowel_sign_or_carries_a_heap_of_them() -> None:
    assert mark_of("ལྷ་ས་妇联") == "ལྷས"
    assert mark_of("བཀྲ་ཤིས་妇联") == "བཀྲ"
    assert len(mark_of("安" + "\u0301" * 50 + "化县妇联")) <= 4


def test_a_name_of_any_length_is_read_in_one_go() -> None:
    for heap in ("市", "安市", "回族", "自治", "左翼", "（"):
        assert 1 <= len(mark_of("安" + heap * 3000 + "妇联")) <= 3


def test_every_unit_of_the_example_has_a_mark_of_two_or_three_characters(
    example_content: Path,
) -> None:
    files = example_content.rglob("site.toml")
    names = re.findall('^name = "(.*)"', "".join(file.read_text("utf-8") for file in files), re.M)
    assert len(names) == 138
    assert {len(mark_of(name)) for name in names} == {2, 3}
    assert all(mark_of(name)[0] in name for name in names)
