"""A step is put into a head where it belongs, and nothing else is touched."""

from __future__ import annotations

import pytest

from lianzhan.desk.approval.chain_edits import Change, UnusualHeadError
from lianzhan.desk.approval.editing import with_change
from lianzhan.reading.front_matter import split
from lianzhan.reading.text import decode

STEP = "{step: second, by: 乙}"


def edited(text: str, status: str | None = None) -> str:
    front = split(decode(text.encode(), "a.md").text, "a.md")
    return with_change(text.encode(), front, Change(9, STEP, status)).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: 一\n", f"title: 一\nreview:\n  - {STEP}\n"),
        ("review:\ntitle: 一\n", f"review: [{STEP}]\ntitle: 一\n"),
        ("review: []\n", f"review: [{STEP}]\n"),
        ("review: {step: first}\n", f"review: [{{step: first}}, {STEP}]\n"),
        ("review: [{step: first}] # 注\n", f"review: [{{step: first}}, {STEP}] # 注\n"),
        (
            "review:\n- {step: first} # 注\n\ntitle: 一\n",
            f"review:\n- {{step: first}} # 注\n- {STEP}\n\ntitle: 一\n",
        ),
        (
            "review:\n    - step: first\n      by: 甲\n# 完\n",
            f"review:\n    - step: first\n      by: 甲\n    - {STEP}\n# 完\n",
        ),
    ],
)
def test_a_yaml_head_gets_a_step_in_the_form_of_the_others(before: str, after: str) -> None:
    body = "\n正文\n\nreview: 正文里的\n"
    assert edited(f"---\n{before}---\n{body}") == f"---\n{after}---\n{body}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Title: 一\n", f"Title: 一\nreview: {STEP}\n"),
        ("Review:\nTitle: 一\n", f"Review: {STEP}\nTitle: 一\n"),
        (
            "Review: {step: first}\nTitle: 一\n    二\n",
            f"Review: {{step: first}}\n    {STEP}\nTitle: 一\n    二\n",
        ),
        ("Title: 一\nReview: [{step: first}]\n", f"Title: 一\nReview: [{{step: first}}, {STEP}]\n"),
    ],
)
def test_a_pelican_head_gets_a_line_of_its_own_for_each_step(before: str, after: str) -> None:
    assert edited(f"{before}\n正文\n") == f"{after}\n正文\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("status: submitted # 注\n", "status: approved # 注\nreview:\n  - X\n"),
        ("Status: 'submitted'\n", "Status: approved\nreview:\n  - X\n"),
        ("status:\n", "status: approved\nreview:\n  - X\n"),
        ("title: 一\n", "title: 一\nreview:\n  - X\nstatus: approved\n"),
    ],
)
def test_a_status_is_changed_in_its_place_or_added(before: str, after: str) -> None:
    wanted = after.replace("X", STEP)
    assert edited(f"---\n{before}---\n", "approved") == f"---\n{wanted}---\n"


def test_a_status_is_left_where_it_is_not_to_change() -> None:
    assert "status: submitted\n" in edited("---\nstatus: submitted\n---\n")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_and_the_mark_at_the_start_stay(ending: str) -> None:
    before, after = (
        "\ufeff---\ntitle: 一\n---\n文\n",
        f"\ufeff---\ntitle: 一\nreview:\n  - {STEP}\n---\n文\n",
    )
    assert edited(before.replace("\n", ending)) == after.replace("\n", ending)


def test_characters_that_reading_drops_keep_their_places() -> None:
    head = "---\ntitle: 一\x08二\nreview: [{step: first}]\n---\n"
    assert edited(head) == head.replace("first}", f"first}}, {STEP}")


def test_a_head_with_no_place_for_a_step_is_refused() -> None:
    with pytest.raises(UnusualHeadError):
        edited("---\nreview:\n  step: first\n  by: 甲\n---\n")
