"""What a page weighs, and the limits of its kind."""

from __future__ import annotations

import gzip
import io
import re
import shutil
from hashlib import shake_256
from typing import TYPE_CHECKING

import pytest
from conftest import APPROVED, House
from PIL import Image

from pages.browser import PHONE, chromium
from pages.browsing import needs_chromium
from pages.inspection import on_screen
from pages.output import Output
from pages.weights import KIB, Weight, limits_of, too_heavy, weigh

if TYPE_CHECKING:
    from pathlib import Path

MANY = 12
"""Photographs of an article: as wide as phones show them they weigh 280 KiB."""


def test_a_page_weighs_what_is_sent_for_it(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_bytes(b"a { color: red }" * 9)
    (tmp_path / "s.js").write_bytes(b"let a = 1;" * 30)
    text = (
        '<link rel="icon" href="missing.svg"><link href="a.css?v=1" rel="stylesheet">'
        '<script src="s.js" defer></script><script>let b</script>'
        '<script type="application/ld+json">{}</script>'
    )
    (tmp_path / "page.html").write_text(text)
    sizes = [
        len(gzip.compress(data, 9))
        for data in (text.encode(), b"a { color: red }" * 9, b"let a = 1;" * 30, b"let b")
    ]
    assert weigh(tmp_path / "page.html") == Weight(sum(sizes[:3]), sum(sizes[2:]))


def test_a_sheet_that_is_not_there_is_no_light_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<link rel="stylesheet" href="gone.css">')
    with pytest.raises(OSError, match=r"gone\.css"):
        weigh(tmp_path / "page.html")


@pytest.mark.parametrize(
    ("kind", "whole", "pictures"),
    [
        ("portal", 14, None),
        ("portal-404", 12.5, None),
        ("county-few-2", 11.5, 60),
        ("province", 11.5, 60),
        ("article-long", 12.5, 90),
        ("services", 12.5, None),
    ],
)
def test_the_limits_are_those_of_the_kind(kind: str, whole: float, pictures: int | None) -> None:
    limits = limits_of(kind)
    assert (limits.whole / KIB, limits.script / KIB) == (whole, 2)
    assert limits.pictures == (pictures and pictures * KIB)
    most = Weight(int(limits.whole), 2 * KIB)
    assert too_heavy(kind, most, (pictures or 999) * KIB) == []
    over = Weight(int(limits.whole) + 1, 2 * KIB + 1)
    assert len(too_heavy(kind, over, (pictures or 999) * KIB + 1)) == 2 + bool(pictures)


def photograph(seed: int) -> bytes:
    """Bytes of a JPEG heavier than any of the real posts' at 240 pixels: 7 KB as WebP of quality 78."""
    width, height = 1600, 950
    image = Image.new("RGB", (width, height), "white")
    for scale, share in ((64, 1.0), (16, 0.2), (5, 0.1)):
        size = width // scale, height // scale
        noise = shake_256(f"{seed} {scale}".encode()).digest(3 * size[0] * size[1])
        grain = Image.frombytes("RGB", size, noise)
        image = Image.blend(image, grain.resize(image.size, Image.Resampling.BICUBIC), share)
    out = io.BytesIO()
    image.save(out, "jpeg", quality=85)
    return out.getvalue()


@pytest.fixture(scope="module")
def photographed(tmp_path_factory: pytest.TempPathFactory, example_content: Path) -> House:
    """The example, with photographs wherever the province's home shows one, and one article of 12."""
    folder = tmp_path_factory.mktemp("photographed")
    shutil.copytree(example_content, folder / "content")
    house = House(folder)
    federation = house.content / "federation.toml"  # who signs these does not matter here
    text = federation.read_text("utf-8").replace('digest = "required"', 'digest = "accepted"')
    federation.write_text(text, "utf-8")
    names = [f"p{n}.jpg" for n in range(MANY)]
    for seed, name in enumerate(names):
        house.write(f"hunan/articles/news/{name}", photograph(seed))
    summary = (
        "summary: 一群姐妹在村口的老樟树下说起今年的收成，谁家添了人口，谁家的孩子考上了学。\n"
    )
    for name in names[:4]:
        head = f"{APPROVED}cover: {name}\n{summary}"
        house.article(f"hunan/articles/news/{name[:-4]}.md", head=head, title="村口的老樟树下")
    text = "\n\n".join(f"第{n}张。\n\n![照片{n}]({name})" for n, name in enumerate(names))
    house.article("hunan/articles/news/many.md", text, f"{APPROVED}cover: {names[0]}\n")
    house.article("hunan/articles/news/two.md", "\n\n".join(text.split("\n\n")[:4]))
    report = house.build(jobs=2)
    assert [x for x in report.problems if x.is_error and "articles/news" in x.path] == []
    return house


@needs_chromium
def test_pages_full_of_photographs_stay_light(photographed: House) -> None:
    """Everything that is looked at on a phone, the weights of page and pictures among it."""
    pages = {"province": "hunan/index.html"}
    pages |= {f"article-{name}": f"hunan/news/{name}.html" for name in ("many", "two", "p0")}
    with chromium() as browser:
        found = on_screen(browser, Output(photographed.output), pages, PHONE, "light")
        assert [str(finding) for finding in found] == []


def test_a_picture_sent_narrower_than_phones_show_it_leads_to_a_wide_one(
    photographed: House,
) -> None:
    def text(name: str) -> str:
        page = photographed.page(f"hunan/news/{name}.html")
        return page.partition('class="prose"')[2].partition("</article>")[0]

    assert "larger" not in text("two")
    many = text("many")
    links = re.findall(r'<a class="larger" href="([^"]+-1100\.webp)" title="看大图">', many)
    assert len(links) == len(set(links)) == many.count("<picture>") == MANY
    assert all((photographed.output / "hunan/news" / link).is_file() for link in links)
