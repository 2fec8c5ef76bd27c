"""What bodies hold agrees with what pages may do: no style, no handler, no class without a rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, ROOT, House

from lianzhan.reading.body import parse_body
from lianzhan.reading.front_matter import split
from lianzhan.rendering.html.bodies import aligned

if TYPE_CHECKING:
    from pathlib import Path

INPUT = ROOT.parent / "shared" / "input"
FILES = sorted(INPUT.rglob("*.md"))
SHEETS = [file.read_text("utf-8") for file in (ROOT / "themes/lianzhan").rglob("*.css")]
RULED = {name for sheet in SHEETS for name in re.findall(r"\.([a-z][a-z0-9-]*)", sheet)}
FORBIDDEN = re.compile(r"<[^<>]*\s(?:style|on[a-z]+)\s*=", re.IGNORECASE)
EVERYTHING = """\
# 一

| 左 | 中 | 右 |
|:---|:--:|---:|
| 一 | 二 | 三 |

- [x] 做好
- [ ] 没做

脚注[^1]。

[^1]: 说明。

> [!WARNING]
> 当心。

```python {.own}
print(1)
```

<code class="own">x</code><p class="own" style="color:red" onclick="x()" align="center">段</p>
<section style="margin:0" data-tools="135编辑器"><p style="text-align: center"><span class="wx">字</span></p></section>
<td align="right" style="x">格</td><font color="red">红</font>
"""
PICTURE = '<img src="none.png" style="width:1px" onerror="x()">'
"""None that there is: a text with it is withheld."""


def faults(html: str) -> list[str]:
    """What of a body a strict page forbids, and the classes that no sheet has a rule for."""
    classes = {name for found in re.findall(r' class="([^"]*)"', html) for name in found.split()}
    return [*FORBIDDEN.findall(html), *sorted(classes - RULED)]


def shown(text: str) -> str:
    return aligned(parse_body(text, "x.md", 1)[0].html)


@pytest.mark.skipif(not FILES, reason="no real input beside the project: ../shared/input")
def test_there_is_real_input() -> None:
    assert len(FILES) > 70


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_real_text_brings_what_a_strict_page_forbids(file: Path) -> None:
    text = file.read_text("utf-8", errors="replace")
    assert faults(shown(split(text, file.name).body or text)) == []


def test_nothing_that_anyone_may_write_does() -> None:
    html = shown(EVERYTHING + PICTURE)
    assert faults(html) == []
    for kept in ('class="align-left"', 'class="align-center"', 'class="align-right"', "<code>"):
        assert kept in html
    assert {"footnote-ref", "footnotes", "alert-warning"} <= set(re.findall(r"[a-z-]+", html))


def test_no_page_of_a_build_has_a_style_or_a_handler(house: House) -> None:
    house.article("hunan/articles/news/all.md", head=APPROVED, body=EVERYTHING)
    house.build()
    pages = list(house.output.rglob("*.html"))
    assert "align-center" in house.page("hunan/news/all.html")
    assert [page for page in pages if FORBIDDEN.search(page.read_text("utf-8"))] == []
