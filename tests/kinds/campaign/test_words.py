"""What readers are told of days and pictures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kinds.campaign.test_terms import NATIONAL, TERMS, at
from lianzhan.kinds.campaign.words import day_words, end_words, image_words, phase_words, span_words


@pytest.mark.parametrize(
    ("starts", "ends", "year", "words"),
    [
        ("2026-05-01", "2026-09-01", None, "2026年5月1日—8月31日"),
        ("2026-05-01", "2026-09-01", 2026, "5月1日—8月31日"),
        ("2026-12-01", "2027-02-01", 2026, "12月1日—2027年1月31日"),
        ("2026-12-01", "2027-02-01", None, "2026年12月1日—2027年1月31日"),
        ("2026-05-01", "2026-05-02", None, "2026年5月1日"),
        ("2026-05-01", "2026-05-02", 2026, "5月1日"),
        ("2026-05-01", "2026-08-31 18:05", 2026, "5月1日—8月31日 18:05"),
    ],
)
def test_days_are_told_once(starts: str, ends: str, year: int | None, words: str) -> None:
    assert span_words(at(starts), at(ends), "zh-CN", year) == words


def test_a_day_has_its_year_unless_it_is_known() -> None:
    assert day_words(at("2026-05-01"), "zh-CN") == "2026年5月1日"
    assert day_words(at("2026-05-01"), "zh-CN", 2026) == "5月1日"
    assert end_words(at("2027-01-01"), "zh-CN", 2026) == "12月31日"
    assert span_words(at("2026-05-01"), at("2026-09-01"), "en") == "2026-05-01—2026-08-31"


def test_a_phase_is_called_by_its_title_or_by_what_is_done_in_it() -> None:
    assert [phase_words(phase, "zh-CN") for phase in TERMS.phases] == [
        "征集作品",
        "逐级推荐",
        "集中展示",
    ]
    assert phase_words(replace(TERMS.phases[0], title="收稿"), "zh-CN") == "收稿"


@pytest.mark.parametrize(
    ("most", "words"),
    [(1_048_576, "1 MB"), (1_572_864, "1.5 MB"), (204_800, "200 KB"), (10_485_760, "10 MB")],
)
def test_a_picture_has_formats_ratio_and_size(most: int, words: str) -> None:
    profile = replace(NATIONAL, formats=("jpeg", "png"), max_bytes=most)
    expected = f"JPEG、PNG，750×445 或同样的比例，每张不超过 {words}"
    assert image_words(profile, "zh-CN") == expected
