"""The tables of keys in the project's pages, written from those of the kinds: a step of `messages`.

A page holds one between two comments: `<!-- keys of article: … -->` and `<!-- end of keys -->`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lianzhan.kinds.key_tables import key_tables
from lianzhan.model.codes import N_
from lianzhan.runtime.shipped import CLONE
from lianzhan.texts.language import translations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from lianzhan.kinds.key_tables import KeyTable
    from lianzhan.reading.keys import Key

_PART = re.compile(r"(<!-- keys of (\S+): .*? -->\n).*?(?=<!-- end of keys -->)", re.DOTALL)
_HEADINGS = (N_("项"), "", N_("写法"), N_("含义"))


def with_tables(page: str, language: str) -> str:
    """Return a page with its tables as they are now. One of a kind that is none is a KeyError."""
    said = translations(language).gettext
    tables = {table.name: table for table in key_tables()}
    return _PART.sub(lambda part: part[1] + _markdown(tables[part[2]], said), page)


def _markdown(table: KeyTable, said: Callable[[str], str]) -> str:
    headings = _line([said(heading) if heading else "" for heading in _HEADINGS])
    rule = f"|{'---|' * len(_HEADINGS)}\n"
    return headings + rule + "".join(_line(_row(key, said)) for key in table.keys)


def _line(cells: Iterable[str]) -> str:
    return f"|{'|'.join(f' {cell} ' if cell else ' ' for cell in cells)}|\n"


def _row(key: Key, said: Callable[[str], str]) -> list[str]:
    required = said("必填") if key.required else ""
    cells = [f"`{key.name}`", required, said(key.type.form), said(key.text)]
    return [cell.replace("|", r"\|") for cell in cells]


def pages(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the pages that hold tables of keys, each with its language."""
    for file in sorted((*folder.glob("*.md"), *folder.glob("docs/*.md"))):
        if _PART.search(file.read_text("utf-8")):
            yield file, "zh-CN" if file.stem.endswith(".zh-CN") else "en"


def write_tables(folder: Path) -> None:
    """Write the tables of all pages that a clone holds."""
    for file, language in pages(folder):
        page = file.read_text("utf-8")
        current = with_tables(page, language)
        if current != page:
            file.write_text(current, "utf-8")


if __name__ == "__main__":
    write_tables(CLONE)
