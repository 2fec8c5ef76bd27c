"""Which Markdown files a site has, what they are called in addresses, and what nobody can know."""

from __future__ import annotations

import os
import shutil
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from lianzhan.model.federation import Site
from lianzhan.model.kinds import KINDS
from lianzhan.reading.markdown_files import MarkdownFile, MarkdownFiles

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

    from lianzhan.model.problem import Problem

NEWS = "hunan/articles/news"
HUNAN = Site("hunan", "湖南省妇联", "province", "hunan", ())


@dataclass(frozen=True)
class Found:
    files: list[MarkdownFile]
    problems: list[Problem]
    unknown: list[str]


def find(house: House) -> Found:
    """All Markdown files of the province, of every kind that has a folder."""
    finder = MarkdownFiles(house.content, HUNAN)
    files = [file for kind in KINDS if kind.folder for file in finder.find(kind)]
    finder.note_strays()
    return Found(files, finder.problems, finder.unknown)


def names(house: House) -> dict[str, str]:
    """Each file's path, with the name it has in its address."""
    return {file.path: file.name for file in find(house).files}


def found(house: House) -> list[tuple[str, int, str]]:
    return sorted((fault.path, fault.line, fault.code) for fault in find(house).problems)


def test_a_file_knows_its_place_and_its_column_where_its_kind_has_some(house: House) -> None:
    for path in (f"{NEWS}/b/index.md", f"{NEWS}/c.markdown", "hunan/pages/about.md"):
        house.article(path)
    assert [(file.place, file.column, file.name) for file in find(house).files] == [
        (f"{NEWS}/b/index.md", "news", "b"),
        (f"{NEWS}/c.markdown", "news", "c"),
        (f"{NEWS}/one.md", "news", "one"),
        ("hunan/articles/theory/equality.md", "theory", "equality"),
        ("hunan/pages/about.md", None, "about"),
    ]


@pytest.mark.parametrize(
    "path",
    ["hunan/a.md", "hunan/articles/a.MARKDOWN", f"{NEWS}/2026/03/a.md", "hunan/pages/x/y/a.md"],
)
def test_markdown_in_no_place_is_told(house: House, path: str) -> None:
    house.article(path)
    assert path not in names(house)
    assert found(house) == [(path, 0, "misplaced-file")]


@pytest.mark.parametrize(
    "name",
    [
        "a",
        "2026-03-08-妇女节",
        "A_b.c-d",
        "x" * 117,
        "字" * 40,
        "café",
        "_draft",
        "1",
    ],
)
def test_a_name_of_letters_digits_and_hyphens_is_an_address(house: House, name: str) -> None:
    path = house.article(f"{NEWS}/{name}.md")
    assert names(house)[path] == name
    assert found(house) == []


@pytest.mark.parametrize(
    "name",
    [
        "index", "INDEX", "page", "CON", "nul", "Com1", "lpt9", "a b", " a", "a'b", 'a"b', "a&b",
        "a?b", "a#b", "a%20b", "😀", "-a", "“引号”", "a\nb", "a\u202eb", "a\\b", "字" * 41,
        "x" * 200, "<b>", "a:b", "a\u3000b", "\u200b",
    ],
)  # fmt: skip
def test_a_name_that_is_no_address_withholds_its_file_alone(house: House, name: str) -> None:
    path = house.article(f"{NEWS}/{name}.md")
    house.article(f"{NEWS}/{name}x/index.md")
    assert path not in names(house)
    assert f"{NEWS}/one.md" in names(house)
    problems = [fault for fault in find(house).problems if fault.path == path]
    assert [(fault.line, fault.code) for fault in problems] == [(0, "bad-name")]
    example = dict(problems[0].details)["example"]
    house.article(f"{NEWS}/{example}.md")
    assert f"{NEWS}/{example}.md" in names(house)


def test_a_decomposed_name_has_the_composed_address(house: House) -> None:
    path = house.article(unicodedata.normalize("NFD", f"{NEWS}/café.md"))
    assert names(house)[path] == "café"
    assert found(house) == []


@pytest.mark.parametrize(
    "path",
    [f"{NEWS}/.a.md", f"{NEWS}/.git/a.md", f"{NEWS}/a.txt", f"{NEWS}/a.md~", "hunan/.a.md/x.md"],
)
def test_what_is_hidden_or_no_markdown_is_none_of_ours(house: House, path: str) -> None:
    house.article(path)
    assert names(house).keys() == {f"{NEWS}/one.md", "hunan/articles/theory/equality.md"}
    assert found(house) == []


def test_a_folder_may_be_called_like_a_file(house: House) -> None:
    house.article(f"{NEWS}/a.md/index.md")
    house.write(f"{NEWS}/empty.md/notes.txt", "")
    assert names(house)[f"{NEWS}/a.md/index.md"] == "a.md"
    assert found(house) == []


@pytest.mark.parametrize("target", ["../../elsewhere", "hengyang", "none", "itself"])
@pytest.mark.parametrize("folder", ["articles", "pages", "articles/news"])
def test_what_stands_in_a_folder_that_is_a_link_is_not_known(
    house: House, folder: str, target: str
) -> None:
    """Whether it leads out, to another folder, nowhere or to itself."""
    (house.folder / "elsewhere").mkdir()
    (house.folder / "elsewhere/x.md").touch()
    place = house.content / "hunan" / folder
    shutil.rmtree(place, ignore_errors=True)
    place.symlink_to(place.name if target == "itself" else target)
    files = find(house)
    assert files.unknown == [f"hunan/{folder}"]
    assert [(p.path, p.code) for p in files.problems] == [(f"hunan/{folder}", "outside-content")]


@pytest.mark.parametrize("folder", ["articles", "articles/news", "pages", "articles/news/bundle"])
def test_a_folder_that_may_be_listed_but_not_entered_is_not_empty(
    house: House, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    house.article("hunan/pages/about.md")
    house.article(f"{NEWS}/bundle/index.md")
    lstat = os.lstat

    def refusing(path: str | Path) -> os.stat_result:
        if str(path) == f"{house.content}/hunan/{folder}/.":
            raise PermissionError(13, "Permission denied", path)
        return lstat(path)

    monkeypatch.setattr(os, "lstat", refusing)
    with pytest.raises(PermissionError):
        find(house)


def test_a_longer_chain_of_links_than_the_system_follows_keeps_no_site_from_being_read(
    house: House,
) -> None:
    images = house.content / "hunan/images"
    images.mkdir()
    for number in range(60):
        (images / f"{number}").symlink_to(f"{number + 1}")
    (images / "60").write_text("图", "utf-8")
    (house.content / NEWS / "long.md").symlink_to("../../images/0")
    (house.content / NEWS / "short.md").symlink_to("../../images/50")
    assert found(house)[0] == (f"{NEWS}/long.md", 0, "outside-content")
    assert f"{NEWS}/short.md" in names(house)


def test_a_link_to_another_article_inside_is_one_of_its_own(house: House) -> None:
    (house.content / NEWS / "copy.md").symlink_to("one.md")
    assert f"{NEWS}/copy.md" in names(house)
    assert found(house) == []
