"""Structured data says what it was given, and breaks out of no script."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from lianzhan.rendering.html.structured import json_ld

HOSTILE = st.text(alphabet="<>&!-/'\"\\ script甲\u2028\n")


class Scripts(HTMLParser):
    """Collects what stands in scripts, and what tags there are."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.data = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.data += data


@given(st.dictionaries(HOSTILE, st.one_of(HOSTILE, st.lists(HOSTILE))))
def test_whatever_is_said_stays_in_its_script(value: dict[str, object]) -> None:
    text = str(json_ld(value))
    assert json.loads(text) == value
    assert not set(text) & set("<>&'")
    page = Scripts()
    page.feed(f'<script type="application/ld+json">{text}</script>')
    page.close()
    assert page.tags == ["script"]
    assert json.loads(page.data) == value


def test_chinese_stands_as_it_is_and_members_keep_their_order() -> None:
    assert json_ld({"name": "湖南省妇联", "@type": "A"}) == '{"name":"湖南省妇联","@type":"A"}'
