"""Texts without the addresses of gone pages: nothing else goes with them."""

from __future__ import annotations

import pytest

from lianzhan.output.takedown.addresses import without_addresses, without_links


def leads(address: str) -> bool:
    return address.partition("#")[0].endswith("gone.html")


@pytest.mark.parametrize(
    "text",
    [
        "见 https://e.example/news/gone.html，",
        '{"url":"../gone.html"}',
        "<!-- gone.html -->",
        "gone.html#a",
    ],
)
def test_no_address_is_left_wherever_it_stands(text: str) -> None:
    assert "gone" not in without_addresses(text, leads)


def test_links_in_any_text_become_their_words() -> None:
    text = """<a class="x" href='gone.html'>甲</a> <a href="a.html">乙</a>"""
    assert without_links(text, leads) == '甲 <a href="a.html">乙</a>'


def test_an_address_goes_from_a_script_that_escapes_its_slashes() -> None:
    script = r'a=["https:\/\/e.example\/news\/gone.html","https:\/\/e.example\/news\/a.html"]'
    freed = without_addresses(script, leads)
    assert freed == r'a=["","https:\/\/e.example\/news\/a.html"]'


def test_of_the_text_before_an_address_nothing_goes_with_it() -> None:
    text = "一：https://e.example/gone.html，二https://e.example/a.html；gone.html。"
    assert without_addresses(text, leads) == "一：，二https://e.example/a.html；。"


def test_a_text_without_such_addresses_stays_as_it_is() -> None:
    text = r'"a.html" begone.htm \u4e00 https:\/\/e.example\/a.html <p>一</p>'
    assert without_addresses(text, leads) == text
    assert without_links(text, leads) == text


def test_what_stays_of_an_escaped_word_stays_escaped() -> None:
    script = r'["\u4e00\uff1ahttps:\/\/e.example\/gone.html"]'
    assert without_addresses(script, leads) == r'["\u4e00\uff1a"]'
