"""Dates in a head and in a path, as people write them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from lianzhan.desk.importing.foreign_dates import date_in, readable_date

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-03-16T7:16:13+08:00", "2020-03-16T7:16:13+08:00"),
        ("2020-03-16 07:16:13 +0800", "2020-03-16 07:16:13 +0800"),
        ("2020/5/9 9:00", "2020-5-9 9:00"),
        ("2020.5.9", "2020-5-9"),
        ("2020年5月9日 09:00", "2020-5-9 09:00"),
        ("2020-05", ""),
        ("2020年5月99日", ""),
        ("May 9, 2020", ""),
    ],
)
def test_dates_as_people_write_them(text: str, expected: str) -> None:
    assert readable_date(text, ZONE) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2019/03/04/x.md", "2019-03-04"),
        ("posts/20190811-meetup.md", "2019-08-11"),
        ("2018-01-01/2019-3-4-x.md", "2019-03-04"),
        ("2019年3月4日.md", "2019-03-04"),
        ("20191340/2019-99-99.md", ""),
        ("hunan-2019-36.md", ""),
        ("202003-scheduling.md", ""),
        ("120190811.md", ""),
    ],
)
def test_dates_in_paths(path: str, expected: str) -> None:
    assert date_in(path) == expected
