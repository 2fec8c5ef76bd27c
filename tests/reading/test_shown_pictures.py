"""The pictures of one document: each file opened once, and named once if something is wrong with it."""

from __future__ import annotations

import time
import unicodedata
from typing import TYPE_CHECKING
from unittest.mock import Mock
from urllib.parse import quote

import pytest
from conftest import APPROVED
from rendering.conftest import picture

from lianzhan.model.body import Image
from lianzhan.model.federation import SiteTree
from lianzhan.reading import shown_pictures
from lianzhan.reading.federation import read_federation
from lianzhan.reading.read_job import read_jobs
from lianzhan.reading.shelves import Shelves
from lianzhan.reading.shown_pictures import ShownPictures

if TYPE_CHECKING:
    from conftest import House

NEWS = "hunan/changsha/articles/news"
PATH = f"{NEWS}/x.md"


@pytest.fixture
def pictures(house: House) -> House:
    """A house with pictures beside an article, in the images of its site, and above."""
    for path in (f"{NEWS}/a.png", "hunan/changsha/images/b.png", "hunan/images/c.png"):
        (house.content / path).parent.mkdir(parents=True, exist_ok=True)
        (house.content / path).write_bytes(picture(40, 30))
    (house.content / NEWS / "text.png").write_text("no picture", "utf-8")
    (house.content / "hunan/changsha/articles/theory").mkdir(exist_ok=True)
    (house.content / "hunan/changsha/articles/theory/t.png").write_bytes(picture(40, 30))
    return house


def shown(house: House, *sources: str) -> ShownPictures:
    """The pictures of an article that shows these, one a line from line 10 on."""
    tree = read_federation(house.content)
    assert isinstance(tree, SiteTree)
    (job,) = read_jobs(house.content, tree.federation, [tree.federation.by_slug["changsha"]])
    shelves = Shelves(house.content, NEWS, False, ("hunan/changsha", "hunan"))
    found = ShownPictures(job, shelves, PATH, time.time_ns(), {})
    for line, source in enumerate(sources, 10):
        found.add(Image(source, "甲", line))
    return found


def faults(found: ShownPictures) -> list[tuple[int, str]]:
    return [(fault.line, fault.code) for fault in found.problems]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_article_shows_links_and_covers_whatever_form_its_text_and_files_have(
    house: House, form: str
) -> None:
    """The whole way: a folder that a Mac has packed, in a text that somebody else has written."""
    mac, text = {"NFC": ("NFD", "NFC"), "NFD": ("NFC", "NFD")}[form]

    def there(name: str) -> str:
        return unicodedata.normalize(mac, f"hunan/articles/news/{name}")

    def written(name: str) -> str:
        return unicodedata.normalize(text, name)

    house.write(there("lǜ.png"), picture(400, 300))
    house.write(there("fête.png"), picture(400, 300, "red"))
    house.article(there("Été.md"))
    body = written("![图](lǜ.png) ![图](l%C7%9C.png) [夏](Été.md) [夏]({filename}/hunan/")
    body += written("articles/news/Été)")
    house.article("hunan/articles/news/x.md", body, f"cover: {written('fête.png')}\n" + APPROVED)
    assert house.build().problems == ()
    page = house.page("hunan/news/x.html")
    assert page.count("<picture") + page.count("<img") >= 2
    assert page.count(f'href="{quote("Été")}.html">夏</a>') == 2


def test_a_source_is_its_file_wherever_it_may_stand(pictures: House) -> None:
    found = shown(pictures, "a.png", "b.png", "c.png")
    assert {src: each.path for src, each in found.pictures.items()} == {
        "a.png": f"{NEWS}/a.png",
        "b.png": "hunan/changsha/images/b.png",
        "c.png": "hunan/images/c.png",
    }
    assert faults(found) == []


def test_a_file_is_opened_once_however_often_and_in_whatever_spelling_it_is_shown(
    pictures: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Mock(wraps=shown_pictures.probe)
    monkeypatch.setattr(shown_pictures, "probe", opened)
    found = shown(pictures, "a.png", "a.png", "./a.png", "../news/a.png")
    assert opened.call_count == 1
    assert len({id(each) for each in found.pictures.values()}) == 1
    assert found.pictures.keys() == {"a.png", "./a.png", "../news/a.png"}


def test_a_fault_is_told_once_where_it_is_shown_first(pictures: House) -> None:
    found = shown(pictures, "none.png", "./none.png", "text.png", "./text.png", "text.png")
    assert [line for line, _ in faults(found)] == [10, 12]
    assert faults(found)[0] == (10, "image-missing")
    assert found.pictures == {}


def test_a_picture_that_belongs_to_others_is_told_from_one_that_is_missing(
    pictures: House,
) -> None:
    found = shown(pictures, "../theory/t.png", "../theory/none.png")
    assert faults(found) == [(10, "image-elsewhere"), (11, "image-missing")]
    assert dict(found.problems[0].details)["images"] == "hunan/changsha/images/"


def test_what_is_no_file_is_not_looked_for(pictures: House) -> None:
    found = shown(pictures, "https://example.org/a.png", "data:image/png;base64,AA")
    assert (faults(found), found.seen, found.outside) == ([], [], {})


def test_places_outside_the_sites_own_folders_are_noted_for_the_next_build(
    pictures: House,
) -> None:
    assert shown(pictures, "a.png").outside == {}
    assert "hunan/images/c.png" in shown(pictures, "c.png").outside
