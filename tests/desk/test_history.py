"""What a text was when it was signed comes from the commit that brought the signature."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from notes_kind import FILE, leaf, note, notes_are_known

from lianzhan.desk.history import readable, signed_text

if TYPE_CHECKING:
    from pathlib import Path

PATH = "hunan/articles/news/a.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    (tmp_path / PATH).parent.mkdir(parents=True)
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=甲", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True)


def commit(content: Path, text: str, path: str = PATH) -> None:
    (content / path).write_text(text, "utf-8")
    git(content, "add", "-A")
    git(content, "commit", "-qm", "x")


def article(body: str, *digests: str) -> str:
    steps = "".join(f"  - {{step: first, digest: {digest}}}\n" for digest in digests)
    return f"---\ntitle: 题\nreview:\n{steps}---\n\n{body}\n"


def test_the_first_commit_with_a_digest_has_the_signed_text(content: Path) -> None:
    commit(content, article("未签"))
    commit(content, article("签一", "aaa"))
    commit(content, article("签二", "aaa", "bbb"))
    commit(content, article("改过", "bbb"))
    assert signed_text(content, PATH, "aaa") == "title: 题\n\n签一"
    assert signed_text(content, PATH, "bbb") == "title: 题\n\n签二"
    assert signed_text(content, PATH, "ccc") is None
    assert signed_text(content, PATH, "") is None
    assert signed_text(content, PATH, "a --output=x") is None
    assert signed_text(content, "hunan/articles/news/none.md", "aaa") is None


def test_where_git_does_not_know_there_is_nothing(tmp_path: Path) -> None:
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_text(article("签", "aaa"), "utf-8")
    assert signed_text(tmp_path, PATH, "aaa") is None
    assert signed_text(tmp_path / "none", PATH, "aaa") is None


def test_heads_are_read_as_words(content: Path) -> None:
    text = "---\ntags: [甲, 乙]\nsource: {name: 丙}\nstatus: approved\n---\n文\n"
    assert readable(text.encode(), PATH) == "tags: 甲, 乙\nsource: name: 丙\n\n文"
    assert readable(b"\xff", PATH) is not None
    assert signed_text(content, PATH, "aaa") is None


def test_one_value_of_a_file_of_many_is_found_by_its_name(content: Path) -> None:
    with notes_are_known():
        commit(content, note('"b"') + note(text='"签时"', more='x = "aaa"\n'), FILE)
        commit(content, note('"b"') + note(text='"改过"', more='x = "aaa"\n'), FILE)
        assert signed_text(content, f"{FILE}#a", "aaa") == (
            "name: a\ntitle: 题\ndate: 2026-03-09\n\n签时"
        )
        assert signed_text(content, f"{FILE}#none", "aaa") is None
        assert readable(b"x = = 1", f"{FILE}#a") is None


def test_the_value_of_a_toml_file_is_that_file(content: Path) -> None:
    path = "hunan/leaves/a.toml"
    (content / path).parent.mkdir(parents=True)
    with notes_are_known():
        commit(content, leaf(text='"签时"', more='status = "approved"\nx = "aaa"\n'), path)
        commit(content, leaf(text='"改过"', more='x = "aaa"\n'), path)
        assert signed_text(content, path, "aaa") == "title: 题\ndate: 2026-03-09\n\n签时"
        assert readable(b"x = = 1", path) is None
        assert readable(b"x = 1", "hunan/others/a.toml") is None
