"""A file with its safe slips mended, all else byte for byte as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from notes_kind import CHAIN, NOTE, note, notes_are_known

from lianzhan.desk.proofing.mending import Mended, mended
from lianzhan.kinds.proofs import proofreading
from lianzhan.kinds.proofs.passage import Finding, Ground, Passage
from lianzhan.kinds.proofs.terms import PROOFS
from lianzhan.model.kinds import kind_named
from lianzhan.model.proofs import ProofPolicy, Term

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLE = kind_named("article")
PATH = "hunan/articles/news/a.md"
GROUND = Ground(
    ProofPolicy(terms=(Term("帐号", "账号", "甲"), Term("丑词", "[a", "乙"))),
    "长沙市妇联",
)


def mend(text: str | bytes, ground: Ground = GROUND) -> Mended:
    raw = text.encode() if isinstance(text, str) else text
    return mended(raw, PATH, ARTICLE, ground, {""})


def file(body: str, head: str = "title: 题\n") -> str:
    return f"---\n{head}---\n\n{body}\n"


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("姐妹们,大家好!", "姐妹们，大家好！"),
        ("大家的的帐号，，请保管", "大家的账号，请保管"),
        ("妇女联会", "妇女联合会"),
        ("附件(见后)。。", "附件（见后）。"),
        ("长莎市妇联", "长莎市妇联"),
        ("书籍(见[《好,坏》](甲,乙.md)和`丙,丁`)!", "书籍（见[《好，坏》](甲,乙.md)和`丙,丁`）！"),
        ("甲(乙<b class='丙,丁'>好</b>,坏)", "甲（乙<b class='丙,丁'>好</b>,坏）"),
        ("2月30日", "2月30日"),
        ("“好", "“好"),
        ("甲，。乙", "甲，。乙"),
        ("13800138000", "13800138000"),
        ("[帐号](帐号.md)和`帐号`和<帐号,号>", "[账号](帐号.md)和`帐号`和<账号，号>"),
        ("https://example.org/帐号", "https://example.org/账号"),
        ("```\n帐号\n```\n\n帐号", "```\n帐号\n```\n\n账号"),
        ("<!-- 帐号 -->\n\n帐号", "<!-- 帐号 -->\n\n账号"),
    ],
)
def test_what_is_safe_is_mended_and_nothing_else(body: str, after: str) -> None:
    done = mend(file(body))
    assert done.data.decode() == file(after)
    assert bool(done.count) == (body != after)
    assert done.left == 0
    assert mend(done.data) == Mended(done.data)


@pytest.mark.parametrize(
    ("head", "after"),
    [
        ("title: 姐妹们,大家好\n", "title: 姐妹们，大家好\n"),
        ("title: '姐妹们,大家好'  # 帐号\n", "title: '姐妹们，大家好'  # 帐号\n"),
        ("Title: 帐号\ntags: [a, 帐号]\n", "Title: 账号\ntags: [a, 账号]\n"),
        ("title: 题\nsource: {name: 帐号, url: 'https://example.org/帐户'}\n",
         "title: 题\nsource: {name: 账号, url: 'https://example.org/帐户'}\n"),
        ("title: 题\nsubmitter: 帐号\n", "title: 题\nsubmitter: 帐号\n"),
        ("title: 题\nreview:\n  - {step: first, by: 帐号, at: 2026-03-01}\n",
         "title: 题\nreview:\n  - {step: first, by: 帐号, at: 2026-03-01}\n"),
        ("title: 题\ncover: 帐号.png\n", "title: 题\ncover: 帐号.png\n"),
    ],
)  # fmt: skip
def test_words_of_a_head_are_mended_and_what_is_no_words_is_not(head: str, after: str) -> None:
    done = mend(file("好。", head))
    assert done.data.decode() == file("好。", after)
    assert done.left == 0


@pytest.mark.parametrize(
    "head",
    [
        'title: "\\u5E10\\u53F7"\n',
        "title: 题\nsummary: >\n  我的\n  帐号\n",
        "title: 丑词\n",
        "title: 题\nsource: {name: 帐号, url: 'https://example.org/帐号'}\n",
    ],
)
def test_what_has_no_evident_place_is_left_to_a_person(head: str) -> None:
    done = mend(file("好。", head))
    assert done.data.decode() == file("好。", head)
    assert done.left > 0
    assert done.count == 0


def test_a_pelican_head_is_mended_too() -> None:
    done = mend("Title: 帐号\nDate: 2026-03-08\n\n帐号\n")
    assert done.data.decode() == "Title: 账号\nDate: 2026-03-08\n\n账号\n"
    assert done.count == 2


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_ends_marks_and_the_rest_stay_byte_for_byte(ending: str) -> None:
    body = "甲的的  乙\t\n\n  帐号\x07；帐号"
    text = f"\ufeff{file(body)}".replace("\n", ending)
    after = text.replace("的的", "的").replace("帐", "账")
    assert mend(text.encode()).data == after.encode()


def test_of_a_file_of_many_the_values_that_are_meant_are_mended() -> None:
    text = "# 帐号\n" + "\n".join(
        note(f'"{name}"', text='"""\n帐号\n"""', title='"帐号"', place="'帐号'") for name in "abc"
    )
    assert CHAIN in text
    with notes_are_known():
        done = mended(text.encode(), "hunan/notes.toml", NOTE, GROUND, {"a", "c"})
        again = mended(done.data, "hunan/notes.toml", NOTE, GROUND, {"a", "c"})
    first, second, third = text.removeprefix("# 帐号\n").split("\n[[notes]]\n")
    parts = (first.replace("帐", "账"), second, third.replace("帐", "账"))
    assert done.data.decode() == "# 帐号\n" + "\n[[notes]]\n".join(parts)
    assert (done.names, done.count, done.left) == (("a", "c"), 6, 0)
    assert again.data == done.data


def test_a_long_text_is_mended_whole() -> None:
    """Of each rule twenty are named, and all are mended."""
    done = mend(file("帐号。\n\n" * 300))
    assert done.count == 300
    assert "帐" not in done.data.decode()


def test_what_is_no_words_is_left_whatever_a_rule_says(monkeypatch: pytest.MonkeyPatch) -> None:
    def everything(passage: Passage, _ground: Ground) -> Iterator[Finding]:
        yield Finding(0, len(passage.text), "新", is_safe=True)

    (of_terms,) = PROOFS
    careless = replace(of_terms, may_find=lambda *_: True, find=everything)
    monkeypatch.setattr(proofreading, "PROOFS", (careless,))
    text = "---\nauthor: 甲\n---\n好`坏`"
    assert mend(text).data.decode() == text.replace("甲", "新")


@pytest.mark.parametrize(
    "body",
    [
        "见[通知,一]。\n\n[通知,一]: https://example.org/1",
        "见[的的][]。\n\n[的的]: https://example.org/1",
        "## 的的办法\n\n见[下](#的的办法)",
    ],
)
def test_no_label_that_a_link_goes_by_is_mended(body: str) -> None:
    text = f"---\ntitle: 题\n---\n\n{body}\n"
    done = mend(text)
    assert done.data == text.encode()
    assert done.left
