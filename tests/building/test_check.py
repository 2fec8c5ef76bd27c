"""All stages before rendering together: problems in one order, and nothing that cascades."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any

import pytest
from conftest import APPROVED, SITES, House, plan_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow
from real_workers import Noting, die, one_worker

from lianzhan.building.check import check
from lianzhan.building.failed_sites import site_failed
from lianzhan.desk.approval import Desk, read_texts, renew
from lianzhan.runtime.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lianzhan.building.content_state import ContentState
    from lianzhan.runtime.job import Outcome

NEWS = "hunan/articles/news"
VALID = {
    "hunan/articles/news/one.md",
    "hunan/articles/theory/equality.md",
    "hunan/changsha/articles/news/two.md",
}
FEDERATION = (SITES / "valid/federation.toml").read_text("utf-8")
SLUGS = {"hunan", "changsha", "furong", "hengyang"}


def published(checked: ContentState) -> set[str]:
    return {path for path, decision in checked.decisions.items() if decision.approved}


def reasons(checked: ContentState) -> dict[str, str]:
    return {path: d.reason for path, d in checked.decisions.items() if not d.approved}


def places(checked: ContentState) -> list[str]:
    return [f"{fault.path}:{fault.line}: {fault.code}" for fault in checked.problems]


def planned(checked: ContentState) -> set[str]:
    return set(checked.sites)


def test_the_valid_federation_is_published_whole(house: House) -> None:
    checked = house.check()
    assert places(checked) == []
    assert published(checked) == VALID
    assert planned(checked) == SLUGS
    assert checked.paths == {
        "hunan": "hunan",
        "changsha": "hunan/changsha",
        "furong": "hunan/changsha/furong",
        "hengyang": "hunan/hengyang",
    }
    assert len(checked.published) == 3


def test_without_a_usable_federation_there_is_nothing_but_problems(house: House) -> None:
    house.write("federation.toml", "name = ")
    checked = house.check()
    assert places(checked) == ["federation.toml:1: config-syntax"]
    assert checked.tree is None
    assert (checked.catalog.entries, checked.decisions, checked.placements) == ({}, {}, ())
    assert (checked.sites, checked.paths, checked.records) == ((), {}, {})
    with pytest.raises(ValueError, match="no federation"):
        _ = checked.planner


@pytest.mark.parametrize("content", ["none", "federation.toml"])
def test_without_a_content_folder_there_is_one_problem(house: House, content: str) -> None:
    checked = check(house.content / content, house.now, one_worker())
    assert places(checked) == ["federation.toml:0: config-missing"]


def test_problems_of_all_stages_stand_in_one_order(house: House) -> None:
    house.article(f"{NEWS}/b.md", "[甲](none.md)\n\n![](none.jpg)", "status: approved\n")
    house.article(f"{NEWS}/a b.md")
    house.write("hunan/picks.toml", '[[picks]]\narticle = "none.md"')
    house.write("hubei/site.toml", 'name = "湖北省妇联"\nlevel = "province"')
    status, link, image = (house.line(f"{NEWS}/b.md", x) for x in ("status:", "[甲]", "![]"))
    assert places(house.check()) == [
        "hubei/site.toml:0: empty-slot",
        f"{NEWS}/a b.md:0: bad-name",
        f"{NEWS}/b.md:{status}: review-incomplete",
        f"{NEWS}/b.md:{link}: dead-link",
        f"{NEWS}/b.md:{image}: image-alt",
        f"{NEWS}/b.md:{image}: image-missing",
        "hunan/picks.toml:1: pick-unknown",
    ]


def test_an_error_withholds_its_file_and_no_other(house: House) -> None:
    bad = house.article(f"{NEWS}/bad.md", head=APPROVED + "save_as: index.html\n")
    checked = house.check()
    assert published(checked) == VALID
    assert reasons(checked) == {bad: "problems"}
    assert planned(checked) == SLUGS


def test_a_link_to_what_is_withheld_is_a_warning_and_withholds_nothing(house: House) -> None:
    other = house.article(f"{NEWS}/other.md", head="status: submitted\n")
    linking = house.article(f"{NEWS}/linking.md", "[甲](other.md)")
    checked = house.check()
    assert places(checked) == [f"{linking}:11: unpublished-link"]
    assert published(checked) == VALID | {linking}
    house.article(other)
    checked = house.check()
    assert places(checked) == []
    assert published(checked) == VALID | {linking, other}


def test_two_articles_that_link_to_each_other_may_both_be_published(house: House) -> None:
    one = house.article(f"{NEWS}/a.md", "[乙](b.md)")
    other = house.article(f"{NEWS}/b.md", "[甲](a.md)")
    checked = house.check()
    assert places(checked) == []
    assert {one, other} <= published(checked)


def test_what_is_withdrawn_needs_no_mending(house: House) -> None:
    path = house.article(f"{NEWS}/x.md", "[甲](none.md)", "status: withdrawn\nsave_as: x\n")
    checked = house.check()
    assert places(checked) == []
    assert reasons(checked) == {path: "withdrawn"}


def test_a_withdrawn_article_leaves_lists_picks_and_links(house: House) -> None:
    path = house.article("hunan/changsha/articles/news/x.md", head=APPROVED + "offer: province\n")
    house.write("hunan/picks.toml", f'[[picks]]\narticle = "{path}"')
    shown = {p.site for p in house.check().placements if p.path == path}
    assert shown == {"changsha", "hunan"}
    house.article(path, head="status: withdrawn\noffer: province\n")
    checked = house.check()
    assert path not in {p.path for p in checked.placements}
    assert places(checked) == ["hunan/picks.toml:1: pick-unpublished"]


def test_time_alone_publishes_and_expires(house: House) -> None:
    path = house.article(f"{NEWS}/x.md", head=APPROVED + "expires: 2026-12-31\n")
    seen = []
    for year, month in ((2026, 2), (2026, 11), (2027, 1)):
        house.now = house.now.replace(year=year, month=month)
        seen.append(house.check().decisions[path].reason)
    assert seen == ["scheduled", "published", "expired"]


def test_an_empty_slot_keeps_its_site_alone_from_being_planned(house: House) -> None:
    house.write("hubei/site.toml", 'name = "湖北省妇联"\nlevel = "province"')
    checked = house.check()
    assert planned(checked) == SLUGS
    assert checked.paths["hubei"] == "hubei"


def test_a_broken_site_is_not_planned_but_its_articles_are_known(house: House) -> None:
    house.write("hunan/changsha/site.toml", "name = ")
    checked = house.check()
    assert places(checked) == ["hunan/changsha/site.toml:1: config-syntax"]
    assert planned(checked) == SLUGS - {"changsha"}
    assert checked.paths["changsha"] == "hunan/changsha"
    assert "hunan/changsha/articles/news/two.md" in published(checked) - checked.published


def test_an_error_at_a_broken_site_withholds_there_too(house: House) -> None:
    house.write("hunan/changsha/site.toml", "name = ")
    house.article("hunan/changsha/articles/news/two.md", head=APPROVED + "save_as: x\n")
    assert "hunan/changsha/articles/news/two.md" not in published(house.check())


def test_a_slug_that_a_broken_and_a_good_site_share_is_the_good_ones(house: House) -> None:
    house.write("hunan/a/loudi/site.toml", "name = ")
    house.write("hunan/b/loudi/site.toml", 'name = "娄底市妇联"\nlevel = "city"')
    checked = house.check()
    assert checked.paths["loudi"] == "hunan/b/loudi"
    assert "loudi" in planned(checked)


class Shuffling(Noting):
    """A worker that takes jobs, and so finishes them, in another order."""

    def run(self, function: object, items: Sequence[Any]) -> Iterator[Outcome[Any, Any]]:
        return super().run(function, random.Random(7).sample(items, len(items)))  # noqa: S311


def test_a_site_whose_reader_dies_is_kept_and_the_others_go_on(house: House) -> None:
    checked = house.check(workers=Noting("changsha", die))
    assert places(checked) == ["hunan/changsha/site.toml:0: site-failed"]
    assert planned(checked) == SLUGS - {"changsha"}
    assert checked.problems[0] == site_failed("hunan/changsha", "changsha", "the process died")


def test_the_order_in_which_sites_are_read_does_not_show(house: House) -> None:
    house.article(f"{NEWS}/x.md", "[甲](none.md)", "status: submitted\n")
    assert house.check(workers=Shuffling()) == house.check()


def test_real_processes_find_the_same(house: House) -> None:
    house.article(f"{NEWS}/x.md", "[甲](none.md)", "status: submitted\n")
    with Workers(2) as workers:
        assert house.check(workers=workers) == house.check()


BAD_NAMES = [
    "a b",
    "CON",
    "a'b",
    'a"b',
    "😀",
    "字" * 60,
    "x" * 200,
    "a\nb",
    "-",
    "a\u202eb",
    "index",
]
BAD_HEADS = [
    "", "---", "---\n---", "\x00", "\ufeff", "Title: x", "status: approved", "---\n" + "[" * 16_000 + "\n---",
    "---\ntitle: !!python/object/apply:os.system [id]\n---", "---\ntitle: &a [*a]\n---", "\r\r\r",
    "---\ntitle: a\ntitle: b\ndate: 2026-02-30\nstatus: [approved]\nreview: {a: b}\n---",
    "---\nsave_as: index.html\nSettings: x\ntemplate: y\n---\nx", "---\ndate: 0000-00-00\n---",
    "---\ntitle: '\\x00'\ndate: 99999999999999999999-01-01\nexpires: '2024-05'\n---\nx",
    "---\ntitle: a\ndate: ２０２６-03-08\nsource: {url: 'javascript:x'}\noffer: {}\ncover: /etc/passwd\n---",
]  # fmt: skip
BAD_BODIES = [
    "[" * 8_000, "> " * 5_000 + "x", "- " * 5_000 + "x", "*" * 100_000, "`" * 100_000, "<" * 100_000,
    "&" * 100_000, "|" * 100_000, "<!--" * 20_000, "<![CDATA[" * 10_000, "<div>" * 20_000,
    "<script>alert(1)</script>", "<iframe src=x>", "[x](javascript:x) [y](//evil) [z](file:///etc/passwd)",
    "[x]({static}../../../etc/passwd) [y](%2e%2e/%2e%2e/) [z](#x) [w](a%00.md)",
    "![x]({static}../../../../etc/passwd) ![y](/etc/passwd) ![z](..) ![w](data:image/png;base64,x)",
    "![x](cut.jpg) ![y](bomb.png) ![z](text.jpg) ![w](vector.svg) ![v](empty.jpg) ![u](folder.jpg)",
    "![x](out.jpg) ![y](fifo.jpg) ![z](loop.jpg)",
]  # fmt: skip


def fill_with_harm(house: House) -> None:
    """Everything at once that a city could put into its folder, by mistake or by malice."""
    news = house.content / NEWS
    for number, name in enumerate(BAD_NAMES):
        house.article(f"hunan/articles/activity/{name}.md", f"{number}")
    for number, head in enumerate(BAD_HEADS):
        house.write(f"{NEWS}/head-{number}.md", head)
    for number, body in enumerate(BAD_BODIES):
        house.article(f"{NEWS}/body-{number}.md", body)
    Pillow.new("RGB", (400, 300), "teal").save(news / "cut.jpg")
    (news / "cut.jpg").write_bytes((news / "cut.jpg").read_bytes()[:500])
    Pillow.new("1", (9_000, 9_000)).save(news / "bomb.png")
    house.write(f"{NEWS}/text.jpg", "文字")
    house.write(f"{NEWS}/vector.svg", "<svg/>")
    house.write(f"{NEWS}/empty.jpg", "")
    house.write(f"{NEWS}/folder.jpg/x", "")
    links = {
        "out.jpg": "/etc/hostname",
        "loop.jpg": "loop.jpg",
        "out.md": "/etc/passwd",
        "loop": ".",
    }
    for name, target in links.items():
        (news / name).symlink_to(target)
    if hasattr(os, "mkfifo"):
        os.mkfifo(news / "fifo.jpg")
        os.mkfifo(news / "fifo.md")
    for number, text in enumerate(
        ["\x00", "name = 3", "a=" + "[" * 900, "name = 'a'\nlevel = 'x'"]
    ):
        house.write(f"hunan/bad-{number}/site.toml", text)
    for twin in ("twin", "other-twin"):
        house.write(f"hunan/{twin}/site.toml", "name = 'a'\nlevel = 'city'\nslug = 'twins'")
    house.write("hunan/assets/site.toml", "name = 'a'\nlevel = 'city'")
    house.write("hunan/picks.toml", "picks = [1, {article = 2}, {article = '../../x'}]")
    house.write("hunan/hengyang/picks.toml", b"\xff\x00")


def test_harm_of_every_kind_withholds_only_itself(house: House) -> None:
    fill_with_harm(house)
    checked = house.check()
    assert published(checked) >= VALID
    assert planned(checked) == SLUGS
    assert not {fault.path for fault in checked.problems} & VALID
    shown = {x.planned.value.path: x.planned.value for x in plan_of(checked, "hunan").listings}
    for path in published(checked) - VALID:
        assert path.startswith(f"{NEWS}/body-")
        assert "script" not in shown[path].body.html


def test_every_harmful_file_is_told(house: House) -> None:
    fill_with_harm(house)
    told = {fault.path for fault in house.check().problems}
    silent = {f"{NEWS}/body-{n}.md" for n in range(len(BAD_BODIES))} - told
    assert {path.removeprefix(f"{NEWS}/body-") for path in silent} <= {
        f"{number}.md" for number, body in enumerate(BAD_BODIES) if body[0] in "*`<|["
    }
    assert {f"{NEWS}/head-{n}.md" for n in range(len(BAD_HEADS))} <= told
    assert {f"hunan/bad-{n}/site.toml" for n in range(4)} <= told
    assert {"hunan/twin/site.toml", "hunan/picks.toml", "hunan/hengyang/picks.toml"} <= told


PIECES = st.sampled_from([
    "---\n", "title: 一\n", "date: 2026-03-08\n", "status: approved\n", "review:\n", "tags: [a, b]\n",
    "  - {step: first, by: 甲, at: 2026-03-01}\n", "source: {name: x}\n", "\n", "正文", "[a](b.md)",
    "![c](d.jpg)", "# 题\n", "> ", "- ", "<script>", "\x00", "\ufeff", "\r", "\u2028", "{", "}", "[", "]",
])  # fmt: skip


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    raw=st.binary(max_size=200) | st.lists(PIECES, max_size=30).map(lambda p: "".join(p).encode())
)
def test_any_file_anywhere_gives_problems_never_an_exception(house: House, raw: bytes) -> None:
    for path in (f"{NEWS}/x.md", "hunan/pages/x.md", "hunan/picks.toml", "hunan/zhuzhou/site.toml"):
        house.write(path, raw)
    checked = house.check()
    assert published(checked) >= VALID
    assert planned(checked) >= SLUGS
    house.write("federation.toml", raw)
    assert house.check().tree is None
    house.write("federation.toml", FEDERATION)


def test_texts_of_which_nobody_knows_whether_they_changed_are_counted_in_one_warning(
    house: House,
) -> None:
    """Once, of what is published, where the policy lets it count."""

    def told() -> list[tuple[str, int, str]]:
        problems = check(house.content, house.now, one_worker()).problems
        assert {p.code for p in problems} == {"review-unverified"}
        return [(p.path, p.line, dict(p.details)["count"]) for p in problems]

    house.article(f"{NEWS}/draft.md", head=APPROVED.replace("approved", "submitted"))
    assert told() == [("federation.toml", 0, "3")]
    desk = Desk(house.content, house.federation, house.now)
    assert renew(desk, read_texts(desk, [f"{NEWS}/one.md"]).texts[f"{NEWS}/one.md"])
    assert told() == [("federation.toml", 0, "2")]
    house.write("federation.toml", f'{FEDERATION}\n[review]\ndigest = "required"\n')
    assert {p.code for p in house.check().problems} == {"review-without-digest", "empty-slot"}
