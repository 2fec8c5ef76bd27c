"""What is written reads back exactly, and nothing is ever written over."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lianzhan.desk.importing.aliases import folded
from lianzhan.desk.importing.writing import (
    address_key,
    article_text,
    bundle_texts,
    existing,
    sidecar_text,
    write_bundle,
)
from lianzhan.kinds.article.reading import READING
from lianzhan.kinds.article.values import Article, Source
from lianzhan.model.body import Body
from lianzhan.reading.fields import words_in_list
from lianzhan.reading.front_matter import split
from lianzhan.reading.keys import Context
from lianzhan.reading.text import UNWANTED, decode
from lianzhan.reading.written import Origin, Written

if TYPE_CHECKING:
    from pathlib import Path

ZONE = ZoneInfo("Asia/Shanghai")
WORDS = st.text(st.characters(codec="utf-8")).map(lambda t: folded(UNWANTED.sub("", t)))
TEXTS = st.one_of(
    WORDS, st.sampled_from(["~", "null", "---", "...", "no", "0731", "- a", "a: b", "[x", "#", "'"])
)


def read_back(fields: dict[str, str | list[str] | dict[str, str]]) -> Article:
    text = decode(article_text(fields, "正文").encode(), "x.md")
    front = split(text.text, "x.md")
    context = Context(ZONE, "", ())
    article, faults = READING.make(
        Written(Origin("x.md", "", "s", "c", "x"), front, Body(), context)
    )
    assert (text.problems, front.problems, faults, front.body) == ((), (), (), "\n正文\n")
    return article


@given(title=TEXTS, summary=TEXTS, tags=st.lists(TEXTS).map(words_in_list).map(list), name=TEXTS)
def test_every_text_reads_back_as_it_was(
    title: str, summary: str, tags: list[str], name: str
) -> None:
    article = read_back({
        "title": title, "summary": summary, "tags": tags, "source": {"name": name},
        "date": "2020-03-16T7:16:13+08:00", "expires": "2030-01-01", "status": "submitted",
    })  # fmt: skip
    assert (article.title, article.summary, article.tags) == (title, summary, tuple(tags))
    assert article.source == Source(name)
    assert article.date == datetime(2020, 3, 16, 7, 16, 13, tzinfo=ZONE)


def test_a_head_looks_as_people_write_it() -> None:
    text = article_text(
        {"title": "读书会", "date": "2020-05-09", "tags": ["普法", "a, b"],
         "source": {"name": "人民网", "url": "https://a.example/"}},
        "\n\n正文\n\n",
    )  # fmt: skip
    assert text == (
        "---\ntitle: 读书会\ndate: 2020-05-09\ntags: [普法, 'a, b']\n"
        "source: {name: 人民网, url: 'https://a.example/'}\n---\n\n正文\n"
    )


def test_what_is_kept_aside_is_yaml_that_people_can_read() -> None:
    text = sidecar_text({"unreadable-head": "title: a: b\nx: [", "weight": "3"}, "a/\udcff.md")
    first, _, rest = text.partition("\n")
    assert first == "# a/?.md"
    assert rest == "unreadable-head: |-\n  title: a: b\n  x: [\nweight: '3'\n"
    assert yaml.safe_load(text) == {"unreadable-head": "title: a: b\nx: [", "weight": "3"}


def test_a_bundle_is_written_whole_with_copies_of_its_pictures(tmp_path: Path) -> None:
    picture = tmp_path / "p.jpg"
    picture.write_bytes(b"picture")
    picture.chmod(0o444)
    write_bundle(tmp_path / "news", "读书", bundle_texts("文\n", "头\n"), {"新.jpg": picture})
    bundle = tmp_path / "news" / "读书"
    assert {file.name: file.read_bytes() for file in bundle.iterdir()} == {
        "index.md": "文\n".encode(),
        "imported-head.yaml": "头\n".encode(),
        "新.jpg": b"picture",
    }
    assert [entry.name for entry in (tmp_path / "news").iterdir()] == ["读书"]


def test_nothing_is_written_over_and_nothing_half_written_stays(tmp_path: Path) -> None:
    write_bundle(tmp_path, "a", bundle_texts("一\n", ""), {})
    with pytest.raises(FileExistsError):
        write_bundle(tmp_path, "a", bundle_texts("二\n", ""), {})
    with pytest.raises(FileNotFoundError):
        write_bundle(tmp_path, "b", bundle_texts("三\n", ""), {"x.jpg": tmp_path / "gone.jpg"})
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a" / "index.md").read_text() == "一\n"


def test_names_that_are_taken_are_those_of_files_and_folders(tmp_path: Path) -> None:
    for path in ("Plain.md", "bundle/index.md", ".hidden.md", "Cafe\u0301.markdown"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("x")
    taken = existing(tmp_path)
    assert set(taken) == {"plain", "bundle", address_key("CAFÉ")}
    assert taken["plain"] == "Plain.md"
    assert existing(tmp_path / "gone") == {}
