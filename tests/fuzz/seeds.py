"""Articles to damage: real posts and notices where they are at hand, and a few of our own."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator

INPUT = Path(__file__).parents[2].parent / "shared" / "input"
FOLDERS = ("servicemesher", "notices")
_PICTURE = re.compile(r"!\[([^\]\n]*)\]\(([^()\s]+)[^()\n]*\)")
_HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_SIZE = (96, 96)
"""Pixels of a seed's pictures: thousands of builds make all their widths."""


@dataclass(frozen=True)
class Seed:
    """A body without its head, and the pictures that it shows, by their names."""

    name: str
    body: str
    pictures: tuple[tuple[str, bytes], ...]


def own_seeds() -> tuple[Seed, ...]:
    """Return the seeds that are always here: one plain, one with all that Markdown has."""
    picture = ("p.jpg", drawn("JPEG"))
    return (Seed("own/plain", _PLAIN, (picture,)), Seed("own/rich", _RICH, (picture,)))


def real_seeds(root: Path = INPUT) -> tuple[Seed, ...]:
    """Return the real articles below a folder, each as it would be published; none without it."""
    return tuple(seed for folder in FOLDERS for seed in _in_folder(root / folder, root))


def _in_folder(folder: Path, root: Path) -> Iterator[Seed]:
    for file in sorted(folder.rglob("*.md")):
        body = _HEAD.sub("", file.read_text("utf-8", "replace").replace("\r\n", "\n"))
        pictures = dict(_shown(file, body)) or {"p.jpg": drawn("JPEG")}
        spare = next(iter(pictures))

        def local(
            match: re.Match[str], pictures: dict[str, bytes] = pictures, spare: str = spare
        ) -> str:
            return f"![{match[1] or '图'}]({match[2] if match[2] in pictures else spare})"

        name = file.relative_to(root).as_posix()
        yield Seed(name, _PICTURE.sub(local, body), tuple(pictures.items()))


def _shown(file: Path, body: str) -> Iterator[tuple[str, bytes]]:
    """Yield small copies of the pictures that a body shows from beside it."""
    for _, source in _PICTURE.findall(body):
        beside = file.parent / source
        if "/" not in source and beside.is_file():
            with Image.open(beside) as opened:
                kind = opened.format or "PNG"
                opened.thumbnail(_SIZE)
                yield source, saved(opened, kind)


def drawn(kind: str, mode: str = "RGB", size: tuple[int, int] = (48, 32)) -> bytes:
    """Return a picture of one colour."""
    return saved(Image.new(mode, size, 128 if mode in ("L", "P", "I;16") else None), kind)


def saved(picture: Image.Image, kind: str) -> bytes:
    """Return a picture as the bytes of a file."""
    data = io.BytesIO()
    picture.save(data, kind)
    return data.getvalue()


_PLAIN = """\
各县市区妇联：

现将有关事项通知如下，请认真贯彻执行。

一、提高认识，加强领导。见[省站](https://elsewhere.example/)与[说明](#说明)。

![活动现场](p.jpg)

## 说明

联系人：某某，电话 [0731-12345678](tel:073112345678)，邮箱 <mailto:a@example.org>。
"""
_RICH = """\
# 标题一

引言，**粗**、*斜*、~~删~~、`码`，脚注[^1]，[引用式][ref]，自动链接 https://elsewhere.example/x。

> 引用
>
> - 列表
>   1. 其中

| 表头 | 二 |
| --- | ---: |
| 甲 | 12 |

```python
print("<b>")
```

- [x] 做完
- [ ] 未做

![图一](p.jpg "题")

<details><summary>概要</summary>内文</details>

[^1]: 脚注的文字。
[ref]: https://elsewhere.example/a?b=c&d=e "题"
"""
