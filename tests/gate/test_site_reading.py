"""A site's folder becomes articles, pages and picks, whatever its files are called or hold."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, House
from contents import articles, picks, values
from notes_kind import FILE, leaf, note, notes_are_known
from PIL import Image as Pillow
from work import steps

from lianzhan.gate.site_reading import read_site
from lianzhan.kinds.site_content import SiteContent
from lianzhan.model.catalog import Pick
from lianzhan.model.federation import SiteTree
from lianzhan.reading import documents as reader
from lianzhan.reading.bounds import MAX_LINKS
from lianzhan.reading.federation import read_federation
from lianzhan.reading.read_job import read_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NEWS = "hunan/articles/news"


def read(house: House, slug: str = "hunan", kept: SiteContent | None = None) -> SiteContent:
    tree = read_federation(house.content)
    assert isinstance(tree, SiteTree)
    federation = tree.federation
    (job,) = read_jobs(house.content, federation, [federation.by_slug[slug]])
    return read_site(job, kept)


def names(house: House) -> dict[str, str]:
    """Each article or page of the province by its column, with the name it has in its address."""
    return {article.path: article.name for article in articles(read(house))}


def found(house: House) -> list[tuple[str, int, str]]:
    """The problems of the province, without those of the rules, which come later."""
    return sorted((fault.path, fault.line, fault.code) for fault in read(house).problems)


def raw_path(house: House, path: bytes) -> bytes:
    return os.fsencode(house.content) + b"/" + path


def test_articles_and_pages_are_read_in_the_order_of_their_paths(house: House) -> None:
    house.article("hunan/pages/about.md")
    house.article(f"{NEWS}/a.md")
    house.article(f"{NEWS}/b/index.md")
    house.article(f"{NEWS}/c.markdown")
    house.article("hunan/pages/help/index.md")
    content = read(house)
    assert [(x.path.removeprefix("hunan/"), x.column, x.name) for x in articles(content)] == [
        ("articles/news/a.md", "news", "a"),
        ("articles/news/b/index.md", "news", "b"),
        ("articles/news/c.markdown", "news", "c"),
        ("articles/news/one.md", "news", "one"),
        ("articles/theory/equality.md", "theory", "equality"),
        ("pages/about.md", None, "about"),
        ("pages/help/index.md", None, "help"),
    ]
    assert content.problems == ()


def test_an_article_knows_its_site_zone_and_offers(house: House) -> None:
    house.article(f"{NEWS}/a.md", head=APPROVED + "offer: national\n")
    (article,) = (x for x in articles(read(house)) if x.name == "a")
    assert (article.site, article.unit, article.offer) == ("hunan", "湖南省妇联", "national")
    assert article.date.isoformat() == "2026-03-08T09:00:00+08:00"
    house.article(f"{NEWS}/a.md", head=APPROVED + "offer: village\n")
    line = house.line(f"{NEWS}/a.md", "offer:")
    assert found(house) == [(f"{NEWS}/a.md", line, "bad-value")]


def test_the_catalog_is_that_of_all_sites(house: House) -> None:
    assert sorted(house.check().catalog.entries) == [
        "hunan/articles/news/one.md",
        "hunan/articles/theory/equality.md",
        "hunan/changsha/articles/news/two.md",
    ]


def test_a_name_of_other_bytes_than_utf_8_is_refused_and_printable(house: House) -> None:
    with open(raw_path(house, f"{NEWS}/caf".encode() + b"\xe9.md"), "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("---\ntitle: a\n---")
    os.makedirs(raw_path(house, b"hunan/articles/\xff\xfe"))  # noqa: PTH103
    with open(raw_path(house, b"hunan/articles/\xff\xfe/a.md"), "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("---\ntitle: a\n---")
    (fault,) = read(house).problems
    assert (fault.path, fault.code) == (f"{NEWS}/caf?.md", "bad-name")
    assert names(house)["hunan/articles/??/a.md"] == "a"
    assert [code for code in house.codes() if code != "missing-key"] == [
        "unknown-column",
        "bad-name",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A.md", "a.md"),
        ("a.markdown", "a.md"),
        ("a/index.md", "a.md"),
        ("a/index.markdown", "a/index.md"),
        ("a/INDEX.md", "a/index.md"),
        ("STRASSE.md", "straße.md"),
        (unicodedata.normalize("NFD", "café.md"), "café.md"),
    ],
)
def test_files_with_one_address_are_read_and_contested(
    house: House, first: str, second: str
) -> None:
    for path in (first, second):
        house.article(f"{NEWS}/{path}")
    if len(list((house.content / NEWS).rglob("*.m*"))) < 3:
        pytest.skip("this file system does not keep the two apart")
    assert {f"{NEWS}/{first}", f"{NEWS}/{second}"} <= names(house).keys()
    assert found(house) == []
    assert read(house).contested == ((f"{NEWS}/{first}", f"{NEWS}/{second}"),)


def test_a_file_that_says_nothing_contests_its_address_all_the_same(house: House) -> None:
    house.write(f"{NEWS}/one/index.md", b"\xff")
    assert read(house).contested == ((f"{NEWS}/one/index.md", f"{NEWS}/one.md"),)


def test_the_same_name_may_stand_in_two_columns_and_among_the_pages(house: House) -> None:
    for folder in ("articles/news", "articles/activity", "pages"):
        house.article(f"hunan/{folder}/same.md")
    assert found(house) == []


@pytest.mark.parametrize(
    "path",
    [
        "hunan/a.md",
        "hunan/articles/a.md",
        "hunan/articles/a.MARKDOWN",
        f"{NEWS}/bundle/a.md",
        f"{NEWS}/2026/03/a.md",
        f"{NEWS}/2026/03/index.md",
        "hunan/pages/more/deep/a.md",
        "hunan/article/news/a.md",
    ],
)
def test_an_article_in_the_wrong_place_is_told(house: House, path: str) -> None:
    house.article(path)
    assert path not in names(house)
    assert (path, 0, "misplaced-file") in [
        (fault.path, fault.line, fault.code) for fault in house.check().problems
    ]


def test_a_site_without_articles_is_empty(house: House) -> None:
    assert read(house, "furong") == SiteContent()
    house.write("hunan/changsha/furong/articles", "kein Ordner")
    assert read(house, "furong") == SiteContent()


@pytest.mark.parametrize(
    ("raw", "line", "code"),
    [
        (b"", 1, "empty-file"),
        (b"\xef\xbb\xbf\n", 1, "empty-file"),
        (b"---\ntitle: \xff\n---", 2, "not-utf-8"),
        ("---\ntitle: 标题\n---".encode("utf-16"), 1, "not-utf-8"),
        (b"a" * (512 * 1024 + 1), 0, "file-too-large"),
    ],
)
def test_a_file_that_can_not_be_read_is_no_article(
    house: House, raw: bytes, line: int, code: str
) -> None:
    house.write(f"{NEWS}/a.md", raw)
    assert f"{NEWS}/a.md" not in names(house)
    assert found(house) == [(f"{NEWS}/a.md", line, code)]


def test_a_file_whose_head_can_not_be_read_is_an_article_that_awaits_review(house: House) -> None:
    house.write(f"{NEWS}/a.md", "status: approved\nkein Kopf\n")
    (article,) = (x for x in articles(read(house)) if x.name == "a")
    assert (article.status, article.title, article.body.html) == ("submitted", "", "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_named_pipe_called_like_an_article_hangs_nothing(house: House) -> None:
    os.mkfifo(house.content / NEWS / "x.md")
    (house.content / NEWS / "bundle").mkdir()
    os.mkfifo(house.content / NEWS / "bundle/index.md")
    os.mkfifo(house.content / "hunan/pipe.md")
    os.mkfifo(house.content / "hunan/picks.toml")
    assert found(house) == [
        (f"{NEWS}/bundle/index.md", 0, "unreadable-file"),
        (f"{NEWS}/x.md", 0, "unreadable-file"),
        ("hunan/picks.toml", 0, "config-missing"),
    ]


def test_links_that_lead_out_to_folders_or_nowhere_are_not_followed(house: House) -> None:
    (house.folder / "outside.md").write_text("---\ntitle: 外\n---", "utf-8")
    news = house.content / NEWS
    targets = {
        "out.md": house.folder / "outside.md",
        "up.md": "../../../../outside.md",
        "passwd.md": "/etc/passwd",
        "folder.md": ".",
        "loop.md": "loop.md",
        "nowhere.md": "none.md",
        "deep": "/etc",
    }
    for name, target in targets.items():
        (news / name).symlink_to(target)
    (house.content / "hunan/articles/etc").symlink_to("/etc")
    (house.content / "hunan/pages").symlink_to("articles/news")
    (house.content / "hunan/picks.toml").symlink_to("/etc/hostname")
    assert found(house) == sorted(
        (path, 0, "outside-content")
        for path in (
            *(f"{NEWS}/{name}" for name in targets),
            "hunan/articles/etc",
            "hunan/pages",
            "hunan/picks.toml",
        )
    )
    assert len(names(house)) == 2
    assert read(house).unknown == ("hunan/articles/etc", "hunan/pages")


def test_picks_behind_a_link_that_leads_nowhere_are_told(house: House) -> None:
    (house.content / "hunan/picks.toml").symlink_to("none.toml")
    assert found(house) == [("hunan/picks.toml", 0, "outside-content")]


def picture(house: House, path: str) -> None:
    file = house.content / path
    file.parent.mkdir(parents=True, exist_ok=True)
    Pillow.new("RGB", (40, 30)).save(file)


def test_pictures_are_read_once_each_by_the_source_that_is_written(house: House) -> None:
    picture(house, f"{NEWS}/a.jpg")
    picture(house, "hunan/images/b.png")
    body = "![甲](a.jpg)\n\n![乙](b.png)\n\n![丙](a.jpg)\n\n![丁](https://example.org/c.jpg)"
    house.article(f"{NEWS}/x.md", body, APPROVED + "cover: ./a.jpg\n")
    (article,) = (x for x in articles(read(house)) if x.name == "x")
    assert {src: file.path for src, file in article.pictures} == {
        "./a.jpg": f"{NEWS}/a.jpg",
        "a.jpg": f"{NEWS}/a.jpg",
        "b.png": "hunan/images/b.png",
    }
    assert found(house) == []


def test_each_picture_that_can_not_be_read_is_told_at_its_line(house: House) -> None:
    house.write(f"{NEWS}/text.jpg", "这是文字。")
    house.write(f"{NEWS}/empty.png", "")
    house.write(f"{NEWS}/vector.svg", "<svg/>")
    with house.write(f"{NEWS}/big.jpg", "").open("r+b") as file:
        file.truncate(21 * 1024 * 1024)
    sources = ["text.jpg", "empty.png", "vector.svg", "big.jpg", "none.jpg", "../news", "text.jpg"]
    body = "\n".join(f"![{n}]({src})" for n, src in enumerate(sources))
    house.article(f"{NEWS}/x.md", body, "status: submitted\ncover: /etc/passwd\n")
    codes = [
        *("image-unreadable", "image-unreadable", "image-unreadable"),
        *("file-too-large", "image-missing", "image-missing"),
    ]
    path = f"{NEWS}/x.md"
    assert found(house) == [
        (path, house.line(path, "cover:"), "image-missing"),
        *((path, house.line(path, f"![{n}]"), code) for n, code in enumerate(codes)),
    ]
    assert [x.pictures for x in articles(read(house)) if x.name == "x"] == [()]


PICKS = "hunan/picks.toml"
TWO = 'article = "hunan/changsha/articles/news/two.md"'


def test_picks_are_read_with_their_lines(house: House) -> None:
    house.write(PICKS, f'[[picks]]\n{TWO}\n\n[[picks]]\narticle = "a.md"\ncolumn = "theory"\n')
    assert picks(read(house)) == (
        Pick("hunan", "hunan/changsha/articles/news/two.md", None, PICKS, 1),
        Pick("hunan", "a.md", "theory", PICKS, 4),
    )
    assert found(house) == []


@pytest.mark.parametrize(
    ("text", "lines", "count"),
    [
        ("", [], 0),
        ("# 还没有", [], 0),
        ("picks = []", [], 0),
        ("picks = 3", [1], 0),
        ("picks = 'x'", [1], 0),
        ("picks = {a = 1}", [1], 0),
        ("picks = ['hunan/articles/news/one.md']", [1], 0),
        ("[picks]\narticle = 'a.md'", [1], 0),
        ("[[pick]]\narticle = 'a.md'", [1], 0),
        ("[[picks]]", [1], 0),
        ("[[picks]]\narticle = ''", [2], 0),
        ("[[picks]]\narticle = 3", [2], 0),
        ("[[picks]]\narticle = ['a.md']", [2], 0),
        ("[[picks]]\narticle = 'a.md'\ncolumn = 3", [3], 1),
        ("[[picks]]\narticle = 'a.md'\nsite = 'x'", [3], 1),
        (f"[[picks]]\n{TWO}\n[[picks]]\n[[picks]]\narticle = 'b.md'", [3], 2),
        ("picks", [1], 0),
        ("\x00\xff", [1], 0),
        (f"[[picks]]\n{TWO}\n[picks]\n", [3], 0),
    ],
)  # fmt: skip
def test_picks_of_another_shape_are_problems_and_the_others_stay(
    house: House, text: str, lines: list[int], count: int
) -> None:
    house.write(PICKS, text)
    content = read(house)
    assert {fault.path for fault in content.problems} <= {PICKS}
    assert sorted(fault.line for fault in content.problems if fault.is_error) == lines
    assert len(picks(content)) == count


def test_twice_the_picks_are_twice_the_work(house: House) -> None:
    def work(count: int) -> int:
        house.write(PICKS, "".join(f"[[picks]]\narticle = 'a{n}.md'\n" for n in range(count)))
        assert house.codes() == ["pick-unknown"] * count
        return steps(lambda: read(house))

    some = work(250)
    assert work(500) - some < 1.1 * (some - work(0))


def outside(house: House) -> Path:
    return house.folder / "outside"


def test_content_may_be_a_link_itself(house: House) -> None:
    house.content.rename(outside(house))
    house.content.symlink_to(outside(house))
    picture(house, f"{NEWS}/a.jpg")
    house.article(f"{NEWS}/x.md", "![甲](a.jpg)")
    (house.content / NEWS / "copy.md").symlink_to("one.md")
    assert found(house) == []
    assert f"{NEWS}/copy.md" in names(house)


def full(house: House) -> None:
    """A site with articles of every kind: plain, faulty, pictured, a page, a bundle."""
    picture(house, f"{NEWS}/a.jpg")
    house.article(f"{NEWS}/plain.md", "[甲](one.md)")
    house.article(f"{NEWS}/faulty.md", head=APPROVED + "colour: red\nexpires: never\n")
    house.article(f"{NEWS}/pictured.md", "![甲](a.jpg) ![乙](none.jpg)")
    house.article(f"{NEWS}/bundle/index.md")
    house.article("hunan/pages/about.md")
    house.write(PICKS, f"[[picks]]\n{TWO}\n")


EDITS: dict[str, Callable[[House], object]] = {
    "nothing": lambda _house: None,
    "another text": lambda house: house.article(f"{NEWS}/plain.md", "另一段。"),
    "a fault mended": lambda house: house.article(f"{NEWS}/faulty.md"),
    "a fault moved": lambda house: house.article(f"{NEWS}/faulty.md", head="x: 1\n" + APPROVED),
    "a picture that appears": lambda house: picture(house, f"{NEWS}/none.jpg"),
    "a picture that is gone": lambda house: (house.content / NEWS / "a.jpg").unlink(),
    "a picture that is spoilt": lambda house: house.write(f"{NEWS}/a.jpg", "文字"),
    "a picture that moves": lambda house: (
        picture(house, "hunan/images/b.jpg"),
        (house.content / NEWS / "a.jpg").rename(house.content / "hunan/images/a.jpg"),
    ),
    "another column": lambda house: (house.content / NEWS).rename(
        house.content / "hunan/articles/activity"
    ),
    "two that swap names": lambda house: (
        (house.content / NEWS / "plain.md").rename(house.content / NEWS / "x"),
        (house.content / NEWS / "faulty.md").rename(house.content / NEWS / "plain.md"),
        (house.content / NEWS / "x").rename(house.content / NEWS / "faulty.md"),
    ),
    "a second of the same name": lambda house: house.article(f"{NEWS}/faulty/index.md"),
    "a name that is none": lambda house: (house.content / NEWS / "plain.md").rename(
        house.content / NEWS / "a b.md"
    ),
    "other bytes": lambda house: house.write(f"{NEWS}/plain.md", b"\xff"),
    "no picks": lambda house: (house.content / PICKS).unlink(),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_taken_from_an_earlier_reading_is_what_a_fresh_one_finds(
    house: House, edit: str
) -> None:
    full(house)
    earlier = read(house)
    EDITS[edit](house)
    assert read(house, kept=earlier) == read(house)


def test_only_what_has_changed_is_parsed_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But what shows pictures is looked at again: they may stand anywhere."""
    full(house)
    earlier = read(house)
    house.article(f"{NEWS}/plain.md", "另一段。")
    parsed = []
    real = reader.parse_body

    def noting(text: str, path: str, line: int) -> object:
        parsed.append(path)
        return real(text, path, line)

    monkeypatch.setattr(reader, "parse_body", noting)
    read(house, kept=earlier)
    assert sorted(parsed) == [f"{NEWS}/pictured.md", f"{NEWS}/plain.md"]


def test_a_picture_of_the_same_bytes_is_not_decoded_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    full(house)
    earlier = read(house)
    (house.content / "hunan/images").mkdir()
    (house.content / NEWS / "a.jpg").rename(house.content / "hunan/images/a.jpg")
    fresh = read(house)
    monkeypatch.setattr("lianzhan.reading.pictures.decode_picture", None)
    assert read(house, kept=earlier) == fresh


@pytest.mark.parametrize(
    ("source", "outside"),
    [
        ("none.jpg", ["hunan/none.jpg"]),
        ("images/x.jpg", []),
        ("../news/x.jpg", ["hunan/news/x.jpg", "news/x.jpg"]),
        ("/shared/x.jpg", ["shared/x.jpg"]),
        ("{static}/shared/x.jpg", ["shared/x.jpg"]),
        ("https://example.org/x.jpg", []),
    ],
)
def test_where_a_picture_was_looked_for_outside_the_sites_folders_is_known(
    house: House, source: str, outside: list[str]
) -> None:
    house.article(f"{NEWS}/x.md", f"![甲]({source})")
    assert [place for place, _ in read(house).outside] == outside


@pytest.fixture
def notes(house: House) -> Iterator[House]:
    """A house whose sites may have notes: one value a file, and many in one."""
    with notes_are_known():
        yield house


def of_notes(house: House) -> dict[str, list[tuple[int, str]]]:
    """The notes by their path, each with the problems that withhold it."""
    return {
        each.value.path: [(fault.line, fault.code) for fault in each.problems if fault.is_error]
        for each in read(house).values
        if each.kind == "note"
    }


def test_a_value_of_a_file_of_many_knows_its_name_its_file_and_its_line(notes: House) -> None:
    notes.write(FILE, note('"b"') + note('"a"', title='"甲"'))
    second, first = values(read(notes), "note")
    assert (first.path, first.file, first.name) == (f"{FILE}#a", FILE, "a")
    assert (first.site, first.column, first.title) == ("hunan", None, "甲")
    assert first.begins == note().count("\n") + 1
    assert second.digest != first.digest
    assert of_notes(notes) == {f"{FILE}#a": [], f"{FILE}#b": []}


@pytest.mark.parametrize("name", ['"a"', '"A"'])
@pytest.mark.parametrize("file", ["a.md", "a/index.md"])
def test_a_name_in_a_file_of_many_and_one_of_a_file_are_contested(
    notes: House, name: str, file: str
) -> None:
    notes.article(f"hunan/notes/{file}")
    notes.write(FILE, note(name) + note('"b"'))
    path = f"{FILE}#{name.strip(chr(34))}"
    assert of_notes(notes).keys() == {f"hunan/notes/{file}", path, f"{FILE}#b"}
    assert read(notes).contested == ((f"hunan/notes/{file}", path),)


def test_names_in_a_file_of_many_that_differ_in_case_are_contested(notes: House) -> None:
    notes.write(FILE, note('"Ab"') + note('"aB"'))
    assert read(notes).contested == ((f"{FILE}#Ab", f"{FILE}#aB"),)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("![甲](a.jpg)", "image-missing"),
        ("![甲](/hunan/images/a.jpg)", "image-missing"),
        ("\n".join(">" * 40 for _ in range(3)), "too-costly"),
        ("[甲](a.md) " * (MAX_LINKS + 1), "too-costly"),
    ],
)
def test_what_a_text_in_a_file_of_many_can_not_be_withholds_its_value(
    notes: House, text: str, code: str
) -> None:
    lines = text.replace(") ", ")\n")
    notes.write(FILE, note(text=f"'''\n{lines}'''") + note('"b"'))
    found = of_notes(notes)
    assert [each for _, each in found[f"{FILE}#a"]] == [code]
    assert found[f"{FILE}#b"] == []


def test_a_picture_elsewhere_is_no_file_of_ours(notes: House) -> None:
    notes.write(FILE, note(text='"![甲](https://example.org/a.jpg)"'))
    assert of_notes(notes) == {f"{FILE}#a": []}


def test_nobody_knows_what_is_in_a_file_of_many_that_can_not_be_read(notes: House) -> None:
    notes.write(FILE, "x = = 1")
    assert read(notes).unknown == (FILE,)
    notes.write(FILE, note("3"))
    assert read(notes).unknown == ()
    (notes.content / FILE).unlink()
    (notes.content / FILE).symlink_to("/etc/hostname")
    assert read(notes).unknown == (FILE,)


def test_picks_that_can_not_be_read_hide_nothing(house: House) -> None:
    """What a site picks is known by its own file, wherever that stands."""
    house.write(PICKS, "x = = 1")
    assert read(house).unknown == ()


LEAVES = "hunan/leaves"


def leaves(house: House) -> dict[str, str]:
    with notes_are_known():
        return {r.value.path: r.value.name for r in read(house).values if r.kind == "leaf"}


def test_a_toml_file_of_one_value_is_called_by_its_name(house: House) -> None:
    for name in ("a.toml", "妇女节.TOML"):
        house.write(f"{LEAVES}/{name}", leaf())
    assert leaves(house) == {f"{LEAVES}/a.toml": "a", f"{LEAVES}/妇女节.TOML": "妇女节"}


def test_what_is_no_toml_file_of_a_value_is_named(house: House) -> None:
    for name in ("a b.toml", "deep/x.toml", "x.md", "x.toml.txt", "x.jpg", ".x.toml"):
        house.write(f"{LEAVES}/{name}", leaf())
    with notes_are_known():
        problems = found(house)
    assert leaves(house) == {}
    assert problems == [
        (f"{LEAVES}/a b.toml", 0, "bad-name"),
        (f"{LEAVES}/deep/x.toml", 0, "misplaced-value"),
        (f"{LEAVES}/x.md", 0, "misplaced-value"),
        (f"{LEAVES}/x.toml.txt", 0, "unread-text"),
    ]


def test_a_value_of_a_toml_file_shows_pictures_and_is_read_again_when_it_changes(
    house: House,
) -> None:
    (house.content / LEAVES).mkdir()
    Pillow.new("RGB", (4, 4)).save(house.content / LEAVES / "p.png")
    house.write(f"{LEAVES}/a.toml", leaf(text="'''\n![图](p.png)\n'''"))
    with notes_are_known():
        (one,) = (r.value for r in read(house).values if r.kind == "leaf")
        assert [source for source, _ in one.pictures] == ["p.png"]
        house.write(f"{LEAVES}/a.toml", leaf())
        (other,) = (r.value for r in read(house).values if r.kind == "leaf")
    assert other.words != one.words
    assert other.digest != one.digest


def test_a_folder_of_toml_files_that_is_a_link_is_not_followed(house: House) -> None:
    house.write("elsewhere/a.toml", leaf())
    (house.content / LEAVES).symlink_to(house.content / "elsewhere")
    with notes_are_known():
        content = read(house)
    assert content.unknown == (LEAVES,)
    assert leaves(house) == {}


def test_two_toml_files_whose_names_differ_in_case_alone_are_contested(house: House) -> None:
    for name in ("a.toml", "A.toml"):
        house.write(f"{LEAVES}/{name}", leaf())
    with notes_are_known():
        assert read(house).contested == ((f"{LEAVES}/A.toml", f"{LEAVES}/a.toml"),)
