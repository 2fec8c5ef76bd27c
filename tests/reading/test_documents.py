"""An article and its pictures are read as they stood together, whoever exchanges them meanwhile."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, House
from contents import articles
from rendering.conftest import picture
from topic_town import topic

from lianzhan.gate.site_reading import read_site
from lianzhan.model.federation import SiteTree
from lianzhan.reading import changes, pictures, shown_pictures
from lianzhan.reading import documents as reader
from lianzhan.reading.changes import QUIET
from lianzhan.reading.federation import read_federation
from lianzhan.reading.read_job import read_jobs

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from lianzhan.kinds.article.values import Article
    from lianzhan.kinds.site_content import SiteContent

NEWS = "hunan/articles/news"
PATH = f"{NEWS}/x.md"
OLD, NEW = picture(40, 30, "red"), picture(40, 30, "blue")


def read(house: House, kept: SiteContent | None = None) -> SiteContent:
    tree = read_federation(house.content)
    assert isinstance(tree, SiteTree)
    (job,) = read_jobs(house.content, tree.federation, [tree.federation.by_slug["hunan"]])
    return read_site(job, kept)


def article(content: SiteContent) -> Article:
    (found,) = (x for x in articles(content) if x.path == PATH)
    return found


def replace(house: House, path: str, data: bytes) -> None:
    """Let a new file take another's place, as careful editors do."""
    part = house.write(f"{path}.part", data)
    part.replace(house.content / path)


def text(word: str) -> bytes:
    return f"---\ntitle: {word}\ndate: 2026-03-08\n{APPROVED}---\n\n![{word}](x.png)\n".encode()


def save(house: House, word: str, data: bytes) -> None:
    replace(house, PATH, text(word))
    replace(house, f"{NEWS}/x.png", data)


@pytest.mark.parametrize(
    ("data", "code"),
    [(None, "image-missing"), (b"no picture", "image-unreadable")],
)
def test_a_file_with_a_fault_is_named_once_however_often_it_is_shown(
    house: House, data: bytes | None, code: str
) -> None:
    if data:
        house.write(f"{NEWS}/a.png", data)
    body = "![甲](a.png)\n\n![乙](./a.png)\n\n![丙](b.png)"
    house.article(PATH, body, f"cover: a.png\n{APPROVED}")
    lines = (house.content / PATH).read_text("utf-8").splitlines()
    found = [(lines[fault.line - 1], fault.code) for fault in read(house).problems]
    assert found == [("cover: a.png", code), ("![丙](b.png)", "image-missing")]


@pytest.fixture
def settled(house: House) -> House:
    """A house with an article that shows a picture; both have been there for a while."""
    save(house, "旧", OLD)
    time.sleep(QUIET / 1e9)
    return house


def before(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str, act: Callable[[int], object]
) -> list[int]:
    """Have something done just before a function is called, each time; return its calls."""
    real = getattr(module, name)
    calls: list[int] = []

    def acting(*values: object) -> object:
        act(len(calls))
        calls.append(len(calls))
        return real(*values)

    monkeypatch.setattr(module, name, acting)
    return calls


def pair(found: Article) -> tuple[str, int]:
    """The title, and the bytes of the picture beside it."""
    return found.title, dict(found.pictures)["x.png"].bytes


BOTH = {("旧", len(OLD)), ("新", len(NEW))}


def once(act: Callable[[], object]) -> Callable[[int], object]:
    return lambda call: None if call else act()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (reader, "parse_body"),
        (shown_pictures, "probe"),
        (reader, "is_quiet"),
        (reader, "is_unchanged"),
    ],
)
def test_a_text_and_its_picture_that_are_saved_meanwhile_are_read_again(
    settled: House, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str
) -> None:
    assert len(OLD) != len(NEW)
    calls = before(monkeypatch, module, name, once(lambda: save(settled, "新", NEW)))
    content = read(settled)
    assert pair(article(content)) == ("新", len(NEW))
    assert content.problems == ()
    assert len(calls) > 1


@pytest.fixture
def just_now(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], list[int]]:
    """Lets what is saved in a test count as saved just now, until it is waited for.

    That is minutes, in case this process has to wait for a processor. Then something is done, and
    a moment is what it always is. Returns the calls, as `before` does.
    """

    def until_waited_for(act: Callable[[], object]) -> list[int]:
        monkeypatch.setattr(changes, "QUIET", 600 * 1_000_000_000)

        def come_to_rest() -> None:
            act()
            monkeypatch.setattr(changes, "QUIET", QUIET)

        return before(monkeypatch, reader, "wait_until_quiet", once(come_to_rest))

    return until_waited_for


@pytest.mark.parametrize("when", ["text", "picture"])
def test_a_text_and_a_picture_of_which_one_is_saved_first_are_waited_for(
    settled: House, just_now: Callable[[Callable[[], object]], list[int]], when: str
) -> None:
    """What was saved just now may be one half of a pair."""
    halves = [
        lambda: replace(settled, PATH, text("新")),
        lambda: replace(settled, f"{NEWS}/x.png", NEW),
    ]
    first, second = halves if when == "text" else halves[::-1]
    first()
    calls = just_now(second)
    content = read(settled)
    assert pair(article(content)) == ("新", len(NEW))
    assert calls
    assert [x.path for x in articles(content) if x.images] == [PATH], "else another was waited for"


def test_a_picture_that_is_saved_before_its_text_while_both_are_read_is_waited_for(
    settled: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text has been read already, and the new one comes after the last look."""
    before(
        monkeypatch, shown_pictures, "probe",
        once(lambda: replace(settled, f"{NEWS}/x.png", NEW)),
    )  # fmt: skip
    calls = before(
        monkeypatch, reader, "wait_until_quiet",
        once(lambda: replace(settled, PATH, text("新"))),
    )  # fmt: skip
    assert pair(article(read(settled))) == ("新", len(NEW))
    assert calls


@pytest.mark.parametrize("place", [f"{NEWS}/x.png", PATH])
def test_what_is_changed_all_the_time_withholds_its_article_alone(
    settled: House, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    data = (settled.content / place).read_bytes()
    before(monkeypatch, reader, "is_unchanged", lambda _call: replace(settled, place, data))
    content = read(settled)
    assert [(p.path, p.line, p.code) for p in content.problems] == [(PATH, 0, "changing-file")]
    assert {x.path for x in articles(content)} > {PATH}
    monkeypatch.undo()
    time.sleep(QUIET / 1e9)
    assert read(settled, content).problems == ()


def test_a_text_that_is_changed_all_the_time_is_not_taken_for_read(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its last bytes may be those that the next build finds; what was said of them is not kept."""
    house.article(PATH)

    def write(_call: int) -> None:
        os.utime(house.content / PATH, ns=(1, time.time_ns()))

    real = os.fstat
    changing = True

    def fstat(file: int) -> os.stat_result:
        found = real(file)
        if changing:
            write(0)
        return found

    monkeypatch.setattr("lianzhan.reading.opening.os.fstat", fstat)
    content = read(house)
    changing = False
    assert (PATH, "changing-file") in {(p.path, p.code) for p in content.problems}
    assert article(content).title == "标题"
    assert read(house, content).problems == ()


def test_a_text_that_is_half_saved_is_read_again(
    house: House, just_now: Callable[[Callable[[], object]], list[int]]
) -> None:
    """Many editors empty a file and then fill it."""
    path = house.article(PATH)
    data = (house.content / path).read_bytes()
    (house.content / path).write_bytes(b"")
    calls = just_now(lambda: (house.content / path).write_bytes(data))
    assert article(read(house)).title == "标题"
    assert calls == [0]


def test_a_toml_file_of_which_half_is_saved_is_read_again(
    house: House, just_now: Callable[[Callable[[], object]], list[int]]
) -> None:
    """Half of it is a sound file, too: one that nobody has signed."""
    whole = topic()
    file = house.write("hunan/topics/a.toml", whole.partition("status")[0])
    calls = just_now(lambda: file.write_text(whole, "utf-8"))
    (found,) = (each.value for each in read(house).values if each.kind == "topic")
    assert len(found.review) == 3
    assert calls


def test_a_text_that_is_empty_and_stays_so_is_read_twice_at_most(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.write(PATH, "")
    calls = before(monkeypatch, reader, "text_below", lambda _call: None)
    assert [p.code for p in read(house).problems] == ["empty-file"]
    assert len(calls) <= 2 + 2


def test_times_in_the_future_are_nothing_to_wait_for(
    settled: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Archives and cameras set them."""
    hour = time.time_ns() + 3_600_000_000_000
    for place in (PATH, f"{NEWS}/x.png"):
        os.utime(settled.content / place, ns=(hour, hour))
    calls = before(monkeypatch, reader, "wait_until_quiet", lambda _call: None)
    assert read(settled).problems == ()
    assert calls == []


def test_a_link_that_changes_its_target_meanwhile_is_followed_anew(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both targets have been there for ever: only the link tells."""
    house.write("hunan/images/old.png", OLD)
    house.write("hunan/images/new.png", NEW)
    link = house.content / NEWS / "x.png"
    link.symlink_to("../../images/old.png")
    house.write(PATH, text("旧"))
    time.sleep(QUIET / 1e9)

    def exchange() -> None:
        other = link.with_name("y")
        other.symlink_to("../../images/new.png")
        other.replace(link)

    before(monkeypatch, reader, "is_quiet", once(exchange))
    found = article(read(house))
    assert [p.path for _, p in found.pictures] == ["hunan/images/new.png"]


@pytest.mark.parametrize("turn", range(3))
def test_a_folder_that_becomes_a_link_out_of_content_shows_nothing_from_there(
    settled: House, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    """After the look, before the opening: a picture's folder, its file, a text's folder."""
    outside = settled.folder / "outside"
    outside.mkdir()
    (outside / "x.png").write_bytes(NEW)
    (outside / "x.md").write_bytes(text("机密"))
    module, name = ((pictures, "read_seen"), (pictures, "read_seen"), (reader, "text_below"))[turn]

    def exchange() -> None:
        if turn == 1:
            (settled.content / NEWS / "x.png").unlink()
            (settled.content / NEWS / "x.png").symlink_to(outside / "x.png")
        else:
            (settled.content / NEWS).rename(settled.folder / "away")
            (settled.content / NEWS).symlink_to(outside)

    started = before(monkeypatch, module, name, once(exchange))
    content = read(settled)
    assert started
    assert "机密" not in repr(content)
    assert not [p for x in articles(content) for _, p in x.pictures if p.bytes == len(NEW)]
    assert content.problems


def test_each_file_is_opened_once(settled: House) -> None:
    """As the system tells it: a text and its picture, also where two sources mean the picture."""
    house = settled
    house.write(PATH, text("旧") + b"\n![again](./x.png)\n")
    time.sleep(QUIET / 1e9)
    opened: list[str] = []
    is_on = True

    def hear(event: str, values: tuple[object, ...]) -> None:
        if is_on and event == "open" and isinstance(values[0], str | os.PathLike):
            opened.append(os.fspath(values[0]).rpartition("/")[2])

    sys.addaudithook(hear)
    content = read(house)
    is_on = False
    assert len(article(content).pictures) == 2
    for name in ("x.md", "x.png", "one.md", "equality.md"):
        assert opened.count(name) == 1, name


def test_an_article_without_pictures_is_not_waited_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.article(PATH)
    calls = before(monkeypatch, reader, "wait_until_quiet", lambda _call: None)
    assert read(house).problems == ()
    assert calls == []
