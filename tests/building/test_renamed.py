"""A published file that was renamed without an alias is a warning ("renamed-without-alias")."""

from __future__ import annotations

import shutil

import pytest
from conftest import APPROVED, House

NEWS = "hunan/changsha/articles/news"
BODY = "招聘会周六上午九点在人民广场举行，请带身份证。"


@pytest.fixture
def live(house: House) -> House:
    house.article(f"{NEWS}/fair.md", BODY, title="春季招聘会")
    house.build()
    return house


def warnings(house: House) -> list[tuple[str, str, int]]:
    return [(p.code, p.path, p.line) for p in house.build().problems]


@pytest.mark.parametrize("new", [f"{NEWS}/job-fair.md", "hunan/changsha/articles/theory/fair.md"])
def test_a_renamed_file_is_named_once_with_the_task_that_helps(live: House, new: str) -> None:
    (live.content / new).parent.mkdir(exist_ok=True)
    (live.content / NEWS / "fair.md").rename(live.content / new)
    problems = live.build().problems
    assert [(p.code, p.path, p.line) for p in problems] == [("renamed-without-alias", new, 1)]
    assert dict(problems[0].details) == {
        "old": f"{NEWS}/fair.md",
        "new": new,
        "alias": "news/fair",
    }
    live.article("hunan/articles/news/another.md")
    assert warnings(live) == []


def test_a_renamed_bundle_is_named_though_its_title_has_changed(live: House) -> None:
    body = "长" * 45
    live.article(f"{NEWS}/a/index.md", body, title="旧题")
    live.build()
    shutil.rmtree(live.content / NEWS / "a")
    new = live.article(f"{NEWS}/b/index.md", body, title="新题")
    assert warnings(live) == [("renamed-without-alias", new, 1)]


@pytest.mark.parametrize(
    ("body", "head", "title"),
    [
        ("另一篇。", APPROVED, "春季招聘会"),
        (BODY, APPROVED, "秋季招聘会"),
        (BODY, f"{APPROVED}aliases: [news/fair]\n", "春季招聘会"),
        (BODY, "status: withdrawn\n", "春季招聘会"),
    ],
)
def test_another_article_and_one_with_its_alias_are_no_renaming(
    live: House, body: str, head: str, title: str
) -> None:
    (live.content / NEWS / "fair.md").unlink()
    live.article(f"{NEWS}/new.md", body, head, title)
    assert warnings(live) == []


def test_a_copy_beside_a_file_that_is_there_is_none(live: House) -> None:
    live.article(f"{NEWS}/copy.md", BODY, title="春季招聘会")
    assert warnings(live) == []
