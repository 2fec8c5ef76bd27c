"""Moving an article takes along what is its own, loses nothing, and keeps its id."""

from __future__ import annotations

from conftest import APPROVED, House

from lianzhan.desk.moving import Moved
from moving.moves import NEWS, SITE, THEORY, moved, text

PICTURE = "iVBORw0KGgo"


def test_a_bundle_goes_as_a_folder_and_its_own_links_stay(house: House) -> None:
    body = "![图](a.png)、[附件](表.docx)、[邻](../b.md)、[理](../../theory/c.md#x)、[己](#y)。\n"
    for name in ("b.md", "a/a.png", "a/表.docx", "a/sub/x.bin"):
        house.write(f"{NEWS}/{name}", PICTURE)
    house.article(f"{THEORY}/c.md")
    house.article(f"{NEWS}/a/index.md", body)
    done = moved(house, f"{NEWS}/a", f"{THEORY}/d")
    assert done == Moved(f"{NEWS}/a", f"{THEORY}/d")
    after = text(house, f"{THEORY}/d/index.md")
    assert "![图](a.png)、[附件](表.docx)、[邻](../../news/b.md)、" in after
    assert "[理](../../theory/c.md#x)、[己](#y)。" in after
    assert "aliases: [news/a]\n" in after
    assert (house.content / THEORY / "d/sub/x.bin").exists()
    assert not (house.content / NEWS / "a").exists()


def test_pictures_of_a_file_go_along_unless_others_show_them(house: House) -> None:
    for name in ("own.png", "img/图.png", "both.png"):
        house.write(f"{NEWS}/{name}", PICTURE)
    house.write(f"{SITE}/images/site.png", PICTURE)
    house.article(f"{NEWS}/other.md", "![b](both.png)")
    body = "![o](own.png) ![t](<img/图.png>) ![b](both.png) ![s](site.png) ![r](https://a.cn/x.png)"
    house.article(f"{NEWS}/a.md", body, f"{APPROVED}cover: own.png\n")
    done = moved(house, f"{NEWS}/a.md", f"{THEORY}/b.md")
    assert sorted(done.along) == [f"{NEWS}/img/图.png", f"{NEWS}/own.png"]
    assert done.copied == (f"{NEWS}/both.png",)
    assert body in text(house, f"{THEORY}/b.md")
    for name in ("own.png", "img/图.png", "both.png"):
        assert (house.content / THEORY / name).exists()
    assert (house.content / NEWS / "both.png").exists()
    assert not (house.content / NEWS / "own.png").exists()


def test_what_was_moved_checks_without_a_problem_and_keeps_its_id(house: House) -> None:
    house.article(f"{NEWS}/a.md", "[two](two.md) [x](../theory/x.md)", title="甲")
    house.article(f"{THEORY}/x.md", "[a](../news/a.md)")
    ids = _ids(house)
    for new in (f"{NEWS}/b.md", f"{THEORY}/b.md", f"{SITE}/pages/a.md", f"{NEWS}/a.md"):
        old = next(each.value.path for each in _everything(house) if each.value.title == "甲")
        moved(house, old, new)
        assert house.check().problems == ()
        assert _ids(house) == ids
    assert "aliases: [news/a, news/b, theory/b, pages/a]" in text(house, f"{NEWS}/a.md")


def _everything(house: House) -> tuple:  # type: ignore[type-arg]
    return house.plans()["changsha"].everything


def _ids(house: House) -> set[str]:
    return {each.id for each in _everything(house)}


def test_a_move_that_was_interrupted_is_done_again(house: House) -> None:
    """Before the file is renamed, its alias is written, and what goes along is copied."""
    for folder in (NEWS, THEORY):
        house.write(f"{folder}/p.txt", PICTURE)
    house.article(
        f"{NEWS}/a.md", "[p](p.txt) [two](../news/two.md)", f"{APPROVED}aliases: [news/a]\n"
    )
    house.article(f"{NEWS}/other.md", "[a](a.md)")
    assert "alias-taken" not in house.codes()
    done = moved(house, f"{NEWS}/a.md", f"{THEORY}/b.md")
    assert (done.along, done.mended) == ((f"{NEWS}/p.txt",), (f"{NEWS}/other.md",))
    assert text(house, f"{THEORY}/b.md").count("news/a") == 1
    assert "[p](p.txt) [two](../news/two.md)" in text(house, f"{THEORY}/b.md")
