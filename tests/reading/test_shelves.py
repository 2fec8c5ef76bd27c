"""Pictures stand beside their article, in their site's images folder, or in that of a site above."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest
from rendering.conftest import picture

from lianzhan.reading.shelves import Shelves

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

    from lianzhan.reading.shelves import Search

NEWS = "hunan/changsha/articles/news"
FILES = [
    f"{NEWS}/near.jpg",
    f"{NEWS}/中 文.jpg",
    f"{NEWS}/plain/deep/x.jpg",
    f"{NEWS}/lu\u0308\u0300/e\u0301.jpg",
    f"{NEWS}/f\u00eate/own.jpg",
    "hunan/images/\u00e0.jpg",
    f"{NEWS}/bundle/own.jpg",
    f"{NEWS}/bundle/deep/own.jpg",
    f"{NEWS}/loud/own.jpg",
    f"{NEWS}/.hidden.jpg",
    f"{NEWS}/.hidden/x.jpg",
    "hunan/changsha/articles/theory/column.jpg",
    "hunan/changsha/articles/loose.jpg",
    "hunan/changsha/pages/page.jpg",
    "hunan/changsha/site.jpg",
    "hunan/changsha/other/x.jpg",
    "hunan/changsha/images/shared.jpg",
    "hunan/changsha/images/deep/shared.jpg",
    "hunan/changsha/images/.trash/x.jpg",
    "hunan/images/above.jpg",
    "hunan/images/shared.jpg",
    "hunan/articles/news/upper.jpg",
    "hunan/hengyang/images/sibling.jpg",
    "hunan/changsha/furong/images/child.jpg",
    "hunan/changsha/furong/articles/news/child.jpg",
    "images/top.jpg",
    "top.jpg",
    ".git/x.jpg",
]
FOUND = {
    "near.jpg": f"{NEWS}/near.jpg",
    "./near.jpg": f"{NEWS}/near.jpg",
    "../news/near.jpg": f"{NEWS}/near.jpg",
    "nowhere/../near.jpg": f"{NEWS}/near.jpg",
    "{static}near.jpg": f"{NEWS}/near.jpg",
    "{attach}near.jpg": f"{NEWS}/near.jpg",
    "{filename}near.jpg": f"{NEWS}/near.jpg",
    "中 文.jpg": f"{NEWS}/中 文.jpg",
    "plain/deep/x.jpg": f"{NEWS}/plain/deep/x.jpg",
    "articles/news/near.jpg": f"{NEWS}/near.jpg",
    f"/{NEWS}/near.jpg": f"{NEWS}/near.jpg",
    "images/shared.jpg": "hunan/changsha/images/shared.jpg",
    "shared.jpg": "hunan/changsha/images/shared.jpg",
    "deep/shared.jpg": "hunan/changsha/images/deep/shared.jpg",
    "../../images/shared.jpg": "hunan/changsha/images/shared.jpg",
    "/hunan/changsha/images/shared.jpg": "hunan/changsha/images/shared.jpg",
    "{static}/hunan/changsha/images/shared.jpg": "hunan/changsha/images/shared.jpg",
    "///hunan/images/shared.jpg": "hunan/images/shared.jpg",
    "/hunan/images/above.jpg": "hunan/images/above.jpg",
    "../../../images/above.jpg": "hunan/images/above.jpg",
    "images/above.jpg": "hunan/images/above.jpg",
    "above.jpg": "hunan/images/above.jpg",
    "link.jpg": "hunan/changsha/images/shared.jpg",
    "up.jpg": "hunan/images/above.jpg",
    "l\u01dc/\u00e9.jpg": f"{NEWS}/lu\u0308\u0300/e\u0301.jpg",
    f"/{NEWS}/l\u01dc/e\u0301.jpg": f"{NEWS}/lu\u0308\u0300/e\u0301.jpg",
    "a\u0300.jpg": "hunan/images/\u00e0.jpg",
    "a%CC%80.jpg": "hunan/images/\u00e0.jpg",
    "%E4%B8%AD%20%E6%96%87.jpg": f"{NEWS}/中 文.jpg",
    "near%2Ejpg": f"{NEWS}/near.jpg",
    "%2e/near.jpg": f"{NEWS}/near.jpg",
    "absolute.jpg": "hunan/images/above.jpg",
    "pics/shared.jpg": "hunan/changsha/images/shared.jpg",
}
ELSEWHERE = [
    "../theory/column.jpg", "articles/theory/column.jpg", "../loose.jpg", "../../pages/page.jpg",
    "/hunan/changsha/articles/theory/column.jpg", "../../site.jpg", "site.jpg", "other/x.jpg",
    "bundle/own.jpg", "bundle/deep/own.jpg", "loud/own.jpg", f"/{NEWS}/bundle/own.jpg",
    ".hidden.jpg", ".hidden/x.jpg", "images/.trash/x.jpg", "/.git/x.jpg",
    "/hunan/articles/news/upper.jpg", "../../../articles/news/upper.jpg",
    "/hunan/hengyang/images/sibling.jpg", "../../../hengyang/images/sibling.jpg",
    "furong/images/child.jpg", "/hunan/changsha/furong/articles/news/child.jpg",
    "/images/top.jpg", "/top.jpg", "out.jpg", "passwd.jpg", "by-bundle.jpg", "by-sibling.jpg",
    "fe\u0302te/own.jpg", "f%C3%AAte/own.jpg", "%2ehidden.jpg", "by-hidden.jpg", "by-column.jpg", "family/column.jpg",
    ".hidden/link.jpg", "../theory/link.jpg",
]  # fmt: skip
MISSING = [
    "", ".", "..", "/", "none.jpg", "folder.jpg", "fifo.jpg", "loop.jpg", "round.jpg",
    "dangling.jpg", "loop.jpg/x.jpg", "../../../../../outside.jpg", "/../outside.jpg",
    "{static}../../../../../../../../etc/passwd", "/etc/passwd", "near.jpg\0", "\0",
    "near.jpg/x.jpg", "x" * 300, "x/" * 400, "x" * 5000, "near%252Ejpg",
    "..%2f..%2f..%2f..%2f..%2foutside.jpg", "near.jpg%00", "%", "%2f", "a\u0301.jpg",
    "{static}{static}near.jpg", "javascript:x", "~/x.jpg", "\ufffd", "\ud800.jpg", "NEAR.JPG",
    "images\\shared.jpg", "../../images/../../../../x.jpg", "//example.org/x.jpg", "\n", " ",
]  # fmt: skip
LINKS = {
    f"{NEWS}/link.jpg": "../../images/shared.jpg",
    f"{NEWS}/up.jpg": "chain.jpg",
    f"{NEWS}/chain.jpg": "../../../images/above.jpg",
    f"{NEWS}/loop.jpg": "loop.jpg",
    f"{NEWS}/round.jpg": "about.jpg",
    f"{NEWS}/about.jpg": "./round.jpg",
    f"{NEWS}/dangling.jpg": "none.jpg",
    f"{NEWS}/out.jpg": "../../../../../outside.jpg",
    f"{NEWS}/passwd.jpg": "/etc/passwd",
    f"{NEWS}/by-bundle.jpg": "bundle/own.jpg",
    f"{NEWS}/by-sibling.jpg": "../../../hengyang/images/sibling.jpg",
    f"{NEWS}/by-hidden.jpg": ".hidden/x.jpg",
    f"{NEWS}/by-column.jpg": "../theory/column.jpg",
    f"{NEWS}/family": "../theory",
    f"{NEWS}/.hidden/link.jpg": "../near.jpg",
    "hunan/changsha/articles/theory/link.jpg": "../news/near.jpg",
    f"{NEWS}/pics": "../../images",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    for name in FILES:
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).touch()
    (tmp_path / "outside.jpg").touch()
    for link, target in LINKS.items():
        (content / link).symlink_to(target)
    (content / NEWS / "absolute.jpg").symlink_to(content / "hunan/images/above.jpg")
    (content / NEWS / "folder.jpg").mkdir()
    (content / NEWS / "bundle/index.md").touch()
    (content / NEWS / "f\u00eate/index.md").touch()
    (content / NEWS / "loud/INDEX.Markdown").touch()
    if hasattr(os, "mkfifo"):
        os.mkfifo(content / NEWS / "fifo.jpg")
    return content


def find(src: str, content: Path) -> Search:
    """What an article beside others in its column's folder gets for a source."""
    return Shelves(content, NEWS, False, ("hunan/changsha", "hunan")).find(src)


@pytest.mark.parametrize("src", FOUND)
def test_a_picture_is_found_in_one_of_its_places(content: Path, src: str) -> None:
    found = find(src, content).found
    assert found is not None
    assert found.place == FOUND[src]


@pytest.mark.parametrize("src", ELSEWHERE)
def test_what_belongs_to_others_is_not_shown(content: Path, src: str) -> None:
    search = find(src, content)
    assert (search.found, search.is_elsewhere) == (None, True)


@pytest.mark.parametrize("src", MISSING, ids=lambda src: repr(src)[:30])
def test_what_is_no_file_inside_content_is_missing(content: Path, src: str) -> None:
    search = find(src, content)
    assert (search.found, search.is_elsewhere) == (None, False)


def test_all_is_found_where_content_is_a_link_itself(content: Path) -> None:
    link = content.with_name("link")
    link.symlink_to(content)
    for src in FOUND:
        assert find(src, link).found, src
    for src in ELSEWHERE:
        assert find(src, link).found is None, src


@pytest.mark.parametrize(
    ("src", "place"),
    [
        ("own.jpg", f"{NEWS}/bundle/own.jpg"),
        ("deep/own.jpg", f"{NEWS}/bundle/deep/own.jpg"),
        ("shared.jpg", "hunan/changsha/images/shared.jpg"),
        ("../near.jpg", ""),
        ("../loud/own.jpg", ""),
        ("../plain/deep/x.jpg", ""),
    ],
)
def test_a_bundle_has_what_lies_in_its_folder(content: Path, src: str, place: str) -> None:
    shelves = Shelves(content, f"{NEWS}/bundle", True, ("hunan/changsha", "hunan"))
    found = shelves.find(src).found
    assert (found.place if found else "") == place


def test_a_bundle_is_its_own_whichever_way_unicode_writes_its_name(content: Path) -> None:
    shelves = Shelves(content, f"{NEWS}/f\u00eate", True, ("hunan/changsha", "hunan"))
    for src in ("../fe\u0302te/own.jpg", f"/{NEWS}/fe\u0302te/own.jpg"):
        found = shelves.find(src).found
        assert found is not None
        assert found.place == f"{NEWS}/f\u00eate/own.jpg"


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_where_no_folder_can_be_opened_it_is_not_taken_for_one_without_an_article(
    content: Path,
) -> None:
    import resource

    shelves = Shelves(content, NEWS, False, ("hunan/changsha", "hunan"))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (1, hard))
    try:
        with pytest.raises(OSError, match=os.strerror(errno.EMFILE)):
            shelves.may_hold(f"{NEWS}/bundle/own.jpg")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert not shelves.may_hold(f"{NEWS}/bundle/own.jpg")


def test_a_site_has_no_images_of_those_below_or_beside_it(house: House) -> None:
    """The whole way, with the message that says where the picture may stand."""
    house.write("hunan/hengyang/images/x.png", picture(400, 300))
    house.write("hunan/images/y.png", picture(400, 300))
    hunan = house.article("hunan/articles/news/x.md", "![图](/hunan/hengyang/images/x.png)")
    furong = house.article(
        "hunan/changsha/furong/articles/news/x.md",
        "![图](/hunan/hengyang/images/x.png)\n\n![图](images/y.png)",
    )
    checked = house.check()
    assert [(fault.path, fault.line, fault.code) for fault in checked.problems] == [
        (hunan, house.line(hunan, "x.png"), "image-elsewhere"),
        (furong, house.line(furong, "x.png"), "image-elsewhere"),
    ]
    assert {dict(fault.details)["images"] for fault in checked.problems} == {
        "hunan/images/",
        "hunan/changsha/furong/images/",
    }
    assert not checked.decisions[hunan].approved
    assert [p.path for _, p in checked.catalog.entries[furong].pictures] == ["hunan/images/y.png"]


def test_the_images_of_a_site_above_stay_there_when_its_configuration_breaks(house: House) -> None:
    house.write("hunan/changsha/images/x.png", picture(400, 300))
    path = house.article("hunan/changsha/furong/articles/news/x.md", "![图](images/x.png)")
    house.write("hunan/changsha/site.toml", "name = ")
    checked = house.check()
    assert {fault.path for fault in checked.problems} == {"hunan/changsha/site.toml"}
    assert checked.catalog.entries[path].pictures


def test_a_loop_of_links_is_its_articles_problem(house: House) -> None:
    """On Python 3.11 `Path.resolve` raises there, and the whole site was lost."""
    news = house.content / "hunan/articles/news"
    (news / "loop").symlink_to("loop")
    (news / "round").symlink_to("about")
    (news / "about").symlink_to("round")
    path = house.article(
        "hunan/articles/news/x.md", "![图](loop/x.png) ![图](/hunan/articles/news/round/x.png)"
    )
    (house.content / "hunan/images").symlink_to("images")
    (house.content / "hunan/changsha/images").symlink_to("../hengyang/images")
    (house.content / "hunan/hengyang/images").symlink_to("../changsha/images")
    other = house.article("hunan/changsha/articles/news/x.md", "![图](images/x.png)")
    checked = house.check()
    assert {(p.path, p.code) for p in checked.problems if p.line} == {
        (path, "image-missing"),
        (other, "image-missing"),
    }
    assert len(checked.records) == 4
