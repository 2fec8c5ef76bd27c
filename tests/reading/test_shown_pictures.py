"""The pictures of one document: each file opened once, and named once if something is wrong with it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
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
