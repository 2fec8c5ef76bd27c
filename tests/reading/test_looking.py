"""Paths below content/ are followed to where they lead, but not out of it."""

from __future__ import annotations

import errno
import sys
from typing import TYPE_CHECKING

import pytest

from lianzhan.reading import looking
from lianzhan.reading.looking import LEADS_OUT, OF_SYSTEM, LeadsOutError, glance, look
from reading.conftest import LINKS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", LINKS)
def test_links_are_followed_to_their_place(content: Path, path: str) -> None:
    _, place, count = LINKS[path]
    seen = look(content, path)
    assert (seen.path, seen.place, len(seen.rows)) == (path, place, count + 1)
    assert seen.rows[-1] == look(content, place).rows[0]


def test_an_absolute_link_is_followed_if_it_stays_inside(content: Path) -> None:
    assert look(content, "a/absolute").place == "a/file"
    other = content.with_name("other")
    other.symlink_to(content)
    assert look(other, "a/absolute").place == "a/file"


@pytest.mark.parametrize(
    "target", ["../../outside/file", "/etc/passwd", "../..", "/", "../../content-2/file", "../../x"]
)
def test_what_leads_out_is_not_followed(content: Path, target: str) -> None:
    content.with_name("content-2").mkdir()
    (content.with_name("content-2") / "file").touch()
    (content / "a/out").symlink_to(target)
    with pytest.raises(LeadsOutError):
        look(content, "a/out")
    assert glance(content, "a/out") == LEADS_OUT


FORMS = ["l\u01dc", "lu\u0308\u0300", "l\u00fc\u0300"]


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes all spellings for one name")
@pytest.mark.parametrize("there", FORMS)
@pytest.mark.parametrize("written", FORMS)
def test_a_name_means_its_file_whichever_way_unicode_writes_it(
    content: Path, there: str, written: str
) -> None:
    (content / f"{there}夹").mkdir()
    (content / f"{there}夹" / f"{there}.jpg").touch()
    (content / "link").symlink_to(f"{written}夹")
    for path in (f"{written}夹/{written}.jpg", f"{there}夹/../{written}夹/{there}.jpg", "link/"):
        seen = look(content, path)
        assert seen.path == path
        assert seen.place == f"{there}夹/{there}.jpg" or path == "link/"
        assert look(content, path) == seen
        assert glance(content, path) == seen


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes both names for one file")
def test_of_two_names_of_one_form_each_means_itself_and_a_third_spelling_neither(
    content: Path,
) -> None:
    for form in FORMS[:2]:
        (content / form).touch()
    assert [look(content, form).place for form in FORMS[:2]] == FORMS[:2]
    with pytest.raises(FileNotFoundError):
        look(content, FORMS[2])


def test_a_folder_is_listed_only_where_a_name_is_not_there(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (content / "绿").touch()
    listed: list[object] = []
    monkeypatch.setattr(looking.os, "scandir", listed.append)
    look(content, "绿")
    for path in ("none", "a/none.jpg"):
        assert isinstance(glance(content, path), str)
    assert listed == []


def test_a_loop_of_any_length_ends(content: Path) -> None:
    (content / "self").symlink_to("self")
    (content / "one").symlink_to("two")
    (content / "two").symlink_to("../content/one")
    (content / "deep").symlink_to("deep/deep")
    for number in range(100):
        (content / f"n{number}").symlink_to(f"n{number + 1}")
    (content / "n100").touch()
    for path in ("self", "one", "two", "deep", "self/x", "n0"):
        with pytest.raises(OSError, match="symbolic links"):
            look(content, path)
    assert look(content, "n70").place == "n100"


@pytest.mark.parametrize("path", ["none", "a/none", "a/file/none", "x" * 300, "none/../a/file"])
def test_what_is_not_there_is_an_error(content: Path, path: str) -> None:
    with pytest.raises(OSError, match=r"No such file|Not a directory|name too long"):
        look(content, path)
    assert isinstance(glance(content, path), str)


@pytest.mark.parametrize("path", ["\0", "\ud800"])
def test_a_name_that_no_file_can_have_is_not_there(content: Path, path: str) -> None:
    assert isinstance(glance(content, path), str)


@pytest.mark.parametrize("number", sorted(OF_SYSTEM))
def test_want_of_room_in_the_system_is_no_fault_of_a_path(
    content: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(_content: object, _path: object) -> None:
        raise OSError(number, "no room")

    monkeypatch.setattr(looking, "look", refuse)
    with pytest.raises(OSError, match="no room"):
        glance(content, "a/file")


def test_any_other_refusal_is_the_reason_why_nothing_was_seen(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_content: object, _path: object) -> None:
        raise PermissionError(errno.EACCES, "not yours")

    monkeypatch.setattr(looking, "look", refuse)
    assert glance(content, "a/file") == "not yours"
