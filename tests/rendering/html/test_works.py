"""What pages and programs are told of a work: as narrow a type as is true, and little of a person."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lianzhan.kinds.article.values import FORMS, Article, Consent, Forwards, Work
from lianzhan.model.body import Body, Image
from lianzhan.model.catalog import Picture
from lianzhan.planning.planned import Planned
from lianzhan.planning.site_facts import SiteLink
from lianzhan.rendering.html.works import shown_work

HOME = SiteLink("hunan", "湖南省妇联", "https://example.org/hunan/", "province")
PICTURE = Picture("hunan/a.jpg", "digest", "jpeg", 9, 750, 445)
ASSETS = "https://example.org/assets/"
CALL = "https://example.org/hunan/works/call.html"


def planned(work: Work | None, *, with_picture: bool = True, **more: object) -> Planned[Article]:
    article = Article(
        path="hunan/articles/works/x.md", site="hunan", column="works", name="x", title="题",
        date=datetime(2026, 3, 8, 9, tzinfo=UTC), work=work,
        body=Body(excerpt="正文。"), consent=Consent("母亲"),
        cover=Image("a.jpg", "", 1) if with_picture else None,
        pictures=(("a.jpg", PICTURE),) if with_picture else (), **more,
    )  # fmt: skip
    url = "https://example.org/hunan/works/x.html"
    return Planned(article, "urn:uuid:1", url, HOME, (("call.md", CALL),), (), "", "征集")


def data_of(work: Work, *, with_picture: bool = True) -> dict[str, object]:
    shown = shown_work(planned(work, with_picture=with_picture), "zh-CN", ASSETS)
    assert shown is not None
    return shown.data


@pytest.mark.parametrize(
    ("form", "with_picture", "kind"),
    [
        *((form, True, "VisualArtwork") for form in FORMS[:5]),
        *((form, False, "CreativeWork") for form in FORMS),
        ("视频", True, "VideoObject"),
        ("文字", True, "CreativeWork"),
        ("", True, "CreativeWork"),
    ],
)
def test_a_work_is_called_what_it_truly_is(form: str, with_picture: bool, kind: str) -> None:
    said = data_of(Work(author="甲", form=form), with_picture=with_picture)
    assert said["@type"] == kind
    assert said.get("artform") == (form if kind == "VisualArtwork" else None)
    assert ("image" in said) == (with_picture and kind != "VideoObject")


def test_a_video_has_what_programs_need_of_one() -> None:
    said = data_of(Work(author="甲", form="视频"))
    assert str(said["thumbnailUrl"]).startswith(f"{ASSETS}pictures/")
    assert (said["uploadDate"], said["description"]) == ("2026-03-08T09:00:00+00:00", "正文。")


def test_a_person_has_a_name_and_nothing_more() -> None:
    said = data_of(Work(author="甲", age="7–12岁", school="示例小学"))
    assert said["author"] == {"@type": "Person", "name": "甲"}
    group = data_of(Work(group="乙", unit="示例厂"))
    assert group["author"] == {"@type": "Organization", "name": "乙"}
    told = repr((said, group))
    assert not any(word in told for word in ("岁", "小学", "示例厂", "母亲"))


def test_what_is_shown_is_what_the_head_says_but_for_the_consent() -> None:
    work = Work(author="甲", age="7–12岁", school="示例小学", form="视频", answers="call.md")
    shown = shown_work(planned(work), "zh-CN", ASSETS)
    assert shown is not None
    assert (shown.maker, shown.age, shown.place, shown.is_video) == (
        "甲",
        "7–12岁",
        "示例小学",
        True,
    )
    assert shown.call is not None
    assert (shown.call.title, shown.call.url) == ("征集", CALL)
    assert "母亲" not in repr(shown)


def test_a_call_is_named_by_its_own_title_alone() -> None:
    work = Work(group="乙", unit="示例厂", answers="call.md")
    both = shown_work(planned(work, forwards=Forwards("other.md")), "zh-CN", ASSETS)
    gone = shown_work(planned(Work(group="乙", answers="gone.md")), "zh-CN", ASSETS)
    assert both is not None
    assert gone is not None
    assert (both.call, gone.call, both.place, both.is_video) == (None, None, "示例厂", False)


def test_what_is_no_work_shows_none() -> None:
    assert shown_work(planned(None), "zh-CN", ASSETS) is None
