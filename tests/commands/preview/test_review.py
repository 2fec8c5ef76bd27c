"""`serve --review`: what waits, and each withheld text as it would look; nothing of it is output."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, ROOT, cache_in
from lane_server import forked_lanes
from rendering.conftest import picture

from lianzhan.building.review_page import marked
from lianzhan.commands.preview.review import QUEUE, Review
from lianzhan.model.review import REVIEW_MARK

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import House

NEWS = "hunan/articles/news"
WORD = "未经审签的话"


def shown(house: House, target: str) -> str:
    with forked_lanes():
        answer = Review(house.request(is_preview=True)).answer(target)
    assert answer is not None
    return answer.body.decode()


def text_at(house: House, path: str) -> str:
    site, _, column, name = path.removesuffix(".md").split("/")
    return shown(house, f"/{site}/{column}/{name}.html?review={path.replace('/', '%2F')}")


def test_a_withheld_text_is_shown_as_its_page_would_look(house: House) -> None:
    house.write(f"{NEWS}/x/a.png", picture(40, 30))
    path = house.article(f"{NEWS}/x/index.md", f"{WORD}![图](a.png)", head="", title="新稿")
    house.article(f"{NEWS}/y.md", "别的稿件。", head="")
    house.build()
    page = shown(house, f"/hunan/news/x.html?review={path}")
    assert f"<p>{WORD}<" in page
    assert "没有发布：等待初审（first）" in page
    assert page.index("lz-review") < page.index("<header")
    assert page.count(REVIEW_MARK) == 1
    assert "别的稿件" not in page
    source = re.search(r'src="[./]*(assets/pictures/[^"]+)"', page)
    assert source
    answer = Review(house.request()).answer(f"/{source[1]}")
    assert answer is not None
    assert answer.type.startswith("image/")


def test_nothing_of_it_is_written_anywhere(house: House) -> None:
    path = house.article(f"{NEWS}/x.md", WORD, head="")
    house.build()
    before = {file: file.read_bytes() for file in house.output.rglob("*") if file.is_file()}
    assert WORD in text_at(house, path)
    after = {file: file.read_bytes() for file in house.output.rglob("*") if file.is_file()}
    assert before == after
    assert not any(WORD.encode() in data or b"lianzhan-review" in data for data in after.values())


@pytest.mark.parametrize(
    ("head", "body", "said"),
    [
        ("status: approved\n", WORD, "稿件有错误：review-incomplete"),
        ("status: withdrawn\n", WORD, "已撤稿"),
        (APPROVED + "expires: 2026-04-01\n", WORD, "已过期：2026-04-01"),
        ("date: 2026-03-09\n", WORD, "duplicate-key"),
        ("", f"{WORD}![](none.png)", "image-missing"),
        ("", f"{WORD}[甲](javascript:alert(1))", "unsafe-link"),
    ],
)
def test_why_and_what_is_wrong_stands_above_it(
    house: House, head: str, body: str, said: str
) -> None:
    page = text_at(house, house.article(f"{NEWS}/x.md", body, head=head))
    assert said in page
    assert WORD in page
    assert '="javascript:' not in page


def test_what_can_not_be_shown_says_why(house: House) -> None:
    path = house.article("hunan/articles/none/x.md", WORD, head="")
    page = text_at(house, path)
    assert "unknown-column" in page
    assert REVIEW_MARK in page
    assert REVIEW_MARK in shown(house, "/x?review=none.md")
    assert "<script>" not in shown(house, "/x?review=%3Cscript%3E")


def test_the_queue_is_what_waits_and_what_else_is_withheld(house: House) -> None:
    house.article(f"{NEWS}/x.md", head="", title="<b>甲</b>")
    house.article(f"{NEWS}/gone.md", head="status: withdrawn\n")
    page = shown(house, QUEUE)
    assert "&lt;b&gt;甲&lt;/b&gt;" in page
    assert f'href="/hunan/news/x.html?review={NEWS.replace("/", "%2F")}%2Fx.md"' in page
    assert page.index("初审（first）") < page.index("其他没有发布的") < page.index("已撤稿")
    assert REVIEW_MARK in page


def test_changed_words_are_marked(house: House) -> None:
    path = house.article(f"{NEWS}/x.md", WORD)
    house.renew()
    file = house.content / path
    file.write_text(file.read_text("utf-8").replace("话", "词"), "utf-8")
    assert "当时的稿子在 git 里找不到" in text_at(house, path)


def test_other_addresses_are_the_output_s(house: House) -> None:
    review = Review(house.request())
    for target in (
        "/",
        "/hunan/news/one.html",
        "/assets/none.png",
        "/assets/..%2f..%2fx",
        "/x?y=1",
    ):
        assert review.answer(target) is None


def test_a_build_lets_no_such_page_pass(house: House) -> None:
    """Whoever brings it there, a theme or a plugin."""
    theme = house.folder / "theme"
    base = theme_with(house, marked(b"<head>").decode())
    assert base.is_file()
    report = house.build(theme=theme, cache=house.folder / "other")
    assert {fault.code for fault in report.problems} == {"audit-leak"}
    assert not list(house.output.glob("*/index.html"))
    assert cache_in(house.folder / "other")


def theme_with(house: House, head: str) -> Path:
    """A copy of the theme whose pages begin with a mark."""
    theme = house.folder / "theme"
    shutil.copytree(ROOT / "themes/lianzhan", theme)
    base = theme / "templates/base.html"
    base.write_text(base.read_text("utf-8").replace("<head>", head, 1), "utf-8")
    return base


def test_a_site_of_its_own_host_with_a_picture_in_its_head_is_shown(house: House) -> None:
    """No build has made the picture's files before."""
    text = (house.content / "federation.toml").read_text("utf-8")
    house.write("federation.toml", text.replace("example.org/{slug}/", "{slug}.example.org/"))
    site = (house.content / "hunan/site.toml").read_text("utf-8")
    house.write("hunan/site.toml", f'{site}masthead = "head.png"\nmasthead_alt = ""\n')
    house.write("hunan/head.png", picture(80, 20))
    path = house.article(f"{NEWS}/x.md", WORD, head="")
    assert f"<p>{WORD}</p>" in text_at(house, path)
