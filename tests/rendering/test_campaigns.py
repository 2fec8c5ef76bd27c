"""Components that pages of campaigns and topics will be made of: what their examples promise."""

from __future__ import annotations

import re
from typing import Any

import pytest
from showing.sample import THEME, rendered, sample_names

from lianzhan.rendering.theme.sheets import served


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return sample_names(tmp_path_factory.mktemp("campaigns"))


def headings(html: str) -> list[str]:
    return re.findall(r"<h2[^>]*>(.*?)</h2>", html)


def test_a_running_campaign_says_how_to_take_part_before_what_was_sent_in(
    names: dict[str, Any],
) -> None:
    running, empty, _ = rendered("campaign", names)
    assert headings(running) == ["进行到哪一步", "主题", "怎么参加", "作品"]
    assert "作品从6月15日起在这里展示" in running
    assert "还没有作品，欢迎第一个交" in empty


def test_after_the_end_of_a_campaign_results_come_first_and_nobody_is_asked(
    names: dict[str, Any],
) -> None:
    *_, over = rendered("campaign", names)
    assert headings(over) == ["结果", "进行到哪一步"]
    assert "欢迎第一个交" not in over


def test_a_timeline_says_in_words_what_its_dots_show(names: dict[str, Any]) -> None:
    (timeline,) = rendered("timeline", names)
    said = [
        re.sub(r"<[^>]+>", "", phase).split()[1] for phase in re.split("<li[^>]*>", timeline)[1:]
    ]
    assert said == ["已结束", "正在进行", "还没开始", "还没开始"]
    assert timeline.count('aria-current="step"') == 1


def test_a_file_to_fill_in_says_its_kind_and_size(names: dict[str, Any]) -> None:
    first, without = rendered("take_part", names)
    assert "报名表.docx（Word，32 KB）" in first
    assert "<a " not in without


def test_the_sheet_of_campaigns_has_a_rule_for_each_of_their_classes(
    names: dict[str, Any],
) -> None:
    sheet = served(THEME, "css/campaign.css").decode()
    used = {
        name
        for component in (
            "campaign",
            "timeline",
            "theme_cards",
            "take_part",
            "entries",
            "topic_head",
        )
        for html in rendered(component, names)
        for value in re.findall(r'class="([^"]+)"', html)
        for name in value.split()
    }
    assert {"timeline", "phase-now", "campaign-head"} <= used
    without = {"phase-next", "rows"}  # hollow is how a dot is; a list of rows needs nothing
    assert {name for name in used - without if f".{name}" not in sheet} == set()
