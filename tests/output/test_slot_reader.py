"""The home page's slot is found in any theme's markup, and only where it opens the page."""

from __future__ import annotations

import pytest

from lianzhan.output.slot_reader import SlotReader

SLOT = '<section data-slot="pinned"><a href="theory/equality.html">题</a></section>'


def test_the_links_of_the_slot_end_with_the_slot() -> None:
    reader = SlotReader()
    reader.feed(f'<main>{SLOT}<a href="after">词</a></main><main><a href="other">词</a></main>')
    assert reader.links == ["theory/equality.html"]


@pytest.mark.parametrize(
    "before",
    [
        "",
        f"<main>词</main>{SLOT}",
        f"<!-- <main>{SLOT}</main> -->",
        f"<script>'<main>{SLOT}'</script>",
    ],
)
def test_a_slot_counts_only_in_the_real_main(before: str) -> None:
    reader = SlotReader()
    reader.read(f"<head>{before}</head><body><main><p>词</p>{SLOT}</main>".encode())
    assert not reader.is_first
    reader = SlotReader()
    reader.read(f"<head>{before.replace('<main>词</main>', '')}</head><main>{SLOT}</main>".encode())
    assert reader.is_first


@pytest.mark.parametrize(
    "before", ["词", "<h1>站名</h1>", "<img src=x>", "<svg></svg>", "<button>"]
)
def test_a_slot_behind_content_does_not_open_the_page(before: str) -> None:
    reader = SlotReader()
    reader.read(f"<main>{before}{SLOT}</main>".encode())
    assert (reader.is_first, reader.links) == (False, [])


def test_a_page_is_read_no_further_than_its_slot() -> None:
    reader = SlotReader()
    reader.read(f"<main>{SLOT}<p>{'词' * 5000}<i>".encode())
    assert reader.is_first
    assert reader.getpos()[1] < 2000


def test_a_page_with_scripts_in_its_head_is_read_from_its_main_on() -> None:
    head = "<script src='a.js' defer></script><SCRIPT>let s = 1 > 0</SCRIPT>" + "<meta>" * 2000
    reader = SlotReader()
    reader.read(f"<head>{head}</head><body><main>{SLOT}".encode())
    assert reader.is_first
    assert reader.getpos()[1] < 2000


@pytest.mark.parametrize("head", ["<script>'</script '</script>", "<script>a<b</script>"])
def test_a_script_with_a_tag_in_it_is_read_with_care(head: str) -> None:
    reader = SlotReader()
    reader.read(f"<head>{head}</head><body><main>{SLOT}".encode())
    assert reader.is_first
