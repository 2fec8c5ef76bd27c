"""What the example's articles tell people in danger: nothing that has once been found to harm them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HARMFUL = {
    "a picture of helpline numbers is found by whoever searches the phone": r"(建议|可以)截[图屏]",
    "so is a list at home": r"抄在家里|贴在墙上",
    "glowing charcoal gives off carbon monoxide, too": r"炭没有烧透，就会|没烧透的炭",
    "a gap in a window does not prevent poisoning": r"一指宽|通风是唯一",
    "infants are helped with the heel of the hand since the guidelines of 2025": r"两(根手)?指按压",
    "children who swim well must not go in, either": r"不(熟悉|会)水性的?，?不",
    "a live picture proves nobody's identity": r"从不视频，理由|肯视频.{0,6}(就|才)是真",
    "the law speaks of a pretext, not of a courtship": r"恋爱、交友中",
}
DANGER = re.compile("家暴|家庭暴力|性骚扰|挨打|打骂|被打|虐待|限制自由|受到伤害")
LAW_OR_MEDICINE = re.compile(
    "第[一二三四五六七八九十百千]+条(规定|说|列|写)|起施行|司法解释|心肺复苏|劳动合同法|公约第"
)
CHECKED = re.compile("核对于20[0-9]{2}年1?[0-9]月")


@pytest.fixture(scope="module")
def texts(example_content: Path) -> dict[str, str]:
    """Every article and page of the example by its path."""
    files = example_content.rglob("*.md")
    return {f.relative_to(example_content).as_posix(): f.read_text("utf-8") for f in files}


@pytest.mark.parametrize("pattern", HARMFUL.values(), ids=HARMFUL)
def test_no_text_says_what_harms(texts: dict[str, str], pattern: str) -> None:
    assert [path for path, text in texts.items() if re.search(pattern, text)] == []


def test_who_speaks_of_danger_and_12338_names_110_too(texts: dict[str, str]) -> None:
    """The women's helpline is answered in office hours and sends nobody."""
    concerned = {path: text for path, text in texts.items() if "12338" in text}
    in_danger = {path: text for path, text in concerned.items() if DANGER.search(text)}
    assert in_danger
    assert [
        path for path, text in in_danger.items() if not re.search(r"(?<!\d)110(?!\d)", text)
    ] == []


def test_facts_of_law_and_medicine_say_when_they_were_checked(texts: dict[str, str]) -> None:
    concerned = {path: text for path, text in texts.items() if LAW_OR_MEDICINE.search(text)}
    assert concerned
    assert [path for path, text in concerned.items() if not CHECKED.search(text)] == []
