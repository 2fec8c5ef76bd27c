"""One federation with something of everything, built once for all tests that only look at it."""

from __future__ import annotations

import io
import shutil

import pytest
from conftest import APPROVED, SITES, House
from PIL import Image

from lianzhan.model.report import PUBLISHED

HUB = "https://hub.example.net/"
NASTY = "<b>甲</b> & 乙 ]]> 丙 👩‍👧 \"丁\" '戊'"
BODY = """\
第一段，见[省站](../../../articles/news/one.md)、[本栏](two.md#一)、[外站](https://www.women.org.cn/a?b=1&c=2)、
[撤下的](gone.md)。

## 一

![牡丹](../news/peony.png) 与 ![别站的图](https://pictures.example.net/x.jpg)

<p style="color:red" data-x="y" onclick="z()">颜色 &amp; 数据 ]]&gt; 👩‍👧</p>

| 甲 | 乙 |
|---|---|
| 1 | 2 |

```html
<a href="nowhere.html" style="x">{filename}</a>
```
"""


def picture(width: int, height: int, colour: str = "teal", kind: str = "PNG") -> bytes:
    """Bytes of a one-coloured picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind)
    return out.getvalue()


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Covers, pictures, links, a pick, pushes, a page, a hub, an empty column, odd titles."""
    folder = tmp_path_factory.mktemp("rich")
    shutil.copytree(SITES / "valid", folder / "content")
    house = House(folder)
    toml = house.content / "federation.toml"
    toml.write_text(f'hub = "{HUB}"\n' + toml.read_text("utf-8"), "utf-8")
    house.write("hunan/changsha/articles/news/peony.png", picture(800, 600))
    house.write("hunan/articles/theory/lotus.jpg", picture(1600, 900, "pink", "JPEG"))
    house.article(
        "hunan/articles/theory/covered.md",
        "有封面。",
        APPROVED + "cover: lotus.jpg\nauthor: 王五\nsummary: 导语 <em> & ]]>\n",
        f"'{NASTY.replace(chr(39), chr(39) * 2)}'",
    )
    house.article("hunan/changsha/articles/news/gone.md", "旧闻", "status: withdrawn\n")
    house.article(
        "hunan/changsha/articles/news/full.md",
        BODY,
        APPROVED + "tags: [事实, 实施]\noffer: province\n",
    )
    house.article("hunan/changsha/articles/news/two.md", "## 一\n\n正文。", title="第二篇")
    house.article("hunan/changsha/pages/about.md", "我们是谁：[新闻](../articles/news/full.md)")
    pick = '[[picks]]\narticle = "hunan/changsha/articles/news/full.md"\ncolumn = "activity"\n'
    house.write("hunan/picks.toml", pick)
    report = house.build()
    assert report.exit_status == PUBLISHED, report.problems
    return house
