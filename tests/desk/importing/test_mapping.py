"""What other generators call things becomes our front matter; the rest is kept aside."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lianzhan.desk.importing.mapping import Mapped, Surroundings, map_head

if TYPE_CHECKING:
    from lianzhan.desk.importing.heads import Foreign

ZONE = ZoneInfo("Asia/Shanghai")


def mapped(
    *fields: tuple[str, Foreign], path: str = "posts/reading.md", heading: str = "", **names: str
) -> Mapped:
    pictures = {src.replace("_", "."): new for src, new in names.items()}
    return map_head(fields, Surroundings(path, "reading", heading, ZONE, pictures))


def codes(result: Mapped) -> list[str]:
    return [note.code for note in result.notes]


def test_what_comes_in_is_submitted_and_unreviewed_whatever_it_was() -> None:
    result = mapped(
        ("title", "读书会"), ("date", "2020-05-09"), ("status", "approved"), ("draft", "true"),
        ("review", [{"step": "first", "by": "甲", "at": "2020-05-01"}]), ("offer", "national"),
    )  # fmt: skip
    assert result.fields == {"title": "读书会", "date": "2020-05-09", "status": "submitted"}
    assert result.aside.keys() == {"status", "review", "offer"}
    assert codes(result) == ["status", "draft", "unknown-keys"]


def test_being_published_before_needs_no_word() -> None:
    result = mapped(
        ("title", "读书会"), ("date", "2020-05-09"), ("draft", "false"), ("status", "published")
    )
    assert (result.aside, codes(result)) == ({}, [])


def test_the_known_names_of_a_field_are_mapped() -> None:
    result = mapped(
        ("标题", "读书会"), ("日期", "2020年5月9日"), ("description", "一次\u3000读书会"),
        ("authors", ["甲", "乙"]), ("报送单位", "长沙县妇联"), ("expirydate", "2021-01-01"),
        ("campaign", "书香三八"),
    )  # fmt: skip
    assert result.fields == {
        "title": "读书会",
        "date": "2020-5-9",
        "summary": "一次 读书会",
        "author": "甲、乙",
        "unit": "长沙县妇联",
        "campaign": "书香三八",
        "expires": "2021-01-01",
        "status": "submitted",
    }
    assert ("日期", "date") in result.mapped
    assert result.aside == {}


def test_a_second_summary_is_dropped_if_it_says_the_same_and_kept_aside_if_not() -> None:
    result = mapped(("summary", "甲"), ("description", "甲"), ("excerpt", "乙"))
    assert result.fields["summary"] == "甲"
    assert result.aside == {"excerpt": "乙"}


def test_tags_keywords_and_categories_are_one_list() -> None:
    result = mapped(
        ("tags", ["Service Mesh", "Istio"]), ("keywords", "istio，普法、 ,普法"),
        ("categories", "service mesh"), ("tag", [{"a": "b"}]),
    )  # fmt: skip
    assert result.fields["tags"] == ["Service Mesh", "Istio", "普法"]
    assert result.aside == {"tag": [{"a": "b"}]}


def test_categories_in_lists_of_lists_and_between_commas_are_tags_each() -> None:
    """As `reading` takes them apart: no tag holds a comma, and `#甲 #乙` are two."""
    result = mapped(
        ("categories", [["新闻", "活动"], "通知"]), ("tags", ["普法，维权、健康", "a, b"]),
        ("keywords", [["甲"], []]),
    )  # fmt: skip
    assert result.fields["tags"] == ["新闻", "活动", "通知", "普法", "维权", "健康", "a", "b"]
    assert mapped(("tags", "#甲 #乙# #")).fields["tags"] == ["甲", "乙", "#"]
    assert result.aside == {"keywords": [["甲"], []]}


def test_a_missing_title_is_the_first_heading_else_the_name() -> None:
    from_heading, from_name = mapped(heading="读书会"), mapped(heading="长" * 201)
    assert (from_heading.fields["title"], from_name.fields["title"]) == ("读书会", "reading")
    assert "title-from-heading" in codes(from_heading)
    assert "title-from-name" in codes(from_name)


def test_a_missing_date_is_one_in_the_path_and_never_today() -> None:
    dated, undated = mapped(path="posts/2020-05-09-x.md"), mapped(path="posts/x.md")
    assert dated.fields["date"] == "2020-05-09"
    assert "date" not in undated.fields
    assert "date-from-name" in codes(dated)
    assert "date-missing" in codes(undated)


def test_a_date_that_can_not_be_read_is_told_and_kept_aside() -> None:
    result = mapped(("date", "五月初九"), ("pubdate", "2020-05-09"))
    assert (result.fields["date"], result.aside) == ("2020-05-09", {"date": "五月初九"})
    assert "date-unreadable" in codes(result)


def test_a_cover_is_the_first_picture_that_came_along() -> None:
    result = mapped(("cover", "gone.jpg"), ("banner", "a.jpg"), ("image", "b.jpg"), a_jpg="a-2.jpg")
    assert result.fields["cover"] == "a-2.jpg"
    assert result.aside == {"cover": "gone.jpg", "image": "b.jpg"}
    assert "cover-missing" in codes(result)


def test_a_cover_on_another_web_site_is_told_and_kept_aside() -> None:
    result = mapped(("banner", "https://x.example/a.jpg"))
    assert "cover" not in result.fields
    assert "cover-remote" in codes(result)


def test_an_article_with_a_source_is_a_repost() -> None:
    result = mapped(("来源", "人民网"), ("source_date", "2020-05-09"))
    assert result.fields["kind"] == "repost"
    assert result.fields["source"] == {"name": "人民网", "date": "2020-05-09"}
    assert result.aside == {}


def test_an_unknown_kind_and_empty_values_do_no_harm() -> None:
    result = mapped(("kind", "video"), ("summary", ""), ("tags", []), ("params", {}))
    assert result.aside == {"kind": "video"}
