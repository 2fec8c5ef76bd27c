"""What can be signed below a path, read and judged as a build does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import APPROVED

from lianzhan.desk.approval import Desk, read_texts

if TYPE_CHECKING:
    from conftest import House

NEWS = "hunan/articles/news"


def desk(house: House) -> Desk:
    return Desk(house.content, house.federation, house.now)


def test_texts_of_several_sites_are_found_with_their_titles(house: House) -> None:
    one, two = f"{NEWS}/one.md", "hunan/changsha/articles/news/two.md"
    found = read_texts(desk(house), [two, one])
    assert found.unread == {}
    assert {path: text.title for path, text in found.texts.items()} == {
        one: "一份工作指南",
        two: found.texts[two].value.title,
    }
    assert [text.decision.reason for text in found.texts.values()] == ["published"] * 2
    assert {text.standing for text in found.texts.values()} == {3}


def test_faults_are_those_that_no_signature_mends(house: House) -> None:
    path = house.article(f"{NEWS}/x.md", "[甲](javascript:x)", head="status: approved\n")
    (text,) = read_texts(desk(house), [path]).texts.values()
    assert {p.code for p in text.problems} == {"unsafe-link", "review-incomplete"}
    assert text.faults == ["unsafe-link"]


def test_what_is_no_text_of_a_site_says_why(house: House) -> None:
    house.article("elsewhere/articles/news/x.md")
    house.write(f"{NEWS}/folder/deep/x.md", "甲")
    house.write(f"{NEWS}/bad name.md", "甲")
    paths = ["elsewhere/articles/news/x.md", f"{NEWS}/folder/deep/x.md", f"{NEWS}/bad name.md"]
    found = read_texts(desk(house), [*paths, f"{NEWS}/none.md"])
    assert found.texts == {}
    assert [found.unread[path] for path in paths] == [
        "misplaced-file",
        "misplaced-file",
        "bad-name",
    ]
    assert found.unread[f"{NEWS}/none.md"] == "unreadable-file"


def test_a_text_that_stands_where_another_stood_before_is_not_signed_for_it(house: House) -> None:
    """Though it names the old address: a file holds it."""
    path = house.article(f"{NEWS}/x.md", head=f"aliases: [news/one]\n{APPROVED}")
    (text,) = read_texts(desk(house), [path]).texts.values()
    assert text.terms.held == {f"{NEWS}/one"}
