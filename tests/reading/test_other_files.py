"""Which files among articles seem meant to be published, and will not be."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest

from lianzhan.reading.other_files import is_package, twin_names, unread_files

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

NEWS = "hunan/articles/news"
TEXTS = {
    "notice.md.txt": "notice.md",
    "通知.txt": "通知.md",
    "notice.mdown": "notice.md",
    "notice.mkd": "notice.md",
    "notice.Mkdn": "notice.md",
    "notice.dm": "notice.md",
    "notice.md (1)": "notice.md",
    "notice.md - 副本": "notice.md",
    "notice.MD.TXT": "notice.md",
    "通知。md": "通知.md",
    "通知．md": "通知.md",
    "通知.ｍｄ": "通知.md",
    "通知.md ": "通知.md",
    "通知.md\u3000": "通知.md",
    "通知.md.": "通知.md",
    "通知.md。": "通知.md",
    "通知 md": "通知-md.md",
    "关于3.8节的通知": "关于3.8节的通知.md",
    "2026年3月 通知.txt": "2026年3月-通知.md",
    "notice": "notice.md",
    "!!!": "article.md",
    "a\nb.txt": "a-b.md",
}
DOCUMENTS = {
    "通知.docx": "通知.md",
    "通知.DOC": "通知.md",
    "通知.wps": "通知.md",
    "通知.html": "通知.md",
    "通知.rtf": "通知.md",
    "通知.pages": "通知.md",
    "通知.md.docx": "通知.md",
    "通知.docx (2)": "通知.md",
    "通知。docx": "通知.md",
    "名单.xlsx": "名单.md",
    "通知.pdf": "通知.md",
}
SILENT = [
    "a.jpg", "a.PNG", "a.heic", "a.mp4", "a.svg", "imported-head.yaml", "a.json", "Thumbs.db",
    "desktop.ini", "Icon\r", "~$通知.docx", "~$tice.md", "#notice.md#", "notice.md~",
    "notice.md.bak", "notice.md.swp", "notice.md.crdownload", "a.jpg (1)", "a.jpg - 副本",
]  # fmt: skip


def found(*names: str, linked: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    faults = unread_files([f"{NEWS}/{name}" for name in names], {*linked}.__contains__)
    return [(fault.code, dict(fault.details)["example"]) for fault in faults]


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_of_another_ending_is_told_what_to_be_called(name: str) -> None:
    assert found(name) == [("unread-text", TEXTS[name])]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_to_be_pasted_or_linked(name: str) -> None:
    assert found(name) == [("unread-document", DOCUMENTS[name])]


@pytest.mark.parametrize("name", SILENT)
def test_what_nobody_takes_for_an_article_passes_in_silence(name: str) -> None:
    assert found(name) == []


def test_what_an_article_links_is_an_attachment() -> None:
    assert found("a.docx", "b.docx", linked=(f"{NEWS}/a.docx",)) == [("unread-document", "b.md")]


@pytest.mark.parametrize(
    ("name", "whole"),
    [("a.pages", True), ("a.RTFD", True), ("pages", False), ("a.b", False), ("", False)],
)
def test_a_folder_may_be_one_document(name: str, whole: bool) -> None:
    assert is_package(name) is whole


def test_two_names_that_differ_in_their_form_alone_are_told() -> None:
    (fault,) = twin_names(NEWS, ["a.jpg", "b.jpg", "caf\u00e9.jpg", "cafe\u0301.jpg", "绿.jpg"])
    assert (fault.path, fault.code) == (f"{NEWS}/cafe\u0301.jpg", "twin-names")
    assert not fault.is_error


def codes(house: House) -> dict[str, str]:
    return {fault.path: fault.code for fault in house.check().problems}


def test_files_that_are_no_articles_are_named_wherever_articles_lie(house: House) -> None:
    for path in (
        f"{NEWS}/notice.md.txt", f"{NEWS}/2026/notice.docx", f"{NEWS}/visit/index.txt",
        "hunan/articles/loose.docx", "hunan/pages/about.html", f"{NEWS}/a.pages/index.xml",
        f"{NEWS}/.hidden.txt", "hunan/readme.txt", "hunan/images/list.txt",
    ):  # fmt: skip
        house.write(path, "正文")
    assert codes(house) == {
        f"{NEWS}/notice.md.txt": "unread-text",
        f"{NEWS}/2026/notice.docx": "unread-document",
        f"{NEWS}/visit/index.txt": "unread-text",
        "hunan/articles/loose.docx": "unread-document",
        "hunan/pages/about.html": "unread-document",
        f"{NEWS}/a.pages": "unread-document",
    }
    assert house.build().exit_status == 0


@pytest.mark.parametrize("target", ["表.docx", "./表.docx", "%E8%A1%A8.docx", "{attach}表.docx"])
def test_a_file_that_an_article_links_is_not_named(house: House, target: str) -> None:
    house.write(f"{NEWS}/visit/表.docx", b"PK")
    house.write(f"{NEWS}/visit/别的.docx", b"PK")
    house.article(f"{NEWS}/visit/index.md", f"[表]({target})")
    named = codes(house)
    assert f"{NEWS}/visit/表.docx" not in named
    assert named[f"{NEWS}/visit/别的.docx"] == "unread-document"


def test_a_file_that_is_linked_later_is_named_no_more(house: House, tmp_path: Path) -> None:
    from conftest import cache_in

    cache = cache_in(tmp_path / "cache")
    house.write(f"{NEWS}/表.docx", b"PK")
    assert [f.code for f in house.check(cache).problems] == ["unread-document"]
    house.article(f"{NEWS}/x.md", "[表](表.docx)")
    assert "unread-document" not in {f.code for f in house.check(cache).problems}


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes both names for one file")
def test_twins_are_named_beside_articles_and_among_images(house: House) -> None:
    for folder in (f"{NEWS}/visit", "hunan/images/deep"):
        for form in ("NFC", "NFD"):
            house.write(f"{folder}/{unicodedata.normalize(form, 'lǜ.jpg')}", b"x")
    house.article(f"{NEWS}/visit/index.md")
    assert list(codes(house).values()) == ["twin-names", "twin-names"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_images_behind_a_link_are_not_walked(house: House, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    for form in ("NFC", "NFD"):
        (tmp_path / "outside" / unicodedata.normalize(form, "lǜ.jpg")).touch()
    shutil.rmtree(house.content / "hunan/images", ignore_errors=True)
    (house.content / "hunan/images").symlink_to(tmp_path / "outside")
    assert "twin-names" not in codes(house).values()
