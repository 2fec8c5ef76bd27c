"""Which hotlines stand where."""

from __future__ import annotations

from kinds.service.made import HELP, hotline

from lianzhan.model.help import NO_HELP, Help


def numbers(lines: tuple[object, ...]) -> list[str]:
    return [getattr(line, "number", "") for line in lines]


def test_the_first_is_at_home_if_none_is_marked_for_it() -> None:
    assert numbers(HELP.at_home) == ["12338"]
    marked = Help((*HELP.hotlines, hotline("12348", at_home=True)))
    assert numbers(marked.at_home) == ["12348"]


def test_each_call_stands_once_on_a_page_of_services() -> None:
    assert numbers(HELP.on_top) == ["12338", "110"]
    assert numbers(HELP.others) == ["12345"]


def test_the_number_for_texts_is_no_call() -> None:
    by_text = HELP.by_text
    assert by_text
    assert by_text.uri == "sms:12110"
    assert "12110" not in numbers(HELP.calls)
    only = Help((hotline("12110", at_home=True),))
    assert only.at_home == ()


def test_hotlines_and_kinds_are_found_by_their_names() -> None:
    found = HELP.hotline("110")
    assert found
    assert found.uri == "tel:110"
    kind = HELP.kind("mind")
    assert kind
    assert kind.title == "心理关爱"
    assert HELP.hotline("119") is HELP.kind("x") is None


def test_nothing_said_is_no_help() -> None:
    assert (NO_HELP.at_home, NO_HELP.on_top, NO_HELP.others, NO_HELP.by_text) == ((), (), (), None)
