"""The picture in a site's head comes from the site's own folder, or is named and left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rendering.conftest import picture

from lianzhan.reading.masthead import read_masthead
from lianzhan.reading.read_job import read_jobs

if TYPE_CHECKING:
    from conftest import House

    from lianzhan.reading.masthead import ReadMasthead

SITE = 'name = "湖南省妇联"\nlevel = "province"\nmasthead = "{src}"\nmasthead_alt = ""\n'


def read(house: House, src: str) -> ReadMasthead:
    house.write("hunan/site.toml", SITE.format(src=src))
    federation = house.federation
    (job,) = read_jobs(house.content, federation, [federation.by_slug["hunan"]])
    return read_masthead(job, None)


@pytest.mark.parametrize("place", ["river.png", "images/river.png", "images/deep/river.png"])
def test_a_picture_beside_site_toml_or_among_the_images_is_read(house: House, place: str) -> None:
    house.write(f"hunan/{place}", picture(800, 200))
    found = read(house, place)
    assert found.picture
    assert (found.picture.path, found.picture.width) == (f"hunan/{place}", 800)
    assert found.problems == ()


def test_a_name_alone_means_one_among_the_images_too(house: House) -> None:
    house.write("hunan/images/river.png", picture(800, 200))
    found = read(house, "river.png")
    assert found.picture
    assert found.picture.path == "hunan/images/river.png"


@pytest.mark.parametrize(
    "src",
    [
        "none.png", "changsha/x.png", "../outside.png", "/hunan/changsha/x.png", "articles/news/x.png",
        "site.toml", "text.png", ".hidden.png", "images", "link.png",
    ],
)  # fmt: skip
def test_any_other_is_a_warning_at_its_line(house: House, src: str) -> None:
    for place in ("hunan/changsha/x.png", "hunan/articles/news/x.png", "hunan/.hidden.png"):
        house.write(place, picture(8, 8))
    (house.folder / "outside.png").write_bytes(picture(8, 8))
    (house.content / "hunan/link.png").symlink_to(house.folder / "outside.png")
    house.write("hunan/text.png", "<svg onload='x()'/>")
    house.write("hunan/images/a.png", picture(8, 8))
    found = read(house, src)
    assert found.picture is None
    assert [(p.path, p.line, p.code) for p in found.problems] == [
        ("hunan/site.toml", 3, "site-fact")
    ]


def test_a_site_without_one_looks_at_nothing(house: House) -> None:
    federation = house.federation
    (job,) = read_jobs(house.content, federation, [federation.by_slug["hunan"]])
    assert read_masthead(job, None) == (None, (), {})
