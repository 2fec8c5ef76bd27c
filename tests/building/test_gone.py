"""What is deliberately gone: withdrawn, deleted or expired, and nothing else."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from conftest import APPROVED, NOW, House

from lianzhan.building.gone import Judgement, says_gone
from lianzhan.model.live_sites import SiteIdentity

if TYPE_CHECKING:
    from pathlib import Path

TWO = "hunan/changsha/articles/news/two.md"
ZONE = ZoneInfo("Asia/Shanghai")


def gone(house: House, *articles: str) -> frozenset[str]:
    checked = house.check()
    live = {
        slug: SiteIdentity(path, slug, "city", f"https://example.org/{slug}/")
        for slug, path in (("hunan", "hunan"), ("changsha", "hunan/changsha"))
    }
    return Judgement(house.content, checked, live, house.now).gone(articles or (TWO,))


@pytest.mark.parametrize(
    "head",
    [
        "status: withdrawn\n",
        APPROVED + "expires: 2026-10-31\n",
        APPROVED + "expires: 2026-10-31\nsumary: x\n",
        "status: withdrawn\nsumary: x\n",
        "status: withdrawn\ntitle: [broken\n",
        "tags: {a\nstatus: withdrawn\n",
        "status: 'withdrawn'\nx: : :\n",
        "status: withdrawn\ntitle: \x07\n",
        APPROVED + "consent: {by: 本人, at: 2026-03-01, withdrawn: 2026-10-01}\n",
        APPROVED + "consent: 撤回\nsumary: x\n",
        "consent: {by: 本人, withdrawn: 上周}\ntitle: [broken\n",
        "consent:\n  by: 本人\n  withdrawn: 2026-10-01\ntitle: [broken\n",
    ],
)
def test_withdrawn_and_expired_are_gone_whatever_else_is_wrong(house: House, head: str) -> None:
    house.article(TWO, head=head)
    assert gone(house) == {TWO}


@pytest.mark.parametrize(
    "head",
    [
        APPROVED,
        APPROVED + "sumary: x\n",
        APPROVED + "expires: 2026-12-01\n",
        APPROVED + "expires: 2026-13-45\n",
        "status: submitted\n",
        "status: approved\ntitle: [broken\n",
        "summary: status was withdrawn\ntags: {a\n",
        "consent: {by: 本人, withdrawn: 否}\ntitle: [broken\n",
        "consent: {by: 本人, at: 2026-03-01}\ntitle: [broken\n",
    ],
)
def test_what_has_an_error_or_waits_is_not_gone(house: House, head: str) -> None:
    house.article(TWO, "status: withdrawn", head)
    assert gone(house) == set()


def test_another_file_of_the_same_page_says_nothing_of_one_that_is_there(house: House) -> None:
    (house.content / TWO).write_bytes(b"\xff")
    house.article("hunan/changsha/articles/news/two/index.md", head="status: withdrawn\n")
    assert gone(house) == set()
    (house.content / TWO).unlink()
    assert gone(house) == {TWO}


def test_a_deleted_file_is_gone_and_one_that_can_not_be_read_is_not(house: House) -> None:
    (house.content / TWO).write_bytes(b"\xff\xfe\x00")
    assert gone(house) == set()
    (house.content / TWO).unlink()
    assert gone(house) == {TWO}
    (house.content / TWO).symlink_to("two.md")
    assert gone(house) == set()
    shutil.rmtree(house.content / "hunan/changsha/articles")
    assert gone(house) == {TWO}


def test_a_value_is_gone_when_its_file_of_many_holds_it_no_more_and_not_before(
    house: House,
) -> None:
    """Of a file that can't be read, nobody knows what it holds."""
    checked, path = house.check(), "hunan/notes.toml#a"
    assert Judgement(house.content, checked, {}, house.now).gone([path]) == {path}
    unread = replace(checked.records["hunan"], unknown=("hunan/notes.toml",))
    checked = replace(checked, records={**checked.records, "hunan": unread})
    assert Judgement(house.content, checked, {}, house.now).gone([path]) == set()


def test_a_withdrawal_counts_in_a_file_that_is_no_utf_8(house: House) -> None:
    """Saved by an old editor: the head says it all the same."""
    text = "---\ntitle: 撤下\nstatus: withdrawn\n---\n\n正文\n"
    (house.content / TWO).write_bytes(text.encode("gb18030"))
    assert gone(house) == {TWO}


@pytest.mark.parametrize(
    "head",
    [
        "expires: 2026-10-31", "status: withdrawn", "consent: {withdrawn: 2026-10-01}",
        "status: approved",
    ],
)  # fmt: skip
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_head_that_nobody_judged_is_read_however_it_was_saved(
    tmp_path: Path, head: str, ends: str, encoding: str
) -> None:
    """As the gate reads it: without byte order mark, whatever the line ends, controls dropped."""
    for rule in ("---\n", ""):
        text = f"{rule}title: 撤\x07下\n{head}\n{rule}\n正文\n"
        (tmp_path / "x.md").write_bytes(text.replace("\n", ends).encode(encoding))
        assert says_gone(tmp_path / "x.md", ZONE, NOW) is (head != "status: approved")


def test_an_article_that_moved_with_its_site_is_not_gone(house: House) -> None:
    toml = (house.content / "hunan/changsha/site.toml").read_text("utf-8")
    shutil.move(house.content / "hunan/changsha", house.content / "hunan/moved")
    house.write("hunan/moved/site.toml", f'slug = "changsha"\n{toml}')
    assert gone(house) == set()
    (house.content / "hunan/moved/articles/news/two.md").unlink()
    assert gone(house) == {TWO}


def test_an_article_that_was_withdrawn_as_its_site_moved_is_gone(house: House) -> None:
    toml = (house.content / "hunan/changsha/site.toml").read_text("utf-8")
    shutil.move(house.content / "hunan/changsha", house.content / "hunan/moved")
    house.write("hunan/moved/site.toml", f'slug = "changsha"\n{toml}')
    house.article("hunan/moved/articles/news/two.md", head="status: withdrawn\n")
    assert gone(house) == {TWO}


@pytest.mark.parametrize("form", ["two/index.md", "two.markdown", "two/Index.MD"])
def test_an_article_that_became_a_bundle_is_the_same_article(house: House, form: str) -> None:
    place = house.content / "hunan/changsha/articles/news"
    (place / form).parent.mkdir(exist_ok=True)
    (place / "two.md").rename(place / form)
    assert gone(house) == set()
    house.article(f"hunan/changsha/articles/news/{form}", head="status: withdrawn\n")
    assert gone(house) == {TWO}


@pytest.mark.parametrize("form", ["two/index.md", "two.markdown", "two.MD", "two/INDEX.Markdown"])
def test_a_bundle_that_nobody_judged_is_not_gone(house: House, form: str) -> None:
    place = house.content / "hunan/changsha/articles/news"
    (place / form).parent.mkdir(exist_ok=True)
    (place / "two.md").rename(place / form)
    house.article("hunan/changsha/articles/news/two-more.md")
    assert gone_unread(house) == set()
    house.article(f"hunan/changsha/articles/news/{form}", head="status: withdrawn\n")
    assert gone_unread(house) == {TWO}
    (place / form).unlink()
    assert gone_unread(house) == {TWO}


def gone_unread(house: House) -> frozenset[str]:
    """The same where the process that should have judged the articles died."""
    checked = replace(house.check(), decisions={})
    return Judgement(house.content, checked, {}, house.now).gone((TWO,))


def test_what_lies_below_a_folder_that_can_not_be_listed_is_not_gone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, scandir = str(house.content / "hunan/changsha"), os.scandir

    def refusing(path: str | os.PathLike[str]) -> object:
        if str(path) == real:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    (house.content / TWO).unlink()
    assert gone(house) == set()


@pytest.mark.parametrize("folder", ["articles", "articles/news"])
def test_what_stands_behind_a_folder_that_is_a_link_is_not_gone(house: House, folder: str) -> None:
    place = house.content / "hunan/changsha" / folder
    shutil.rmtree(place)
    place.symlink_to("none")
    assert gone(house) == set()


def test_nothing_is_waited_for(tmp_path: Path, house: House) -> None:
    """A pipe in the place of an article, or nothing at all, says nothing."""
    assert not says_gone(tmp_path / "none.md", ZONE, house.now)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.md")
        assert not says_gone(tmp_path / "pipe.md", ZONE, house.now)
