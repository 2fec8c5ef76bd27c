"""Texts that nobody here wrote: every word of them is on the page, by two ways to count.

The second shares no code with the program: another Markdown parser, another HTML parser.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import lxml.html
import pytest
from conftest import ROOT
from markdown_it import MarkdownIt

from lianzhan.reading.body import parse_body
from lianzhan.reading.front_matter import split

if TYPE_CHECKING:
    from pathlib import Path

INPUT = ROOT.parent / "shared" / "input"
FILES = sorted(INPUT.rglob("*.md"))
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@pytest.mark.skipif(not FILES, reason="no real input beside the project: ../shared/input")
def test_there_is_real_input() -> None:
    assert len(FILES) > 70


def body_of(file: Path) -> str:
    text = file.read_text("utf-8", errors="replace")
    return split(text, file.name).body or text


def spoken(text: str) -> Counter[str]:
    """The letters, digits and characters that another parser finds in a Markdown text."""
    said: list[str] = []
    for token in MARKDOWN.parse(text):
        if token.type in {"fence", "code_block"}:
            said.append(token.content)
        elif token.type == "html_block":
            said.append(lxml.html.fromstring(f"<div>{token.content}</div>").text_content())
        parts = token.children or ()
        said += (part.content for part in parts if part.type in {"text", "code_inline", "image"})
    return Counter(filter(str.isalnum, "\n".join(said)))


def shown(html: str) -> Counter[str]:
    """The same of a finished body, with alternative texts and the numbers of lists."""
    page = lxml.html.fromstring(f"<div>{html}</div>")
    numbers = [
        str(number)
        for numbered in page.iter("ol")
        for number, _ in enumerate(numbered.iterchildren("li"), int(numbered.get("start", "1")))
    ]
    words = (page.text_content(), *page.xpath("//@alt"), *numbers)
    return Counter(filter(str.isalnum, "\n".join(words)))


@pytest.mark.parametrize("file", FILES, ids=[f"{file.parent.name}/{file.name}" for file in FILES])
def test_no_word_of_a_real_text_is_lost(file: Path) -> None:
    text = body_of(file)
    body, problems = parse_body(text, file.name, 1)
    assert "lost-words" not in {found.code for found in problems}
    assert spoken(text) - shown(body.html) == Counter()


@pytest.mark.parametrize("file", FILES, ids=[f"{file.parent.name}/{file.name}" for file in FILES])
def test_template_code_of_a_real_text_is_named(file: Path) -> None:
    body, problems = parse_body(body_of(file), file.name, 1)
    page = lxml.html.fromstring(f"<div>{body.html}</div>")
    for code in page.xpath("//pre|//code"):
        code.drop_tree()
    words = page.text_content()
    left = [sign for sign in ("![", "](", "{{", "{%", "**") if sign in words]
    assert not left or "markup-left" in {found.code for found in problems}
