"""What a page weighs, and the limits of its kind."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from pages.weights import KIB, Weight, limits_of, too_heavy, weigh

if TYPE_CHECKING:
    from pathlib import Path


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
