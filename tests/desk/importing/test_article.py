"""One article on its way: what keeps it out, and where its pictures and links lead afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from lianzhan.desk.importing.article import Importer
from lianzhan.desk.importing.tree import read_tree
from lianzhan.reading.bounds import MAX_TEXT_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from lianzhan.desk.importing.results import Imported

HEAD = "---\ntitle: 读书会\ndate: 2020-05-09\n---\n"


class Desk:
    """A folder to import from, and a column to import into."""

    def __init__(self, folder: Path) -> None:
        self.theirs, self.content = folder / "theirs", folder / "content"
        self.column = self.content / "hn" / "articles" / "news"
        self.column.mkdir(parents=True)
        self.before: dict[str, str] = {}

    def write(self, path: str, data: str | bytes) -> None:
        file = self.theirs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)

    def take(self, path: str) -> Imported:
        zone = ZoneInfo("Asia/Shanghai")
        tree = read_tree(self.theirs)
        return Importer(tree, self.column, self.content, zone, self.before).import_article(path)

    def text(self, name: str) -> str:
        return (self.column / name / "index.md").read_text("utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def codes(done: Imported) -> list[str]:
    return [note.code for note in done.notes]


def test_an_article_becomes_a_bundle_below_the_column(desk: Desk) -> None:
    desk.write("reading.md", f"{HEAD}正文。\n")
    done = desk.take("reading.md")
    assert (done.source, done.target) == ("reading.md", "hn/articles/news/reading/index.md")
    assert done.mapped == (("title", "title"), ("date", "date"))
    assert desk.text("reading").endswith("status: submitted\n---\n\n正文。\n")
    assert codes(done) == []


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("_index.md", HEAD, "list-page"),
        ("posts/_index.markdown", HEAD, "list-page"),
        ("a.md", b"x" * (MAX_TEXT_BYTES + 1), "too-large"),
        ("a.md", " \n", "empty"),
        ("a.md", "好好好好好好".encode() + b"\xff", "damaged-text"),
    ],
)
def test_what_keeps_an_article_out_is_its_one_note(
    desk: Desk, path: str, data: str | bytes, code: str
) -> None:
    desk.write(path, data)
    done = desk.take(path)
    assert (done.target, codes(done)) == ("", [code])
    assert list(desk.column.iterdir()) == []


def test_one_of_the_largest_size_comes_in(desk: Desk) -> None:
    desk.write("a.md", HEAD.encode() + b"x" * (MAX_TEXT_BYTES - len(HEAD.encode())))
    assert desk.take("a.md").target


def test_an_article_that_stood_there_before_is_named(desk: Desk) -> None:
    desk.before = {"reading": "Reading.md"}
    desk.write("reading.md", HEAD)
    (note,) = desk.take("reading.md").notes
    assert (note.code, note.details) == ("exists", (("path", "hn/articles/news/Reading.md"),))


def test_a_file_that_is_gone_when_it_is_read_is_unreadable(desk: Desk) -> None:
    desk.write("a.md", HEAD)
    tree = read_tree(desk.theirs)
    (desk.theirs / "a.md").unlink()
    importer = Importer(tree, desk.column, desk.content, ZoneInfo("UTC"), {})
    assert codes(importer.import_article("a.md")) == ["unreadable"]


def test_a_bundle_that_can_not_be_written_leaves_nothing(desk: Desk) -> None:
    desk.write("a.md", HEAD)
    (desk.column / "a").write_text("mine", "utf-8")
    done = desk.take("a.md")
    assert (done.target, codes(done)) == ("", ["unwritable"])
    assert (desk.column / "a").read_text("utf-8") == "mine"


def test_pictures_come_along_the_cover_first_each_once(desk: Desk) -> None:
    for name in ("图 1.jpg", "x/图 1.jpg", "unused.png"):
        desk.write(name, b"\xff\xd8")
    body = "![](x/图%201.jpg)\n\n![](<图 1.jpg>)\n\n![](x/图%201.jpg)\n"
    desk.write("a.md", f"---\ntitle: 一\ndate: 2020-05-09\ncover: 图 1.jpg\n---\n{body}")
    done = desk.take("a.md")
    assert done.pictures == (("图 1.jpg", "图-1.jpg"), ("x/图 1.jpg", "图-1-2.jpg"))
    assert "cover: 图-1.jpg" in desk.text("a")
    assert desk.text("a").count("图-1-2.jpg") == 2
    assert {file.name for file in (desk.column / "a").iterdir()} == {
        "index.md", "图-1.jpg", "图-1-2.jpg",
    }  # fmt: skip


def test_links_to_articles_of_the_tree_keep_their_anchors(desk: Desk) -> None:
    desk.write("a.md", f"{HEAD}[二](b.md#节) [三](none.md) [四](https://e.example/b.md)\n")
    desk.write("b.md", HEAD)
    desk.take("a.md")
    body = "[二](../b/index.md#节) [三](none.md) [四](https://e.example/b.md)"
    assert body in desk.text("a")


def test_what_an_editor_should_know_is_told(desk: Desk) -> None:
    body = (
        "# 读书会\n\n![](none.jpg) ![](https://e.example/a.jpg) ![](https://e.example/b.jpg)\n\n"
        '{{< youtube "x" >}}\n'
    )
    desk.write("《读书》 会.md", f"{HEAD}{body}")
    desk.write("a.jpg", b"\xff\xd8")
    done = desk.take("《读书》 会.md")
    details = {note.code: dict(note.details) for note in done.notes}
    assert set(details) == {
        "renamed", "picture-missing", "pictures-remote", "pictures-beside", "template-tags",
        "heading-is-title",
    }  # fmt: skip
    assert details["picture-missing"] == {"src": "none.jpg"}
    assert details["pictures-remote"] == {"count": "2"}
    assert details["pictures-beside"] == {"count": "1"}
    assert details["template-tags"] == {"tags": '9: {{< youtube "x" >}}'}


def test_what_has_no_place_is_kept_beside_the_article(desk: Desk) -> None:
    desk.write("a.md", "---\ntitle: 一\ndate: 2020-05-09\nlayout: wide\n---\n正文\n")
    assert codes(desk.take("a.md")) == ["unknown-keys"]
    assert "layout: wide" in (desk.column / "a" / "imported-head.yaml").read_text("utf-8")
