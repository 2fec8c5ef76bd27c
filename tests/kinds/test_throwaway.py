"""A second kind of content comes by its room, its templates and one line in KINDS, nothing else.

The room of notes stands in tests/throwaway/. It is put into a copy of the program.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from cli import LIANZHAN, run, unmeasured
from conftest import APPROVED, ROOT, SITES, TESTS
from rendering.conftest import picture

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

LINE = '    Kind("note", "notes", "notes.toml", address="notes/#{name}", files=("notes/{name}.txt",)),\n'
CHAIN = """\
status = "approved"
review = [
  {step = "first", by = "甲", at = 2026-03-01},
  {step = "second", by = "乙", at = "2026-03-02"},
  {step = "final", by = "丙", at = 2026-03-03},
]
"""


@dataclass(frozen=True)
class Program:
    """A copy of the program that knows notes, and a small federation beside it."""

    folder: Path

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def write(self, path: str, text: str) -> None:
        file = self.folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def note(self, name: str, head: str = APPROVED, body: str = "正文。", title: str = "") -> None:
        """Write a note in a file of its own."""
        head = f"title: {title or name}\ndate: 2026-03-08\n{head}"
        self.write(f"hunan/notes/{name}.md", f"---\n{head}---\n\n{body}\n")

    def many(self, **notes: str) -> None:
        """Write notes into one file: what each says besides name, title, date and text."""
        tables = (
            f'[[notes]]\nname = "{name}"\ntitle = "题{name}"\ndate = 2026-03-09\n{more}'
            f'text = "**{name}的话**"\n'
            for name, more in notes.items()
        )
        self.write("hunan/notes.toml", "\n".join(tables))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = unmeasured(PYTHONPATH=str(self.folder / "plugins"))
        return run((*LIANZHAN, *arguments), self.folder, environment)

    def build(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("build", "--now", "2026-11-01T00:00:00+00:00", *arguments)

    def page(self, path: str) -> str:
        return (self.output / path).read_text("utf-8")

    def holding(self, word: str) -> list[str]:
        """The files of the output that hold a word."""
        files = (file for file in self.output.rglob("*") if file.is_file())
        found = (file for file in files if word.encode() in file.read_bytes())
        return sorted(file.relative_to(self.output).as_posix() for file in found)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    for name in ("plugins", "themes"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    for name in ("pelicanconf.py", "pyproject.toml", "tasks.py"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(SITES / "valid", tmp_path / "content")
    room = TESTS / "throwaway"
    shutil.copytree(room / "note", tmp_path / "plugins/lianzhan/kinds/note")
    shutil.copytree(room / "templates", tmp_path / "themes/lianzhan/templates", dirs_exist_ok=True)
    table = tmp_path / "plugins/lianzhan/model/kinds.py"
    text = table.read_text("utf-8")
    before, end, after = text.partition(')\n"""All kinds of content')
    table.write_text(f"{before}{LINE}{end}{after}", "utf-8")
    return Program(tmp_path)


def test_notes_have_a_page_a_block_an_entry_and_items_of_feeds(program: Program) -> None:
    program.note("opening", body="图书馆开门了。\n\n[章程](/hunan/articles/news/one.md)")
    program.many(closing=CHAIN, later=CHAIN)
    built = program.build()
    assert (built.returncode, built.stderr) == (0, "")
    page = program.page("hunan/notes/index.html")
    assert page.index('id="closing"') < page.index('id="later"') < page.index('id="opening"')
    assert "<strong>closing的话</strong>" in page
    assert 'href="../news/one.html"' in page
    home = program.page("hunan/index.html")
    assert '<a href="notes/index.html">短讯</a>' in home
    assert '<h2><a href="notes/index.html#closing">题closing</a></h2>' in home
    feed = json.loads(program.page("hunan/feed.json"))
    start = "https://example.org/hunan/notes/#"
    urls = [item["url"] for item in feed["items"]]
    assert urls[:2] == [f"{start}closing", f"{start}later"]
    assert f"{start}opening" in urls
    for file in ("hunan/feed.xml", "hunan/atom.xml"):
        assert f"{start}opening" in program.page(file)
    assert "<loc>https://example.org/hunan/notes/</loc>" in program.page("hunan/sitemap.xml")
    assert not (program.output / "changsha/notes").exists()


def test_a_site_above_mentions_what_stands_below_it_without_its_words(program: Program) -> None:
    note = "title: 借书\ndate: 2026-03-08\n"
    file = "hunan/changsha/notes/lent.md"
    program.write(file, f"---\n{note}{APPROVED}---\n\n图书馆的话。\n")
    assert program.build().returncode == 0
    link = '<a href="../../changsha/notes/index.html#lent">长沙市妇联：借书</a>'
    assert link in program.page("hunan/notes/below.html")
    assert program.holding("图书馆的话") == [
        f"changsha/{name}" for name in ("atom.xml", "feed.json", "feed.xml", "notes/index.html")
    ]
    program.write(file, f"---\n{note.replace('借书', '还书')}{APPROVED}---\n\n图书馆的话。\n")
    program.build()
    assert link.replace("借书", "还书") in program.page("hunan/notes/below.html")
    program.write(file, f"---\n{note}status: withdrawn\n---\n\n图书馆的话。\n")
    program.build()
    assert program.holding("借书") == []
    assert not (program.output / "hunan/notes/below.html").exists()


def test_what_stands_beside_articles_is_their_columns(program: Program) -> None:
    program.note("opening", title="开馆")
    program.build()
    block = '<h2><a href="../notes/index.html#opening">开馆</a></h2>'
    assert block in program.page("hunan/news/one.html")
    assert block not in program.page("hunan/theory/equality.html")


def test_a_file_of_a_value_that_is_gone_goes_though_its_site_is_not_rendered(
    program: Program,
) -> None:
    program.note("opening", title="开馆")
    program.note("second", title="闭馆")
    program.build()
    assert "hunan/notes/opening.txt" in program.holding("开馆")
    program.note("opening", "status: withdrawn\n", title="开馆")
    program.write("hunan/site.toml", "name = 3\n")
    program.build()
    assert program.holding("开馆") == []
    assert "hunan/notes/second.txt" in program.holding("闭馆")


def test_what_no_review_has_passed_is_nowhere(program: Program) -> None:
    program.note("good")
    program.note("drafted", "status: submitted\n", "未审的话。")
    program.many(unsigned='status = "approved"\n', waiting="", signed=CHAIN)
    built = program.build()
    assert built.returncode == 1
    assert "content/hunan/notes.toml:5: review-incomplete: " in built.stderr
    for word in ("未审的话", "unsigned", "waiting"):
        assert program.holding(word) == []
    assert {"hunan/notes/index.html", "hunan/feed.xml"} <= {*program.holding("signed的话")}
    told = program.run("explain", "content/hunan/notes.toml#waiting").stdout
    assert "等待初审" in told


@pytest.mark.parametrize(
    ("more", "line", "code"),
    [
        ('plase = "长沙"\n', 5, "config-unknown-key"),
        ("place = 3\n", 5, "config-value"),
        ('expires = "明年"\n', 5, "bad-value"),
        (f'title2 = "{"长" * 30}"\n', 5, "config-unknown-key"),
    ],
)
def test_a_fault_in_a_file_of_many_withholds_its_own_value(
    program: Program, more: str, line: int, code: str
) -> None:
    program.many(bad=more + CHAIN, good=CHAIN)
    built = program.build()
    assert built.returncode == 1
    assert f"content/hunan/notes.toml:{line}: {code}: " in built.stderr
    assert program.holding("bad的话") == []
    assert "hunan/notes/index.html" in program.holding("good的话")


def test_two_values_of_one_name_in_a_file_are_both_refused(program: Program) -> None:
    text = f'[[notes]]\nname = "a"\ntitle = "甲"\ndate = 2026-03-09\n{CHAIN}text = "某词"\n'
    program.write("hunan/notes.toml", text + text)
    built = program.build()
    assert built.stderr.count("config-value") == 2
    assert program.holding("某词") == []


def test_a_file_of_many_that_can_not_be_read_takes_nothing_down(program: Program) -> None:
    """A slip of the keyboard in one line would take all of them down."""
    program.many(a=CHAIN, b=CHAIN)
    program.build()
    shown = program.holding("a的话")
    program.write("hunan/notes.toml", "x = = 1")
    built = program.build()
    assert "content/hunan/notes.toml:1: config-syntax: " in built.stderr
    assert program.holding("a的话") == shown != []
    program.many(b=CHAIN)
    program.build()
    assert program.holding("a的话") == []
    assert program.holding("b的话") == shown


def test_a_text_in_a_file_of_many_shows_the_sites_pictures(program: Program) -> None:
    program.many(a=CHAIN)
    file = program.folder / "content/hunan/notes.toml"
    text = file.read_text("utf-8")
    program.write("hunan/notes.toml", text.replace("**a的话**", "![图](images/p.png)"))
    images = program.folder / "content/hunan/images"
    images.mkdir(exist_ok=True)
    (images / "p.png").write_bytes(picture(40, 30))
    built = program.build()
    assert (built.returncode, built.stderr) == (0, "")
    assert '<img src="../../assets/pictures/' in program.page("hunan/notes/index.html")


def test_a_missing_picture_in_a_file_of_many_withholds_its_value_alone(program: Program) -> None:
    program.many(a=CHAIN, b=CHAIN)
    file = program.folder / "content/hunan/notes.toml"
    text = file.read_text("utf-8")
    program.write("hunan/notes.toml", text.replace("**a的话**", "a的话![图](a.png)"))
    built = program.build()
    assert (built.returncode, "image-missing" in built.stderr) == (1, True)
    assert program.holding("a的话") == []
    assert "hunan/notes/index.html" in program.holding("b的话")


def test_what_stands_keeps_its_address_and_of_two_new_ones_none_gets_it(program: Program) -> None:
    program.note("a", body="甲的文件。")
    program.many(a=CHAIN, b=CHAIN)
    built = program.build()
    assert built.stderr.count("duplicate-name") == 2
    assert program.holding("a的话") == program.holding("甲的文件") == []
    (program.folder / "content/hunan/notes/a.md").unlink()
    program.build()
    program.note("a", body="甲的文件。")
    assert program.build().stderr.count("duplicate-name") == 1
    assert "hunan/notes/index.html" in program.holding("a的话")
    assert program.holding("甲的文件") == []


def test_a_rule_of_the_kind_and_those_of_every_kind_hold(program: Program) -> None:
    program.note("long", title="长" * 21)
    program.note("picture", body="![](a.jpg)")
    built = program.build()
    assert built.returncode == 1
    for found in (
        "hunan/notes/long.md:2: note-title",
        "hunan/notes/picture.md:11: image-alt",
        "hunan/notes/picture.md:11: image-missing",
    ):
        assert found in built.stderr


def test_a_build_after_a_change_gives_the_bytes_of_a_build_from_nothing(program: Program) -> None:
    program.note("opening")
    program.many(closing=CHAIN)
    program.build()
    program.many(closing=CHAIN.replace("approved", "withdrawn"), later=CHAIN)
    program.note("second", body="又一段。")
    built = program.build()
    assert built.returncode == 0, built.stderr
    program.build("--output", "clean", "--no-cache")
    for file in (program.folder / "clean").rglob("*"):
        if file.is_file() and not file.name.startswith(".lianzhan"):
            path = file.relative_to(program.folder / "clean")
            assert (program.output / path).read_bytes() == file.read_bytes(), path
    assert program.holding("closing") == []


def test_a_note_is_signed_as_an_article_is(program: Program) -> None:
    program.note("fresh", "status: submitted\n")
    day = ("--on", "2026-03-09")
    path = "content/hunan/notes/fresh.md"
    for step, by in (("first", "甲"), ("second", "乙"), ("final", "丙")):
        signed = program.run("approve", path, "--step", step, "--by", by, *day)
        assert signed.returncode == 0, signed.stderr
    program.build()
    assert 'id="fresh"' in program.page("hunan/notes/index.html")


def test_each_note_of_a_file_of_many_is_signed_for_itself(program: Program) -> None:
    """And what is changed in one of them, or in its picture, withholds that one alone."""
    federation = (program.folder / "content/federation.toml").read_text("utf-8")
    assert program.run("approve", "--renew", "content").returncode == 0
    program.write("federation.toml", f'{federation}\n[review]\ndigest = "required"\n')
    program.many(a="", b="", c=CHAIN)
    file = program.folder / "content/hunan/notes.toml"
    text = file.read_text("utf-8").replace("**a的话**", "a的话![图](images/p.png)")
    file.write_text(text, "utf-8")
    image = program.folder / "content/hunan/images/p.png"
    image.parent.mkdir(exist_ok=True)
    image.write_bytes(picture(40, 30))
    assert program.holding("a的话") == []
    for step, by in (("first", "甲"), ("second", "乙"), ("final", "丙")):
        named = (f"{file}#a", f"{file}#b")
        signed = program.run("approve", "--step", step, "--by", by, "--on", "2026-03-09", *named)
        assert signed.stdout.count("已签") == 2, signed.stderr
    assert program.run("approve", "--renew", f"{file}#c").returncode == 0
    program.build()
    assert all("hunan/notes/index.html" in program.holding(f"{name}的话") for name in "abc")
    signed_text = file.read_text("utf-8")
    image.write_bytes(picture(40, 31))
    program.build()
    assert [bool(program.holding(f"{name}的话")) for name in "abc"] == [False, True, True]
    image.write_bytes(picture(40, 30))
    file.write_text(signed_text.replace("**b的话**", "**b的话。**"), "utf-8")
    built = program.build()
    assert "changed-since-review" in built.stderr
    assert [bool(program.holding(f"{name}的话")) for name in "abc"] == [True, False, True]
    told = program.run("explain", f"{file}#b").stdout
    assert "甲 签“初审（first）”之后稿件改过" in told


def test_no_column_and_no_site_may_be_called_as_the_kind_is(program: Program) -> None:
    config = (program.folder / "content/federation.toml").read_text("utf-8")
    program.write("federation.toml", config + '\n[[columns]]\nslug = "notes"\ntitle = "短讯"\n')
    assert "config-value" in program.run("check").stderr


@pytest.mark.parametrize("how", ["withdrawn", "deleted", "the file is deleted"])
def test_what_is_gone_leaves_a_site_that_can_not_be_built(program: Program, how: str) -> None:
    """And nothing else does: the other notes stand."""
    program.many(closing=CHAIN, later=CHAIN)
    program.note("opening")
    assert program.build().returncode == 0
    if how == "withdrawn":
        program.many(closing=CHAIN.replace("approved", "withdrawn"), later=CHAIN)
    elif how == "deleted":
        program.many(later=CHAIN)
    else:
        (program.folder / "content/hunan/notes.toml").unlink()
    base = program.folder / "themes/lianzhan/templates/base.html"
    base.write_text("{% broken %}", "utf-8")
    built = program.build()
    assert built.returncode == 2
    assert program.holding("closing") == []
    left = ["hunan/atom.xml", "hunan/feed.json", "hunan/feed.xml", "hunan/notes/index.html"]
    assert set(left) <= {*program.holding("opening")}
    assert program.holding("later的话") == ([] if "file" in how else left)


def test_an_error_in_a_file_of_many_takes_nothing_of_it_down(program: Program) -> None:
    program.many(closing=CHAIN)
    program.build()
    program.write("hunan/notes.toml", "[[notes]\n")
    (program.folder / "themes/lianzhan/templates/base.html").write_text("{% broken %}", "utf-8")
    assert program.build().returncode == 2
    assert "hunan/notes/index.html" in program.holding("closing的话")


@pytest.mark.parametrize(
    "named", ["content/hunan/notes.toml#closing", "https://example.org/hunan/notes/#closing"]
)
def test_take_down_frees_all_pages_of_one_note(program: Program, named: str) -> None:
    program.many(closing=CHAIN, later=CHAIN)
    program.build()
    done = program.run("take-down", named)
    assert done.returncode == 0, done.stderr
    assert program.holding("closing") == []
    assert "hunan/notes/index.html" in program.holding("later的话")
