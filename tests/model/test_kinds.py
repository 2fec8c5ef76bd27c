"""The table of kinds: names, folders, files and addresses, none of them another kind's too."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from lianzhan.model.federation import ASSETS
from lianzhan.model.kinds import (
    CONTENT_FOLDERS,
    KINDS,
    NOTICE,
    TEXT_FOLDERS,
    TOML_FOLDERS,
    Gate,
    Kind,
    file_of,
    is_in_toml,
    is_notice,
    kind_named,
    kind_of_toml,
    name_in_file,
    notice_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OWN_FOLDERS = {"images", "public"}
"""Folders of a site, or of content/, that are no kind's."""
OWN_FILES = {"site.toml", "federation.toml"}
OWN_ADDRESSES = {ASSETS, "page"}
"""Folders of a site's output that are no kind's."""


def faults(kinds: Iterable[Kind]) -> Iterator[str]:
    """What is wrong with a table of kinds. Notices stand in heads, and in the place of others."""
    table = [kind for kind in kinds if kind.name != NOTICE or kind.folder or kind.file]
    for what, taken, named in (
        ("name", set(), [kind.name for kind in table]),
        ("folder", OWN_FOLDERS, [kind.folder for kind in table]),
        ("file", OWN_FILES, [kind.file for kind in table]),
        ("reserved", OWN_ADDRESSES, [kind.reserved for kind in table]),
        ("address", set(), [kind.address for kind in table]),
    ):
        counted = Counter(name.casefold() for name in named if name)
        yield from (f"{what} {each}" for each, n in counted.items() if n > 1 or each in taken)
    for kind in table:
        if not (kind.folder or kind.file):
            yield f"nowhere {kind.name}"
        if kind.is_reviewed != bool(kind.address):
            yield f"unseen {kind.name}"
        if kind.file and not re.fullmatch(r"[a-z]+\.toml", kind.file):
            yield f"form {kind.file}"
        if kind.folder and not re.fullmatch(r"[a-z]+", kind.folder):
            yield f"form {kind.folder}"


def test_no_kind_has_what_another_or_the_site_itself_has() -> None:
    assert [*faults(KINDS)] == []


NOTE = Kind("note", "notes", "notes.toml", address="notes/#{name}")


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        (Kind("article", "news", address="news/{name}.html"), "name article"),
        (Kind("post", "articles", address="posts/{name}.html"), "folder articles"),
        (Kind("post", "Pages", address="posts/{name}.html"), "folder pages"),
        (Kind("post", "images", address="posts/{name}.html"), "folder images"),
        (Kind("choice", file="picks.toml", gate=Gate.INTERNAL), "file picks.toml"),
        (Kind("choice", file="site.toml", gate=Gate.INTERNAL), "file site.toml"),
        (Kind("post", "posts", address="pages/x-{name}.html"), "reserved pages"),
        (Kind("post", "posts", address="notes/{name}.html"), "reserved notes"),
        (Kind("post", "posts", address="assets/{name}.html"), "reserved assets"),
        (Kind("post", "posts", address="{column}/{name}.html"), "address {column}/{name}.html"),
        (Kind("post", address="posts/{name}.html"), "nowhere post"),
        (Kind("post", "posts"), "unseen post"),
        (Kind("post", "posts", gate=Gate.INTERNAL, address="posts/"), "unseen post"),
        (Kind("post", file="posts#.toml", address="posts/#{name}"), "form posts#.toml"),
        (Kind("post", "po/sts", address="posts/#{name}"), "form po/sts"),
    ],
)
def test_a_kind_that_takes_what_is_anothers_is_refused(kind: Kind, fault: str) -> None:
    assert [*faults((*KINDS, NOTE))] == []
    assert fault in faults((*KINDS, NOTE, kind))


def test_the_folders_of_texts_are_those_of_the_kinds() -> None:
    assert TEXT_FOLDERS == ("articles", "pages", "events", "topics", "campaigns")
    assert CONTENT_FOLDERS == ("articles", "pages", "events", "topics", "campaigns", "images")
    assert {"topics", "campaigns"} == TOML_FOLDERS


def test_what_a_kind_reserves_is_the_first_folder_of_its_address() -> None:
    assert {kind.name: kind.reserved for kind in (*KINDS, NOTE)} == {
        "article": "", "page": "pages", "event": "events", "topic": "topics", "campaign": "campaigns", "notice": "",
        "service": "services", "account": "accounts", "honour": "honours", "pick": "", "note": "notes",
    }  # fmt: skip
    assert [kind.name for kind in KINDS if not kind.is_reviewed] == ["pick"]


def test_a_kind_is_found_by_its_name() -> None:
    assert [kind_named(kind.name) for kind in KINDS] == [*KINDS]
    with pytest.raises(KeyError):
        kind_named("note")


@pytest.mark.parametrize(
    ("path", "file", "name"),
    [
        ("hunan/notes.toml#a", "hunan/notes.toml", "a"),
        ("hunan/notes.toml#妇女节.1", "hunan/notes.toml", "妇女节.1"),
        ("hunan/notes.toml", "hunan/notes.toml", ""),
        ("hunan/notes/a.md", "hunan/notes/a.md", ""),
        ("hunan/x.toml#y/notes.toml#a", "hunan/x.toml#y/notes.toml", "a"),
        ("hunan/x.toml#y/a.md", "hunan/x.toml#y/a.md", ""),
        ("hun\nan/notes.toml#a", "hun\nan/notes.toml", "a"),
        ("hunan/articles/news/a.md#notice", "hunan/articles/news/a.md", "notice"),
        (
            "hunan/articles/news/a/INDEX.MARKDOWN#notice",
            "hunan/articles/news/a/INDEX.MARKDOWN",
            "notice",
        ),
        ("hunan/articles/news/a.md#top", "hunan/articles/news/a.md#top", ""),
        ("hunan/articles/news#notice", "hunan/articles/news#notice", ""),
    ],
)
def test_an_identity_is_a_file_and_a_name_in_it(path: str, file: str, name: str) -> None:
    assert (file_of(path), name_in_file(path)) == (file, name)


def test_a_notice_is_called_after_the_file_that_it_stands_in() -> None:
    for file in ("hunan/pages/a.md", "hunan/articles/news/a/index.markdown"):
        assert file_of(notice_of(file)) == file
        assert is_notice(notice_of(file))
    assert not is_notice("hunan/notes.toml#notice")
    assert not is_notice("hunan/pages/a.md")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("hunan/services.toml", "service"),
        ("hunan/picks.toml", "pick"),
        ("hunan/topics/a.toml", "topic"),
        ("hunan/topics/services.toml", "topic"),
        ("hunan/topics/A.TOML", "topic"),
        ("hunan/campaigns/a.toml", "campaign"),
        ("hunan/topics/deep/a.toml", None),
        ("hunan/articles/topics/a.toml", None),
        ("hunan/images/services.toml", None),
        ("hunan/topics/a.md", None),
        ("hunan/site.toml", None),
        ("a.toml", None),
    ],
)
def test_a_toml_file_is_of_the_kind_of_its_name_or_folder(file: str, name: str | None) -> None:
    kind = kind_of_toml(file)
    assert (kind.name if kind else None) == name


def test_a_value_stands_in_toml_by_the_file_of_its_identity() -> None:
    for path in ("hunan/topics/a.toml", "hunan/topics/a.TOML", "hunan/services.toml#a"):
        assert is_in_toml(path)
    for path in ("hunan/articles/news/a.md", "hunan/pages/a.md#notice"):
        assert not is_in_toml(path)
