"""Each site, and the portal, has its band and its mark as files of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lianzhan.model.portal_files import MARK, WEAVE

if TYPE_CHECKING:
    from conftest import House

SITES = ("hunan", "changsha", "furong", "hengyang")
LAST = 'name = "株洲市妇联"\nlevel = "city"\n'
"""A city without a code, whose path is behind those of the other cities."""


def faces(house: House) -> dict[str, bytes]:
    files = (file for name in (WEAVE, MARK) for file in house.output.rglob(name))
    return {file.relative_to(house.output).as_posix(): file.read_bytes() for file in files}


def test_every_site_and_the_portal_has_a_band_and_a_mark_of_its_own(rich: House) -> None:
    found = faces(rich)
    assert {*found} == {
        f"{at}{name}" for at in ("", *(f"{s}/" for s in SITES)) for name in (WEAVE, MARK)
    }
    assert len({*found.values()}) == len(found)
    assert ">芙蓉</text>" in found["furong/mark.svg"].decode()
    assert 'fill="#2a2420"' in found["mark.svg"].decode()
    assert ">联</text>" in found["mark.svg"].decode()


def test_a_new_last_sibling_changes_no_others_face(house: House) -> None:
    house.build()
    before = faces(house)
    house.write("hunan/zhuzhou/site.toml", LAST)
    house.build()
    after = faces(house)
    assert {*after} - {*before} == {"zhuzhou/weave.svg", "zhuzhou/mark.svg"}
    assert {path: after[path] for path in before} == before


def test_a_site_that_sets_accent_and_mark_has_a_new_mark_and_the_same_band(house: House) -> None:
    house.build()
    before = faces(house)
    path = "hunan/changsha/furong/site.toml"
    house.write(path, 'mark = "蓉"\naccent = "紫藤"\n' + (house.content / path).read_text("utf-8"))
    house.build()
    after = faces(house)
    assert {path for path in before if after[path] != before[path]} == {"furong/mark.svg"}
    assert 'fill="#5d2f8f"' in after["furong/mark.svg"].decode()


def test_what_is_gone_leaves_bands_and_marks_as_they_were(house: House) -> None:
    house.build()
    before = faces(house)
    path = "hunan/articles/news/one.md"
    text = (house.content / path).read_text("utf-8")
    house.write(path, text.replace("status: ", "status: withdrawn\nwas: ", 1))
    house.build()
    assert faces(house) == before


def test_a_mark_that_is_none_is_named_and_the_name_gives_it(house: House) -> None:
    path = "hunan/changsha/furong/site.toml"
    text = (house.content / path).read_text("utf-8")
    for wrong in ("🌸", "芙蓉新区", "\u0301", "<b>"):
        house.write(path, f'mark = "{wrong}"\naccent = "紫滕"\n{text}')
        report = house.build()
        said = [dict(fault.details) for fault in report.problems if fault.code == "site-fact"]
        assert sorted(fault["key"] for fault in said) == ["accent", "mark"]
        assert any(fault["expected"] == "紫藤" for fault in said)
        assert ">芙蓉</text>" in faces(house)["furong/mark.svg"].decode()
