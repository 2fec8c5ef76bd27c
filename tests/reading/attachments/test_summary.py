"""Who wrote an old Office file is read from its property set."""

from __future__ import annotations

from made_files import old_summary, ole

from lianzhan.reading.attachments.summary import summary_of
from reading.attachments.looked_through import said_of


def test_the_author_is_named() -> None:
    raw = ole("WordDocument", body=bytes(200) + old_summary("张三"))
    assert said_of("a.doc", raw) == [("hidden-author", {"names": "张三", "revision": "—"})]


def test_a_property_set_that_leads_nowhere_says_nothing() -> None:
    raw = old_summary("张三")
    for place in range(44, len(raw), 3):
        summary_of(raw[:place] + b"\xff\xff\xff\xff" + raw[place + 4 :])
    assert summary_of(raw[:60]).names == []
