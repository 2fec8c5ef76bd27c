"""The picture element of pages, and the filter that templates write it with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED

from lianzhan.model.catalog import Picture
from lianzhan.rendering.pelican.image_sizing import picture_html
from lianzhan.rendering.pictures.files import files_of
from rendering.conftest import picture as flat
from rendering.in_process import Stage, stage

if TYPE_CHECKING:
    from conftest import House


def test_the_element_names_its_sizes_and_the_room_it_needs() -> None:
    shown, room = Picture("x", "d", "jpeg", 1, 1600, 900), "(min-width: 1px) 2px"
    text = picture_html(files_of(shown), "../assets/", alt='甲 "乙" <丙>', sizes=room, lazy=True)
    stem = files_of(shown).shown.name.removesuffix("-750.jpg")
    files = ", ".join(f"../assets/{stem}-{width}.webp {width}w" for width in (240, 375, 750, 1100))
    assert f'<source type="image/webp" srcset="{files}" sizes="{room}">' in text
    assert f'<img src="../assets/{stem}-750.jpg" width=' in text
    assert 'width="750" height="422" alt="甲 &quot;乙&quot; &lt;丙&gt;"' in text
    assert text.endswith(' loading="lazy"></picture>')
    assert "loading" not in picture_html(files_of(shown), "", alt="", sizes="", lazy=False)


def test_the_element_of_a_long_picture_offers_no_file_that_is_not_made() -> None:
    long = Picture("x", "d", "jpeg", 1, 750, 20_000)
    text = picture_html(files_of(long), "assets/", alt="长图", sizes="100vw", lazy=False)
    assert "webp" not in text
    assert "<source" not in text
    assert 'width="750" height="20000"' in text


def test_an_animation_moves_but_not_for_those_who_ask_for_less_movement() -> None:
    shown = Picture("x", "d", "gif", 1, 800, 600, is_animated=True, moves=True)
    text = picture_html(files_of(shown), "assets/", alt="步骤", sizes="9rem", lazy=False)
    files = files_of(shown)
    assert files.moving
    still = ", ".join(f"assets/{file.name} {file.width}w" for file in files.webp)
    assert text == (
        '<picture><source media="(prefers-reduced-motion: reduce)" type="image/webp"'
        f' srcset="{still}" sizes="9rem">'
        f'<img src="assets/{files.moving.name}" width="800" height="600" alt="步骤"></picture>'
    )
    assert "moving" not in picture_html(files_of(shown.still), "", alt="", sizes="", lazy=False)


def test_a_long_animation_stands_still_in_a_format_that_holds_it() -> None:
    shown = Picture("x", "d", "gif", 1, 750, 20_000, is_animated=True, moves=True)
    text = picture_html(files_of(shown), "", alt="", sizes="9rem", lazy=False)
    files = ", ".join(f"{file.name} {file.width}w" for file in files_of(shown).plain)
    assert f'reduce)" srcset="{files}" sizes="9rem"><img src="' in text
    assert "webp" not in text


def test_pictures_in_pages_say_their_size_and_load_when_they_are_needed(rich: House) -> None:
    for page in rich.output.rglob("*.html"):
        tags = re.findall(r"<img [^>]*>", page.read_text("utf-8"))
        for tag in (tag for tag in tags if "weave.svg" not in tag):
            assert re.search(r' width="\d+" height="\d+"', tag), page
            assert " alt=" in tag
            for source in re.findall(r"([^\s,\"]+) \d+w", tag):
                assert (page.parent / source).resolve().is_file()
    body = (
        rich.page("changsha/news/full.html")
        .partition('class="prose"')[2]
        .partition("</article>")[0]
    )
    assert body.count("<img") == 1


def articles_written_by(house: House, template: str) -> Stage:
    """The province's site with two articles, one of them with a cover, by a template of its own."""
    house.write("hunan/articles/news/x.png", flat(1600, 1200))
    house.article("hunan/articles/news/covered.md", head=APPROVED + "cover: x.png\n")
    overrides = house.folder / "overrides"
    overrides.mkdir()
    (overrides / "article.html").write_text(template, "utf-8")
    staged = stage(house, overrides=(("THEME_TEMPLATES_OVERRIDES", [str(overrides)]),))
    assert staged.site("hunan").problems == ()
    return staged


@pytest.mark.parametrize("shown", ["picture", "small_picture(9, '9vw')"])
def test_a_theme_gets_nothing_for_a_cover_that_is_not_there(house: House, shown: str) -> None:
    staged = articles_written_by(house, f"[{{{{ article.cover | {shown} }}}}]")
    assert staged.page("hunan/news/one.html") == "[]"
    assert staged.page("hunan/news/covered.html").startswith("[<picture>")


def test_a_small_picture_is_offered_no_wider_than_it_can_be_needed(house: House) -> None:
    words = "{{ article.cover | picture('图', '9rem', lazy=false) }}"
    small = "{{ article.cover | small_picture(9, '9vw') }}"
    wider = "{{ article.cover | small_picture(12.5, '9vw') }}"
    staged = articles_written_by(house, f"{words}\n{wider}\n{small}")
    large, middle, text = staged.page("hunan/news/covered.html").splitlines()
    assert re.findall(r" (\d+)w", large) == ["240", "375", "750", "1100"]
    assert re.findall(r" (\d+)w", middle) == ["240", "375", "750"]
    assert 'sizes="(min-width: 48rem) 12.5rem, 9vw"' in middle
    assert re.findall(r" (\d+)w", text) == ["240", "375"]
    assert 'sizes="(min-width: 48rem) 9rem, 9vw"' in text
    assert text.endswith(' alt="" loading="lazy"></picture>')
