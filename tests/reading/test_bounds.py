"""The bounds leave room for whatever people write. That they are kept shows where they are used."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from lianzhan.reading import bounds
from lianzhan.reading.body import parse_body
from lianzhan.reading.front_matter import split

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [name for name in vars(bounds) if name.isupper()]


def test_every_bound_says_where_its_number_is_from() -> None:
    source = inspect.getsource(bounds)
    told = re.findall(r'^([A-Z_]+) = [\d_* ]+(?:\n"""[^"]+""")', source, re.MULTILINE)
    assert set(NAMES) - set(told) <= {"MAX_PICTURE_BYTES"}


@pytest.mark.parametrize("name", NAMES)
def test_every_bound_is_used(name: str) -> None:
    modules = (ROOT / "plugins/lianzhan/reading").rglob("*.py")
    users = [file.name for file in modules if re.search(rf"\b{name}\b", file.read_text("utf-8"))]
    assert len(users) > 1


@pytest.mark.parametrize(
    "text",
    [
        "一段话。" * 25_000,
        "\n\n".join(f"第{n}条　法律条文。" for n in range(1, 1261)),
        "\n".join(f"- [第{n}个链接](https://example.org/{n})" for n in range(500)),
        "|甲|乙|丙|丁|戊|\n|-|-|-|-|-|\n" + "|一|二|三|四|五|\n" * 500,
        "".join(f"![第{n}张照片]({n}.jpg)\n\n" for n in range(100)),
        "\n".join("  " * depth + "- 甲" for depth in range(6)),
        "> > > 引文的引文的引文",
        "<br>" * 2_000,
    ],
    ids=["essay", "law", "links", "table", "photographs", "outline", "quotes", "pasted"],
)
def test_what_people_write_is_far_below_the_bounds(text: str) -> None:
    _, problems = parse_body(text, "x.md", 1)
    assert problems == ()


def test_no_article_of_the_example_is_near_a_bound(example_content: Path) -> None:
    articles = sorted(example_content.rglob("*.md"))
    assert articles
    for file in articles:
        text = file.read_text("utf-8")
        assert parse_body(split(text, file.name).body, file.name, 1)[1] == ()
        assert len(text.encode()) < bounds.MAX_TEXT_BYTES / 10
