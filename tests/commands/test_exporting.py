"""What is exported is what was judged, also where somebody edits meanwhile. All else: tasks/test_export."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, cache_in
from rendering.conftest import picture

from lianzhan.commands.exporting import ExportSource, export
from lianzhan.desk.exporting.selection import Selection
from lianzhan.gate.records import ChangedError, values_of

if TYPE_CHECKING:
    from conftest import House

FOLDER = "hunan/changsha/articles/news"
ALL = Selection(site="hunan", columns=frozenset({"news"}))


class Taken(dict[str, bytes]):
    """An export that is kept in memory."""

    def add(self, name: str, data: bytes) -> None:
        self[name] = data

    def finish(self) -> None:
        """Nothing is waited for."""


@pytest.fixture
def source(house: House) -> ExportSource:
    """A federation that was just checked: an article with two pictures among others."""
    values_of.cache_clear()
    for name in ("a", "b"):
        house.write(
            f"{FOLDER}/x/{name}.jpg", picture(750, 445, {"a": "red"}.get(name, "tan"), "JPEG")
        )
    body = "正文。\n\n![甲](a.jpg)\n\n![乙](b.jpg)"
    house.article(f"{FOLDER}/x/index.md", body, APPROVED, "有图")
    state = house.check(cache_in(house.folder / "cache"))
    return ExportSource(house.content, house.federation, state)


def test_an_entry_has_its_files_and_its_row(source: ExportSource) -> None:
    taken = Taken()
    done = export(ALL, source, taken)
    assert done.refused == []
    titles = [entry.article.title for entry, _pictures in done.entries]
    number = titles.index("有图") + 1
    folder = f"{number:02}-长沙市妇联-有图"
    assert [name for name in taken if name.startswith(f"{folder}/")] == [
        f"{folder}/{number:02}-{name}" for name in ("正文.txt", "图1.jpg", "图2.jpg")
    ]
    assert {"清单.csv", "清单.xlsx"} <= taken.keys()


@pytest.mark.parametrize("is_there", [True, False])
def test_of_an_entry_with_a_picture_that_changed_nothing_is_written(
    house: House, source: ExportSource, is_there: bool
) -> None:
    """Not even its first picture, which is as it was."""
    second = house.content / FOLDER / "x/b.jpg"
    second.unlink()
    if is_there:
        second.write_bytes(picture(750, 445, "black", "JPEG"))
    taken = Taken()
    done = export(ALL, source, taken)
    (fault,) = done.refused
    line = house.line(f"{FOLDER}/x/index.md", "b.jpg")
    assert (fault.path, fault.line, fault.code) == (f"{FOLDER}/x/index.md", line, "export-changed")
    assert not [name for name in taken if "有图" in name]
    numbers = [entry.number for entry, _pictures in done.entries]
    assert numbers == [*range(1, len(numbers) + 1)]


def test_limits_are_asked_once_more_whatever_the_check_said(source: ExportSource) -> None:
    sites = (
        replace(site, columns=tuple(replace(each, text_limit=1) for each in site.columns))
        for site in source.federation.sites
    )
    taken = Taken()
    tight = replace(source, federation=replace(source.federation, sites=tuple(sites)))
    done = export(ALL, tight, taken)
    assert {fault.code for fault in done.refused} == {"text-too-long"}
    assert f"{FOLDER}/x/index.md" in {fault.path for fault in done.refused}
    assert not [name for name in taken if "有图" in name]


def test_a_text_is_exported_as_it_was_judged(house: House, source: ExportSource) -> None:
    house.article(f"{FOLDER}/x/index.md", "谁也没有审过。")
    taken = Taken()
    export(ALL, source, taken)
    assert not [name for name, data in taken.items() if "谁也没有审过".encode() in data]


def test_where_nobody_kept_what_was_judged_a_change_ends_the_export(house: House) -> None:
    house.article(f"{FOLDER}/x/index.md", "正文。")
    values_of.cache_clear()
    source = ExportSource(house.content, house.federation, house.check())
    house.article(f"{FOLDER}/x/index.md", "谁也没有审过。")
    with pytest.raises(ChangedError):
        export(ALL, source, Taken())
