"""QR codes say what they were given: a decoder that knows nothing of the encoder reads them."""

from __future__ import annotations

import re

import pytest

from kinds.qr_reader import drawn, read
from lianzhan.kinds import qr_codes
from lianzhan.kinds.account.rules import LONGEST_PAYLOAD
from lianzhan.kinds.qr_codes import QUIET, qr_svg

TEXTS = {
    "one letter": "a",
    "digits": "20190036",
    "an address": "http://weixin.qq.com/r/Zk0xQUbE-abc_1",
    "all of ASCII": "".join(map(chr, range(0x20, 0x7F))),
    "Chinese": "湖南省妇联：家家幸福安康",
    "an address with Chinese": "https://example.org/妇联?月=三",
    "emoji": "湘女🌸e家",
    "the longest in ASCII": "https://example.org/" + "a" * (LONGEST_PAYLOAD - 20),
    "the longest in Chinese": "妇" * (LONGEST_PAYLOAD // 3),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_decoder_reads_what_was_written(name: str) -> None:
    assert read(qr_svg(TEXTS[name])) == TEXTS[name]


@pytest.mark.parametrize("row", [11, 12])
def test_a_code_can_be_read_with_a_stain_on_it(row: int) -> None:
    """Level M mends 15 %; a stain of a few modules is less."""
    svg = qr_svg(TEXTS["an address"])
    start, *rows = re.split(r"(?=m-\d+ 1)", svg.removesuffix('"/></svg>\n'))
    rows[row] = re.sub(r"h(\d+)", r"m\1 0", rows[row])
    stained = "".join((start, *rows, '"/></svg>\n'))
    assert stained != svg
    assert read(stained) == TEXTS["an address"]


def side(svg: str) -> int:
    return drawn(svg, 1).shape[0] - 2 * QUIET


def test_what_an_account_may_say_fits_version_10_and_one_byte_more_may_not() -> None:
    """57 modules are version 10 (ISO/IEC 18004, table 1: 17 + 4 a version)."""
    chinese = "妇" * 70 + "ab"
    assert len(chinese.encode()) == LONGEST_PAYLOAD
    assert side(qr_svg("a" * LONGEST_PAYLOAD)) == side(qr_svg(chinese)) == 57
    assert side(qr_svg(chinese + "c")) == 61


def test_the_margin_is_four_modules_of_white() -> None:
    pixels = drawn(qr_svg("a"), 1)
    assert pixels.shape == (29, 29)
    for edge in (pixels[:QUIET], pixels[-QUIET:], pixels[:, :QUIET], pixels[:, -QUIET:]):
        assert edge.min() == 255


def test_the_same_text_gives_the_same_bytes_and_another_text_others() -> None:
    assert qr_svg("a") == qr_svg("a") != qr_svg("b")


def test_codes_of_all_sizes_are_those_of_the_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are drawn in parts: where one ends must not matter."""
    whole = [qr_svg("a" * length) for length in range(1, 200, 9)]
    monkeypatch.setattr(qr_codes, "_PIECE", 1000)
    alike = [
        (drawn(svg, 1) == drawn(qr_svg("a" * n), 1)).all()
        for svg, n in zip(whole, range(1, 200, 9), strict=True)
    ]
    for kept in (qr_codes._pieces_of, qr_codes._strokes_of):
        kept.cache_clear()
    assert all(alike)


def test_nothing_of_the_text_stands_in_the_picture() -> None:
    assert "script" not in qr_svg('"><script>alert(1)</script>')


def test_what_no_code_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        qr_svg("a" * 2_332)
    assert side(qr_svg("a" * 2_331)) == 177
